"""With which characters a match of a translated pattern can begin, so that it is not tried elsewhere."""

from __future__ import annotations

import re

_PIECE = re.compile(
    r"\[(?P<set>(?:\\.|[^\]\\])*)\](?P<q1>\?|\{\d+,?\d*\})?"
    r"|(?P<open>\((?:\?:|\?=|\?!|\?P<\w+>)?)|\)(?P<q2>\?|\{\d+,?\d*\})?|(?P<bar>\|)"
)


def first_characters(expression: str) -> set[str]:
    """The characters with which a match of a translated pattern can begin. Its sets are not negated; a lookahead counts for nothing."""
    return _firsts(list(_PIECE.finditer(expression)), 0)[0]


def begins(expression: str) -> frozenset[str] | None:
    """The characters with which every match begins; None where it can be empty or begin with almost anything."""
    found, empty, _ = _firsts(list(_PIECE.finditer(expression)), 0)
    return None if empty or "^" in found else frozenset(found)


def _firsts(pieces: list[re.Match[str]], at: int) -> tuple[set[str], bool, int]:
    """First characters of the alternatives from piece `at` to their closing bracket, whether they can be empty, and where they end."""
    every: set[str] = set()
    begun: set[str] = set()
    empty = True  # so far, in this alternative
    some_empty = False
    while at < len(pieces):
        m = pieces[at]
        if m["set"] is not None:
            if empty:
                begun |= set(re.sub(r"\\(.)", r"\1", m["set"]))
            empty = empty and _optional(m["q1"])
        elif m["open"]:
            inner, inner_empty, at = _firsts(pieces, at + 1)
            if m["open"] not in ("(?=", "(?!"):
                if empty:
                    begun |= inner
                empty = empty and (inner_empty or _optional(pieces[at]["q2"]))
        elif m["bar"]:
            every, begun, some_empty, empty = every | begun, set(), some_empty or empty, True
        else:
            break
        at += 1
    return every | begun, some_empty or empty, at


def _optional(quantifier: str | None) -> bool:
    return quantifier is not None and quantifier[:2] in ("?", "{0")
