"""Other senses of verbs of saying, told by their objects: *claimed* the lives of nine, *denied* City twice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from attribution.rulebook.entries import rows_of
from attribution.rulebook.frames import Pattern, compile_part
from attribution.rulefiles import read_rules

FILE = "other-senses.tsv"
COLUMNS = ("verbs", "after", "heads", "example", "near miss")


@dataclass(frozen=True, slots=True)
class Sense:
    """One sense: `after` matches the chunks behind the verb; `heads`: dictionary forms that the first of them can end in (none: any)."""

    after: Pattern
    heads: frozenset[str]
    example: str
    near_miss: str


@cache
def other_senses() -> Mapping[str, tuple[Sense, ...]]:
    """Verb → its senses in which its object is nothing that was said, from rules/other-senses.tsv."""
    senses: dict[str, tuple[Sense, ...]] = {}
    for _, (verbs, after, heads, example, near_miss) in rows_of(read_rules(FILE), FILE, COLUMNS):
        sense = Sense(compile_part(after, False, ()), frozenset(heads.split()) - {"*"}, example, near_miss)
        for verb in verbs.split():
            senses[verb] = (*senses.get(verb, ()), sense)
    return senses
