"""From resolved mentions to the speaker fields of each attribution: chain, addressee, medium, time, anonymity."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, cast

from attribution.model import Attribution, Resolution, SourceType, Tokens
from attribution.speakers.chains import behind, outlet, relaying
from attribution.speakers.circumstances import Circumstances, anonymity_reason, medium_and_time
from attribution.speakers.entities import NOBODY, TEXTS, Answer, Entity, Fact
from attribution.speakers.mentions import Said, position, read_mentions
from attribution.speakers.phrases import PERSONAL, words_of
from attribution.speakers.resolve import resolve_source
from attribution.speakers.sieves.description import THING
from attribution.speakers.sieves.pronoun import person_before
from attribution.speakers.state import END, Past
from attribution.speakers.view import Query, View, nowhere

_CLAUSE = 30  # tokens around the cue that are read for medium and time
_SENTENCE = 120  # tokens of a sentence that are read for a reason
_SOURCE, _HANGING = 6, 200  # tokens of a source in which medium and time may hang; its last characters that are read
_COLLECTIVES = frozenset(["organisation", "company", "government", "group"])


def resolutions(attributions: Sequence[Attribution], view: View, rules: Circumstances) -> list[Resolution]:
    """One resolution for each attribution, in the same order."""
    return Reading(attributions, view, rules).resolutions()


class Reading:
    """Resolves the attributions of one document in reading order, as far as it is asked to."""

    def __init__(self, attributions: Sequence[Attribution], view: View, rules: Circumstances) -> None:
        self.view, self.rules = view, rules
        said = [read_mentions(attribution, view, rules) for attribution in attributions]
        self._places = [position(attribution) for attribution in attributions]
        self._order = sorted(range(len(said)), key=self._places.__getitem__, reverse=True)
        self._said, self._busy = dict(enumerate(said)), False
        self.found: dict[int, _Resolved] = {}
        named = [query for k in reversed(self._order) for query in said[k].named()]
        view.cast.settle([view.ask(query).entity for query in named])
        view.advance = self.advance

    def resolutions(self) -> list[Resolution]:
        """All of them, in the order of the attributions: names and roles as they are known at the end."""
        self.advance(END)
        self.view.advance = nowhere  # else the two would hold each other, and wait for the collector of cycles
        entities, past = dict.fromkeys(entity for found in self.found.values() for entity in found.chain), self.view.past(END)
        shown = {entity: _shown(entity, past) for entity in entities}
        return [_resolution(self.found[k], shown) for k in range(len(self.found))]

    def advance(self, at: int) -> None:
        """Resolve what stands before token `at`; what is being resolved is its own past."""
        while not self._busy and self._order and self._places[self._order[-1]] < at:
            self._busy, k = True, self._order.pop()
            self.found[k] = _resolved(self._said.pop(k), self.view, self.rules)
            self._busy = False


class _Resolved(NamedTuple):
    """What was decided of one attribution; names and roles are read off the state when all is known."""

    answer: Answer
    chain: tuple[Entity, ...]
    anonymous: bool
    kind: str | None
    addressee: str | None
    medium: str | None
    when: str | None


class _Shown(NamedTuple):
    """What the record shows of an entity when all is known."""

    name: str
    role: str | None
    type: str | None
    reason: str | None


def _shown(entity: Entity, past: Past) -> _Shown:
    return _Shown(past.name(entity), past.role(entity), past.type(entity) or None, past.reason(entity))


def _resolution(resolved: _Resolved, shown: dict[Entity, _Shown]) -> Resolution:
    links = [shown[entity] for entity in resolved.chain]
    speaker = links[-1] if links else None
    return Resolution(
        speaker=speaker.name if speaker else None,
        role=speaker.role if speaker else None,
        source_type=cast("SourceType | None", speaker.type if speaker else resolved.kind),
        anonymous=resolved.anonymous,
        anonymity_reason=links[0].reason if resolved.anonymous else None,
        chain=tuple([link.name for link in links]),
        addressee=resolved.addressee,
        medium=resolved.medium,
        when=resolved.when,
        sieve=resolved.answer.sieve,
        why=resolved.answer.why,
    )


def _resolved(said: Said, view: View, rules: Circumstances) -> _Resolved:
    """Who stands behind one attribution; what was said before it must have been resolved."""
    attribution, phrase = said.attribution, said.source.phrase
    medium, when = _circumstances(attribution, view, rules)
    at = position(attribution)
    answer = resolve_source(said.source, view)
    entity, inner = answer.entity, NOBODY
    addressee = _addressee(said.addressee, entity, view, rules)
    if entity is not None:
        inner = behind(said.behind, entity, view)
        relay = relaying(attribution, view)
        if relay is not None and relay is not entity and inner is NOBODY:
            entity, inner = relay, answer
        entity = outlet(phrase, entity, view) or entity
        addressee = NOBODY if addressee.entity is entity else addressee  # nobody tells himself
    for found in (addressee, answer, inner):
        if found is not NOBODY:
            view.state.learn(found, at)
    told = _known_addressee(said.addressee, addressee, attribution.lemma in view.lexicon.small.asking)
    if answer.sieve != THING and _takes_turn(said, entity, view):
        view.turn(at, entity, told, attribution.lemma in view.lexicon.small.asking, phrase.whole)
    nearest = inner.entity or entity
    anonymous = nearest is not None and _is_anonymous(nearest, view)
    if nearest is not None and anonymous:
        view.state.learn(_reason(nearest, attribution, view, rules), at)
    kind = None if answer.sieve == THING else _kind_of_open(said.source, view)
    words = words_of(view.document, said.addressee.phrase.whole) if said.addressee and _is_told(said.addressee, view, rules) else None
    chain = tuple([link for link in (inner.entity, entity) if link is not None])
    return _Resolved(answer, chain, anonymous, kind, told.name if told else words, medium, when)


def _reason(entity: Entity, attribution: Attribution, view: View, rules: Circumstances) -> Answer:
    """Why a source is not named, as worded in the sentence of its attribution."""
    low, high = attribution.unit
    reason = anonymity_reason(words_of(view.document, (low, min(high, low + _SENTENCE))), rules)
    return Answer(entity, "reason", learned=(Fact(entity, "reason", reason),) if reason else ())


def _takes_turn(said: Said, entity: Entity | None, view: View) -> bool:
    """Whether who spoke can be taken up: not behind a mutual verb, nor `nobody`; where it is open who spoke, that is open too."""
    phrase, lexicon = said.source.phrase, view.lexicon
    if said.attribution.frame == "SIGNED":
        return False  # what an article embeds does not go on
    if entity is not None and entity.type == "news outlet" and said.attribution.lemma in lexicon.small.learning:
        return False  # the site has cost £20m, the BBC understands. It said …
    if entity is None:
        return phrase.kind != "none" and phrase.head not in lexicon.small.silent
    return view.document.norms[said.attribution.trigger] not in lexicon.reciprocal and phrase.head not in lexicon.nobody


def _kind_of_open(source: Query, view: View) -> str | None:
    """The source type of what stays open: an institution's noun tells it, all else is taken for a person."""
    phrase = source.phrase
    if phrase.kind in ("pronoun", "relative"):
        return "pronoun"
    if phrase.kind != "description":
        return None if phrase.kind == "none" else "person"
    known = view.lexicon.heads.get(phrase.head)
    return known if known in ("company", "organisation") else "person"


def _is_anonymous(entity: Entity, view: View) -> bool:
    kind = view.past(END).type(entity)
    return kind in view.lexicon.anonymous or (entity.plural and not entity.words and not entity.joint and kind in _COLLECTIVES)


def _is_told(query: Query, view: View, rules: Circumstances) -> bool:
    """Whether an addressee is somebody: no document, no `it`."""
    phrase = query.phrase
    if phrase.kind == "description":
        return phrase.head in rules.addressees or query.kind not in TEXTS
    return phrase.kind == "name" or phrase.head not in view.lexicon.small.thing


def _addressee(query: Query | None, teller: Entity | None, view: View, rules: Circumstances) -> Answer:
    """Who was told; `him` is not the teller."""
    if query is None or not _is_told(query, view, rules):
        return NOBODY
    phrase = query.phrase
    if phrase.head in PERSONAL and teller is not None:
        return person_before(query, PERSONAL[phrase.head], frozenset([teller]), view)
    if phrase.kind == "name" or phrase.head in PERSONAL:
        return view.ask(query)
    return view.ask(query) if phrase.the == "the" else NOBODY


def _known_addressee(query: Query | None, answer: Answer, asked: bool) -> Entity | None:
    """Who was told, where it is somebody known: no `council` that only this description names, but whoever is asked."""
    entity = answer.entity
    unnamed = query is not None and query.phrase.kind == "description" and entity is not None and not entity.words
    return None if unnamed and not (asked and entity is not None and entity.person) else entity


# --- medium and time


def _circumstances(attribution: Attribution, view: View, rules: Circumstances) -> tuple[str | None, str | None]:
    """Medium and time, from the words of the cue's sentence that are neither source nor content."""
    document, source = view.document, attribution.source
    if not attribution.cue:
        return None, None
    begin = attribution.cue[0][0]
    sentence = view.sentence(attribution.trigger)
    low = max(document.sentences[sentence], begin - _CLAUSE)
    high = min(document.sentences[sentence + 1], attribution.cue[-1][1] + _CLAUSE)
    if rules.marks.isdisjoint(document.norms[low:high]):
        return None, None
    pieces = [_before_clause(piece, view) for piece in _between(low, high, attribution) if _may_tell(piece, view, rules)]
    pieces.sort(key=lambda piece: (piece[1] <= begin, piece[0]))
    texts = [document.text[document.begins[first] : document.ends[last - 1]] for first, last in pieces if last > first]
    if source is not None and source[1] - source[0] > _SOURCE:
        texts.append(words_of(document, _before_clause(source, view))[-_HANGING:])
    return medium_and_time(texts, rules) if texts else (None, None)


def _between(low: int, high: int, attribution: Attribution) -> list[Tokens]:
    """What of a clause is neither source nor content nor addressee."""
    pieces: list[Tokens] = []
    here = low
    taken = [part for part in (attribution.source, attribution.addressee) if part]
    for begin, end in sorted([*attribution.contents, *taken]):
        if begin > here:
            pieces.append((here, min(begin, high)))
        here = max(here, end)
    return [*pieces, (here, high)] if here < high else pieces


def _before_clause(piece: Tokens, view: View) -> Tokens:
    """A stretch without the relative clause in it, which tells of something else: …, who was not in the study."""
    begin, end = piece
    norms, clauses = view.document.norms, view.lexicon.small.clauses
    if clauses.isdisjoint(norms[begin:end]):
        return piece
    return begin, next(i for i in range(begin, end) if norms[i] in clauses)


def _may_tell(piece: Tokens, view: View, rules: Circumstances) -> bool:
    """Whether a stretch holds a word that opens a medium or a time."""
    begin, end = piece
    if end - begin == 1:
        return view.document.norms[begin] in rules.times
    return not rules.marks.isdisjoint(view.document.norms[begin:end])
