"""What the tables say of the cue of an attribution."""

from __future__ import annotations

from attribution.certainty.effects import ASSERTED, Verdict
from attribution.certainty.reading import Reading
from attribution.certainty.syntax.tokens import VERBAL
from attribution.certainty.tables import OPENING, Effect, Row
from attribution.model import Attribution

_PARTS = ("v", "n", "a", "p")
_NOMINAL = frozenset(["DT", "JJ", "NN", "NNS", "PRP$"])
_OPENING = 6  # tokens of a content in which a request, an offer or a question may be named


def cue_effect(reading: Reading, a: Attribution) -> Effect | None:
    """The effect of the cue in the frame that its content has, or with a clause."""
    frame = _frame(reading, a.contents[0][0])
    row = _listed(reading, a, (frame, "that"))
    return row[0] if row else None


def cue_row(reading: Reading, a: Attribution) -> Row | None:
    """Effect and act of a cue: by what its content begins with, failing that as the tables first list it."""
    begin = a.contents[0][0]
    frame = _frame(reading, begin)
    nominal = reading.tags[a.trigger][:1] == "V" and reading.tags[begin] in _NOMINAL and verbless(reading, a)
    frames: tuple[str, ...] = (frame, "np", "that") if nominal else (frame, "that", "np")
    last = a.cue[-1][1] - 1 if a.cue else -1
    frames = (reading.low[last], *frames) if reading.tags[last] == "IN" else frames  # called *for*
    row = _by_object(reading, a, frame) or _listed(reading, a, frames)
    if row:
        return row
    word = reading.low[a.trigger]
    if word in reading.words.have:
        return None  # "have written to"
    return next((row for part in _parts(reading, a) if (row := reading.tables.any_row(word, part))), None)


def of_trigger(reading: Reading, a: Attribution) -> Verdict:
    """How things stand with the cue itself: "did not say"."""
    if reading.tags[a.trigger][:2] != "VB":
        known = reading.tags[a.trigger][:2] == "NN" or reading.syntax.verbal(a.trigger)
        if reading.low[a.trigger - 1] in reading.words.nots:
            return Verdict("asserted", -1, (a.trigger - 1,))  # did *not comment*, tagged a noun
        return reading.verdict(a.trigger) if known else ASSERTED
    verb = reading.predicate(a.trigger)
    if reading.tables.modals.get(verb.group.modal) == "would" and reading.low[a.contents[0][0]] in OPENING:
        return ASSERTED  # he *would answer*, “I hate crowds”: more than once
    verdict = reading.verdict(a.trigger)
    free = verb.link.kind == "host" or (verb.group.form == "finite" and verb.link.kind in ("embedded", "coordinated"))
    if free and not any(verb.group.begin <= k <= a.trigger for k in verdict.cues):
        return ASSERTED  # "those *questioned* said that", "would *not* print it, saying that"
    return verdict


def verbless(reading: Reading, a: Attribution) -> bool:
    """Whether no verb stands in the first content."""
    return VERBAL.isdisjoint(reading.tags[slice(*a.contents[0])])


def _parts(reading: Reading, a: Attribution) -> tuple[str, ...]:
    """The parts of speech under which the cue is looked up: its own, or any where it is not listed so."""
    known = reading.tables.signatures.get(reading.low[a.trigger])
    if known is None:
        return ()
    tag = "VB" if reading.low[a.trigger - 1] in reading.words.nots else reading.tags[a.trigger][:2]
    part = "n" if tag == "NN" else "a" if tag in ("JJ", "RB") else "v"
    return (part,) if part in known else _PARTS


def _listed(reading: Reading, a: Attribution, frames: tuple[str, ...]) -> Row | None:
    """The row of the first of `frames` that the cue is listed with."""
    parts, rows, tables = _parts(reading, a), reading.tables.signatures.get(reading.low[a.trigger]), reading.tables
    row = next((row for part in parts if part in rows for frame in frames if (row := rows[part].get(frame))), None) if rows else None
    if row and row[0].name == "urge":
        begin = a.contents[0][0]
        if not reading.words.questions.isdisjoint(reading.low[begin : begin + _OPENING]):
            return tables.effects["ask"], "communication"
    return row


def _frame(reading: Reading, begin: int) -> str:
    """The frame that a content which begins at token `begin` has."""
    if reading.low[begin] == "``" and reading.tags[begin + 1][:1] == "W":
        begin += 1  # asked: “*What* is the plan”
    first, tag = reading.low[begin], reading.tags[begin]
    if first in ("to", "that"):
        return first
    if first in reading.words.wh_content:
        return "whether" if first in reading.words.whether else "wh"
    return "ing" if tag == "VBG" else first if tag == "IN" else "that"


def _by_object(reading: Reading, a: Attribution, frame: str) -> Row | None:
    """What a noun inside the cue says: "voiced *doubts* that"."""
    if reading.tags[a.trigger][:1] != "V":
        return None
    for begin, end in a.cue:
        for k in range(begin, end):
            if reading.tags[k][:2] == "NN":
                found = reading.tables.row(reading.low[k], "n", frame) or reading.tables.row(reading.low[k], "n", "that")
                if found and found[0].weight != "none":
                    return found
    return None
