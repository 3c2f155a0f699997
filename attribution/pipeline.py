"""The order of the stages, in one place."""

from __future__ import annotations

from collections.abc import Collection

from attribution.attach import attribute
from attribution.attach.floating import find_floating
from attribution.certainty import Judge, read_certainty
from attribution.claims import assemble, uncovered
from attribution.collector import collector_paused
from attribution.document import read_document
from attribution.document.chunks import find_chunks
from attribution.model import Attribution, Document, Extraction, Resolution
from attribution.rulebook.rules import Rules, shipped_rules
from attribution.rulebook.usable import read_usable
from attribution.speakers import resolve_speakers
from attribution.speakers.confidence import with_confidence
from attribution.speakers.floating import carry_speakers


def extract(text: str, doc: str = "-", rules: Rules | None = None, voices: Collection[str] = ()) -> Extraction:
    """Everything `text` reports: claims in reading order, warnings, certainty anywhere. Any string is a text; time is linear in its length.

    `rules`: those of `load_rules`, if not the shipped ones alone; `voices`: who is known to speak in turns ("Ada Holm: We sail.").
    """
    with collector_paused():
        return _extract(text, doc, rules or shipped_rules(), voices)


def _extract(text: str, doc: str, rules: Rules, voices: Collection[str]) -> Extraction:
    document = read_document(text, rules)
    attributions, resolutions = _attributed(document, rules, voices)
    judge = Judge(document, attributions, rules.get(read_certainty))
    claims = assemble(document, doc, attributions, resolutions, judge, rules.get(read_usable))
    return Extraction(doc, document, claims, document.warnings, judge.at, uncovered(document, claims))


def _attributed(document: Document, rules: Rules, voices: Collection[str]) -> tuple[list[Attribution], list[Resolution]]:
    """The attributions of a document, and who stands behind each."""
    chunks = find_chunks(document, rules)
    attributions = attribute(document, chunks, rules, voices=voices)
    attributions = sorted([*attributions, *find_floating(document, chunks, attributions, rules)], key=lambda a: a.trigger)
    resolutions = resolve_speakers(document, chunks, attributions, rules)
    return attributions, with_confidence(carry_speakers(document, attributions, resolutions, rules), rules)
