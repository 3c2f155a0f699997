"""Where a reported content ends: the stops after its beginning, and the first that the counts find likely."""

from __future__ import annotations

import tomllib

from functools import cache

import regex

from attribution.rulebook.alphabets import chunk_grammar
from attribution.rulebook.notation import translate
from attribution.rulefiles import read_rules


@cache
def stop_pattern() -> tuple[regex.Pattern[str], tuple[str, ...]]:
    """One alternation of all stop patterns, and the id of each of its groups."""
    data = tomllib.loads(read_rules("stops.toml"))
    macros = tomllib.loads(read_rules("frames.toml"))["macros"]
    alphabet = chunk_grammar().chunks
    parts = [translate(s["at"], alphabet, macros) for s in data["stop"]]
    return regex.compile("|".join(f"({p})" for p in parts)), ("", *(s["id"] for s in data["stop"]))


class Stops:
    """The kind of stop at each chunk of one document, looked up once a place."""

    def __init__(self, symbols: str) -> None:
        self._symbols = symbols
        self._pattern, self._ids = stop_pattern()
        self._known: dict[int, str] = {}

    def kind(self, at: int) -> str:
        """The id of the stop at chunk `at`, or "" where none can be."""
        known = self._known.get(at)
        if known is None:
            m = self._pattern.match(self._symbols, at)
            known = self._known[at] = self._ids[m.lastindex] if m and m.lastindex else ""
        return known
