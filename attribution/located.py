"""From a file as read to its extraction, every offset, line and column being the file's, markup or not."""

from __future__ import annotations

from dataclasses import replace

from attribution.model import Certainty, Claim, Extraction, Quote, Span, Spans
from attribution.readers import Source
from attribution.readers.readable import Readable
from attribution.rulebook.load import Rulebook


def extract_source(source: Source, readable: Readable | None = None, rules: Rulebook | None = None) -> Extraction:
    """What is found in a source. Where only part of the text is to be read, its words are the readable ones (entities decoded) and its
    offsets those of the file; `certainty_at` is asked by offsets of the file too."""
    from attribution.pipeline import extract

    if readable is None:
        found = extract(source.text, source.doc, rules)
        return replace(found, claims=tuple(_placed(claim, source) for claim in found.claims)) if source.encoding == "docx" else found
    found = extract(readable.text, source.doc, rules)
    document = found.document
    begins = [readable.begin(offset) for offset in document.begins]
    ends = [readable.end(offset) for offset in document.ends]
    tokens = sorted(zip(begins, ends, document.begins, strict=True))

    def certainty_at(offset: int) -> Certainty | None:
        from bisect import bisect_right

        at = bisect_right(tokens, (offset, len(source.text) + 1, 0)) - 1
        return found.certainty_at(tokens[at][2]) if at >= 0 and offset < tokens[at][1] else None

    return Extraction(
        found.doc,
        replace(
            document, text=source.text, begins=begins, ends=ends, quotes=tuple(_quote(quote, readable) for quote in document.quotes)
        ),
        tuple(_placed(_moved(claim, readable), source) for claim in found.claims),
        tuple(replace(warning, offset=readable.begin(warning.offset)) for warning in found.warnings),
        certainty_at,
    )


def _moved(claim: Claim, readable: Readable) -> Claim:
    def spans(old: Spans) -> Spans:
        return tuple(readable.span(begin, end) for begin, end in old)

    return replace(
        claim,
        content_spans=spans(claim.content_spans),
        quote_spans=spans(claim.quote_spans),
        cue_spans=spans(claim.cue_spans),
        source_spans=spans(claim.source_spans),
    )


def _placed(claim: Claim, source: Source) -> Claim:
    line, column = source.position(claim.content_spans[0].begin)
    return replace(claim, line=line, column=column)


def _quote(quote: Quote, readable: Readable) -> Quote:
    inner: Span = readable.span(*quote.inner)
    return replace(quote, begin=readable.begin(quote.begin), end=readable.end(quote.end), inner=inner)
