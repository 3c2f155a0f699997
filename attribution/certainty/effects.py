"""Verdicts on predicates, and what a row of the composition table makes of one."""

from __future__ import annotations

from typing import NamedTuple

from attribution.certainty.tables import Effect

STRENGTH = {
    "asserted": "CT",
    "confirmed": "CT",
    "planned": "PR",
    "probable": "PR",
    "possible": "PS",
    "improbable": "PR",
    "denied": "CT",
    "doubted": "PS",
}


class Verdict(NamedTuple):
    """Label and sign of a predicate in its context, the tokens that decided, and how strongly it holds against a hedge inside.

    weight  strong (decides over a hedge inside), soft (any hedge but plain will and would decides), soft-if (as soft, from an if),
            report (nothing but a neutral cue above), none
    """

    label: str = "asserted"
    sign: int = 1
    cues: tuple[int, ...] = ()
    weight: str = "none"

    @property
    def factuality(self) -> str:
        """The FactBank value."""
        strength = STRENGTH.get(self.label)
        return strength + ("+" if self.sign > 0 else "-") if strength else "U"

    def negated(self) -> Verdict:
        """The same of the opposite."""
        return self._replace(sign=-self.sign)


ASSERTED = Verdict()
REPORTED = Verdict("asserted", 1, (), "report")


def apply(effect: Effect, governor: int, outer: Verdict) -> Verdict:
    """What an embedding word does to its complement: its row, read in the column that the verdict on the word itself chooses."""
    if outer.label == "denied":
        return Verdict("denied", outer.sign, outer.cues, "strong")
    negative = outer.sign < 0 or (effect.weight == "strong" and outer.label in ("doubted", "unconfirmed"))
    label, sign = effect.negated if negative else effect.affirmed
    if label == "=":
        return _as_itself(effect, governor, outer, sign)
    if label == "":
        return ASSERTED
    if label == "unconfirmed" and effect.name == "report":
        return Verdict(label, 1, (*outer.cues, governor), "strong")
    if label == "asserted":
        return Verdict(label, sign)
    if negative:
        return Verdict(label, sign, (governor, *outer.cues), effect.weight_negated)
    return Verdict(label, sign, (governor,), effect.weight)


def _as_itself(effect: Effect, governor: int, outer: Verdict, sign: int) -> Verdict:
    """The complement stands as the word itself does, hedge and sign."""
    report = effect.name == "report"
    if report and outer.label in ("asserted", "planned"):
        return REPORTED
    cues = outer.cues or ((governor,) if sign < 0 else ())
    return Verdict(outer.label, outer.sign * sign, cues, "report" if report else "none")
