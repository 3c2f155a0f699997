"""The hedge of a verb group itself: its adverbs, and how its modal is to be read."""

from __future__ import annotations

from attribution.certainty.effects import Verdict
from attribution.certainty.reading import Reading
from attribution.certainty.syntax import Predicate

_IN_PHRASE = frozenset(["DT", "PRP$", "JJ", "NN", "NNS", "CD", "NNP", "POS"])
_GOES_ON = frozenset(["JJ", "NN", "NNS", "NNP", "NNPS", "POS", "CD"])


def hedged(reading: Reading, verb: Predicate, context: Verdict, negated: bool) -> Verdict | None:
    """What modal and adverbs say; None where they say nothing."""
    group = verb.group
    modal = reading.tables.modals.get(group.modal)
    for at in (*group.adverbs, *verb.link.adverbs):
        word = reading.low[at]
        if word in reading.words.likely and group.begin <= at and modal in ("could", "possible"):
            continue
        if modal == "should" or (modal in ("could", "possible") and group.modal_at > at):
            break
        label = reading.tables.adverbs[word]
        return Verdict(label, -1 if label == "improbable" else 1, (at,))
    for at in range(group.begin, verb.head):
        if reading.low[at] in reading.words.certainly and reading.low[at - 1] in reading.words.almost:
            return Verdict("probable", 1, (at - 1, at))
    return _modal(reading, verb, context, negated, modal) if modal else None


def _modal(reading: Reading, verb: Predicate, context: Verdict, negated: bool, modal: str) -> Verdict | None:
    """The modal by its reading; None where it is an ability or says nothing."""
    at = (verb.group.modal_at,)
    head = reading.tables.lemma(reading.low[verb.head], "VB")
    if modal == "can" or (modal == "could" and _ability(reading, verb, head, negated)):
        return None
    if modal in ("could", "possible"):
        return Verdict("possible", 1, at)
    if modal == "will":
        return Verdict("planned", 1, at, "soft")
    if modal == "would":
        return _would(reading, verb, context, head)
    probable = _inferred(reading, verb, head) if modal == "must" else _expected(reading, verb, head)
    return Verdict("probable" if probable else "urged", 1, at)


def _inferred(reading: Reading, verb: Predicate, head: str) -> bool:
    """Whether "must" is a conclusion: "must have known", "he must be tired"."""
    subject = _subject(reading, verb)
    return verb.group.perfect or (head in reading.words.inferred and subject in reading.words.own)


def _expected(reading: Reading, verb: Predicate, head: str) -> bool:
    """Whether "should" is a forecast: "the rain should ease"."""
    group, subject = verb.group, verb.link.subject
    if head not in reading.words.arrival or group.passive or group.perfect:
        return False
    if subject < 0:
        return True
    named = "NNP" in reading.tags[max(subject, reading.sentence(verb.head)[0] + 1) : group.begin]
    return not named and reading.low[subject] not in reading.words.persons


def _ability(reading: Reading, verb: Predicate, head: str, negated: bool) -> bool:
    """Whether "could" says that somebody was able to."""
    words, group = reading.words, verb.group
    inside = reading.low[group.begin : verb.head]
    if group.perfect:
        return False
    if negated and head != "be" and words.hardly.isdisjoint(inside):
        return True
    if group.passive:
        return head in words.perceived and reading.low[verb.head + 1] != "as"
    if head in words.perception or not words.barely.isdisjoint(inside):
        return True
    begin, end = reading.sentence(verb.head)
    clause = reading.low[max(begin, verb.floor) : end]
    before = reading.low[verb.floor : group.begin]
    return (
        not words.until.isdisjoint(reading.low[verb.head : end])
        or not words.age.isdisjoint(clause[:6])
        or ("so" in before and "that" in before)
    )


def _would(reading: Reading, verb: Predicate, context: Verdict, head: str) -> Verdict | None:
    group, link, words = verb.group, verb.link, reading.words
    at = (group.modal_at,)
    possible, planned = Verdict("possible", 1, at), Verdict("planned", 1, at)
    if group.perfect:
        return Verdict("conditional", 1, at)
    if head in words.wishes or _polite(reading, verb, head):
        return None
    thing = _thing(reading, verb)
    if context.weight == "soft":
        soft = possible if context.label == "probable" else Verdict("planned", 1, at, "soft")
        return soft if thing else None
    if context.weight == "report":
        willed = not (thing or link.consequent or _subject(reading, verb) in words.addressed or _unwilled(reading, verb, head))
        return planned if willed else possible
    if link.kind == "embedded" or link.consequent:
        return possible
    refused = not thing and not words.plain_negations.isdisjoint(reading.low[n] for n in group.negations)
    if refused and "if" not in reading.low[reading.sentence(verb.head)[0] : verb.head]:
        return planned
    habitual = not words.habit.isdisjoint(reading.low[verb.floor : group.begin])
    return None if habitual else possible


def _subject(reading: Reading, verb: Predicate) -> str:
    """The first word of the subject."""
    return reading.low[verb.link.subject] if verb.link.subject >= 0 else ""


def _polite(reading: Reading, verb: Predicate, head: str) -> bool:
    """Whether "would" only softens a statement: "I would say that"."""
    said = reading.tables.find(head, "v", "that") if _subject(reading, verb) in reading.words.speakers else None
    return said is not None and said.name in ("report", "note")


def _unwilled(reading: Reading, verb: Predicate, head: str) -> bool:
    """Whether nobody can want what the verb says: "would cost"."""
    subject = _subject(reading, verb)
    impersonal = subject in reading.words.impersonal_subject
    if head in reading.words.granted and subject in reading.words.persons:
        return False
    return head in reading.words.unwilled or (impersonal and head in reading.words.unwilled_it)


def _thing(reading: Reading, verb: Predicate) -> bool:
    """Whether the subject is a thing that has effects, not somebody with a will."""
    low, tags, words, modifiers = reading.low, reading.tags, reading.words, reading.tables.modifiers
    at = verb.link.subject
    if at < 0 or low[at] in words.own - words.impersonal_subject or low[at] in words.some:
        return False
    if low[at] in words.indefinite:
        return True
    while low[at] not in modifiers and tags[at] in _IN_PHRASE and tags[at + 1] in _GOES_ON:
        at += 1
    if low[at] in modifiers:
        return True
    return tags[at] in ("NN", "NNS") and low[at] not in words.institutions and low[at].endswith(words.event_endings)
