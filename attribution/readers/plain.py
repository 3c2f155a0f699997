"""Plain text → what is read of it: everything but lines that speak to the tool; its first line may be a headline."""

from __future__ import annotations

import re
from collections.abc import Iterable

from attribution.model import Span
from attribution.readers.readable import Builder, Readable

_FIRST = re.compile(r"\s*(\S[^\r\n]*)(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)")
_ENDS_SENTENCE = (".", '!"', "!”", '"', "”", ":", ",", ";")


def read_plain(text: str, comments: Iterable[Span] = ()) -> Readable:
    """The text without `comments`. A first line before an empty line is a headline, unless it ends like a sentence."""
    out = Builder(text)
    at = 0
    for begin, end in comments:
        out.copy(at, begin)
        at = end
    out.copy(at, len(text))
    page = out.readable()
    first = _FIRST.match(page.text)
    if not first or first[1].rstrip().endswith(_ENDS_SENTENCE) or len(first[1]) > 200:
        return page
    return out.readable([Span(*first.span(1))])
