"""What a sieve is given: a query, and the view of one document with its cast, its scenes and what has been said so far."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from attribution.document.chunks import Chunks, speech_ranges
from attribution.document.view import peek
from attribution.model import Attribution, Document, Tokens
from attribution.speakers.accusations import accusations_of
from attribution.speakers.cast import Cast
from attribution.speakers.descriptions import kind_of
from attribution.speakers.entities import PEOPLE, Answer, Entity, Name
from attribution.speakers.lexicon import Lexicon
from attribution.speakers.phrases import PERSONAL, Phrase, Reader
from attribution.speakers.roster import Roster
from attribution.speakers.scenes import POSSESSOR, MainSubjects, Quoted, Scenes, fresh_sources
from attribution.speakers.state import Past, State, Turn
from attribution.speakers.ties import Ties

SENTENCES = 12  # of a paragraph that are looked at
_SHORT = 3  # tokens of a source that may be a country
_PEOPLE = 200  # whom a description can mean
_TURNS = 16  # the last turns among which those of a sentence are sought
_REACH = 12  # sentences in a row whose pronouns are followed back


class Query(NamedTuple):
    """A mention whose entity is asked for.

    at           token where it stands
    attribution  whose source it is; None for a subject, an addressee, a source behind the source
    words        of a description, in lower case; of a name, as its bearers are called
    kind         source type of a description
    """

    phrase: Phrase
    at: int
    attribution: Attribution | None = None
    words: Name = ()
    kind: str = ""


class Subject(NamedTuple):
    """Whom a sentence is about: the entity where it is known; `person`: it is somebody, known or not; `gender` of a pronoun."""

    entity: Entity | None
    person: bool
    gender: str = ""


NO_SUBJECT = Subject(None, False)


def nowhere(at: int) -> None:
    """Nothing is left to be resolved before token `at`."""


class View:
    """One document as the sieves see it. All but `state` is settled before the first question."""

    def __init__(
        self,
        document: Document,
        chunks: Chunks,
        attributions: Sequence[Attribution],
        lexicon: Lexicon,
        subjects: MainSubjects,
        resolve: Callable[[Query, View], Answer],
    ) -> None:
        self.document, self.chunks, self.lexicon = document, chunks, lexicon
        self.quoted = Quoted([(begin, end) for begin, end, _ in speech_ranges(document)])
        self.reader = Reader(document, lexicon)
        spoken = {a.contents[0][0] for a in attributions if a.frame in ("TURN", "SIGNED")}  # Q. | Will you close it?
        self.roster = roster = Roster(document, lexicon, spoken | {chunks.first[begin] for begin, _ in chunks.units()})
        self.reader.titles = lambda: roster.titles
        letters = lexicon.small.asked_by | lexicon.small.answered_by
        labels = ((a.source[0], a.unit[0]) for a in attributions if a.frame == "TURN" and a.source)
        self.letters = min((begin for source, begin in labels if document.lows[source] in letters), default=0)  # of an interview: `Q:`
        self.fresh = fresh_sources(document, attributions)
        self._sources = [a.source for a in attributions if a.source and a.source[1] - a.source[0] <= _SHORT]
        self.cast = Cast(document, lexicon, self.reader, self.roster, self.quoted, self.fresh)
        self.scenes = Scenes(document, chunks, attributions, self.roster, self.cast, self.quoted, subjects)
        self.ties = Ties(document, lexicon, self.reader, self.roster, self.cast)
        self.accusations = accusations_of(document, attributions, lexicon)
        self.state = State()
        self._past = Past(self.state, 0)  # the one asked for last
        self.made: dict[tuple[int, str], Entity] = {}
        self.advance = nowhere  # resolves the attributions before a token
        self._resolve = resolve
        self._names: dict[tuple[object, ...], Answer] = {}
        self._subjects: dict[int, Subject] = {}
        self._owners: dict[int, Subject] = {}
        self._taken_up: dict[int, Subject] = {}
        self._depth = 0

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of the document, in lower case."""
        return frozenset(self.document.lows)

    @cached_property
    def asides(self) -> frozenset[int]:
        """Where what is no part of the article begins."""
        return frozenset(begin for begin, _ in self.document.furniture)

    @property
    def written(self) -> frozenset[str]:
        """Every word of the document as it is written."""
        return self.roster.written

    @cached_property
    def speaking(self) -> frozenset[str]:
        """The sources of a few words, as worded, without an article."""
        norms, lows, articles = self.document.norms, self.document.lows, self.lexicon.small.articles
        return frozenset(" ".join(norms[begin + (lows[begin] in articles) : end]) for begin, end in self._sources)

    # --- places

    def sentence(self, token: int) -> int:
        return bisect_right(self.document.sentences, token) - 1

    def paragraph(self, token: int) -> int:
        return bisect_right(self.document.paragraphs, token) - 1

    def paragraph_begin(self, token: int, back: int = 0) -> int:
        """First token of the paragraph of a token, or of one before it."""
        return self.document.paragraphs[max(0, self.paragraph(token) - back)]

    def people_before(self, at: int) -> list[Entity]:
        """Whom the article names before a token, in reading order; of very many the last."""
        people = self.cast.people
        if len(people) > _PEOPLE:
            last = bisect_left(people, at, key=lambda person: person.first)
            people = people[max(0, last - _PEOPLE) : last]
        return [person for person in people if person.first < at]

    def sentences_back(self, at: int, back: int) -> Iterator[int]:
        """The sentences before that of `at`, the nearest first, of its paragraph and `back` before it."""
        here, first = self.sentence(at), self.sentence(self.paragraph_begin(at, back))
        return iter(range(here - 1, max(first, here - SENTENCES) - 1, -1))

    # --- questions

    def read(self, tokens: Tokens, attribution: Attribution | None = None) -> Query:
        """The query that a mention makes."""
        phrase = self.reader.read(tokens)
        if phrase.kind != "description":
            return Query(phrase, phrase.whole[0], attribution)
        words = tuple(self.document.lows[slice(*phrase.whole)])
        return Query(phrase, phrase.whole[0], attribution, words, kind_of(self.reader, phrase, words))

    def ask(self, query: Query) -> Answer:
        """Who stands behind a mention; a name found once is found again."""
        if query.phrase.kind != "name" or query.phrase.name is None:
            return self._resolve(query, self)
        key = self._name_key(query.phrase)
        known = self._names.get(key)
        if known is None:
            known = self._resolve(query, self)
            if known.entity is not None and not known.local:
                self._names[key] = known
        return known

    def _name_key(self, phrase: Phrase) -> tuple[object, ...]:
        """All that the answer to a name depends on."""
        begin, end = phrase.name or phrase.whole
        before = self.document.lows[begin - 1] if begin else ""
        before = before if before in self.lexicon.compared else ""  # the elder Hale
        return (*self.document.norms[begin:end], phrase.honorific, phrase.generic, phrase.the, phrase.titled, phrase.role is None, before)

    def who(self, tokens: Tokens) -> Entity | None:
        """The entity of a mention that stands by itself."""
        return self.ask(self.read(tokens)).entity

    # --- subjects

    def subject(self, sentence: int) -> Subject:
        """Whom or what the main clause of a sentence is about, pronouns and descriptions resolved."""
        return self._kept(self._subjects, sentence, self._find_subject)

    def owner(self, sentence: int) -> Subject:
        """Whose the subject of a sentence is, where it begins with a possessive pronoun: `His company had built ships`."""
        return self._kept(self._owners, sentence, self._find_owner)

    def taken_up(self, token: int) -> Entity | None:
        """Whom a pronoun means that stands at a token and says nothing: an object, an owner."""
        return self._kept(self._taken_up, token, self._find_taken_up).entity

    def _find_taken_up(self, token: int) -> Subject:
        gender = PERSONAL[self.document.lows[token]]
        phrase = Phrase("pronoun", (token, token + 1), head="he" if gender == "m" else "she")
        return Subject(self.ask(Query(phrase, token)).entity, True, gender)

    def _kept(self, kept: dict[int, Subject], place: int, find: Callable[[int], Subject]) -> Subject:
        """What was found of a sentence or token, once; a pronoun asks for those before, so far and no farther."""
        known = kept.get(place)
        if known is None:
            self.advance(self.document.sentences[place] if kept is not self._taken_up else place)
            if self._depth == _REACH:
                return NO_SUBJECT
            self._depth += 1
            known = kept[place] = find(place)
            self._depth -= 1
        return known

    def _find_owner(self, sentence: int) -> Subject:
        found = self.scenes.main_subject(sentence)
        pronoun = self.lexicon.owner_pronouns.get(self.document.lows[found[0]]) if found else None
        if found is None or pronoun is None:
            return NO_SUBJECT
        query = self.read((found[0], found[0] + 1))
        query = query._replace(phrase=query.phrase._replace(kind="pronoun", head=pronoun))
        return Subject(self.ask(query).entity, True, PERSONAL.get(pronoun, ""))

    def subject_before(self, sentence: int, at: int, attribution: Attribution | None) -> Subject:
        """The subject of a sentence where it stands before token `at`, and is no part of what the source at `at` says."""
        if self.document.sentences[sentence + 1] > at:
            found = self.scenes.main_subject(sentence)
            contents = attribution.contents if attribution is not None else ()
            if found is None or found[1] > at or any(begin <= found[0] < end for begin, end in contents):
                return NO_SUBJECT
        return self.subject(sentence)

    def _find_subject(self, sentence: int) -> Subject:
        found = self.scenes.main_subject(sentence)
        if found is None or self.quoted(found[0]):
            return NO_SUBJECT
        low, high = found
        joined = self.document.lows[low] in PERSONAL and self.document.norms[low + 1 : high][:1] == ["and"]
        query = self.read((low, low + 1) if joined else found)  # he | and the minister
        phrase = query.phrase
        taken_up = phrase.head in PERSONAL or phrase.head in self.lexicon.small.third
        if phrase.kind == "pronoun" and not taken_up:
            return NO_SUBJECT
        if phrase.kind == "description":
            return self._described_subject(query)
        if phrase.kind == "name" and not phrase.joint:
            named = self.roster.runs_between(*phrase.name) if phrase.name else []  # A lawyer for Ann Lee, | Bo Wu
            for run in (*named, *self.roster.runs_between(*found)):
                entity = self.cast.mentioned(run)
                if entity is not None and self.scenes.rank(run, *found) != POSSESSOR:
                    return Subject(entity, entity.person)
        entity = self.ask(query).entity
        if phrase.kind == "pronoun":
            return Subject(entity, phrase.head in PERSONAL, PERSONAL.get(phrase.head, ""))
        return Subject(entity, phrase.joint or (entity is not None and entity.person))

    def _described_subject(self, query: Query) -> Subject:
        """Whom a description that is the subject of a sentence means: somebody known, or somebody new whom a pronoun can take up."""
        person, head, lexicon = query.kind in PEOPLE, query.phrase.head, self.lexicon
        if self.document.lows[query.phrase.whole[0]] in lexicon.apiece:  # each pupil
            return NO_SUBJECT
        known = head in lexicon.heads or lexicon.singular(head) in lexicon.heads  # fire crews
        if head in lexicon.nobody or not (person or known):  # a beam
            return NO_SUBJECT
        called = self._called_so(query.phrase.whole[1])
        return Subject(called or self.ask(query).entity, person)

    def _called_so(self, end: int) -> Entity | None:
        """`a company | called Bluegate Farms`."""
        if peek(self.document.norms, end) not in self.lexicon.small.naming:
            return None
        runs = self.roster.runs_between(end + 1, end + 2)
        return self.who(runs[0]) if runs else None

    # --- what has been said

    def past(self, at: int) -> Past:
        """What had been said before token `at`."""
        if self._past.at != at:
            self._past = Past(self.state, at)
        return self._past

    def turns_in(self, sentence: int, at: int) -> list[Turn]:
        """The turns of a sentence before token `at`."""
        return [turn for turn in self.past(at).turns(_TURNS) if turn.sentence == sentence]

    def turn(self, at: int, entity: Entity | None, addressee: Entity | None, asking: bool, source: Tokens) -> None:
        """Remember that `entity`, named by the tokens of `source`, spoke at token `at`."""
        self.state.turn(Turn(at, self.sentence(at), self.paragraph(at), entity, addressee, asking, source))
