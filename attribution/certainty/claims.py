"""Certainty of whole claims: the main predicate of a content, what it embeds, and the cue."""

from __future__ import annotations

from typing import NamedTuple

from attribution.certainty.context import tagged
from attribution.certainty.cues import cue_row
from attribution.certainty.descent import descend
from attribution.certainty.effects import ASSERTED, Verdict, apply
from attribution.certainty.mains import main_predicate
from attribution.certainty.reading import Reading
from attribution.certainty.tables import Effect, Row
from attribution.model import Attribution

NOTHING = 6  # tokens of a content that says nothing, marks included
_ENDS = frozenset([".", "!"])


class ClaimVerdict(NamedTuple):
    """Verdict on a claim, the modality of its content alone, the stance of its cue and its act."""

    verdict: Verdict
    modality: str
    stance: str
    act: str


def of_attribution(reading: Reading, a: Attribution) -> ClaimVerdict:
    """Content and cue of an attribution, composed."""
    at = main_predicate(reading, a.contents[0], a.trigger)
    if at is None and len(a.contents) > 1:
        at = main_predicate(reading, a.contents[1], a.trigger)
    row = _governing(reading, a, at) or cue_row(reading, a)
    effect, stance, act = (row[0], row[0].stance, row[1]) if row else (None, "neutral", "communication")
    end = a.contents[-1][1]
    verdict = modality = descend(reading, at, end) if at is not None else ASSERTED
    if verdict.cues and at is not None and not all(any(begin <= k < stop for begin, stop in a.contents) for k in verdict.cues):
        modality = descend(reading.alone(a.trigger), at, end)
    if effect is not None:
        verdict = _under_cue(reading, a, effect, verdict)
        if effect.name == "refuse" and (unsaid := _unsaid(reading, a, at)) >= 0:
            verdict = Verdict("unconfirmed", 1, (a.trigger, unsaid), "strong")
    if _says_nothing(reading, a):
        verdict = Verdict("unconfirmed", 1, (a.trigger,), "strong")
    question = _question_mark(reading, a, at)
    if question is not None and stance in ("neutral", "asking", "urging"):
        verdict, stance = Verdict("asked", 1, (question,)), "asking" if stance == "urging" else stance
    return ClaimVerdict(verdict, modality.label, stance, act)


def _unsaid(reading: Reading, a: Attribution, at: int | None) -> int:
    """The verb of saying that was refused, in the content or in the cue: "declined to *comment* on the report"; -1 without one."""
    inside = [k for begin, end in a.cue for k in range(begin, end)]
    return next((k for k in (at, *inside) if k is not None and reading.low[k] in reading.words.unsaid), -1)


def _says_nothing(reading: Reading, a: Attribution) -> bool:
    """Whether the content is no more than "No comment"."""
    begin, end = a.contents[0]
    words = tuple(word for word in reading.low[begin : min(end, begin + NOTHING)] if word.isalpha())
    return words == reading.words.no_comment and end - begin <= NOTHING


def _under_cue(reading: Reading, a: Attribution, effect: Effect, verdict: Verdict) -> Verdict:
    """The verdict on the content where its cue is a stance of its own, or where the content is plain and the cue is not."""
    if verdict.label != "asserted" and effect.weight != "strong":
        return verdict
    outer = apply(effect, a.trigger, reading.verdict(a.trigger))
    if outer.label == verdict.label or (effect.weight != "strong" and outer.label == "asserted"):
        return verdict
    turned = verdict.sign < 0 and verdict.label != "denied"
    return Verdict(outer.label, -outer.sign if turned else outer.sign, outer.cues, outer.weight)


def _governing(reading: Reading, a: Attribution, at: int | None) -> Row | None:
    """Effect and act of the cue in the frame in which it embeds the main predicate ("told her *to leave*" urges), if it does."""
    if at is None or reading.tags[at][:2] != "VB":
        return None
    link = reading.predicate(at).link
    asking = reading.low[a.contents[0][0]] in reading.words.whether
    if link.kind != "embedded" or link.governor != a.trigger or (asking and link.frame != "wh"):
        return None
    effect = reading.tables.effects[link.sense]
    return reading.tables.row(reading.low[a.trigger], link.part, link.frame) or (effect, effect.act)


def _question_mark(reading: Reading, a: Attribution, at: int | None) -> int | None:
    """The question mark that ends the sentence of the main predicate, where that stands in a quotation; None where another mark ends it."""
    if at is None or not reading.room.questions:
        return None
    end = next((stop for begin, stop in a.contents if begin <= at < stop), at)
    ahead = reading.syntax.tokens.norms[at + 1 : end]
    if "?" not in ahead:
        return None
    mark = ahead.index("?")
    return at + 1 + mark if _ENDS.isdisjoint(ahead[:mark]) and not tagged(reading, at + 1 + mark) else None
