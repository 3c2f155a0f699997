"""What the traces of a draft come to as findings: of quotations and claims against what the draft was written from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from attribution.checks.article import Article
from attribution.checks.finding import Hit
from attribution.verify.codes import CODES, severity_of
from attribution.verify.record import Trace

UNREAD = "AT590"
CLAIM_NOT_FOUND = "AT531"
_SHOWN_CHANGES = 3


def mechanism(code: str) -> Callable[[Article, Mapping[str, Any]], Iterator[Hit]]:
    """What looks for a check of this code in the traces."""

    def find(article: Article, options: Mapping[str, Any]) -> Iterator[Hit]:
        for trace in article.traces:
            if code in trace.codes or (code == CLAIM_NOT_FOUND and trace.kind == "claim" and trace.status == "not-found"):
                yield _hit(code, trace, article)

    return find


def unread(article: Article, options: Mapping[str, Any]) -> Iterator[Hit]:
    """A source that could not be read or holds no words, told at the draft's first word."""
    document = article.document
    sources = article.sources
    if sources is None or not document.words:
        return
    problems = [*sources.problems, *(f"{name}: holds no words to look anything up in" for name in sources.empty)]
    if problems:
        yield Hit(document.begins[0], document.ends[0], values={"other": "; ".join(problems)})


def _hit(code: str, trace: Trace, article: Article) -> Hit:
    """The words that differ, or else the whole quotation or claim."""
    shifted = next((each for each in trace.shifts if CODES["shifts"][each.what] == code), None)
    begin, end = trace.span if shifted is None or shifted.draft_span is None else shifted.draft_span
    values = {"place": _place(trace), "other": _other(code, trace), "instead": shifted.source if shifted is not None else ""}
    severity = severity_of(code, trace, article.policy)
    return Hit(begin, end, trace.speaker, values | {"speaker": trace.speaker or "the draft"}, severity=severity)


def _other(code: str, trace: Trace) -> str:
    """What the message says besides: the nearest passage, the words that differ, or those that a flag rests on."""
    if code == CODES["shifts"]["speaker"] or code == CODES["shifts"]["attribution-dropped"]:
        return trace.source_speaker or "somebody"
    if code == CODES["shifts"]["figure"]:
        shifted = next((each for each in trace.shifts if each.what == "figure"), None)
        return f": there is “{shifted.source}”" if shifted is not None and shifted.source else ""
    why = [reason for flag, reason in trace.why if CODES["flags"][flag] == code]
    if why:
        return why[0]
    if trace.status == "not-found" and trace.reason:
        return f" as said here: the words stand at {_place(trace)}, {trace.reason} to tell whose they are"
    if trace.status in ("not-found", "partly-found"):
        return f"; the nearest passage is at {_place(trace)}" if trace.source is not None else ""
    if trace.status == "stitched":
        return trace.reason
    return changes_in_words(trace) or trace.status


def changes_in_words(trace: Trace) -> str:
    """The first words that differ from the passage."""
    told = [_change(change.draft, change.source) for change in trace.changes[:_SHOWN_CHANGES]]
    more = len(trace.changes) - len(told)
    return ", ".join([*told, *([f"{more} more"] if more else [])])


def _change(draft: str, source: str) -> str:
    if not draft:
        return f"“{source}” left out"
    return f"“{draft}” added" if not source else f"“{draft}” for “{source}”"


def _place(trace: Trace) -> str:
    where = f"{trace.source}:{trace.source_line}"
    return f"{where} ({trace.source_place})" if trace.source_place else where
