"""How sure the speaker of a claim is: how often the sieve that named him was right on reference articles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attribution.model import Resolution
from attribution.rulebook.rules import Files, Rules

_WEIGHT = 4  # readings that the share of all sieves counts for


def with_confidence(resolutions: Sequence[Resolution], rules: Rules) -> list[Resolution]:
    """The resolutions, those with a speaker with the confidence of their sieve, from 0 to 1."""
    sure = rules.get(read_confidence)
    return [Resolution(*r[:-1], sure.get(r.sieve, sure[""])) if r.speaker is not None else r for r in resolutions]


def read_confidence(files: Files) -> Mapping[str, float]:
    """Sieve → share of its speakers that were right; where few were read, drawn towards that of all sieves, which "" has."""
    lines = (line.split("\t") for line in files.text("speaker-sieves.tsv").splitlines() if line and line[0] != "#")
    counts = {sieve: (int(right), int(read)) for sieve, right, read in lines}
    share = sum(right for right, _ in counts.values()) / max(1, sum(read for _, read in counts.values()))
    sure = {sieve: (right + _WEIGHT * share) / (read + _WEIGHT) for sieve, (right, read) in counts.items()}
    return {sieve: round(value, 3) for sieve, value in {**sure, "": share}.items()}
