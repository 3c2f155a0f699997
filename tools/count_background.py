"""Writes rules/background.tsv: how many paragraphs of PolNeAR train a word stands in. `python tools/count_background.py REFERENCE`."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

_LEAST = 6  # paragraphs; rarer words are left out and count as rare


def main(reference: str) -> None:
    from attribution.verify.fold import fold_source

    counts: Counter[str] = Counter()
    paragraphs = 0
    for path in sorted(Path(reference, "polnear/train/text").glob("*.txt")):
        for paragraph in path.read_text("utf-8").splitlines():
            if words := {token.folded for token in fold_source(paragraph)}:
                counts.update(words)
                paragraphs += 1
    rows = [f"{word}\t{number}\n" for word, number in sorted(counts.items()) if number >= _LEAST]
    head = "# How many paragraphs of news a word stands in; `*` is their number. Counted by tools/count_background.py on PolNeAR train.\n"
    (Path(__file__).parent.parent / "rules" / "background.tsv").write_text(f"{head}*\t{paragraphs}\n{''.join(rows)}", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
