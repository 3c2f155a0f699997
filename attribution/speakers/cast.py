"""Who there is in a document: one frozen entity a name, by the article's own words; depends on no question asked before."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Set
from functools import cached_property

from attribution.document.view import peek
from attribution.model import Document, Tokens
from attribution.speakers.bearers import Bearers
from attribution.speakers.entities import Answer, Entity, two_fit
from attribution.speakers.lexicon import Lexicon
from attribution.speakers.phrases import Reader, words_of
from attribution.speakers.portraits import Portraits
from attribution.speakers.roster import Name, Roster, name_type

_ASIDES = frozenset(["--", "-", "-LRB-"])  # what opens an aside about somebody
_INTRODUCED = 4  # words of what somebody is, up to the noun
_PLACES = 8  # of a name that are looked at
_HEAD, _OFTEN = 80, 2  # tokens of headline and lead; how often the main person is named at least
_SAID = 60  # tokens before and behind a name within which it says something
_TITLED = 20  # runs with a surname that are looked at for a title


class Cast:
    """The people and institutions of one document, by name."""

    def __init__(
        self,
        document: Document,
        lexicon: Lexicon,
        reader: Reader,
        roster: Roster,
        quoted: Callable[[int], bool],
        fresh: Set[int] = frozenset(),
    ) -> None:
        self.document, self.lexicon, self.roster = document, lexicon, roster
        self.bearing = Bearers(document, lexicon, roster, reader.starts)
        self.bearers, self.fullest = self.bearing.bearers, self.bearing.fullest
        self.quoted = quoted
        self.portraits = Portraits(document, lexicon, reader, roster, self.bearing, quoted, fresh)
        self.sources: set[Name] = set()  # names of people who speak somewhere in the article
        self.institutions: dict[str, Entity] = {}  # those that do, in reading order
        self._settled = False
        self._people: dict[Name, Entity] = {}
        self._others: dict[tuple[str, str], Entity] = {}
        self._owner: dict[str, Entity | None] = {}
        self._alone: dict[str, bool] = {}  # whether a given name stands by itself
        self._mentioned: dict[tuple[str, ...], Entity] = {}
        self._nobody: set[Tokens] = set()  # runs that name no person

    # --- people

    def person(self, words: Name, honorific: str) -> Answer:
        """The person called `words`, with "mr." or its like before it."""
        if len(words) > 1:
            return Answer(self.entity(self.fullest(words)), "full-name")
        word = words[0]
        found = [name for name, _ in self.bearers(word)]
        if not found:
            return Answer(self.entity(words), "single-name")
        gender = self.lexicon.honorifics.get(honorific, "")
        if len(found) > 1 and gender:
            fitting = self._of_gender(found, gender, honorific)
            if len(fitting) == 1:
                return Answer(self.entity(fitting[0]), "honorific", f"the only {word} of that gender")
            found = fitting or found
        if len(found) == 1:
            entity = self.entity(found[0])
            if gender and entity.gender not in ("", gender):
                return Answer(None, "honorific", f"{entity.name} is of the other gender")
            return Answer(entity, "part-of-name")
        owner = self._bare_owner(word) if not gender else None
        if owner is not None:
            return Answer(owner, "bare-name", f"{word} alone is {owner.name} here")
        apart = [name for name in found if not self._goes_by_given_name(name[0])] if gender else []
        if len(apart) == 1:
            return Answer(self.entity(apart[0]), "surname", "the others of that name go by their given names")
        return two_fit(" ".join(found[0]), " ".join(found[1]))

    def _goes_by_given_name(self, given: str) -> bool:
        """Whether the article calls somebody by the given name alone, as it calls children."""
        known = self._alone.get(given)
        if known is None:
            places = self.roster.places.get((given,), ())[:_PLACES]
            known = self._alone[given] = not all(map(self.portraits.quoted, places))
        return known

    def _of_gender(self, names: list[Name], gender: str, honorific: str) -> list[Name]:
        """Those known to be of a gender, else those of whom nothing is known; Mrs. is rather no one's daughter."""
        fitting = [n for n in names if self.entity(n).gender == gender] or [n for n in names if not self.entity(n).gender]
        if honorific == "mrs." and len(fitting) > 1:
            return [n for n in fitting if not self.entity(n).kin] or fitting
        return fitting

    def _bare_owner(self, word: str) -> Entity | None:
        """Whom a surname alone means by its first use: the one bearer named before it."""
        if word not in self._owner:
            self._owner[word] = self._find_bare_owner(word)
        return self._owner[word]

    def _find_bare_owner(self, word: str) -> Entity | None:
        found, places = self.bearers(word), self.roster.places.get((word,), [])
        if not places:
            return None
        before = [name for name, first in found if first < places[0]] or [found[0][0]]  # none: a headline names the first
        if len(before) != 1 and len(places) > 1:  # the others are always named in full
            uses = {name: len(self.roster.occurrences(name)) for name, _ in found}
            least = min(uses.values())
            before = [name for name in uses if all(n >= 3 * least for other, n in uses.items() if other != name)]
        return self.entity(before[0]) if len(before) == 1 else None

    def head_of_family(self, surname: str) -> Entity | None:
        """Whom a surname alone means of a family: the one whom the article is about, if the others are his wife and his son."""
        family = [self.entity(name) for name, _ in self.bearers(surname)]
        apart = [person for person in family if self.lexicon.kin.keys().isdisjoint(person.kin)]
        return self.main if self._settled and apart == [self.main] else None

    def named_alone(self, surname: str, gender: str, at: int) -> Entity | None:
        """Whom a surname with Mr or Mrs means that is of nobody of that gender: `John Lee's wife Ann wept. | Mrs Lee | said`."""
        if not self._settled or not self.bearers(surname):
            return None
        nouns = {noun for _, noun in self.portraits.relatives if self.lexicon.kin[noun] == gender}
        found = {one for noun in nouns for one in self.by_kin.get(noun, ()) if one.first < at} if len(nouns) == 1 else set()
        return found.pop() if len(found) == 1 and all(len(one.words) == 1 for one in found) else None

    def entity(self, words: Name) -> Entity:
        """The one called `words` in full; an organisation where nothing shows a person."""
        known = self._people.get(words)
        if known is None:
            portrait = self.portraits.of(words)
            places = self.roster.occurrences(words)
            shown = bool(portrait.gender or portrait.roles or portrait.kin)
            shown = shown or any(self._introduced(place + len(words), words[0]) for place, _ in places[:_PLACES])
            shown = shown or (len(words) == 1 and any(self._says_i(place) for place, _ in places[:_PLACES]))
            kind = "organisation" if not shown and self._is_thing(words) else "person"
            name = words_of(self.document, (places[0][0], places[0][0] + len(words))) if places else " ".join(words)
            gender, heads, roles, first, they, kin = portrait
            known = self._people[words] = Entity(name, kind, words, gender, False, heads, roles, first, they, False, kin)
        return known

    def _is_thing(self, words: Name) -> bool:
        """Whether a name that nothing shows to be a person's is none: one word alone, or ending in a common noun (Judicial Watch)."""
        if self.is_employer(words):
            return True
        first = words[0]
        norms, ends = self.document.norms, [place + len(words) for place in self.roster.places.get(words, [])[:_PLACES]]
        if any((peek(norms, end), peek(norms, end + 1)) == (",", "which") for end in ends):
            return True
        if first in self.lexicon.given or first.lower() in self.lexicon.family_first or any(len(w) == 2 and w[1] == "." for w in words):
            return False
        if len(words) == 1 or words[-1] in self.lexicon.places:  # Transport Scotland
            return True
        return (words[-1],) not in self.roster.places and words[-1].lower() in self.lexicon.nouns

    def _says_i(self, place: int) -> bool:
        """Whether the one word at a place says `I`, or is followed by `, who`: "I enjoy the club," | Webb | told the Courier."""
        norms, tags, sentences = self.document.norms, self.document.tags, self.document.sentences
        if (peek(norms, place + 1), peek(norms, place + 2)) == (",", "who"):
            return True
        if not (peek(tags, place + 1)[:1] == "V" or peek(tags, place - 1)[:1] == "V") or self.quoted(place):
            return False
        k = bisect_right(sentences, place)
        low, high = max(sentences[k - 1], place - _SAID), min(sentences[k], place + _SAID)
        return any(norms[i] == "I" and self.quoted(i) for i in range(low, high))

    def is_employer(self, words: Name) -> bool:
        """Whether the article writes `director of X`, `an analyst at X` or `X's founder`: then X is no person."""
        norms, tags, lexicon = self.document.norms, self.document.tags, self.lexicon
        for place in self.roster.places.get(words, [])[:_PLACES]:
            if peek(norms, place - 1) in lexicon.small.within and peek(norms, place - 2).lower() in lexicon.offices:
                return True
            end = place + len(words)
            if words[0] not in lexicon.given and peek(tags, end) == "POS" and not lexicon.offices.isdisjoint(norms[end + 1 : end + 4]):
                return True
        return False

    # --- institutions

    def institution(self, name: str, kind: str, at: int) -> Entity:
        """The entity of an institution's name."""
        known = self._known(name, kind)
        if known is None:
            words = tuple(name.split())
            heads = frozenset(w.lower() for w in words if w not in self.lexicon.small.inside_names)
            heads |= self.lexicon.taken_up.get(name, frozenset())
            plural = kind == "group" and words[-1].endswith("s")
            known = self._enter(Entity(name, kind, words, plural=plural, heads=heads, first=at))
        return known

    def type_of(self, name: Name) -> str:
        """The source type of an institution's full name."""
        return self.lexicon.spelled.get(" ".join(name)) or name_type(name, "the", self.lexicon)

    def joint(self, text: str, kind: str, at: int) -> Entity:
        """Several as one source, by their names."""
        return self._known(text, kind) or self._enter(Entity(text, kind, plural=True, first=at, joint=True))

    def _known(self, name: str, kind: str) -> Entity | None:
        return self.institutions.get(name) or self._others.get((name, kind))

    def _enter(self, entity: Entity) -> Entity:
        """Keep an entity: with the sources while the cast is made, apart once it is settled."""
        if self._settled:
            self._others[entity.name, entity.type] = entity
        else:
            self.institutions[entity.name] = entity
        return entity

    # --- the cast as a whole

    def settle(self, sources: Iterable[Entity | None]) -> None:
        """Make the cast of all who speak, in reading order; whoever is named besides depends on nothing asked before."""
        self.sources = {entity.words for entity in sources if entity is not None and self._people.get(entity.words) is entity}
        self._mentioned.clear()
        self._nobody.clear()
        self._settled = True

    @cached_property
    def people(self) -> list[Entity]:
        """Everybody whom the article names, in reading order."""
        return list(dict.fromkeys(person for run in self.roster.runs if (person := self.mentioned(run)) is not None))

    @cached_property
    def by_kin(self) -> dict[str, list[Entity]]:
        """Whom the article introduces as somebody's relative, rival or successor: `her successor, Ann Lee`."""
        out: dict[str, list[Entity]] = {}
        for person in self.people:
            for noun in person.kin:
                out.setdefault(noun, []).append(person)
        return out

    @cached_property
    def main(self) -> Entity | None:
        """The one person whom the article is about: named at its head, again, and most often of those named there."""
        named = Counter(person for run in self.roster.runs if (person := self.mentioned(run)) is not None and person.person)
        ranked = sorted(named.items(), key=lambda pair: (-pair[1], pair[0].first))
        heads = [(person, often) for person, often in ranked if person.first < _HEAD]
        if not heads or heads[0][1] < _OFTEN or 2 * heads[0][1] < ranked[0][1]:
            return None
        lead = self.document.sentences[1]  # of two named as often, the one whom the first sentence names
        alone = len(heads) == 1 or heads[0][1] > heads[1][1] or heads[0][0].first < lead <= heads[1][0].first
        return heads[0][0] if alone else None

    # --- names where they stand

    def mentioned(self, run: Tokens) -> Entity | None:
        """The person whom a run names, where there is reason to take it for a person."""
        begin, end = run
        norms = self.document.norms
        key = (norms[begin - 1] if begin else "", *norms[begin:end])
        known = self._mentioned.get(key)
        if known is None and run not in self._nobody:
            known = self._find_mentioned(run)
            if known is None:
                self._nobody.add(run)
            else:
                self._mentioned[key] = known
        return known

    def _find_mentioned(self, run: Tokens) -> Entity | None:
        begin, end = run
        norms = self.document.norms
        titles, name = self.roster.core(tuple(norms[begin:end]))
        placed = " ".join(name) in self.lexicon.places and not self._introduced(end, name[0])  # Sofia, 15, got it
        if not name or placed or self.bearing.institutional(name):
            return None
        if len(name) == 1:
            if peek(norms, begin - 1).lower() in self.lexicon.compared:  # the younger Hale: see `sieves.name.compared`
                return None
            known = titles or name in self.sources or self.bearers(name[0]) or self._introduced(end, name[0])
            return self.person(name, titles[-1].lower() if titles else "").entity if known else None
        full = self.fullest(name)
        if full in self.sources:
            return self.entity(full)
        if not titles and (peek(norms, begin - 1).lower() == "the" or not self._seems_person(run, name)):
            return None
        return self.person(name, "").entity if self.bearing.may_be_person(name) else None

    def _introduced(self, end: int, given: str) -> bool:
        """Whether what stands behind one name alone says that it is somebody's: `Zoe, | a single mum who …,`, `Zoe, | who …`,
        `Tommy — | who …`, `Olly, | 30,`, `Lewa | and her family`."""
        norms, after = self.document.norms, peek(self.document.norms, end)
        if after == "and":
            return peek(norms, end + 1) in self.lexicon.small.possessive
        if after in _ASIDES:
            return given in self.lexicon.given and peek(norms, end + 1) == "who"
        if after != ",":
            return False
        if self._is_aged(end):
            return True
        if given not in self.lexicon.given:
            return False
        if peek(norms, end + 1) == "who":
            return True
        if peek(norms, end + 1) not in self.lexicon.small.indefinite:
            return False
        behind = norms[end + 2 : end + 2 + _INTRODUCED]
        return not self.lexicon.roles.keys().isdisjoint(behind[: behind.index(",")] if "," in behind else behind)

    def _is_aged(self, end: int) -> bool:
        """Whether an age stands between commas behind a name."""
        norms = self.document.norms
        return (peek(norms, end), peek(self.document.tags, end + 1), peek(norms, end + 2)) == (",", "CD", ",")

    def _seems_person(self, run: Tokens, name: Name) -> bool:
        """Whether the article gives a reason to take a name of several words for a person's."""
        lexicon, roster = self.lexicon, self.roster
        if name[0] in lexicon.given or name[0].lower() in lexicon.family_first:
            return True
        if (name[-1],) in roster.places or (name[0],) in roster.places or self._named_after_role(self.document.norms[slice(*run)]):
            return True
        if self._is_aged(run[1]):
            return True
        apposed = peek(self.document.lows, run[1] + 1)
        leads = apposed in lexicon.leading or apposed in lexicon.held or apposed in lexicon.offices
        if leads and peek(self.document.norms, run[1]) == ",":
            return True  # Yaw Boakye, | head of research, had left
        return any(roster.core(key)[0] for key in roster.by_word.get(name[-1], ())[:_TITLED])

    def _named_after_role(self, words: list[str]) -> bool:
        """Whether a role word stands before a name somewhere: `the painter Dagny Roth`, `the chairman, Nils Aaker`."""
        norms, roles = self.document.norms, self.lexicon.roles
        for begin in self.roster.places.get(tuple(words), [])[:_PLACES]:
            before = peek(norms, begin - 1)
            if before in roles or (before == "," and peek(norms, begin - 2) in roles):
                return True
        return False
