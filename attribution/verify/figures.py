"""Figures of a sentence that no passage says as a whole: those that no source has, and those by which a source counts something else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from attribution.ranges import Ranges
from attribution.verify.drift import LARGE, YEARS, digits_of, is_number, value_of, written_in_figures
from attribution.verify.language import language
from attribution.verify.record import Shifted
from attribution.verify.retrieve import Corpus
from attribution.verify.units import Unit, Word, noun_stem

_COUNTED = 3  # words behind a figure of the draft in which what it counts stands
_COUNTS = 4  # those behind one of a source
_NEAR = 2  # those in which a source counts the same by another figure
_ROUNDEST = 4  # digits of a round form


class Figures:
    """The figures of all sources, read once a draft."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus

    def unsupported(self, unit: Unit) -> Iterator[Shifted]:
        """Each figure that the sources have not, or of something else: then with their words that have it, or what it counts."""
        quoted = Ranges(unit.claim.quote_spans if unit.claim is not None else ())  # words in marks are compared as such
        for at, word in enumerate(unit.words):
            value = value_of(word) if is_number(word) and not quoted.touches(word[:2]) else None
            if value is None or _is_name(unit.words, at) or (value == 1 and not written_in_figures(unit, word)):
                continue
            counted = _counted(unit, at)
            if not self._has(value):
                yield Shifted("figure", unit.text(word.begin, word.end), "", (word.begin, word.end))  # type: ignore[arg-type]
            elif counted is not None and (instead := self._instead(value, noun_stem(counted.folded))):
                yield Shifted("figure", unit.text(word.begin, counted.end), instead, (word.begin, counted.end))  # type: ignore[arg-type]

    def _has(self, value: float) -> bool:
        """Whether a source has the number, or one of which it is a round form."""
        if value in self._places:
            return True
        digits = digits_of(value)
        return value >= LARGE and value not in YEARS and (digits, _rounded(value, digits)) in self._round

    def _instead(self, value: float, stem: str) -> str:
        """Where the sources speak of what is counted, but never by this number: another one that counts it, or what this one counts."""
        if value not in self._places or (value, stem) in self._counting or stem not in self._stems:
            return ""
        return self._text(self._counted_at.get(stem, self._places[value]))

    def _text(self, place: int) -> str:
        _, stop = self.corpus.bounds(place)
        last = self.corpus.words[min(stop - 1, place + _NEAR)]
        return " ".join(self.corpus.material_at(place).text[self.corpus.words[place].begin : last.end].split())

    @cached_property
    def _numbers(self) -> list[tuple[int, float]]:
        """(place, value) of each."""
        words = self.corpus.words
        places = self.corpus.places_of(lambda folded: folded[:1].isdigit())
        found = ((place, value_of(words[place])) for place in places if is_number(words[place]))
        return [(place, value) for place, value in found if value is not None]

    @cached_property
    def _places(self) -> dict[float, int]:
        """Value → where it first stands."""
        return {value: place for place, value in reversed(self._numbers)}

    @cached_property
    def _round(self) -> frozenset[tuple[int, str]]:
        """(digits, number with as many) of all round forms."""
        return frozenset(
            (digits, _rounded(value, digits)) for value in self._places for digits in range(1, min(digits_of(value), _ROUNDEST + 1))
        )

    def _behind(self, place: int, reach: int) -> Iterator[str]:
        _, stop = self.corpus.bounds(place)
        return (noun_stem(word.folded) for word in self.corpus.words[place + 1 : min(stop, place + 1 + reach)])

    @cached_property
    def _counting(self) -> frozenset[tuple[float, str]]:
        """(value, stem of a word close behind it)."""
        return frozenset((value, stem) for place, value in self._numbers for stem in self._behind(place, _COUNTS))

    @cached_property
    def _counted_at(self) -> dict[str, int]:
        """Stem of a word right behind a number → the place of the first such number."""
        return {stem: place for place, _ in reversed(self._numbers) for stem in self._behind(place, _NEAR)}

    @cached_property
    def _stems(self) -> frozenset[str]:
        return frozenset(noun_stem(folded) for folded in {word.folded for word in self.corpus.words})


def _rounded(value: float, digits: int) -> str:
    return f"{value:.{digits - 1}e}"


def _is_name(words: Sequence[Word], at: int) -> bool:
    """Whether a figure is a part of a name: "Boeing 747", "World War Two"."""
    return at > 0 and words[at - 1].is_name and words[at].begin - words[at - 1].end == 1


def _counted(unit: Unit, at: int) -> Word | None:
    """What a figure counts: the last of the first nouns close behind it, if they are no month, and no hour."""
    words = unit.words
    first = next((at for at in range(at + 1, min(at + 1 + _COUNTED, len(words))) if words[at].tag[:2] == "NN"), None)
    if first is None or unit.text(words[at].end, words[at].end + 1) == "-":
        return None
    last = first
    while last + 1 < len(words) and words[last + 1].tag[:2] == "NN" and words[last + 1].begin - words[last].end == 1:
        last += 1
    counted = words[last]
    return counted if len(counted.folded) > 1 and counted.folded not in language().months else None
