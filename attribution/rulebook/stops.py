"""The kinds of places at which contents end, from rules/stops.toml, as one pattern."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from attribution.rulebook.entries import STOP, check_entries
from attribution.rulebook.firsts import begins
from attribution.rulebook.frames import read_notation
from attribution.rulebook.rules import Files


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class StopPattern:
    """One alternation of all kinds, most specific first; the ids of its groups; how each is written; where a content can end at all, and
    with which of these chunks each kind can begin; the kinds that end every content, and those that end one of some families for sure while
    it has no verb, whatever the counts."""

    pattern: re.Pattern[str]
    ids: tuple[str, ...]
    texts: Mapping[str, str]
    openers: frozenset[str]
    firsts: Mapping[str, frozenset[str]]
    always: frozenset[str]
    verbless: frozenset[tuple[str, str]]


def read_stops(files: Files) -> StopPattern:
    """The kinds of stops.toml."""
    file, notation = check_entries(files.table("stops.toml"), "stops.toml"), files.get(read_notation)
    texts = {stop["id"]: stop["at"] for stop in file.of(STOP)}
    parts = [notation.translate(text) for text in texts.values()]
    openers = frozenset("".join(notation.alphabet.characters(name) for name in file.top["openers"]))
    firsts = {stop: openers & (begins(part) or openers) for stop, part in zip(texts, parts, strict=True)}
    always = frozenset(stop["id"] for stop in file.of(STOP) if stop.get("always"))
    verbless = frozenset((family, stop["id"]) for stop in file.of(STOP) for family in stop.get("verbless", ()))
    return StopPattern(re.compile("|".join(f"({p})" for p in parts)), tuple(texts), texts, openers, firsts, always, verbless)
