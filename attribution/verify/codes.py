"""A trace → the codes of the findings that `check --against` makes of it, and how urgent they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

from attribution.rulefiles import read_table
from attribution.verify.record import Policy, Severity, Trace

_LEVELS: tuple[Severity, ...] = ("suggestion", "warning", "error")
CODES: Mapping[str, Mapping[str, str]] = read_table("verify.toml")["codes"]  # what a trace may hold → the check that tells it


def with_codes(trace: Trace, policy: Policy) -> Trace:
    """The trace with its codes and the severity of the most urgent."""
    codes = tuple(dict.fromkeys(_codes(trace)))
    levels = [severity_of(code, trace, policy) for code in codes]
    return replace(trace, codes=codes, severity=max(levels, key=_LEVELS.index, default=None))


def severity_of(code: str, trace: Trace, policy: Policy) -> Severity:
    """How urgent a finding is: as its check says, but for what somebody else's turn lies in, and what may not be cleaned.

    Of words that an article of another event has, too, and that are too few to be the draft's, or of which it has more or fewer, no more
    is said than that.
    """
    if trace.status in ("not-found", "altered") and trace.reason and code == CODES["statuses"][trace.status]:
        return "suggestion"
    across = code == CODES["flags"]["joined"] and dict(trace.why).get("joined") == "another turn"
    stricter = across or (code == CODES["statuses"]["cleaned"] and policy == "verbatim")
    return "warning" if stricter else _severities()[code]


def _codes(trace: Trace) -> Iterator[str]:
    if trace.kind == "quotation":
        if trace.status in CODES["statuses"]:
            yield CODES["statuses"][trace.status]
        yield from (CODES["flags"][flag] for flag in trace.flags)
        if trace.speaker_match == "different":
            yield CODES["shifts"]["speaker"]
    yield from (CODES["shifts"][shifted.what] for shifted in trace.shifts)


@cache
def _severities() -> Mapping[str, Severity]:
    return {check["code"]: check["severity"] for check in read_table("checks.toml")["check"]}
