"""Tokens → chunks: one character a chunk, quotations as one chunk each, the marks of mere fragments seen through."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate
from operator import itemgetter
from typing import NamedTuple

from attribution.model import Document, Quote
from attribution.rulebook.alphabets import QUOTE, STOP, ChunkGrammar, read_grammar
from attribution.rulebook.rules import Rules, shipped_rules

_DATELINE, _OPENING = 90, 120  # characters of the longest
_UNIT = re.compile(f"[^{STOP}]+")


class Chunks(NamedTuple):
    """The chunk layer of a document.

    symbols  one character a chunk, `#` before, between and after sentences
    first    token index at which each chunk begins
    last     token index at which each chunk ends (exclusive)
    A sentence here is a unit of attribution: a quotation of several sentences stands as one chunk in the unit of its attribution.
    """

    symbols: str
    first: Sequence[int]
    last: Sequence[int]

    def units(self) -> Iterator[tuple[int, int]]:
        """The sentences that hold anything: first chunk, and the chunk of the end."""
        return (m.span() for m in _UNIT.finditer(self.symbols))

    def quoting(self) -> Iterator[tuple[int, int]]:
        """The sentences in which a quotation stands."""
        at = self.symbols.find(QUOTE)
        while at >= 0:
            end = self.symbols.find(STOP, at)
            yield self.symbols.rfind(STOP, 0, at) + 1, end
            at = self.symbols.find(QUOTE, end)

    def behind(self, end: int) -> int:
        """Where the sentence begins behind the one that ends at chunk `end`."""
        while self.symbols[end : end + 1] == STOP:
            end += 1
        return end


def speech_ranges(document: Document) -> list[tuple[int, int, Quote]]:
    """Token ranges of the outermost quotations that are somebody's words, marks included, in reading order."""
    out = []
    begins = document.begins
    covered = -1
    for quote in document.quotes:
        if quote.kind == "speech" and quote.begin >= covered:
            a, b = bisect_left(begins, quote.begin), bisect_left(begins, quote.end)
            if a < b:
                out.append((a, b, quote))
                covered = quote.end
    return out


def _hidden(document: Document) -> set[int]:
    """Token indices of quotation marks that rules see through: those of fragments, titles and scare quotes."""
    out = set()
    begins = document.begins
    n = len(begins)
    for quote in document.quotes:
        if quote.kind != "speech":
            for offset in (quote.begin, quote.inner.end):
                i = bisect_left(begins, offset)
                if i < n and offset <= begins[i] < quote.end and document.norms[i] in _MARKS:
                    out.add(i)
    return out


def _pauses(document: Document, hidden: set[int]) -> set[int]:
    """Token indices of the commas beside closing marks that rules see through: they part what they stand between."""
    begins, norms = document.begins, document.norms
    closing = {bisect_left(begins, q.inner.end) for q in document.quotes if q.kind != "speech"} & hidden
    return {i for mark in closing for i in (mark - 1, mark + 1) if norms[i : i + 1] == [","]}


_MARKS = frozenset(["``", "''", "`", "'", '"', "“", "”", "‘", "’", "«", "»", "„"])


def find_chunks(document: Document, rules: Rules | None = None) -> Chunks:
    """The chunk layer of `document`; linear in its tokens."""
    grammar = (rules or shipped_rules()).get(read_grammar)
    cells, at, upto = _cells(document, grammar)
    return _chunk(document.classes, cells, at, upto, grammar)


def _cells(document: Document, grammar: ChunkGrammar) -> tuple[str, list[int], list[int]]:
    """Token characters, quotations folded to one `Q` and sentences parted by `#`; the token from which each stands, and, one place later,
    the token up to which."""
    encoded = "".join(map(grammar.encode.__getitem__, zip(document.classes, document.tags, strict=True)))
    numbers = list(range(len(encoded) + 1))
    pieces: list[str] = []
    at: list[int] = []
    upto = [0]
    here = 0
    for a, b, char in _cuts(document, grammar):
        if a < here and char != QUOTE:
            continue  # inside a quotation
        if a > here:
            pieces.append(encoded[here:a])
            at += numbers[here:a]
            upto += numbers[here + 1 : a + 1]
        if char:
            pieces.append(char)
            at.append(a)
            upto.append(b)
        if b > here:
            here = b
    return "".join(pieces), at, upto


def _cuts(document: Document, grammar: ChunkGrammar) -> list[tuple[int, int, str]]:
    """In order, the ranges of tokens for which one character stands, or none."""
    cuts = [(s, s, STOP) for s in document.sentences]
    cuts += [(s, s, STOP) for s in (*_after_datelines(document, grammar), *_after_openings(document, grammar))]
    cuts += [(a, b, QUOTE) for a, b, _ in speech_ranges(document)]
    hidden = _hidden(document)
    cuts += [(i, i + 1, "") for i in hidden]
    cuts += [(i, i + 1, grammar.pause) for i in _pauses(document, hidden)]
    cuts += [(a, b, "") for a, b in document.furniture]
    cuts += _notes(document, grammar)
    cuts += [(i, i + 1, grammar.hearer) for i in _told(document, grammar)]
    cuts.sort(key=itemgetter(0, 1))
    return cuts


def _notes(document: Document, grammar: ChunkGrammar) -> list[tuple[int, int, str]]:
    """The tokens of note marks, which rules see through; a figure in brackets behind a name is somebody's age."""
    if "[" not in document.text and ")." not in document.text:
        return []
    begins, norms = document.begins, document.norms
    marks = ((bisect_left(begins, m.start()), bisect_left(begins, m.end())) for m in grammar.note.finditer(document.text))
    return [(a, b, "") for a, b in marks if norms[a] != "-LRB-" or norms[a - 1].islower()]


def _told(document: Document, grammar: ChunkGrammar) -> list[int]:
    """The tokens of those who are told, by name: told the *BBC* boats were late."""
    begins, n = document.begins, len(document.begins)
    found = [(bisect_left(begins, m.start(1)), m.start(1)) for m in grammar.told.finditer(document.text)]
    return [i for i, offset in found if i < n and begins[i] == offset]


def _after_datelines(document: Document, grammar: ChunkGrammar) -> list[int]:
    """The token after each dateline: its sentence begins there."""
    return [behind for begin in document.paragraphs[:-1] if (behind := behind_dateline(document, grammar, begin)) > begin]


def behind_dateline(document: Document, grammar: ChunkGrammar, begin: int) -> int:
    """The token behind the dateline with which the paragraph begins whose first token is `begin`; `begin` where it has none."""
    text, offset = document.text, document.begins[begin]
    opens = text[offset].isupper() or text[offset] == "("
    if not opens or not grammar.dateline_mark.search(text, offset, offset + _DATELINE):
        return begin
    found = grammar.dateline.pattern.match(text, offset, offset + _DATELINE)
    return bisect_left(document.begins, found.end()) if found else begin


def _after_openings(document: Document, grammar: ChunkGrammar) -> list[int]:
    """The token after each opening that no comma parts from its sentence."""
    begins, text = document.begins, document.text
    words, nouns, norms = grammar.opening_words, grammar.opening_nouns, document.norms
    starts = (begins[s] for s in document.sentences[:-1] if norms[s] in words)
    near = (offset for offset in starts if not nouns.isdisjoint(text[offset : offset + _OPENING].split()))
    found = (grammar.opening.pattern.match(text, offset, offset + _OPENING) for offset in near)
    return [bisect_left(begins, m.end()) for m in found if m]


def _chunk(classes: str, cells: str, at: list[int], upto: list[int], grammar: ChunkGrammar) -> Chunks:
    """The chunks that the grammar cuts the token characters into, each named by its characters and its last word."""
    pieces = grammar.pattern.findall(cells)
    begins = list(accumulate(map(len, pieces), initial=0))
    first = list(map(at.__getitem__, begins[:-1]))
    last = list(map(upto.__getitem__, begins[1:]))
    kinds = list(map(grammar.kinds.__getitem__, pieces))
    k = -1
    for _ in range(kinds.count("")):
        k = kinds.index("", k + 1)
        kinds[k] = grammar.inside(cells, begins[k])
    ends = map(f" {classes}".__getitem__, last)  # of the last word of each; a blank before the first
    symbols = "".join(map(grammar.heads.__getitem__, zip(kinds, ends, strict=True)))
    return Chunks(symbols, array("i", first), array("i", last))
