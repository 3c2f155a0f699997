"""Look-ups in a document by token number that are safe at its ends: beyond them stands nothing."""

from __future__ import annotations

from attribution.model import Document


class View:
    """A document's words and tags by token number. Any number may be asked, negative ones too: outside the document the answer is ""."""

    __slots__ = ("_lows", "_norms", "_size", "_tags", "_words")

    def __init__(self, document: Document) -> None:
        self._words, self._norms, self._lows, self._tags = document.words, document.norms, document.lows, document.tags
        self._size = len(document.words)

    def word(self, i: int) -> str:
        """The word as the text has it."""
        return self._words[i] if 0 <= i < self._size else ""

    def norm(self, i: int) -> str:
        """The form that lexicon and rules read."""
        return self._norms[i] if 0 <= i < self._size else ""

    def low(self, i: int) -> str:
        """That form in lower case."""
        return self._lows[i] if 0 <= i < self._size else ""

    def tag(self, i: int) -> str:
        """The Penn Treebank tag."""
        return self._tags[i] if 0 <= i < self._size else ""

    def capital(self, i: int) -> bool:
        """Whether the word begins with a capital."""
        return 0 <= i < self._size and self._norms[i][:1].isupper()
