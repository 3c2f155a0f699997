"""Quotations whose sentence names no source: a name may stand over them, or the sentence before tell of one person."""

from __future__ import annotations

from bisect import bisect_left

from attribution.model import Tokens
from attribution.speakers.entities import Answer, Entity
from attribution.speakers.phrases import PERSONAL
from attribution.speakers.roster import FINITE
from attribution.speakers.scenes import SUBJECT
from attribution.speakers.view import Query, View

_TURNS = 3  # turns that are looked at
_SENTENCES = 4  # between a turn and a quotation
_MARKS = frozenset(["``", '"', "“", "`"])
_LONGEST = 20  # tokens of a label
_HEAD = 2  # paragraphs at the head of an article, in which a name without a colon is who wrote it
_GAP = 4  # characters between two paragraphs
_TAIL = frozenset([",", "IN", "TO", "VBG"])  # tags behind a name in a label: on Radio 5, speaking to Sky Sports
_TOLD = frozenset(["VBN", "VBD", "VBG"])  # tags behind a verb that is an auxiliary: was told, had heard
_ENDS = frozenset([".", "!", "?", "''"])


def goes_on(query: Query, view: View) -> Answer | None:
    """A quotation without a cue belongs to the speaker whose turn it is; to nobody where somebody else came between."""
    if view.document.norms[query.at] not in _MARKS:
        return None
    paragraph = view.paragraph(query.at)
    for turn in reversed(view.past(query.at).turns(_TURNS)):
        entity = turn.entity
        if entity is None or turn.paragraph < paragraph - 1 or not (entity.person or entity.plural):
            continue
        other = _other_subject(entity, turn.at, query.at, view)
        if other is not None:
            return Answer(None, "floating", f"two candidates fit: {entity.name} and {other.name}")
        return Answer(entity, "floating", "the quotation goes on where this one spoke")
    return None


def no_source(query: Query, view: View) -> Answer | None:
    """Nobody."""
    return Answer(None, "no-source", "the sentence names no source")


def labelled(query: Query, view: View) -> Answer | None:
    """`Hull coach Per Lund: “We lost.”`: whom a label names, with his office; before a colon an office or a given name is enough."""
    label = _label(query.at, view)
    if label is None:
        return None
    read, colon = view.read(label), label[1] < query.at
    phrase, lexicon = read.phrase, view.lexicon
    if phrase.joint or phrase.generic or not (colon or phrase.kind == "name"):
        return None
    begin, end = phrase.name or phrase.whole
    words = view.document.words[begin:end]
    given = colon and len(words) > 1 and words[0] in lexicon.given and all(word[:1].isupper() for word in words)
    if (end < label[1] and view.document.tags[end] not in _TAIL) or not (given or phrase.honorific or lexicon.is_role(phrase.head)):
        return None
    answer = view.ask(read)
    return answer._replace(sieve="label", why="the name stands over the quotation") if answer.entity is not None else None


def _label(token: int, view: View) -> Tokens | None:
    """What stands before the quotation at a token, in its paragraph up to a colon or as the paragraph before, without the colon that ends
    it: few words, no verb, no full stop."""
    document, begin = view.document, view.paragraph_begin(token)
    inside, colon = begin < token, token > 0 and document.norms[token - 1] == ":"
    if not colon and (inside or view.paragraph(token) <= _HEAD):
        return None
    begin, end = begin if inside else view.paragraph_begin(token, 1), token - colon
    if not 1 < end - begin <= _LONGEST or document.norms[end - 1] in _ENDS or not document.words[begin][:1].isupper():
        return None
    verb = any(document.tags[i] in FINITE and document.words[i].islower() for i in range(begin, end))
    return None if verb or (not colon and _interrupts(begin, view)) else (begin, end)


def _interrupts(token: int, view: View) -> bool:
    """Whether a paragraph stands between two of one quotation, as a caption does: nothing closes the quotation before it."""
    quotes, offset = view.document.quotes, view.document.begins[token]
    k = bisect_left(quotes, offset, key=lambda quote: quote.begin) - 1
    return k >= 0 and not quotes[k].closed and quotes[k].end >= offset - _GAP


def told_of(query: Query, view: View) -> Answer | None:
    """`Ann Lee, a baker, is not impressed. | “It is too late.”`: the one person of whom the sentence before tells, which reports nothing,
    where the words are not about that one."""
    here = view.sentence(query.at)
    if here == 0 or view.document.sentences[here] != query.at or view.turns_in(here - 1, query.at):
        return None
    if view.document.norms[query.at - 1] != ".":
        return None
    subject = view.subject(here - 1)
    entity = subject.entity if subject.person else view.owner(here - 1).entity  # His memories are of lorries
    if entity is None or not entity.words or entity.type != "person" or entity.plural or entity.joint:
        return None
    named = {one for _, _, one in view.scenes.mentions(here - 1) if one.person}
    if not named <= {entity} or is_about(entity, query, view):
        return None
    return Answer(entity, "told-of", f"the sentence before tells of {entity.name} alone")


def introduced(query: Query, view: View) -> Answer | None:
    """`Ann Lee had no doubts: | “We lost.”`: the one person of whom the words before a colon tell what he has or how he is, where nothing
    in them comes from somebody, and the quotation is not about that one."""
    norms, tags, at = view.document.norms, view.document.tags, query.at
    here = view.sentence(at)
    low = view.document.sentences[here]
    if at <= low or norms[at - 1] != ":" or view.turns_in(here, at):
        return None
    subject = view.subject(here)
    entity, small = subject.entity, view.lexicon.small
    verb = next((i for i in range(at - 1, low, -1) if tags[i] in FINITE and not view.quoted(i)), 0)
    if entity is None or not subject.person or norms[verb] not in small.leading_in or tags[verb + 1] in _TOLD:
        return None
    named = {one for _, _, one in view.scenes.before(here, at) if one.person}
    if named != {entity} or entity.joint or not small.coming_from.isdisjoint(norms[verb:at]) or is_about(entity, query, view):
        return None
    return Answer(entity, "label", f"the words before the colon tell of {entity.name} alone")


def led_in(query: Query, view: View) -> Answer | None:
    """`Ann Lee told the BBC: ¶ Media playback is not supported ¶ | “We lost.”`: the one person of whom the words before a colon tell, where
    only what is no part of the article stands between."""
    document, k = view.document, view.paragraph(query.at) - 1
    if view.paragraph_begin(query.at) != query.at:
        return None
    while k > 0 and document.paragraphs[k] in view.asides:
        k -= 1
    end = document.paragraphs[k + 1]
    if k < 0 or end == query.at or document.norms[end - 1] != ":":
        return None
    sentence = view.sentence(end - 1)
    entity = view.subject(sentence).entity
    last = next((one for _, _, one in reversed(view.scenes.mentions(sentence)) if one.person), None)  # the Leyton boss Bo Wu
    alone = entity is not None and entity.type == "person" and last is entity and not entity.joint
    return Answer(entity, "label", "the words before the colon tell who speaks") if alone else None


def is_about(entity: Entity, query: Query, view: View) -> bool:
    """Whether a quotation speaks of somebody: by a name, or by `he` or `she` where nobody says `I`."""
    contents = query.attribution.contents if query.attribution is not None else ()
    lows = {low for begin, end in contents for low in view.document.lows[begin:end]}
    if not lows.isdisjoint(word.lower() for word in entity.words):
        return True
    genders, theirs = {PERSONAL[low] for low in lows if low in PERSONAL}, view.past(query.at).gender(entity)
    return lows.isdisjoint(view.lexicon.first_person) and bool(genders & {theirs} if theirs else genders)


def _other_subject(entity: Entity, after: int, at: int, view: View) -> Entity | None:
    """Who else is the subject of a sentence between a turn and a quotation without a cue."""
    first, last = view.sentence(after), view.sentence(at)
    for sentence in range(max(first + 1, last - _SENTENCES), last + 1):
        for _, rank, other in view.scenes.before(sentence, at):
            if rank == SUBJECT and other is not entity:
                return other
    return None
