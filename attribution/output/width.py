"""Text on a terminal: what may be printed, how wide it is, and where it wraps."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

_REPLACEMENT = "\ufffd"
# Characters that would move the cursor, turn the line around or cannot be written at all: controls, line and paragraph separators,
# bidirectional controls (Unicode 15, UAX 9), halves of surrogate pairs, and the private characters that `StandIns` uses.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\U00100000-\U0010ffff]")
_BREAK = re.compile(r"(\r?\n)")
_COMMAND = re.compile(r"^[^\S\n]*(?=::)|#(?=#(?:vso)?\[)", re.MULTILINE)
_SPACES = re.compile(r"[^\S\xa0]+")  # a no-break space keeps its neighbours on one line
_FILLER = "\U0010fffd"
BLANK = _FILLER  # a cell that a layout takes for text, and `StandIns.decode` for nothing
_FIRST_STAND_IN = 0x100000
_ZERO_WIDTH = ("Mn", "Me", "Cf")


def printable(text: str) -> str:
    """The text on one line, with everything made visible that could disturb a terminal.

    >>> printable("a\\tb\\x1b[31mred")
    'a b␛[31mred'
    """
    return visible(_SPACES.sub(" ", text))


def visible(text: str) -> str:
    """The text with everything made visible that could disturb a terminal, character for character: line breaks, too.

    >>> visible("a\\nb\\x1b[31mred")
    'a␊b␛[31mred'
    """
    return text if text.isascii() and text.isprintable() else _UNPRINTABLE.sub(_shown, text)


def printable_lines(text: str) -> str:
    """Text of several lines, each made visible, none a command to whoever runs the tool."""
    return no_commands("".join(part if part in ("\n", "\r\n") else visible(part) for part in _BREAK.split(text)))


def no_commands(text: str) -> str:
    """The text without lines that GitHub's and Azure's runners would obey: `::error ::` first in a line, `##[` and `##vso[` anywhere.

    >>> print(no_commands("a ::b\\n  ::error ::c\\n##[group]"))
    a ::b
      \\::error ::c
    #\\#[group]
    """
    return _COMMAND.sub(lambda match: match[0] + "\\", text)


def _shown(match: re.Match[str]) -> str:
    code = ord(match.group())
    return chr(0x2400 + code) if code < 0x20 else "\u2421" if code == 0x7F else _REPLACEMENT


@cache
def _char_width(char: str) -> int:
    """Columns that one character takes: 2 for East Asian wide ones, 0 for marks that sit on their neighbour (UAX 11)."""
    if unicodedata.category(char) in _ZERO_WIDTH and char != "\u00ad":
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def text_width(text: str) -> int:
    """Terminal columns that a printable text takes.

    >>> text_width("café"), text_width("cafe\\u0301"), text_width("東京")
    (4, 4, 4)
    """
    return len(text) if text.isascii() else sum(map(_char_width, text))


def clusters(text: str) -> Iterator[tuple[str, int]]:
    """The characters of a text with the marks that sit on them, each with its width in columns."""
    begin, width = 0, 0
    for i, char in enumerate(text):
        own = _char_width(char)
        if own and i > begin:
            yield text[begin:i], width
            begin, width = i, 0
        width += own
    if text:
        yield text[begin:], width


def wrap(text: str, width: int) -> list[str]:
    """Lines of at most `width` columns, broken at spaces, and inside a word only where it is wider than a line.

    >>> wrap("said it was unprecedented", 8)
    ['said it', 'was', 'unpreced', 'ented']
    """
    lines: list[str] = []
    line, used = "", 0
    for word in text.split(" "):
        size = text_width(word)
        if line and used + 1 + size <= width:
            line, used = f"{line} {word}", used + 1 + size
            continue
        if line:
            lines.append(line)
        *full, line = _pieces(word, width) if size > width else [word]
        lines.extend(full)
        used = text_width(line)
    return [line.replace("\xa0", " ") for line in (*lines, line)]


def _pieces(word: str, width: int) -> list[str]:
    """A word too wide for a line, cut between characters."""
    pieces, piece, used = [], "", 0
    for cluster, size in clusters(word):
        if piece and used + size > width:
            pieces.append(piece)
            piece, used = "", 0
        piece, used = piece + cluster, used + size
    return [*pieces, piece]


class StandIns:
    """Stand-ins of one code point a column, so that a layout that counts code points gets wide characters and marks right.

    `encode` before the layout, `decode` its result.

    >>> marks = StandIns()
    >>> len(marks.encode("東京 cafe\\u0301")), marks.decode(marks.encode("東京 cafe\\u0301")) == "東京 cafe\\u0301"
    (9, True)
    """

    def __init__(self) -> None:
        self._by_cluster: dict[str, str] = {}

    def encode(self, text: str) -> str:
        """Text in which every code point takes one column."""
        if text.isascii():
            return text
        return "".join(cluster if len(cluster) == 1 == width else self._stand_in(cluster, width) for cluster, width in clusters(text))

    def _stand_in(self, cluster: str, width: int) -> str:
        free = _FIRST_STAND_IN + len(self._by_cluster)
        if free >= ord(_FILLER) and cluster not in self._by_cluster:
            return _REPLACEMENT * width  # more different clusters in one table than there are stand-ins
        return self._by_cluster.setdefault(cluster, chr(free)) + _FILLER * (width - 1)

    def decode(self, text: str) -> str:
        """The text with every stand-in replaced by what it stood for."""
        return text.translate({ord(char): cluster for cluster, char in self._by_cluster.items()} | {ord(_FILLER): ""})
