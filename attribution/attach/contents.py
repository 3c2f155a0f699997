"""Where a reported content ends: the stops after its beginning, and the first that the counts find likely."""

from __future__ import annotations

import tomllib

from functools import cache

import regex

from attribution.rulebook.alphabets import chunk_grammar
from attribution.rulebook.notation import translate
from attribution.rulefiles import read_rules


@cache
def stop_pattern() -> tuple[regex.Pattern[str], tuple[str, ...], frozenset[str]]:
    """One alternation of all stop patterns, the id of each of its groups, and the characters that can end a content."""
    data = tomllib.loads(read_rules("stops.toml"))
    macros = tomllib.loads(read_rules("frames.toml"))["macros"]
    alphabet = chunk_grammar().chunks
    parts = [translate(s["at"], alphabet, macros) for s in data["stop"]]
    openers = frozenset("".join(alphabet.characters(name) for name in data["openers"]))
    return regex.compile("|".join(f"({p})" for p in parts)), ("", *(s["id"] for s in data["stop"])), openers


class Stops:
    """The kind of stop at each chunk of one document, looked up once a place."""

    def __init__(self, symbols: str) -> None:
        self._symbols = symbols
        self._pattern, self._ids, self._openers = stop_pattern()
        self._known: dict[int, str] = {}

    def kind(self, at: int) -> str:
        """The id of the stop at chunk `at`, or "" where none can be."""
        if self._symbols[at] not in self._openers:
            return ""
        known = self._known.get(at)
        if known is None:
            m = self._pattern.match(self._symbols, at)
            known = self._known[at] = self._ids[m.lastindex] if m and m.lastindex else ""
        return known
