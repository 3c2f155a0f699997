"""Who said it: names, roles, resolution inside the document, chains."""

from __future__ import annotations

from collections.abc import Sequence

from attribution.document.chunks import Chunks
from attribution.model import Attribution, Document, Resolution

__all__ = ["resolve_speakers"]


def resolve_speakers(document: Document, chunks: Chunks, attributions: Sequence[Attribution]) -> list[Resolution]:
    """One resolution for each attribution, in the same order."""
    out = []
    for a in attributions:
        if a.source is None:
            out.append(Resolution())
            continue
        b, e = a.source
        words = document.text[document.begins[b]:document.ends[e - 1]]
        out.append(Resolution(speaker=words, source_type="person", chain=(words,)))
    return out
