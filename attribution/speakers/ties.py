"""Which people the article ties to a word for what they are: `the singer Ilse Aldane`, `Ann Lee, the mayor`."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import chain, compress

from attribution.document.view import peek
from attribution.model import Document, Tokens
from attribution.speakers.cast import Cast
from attribution.speakers.entities import Entity
from attribution.speakers.lexicon import Lexicon
from attribution.speakers.phrases import Reader
from attribution.speakers.roster import FINITE, Roster, begins_clause

_PLACES = 40  # of a role word that are read
_APPOSED = frozenset(["DT", "NN", "JJ", "PRP$", "NNP", "VBG", "NNS"])
_BEFORE, _BEHIND = 3, 12  # tokens around a role word where a name may begin
_PHRASE = 9  # tokens of a role, back to a comma
_LEAD, _INTRODUCED = 3, 4  # paragraphs among which the lead is; tokens before the noun of whom it tells
_NAME = 7  # tokens of a name before it
_LONG = 8_000  # tokens of a text that is not looked through for each word
_SHELVES = 512  # lists of places, in each of which those of many words stand
_CO = ("co-", "Co-", "CO-", "cO-")

Tie = tuple[int, Entity]


class Ties:
    """Role words of one document and the people they stand with."""

    def __init__(self, document: Document, lexicon: Lexicon, reader: Reader, roster: Roster, cast: Cast) -> None:
        self.document, self.lexicon, self.reader, self.roster, self.cast = document, lexicon, reader, roster, cast
        self._tied: dict[str, list[Tie]] = {}
        self._places: dict[str, list[int]] = {}

    def tied(self, head: str) -> list[Tie]:
        """The people whom the article ties to a role word, with the place of the tie, in reading order."""
        known = self._tied.get(head)
        if known is None:
            found = [(i, self.tied_at(i)) for i in self.places_of(head)[:_PLACES]]
            known = self._tied[head] = [(i, entity) for i, entity in found if entity is not None]
        return known

    def places_of(self, head: str) -> list[int]:
        """Where a role word stands; one that no list has is looked for by itself."""
        known = self._places.get(head)
        if known is None:
            known = self._listed_places(head)
            if not known and self.lexicon.is_role(head):
                known = self._standing(frozenset([head, head.capitalize()]))
            self._places[head] = known
        return known

    def places_before(self, head: str, at: int, most: int) -> list[int]:
        """The last places of a role word before token `at`, as many as are wanted."""
        places = self.places_of(head)
        end = bisect_left(places, at)
        return places[max(0, end - most) : end]

    def places_between(self, head: str, low: int, high: int) -> list[int]:
        """Where a role word stands in a token range."""
        places = self.places_of(head)
        return places[bisect_left(places, low) : bisect_left(places, high)]

    def _listed_places(self, head: str) -> list[int]:
        """Where a word of the lists stands: alone, short, behind `co-` (a co-chair is a chair), or as one of several (one of the judges,
        Sasha Vell)."""
        forms = self.lexicon.forms_of(head)
        joint = [co + form for form in forms for co in _CO] if self.lexicon.in_full(head) else []
        several = self.roster.written.intersection([form + "s" for form in forms]).difference(forms)
        norms, one = self.document.norms, self.lexicon.small.one
        places = self._standing(self.roster.written.intersection([*forms, *joint]) | several)
        if not several:
            return places
        return [i for i in places if norms[i] not in several or (norms[i - 1] == "the" and norms[i - 3].lower() in one)]

    def _standing(self, words: frozenset[str]) -> list[int]:
        """Where any of some words stands."""
        norms, standing = self.document.norms, words.intersection(self.roster.written)
        if not standing:
            return []
        if len(norms) < _LONG:
            return list(compress(range(len(norms)), map(standing.__contains__, norms)))
        shelves = {hash(word) % _SHELVES for word in standing}
        return sorted(i for i in chain.from_iterable(self._shelves[shelf] for shelf in shelves) if norms[i] in standing)

    @cached_property
    def _shelves(self) -> Sequence[Sequence[int]]:
        """The places of all words, by the remainder of the hash of each: four bytes a token, where an index by words takes twenty."""
        shelves = [array("i") for _ in range(_SHELVES)]
        for i, word in enumerate(self.document.norms):
            shelves[hash(word) % _SHELVES].append(i)
        return shelves

    def tied_at(self, i: int) -> Entity | None:
        """The person to whom the role word at `i` is tied."""
        document = self.document
        if peek(document.tags, i + 1) in ("NN", "NNS") or peek(document.norms, i - 1) in self.lexicon.small.alike:  # a delegate battle
            return None
        sentence = bisect_right(document.sentences, i) - 1
        low, high = document.sentences[sentence], document.sentences[sentence + 1]
        return self._named_behind(i, low, high) or self._named_before(i, low) or self._made(i, low) or self._identified(i)

    def _named_behind(self, i: int, low: int, high: int) -> Entity | None:
        """`the singer | Ilse Aldane`, `the mayor of Lund, | Ann Lee`."""
        for begin, end in self.roster.runs_between(max(low, i - _BEFORE), min(high, i + _BEHIND)):
            if begin <= i < end - 1 or begin == i + 1 or self._apposed_behind(i, begin, end):
                person = self._person((max(begin, i + 1), end))
                if person:
                    return person
        return None

    def _apposed_behind(self, i: int, begin: int, end: int) -> bool:
        """Whether one comma parts a role, with what hangs on it, from the name at `begin`.

        A name that goes on as a sentence does is none: "according to an official, | Ann Lee won", "… Ann Lee's plan".
        """
        norms, tags = self.document.norms, self.document.tags
        if begin == i + 2 and norms[i + 1] in self.lexicon.small.naming:  # a nurse named Ruth Abara
            return True
        if peek(norms, i + 1) == "-LRB-" and norms[begin - 1] == "-RRB-" and begin - i < _NAME:  # DCP (east) Ritu Chauhan
            return True
        if begin <= i + 1 or norms[begin - 1] != "," or begin in self.cast.portraits.fresh:
            return False
        if end - begin == 1 and self.document.lows[begin] in self.lexicon.portfolios:  # a Department of Children, | Equality and Youth
            return False
        if end < len(tags) and (tags[end] in FINITE or tags[end] == "POS" or tags[end][:2] == "NN"):
            return False
        if self.reader.is_of_somebody(self.document.lows[i], i, begin - 1):
            return False
        between = norms[i + 1 : begin]
        return len(between) == 1 or between[0] in self.lexicon.small.hanging

    def _named_before(self, i: int, low: int) -> Entity | None:
        """`Ann Lee, | the mayor`; `Holm became | the candidate`, `became | mayor`."""
        document, norms, tags = self.document, self.document.norms, self.document.tags
        back = i
        while back > low and i - back < _PHRASE and norms[back - 1] != "," and tags[back - 1] not in FINITE:
            back -= 1
        if peek(norms, back - 1) in self.lexicon.small.copulas:
            end = back - 1
            fits = document.tags[back] == "DT" or (norms[back - 1] in self.lexicon.small.becoming and document.lows[i] in self.lexicon.held)
        elif back - 1 > low and norms[back - 1] == "," and back not in self.cast.portraits.fresh:
            end = back - 1
            if norms[end - 3] == "-LRB-":  # Martin Considine (83), a farmer
                end -= 3
            elif tags[end - 1] == "CD" and norms[end - 2] == ",":
                end -= 2
            fits = tags[back + (tags[back] == "RB")] in _APPOSED  # Colleen Hrycay, then the chief executive
        else:
            return None
        run = self.roster.run_ending(end, max(low, end - _NAME)) if fits else None
        if run is None or self._closes_apposition(run[0], i):
            return None
        return self._person(run) if not begins_clause(document, (back, i + 1), low, run[0]) else None

    def _closes_apposition(self, begin: int, i: int) -> bool:
        """Whether a name says who an office before it is, and the role at `i` is a subject: by the judge, Ann Lee, the | witness said."""
        return peek(self.document.tags, i + 1) in FINITE and self.reader.tells_who(begin)

    def _made(self, i: int, low: int) -> Entity | None:
        """`Ann Lee was elected | mayor`; `Ann Lee, who has been | mayor`: the only one whom the sentence names before."""
        verb = i - 1 - (self.document.tags[i - 1] == "DT")
        runs = self.roster.runs_between(low, i)
        made = verb > low and self.document.tags[verb] == "VBN" and self.document.norms[verb] in self.lexicon.small.making
        if not made or len(runs) != 1 or peek(self.document.tags, runs[0][1]) == "POS":  # Harlow's newly crowned champion
            return None
        return self._person(runs[0])

    def _identified(self, i: int) -> Entity | None:
        """`A farmer has been robbed.` `Ann Lee, 55, had locked up.`: whom a lead does not name, where the paragraph behind it begins with a
        name and an age, tells of no victim, and the lead names nobody."""
        document, small = self.document, self.lexicon.small
        paragraph = bisect_right(document.paragraphs, i) - 1
        if paragraph >= _LEAD or paragraph + 2 >= len(document.paragraphs):
            return None
        begin, behind = document.paragraphs[paragraph : paragraph + 2]
        head, lexicon = document.lows[i], self.lexicon
        if document.lows[begin] not in small.indefinite or i - begin > _INTRODUCED or head in lexicon.posts or head in lexicon.held:
            return None
        run = next(iter(self.roster.runs_between(behind, behind + 1)), None)
        if run is None or any(self.cast.mentioned(one) for one in self.roster.runs_between(begin, behind)):
            return None
        high = document.sentences[bisect_right(document.sentences, behind)]
        aged = (peek(document.norms, run[1]), peek(document.norms, run[1] + 2)) == (",", ",")
        person = self._person(run) if aged and small.victims.isdisjoint(document.norms[begin:high]) else None
        if not lexicon.kin.keys().isdisjoint(document.norms[i + 1 : behind]):  # a mother of her son
            return None
        gender = lexicon.roles.get(head, "")
        return person if person is not None and gender in ("", person.gender or gender) else None

    def _person(self, run: Tokens) -> Entity | None:
        """The person whose name is the run, titles cut off; None where it is no person's."""
        begin, end = run
        inside = peek(self.document.tags, begin - 1) == "IN"
        begin, _, _ = self.reader.title_end(begin, end)
        words = tuple(self.document.norms[begin:end])
        if not words or not words[0][:1].isupper():
            return None
        if len(words) == 1 and not self.cast.bearers(words[0]) and words not in self.cast.sources:
            listed = (self.lexicon.places, self.lexicon.agencies, self.lexicon.names)
            if inside or words[0].isupper() or any(words[0] in names for names in listed):
                return None
        if " ".join(words) in self.lexicon.places or self.cast.bearing.institutional(words):
            return None
        if len(words) > 1 and not self.cast.bearing.may_be_person(words):
            return None
        institution = self.cast.institutions.get(words[0]) if len(words) == 1 and not self.cast.bearers(words[0]) else None
        return institution or self.cast.person(words, "").entity
