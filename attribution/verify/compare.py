"""Articles on one event → what they report, lined up: an utterance a row, with how each article has it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from attribution.errors import UsageError
from attribution.located import marked
from attribution.model import Claim, Kind, Label, Span, Spans
from attribution.pipeline import extract
from attribution.verify.fold import fold_source
from attribution.verify.language import language
from attribution.verify.passages import Material
from attribution.verify.record import Trace
from attribution.verify.retrieve import read_corpus
from attribution.verify.run import trace
from attribution.verify.tracing import Place

_MATCHED = ("matched", "drifted")
_URGENCY = {"error": 0, "warning": 1, "suggestion": 2, None: 3}
Key = tuple[int, int]  # number of the article, offset of the saying


@dataclass(frozen=True, slots=True)
class Saying:
    """What one article has of an utterance; offsets, lines and columns are those of its file.

    article   number of the article, from 0
    kind      that of the claim; None for what the article states itself, where another one reports it
    trace     how it differs from where an earlier article has it, None for the first one to have it and for what stands nowhere else
    """

    article: int
    doc: str
    id: str
    kind: Kind | None
    line: int
    column: int
    text: str
    spans: Spans
    speaker: str | None = None
    chain: tuple[str, ...] = ()
    anonymous: bool = False
    certainty: Label | None = None
    trace: Trace | None = None

    @property
    def key(self) -> Key:
        return self.article, self.spans[0].begin


@dataclass(frozen=True, slots=True)
class Row:
    """One utterance: the sayings of the articles that have it, in the order of the articles."""

    sayings: tuple[Saying, ...]

    @property
    def articles(self) -> tuple[int, ...]:
        """The numbers of the articles that have it."""
        return tuple(dict.fromkeys(saying.article for saying in self.sayings))

    @property
    def hidden(self) -> bool:
        """Whether one article names who says it, and another hides him."""
        reported = [saying for saying in self.sayings if saying.kind is not None]
        return len({saying.anonymous for saying in reported}) > 1


@dataclass(frozen=True, slots=True)
class Comparison:
    """All rows, by where the first article to have it has it."""

    articles: tuple[Material, ...] = field(repr=False)
    rows: tuple[Row, ...]


def compare(articles: Sequence[Material]) -> Comparison:
    """What the articles report, lined up by who says it and by the information shared, by the gates of `verify`.

    Each is compared with those before it. Nothing that this says means that one of them is right. Raises UsageError for fewer than two.
    """
    if len(articles) < 2:
        raise UsageError("compare: name two articles or more")
    corpus = read_corpus(articles)
    read = [_Article(number, material) for number, material in enumerate(articles)]
    numbers = {article.material.source.doc: article for article in read}
    rows = _Rows()
    for article in read:
        for saying in article.sayings:
            rows.add(saying)
        earlier = corpus.without(range(article.number, len(read)))
        for one in sorted(trace(article.found, article.place, earlier).traces, key=lambda each: _URGENCY[each.severity], reverse=True):
            mine = article.saying_of(one) if _is_same(one) else None
            if mine is not None and one.source is not None:
                rows.join(replace(mine, trace=one), numbers[one.source].saying_at(one))
    return Comparison(tuple(articles), tuple(rows.made()))


def _is_same(one: Trace) -> bool:
    """Whether the passage is the same utterance, and not only like it."""
    if one.kind != "quotation":
        return one.status in _MATCHED
    limits = language().limits
    nats = language().nats(word.folded for word in fold_source(one.text))
    return one.status != "not-found" and nats >= limits["nats_then" if one.speaker_match == "same" else "nats"]


class _Article:
    """One article, read: its claims with their places in the file."""

    def __init__(self, number: int, material: Material) -> None:
        self.number, self.material = number, material
        text, spans = marked(material.source, material.readable)
        self.found, self.place = extract(text, material.source.doc), Place(material.source, spans)
        reported = [claim for claim in self.found.claims if claim.kind != "author"]
        self._by_claim = {claim.id: list(self._sayings(claim)) for claim in reported}
        self.sayings = sorted((saying for each in self._by_claim.values() for saying in each), key=lambda saying: saying.spans)
        self._begins = [saying.spans[0].begin for saying in self.sayings]

    def _sayings(self, claim: Claim) -> Iterator[Saying]:
        """A claim, but of one in quotation marks each piece by itself."""
        pieces = [(span,) for span in claim.content_spans] if claim.kind == "direct" else [claim.content_spans]
        about = claim.speaker, claim.chain, claim.anonymous, claim.certainty
        for piece in pieces:
            spans = self.place.spans(piece)
            line, column = self.place.source.position(spans[0].begin)
            text = " ".join(" ".join(self.found.document.text[begin:end].split()) for begin, end in piece)
            yield Saying(self.number, claim.doc, claim.id, claim.kind, line, column, text, spans, *about)

    def saying_of(self, one: Trace) -> Saying | None:
        """The saying that a trace of this article belongs to; of what the article states itself, one of its own."""
        if one.claim is not None:
            return max(self._by_claim.get(one.claim, ()), key=lambda saying: _shared(saying.spans, one.span), default=None)
        if one.kind == "statement" and not any(shifted.what == "attribution-dropped" for shifted in one.shifts):
            return None
        return Saying(self.number, one.doc, one.id, None, one.line, one.column, one.text, one.spans or (one.span,), one.speaker)

    def saying_at(self, one: Trace) -> Saying:
        """The saying that the passage of another article's trace lies in; where it lies in none, the passage as a statement."""
        span = Span(one.source_spans[0].begin, one.source_spans[-1].end)
        at = bisect_left(self._begins, span.end)
        near = self.sayings[max(0, at - 4) : at]
        best = max(near, key=lambda saying: _shared(saying.spans, span), default=None)
        if best is not None and _shared(best.spans, span):
            return best
        line, column = self.place.source.position(span.begin)
        doc = self.material.source.doc
        return Saying(self.number, doc, f"line {line}", None, line, column, one.source_text, (span,), one.source_speaker)


def _shared(spans: Spans, span: Span) -> int:
    return sum(max(0, min(end, span.end) - max(begin, span.begin)) for begin, end in spans)


class _Rows:
    """Sayings, joined to rows."""

    def __init__(self) -> None:
        self._sayings: dict[Key, Saying] = {}
        self._above: dict[Key, Key] = {}

    def add(self, saying: Saying) -> None:
        if saying.trace is not None or saying.key not in self._sayings:
            self._sayings[saying.key] = saying
        self._above.setdefault(saying.key, saying.key)

    def join(self, one: Saying, other: Saying) -> None:
        self.add(one)
        self.add(other)
        first, second = sorted((self._top(one.key), self._top(other.key)))
        self._above[second] = first

    def _top(self, key: Key) -> Key:
        while self._above[key] != key:
            self._above[key] = key = self._above[self._above[key]]
        return key

    def made(self) -> Iterator[Row]:
        rows: dict[Key, list[Saying]] = {}
        for key in sorted(self._sayings):
            rows.setdefault(self._top(key), []).append(self._sayings[key])
        for key in sorted(rows):
            yield Row(tuple(rows[key]))
