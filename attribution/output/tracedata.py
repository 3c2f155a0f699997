"""Traces as data: JSON Lines, JSON and CSV, every record with every field and with what made it from which draft and source."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

from attribution.output.export import LIST_JOINT, csv_rows, harmless
from attribution.output.jsontext import json_bytes, json_text
from attribution.output.provenance import TOOL
from attribution.readers import Source
from attribution.readers.readable import Readable
from attribution.rulefiles import rules_version
from attribution.verify.passages import Material
from attribution.verify.record import Trace, Tracing

SCHEMA = "attribution-traces/1"  # the number rises when a field goes or changes its meaning, not when one is added
FIELDS = (
    "doc", "id", "kind", "line", "column", "text", "speaker", "status", "reason", "severity", "codes", "flags", "why", "changes", "shifts",
    "similarity", "words_omitted", "source", "source_kind", "source_line", "source_column", "source_place", "source_text", "source_before",
    "source_after", "source_speaker", "speaker_match", "chain", "source_chain", "certainty", "source_certainty", "drift", "alternatives",
    "claim", "span", "spans", "source_spans", "source_sha256",
)  # fmt: skip
MADE = ("doc_sha256", "schema", "tool", "rules")  # stand behind the fields of every record of JSON Lines and CSV
SPAN_FIELDS = ("spans", "source_spans")
LIST_FIELDS = ("codes", "flags", "chain", "source_chain")
OBJECTS = ("why", "changes", "shifts")


class Traced(NamedTuple):
    """One draft on its way out: how it was read, what is to be read of it, and its traces."""

    draft: Source
    readable: Readable | None
    tracing: Tracing


def record(trace: Trace) -> dict[str, Any]:
    """The trace as JSON takes it: every field, in the order of `FIELDS`, spans and lists as lists."""
    values: dict[str, Any] = {name: getattr(trace, name) for name in FIELDS}
    for name in SPAN_FIELDS:
        values[name] = [list(span) for span in values[name]]
    for name in LIST_FIELDS:
        values[name] = list(values[name])
    values["span"] = list(trace.span)
    values["why"] = dict(trace.why)
    values["changes"] = [change._asdict() for change in trace.changes]
    values["shifts"] = [shifted._asdict() for shifted in trace.shifts]
    return values


def _made(draft: Source) -> dict[str, str]:
    return {"doc_sha256": draft.sha256, "schema": SCHEMA, "tool": TOOL, "rules": rules_version()}


def to_jsonl(drafts: Iterable[Traced], sources: Sequence[Material]) -> Iterator[bytes]:
    """One object a trace and line."""
    for draft, _, tracing in drafts:
        made = _made(draft)
        yield b"".join(json_bytes(record(trace) | made) + b"\n" for trace in tracing.traces)


def to_json(drafts: Iterable[Traced], sources: Sequence[Material]) -> Iterator[bytes]:
    """`{schema, tool, rules, sources: [{source, kind, sha256, encoding}], documents: [{doc, sha256, encoding, traces}]}`."""
    listed = [
        {"source": one.source.doc, "kind": one.kind, "sha256": one.source.sha256, "encoding": one.source.encoding} for one in sources
    ]
    made = {"schema": SCHEMA, "tool": TOOL, "rules": rules_version(), "sources": listed}
    yield json_bytes(made, indent=2).removesuffix(b"\n}") + b',\n  "documents": ['
    for number, (draft, _, tracing) in enumerate(drafts):
        about = {"doc": draft.doc, "sha256": draft.sha256, "encoding": draft.encoding}
        entry = json_bytes(about | {"traces": [record(trace) for trace in tracing.traces]}, indent=2)
        yield (b",\n    " if number else b"\n    ") + entry.replace(b"\n", b"\n    ")  # no line break stands inside a JSON string
    yield b"\n  ]\n}\n"


def to_csv(drafts: Iterable[Traced], sources: Sequence[Material]) -> Iterator[bytes]:
    """RFC 4180: CR LF, a header, one trace a row; an apostrophe before text that a spreadsheet would take for a formula."""
    yield csv_rows([(*FIELDS, *MADE)])
    for draft, _, tracing in drafts:
        made = _made(draft)
        rows = (chain((_cell(trace, name) for name in FIELDS), (made[name] for name in MADE)) for trace in tracing.traces)
        yield csv_rows(rows)


def _cell(trace: Trace, name: str) -> str:
    """One field as a cell: nothing for None, lists joined by ` | `, spans as `b-e b-e`, `why`, `changes` and `shifts` as JSON."""
    value = getattr(trace, name)
    if value is None or (not value and name in OBJECTS):
        return ""
    if name in OBJECTS:
        return json_text(record(trace)[name])
    if name == "span" or name in SPAN_FIELDS:
        return " ".join(f"{begin}-{end}" for begin, end in ([value] if name == "span" else value))
    return harmless(LIST_JOINT.join(value) if name in LIST_FIELDS else str(value))


Writer = Callable[[Iterable[Traced], Sequence[Material]], Iterator[bytes]]
WRITERS: Mapping[str, Writer] = {"csv": to_csv, "jsonl": to_jsonl, "json": to_json}
