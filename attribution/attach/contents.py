"""Where a reported content ends: the stops after its beginning, and the first that the counts find likely."""

from __future__ import annotations

from attribution.rulebook.stops import StopPattern


class Stops:
    """The kind of stop at each chunk of one document, looked up once a place."""

    def __init__(self, symbols: str, stops: StopPattern) -> None:
        self._symbols, self._stops = symbols, stops
        self._known: dict[int, str] = {}

    def kind(self, at: int) -> str:
        """The id of the stop at chunk `at`, or "" where none can be."""
        if self._symbols[at] not in self._stops.openers:
            return ""
        known = self._known.get(at)
        if known is None:
            m = self._stops.pattern.match(self._symbols, at)
            known = self._known[at] = self._stops.ids[m.lastindex - 1] if m and m.lastindex else ""
        return known
