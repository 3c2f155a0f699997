"""The scores on reference data, beside the recorded ones.

usage: python benchmarks/scores.py [--reference DIR] [--check | --record [--lower]]

Exports the claims of PolNeAR dev (Newell, Margolin & Ruths, LREC 2018), of the seed article and of British news, and scores them with
the scripts that come with the data; of the news, articles with keyed rows, and the share of places with an alarm that needs no key
(`audit …`). `--check` fails where a score is more than half a point worse than the one in recorded.json (a tenth for alarms), or a claim
of the seed key is lost. `--record` writes the new scores, to be committed with the change that earned them; it refuses such a loss
without `--lower`, whose reason the commit has to say. The data is found by `--reference`, or $ATTRIBUTION_REFERENCE, or as ../shared
beside the checkout.
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
MAY_ALARM = 0.001
_VIEW = re.compile(r"^\s*(SPEECH|QUOTED|ALL)\s+AR\s+P ([\d.]+)\s+R [\d.]+\s+F1 ([\d.]+).*source acc ([\d.]+)", re.MULTILINE)
_SEED = re.compile(r"found (\d+)/\d+, right in every field (\d+)/\d+, extra rows (\d+)")
_ROWS = re.compile(r"(usable|spurious|missed|recall|speaker right|wrong|content|certainty) ([\d.]+) %")
_ALARM = re.compile(r"^(\S.*?)  +(\d+) of +(\d+) ", re.MULTILINE)
_FEWER = re.compile(r"audit |news (?:spurious|missed|wrong)")  # names of scores that are better the lower they are
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
    scores |= dict(zip(("seed found", "seed right in every field", "seed extra rows"), map(int, seed.groups()), strict=True))
    return scores | (of_news(reference / "news", reference / "eval") if (reference / "news").is_dir() else {})


def of_news(news: Path, scripts: Path) -> Scores:
    """Shares of the keyed articles' rows, and of the places in all articles at which an alarm goes off."""
    with tempfile.TemporaryDirectory() as folder:
        claims = exported(sorted((news / "text").glob("*.txt")), Path(folder))
        rows = printed(scripts / "score_rows.py", news / "keyed.jsonl", claims)
        alarms = printed(scripts / "audit.py", news / "text", claims)
    scores = {f"news {name}": round(float(share) / 100, 3) for name, share in _ROWS.findall(rows)}
    return scores | {f"audit {name}": round(int(found) / int(seen), 4) for name, found, seen in _ALARM.findall(alarms)}


def scored(reference: Path, script: str, articles: Iterable[Path], *gold: Path) -> str:
    """What a scoring script prints of the tool's export of these articles."""
    with tempfile.TemporaryDirectory() as folder:
        return printed(reference / "eval" / script, *gold, exported(articles, Path(folder)))


def exported(articles: Iterable[Path], folder: Path) -> Path:
    """The claims of some articles, as a file in `folder`."""
    claims = folder / "claims.jsonl"
    command = [sys.executable, "-m", "attribution", "export", "-o", claims, *articles]
    subprocess.run(command, cwd=ROOT, check=True, stderr=subprocess.DEVNULL)
    return claims


def printed(script: Path, *arguments: Path) -> str:
    """What a script of the reference data prints."""
    return subprocess.run([sys.executable, script, *arguments], capture_output=True, encoding="utf-8", check=True).stdout


def lost(now: Mapping[str, float], recorded: Mapping[str, float]) -> list[str]:
    """The names of the recorded scores that have got worse by more than they may.

    >>> lost({"dev ALL F1": 0.494, "dev QUOTED F1": 0.6951, "seed found": 28}, {"dev ALL F1": 0.5, "dev QUOTED F1": 0.7, "seed found": 29})
    ['dev ALL F1', 'seed found']
    >>> lost({"news missed": 0.24, "audit one word": 0.002}, {"news missed": 0.2, "audit one word": 0.0015})
    ['news missed']
    """
    return [name for name, score in recorded.items() if name not in _SHOWN_ONLY and _is_lost(name, now.get(name), score)]


def _is_lost(name: str, now: float | None, recorded: float) -> bool:
    if now is None:
        return True
    worse = now - recorded if _FEWER.match(name) else recorded - now
    return worse > (MAY_ALARM if name.startswith("audit ") else MAY_DROP) + 1e-9


def read_recorded() -> Scores:
    """The recorded scores. Of two lines for one score, as a merge leaves them, the better one counts."""

    def better_of(pairs: list[tuple[str, float]]) -> Scores:
        out: Scores = {}
        for name, score in pairs:
            out[name] = (min if _FEWER.match(name) else max)(score, out.get(name, score))
        return out

    return json.loads(RECORDED.read_text("utf-8"), object_pairs_hook=better_of) if RECORDED.exists() else {}


def main() -> int:
    """Print the scores; exit code 1 where `--check` finds a loss."""
    options = argparse.ArgumentParser(description="The scores on reference data, beside the recorded ones.")
    options.add_argument("--reference", type=Path, default=Path(os.environ.get("ATTRIBUTION_REFERENCE", ROOT.parent / "shared")))
    what = options.add_mutually_exclusive_group()
    what.add_argument("--check", action="store_true", help="fail where a score is lost")
    what.add_argument("--record", action="store_true", help="write the scores to recorded.json")
    options.add_argument("--lower", action="store_true", help="record losses too")
    chosen = options.parse_args()
    now = measured(chosen.reference.resolve())
    recorded = read_recorded()
    for name, score in sorted(now.items()):
        print(f"{name:30} {score:6g}   recorded {recorded.get(name, 0):6g}   {score - recorded.get(name, 0):+.4f}")
    losses = lost(now, recorded) if chosen.check or (chosen.record and not chosen.lower) else []
    for name in losses:
        told = f"lost: {name}: {now.get(name, 0):g}, recorded {recorded[name]:g}"
        print(f"{told}; mend it, or record it with --lower and say why in the commit", file=sys.stderr)
    if chosen.record and not losses:
        RECORDED.write_text(json.dumps(now, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return 1 if losses else 0


if __name__ == "__main__":
    sys.exit(main())
