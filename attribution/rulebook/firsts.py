"""With which characters a match of a translated pattern can begin or end, and which it must have, so that it is not tried elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

from attribution.rulebook.later import Later

_PIECE = Later(
    r"\[(?P<set>(?:\\.|[^\]\\])*)\](?P<q1>\?|\{\d+,?\d*\})?"
    r"|(?P<open>\((?:\?:|\?=|\?!|\?P<\w+>)?)|\)(?P<q2>\?|\{\d+,?\d*\})?|(?P<bar>\|)"
)
_TOKEN = Later(r"(?s)\[(?:\\.|[^\]\\])*\]|\(\?[=!]|\\.|.")

# Alternatives, each a list of elements; an element is a set of characters or a group, and whether it may be left out.
Ways: TypeAlias = "list[list[tuple[set[str] | Ways, bool]]]"


def first_characters(expression: str) -> set[str]:
    """The characters with which a match of a translated pattern can begin. Its sets are not negated; a lookahead counts for nothing."""
    return _edge(_read(_PIECE.pattern.finditer(expression))[0], 1)[0]


def without_lookaheads(expression: str, instead: str) -> str:
    """A translated pattern with `instead` for each of its lookaheads."""
    out, depth = "", 0  # depth: of the brackets that are open in a lookahead, its own counted
    for m in _TOKEN.pattern.finditer(expression):
        if depth == 0 and m[0] in ("(?=", "(?!"):
            out, depth = out + instead, 1
        elif depth:
            depth += (m[0][0] == "(") - (m[0] == ")")
        else:
            out += m[0]
    return out


def begins(expression: str) -> frozenset[str] | None:
    """The characters with which every match begins; None where it can be empty or begin with almost anything."""
    return _certain(expression, 1)


def ends(expression: str) -> frozenset[str] | None:
    """The characters with which every match ends; None where it can be empty or end with almost anything."""
    return _certain(expression, -1)


def needed(expression: str) -> list[frozenset[str]]:
    """Sets of characters of each of which every match has one, the smallest first."""
    found = sorted(_needed(_read(_PIECE.pattern.finditer(expression))[0]), key=lambda need: (len(need), sorted(need)))
    return [need for at, need in enumerate(found) if not any(other <= need for other in found[:at])]


def _needed(ways: Ways) -> list[frozenset[str]]:
    """Of one way what each part that cannot be left out needs; of several, where each needs something, one of all that they need."""
    each = [_of_way(way) for way in ways]
    if len(each) == 1:
        return each[0]
    return [frozenset[str]().union(*(min(needs, key=len) for needs in each))] if all(each) else []


def _of_way(way: list[tuple[set[str] | Ways, bool]]) -> list[frozenset[str]]:
    needs: list[frozenset[str]] = []
    for element, optional in way:
        if optional:
            continue
        if isinstance(element, set):
            needs += [] if "^" in element else [frozenset(element)]
        else:
            needs += _needed(element)
    return needs


def _certain(expression: str, step: int) -> frozenset[str] | None:
    found, empty = _edge(_read(_PIECE.pattern.finditer(expression))[0], step)
    return None if empty or "^" in found else frozenset(found)


def _read(pieces: Iterator[re.Match[str]]) -> tuple[Ways, str]:
    """The alternatives up to the closing bracket of their group, and the quantifier after it. A lookahead is left out."""
    ways: Ways = [[]]
    for m in pieces:
        if m["set"] is not None:
            ways[-1].append((set(re.sub(r"\\(.)", r"\1", m["set"])), _optional(m["q1"])))
        elif m["open"]:
            inner, quantifier = _read(pieces)
            if m["open"] not in ("(?=", "(?!"):
                ways[-1].append((inner, _optional(quantifier)))
        elif m["bar"]:
            ways.append([])
        else:
            return ways, m["q2"] or ""
    return ways, ""


def _edge(ways: Ways, step: int) -> tuple[set[str], bool]:
    """The characters with which these alternatives can begin (`step` 1) or end (-1), and whether they can be empty."""
    every: set[str] = set()
    some_empty = False
    for way in ways:
        for element, optional in way[::step]:
            found, empty = (element, False) if isinstance(element, set) else _edge(element, step)
            every |= found
            if not (empty or optional):
                break
        else:
            some_empty = True
    return every, some_empty


def _optional(quantifier: str | None) -> bool:
    return quantifier is not None and quantifier[:2] in ("?", "{0")
