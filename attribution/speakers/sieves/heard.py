"""Subjects that say nothing: who was asked, and of whom it is said."""

from __future__ import annotations

from attribution.document.view import peek
from attribution.speakers.entities import Answer
from attribution.speakers.view import Query, View

_INF = "INF"  # the frame of a verb with an infinitive


def heard(query: Query, view: View) -> Answer | None:
    """`She spoke when | asked | about it`; `Minister | said | to have quit`: who is asked or spoken of says nothing."""
    attribution = query.attribution
    if attribution is None or attribution.source is None or query.at >= attribution.trigger:
        return None
    if _is_asked(query, view):
        return Answer(None, "no-source", "who is asked says nothing")
    return Answer(None, "no-source", "it is said of the subject") if _is_said_of(query, view) else None


def _is_asked(query: Query, view: View) -> bool:
    """Whether a verb of asking is a participle behind `when` or `if`."""
    attribution = query.attribution
    asks = attribution is not None and attribution.lemma in view.lexicon.small.asking
    return asks and attribution is not None and peek(view.document.lows, attribution.trigger - 1) in view.lexicon.small.whenever


def _is_said_of(query: Query, view: View) -> bool:
    """Whether `said` stands before `to have`; in a headline before `to be`."""
    attribution, norms = query.attribution, view.document.norms
    if attribution is None or attribution.frame != _INF or norms[attribution.trigger] != "said":
        return False
    verb = attribution.trigger + 2
    if norms[verb - 1] != "to" or attribution.source is None or attribution.source[1] != attribution.trigger:
        return False
    if norms[verb : verb + 1] == ["have"]:
        return True
    end = view.document.paragraphs[view.paragraph(query.at) + 1]
    return norms[verb : verb + 1] == ["be"] and norms[end - 1] != "."
