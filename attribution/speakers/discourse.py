"""What one document has said so far: whose turn it was, and who was told."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from attribution.document.chunks import Chunks, speech_ranges
from attribution.model import Attribution, Document, Tokens
from attribution.speakers.lexicon import Lexicon, shipped_lexicon
from attribution.speakers.people import Answer, Entity, People
from attribution.speakers.phrases import Phrase, Reader
from attribution.speakers.roster import Roster

SENTENCES = 12  # of a paragraph that are looked at
NOBODY = Answer(None, "", "")
Mention = tuple[int, int, Entity]  # token, rank (0 subject, 1 object, 2 other, 3 possessor), person


class Turn(NamedTuple):
    """Somebody said something: where the source stands, in which sentence and paragraph, and to whom."""

    at: int
    sentence: int
    paragraph: int
    entity: Entity | None
    addressee: Entity | None


class Subject(NamedTuple):
    """Whom a sentence is about: the entity where it is known; `person` is true where it is somebody, known or not."""

    entity: Entity | None
    person: bool


class Discourse:
    """One document with its names and people, and the turns taken so far; the sieves are its subclasses."""

    def __init__(self, document: Document, chunks: Chunks, attributions: Sequence[Attribution]) -> None:
        self.document, self.chunks, self.attributions = document, chunks, attributions
        self._speech = [(a, b) for a, b, _ in speech_ranges(document)]
        self.lexicon: Lexicon = shipped_lexicon()
        self.reader = Reader(document, self.lexicon)
        self.roster = Roster(document, self.lexicon, self.reader)
        self.reader.titles = lambda: self.roster.titles
        self.people = People(document, self.lexicon, self.reader, self.roster, self.quoted)
        self.turns: list[Turn] = []
        self.described: list[tuple[int, Entity, str]] = []
        self._ties: dict[str, list[tuple[int, Entity]]] = {}
        self._roles: dict[str, list[int]] | None = None
        self._mentions: dict[int, list[Mention]] = {}
        self._subjects: dict[int, Subject] = {}
        self._spans: dict[int, Tokens | None] = {}
        self._known: dict[tuple[str, ...], Entity] = {}
        self._depth = 0
        self._named: dict[tuple[object, ...], Answer] = {}
        self._contents = sorted(c for a in attributions for c in a.contents)

    def sentence(self, token: int) -> int:
        return bisect_right(self.document.sentences, token) - 1

    def paragraph(self, token: int) -> int:
        return bisect_right(self.document.paragraphs, token) - 1

    def quoted(self, token: int) -> bool:
        k = bisect_right(self._speech, (token, 1 << 60)) - 1
        return k >= 0 and self._speech[k][0] <= token < self._speech[k][1]

    def reports(self, token: int) -> list[Tokens]:
        """The last reported contents that begin at or before a token."""
        k = bisect_right(self._contents, (token, 1 << 60))
        return self._contents[max(0, k - 4) : k]

    def turn(self, at: int, entity: Entity | None, addressee: Entity | None = None) -> None:
        """Remember that `entity` spoke at token `at`."""
        self.turns.append(Turn(at, self.sentence(at), self.paragraph(at), entity, addressee))

    def before(self, s: int, at: int) -> list[Mention]:
        """The people named in sentence `s` before token `at`."""
        raise NotImplementedError

    def pronoun(self, word: str, at: int, a: Attribution | None) -> Answer:
        """Whom a pronoun means."""
        raise NotImplementedError

    def person_before(self, gender: str, at: int, a: Attribution | None, own: frozenset[Entity]) -> Answer:
        """Whom a pronoun of that gender would mean."""
        raise NotImplementedError

    def description(self, phrase: Phrase, at: int) -> Answer:
        """Who or what a description stands for."""
        raise NotImplementedError
