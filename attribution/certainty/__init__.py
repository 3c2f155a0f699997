"""How sure: certainty of any predicate in its context, and of each claim."""

from __future__ import annotations

from collections.abc import Sequence

from attribution.document.chunks import Chunks
from attribution.model import Attribution, Certainty, Document

__all__ = ["Judge"]


class Judge:
    """Certainty in one document, computed where it is asked for."""

    def __init__(self, document: Document, chunks: Chunks, attributions: Sequence[Attribution]) -> None:
        self._document = document

    def of_claim(self, attribution: Attribution) -> Certainty:
        """Certainty of an attribution's content, composed with its cue."""
        return Certainty("asserted", "CT+", (self._document.words[attribution.trigger],))

    def at(self, offset: int) -> Certainty | None:
        """Certainty of the predicate whose word covers `offset`; None where there is none."""
        return None
