"""The claim record as data: JSON-ready values of every field, and the closed vocabularies of those that have one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from attribution.errors import UsageError
from attribution.model import ACTS, FACTUALITIES, FIELDS, KINDS, LABELS, SOURCE_TYPES, STANCES, Claim

SPAN_FIELDS = tuple(name for name in FIELDS if name.endswith("_spans"))
NUMBERS = ("confidence", "speaker_confidence")
LIST_FIELDS = ("chain", "certainty_cues")

VALUES: Mapping[str, tuple[str, ...]] = {
    "kind": KINDS,
    "act": ACTS,
    "stance": STANCES,
    "factuality": FACTUALITIES,
    "certainty": LABELS,
    "source_type": SOURCE_TYPES,
}

Test = Callable[[Claim], bool]


def record(claim: Claim) -> dict[str, Any]:
    """The claim as JSON takes it: every field, in the order of the contract, spans and lists as lists."""
    values: dict[str, Any] = {name: getattr(claim, name) for name in FIELDS}
    for name in SPAN_FIELDS:
        values[name] = [[begin, end] for begin, end in values[name]]
    for name in LIST_FIELDS:
        values[name] = list(values[name])
    return values


def one_of(field: str, wanted: Iterable[str]) -> Test:
    """A filter for claims whose `field` has one of the wanted values, given one by one or joined by commas.

    Raises UsageError, with the values there are, for one that the field can never have.
    """
    values = {value.strip().lower() for item in wanted for value in item.split(",")}
    known = {value.lower(): value for value in VALUES[field]}
    for value in sorted(values - known.keys()):
        raise UsageError(f"--{field.replace('_', '-')} {value}: no such value{_meant(value, known)}; there are {', '.join(VALUES[field])}")
    kept = frozenset(known[value] for value in values)
    return lambda claim: getattr(claim, field) in kept


def _meant(value: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(value, list(known), n=1)
    return f" (did you mean {close[0]}?)" if close else ""


def at_least(field: str, least: str) -> Test:
    """A filter for claims whose number in `field` is not below `least`. Raises UsageError for what is no number from 0 to 1."""
    number = share_of(f"--min-{field}", least)
    return lambda claim: getattr(claim, field) >= number


def share_of(option: str, least: str) -> float:
    """The number from 0 to 1 that an option gives. Raises UsageError for any other."""
    try:
        number = float(least)
    except ValueError:
        number = -1.0
    if not 0 <= number <= 1:  # holds for "nan" too
        raise UsageError(f"{option} {least}: give a number from 0 to 1, as in {option} 0.5")
    return number


def select(claims: Iterable[Claim], tests: Iterable[Test]) -> tuple[Claim, ...]:
    """The claims that pass every test, in their order."""
    checks = tuple(tests)
    return tuple(claim for claim in claims if all(check(claim) for check in checks))
