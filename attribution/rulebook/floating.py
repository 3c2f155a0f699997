"""The rule of rules/floating.toml: which quotations without a cue are rows, and whose statements are carried on to them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from attribution.rulebook.entries import FLOATING, check_entries
from attribution.rulebook.rules import Files


class FloatingRule(NamedTuple):
    """The keys of floating.toml; see there."""

    id: str
    why: str
    prior: float
    words: int
    written: frozenset[str]
    asking: frozenset[str]
    unspoken: frozenset[str]


def read_floating(files: Files) -> tuple[FloatingRule, ...]:
    """The rule of floating.toml; none where it is disabled."""
    gone = {name for own in files.over.entries for name in own.top.get("disable", ())}
    return tuple(_made(e) for e in check_entries(files.table("floating.toml"), "floating.toml").of(FLOATING) if e["id"] not in gone)


def _made(entry: Mapping[str, Any]) -> FloatingRule:
    """The rule from its checked entry."""
    sets = (frozenset(entry[key]) for key in ("written", "asking", "unspoken"))
    return FloatingRule(entry["id"], entry["why"], entry["prior"], entry["words"], *sets)
