"""One speaker for each source: names, descriptions and pronouns by ordered sieves, in reading order."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import itemgetter

from attribution.model import Attribution, Tokens
from attribution.speakers.descriptions import Descriptions
from attribution.speakers.discourse import SENTENCES, Mention
from attribution.speakers.people import Answer, Entity, name_type
from attribution.speakers.phrases import PERSONAL, Phrase, words_of

_BACK = 4  # sentences before a pronoun that are searched
_PARAGRAPHS = 1
_MENTIONS = 40  # people of one sentence that are looked at


def _open(first: Entity, second: Entity) -> Answer:
    """Nobody, since two fit."""
    return Answer(None, "", f"two candidates fit: {first.name} and {second.name}")


class Resolver(Descriptions):
    """Resolves the sources of one document in reading order; pronouns by gender, number, role and recency."""

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

    def mentions(self, s: int) -> list[Mention]:
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

    def before(self, s: int, at: int) -> list[Mention]:
        """The last mentions of sentence `s` before token `at`; few enough for a sentence without end."""
        found = self.mentions(s)
        k = bisect_left(found, at, key=itemgetter(0))
        return found[max(0, k - _MENTIONS) : k]

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
        if (
            titles
            or name[0] in self.lexicon.given
            or name in self.people.persons
            or (name[-1],) in self.roster.places
            or name[0].lower() in self.lexicon.family_first
            or (name[0],) in self.roster.places
            or self._introduced(b, e)
            or any(self.roster.core(k)[0] for k in self.roster.by_word.get(name[-1], ())[:20])
        ):
            if not self.people._may_be_person(name) or (b > 0 and self.document.norms[b - 1].lower() == "the" and not titles):
                return None
            return self.people.person(name, "", b).entity
        return None

    def _introduced(self, b: int, e: int) -> bool:
        """Whether a role word stands before a run: `the painter Dagny Roth`, `the chairman, Nils Aaker`."""
        norms = self.document.norms
        if b < 2:
            return False
        return norms[b - 1] in self.lexicon.roles or (norms[b - 1] == "," and norms[b - 2] in self.lexicon.roles)

    def _several(self, k: int) -> bool:
        """Whether sentence `k` has the two people of the paragraph for its subject."""
        b, e = self.document.sentences[k], self.document.sentences[k + 1]
        text = self.document.text[self.document.begins[b] : self.document.ends[min(e - 1, b + 6)]]
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
        assert callable(fits)
        near = [t for t in self.turns[-8:] if t.at < at and (t.paragraph == p or t.sentence >= s - 2)]
        near = [t for t in reversed(near) if t.entity is not None and fits(t.entity)]
        if not near:
            return Answer(None, sieve, "nothing before it fits")
        other = next((t.entity for t in near if t.entity is not near[0].entity), None)
        if other is not None and near[0].sentence < s - 1 and near[0].entity is not None:
            return Answer(None, "two-fit", f"two candidates fit: {near[0].entity.name} and {other.name}")
        return Answer(near[0].entity, sieve)

    def _they(self, at: int) -> Answer:
        found = self._last(at, lambda e: e.plural or e.they, "plural-before")
        if found.entity is not None:
            return found
        p = self.paragraph(at)
        near = dict.fromkeys(
            t.entity for t in self.turns[-8:] if t.at < at and t.paragraph == p and t.entity is not None and t.entity.person
        )
        begin = max(self.sentence(self.document.paragraphs[p]), self.sentence(at) - SENTENCES)
        named = dict.fromkeys(e for s in range(begin, self.sentence(at) + 1) for q, _, e in self.before(s, at))
        both = near | named
        if len(both) == 1:
            entity = next(iter(both))
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

    def _beside(self, q: int, rank: int) -> bool:
        """Whether who is named at `q`, behind a speaker, is no part of what is reported: `X questioned Y at length`."""
        document = self.document
        content = next((c for c in self.reports(q) if c[0] <= q < c[1]), None)
        if content is None:
            return rank == 0
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
            head = document.norms[end - 1].lower()
            known = lexicon.kin.get(head, lexicon.roles.get(head))
            named = document.words[end - 1][:1].isupper() and document.tags[end - 1][:3] == "NNP"
            if any(i < q < end for q, _, _ in self.mentions(k)):
                continue  # somebody known, of the other gender
            if (known is not None and known in ("", gender)) or head in lexicon.relation:
                return words_of(document, (i + 1, end))
            if named and head not in lexicon.heads and all(lexicon.given.get(w, gender) == gender for w in document.words[i + 1 : end]):
                return words_of(document, (i + 1, end))
        return ""

    def _in_sentence(self, k: int, at: int, fits: object, turns_only: bool, gender: str) -> Answer | None:
        """The one candidate of sentence `k` before token `at`; speakers before subjects before others; an addressee never."""
        assert callable(fits)
        turns = [t for t in self.turns[-16:] if t.sentence == k and t.at < at]
        if turns and turns[-1].entity is None:
            return Answer(None, "", "who spoke before is open")
        speakers = list(dict.fromkeys(t.entity for t in turns if t.entity is not None and fits(t.entity)))
        told = {t.addressee for t in turns if t.addressee is not None} if speakers else set()
        if not turns_only and self._several(k):
            near = [
                e
                for e in dict.fromkeys([*(t.entity for t in self.turns[-4:]), *(e for _, _, e in self.before(max(0, k - 1), at))])
                if e is not None and fits(e)
            ]
            if len(near) > 1:
                return _open(near[0], near[1])
        if len(speakers) == 1:
            if not turns_only:
                others = [(q, r, e) for q, r, e in self.before(k, at) if q > turns[-1].at and e not in (speakers[0], *told) and fits(e)]
                later = next((e for q, r, e in others if self._beside(q, r)), None)
                if later is not None:
                    return _open(speakers[0], later)
            return Answer(speakers[0], "", "spoke last")
        if len(speakers) > 1:
            return _open(speakers[0], speakers[1])
        if turns_only:
            return None
        far = self.paragraph(self.document.sentences[k]) != self.paragraph(at)  # there, only a subject or one known to fit
        ranked = [(r, e) for _, r, e in self.before(k, at) if fits(e) and e not in told and (r == 0 or e.gender or not far)]
        if not ranked:
            return None
        best = min(r for r, _ in ranked)
        chosen = list(dict.fromkeys(e for r, e in ranked if r == best))
        if len(chosen) > 1:
            return _open(chosen[0], chosen[1])
        rivals = [e for e in dict.fromkeys(e for r, e in ranked if r < 2) if e is not chosen[0]]
        if rivals:  # Moyo met Pryce. She said
            return _open(chosen[0], rivals[0])
        partner = self._partner(k, at, chosen[0], gender)
        if partner:
            return Answer(None, "", f"two candidates fit: {chosen[0].name} and {partner}")
        return Answer(chosen[0], "", "subject before" if best == 0 else "named before")
