"""Which conditions does no test need? Leaves boolean operands of speakers/ and certainty/ out, one at a time, and runs the guards.

usage: python tools/mutate.py [--seed N] [--draw N] [--list]

The operands are drawn by the seed. Each mutant is a copy of the package in a temporary folder; one that the guards do not notice has
survived, and is listed with its place. About 20 seconds a mutant. `--list` shows what would be drawn and runs nothing.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
ROOMS = ("speakers", "certainty")
GUARDS = ("tests/test_scores.py", "tests/test_speakers.py", "tests/test_certainty.py", "tests/test_certainty_claims.py")
COPIED = ("attribution", "rules", "tests", "fixtures", "benchmarks", "pyproject.toml")


class Mutant(NamedTuple):
    """One operand of one condition: its file, where it stands, and its words."""

    path: Path
    line: int
    begin: int
    end: int
    words: str
    instead: str

    def __str__(self) -> str:
        return f"{self.path.relative_to(ROOT)}:{self.line}: {self.words} → {self.instead}"


def mutants() -> list[Mutant]:
    """Every operand of every `and` and `or` in the two rooms, in order of place."""
    paths = [path for room in ROOMS for path in sorted((ROOT / "attribution" / room).rglob("*.py"))]
    return [mutant for path in paths for mutant in _of(path)]


def _of(path: Path) -> Iterator[Mutant]:
    text = path.read_text("utf-8")
    starts = [0]
    for line in text.encode().splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.BoolOp):
            for operand in node.values:
                begin, end = starts[operand.lineno - 1] + operand.col_offset, starts[operand.end_lineno - 1] + operand.end_col_offset
                words = " ".join(text.encode()[begin:end].decode().split())
                yield Mutant(path, operand.lineno, begin, end, words, "True" if isinstance(node.op, ast.And) else "False")


def survives(mutant: Mutant, folder: Path) -> bool:
    """Whether the guards pass with the operand left out."""
    target, whole = folder / mutant.path.relative_to(ROOT), mutant.path.read_bytes()
    target.write_bytes(whole[: mutant.begin] + f"({mutant.instead})".encode() + whole[mutant.end :])
    try:
        return passes(folder)
    finally:
        target.write_bytes(whole)


def passes(folder: Path) -> bool:
    """Whether the guards pass in a copy of the checkout; one that does not end within ten minutes does not."""
    env = os.environ | {"PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *GUARDS]
    try:
        return subprocess.run(command, cwd=folder, env=env, capture_output=True, timeout=600, check=False).returncode == 0
    except subprocess.TimeoutExpired:
        return False


def main() -> int:
    """Draw, run, list the survivors; exit code 1 where the guards fail without any change."""
    options = argparse.ArgumentParser(description="Which conditions does no test need?")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--draw", type=int, default=10)
    options.add_argument("--list", action="store_true")
    chosen = options.parse_args()
    every = mutants()
    drawn = sorted(random.Random(chosen.seed).sample(every, min(chosen.draw, len(every))))
    if chosen.list:
        print(*drawn, sep="\n")
        return 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in COPIED:
            source = ROOT / part
            (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / part)
        if not passes(folder):
            print("the guards fail without any change", file=sys.stderr)
            return 1
        left = 0
        for mutant in drawn:
            if survives(mutant, folder):
                left += 1
                print(f"survived: {mutant}", flush=True)
    print(f"{left} of {len(drawn)} drawn by seed {chosen.seed} survived, of {len(every)} operands")
    return 0


if __name__ == "__main__":
    sys.exit(main())
