"""A trace → the codes of the findings that `check --against` makes of it, and how urgent they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

from attribution.rulefiles import read_table
from attribution.verify.record import Policy, Severity, Trace

_LEVELS: tuple[Severity, ...] = ("suggestion", "warning", "error")


def with_codes(trace: Trace, policy: Policy) -> Trace:
    """The trace with its codes and the severity of the most urgent."""
    codes = tuple(dict.fromkeys(_codes(trace)))
    levels = [severity_of(code, trace, policy) for code in codes]
    return replace(trace, codes=codes, severity=max(levels, key=_LEVELS.index, default=None))


def severity_of(code: str, trace: Trace, policy: Policy) -> Severity:
    """How urgent a finding is: as its check says, but for what somebody else's turn lies in, and what may not be cleaned."""
    table = _table()
    stricter = (code == table["flags"]["joined"] and dict(trace.why).get("joined") == "another turn") or (
        code == table["statuses"]["cleaned"] and policy == "verbatim"
    )
    return "warning" if stricter else _severities()[code]


def _codes(trace: Trace) -> Iterator[str]:
    table = _table()
    if trace.kind == "quotation":
        if trace.status in table["statuses"]:
            yield table["statuses"][trace.status]
        yield from (table["flags"][flag] for flag in trace.flags)
        if trace.speaker_match == "different":
            yield table["shifts"]["speaker"]
    yield from (table["shifts"][shifted.what] for shifted in trace.shifts)


@cache
def _table() -> Mapping[str, Mapping[str, str]]:
    table: Mapping[str, Mapping[str, str]] = read_table("verify.toml")["codes"]
    return table


@cache
def _severities() -> Mapping[str, Severity]:
    levels = read_table("verify.toml")["codes"]["severities"]
    return {code: level for level in _LEVELS for code in levels[level].split()}
