#!/usr/bin/env python3
"""Count the figures of automatic summaries that `verify` says no source has, and how many of them lie in what annotators marked as wrong.

usage: verify_figures.py REFERENCE [-v]

The summaries are those of AggreFact-Unified's validation part (Tang et al., 2023), each with its article and the spans that are wrong.
-v shows what was told and is not marked.
"""

from __future__ import annotations

import ast
import json
import sys
from pathlib import Path

from attribution.verify import verify
from attribution.verify.fold import fold_plainly

TOLD = ("figure", "number")


def wrong_places(summary: str, spans: str) -> list[tuple[int, int]]:
    """Where what annotators marked stands in a summary."""
    found = []
    for span in ast.literal_eval(spans.replace("nan", '""')):
        at = summary.find(span) if span else -1
        while at >= 0:
            found.append((at, at + len(span)))
            at = summary.find(span, at + 1)
    return found


def main() -> None:
    rows = [json.loads(line) for line in (Path(sys.argv[1]) / "verify/aggrefact-val.jsonl").read_text("utf-8").splitlines()]
    told = {"absent": [0, 0], "elsewhere": [0, 0]}
    there = 0
    for row in rows:
        summary, document = row["summary"].replace("\\'", "'"), row["document"]
        places = wrong_places(summary, row["wrong_spans"].replace("\\\\'", "'"))
        known = {word.folded for word in fold_plainly(document, 0, len(document))}
        figures = [word for word in fold_plainly(summary, 0, len(summary)) if word.folded[:1].isdigit()]
        there += sum(word.folded in known and any(b <= word.begin < e for b, e in places) for word in figures)
        for trace in verify(summary, {"article": document}).traces:
            for shifted in trace.shifts:
                if shifted.what in TOLD and shifted.draft_span is not None:
                    begin, end = shifted.draft_span
                    right = any(begin < e and b < end for b, e in places)
                    count = told["elsewhere" if shifted.source and shifted.what == "figure" else "absent"]
                    count[0] += 1
                    count[1] += right
                    if not right and "-v" in sys.argv:
                        print(shifted.draft, "|", shifted.source, "|", summary)
    for name, (all_told, right) in told.items():
        print(f"{name}: {all_told} told, {right} in what is marked ({right / max(1, all_told):.3f})")
    both = [sum(count[i] for count in told.values()) for i in (0, 1)]
    print(f"all: {both[1]} of {both[0]} ({both[1] / both[0]:.3f})")
    print(f"of {there} that are marked and stand in the article: {told['elsewhere'][1]} told")


if __name__ == "__main__":
    main()
