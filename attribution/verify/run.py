"""Draft and sources → traces, in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from attribution.errors import UsageError
from attribution.located import marked
from attribution.model import Claim, Extraction, Spans
from attribution.pipeline import extract
from attribution.readers import Source
from attribution.readers.readable import Readable
from attribution.verify.align import Quotation
from attribution.verify.claims import Pairing, find_claims, the_best, widened
from attribution.verify.codes import with_codes
from attribution.verify.figures import Figures
from attribution.verify.passages import read_material
from attribution.verify.quotations import Draft, Judgement, judge, left_between
from attribution.verify.record import SOURCE_KINDS, Policy, SourceKind, Trace, Tracing
from attribution.verify.retrieve import Corpus, read_corpus
from attribution.verify.setting import Setting
from attribution.verify.tracing import Place, trace_claim, trace_quotation
from attribution.verify.units import Reader, Unit, draft_claims, draft_statements

_QUOTED = ("speech", "fragment")
_ENOUGH = 3  # quotations of which one at least should resemble something in the right sources
_RESEMBLES = 0.5
_ALL = 0.999  # of the information: "she hopes", too


def verify(draft: str, sources: Mapping[str, str], doc: str, kinds: Mapping[str, SourceKind] | None, policy: Policy) -> Tracing:
    """What `attribution.verify.verify` hands out."""
    for name, kind in (kinds or {}).items():
        if kind not in SOURCE_KINDS:
            raise UsageError(f"{name}: {kind} is no kind of source; there are {', '.join(SOURCE_KINDS)}")
    materials = [read_material(_source(name, text), kind=(kinds or {}).get(name)) for name, text in sources.items()]
    return verify_source(_source(doc, draft), None, read_corpus(materials), policy)


def _source(name: str, text: str) -> Source:
    return Source(name, text, "utf-8", text.encode("utf-8", "surrogatepass"))


def verify_source(draft: Source, readable: Readable | None, corpus: Corpus, policy: Policy = "clean") -> Tracing:
    """The traces of a draft as read, against sources as read. Offsets, lines and columns are those of the files."""
    text, spans = marked(draft, readable)
    return trace(extract(text, draft.doc), Place(draft, spans), corpus, policy)


def trace(found: Extraction, place: Place, corpus: Corpus, policy: Policy = "clean") -> Tracing:
    """The traces of a draft of which the extraction is there; `place` leads from its offsets to the draft's file."""
    setting = Setting(found.document.text, corpus.chance)
    quotations = list(_quotations(found, place, corpus, policy, setting))
    others = _claims(found, place, corpus, policy, setting) if corpus.code else ()
    strangers = len(quotations) >= _ENOUGH and all(each.status == "not-found" and each.similarity < _RESEMBLES for each in quotations)
    traces = sorted(chain(quotations, others), key=lambda each: (each.span.begin, each.kind != "quotation"))
    return Tracing(found.doc, tuple(traces), strangers=strangers)


def _quotations(found: Extraction, place: Place, corpus: Corpus, policy: Policy, setting: Setting) -> Iterator[Trace]:
    text = found.document.text
    claims = {span.begin: claim for claim in found.claims for span in claim.quote_spans}
    speakers = {begin: claim.speaker for begin, claim in claims.items()}
    draft = Draft(text, lambda quotation: speakers.get(quotation.begin), setting)
    number = 0
    before: tuple[Claim, Judgement] | None = None
    for quote in found.document.quotes:
        quotation = Quotation(text, *quote.inner)
        if quote.depth == 0 and quote.kind in _QUOTED and quotation.words:
            number += 1
            claim, judgement = claims.get(quotation.begin), judge(quotation, draft, corpus)
            between = left_between(before[1], judgement, corpus) if before is not None and claim is not None and before[0] is claim else ""
            if between and "joined" not in dict(judgement.flags):
                judgement = replace(judgement, flags=(*judgement.flags, ("joined", between)))
            before = (claim, judgement) if claim is not None else None
            yield trace_quotation(f"q{number}", place, quotation, claim, judgement, corpus, policy)


def _claims(found: Extraction, place: Place, corpus: Corpus, policy: Policy, setting: Setting) -> Iterator[Trace]:
    reader, figures = Reader(found, tokens=setting.tokens), Figures(corpus)

    def passages(unit: Unit) -> list[Pairing]:
        inner = reader.inner(unit.claim) if unit.claim is not None else None
        found = [find_claims(each, corpus, setting) for each in (unit, inner) if each is not None]
        return the_best(chain.from_iterable(found))

    told: set[Spans] = set()  # sentences that are compared as a whole, once
    for number, (unit, whole) in enumerate(draft_claims(reader), 1):
        free = whole if whole is not None and whole.spans not in told else None
        compared, pairings = widened(unit, free, passages)
        told.add(compared.spans)
        yield trace_claim(f"c{number}", place, compared, pairings, figures, policy)
    statements = [trace_claim("s", place, unit, passages(unit), figures, policy) for unit in draft_statements(reader)]
    minds = (_dropped(unit, place, passages(unit), figures, policy) for unit in draft_statements(reader, minds=True))
    statements += [one for one in minds if one is not None]
    for number, one in enumerate(sorted(statements, key=lambda each: each.span), 1):
        yield replace(one, id=f"s{number}")


def _dropped(unit: Unit, place: Place, found: Sequence[Pairing], figures: Figures, policy: Policy) -> Trace | None:
    """The trace of "she hopes to win" where somebody is reported to say that she hopes to; None where there is nothing of that kind."""
    pairings = [each for each in found if each.verbatim and each.score > _ALL]
    one = trace_claim("s", place, unit, pairings[:1], figures, policy)
    dropped = tuple(shifted for shifted in one.shifts if shifted.what == "attribution-dropped")
    return with_codes(replace(one, shifts=dropped), policy) if dropped else None
