"""Quotations whose sentence names no source."""

from __future__ import annotations

from attribution.speakers.entities import Answer, Entity
from attribution.speakers.scenes import SUBJECT
from attribution.speakers.view import Query, View

_TURNS = 3  # turns that are looked at
_SENTENCES = 4  # between a turn and a quotation
_MARKS = frozenset(["``", '"', "“", "`"])


def goes_on(query: Query, view: View) -> Answer | None:
    """A quotation without a cue belongs to the speaker whose turn it is; to nobody where somebody else came between."""
    if view.document.norms[query.at] not in _MARKS:
        return None
    paragraph = view.paragraph(query.at)
    for turn in reversed(view.past(query.at).turns(_TURNS)):
        entity = turn.entity
        if entity is None or turn.paragraph < paragraph - 1 or not (entity.person or entity.plural):
            continue
        other = _other_subject(entity, turn.at, query.at, view)
        if other is not None:
            return Answer(None, "floating", f"two candidates fit: {entity.name} and {other.name}")
        return Answer(entity, "floating", "the quotation goes on where this one spoke")
    return None


def no_source(query: Query, view: View) -> Answer | None:
    """Nobody."""
    return Answer(None, "no-source", "the sentence names no source")


def _other_subject(entity: Entity, after: int, at: int, view: View) -> Entity | None:
    """Who else is the subject of a sentence between a turn and a quotation without a cue."""
    first, last = view.sentence(after), view.sentence(at)
    for sentence in range(max(first + 1, last - _SENTENCES), last + 1):
        for _, rank, other in view.scenes.before(sentence, at):
            if rank == SUBJECT and other is not entity:
                return other
    return None
