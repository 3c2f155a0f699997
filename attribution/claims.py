"""Attributions, resolutions and certainties → the claim records, in reading order."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from attribution.certainty import Hedge, Judge, link_disputes
from attribution.document.view import flat
from attribution.model import Attribution, Claim, Document, Evidence, Kind, Resolution, Span, Spans, Tokens
from attribution.ranges import Ranges
from attribution.rulebook.usable import Shifts, doubt, usable

_LINE_END, _NEWLINE = re.compile(r"\r\n?|\n"), re.compile(r"\n")  # a lone character is found five times as fast as one of several
_WORD = re.compile(r"\w")
_TOLD = 5  # words of a quotation that is told where it lies in no claim
_EDGE = frozenset([",", ";", ":", "--", "-", ".", "..."])


def assemble(
    document: Document, doc: str, attributions: Sequence[Attribution], resolutions: Sequence[Resolution], judge: Judge, shifts: Shifts
) -> tuple[Claim, ...]:
    """The claim records. `resolutions` has one entry an attribution; `shifts` set right how sure the rows are."""
    writer = _Writer(document, doc, judge, shifts)
    rows: list[tuple[tuple[int, int], Attribution | Hedge, Resolution]] = [
        ((min(part.contents)[0], part.trigger), part, r) for a, r in zip(attributions, resolutions, strict=True) for part in writer.parts(a)
    ]
    rows += [((h.content[0], h.cue[0][0]), h, Resolution()) for h in judge.hedges()]
    rows.sort(key=lambda row: row[0])
    claims = [writer.own(f"c{n}", x) if isinstance(x, Hedge) else writer.reported(f"c{n}", x, r) for n, (_, x, r) in enumerate(rows, 1)]
    judge.forget()  # as much as the claims themselves take; few ask for more than they say
    return link_disputes(claims, judge.tables)


def uncovered(document: Document, claims: Sequence[Claim]) -> Spans:
    """The quotations of five words or more, marks included, of which no claim's content holds as much as half."""
    whole = {span for claim in claims for span in claim.quote_spans}
    spoken = (q for q in document.quotes if q.depth == 0 and q.kind in ("speech", "fragment") and q.inner not in whole)
    long = [q for q in spoken if len(document.text[q.inner.begin : q.inner.end].split()) >= _TOLD]
    held = Ranges(span for claim in claims for span in claim.content_spans) if long else Ranges(())
    return tuple(Span(q.begin, q.end) for q in long if 2 * held.covered(q.inner) < q.inner.end - q.inner.begin)


class _Writer:
    """Writes the records of one document."""

    def __init__(self, document: Document, doc: str, judge: Judge, shifts: Shifts) -> None:
        self.document, self.doc, self.judge, self.shifts = document, doc, judge, shifts
        line_end = _LINE_END if "\r" in document.text else _NEWLINE
        self.lines = [0, *[m.end() for m in line_end.finditer(document.text)]]
        self.quotes = [q.begin for q in document.quotes]
        self.sentences: dict[int, str] = {}  # by their number: several claims share one

    def parts(self, a: Attribution) -> list[Attribution]:
        """The attribution, or one for each of its contents where they differ in certainty; a quotation is never cut in two."""
        parts = self.judge.parts(a)
        return [a] if any(self._is_quoted(part.contents[0][0]) for part in parts[1:]) else parts

    def _is_quoted(self, token: int) -> bool:
        """Whether a token stands inside quotation marks."""
        offset = self.document.begins[token]
        k = bisect_right(self.quotes, offset - 1)
        return any(offset < q.end for q in self.document.quotes[max(0, k - 3) : k])

    def own(self, name: str, hedge: Hedge) -> Claim:
        """The article's own hedged statement as a claim: nobody reports it."""
        content = self._content(hedge.content)
        certainty = self.judge.of_hedge(hedge)
        cues = self._spans(hedge.cue)
        line, column = self._place(content.begin)
        return Claim(
            doc=self.doc,
            id=name,
            line=line,
            column=column,
            kind="author",
            claim=self._text((content,), " "),
            sentence=self._sentence(hedge.content[0]),
            content_spans=(content,),
            quote_spans=self._quotes_inside((content,)),
            cue=self._text(cues),
            cue_spans=cues,
            certainty=certainty.label,
            factuality=certainty.factuality,
            modality=certainty.modality,
            certainty_cues=certainty.cues,
            act="belief",
            rule=hedge.rule,
            confidence=usable(self.shifts, hedge.rule, hedge.confidence, ""),
            evidence=hedge.evidence,
        )

    def reported(self, name: str, a: Attribution, r: Resolution) -> Claim:
        """What an attribution reports as a claim."""
        contents = tuple(map(self._content, a.contents))
        quotes = self._quotes_inside(contents)
        certainty = self.judge.of_claim(a)
        cues = self._spans(a.cue)
        source = self._spans((a.source,)) if a.source else ()
        line, column = self._place(contents[0].begin)
        return Claim(
            doc=self.doc,
            id=name,
            line=line,
            column=column,
            kind=self._kind(contents, quotes),
            claim=self._text(contents, " "),
            sentence=self._sentence(a.trigger),
            content_spans=contents,
            quote_spans=quotes,
            cue=self._text(cues),
            cue_spans=cues,
            source=self._text(source) if source else None,
            source_spans=source,
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
            certainty_cues=certainty.cues if a.cue else tuple(filter(_WORD.search, certainty.cues)),
            act=certainty.act,
            rule=a.rule,
            confidence=usable(self.shifts, a.rule, a.confidence, doubt(r.speaker, bool(source), bool(cues))),
            speaker_confidence=r.confidence,
            evidence=_with_speaker(a.evidence, r),
        )

    def _place(self, offset: int) -> tuple[int, int]:
        """Line and column."""
        line = bisect_right(self.lines, offset)
        return line, offset - self.lines[line - 1] + 1

    def _spans(self, ranges: Sequence[Tokens]) -> Spans:
        begins, ends = self.document.begins, self.document.ends
        return tuple([Span(begins[b], ends[e - 1]) for b, e in ranges])

    def _text(self, spans: Spans, between: str = " … ") -> str:
        """The words of the spans, a blank for any white space."""
        text = self.document.text
        if len(spans) == 1:
            return flat(text[spans[0][0] : spans[0][1]])
        return between.join([flat(text[b:e]) for b, e in spans])

    def _sentence(self, token: int) -> str:
        document = self.document
        k = bisect_right(document.sentences, token)
        known = self.sentences.get(k)
        if known is None:
            b, e = document.sentences[k - 1], document.sentences[k]
            known = self.sentences[k] = self._text((Span(document.begins[b], document.ends[e - 1]),))
        return known

    def _content(self, tokens: Tokens) -> Span:
        """Characters of a content range without the pauses at its ends, and with both marks of a quotation that begins or ends it."""
        document = self.document
        norms = document.norms
        b, e = tokens
        while e - b > 1 and norms[e - 1] in _EDGE:
            e -= 1
        while e - b > 1 and norms[b] in _EDGE:
            b += 1
        begin, end = document.begins[b], document.ends[e - 1]
        last = bisect_right(self.quotes, end)
        for quote in document.quotes[max(0, last - 3) : last]:
            if quote.begin >= end:
                break
            inner = quote.inner
            if inner.begin == begin and inner.end <= end + 2:
                begin = quote.begin
            if quote.begin >= begin and inner.end - 1 <= end < quote.end:
                end = quote.end
        return Span(begin, end)

    def _quotes_inside(self, contents: Spans) -> Spans:
        """What stands in quotation marks inside the contents, without the marks."""
        quotes = self.document.quotes
        out = []
        for begin, end in contents:
            for q in quotes[bisect_left(self.quotes, begin) : bisect_left(self.quotes, end)]:
                if q.depth == 0 and q.end <= end + 1 and q.kind in ("speech", "fragment"):
                    out.append(q.inner)
        return tuple(out)

    def _kind(self, contents: Spans, quotes: Spans) -> Kind:
        """`direct` where no word stands outside the marks, `indirect` where none stands inside, else `mixed`."""
        if not quotes:
            return "indirect"
        text, k = self.document.text, 0
        for begin, end in contents:
            while k < len(quotes) and quotes[k].begin <= end:
                if _WORD.search(text, begin, quotes[k].begin):
                    return "mixed"
                begin, k = quotes[k].end, k + 1
            if _WORD.search(text, begin, end):
                return "mixed"
        return "direct"


def _with_speaker(evidence: Evidence, r: Resolution) -> Evidence:
    """The evidence with the sieve that named the speaker, or why nobody is named."""
    if not r.sieve:
        return evidence
    note = ("speaker by" if r.speaker else "no speaker", f"{r.sieve}: {r.why}" if r.why else r.sieve)
    return Evidence(evidence.rule, evidence.why, (*evidence.notes, note))
