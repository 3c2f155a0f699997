"""Plain text → what is read of it: everything but lines that speak to the tool; its first line may be a headline."""

from __future__ import annotations

import re
from collections.abc import Iterable

from attribution.model import Span
from attribution.readers.readable import Builder, Readable

_FIRST = re.compile(r"\s*(\S[^\r\n]*)(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)")
_ENDS_SENTENCE = (".", '!"', "!”", '"', "”", ":", ",", ";")
_LONGEST = 200


def _is_title_case(line: str) -> bool:
    """Whether most words of a line begin with a capital, as headlines of American papers do.

    >>> _is_title_case("Stealth Over Health: Clinton Was Headed to ER."), _is_title_case("The band played on Monday.")
    (True, False)
    """
    words = [word for word in re.findall(r"[^\W\d_][\w’'-]*", line) if len(word) > 3]
    return len(words) > 3 and sum(word[0].isupper() for word in words) >= 0.75 * len(words)


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
    if not first or len(first[1]) > _LONGEST or (first[1].rstrip().endswith(_ENDS_SENTENCE) and not _is_title_case(first[1])):
        return page
    return out.readable([Span(*first.span(1))])
