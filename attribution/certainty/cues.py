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
    first = reader.low[a.contents[0][0]]
    tag = reader.document.tags[a.trigger]
    part = "n" if tag[:2] == "NN" else "a" if tag[:2] in ("JJ", "RB") else "v"
    frame = (
        "whether"
        if first in ("whether", "if")
        else "wh"
        if first in ("how", "why", "what", "who")
        else "to"
        if first == "to"
        else "ing"
        if reader.document.tags[a.contents[0][0]] == "VBG"
        else first
        if reader.document.tags[a.contents[0][0]] == "IN" and first not in ("that",)
        else "that"
    )
    for b, e in a.cue:
        for k in range(b, e):
            if k != a.trigger and tag[:1] == "V" and reader.document.tags[k][:2] == "NN":
                found = reader.tables.row(reader.low[k], "n", frame) or reader.tables.row(reader.low[k], "n", "that")
                if found and found[0].weight != "none":
                    return found
    word = reader.low[a.trigger]
    if part in reader.tables.signatures.get(word, {}):
        parts: tuple[str, ...] = (part,)
    else:
        parts = ("v", "n", "a", "p")
    begin = a.contents[0][0]
    for p in parts:
        for f in (
            (frame, "that")
            if strict
            else (frame, "np", "that")
            if tag[:1] == "V" and reader.document.tags[begin] in ("DT", "JJ", "NN", "NNS", "PRP$") and verbless(reader, a)
            else (frame, "that", "np")
        ):
            found = reader.tables.row(word, p, f)
            if (
                found
                and found[0].name == "deny"
                and not set(reader.low[begin : begin + 6]).isdisjoint(reader.tables.sets["clauses.willful"])
            ):
                return reader.tables.effects["refuse"], "communication"
            if found:
                return found
    if strict:
        return None
    return next((row for p in parts if (row := reader.tables.any_row(word, p))), None)


def verbless(reader: Reader, a: Attribution) -> bool:
    return not any(reader.document.tags[k][:2] in ("VB", "MD") for k in range(*a.contents[0]))
