"""The counted tables: which word attributes in which frame, and where contents stop."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from attribution.rulefiles import rules_dir

FLOOR, CEILING = 0.005, 0.98  # probabilities by counts alone are kept between these
WORTH = 0.05  # a word that attributes more rarely than this in a frame is not looked at there; 0.03 to 0.08 score alike
SMOOTH = 2.0  # pseudo-counts a frame's own rate is worth; 2 to 10 score alike


def logit(p: float) -> float:
    """Log odds."""
    return math.log(p / (1.0 - p))


@dataclass(frozen=True, slots=True)
class Tables:
    """Counts from annotated articles.

    cues    lemma → frame → (right, seen)
    lemmas  lemma → (right, seen) over all its frames; "" for all lemmas
    rates   frame → share right over all lemmas
    stops   (family, stop) → share of such places at which a content of the family ended
    """

    cues: Mapping[str, Mapping[str, tuple[int, int]]] = field(default_factory=dict)
    rates: Mapping[str, float] = field(default_factory=dict)
    stops: Mapping[tuple[str, str], float] = field(default_factory=dict)
    card: Mapping[str, float] = field(default_factory=dict)
    memo: dict[tuple[str, str], Any] = field(default_factory=dict, repr=False, compare=False)  # what a word at a chunk can trigger; words only

    def prior(self, lemma: str, frame: str, minus: tuple[int, int] = (0, 0)) -> float:
        """Probability by counts alone: lemma in frame, smoothed towards the frame's rate. `minus` takes one's own case out (training)."""
        right, seen = self.cues.get(lemma, {}).get(frame, (0, 0))
        right, seen = right - minus[0], seen - minus[1]
        rate = self.rates.get(frame, 0.05)
        return min(CEILING, max(FLOOR, (right + SMOOTH * rate) / (seen + SMOOTH)))

    def admits(self, lemma: str, frame: str) -> bool:
        """Whether this word in this frame is worth a look; always where there are no tables (training)."""
        return not self.cues or (frame in self.cues.get(lemma, {}) and self.prior(lemma, frame) >= WORTH)

    def stop(self, family: str, stop: str) -> float:
        """Share of such places at which a content of that family ends."""
        return self.stops.get((family, stop), 0.0)


@cache
def shipped_tables() -> Tables:
    """cues.tsv with cues-by-hand.tsv, stops.tsv and scorecard.tsv."""
    folder = rules_dir()
    cues: dict[str, dict[str, tuple[int, int]]] = {}
    rates: dict[str, tuple[int, int]] = {}
    for lemma, frame, right, seen in _rows(folder / "cues.tsv"):
        if lemma == "*":
            rates[frame] = int(right), int(seen)
        else:
            cues.setdefault(lemma, {})[frame] = int(right), int(seen)
    add_by_hand(cues)
    stops = {(family, stop): (int(ends) + 0.1) / (int(seen) + 1) for family, stop, ends, seen in _rows(folder / "stops.tsv")}
    card = {name: float(points) for name, points, *_ in _rows(folder / "scorecard.tsv")}
    return Tables(cues, {f: (r + 0.5) / (s + 1) for f, (r, s) in rates.items()}, stops, card)


def add_by_hand(cues: dict[str, dict[str, tuple[int, int]]]) -> None:
    """Add the authors' own counts, of rules/cues-by-hand.tsv, to those of `cues`."""
    for frames, right, seen, words in _rows(rules_dir() / "cues-by-hand.tsv"):
        for lemma in (word.replace("_", " ") for word in words.split()):
            known = cues.setdefault(lemma, {})
            for frame in frames.split(","):
                r, n = known.get(frame, (0, 0))
                known[frame] = r + int(right), n + int(seen)


def _rows(path: Path) -> Iterator[list[str]]:
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")
