"""Count rules/usable.tsv: how many rows of each rule could be used as they stand, of those that people read.

usage: python tools/count_usable.py READ.jsonl

READ.jsonl: rows of `attribution export --format jsonl` that somebody read, each with two more fields: `usable`, whether content, speaker
and label can be used as they stand, and `unread`, whether nobody had built anything on its article when the row was made. `stated` is
what rule and cue promised on average, before these counts; of unresolved speakers and floating quotations what the rules' counts left of
it, and of every row what both left.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from math import exp
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from attribution.rulebook.rules import shipped_rules  # noqa: E402
from attribution.rulebook.usable import EVERY, Shifts, doubt, log_odds, moved, read_usable, shift  # noqa: E402


class Read(NamedTuple):
    """A row that somebody read: its rule and doubt, what it stated, whether it is usable, and whether it is of an article unread before."""

    rule: str
    doubt: str
    stated: float
    usable: bool
    unread: bool = False


Counts = dict[str, tuple[int, int, float]]  # name → usable, read, stated
_LEAST = 4  # rows of a rule that say something of it
_HEAD = """# How often a row could be used as it stands (content, speaker and label right): rule, usable, read, stated.
# stated: what rule and cue promised of these rows on average; of "unresolved" (no speaker is known) and "floating" (nor is there a cue),
# what the rules' counts left of it; of "every" row, of articles on which nothing had been built, what both left.
# A claim's `confidence` is set right by these counts. Counted by tools/count_usable.py on the rows of 120 articles that were keyed by hand
# (50 British, 70 of other outlets) and of 186 more, keyed before anyone had read a row of theirs (96 of the BBC, 42 of others, 48 written
# in the manner of outlets of many countries), 2026-12.
"""


def rows_read(lines: Iterable[str], shifts: Shifts) -> Iterator[Read]:
    """The rows that were read, with what they stated before the counts in force."""
    for row in map(json.loads, lines):
        doubtful = doubt(row["speaker"], row["source"] is not None, bool(row["cue"]))
        before = _moved(row["confidence"], -moved(shifts, row["rule"], doubtful))
        yield Read(row["rule"], doubtful, before, row["usable"], row.get("unread", False))


def counted(rows: Iterable[tuple[str, float, bool]]) -> Counts:
    """Name → how many were usable, how many were read, and what they stated on average."""
    seen = defaultdict(list)
    for name, stated, usable in rows:
        seen[name].append((stated, usable))
    return {name: (sum(u for _, u in of), len(of), sum(s for s, _ in of) / len(of)) for name, of in seen.items() if len(of) >= _LEAST}


def table(rows: list[Read]) -> str:
    """The lines of usable.tsv."""
    counts = counted((row.rule, row.stated, row.usable) for row in rows)
    left = [row._replace(stated=_moved(row.stated, _shift(counts, row.rule))) for row in rows]
    counts |= counted((row.doubt, row.stated, row.usable) for row in left if row.doubt)
    last = ((EVERY, _moved(row.stated, _shift(counts, row.doubt)), row.usable) for row in left if row.unread and row.rule in counts)
    counts |= counted(last)
    return _HEAD + "".join(f"{name}\t{u}\t{n}\t{stated:.3f}\n" for name, (u, n, stated) in sorted(counts.items()))


def _shift(counts: Counts, name: str) -> float:
    return shift(*counts[name]) if name in counts else 0.0


def _moved(stated: float, shifted: float) -> float:
    """A share whose log-odds are moved."""
    odds = exp(log_odds(stated) + shifted)
    return odds / (1 + odds)


def main(arguments: list[str]) -> None:
    """Writes rules/usable.tsv."""
    lines: list[Any] = Path(arguments[0]).read_text(encoding="utf-8").splitlines()
    rows = list(rows_read(lines, shipped_rules().get(read_usable)))
    (ROOT / "rules" / "usable.tsv").write_text(table(rows), encoding="utf-8", newline="\n")
    print(f"{len(rows)} rows read, {sum(row.usable for row in rows)} usable")


if __name__ == "__main__":
    main(sys.argv[1:])
