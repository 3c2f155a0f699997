"""The verb group of a predicate: its auxiliaries, modal, negation and adverbs, found leftwards from the verb."""

from __future__ import annotations

from typing import NamedTuple

from attribution.certainty.syntax.tokens import Tokens
from attribution.certainty.tables import OPENING, Tables

REACH = 16  # tokens that auxiliaries, adverbs and a parenthesis may take before their verb
_NOMINAL = frozenset(["NN", "NNS", "NNP", "NNPS", "PRP", "DT", "IN", "JJ", "CC", "WDT", "WP", "CD", "EX", "."])  # end a group …
_FORMS = {"VBD": "finite", "VBZ": "finite", "VBP": "finite", "MD": "finite", "VBG": "ger", "VBN": "part"}
_DATING = frozenset(["CD", "JJ", "DT"])  # before the noun of a time: one day, next week, this year
_OWNERS = frozenset(["POS", "PRP$", "DT"])  # before what looks like a modal: "her *will*"
_PAST = frozenset(["VBD", "VBN"])
_BASE = frozenset(["VB", "VBN", "VBG"])  # tags of be, been, being
_STOP = -1


class Group(NamedTuple):
    """One verb group. `begin` is its first token; `form` is finite, inf (after to), ger, part (participle) or bare (base form)."""

    head: int
    begin: int
    form: str
    modal: str = ""
    modal_at: int = -1
    negations: tuple[int, ...] = ()
    adverbs: tuple[int, ...] = ()
    perfect: bool = False
    passive: bool = False


class Groups:
    """Verb groups of one document, each read once."""

    def __init__(self, tokens: Tokens, tables: Tables) -> None:
        self.tokens, self.tables = tokens, tables
        self.known: dict[int, Group] = {}

    def at(self, head: int) -> Group:
        """The group whose head is the verb at token `head`."""
        group = self.known.get(head)
        if group is None:
            group = self.known[head] = self._read(head)
        return group

    def _read(self, head: int) -> Group:
        tags, low = self.tokens.tags, self.tokens.low
        tag = tags[head]
        if tag[:1] != "V":
            tag = "VB" if self.after_auxiliary(head) else "VBN"
        before, words = low[head - 1], self.tables.words
        if tag == "VBP" and before in OPENING and tags[head - 2] == "TO":
            tag = "VB"  # told them to “believe” it
        form = _FORMS.get(tag, "bare")
        bare = tags[head - 1] in _NOMINAL and before not in self.tables.watched and before not in words.floating
        if bare and (before not in words.times or self.before_time(head - 1) < 0):
            return Group(head, head, form)
        return _Walk(self, head, form).group()

    def before_time(self, at: int) -> int:
        """The auxiliary before a time that ends at `at` and parts it from its verb: "*could* one day lead"; -1 without one."""
        auxiliary = at - 2
        timed = auxiliary >= 0 and self.tokens.low[at] in self.tables.words.times and self.tokens.tags[at - 1] in _DATING
        return auxiliary if timed and (self.tokens.tags[auxiliary] == "MD" or self.tokens.low[auxiliary] in self.tables.words.be) else -1

    def after_auxiliary(self, at: int) -> bool:
        """Whether "do", "to" or a modal stands before token `at`, adverbs aside."""
        tags, low = self.tokens.tags, self.tokens.low
        k = at - 1
        while k > 0 and (tags[k][:2] == "RB" or low[k] in self.tables.adverbs or low[k] in OPENING):
            k -= 1
        back = tags[k] == "TO" and low[k - 1] in self.tables.words.back  # *back to* normal
        return low[k] in self.tables.words.do or (tags[k] in ("MD", "TO") and not back)


class _Walk:
    """The way leftwards from one verb: what the group has so far."""

    modal, modal_at = "", -1
    negations: tuple[int, ...] = ()
    adverbs: tuple[int, ...] = ()
    perfect = passive = False

    def __init__(self, groups: Groups, head: int, form: str) -> None:
        self.groups, self.tags, self.low = groups, groups.tokens.tags, groups.tokens.low
        self.tables, self.words = groups.tables, groups.tables.words
        self.head = self.begin = head
        self.floor = max(0, head - REACH)
        self.form = form

    def group(self) -> Group:
        """The group, when no word before it belongs to it any more."""
        watched = self.tables.watched
        at = self.head - 1
        while at >= self.floor:
            tag, word = self.tags[at], self.low[at]
            if tag in _NOMINAL and word not in watched and not self._floats(at, word):
                before = self.groups.before_time(at)
                if before < self.floor:
                    break
                at = self.begin = before
                continue
            at = self._step(at, word, tag)
        if self.form != "inf" and self.begin < self.head:
            self._without_leading_adverbs()
        return Group(self.head, self.begin, self.form, self.modal, self.modal_at, self.negations, self.adverbs, self.perfect, self.passive)

    def _step(self, at: int, word: str, tag: str) -> int:
        """Takes the word at `at` into the group; the token to look at next, or -1 where the group ends."""
        if word in self.tables.modals:
            return self._take_modal(at, word)
        if tag == "TO":
            return self._take_to(at)
        if word in self.words.negators:
            self.negations += (at,)
        elif word in self.tables.adverbs:
            self.adverbs += (at,)
        elif tag[:2] == "RB":
            return self._take_adverb(at, word)
        elif tag[:2] == "VB" and self.words.is_auxiliary(word) and not self.modal:
            return at - 1 if self._auxiliary(at, word, tag) else _STOP
        elif word in OPENING and (self._helps(at - 1, also="TO") or (self.tags[at - 1] == "RB" and self._helps(at - 2, also="TO"))):
            pass  # would “never return”, could soon “hurt”
        elif word in self.words.floating:
            pass  # were *all* planning
        elif tag == "''" and self.tags[at - 1] == "RB" and self.low[at - 2] in OPENING and at - 3 >= self.floor and self._helps(at - 3):
            self.begin = at - 2  # could “badly” hurt
            return at - 3
        elif word == "," and not self.modal:
            return self._parenthesis(at)
        else:
            return _STOP
        self.begin = at
        return at - 1

    def _floats(self, at: int, word: str) -> bool:
        """Whether "all" or "both" stands between an auxiliary and its verb."""
        before = at - 2 if self.low[at - 1] in self.words.plain_negations else at - 1
        return word in self.words.floating and self._helps(before)

    def _take_modal(self, at: int, word: str) -> int:
        owned = self.tags[at - 1] in _OWNERS and self.low[at - 1] not in self.words.demonstrative  # "this *will* help", "the will to live"
        if owned:
            return _STOP
        after = self.low[at + 1]
        past = self.tags[at + 1] in _PAST or self.tables.lemma(after, "VB") != after
        known = after in self.tables.pasts or (after.endswith(self.words.regular) and self.tags[at + 1] in _PAST)
        if word in self.words.have and known and past:
            self.perfect, self.begin, self.form = True, at, "finite"  # I'd been
            return at - 1
        self.modal, self.modal_at, self.begin, self.form = word, at, at, "finite"
        return at - 1

    def _take_to(self, at: int) -> int:
        """`to` closes the group of an infinitive, a negation before it included; of "ought to" it is passed."""
        if self.low[at - 1] in self.tables.modals and self.tags[at - 1] == "MD":
            self.begin = at
            return at - 1
        first = self.tags[self.begin]
        verbal = first[:1] in ("V", "R", "`") or self.begin == self.head
        finite = self.form == "finite" and first not in ("VBP", "VBD", "VBN")
        gerund = self.form == "ger" and self.begin == self.head
        if verbal and not finite and not gerund:
            self.form, self.begin = "inf", at
            if self.low[at - 1] in self.words.to_negators:
                self.negations += (at - 1,)
                self.begin = at - 1
        return _STOP

    def _take_adverb(self, at: int, word: str) -> int:
        self.begin = at
        if (self.low[at - 1], word) == self.words.no_longer:
            self.negations += (at - 1,)
            return at - 2
        return at - 1

    def _auxiliary(self, at: int, word: str, tag: str) -> bool:
        """Takes a form of be, have or do into the group where the verb after it has the form that it wants."""
        verbs = (k for k in range(self.begin, self.head + 1) if self.tags[k][:2] == "VB")
        nearest = next(verbs, self.head)
        after = self.tags[nearest]
        if after[:1] != "V":
            after = "VB" if word in self.words.do else "VBN"
        if word in self.words.have:
            if after not in ("VBN", "VBD") and self.tags[at - 1] != "MD":
                return False
            self.perfect = True
        elif word in self.words.be:
            alike = after == "VB" and tag in _BASE and self.low[nearest] in self.tables.unchanged  # would be *put* off
            if after not in ("VBG", "VBN", "VBD", "VBP") and not alike:
                return False
            self.passive = self.passive or (nearest == self.head and after != "VBG")
        elif after not in ("VB", "VBP"):
            return False
        self.begin, self.form = at, _FORMS.get(tag, "bare")
        return True

    def _helps(self, at: int, also: str = "MD") -> bool:
        """Whether a modal, be or have stands at `at`."""
        return self.tags[at] in ("MD", also) or self.low[at] in self.words.be or self.low[at] in self.words.have

    def _parenthesis(self, comma: int) -> int:
        """The token before the comma that opens what closes at `comma`, where an auxiliary stands there; else -1."""
        for k in range(comma - 2, max(self.floor, comma - 9), -1):
            if self.low[k] == ",":
                return k - 1 if self._helps(k - 1) else _STOP
        return _STOP

    def _without_leading_adverbs(self) -> None:
        while self.begin < self.head and self.tags[self.begin][:2] == "RB":
            if self.low[self.begin] in self.tables.adverbs or self.low[self.begin] in self.words.negators:
                return
            self.begin += 1
