"""Syntax of one document: the verb group of each predicate and the link outward that it has. Knows no effects, keeps no answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from attribution.certainty.syntax.contents import Content, Contents
from attribution.certainty.syntax.embedding import MARKS, Embedding, Link
from attribution.certainty.syntax.groups import Group, Groups
from attribution.certainty.syntax.links import Links
from attribution.certainty.syntax.tokens import VERB_LIKE, VERBS, Tokens
from attribution.certainty.tables import OPENING, Tables
from attribution.model import Attribution, Document

_OTHERS = VERB_LIKE - VERBS
_LEADING = frozenset(["MD", "TO", "RB", "RBR", "RBS"])  # tags behind which one of them may be a verb
_OPENING_MARKS = OPENING | {'"'}
_BOUNDS = frozenset([",", ";", ".", ":", "``", "''"])  # of a clause
__all__ = ["Content", "Group", "Link", "Predicate", "Syntax"]


class Predicate(NamedTuple):
    """A verb as the evaluation reads it: its token, its group (an auxiliary before the subject too), its link, its clause's first token
    and, an opening mark aside, first word."""

    head: int
    group: Group
    link: Link
    floor: int
    first: int


class Syntax:
    """Groups and links of one document, worked out where asked for; each is frozen and depends on the text alone."""

    def __init__(self, document: Document, attributions: Sequence[Attribution], tables: Tables) -> None:
        self.tokens, self.tables = Tokens(document), tables
        self.contents = Contents(attributions)
        self.groups = Groups(self.tokens, tables)
        self.embedding = Embedding(self.groups, self.contents)
        self.links = Links(self.embedding)
        self._predicates: dict[int, Predicate] = {}

    def forget(self) -> None:
        """Work out anew what is asked from now on."""
        self._predicates.clear()
        self.groups.known.clear()

    def floor(self, at: int) -> int:
        """First token that can stand in the clause of token `at`."""
        return self.contents.floor(at, self.tokens.sentence(at)[0], self.contents.covering(at))

    def predicate(self, at: int) -> Predicate:
        """The verb at token `at`."""
        known = self._predicates.get(at)
        if known is None:
            group, held = self.groups.at(at), self.contents.covering(at)
            floor = self.contents.floor(at, self.tokens.sentence(at)[0], held)
            link = self.links.of(group, floor)
            if link.inverted >= 0:
                group = self._with_inverted(group, link.inverted)
            known = self._predicates[at] = Predicate(at, group, link, floor, self._first_word(held, floor))
        return known

    def _first_word(self, held: Content | None, floor: int) -> int:
        """Where a clause inside `held` can begin, an opening mark aside."""
        low = self.tokens.low
        if held and held.begin > floor and low[held.begin] in OPENING:
            floor = held.begin  # as he put it, “*had* he known”
        return floor + 1 if low[floor] in _OPENING_MARKS else floor

    def _with_inverted(self, group: Group, auxiliary: int) -> Group:
        """The group, and the auxiliary that stands before its subject: "*might* the firm pay"."""
        tags, low = self.tokens.tags, self.tokens.low
        if tags[auxiliary] == "MD":
            group = group._replace(modal=low[auxiliary], modal_at=auxiliary)
        if low[auxiliary - 1] in self.tables.words.negative_joining:
            group = group._replace(negations=(*group.negations, auxiliary - 1))
        return group

    def verbal(self, at: int) -> bool:
        """Whether a word tagged noun or adjective is a verb: a past form, or a base after an auxiliary ("had *sunk*")."""
        tags, low, tables = self.tokens.tags, self.tokens.low, self.tables
        tag, word = tags[at], low[at]
        if tag not in _OTHERS or at == 0:
            return False
        before, counted = tags[at - 1], tag == "NNS" and tags[at - 1] == "NN"
        if before not in _LEADING and low[at - 1] not in tables.before_verbs and word not in tables.pasts and not counted:
            return False
        words = tables.words
        if not (word.isalpha() or word.replace("-", "").isalpha()):
            return False
        if counted and self._lone(at):
            return True
        if self.groups.after_auxiliary(at) and (self._base_after(at) if tag[:2] == "NN" else self._no_modifier(at)):
            return True
        hedged = low[at - 1] in tables.adverbs and tags[at - 2] in ("NN", "NNS", "PRP", "NNP")
        if hedged and tag == "JJ" and word.endswith(words.participle_endings):
            return True
        if word not in tables.pasts:
            return False
        if words.is_be_or_have(low[at - 1]):
            return True
        if hedged:
            return True
        return before in ("NN", "NNS", "PRP", "NNP") and tags[at + 1] in ("DT", "PRP", "PRP$", "IN", "TO")

    def _lone(self, at: int) -> bool:
        """Whether a plural after a singular noun is the only word that can be the verb of its clause: "if either bank *withdraws*"."""
        tags, low, words = self.tokens.tags, self.tokens.low, self.tables.words
        after = low[at + 1]
        if after not in (".", ",") and after not in words.if_unless and tags[at + 1][:2] != "RB":
            return False
        begin, end = self.tokens.sentence(at)
        for step, limit in ((-1, max(begin - 1, at - 8)), (1, min(end, at + 12))):
            for k in range(at + step, limit, step):
                if tags[k][:2] == "VB" or tags[k] in ("MD", "TO"):
                    return False
                if low[k] in _BOUNDS or low[k] in words.clause_openers:
                    break
        return True

    def _no_modifier(self, at: int) -> bool:
        """Whether an adjective after "to" is none that belongs to a noun: "agreed to *new* terms"."""
        before = self.tokens.tags[at - 2 if self.tokens.low[at - 1] in MARKS else at - 1]
        if before != "TO" or self.tokens.tags[at + 1][:1] not in ("N", "J"):
            return True
        return self.tables.lemma.known(self.tokens.low[at])

    def _base_after(self, at: int) -> bool:
        """Whether a word tagged noun stands where only a base form can: after "did not", "will", or "to" that an embedding word wants."""
        tags = self.tokens.tags
        k = at - 1
        while k > 0 and tags[k][:2] == "RB":
            k -= 1
        if tags[k] != "TO":
            return True
        return tags[at] == "NN" and self.embedding.signature(k - 1, "to") is not None
