"""How many times a bare scan of the same text one extraction costs.

usage: python benchmarks/speed.py DIR_OF_TXT [ROUNDS]

Scan and extraction are interleaved in one process and medians compared, because machines are noisy: the ratio is the figure, MB/s only a
report.
"""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

import regex

from attribution import extract

SCAN = regex.compile(r"\w+|[^\w\s]")


def main(folder: str, rounds: int = 7) -> None:
    """Print the median seconds of scan and extraction, their ratio and MB/s."""
    texts = [path.read_text("utf-8") for path in sorted(Path(folder).glob("*.txt"))]
    size = sum(len(t.encode()) for t in texts) / 1e6
    extract(texts[0])
    scans, runs = [], []
    for _ in range(rounds):
        began = time.process_time()
        for text in texts:
            for m in SCAN.finditer(text):
                m.span()
        scans.append(time.process_time() - began)
        began = time.process_time()
        for text in texts:
            extract(text)
        runs.append(time.process_time() - began)
    ratios = sorted(r / s for r, s in zip(runs, scans, strict=True))
    scan, run = statistics.median(scans), statistics.median(runs)
    rates = f"scan {scan:.4f} s ({size / scan:.1f} MB/s), extract {run:.4f} s ({size / run:.2f} MB/s)"
    print(f"{len(texts)} articles, {size:.2f} MB, {rounds} rounds: {rates}")
    print(f"ratio of medians {run / scan:.1f}, median of ratios {statistics.median(ratios):.1f} (from {ratios[0]:.1f} to {ratios[-1]:.1f})")


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
