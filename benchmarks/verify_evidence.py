#!/usr/bin/env python3
"""How well the claimed strength of findings is compared, on press releases beside the abstracts that they tell of.

usage: verify_evidence.py FILE.jsonl      (fields press_release_conclusion, abstract_conclusion, exaggeration_label)
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from attribution.verify.evidence import compare_strength

LABELS = {"raised": "exaggerates", "lowered": "downplays", "same": "same"}


def main() -> None:
    rows = [json.loads(line) for line in Path(sys.argv[1]).read_text("utf-8").splitlines()]
    pairs = [
        (row["exaggeration_label"], LABELS[compare_strength(row["press_release_conclusion"], row["abstract_conclusion"])]) for row in rows
    ]
    scores = []
    for label in LABELS.values():
        hits = sum(gold == told == label for gold, told in pairs)
        gold, told = sum(gold == label for gold, _ in pairs), sum(told == label for _, told in pairs)
        scores.append(2 * hits / max(1, gold + told))
        print(f"{label:12} {hits} of {gold}, told {told}, F1 {scores[-1]:.3f}")
    print(f"macro-F1 {sum(scores) / len(scores):.3f} of {len(pairs)} pairs")


if __name__ == "__main__":
    main()
