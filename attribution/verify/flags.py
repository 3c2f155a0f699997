"""What can be wrong with words that are there: cut off from what belongs to them, or never said between marks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from attribution.model import Span
from attribution.verify.align import Match, Placed, Quotation
from attribution.verify.fold import BRACKET, Token, fold_plainly
from attribution.verify.language import language
from attribution.verify.record import Flag
from attribution.verify.retrieve import Corpus

CLAUSE_END = re.compile(r"[.,;:!?()“”\"«»—–]|\s-\s|\n|``|''")
_SENTENCE_END = re.compile(r"[.!?\n]")
_NARRATED = 0.15  # share of a passage's words outside marks that makes it the source's own wording
_CONTEXT = 160  # characters of the draft beside a quotation that may tell what was cut off
_NEXT = 3  # words of the draft after a quotation


@dataclass(frozen=True)
class Found:
    """A quotation at its place, with what stands beside it in the draft."""

    quotation: Quotation
    match: Match
    corpus: Corpus
    draft: str

    @property
    def pieces(self) -> tuple[Placed, ...]:
        return self.match.placed


def find_flags(found: Found) -> Iterator[tuple[Flag, str]]:
    """(flag, the words it rests on), each flag once at most."""
    for flag, find in _STEPS:
        why = find(found)
        if why:
            yield flag, why


def narrated(found: Found) -> str:
    """The words of the quotation that a news source has outside quotation marks, as its own."""
    outside: list[str] = []
    total = 0
    for piece in found.pieces:
        material = found.corpus.material_at(piece.source_begin)
        if material.kind != "article":
            return ""
        spans = material.quoted
        begins = [span.begin for span in spans]
        for _, source, size in piece.equal():
            for word in found.corpus.words[source : source + size]:
                total += 1
                at = bisect_right(begins, word.begin) - 1
                if at < 0 or word.begin >= spans[at].end:
                    outside.append(material.text[word.begin : word.end])
    return " ".join(outside) if len(outside) > _NARRATED * total else ""


def cut_sense(found: Found) -> str:
    """The words right before or behind the passage without which it says something else."""
    return _cut_before(found) or _cut_behind(found)


def _cut_before(found: Found) -> str:
    known, corpus, first = language(), found.corpus, found.pieces[0].source_begin
    own = _folded(found.draft, max(0, found.quotation.begin - _CONTEXT), found.quotation.begin, last_sentence=True)
    clause = _clause_before(corpus, first)
    said = [token.folded for token in clause]
    words = known.negations | known.conditions | known.open
    turning = [word for word in said if word in words and not _pseudo(said, word) and not _turned(own, word)]
    if turning:
        return corpus.material_at(first).text[clause[said.index(turning[0])].begin : clause[-1].end]
    if condition := _condition_before(corpus, first, own):
        return condition
    if corpus.between(first).strip() == ",":
        said = [token.folded for token in _clause_before(corpus, first - 1)] + [corpus.words[first - 1].folded]
    head = said[:-1] if said[-1:] == ["that"] else said
    for phrase in known.hedge_phrases:
        if tuple(head[-len(phrase) :]) == phrase and phrase[-1] not in own:
            return " ".join(phrase)
    hedge = next(iter(head[-2:] if head[-1:] == ["be"] else head[-1:]), "")  # "That could be | the end of it", too
    if (hedge in known.hedges or hedge in known.weak_modals) and not (known.hedges | known.modals) & set(own[-4:]):
        return hedge
    return ""


def _condition_before(corpus: Corpus, first: int, own: Sequence[str]) -> str:
    """The clause with "if" that a comma parts from words that say what would be: "If we had known, | we would have stopped it"."""
    known = language()
    if corpus.between(first).strip() != "," or known.conditions & set(own):
        return ""
    following = {token.folded for token in corpus.words[first : first + _NEXT + 1]}
    clause = _clause_before(corpus, first - 1)
    words = [*(token.folded for token in clause), corpus.words[first - 1].folded]
    if not (following & known.modals and clause and words[0] in known.leading_conditions):
        return ""
    return corpus.material_at(first).text[clause[0].begin : corpus.words[first - 1].end]


def _turned(own: Sequence[str], word: str) -> bool:
    """Whether the draft says before the quotation what was cut off."""
    known = language()
    return bool((known.negations if word in known.negations else known.conditions | known.open) & set(own))


def _pseudo(said: Sequence[str], word: str) -> bool:
    at = said.index(word)
    return any(tuple(said[at : at + len(phrase)]) == phrase for phrase in language().pseudo_negations)


def _ends_clause(corpus: Corpus, place: int) -> bool:
    """Whether a clause ends before a word. The commas and brackets around "you know", which counts for no word, end none."""
    between = corpus.between(place)
    return bool((_SENTENCE_END if any(map(str.isalpha, between)) else CLAUSE_END).search(between))


def _clause_before(corpus: Corpus, place: int) -> list[Token]:
    """The words before a place, back to the beginning of its clause."""
    known = language()
    first, _ = corpus.bounds(place)
    begin = place
    while begin > first and place - begin < known.limits["look_back"]:
        if _ends_clause(corpus, begin) or corpus.words[begin - 1].folded in known.breaks:
            break
        begin -= 1
    return list(corpus.words[begin:place])


def _cut_behind(found: Found) -> str:
    known, corpus, place = language(), found.corpus, found.pieces[-1].source_end
    _, stop = corpus.bounds(place - 1)
    if place >= stop or _SENTENCE_END.search(corpus.between(place)):
        return ""
    own = _folded(found.draft, found.quotation.end, found.quotation.end + _CONTEXT)[: _NEXT + 1]
    following = [token.folded for token in corpus.words[place : min(stop, place + 3)]]
    quoted_on = not re.search(r"[“”\"«»]|''|``", corpus.between(place))
    if following[0] in known.negations and not CLAUSE_END.search(corpus.between(place)) and following[0] not in own:
        return following[0]
    if quoted_on and following[0] in known.conditions and following[0] not in own:
        return " ".join(following)
    for phrase in known.condition_phrases:
        if quoted_on and tuple(following[: len(phrase)]) == phrase and phrase[-1] not in own:
            return " ".join(phrase)
    return ""


def _folded(text: str, begin: int, end: int, *, last_sentence: bool = False) -> list[str]:
    part = text[begin:end]
    if last_sentence:
        part = re.split(r"[.!?]\s|\n", part)[-1]
    return [token.folded for token in fold_plainly(part, 0, len(part))]


class Omission(NamedTuple):
    """Words of a source left out that turn what is kept: `mark` is the ellipsis or bracket that stands for them."""

    mark: Span
    begin: int
    end: int


def swallowed(found: Found) -> str:
    """A negation, hedge or condition that an ellipsis or a bracket stands for, with what is kept in its reach."""
    left_out = find_omission(found)
    return " ".join(token.folded for token in found.corpus.words[left_out.begin : left_out.end]) if left_out is not None else ""


def find_omission(found: Found) -> Omission | None:
    """The first words left out that turn what is kept, from the negation, hedge or condition on."""
    known, corpus = language(), found.corpus
    turning = known.negations | known.hedges | known.weak_modals | known.conditions | known.open
    for one, two in pairwise(found.pieces):
        words = [token.folded for token in corpus.words[one.source_end : two.source_begin]]
        if turning & set(_bracketed(found, two.begin)):
            continue
        for i in range(len(words) - 1, -1, -1):
            if _ends_clause(corpus, one.source_end + i + 1) or words[i] in known.breaks:
                break
            phrase = any(tuple(words[i : i + len(each)]) == each for each in known.hedge_phrases)
            if words[i] in known.conditions | known.open and words[i] == corpus.words[one.source_end - 1].folded:
                break  # "whether … we win", of "whether we lose or whether we win"
            if words[i] in turning or phrase:
                return Omission(_mark_between(found, one, two), one.source_end + i, two.source_begin)
    return None


def _mark_between(found: Found, one: Placed, two: Placed) -> Span:
    """The ellipses and brackets between two pieces of a quotation; where there are none, what stands between the two words."""
    marks = found.quotation.marks_before(two.begin)
    words = found.match.words
    return Span(marks[0].begin, marks[-1].end) if marks else Span(words[one.end - 1].end, words[two.begin].begin)


def _bracketed(found: Found, word: int) -> list[str]:
    """The words in brackets before a word of the quotation."""
    draft = found.draft
    marks = found.quotation.marks_before(word)
    return [inner for mark in marks if mark.kind == BRACKET for inner in _folded(draft, mark.begin + 1, mark.end - 1)]


def joined(found: Found) -> str:
    """How much stands between two pieces: somebody else's turn, or more than a few words of the source's own."""
    corpus = found.corpus
    for one, two in pairwise(found.pieces):
        material = corpus.material_at(one.source_begin)
        here, there = (material.turn_at(corpus.words[at].begin) for at in (one.source_end - 1, two.source_begin))
        if here != there:
            return "another turn"
        if material.kind == "article" and two.source_begin > one.source_end:
            gap = Span(corpus.words[one.source_end - 1].end, corpus.words[two.source_begin].begin)
            if any(gap.begin < quote.begin < gap.end for quote in material.quoted):
                return f"{two.source_begin - one.source_end} words"
    return ""


def contradicted(found: Found) -> str:
    """A number or a name in brackets where the source has another."""
    corpus = found.corpus
    for one, two in pairwise(found.pieces):
        replaced = corpus.words[one.source_end : two.source_begin]
        material = corpus.material_at(one.source_begin)
        marks = found.quotation.marks_before(two.begin)
        if why := next(filter(None, (_contradiction(found, mark, replaced, material.text) for mark in marks)), ""):
            return why
    return _contradicted_behind(found)


def _contradicted_behind(found: Found) -> str:
    """A number or a name in brackets at the end, where other words stand in the source than as many as it has."""
    corpus, last = found.corpus, found.pieces[-1]
    _, stop = corpus.bounds(last.source_end - 1)
    for mark in found.quotation.marks_before(last.end) if last.end == len(found.match.words) else ():
        size = len(fold_plainly(found.draft, mark.begin + 1, mark.end - 1)) if mark.kind == BRACKET else 0
        following = corpus.words[last.source_end : min(stop, last.source_end + size)]
        if following and not _SENTENCE_END.search(corpus.between(last.source_end)):
            return _contradiction(found, mark, following, corpus.material_at(last.source_begin).text)
    return ""


def _contradiction(found: Found, mark: Token, replaced: Sequence[Token], text: str) -> str:
    inner = fold_plainly(found.draft, mark.begin + 1, mark.end - 1) if mark.kind == BRACKET else []
    for kind in (_figures, _names):
        mine, theirs = kind(inner, found.draft), kind(replaced, text)
        if mine and theirs and not mine & theirs:
            return f"{' '.join(sorted(mine))} for {' '.join(sorted(theirs))}"
    return ""


def _figures(words: Sequence[Token], text: str) -> set[str]:
    return {word.folded for word in words if word.folded[:1].isdigit()}


def _names(words: Sequence[Token], text: str) -> set[str]:
    empty = language().function - language().months
    return {word.folded for word in words if text[word.begin].isupper() and word.folded not in empty}


_STEPS: tuple[tuple[Flag, Callable[[Found], str]], ...] = (
    ("paraphrase-in-marks", narrated),
    ("sense-cut", cut_sense),
    ("omission", swallowed),
    ("joined", joined),
    ("bracket", contradicted),
)
