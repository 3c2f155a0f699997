"""Text → paragraphs, quotation marks, sentences, tokens, tags: the layers that every later stage reads."""

from __future__ import annotations

from attribution.document.paragraphs import find_paragraphs
from attribution.document.quotes import find_quotes
from attribution.document.sentences import find_sentences
from attribution.document.tagger import tag_codes
from attribution.document.tokens import tokenize
from attribution.model import Document

__all__ = ["read_document"]


def read_document(text: str) -> Document:
    """All layers of `text`. Any string is a text; time is linear in its length."""
    paragraphs = find_paragraphs(text)
    tokens = tokenize(text, paragraphs)
    sentences = find_sentences(tokens)
    tags = tag_codes(tokens.codes, sentences)
    quotes, warnings = find_quotes(text, paragraphs)
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
