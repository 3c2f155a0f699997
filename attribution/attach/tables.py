"""The counted tables: which word attributes in which frame, and where contents stop."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from attribution.document.lemmas import read_lemmas
from attribution.errors import RuleError
from attribution.rulebook.entries import CUE_COLUMNS, counted, rows_of
from attribution.rulebook.frames import read_frames
from attribution.rulebook.rules import Files, plain
from attribution.rulebook.verbs import read_verbs

FLOOR, CEILING = 0.005, 0.98  # probabilities by counts alone are kept between these
KNOWN = 0.3  # a word that attributes this often in a frame is at home there
WORTH = 0.12  # a word that attributes more rarely than this in a frame is not looked at there; 0.05 to 0.15 score alike
SMOOTH = 2.0  # pseudo-counts a frame's own rate is worth; 2 to 10 score alike


def logit(p: float) -> float:
    """Log odds."""
    return math.log(p / (1.0 - p))


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Tables:
    """Counts from annotated articles.

    cues    lemma → frame → (right, seen)
    rates   frame → share right over all lemmas
    stops   (family, stop) → share of such places at which a content of the family ended
    card    scorecard row → points
    memo    what a word at a chunk triggers
    openers family → chunks with which a likely stop can begin
    known   (lemma, frame) → points that the counts give, once asked for; no more than there are counts
    homes   lemma ("" for all that were not counted) → frames in which it is at home, once asked for
    """

    cues: Mapping[str, Mapping[str, Sequence[int]]] = field(default_factory=dict)
    rates: Mapping[str, float] = field(default_factory=dict)
    stops: Mapping[tuple[str, str], float] = field(default_factory=dict)
    card: Mapping[str, float] = field(default_factory=dict)
    memo: dict[tuple[str, str, str], Any] = field(init=False, default_factory=dict, repr=False, compare=False)
    openers: dict[str, frozenset[str]] = field(init=False, default_factory=dict, repr=False, compare=False)
    known: dict[tuple[str, str], float] = field(init=False, default_factory=dict, repr=False, compare=False)
    homes: dict[str, frozenset[str]] = field(init=False, default_factory=dict, repr=False, compare=False)

    def prior(self, lemma: str, frame: str, minus: tuple[int, int] = (0, 0)) -> float:
        """Probability by counts alone: lemma in frame, smoothed towards the frame's rate. `minus` takes one's own case out (training)."""
        right, seen = self.cues.get(lemma, {}).get(frame, (0, 0))
        right, seen = right - minus[0], seen - minus[1]
        rate = self.rates.get(frame, 0.05)
        return min(CEILING, max(FLOOR, (right + SMOOTH * rate) / (seen + SMOOTH)))

    def points(self, lemma: str, frame: str) -> float:
        """What the counts say of lemma in frame, on the scorecard."""
        found = self.known.get((lemma, frame))
        if found is None:
            found = self.known[lemma, frame] = logit(self.prior(lemma, frame)) * self.card.get("counts", 1.0)
        return found

    def home(self, lemma: str) -> frozenset[str]:
        """The frames in which a word is at home: it attributes often there."""
        word = lemma if lemma in self.cues else ""
        found = self.homes.get(word)
        if found is None:
            frames = {*self.rates, *self.cues.get(word, ())}
            found = self.homes[word] = frozenset(frame for frame in frames if self.prior(word, frame) >= KNOWN)
        return found

    def admits(self, lemma: str, frame: str, worth: float = WORTH) -> bool:
        """Whether this word in this frame is worth a look; always where there are no tables (training)."""
        known = self.cues.get(lemma)
        return not self.cues or (known is not None and frame in known and self.prior(lemma, frame) >= worth)

    def stop(self, family: str, stop: str) -> float:
        """Share of such places at which a content of that family ends."""
        return self.stops.get((family, stop), 0.0)


def read_tables(files: Files) -> Tables:
    """cues.tsv with verbs.tsv and cues-by-hand.tsv, stops.tsv and scorecard.tsv; one's own counts in place of those."""
    files.get(read_frames), files.get(read_lemmas)  # what the memory of words holds depends on them
    counts = files.get(read_counts)
    own = {lemma: {**counts["cues"].get(lemma, {}), **frames} for lemma, frames in files.over.counts.items()}
    stops = {(family, stop): share for family, stop, share in counts["stops"]}
    return Tables({**counts["cues"], **own}, counts["rates"], stops, counts["card"])


@plain
def read_counts(files: Files) -> dict[str, Any]:
    """The fields of `Tables` of these names, without one's own counts of cues; the stops as triples."""
    cues: dict[str, dict[str, list[int]]] = {}
    rates: dict[str, float] = {}
    for number, (lemma, frame, *counts) in _rows(files, "cues.tsv", CUE_COLUMNS):
        right, seen = counted(counts, "cues.tsv", number)
        if lemma == "*":
            rates[frame] = (right + 0.5) / (seen + 1)
        else:
            cues.setdefault(lemma, {})[frame] = [right, seen]
    add_by_hand(cues, files)
    _spell_elsewhere(cues, files)
    stops = []
    for number, (family, stop, *counts) in _rows(files, "stops.tsv", ("family", "stop", "ends", "seen")):
        ends, seen = counted(counts, "stops.tsv", number)
        stops.append([family, stop, (ends + 0.1) / (seen + 1)])
    card = {name: _points(points, number) for number, (name, points) in _rows(files, "scorecard.tsv", ("row", "points"))}
    return {"cues": cues, "rates": rates, "stops": stops, "card": card}


def add_by_hand(cues: dict[str, dict[str, list[int]]], files: Files) -> None:
    """Add the authors' own counts, of verbs.tsv and of cues-by-hand.tsv, to those of `cues`."""
    for number, (frames, *counts, words) in _rows(files, "cues-by-hand.tsv", ("frames", "right", "seen", "words")):
        right, seen = counted(counts, "cues-by-hand.tsv", number)
        for lemma in (word.replace("_", " ") for word in words.split()):
            known = cues.setdefault(lemma, {})
            for frame in frames.split(","):
                _add(known, frame, right, seen)
    for verb, frame, right, seen in files.get(read_verbs).counts():
        _add(cues.setdefault(verb, {}), frame, right, seen)


def _add(known: dict[str, list[int]], frame: str, right: int, seen: int) -> None:
    r, n = known.get(frame, (0, 0))
    known[frame] = [r + right, n + seen]


def _spell_elsewhere(cues: dict[str, dict[str, list[int]]], files: Files) -> None:
    """Give each verb in its other spelling, of spelling.tsv, what is known of it in the one that was counted."""
    for _, (ending, elsewhere) in _rows(files, "spelling.tsv", ("ending", "elsewhere")):
        for lemma in [lemma for lemma in cues if lemma.endswith(ending)]:
            other = lemma.removesuffix(ending) + elsewhere
            cues[other] = {**cues[lemma], **cues.get(other, {})}


def _rows(files: Files, name: str, columns: tuple[str, ...]) -> Iterator[tuple[int, list[str]]]:
    return rows_of(files.text(name), name, columns)


def _points(cell: str, number: int) -> float:
    try:
        return float(cell)
    except ValueError:
        raise RuleError(f"scorecard.tsv:{number}: {cell!r} is no number") from None
