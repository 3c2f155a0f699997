"""From resolved sources to the speaker fields of each attribution: chain, addressee, medium, time, anonymity."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

from attribution.document.chunks import Chunks
from attribution.model import Attribution, Document, Resolution, SourceType, Tokens
from attribution.speakers.chains import Chains
from attribution.speakers.circumstances import anonymity_reason, medium_and_time, shipped_circumstances
from attribution.speakers.institutions import INSTITUTIONS
from attribution.speakers.people import Answer, Entity
from attribution.speakers.phrases import PERSONAL, Phrase, words_of
from attribution.speakers.resolve import Resolver

_PLACED = frozenset(["in", "at", "on", "from", "near", "of", "for", "with", "to", "the"])
_CLAUSE = 30  # tokens around the cue that are read for medium and time
_SENTENCE = 120  # tokens of a sentence that are read for a reason


def resolutions(document: Document, chunks: Chunks, attributions: Sequence[Attribution]) -> list[Resolution]:
    """One resolution for each attribution, in the same order."""
    if not attributions:
        return []
    assembler = _Assembler(document, chunks, attributions)
    order = sorted(range(len(attributions)), key=lambda k: (attributions[k].source or attributions[k].cue[0])[0])
    found = {k: assembler.resolved(attributions[k]) for k in order}
    return [_resolution(found[k]) for k in range(len(attributions))]


@dataclass(frozen=True, slots=True)
class _Resolved:
    """What was decided of one attribution; names and roles are read off the entities when all is known."""

    answer: Answer
    phrase: Phrase | None
    behind: Entity | None
    anonymous: bool
    addressee: str | None
    told: Entity | None
    medium: str | None
    when: str | None
    kind: str = "person"  # source type of a description that is nobody's


def _resolution(r: _Resolved) -> Resolution:
    entity, addressee = r.answer.entity, r.told.name if r.told else r.addressee
    if entity is None:
        kind = None if r.phrase is None else "pronoun" if r.phrase.kind in ("pronoun", "relative") else r.kind
        known = cast(SourceType | None, kind)
        return Resolution(source_type=known, addressee=addressee, medium=r.medium, when=r.when, sieve=r.answer.sieve, why=r.answer.why)
    nearest = r.behind or entity
    return Resolution(
        speaker=entity.name,
        role=entity.role,
        source_type=cast(SourceType, entity.type),
        anonymous=r.anonymous,
        anonymity_reason=nearest.reason if r.anonymous else None,
        chain=(r.behind.name, entity.name) if r.behind else (entity.name,),
        addressee=addressee,
        medium=r.medium,
        when=r.when,
        sieve=r.answer.sieve,
        why=r.answer.why,
    )


class _Assembler:
    def __init__(self, document: Document, chunks: Chunks, attributions: Sequence[Attribution]) -> None:
        self.document = document
        self.chunks = chunks
        self.resolver = Resolver(document, chunks, attributions)
        self.chains = Chains(document, self.resolver)
        self.rules = shipped_circumstances()

    def resolved(self, a: Attribution) -> _Resolved:
        """Who stands behind one attribution; what was said before it must have been resolved."""
        medium, when = self._circumstances(a)
        addressee, told = self._addressee(a)
        phrase = None
        if a.source is None:
            answer = self._floating(a) or Answer(None, "no-source", "the sentence names no source")
        else:
            answer, phrase = self.resolver.answer(self._widened(a.source, a), a)
        entity = answer.entity
        at = (a.source or a.contents[0])[0]
        if entity is None:
            if phrase is not None and phrase.head not in ("it", "they", "which", "that", "we", "i", "you"):
                self.resolver.turn(at, None, told)
            return _Resolved(answer, phrase, None, False, addressee, told, medium, when, self._kind(phrase))
        behind = self.chains.behind(a, phrase, entity)
        entity = self.chains.outlet(phrase, entity) or entity
        lexicon = self.resolver.lexicon
        if self.document.norms[a.trigger] not in lexicon.reciprocal and (phrase is None or phrase.head not in lexicon.nobody):
            self.resolver.turn(at, entity, told)
        nearest = behind or entity
        anonymous = self._anonymous(nearest)
        if anonymous and nearest.reason is None:
            nearest.reason = anonymity_reason(words_of(self.document, (a.unit[0], min(a.unit[1], a.unit[0] + _SENTENCE))))
        return _Resolved(
            answer if entity is answer.entity else replace(answer, entity=entity), phrase, behind, anonymous, addressee, told, medium, when
        )

    def _kind(self, phrase: Phrase | None) -> str:
        """The source type of what stays open: an institution's noun tells it, all else is taken for a person."""
        if phrase is None or phrase.kind != "description":
            return "person"
        known = self.resolver.lexicon.heads.get(phrase.head, "person")
        return known if known in ("company", "organisation") else "person"

    def _anonymous(self, entity: Entity) -> bool:
        if entity.type in self.resolver.lexicon.anonymous:
            return True
        return entity.plural and not entity.words and entity.type in ("organisation", "company", "government", "group")

    def _widened(self, source: Tokens, a: Attribution) -> Tokens:
        """The whole name or description where the tags cut it: `Lumen | Works`, `two people familiar with | the inquiry`."""
        b, e = source
        document, lexicon = self.document, self.resolver.lexicon
        if e - b == 1 and document.tags[b] in ("PRP", "WP", "WDT"):
            return source
        words, norms, tags = document.words, document.norms, document.tags
        if b <= a.trigger < e:  # Petrov's claim
            for i in range(a.trigger, b, -1):
                if tags[i] == "POS":
                    return b, i
            return b, b + 1
        low = document.sentences[self.resolver.sentence(b)]
        if (
            b == low + 1 and norms[low].lower() in _PLACED and e <= a.cue[0][0] and "," in norms[b : e - 1]
        ):  # In a statement, a lawyer, Ann Lee, said
            return b + norms[b:e].index(",") + 1, e
        k = bisect_left(self.chunks.first, b)
        if k >= 3 and k < len(self.chunks.first) and self.chunks.first[k] == b and tags[b - 1] in ("IN", "TO"):
            j = bisect_left(self.chunks.first, b - 2) - 1
            if norms[b - 2].lower() in lexicon.familiar and j >= 0 and tags[self.chunks.last[j] - 1][0] == "N":
                return self.chunks.first[j], e
            if norms[b - 1] == "of" and words[b - 2] in lexicon.names and words[b][:1].isupper():
                b = self.chunks.first[k - 2]
        low = document.sentences[self.resolver.sentence(b)]
        owned = tags[b : b + 2] == ["NNP", "POS"]
        apposed = tags[b] in ("DT", "CD", "PRP$") or owned or (tags[b] in ("NN", "JJ") and self.resolver.reader.role_of((b, e)) is not None)
        if apposed and b - 1 > low and norms[b - 1] == ",":  # Angela Bo, a lawyer for the union,
            runs = self.resolver.roster.runs_between(max(low, b - 7), b - 1)
            if (
                runs
                and runs[-1][1] == b - 1
                and (runs[-1][0] == low or (norms[runs[-1][0] - 1].lower() not in _PLACED and tags[b] != "PRP$"))
                and (self._is_person(runs[-1]) or (runs[-1][0] == low and self._is_institution(b, e)))
            ):
                return runs[-1][0], e
        while (
            b > low
            and words[b][:1].isupper() | (norms[b] in lexicon.particles)
            and words[b - 1][:1].isupper()
            and norms[b - 1] not in lexicon.days
            and tags[b - 1] not in ("IN", "DT", "CC", "PRP", "PRP$", "RB", "WRB")
        ) or (b > low and norms[b - 1].lower() in lexicon.particles and words[b - 1][:1].isupper() and tags[b] in ("NNP", "FW", "NN")):
            b -= 1
        if b - low > 2 and norms[b - 1] == "and" and words[b][:1].isupper():  # the Allied Print and | Packaging Union
            j = b - 2
            while j > low and words[j][:1].isupper():
                j -= 1
            end = next((i for i in range(b, e) if not words[i][:1].isupper()), e)
            if j < b - 2 and norms[j].lower() == "the" and words[end - 1] in lexicon.names:
                b = j
        limit = a.cue[0][0] if a.cue[0][0] >= e else e
        while e < limit and words[e][:1].isupper() and words[e - 1][:1].isupper() and norms[e] != "I" and norms[e] not in lexicon.days:
            e += 1
        return b, e

    def _is_institution(self, b: int, e: int) -> bool:
        """Whether a description is one of an institution: `ZhetAqparat, | the state news agency`."""
        phrase = self.resolver.reader.read((b, e))
        words = [n.lower() for n in self.document.norms[phrase.whole[0] : phrase.whole[1]]]
        if phrase.kind != "description" or phrase.head not in self.resolver.lexicon.heads:
            return False
        return self.resolver.kind_of(phrase, words) in INSTITUTIONS

    def _is_person(self, run: Tokens) -> bool:
        words = tuple(self.document.norms[run[0] : run[1]])
        return self.resolver.mentioned(run) is not None or (
            len(words) > 1 and self.resolver.people.may_be_person(self.resolver.roster.core(words)[1])
        )

    # --- others

    def _floating(self, a: Attribution) -> Answer | None:
        """A quotation without a cue belongs to the speaker whose turn it is."""
        b = a.contents[0][0] if a.contents else a.trigger
        if self.document.norms[b] not in ("``", '"', "“", "`"):
            return None
        paragraph = self.resolver.paragraph(b)
        for t in reversed(self.resolver.turns[-3:]):
            if t.at < b and t.paragraph >= paragraph - 1 and t.entity is not None and (t.entity.person or t.entity.plural):
                other = self._other_turn(t.entity, t.at, b)
                if other is not None:
                    return Answer(None, "floating", f"two candidates fit: {t.entity.name} and {other.name}")
                return Answer(t.entity, "floating", "the quotation goes on where this one spoke")
        return None

    def _other_turn(self, entity: Entity, after: int, at: int) -> Entity | None:
        """Who else is the subject of a sentence between a turn and a quotation without a cue."""
        resolver = self.resolver
        first, last = resolver.sentence(after), resolver.sentence(at)
        for s in range(max(first + 1, last - 4), last + 1):
            for _, rank, e in resolver.before(s, at):
                if rank == 0 and e is not entity:
                    return e
        return None

    def _addressee(self, a: Attribution) -> tuple[str | None, Entity | None]:
        """Who was told: a person's name, or the words; and the entity, which no pronoun after it shall be."""
        place = a.addressee or self._told(a)
        if place is None:
            return None, None
        phrase = self.resolver.reader.read(place)
        if phrase.kind == "pronoun":
            if phrase.head in PERSONAL:
                found = self.resolver.pronoun(phrase.head, phrase.whole[0], None).entity
                return (found.name if found else words_of(self.document, phrase.whole)), found
            return None if phrase.head == "it" else words_of(self.document, phrase.whole), None
        if phrase.kind == "name":
            found = self.resolver.named(phrase, phrase.whole[0]).entity
            return (found.name if found else words_of(self.document, phrase.whole)), found
        words = [n.lower() for n in self.document.norms[phrase.whole[0] : phrase.whole[1]]]
        if phrase.head in self.rules.addressees or self.resolver.kind_of(phrase, words) not in ("document", "poll"):
            if phrase.the == "the":
                found = self.resolver.description(phrase, phrase.whole[0]).entity
                if found is not None and found.words:
                    return found.name, found
            return words_of(self.document, phrase.whole), None
        return None, None

    def _told(self, a: Attribution) -> Tokens | None:
        """The noun phrase right behind `told`."""
        if a.lemma not in self.rules.telling:
            return None
        k = bisect_left(self.chunks.first, a.trigger + 1)
        if k >= len(self.chunks.first) or self.chunks.first[k] != a.trigger + 1:
            return None
        tag = self.document.tags[self.chunks.last[k] - 1]
        return (self.chunks.first[k], self.chunks.last[k]) if tag[0] == "N" or tag == "PRP" else None

    def _circumstances(self, a: Attribution) -> tuple[str | None, str | None]:
        """Medium and time, from the words of the cue's sentence that are neither source nor content."""
        document, rules = self.document, self.rules
        k = self.resolver.sentence(a.trigger)
        low, high = document.sentences[k], document.sentences[k + 1]
        low, high = max(low, a.cue[0][0] - _CLAUSE), min(high, a.cue[-1][1] + _CLAUSE)
        if rules.marks.isdisjoint(document.norms[low:high]):
            return None, None
        taken = sorted([*a.contents, *([a.source] if a.source else []), *([a.addressee] if a.addressee else [])])
        pieces: list[Tokens] = []
        here = low
        for b, e in taken:
            if b > here:
                pieces.append((here, min(b, high)))
            here = max(here, e)
        if here < high:
            pieces.append((here, high))
        norms = document.norms
        marks = rules.marks
        pieces = [p for p in pieces if (norms[p[0]] in rules.times if p[1] - p[0] == 1 else not marks.isdisjoint(norms[p[0] : p[1]]))]
        if len(pieces) > 1:
            pieces.sort(key=lambda p: (p[1] <= a.cue[0][0], p[0]))
        texts = [document.text[document.begins[b] : document.ends[e - 1]] for b, e in pieces]
        if a.source is not None and a.source[1] - a.source[0] > 6:
            texts.append(words_of(document, a.source)[-200:])
        return medium_and_time(texts) if texts else (None, None)
