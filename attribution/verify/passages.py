"""A source as material to look things up in: its words, its paragraphs, whose turn each is, and the way back to line and column."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, pairwise

from attribution.model import Claim, Extraction, Span
from attribution.pipeline import extract
from attribution.readers import Source
from attribution.readers.readable import Readable
from attribution.verify.fold import Token, fold_source
from attribution.verify.language import language
from attribution.verify.record import SourceKind, SpeakerMatch
from attribution.verify.speakers import compare_speakers, is_named
from attribution.verify.topic import Topic
from attribution.verify.units import Reader

_LINE = re.compile(r"[^\r\n]+")
_NAME = r"[^\W\d_a-z][\w.'’-]*"
_NAMES = rf"{_NAME}(?:[ \t]+(?:{_NAME}|(?:of|the|for|van|von|de|der|la|al|bin)\b)){{0,7}}"
_LABEL = re.compile(rf"[ \t]*(?:[\[(]?[\d:.,]+[\])]?[ \t]*)?(?P<name>{_NAMES})(?:[ \t]*\([^()\n]{{0,60}}\))?:(?=\s)")
_QUOTING = frozenset('"“”«»')
_TIME = re.compile(r"(?:\d{1,3}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?")  # a place's name that says when
_AROUND = 1_500  # characters beside a passage that are read with it
_HEADING = 300  # characters of a first line
_REPORTED = 2  # words by which others are said to speak that make an article
_MARKED = 0.6  # share of an article's paragraphs that begin with a label in a transcript

Extracting = Callable[[Source, str], Extraction]


@dataclass(frozen=True)
class Turn:
    """A stretch of one speaker's words: its label, if any, begins at `label`, the words at `begin`."""

    label: int
    begin: int
    end: int
    speaker: str


def _extracted(source: Source, text: str) -> Extraction:
    return extract(text, source.doc)


@dataclass(frozen=True)
class Material:
    """One source. `text` is what is read of it; offsets index that text, and `span` and `position` lead back to the file.

    `extracted` gives what the source reports, from source and text.
    """

    source: Source
    text: str = field(repr=False)
    readable: Readable | None = field(repr=False)
    kind: SourceKind
    turns: tuple[Turn, ...] = field(repr=False)
    extracted: Extracting = field(repr=False, default=_extracted)

    @cached_property
    def words(self) -> list[Token]:
        """The words, without the labels of turns."""
        tokens = fold_source(self.text)
        if not self.turns:
            return tokens
        labels = [turn.label for turn in self.turns]

        def spoken(token: Token) -> bool:
            at = bisect_right(labels, token.begin) - 1
            return at < 0 or token.begin >= self.turns[at].begin

        return [token for token in tokens if spoken(token)]

    @cached_property
    def found(self) -> Extraction:
        """What the article reports: read only where a quotation was found in it."""
        return self.extracted(self.source, self.text)

    @cached_property
    def quoted(self) -> list[Span]:
        """What stands between quotation marks, outermost ones, in order."""
        return [Span(quote.begin, quote.end) for quote in self.found.document.quotes if quote.depth == 0]

    def in_marks(self, span: Span) -> bool:
        """Whether some of a stretch stands between quotation marks."""
        at = bisect_left(self._quoted_ends, span.begin + 1)
        return at < len(self.quoted) and self.quoted[at].begin < span.end

    @cached_property
    def _quoted_ends(self) -> list[int]:
        return [span.end for span in self.quoted]

    def claim_at(self, span: Span) -> Claim | None:
        """The claim that shares most characters with a stretch of the text."""
        begins, reach, claims = self._claims
        shared: dict[str, int] = {}
        near: dict[str, Claim] = {}
        at = bisect_right(begins, span.end)
        while at > 0 and reach[at - 1] > span.begin:
            at -= 1
            begin, end, claim = claims[at]
            near[claim.id] = claim
            shared[claim.id] = shared.get(claim.id, 0) + max(0, min(span.end, end) - max(span.begin, begin))
        best = max(shared, key=lambda name: (shared[name], -near[name].content_spans[0].begin), default=None)
        return near[best] if best is not None and shared[best] else None

    @cached_property
    def _claims(self) -> tuple[list[int], list[int], list[tuple[int, int, Claim]]]:
        """The pieces of all claims by where they begin; their begins; and how far those up to each reach."""
        parts = [(begin, end, claim) for claim in self.found.claims if claim.kind != "author" for begin, end in claim.content_spans]
        parts.sort(key=lambda part: part[:2])
        return [part[0] for part in parts], list(accumulate((part[1] for part in parts), max)), parts

    def reader_at(self, span: Span) -> Reader:
        """The words and claims around a stretch: of an article all, for who speaks is told far away; of others its paragraph."""
        if self.kind == "article":
            return self._article
        begin = max(self.text.rfind("\n", max(0, span.begin - _AROUND), span.begin) + 1, span.begin - _AROUND, 0)
        turn = self.turn_at(span.begin)
        begin = begin if turn is None else max(begin, turn.begin)
        end = self.text.find("\n", span.end, span.end + _AROUND)
        end = min(span.end + _AROUND, len(self.text)) if end < 0 else end
        if begin not in self._readers:
            self._readers[begin] = Reader(extract(self.text[begin:end], self.source.doc), begin)
        return self._readers[begin]

    @cached_property
    def _article(self) -> Reader:
        return Reader(self.found, tokens=self.words if not self.turns else None)

    @cached_property
    def _readers(self) -> dict[int, Reader]:
        return {}

    def names(self, word: str) -> bool:
        """Whether a folded word stands anywhere in the source."""
        return word in self._vocabulary

    @cached_property
    def _vocabulary(self) -> frozenset[str]:
        return frozenset(token.folded for token in self.words)

    @cached_property
    def topic(self) -> Topic:
        """What the source is about."""
        return Topic.of(self.words)

    def has_pair(self, one: str, two: str) -> bool:
        """Whether a folded word stands right before another one anywhere in the source."""
        return (one, two) in self._neighbours

    @cached_property
    def _neighbours(self) -> frozenset[tuple[str, str]]:
        return frozenset((one.folded, two.folded) for one, two in pairwise(self.words))

    def turn_at(self, offset: int) -> Turn | None:
        """Whose turn it is."""
        at = bisect_right([turn.begin for turn in self.turns], offset) - 1
        return self.turns[at] if at >= 0 and offset < self.turns[at].end else None

    def speaker_at(self, offset: int) -> str | None:
        """Whose turn it is."""
        turn = self.turn_at(offset)
        return turn.speaker if turn is not None else None

    def speaks_elsewhere(self, speaker: str, offset: int) -> bool:
        """Whether a transcript has turns of this speaker, and the one at `offset` is another's."""
        turn = self.turn_at(offset)
        if turn is None or turn.speaker.casefold() == speaker.casefold():
            return False
        return any(compare_speakers(speaker, label) == "same" for label in self._labels if label != turn.speaker)

    @cached_property
    def _labels(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(turn.speaker for turn in self.turns))

    def headed_by(self, speaker: str) -> SpeakerMatch:
        """Whether a statement names the speaker in its first line; "different" where that says that it is somebody else's.

        For an organisation anybody may speak: only somebody with a role behind the name is somebody else.
        """
        line = self.text.lstrip()[:_HEADING].split("\n", 1)[0] if self.kind == "statement" else ""
        if is_named(speaker) and compare_speakers(speaker, line) == "same":
            return "same"
        by = language().headed.search(line)
        return compare_speakers(speaker, by["name"]) if by is not None else "unknown"

    def span(self, span: Span) -> Span:
        """A stretch of the text as a stretch of the file."""
        return span if self.readable is None else self.readable.span(*span)


def read_material(
    source: Source, readable: Readable | None = None, kind: SourceKind | None = None, extracted: Extracting = _extracted
) -> Material:
    """A source, with its kind: as given, else a transcript where speakers are labelled, an article where it quotes, else a statement."""
    text = source.text if readable is None else readable.text
    timed = readable is not None and bool(readable.places) and all(_TIME.fullmatch(name) for _, name in readable.places)
    turns = find_turns(text, timed=timed) if kind in (None, "transcript") else ()
    if kind is None:
        kind = "transcript" if turns or timed else "article" if _quotes(text) or _reports(text) else "statement"
    return Material(source, text, readable, kind, turns, extracted)


def _quotes(text: str) -> bool:
    return sum(text.count(mark) for mark in _QUOTING) >= 2 or bool(re.search(r"(?<!\w)[‘'`]{1,2}[A-Z][^\n]{10,400}?[,.?!]['’]{1,2}", text))


def _reports(text: str) -> bool:
    """Whether others are reported in a text in which nobody says "I" or "we"."""
    known = language()
    words = Counter(word for word in re.findall(r"[^\W_]+", text.casefold()) if word in known.reporting or word in known.first_person)
    return not known.first_person & words.keys() and sum(words.values()) >= _REPORTED


def find_turns(text: str, *, timed: bool = False) -> tuple[Turn, ...]:
    """The turns of a transcript; none where too few paragraphs begin with a speaker's label for it to be one.

    Of a text that is known to be `timed`, one label is enough.
    """
    paragraphs = [match.span() for match in _LINE.finditer(text) if not match[0].isspace()]
    labels = [(begin, match) for begin, end in paragraphs if (match := _LABEL.match(text, begin, min(end, begin + 200)))]
    if not labels:
        return ()
    if timed:
        return _turns(labels, text)
    names = [match["name"] for _, match in labels]
    again = len(names) - len(set(names))
    alone = all(name.isupper() for name in names)
    first = labels[0][0]
    behind = sum(begin >= first for begin, _ in paragraphs)
    if first > len(text) / 2 or not (again or alone) or len(labels) < _MARKED * behind * (0.5 if again else 1):
        return ()
    return _turns(labels, text)


def _turns(labels: list[tuple[int, re.Match[str]]], text: str) -> tuple[Turn, ...]:
    ends = [begin for begin, _ in labels[1:]] + [len(text)]
    return tuple(Turn(begin, match.end(), end, match["name"]) for (begin, match), end in zip(labels, ends, strict=True))
