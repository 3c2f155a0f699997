"""How quiet and how right is `attribution check`, and how fast? Prints the tables of check.md.

usage: check.py [--kept-aside] [--unread] [REFERENCE]   (the folder of polnear/ and news/, default $ATTRIBUTION_REFERENCE or ../shared)

Precision is read, not computed: check-read.tsv holds for each finding of every check on the 84 dev articles of PolNeAR (number of the
article in order of name, code, offset) whether an editor would act on it or accept it as house style (`yes`) or not (`no`). Of the train
articles, 163 findings at default settings were drawn by seed 7 and read (check-read-train.tsv), and of 270 British articles all of them
(check-read-news.tsv). --unread lists what has no verdict yet.
--kept-aside scores the drafts that nobody looked at while the checks were written.
"""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from attribution.checks.finding import Finding
from attribution.checks.registry import AGAINST, all_checks
from attribution.checks.run import Draft, check
from attribution.checks.settings import Settings
from attribution.checks.trial import run_examples, score_drafts

ROOT = Path(__file__).parent.parent
READ = Path(__file__).with_name("check-read.tsv")
READ_TRAIN = Path(__file__).with_name("check-read-train.tsv")
READ_NEWS = Path(__file__).with_name("check-read-news.tsv")
SEED, DRAWN, ROUNDS = 7, 200, 5


def findings(reference: Path) -> list[tuple[int, Finding]]:
    """Every finding of every check on the dev articles, with the number of the article."""
    paths = sorted((reference / "polnear" / "dev" / "text").iterdir())
    out = []
    for number, path in enumerate(paths):
        with path.open(encoding="utf-8", newline="") as file:
            out += [(number, finding) for finding in check(file.read(), "-", Settings(select=("ALL",)))]
    return out


def verdicts(path: Path) -> dict[tuple[int, str, int], bool]:
    """(article, code, offset) → whether the finding is right."""
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line and line[0] != "#")
    return {(int(number), code, int(offset)): verdict == "yes" for number, code, offset, verdict in rows}


def report_copy(reference: Path, show_unread: bool) -> tuple[int, int]:
    """The table of published copy."""
    found, read = findings(reference), verdicts(READ)
    on = Settings().codes
    counts = Counter(number for number, f in found if f.code in on)
    each = [counts[n] for n in range(84)]
    print(
        f"findings an article at default settings: median {statistics.median(each):g}, mean {statistics.mean(each):.2f}, most {max(each)}\n"
    )
    drawn = found if len(found) <= DRAWN else random.Random(SEED).sample(found, DRAWN)
    print("| check | default | found | read | right | |\n| --- | --- | --- | --- | --- | --- |")
    total = [0, 0, 0]
    for one in (one for one in all_checks() if not one.code.startswith(AGAINST)):
        here = [(number, f) for number, f in drawn if f.code == one.code]
        known = [read[key] for number, f in here if (key := (number, f.code, f.begin)) in read]
        count = sum(f.code == one.code for _, f in found)
        if one.default:
            total = [total[0] + count, total[1] + len(known), total[2] + sum(known)]
        share = f"{sum(known) / len(known):.0%}" if known else "–"
        print(f"| {one.code} {one.name} | {'on' if one.default else 'opt-in'} | {count} | {len(known)} | {sum(known)} | {share} |")
    print(f"| all that are on | | {total[0]} | {total[1]} | {total[2]} | {total[2] / max(total[1], 1):.1%} |")
    if show_unread:
        for number, f in drawn:
            if (number, f.code, f.begin) not in read:
                print(number, f.code, f.begin, f.line, f.words[:100].replace("\n", " "), sep="\t")
    return total[1], total[2]


def report_known(name: str, path: Path, folder: Path) -> tuple[int, int]:
    """The findings of a folder that were read and are still found: how many, and how many are right."""
    read = verdicts(path)
    paths = sorted(folder.iterdir())
    known = []
    for number in sorted({key[0] for key in read}):
        with paths[number].open(encoding="utf-8", newline="") as file:
            found = check(file.read())
        known += [(f.code, read[number, f.code, f.begin]) for f in found if (number, f.code, f.begin) in read]
    print(f"\n| {name} | still found | right | |\n| --- | --- | --- | --- |")
    for code in sorted({code for code, _ in known}):
        right = [verdict for name, verdict in known if name == code]
        print(f"| {code} | {len(right)} | {sum(right)} | {sum(right) / len(right):.0%} |")
    total, good = len(known), sum(verdict for _, verdict in known)
    print(f"| all | {total} | {good} | {good / total:.1%} |")
    return total, good


def report_drafts(folder: str) -> None:
    wrong, total = score_drafts(str(ROOT / "fixtures" / "drafts" / folder))
    missed = sum(": missed " in line for line in wrong)
    print(f"{folder}: {total - len(wrong)} faults found, {missed} missed, {len(wrong) - missed} false alarms")
    for line in wrong:
        print(f"  {line}")


def report_speed() -> None:
    """Whole processes and an editor's re-check, best of ROUNDS."""
    drafts = sorted(p for p in (ROOT / "fixtures" / "drafts" / "open").iterdir() if p.suffix in (".txt", ".md", ".html"))
    with tempfile.TemporaryDirectory() as folder:
        for n in range(100):
            source = drafts[n % len(drafts)]
            (Path(folder) / f"{n}{source.suffix}").write_bytes(source.read_bytes())
        print(f"100 drafts, whole process: {_process(folder):.2f} s")
        print(f"one draft, whole process: {_process(str(drafts[0])):.2f} s")
    words = " ".join(p.read_text(encoding="utf-8") for p in drafts if p.suffix == ".txt").split("\n")
    text = "\n".join(words * 4)
    text = text[: _end_of_word(text, 5000)]
    Draft(text).check(Settings())
    times = []
    for n in range(ROUNDS):
        edited = f"{text}\n\nWord {n}."
        start = time.perf_counter()
        Draft(edited).check(Settings())
        times.append(time.perf_counter() - start)
    print(f"5,000 words checked again in one process: {1000 * min(times):.0f} ms")


def _end_of_word(text: str, count: int) -> int:
    at = 0
    for word in text.split()[:count]:
        at = text.index(word, at) + len(word)
    return at


def _process(path: str) -> float:
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-m", "attribution", "check", "-q", "--isolated", path], capture_output=True, check=False)
        times.append(time.perf_counter() - start)
    return min(times)


def main(args: list[str]) -> None:
    names = [arg for arg in args if not arg.startswith("--")]
    reference = Path(names[0] if names else os.environ.get("ATTRIBUTION_REFERENCE", ROOT.parent / "shared"))
    dev = report_copy(reference, "--unread" in args)
    drawn = report_known("train, drawn by seed", READ_TRAIN, reference / "polnear" / "train" / "text")
    print(f"\nboth, checks that are on: {dev[0] + drawn[0]} read, {(dev[1] + drawn[1]) / (dev[0] + drawn[0]):.1%} right")
    report_known("British articles", READ_NEWS, reference / "news" / "text")
    wrong, total = run_examples()
    print(f"\nexamples of the checks: {total - len(wrong)} of {total} as they should be")
    for folder in ("open", "desk", *(("kept-aside", "desk-aside") if "--kept-aside" in args else ())):
        report_drafts(folder)
    report_speed()


if __name__ == "__main__":
    main(sys.argv[1:])
