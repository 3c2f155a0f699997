"""What the tables say of the cue of an attribution."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attribution.certainty.tables import Effect
from attribution.model import Attribution

if TYPE_CHECKING:
    from attribution.certainty.judge import Reader


def cue_effect(reader: Reader, a: Attribution, strict: bool = False) -> Effect | None:
    """The effect of the cue of an attribution; `strict`: only in the frame that its content has, or with a clause."""
    row = cue_row(reader, a, strict)
    return row[0] if row else None


def cue_row(reader: Reader, a: Attribution, strict: bool = False) -> tuple[Effect, str] | None:
    """Effect and act of a cue: by what its content begins with, failing that as the tables first list it."""
    tables = reader.tables
    tag = reader.tags[a.trigger]
    begin = a.contents[0][0]
    frame = _frame(reader, begin)
    if tag[:1] == "V":
        found = _by_object(reader, a, frame)
        if found:
            return found
    word = reader.low[a.trigger]
    part = "n" if tag[:2] == "NN" else "a" if tag[:2] in ("JJ", "RB") else "v"
    known = tables.signatures.get(word, {})
    parts = (part,) if part in known else _PARTS
    if strict:
        frames: tuple[str, ...] = (frame, "that")
    else:
        nominal = tag[:1] == "V" and reader.tags[begin] in _NOMINAL and verbless(reader, a)
        frames = (frame, "np", "that") if nominal else (frame, "that", "np")
    for p in parts:
        rows = known.get(p, {})
        for f in frames:
            if f in rows:
                willful = rows[f][0].name == "deny" and not tables.sets["clauses.willful"].isdisjoint(reader.low[begin : begin + 6])
                return (tables.effects["refuse"], "communication") if willful else rows[f]
    return None if strict else next((row for p in parts if (row := tables.any_row(word, p))), None)


_PARTS = ("v", "n", "a", "p")
_NOMINAL = frozenset(["DT", "JJ", "NN", "NNS", "PRP$"])
_FRAMES = {"whether": "whether", "if": "whether", "how": "wh", "why": "wh", "what": "wh", "who": "wh", "to": "to", "that": "that"}


def _frame(reader: Reader, begin: int) -> str:
    """The frame that a content which begins at token `begin` has."""
    first = reader.low[begin]
    known = _FRAMES.get(first)
    tag = reader.tags[begin]
    if known is not None:
        return known
    return "ing" if tag == "VBG" else first if tag == "IN" else "that"


def _by_object(reader: Reader, a: Attribution, frame: str) -> tuple[Effect, str] | None:
    """What a noun inside the cue says: "voiced *doubts* that"."""
    tags = reader.tags
    for b, e in a.cue:
        for k in range(b, e):
            if tags[k][:2] == "NN" and k != a.trigger:
                found = reader.tables.row(reader.low[k], "n", frame) or reader.tables.row(reader.low[k], "n", "that")
                if found and found[0].weight != "none":
                    return found
    return None


def verbless(reader: Reader, a: Attribution) -> bool:
    """Whether no verb stands in the first content."""
    return not any(tag[:2] in ("VB", "MD") for tag in reader.tags[slice(*a.contents[0])])
