"""Statements that name no issuer: `a statement said`, `the filing said` are the words of whoever issued it, where that is one only."""

from __future__ import annotations

from attribution.document.view import peek
from attribution.speakers.descriptions import core_end
from attribution.speakers.entities import INSTITUTIONS, TEXTS, Answer, Entity
from attribution.speakers.sieves.institution import near_institutions
from attribution.speakers.view import Query, View

_PLACES = 4  # of the noun that are looked at
_BACK = 3  # paragraphs in which it was issued
_VERB = 4  # tokens before it in which the verb of issuing stands
_ISSUERS = INSTITUTIONS - TEXTS - {"news outlet", "news agency"}  # outlets report what others state


def issuer(query: Query, view: View) -> Answer | None:
    """Who issued a statement: who spoke in it before, or is the subject of the verb; of a new one, the institution that has just spoken."""
    phrase = query.phrase
    if phrase.head not in view.lexicon.issued or query.attribution is None or not _is_bare(query, view):
        return None
    if phrase.the not in view.lexicon.small.indefinite:
        found = _issued(query, view)
    else:  # he said so, according to a statement: somebody else's, perhaps
        found = _last_speaker(query.at, view) if query.attribution.lemma in view.lexicon.small.stating else None
    return Answer(found, "issuer", f"the {phrase.head} is {found.name}'s") if found is not None else None


def _is_bare(query: Query, view: View) -> bool:
    """Whether nothing in a description tells whose it is, or about what: `a written statement`."""
    begin, end = query.phrase.whole[0], core_end(view.reader, query.phrase)
    inside = view.document.lows[begin:end]
    return inside[-1] == query.phrase.head and all(w in view.lexicon.issued or w in view.lexicon.small.written for w in inside[1:-1])


def _last_speaker(at: int, view: View) -> Entity | None:
    """The institution that spoke last, or the only one near where nobody has spoken."""
    turns = [turn for turn in view.past(at).turns(1) if turn.paragraph >= view.paragraph(at) - _BACK]
    near = [turn.entity for turn in turns] or list(near_institutions(at, view))
    only = near[0] if len(near) == 1 else None
    if only is None or view.past(at).type(only) not in _ISSUERS:
        return None
    known = only.words or view.past(at).name(only).split()[0] in view.lexicon.small.articles - view.lexicon.small.indefinite
    return only if known else None  # the council, but no council


def _issued(query: Query, view: View) -> Entity | None:
    """Who has spoken `in a statement`, or `published a statement`, before `the statement`."""
    at, low = query.at, view.paragraph_begin(query.at, _BACK)
    places = [i for i in view.ties.places_between(query.phrase.head, low, at) if not view.quoted(i)]
    return next(filter(None, (_issued_at(i, view) for i in reversed(places[-_PLACES:]))), None)


def _issued_at(i: int, view: View) -> Entity | None:
    """Who issued what the noun at `i` says."""
    norms, sentence = view.document.lows, view.sentence(i)
    before = norms[max(view.document.sentences[sentence], i - _VERB) : i]
    if peek(norms, i + 1) in view.lexicon.small.relayed:  # a statement from the mayor
        return None
    entity = issuer_of(i, view)
    if entity is None:
        spoken = {turn.entity for turn in view.turns_in(sentence, view.document.sentences[sentence + 1])}
        entity = spoken.pop() if len(spoken) == 1 and "in" in before else None
    return entity if entity is not None and entity.type not in TEXTS else None


def issuer_of(i: int, view: View) -> Entity | None:
    """The subject of the verb of issuing before the noun at `i`: `Harlow Foods published | a report`."""
    sentence = view.sentence(i)
    before = view.document.norms[max(view.document.sentences[sentence], i - _VERB) : i]
    return None if view.lexicon.small.issuing.isdisjoint(before) else view.subject(sentence).entity
