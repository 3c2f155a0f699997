"""Sources that are descriptions: somebody known, or a source of its own."""

from __future__ import annotations

import re
from bisect import bisect_right

from attribution.speakers.discourse import SENTENCES, Subject
from attribution.speakers.people import Answer, Entity, name_type
from attribution.speakers.phrases import Phrase, words_of
from attribution.speakers.roster import Name
from attribution.speakers.scenes import Scenes

_WORD = re.compile(r"\w+")
_PEOPLE = frozenset(["unnamed person", "officials", "experts", "witness", "public"])
_INSTITUTIONS = frozenset(
    ["government", "organisation", "company", "news agency", "news outlet", "court", "group", "poll", "document"]
)
_NAMED = 20  # places of a word that are looked at
_FAR = 250  # tokens within which "the campaign" takes up a campaign
_OPENING = 60  # tokens of headline and lead, which name people after their titles


class Descriptions(Scenes):
    """Sieves for descriptions, most precise first."""

    def description(self, phrase: Phrase, at: int) -> Answer:
        """Who or what a description stands for: somebody known, or a source of its own."""
        head, lexicon = phrase.head, self.lexicon
        if (
            phrase.whole[1] - phrase.whole[0] == 1
            and head not in lexicon.heads
            and self.document.words[at][:1].isupper()
            and self.people.bearers(self.document.norms[at])
        ):
            return self.people.person((self.document.norms[at],), "", at)
        words = [n.lower() for n in self.document.norms[phrase.whole[0] : phrase.whole[1]]]
        if len(words) == 1 and len(words[0]) == 1:
            return Answer(None, "letter", "a transcript's Q or A names nobody")
        kind = self.kind_of(phrase, words)
        definite = phrase.the in ("the", "his", "her", "their", "its", "this", "that") or (phrase.the == "" and head in lexicon.titles)
        if definite and phrase.the in ("his", "her") and head in lexicon.kin:
            kin = self._kin(phrase, at)
            return kin if kin.entity is not None else Answer(self._new(phrase, at, "unnamed person", words), "description", kin.why)
        if definite:
            for sieve in (self._taken_up_near, self._by_role, self._taken_up, self._by_noun, self._by_class, self._by_age, self._introduced, self._by_center):
                found = sieve(phrase, at, kind, words)
                if found is not None:
                    return found
        return Answer(self._new(phrase, at, kind, words), "description")

    def _described_subject(self, phrase: Phrase, at: int) -> Subject:
        """Whom a description that is the subject of a sentence means: somebody known, or somebody new whom a pronoun can take up."""
        words = [n.lower() for n in self.document.norms[phrase.whole[0] : phrase.whole[1]]]
        person = self.kind_of(phrase, words) in _PEOPLE
        if not person and phrase.head not in self.lexicon.heads:  # a beam
            return Subject(None, False)
        return Subject(self.description(phrase, at).entity, person)

    def kind_of(self, phrase: Phrase, words: list[str]) -> str:
        """The source type of a description."""
        head, lexicon = phrase.head, self.lexicon
        if head in lexicon.quantities:
            of = words.index("of") + 1 if "of" in words[:-1] else 0
            counted = self.reader.head_of(phrase.whole[0] + of, phrase.whole[1]) if of else None
            if counted is None:
                return lexicon.heads.get(head, "public")
            noun = self.document.norms[counted].lower()
            return lexicon.heads.get(noun, "public" if self.reader.is_role(noun.removesuffix("s")) else "document")
        familiar = not lexicon.familiar.isdisjoint(words)
        if familiar and head in ("people", "person", "persons", "those", "one", "individuals"):
            return "unnamed person"
        kind = lexicon.heads.get(head)
        if kind is None:
            person = head + "s" in lexicon.heads or head in lexicon.kin or head.endswith("year-old") or self.reader.is_role(head)
            person = person or (phrase.whole[1] - phrase.whole[0] == 2 and self.reader.demonym(self.document.words[phrase.whole[1] - 1]))
            plural = head.endswith("s") and (head[:-1] in lexicon.kin or self.reader.is_role(head[:-1]))
            counted = self.document.tags[phrase.whole[0]] == "CD" or words[0] in ("several", "two", "three")
            kind = ("unnamed person" if counted else "public") if plural else "unnamed person" if person else "document"
        if kind == "public" and phrase.the in ("a", "an", "one", "another"):
            return "unnamed person"
        return kind

    def _taken_up_near(self, phrase: Phrase, at: int, kind: str, words: list[str]) -> Answer | None:
        """`the nurse` after `a nurse` in this paragraph or the one before."""
        found = self._taken_up(phrase, at, kind, words)
        near = self.document.paragraphs[max(0, self.paragraph(at) - 1)]
        return found if any(place >= near and head == phrase.head for place, _, head in self.described[-40:]) else None

    def _taken_up(self, phrase: Phrase, at: int, kind: str, words: list[str]) -> Answer | None:
        """`the nurse` after `a nurse`: the last source described so."""
        b, e = phrase.whole
        capitals = {w for w in self.document.words[b + 1 : e] if w[:1].isupper()}
        found = [
            entity
            for place, entity, head in reversed(self.described[-40:])
            if head == phrase.head and place < at and all(w in entity.name for w in capitals) and (entity.person or place >= at - _FAR)
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
        if not self.reader.is_role(head):
            return None
        found: dict[str, tuple[int, Entity]] = {}
        for place, entity in self.tied(head):
            if place < at:
                found[entity.name] = (place, entity)
        if not found and head in self.lexicon.leading and len(words) == 3:
            found = {e.name: (e.first, e) for e in list(self.people.persons.values()) if words[1] in _WORD.findall((e.role or "").lower())}
        if not found and at < _OPENING:  # "Senator says", in a headline
            found = {entity.name: (place, entity) for place, entity in self.tied(head)}
            found = found if len(found) == 1 else {}
        if not found:
            return None
        entities = [e for _, e in found.values()]
        b, e = phrase.whole
        capitals = [w for w in self.document.words[b + 1 : e] if w[:1].isupper() and w.lower() != head]
        if capitals:
            entities = [x for x in entities if not self._conflicts(x, head, capitals)]
            if not entities:
                return None
        owners = self._owners(phrase)
        if owners:  # the prime minister's spokesman is not the treasury's
            entities = [x for x in entities if not owners.isdisjoint(_WORD.findall(" ".join(x.roles).lower()))]
            if not entities:
                return None
        graded = self.lexicon.grades.intersection(words)
        if graded:  # the deputy mayor is no mayor
            entities = [x for x in entities if all(any(w in r.lower().split() for r in x.roles) for w in graded)]
            if not entities:
                return Answer(None, "open-description", "who has been called so is somebody else")
        if len(entities) > 1:
            inner = [w for w in words if w not in ("the", head) and w.isalpha()]
            fitting = [e for e in entities if inner and all(any(w in r.lower() for r in e.roles) for w in inner)]
            entities = fitting or entities
        if len(entities) > 1 and self.lexicon.roles.get(head):
            entities = [e for e in entities if e.gender in ("", self.lexicon.roles[head])] or entities
        if len(entities) > 1:
            here = self._near(at, 0)
            entities = [e for e in entities if e in here] or entities
        if len(entities) == 1:
            return Answer(entities[0], "role", f"the one called {head}")
        return Answer(None, "two-fit", f"two candidates fit: {entities[0].name} and {entities[1].name}")

    def _core(self, phrase: Phrase) -> int:
        """Where a description ends without what a comma or `who` adds."""
        b, e = phrase.whole
        return next((i for i in range(b + 1, e) if self.document.norms[i] in (",", "--", "-LRB-", "who", "which")), e)

    def _owners(self, phrase: Phrase) -> set[str]:
        """The nouns of a description that say whose or what for somebody is: before a possessive, behind `of` or `for`."""
        b, e = phrase.whole
        norms, tags = self.document.norms, self.document.tags
        out: set[str] = set()
        for i in range(b, self._core(phrase)):
            if tags[i] == "POS":
                out.update(norms[k].lower() for k in range(b, i) if tags[k][0] == "N")
            elif norms[i] in ("of", "for", "at"):
                out.update(norms[k].lower() for k in range(i + 1, e) if tags[k][0] == "N")
                break
        return out

    def _conflicts(self, entity: Entity, head: str, capitals: list[str]) -> bool:
        """Whether the article calls somebody a Libertarian candidate, and the description says Democratic."""
        roles = [r for r in entity.roles if head in r.lower()]
        others = [w for r in roles for w in r.split() if w[:1].isupper() and w.lower() not in self.lexicon.titles and w.lower() != head]
        return bool(others) and not any(c in others for c in capitals)

    def _near(self, at: int, back: int) -> set[Entity]:
        """Who spoke or was named in this paragraph and `back` before it."""
        low = self.document.paragraphs[max(0, self.paragraph(at) - back)]
        out = {t.entity for t in self.turns[-12:] if low <= t.at < at and t.entity is not None}
        for s in range(max(self.sentence(low), self.sentence(at) - SENTENCES), self.sentence(at) + 1):
            out |= {e for _, _, e in self.before(s, at)}
        return out

    def _by_noun(self, phrase: Phrase, at: int, kind: str, words: list[str]) -> Answer | None:
        """`the ministry`: the institution that has the word in its name, and every capitalised word of the description."""
        head = phrase.head
        if kind not in _INSTITUTIONS:
            return None
        b, e = phrase.whole
        capitals = {w for w in self.document.words[b + 1 : e] if w[:1].isupper() and w.lower() != head}
        for entity in self._institutions(at):
            if entity.words and head in entity.heads and all(w in entity.name for w in capitals):
                return Answer(entity, "part-of-name", f"{entity.name} has {head} in its name")
        named = {n: p for n, p in self.roster.names_with(head.capitalize()).items() if p[0] < at}
        if len(named) != 1 or kind in ("poll", "document"):
            return None
        name, places = next(iter(named.items()))
        if not all(w in name for w in capitals):
            return None
        start = next((i for i, w in enumerate(name) if w not in ("the", "The")), 0)
        return Answer(self.people.institution(" ".join(name[start:]), self._type_of(name), places[0]), "part-of-name")

    def _institutions(self, at: int) -> list[Entity]:
        """Who has spoken near and is no person, the last first; then whom the sentences of this paragraph and the one before are about."""
        here, s = self.paragraph(at), self.sentence(at)
        near = [t.entity for t in reversed(self.turns[-12:]) if t.paragraph >= here - 3]
        first = max(self.sentence(self.document.paragraphs[max(0, here - 1)]), s - SENTENCES)
        near += [self.subject(k).entity for k in range(s - 1, first - 1, -1)]
        return list(dict.fromkeys(e for e in near if e is not None and e.type not in ("person", *_PEOPLE)))

    def _by_class(self, phrase: Phrase, at: int, kind: str, words: list[str]) -> Answer | None:
        """`the company`: the one institution of that kind that has spoken or been named near."""
        head = phrase.head
        if kind not in _INSTITUTIONS or kind in ("poll", "document") or self._owners(phrase):
            return None
        if any(w[:1].isupper() and "-" not in w for w in self.document.words[phrase.whole[0] + 1 : self._core(phrase)]):
            return None
        alike = [e for e in self._institutions(at) if self._same_kind(e.type, kind, head) and not self._otherwise(e, head)]
        here, s = self.paragraph(at), self.sentence(at)
        if len(alike) > 1:
            last = {t.entity for t in self.turns[-3:] if t.paragraph == here and t.sentence >= s - 1 and t.entity in alike}
            if len(last) == 1:
                return Answer(last.pop(), "class", "alone of its kind in the sentence before")
            return Answer(None, "two-fit", f"two candidates fit: {alike[0].name} and {alike[1].name}")
        if alike:
            if kind == "company" and alike[0].words and not name_type(alike[0].words, "", self.lexicon):
                alike[0].type = kind
            return Answer(alike[0], "class", f"{alike[0].name} alone of its kind spoke near")
        named = self._named_near(at, kind, head)
        if len(named) == 1:
            only = named.pop()
            its = self._type_of(only) if name_type(only, "", self.lexicon) else kind
            return Answer(self.people.institution(" ".join(only), its, at), "class", f"{' '.join(only)} is the only one of its kind near")
        spoken = [t.entity.name for t in self.turns[-12:] if t.entity is not None and t.entity.words]
        if phrase.the == "the" and kind in ("company", "organisation") and (named or spoken):
            which = " or ".join([" ".join(n) for n in sorted(named)[:2]] or spoken[-1:])
            return Answer(None, "open-description", f"may be {which} or another")
        return None

    def _same_kind(self, its: str, kind: str, head: str) -> bool:
        return its == kind or {its, kind} <= {"organisation", "group", "company"} or (head == "agency" and its in ("government", "news agency"))

    def _named_near(self, at: int, kind: str, head: str) -> set[Name]:
        """The names of institutions of a kind that stand in this paragraph or the two before."""
        low = self.document.paragraphs[max(0, self.paragraph(at) - 2)]
        out: set[Name] = set()
        for run in self.roster.runs_between(max(low, at - _FAR), at):
            name = self.roster.core(tuple(self.document.norms[run[0] : run[1]]))[1]
            if len(name) < 2:
                continue
            its = name_type(name, "", self.lexicon) or ("company" if self.people.is_employer(name) else "")
            if its and self._same_kind(its, kind, head):
                out.add(name)
        return out

    def _otherwise(self, entity: Entity, head: str) -> bool:
        """Whether the name says that it is something else: `the union` is no Lindqvist University."""
        generic = {h for h in entity.heads if h in self.lexicon.heads}
        return bool(generic) and head not in generic and head not in self.lexicon.general

    def _by_age(self, phrase: Phrase, at: int, kind: str, words: list[str]) -> Answer | None:
        """`the 42-year-old`: the one person of whom the article gives that age."""
        age = next((w.removesuffix("-year-old") for w in words if w.endswith("-year-old")), None)
        if age is None:
            return None
        found = list(dict.fromkeys(e for e in map(self._mentioned, self.roster.aged(age)) if e is not None))
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
            while k + 2 < len(chunks.first) and norms[e] in ("of", "for", "at", "from", "with", "in") and tags[chunks.last[k + 2] - 1][0] == "N":
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
        known = self.reader.is_role(head) or head.endswith("year-old") or (at < phrase.whole[1] - 1 and self.reader.demonym(head.capitalize()))
        if not known or self._owners(phrase) or "from" in words:
            return None
        found = self.person_before(lexicon.roles.get(head, ""), at, None, frozenset())
        entity = found.entity
        if entity is None:
            open_ = Answer(None, "open-description", "nobody near goes by it")
            return found if found.sieve == "two-fit" else None if head in lexicon.posts or head in lexicon.titles else open_
        if not entity.words:  # somebody unnamed is taken up by his own noun
            return None
        if found.sieve == "paragraph-before" and len([e for e in self._near(at, 1) if e.words and e.person and not e.plural]) > 1:
            return Answer(None, "open-description", f"may be {entity.name} or somebody else")
        if head not in entity.heads and (head in lexicon.posts or (head in lexicon.titles and entity.role is not None and "year-old" not in " ".join(words))):
            return Answer(None, "open-description", f"may be {entity.name} or somebody else")
        b, e = phrase.whole
        if self._conflicts(entity, head, [w for w in self.document.words[b + 1 : e] if w[:1].isupper() and w.lower() != head]):
            return None
        return Answer(entity, "center", f"the sentences before are about {entity.name}")

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
            if norms[i] in ("who", "which", ",", "-LRB-", "--") or (norms[i] == "that" and tags[i] != "DT"):
                e = i
                break
        if kind == "document":
            b += tags[b] in ("DT", "PRP$") and e - b > 1
            for i in range(b + 1, e):
                if tags[i] in ("VBN", "VBG", "VBD") and tags[i - 1][0] == "N":
                    e = i
                    break
            first = next((i for i in range(b, e) if tags[i] in ("IN", "TO")), e)
            for i in range(first - 2, b, -1):
                if tags[i] == "POS" and tags[i - 1][:3] == "NNP":
                    b = i + 1
                    break
        text = words_of(self.document, (b, e))
        if b in self.reader.starts and norms[b].lower() in self.lexicon.heads:
            text = text[:1].lower() + text[1:]
        elif tags[b] == "JJ" and text.split()[0].endswith(("an", "ish", "ese", "ic")):
            pass  # Republican, British, Chinese, Democratic
        elif (
            tags[b] not in ("NNP", "NNPS")
            and not (len(text.split()[0]) > 1 and text.split()[0].isupper())
            and (
                tags[b] in ("DT", "PDT", "PRP$")
                or norms[b].lower() in self.lexicon.heads
                or b in (self.document.sentences[self.sentence(b)],)
            )
            and not (tags[b] == "JJ" and text[:1].isupper() and b != self.document.sentences[self.sentence(b)])
        ):
            text = text[:1].lower() + text[1:]
        key = text.lower().removeprefix("the ").removeprefix("a ").removeprefix("an ")
        for _, entity, _ in reversed(self.described[-60:]):
            if entity.name.lower().removeprefix("the ").removeprefix("a ").removeprefix("an ") == key and (
                phrase.head.endswith("s") or kind == "document"
            ):
                return entity
        plural = (
            phrase.head in ("people", "police", "staff")
            or (phrase.head.endswith("s") and not phrase.head.endswith("ss"))
            or phrase.head in ("some", "many", "others", "most", "few", "women", "men")
        )
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
