"""How strong a finding is claimed to be: nothing found, found together, may cause, causes.

The four steps are those that press releases and abstracts were compared by in Sumner et al. (2014) and Wright and Augenstein (2021).
"""

from __future__ import annotations

import re
from functools import cache

from attribution.rulefiles import read_table
from attribution.verify.record import Drift

NOTHING, TOGETHER, MAY_CAUSE, CAUSES = 0, 1, 2, 3
_REACH = 40  # characters between a negation and what it denies


def strength_of(text: str) -> int:
    """0: no relation or none asserted, 1: two things are found together, 2: one may bring about the other, 3: it does.

    >>> strength_of("Coffee is linked to a lower risk."), strength_of("Coffee may lower the risk."), strength_of("Coffee cuts the risk.")
    (1, 2, 3)
    """
    low = text.casefold()
    if _denied().search(low):
        return NOTHING
    if _words("together").search(low):
        return TOGETHER
    if _words("may").search(low):
        return MAY_CAUSE
    return CAUSES if _words("causes").search(low) else TOGETHER


def compare_strength(draft: str, source: str) -> Drift:
    """Whether the draft claims more or less than its source: "raised" where a source finds two things together and the draft a cause."""
    mine, other = strength_of(draft), strength_of(source)
    return "same" if mine == other else "raised" if mine > other else "lowered"


def cause_for_link(draft: str, source: str) -> tuple[str, str] | None:
    """The words by which a draft tells as a cause what its source says goes together; None where it does not."""
    together = _words("together").search(source.casefold())
    if together is None or strength_of(draft) != CAUSES or strength_of(source) != TOGETHER:
        return None
    causes = _words("causes").search(draft.casefold())
    return (causes[0], together[0]) if causes is not None else None


@cache
def _words(kind: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_alternatives(kind)})(?!\w)")


@cache
def _denied() -> re.Pattern[str]:
    return re.compile(rf"(?:\b(?:{_alternatives('negations')})|n['’]t)\b[^.;:]{{0,{_REACH}}}?\b(?:{_alternatives('denied')})(?!\w)")


def _alternatives(kind: str) -> str:
    """The words of rules/verify.toml under [evidence]; a star stands for any ending."""
    phrases: list[str] = read_table("verify.toml")["evidence"][kind]
    return "|".join(re.escape(phrase).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for phrase in phrases)
