"""Sources that are descriptions: somebody known, or a source of its own."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from functools import cached_property

from attribution.speakers.discourse import SENTENCES, Subject
from attribution.speakers.institutions import FAR, PEOPLE, Institutions
from attribution.speakers.people import Answer, Entity
from attribution.speakers.phrases import Phrase, words_of

_WORD = re.compile(r"\w+")
_HANGING = frozenset(["of", "for", "at", "from", "with", "in"])
Sieve = Callable[[Phrase, int, str, list[str]], Answer | None]
_PARTICIPLES = frozenset(["VBN", "VBG", "VBD"])
_STEM = 4  # letters that a country and its people share
_NAMED = 20  # places of a word that are looked at
_OPENING = 60  # tokens of headline and lead, which name people after their titles


def _without_article(text: str) -> str:
    """A description in lower case, without its article."""
    return text.lower().removeprefix("the ").removeprefix("a ").removeprefix("an ")


class Descriptions(Institutions):
    """Sieves for descriptions, most precise first."""

    @cached_property
    def _sieves(self) -> tuple[Sieve, ...]:
        nouns = (self._taken_up_near, self._by_role, self._taken_up, self._by_noun)
        return (*nouns, self._by_class, self._by_age, self._introduced, self._by_center)

    def description(self, phrase: Phrase, at: int) -> Answer:
        """Who or what a description stands for: somebody known, or a source of its own."""
        head, lexicon = phrase.head, self.lexicon
        if (
            self._core(phrase) - phrase.whole[0] == 1
            and head not in lexicon.heads
            and self.document.words[at][:1].isupper()
            and self.people.bearers(self.document.norms[at])
        ):
            return self.people.person((self.document.norms[at],), "", at)
        words = self.document.lows[slice(*phrase.whole)]
        if len(words) == 1 and len(words[0]) == 1:
            return Answer(None, "letter", "a transcript's Q or A names nobody")
        kind = self.kind_of(phrase, words)
        if head in lexicon.pairs and phrase.the == "the":
            pair = self._pair(at)
            if pair is not None:
                return pair
        bare = phrase.the == "" and head in lexicon.titles and self.document.tags[at] != "CD"
        definite = bare or phrase.the in ("the", "his", "her", "their", "its", "this", "that")
        if definite and phrase.the in ("his", "her") and head in lexicon.kin:
            kin = self._kin(phrase, at)
            return kin if kin.entity is not None else Answer(self._new(phrase, at, "unnamed person", words), "description", kin.why)
        if definite:
            for sieve in self._sieves:
                found = sieve(phrase, at, kind, words)
                if found is not None:
                    return found
        named = self._named_later(phrase, at, kind)
        return named or Answer(self._new(phrase, at, kind, words), "description")

    def _named_later(self, phrase: Phrase, at: int, kind: str) -> Answer | None:
        """`a former inspector` of a lead: the one person of whom the article says so below."""
        if at >= _OPENING or phrase.the not in ("a", "an") or kind not in ("unnamed person", "officials", "experts"):
            return None
        found = {entity.name: entity for _, entity in self.tied(phrase.head)}
        return Answer(next(iter(found.values())), "named-later", f"the one called {phrase.head}") if len(found) == 1 else None

    def _described_subject(self, phrase: Phrase, at: int) -> Subject:
        """Whom a description that is the subject of a sentence means: somebody known, or somebody new whom a pronoun can take up."""
        words = self.document.lows[slice(*phrase.whole)]
        person = self.kind_of(phrase, words) in PEOPLE
        if phrase.head in self.lexicon.nobody or (not person and phrase.head not in self.lexicon.heads):  # a beam
            return Subject(None, False)
        called = self._called_so(phrase)
        return Subject(called or self.description(phrase, at).entity, person)

    def _pair(self, at: int) -> Answer | None:
        """`the couple`: the two whom a sentence before names together."""
        s = self.sentence(at)
        for k in range(s - 1, max(-1, s - 1 - SENTENCES), -1):
            if self.document.sentences[k] < self.document.paragraphs[max(0, self.paragraph(at) - 3)]:
                break
            entity = self.subject(k).entity
            if entity is not None and entity.joint:
                return Answer(entity, "pair", f"{entity.name} before")
        return None

    def _called_so(self, phrase: Phrase) -> Entity | None:
        """`a company | called Bluegate Farms`."""
        norms, e = self.document.norms, phrase.whole[1]
        runs = self.roster.runs_between(e + 1, e + 2) if norms[e : e + 1] in (["called"], ["named"]) else []
        return self.named(self.reader.read(runs[0]), runs[0][0]).entity if runs else None

    def kind_of(self, phrase: Phrase, words: list[str]) -> str:
        """The source type of a description."""
        head, lexicon = phrase.head, self.lexicon
        if head in lexicon.quantities:
            of = words.index("of") + 1 if "of" in words[:-1] else 0
            counted = self.reader.head_of(phrase.whole[0] + of, phrase.whole[1]) if of else None
            if counted is None:
                return lexicon.heads.get(head, "public")
            noun = self.document.lows[counted]
            return lexicon.heads.get(noun, "public" if self.lexicon.is_role(noun.removesuffix("s")) else "document")
        familiar = not lexicon.familiar.isdisjoint(words)
        if familiar and head in ("people", "person", "persons", "those", "one", "individuals"):
            return "unnamed person"
        kind = lexicon.heads.get(head)
        if kind is None:
            person = head + "s" in lexicon.heads or head in lexicon.kin or head.endswith("year-old") or self.lexicon.is_role(head)
            person = person or (phrase.whole[1] - phrase.whole[0] == 2 and self.lexicon.demonym(self.document.words[phrase.whole[1] - 1]))
            plural = head.endswith("s") and (head[:-1] in lexicon.kin or self.lexicon.is_role(head[:-1]))
            counted = self.document.tags[phrase.whole[0]] == "CD" or words[0] in ("several", "two", "three")
            kind = ("unnamed person" if counted else "public") if plural else "unnamed person" if person else "document"
        if kind == "public" and (phrase.the in ("a", "an", "one", "another") or words[0] in lexicon.few):
            return "unnamed person"
        return kind

    def _taken_up_near(self, phrase: Phrase, at: int, kind: str, words: list[str]) -> Answer | None:
        """`the nurse` after `a nurse` in this paragraph or the one before."""
        near = self.document.paragraphs[max(0, self.paragraph(at) - 1)]
        described = any(place >= near and head == phrase.head for place, _, head in self.described[-40:])
        return self._taken_up(phrase, at, kind, words) if described else None

    def _taken_up(self, phrase: Phrase, at: int, kind: str, words: list[str]) -> Answer | None:
        """`the nurse` after `a nurse`: the last source described so."""
        b, e = phrase.whole
        capitals = {w for w in self.document.words[b + 1 : e] if w[:1].isupper()}
        found = [
            entity
            for place, entity, head in reversed(self.described[-40:])
            if head == phrase.head and place < at and all(w in entity.name for w in capitals) and (entity.person or place >= at - FAR)
        ]
        if not found:
            return None
        others = [x for x in found if x is not found[0] and x.person]
        if others and found[0].person:
            fitting = [x for x in dict.fromkeys(found) if all(w in x.name.lower().split() for w in words[1:])]
            if e - b < 3 or len(fitting) != 1:
                return Answer(None, "two-fit", f"two candidates fit: {found[0].name} and {others[0].name}")
            return Answer(fitting[0], "taken-up", f"{fitting[0].name} before")
        return Answer(found[0], "taken-up", f"{found[0].name} before")

    def _by_role(self, phrase: Phrase, at: int, kind: str, words: list[str]) -> Answer | None:
        """`the minister`: the one person whom the article has called so."""
        head = phrase.head
        if not self.lexicon.is_role(head):
            return None
        entities, later = self._called_so_far(head, at, words)
        b, e = phrase.whole
        capitals = [w for w in self.document.words[b + 1 : e] if w[:1].isupper() and w.lower() != head]
        owners = self.owners(phrase)
        if later:
            entities = entities if len(entities) == 1 else []
        elif owners:  # the prime minister's spokesman is not the treasury's
            entities = [x for x in entities if not owners.isdisjoint(_WORD.findall(" ".join(x.roles).lower()))]
        elif capitals:
            entities = [x for x in entities if not self._conflicts(x, head, capitals)]
        if not entities:
            return None
        graded = self.lexicon.grades.intersection(words)
        if graded:  # the deputy mayor is no mayor
            entities = [x for x in entities if all(any(w in r.lower().split() for r in x.roles) for w in graded)]
            if not entities:
                return Answer(None, "open-description", "who has been called so is somebody else")
        entities = self._narrowed(entities, head, at, words)
        if len(entities) == 1:
            return Answer(entities[0], "role", f"the one called {head}")
        return Answer(None, "two-fit", f"two candidates fit: {entities[0].name} and {entities[1].name}")

    def _called_so_far(self, head: str, at: int, words: list[str]) -> tuple[list[Entity], bool]:
        """Whom the article has called so before `at`; else, for a headline or a lead, whom it calls so later, and True."""
        found = {entity.name: entity for place, entity in self.tied(head) if place < at}
        for other in self.lexicon.same.get(head, ()) if not found else ():
            found |= {entity.name: entity for place, entity in self.tied(other) if place < at}
        if not found and head in self.lexicon.leading and len(words) == 3:
            found = {e.name: e for e in list(self.people.persons.values()) if words[1] in _WORD.findall((e.role or "").lower())}
        if found or at >= _OPENING:
            return list(found.values()), False
        return list({entity.name: entity for _, entity in self.tied(head)}.values()), True

    def _narrowed(self, entities: list[Entity], head: str, at: int, words: list[str]) -> list[Entity]:
        """Of several called so, those whose role has the other words too, of the right gender, named nearest."""
        if len(entities) > 1:
            inner = [w for w in words if w not in ("the", head) and w.isalpha()]
            fitting = [e for e in entities if inner and all(any(w in r.lower() for r in e.roles) for w in inner)]
            entities = fitting or entities
        gender = self.lexicon.roles.get(head)
        if len(entities) > 1 and gender:
            entities = [e for e in entities if e.gender in ("", gender)] or entities
        for back in range(3):
            here = self._near(at, back) if len(entities) > 1 else set()
            entities = [e for e in entities if e in here] or entities
        return entities

    def _conflicts(self, entity: Entity, head: str, capitals: list[str]) -> bool:
        """Whether the article calls somebody a Libertarian candidate, and the description says Democratic."""
        roles = [r for r in entity.roles if head in r.lower()]
        others = [w for r in roles for w in r.split() if w[:1].isupper() and w.lower() not in self.lexicon.titles and w.lower() != head]
        return bool(others) and not any(c[:_STEM] == o[:_STEM] for c in capitals for o in others)  # Tajik, Tajikistan

    def _near(self, at: int, back: int) -> set[Entity]:
        """Who spoke or was named in this paragraph and `back` before it."""
        low = self.document.paragraphs[max(0, self.paragraph(at) - back)]
        out = {t.entity for t in self.turns[-12:] if low <= t.at < at and t.entity is not None}
        for s in range(max(self.sentence(low), self.sentence(at) - SENTENCES), self.sentence(at) + 1):
            out |= {e for _, _, e in self.before(s, at)}
        return out

    def _by_age(self, phrase: Phrase, at: int, kind: str, words: list[str]) -> Answer | None:
        """`the 42-year-old`: the one person of whom the article gives that age."""
        age = next((w.removesuffix("-year-old") for w in words if w.endswith("-year-old")), None)
        if age is None:
            return None
        found = list(dict.fromkeys(e for e in map(self.mentioned, self.roster.aged(age)) if e is not None))
        return Answer(found[0], "age", f"{found[0].name} is {age}") if len(found) == 1 else None

    def _introduced(self, phrase: Phrase, at: int, kind: str, words: list[str]) -> Answer | None:
        """`the organizer` after `an organizer` who has said nothing yet."""
        if phrase.the != "the" or self._core(phrase) - phrase.whole[0] > 2:
            return None
        if phrase.head in self.lexicon.anybody:
            last = next((t.entity for t in self.turns[-1:] if t.at < at and t.paragraph >= self.paragraph(at) - 1), None)
            gender = self.lexicon.roles.get(phrase.head, "")
            if last and last.person and not last.words and (not gender or last.gender in ("", gender)):
                return Answer(last, "spoke-last", f"{last.name} spoke last")
        chunks, norms, tags = self.chunks, self.document.norms, self.document.tags
        for i in reversed([i for i in self._places_of(phrase.head) if i < at][-_NAMED:]):
            k = bisect_right(chunks.first, i) - 1
            b, e = chunks.first[k], chunks.last[k]
            if norms[b].lower() not in ("a", "an", "one", "another") or e != i + 1:
                continue
            if self.tied_at(i) is not None:
                return None
            named = self.roster.runs_between(b - 8, b) if norms[b - 1] == "," else []
            if named and named[-1][1] == b - 1:  # Bluegate Farms, a company
                name = self.named(self.reader.read(named[-1]), b)
                return Answer(name.entity, "apposition", f"named there as a {phrase.head}") if name.entity else None
            while k + 2 < len(chunks.first) and norms[e] in _HANGING and tags[chunks.last[k + 2] - 1][0] == "N":
                k, e = k + 2, chunks.last[k + 2]
            return Answer(self._new(self.reader.read((b, e)), b, kind, words), "introduced", "the only one called so before")
        return None

    def _by_center(self, phrase: Phrase, at: int, kind: str, words: list[str]) -> Answer | None:
        """`the billionaire`, `the 42-year-old`: whom the sentences before are about, as for a pronoun; none where two fit."""
        head, lexicon = phrase.head, self.lexicon
        if phrase.the in ("his", "her", "their", "its"):  # somebody of theirs is not themselves
            return None
        if kind not in ("unnamed person", "experts", "officials") or (head.endswith("s") and head not in lexicon.roles):
            return None
        aged = any(w.endswith("-year-old") for w in words)
        known = aged or lexicon.is_role(head) or (at < phrase.whole[1] - 1 and lexicon.demonym(head.capitalize()))
        if not known or self.owners(phrase) or "from" in words:
            return None
        found = self.person_before(lexicon.roles.get(head, ""), at, None, frozenset())
        entity = found.entity
        if entity is None:
            open_ = Answer(None, "open-description", "nobody near goes by it")
            return found if found.sieve == "two-fit" else None if head in lexicon.posts or head in lexicon.titles else open_
        if not entity.words:  # somebody unnamed is taken up by his own noun
            return None
        if found.sieve == "paragraph-before" and len(self._main_people(at)) > 1:
            return Answer(None, "open-description", f"may be {entity.name} or somebody else")
        other_office = head in lexicon.held and not entity.heads.isdisjoint(lexicon.held) and not aged
        alone = found.sieve == "sentence-before" and [x for x in self._near(at, 0) if x.words and x.person] == [entity]
        if head not in entity.heads and not alone and (head in lexicon.posts or other_office):
            return Answer(None, "open-description", f"may be {entity.name} or somebody else")
        b, e = phrase.whole
        if self._conflicts(entity, head, [w for w in self.document.words[b + 1 : e] if w[:1].isupper() and w.lower() != head]):
            return None
        return Answer(entity, "center", f"the sentences before are about {entity.name}")

    def _main_people(self, at: int) -> set[Entity]:
        """Who spoke in this paragraph or the one before, or is the subject of a sentence there, and is somebody named."""
        low = self.document.paragraphs[max(0, self.paragraph(at) - 1)]
        out = {t.entity for t in self.turns[-12:] if low <= t.at < at}
        s = self.sentence(at)
        out |= {self.subject(k).entity for k in range(max(self.sentence(low), s - SENTENCES), s)}
        return {e for e in out if e is not None and e.words and e.person and not e.plural}

    def _kin(self, phrase: Phrase, at: int) -> Answer:
        """`her husband`: the one person of the family's name and that gender."""
        owner = self.pronoun({"his": "he", "her": "she"}[phrase.the], at, None).entity
        if owner is None:
            return Answer(None, "kin", "whose is open")
        gender = self.lexicon.kin[phrase.head]
        found = [self.people.entity(n) for n, p in self.people.bearers(owner.words[-1]) if p < at] if owner.words else []
        fits = [e for e in found if e is not owner and (not gender or e.gender in ("", gender))]
        if len(fits) == 1:
            return Answer(fits[0], "kin", f"{phrase.head} of {owner.name}")
        return Answer(None, "kin", "nobody of that family has been named")

    def _new(self, phrase: Phrase, at: int, kind: str, words: list[str]) -> Entity:
        """The source that the description itself is: its words, without a relative clause, are its name."""
        b, e = phrase.whole
        norms, tags = self.document.norms, self.document.tags
        for i in range(b + 1, e):
            aside = norms[i] in self.lexicon.asides and kind in PEOPLE
            if aside or norms[i] in ("who", "which", ",", "-LRB-", "--") or (norms[i] == "that" and tags[i] != "DT"):
                e = i
                break
        if kind == "document":
            b += tags[b] in ("DT", "PRP$") and e - b > 1
            e = self._before_participle(b, e)
            first = next((i for i in range(b, e) if tags[i] in ("IN", "TO")), e)
            for i in range(first - 2, b, -1):
                if tags[i] == "POS" and tags[i - 1][:3] == "NNP":
                    b = i + 1
                    break
        elif kind == "poll":
            e = self._before_participle(b, e)
        text = self._uncapitalised(words_of(self.document, (b, e)), b)
        key = _without_article(text)
        for _, entity, _ in reversed(self.described[-60:]):
            if _without_article(entity.name) == key and (phrase.head.endswith("s") or kind == "document"):
                return entity
        several = phrase.head.endswith("s") and not phrase.head.endswith("ss")
        plural = several or phrase.head in self.lexicon.plural or phrase.head in self.lexicon.quantities
        for place, entity, _ in reversed(self.described[-12:]):
            if place == phrase.whole[0]:
                return entity
        for place, entity, known in self.described[:2]:  # a headline's "nurse", introduced as "a nurse"
            if known == phrase.head and phrase.the in ("a", "an") and entity.name == phrase.head and place < 25:
                entity.name = text
                self.described.append((phrase.whole[0], entity, phrase.head))
                return entity
        entity = Entity(text, kind, (), plural=plural and kind not in ("government", "court"), first=at)
        entity.gender = self.lexicon.roles.get(phrase.head) or self.lexicon.kin.get(phrase.head) or ""
        entity.heads = {phrase.head}
        self.described.append((at, entity, phrase.head))
        return entity

    def _uncapitalised(self, text: str, b: int) -> str:
        """A description from token `b`, as the middle of a sentence writes it: `experts`, but `GOP aides`, `British officials`."""
        first, tag, opens = text.split()[0], self.document.tags[b], b in self.reader.starts
        noun = self.document.lows[b] in self.lexicon.heads
        if not (opens and noun and not self.document.norms[b].isupper()):
            if first.isupper() and len(first) > 1:  # GOP
                return text
            if tag == "JJ" and (first.endswith(("an", "ish", "ese", "ic")) or (first[:1].isupper() and not opens)):  # British, Democratic
                return text
            if tag in ("NNP", "NNPS") or not (noun or opens or tag in ("DT", "PDT", "PRP$")):
                return text
        return text[:1].lower() + text[1:]

    def _before_participle(self, b: int, e: int) -> int:
        """Where a document's name ends: `a poll | published on Monday`; who made or saw it belongs to it (`a memo seen by Reuters`)."""
        norms, tags = self.document.norms, self.document.tags
        return next((i for i in range(b + 1, e - 1) if tags[i] in _PARTICIPLES and tags[i - 1][0] == "N" and norms[i + 1] != "by"), e)
