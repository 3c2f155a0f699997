"""The kinds of places at which contents end, from rules/stops.toml."""

from __future__ import annotations

import re
from collections.abc import Mapping

from attribution.memo import Memo
from attribution.rulebook.entries import STOP, check_entries
from attribution.rulebook.frames import read_notation
from attribution.rulebook.notation import Notation
from attribution.rulebook.rules import Files


class StopKinds:
    """Kinds of stops, most specific first: each with the chunks that it can begin with, and the pattern that it matches."""

    def __init__(
        self, texts: Mapping[str, str], openers: frozenset[str], notation: Notation, verbless: frozenset[tuple[str, str]]
    ) -> None:
        """`texts`: id → pattern; `openers`: where a content can end at all; `verbless`: (family, kind): kinds that end a content of that
        family for sure while it has no verb."""
        self.texts, self.openers, self.verbless = texts, openers, verbless
        self._read = {kind: notation.read(text) for kind, text in texts.items()}
        self.firsts = {kind: openers.intersection(read.begins or openers) for kind, read in self._read.items()}
        self._begun_by = Memo(self._beginning)

    def kind(self, symbols: str, at: int) -> str:
        """The id of the stop at chunk `at`, or "" where none can be."""
        if symbols[at] not in self.openers:
            return ""
        pattern, kinds = self._begun_by[symbols[at]]
        m = pattern.match(symbols, at)
        return kinds[m.lastindex - 1] if m and m.lastindex else ""

    def _beginning(self, chunk: str) -> tuple[re.Pattern[str], list[str]]:
        """One alternation of all kinds that can begin with such a chunk, and their ids."""
        kinds = [kind for kind, firsts in self.firsts.items() if chunk in firsts]
        return re.compile("|".join(f"({self._read[kind].text})" for kind in kinds)), kinds


def read_stops(files: Files) -> StopKinds:
    """The kinds of stops.toml."""
    file, notation = check_entries(files.table("stops.toml"), "stops.toml"), files.get(read_notation)
    texts = {stop["id"]: stop["at"] for stop in file.of(STOP)}
    openers = frozenset("".join(notation.alphabet.characters(name) for name in file.top["openers"]))
    verbless = frozenset((family, stop["id"]) for stop in file.of(STOP) for family in stop.get("verbless", ()))
    return StopKinds(texts, openers, notation, verbless)
