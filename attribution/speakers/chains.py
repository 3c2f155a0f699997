"""The source behind a source, resolved: X, citing Y, reported; Jeon said the military assessed; a report in X."""

from __future__ import annotations

from bisect import bisect_left

from attribution.document.view import peek
from attribution.model import Attribution
from attribution.speakers.entities import NOBODY, Answer, Entity
from attribution.speakers.phrases import Phrase
from attribution.speakers.resolve import resolve_source
from attribution.speakers.view import Query, View

_TIME = 6  # tokens between a report and whoever tells of it: when it was made
_ENDS = frozenset([".", "``", "''", ";"])
OUTLETS = frozenset(["news outlet", "news agency"])


def behind(query: Query | None, speaker: Entity, view: View) -> Answer:
    """The source behind the speaker, where one is named who is somebody else."""
    if query is None or query.phrase.kind in ("pronoun", "relative"):
        return NOBODY
    head, lexicon = query.phrase.head, view.lexicon
    if query.phrase.kind == "description" and head not in lexicon.heads and not lexicon.is_role(head.removesuffix("s")):
        return NOBODY
    found = resolve_source(query, view)
    return found if found.entity is not speaker else found._replace(entity=None)


def relaying(attribution: Attribution, view: View) -> Entity | None:
    """The outlet behind a source: `said one expert, as reported by | the Lund Mail`; `said Ann Lee, as quoted by TASS`."""
    if not attribution.cue:  # a floating quotation
        return None
    norms = view.document.norms
    inside = _carried_by(attribution, view)
    if inside:
        return _outlet_at(inside, view)
    begin = max([end for _, end in (*attribution.cue, *([attribution.source] if attribution.source else ()))])
    told = _told_by(begin, view)
    if told:
        return _outlet_at(told, view)
    if peek(norms, begin) != "," or peek(norms, begin + 1) != "as":
        return None
    behind = begin + 2 + (peek(norms, begin + 2) not in view.lexicon.small.carrying)  # as first reported
    if peek(norms, behind) not in view.lexicon.small.carrying or peek(norms, behind + 1) != "by":
        return None
    return _outlet_at(behind + 2, view)


def _told_by(begin: int, view: View) -> int:
    """Where an outlet's name begins behind a report: `it was late, Ann Lee said on Monday, according to | the Lund Mail`; else 0."""
    norms, according = view.document.norms, view.lexicon.small.according
    if according.isdisjoint(norms[begin + 1 : begin + 1 + _TIME]):
        return 0
    comma = next((i for i in range(begin, min(begin + _TIME, len(norms) - 2)) if norms[i] == "," or norms[i] in _ENDS), 0)
    if not comma or norms[comma] != "," or norms[comma + 1] not in according:
        return 0
    return comma + 2 + (view.document.tags[comma + 2] == "TO")


def _carried_by(attribution: Attribution, view: View) -> int:
    """Where an outlet's name begins inside a source: `two officials quoted by | the Lund Mail`; 0 where there is none."""
    norms, (begin, end) = view.document.norms, attribution.source or (0, 0)
    if "by" not in norms[begin:end]:
        return 0
    return next((i + 2 for i in range(begin + 1, end - 2) if norms[i + 1] == "by" and norms[i] in view.lexicon.small.carrying), 0)


def _outlet_at(begin: int, view: View) -> Entity | None:
    """The outlet whose name is the noun phrase at a token."""
    k = bisect_left(view.chunks.first, begin)
    found = view.who((view.chunks.first[k], view.chunks.last[k])) if k < len(view.chunks.first) else None
    return found if found is not None and view.past(begin).type(found) in OUTLETS else None


def outlet(phrase: Phrase, speaker: Entity, view: View) -> Entity | None:
    """The outlet of `a report in X`."""
    if phrase.kind != "description" or speaker.type != "document":
        return None
    begin, end = phrase.whole
    norms, small = view.document.norms, view.lexicon.small
    for i in range(begin + 1, end - 1):
        if norms[i] in small.relayed and norms[i - 1].lower() in view.lexicon.relaying:
            name = view.read((i + 1, end))
            one = name.phrase.joint or "and" not in norms[i + 1 : name.phrase.name[0] if name.phrase.name else end]
            found = view.ask(name).entity if name.phrase.kind == "name" and one else None
            if found is not None and found.type in OUTLETS:
                return found
    return None
