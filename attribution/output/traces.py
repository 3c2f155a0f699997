"""Traces of a draft as a table, and in words. As data, see `tracedata`; as a page, `page.traces`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from attribution.output.provenance import TOOL
from attribution.output.table import MIN_WIDTH, Column, drawn, fit_widths
from attribution.output.tracedata import Traced
from attribution.output.width import printable, printable_lines, wrap
from attribution.readers import Source
from attribution.rulefiles import rules_version
from attribution.verify.passages import Material
from attribution.verify.record import STATUSES, Change, Trace, Tracing

_SHOWN_CHANGES = 3
_DIGITS = 12  # of a sha256, for people
_URGENCY = {"error": 0, "warning": 1, "suggestion": 2, None: 3}


def to_table(drafts: Iterable[Traced], sources: Sequence[Material], width: int, *, whole: bool = False) -> Iterator[str]:
    """A table a draft, with what it was compared with; `whole`: with claims and statements that no passage says."""
    for draft, _, tracing in drafts:
        lines = [traces_table(tracing, width, whole=whole), "", traces_summary(tracing)]
        lines += [] if whole else untraced_lines(tracing, width)
        yield printable_lines("\n".join([*lines, *made_of(draft, sources)]))


def traces_table(tracing: Tracing, width: int, *, whole: bool = False) -> str:
    """One row a trace, in reading order, no line wider than `width` columns; those that are untraced only where it is the `whole`."""
    traces = [trace for trace in tracing.traces if whole or not is_untraced(trace)]
    if not traces:
        return "nothing traced" if tracing.traces else "no quotations or claims found"
    width = max(width, MIN_WIDTH)
    columns = [
        Column("Line", [str(trace.line) for trace in traces], 0),
        Column("Status", [status_in_words(trace) for trace in traces], 0.4, 12),
        Column("Who said", [_speaker(trace) for trace in traces], 0.25, 8),
        Column("Found at", [place(trace) for trace in traces], 0.3, 10),
        Column("Draft", [_draft(trace) for trace in traces], 1),
    ]
    return drawn(columns, fit_widths(columns, width), None)


def _draft(trace: Trace) -> str:
    """The draft's words; behind an ellipsis that swallowed what turns them, that: “It is … ‹not› safe”."""
    text, swallowed = trace.text, _omission(trace)
    if swallowed is not None and swallowed.draft_span is not None:
        at = swallowed.draft_span[0] - trace.span.begin
        if not text.startswith(swallowed.draft, at):  # the file has markup
            at = text.find(swallowed.draft)
        end = at + len(swallowed.draft)
        text = f"{text[:end].rstrip()} ‹{swallowed.source}›{text[end:] if text[end : end + 1].isspace() else ' ' + text[end:]}"
    return f"“{text}”" if trace.kind == "quotation" else text


def _omission(trace: Trace) -> Change | None:
    return trace.changes[-1] if "omission" in trace.flags else None


def is_untraced(trace: Trace) -> bool:
    """Whether this is a claim or a statement of which the sources have nothing that it could be compared with: nothing is said of it."""
    return trace.kind != "quotation" and trace.status in ("nearest", "not-found") and not trace.shifts


def untraced_lines(tracing: Tracing, width: int) -> list[str]:
    """The lines on which claims and statements stand that no passage says, told in one sentence; none where there are none."""
    traces = [trace for trace in tracing.traces if is_untraced(trace)]
    if not traces:
        return []
    lines = ", ".join(str(line) for line in dict.fromkeys(trace.line for trace in traces))
    noun = "claim or statement" if len(traces) == 1 else "claims and statements"
    return wrap(f"not traced: {len(traces)} {noun} (--all shows them), on line{'s' if ',' in lines else ''} {lines}", width)


def status_in_words(trace: Trace) -> str:
    """The status with what differs, and what is wrong with the sense: `altered: "may" for "will"; sense-cut: "if"`."""
    named, differs = status_name(trace), differences_in_words(trace)
    return f"{named}: {differs}" if differs else named


def status_name(trace: Trace) -> str:
    """The status as people read it."""
    return "as worded" if trace.status == "verbatim" else trace.status


def differences_in_words(trace: Trace) -> str:
    """What differs and what is wrong with the sense, "" where nothing is."""
    said = [trace.reason] if trace.reason else []
    changes = [change for change in trace.changes if change is not _omission(trace)]
    said += [_change(change.draft, change.source) for change in changes[:_SHOWN_CHANGES]]
    if len(changes) > _SHOWN_CHANGES:
        said.append(f"{len(changes) - _SHOWN_CHANGES} more")
    if trace.words_omitted and trace.status == "trimmed":
        said.append(f"{trace.words_omitted} word{'' if trace.words_omitted == 1 else 's'} left out")
    said += [f'{flag}: "{why}"' for flag, why in trace.why]
    if trace.kind == "quotation" and trace.speaker_match == "different":
        said.append("another speaker")
    shifts = [shifted for shifted in trace.shifts if trace.kind != "quotation" or shifted.what != "speaker"]
    return "; ".join([*said, *(f"{shifted.what}: {_change(shifted.draft, shifted.source)}" for shifted in shifts)])


def _change(draft: str, source: str) -> str:
    if not draft:
        return f'"{source}" left out'
    return f'"{draft}" added' if not source else f'"{draft}" for "{source}"'


def _speaker(trace: Trace) -> str:
    if trace.speaker_match == "different":
        return f"{trace.speaker}; the source: {trace.source_speaker}"
    return trace.speaker or "(nobody named)"


def place(trace: Trace) -> str:
    """FILE:LINE of the passage; "nearest" where it is not what the draft has."""
    if trace.source is None:
        return "-"
    where = f"{trace.source}:{trace.source_line}" + (f" ({trace.source_place})" if trace.source_place else "")
    return f"nearest: {where}" if trace.status in ("not-found", "nearest") else where


def traces_summary(tracing: Tracing) -> str:
    """How many quotations, claims and statements, and how many of each status, a line a kind; "0 quotations" where there is nothing."""
    lines = []
    for kind in ("quotation", "claim", "statement"):
        counts = Counter(trace.status for trace in tracing.traces if trace.kind == kind)
        total = sum(counts.values())
        if total or (kind == "quotation" and not tracing.traces):
            statuses = ", ".join(f"{number} {status}" for status, number in counts.most_common())
            lines.append(f"{total} {kind}{'' if total == 1 else 's'}" + (f": {statuses}" if statuses else ""))
    return "\n".join(lines)


def made_of(draft: Source, sources: Iterable[Material]) -> Iterator[str]:
    """What was compared with what, by which tool and rules: one line each."""
    yield f"draft: {printable(draft.doc)} (sha256 {draft.sha256[:_DIGITS]})"
    for material in sources:
        yield f"source: {printable(material.source.doc)} ({material.kind}, sha256 {material.source.sha256[:_DIGITS]})"
    yield f"{TOOL}, rules {rules_version()}"


def worst_first(tracing: Tracing) -> Tracing:
    """The traces, those that need reading most before others, else in reading order."""
    return replace(tracing, traces=tuple(sorted(tracing.traces, key=lambda trace: _URGENCY[trace.severity])))


def statuses_in_order(traces: Iterable[Trace]) -> list[tuple[str, int]]:
    """(status, how many traces), in the order of STATUSES, those that occur."""
    counts = Counter(trace.status for trace in traces)
    return [(status, counts[status]) for status in STATUSES if counts[status]]
