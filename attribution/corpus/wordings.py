"""One utterance in several articles: its words as `verify` folds and pairs them, and what has to agree for two to be one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from attribution.memo import Memo
from attribution.verify.fold import folded_words
from attribution.verify.language import language

_WORD = re.compile(r"[^\W_]+(?:['’.,][^\W_]+)*")
_QUOTED = re.compile(r"[\"“”„«]([^\"“”„«»]*)[\"”“»]|[\"“„«]([^\"“”„«»]*)$")
_LEAST = 5  # words: fewer are anybody's
_BEFORE = 2  # words: "did not", "never once"
_OWN = 2  # times as long as what it holds: then the longer wording is an utterance of its own, too


class Wording(NamedTuple):
    """The folded words of a claim, and those among them that have to agree: names, figures, negations."""

    words: tuple[str, ...]
    firm: frozenset[str]


def wording(claim: str) -> Wording | None:
    """The words of a claim; None where they say so little that two might say them by accident.

    The limit is that of `verify`, here without function words: "I don't think it matters" is anybody's.
    """
    read = [_READ[surface] for surface in _WORD.findall(claim)]
    words = [word for folded, _ in read for word in folded]
    known = language()
    if len(words) < _LEAST or not _tells(words, known.limits["nats"]):
        return None
    return Wording(tuple(words), frozenset(word for _, firm in read for word in firm))


def _tells(words: Sequence[str], least: float) -> bool:
    """Whether words that are not there for grammar carry so much information."""
    told, empty = 0.0, language().function
    for word in words:
        told += 0.0 if word in empty else _NATS[word]
        if told >= least:
            return True
    return False


def _read_word(surface: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(folded words, the firm ones among them) of a word as it stands."""
    known = language()
    folded = folded_words(surface)
    marked = surface[0].isupper() or surface[0].isdigit()
    return folded, tuple(word for word in folded if word in known.negations or (marked and word not in known.function))


_READ = Memo(_read_word)
_NATS: Memo[str, float] = Memo(lambda word: language().nats([word]))


def quoted_words(claim: str, kind: str) -> int:
    """How many words of a claim are quoted: all of a direct one, those in marks of a mixed one.

    >>> quoted_words("a “wound the whole coast” will feel", "mixed"), quoted_words("It sank", "direct"), quoted_words("It sank", "indirect")
    (4, 2, 0)
    """
    if kind == "direct":
        return len(_WORD.findall(claim))
    return sum(len(_WORD.findall(one or two)) for one, two in _QUOTED.findall(claim)) if kind == "mixed" else 0


def same(core: Wording, other: Wording) -> bool:
    """Whether the longer wording says what the core says.

    None of the firm words is missing, and none added between its ends; of the others so few are missing that they carry little.
    """
    words = set(other.words)
    if not core.firm <= words:
        return False
    missing = sum(_NATS[word] for word in core.words if word not in words)
    if missing > (1 - language().limits["compared"]) * sum(_NATS[word] for word in core.words):
        return False
    mine = set(core.words)
    places = [at for at, word in enumerate(other.words) if word in mine]
    return not (other.firm - mine) & set(_closest(other.words, places, len(core.words)))


def _closest(words: Sequence[str], places: Sequence[int], length: int) -> Sequence[str]:
    """The stretch of `words`, a half longer than `length` at most, in which most of the places lie, and what may turn it round."""
    reach = length + length // 2
    most, begin, end = 0, 0, 0
    start = 0
    for at, place in enumerate(places):
        while place - places[start] >= reach:
            start += 1
        if at - start + 1 > most:
            most, begin, end = at - start + 1, places[start], place + 1
    return words[max(0, begin - _BEFORE) : end]


def members(pairs: Iterable[tuple[int, int, int, int]]) -> Iterator[tuple[int, int]]:
    """(wording, core) out of (wording, its length, a wording that it holds, its length), in order of length and number.

    A core is a wording that holds no other, or none of half its length, and is its own: never is one joined to another through a third.
    """
    held: set[int] = set()
    for (number, length), group in groupby(pairs, lambda pair: pair[:2]):
        cores = [(core, short) for _, _, core, short in group if core not in held]
        yield from ((number, core) for core, _ in cores)
        if max((short for _, short in cores), default=0) * _OWN >= length:
            held.add(number)
        else:
            yield number, number
