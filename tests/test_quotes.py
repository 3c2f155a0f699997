"""Quotation marks: exact spans on sentences of our own, the kinds' rule file, and what must hold for any text."""

from __future__ import annotations

import re

from attribution.document.quotes import find_quotes
from attribution.model import Span


def paragraphs(text: str) -> list[Span]:
    return [Span(*match.span()) for match in re.finditer(r"\S[^\n]*", text)]


def quoted(text: str) -> list[str]:
    quotes, _ = find_quotes(text, paragraphs(text))
    return [text[quote.begin : quote.end] for quote in quotes]


def test_a_quotation_split_around_its_attribution_is_two() -> None:
    assert quoted("“Yes,” he said, “we can.” No.") == ["“Yes,”", "“we can.”"]
