"""The kinds of places at which contents end, from rules/stops.toml."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from attribution.memo import Memo
from attribution.patterns import compiled
from attribution.rulebook.entries import STOP, check_entries
from attribution.rulebook.frames import read_notation
from attribution.rulebook.notation import Notation
from attribution.rulebook.rules import Files


class StopKinds:
    """Kinds of stops, most specific first.

    texts     id → how it is written
    openers   the chunks at which a content can end at all
    firsts    id → with which of these it can begin
    shifted   the kinds behind which a reported clause goes on where the verb that follows begins with one of `shifts`
    reasons   words that open a reason, which ends no reported clause
    many      verbs whose subject is more than one
    withheld  verbs of what a source does not tell, and `none`, what denies them
    lately    words behind "has" that tell what became of it by now
    settled   modals to which no past tense is joined
    judges    nouns of those whose deed follows what they say
    within    the kinds that end no reported clause, whatever the counts
    always    the kinds that end every content, whatever the counts
    sure      (family, kind): those that end every content of that family
    verbless  (family, kind): those that end a content of that family while it has no verb
    """

    def __init__(
        self, entries: Sequence[Mapping[str, Any]], openers: frozenset[str], words: Mapping[str, Sequence[str]], notation: Notation
    ) -> None:
        """`entries`: those of stops.toml, checked; `words`: its lists of words, by name."""
        self.openers, self.shifts, self.reasons = openers, frozenset(words["shifts"]), frozenset(words["reasons"])
        self.many = frozenset(words["many"])
        self.withheld, self.none = frozenset(words["withheld"]), frozenset(words["none"])
        self.lately, self.judges = frozenset(words["lately"]), frozenset(words["judges"])
        self.settled = frozenset(words["settled"])
        self.shifted = frozenset(stop["id"] for stop in entries if stop.get("shifted"))
        self.within = frozenset(stop["id"] for stop in entries if stop.get("within"))
        self.texts: Mapping[str, str] = {stop["id"]: stop["at"] for stop in entries}
        self.always = frozenset(stop["id"] for stop in entries if stop.get("always"))
        self.sure, self.verbless = _by_family(entries, "ends"), _by_family(entries, "verbless")
        self._read = {kind: notation.read(text) for kind, text in self.texts.items()}
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
        return compiled("|".join(f"({self._read[kind].text})" for kind in kinds)), kinds


def _by_family(entries: Sequence[Mapping[str, Any]], key: str) -> frozenset[tuple[str, str]]:
    """The (family, kind) for which entries list families under `key`."""
    return frozenset((family, stop["id"]) for stop in entries for family in stop.get(key, ()))


def read_stops(files: Files) -> StopKinds:
    """The kinds of stops.toml."""
    file, notation = check_entries(files.table("stops.toml"), "stops.toml"), files.get(read_notation)
    openers = frozenset("".join(notation.alphabet.characters(name) for name in file.top["openers"]))
    return StopKinds(file.of(STOP), openers, file.top, notation)
