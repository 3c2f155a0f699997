"""`attribution check` of a thousand drafts, a hundredth of them broken in every way that tests/test_no_tracebacks.py knows.

usage: python benchmarks/hostile.py [DRAFTS]

Says how many of the good ones were checked, how many of the broken ones were named, the exit code and the seconds.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent.parent), str(Path(__file__).parent.parent / "tests")]

from test_no_tracebacks import CLAIMED, broken  # noqa: E402


def main(drafts: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bad = broken(folder)
        good = [f"{number}.txt" for number in range(drafts - len(bad))]
        for each in good:
            (folder / each).write_text(CLAIMED, encoding="utf-8")
        step = len(good) // len(bad)
        order = [each for at, one in enumerate(good) for each in (one, *(bad[at // step : at // step + 1] if at % step == 0 else ()))]
        began = time.perf_counter()
        program = [sys.executable, "-m", "attribution", "check", "--format", "concise", *order]
        done = subprocess.run(program, cwd=folder, capture_output=True, encoding="utf-8", check=False)
        seconds = time.perf_counter() - began
        checked = {line.split(":")[0] for line in done.stdout.splitlines()}
        print(f"{len(set(good) & checked)} of {len(good)} good drafts checked, {len(bad)} broken: {done.stderr.splitlines()[-1]}")
        print(f"exit code {done.returncode}, {seconds:.1f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 1_000)
