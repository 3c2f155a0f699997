"""An archive through `attribution extract`: speed with one process and two, memory, and what is left of a run that is killed at random.

usage: python benchmarks/scale.py [--articles N] [--kills N] [--seed N] [--reference DIR] [--spark] [--corpus]

With --spark, the archive also goes through a local Spark with two cores (extra `spark`, Java); with --corpus, questions are asked of it.

The archive is made of the reference articles, repeated with other names and figures. Prints the numbers of benchmarks/scale.md.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).parent.parent
_WORD = re.compile(r"\b[A-Z][a-z]{3,}\b")
_FIGURE = re.compile(r"\d")


def main() -> None:
    """Make the archive, run it, print."""
    options = argparse.ArgumentParser()
    options.add_argument("--articles", type=int, default=2_000)
    options.add_argument("--kills", type=int, default=50)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--spark", action="store_true")
    options.add_argument("--corpus", action="store_true")
    options.add_argument("--reference", default=os.environ.get("ATTRIBUTION_REFERENCE", "../shared"))
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "news.jsonl"
        size = make(corpus, Path(chosen.reference), chosen.articles, random.Random(chosen.seed))
        print(f"{chosen.articles:,} articles, {size / 1e6:.1f} MB")
        digests = []
        for jobs in (1, 2):
            wall, most = timed(corpus, Path(folder) / f"out{jobs}", jobs)
            digests.append(digest(Path(folder) / f"out{jobs}"))
            print(f"--jobs {jobs}: {wall:.1f} s, {chosen.articles / wall:.0f} articles/s, {most / 1e6:.0f} MB at most in all processes")
        print("the same bytes:", digests[0] == digests[1])
        if chosen.spark:
            on_spark(corpus, Path(folder) / "spark", chosen.articles)
        if chosen.corpus:
            asked(Path(folder) / "out2")
        kills = killed(corpus, Path(folder) / "killed", chosen.kills, wall, random.Random(chosen.seed))
        print(f"killed {kills} times, then left alone; the same bytes:", digest(Path(folder) / "killed") == digests[0])


def make(target: Path, reference: Path, count: int, dice: random.Random) -> int:
    """JSON Lines of `count` articles, of forty invented outlets in ten years; bytes of it."""
    texts = [path.read_text("utf-8") for path in sorted((reference / "news" / "text").glob("*.txt"))]
    texts += [path.read_text("utf-8") for path in sorted((reference / "polnear" / "train").rglob("*.txt"))]
    if not texts:
        sys.exit(f"no reference articles in {reference}")
    with target.open("w", encoding="utf-8") as out:
        for number in range(count):
            text = texts[number % len(texts)]
            if number >= len(texts):
                names = sorted(set(_WORD.findall(text)))
                others = dict(zip(names, dice.sample(names, len(names)), strict=True))
                text = _WORD.sub(lambda match, others=others: others[match[0]], text)
                text = _FIGURE.sub(lambda match: str(dice.randrange(10)), text)
            address = f"https://www.paper{dice.randrange(40):02}.example/n{number}"
            day = date(2016, 1, 1) + timedelta(days=dice.randrange(3_650))
            out.write(json.dumps({"id": address, "text": text, "date": day.isoformat()}) + "\n")
    return target.stat().st_size


def command(corpus: Path, out: Path, jobs: int) -> list[str]:
    """The command line."""
    return [sys.executable, "-m", "attribution", "extract", str(corpus), "--date", "date", "-o", str(out), "--jobs", str(jobs)]


def timed(corpus: Path, out: Path, jobs: int) -> tuple[float, int]:
    """Seconds, and the most resident bytes of the process and its children together, looked at ten times a second."""
    began = time.monotonic()
    process = subprocess.Popen(command(corpus, out, jobs), cwd=ROOT, stderr=subprocess.DEVNULL)
    most = 0

    def watch() -> None:
        nonlocal most
        while process.poll() is None:
            most = max(most, sum(resident(pid) for pid in [process.pid, *children(process.pid)]))
            time.sleep(0.1)

    watcher = threading.Thread(target=watch)
    watcher.start()
    process.wait()
    took = time.monotonic() - began
    watcher.join()
    return took, most


def children(pid: int) -> list[int]:
    """Processes that a process has started, by whichever of its threads."""
    found = []
    for listed in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found += [int(child) for child in listed.read_text().split()]
        except OSError:
            continue
    return found


def resident(pid: int) -> int:
    """Bytes of memory that a process alone holds, pages that it shares with others counted in part."""
    try:
        found = re.search(r"^Pss:\s+(\d+) kB", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
    except OSError:
        return 0
    return int(found[1]) * 1024 if found else 0


def killed(corpus: Path, out: Path, kills: int, whole: float, dice: random.Random) -> int:
    """Run with two processes, kill the group at a random moment, again and again; then run to the end. How often it was killed."""
    count = 0
    for _ in range(kills):
        process = subprocess.Popen(command(corpus, out, 2), cwd=ROOT, stderr=subprocess.DEVNULL, start_new_session=True)
        try:
            process.wait(timeout=dice.uniform(0.2, max(1.0, whole / 8)))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            count += 1
    subprocess.run(command(corpus, out, 2), cwd=ROOT, stderr=subprocess.DEVNULL, check=True)
    return count


def on_spark(corpus: Path, out: Path, articles: int) -> None:
    """The same articles on a local Spark: seconds without its start, processor seconds of the JVM and of Python, bytes of a worker."""
    from pyspark.sql import SparkSession

    from attribution.spark import claims

    os.environ["PYSPARK_PYTHON"], os.environ["PYTHONPATH"] = sys.executable, str(ROOT)
    began = time.monotonic()
    session = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    df = session.read.schema("id string, text string, date string").json(str(corpus)).repartition(4)
    df.count()
    started = time.monotonic()
    claims(df, date="date").write.parquet(str(out))
    wall = time.monotonic() - started
    pids = descendants(os.getpid())
    java, workers = ([pid for pid in pids if ("java" in name_of(pid)) is jvm] for jvm in (True, False))
    spent = [sum(processor(pid) for pid in some) for some in (java, workers)]
    most = max(map(resident, workers), default=0)
    print(f"Spark local[2]: {wall:.1f} s ({started - began:.0f} s before), {articles / wall:.0f} articles/s")
    print(f"  processor: {spent[0]:.0f} s of the JVM, {spent[1]:.0f} s of {len(workers)} Python processes; one holds {most / 1e6:.0f} MB")
    session.stop()


def asked(folder: Path) -> None:
    """Every question of `attribution corpus`, the index made before the first."""
    from attribution.corpus import QUESTIONS

    for question in ("first", *QUESTIONS):
        began = time.monotonic()
        order = [sys.executable, "-m", "attribution", "corpus", str(folder), question]
        subprocess.run(order, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
        print(f"corpus {question}: {time.monotonic() - began:.2f} s")


def descendants(pid: int) -> list[int]:
    """Processes that a process has started, and those that they have."""
    return [each for child in children(pid) for each in (child, *descendants(child))]


def name_of(pid: int) -> str:
    """What a process runs."""
    try:
        return Path(f"/proc/{pid}/comm").read_text().strip()
    except OSError:
        return ""


def processor(pid: int) -> float:
    """Seconds of the processor that a process and its ended children have used."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def digest(folder: Path) -> str:
    """Of all files of a run, names and bytes."""
    found = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            found.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return found.hexdigest()


if __name__ == "__main__":
    main()
