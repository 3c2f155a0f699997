"""Text → paragraphs, quotation marks, sentences, tokens, tags: the layers that every later stage reads."""

from __future__ import annotations

from attribution.document.paragraphs import find_paragraphs
from attribution.document.sentences import find_sentences
from attribution.document.tokens import tokenize
from attribution.model import Document, Quote, Span, Warn

__all__ = ["read_document"]


def read_document(text: str) -> Document:
    """All layers of `text`. Any string is a text; time is linear in its length."""
    paragraphs = find_paragraphs(text)
    tokens = tokenize(text, paragraphs)
    sentences = find_sentences(tokens)
    tags = _tag(tokens.norms, sentences)
    quotes, warnings = _quotes(text, paragraphs)
    return Document(text, tokens.words, tokens.norms, tokens.begins, tokens.ends, tags, sentences, tokens.paragraphs, quotes, warnings)


def _tag(norms: list[str], sentences: list[int]) -> list[str]:
    try:
        from attribution.document.tagger import tag_tokens
    except ImportError:
        return ["NN"] * len(norms)
    return list(tag_tokens(norms, sentences))


def _quotes(text: str, paragraphs: list[Span]) -> tuple[tuple[Quote, ...], tuple[Warn, ...]]:
    try:
        from attribution.document.quotes import find_quotes
    except ImportError:
        return (), ()
    return find_quotes(text, paragraphs)
