"""What the readers of light markup (reStructuredText, AsciiDoc) share: lines, paragraphs, and the markup inside them.

A pattern says what a stretch of inline markup comes to by the name of its group: `words…` are read, for `code` a word is put, `gone` is
left out, `mark` is a quotation mark; a match without a group is read as one blank.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from attribution.model import Span
from attribution.readers.readable import Builder, Readable

_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)")
_CURLY = {'"`': "“", '`"': "”", "'`": "‘", "`'": "’"}
_SIGNED = re.compile(r"\s*(?:[—–―]|---?)[ \t]*\S.{0,80}\Z")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file: where its words begin and end, how far they are indented, and the words; none in an empty line."""

    begin: int
    end: int
    indent: int
    words: str


def lines_of(text: str) -> list[Line]:
    """The lines of a file.

    >>> [(line.indent, line.words) for line in lines_of("a\\r\\n  b \\n")]
    [(0, 'a'), (2, 'b')]
    """
    return list(_lines(text))


def _lines(text: str) -> Iterator[Line]:
    for match in _LINE.finditer(text):
        if match.end() > match.start():
            words = match[1].strip()
            begin = match.start() + len(match[1]) - len(match[1].lstrip())
            yield Line(begin, begin + len(words), len(match[1][: begin - match.start()].expandtabs()), words)


class Prose:
    """Collects paragraphs and the parts of the article that they are."""

    def __init__(self, text: str, inline: re.Pattern[str]) -> None:
        """`inline`: the markup inside lines; its groups say what it comes to."""
        self.text, self.inline = text, inline
        self.out = Builder(text)
        self.headings: list[Span] = []
        self.captions: list[Span] = []
        self.displayed: list[Span] = []
        self.unread: list[Span] = []
        self.quoting = False  # whether the paragraph before belongs to a block quotation

    def paragraph(self, begin: int, end: int, kind: str = "") -> None:
        """Read a paragraph; `kind`: heading, caption, displayed or nothing."""
        goes_on = kind == "displayed" and self.quoting
        if goes_on and _SIGNED.match(self.text, begin, end):
            self.out.join_paragraphs(begin)
        first = self.displayed.pop().begin if goes_on else self.out.length
        self._read(begin, end)
        span = Span(first, self.out.length)
        if kind and span.begin < span.end:
            {"heading": self.headings, "caption": self.captions, "displayed": self.displayed}[kind].append(span)
        self.quoting = kind == "displayed" and bool(self.displayed)
        self.out.break_paragraph(end)

    def sign(self, begin: int, end: int) -> None:
        """The signer of the block quotation before, named at `begin` to `end`."""
        if self.quoting:
            self.out.join_paragraphs(end)
            self.out.put("— ", begin, begin)
            self._read(begin, end)
            self.displayed[-1] = Span(self.displayed[-1].begin, self.out.length)
            self.out.break_paragraph(end)
            self.quoting = False

    def skip(self, begin: int, end: int) -> None:
        """Pass what is not read."""
        if begin < end:
            self.unread.append(Span(begin, end))

    def readable(self) -> Readable:
        """What was collected; the first heading is the headline."""
        return replace(self.out.readable(self.headings[:1], self.captions, self.displayed), unread=tuple(self.unread))

    def _read(self, at: int, end: int) -> None:
        for match in self.inline.finditer(self.text, at, end):
            self.out.copy(at, match.start())
            at = match.end()
            kind = match.lastgroup or ""
            if kind == "code":
                self.out.put("x", match.start(), at)  # a word must stand where the code stood
            elif kind.startswith("words"):
                self._read(*match.span(kind))
            elif kind == "gone":
                self.unread.append(Span(match.start(), at))
            elif kind == "mark":
                self.out.put(_CURLY[match["mark"]], *match.span("mark"))
            elif not self.out.ends_with(" \n"):
                self.out.put(" ", match.start(), at)
        self.out.copy(at, end)
