"""Measure certainty: the corpus in fixtures/certainty, human degrees of certainty, a sample of claims to judge, and the time it takes.

python benchmarks/certainty.py corpus [--part kept-aside]   right and wrong by construction, confusion matrix
python benchmarks/certainty.py sample DIR [--seed 6]        claims of the texts in DIR, drawn by a fixed seed, one a line, to read and judge
python benchmarks/certainty.py time DIR                     certainty of all claims of the texts in DIR, in units of a bare regex scan
"""

from __future__ import annotations

import argparse
import csv
import random
import re
import time
from collections import Counter
from pathlib import Path

from attribution import extract

CORPUS = Path(__file__).parent.parent / "fixtures" / "certainty"


def answers(part: str) -> list[tuple[str, str, str]]:
    """(construction, wanted, got) of every predicate asked, label and value joined by a space."""
    out: list[tuple[str, str, str]] = []
    known = {}
    with (CORPUS / f"{part}.tsv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
    for construction, sentence, asked, label, value, _ in rows:
        word, _, nth = asked.partition("#")
        places = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", sentence)]
        result = known.get(sentence) or known.setdefault(sentence, extract(sentence))
        found = result.certainty_at(places[int(nth or 1) - 1])
        out.append((construction, f"{label} {value}", f"{found.label} {found.factuality}" if found else "none"))
    return out


def corpus(part: str) -> None:
    """Shares right, the constructions that have something wrong, and the confusion matrix of labels."""
    rows = answers(part)
    right = sum(want == got for _, want, got in rows)
    hedged = [(want, got) for _, want, got in rows if want != "asserted CT+"]
    print(f"{part}: {right} of {len(rows)} right ({right / len(rows):.1%}); of those not plainly asserted ", end="")
    print(f"{sum(w == g for w, g in hedged)} of {len(hedged)} ({sum(w == g for w, g in hedged) / len(hedged):.1%})\n")
    wrong = Counter(construction for construction, want, got in rows if want != got)
    total = Counter(construction for construction, _, _ in rows)
    print("| construction | wrong | of |\n| --- | --- | --- |")
    for name, number in sorted(wrong.items(), key=lambda item: (-item[1], item[0])):
        print(f"| {name} | {number} | {total[name]} |")
    pairs = Counter((want.split()[0], got.split()[0]) for _, want, got in rows)
    labels = sorted({label for pair in pairs for label in pair})
    print("\n| wanted \\ got | " + " | ".join(labels) + " |\n| --- |" + " --- |" * len(labels))
    for want in labels:
        print(f"| {want} | " + " | ".join(str(pairs[want, got] or "") for got in labels) + " |")


def sample(folder: Path, seed: int, size: int) -> None:
    """Claims to judge: label, value, cue and content."""
    claims = [c for path in sorted(folder.rglob("*.txt")) for c in extract(path.read_text("utf-8")).claims]
    print(f"{len(claims)} claims: {dict(Counter(c.certainty for c in claims))}")
    for n in sorted(random.Random(seed).sample(range(len(claims)), size)):
        c = claims[n]
        print(f"[{c.certainty} {c.factuality} {c.stance} {c.act} {'/'.join(c.certainty_cues)}] {c.kind} <{c.cue}> {c.claim[:190]}")


def timing(folder: Path) -> None:
    """Best of seven rounds of each, interleaved."""
    import regex

    from attribution.attach import attribute
    from attribution.certainty import Judge, read_certainty
    from attribution.document import read_document
    from attribution.document.chunks import find_chunks
    from attribution.rulebook.rules import shipped_rules

    texts = [path.read_text("utf-8") for path in sorted(folder.rglob("*.txt"))[:60]]
    ready = []
    for text in texts:
        document = read_document(text)
        chunks = find_chunks(document)
        ready.append((document, attribute(document, chunks)))
    pattern = regex.compile(r"\w+|[^\w\s]")
    scans, judged, count = [], [], 0
    for _ in range(7):
        begin = time.perf_counter()
        for text in texts:
            for m in pattern.finditer(text):
                m.span()
        middle = time.perf_counter()
        count = 0
        for document, attributions in ready:
            judge = Judge(document, attributions, shipped_rules().get(read_certainty))
            count += sum(judge.of_claim(part) is not None for a in attributions for part in judge.parts(a)) + len(judge.hedges())
        scans.append(middle - begin)
        judged.append(time.perf_counter() - middle)
    print(f"{count} claims: {min(judged) * 1000:.0f} ms, {min(judged) / min(scans):.1f} times a bare scan of {min(scans) * 1000:.0f} ms")


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["corpus", "sample", "time"])
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--part", default="open")
    parser.add_argument("--seed", type=int, default=6)
    parser.add_argument("--size", type=int, default=300)
    given = parser.parse_args()
    if given.what == "corpus":
        corpus(given.part)
    elif given.what == "sample":
        sample(given.folder, given.seed, given.size)
    else:
        timing(given.folder)


if __name__ == "__main__":
    main()
