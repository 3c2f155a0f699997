"""Offsets ↔ positions of the Language Server Protocol: 0-based lines, columns in UTF-16 code units."""

from __future__ import annotations

from attribution.readers.lines import LineIndex


class Places:
    """The way from offsets of one text to positions and back.

    >>> places = Places("a\\n😀 said")
    >>> places.position(4), places.offset(1, 3)
    ((1, 3), 4)
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = LineIndex(text)

    def position(self, offset: int) -> tuple[int, int]:
        """(line, column) of an offset."""
        line, column = self.lines.position(offset)
        return line - 1, _units(self.text[offset - column + 1 : offset])

    def offset(self, line: int, column: int) -> int:
        """The offset at a position; past the end of a line, its end; past the last line, the end of the text."""
        if line >= self.lines.count:
            return len(self.text)
        begin, end = self.lines.line_span(line + 1)
        for at in range(begin, end):
            if column <= 0:
                return at
            column -= _units(self.text[at])
        return end


def _units(text: str) -> int:
    return len(text) + sum(char > "\uffff" for char in text)
