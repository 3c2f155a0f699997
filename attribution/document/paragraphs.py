"""Text → paragraphs: a newline ends one, except inside a hard-wrapped block of plain text.

Wrapped or not is decided per block of lines without a blank line between: every line but the last is of similar length, and the
next line's first word would not have fitted (the "format=fixed" test that mail readers use to rewrap, compare RFC 3676).
"""

from __future__ import annotations

import re
from itertools import pairwise

from attribution.model import Span

# Characters that show nothing and are no part of a word at its edge: white space, controls, zero-width space, bidi marks, BOM.
BLANK = "\x00-\x20\x7f-\xa0\u1680\u2000-\u200b\u200e\u200f\u2028-\u202f\u205f\u2060\u2066-\u2069\u3000\ufeff"
_BREAK = r"\n\r\x0b\x0c\x85\u2028\u2029"
_INK = re.compile(f"[^{BLANK}](?:[^{_BREAK}]*[^{BLANK}])?")
_ONE_BREAK = re.compile(f"\r\n|[{_BREAK}]")

# A wrapped line is 45-100 characters: below lie headlines and verse, above the lines of text that nobody wrapped.
_SHORTEST, _LONGEST = 45, 100


def find_paragraphs(text: str) -> list[Span]:
    """Spans of the paragraphs in order, without surrounding white space; empty ones are left out."""
    lines = [Span(*match.span()) for match in _INK.finditer(text)]
    blocks = _find_blocks(text, lines)
    if len(blocks) == len(lines):
        return lines
    width = max((_width(block) for block in blocks if len(block) > 2 and _is_full(text, block, _width(block))), default=0)
    paragraphs: list[Span] = []
    for block in blocks:
        paragraphs += [Span(block[0].begin, block[-1].end)] if _is_wrapped(text, block, width) else block
    return paragraphs


def _find_blocks(text: str, lines: list[Span]) -> list[list[Span]]:
    """Runs of lines with a single break between them, of the length of wrapped lines; every other line is a block of its own."""
    blocks: list[list[Span]] = []
    end, open_ = 0, False
    for line in lines:
        size = line.end - line.begin
        if open_ and size <= _LONGEST and len(_ONE_BREAK.findall(text, end, line.begin)) == 1:
            blocks[-1].append(line)
        else:
            blocks.append([line])
        end, open_ = line.end, _SHORTEST <= size <= _LONGEST
    return blocks


def _is_wrapped(text: str, block: list[Span], width: int) -> bool:
    """True if the block's lines are one paragraph; two lines alone are judged by the `width` that longer blocks have (0: unknown)."""
    if len(block) > 2:
        return _is_full(text, block, _width(block))
    if len(block) < 2:
        return False
    if width:
        return _width(block) <= width and _is_full(text, block, width)
    return text[block[1].begin].islower() and _is_full(text, block, _width(block))


def _is_full(text: str, block: list[Span], width: int) -> bool:
    """True if no next line's first word would have fitted on the line before, within `width` characters."""
    return all(
        line.end - line.begin + 1 + len(text[following.begin : following.end].split(None, 1)[0]) > width
        for line, following in pairwise(block)
    )


def _width(block: list[Span]) -> int:
    return max(line.end - line.begin for line in block)
