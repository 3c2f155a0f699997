"""Other senses of verbs of saying, told by their objects: *claimed* the lives of nine, *denied* City twice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from attribution.rulebook.entries import rows_of
from attribution.rulebook.frames import Part, read_notation
from attribution.rulebook.rules import Files

FILE = "other-senses.tsv"
SPARED = "but "  # before heads: any other
COLUMNS = ("verbs", "after", "heads", "example", "near miss")


class Sense(NamedTuple):
    """One sense: `after` matches the chunks behind the verb; `heads`: dictionary forms that the first of them can end in (none: any), or
    with `spared` cannot."""

    after: Part
    heads: frozenset[str]
    spared: bool

    def has(self, head: str) -> bool:
        """Whether an object that turns on this word shows the sense."""
        return not self.heads or (head in self.heads) != self.spared


Senses = Mapping[str, tuple[Sense, ...]]
"""Verb → its senses in which its object is nothing that was said."""


def read_senses(files: Files) -> Senses:
    """The senses of other-senses.tsv; its patterns are compiled when first asked."""
    notation = files.get(read_notation)
    senses: dict[str, tuple[Sense, ...]] = {}
    for number, (verbs, after, heads, *_) in rows_of(files.text(FILE), FILE, COLUMNS):
        part, words = Part(after, False, f"{FILE}:{number}: after", notation), frozenset(heads.removeprefix(SPARED).split())
        sense = Sense(part, words - {"*"}, heads.startswith(SPARED))
        for verb in verbs.split():
            senses[verb] = (*senses.get(verb, ()), sense)
    return senses
