"""Measure what the tool gets right of the open fixtures and record it in fixtures/scores.tsv. About 15 seconds.

usage: python tools/record_scores.py [--lower WHY] [--show FIGURE]

Prints every figure that differs from the recorded one and records the better ones. A worse one is refused (exit code 1, nothing is
written) unless `--lower` says why it may fall; the reason stays in the file. `--show battery`, `--show "battery chain"`,
`--show articles`, `--show speakers`, `--show certainty` list what is wrong behind a figure, and record nothing. After a merge that left
two lines for one figure, run it once more.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import battery  # noqa: E402
import golden  # noqa: E402
from scores import GROUPS, MORE, RECORDED, Figure, lines_of, measured, recorded  # noqa: E402

from benchmarks.certainty import answers  # noqa: E402
from benchmarks.speakers import score as score_speakers  # noqa: E402


def shown(figure: str) -> Iterator[str]:
    """What is wrong behind a figure, a line each."""
    group, _, part = figure.partition(" ")
    if group == "battery":
        for case in battery.cases():
            wrong = battery.verdicts()[case["id"]]
            if wrong and part in ("", case["kind"]):
                yield f"{case['id']}: {case['text']!r}"
                yield from (f"    {fault}" for fault in wrong)
    elif group == "articles":
        for name in golden.NAMES:
            seen = golden.outcome(name)
            yield from (f"{name} {claim}: differs in {', '.join(fields)}" for claim, fields in seen.found.items() if fields)
            yield from (f"{name} {claim}: missed ({instead})" for claim, instead in seen.missed.items())
            yield from (f"{name}: too many: {row}" for row in seen.extra)
    elif group == "certainty":
        yield from (f"{construction}: {got}, not {want}" for construction, want, got in answers("open") if want != got)
    else:
        score_speakers("open", verbose=True)


def renewed(before: dict[str, Figure], now: dict[str, Figure], why: str | None) -> tuple[list[Figure], list[str]]:
    """The figures to record, and the names of those that got worse without leave."""
    out, refused = [], []
    for name, figure in now.items():
        was = before.get(name)
        if was is None or not figure.worse_than(was):
            lowered = was.lowered if was is not None and was.score == figure.score else ""
            out.append(Figure(name, figure.score, figure.of, figure.better, lowered))
        elif why is None:
            refused.append(name)
        else:
            out.append(Figure(name, figure.score, figure.of, figure.better, f"was {was.score}: {why}"))
    return out, refused


def main() -> int:
    """Record, or show; exit code 1 where a figure got worse."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--lower", metavar="WHY", help="record worse figures too, with this reason")
    options.add_argument("--show", metavar="FIGURE", help="list what is wrong behind a figure")
    chosen = options.parse_args()
    if chosen.show:
        print(*shown(chosen.show), sep="\n")
        return 0
    before, now = recorded(), {name: figure for group in GROUPS for name, figure in measured(group).items()}
    for name, figure in sorted(now.items()):
        was = before.get(name)
        if was is None or was.score != figure.score:
            better = "" if figure.better == MORE else ", fewer are better"
            print(f"{name}: {figure.score} of {figure.of}{better} (recorded {was.score if was else 'never'})")
    figures, refused = renewed(before, now, chosen.lower)
    if refused:
        print(*(f"worse: {name}: {now[name].score}, recorded {before[name].score}" for name in refused), sep="\n", file=sys.stderr)
        print('nothing is recorded: mend it, or say why with --lower "…"', file=sys.stderr)
        return 1
    RECORDED.write_text(lines_of(figures), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
