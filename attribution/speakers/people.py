"""Who there is in a document: one entity a person, institution or unnamed source, with gender, role and type."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field

from attribution.model import Document, Tokens
from attribution.speakers.bearers import Bearers
from attribution.speakers.lexicon import Lexicon
from attribution.speakers.phrases import PERSONAL, Phrase, Reader, words_of
from attribution.speakers.roster import Name, Roster

_LOOKED_AT = 6  # occurrences of a name that are looked at for titles and appositions: people are introduced early


@dataclass(eq=False, slots=True)
class Entity:
    """Somebody or something that speaks. `gender` "m", "f" or ""; `plural` for collectives; `heads` the nouns that may take it up."""

    name: str
    type: str
    words: Name = ()
    gender: str = ""
    plural: bool = False
    role: str | None = None
    heads: set[str] = field(default_factory=set)
    roles: list[str] = field(default_factory=list)
    first: int = 0
    reason: str | None = None
    they: bool = False
    joint: bool = False
    kin: set[str] = field(default_factory=set)

    @property
    def person(self) -> bool:
        return self.type in ("person", "unnamed person") or (not self.plural and self.type in ("officials", "experts", "witness", "public"))


@dataclass(frozen=True, slots=True)
class Answer:
    """An entity, or None and why; the sieve that answered."""

    entity: Entity | None
    sieve: str
    why: str = ""


class People(Bearers):
    """The entities of one document, made when first asked for."""

    def __init__(self, document: Document, lexicon: Lexicon, reader: Reader, roster: Roster, quoted: Callable[[int], bool]) -> None:
        super().__init__(document, lexicon, roster)
        self.reader, self.quoted = reader, quoted
        self.named: dict[str, Entity] = {}
        self.persons: dict[Name, Entity] = {}
        self._owner: dict[str, Entity | None] = {}

    # --- names of people

    def person(self, words: Name, honorific: str, at: int) -> Answer:
        """The person called `words` at token `at`."""
        if len(words) > 1:
            return Answer(self.entity(self.fullest(words)), "full-name")
        word = words[0]
        found = self.bearers(word)
        if not found:
            return Answer(self.entity(words), "single-name")
        gender = self.lexicon.honorifics.get(honorific, "")
        if len(found) > 1 and gender:
            fitting = [f for f in found if self.entity(f[0]).gender == gender] or [f for f in found if not self.entity(f[0]).gender]
            if honorific == "mrs." and len(fitting) > 1:
                fitting = [f for f in fitting if not self.entity(f[0]).kin] or fitting
            found = fitting or found
            if len(fitting) == 1:
                return Answer(self.entity(fitting[0][0]), "honorific", f"the only {word} of that gender")
        if len(found) == 1:
            entity = self.entity(found[0][0])
            if gender and entity.gender not in ("", gender):
                return Answer(None, "honorific", f"{entity.name} is of the other gender")
            return Answer(entity, "part-of-name")
        owner = self._bare_owner(word, found) if not gender else None
        if owner is not None:
            return Answer(owner, "bare-name", f"{word} alone is {owner.name} here")
        names = " and ".join(" ".join(f[0]) for f in found[:2])
        return Answer(None, "two-fit", f"two candidates fit: {names}")

    def _bare_owner(self, word: str, found: list[tuple[Name, int]]) -> Entity | None:
        """Whom the word alone means by its first use: the one bearer named before it."""
        if word not in self._owner:
            places = self.roster.places.get((word,), [])
            before = [f for f in found if places and f[1] < places[0]] or (found[:1] if places else [])  # none: a headline names the first
            if len(before) != 1 and len(places) > 1:  # the others are always named in full
                uses = {f[0]: len(self.roster.occurrences(f[0])) for f in found}
                least = min(uses.values())
                before = [f for f in found if uses[f[0]] == least and all(n >= 3 * least for g, n in uses.items() if g != f[0])]
            self._owner[word] = self.entity(before[0][0]) if len(before) == 1 else None
        return self._owner[word]

    # --- entities

    def entity(self, words: Name) -> Entity:
        known = self.persons.get(words)
        if known is None:
            places = self.roster.occurrences(words)
            name = words_of(self.document, (places[0][0], places[0][0] + len(words))) if places else " ".join(words)
            known = self.persons[words] = Entity(name, "person", words)
            self._describe(known)
            if not known.gender and not known.roles and not known.kin and self._is_thing(words):
                known.type = "organisation"
        return known

    def _is_thing(self, words: Name) -> bool:
        """Whether a name that nothing shows to be a person's is none: one word alone, or ending in a common noun (Judicial Watch)."""
        if self.is_employer(words):
            return True
        first = words[0]
        if first in self.lexicon.given or first.lower() in self.lexicon.family_first or any(len(w) == 2 and w[1] == "." for w in words):
            return False
        if len(words) == 1:
            return True
        return (words[-1],) not in self.roster.places and words[-1].lower() in self.lexicon.nouns

    def is_employer(self, words: Name) -> bool:
        """Whether the article writes `director of X`, `an analyst at X` or `X's founder`: then X is no person."""
        norms, tags, lexicon = self.document.norms, self.document.tags, self.lexicon
        for p in self.roster.places.get(words, [])[:8]:
            before = norms[p - 2 : p] if p > 1 else ["", ""]
            if before[1] in ("of", "at", "in") and before[0].lower() in lexicon.offices:
                return True
            e = p + len(words)
            if words[0] not in lexicon.given and tags[e : e + 1] == ["POS"] and not lexicon.offices.isdisjoint(norms[e + 1 : e + 4]):
                return True
        return False

    def institution(self, name: str, kind: str, at: int) -> Entity:
        """The entity of an institution's name."""
        known = self.named.get(name)
        if known is None:
            known = self.named[name] = Entity(name, kind, tuple(name.split()), first=at)
            known.plural = kind == "group" and known.words[-1].endswith("s")
            known.heads = {w.lower() for w in known.words if w not in ("of", "the", "for", "and")}
        return known

    def _describe(self, entity: Entity) -> None:
        """Fill gender, role and heads from what stands around the name where it is first named, in full or by surname."""
        lexicon = self.lexicon
        places = self._first_places(entity.words)
        entity.first = places[0][0] if places else 0
        genders: list[str] = []
        for at, end, titles in places:
            genders += [lexicon.honorifics[t.lower()] for t in titles if lexicon.honorifics.get(t.lower())]
            for role, kind in self._ties(at, end, titles):
                head = self.reader.head_of(*role)
                word = self.document.lows[head] if head is not None else ""
                if kind != "kin":
                    entity.roles.append(self._role_text(role, word))
                    entity.heads |= {
                        lexicon.short.get(w, w)
                        for w in (n.lower() for n in self.document.norms[role[0] : role[1]])
                        if w in lexicon.roles or w in lexicon.short or w in lexicon.titles
                    }
                else:
                    entity.kin.add(word)
                genders.append(lexicon.roles.get(word) or lexicon.kin.get(word) or "")
            if entity.roles and (any(genders) or entity.words[0] in lexicon.given):
                break
            k = bisect_right(self.document.sentences, at)
            if "they/them" in self.document.norms[at : min(self.document.sentences[k], at + 40)]:
                entity.they = True
        if entity.roles:
            entity.role = entity.roles[0]
        known = [g for g in genders if g]
        if known:
            entity.gender = known[0]
        elif not (self.family_first(entity.words) if len(entity.words) > 1 else self.bearers(entity.words[0])):
            entity.gender = lexicon.given.get(entity.words[0], "")
        if not entity.gender:
            entity.gender = self._by_pronouns(places)

    def _role_text(self, role: Tokens, head: str) -> str:
        """A role in words; of several people's (`candidates Hillary Clinton and Bernie Sanders`), that of one."""
        text = words_of(self.document, role)
        one = head.removesuffix("s")
        several = one != head and one in self.lexicon.roles and text.lower().endswith(head)
        return text[:-1] if several else text

    def _first_places(self, words: Name) -> list[tuple[int, int, Name]]:
        """(begin, end, titles before it) of the first mentions of a person outside quotations, by the whole name or the surname alone."""
        found = [(at, at + len(words), titles) for at, titles in self.roster.occurrences(words)]
        surname = self.surname(words)
        if len(words) > 1 and [name for name, _ in self.bearers(surname)] == [words]:
            found += [(at, at + 1, titles) for at, titles in self.roster.occurrences((surname,))]
        found.sort()
        return [place for place in found[: 2 * _LOOKED_AT] if not self.quoted(place[0])][:_LOOKED_AT] or found[:1]

    def _by_pronouns(self, places: list[tuple[int, int, Name]]) -> str:
        """The gender of the article's own pronouns behind a name, in sentences that name nobody else."""
        document, roster = self.document, self.roster
        for at, end, _ in places:
            k = bisect_right(document.sentences, at)
            low, high = document.sentences[k - 1], min(document.sentences[k], at + 40)
            others = any(not b <= at < e and self._somebody((b, e)) for b, e in roster.runs_between(low, high))
            behind = document.norms[end:high]
            found = {PERSONAL[n] for n in behind if n in PERSONAL}
            if others:
                continue
            if not found and k < len(document.sentences) - 1:  # Ngozi Bird left. She …
                found = {PERSONAL[n] for n in (w.lower() for w in document.norms[high : high + 1]) if n in PERSONAL}
            if len(found) == 1 and not any(self.lexicon.kin.get(n) in found for n in behind):
                return found.pop()
        return ""

    def institutional(self, name: Name) -> bool:
        """Whether a name's own words say that it is no person's, and the article calls nobody so: not Mayor Don Guardian, nor Guardian."""
        if not name_type(name, "", self.lexicon):
            return False
        return not (self.bearers(name[0]) if len(name) == 1 else self.may_be_person(name))

    def _somebody(self, run: Tokens) -> bool:
        """Whether a run can be a person's name: no day, place or institution."""
        name = self.roster.core(tuple(self.document.norms[run[0] : run[1]]))[1]
        if all(w.isupper() for w in name):  # a dateline
            return False
        return bool(name) and not self.institutional(name) and self.may_be_person(name)

    def _ties(self, b: int, e: int, titles: Name) -> list[tuple[Tokens, str]]:
        """The roles that stand at one mention: (tokens, "title", "apposition" or "kin")."""
        k = bisect_right(self.document.sentences, b)
        low, high = self.document.sentences[k - 1], self.document.sentences[k]
        out: list[tuple[Tokens, str]] = []
        start = self._noun_phrase_begin(b - len(titles), low)
        if start < b:
            phrase = self.reader.read((start, e))
            if phrase.kind == "name" and phrase.role:
                out.append((phrase.role, "title"))
        before = self._apposed_before(start, e, low, high) if not out else None
        behind = self._apposed_behind(e, high)
        return out + [tie for tie in (before, behind) if tie is not None]

    def _apposed_before(self, start: int, e: int, low: int, high: int) -> tuple[Tokens, str] | None:
        """`The prosecutor, | Ottilie Brandt`; `a cellist, | Ruth Engel,`."""
        norms = self.document.norms
        if start - 1 <= low or norms[start - 1] != ",":
            return None
        begin = self._segment_begin(start - 1, low)
        found = self.reader.read((begin, start - 1)) if begin < start - 1 else None
        if found is None or found.kind != "description" or not found.role:
            return None
        if found.the in ("a", "an") and not (e < high and norms[e] in (",", ".", "--")):
            return None
        if self.lexicon.related(found.head):
            return found.role, "kin"
        return (found.role, "apposition") if found.head in self.lexicon.roles else None

    def _apposed_behind(self, e: int, high: int) -> tuple[Tokens, str] | None:
        """`Ann Lee, 42, | a lawyer for the union,`; `Ann Lee (42), | then a nurse,`."""
        norms, tags = self.document.norms, self.document.tags
        if e + 3 < high and norms[e] == "-LRB-" and norms[e + 2] == "-RRB-":
            e += 3
        if e + 1 >= high or norms[e] != ",":
            return None
        e += 1
        if tags[e] == "CD" and e + 2 < high and norms[e + 1] == ",":
            e += 2
        if tags[e] == "RB" and e + 1 < high:
            e += 1
        stop = e
        while (
            stop < high
            and stop - e < 20
            and norms[stop] not in (",", ".", "--", ";", ":", "``", "''")
            and (tags[stop] not in ("VBD", "VBZ", "VBP", "MD", "WP", "WDT") or self.document.words[stop][:1].isupper())
        ):
            stop += 1
        role = self.reader.role_of((e, stop)) if e < stop else None
        if role is None or tags[e] not in ("DT", "NN", "JJ", "PRP$", "NNP", "VBG", "NNS"):
            return None
        named = tags[e] == "NNP" and norms[stop - 1].lower() not in self.lexicon.roles and {"of", "for"}.isdisjoint(norms[e:stop])
        return None if named else (role, "apposition")

    def _noun_phrase_begin(self, b: int, low: int) -> int:
        tags, norms = self.document.tags, self.document.norms
        i = b
        if b - low > 2 and norms[b - 2] == "of" and norms[b - 3].lower() in self.lexicon.titles:  # secretary of state Hillary Clinton
            i -= 2
        while (
            i > low
            and b - i < 10
            and (
                tags[i - 1] in ("NN", "NNS", "NNP", "NNPS", "JJ", "POS", "DT", "PRP$", "CD", "VBN", "JJR", "JJS")
                or (self.document.lows[i - 1] in self.lexicon.roles and tags[i - 1][0] != "V")
            )
        ):
            i -= 1
            if tags[i] in ("DT", "PRP$"):
                break
        return i

    def _segment_begin(self, e: int, low: int) -> int:
        """Where the noun phrase that ends at `e` begins, `of`-phrases taken in."""
        tags, norms = self.document.tags, self.document.norms
        i = e
        while i > low and e - i < 16:
            tag = tags[i - 1]
            if tag in ("NN", "NNS", "NNP", "NNPS", "JJ", "POS", "DT", "PRP$", "CD", "VBN", "JJR", "JJS") or norms[i - 1] in (
                "of",
                "for",
                "at",
                "in",
            ):
                i -= 1
            else:
                break
        while i < e and tags[i] == "IN":
            i += 1
        return i


def name_type(words: Name, the: str, lexicon: Lexicon) -> str:
    """The source type that a name's own words tell, "" where they tell none (a person, perhaps)."""
    text = " ".join(words)
    for phrase, kind in lexicon.phrases:
        if phrase in text:
            return kind
    for word in reversed(words):
        if word in lexicon.names and (len(words) > 1 or the == "the" or word not in lexicon.given):
            return lexicon.names[word]
    if len(words) == 1 and len(text) > 1 and text.replace(".", "").replace("-", "").isupper() and (len(text) > 1):
        return "organisation"
    if the == "the" and len(words) >= 1:
        return "organisation"
    return ""


def read_name(document: Document, phrase: Phrase) -> Name:
    """The words of a phrase's name; none where it has no name."""
    if phrase.name is None:
        return ()
    return tuple(document.norms[phrase.name[0] : phrase.name[1]])
