"""Quotations that stand in sentences of their own belong to the attribution before them, to the paragraph's end and over reopened marks."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise

from attribution.document.chunks import Chunks, speech_ranges
from attribution.document.quote_marks import MARKS
from attribution.model import Document, Quote
from attribution.rulebook.alphabets import QUOTE, STOP, ChunkGrammar

Range = tuple[int, int]
_QUOTE = re.compile(QUOTE)
_GAP = 8  # blanks that part two quotations


class Joins:
    """The sentences of a document that are nothing but a quotation, by the chunk at which the sentence before them ends."""

    def __init__(self, document: Document, chunks: Chunks, grammar: ChunkGrammar) -> None:
        self._next: dict[int, tuple[Range, int]] = {}  # a sentence's end → the quotation after it, and the end of that one
        self._before: dict[int, Range] = {}  # the beginning of a sentence that takes a quotation up again → the sentence of that one
        self._item: dict[int, tuple[Range, int]] = {}  # the end of an item of a list → the item after it, and the end of that one
        self._asked: set[int] = set()  # the quotations that end with a question
        self._symbols, self._first, self._paragraphs = chunks.symbols, chunks.first, document.paragraphs
        bullets = grammar.chunks.names["BULLET"]
        if QUOTE not in chunks.symbols and not any(b in chunks.symbols for b in bullets):
            return
        ranges = speech_ranges(document)
        text, quotes = document.text, {a: quote for a, _, quote in ranges}
        asked = {a for a, quote in quotes.items() if text[quote.inner.end - 1] == "?"}
        self._asked = {m.start() for m in _QUOTE.finditer(chunks.symbols) if chunks.first[m.start()] in asked} if asked else set()
        symbols, first, paragraphs = chunks.symbols, chunks.first, document.paragraphs
        claimed = False  # whether the sentence at `end` is a quotation with a cue of its own, or is taken up by one that has
        for (start, before), (begin, end) in reversed([*pairwise(chunks.units())]):
            opener = symbols[begin]
            if opener in bullets and symbols[start] in bullets:
                self._item[before] = (begin, end), end
            if opener != QUOTE:
                claimed = False
                continue
            reopened = symbols[before - 1] == QUOTE and quotes[first[before - 1]].continues
            if reopened and before - start == 1 and document.words[first[start]] == document.words[first[begin]]:
                self._before[begin] = start, before
            quote, alone = quotes[first[begin]], end - begin <= 2
            claimed = not alone or (claimed and quote.continues and not quote.closed)
            if claimed or _is_lost(text, quote):
                continue
            if reopened or bisect_right(paragraphs, first[begin]) == bisect_right(paragraphs, first[start]):
                self._next[before] = (begin, begin + 1), end

    def unit_end(self, content_end: int, unit_end: int) -> int:
        """The end of the sentence that a content ends in, which may be the one after its cue's."""
        if content_end <= unit_end:
            return unit_end
        end = self._symbols.find(STOP, content_end - 1)
        return end if end >= 0 else len(self._symbols)

    def after(self, unit_end: int) -> list[Range]:
        """The quotation chunks that go on after the sentence that ends at `unit_end`."""
        return _follow(self._next, unit_end)

    def answers(self, question: int, joined: list[Range]) -> bool:
        """Whether the quotations that go on after a quoted question answer it: none asks again, and the paragraph goes on behind them
        with whoever that is. At its end they are rather the asker's own."""
        if not joined or question not in self._asked or any(k in self._asked for k, _ in joined):
            return False
        last = joined[-1][0]
        after = self._symbols.find(STOP, last) + 1
        first, paragraphs = self._first, self._paragraphs
        return after < len(first) and bisect_right(paragraphs, first[after]) == bisect_right(paragraphs, first[last])

    def before(self, begin: int, limit: int) -> list[Range]:
        """The quotation chunks, none before `limit`, that the quotation at the beginning of a sentence takes up."""
        out: list[Range] = []
        here = self._before.get(begin)
        while here is not None and here[0] >= limit:
            out.append(here)
            here = self._before.get(here[0])
        return out[::-1]

    def items(self, unit_end: int) -> list[Range]:
        """The items of a list that follow the one that ends at `unit_end`."""
        return _follow(self._item, unit_end)


def _is_lost(text: str, quote: Quote) -> bool:
    """Whether nothing closes a quotation before the next one opens, and that one does not take it up: nobody knows where it ends."""
    return not (quote.closed or quote.continues) and text[quote.end : quote.end + _GAP].lstrip(" ")[:1] in MARKS


def _follow(links: dict[int, tuple[Range, int]], end: int) -> list[Range]:
    out = []
    here = links.get(end)
    while here is not None:
        out.append(here[0])
        here = links.get(here[1])
    return out
