"""Count rules/usable.tsv: how many rows of each rule could be used as they stand, of those that people read.

usage: python tools/count_usable.py READ.jsonl

READ.jsonl: rows of `attribution export --format jsonl` that somebody read, each with one more field, `usable`: whether content, speaker
and label can be used as they stand. `stated` is what rule and cue promised on average, before these counts; that of the unresolved
speakers is what the rules' counts left of it.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from math import exp
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from attribution.rulebook.rules import shipped_rules  # noqa: E402
from attribution.rulebook.usable import UNRESOLVED, Shifts, log_odds, read_usable, shift  # noqa: E402

Read = tuple[str, bool, float, bool]  # rule, whether its speaker is unresolved, what was stated, whether it is usable
_LEAST = 4  # rows of a rule that say something of it
_HEAD = """# How often a row could be used as it stands (content, speaker and label right): rule, usable, read, stated.
# stated: what rule and cue promised of these rows on average; of "unresolved" (no speaker is known), what the rules' counts left of it.
# A claim's `confidence` is set right by these counts. Counted by tools/count_usable.py on the rows of 75 articles that were keyed by hand
# (30 British, 45 of other outlets) and of 53 more that were read row by row, 2026-11.
"""


def rows_read(lines: Iterable[str], shifts: Shifts) -> Iterator[Read]:
    """The rows that were read, with what they stated before the counts in force."""
    for row in map(json.loads, lines):
        unresolved = row["speaker"] is None and (row["source"] is not None or row["cue"] is None)
        shifted = shifts.get(row["rule"], 0.0) + (shifts.get(UNRESOLVED, 0.0) if unresolved else 0.0)
        yield row["rule"], unresolved, _share(log_odds(row["confidence"]) - shifted), row["usable"]


def counted(rows: Iterable[tuple[str, float, bool]]) -> dict[str, tuple[int, int, float]]:
    """Name → how many were usable, how many were read, and what they stated on average."""
    seen = defaultdict(list)
    for name, stated, usable in rows:
        seen[name].append((stated, usable))
    return {name: (sum(u for _, u in of), len(of), sum(s for s, _ in of) / len(of)) for name, of in seen.items() if len(of) >= _LEAST}


def table(rows: list[Read]) -> str:
    """The lines of usable.tsv."""
    of_rules = counted((rule, stated, usable) for rule, _, stated, usable in rows)
    shifts = {rule: shift(*counts) for rule, counts in of_rules.items()}
    left = [
        (UNRESOLVED, _share(log_odds(stated) + shifts.get(rule, 0.0)), usable) for rule, unresolved, stated, usable in rows if unresolved
    ]
    every = {**of_rules, **counted(left)}
    return _HEAD + "".join(f"{name}\t{u}\t{n}\t{stated:.3f}\n" for name, (u, n, stated) in sorted(every.items()))


def _share(odds: float) -> float:
    return exp(odds) / (1 + exp(odds))


def main(arguments: list[str]) -> None:
    """Writes rules/usable.tsv."""
    lines: list[Any] = Path(arguments[0]).read_text(encoding="utf-8").splitlines()
    rows = list(rows_read(lines, shipped_rules().get(read_usable)))
    (ROOT / "rules" / "usable.tsv").write_text(table(rows), encoding="utf-8", newline="\n")
    print(f"{len(rows)} rows read, {sum(usable for *_, usable in rows)} usable")


if __name__ == "__main__":
    main(sys.argv[1:])
