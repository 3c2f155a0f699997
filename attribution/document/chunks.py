"""Tokens → chunks: one character a chunk, quotations as one chunk each, the marks of mere fragments seen through."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from attribution.model import Document, Quote
from attribution.rulebook.alphabets import QUOTE, STOP, ChunkGrammar, chunk_grammar


@dataclass(frozen=True, slots=True)
class Chunks:
    """The chunk layer of a document.

    symbols  one character a chunk, `#` before, between and after sentences
    first    token index at which each chunk begins
    last     token index at which each chunk ends (exclusive)
    A sentence here is a unit of attribution: a quotation of several sentences stands as one chunk in the unit of its attribution.
    """

    symbols: str
    first: list[int]
    last: list[int]

    def units(self) -> Iterator[tuple[int, int]]:
        """The sentences that hold anything: first chunk, and the chunk of the end."""
        begin = 0
        while begin < len(self.symbols):
            end = self.symbols.find(STOP, begin)
            if end < 0:
                end = len(self.symbols)
            if end > begin:
                yield begin, end
            begin = end + 1


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


_MARKS = frozenset(["``", "''", "`", "'", '"', "“", "”", "‘", "’", "«", "»", "„"])


def find_chunks(document: Document) -> Chunks:
    """The chunk layer of `document`; linear in its tokens."""
    grammar = chunk_grammar()
    cells, at, ends = _cells(document, grammar)
    return _chunk(document.norms, cells, at, ends, grammar)


def _cells(document: Document, grammar: ChunkGrammar) -> tuple[str, list[int], dict[int, int]]:
    """Token characters with quotations folded to one `Q`, and the token index of each; `ends` gives a Q's last token."""
    encoded = "".join(map(grammar.encode.__getitem__, zip(document.norms, document.tags, strict=True)))
    ranges = speech_ranges(document)
    inside = {i for a, b, _ in ranges for i in range(a + 1, b)} if ranges else set()
    cuts: list[tuple[int, int, str]] = [(s, s, STOP) for s in document.sentences if s not in inside]
    cuts += [(s, s, STOP) for s in _after_datelines(document, grammar) if s not in inside]
    cuts += [(a, b, QUOTE) for a, b, _ in ranges]
    cuts += [(i, i + 1, "") for i in _hidden(document) if i not in inside]
    cuts.sort(key=lambda c: (c[0], c[1]))
    pieces: list[str] = []
    at: list[int] = []
    ends: dict[int, int] = {}
    here = 0
    for a, b, char in cuts:
        if a > here:
            pieces.append(encoded[here:a])
            at.extend(range(here, a))
        if char:
            if char == QUOTE:
                ends[len(at)] = b
            pieces.append(char)
            at.append(a)
        here = max(here, b)
    pieces.append(encoded[here:])
    at.extend(range(here, len(encoded)))
    return "".join(pieces), at, ends


def _after_datelines(document: Document, grammar: ChunkGrammar) -> list[int]:
    """The token after each dateline: its sentence begins there."""
    begins, text = document.begins, document.text
    starts = (begins[p] for p in document.paragraphs[:-1])
    found = (grammar.dateline.match(text, offset, offset + 90) for offset in starts if text[offset].isupper())
    return [bisect_left(begins, m.end()) for m in found if m]


def _chunk(norms: list[str], cells: str, at: list[int], ends: dict[int, int], grammar: ChunkGrammar) -> Chunks:
    groups, leaves, proper = grammar.groups, grammar.leaves, grammar.proper
    noun, name = grammar.chunks.names["THING"], grammar.chunks.names["NAME"]
    heads, headed = grammar.heads, grammar.headed
    found = [(m.lastindex, m.end()) for m in grammar.pattern.finditer(cells)]
    stops = [end for _, end in found]
    begins = [0, *stops]
    symbols = [leaves[cells[b]] if group is None else groups[group] for (group, _), b in zip(found, begins, strict=False)]
    for k, symbol in enumerate(symbols):
        if symbol in headed:
            if symbol == noun and cells[stops[k] - 1] in proper:
                symbols[k] = name
            else:
                symbols[k] = heads.get((symbol, norms[at[stops[k] - 1]].lower()), symbol)
    first = [at[b] for b in begins[:-1]]
    last = [at[e - 1] + 1 for e in stops]
    for k, symbol in enumerate(symbols):
        if symbol == STOP:
            last[k] = first[k]
        elif symbol == QUOTE:
            last[k] = ends[begins[k]]
    return Chunks("".join(symbols), first, last)
