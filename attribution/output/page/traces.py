"""The page of traces: the draft on the left, paragraph by paragraph, and beside each what the sources have of it."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import PurePath
from typing import Any, NamedTuple

from attribution.model import Span
from attribution.output.page.frame import rendered
from attribution.output.page.marks import readable_words
from attribution.output.provenance import TOOL
from attribution.output.tracedata import Traced
from attribution.output.traces import differences_in_words, is_untraced, status_name, statuses_in_order
from attribution.readers.readable import Readable
from attribution.rulefiles import rules_version
from attribution.verify.passages import Material
from attribution.verify.record import Change, Shifted, Trace

LEVELS = ("error", "warning", "suggestion", "none", "untraced")
_MOST = 8  # traces over one piece of the draft that are looked at: time has to stay linear
_GAP = 400  # characters between two pieces of a passage that are shown; of more, the ends
_KEPT = 150
_CONTEXT = 200  # characters of the source beside a passage

Words = Callable[[int, int], str]


class Cover(NamedTuple):
    """A stretch of a file that is marked: `key` is the trace's, `changed` where these words differ."""

    span: Span
    key: str
    level: str
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """Text between two borders: in no trace, or in those of `keys`, whose shortest is `key`; `starts` are those whose first piece it is."""

    text: str
    key: str = ""
    level: str = ""
    changed: bool = False
    starts: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()


@dataclass(slots=True)
class Pair:
    """A paragraph of the draft, its 1-based line, and the traces that begin in it."""

    line: int
    pieces: list[Piece] = field(default_factory=list)
    traces: list[dict[str, Any]] = field(default_factory=list)


def to_html(drafts: Iterable[Traced], sources: Sequence[Material]) -> Iterator[bytes]:
    """The page in UTF-8, piece by piece. Raises UsageError where Jinja2 is not installed."""
    drafts = list(drafts)
    traces = [trace for each in drafts for trace in each.tracing.traces]
    passages = _Passages(sources)
    return rendered(
        "traces.html.jinja", ("base.css", "traces.css"), ("filters.js", "traces.js"),
        title=_title(drafts), tool=TOOL, rules=rules_version(), total=len(traces), sources=sources,
        drafts=[_draft(number, each, passages) for number, each in enumerate(drafts, 1)],
        levels=[(level, number) for level in LEVELS if (number := sum(_level(trace) == level for trace in traces))],
        statuses=statuses_in_order(traces), kinds=list(Counter(trace.kind for trace in traces).items()),
        files=list(Counter(trace.source for trace in traces if trace.source).items()),
    )  # fmt: skip


def _title(drafts: Sequence[Traced]) -> str:
    return _name(drafts[0].draft.doc) if len(drafts) == 1 else f"{len(drafts)} drafts"


def _name(doc: str) -> str:
    return "standard input" if doc == "-" else PurePath(doc).name


def _level(trace: Trace) -> str:
    return trace.severity or ("untraced" if is_untraced(trace) else "none")


def _draft(number: int, traced: Traced, passages: _Passages) -> dict[str, Any]:
    """What the template needs of one draft; the keys of its traces are `NUMBER-ID`."""
    draft, readable, tracing = traced
    cards = [_card(f"{number}-{trace.id}", trace, passages) for trace in tracing.traces]
    covers = [cover for card in cards for cover in _covers(card["trace"], card["key"])]
    pairs = list(_pairs(traced, covers))
    begins = [begin for begin, _ in _paragraphs(draft.text, readable)]
    for card in cards:
        if pairs:
            pairs[max(bisect_right(begins, card["trace"].span.begin) - 1, 0)].traces.append(card)
    return {"number": number, "name": _name(draft.doc), "path": draft.doc, "digest": draft.sha256, "pairs": pairs, "count": len(cards)}


def _card(key: str, trace: Trace, passages: _Passages) -> dict[str, Any]:
    before, after = trace.source_before, trace.source_after
    return {
        "key": key, "trace": trace, "level": _level(trace), "status": status_name(trace), "says": differences_in_words(trace),
        "passage": list(passages.of(trace, key)),
        "before": f"… {before[-_CONTEXT:].partition(' ')[2]}" if len(before) > _CONTEXT else before,
        "after": f"{after[:_CONTEXT].rpartition(' ')[0]} …" if len(after) > _CONTEXT else after,
    }  # fmt: skip


def _covers(trace: Trace, key: str) -> Iterator[Cover]:
    """The trace's stretches of the draft, and those of them that differ from the source."""
    level = _level(trace)
    yield from (Cover(span, key, level) for span in trace.spans or (trace.span,))
    for change in _differences(trace):
        if change.draft_span is not None:
            yield Cover(Span(*change.draft_span), key, level, changed=True)


def _differences(trace: Trace) -> list[Change | Shifted]:
    return [*trace.changes, *trace.shifts]


def _paragraphs(text: str, readable: Readable | None) -> list[Span]:
    """The paragraphs of a file that are read, in its order, none over another."""
    words = text if readable is None else readable.text
    spans: list[Span] = []
    at = 0
    for line in words.splitlines(keepends=True):
        begin, end = at + len(line) - len(line.lstrip()), at + len(line.rstrip())
        at += len(line)
        if begin < end:
            spans.append(Span(begin, end) if readable is None else readable.span(begin, end))
    kept: list[Span] = []
    for span in sorted(spans):
        begin = max(span.begin, kept[-1].end if kept else 0)
        if begin < span.end:
            kept.append(Span(begin, span.end))
    return kept


def pairs_of(traced: Traced) -> Iterator[Pair]:
    """The paragraphs of the draft in pieces, the keys of its traces being `1-ID`."""
    return _pairs(traced, [cover for trace in traced.tracing.traces for cover in _covers(trace, f"1-{trace.id}")])


def _pairs(traced: Traced, covers: Sequence[Cover]) -> Iterator[Pair]:
    """The paragraphs of the draft in pieces."""
    draft, readable, _ = traced
    shown = shown_words(draft.text, readable)
    paragraphs = _paragraphs(draft.text, readable)
    pieces = pieces_of(covers, [edge for span in paragraphs for edge in span], shown)
    waiting = next(pieces, None)
    for begin, end in paragraphs:
        pair = Pair(draft.position(begin)[0])
        while waiting is not None and waiting[0].begin < end:
            if waiting[0].begin >= begin:
                pair.pieces.append(waiting[1])
            waiting = next(pieces, None)
        yield pair


def shown_words(text: str, readable: Readable | None) -> Words:
    """What to show of a stretch of a file: its words, without the markup."""
    return (lambda begin, end: text[begin:end]) if readable is None else readable_words(readable)


def pieces_of(covers: Sequence[Cover], edges: Iterable[int], shown: Words) -> Iterator[tuple[Span, Piece]]:
    """(place, piece) in order; the shortest cover decides a piece's look, and no piece goes over an edge."""
    waiting = sorted((cover for cover in covers if cover.span.begin < cover.span.end), key=lambda cover: cover.span)
    borders = sorted({*edges, *(edge for cover in waiting for edge in cover.span)})
    active: list[Cover] = []
    opened: set[str] = set()
    at = 0
    for begin, end in pairwise(borders):
        active = [cover for cover in active if cover.span.end > begin]
        while at < len(waiting) and waiting[at].span.begin <= begin:
            active.append(waiting[at])
            at += 1
        active = sorted(active, key=lambda cover: cover.span.end - cover.span.begin)[:_MOST]
        keys = tuple(dict.fromkeys(cover.key for cover in reversed(active)))
        starts = tuple(key for key in keys if key not in opened)
        opened.update(starts)
        whole = next((cover for cover in active if not cover.changed), None) or next(iter(active), None)
        look = (whole.key, whole.level) if whole is not None else ("", "")
        yield Span(begin, end), Piece(shown(begin, end), *look, any(cover.changed for cover in active), starts, keys)


class _Passages:
    """The passages of traces in pieces, from the sources' own files."""

    def __init__(self, sources: Iterable[Material]) -> None:
        self._sources = {material.source.doc: material for material in sources}
        self._words: dict[str, Words] = {}

    def of(self, trace: Trace, key: str) -> Iterator[Piece]:
        """What the source has, the words that differ marked; of a long gap between two of its places, the ends."""
        material = self._sources.get(trace.source or "")
        if material is None or not trace.source_spans:
            return
        words = self._words.setdefault(material.source.doc, shown_words(material.source.text, material.readable))
        changed = [Span(*change.source_span) for change in _differences(trace) if change.source_span is not None]
        covers = [Cover(span, key, "") for span in trace.source_spans] + [Cover(span, key, "", changed=True) for span in changed]
        for (begin, end), piece in pieces_of(covers, (), words):
            if not piece.key and end - begin > _GAP:
                yield Piece(f"{words(begin, begin + _KEPT)} […] {words(end - _KEPT, end)}")
            else:
                yield piece
