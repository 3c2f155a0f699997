"""How well and how fast the article is found in saved web pages, beside trafilatura alone, measured in one run.

usage: python benchmarks/pages.py --reference DIR     DIR/pages holds ground-truth.json and html/ID.html.gz
Scores are those of Zyte's article-extraction-benchmark: word 4-grams against the body that people marked, means over the pages.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from statistics import median

from attribution.readers.body import body_of
from attribution.readers.html import read_html

_WORD = re.compile(r"\w+")


def grams(text: str) -> Counter[tuple[str, ...]]:
    """Runs of four words."""
    words = _WORD.findall(text)
    return Counter(tuple(words[k : k + 4]) for k in range(max(1, len(words) - 3)))


def scored(found: dict[str, str], truth: dict[str, str]) -> tuple[float, float, float]:
    """F1, precision and recall."""
    precisions, recalls = [], []
    for name, body in truth.items():
        true, told = grams(body), grams(found[name])
        hit = (true & told).total()
        precisions.append(hit / max(told.total(), 1))
        recalls.append(hit / max(true.total(), 1))
    precision, recall = sum(precisions) / len(truth), sum(recalls) / len(truth)
    return 2 * precision * recall / (precision + recall), precision, recall


def timed(read: Callable[[str], str], text: str) -> tuple[str, float]:
    """What a reader finds, and the seconds of processor time."""
    start = time.process_time()
    found = read(text)
    return found, time.process_time() - start


def main() -> None:
    """Print both scores, and the ratio of times: over all pages, and of the middle page."""
    import trafilatura

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reference", type=Path, required=True)
    folder = parser.parse_args().reference / "pages"
    truth = {name: page["articleBody"] for name, page in json.loads((folder / "ground-truth.json").read_text("utf-8")).items()}
    ours: dict[str, str] = {}
    theirs: dict[str, str] = {}
    times: list[tuple[float, float]] = []
    for name in truth:
        text = gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes()).decode("utf-8", "replace")
        theirs[name], alone = timed(lambda page: trafilatura.extract(page, include_comments=False) or "", text)
        ours[name], whole = timed(lambda page: body_of(page, read_html(page)), text)
        times.append((whole, alone))
    for label, found in (("attribution", ours), ("trafilatura", theirs)):
        f1, precision, recall = scored(found, truth)
        print(f"{label}: F1 {f1:.3f}, precision {precision:.3f}, recall {recall:.3f} of {len(truth)} pages")
    total = sum(whole for whole, _ in times) / sum(alone for _, alone in times)
    middle = median(whole / max(alone, 1e-9) for whole, alone in times)
    print(f"time: {total:.2f} times trafilatura's over all, {middle:.2f} of the middle page")


if __name__ == "__main__":
    main()
