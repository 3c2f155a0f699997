"""Text → paragraphs, quotation marks, sentences, tokens, tags: the layers that every later stage reads."""

from __future__ import annotations

from attribution.document.abbreviations import read_abbreviations
from attribution.document.paragraphs import find_paragraphs
from attribution.document.quote_kinds import read_kinds
from attribution.document.quotes import find_quotes
from attribution.document.sentences import find_sentences
from attribution.document.tagger import tag_codes
from attribution.document.tokens import read_tokenizer, tokenize
from attribution.model import Document
from attribution.rulebook.rules import Rules, shipped_rules

__all__ = ["read_document"]


def read_document(text: str, rules: Rules | None = None) -> Document:
    """All layers of `text`. Any string is a text; time is linear in its length."""
    rules = rules or shipped_rules()
    paragraphs = find_paragraphs(text)
    tokens = tokenize(text, paragraphs, rules.get(read_tokenizer))
    sentences = find_sentences(tokens, rules.get(read_abbreviations))
    tags = tag_codes(tokens.codes, sentences)
    quotes, warnings = find_quotes(text, paragraphs, rules.get(read_kinds))
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
    )
