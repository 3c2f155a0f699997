"""From resolved mentions to the speaker fields of each attribution: chain, addressee, medium, time, anonymity."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from attribution.model import Attribution, Resolution, SourceType, Tokens
from attribution.speakers.chains import behind, outlet
from attribution.speakers.circumstances import Circumstances, anonymity_reason, medium_and_time
from attribution.speakers.entities import Answer, Entity, Fact
from attribution.speakers.mentions import Said, position, read_mentions
from attribution.speakers.phrases import PERSONAL, Phrase, words_of
from attribution.speakers.resolve import resolve_source
from attribution.speakers.view import Query, View

_CLAUSE = 30  # tokens around the cue that are read for medium and time
_SENTENCE = 120  # tokens of a sentence that are read for a reason
_SOURCE, _HANGING = 6, 200  # tokens of a source in which medium and time may hang; its last characters that are read
_COLLECTIVES = frozenset(["organisation", "company", "government", "group"])


def resolutions(attributions: Sequence[Attribution], view: View, rules: Circumstances) -> list[Resolution]:
    """One resolution for each attribution, in the same order; they are resolved in reading order."""
    said = [read_mentions(attribution, view, rules) for attribution in attributions]
    order = sorted(range(len(said)), key=lambda k: position(attributions[k]))
    found = {k: _resolved(said[k], view, rules) for k in order}
    return [_resolution(found[k], view) for k in range(len(said))]


@dataclass(frozen=True, slots=True)
class _Resolved:
    """What was decided of one attribution; names and roles are read off the state when all is known."""

    phrase: Phrase
    answer: Answer
    entity: Entity | None
    behind: Entity | None
    anonymous: bool
    kind: str | None
    addressee: str | None
    told: Entity | None
    medium: str | None
    when: str | None


def _resolution(resolved: _Resolved, view: View) -> Resolution:
    state, entity = view.state, resolved.entity
    nearest = resolved.behind or entity
    links = [link for link in (resolved.behind, entity) if link is not None]
    return Resolution(
        speaker=state.name(entity) if entity else None,
        role=state.role(entity) if entity else None,
        source_type=cast("SourceType | None", state.type(entity) if entity else resolved.kind),
        anonymous=resolved.anonymous,
        anonymity_reason=state.reason(nearest) if nearest and resolved.anonymous else None,
        chain=tuple(state.name(link) for link in links),
        addressee=resolved.told.name if resolved.told else resolved.addressee,
        medium=resolved.medium,
        when=resolved.when,
        sieve=resolved.answer.sieve,
        why=resolved.answer.why,
    )


def _resolved(said: Said, view: View, rules: Circumstances) -> _Resolved:
    """Who stands behind one attribution; what was said before it must have been resolved."""
    attribution, phrase = said.attribution, said.source.phrase
    medium, when = _circumstances(attribution, view, rules)
    addressee, told = _addressee(said.addressee, view, rules)
    answer = resolve_source(said.source, view)
    entity, inner = answer.entity, None
    if entity is not None:
        inner = behind(said.behind, entity, view)
        entity = outlet(phrase, entity, view) or entity
    if _takes_turn(said, entity, view):
        view.turn((attribution.source or attribution.contents[0])[0], entity, told)
    nearest = inner or entity
    anonymous = nearest is not None and _is_anonymous(nearest, view)
    if nearest is not None and anonymous and view.state.reason(nearest) is None:
        low, high = attribution.unit
        reason = anonymity_reason(words_of(view.document, (low, min(high, low + _SENTENCE))), rules)
        view.state.learn(Answer(nearest, answer.sieve, learned=(Fact(nearest, "reason", reason),) if reason else ()))
    kind = _kind_of_open(said.source, view)
    return _Resolved(phrase, answer, entity, inner, anonymous, kind, addressee, told, medium, when)


def _takes_turn(said: Said, entity: Entity | None, view: View) -> bool:
    """Whether who spoke can be taken up: not behind a mutual verb, nor `nobody`; where it is open who spoke, that is open too."""
    phrase, lexicon = said.source.phrase, view.lexicon
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
    kind = view.state.type(entity)
    return kind in view.lexicon.anonymous or (entity.plural and not entity.words and kind in _COLLECTIVES)


def _addressee(query: Query | None, view: View, rules: Circumstances) -> tuple[str | None, Entity | None]:
    """Who was told: a person's name, or the words; and the entity, which no pronoun after it shall be."""
    if query is None or query.phrase.kind == "relative":
        return None, None
    phrase, found = query.phrase, None
    if phrase.kind == "description" and phrase.head not in rules.addressees and query.kind in ("document", "poll"):
        return None, None
    if phrase.kind == "pronoun" and phrase.head in view.lexicon.small.thing:
        return None, None
    if phrase.kind == "name" or (phrase.kind == "pronoun" and phrase.head in PERSONAL):
        found = view.ask(query).entity
    elif phrase.kind == "description" and phrase.the == "the":
        found = view.ask(query).entity
        found = found if found is not None and found.words else None
    return (found.name if found else words_of(view.document, phrase.whole)), found


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
    pieces = [piece for piece in _between(low, high, attribution) if _may_tell(piece, view, rules)]
    pieces.sort(key=lambda piece: (piece[1] <= begin, piece[0]))
    texts = [document.text[document.begins[first] : document.ends[last - 1]] for first, last in pieces]
    if source is not None and source[1] - source[0] > _SOURCE:
        texts.append(words_of(document, source)[-_HANGING:])
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


def _may_tell(piece: Tokens, view: View, rules: Circumstances) -> bool:
    """Whether a stretch holds a word that opens a medium or a time."""
    begin, end = piece
    if end - begin == 1:
        return view.document.norms[begin] in rules.times
    return not rules.marks.isdisjoint(view.document.norms[begin:end])
