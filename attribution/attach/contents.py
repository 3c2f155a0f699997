"""Where a reported content ends: the stops after its beginning, and the first that the counts find likely."""

from __future__ import annotations

import re
from functools import cache

from attribution.rulebook.alphabets import chunk_grammar
from attribution.rulebook.entries import STOP, read_entries
from attribution.rulebook.frames import shipped_entries
from attribution.rulebook.notation import translate
from attribution.rulefiles import read_rules


@cache
def stop_pattern() -> tuple[re.Pattern[str], tuple[str, ...], frozenset[str]]:
    """One alternation of all stop patterns, the id of each of its groups, and the characters that can end a content."""
    file, macros = read_entries(read_rules("stops.toml"), "stops.toml"), shipped_entries()[0].macros
    alphabet = chunk_grammar().chunks
    parts = [translate(s["at"], alphabet, macros) for s in file.of(STOP)]
    openers = frozenset("".join(alphabet.characters(name) for name in file.top["openers"]))
    return re.compile("|".join(f"({p})" for p in parts)), ("", *(s["id"] for s in file.of(STOP))), openers


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
