"""The rule of rules/floating.toml: which quotations without a cue are rows, and whose statements are carried on to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from attribution.rulebook.entries import FLOATING, read_entries
from attribution.rulefiles import read_rules


@dataclass(frozen=True, slots=True)
class FloatingRule:
    """The keys of floating.toml; see there."""

    id: str
    why: str
    prior: float
    words: int
    written: frozenset[str]
    asking: frozenset[str]
    unspoken: frozenset[str]


@cache
def shipped_floating() -> FloatingRule:
    """The shipped rule, once a process."""
    (entry,) = read_entries(read_rules("floating.toml"), "floating.toml").of(FLOATING)
    return make_floating(entry)


def make_floating(entry: Mapping[str, Any]) -> FloatingRule:
    """The rule from its checked entry."""
    sets = (frozenset(entry[key]) for key in ("written", "asking", "unspoken"))
    return FloatingRule(entry["id"], entry["why"], entry["prior"], entry["words"], *sets)
