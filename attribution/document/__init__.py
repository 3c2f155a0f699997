"""Text → paragraphs, quotation marks, sentences, tokens, tags: the layers that every later stage reads."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from attribution.document.abbreviations import read_abbreviations
from attribution.document.furniture import read_furniture
from attribution.document.paragraphs import find_paragraphs
from attribution.document.quote_kinds import read_kinds
from attribution.document.quotes import find_quotes
from attribution.document.sentences import find_sentences
from attribution.document.tagger import tag_codes
from attribution.document.tokens import read_tokenizer, tokenize
from attribution.model import Document, Span, Tokens
from attribution.rulebook.rules import Rules, shipped_rules

__all__ = ["read_document"]


def read_document(text: str, rules: Rules | None = None) -> Document:
    """All layers of `text`. Any string is a text; time is linear in its length."""
    rules = rules or shipped_rules()
    paragraphs = find_paragraphs(text)
    tokens = tokenize(text, paragraphs, rules.get(read_tokenizer))
    lines = rules.get(read_furniture).find(text, paragraphs)
    furniture = _tokens_of(lines, tokens.begins)
    sentences = find_sentences(tokens, rules.get(read_abbreviations))
    if furniture:
        sentences = sorted({*sentences, *(end for _, end in furniture)})
    tags = tag_codes(tokens.codes, sentences)
    quotes, warnings = find_quotes(text, sorted(set(paragraphs).difference(lines)) if lines else paragraphs, rules.get(read_kinds))
    return Document(
        text,
        tokens.words,
        tokens.norms,
        tokens.begins,
        tokens.ends,
        tags,
        sentences,
        tokens.paragraphs,
        quotes,
        warnings,
        tokens.classes,
        tokens.lows,
        furniture,
    )


def _tokens_of(spans: Sequence[Span], begins: Sequence[int]) -> tuple[Tokens, ...]:
    return tuple((bisect_left(begins, begin), bisect_left(begins, end)) for begin, end in spans)
