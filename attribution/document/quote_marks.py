"""Quotation marks one by one: which characters, and what a mark does (open, close, either) by its shape and what touches it."""

from __future__ import annotations

import re
from typing import NamedTuple

# One leading character class: re then skips at C speed. An apostrophe inside a word ("don't") is left out here already.
MARK = re.compile(r"""["“”„‟«»＂‹›‚'‘’‛`](?:(?<=["“”„‟«»＂‹›‚])|['‘’‛`]*(?<!\w['’](?=\w))(?<!\w[‘`](?=s\b)))""")

STRAIGHT, CURLY, TICKS, ANGLE, THIN, SINGLE = range(6)
STYLE = {
    **dict.fromkeys('"＂', STRAIGHT), **dict.fromkeys("“”„‟", CURLY), **dict.fromkeys("«»", ANGLE), **dict.fromkeys("‹›", THIN),
}  # fmt: skip
_TURNED_OPEN = frozenset("“„‟«‹")
OPEN, CLOSE, EITHER = "open", "close", "either"

_BLANKS = " \t\n\r\x0b\x0c\xa0\u2002\u2003\u2009\u200a\u202f\u3000\ufeff\u202a"
BEFORE_OPEN = frozenset(_BLANKS + "([{<>—–-/=*_")  # what may stand left of an opening mark
AFTER_CLOSE = frozenset(_BLANKS + ".,;:!?)]}…—–<")  # … right of a closing mark
ENDS_WORDS = frozenset(".,!?…")
MARKS = frozenset("\"“”„‟«»＂‹›‚'‘’‛`")


class Mark(NamedTuple):
    """One mark: where it stands, its style and what its neighbours say it does."""

    begin: int
    end: int
    style: int
    role: str


def find_roles(text: str, begin: int, end: int, spans: list[tuple[int, int]], clipped: re.Pattern[str]) -> list[Mark]:
    """The marks of one paragraph with style and role; feet, attribute values and words that `clipped` takes ('em, ’90s) are left out."""
    found: list[Mark] = []
    last_end, last_role, skip = -1, "", False
    for b, e in spans:
        char = text[b]
        left = text[b - 1] if b > begin else " "
        right = text[e] if e < end else " "
        if b == last_end:
            left = " " if last_role == OPEN else "."
        style = STYLE.get(char)
        if style is None:
            if text.startswith("‘’", b) and e - b == 2:  # a mark and a clipped word: ‘’Tis late.’
                e -= 1
                right = "t"
            if e - b == 1 and char != "‚":
                role = _single_role(text, b, left, right, clipped)
                if not role:
                    continue
                found.append(Mark(b, e, SINGLE, role))
                last_end, last_role = e, role
                continue
            if e - b != 2:
                last_role = _split_run(found, text, b, e, left, right)
                last_end = e
                continue
            style = TICKS
        if style == STRAIGHT and (skip or left == "="):
            skip = not skip
            continue
        role = _role(char, left, right, b == begin)
        found.append(Mark(b, e, style, role))
        last_end, last_role = e, role
    return found


def _role(char: str, left: str, right: str, starts: bool) -> str:
    """What a double mark does, by its shape and its neighbours (a blank stands for the paragraph's edge)."""
    if char in _TURNED_OPEN:
        if left not in BEFORE_OPEN and left not in ":;" and (right in AFTER_CLOSE or (left in ENDS_WORDS and not right.isalnum())):
            return CLOSE
        return OPEN
    shaped = char == "”" or char == "»" or char == "›"
    if left in BEFORE_OPEN:
        if right not in AFTER_CLOSE or (right in "….<" and left not in "—–-"):
            return OPEN
        if starts:
            return OPEN
        return CLOSE if shaped or not left.isspace() else EITHER
    if shaped or right in AFTER_CLOSE or right in MARKS:
        return CLOSE
    return EITHER


def _single_role(text: str, b: int, left: str, right: str, clipped: re.Pattern[str]) -> str:
    """What a single mark does; empty for an apostrophe that belongs to the word after it."""
    char = text[b]
    if left in BEFORE_OPEN:
        if right.isspace():
            return CLOSE
        if char == "’" or clipped.match(text, b + 1):
            return ""
        return OPEN
    if char == "‘" and (right.isalnum() or left in ":;"):
        return OPEN
    return CLOSE


def _split_run(found: list[Mark], text: str, b: int, e: int, left: str, right: str) -> str:
    """Take a run of three or more apostrophe-like marks (or a low ‚) apart into double and single ones; the role of the last one.

    Before a word the double ones come first, after it a single one does ("'''old-school,'''" is the New York Times's way).
    """
    if text[b] == "‚":
        found.append(Mark(b, e, SINGLE, OPEN))
        return OPEN
    role = OPEN if left in BEFORE_OPEN and right not in AFTER_CLOSE else CLOSE
    if e - b > 5:  # a ruler, not quotation marks
        return role
    if role == CLOSE and (e - b) % 2:
        found.append(Mark(b, b + 1, SINGLE, role))
        b += 1
    while e - b >= 2:
        found.append(Mark(b, b + 2, TICKS, role))
        b += 2
    if e > b:
        found.append(Mark(b, e, SINGLE, role))
    return role
