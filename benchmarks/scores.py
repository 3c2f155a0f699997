"""The scores on reference data, beside the recorded ones.

usage: python benchmarks/scores.py [--reference DIR] [--check | --record]

Exports the claims of PolNeAR dev (Newell, Margolin & Ruths, LREC 2018) and of the seed article, and scores them with the scripts
that come with the data. `--check` fails where a score is more than half a point below the one in recorded.json, or a claim of the
seed key is lost; `--record` writes the new scores, to be committed with the change that earned or cost them. The data is found by
`--reference`, or $ATTRIBUTION_REFERENCE, or as ../shared beside the checkout.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

ROOT = Path(__file__).parent.parent
RECORDED = Path(__file__).with_name("recorded.json")
MAY_DROP = 0.005
_VIEW = re.compile(r"^\s*(SPEECH|QUOTED|ALL)\s+AR\s+P ([\d.]+)\s+R [\d.]+\s+F1 ([\d.]+).*source acc ([\d.]+)", re.MULTILINE)
_SEED = re.compile(r"found (\d+)/\d+, right in every field (\d+)/\d+, extra rows (\d+)")
_SHOWN_ONLY = frozenset(["seed extra rows"])  # more of them may be claims that the key leaves out: look, do not count

Scores = dict[str, float]


def measured(reference: Path) -> Scores:
    """Name → score: F1, precision and source accuracy from 0 to 1, counts of claims for the seed article."""
    dev = reference / "polnear" / "dev"
    scores: Scores = {}
    for view, precision, f1, source in _VIEW.findall(scored(reference, "score_polnear.py", sorted(dev.glob("text/*.txt")), dev)):
        scores |= {f"dev {view} F1": float(f1), f"dev {view} precision": float(precision), f"dev {view} source accuracy": float(source)}
    seed = _SEED.search(scored(reference, "score_seed.py", [reference / "seed" / "kim-putin.txt"]))
    if seed is None or len(scores) != 9:
        raise SystemExit("scores.py: the scoring scripts print something else than expected")
    return scores | dict(zip(("seed found", "seed right in every field", "seed extra rows"), map(int, seed.groups()), strict=True))


def scored(reference: Path, script: str, articles: Iterable[Path], *gold: Path) -> str:
    """What a scoring script prints of the tool's export of these articles."""
    with tempfile.TemporaryDirectory() as folder:
        claims = Path(folder) / "claims.jsonl"
        subprocess.run([sys.executable, "-m", "attribution", "export", "-o", claims, *articles], cwd=ROOT, check=True)
        command = [sys.executable, reference / "eval" / script, *gold, claims]
        return subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout


def lost(now: Mapping[str, float], recorded: Mapping[str, float]) -> list[str]:
    """The names of the recorded scores that have dropped by more than they may.

    >>> lost({"dev ALL F1": 0.494, "dev QUOTED F1": 0.6951, "seed found": 28}, {"dev ALL F1": 0.5, "dev QUOTED F1": 0.7, "seed found": 29})
    ['dev ALL F1', 'seed found']
    """
    return [name for name, score in recorded.items() if name not in _SHOWN_ONLY and now.get(name, 0) < score - MAY_DROP - 1e-9]


def main() -> int:
    """Print the scores; exit code 1 where `--check` finds a loss."""
    options = argparse.ArgumentParser(description="The scores on reference data, beside the recorded ones.")
    options.add_argument("--reference", type=Path, default=Path(os.environ.get("ATTRIBUTION_REFERENCE", ROOT.parent / "shared")))
    what = options.add_mutually_exclusive_group()
    what.add_argument("--check", action="store_true", help="fail where a score is lost")
    what.add_argument("--record", action="store_true", help="write the scores to recorded.json")
    chosen = options.parse_args()
    now = measured(chosen.reference.resolve())
    recorded: Scores = json.loads(RECORDED.read_text("utf-8")) if RECORDED.exists() else {}
    for name, score in now.items():
        print(f"{name:28} {score:6g}   recorded {recorded.get(name, 0):6g}   {score - recorded.get(name, 0):+.3f}")
    if chosen.record:
        RECORDED.write_text(json.dumps(now, indent=1) + "\n", encoding="utf-8")
    losses = lost(now, recorded) if chosen.check else []
    for name in losses:
        print(
            f"lost: {name}: {now.get(name, 0):g}, recorded {recorded[name]:g}; mend it, or edit recorded.json in the same commit",
            file=sys.stderr,
        )
    return 1 if losses else 0


if __name__ == "__main__":
    sys.exit(main())
