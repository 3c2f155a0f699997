"""How often a row can be used as it stands: what its rule and cue promise, set right by rows that people read."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from math import exp, log

from attribution.rulebook.rules import Files

# Lines of usable.tsv beside those of rules:
EVERY = "every"  # rows of all counted rules, of articles on which nothing was built
UNRESOLVED = "unresolved"  # claims of the article's sources whose speaker is not known …
FLOATING = "floating"  # … and quotations without a cue
_WEIGHT = 10  # rows that what a rule and its cue promise counts for
_LEAST, _MOST = 0.02, 0.98  # no row is certain

Shifts = Mapping[str, float]  # rule, EVERY, UNRESOLVED or FLOATING → what is added to the log-odds


def read_usable(files: Files) -> Shifts:
    """The shifts that the counts of usable.tsv speak for; of two lines for one rule the first counts."""
    lines = (line.split("\t") for line in files.text("usable.tsv").splitlines() if line and line[0] != "#")
    return {what: shift(int(usable), int(read), float(stated)) for what, usable, read, stated in reversed(list(lines))}


def shift(usable: int, read: int, stated: float) -> float:
    """What is added to the log-odds of rows of which `usable` of `read` were right, and for which `stated` was promised on average."""
    return log_odds((usable + _WEIGHT * stated) / (read + _WEIGHT)) - log_odds(stated)


def doubt(speaker: str | None, sourced: bool, cued: bool) -> str:
    """UNRESOLVED or FLOATING where a speaker is missing; where a rule wants no source none is, and the answer is empty."""
    if speaker is not None or (cued and not sourced):
        return ""
    return UNRESOLVED if cued else FLOATING


def moved(shifts: Shifts, rule: str, doubtful: str) -> float:
    """What is added to the log-odds of a row; a rule that nobody counted keeps what its author expects of it, but for the doubt."""
    every = shifts.get(EVERY, 0.0) if rule in shifts else 0.0
    return every + shifts.get(rule, 0.0) + shifts.get(doubtful, 0.0)


def usable(shifts: Shifts, rule: str, stated: float, doubtful: str) -> float:
    """How often a row of `rule` with the doubt `doubtful` can be used, from 0 to 1; what states nothing goes on stating nothing."""
    shifted = moved(shifts, rule, doubtful)
    return _shifted(stated, shifted) if stated and shifted else stated


@lru_cache(maxsize=20_000)
def _shifted(share: float, shift: float) -> float:
    """A share, its log-odds shifted."""
    odds = exp(log_odds(share) + shift)
    return round(min(_MOST, max(_LEAST, odds / (1 + odds))), 3)


def log_odds(share: float) -> float:
    """Log-odds of a share, which is kept from being certain."""
    share = min(_MOST, max(_LEAST, share))
    return log(share / (1 - share))
