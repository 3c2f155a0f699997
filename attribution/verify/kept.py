"""What was extracted from a source as bytes and back, so that the article need not be read again: as far as `verify` looks at it."""

from __future__ import annotations

import json
import zlib
from bisect import bisect_right
from dataclasses import fields
from typing import Any

from attribution.model import Certainty, Claim, Document, Extraction, Quote, Span

_SPANS = ("content_spans", "quote_spans", "cue_spans", "source_spans")
_CLAIM = tuple(each.name for each in fields(Claim) if each.name != "evidence")


def pack(found: Extraction) -> bytes:
    """Words, sentences, quotations, claims, and the certainty of each predicate."""
    document = found.document
    certain = [(begin, found.certainty_at(begin)) for begin in document.begins]
    table = {
        "begins": list(document.begins), "ends": list(document.ends), "tags": document.tags, "sentences": document.sentences,
        "paragraphs": document.paragraphs, "quotes": document.quotes,
        "claims": [[getattr(claim, name) for name in _CLAIM] for claim in found.claims],
        "certainty": [(begin, *certainty) for begin, certainty in certain if certainty is not None],
    }  # fmt: skip
    return zlib.compress(json.dumps(table, separators=(",", ":")).encode(), 1)


def unpack(data: bytes, text: str, doc: str) -> Extraction:
    """What `pack` was given, of the same text; its words stand for their normal forms, too. Raises ValueError for what is none."""
    try:
        table = json.loads(zlib.decompress(data))
        words = [text[begin:end] for begin, end in zip(table["begins"], table["ends"], strict=True)]
        quotes = tuple(Quote(begin, end, Span(*inner), *rest) for begin, end, inner, *rest in table["quotes"])
        layers = (words, words, table["begins"], table["ends"], table["tags"], table["sentences"], table["paragraphs"])
        document = Document(text, *layers, quotes)
        certain = {begin: Certainty(label, value, tuple(cues), *rest) for begin, label, value, cues, *rest in table["certainty"]}
        claims = tuple(_claim(values, doc) for values in table["claims"])
    except (KeyError, TypeError, zlib.error, UnicodeError) as error:
        raise ValueError(str(error)) from None

    def certainty_at(offset: int) -> Certainty | None:
        at = bisect_right(document.begins, offset) - 1
        return certain.get(document.begins[at]) if at >= 0 and offset < document.ends[at] else None

    return Extraction(doc, document, claims, (), certainty_at)


def _claim(values: list[Any], doc: str) -> Claim:
    table = dict(zip(_CLAIM, values, strict=True))
    for name in _SPANS:
        table[name] = tuple(Span(*span) for span in table[name])
    return Claim(**table | {"doc": doc, "chain": tuple(table["chain"]), "certainty_cues": tuple(table["certainty_cues"])})
