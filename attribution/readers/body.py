"""The body of an article as plain text: what the claims were taken from."""

from __future__ import annotations

import re

from attribution.readers.plain import read_plain
from attribution.readers.readable import Readable

_LINES = re.compile(r"\n{3,}")


def body_of(text: str, readable: Readable | None = None, *, everything: bool = False) -> str:
    """What is read of a file's text, paragraphs parted by an empty line; headline, captions and lines of dates only with `everything`.

    >>> body_of("Bridge to close\\n\\nIt will close on Monday, she said.\\n")
    'It will close on Monday, she said.\\n'
    """
    page = readable or read_plain(text)
    pieces: list[str] = []
    at = 0
    for begin, end in () if everything else sorted((*page.headline, *page.captions, *page.dates)):
        if end > at:
            pieces += [page.text[at : max(begin, at)], "\n\n"]
            at = end
    words = "".join([*pieces, page.text[at:]]).replace("\r\n", "\n").replace("\r", "\n")
    lines = "\n".join(line.strip(" ") if readable else line for line in words.split("\n"))
    return _LINES.sub("\n\n", lines).strip() + "\n"
