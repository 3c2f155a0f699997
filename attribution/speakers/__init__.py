"""Who said it: names, roles, resolution inside the document, chains."""

from __future__ import annotations

from collections.abc import Sequence

from attribution.document.chunks import Chunks
from attribution.model import Attribution, Document, Resolution
from attribution.rulebook.rules import Rules
from attribution.speakers.assembly import resolutions
from attribution.speakers.circumstances import read_circumstances
from attribution.speakers.lexicon import read_lexicon
from attribution.speakers.resolve import resolve
from attribution.speakers.scenes import read_main_subjects
from attribution.speakers.view import View

__all__ = ["resolve_speakers"]


def resolve_speakers(document: Document, chunks: Chunks, attributions: Sequence[Attribution], rules: Rules) -> list[Resolution]:
    """One resolution for each attribution, in the same order."""
    if not attributions:
        return []
    view = View(document, chunks, attributions, rules.get(read_lexicon), rules.get(read_main_subjects), resolve)
    return resolutions(attributions, view, rules.get(read_circumstances))
