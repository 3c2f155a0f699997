"""Whom a pronoun takes up: by gender and number, by what the sentences before are about, by whose turn it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from attribution.model import Attribution
from attribution.speakers.descriptions import Descriptions
from attribution.speakers.discourse import SENTENCES, Turn
from attribution.speakers.people import Answer, Entity
from attribution.speakers.phrases import PERSONAL, words_of

_BACK = 4  # sentences before a pronoun that are searched, quotations left out
_TOPIC = 4  # paragraphs before a pronoun that are about one person
SPEAKERS, SUBJECTS, OTHERS = range(3)
_OWN = 40  # names of a pronoun's own content that are read

Fits = Callable[[Entity], bool]


def _open(first: Entity, second: Entity) -> Answer:
    """Nobody, since two fit."""
    return Answer(None, "", f"two candidates fit: {first.name} and {second.name}")


class Pronouns(Descriptions):
    """Sieves for pronouns, by centering (Grosz, Joshi & Weinstein 1995): who spoke, the subject, others; the nearest sentence first."""

    def pronoun(self, word: str, at: int, a: Attribution | None) -> Answer:
        """Whom a pronoun means."""
        if word in PERSONAL:
            return self._he_or_she(PERSONAL[word], at, a)
        if word in ("it", "its"):
            return self._it(at, a)
        if word in ("they", "their", "them"):
            return self._they(at, a)
        return Answer(None, "first-person", "who speaks is not in reach")

    def _several(self, k: int) -> bool:
        """Whether sentence `k` has the two people of the paragraph for its subject."""
        b, e = self.document.sentences[k], self.document.sentences[k + 1]
        text = self.document.text[self.document.begins[b] : self.document.ends[min(e - 1, b + 6)]]
        return self.lexicon.several.search(text) is not None

    def _last(self, at: int, fits: Fits, sieve: str) -> Answer:
        s, p = self.sentence(at), self.paragraph(at)
        near = [t for t in self.turns[-8:] if t.at < at and (t.paragraph == p or t.sentence >= s - 2)]
        near = [t for t in reversed(near) if t.entity is not None and fits(t.entity)]
        if not near:
            return Answer(None, sieve, "nothing before it fits")
        other = next((t.entity for t in near if t.entity is not near[0].entity), None)
        if other is not None and near[0].sentence < s - 1 and near[0].entity is not None:
            return Answer(None, "two-fit", f"two candidates fit: {near[0].entity.name} and {other.name}")
        return Answer(near[0].entity, sieve)

    def _it(self, at: int, a: Attribution | None) -> Answer:
        """The institution, poll or document that spoke last, or that a sentence before is about."""
        for sieve, k in self._sentences_before(at):
            turns = [t.entity for t in self.turns[-16:] if t.sentence == k and t.at < at and t.entity is not None]
            found = next((e for e in (*reversed(turns), self.subject_before(k, at, a).entity) if e and not e.person and not e.plural), None)
            if found is not None:
                return Answer(found, sieve, "institution before")
        return self._last(at, lambda e: not e.person and not e.plural, "institution-before")

    @staticmethod
    def _several_people(e: Entity) -> bool:
        return e.they or (e.plural and e.type not in ("document", "poll"))

    def _they(self, at: int, a: Attribution | None) -> Answer:
        s, p = self.sentence(at), self.paragraph(at)
        for _, k in self._sentences_before(at):
            turns = [t.entity for t in self.turns[-16:] if t.sentence == k and t.at < at and t.entity is not None]
            found = next((e for e in reversed(turns) if self._several_people(e)), None)
            if found is None or found.name in self.lexicon.heads:  # "many" yields to the subject
                subject = self.subject_before(k, at, a).entity
                found = subject if subject is not None and self._several_people(subject) else found
            if found is not None:
                return Answer(found, "plural-before")
        near = dict.fromkeys(
            t.entity for t in self.turns[-8:] if t.at < at and t.paragraph == p and t.entity is not None and t.entity.person
        )
        begin = max(self.sentence(self.document.paragraphs[p]), s - SENTENCES)
        both = near | dict.fromkeys(e for k in range(begin, s + 1) for _, _, e in self.before(k, at))
        found = next((e for e in both if e.they), None)
        recent = {t.entity for t in self.turns[-8:] if t.at < at and t.paragraph >= p - (0 if both else 1)}
        last = next((t.entity for t in self.turns[-1:] if t.entity and t.entity.person and t.entity in (both or recent)), None)
        last = last if last is not None and (last in both or len(recent) == 1) else None
        alone = next(iter(both)) if len(both) == 1 else last
        if found is None and alone is not None and not alone.gender:
            alone.they = True
            why = "nobody else is in the paragraph" if len(both) == 1 else "spoke last, and no group is near"
            return Answer(alone, "singular-they", why)
        if found is not None:
            return Answer(found, "singular-they")
        answer = self._last(at, lambda e: not e.person and e.type not in ("document", "poll"), "institution-before")
        return answer if answer.entity is not None else Answer(None, "plural-before", "no group before it")

    # --- he and she

    def _he_or_she(self, gender: str, at: int, a: Attribution | None) -> Answer:
        quoted, reported = self._named_in(a) if a is not None else (frozenset(), frozenset())
        for others in dict.fromkeys((quoted | reported, reported, frozenset[Entity]())):
            found = self.person_before(gender, at, a, others)
            if found.entity is not None or found.sieve == "two-fit":
                return found
        topic = self._topic(gender, at, quoted | reported)
        return Answer(topic, "topic", "the paragraphs before are about nobody else") if topic else found

    def person_before(self, gender: str, at: int, a: Attribution | None, own: frozenset[Entity]) -> Answer:
        """Whom "he" or "she" at `at` can mean, who is none of `own`; with no gender, anybody."""
        s = self.sentence(at)

        def fits(e: Entity) -> bool:
            return e.person and not e.plural and (not gender or e.gender in ("", gender)) and not (gender and e.they) and e not in own

        behind = a is not None and bool(a.contents) and a.contents[0][0] < at
        own_sentence = ("same-sentence", s)
        main = self.main_subject(s)
        first = SPEAKERS if behind else SUBJECTS if main and main[0] == at else OTHERS
        places = [(*own_sentence, first), *((*place, OTHERS) for place in self._sentences_back(s, at))]
        for sieve, k, least in [*places, (*own_sentence, OTHERS)] if first == SUBJECTS else places:
            found = self._in_sentence(k, at, fits, least, gender)
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

    def _topic(self, gender: str, at: int, own: frozenset[Entity]) -> Entity | None:
        """The one named person whom the paragraphs before are about, where no sentence near is about anybody."""
        s, begin = self.sentence(at), self.document.paragraphs[max(0, self.paragraph(at) - _TOPIC)]
        found = dict.fromkeys(t.entity for t in self.turns[-16:] if begin <= t.at < at)
        found |= dict.fromkeys(self.subject(k).entity for k in range(max(self.sentence(begin), s - SENTENCES), s))
        chosen = [e for e in found if e and e.type == "person" and not e.plural and e.gender in ("", gender) and e not in own]
        return chosen[0] if len(chosen) == 1 and chosen[0].gender else None

    def _named_in(self, a: Attribution) -> tuple[frozenset[Entity], frozenset[Entity]]:
        """Who is named in what a source says, in marks and outside: somebody else, or the source would have said "I", or "he"."""
        runs = [run for b, e in a.contents for run in self.roster.runs_between(b, e)[:_OWN]]
        named = [(self.quoted(run[0]), self.mentioned(run)) for run in runs]
        return frozenset(e for q, e in named if e and q), frozenset(e for q, e in named if e and not q)

    def _sentences_before(self, at: int) -> Iterator[tuple[str, int]]:
        s = self.sentence(at)
        yield "same-sentence", s
        yield from self._sentences_back(s, at)

    def _sentences_back(self, s: int, at: int) -> Iterator[tuple[str, int]]:
        """(sieve, sentence), back to the paragraph before; sentences inside a quotation do not count."""
        p = self.paragraph(at)
        left = _BACK
        for k in range(s - 1, max(-1, s - 1 - SENTENCES), -1):
            begin = self.document.sentences[k]
            paragraph = self.paragraph(begin)
            if left == 0 or paragraph < p - 1:
                return
            left -= not self.quoted(begin)
            yield "sentence-before" if paragraph == p else "paragraph-before", k

    def _in_sentence(self, k: int, at: int, fits: Fits, least: int, gender: str) -> Answer | None:
        """The one candidate of sentence `k` before token `at`: its speaker, its subject, others; an addressee never. None: look farther.

        `least`: how far down that list it may go.
        """
        turns = [t for t in self.turns[-16:] if t.sentence == k and t.at < at]
        if turns and turns[-1].entity is None:
            return Answer(None, "", "who spoke before is open")
        speakers = list(dict.fromkeys(t.entity for t in turns if t.entity is not None and fits(t.entity)))
        if self.document.sentences[k + 1] <= at and self._several(k):
            near = [
                e
                for e in dict.fromkeys([*(t.entity for t in self.turns[-4:]), *(e for _, _, e in self.before(max(0, k - 1), at))])
                if e is not None and fits(e)
            ]
            if len(near) > 1:
                return _open(near[0], near[1])
        if len(speakers) > 1:
            return _open(speakers[0], speakers[1])
        if speakers:
            return self._speaker(speakers[0], turns, k, at, None if least == SPEAKERS else fits)
        if least == SPEAKERS:
            return None
        told = {t.addressee for t in turns if t.addressee is not None and t.entity is not None and fits(t.entity)}
        return self._by_subject(k, at, lambda e: fits(e) and e not in told, least, gender)

    def _speaker(self, speaker: Entity, turns: list[Turn], k: int, at: int, fits: Fits | None) -> Answer:
        """Who spoke in sentence `k`, unless somebody named behind, in no report, fits as well."""
        told = {t.addressee for t in turns if t.addressee is not None}
        if fits is not None:
            others = [(q, r, e) for q, r, e in self.before(k, at) if q > turns[-1].at and e not in (speaker, *told) and fits(e)]
            later = next((e for q, r, e in others if self._beside(q, r)), None)
            if later is not None:
                return _open(speaker, later)
        return Answer(speaker, "", "spoke last")

    def _by_subject(self, k: int, at: int, fits: Fits, least: int, gender: str) -> Answer | None:
        """Whom sentence `k` is about, unless its verb is mutual and another fits (Moyo met Pryce); else the one other who fits."""
        far = self.paragraph(self.document.sentences[k]) != self.paragraph(at)  # there, only a subject or one known to fit
        subject = self.subject(k) if self.document.sentences[k + 1] <= at else None
        owned = self.main_subject(k) if subject is None or not subject.person else None
        if subject is not None and subject.person and subject.entity is None:
            return Answer(None, "", "whom the sentence before is about is open")
        named = [(q, 0 if r == 3 and owned and owned[0] <= q < owned[1] else r, e) for q, r, e in self.before(k, at)]  # Trump's aides
        ranked = [(q, r, e) for q, r, e in named if fits(e) and (r == 0 or (least == OTHERS and (e.gender or not far)))]
        if subject is not None and subject.entity is not None and subject.entity.joint and not ranked:
            return Answer(None, "", f"two candidates fit: {subject.entity.name}")
        if subject is not None and subject.entity is not None and fits(subject.entity):
            best, chosen = 0, [subject.entity]
        elif ranked:
            best = min(r for _, r, _ in ranked)
            chosen = list(dict.fromkeys(e for _, r, e in ranked if r == best))
        else:
            return None
        if len(chosen) > 1:
            return _open(chosen[0], chosen[1])
        behind = self._mutual(k) if best == 0 else 0  # a rival stands behind the verb
        rival = next((e for q, r, e in ranked if r < 3 and q >= behind and e is not chosen[0]), None)
        if rival is not None:
            return _open(chosen[0], rival)
        partner = self._partner(k, at, chosen[0], gender)
        if partner:
            return Answer(None, "", f"two candidates fit: {chosen[0].name} and {partner}")
        return Answer(chosen[0], "", "subject before" if best == 0 else "named before")

    def _mutual(self, k: int) -> int:
        """The verb of sentence `k` that tells what two people did with each other; its end, where there is none, or one did more."""
        norms, tags = self.document.norms, self.document.tags
        b, e = self.document.sentences[k], self.document.sentences[k + 1]
        at = next((i for i in range(b, e) if norms[i] in self.lexicon.reciprocal), e)
        return e if any(tags[i] == "CC" and tags[i + 1] in ("VBD", "VBZ") for i in range(at, e - 1)) else at

    def _beside(self, q: int, rank: int) -> bool:
        """Whether who is named at `q`, behind a speaker, is no part of what is reported: `X questioned Y at length`."""
        document = self.document
        content = next((c for c in self.reports(q) if c[0] <= q < c[1]), None)
        if content is None:
            return rank == 0 and document.norms[q - 1] in ("and", "but", "while", ";")
        b = content[0]
        if b == q:
            end = q
            while end < content[1] and document.words[end][:1].isupper():
                end += 1
            return end >= content[1] or document.tags[end] in ("IN", "TO", ".")
        return document.norms[b] != "that" and document.norms[q - 1] == "and" and document.norms[q - 2] == ","

    def _partner(self, k: int, at: int, entity: Entity, gender: str) -> str:
        """Who is joined to `entity` as one subject, as worded: `Silje and a friend`; "" where nobody of that gender is."""
        document, lexicon = self.document, self.lexicon
        stop = min(at, document.sentences[k + 1])
        for q, _, e in self.before(k, at):
            if e is not entity:
                continue
            i = q
            while i < stop and document.words[i][:1].isupper():
                i += 1
            if i + 1 >= stop or document.norms[i] not in ("and", "&"):
                continue
            end = next(
                (j for j in range(i + 1, min(stop, i + 7)) if document.tags[j][:2] in ("VB", "MD", "IN", "TO") or document.norms[j] == ","),
                i + 1,
            )
            if end == i + 1:
                continue
            head = document.lows[end - 1]
            known = lexicon.kin.get(head, lexicon.roles.get(head))
            named = document.words[end - 1][:1].isupper() and document.tags[end - 1][:3] == "NNP"
            if any(i < q < end for q, _, _ in self.mentions(k)):
                continue  # somebody known, of the other gender
            if (known is not None and known in ("", gender)) or head in lexicon.relation:
                return words_of(document, (i + 1, end))
            genders = [lexicon.given.get(w, gender) for w in document.words[i + 1 : end]]
            if named and head not in lexicon.heads and all(g in ("", gender) for g in genders):
                return words_of(document, (i + 1, end))
        return ""
