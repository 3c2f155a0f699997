"""Attributions, resolutions and certainties → the claim records, in reading order."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from attribution.certainty import Hedge, Judge, link_disputes
from attribution.model import Attribution, Claim, Document, Evidence, Quote, Resolution, Span, Spans, Tokens

_LINE_END = re.compile(r"\r\n?|\n")
_WORD = re.compile(r"\w+")
_EDGE = frozenset([",", ";", ":", "--", "-", ".", "..."])


def assemble(
    document: Document, doc: str, attributions: Sequence[Attribution], resolutions: Sequence[Resolution], judge: Judge
) -> tuple[Claim, ...]:
    """The claim records. `resolutions` has one entry an attribution."""
    lines = [0, *(m.end() for m in _LINE_END.finditer(document.text))]
    rows: list[tuple[tuple[int, int], Attribution | Hedge, Resolution]] = [
        ((min(c[0] for c in part.contents), part.trigger), part, r)
        for a, r in zip(attributions, resolutions, strict=True)
        for part in judge.parts(a)
    ]
    rows += [((h.content[0], h.cue[0][0]), h, Resolution()) for h in judge.hedges()]
    rows.sort(key=lambda row: row[0])
    claims = [
        _own_claim(document, doc, f"c{n}", lines, x, judge) if isinstance(x, Hedge) else _claim(document, doc, f"c{n}", lines, x, r, judge)
        for n, (_, x, r) in enumerate(rows, 1)
    ]
    return link_disputes(claims)


def _own_claim(document: Document, doc: str, name: str, lines: list[int], hedge: Hedge, judge: Judge) -> Claim:
    """The article's own hedged statement as a claim: nobody reports it."""
    content = _content_span(document, hedge.content)
    certainty = judge.of_hedge(hedge)
    line = bisect_right(lines, content.begin)
    return Claim(
        doc=doc,
        id=name,
        line=line,
        column=content.begin - lines[line - 1] + 1,
        kind="author",
        claim=" ".join(document.text[content.begin : content.end].split()),
        sentence=_sentence(document, hedge.content[0]),
        content_spans=(content,),
        quote_spans=_quotes_inside(document, (content,)),
        cue=_text(document, hedge.cue),
        cue_spans=_spans(document, hedge.cue),
        certainty=certainty.label,
        factuality=certainty.factuality,
        modality=certainty.modality,
        certainty_cues=certainty.cues,
        act="belief",
        rule=hedge.rule,
        confidence=hedge.confidence,
        evidence=hedge.evidence,
    )


def _claim(document: Document, doc: str, name: str, lines: list[int], a: Attribution, r: Resolution, judge: Judge) -> Claim:
    contents = tuple(_content_span(document, c) for c in a.contents)
    quotes = _quotes_inside(document, contents)
    certainty = judge.of_claim(a)
    begin = contents[0].begin
    line = bisect_right(lines, begin)
    return Claim(
        doc=doc,
        id=name,
        line=line,
        column=begin - lines[line - 1] + 1,
        kind=_kind(document, contents, quotes),
        claim=" ".join(" ".join(document.text[b:e].split()) for b, e in contents),
        sentence=_sentence(document, a.trigger),
        content_spans=contents,
        quote_spans=quotes,
        cue=_text(document, a.cue),
        cue_spans=_spans(document, a.cue),
        source=_text(document, (a.source,)) if a.source else None,
        source_spans=_spans(document, (a.source,)) if a.source else (),
        speaker=r.speaker,
        role=r.role,
        source_type=r.source_type,
        anonymous=r.anonymous,
        anonymity_reason=r.anonymity_reason,
        chain=r.chain,
        addressee=r.addressee,
        medium=r.medium,
        when=r.when,
        certainty=certainty.label,
        factuality=certainty.factuality,
        stance=certainty.stance,
        modality=certainty.modality,
        certainty_cues=certainty.cues,
        act=certainty.act,
        rule=a.rule,
        confidence=a.confidence,
        evidence=_with_speaker(a.evidence, r),
    )


def _with_speaker(evidence: Evidence, r: Resolution) -> Evidence:
    """The evidence with the sieve that named the speaker, or why nobody is named."""
    if not r.sieve:
        return evidence
    note = ("speaker by" if r.speaker else "no speaker", f"{r.sieve}: {r.why}" if r.why else r.sieve)
    return replace(evidence, notes=(*evidence.notes, note))


def _spans(document: Document, ranges: Sequence[Tokens]) -> Spans:
    return tuple(Span(document.begins[b], document.ends[e - 1]) for b, e in ranges)


def _text(document: Document, ranges: Sequence[Tokens]) -> str:
    return " … ".join(" ".join(document.text[b:e].split()) for b, e in _spans(document, ranges))


def _content_span(document: Document, tokens: Tokens) -> Span:
    """Characters of a content range without the pauses at its ends, and with both marks of a quotation that begins or ends it."""
    b, e = tokens
    while e - b > 1 and document.norms[e - 1] in _EDGE:
        e -= 1
    while e - b > 1 and document.norms[b] in _EDGE:
        b += 1
    begin, end = document.begins[b], document.ends[e - 1]
    last = bisect_right(document.quotes, end, key=_quote_begin)
    for quote in document.quotes[max(0, last - 3) : last]:
        if quote.begin >= end:
            break
        if quote.inner.begin == begin and quote.inner.end <= end + 2:
            begin = quote.begin
        if quote.begin >= begin and quote.inner.end - 1 <= end < quote.end:
            end = quote.end
    return Span(begin, end)


def _quotes_inside(document: Document, contents: Spans) -> Spans:
    """What stands in quotation marks inside the contents, without the marks."""
    out = []
    for begin, end in contents:
        first, last = (bisect_left(document.quotes, at, key=_quote_begin) for at in (begin, end))
        for q in document.quotes[first:last]:
            if q.depth == 0 and q.end <= end + 1 and q.kind in ("speech", "fragment"):
                out.append(q.inner)
    return tuple(out)


def _quote_begin(quote: Quote) -> int:
    return quote.begin


def _kind(document: Document, contents: Spans, quotes: Spans) -> str:
    """`direct` where no word stands outside the marks, `indirect` where none stands inside, else `mixed`."""
    if not quotes:
        return "indirect"
    return "direct" if _words(document.text, quotes) >= _words(document.text, contents) else "mixed"


def _words(text: str, spans: Spans) -> int:
    return sum(len(_WORD.findall(text, begin, end)) for begin, end in spans)


def _sentence(document: Document, token: int) -> str:
    k = bisect_right(document.sentences, token)
    b, e = document.sentences[k - 1], document.sentences[k]
    return " ".join(document.text[document.begins[b] : document.ends[e - 1]].split())
