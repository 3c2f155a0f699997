"""Renew what README.md shows: the output of each command in a `console` block, and the table of scores.

usage: python tools/update_readme.py
"""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
WIDTH = 100
PEERS = (  # measured on the same articles with the same script, 2026-11
    ("the best quote extractor we know that is not trained", 0.560, 0.517, 0.412),
    ("the best trained one, with a parser, trained on the same source", 0.686, 0.696, 0.555),
)
_CONSOLE = re.compile(r"(?<=^```console\n)\$ (attribution .*)\n(?:.*\n)*?(?=```$)", re.MULTILINE)
_SCORES = re.compile(r"(?<=^<!-- scores -->\n)(?:.*\n)*?(?=<!-- end -->$)", re.MULTILINE)


def renewed(text: str) -> str:
    """The page with every output as it is now."""
    return _SCORES.sub(scores(), _CONSOLE.sub(lambda m: f"$ {m[1]}\n{output(m[1])}", text))


def output(command: str) -> str:
    """What a command prints in a terminal of WIDTH columns, run from the root of the checkout."""
    env = os.environ | {"COLUMNS": str(WIDTH), "PYTHONUTF8": "1"}
    program = [sys.executable, "-m", *shlex.split(command)]
    return subprocess.run(program, cwd=ROOT, env=env, capture_output=True, encoding="utf-8", check=True).stdout


def scores() -> str:
    """The scores of benchmarks/recorded.json beside those of the peers, as a table."""
    recorded = json.loads((ROOT / "benchmarks" / "recorded.json").read_text("utf-8"))
    views = ("SPEECH", "QUOTED", "ALL")
    rows = [("this tool", *(recorded[f"dev {view} F1"] for view in views)), *PEERS]
    head = "| | reported speech | with quotation marks | all, thoughts and plans too |\n| --- | --- | --- | --- |\n"
    table = head + "".join(f"| {name} | {' | '.join(f'{score:.2f}' for score in numbers)} |\n" for name, *numbers in rows)
    precision, f1 = recorded["dev SPEECH precision"], recorded["dev SPEECH F1"]
    recall = f1 * precision / (2 * precision - f1)
    wrong, missed, source = f"{1 - precision:.0%}", f"{1 - recall:.0%}", f"{recorded['dev SPEECH source accuracy']:.0%}"
    return (
        f"{table}\nOf what the tool takes for reported speech, {wrong} is not what the annotators have; of theirs, it misses {missed}. "
        f"Of what both have,\n{source} has the right source.\n"
    )


if __name__ == "__main__":
    README.write_text(renewed(README.read_text("utf-8")), encoding="utf-8")
