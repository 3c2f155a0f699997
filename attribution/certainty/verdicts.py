"""A verdict on a predicate, and one row of the composition table applied to it."""

from __future__ import annotations

from typing import NamedTuple

from attribution.certainty.tables import STRENGTH, Effect


class Verdict(NamedTuple):
    """Label and sign of a predicate in its context, the tokens that decided, and how strongly it holds against a hedge inside."""

    label: str = "asserted"
    sign: int = 1
    cues: tuple[int, ...] = ()
    weight: str = "none"

    @property
    def factuality(self) -> str:
        """The FactBank value."""
        strength = STRENGTH.get(self.label)
        return strength + ("+" if self.sign > 0 else "-") if strength else "U"


ASSERTED = Verdict()
REPORTED = Verdict("asserted", 1, (), "report")


def apply(effect: Effect, governor: int, outer: Verdict) -> Verdict:
    """One row of the composition table."""
    if outer.label == "denied":
        return Verdict("denied", outer.sign, outer.cues, "strong")
    refused = (outer.label == "planned" and outer.sign < 0) or (outer.label == "possible" and outer.sign < 0)
    negative = outer.sign < 0 or (outer.label in ("doubted", "unconfirmed") and effect.weight == "strong")
    label, sign = effect.negated if negative or refused else effect.affirmed
    if label == "=":
        if effect.name == "report" and outer.label in ("asserted", "planned"):
            return REPORTED
        return Verdict(
            outer.label,
            outer.sign * sign,
            outer.cues or ((governor,) if sign < 0 else ()),
            "report" if effect.name == "report" else "none",
        )
    if label == "":
        return ASSERTED
    if negative and label == "unconfirmed" and effect.name == "report":
        return Verdict(label, 1, (*outer.cues, governor), "strong")
    if label == "asserted":
        return Verdict(label, sign, (), "none")
    return Verdict(label, sign, (governor, *(outer.cues if negative else ())), effect.weight)
