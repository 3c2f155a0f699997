"""All sources as one string, a character a word, so that finding words is finding text; and the passages most like a quotation."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise
from math import log

from attribution.model import Span
from attribution.verify.fold import Token
from attribution.verify.language import language
from attribution.verify.passages import Material
from attribution.verify.speakers import compare_speakers

UNKNOWN, SEPARATOR = "\x02", "\x01"
_FIRST = 0x100  # the first character that stands for a word
_SURROGATES = range(0xD800, 0xE000)
_LONGEST = 250  # words of a passage
_TERMS = 12  # the rarest terms of a quotation that are looked up
_POSTINGS = 4_000  # places of such terms, rarest first: of words that stand everywhere no more is learnt, and time has to stay linear
_BEST = 8  # passages that are looked at
_ASIDE = 40  # characters before a word in which an aside stands
_MOST = 50  # places of the same words


@dataclass(frozen=True)
class Corpus:
    """The sources' words, one after another, a separator behind each source. Places are numbers of words in this order."""

    materials: tuple[Material, ...]
    words: Sequence[Token] = field(repr=False)
    code: str = field(repr=False)
    starts: Sequence[int] = field(repr=False)
    passages: Sequence[int] = field(repr=False)
    _codes: dict[str, str] = field(repr=False)
    hidden: tuple[int, ...] = ()

    def without(self, numbers: Sequence[int]) -> Corpus:
        """The corpus as if some of its sources were not there."""
        if not numbers:
            return self
        code = self.code
        for number in numbers:
            begin, end = self.bounds(self.starts[number])
            code = code[:begin] + SEPARATOR * (end - begin) + code[end:]
        other = replace(self, code=code, hidden=tuple(numbers))
        vars(other)["_index"] = self._index  # of all passages; the hidden ones are passed over
        return other

    def encode(self, tokens: Iterable[Token]) -> str:
        """Words as characters; what no source has is UNKNOWN."""
        return "".join(self._codes.get(token.folded, UNKNOWN) for token in tokens)

    def places(self, code: str, begin: int = 0, end: int | None = None) -> list[int]:
        """Where exactly these words begin, up to fifty places."""
        found: list[int] = []
        at = self.code.find(code, begin, end) if code else -1
        while at >= 0 and len(found) < _MOST:
            found.append(at)
            at = self.code.find(code, at + 1, end)
        return found

    def places_of(self, wanted: Callable[[str], bool]) -> list[int]:
        """Where the words of a kind stand."""
        chars = "".join(char for word, char in self._codes.items() if wanted(word))
        return [match.start() for match in re.finditer(f"[{re.escape(chars)}]", self.code)] if chars else []

    @property
    def chance(self) -> float:
        """The information of words that are somewhere in so many words by accident, in nats."""
        return log(max(len(self.words), 1))

    def number_at(self, place: int) -> int:
        """Number of the source that a word belongs to."""
        return bisect_right(self.starts, place) - 1

    def material_at(self, place: int) -> Material:
        """The source that a word belongs to."""
        return self.materials[self.number_at(place)]

    def bounds(self, place: int) -> tuple[int, int]:
        """First word of the source at this place, and its separator."""
        number = self.number_at(place)
        end = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.code)
        return self.starts[number], end - 1

    def span(self, begin: int, end: int) -> Span:
        """Words as a stretch of their source's text."""
        return Span(self.words[begin].begin, self.words[end - 1].end)

    def between(self, place: int) -> str:
        """The text between the word before this place and the word at it; "" at the ends of a source."""
        first, stop = self.bounds(place)
        if not first < place < stop:
            return ""
        return self.material_at(place).text[self.words[place - 1].end : self.words[place].begin]

    def is_between(self, folded: Sequence[str], place: int) -> bool:
        """Whether these words are said before the word at this place and count for none there, as "you know," does."""
        first, stop = self.bounds(place)
        text = self.material_at(place).text
        begin = self.words[place - 1].end if place > first else 0
        end = self.words[place].begin if place < stop else len(text)
        here = " ".join(re.findall(r"\w+", text[max(begin, end - _ASIDE) : end].casefold()))
        return f" {' '.join(folded)} " in f" {here} "

    def has(self, text: str) -> bool:
        """Whether some text stands in a source, letter by letter."""
        return any(text in material.text for material in self.materials)

    def another_turn(self, one: int, two: int) -> bool:
        """Whether two words of one source are different speakers' in a transcript."""
        material = self.material_at(one)
        first, second = (material.turn_at(self.words[place].begin) for place in (one, two))
        if first is None or second is None or first.speaker == second.speaker:
            return False
        return compare_speakers(first.speaker, second.speaker) != "same"

    def nearest(self, code: str) -> list[tuple[int, int]]:
        """The passages that share most information with these words, best first, as ranges of words."""
        size = len(self.passages) - 1
        terms = {term for term in _terms(code, self._common) if term in self._index}
        scores: Counter[int] = Counter()
        left = _POSTINGS
        for term in sorted(terms, key=lambda term: (len(self._index[term]), term))[:_TERMS]:
            weight = log(1 + size / len(self._index[term]))
            for passage in self._index[term][:left]:
                scores[passage] += weight  # type: ignore[assignment]
            left -= min(left, len(self._index[term]))
        for passage in [each for each in scores if self.number_at(self.passages[each]) in self.hidden] if self.hidden else ():
            del scores[passage]
        best = sorted(scores, key=lambda passage: (-scores[passage], passage))[:_BEST]
        return [(self.passages[passage], self.passages[passage + 1]) for passage in best]

    @cached_property
    def _common(self) -> frozenset[str]:
        return frozenset(self._codes[word] for word in language().function if word in self._codes)

    @cached_property
    def _index(self) -> dict[str, array[int]]:
        index: dict[str, array[int]] = defaultdict(lambda: array("L"))
        for number, (begin, end) in enumerate(pairwise(self.passages)):
            for term in set(_terms(self.code[begin:end], self._common)):
                index[term].append(number)
        return dict(index)


def _terms(code: str, common: frozenset[str]) -> Iterator[str]:
    """Words that say something, and pairs of neighbours: "we will not do that" is found by its pairs."""
    for char in code:
        if char > SEPARATOR and char not in common:
            yield char
    for one, two in pairwise(code):
        yield one + two


def read_corpus(materials: Sequence[Material]) -> Corpus:
    """The sources as one string of words. Time and memory are linear in their length."""
    words: list[Token] = []
    codes: dict[str, str] = {}
    chars: list[str] = []
    starts: list[int] = []
    passages: list[int] = []
    for material in materials:
        starts.append(len(words))
        passages += [len(words) + at for at in _beginnings(material)]
        folded = [token.folded for token in material.words]
        for word in dict.fromkeys(folded):
            codes.setdefault(word, _char(len(codes)))
        chars += map(codes.__getitem__, folded)
        chars.append(SEPARATOR)
        words += material.words
        last = material.words[-1].end if folded else 0
        words.append(Token(last, last, "", ""))
    passages.append(len(words))
    return Corpus(tuple(materials), words, "".join(chars), starts, passages, codes)


def _beginnings(material: Material) -> Iterator[int]:
    """The numbers of the words that a passage begins with: the first of each paragraph, and of each part of a long one."""
    words = material.words
    lines = (bisect_left(words, (at.end(),)) for at in re.finditer(r"\n+", material.text))
    edges = sorted({0, *(at for at in lines if at < len(words))}) if words else []
    for begin, end in pairwise([*edges, len(words)]):
        yield from range(begin, end, _LONGEST)


def _char(number: int) -> str:
    """The character for the word of this number; beyond a million words, rare ones share characters, and are told apart by their words."""
    point = _FIRST + number % 1_100_000
    return chr(point if point < _SURROGATES.start else point + len(_SURROGATES))
