"""Look-ups in a document by token number that are safe at its ends: beyond them stands nothing."""

from __future__ import annotations

from attribution.model import Document


def peek(layer: list[str], i: int) -> str:
    """The word or tag at `i` of a layer; "" beyond its ends."""
    return layer[i] if 0 <= i < len(layer) else ""


class View:
    """A document's words and tags by token number. Any number may be asked, negative ones too: outside the document the answer is ""."""

    __slots__ = ("_lows", "_norms", "_tags", "_words")

    def __init__(self, document: Document) -> None:
        self._words, self._norms, self._lows, self._tags = document.words, document.norms, document.lows, document.tags

    def word(self, i: int) -> str:
        """The word as the text has it."""
        return peek(self._words, i)

    def norm(self, i: int) -> str:
        """The form that lexicon and rules read."""
        return peek(self._norms, i)

    def low(self, i: int) -> str:
        """That form in lower case."""
        return peek(self._lows, i)

    def tag(self, i: int) -> str:
        """The Penn Treebank tag."""
        return peek(self._tags, i)

    def capital(self, i: int) -> bool:
        """Whether the word begins with a capital."""
        return peek(self._norms, i)[:1].isupper()
