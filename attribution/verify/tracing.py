"""What was found of one quotation, claim or statement → its trace, every place being the file's."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from attribution.model import Claim, Span, Spans
from attribution.readers import Source
from attribution.verify.align import Quotation
from attribution.verify.claims import Pairing
from attribution.verify.codes import with_codes
from attribution.verify.drift import attribution_shifts, drift_of, find_shifts
from attribution.verify.figures import Figures
from attribution.verify.passages import Material
from attribution.verify.quotations import Judgement, identifies, source_claim, spans_of
from attribution.verify.record import Change, Policy, Shifted, Status, Trace
from attribution.verify.retrieve import Corpus
from attribution.verify.speakers import same_description
from attribution.verify.units import Unit

_BESIDE = 300  # characters of a source shown before and after a passage
_POINTS = ",;: "  # what a claim's text may begin with where its source was left out
_AS_GOOD = 0.1  # by which a passage from which nothing differs may have less in common than the best


@dataclass(frozen=True)
class Place:
    """The draft as a file, and the way from spans of what is read of it to spans of the file."""

    source: Source
    spans: Callable[[Spans], Spans]

    def span(self, span: Span) -> Span:
        """A stretch of the file."""
        return self.spans((Span(*span),))[0]


def trace_quotation(
    number: str, place: Place, quotation: Quotation, claim: Claim | None, judgement: Judgement, corpus: Corpus, policy: Policy
) -> Trace:
    """The trace of a quotation, which belongs to `claim` if to any."""
    begin, end = quotation.begin, quotation.end
    trace = replace(
        _begun(number, place, Span(begin, end), quotation.text[begin:end], claim),
        status=judgement.status,
        reason=judgement.reason,
        flags=tuple(flag for flag, _ in judgement.flags),
        why=judgement.flags,
        source_speaker=judgement.source_speaker,
        speaker_match=judgement.speaker_match,
        alternatives=judgement.alternatives,
    )
    if judgement.match is not None:
        trace = _with_match(trace, place, judgement, claim, corpus)
    return with_codes(trace, policy)


def _begun(number: str, place: Place, span: Span, text: str, claim: Claim | None) -> Trace:
    where = place.span(span)
    line, column = place.source.position(where.begin)
    trace = Trace(place.source.doc, number, line, column, text, where, None, "not-found", spans=(where,))
    if claim is None:
        return trace
    return replace(trace, speaker=claim.speaker, claim=claim.id, chain=claim.chain, certainty=claim.certainty)


def _with_match(trace: Trace, place: Place, judgement: Judgement, claim: Claim | None, corpus: Corpus) -> Trace:
    match = judgement.match
    assert match is not None
    material = corpus.material_at(match.placed[0].source_begin)
    told = trace.status != "not-found" and not judgement.strange and identifies(match, corpus)
    said = source_claim(match, corpus) if told else None
    shifts = tuple(attribution_shifts(claim, said.speaker, said, material)) if claim is not None and said is not None else ()
    other = any(shifted.what == "speaker" for shifted in shifts)
    if claim is not None and said is not None and same_description(claim.source, said.source):
        trace = replace(trace, speaker_match="unknown" if trace.speaker_match == "different" else trace.speaker_match)
    return replace(
        trace,
        speaker_match="different" if other else trace.speaker_match,
        similarity=round(match.similarity, 3),
        words_omitted=_omitted(judgement),
        changes=tuple(_in_files(change, place, material) for change in judgement.changes),
        source_chain=said.chain if said is not None else (),
        source_certainty=said.certainty if said is not None else None,
        shifts=shifts,
        **_passage(material, spans_of(match, corpus)),
    )


def _passage(material: Material, places: Sequence[Span]) -> dict[str, Any]:
    """The fields that say where a passage stands."""
    spans = tuple(material.span(place) for place in places)
    line, column = material.source.position(spans[0].begin)
    begin, end = places[0].begin, places[-1].end
    return {
        "source": material.source.doc,
        "source_kind": material.kind,
        "source_sha256": material.source.sha256,
        "source_line": line,
        "source_column": column,
        "source_place": material.readable.place(spans[0].begin) if material.readable else None,
        "source_spans": spans,
        "source_text": _without_long_gaps(material.text, places),
        "source_before": material.text[max(0, begin - _BESIDE) : begin],
        "source_after": material.text[end : end + _BESIDE],
    }


def _without_long_gaps(text: str, places: Sequence[Span]) -> str:
    """The passage from its first word to its last; of a long gap between two of its places, which may be half a file, the ends."""
    pieces = [text[slice(*places[0])]]
    for one, two in pairwise(places):
        gap = text[one.end : two.begin]
        pieces += [gap if len(gap) <= 2 * _BESIDE else f"{gap[:_BESIDE]} […] {gap[-_BESIDE:]}", text[max(one.end, two.begin) : two.end]]
    return "".join(pieces)


def _in_files(change: Change, place: Place, material: Material) -> Change:
    """A change with its places in the files."""
    mine, other = change.draft_span, change.source_span
    return change._replace(draft_span=mine and place.span(mine), source_span=other and material.span(other))


def _omitted(judgement: Judgement) -> int:
    """Words between the pieces of a quotation that is in order."""
    if judgement.match is None or judgement.status not in ("trimmed", "altered"):
        return 0
    placed = judgement.match.placed
    return sum(max(0, two.source_begin - one.source_end) for one, two in pairwise(placed))


def trace_claim(number: str, place: Place, draft: Unit, pairings: Sequence[Pairing], figures: Figures, policy: Policy) -> Trace:
    """The trace of a claim or a statement, by the passages that may say it, the best first."""
    text = " ".join(draft.text(*span).strip() for span in draft.spans).lstrip(_POINTS)
    trace = _begun(number, place, Span(draft.words[0].begin, draft.spans[0].end), text, draft.claim)
    trace = replace(trace, kind="claim" if draft.claim is not None else "statement", spans=place.spans(draft.spans))
    if pairings:
        trace = _with_pairing(trace, place, *_least_different(pairings))
    if trace.status in ("nearest", "not-found"):
        trace = replace(trace, shifts=tuple(_shift_in_files(figure, place) for figure in figures.unsupported(draft)))
    return with_codes(trace, policy)


def _least_different(pairings: Sequence[Pairing]) -> tuple[Pairing, tuple[Shifted, ...]]:
    """The passage from which least differs, of those that say about as much by the same speaker."""
    best = pairings[0]
    less = 0.0 if best.verbatim else _AS_GOOD
    near = [each for each in pairings if each.speaker_match == best.speaker_match and each.score >= best.score - less]
    return min(((each, find_shifts(each) if each.accepted else ()) for each in near), key=lambda found: len(found[1]))


def _with_pairing(trace: Trace, place: Place, pairing: Pairing, shifts: tuple[Shifted, ...]) -> Trace:
    source, material = pairing.source, pairing.material
    claim = source.claim
    status = _status(pairing, shifts)
    if status == "nearest":
        shifts = ()
    return replace(
        trace,
        status=status,
        similarity=round(pairing.score, 3),
        source_speaker=source.speaker,
        speaker_match=pairing.speaker_match if pairing.accepted else "unknown",
        source_chain=claim.chain if claim is not None else (),
        source_certainty=claim.certainty if claim is not None else None,
        drift=drift_of(shifts, pairing) if pairing.accepted else None,
        shifts=tuple(_shift_in_files(shifted, place, material) for shifted in shifts),
        **_passage(material, [source.span]),
    )


def _status(pairing: Pairing, shifts: Sequence[Shifted]) -> Status:
    if not pairing.accepted:
        return "not-found"
    if not pairing.compared or (shifts and not pairing.tight):
        return "nearest"
    return "drifted" if shifts else "matched"


def _shift_in_files(shifted: Shifted, place: Place, material: Material | None = None) -> Shifted:
    mine, other = shifted.draft_span, shifted.source_span
    return shifted._replace(draft_span=mine and place.span(mine), source_span=material.span(other) if material and other else None)
