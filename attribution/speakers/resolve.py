"""One speaker for each attribution: names, descriptions and pronouns by ordered sieves, in reading order."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter

from attribution.document.chunks import Chunks, speech_ranges
from attribution.model import Attribution, Document, Tokens
from attribution.speakers.lexicon import Lexicon, shipped_lexicon
from attribution.speakers.people import Answer, Entity, People, name_type, read_name
from attribution.speakers.phrases import PERSONAL, Phrase, Reader, words_of
from attribution.speakers.roster import Name, Roster

_BACK = 6  # sentences before a pronoun that are searched
_PARAGRAPHS = 2
_SENTENCES = 12  # of a paragraph that are looked at
_MENTIONS = 40  # of a sentence
_FAR = 250  # tokens within which "the campaign" takes up a campaign
_OPENING = 60  # tokens of headline and lead, which name people after their titles
NOBODY = Answer(None, "", "")


@dataclass(frozen=True, slots=True)
class Turn:
    """Somebody said something: where the source stands, in which sentence and paragraph, and to whom."""

    at: int
    sentence: int
    paragraph: int
    entity: Entity | None
    addressee: Entity | None


class Resolver:
    """Resolves the sources of one document in reading order; holds what has been said so far."""

    def __init__(self, document: Document, chunks: Chunks, attributions: Sequence[Attribution]) -> None:
        self.document, self.chunks, self.attributions = document, chunks, attributions
        self.lexicon: Lexicon = shipped_lexicon()
        self.reader = Reader(document, self.lexicon)
        self.roster = Roster(document, self.lexicon, self.reader)
        self.people = People(document, self.lexicon, self.reader, self.roster)
        self.turns: list[Turn] = []
        self.described: list[tuple[int, Entity, str]] = []
        self._speech = [(a, b) for a, b, _ in speech_ranges(document)]
        self._ties: dict[str, list[tuple[int, Entity]]] = {}
        self._roles: dict[str, list[int]] | None = None
        self._mentions: dict[int, list[tuple[int, int, Entity]]] = {}

    # --- places -------------------------------------------------------------------------------------------------------------------------------

    def sentence(self, token: int) -> int:
        return bisect_right(self.document.sentences, token) - 1

    def paragraph(self, token: int) -> int:
        return bisect_right(self.document.paragraphs, token) - 1

    def quoted(self, token: int) -> bool:
        k = bisect_right(self._speech, (token, 1 << 60)) - 1
        return k >= 0 and self._speech[k][0] <= token < self._speech[k][1]

    # --- one source ---------------------------------------------------------------------------------------------------------------------------

    def turn(self, at: int, entity: Entity | None, addressee: Entity | None = None) -> None:
        """Remember that `entity` spoke at token `at`."""
        self.turns.append(Turn(at, self.sentence(at), self.paragraph(at), entity, addressee))

    def answer(self, source: Tokens, a: Attribution | None = None) -> tuple[Answer, Phrase]:
        """Who stands behind the words of a source."""
        phrase = self.reader.read(source)
        at = phrase.whole[0]
        if phrase.kind == "pronoun":
            return self.pronoun(phrase.head, at, a), phrase
        if phrase.kind == "relative":
            return self.relative(at), phrase
        if phrase.joint:
            return self.joint(phrase, at), phrase
        if phrase.kind == "name":
            found = self.named(phrase, at)
            if found.entity is not None and phrase.role and found.entity.role is None and found.entity.type == "person":
                found.entity.role = words_of(self.document, phrase.role)
                found.entity.roles.append(found.entity.role)
                found.entity.heads.add(phrase.head)
            return found, phrase
        return self.description(phrase, at), phrase

    def joint(self, phrase: Phrase, at: int) -> Answer:
        """`McConnell and Ryan`: several as one source, by their words."""
        text = words_of(self.document, phrase.whole)
        entity = self.people.named.get(text) or Entity(text, "person", (), plural=True, first=at)
        self.people.named[text] = entity
        return Answer(entity, "joint")

    def named(self, phrase: Phrase, at: int) -> Answer:
        """Who bears a name."""
        words = self._spoken_case(read_name(self.document, phrase))
        text = " ".join(words)
        lexicon, people = self.lexicon, self.people
        person = phrase.titled or phrase.generic == "person" or (phrase.role is not None and not phrase.generic)
        if not person:
            known = self._institution(words, text, phrase, at)
            if known is not None:
                return known
        compared = self._compared(phrase, words)
        return compared or people.person(words, phrase.honorific, at)

    def _compared(self, phrase: Phrase, words: Name) -> Answer | None:
        """`the younger Hale`: junior of two who share a name."""
        assert phrase.name is not None
        before = self.document.norms[phrase.name[0] - 1].lower() if phrase.name[0] else ""
        suffixes = self.lexicon.compared.get(before)
        if suffixes is None:
            return None
        found = [n for n, _ in self.people.bearers(words[-1]) if n[-1].lower() in suffixes.split()]
        return Answer(self.people.entity(found[0]), "compared", f"the {before} of them") if len(found) == 1 else None

    def _spoken_case(self, words: Name) -> Name:
        """A name in capitals (of a transcript) as the text writes it elsewhere."""
        if any(len(w) > 3 and w.isupper() for w in words) and " ".join(words) not in self.lexicon.agencies and "".join(words) not in self.roster.acronyms:
            titled = tuple(w.title() for w in words)
            if all(w in self.roster.by_word for w in titled):
                return titled
        return words

    def _institution(self, words: Name, text: str, phrase: Phrase, at: int) -> Answer | None:
        lexicon, people, roster = self.lexicon, self.people, self.roster
        if text in lexicon.places and not (len(words) == 1 and phrase.the != "the" and people.bearers(text)):
            return Answer(people.institution(lexicon.places[text], "government", at), "place")
        if text in roster.acronyms:
            full = roster.acronyms[text]
            return Answer(people.institution(" ".join(full), self._type_of(full), at), "acronym", f"the article itself: {' '.join(full)} ({text})")
        if len(words) == 1 and len(text) > 2 and text.isupper():
            for entity in people.named.values():
                if "".join(w[0] for w in entity.words if w[0].isupper()) == text and len(entity.words) > 1:
                    return Answer(entity, "initials", f"the initials of {entity.name}")
        if text in lexicon.agencies:
            full_name, kind = lexicon.agencies[text]
            name = full_name if full_name in self.document.text else text
            return Answer(people.institution(name, kind, at), "acronym" if name != text else "agency")
        bearers = people.bearers(words[0]) if len(words) == 1 and phrase.the != "the" else []
        if len(words) == 1 and not bearers and self._is_place(words):
            return Answer(people.institution(text, "government", at), "place", f"the article uses {text} as a place")
        kind = phrase.generic or (name_type(words, phrase.the, lexicon) if not bearers else "")
        kind = lexicon.spelled.get(text, kind)
        if not kind and len(words) > 1 and phrase.name and self.document.tags[phrase.name[1] - 1] == "NNPS" and words[0] not in lexicon.given:
            kind = "company"  # Norvane Terminals: people's names have no plural
        if kind and not bearers:
            longer = self._longer(words) if len(words) == 1 and phrase.the != "the" else self._ending(words) if len(words) == 1 else None
            if kind == "organisation" and text in people.named:
                kind = people.named[text].type
            return Answer(people.institution(" ".join(longer) if longer else self._worded(phrase), kind, at), "institution")
        if len(words) == 1 and not bearers and words[0] not in lexicon.given:
            longer = self._longer(words)
            if longer:
                return Answer(people.institution(" ".join(longer), name_type(longer, "", lexicon) or "company", at), "part-of-name")
        if len(words) > 1 and text in people.named:
            return Answer(people.named[text], "full-name")
        return None

    def _is_place(self, words: Name) -> bool:
        """Whether the article writes `in X` or `X's foreign minister`: then X speaks for its government."""
        norms, tags = self.document.norms, self.document.tags
        for p in self.roster.places.get(words, [])[:8]:
            after = norms[p + 2:p + 5] if tags[p + 1:p + 2] == ["POS"] else []
            if (p and norms[p - 1] in ("in", "across", "near", "neighboring", "neighbouring")) or "minister" in after or "capital" in after or "government" in after:
                return True
        return False

    def _worded(self, phrase: Phrase) -> str:
        assert phrase.name is not None
        return words_of(self.document, phrase.name)

    def _type_of(self, full: Name) -> str:
        return self.lexicon.spelled.get(" ".join(full)) or name_type(full, "the", self.lexicon)

    def _longer(self, words: Name) -> Name | None:
        """The one institution whose name begins with these words."""
        all_names = [n for n in self.roster.names_with(words[0]) if n[:len(words)] == words]
        found = {n for n in all_names if name_type(n, "", self.lexicon) or self.people._is_institution(n)}
        longest = max(found, key=len, default=None)
        return longest if longest and all(longest[:len(n)] == n for n in found) else None

    def _ending(self, words: Name) -> Name | None:
        """`the Times`: the one institution whose name ends so."""
        found = {n for n in self.roster.names_with(words[0]) if n[-1] == words[0] and words[0] in self.lexicon.names}
        return found.pop() if len(found) == 1 else None

    # --- relative pronouns --------------------------------------------------------------------------------------------------------------------

    def relative(self, at: int) -> Answer:
        """Whom `who` takes up: what stands before it."""
        document = self.document
        low = document.sentences[self.sentence(at)]
        e = at
        while e > low and document.norms[e - 1] in (",", "--", "-LRB-"):
            e -= 1
        b = self._phrase_begin(e, low)
        if b >= e:
            return NOBODY
        phrase = self.reader.read((b, e))
        if phrase.kind == "description" and b - 1 > low and document.norms[b - 1] == ",":
            run = self.roster.runs_between(max(low, b - 8), b)
            if run and run[-1][1] == b - 1:
                name = self.reader.read((self._phrase_begin(b - 1, low), b - 1))
                if name.kind == "name":
                    return Answer(self.named(name, name.whole[0]).entity, "relative")
        found = self.named(phrase, b) if phrase.kind == "name" else self.description(phrase, b) if phrase.kind == "description" else NOBODY
        if found.entity is not None and found.entity.type == "document" and document.norms[at].lower() != "which":
            return Answer(None, "relative", "what stands before it is nobody")
        return Answer(found.entity, "relative", found.why)

    def _phrase_begin(self, e: int, low: int) -> int:
        """Where the noun phrase that ends before `e` begins, with `of`- and `for`-phrases."""
        chunks = self.chunks
        tags, norms = self.document.tags, self.document.norms
        k = bisect_left(chunks.first, e) - 1
        b = e
        while k >= 0 and chunks.first[k] >= low:
            first, last = chunks.first[k], chunks.last[k]
            tag = tags[last - 1]
            if tag[0] == "N" or tag in ("POS", "CD", "DT"):
                b = first
                if k > 0 and first - 1 >= low and norms[first - 1] in ("of", "for") and k > 1 and tags[chunks.last[k - 2] - 1][0] == "N":
                    k -= 2
                    continue
                if b - 1 > low and norms[b - 1] in ("``", "''") and k > 1:
                    k -= 1
                    continue
            break
        return b

    # --- descriptions -------------------------------------------------------------------------------------------------------------------------

    def description(self, phrase: Phrase, at: int) -> Answer:
        """Who or what a description stands for: somebody known, or a source of its own."""
        head, lexicon = phrase.head, self.lexicon
        if phrase.whole[1] - phrase.whole[0] == 1 and head not in lexicon.heads and self.document.words[at][:1].isupper() and self.people.bearers(self.document.norms[at]):
            return self.people.person((self.document.norms[at],), "", at)
        words = [n.lower() for n in self.document.norms[phrase.whole[0]:phrase.whole[1]]]
        if len(words) == 1 and len(words[0]) == 1:
            return Answer(None, "letter", "a transcript's Q or A names nobody")
        kind = self.kind_of(phrase, words)
        definite = phrase.the in ("the", "his", "her", "their", "its", "this", "that") or (phrase.the == "" and head in lexicon.titles)
        if definite and phrase.the in ("his", "her") and head in lexicon.kin:
            kin = self._kin(phrase, at)
            return kin if kin.entity is not None else Answer(self._new(phrase, at, "unnamed person", words), "description", kin.why)
        if definite:
            for sieve in (self._taken_up_near, self._by_role, self._taken_up, self._by_class, self._by_age):
                found = sieve(phrase, at, kind, words)
                if found is not None:
                    return found
        return Answer(self._new(phrase, at, kind, words), "description")

    def kind_of(self, phrase: Phrase, words: list[str]) -> str:
        """The source type of a description."""
        head, lexicon = phrase.head, self.lexicon
        if head in lexicon.quantities:
            of = words.index("of") + 1 if "of" in words[:-1] else 0
            counted = self.reader.head_of(phrase.whole[0] + of, phrase.whole[1]) if of else None
            return lexicon.heads.get(self.document.norms[counted].lower(), "public") if counted is not None else lexicon.heads.get(head, "public")
        familiar = not lexicon.familiar.isdisjoint(words)
        if familiar and head in ("people", "person", "persons", "those", "one", "individuals"):
            return "unnamed person"
        kind = lexicon.heads.get(head)
        if kind is None:
            person = head + "s" in lexicon.heads or head in lexicon.roles or head in lexicon.kin or head.endswith((*lexicon.endings, "year-old"))
            plural = head.endswith("s") and head[:-1] in lexicon.roles
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
        capitals = {w for w in self.document.words[b + 1:e] if w[:1].isupper()}
        for place, entity, head in reversed(self.described[-40:]):
            if head == phrase.head and place < at and all(w in entity.name for w in capitals) and (entity.person or place >= at - _FAR):
                return Answer(entity, "taken-up", f"{entity.name} before")
        return None

    def _by_role(self, phrase: Phrase, at: int, kind: str, words: list[str]) -> Answer | None:
        """`the minister`: the one person whom the article has called so."""
        head = phrase.head
        if head not in self.lexicon.roles and head not in self.lexicon.titles:
            return None
        found: dict[str, tuple[int, Entity]] = {}
        for place, entity in self.tied(head):
            if place < at:
                found[entity.name] = (place, entity)
        if not found and at < _OPENING:  # "Senator says", in a headline
            found = {entity.name: (place, entity) for place, entity in self.tied(head)}
            found = found if len(found) == 1 else {}
        if not found:
            return None
        entities = [e for _, e in found.values()]
        b, e = phrase.whole
        capitals = [w for w in self.document.words[b + 1:e] if w[:1].isupper() and w.lower() != head]
        if capitals:
            entities = [x for x in entities if not self._conflicts(x, head, capitals)]
            if not entities:
                return None
        if len(entities) > 1:
            inner = [w for w in words if w not in ("the", head) and w.isalpha()]
            fitting = [e for e in entities if inner and all(any(w in r.lower() for r in e.roles) for w in inner)]
            entities = fitting or entities
        if len(entities) > 1 and self.lexicon.roles.get(head):
            entities = [e for e in entities if e.gender in ("", self.lexicon.roles[head])] or entities
        if len(entities) > 1:
            near = self._near(at)
            entities = [e for e in entities if e in near] or entities
        if len(entities) == 1:
            return Answer(entities[0], "role", f"the one called {head}")
        return Answer(None, "two-fit", f"two candidates fit: {entities[0].name} and {entities[1].name}")

    def _conflicts(self, entity: Entity, head: str, capitals: list[str]) -> bool:
        """Whether the article calls somebody a Libertarian candidate, and the description says Democratic."""
        roles = [r for r in entity.roles if head in r.lower()]
        others = [w for r in roles for w in r.split()[:-1] if w[:1].isupper() and w.lower() not in self.lexicon.titles]
        return bool(others) and not any(c in others for c in capitals)

    def _near(self, at: int) -> set[Entity]:
        """Who spoke or was named in this paragraph and the one before."""
        low = self.document.paragraphs[max(0, self.paragraph(at) - 1)]
        out = {t.entity for t in self.turns[-12:] if low <= t.at < at and t.entity is not None}
        for s in range(max(self.sentence(low), self.sentence(at) - _SENTENCES), self.sentence(at) + 1):
            out |= {e for _, _, e in self.before(s, at)}
        return out

    def tied(self, head: str) -> list[tuple[int, Entity]]:
        """The people whom the article ties to a role word, with the place of the tie, in reading order."""
        known = self._ties.get(head)
        if known is None:
            if self._roles is None:
                self._roles = self._role_places()
            known = []
            for i in self._roles.get(head, ())[:40]:
                name = self._tie(i)
                if name is not None:
                    known.append((i, name))
            self._ties[head] = known
        return known

    def _role_places(self) -> dict[str, list[int]]:
        lexicon = self.lexicon
        wanted = lexicon.roles.keys() | lexicon.titles | lexicon.short.keys()
        wanted = wanted | {w.capitalize() for w in wanted}
        out: dict[str, list[int]] = {}
        for i, w in enumerate(self.document.norms):
            if w in wanted:
                low = w.lower()
                out.setdefault(lexicon.short.get(low, low), []).append(i)
        return out

    def _tie(self, i: int) -> Entity | None:
        """The person to whom the role word at `i` is tied."""
        document, norms = self.document, self.document.norms
        s = self.sentence(i)
        low, high = document.sentences[s], document.sentences[s + 1]
        for b, e in self.roster.runs_between(max(low, i - 3), min(high, i + 12)):
            between = norms[i + 1:b] if b > i else []
            if (b <= i < e - 1) or b == i + 1 or (b > i + 1 and norms[b - 1] == "," and "," not in between[:-1] and (len(between) == 1 or between[0] in ("of", "for", "at", "in"))):
                person = self._person_words((max(b, i + 1), e))
                if person:
                    return person
        back = i
        while back > low and i - back < 9 and norms[back - 1] != "," and document.tags[back - 1] not in ("VBD", "VBZ", "MD", "VBP"):
            back -= 1
        if back - 1 > low and norms[back - 1] == ",":
            end = back - 1
            if document.tags[end - 1] == "CD" and norms[end - 2] == ",":
                end -= 2
            runs = self.roster.runs_between(max(low, end - 7), end)
            if runs and runs[-1][1] == end and document.tags[back] in ("DT", "NN", "JJ", "PRP$", "NNP", "VBG", "NNS"):
                return self._person_words(runs[-1])
        return None

    def _person_words(self, run: Tokens) -> Entity | None:
        """The person whose name is the run, titles cut off; None where it is no person's."""
        b, e = run
        inside = b > 0 and self.document.tags[b - 1] == "IN"
        b, _, _ = self.reader._title_end(b, e)
        words = tuple(self.document.norms[b:e])
        if not words or not words[0][:1].isupper() or (len(words) == 1 and not self.people.bearers(words[0]) and words not in self.people.persons):
            if inside or not words or len(words) != 1 or words[0] in self.lexicon.places or words[0] in self.lexicon.agencies or words[0].isupper() or words[0] in self.lexicon.names:
                return None
        if " ".join(words) in self.lexicon.places or name_type(words, "", self.lexicon):
            return None
        return self.people.person(words, "", b).entity

    def _by_class(self, phrase: Phrase, at: int, kind: str, words: list[str]) -> Answer | None:
        """`the ministry`, `the company`: the last institution named so, or of that kind, that has spoken or been named near."""
        head = phrase.head
        if kind not in ("government", "organisation", "company", "news agency", "news outlet", "court", "group", "poll", "document"):
            return None
        here = self.paragraph(at)
        near = [t.entity for t in self.turns[-12:] if t.paragraph >= here - 3 and t.entity is not None and t.entity.type != "person"]
        for entity in reversed(near):
            if head in entity.heads:
                return Answer(entity, "part-of-name", f"{entity.name} has {head} in its name")
        capital = head.capitalize()
        named = {n: p for n, p in self.roster.names_with(capital).items() if p[0] < at}
        if len(named) == 1 and kind not in ("poll", "document"):
            name = next(iter(named))
            start = next((i for i, w in enumerate(name) if w not in ("the", "The")), 0)
            return Answer(self.people.institution(" ".join(name[start:]), self._type_of(name), named[name][0]), "part-of-name")
        if kind in ("poll", "document"):
            return None
        if phrase.whole[1] - phrase.whole[0] > 2:
            return None
        for entity in reversed(near):
            alike = {entity.type, kind} <= {"organisation", "group", "company"}
            if entity.type == kind or alike or (head == "agency" and entity.type in ("government", "news agency")):
                return Answer(entity, "class", f"{entity.name} spoke last of its kind")
        low = self.document.paragraphs[max(0, here - 2)]
        named_near: set[Name] = set()
        for run in self.roster.runs_between(max(low, at - _FAR), at):
            name = self.roster.core(tuple(self.document.norms[run[0]:run[1]]))[1]
            its = name_type(name, "", self.lexicon) if len(name) > 1 else ""
            if its == kind or (its and {its, kind} <= {"organisation", "group", "company"}):
                named_near.add(name)
        if len(named_near) == 1:
            only = named_near.pop()
            return Answer(self.people.institution(" ".join(only), self._type_of(only), at), "class", f"{' '.join(only)} is the only one of its kind near")
        return None

    def _by_age(self, phrase: Phrase, at: int, kind: str, words: list[str]) -> Answer | None:
        """`the billionaire`, `the 42-year-old`: only where one person fits in this paragraph, or else the one before."""
        if kind not in ("unnamed person", "experts", "officials") or phrase.head.endswith("s") and phrase.head not in self.lexicon.roles:
            return None
        if phrase.head not in self.lexicon.roles and not phrase.head.endswith(("year-old", "man", "woman")):
            return None
        gender = self.lexicon.roles.get(phrase.head, "")
        b, e = phrase.whole
        capitals = [w for w in self.document.words[b + 1:e] if w[:1].isupper() and w.lower() != phrase.head]
        if "POS" in self.document.tags[b:e] or not {"for", "at", "who", "from"}.isdisjoint(words):
            return None
        if capitals or e - b > 9:
            return self._speaker_before(at, gender) or (Answer(None, "open-description", "nobody near goes by it") if capitals else None)
        here = self.paragraph(at)
        for back in range(0, 2):
            if here - back < 0:
                break
            low, high = self.document.paragraphs[here - back], self.document.paragraphs[here - back + 1]
            found = {t.entity for t in self.turns[-12:] if low <= t.at < min(at, high) and t.entity is not None}
            for s in range(max(self.sentence(low), self.sentence(min(at, high - 1)) - _SENTENCES), self.sentence(min(at, high - 1)) + 1):
                found |= {e for _, r, e in self.before(s, at) if r < 2}
            fits = [e for e in found if e.person and (not gender or e.gender in ("", gender))]
            if len(fits) == 1:
                return Answer(fits[0], "only-one", f"nobody but {fits[0].name} fits here")
            if len(fits) > 1:
                speakers = [t for t in self.turns[-3:] if t.entity in fits and t.sentence >= self.sentence(at) - 1]
                if speakers and back == 0 and len({t.entity for t in speakers}) == 1:
                    return Answer(speakers[-1].entity, "speaker-before")
                if e - b > 3:
                    return None
                return Answer(None, "two-fit", f"two candidates fit: {fits[0].name} and {fits[1].name}")
        return None

    def _speaker_before(self, at: int, gender: str) -> Answer | None:
        """`the New York businessman`: whoever spoke last, where the article has called him nothing yet; else it stays open."""
        s = self.sentence(at)
        near = [t.entity for t in self.turns[-8:] if t.sentence >= s - 3 and t.entity is not None and t.entity.person]
        near = list(dict.fromkeys(e for e in near if not gender or e.gender in ("", gender)))
        if not near:
            return None
        if len(near) == 1 and near[0].words and near[0].role is None:
            return Answer(near[0], "speaker-before", "spoke last, and goes by no other description")
        return Answer(None, "open-description", f"may be {near[-1].name} or somebody else")

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
        elif tags[b] not in ("NNP", "NNPS") and not (len(text.split()[0]) > 1 and text.split()[0].isupper()) and (tags[b] in ("DT", "PDT", "PRP$") or norms[b].lower() in self.lexicon.heads or b in (self.document.sentences[self.sentence(b)],)) and not (tags[b] == "JJ" and text[:1].isupper() and b != self.document.sentences[self.sentence(b)]):
            text = text[:1].lower() + text[1:]
        key = text.lower().removeprefix("the ").removeprefix("a ").removeprefix("an ")
        for _, entity, _ in reversed(self.described[-60:]):
            if entity.name.lower().removeprefix("the ").removeprefix("a ").removeprefix("an ") == key and (phrase.head.endswith("s") or kind == "document"):
                return entity
        plural = phrase.head in ("people", "police", "staff") or (phrase.head.endswith("s") and not phrase.head.endswith("ss")) or phrase.head in ("some", "many", "others", "most", "few", "women", "men")
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

    # --- pronouns -----------------------------------------------------------------------------------------------------------------------------

    def mentions(self, s: int) -> list[tuple[int, int, Entity]]:
        """(token, rank, person) of the people named in sentence `s` outside quotations; rank 0 subject, 1 other, 2 possessor."""
        known = self._mentions.get(s)
        if known is not None:
            return known
        document, out = self.document, []
        low, high = document.sentences[s], document.sentences[s + 1]
        for b, e in self.roster.runs_between(low, high):
            if self.quoted(b):
                continue
            entity = self._mentioned((b, e))
            if entity is None:
                continue
            after = document.tags[e] if e < high else ""
            before = document.tags[b - 1] if b > low else ""
            if after == "POS":
                rank = 2
            elif before in ("IN", "TO") or before[:2] == "VB":
                rank = 1
            elif after[:2] in ("VB", "MD", "RB", "WP") or (after == "," and b - low < 12) or (after == "CC" and b - low < 8):
                rank = 0
            else:
                rank = 1
            out.append((b, rank, entity))
        if document.norms[low] == "The" and high - low > 3:
            subject = self._called(low)
            if subject is not None:
                out.insert(0, (low, 0, subject))
        self._mentions[s] = out
        return out

    def before(self, s: int, at: int) -> list[tuple[int, int, Entity]]:
        """The last mentions of sentence `s` before token `at`; few enough for a sentence without end."""
        found = self.mentions(s)
        k = bisect_left(found, at, key=itemgetter(0))
        return found[max(0, k - _MENTIONS):k]

    def _called(self, low: int) -> Entity | None:
        """The person whom `The founder` at the beginning of a sentence means, by the one tie of that word."""
        k = bisect_right(self.chunks.first, low) - 1  # the edge of the sentence begins there too
        b, e = low, self.chunks.last[k]
        head = self.document.norms[e - 1].lower()
        if e - b > 4 or head not in self.lexicon.roles:
            return None
        found = {entity.name: entity for place, entity in self.tied(head) if place < low}
        return next(iter(found.values())) if len(found) == 1 else None

    def _mentioned(self, run: Tokens) -> Entity | None:
        """The person whom a run names, where there is reason to take it for a person."""
        b, e = run
        words = self.document.norms
        key = tuple(words[b:e])
        titles, name = self.roster.core(key)
        if not name or " ".join(name) in self.lexicon.places or name_type(name, "", self.lexicon):
            return None
        if len(name) == 1:
            if name not in self.people.persons and not self.people.bearers(name[0]):
                return None
            honorific = titles[-1].lower() if titles else ""
            return self.people.person(name, honorific, b).entity
        full = self.people._fullest(name)
        if full in self.people.persons:
            return self.people.persons[full]
        if titles or name[0] in self.lexicon.given or name in self.people.persons or (name[-1],) in self.roster.places or name[0].lower() in self.lexicon.family_first or (name[0],) in self.roster.places:
            if not self.people._may_be_person(name) or (b > 0 and self.document.norms[b - 1].lower() == "the" and not titles):
                return None
            return self.people.person(name, "", b).entity
        return None

    def _several(self, k: int) -> bool:
        """Whether sentence `k` has the two people of the paragraph for its subject."""
        b, e = self.document.sentences[k], self.document.sentences[k + 1]
        text = self.document.text[self.document.begins[b]:self.document.ends[min(e - 1, b + 6)]]
        return self.lexicon.several.search(text) is not None

    def pronoun(self, word: str, at: int, a: Attribution | None) -> Answer:
        """Whom a pronoun means."""
        if word in PERSONAL:
            return self._he_or_she(PERSONAL[word], at, a)
        if word in ("it", "its"):
            return self._last(at, lambda e: not e.person and not e.plural, "institution-before")
        if word in ("they", "their", "them"):
            return self._they(at)
        for t in reversed(self.attributions):
            if any(b <= at < e for b, e in t.contents) and t is not a:
                break
        return Answer(None, "first-person", "who speaks is not in reach")

    def _last(self, at: int, fits: object, sieve: str) -> Answer:
        s, p = self.sentence(at), self.paragraph(at)
        for t in reversed(self.turns[-8:]):
            if t.at < at and (t.paragraph == p or t.sentence >= s - 2) and callable(fits) and t.entity is not None and fits(t.entity):
                return Answer(t.entity, sieve)
        return Answer(None, sieve, "nothing before it fits")

    def _they(self, at: int) -> Answer:
        found = self._last(at, lambda e: e.plural or e.they, "plural-before")
        if found.entity is not None:
            return found
        p = self.paragraph(at)
        near = {t.entity for t in self.turns[-8:] if t.at < at and t.paragraph == p and t.entity is not None and t.entity.person}
        begin = max(self.sentence(self.document.paragraphs[p]), self.sentence(at) - _SENTENCES)
        named = {e for s in range(begin, self.sentence(at) + 1) for q, _, e in self.before(s, at)}
        both = near | named
        if len(both) == 1:
            entity = both.pop()
            if not entity.gender:
                entity.they = True
                return Answer(entity, "singular-they", "nobody else is in the paragraph")
        for e in near | named:
            if e.they:
                return Answer(e, "singular-they")
        found = self._last(at, lambda e: not e.person and e.type not in ("document", "poll"), "institution-before")
        return found if found.entity is not None else Answer(None, "plural-before", "no group before it")

    def _he_or_she(self, gender: str, at: int, a: Attribution | None) -> Answer:
        s, p = self.sentence(at), self.paragraph(at)

        def fits(e: Entity) -> bool:
            return e.person and not e.plural and e.gender in ("", gender) and not e.they

        behind = a is not None and bool(a.contents) and a.contents[0][0] < at
        order = [("same-sentence", s, True)] if behind else [("same-sentence", s, False)]
        for back in range(1, _BACK + 1):
            if s - back < 0 or p - self.paragraph(self.document.sentences[s - back]) > _PARAGRAPHS:
                break
            same = self.paragraph(self.document.sentences[s - back]) == p
            order.append(("sentence-before" if same else "paragraph-before", s - back, False))
        if behind:
            order.insert(min(2, len(order)), ("content", s, False))
        for sieve, k, turns_only in order:
            found = self._in_sentence(k, at, fits, turns_only, gender)
            if found is not None:
                if found.entity is None:
                    return Answer(None, "two-fit", found.why)
                found.entity.gender = found.entity.gender or gender
                return Answer(found.entity, found.sieve or sieve, found.why)
        opening = not behind and at - self.document.sentences[s] < 4
        later = [e for q, r, e in self.mentions(s)[:6] if q > at and r == 0 and fits(e)] if opening else []
        if later:
            return Answer(later[0], "named-later", "an opening clause takes up the subject that follows")
        return Answer(None, "pronoun", "nobody before it fits")

    def _in_sentence(self, k: int, at: int, fits: object, turns_only: bool, gender: str) -> Answer | None:
        """The one candidate of sentence `k` before token `at`; speakers before subjects before others; an addressee never."""
        assert callable(fits)
        turns = [t for t in self.turns[-16:] if t.sentence == k and t.at < at]
        if turns and turns[-1].entity is None:
            return Answer(None, "", "who spoke before is open")
        speakers = list(dict.fromkeys(t.entity for t in turns if t.entity is not None and fits(t.entity)))
        told = {t.addressee for t in turns if t.addressee is not None} if speakers else set()
        if not turns_only and self._several(k):
            near = [e for e in dict.fromkeys([*(t.entity for t in self.turns[-4:]), *(e for _, _, e in self.before(max(0, k - 1), at))]) if e is not None and fits(e)]
            if len(near) > 1:
                return Answer(None, "", f"two candidates fit: {near[0].name} and {near[1].name}")
        if len(speakers) == 1:
            return Answer(speakers[0], "", "spoke last")
        if len(speakers) > 1:
            return Answer(None, "", f"two candidates fit: {speakers[0].name} and {speakers[1].name}")
        if turns_only:
            return None
        far = self.paragraph(self.document.sentences[k]) != self.paragraph(at)  # there, only a subject or one known to fit
        ranked = [(r, e) for _, r, e in self.before(k, at) if fits(e) and e not in told and (r == 0 or e.gender or not far)]
        if not ranked:
            return None
        best = min(r for r, _ in ranked)
        chosen = list(dict.fromkeys(e for r, e in ranked if r == best))
        everyone = list(dict.fromkeys(e for _, e in ranked))
        b, e_ = self.document.sentences[k], self.document.sentences[k + 1]
        if len(everyone) > 1 and not self.lexicon.reciprocal.isdisjoint(self.document.norms[b:min(e_, b + _SENTENCES * 10)]):
            return Answer(None, "", f"two candidates fit: {everyone[0].name} and {everyone[1].name}")
        if len(chosen) > 1:
            sure = [e for e in chosen if e.gender == gender]
            if len(sure) == 1:
                return Answer(sure[0], "", "the only one known to fit")
            return Answer(None, "", f"two candidates fit: {chosen[0].name} and {chosen[1].name}")
        return Answer(chosen[0], "", "subject before" if best == 0 else "named before")
