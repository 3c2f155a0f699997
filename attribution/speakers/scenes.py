"""What a sentence shows: whom it names and in which part. Pure over the cast."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from operator import itemgetter

from attribution.document.chunks import Chunks
from attribution.document.view import peek
from attribution.model import Attribution, Document, Tokens
from attribution.patterns import compiled
from attribution.rulebook.alphabets import QUOTE, STOP
from attribution.rulebook.frames import read_notation
from attribution.rulebook.notation import Notation
from attribution.rulebook.rules import Files
from attribution.speakers.cast import Cast
from attribution.speakers.entities import Entity
from attribution.speakers.roster import FINITE, Roster

SUBJECT, OBJECT, OTHER, POSSESSOR = range(4)  # ranks of those whom a sentence names
_PLURAL = frozenset(["NNS", "NNPS"])
_DATELINE = 14  # chunks that a dateline has at most
_CHUNKS = 60  # of a sentence that are read for its subject
_MENTIONS = 40  # people of one sentence that are looked at
_REPORTS = 4  # contents before a token that are looked at
_MARKS = 2  # between a content and its source
_OPENING = 30  # tokens before a source in which a comma is looked for
_SUBJECT = 8  # tokens of a subject behind an opening phrase
_OPENS = frozenset(["IN", "VBG", "VBN"])
_PARTING = frozenset([",", ".", "-LRB-", "--", ":", ";", "``"])
_ENDING = FINITE | {"WP", "WDT", "WP$"}
_APPOSED, _JOINED = 12, 8  # tokens of a sentence within which a name before a comma or `and` opens it
_VERBS, _HEADS = frozenset(["VB", "MD", "RB", "WP"]), frozenset(["IN", "TO", "WDT", "WP"])

Mention = tuple[int, int, Entity]  # token, rank, person


class MainSubjects:
    """The patterns of main-subjects.toml over chunk characters, compiled when the first pronoun asks for them."""

    def __init__(self, texts: Sequence[str], notation: Notation) -> None:
        self._texts, self._notation = texts, notation

    @cached_property
    def patterns(self) -> tuple[re.Pattern[str], ...]:
        """Compiled, in the order in which they are tried."""
        return tuple(compiled(self._notation.translate(text)) for text in self._texts)


def read_main_subjects(files: Files) -> MainSubjects:
    """The patterns of main-subjects.toml."""
    data, notation = files.table("main-subjects.toml"), files.get(read_notation)
    return MainSubjects(["".join(data[key].split()) for key in ("pattern", "inverted", "participle")], notation)


def main_subject(document: Document, chunks: Chunks, sentence: int, subjects: MainSubjects) -> Tokens | None:
    """Token range of the subject of a sentence's main clause; None where the pattern finds none."""
    low, high = document.sentences[sentence], document.sentences[sentence + 1]
    first = bisect_left(chunks.first, low)
    last = bisect_left(chunks.first, high, first, min(len(chunks.first), first + _CHUNKS))
    edge = chunks.symbols.rfind(STOP, first, min(last, first + _DATELINE))
    first = edge + 1 if edge >= 0 else first  # behind a dateline too
    if chunks.symbols[first : first + 1] == QUOTE:
        return None
    *plain, participle = subjects.patterns
    found = next((m for p in plain if (m := p.match(chunks.symbols, first, last))), None)
    several = found is None
    found = found or participle.match(chunks.symbols, first, last)
    if found is None:
        return None
    begin, end = found.span("subject")
    tokens = chunks.first[begin], chunks.last[end - 1]
    return None if several and document.tags[chunks.last[begin] - 1] not in _PLURAL else tokens


class Quoted:
    """Which tokens stand inside somebody's quotation."""

    def __init__(self, ranges: Sequence[Tokens]) -> None:
        self._begins, self._ends = [begin for begin, _ in ranges], [end for _, end in ranges]

    def __call__(self, token: int) -> bool:
        k = bisect_right(self._begins, token) - 1
        return k >= 0 and token < self._ends[k]


def fresh_sources(document: Document, attributions: Sequence[Attribution]) -> frozenset[int]:
    """Where a source begins right behind its content (He met the mayor, | Ann Lee said) or an opening phrase (In a post to X, | the mayor
    said), and where any subject does (According to the doctor, | Ann Lee came late): it is no apposition to what stands before."""
    reports, tags = [(attribution.source[0], attribution) for attribution in attributions if attribution.source], document.tags
    fresh = [begin for begin, a in reports if _behind_content(begin, a) or _behind_opening(document, begin, a.unit[0])]
    starts = [low + (tags[low] == "CC") for low in document.sentences[:-1]]  # But | in a speech to X, the mayor said
    opening = [low for low in starts if peek(tags, low) in _OPENS]
    return frozenset([*fresh, *filter(None, [_subject_behind_opening(document, low) for low in opening])])


def _subject_behind_opening(document: Document, low: int) -> int | None:
    """Where a name or a phrase with an article begins that stands between a sentence's opening phrase and a finite verb."""
    norms, tags, high = document.norms, document.tags, min(len(document.norms), low + _OPENING)
    if document.lows[low] == "as" or "," not in norms[low + 1 : high - 1]:
        return None
    named = False  # whether a name opens the segment before: To Wired, Ann Lee, | an official | cited it
    for begin in range(low + 2, high):
        if norms[begin - 1] != ",":
            continue
        name = document.words[begin][:1].isupper()
        if name or (tags[begin] == "DT" and not named):
            ends = (i for i in range(begin + 1, min(high, begin + _SUBJECT)) if norms[i] in _PARTING or tags[i] in _ENDING)
            end = next(ends, begin)
            if tags[end] in FINITE:
                return begin
        named = name
    return None


def _behind_content(begin: int, attribution: Attribution) -> bool:
    """Whether a source at `begin` stands right behind its content."""
    return any(end <= begin <= end + _MARKS for _, end in attribution.contents)


def _behind_opening(document: Document, begin: int, low: int) -> bool:
    """Whether a phrase with a preposition and a comma, the first, is all that stands before `begin` in its sentence."""
    norms = document.norms
    if low >= begin or norms[begin - 1] != "," or document.tags[low] != "IN":
        return False
    return "," not in norms[max(low, begin - _OPENING) : begin - 1]


class Scenes:
    """The people of each sentence of one document, by their part in it."""

    def __init__(
        self,
        document: Document,
        chunks: Chunks,
        attributions: Sequence[Attribution],
        roster: Roster,
        cast: Cast,
        quoted: Quoted,
        subjects: MainSubjects,
    ) -> None:
        self.document, self.chunks, self.roster, self.cast, self.quoted, self.subjects = document, chunks, roster, cast, quoted, subjects
        self._contents = sorted(content for attribution in attributions for content in attribution.contents)
        self._mentions: dict[int, list[Mention]] = {}
        self._spans: dict[int, Tokens | None] = {}

    def mentions(self, sentence: int) -> list[Mention]:
        """(token, rank, person) of the people whom a sentence names outside quotations."""
        known = self._mentions.get(sentence)
        if known is None:
            low, high = self.document.sentences[sentence], self.document.sentences[sentence + 1]
            runs = [run for run in self.roster.runs_between(low, high) if not self.quoted(run[0])]
            named = [(run, self.cast.mentioned(run)) for run in runs]
            known = self._mentions[sentence] = [(run[0], self.rank(run, low, high), person) for run, person in named if person is not None]
        return known

    def rank(self, run: Tokens, low: int, high: int) -> int:
        """The part of a name in its sentence, by the tags beside it."""
        begin, end = run
        tags = self.document.tags
        after = tags[end] if end < high else ""
        before = tags[begin - 1] if begin > low else ""
        if after == "POS":
            return POSSESSOR
        if before[:2] == "VB":
            return OBJECT
        if before in _HEADS:
            return OTHER
        opens = begin - low
        subject = after[:2] in _VERBS or (after == "," and opens < _APPOSED) or (after == "CC" and opens < _JOINED)
        return SUBJECT if subject else OTHER

    def before(self, sentence: int, at: int) -> list[Mention]:
        """The last mentions of a sentence before token `at`; few enough for a sentence without end."""
        found = self.mentions(sentence)
        k = bisect_left(found, at, key=itemgetter(0))
        return found[max(0, k - _MENTIONS) : k]

    def main_subject(self, sentence: int) -> Tokens | None:
        """The tokens of the subject of a sentence."""
        if sentence not in self._spans:
            self._spans[sentence] = main_subject(self.document, self.chunks, sentence, self.subjects)
        return self._spans[sentence]

    def report_over(self, token: int) -> Tokens | None:
        """The reported content in which a token stands."""
        k = bisect_right(self._contents, (token, 1 << 60))
        return next((c for c in self._contents[max(0, k - _REPORTS) : k] if c[0] <= token < c[1]), None)

    def beside(self, token: int, rank: int) -> bool:
        """Whether who is named at `token`, behind a speaker, is no part of what is reported: `X accused Y at length`; but `X disagreed with
        Y`, who stays X's object."""
        norms, tags = self.document.norms, self.document.tags
        content = self.report_over(token)
        if content is None:
            return rank == SUBJECT and peek(norms, token - 1) in self.cast.lexicon.small.joining
        begin, high = content
        if begin == token:
            end = token
            while end < high and self.document.words[end][:1].isupper():
                end += 1
            return norms[token - 1] != "with" and (end >= high or tags[end] in ("IN", "TO", "."))
        return norms[token - 1] == "and" and peek(norms, token - 2) == ","
