"""Lines and columns the way editors count them."""

from __future__ import annotations

import re
from bisect import bisect_right

from attribution.model import Span

_LINE_END = re.compile(r"\r\n|\n|\r")


class LineIndex:
    """Offsets of a text ↔ 1-based lines and columns. Lines end at LF, CR LF or CR, and at nothing else; columns count code points.

    >>> index = LineIndex("one\\r\\ntwo\\n")
    >>> index.position(5), index.line_span(2), index.count
    ((2, 1), Span(begin=5, end=8), 3)
    """

    def __init__(self, text: str) -> None:
        self._length = len(text)
        self._ends: list[int] = []
        self._starts = [0]
        for match in _LINE_END.finditer(text):
            self._ends.append(match.start())
            self._starts.append(match.end())
        self._ends.append(self._length)

    @property
    def count(self) -> int:
        """Number of lines; a text that ends in a line break has an empty last line, as in an editor."""
        return len(self._starts)

    def position(self, offset: int) -> tuple[int, int]:
        """(line, column) of a character offset; the end of the text has a position too. IndexError outside."""
        if not 0 <= offset <= self._length:
            raise IndexError(f"offset {offset} is outside the text of {self._length} characters")
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def line_span(self, line: int) -> Span:
        """Offsets of a line, its line break left out. IndexError where there is no such line."""
        if not 1 <= line <= self.count:
            raise IndexError(f"there is no line {line} in a text of {self.count} lines")
        return Span(self._starts[line - 1], self._ends[line - 1])
