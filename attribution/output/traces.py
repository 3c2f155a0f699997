"""Traces of a draft's quotations: a table for people, JSON Lines for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

from attribution.output.jsontext import json_bytes
from attribution.output.provenance import TOOL, rules_version
from attribution.output.table import MIN_WIDTH, Column, drawn, fit_widths
from attribution.output.width import printable
from attribution.readers import Source
from attribution.verify.record import Trace, Tracing
from attribution.verify.retrieve import Corpus

SCHEMA = "attribution-traces/2"
_SHOWN_CHANGES = 3
_DIGITS = 12  # of a sha256, for people


def traces_table(tracing: Tracing, width: int) -> str:
    """One row a quotation, in reading order, no line wider than `width` columns."""
    traces = tracing.traces
    if not traces:
        return "no quotations found"
    width = max(width, MIN_WIDTH)
    columns = [
        Column("Line", [str(trace.line) for trace in traces], 0),
        Column("Status", [status_in_words(trace) for trace in traces], 0.4, 12),
        Column("Who said", [_speaker(trace) for trace in traces], 0.25, 8),
        Column("Found at", [place(trace) for trace in traces], 0.3, 10),
        Column("Quotation", [trace.text for trace in traces], 1),
    ]
    return drawn(columns, fit_widths(columns, width), None)


def status_in_words(trace: Trace) -> str:
    """The status with what differs, and what is wrong with the sense: `altered: "may" in the source, here "will"`."""
    said: str = "as worded" if trace.status == "verbatim" else trace.status
    if trace.reason:
        said += f" ({trace.reason})"
    changes = [_change(change.draft, change.source) for change in trace.changes[:_SHOWN_CHANGES]]
    more = len(trace.changes) - len(changes)
    if changes:
        said += ": " + "; ".join([*changes, *([f"{more} more"] if more else [])])
    if trace.words_omitted and trace.status == "trimmed":
        said += f" ({trace.words_omitted} word{'' if trace.words_omitted == 1 else 's'} left out)"
    return "; ".join([said, *(f'{flag}: "{why}"' for flag, why in trace.why)])


def _change(draft: str, source: str) -> str:
    if not draft:
        return f'"{source}" left out'
    return f'"{draft}" added' if not source else f'"{draft}" for "{source}"'


def _speaker(trace: Trace) -> str:
    if trace.speaker_match == "different":
        return f"{trace.speaker}; the source: {trace.source_speaker}"
    return trace.speaker or "(nobody named)"


def place(trace: Trace) -> str:
    """FILE:LINE of the passage; "nearest" where it is not the quotation's."""
    if trace.source is None:
        return "-"
    where = f"{trace.source}:{trace.source_line}" + (f" ({trace.source_place})" if trace.source_place else "")
    return f"nearest: {where}" if trace.status == "not-found" else where


def traces_summary(tracing: Tracing) -> str:
    """How many quotations, and how many of each status, most frequent first."""
    counts = Counter(trace.status for trace in tracing.traces)
    total = len(tracing.traces)
    statuses = ", ".join(f"{number} {status}" for status, number in counts.most_common())
    return f"{total} quotation{'' if total == 1 else 's'}" + (f": {statuses}" if statuses else "")


def made_of(draft: Source, corpus: Corpus) -> Iterator[str]:
    """What was compared with what, by which tool and rules: one line each."""
    yield f"draft: {printable(draft.doc)} (sha256 {draft.sha256[:_DIGITS]})"
    for material in corpus.materials:
        yield f"source: {printable(material.source.doc)} ({material.kind}, sha256 {material.source.sha256[:_DIGITS]})"
    yield f"{TOOL}, rules {rules_version()}"


def traces_jsonl(draft: Source, traces: Iterable[Trace]) -> Iterator[bytes]:
    """One JSON record a trace, every field always there; each names schema, tool, rules and the sha256 of draft and source."""
    made = {"schema": SCHEMA, "tool": TOOL, "rules": rules_version(), "doc_sha256": draft.sha256}
    for trace in traces:
        yield json_bytes(_record(trace) | made) + b"\n"


def _record(trace: Trace) -> dict[str, Any]:
    record = asdict(trace)
    record["flags"] = list(trace.flags)
    record["why"] = dict(trace.why)
    record["changes"] = [change._asdict() for change in trace.changes]
    record["shifts"] = [shifted._asdict() for shifted in trace.shifts]
    return record


def worst_first(traces: Sequence[Trace]) -> list[Trace]:
    """The traces, those that need reading most before others, else in reading order."""
    order = {"error": 0, "warning": 1, "suggestion": 2, None: 3}
    return sorted(traces, key=lambda trace: order[trace.severity])
