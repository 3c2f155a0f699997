"""Draft and sources → traces, in reading order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from attribution.errors import UsageError
from attribution.located import marked
from attribution.model import Claim, Extraction, Span, Spans
from attribution.pipeline import extract
from attribution.readers import Source
from attribution.readers.readable import Readable
from attribution.verify.align import Quotation
from attribution.verify.passages import Material, read_material
from attribution.verify.quotations import Draft, Judgement, judge, spans_of
from attribution.verify.record import DOUBTFUL_FLAGS, SOURCE_KINDS, WRONG, WRONG_FLAGS, Change, Severity, SourceKind, Trace, Tracing
from attribution.verify.retrieve import Corpus, read_corpus

_QUOTED = ("speech", "fragment")
_ENOUGH = 3  # quotations of which one at least should resemble something in the right sources
_RESEMBLES = 0.5
_BESIDE = 300  # characters of a source shown before and after a passage


def verify(draft: str, sources: Mapping[str, str], doc: str = "-", kinds: Mapping[str, SourceKind] | None = None) -> Tracing:
    """Where each quotation of `draft` stands in `sources` (name → text), and what differs. Needs the extra `verify`.

    `kinds` says of sources by name what they are ("transcript", "article", "statement"); of others it is guessed. Nothing that this says
    means that a quotation is true: "verbatim" means that its words stand so in the source named. Raises UsageError for a kind that is none.
    """
    for name, kind in (kinds or {}).items():
        if kind not in SOURCE_KINDS:
            raise UsageError(f"{name}: {kind} is no kind of source; there are {', '.join(SOURCE_KINDS)}")
    materials = [read_material(_source(name, text), kind=(kinds or {}).get(name)) for name, text in sources.items()]
    return verify_source(_source(doc, draft), None, read_corpus(materials))


def _source(name: str, text: str) -> Source:
    return Source(name, text, "utf-8", text.encode("utf-8", "surrogatepass"))


def verify_source(draft: Source, readable: Readable | None, corpus: Corpus) -> Tracing:
    """The traces of a draft as read, against sources as read. Offsets, lines and columns are those of the files."""
    text, spans = marked(draft, readable)
    found = extract(text, draft.doc)
    judged = list(_judgements(text, found, corpus))
    traces = tuple(_trace(f"q{i}", draft, spans, *each, corpus) for i, each in enumerate(judged, 1))
    strangers = len(traces) >= _ENOUGH and all(trace.status == "not-found" and trace.similarity < _RESEMBLES for trace in traces)
    return Tracing(draft.doc, traces, strangers=strangers)


def _judgements(text: str, found: Extraction, corpus: Corpus) -> Iterator[tuple[Quotation, Claim | None, Judgement]]:
    claims = {span.begin: claim for claim in found.claims for span in claim.quote_spans}
    draft = Draft(text, lambda quotation: _speaker(claims.get(quotation.begin)))
    for quote in found.document.quotes:
        quotation = Quotation(text, *quote.inner)
        if quote.depth == 0 and quote.kind in _QUOTED and quotation.words:
            yield quotation, claims.get(quotation.begin), judge(quotation, draft, corpus)


def _speaker(claim: Claim | None) -> str | None:
    return claim.speaker if claim is not None else None


def _trace(
    number: str,
    draft: Source,
    spans: Callable[[Spans], Spans],
    quotation: Quotation,
    claim: Claim | None,
    judgement: Judgement,
    corpus: Corpus,
) -> Trace:
    (span,) = spans((Span(quotation.begin, quotation.end),))
    line, column = draft.position(span.begin)
    changes = tuple(replace_span(change, spans) for change in judgement.changes)
    trace = Trace(
        draft.doc, number, line, column, quotation.text[quotation.begin : quotation.end], span, _speaker(claim),
        judgement.status, judgement.reason, tuple(flag for flag, _ in judgement.flags), judgement.flags,
        source_speaker=judgement.source_speaker, speaker_match=judgement.speaker_match,
        alternatives=judgement.alternatives, changes=changes, spans=(span,),
        claim=claim.id if claim is not None else None, chain=claim.chain if claim is not None else (),
        certainty=claim.certainty if claim is not None else None,
    )  # fmt: skip
    trace = replace(trace, severity=_severity(trace))
    return trace if judgement.match is None else _with_passage(trace, judgement, corpus)


def _severity(trace: Trace) -> Severity | None:
    if trace.status in WRONG or WRONG_FLAGS.intersection(trace.flags) or trace.speaker_match == "different":
        return "error"
    if DOUBTFUL_FLAGS.intersection(trace.flags):
        return "warning"
    return "suggestion" if trace.flags or trace.status == "cleaned" else None


def replace_span(change: Change, spans: Callable[[Spans], Spans]) -> Change:
    """A change with its place in the draft's file."""
    return change if change.draft_span is None else change._replace(draft_span=spans((Span(*change.draft_span),))[0])


def _with_passage(trace: Trace, judgement: Judgement, corpus: Corpus) -> Trace:
    match = judgement.match
    assert match is not None
    material = corpus.material_at(match.placed[0].source_begin)
    places = spans_of(match, corpus)
    file_spans = tuple(material.span(place) for place in places)
    line, column = material.source.position(file_spans[0].begin)
    changes = tuple(
        change if change.source_span is None else change._replace(source_span=material.span(change.source_span)) for change in trace.changes
    )
    return replace(
        trace,
        similarity=round(match.similarity, 3),
        words_omitted=_omitted(judgement),
        source=material.source.doc,
        source_kind=material.kind,
        source_sha256=material.source.sha256,
        source_line=line,
        source_column=column,
        source_place=material.readable.place(file_spans[0].begin) if material.readable else None,
        source_spans=file_spans,
        source_text=material.text[places[0].begin : places[-1].end],
        source_before=material.text[max(0, places[0].begin - _BESIDE) : places[0].begin],
        source_after=material.text[places[-1].end : places[-1].end + _BESIDE],
        changes=changes,
    )


def _omitted(judgement: Judgement) -> int:
    """Words between the pieces of a quotation that is in order."""
    if judgement.match is None or judgement.status not in ("trimmed", "altered"):
        return 0
    placed = judgement.match.placed
    return sum(max(0, two.source_begin - one.source_end) for one, two in pairwise(placed))


def read_sources(articles: Sequence[tuple[Source, Readable | None, SourceKind | None]]) -> Corpus:
    """Sources as read, with the kind that they are said to be of, ready to be looked things up in."""
    materials: list[Material] = [read_material(*article) for article in articles]
    return read_corpus(materials)
