"""Who said it: names, roles, resolution inside the document, chains."""

from __future__ import annotations

from collections.abc import Sequence

from attribution.document.chunks import Chunks
from attribution.model import Attribution, Document, Resolution
from attribution.speakers.assembly import resolutions
from attribution.speakers.circumstances import Circumstances, shipped_circumstances
from attribution.speakers.lexicon import Lexicon, shipped_lexicon
from attribution.speakers.resolve import resolve
from attribution.speakers.view import View

__all__ = ["resolve_speakers"]


def resolve_speakers(
    document: Document,
    chunks: Chunks,
    attributions: Sequence[Attribution],
    lexicon: Lexicon | None = None,
    circumstances: Circumstances | None = None,
) -> list[Resolution]:
    """One resolution for each attribution, in the same order. `lexicon`, `circumstances`: if not the shipped ones."""
    if not attributions:
        return []
    view = View(document, chunks, attributions, lexicon or shipped_lexicon(), resolve)
    return resolutions(attributions, view, circumstances or shipped_circumstances())
