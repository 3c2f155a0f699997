"""From a file as read to its extraction, every offset, line and column being the file's, markup or not."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise

from attribution.model import Certainty, Claim, Extraction, Quote, Span, Spans
from attribution.readers import Source
from attribution.readers.readable import Readable
from attribution.rulebook.rules import Rules

_LINE = re.compile(r"[^\r\n]+")
_MARKUP = re.compile(r"<!--.*?-->|<[^<>]*>", re.DOTALL)
_SIGNED = re.compile(r"(?<=\S)[ \t]+(?:[—–―]|--)[ \t]*[^\W\d_a-z][^.!?\n]{0,80}\Z")
_OPENED = ('"', "“", "‘", "'", "«", "„")


def extract_source(source: Source, readable: Readable | None = None, rules: Rules | None = None) -> Extraction:
    """What is found in a source, under `rules` or the shipped ones.

    Where only part of the text is to be read, its words are the readable ones (entities decoded), a quotation set off as a block is one in
    quotation marks, and offsets are those of the file; `certainty_at` is asked by offsets of the file too.
    """
    from attribution.pipeline import extract

    if readable is None:
        return extract(source.text, source.doc, rules)
    return _Marked(source, readable).located(rules)


class _Marked:
    """The readable text with quotation marks around quotations set off as a block, and the way back from it to the file."""

    def __init__(self, source: Source, readable: Readable) -> None:
        self.source, self.readable = source, readable
        pieces: list[str] = []
        self.marks: list[int] = []  # offsets of the marks in the marked text
        at = 0
        for offset, mark in _missing_marks(readable):
            pieces += [readable.text[at:offset], mark]
            at = offset
            self.marks.append(offset + len(self.marks))
        self.text = "".join([*pieces, readable.text[at:]])

    def begin(self, offset: int) -> int:
        """Offset in the file of a character of the marked text."""
        return self.readable.begin(offset - bisect_left(self.marks, offset))

    def end(self, offset: int) -> int:
        """Offset in the file where the character before `offset` ends."""
        return self.readable.end(offset - bisect_left(self.marks, offset))

    def spans(self, old: Spans) -> Spans:
        """Spans of the marked text as spans of the file."""
        return tuple(Span(self.begin(b), max(self.begin(b), self.end(e))) for b, e in old)

    def located(self, rules: Rules | None) -> Extraction:
        """The extraction, every offset being the file's."""
        from attribution.pipeline import extract

        found = extract(self.text, self.source.doc, rules, self.readable.voices)
        document = found.document
        begins = [self.begin(offset) for offset in document.begins]
        ends = [max(begin, self.end(offset)) for begin, offset in zip(begins, document.ends, strict=True)]
        tokens = sorted(zip(begins, ends, document.begins, strict=True))

        def certainty_at(offset: int) -> Certainty | None:
            at = bisect_right(tokens, (offset, len(self.source.text) + 1, 0)) - 1
            return found.certainty_at(tokens[at][2]) if at >= 0 and offset < tokens[at][1] else None

        quotes = tuple(self._quote(quote) for quote in document.quotes)
        placed = replace(document, text=self.source.text, begins=begins, ends=ends, quotes=quotes)
        claims = tuple(self._claim(claim) for claim in found.claims)
        warnings = tuple(warning._replace(offset=self.begin(warning.offset)) for warning in found.warnings)
        return Extraction(found.doc, placed, claims, warnings, certainty_at, self.spans(found.unattributed))

    def _claim(self, claim: Claim) -> Claim:
        moved = replace(
            claim,
            claim=" ".join(self._words(span) for span in claim.content_spans),
            content_spans=self._read(self.spans(claim.content_spans)),
            quote_spans=self.spans(claim.quote_spans),
            cue_spans=self.spans(claim.cue_spans),
            source_spans=self.spans(claim.source_spans),
        )
        begin = moved.content_spans[0].begin
        line, column = self.source.position(begin)
        return replace(moved, line=line, column=column, place=self.readable.place(begin))

    def _read(self, spans: Spans) -> Spans:
        """The spans of the file, cut where something stands among the words that is not read."""
        if not self.readable.unread:
            return spans
        parts = (part for span in spans for part in self.readable.without_unread(span))
        return tuple(part for part in parts if _MARKUP.sub("", self.source.text[part.begin : part.end]).strip()) or spans

    def _words(self, span: Span) -> str:
        """The text of a span without the marks that the file does not have."""
        first, last = bisect_left(self.marks, span.begin), bisect_left(self.marks, span.end)
        edges = [span.begin - 1, *self.marks[first:last], span.end]
        return " ".join("".join(self.text[b + 1 : e] for b, e in pairwise(edges)).split())

    def _quote(self, quote: Quote) -> Quote:
        (inner,) = self.spans((quote.inner,))
        return quote._replace(begin=self.begin(quote.begin), end=self.end(quote.end), inner=inner)


def _missing_marks(readable: Readable) -> Iterator[tuple[int, str]]:
    """(offset, mark) to insert, in order: one opens each paragraph of a block quotation, one closes it, unless it has its own."""
    last = 0
    for begin, end in sorted(readable.displayed):
        if begin < last:  # one in another
            continue
        last = end
        paragraphs = [match.span() for match in _LINE.finditer(readable.text, begin, end) if not match[0].isspace()]
        if not paragraphs or readable.text[paragraphs[0][0] : paragraphs[0][1]].lstrip().startswith(_OPENED):
            continue
        for first, _ in paragraphs:
            yield first, "“"
        signed = _SIGNED.search(readable.text, *paragraphs[-1])  # by whom it is, as under posts and mottoes
        yield signed.start() if signed else paragraphs[-1][1], "”"


def marked(source: Source, readable: Readable | None) -> tuple[str, Callable[[Spans], Spans]]:
    """The text that is read, quotations set off as a block between marks, and the way from spans of it to spans of the file."""
    if readable is None:
        return source.text, lambda spans: spans
    text = _Marked(source, readable)
    return text.text, text.spans
