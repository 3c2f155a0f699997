"""Offsets ↔ positions of the Language Server Protocol: 0-based lines, columns in the units that editor and server agreed on."""

from __future__ import annotations

import re
from bisect import bisect_left

from attribution.readers.lines import LineIndex

# For each encoding, the first characters that take one unit more than those before.
_STEPS = {"utf-8": "\x80\u0800\U00010000", "utf-16": "\U00010000", "utf-32": ""}


class Places:
    """The way from offsets of one text to positions and back; either takes no longer in a long line than in a short one.

    >>> places = Places("a\\n😀 said")
    >>> places.position(4), places.offset(1, 3)
    ((1, 3), 4)
    >>> Places("a\\n😀 said", "utf-8").position(4)
    (1, 5)
    """

    def __init__(self, text: str, encoding: str = "utf-16") -> None:
        self.text = text
        self.lines = LineIndex(text)
        steps = _STEPS[encoding]
        self._wide: list[int] = []  # offsets of the characters of more than one unit
        self._extra = [0]  # units beyond one for each character, up to each of them
        for match in re.finditer(f"[{steps[0]}-\U0010ffff]", text) if steps else ():
            self._wide.append(match.start())
            self._extra.append(self._extra[-1] + sum(match[0] >= step for step in steps))

    def position(self, offset: int) -> tuple[int, int]:
        """(line, column) of an offset."""
        line, column = self.lines.position(offset)
        return line - 1, self._units(offset) - self._units(offset - column + 1)

    def offset(self, line: int, column: int) -> int:
        """The offset at a position; past the end of a line, its end; past the last line, the end of the text."""
        if line >= self.lines.count:
            return len(self.text)
        begin, end = self.lines.line_span(line + 1)
        return begin + bisect_left(range(begin, end), self._units(begin) + column, key=self._units)

    def _units(self, offset: int) -> int:
        """Units of the text up to an offset."""
        return offset + self._extra[bisect_left(self._wide, offset)]
