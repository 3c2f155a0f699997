"""Why a claim is a claim: the sentence with source, cue and content underlined, the rule, and what each decision rests on."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from operator import attrgetter

from attribution.model import Claim, Document, Span
from attribution.output.table import who_said
from attribution.output.width import clusters, printable, text_width, wrap
from attribution.readers import Source

MARKS = (("content", "~"), ("source", "="), ("cue", "^"))  # where two overlap, the later is shown
_INDENT = 4
_NEAREST = 3
_CONTEXT = 500  # characters of a sentence that are shown beyond the parts of the claim


def line_sentences(source: Source, document: Document, line: int) -> range:
    """Indexes of the sentences that touch the line. IndexError where there is no such line."""
    return _touching(_sentence_spans(document), source.line_span(line))


def _sentence_spans(document: Document) -> list[Span]:
    bounds = document.sentences
    return [Span(document.begins[first], document.ends[after - 1]) for first, after in pairwise(bounds)]


def _touching(sentences: Sequence[Span], part: Span) -> range:
    """Indexes of the sentences, which stand in order, that share a character with `part`."""
    first = bisect_right(sentences, part.begin, key=attrgetter("end"))
    return range(first, max(first, bisect_left(sentences, part.end, key=attrgetter("begin"))))


def line_claims(source: Source, sentences: Sequence[Span], claims: Iterable[Claim], line: int) -> list[Claim]:
    """The claims with a part in a sentence that touches the line. IndexError where there is no such line."""
    begin, end = source.line_span(line)
    near = _touching(sentences, Span(begin, end))
    if near:
        begin, end = min(begin, sentences[near[0]].begin), max(end, sentences[near[-1]].end)
    return [claim for claim in claims if any(_overlap(part, Span(begin, end)) for part in _parts(claim))]


def _overlap(one: Span, other: Span) -> bool:
    return one.begin < other.end and other.begin < one.end


def _parts(claim: Claim) -> tuple[Span, ...]:
    return (*claim.content_spans, *claim.cue_spans, *claim.source_spans)


def explain_line(source: Source, document: Document, claims: Sequence[Claim], line: int, width: int) -> str:
    """The explanations of a line's claims, or where the nearest ones are. IndexError where there is no such line."""
    sentences = _sentence_spans(document)
    found = line_claims(source, sentences, claims, line)
    if not found:
        return _no_claims(source, claims, line, width)
    numbers = {claim.id: claim.line for claim in claims}
    return "\n\n".join(explain_claim(source, sentences, claim, width, numbers) for claim in found)


def explain_all(source: Source, document: Document, claims: Sequence[Claim], width: int) -> str:
    """The explanations of all claims of a document, in reading order."""
    sentences = _sentence_spans(document)
    numbers = {claim.id: claim.line for claim in claims}
    explained = [explain_claim(source, sentences, claim, width, numbers) for claim in claims]
    return "\n\n".join(explained) or f"{printable(source.doc)}: no claim was found."


def _no_claims(source: Source, claims: Sequence[Claim], line: int, width: int) -> str:
    begin, end = source.line_span(line)
    text = printable(source.text[begin:end]).strip()
    shown = [f"    {row}" for row in wrap(text, width - _INDENT)] if text else ["    (an empty line)"]
    near = sorted({claim.line for claim in claims}, key=lambda other: (abs(other - line), other))[:_NEAREST]
    near.sort()
    hint = f"The nearest claims are on line{'s' * (len(near) > 1)} {_listed(near)}." if near else "No line has any."
    return "\n".join([f"{printable(source.doc)}:{line}: no claim was found on this line.", *shown, hint])


def _listed(numbers: Sequence[int]) -> str:
    *some, last = map(str, numbers)
    return f"{', '.join(some)} and {last}" if some else last


def explain_claim(source: Source, sentences: Sequence[Span], claim: Claim, width: int, lines: dict[str, int]) -> str:
    """One claim explained, no line wider than `width`; `lines` gives the line of a claim by its id."""
    head = f"{printable(source.doc)}:{claim.line}:{claim.column}: claim {claim.id}, {claim.kind}"
    return "\n".join([head, "", *_underlined(source, sentences, claim, width), "", *_facts(claim, width, lines)])


def _underlined(source: Source, sentences: Sequence[Span], claim: Claim, width: int) -> Iterator[str]:
    """The sentences that the claim has a part in, line by line, each with its marks below, and a legend."""
    number_width = len(str(source.position(max(span.end for span in _parts(claim)))[0]))
    room = width - number_width - 3
    layers = [(char, getattr(claim, f"{name}_spans")) for name, char in MARKS]
    for begin, end in _shown_spans(source, sentences, claim):
        number = source.position(begin)[0]
        for row in _rows(source.text, begin, end, layers, room):
            yield f"{number:>{number_width}} | {row[0]}".rstrip()
            if row[1].strip():
                yield f"{'':{number_width}} | {row[1]}".rstrip()
    yield f"{'':{number_width}}   " + "  ".join(f"{char * 3} {name}" for name, char in reversed(MARKS) if getattr(claim, f"{name}_spans"))


def _shown_spans(source: Source, sentences: Sequence[Span], claim: Claim) -> list[Span]:
    """What to show of the text: every sentence that holds a part of the claim, cut at line ends."""
    parts = _parts(claim)
    touched = sorted({index for part in parts for index in _touching(sentences, part)})
    shown = []
    for begin, end in [_near(sentences[index], parts) for index in touched] or parts:
        first, last = source.position(begin)[0], source.position(max(begin, end - 1))[0]
        for line in range(first, last + 1):
            line_begin, line_end = source.line_span(line)
            shown.append(Span(max(begin, line_begin), min(end, line_end)))
    return [span for span in shown if span.begin < span.end]


def _near(sentence: Span, parts: Iterable[Span]) -> Span:
    """The sentence, cut where it goes on far from the parts that it holds: an endless one would be shown whole for each of its claims."""
    held = [part for part in parts if _overlap(part, sentence)]
    begin = min(part.begin for part in held) - _CONTEXT
    end = max(part.end for part in held) + _CONTEXT
    return Span(max(sentence.begin, begin), min(sentence.end, end))


def _rows(text: str, begin: int, end: int, layers: Sequence[tuple[str, Sequence[Span]]], width: int) -> Iterator[tuple[str, str]]:
    """(text, marks) rows of at most `width` columns, broken at spaces where there are any."""
    row, marks, used, offset = "", "", 0, begin
    for cluster, _ in clusters(text[begin:end]):
        shown = "".join(" " if char.isspace() else printable(char) for char in cluster)
        size = text_width(shown)
        if used + size > width and shown != " ":  # a space may hang over the edge: nobody sees it
            cut = row.rfind(" ") + 1 or len(row)
            column = text_width(row[:cut])
            yield row[:cut], marks[:column]
            row, marks = row[cut:], marks[column:]
            used = text_width(row)
        mark = next((char for char, spans in reversed(layers) if any(b <= offset < e for b, e in spans)), " ")
        row, marks, used, offset = row + shown, marks + mark * size, used + size, offset + len(cluster)
    yield row, marks


def _facts(claim: Claim, width: int, lines: dict[str, int]) -> Iterator[str]:
    """`name  value` lines, wrapped, the names in a column."""
    facts = list(_named_facts(claim, lines))
    column = max(len(name) for name, _ in facts)
    for name, value in facts:
        first, *rest = wrap(printable(value), max(10, width - column - 2))
        yield f"{name:<{column}}  {first}"
        yield from (f"{'':<{column}}  {row}" for row in rest)


def _named_facts(claim: Claim, lines: dict[str, int]) -> Iterator[tuple[str, str]]:
    yield "who said", who_said(claim) + (", anonymous" if claim.anonymous else "")
    if claim.source_type:
        yield "type", claim.source_type
    if len(claim.chain) > 1:
        yield "through", " \u2192 ".join(claim.chain)
    for name in ("anonymity_reason", "addressee", "medium", "when", "place"):
        if value := getattr(claim, name):
            yield name.replace("_", " "), value
    words = "".join(f' "{word}"' for word in claim.certainty_cues)
    yield "certainty", f"{claim.certainty} ({claim.factuality})" + (f", from{words}" if words else "")
    yield "", f"cue: {claim.stance}, content: {claim.modality}, act: {claim.act}"
    if claim.disputed_by:
        yield "disputed by", claim.disputed_by
    if claim.refers_to:
        yield "answers", f"claim {claim.refers_to}" + (f" on line {lines[claim.refers_to]}" if claim.refers_to in lines else "")
    yield "rule", claim.rule or "(none)"
    if claim.evidence:
        yield "why", claim.evidence.why
        yield from claim.evidence.notes
    yield "confidence", f"{claim.confidence:.2f}"
    if claim.speaker_confidence is not None:
        yield "of the speaker", f"{claim.speaker_confidence:.2f}"
