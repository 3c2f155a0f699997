#!/usr/bin/env python3
"""List nouns by what a source of that noun is, for rules/nouns.tsv, from the classes of WordNet.

usage: type_nouns.py NOUNS_TSV > rules/nouns.tsv

NOUNS_TSV has a noun a line, its columns parted by tabs: noun, count, share of its senses in each lexicographer file, share in each class
("person:0.91 act:0.09"). A noun goes to the first type of `TYPES` in one of whose classes more than half of its senses are. A noun that has
an ending of somebody (source-types.toml) and is none is a thing; other nouns are left out.
"""

from __future__ import annotations

import argparse
import textwrap
from collections.abc import Iterable, Iterator
from pathlib import Path

from attribution.rulefiles import read_table

TYPES = (
    ("officials", ("official",)),
    ("experts", ("scientist",)),
    ("worker", ("worker", "professional", "leader", "expert", "lawyer")),
    ("person", ("person", "kin")),
    ("government", ("government",)),
    ("company", ("company",)),
    ("organisation", ("organisation",)),
    ("news outlet", ("press",)),
    ("document", ("document", "statement", "report", "communication")),
)
LEAST = 0.5  # share of the senses
HEAD = """# What a source of a noun is, for nouns in the singular that no list of source-types.toml and names.toml has: a type of the
# former, or "worker" (what somebody is by occupation), "person" (somebody else), "thing" (has an ending of somebody and is none).
# The first line that has a noun counts. Made by tools/type_nouns.py from the classes of WordNet 3.0 (Princeton University, see
# LICENSE-WordNet); words of abuse are left out."""


def shares(column: str) -> dict[str, float]:
    """Class → share, of one column."""
    return {name: float(share) for name, _, share in (part.partition(":") for part in column.split())}


def typed(lines: Iterable[str], endings: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """(type, noun) of every noun of one word that has a type."""
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    for noun, _, files, *classes in rows:
        if not noun.isalpha():
            continue
        share = shares(files) | shares(classes[0] if classes else "")
        kind = next((kind for kind, names in TYPES if max(share.get(name, 0) for name in names) > LEAST), "")
        if kind or (len(noun) > 4 and noun.endswith(endings)):
            yield kind or "thing", noun


def main() -> None:
    """Print the list, some 140 characters a line."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("file", type=Path)
    options.add_argument("--without", default="", help="words that are left out: those of abuse")
    given = options.parse_args()
    endings = tuple(read_table("source-types.toml")["person"]["endings"].split())
    left_out = given.without.split()
    pairs = [pair for pair in typed(given.file.read_text("utf-8").splitlines(), endings) if pair[1] not in left_out]
    print(HEAD)
    for kind in [*(name for name, _ in TYPES), "thing"]:
        words = " ".join(noun for its, noun in pairs if its == kind)
        print("\n".join(f"{kind}\t{line}" for line in textwrap.wrap(words, 138 - len(kind))))


if __name__ == "__main__":
    main()
