"""Subjects that say nothing: who was asked, and of whom it is said."""

from __future__ import annotations

from attribution.document.view import peek
from attribution.model import Attribution
from attribution.speakers.entities import Answer
from attribution.speakers.view import Query, View

_INF = "INF"  # the frame of a verb with an infinitive


def heard(query: Query, view: View) -> Answer | None:
    """`She spoke when | asked | about it`; `Minister | said | to have quit`: who is asked or spoken of says nothing."""
    attribution = query.attribution
    if attribution is None or attribution.source is None or query.at >= attribution.trigger:
        return None
    if _is_asked(attribution, view):
        return Answer(None, "no-source", "who is asked says nothing")
    return Answer(None, "no-source", "it is said of the subject") if _is_said_of(attribution, query.at, view) else None


def _is_asked(attribution: Attribution, view: View) -> bool:
    """Whether a verb of asking is a participle behind `when` or `if`."""
    small = view.lexicon.small
    return attribution.lemma in small.asking and peek(view.document.lows, attribution.trigger - 1) in small.whenever


def _is_said_of(attribution: Attribution, at: int, view: View) -> bool:
    """Whether `said` stands right behind the source, which begins at `at`, and before `to have`; in a headline before `to be`."""
    norms, trigger = view.document.norms, attribution.trigger
    said = attribution.frame == _INF and attribution.source is not None and attribution.source[1] == trigger
    if not said or norms[trigger] != "said" or peek(norms, trigger + 1) != "to":
        return False
    verb = peek(norms, trigger + 2)
    end = view.document.paragraphs[view.paragraph(at) + 1]
    return verb == "have" or (verb == "be" and norms[end - 1] != ".")
