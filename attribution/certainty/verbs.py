"""Certainty of verbs: their own hedge and negation, composed with what stands above them."""

from __future__ import annotations

from attribution.certainty.context import surroundings
from attribution.certainty.effects import Verdict
from attribution.certainty.modals import hedged
from attribution.certainty.reading import Reading
from attribution.certainty.syntax import Predicate
from attribution.certainty.syntax.tokens import TENSED

_PREDICATIVE = frozenset(["JJ", "DT", "NN", "IN", "PR", "CD"])  # the first two letters of what a copula may carry
_BREAKS = frozenset([",", ".", ":", "TO", "CC", "WDT", "WP", "``", "''", ""])
CLAUSE = 9  # tokens after a negative word in which a verb makes it a subject
UNTIL = 14  # tokens after a negation in which "until" takes it back


def verb(reading: Reading, at: int) -> Verdict:
    """Own hedge, negation and context of the verb at `at` in one verdict."""
    predicate = reading.predicate(at)
    group, link = predicate.group, predicate.link
    context = surroundings(reading, predicate)
    negations = _negations(reading, predicate)
    negated = len(negations) % 2 == 1 or (len(negations) == 2 and reading.low[negations[0]] not in reading.words.cancelling)
    own = None
    if group.modal or group.begin < at or link.adverbs:
        own = hedged(reading, predicate, context, negated)
    if own is None and not negations and context.weight == "none":
        return context
    if own is None or context.weight == "strong" or context.weight == own.weight == "soft":
        return Verdict(context.label, -context.sign if negated else context.sign, context.cues or tuple(negations))
    return Verdict(own.label, -own.sign if negated else own.sign, own.cues)


def _negations(reading: Reading, predicate: Predicate) -> list[int]:
    """The tokens that deny the predicate: in its group, its subject or its object."""
    group, link = predicate.group, predicate.link
    found: list[int] = []
    if group.negations and link.kind != "imperative":
        found = [n for n in group.negations if group.modal or not _pseudo(reading, n)]
    if link.negated >= 0 and link.kind != "coordinated":
        found.append(link.negated)
    if not found:
        word, words = reading.low[predicate.head], reading.words
        denied = copula_negation(reading, predicate.head) if word in words.be else -1
        if reading.low[predicate.head + 1] in words.nots and (word in words.do or word in words.needing):
            denied = predicate.head + 1  # it does *not*, and should not; you need *not* worry
        if denied < 0:
            denied = _object_negation(reading, predicate.head)
        if denied >= 0:
            found.append(denied)
    return found


def _pseudo(reading: Reading, negation: int) -> bool:
    """Whether a "not" denies something else: "not only", "did not leave until Friday"."""
    low, words = reading.low, reading.words
    if low[negation] not in words.nots:
        return False
    if low[negation + 1] in words.pseudo_after:
        return True
    end = min(reading.sentence(negation)[1], negation + UNTIL)
    late = low[negation - 1] in words.do and reading.tags[negation + 1][:2] in ("VB", "RB")
    return late and not words.until.isdisjoint(low[negation + 2 : end])


def copula_negation(reading: Reading, at: int) -> int:
    """The token after a form of be by which its complement is denied: "is *not* safe", "was *no longer* mayor"; -1 without one."""
    low, tags, words = reading.low, reading.tags, reading.words
    if low[at] not in words.be:
        return -1
    denied = -1
    k = at + 1
    while tags[k][:2] == "RB" or low[k] in words.plain_negations:
        if low[k] in words.plain_negations or low[k + 1] in words.no_longer[1:]:
            denied = k
        k += 1
    pseudo = denied >= 0 and low[denied + 1] in words.pseudo_after
    return -1 if pseudo or tags[k][:2] not in _PREDICATIVE else denied


def _object_negation(reading: Reading, at: int) -> int:
    """The token by which the object denies the verb at `at` ("found *nothing*", "has *no* plans"); -1 without one."""
    low, tags, words = reading.low, reading.tags, reading.words
    k = reading.behind_mark(at + 1)
    if tags[k] in ("IN", "TO", "RP"):
        k += 1
        if low[k] not in words.pronoun_objects:
            return -1
    if low[k] not in words.negative_objects:
        return -1
    if reading.syntax.embedding.signature(at, "that") and _subject_of_clause(reading, k):
        return -1
    if low[k] in words.pronoun_objects and low[k + 1] in words.opposing:
        return -1  # nothing but praise
    degree = low[k] not in words.pronoun_objects and tags[k + 1] in ("RB", "JJR")
    if low[k + 1] in words.driven and low[k + 2] in words.opposing:
        return -1
    return -1 if degree or low[k + 1] in words.pseudo_objects else k


def _subject_of_clause(reading: Reading, at: int) -> bool:
    """Whether the negative word at `at` belongs to a clause of its own: "said *nobody* had been hurt"."""
    for k in range(at + 1, at + CLAUSE):
        tag = reading.tags[k]
        if tag in TENSED:
            return True
        if tag in _BREAKS or reading.low[k] == "that":
            return False
    return False
