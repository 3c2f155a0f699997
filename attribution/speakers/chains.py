"""The source behind a source, resolved: X, citing Y, reported; Jeon said the military assessed; a report in X."""

from __future__ import annotations

from attribution.speakers.entities import NOBODY, Answer, Entity
from attribution.speakers.phrases import Phrase
from attribution.speakers.resolve import resolve_source
from attribution.speakers.view import Query, View


def behind(query: Query | None, speaker: Entity, view: View) -> Answer:
    """The source behind the speaker, where one is named who is somebody else."""
    if query is None or query.phrase.kind in ("pronoun", "relative"):
        return NOBODY
    head, lexicon = query.phrase.head, view.lexicon
    if query.phrase.kind == "description" and head not in lexicon.heads and not lexicon.is_role(head.removesuffix("s")):
        return NOBODY
    found = resolve_source(query, view)
    return found if found.entity is not speaker else found._replace(entity=None)


def outlet(phrase: Phrase, speaker: Entity, view: View) -> Entity | None:
    """The outlet of `a report in X`."""
    if phrase.kind != "description" or speaker.type != "document":
        return None
    begin, end = phrase.whole
    norms, small = view.document.norms, view.lexicon.small
    for i in range(begin + 1, end - 1):
        if norms[i] in small.relayed and norms[i - 1].lower() in view.lexicon.relaying:
            name = view.read((i + 1, end))
            found = view.ask(name).entity if name.phrase.kind == "name" else None
            if found is not None and found.type in ("news outlet", "news agency"):
                return found
    return None
