"""Where a reported content ends: the stops after its beginning, and the first that the counts find likely."""

from __future__ import annotations

from attribution.rulebook.stops import StopKinds


class Stops:
    """The kind of stop at each chunk of one document, looked up once a place."""

    def __init__(self, symbols: str, kinds: StopKinds) -> None:
        self._symbols, self._kinds = symbols, kinds
        self._known: dict[int, str] = {}

    def kind(self, at: int) -> str:
        """The id of the stop at chunk `at`, or "" where none can be."""
        known = self._known.get(at)
        if known is None:
            known = self._known[at] = self._kinds.kind(self._symbols, at)
        return known
