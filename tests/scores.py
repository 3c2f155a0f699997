"""The recorded scores: what the tool gets right of the open fixtures, a figure a line in fixtures/scores.tsv. They may rise, not fall.

Every figure is counted in this process, without reference data. `tools/record_scores.py` measures and records them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import battery
import golden

from benchmarks.certainty import answers
from benchmarks.speakers import FIELDS as SPEAKER_FIELDS
from benchmarks.speakers import score as score_speakers

RECORDED = Path(__file__).parent.parent / "fixtures" / "scores.tsv"
COLUMNS = "figure\tscore\tof\tbetter\tlowered"
MORE, FEWER = "more", "fewer"


@dataclass(frozen=True, slots=True)
class Figure:
    """A count out of so many. `better` says whether more or fewer are wanted; `lowered` why it was once allowed to get worse."""

    name: str
    score: int
    of: int
    better: str = MORE
    lowered: str = ""

    def worse_than(self, other: Figure) -> bool:
        """Whether this count is a loss beside the other one."""
        return self.score < other.score if self.better == MORE else self.score > other.score


def of_battery() -> Iterator[Figure]:
    """Cases right: all, and of each kind."""
    verdicts = battery.verdicts()
    seen = Counter(case["kind"] for case in battery.cases())
    right = Counter(case["kind"] for case in battery.cases() if not verdicts[case["id"]])
    yield Figure("battery", right.total(), seen.total())
    yield from (Figure(f"battery {kind}", right[kind], number) for kind, number in seen.items())


def of_golden() -> Iterator[Figure]:
    """Claims of the answer keys with exactly their spans, right in each field and in all; rows that pair with none."""
    outcomes = [golden.outcome(name) for name in golden.NAMES]
    wrong = [fields for outcome in outcomes for fields in outcome.found.values()]
    keyed = len(wrong) + sum(len(outcome.missed) for outcome in outcomes)
    yield Figure("articles found", len(wrong), keyed)
    yield Figure("articles right in every field", sum(not fields for fields in wrong), keyed)
    yield from (Figure(f"articles right {field}", sum(field not in fields for fields in wrong), keyed) for field in golden.FIELDS)
    yield Figure("articles rows too many", sum(len(outcome.extra) for outcome in outcomes), keyed, FEWER)


def of_speakers() -> Iterator[Figure]:
    """Sources whose speaker is right, by kind of mention, or somebody else; those of the right ones whose other fields agree."""
    counts, differing, pairs = score_speakers("open", verbose=False)
    of_kind: Counter[str] = Counter()
    for (kind, _), number in counts.items():
        of_kind[kind] += number
    total = of_kind.total()
    yield Figure("speakers right", sum(number for (_, verdict), number in counts.items() if verdict == "right"), total)
    yield Figure("speakers wrong", sum(number for (_, verdict), number in counts.items() if verdict == "wrong"), total, FEWER)
    yield from (Figure(f"speakers right {kind}", counts[kind, "right"], number) for kind, number in of_kind.items())
    yield from (Figure(f"speakers right with {field}", pairs - differing[field], total) for field in SPEAKER_FIELDS)


def of_certainty() -> Iterator[Figure]:
    """Predicates whose label and value are right: all, those not plainly asserted, and by label."""
    rows = [(want, want == got) for _, want, got in answers("open")]
    yield Figure("certainty", sum(right for _, right in rows), len(rows))
    hedged = [right for want, right in rows if want != "asserted CT+"]
    yield Figure("certainty hedged", sum(hedged), len(hedged))
    for label in sorted({want.split()[0] for want, _ in rows}):
        of_label = [right for want, right in rows if want.split()[0] == label]
        yield Figure(f"certainty {label}", sum(of_label), len(of_label))


GROUPS: Mapping[str, Callable[[], Iterator[Figure]]] = {
    "articles": of_golden, "battery": of_battery, "certainty": of_certainty, "speakers": of_speakers,
}  # fmt: skip


@cache
def measured(group: str) -> dict[str, Figure]:
    """The figures of a group as they are now, by name."""
    return {figure.name: figure for figure in GROUPS[group]()}


def recorded() -> dict[str, Figure]:
    """The recorded figures by name. Of two lines for one figure, as a merge leaves them, the better one counts."""
    out: dict[str, Figure] = {}
    for line in RECORDED.read_text("utf-8").splitlines()[1:] if RECORDED.exists() else ():
        name, score, of, better, *why = line.split("\t")
        figure = Figure(name, int(score), int(of), better, *why)
        if name not in out or out[name].worse_than(figure):
            out[name] = figure
    return out


def lines_of(figures: Iterable[Figure]) -> str:
    """The text of the file: a figure a line, sorted, so that two changes merge."""
    rows = sorted("\t".join(map(str, (f.name, f.score, f.of, f.better, *([f.lowered] if f.lowered else [])))) for f in figures)
    return "\n".join([COLUMNS, *rows]) + "\n"
