"""Who said it: names, roles, resolution inside the document, chains."""

from __future__ import annotations

from collections.abc import Sequence

from attribution.document.chunks import Chunks
from attribution.model import Attribution, Document, Resolution
from attribution.speakers.assembly import resolutions

__all__ = ["resolve_speakers"]


def resolve_speakers(document: Document, chunks: Chunks, attributions: Sequence[Attribution]) -> list[Resolution]:
    """One resolution for each attribution, in the same order."""
    return resolutions(document, chunks, attributions)
