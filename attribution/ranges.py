"""Half-open ranges of numbers, and what they cover."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable


class Ranges:
    """Half-open ranges, merged where they touch or overlap."""

    def __init__(self, ranges: Iterable[tuple[int, int]]) -> None:
        self.begins: list[int] = []
        self.ends: list[int] = []
        for begin, end in sorted(ranges):
            if self.ends and begin <= self.ends[-1]:
                self.ends[-1] = max(self.ends[-1], end)
            else:
                self.begins.append(begin)
                self.ends.append(end)

    def touches(self, part: tuple[int, int]) -> bool:
        """Whether something of `part` is covered."""
        k = bisect_right(self.ends, part[0])
        return k < len(self.begins) and self.begins[k] < part[1]

    def covered(self, part: tuple[int, int]) -> int:
        """How much of `part` is covered."""
        begin, end = part
        first, last = bisect_right(self.ends, begin), bisect_left(self.begins, end)
        return sum(min(end, self.ends[k]) - max(begin, self.begins[k]) for k in range(first, last))
