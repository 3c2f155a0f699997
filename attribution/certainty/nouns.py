"""Certainty of event nouns and of predicative adjectives."""

from __future__ import annotations

from bisect import bisect_left

from attribution.certainty.context import embedded
from attribution.certainty.cues import cue_row, of_trigger, verbless
from attribution.certainty.effects import ASSERTED, Verdict, apply
from attribution.certainty.reading import Reading
from attribution.certainty.verbs import copula_negation

SCARE = 4  # tokens between the marks of a word that the writer holds at a distance
_DEFINITE = frozenset(["DT", "PRP$"])
_COUNTED = frozenset(["DT", "PRP$", "JJ", "POS"])  # "the past *few* weeks" are not few
_OPENING = frozenset(["``", "`"])


def noun(reading: Reading, at: int, through: bool = False) -> Verdict:
    """The verdict on an event noun: its own modifiers, then what governs its phrase.

    `through`: read for what hangs on it; "rejected the accusation that …" denies the complement, not the accusation.
    """
    low, tags, words = reading.low, reading.tags, reading.words
    floor = reading.syntax.floor(at)
    begin = reading.syntax.embedding.phrase_begin(at, floor)
    negated = False
    for k in range(begin, at):
        label = reading.tables.modifiers.get(low[k])
        if label == "denied":
            return Verdict("asserted", -1, (k,))
        if label is not None:
            return Verdict(label, -1 if label == "improbable" else 1, (k,))
        scarce = low[k] in words.scarce and tags[k - 1] not in _COUNTED
        negated = negated or scarce or low[k] == "no"
    if (begin > floor and low[begin] in _OPENING) or low[begin - 1] in _OPENING:
        marks = [begin]
    else:
        marks = [k for k in range(begin, at) if low[k] in _OPENING]
    scare = next((found for k in marks if (found := _scare(reading, k, at))), None)
    if scare:
        return scare
    verdict = _governed(reading, at, begin, floor, through)
    if negated and verdict.label == "asserted":
        return Verdict(verdict.label, -verdict.sign, verdict.cues)
    if negated and verdict.label == "possible":
        return Verdict("improbable", -1, verdict.cues)
    return verdict


def adjective(reading: Reading, at: int) -> Verdict:
    """The verdict on a predicative adjective or participle: that of the copula before it."""
    low, tags, words = reading.low, reading.tags, reading.words
    floor = reading.syntax.floor(at)
    k = at - 1
    negated = False
    while k >= floor and (tags[k][:2] == "RB" or low[k] == "``" or low[k] in words.degree):
        label = reading.tables.adverbs.get(low[k])
        if label:
            return Verdict(label, 1, (k,))
        longer = (low[k - 1], low[k]) == words.no_longer
        negated = negated or longer or low[k] in words.plain_negations
        k -= 2 if longer else 1
    if k < floor or tags[k][:2] != "VB":
        return Verdict("asserted", -1 if negated else 1)
    verdict = reading.verdict(k)
    heard = reading.predicate(k).group.negations or copula_negation(reading, k) >= 0
    return verdict.negated() if negated and not heard else verdict


def _scare(reading: Reading, mark: int, at: int) -> Verdict | None:
    """A word in marks that are the writer's own, outside every reported content."""
    document = reading.room.document
    begin = document.begins[mark]
    first = bisect_left(document.quotes, begin, key=lambda quote: quote.begin)
    marked = document.quotes[first] if first < len(document.quotes) else None
    if (marked and marked.begin == begin and marked.kind == "speech") or reading.covering(at) is not None:
        return None
    closing = next((k for k in (at + 1, at + 2) if reading.low[k] in ("''", "'")), None)
    return Verdict("claimed", 1, (at,)) if closing is not None and closing - mark <= SCARE else None


def _governed(reading: Reading, at: int, begin: int, floor: int, through: bool) -> Verdict:
    """What the word before the noun phrase, or the predicate after it, says of the noun."""
    low, tags, words = reading.low, reading.tags, reading.words
    after = _predicated(reading, at)
    if after is not None:
        return after
    k = begin - 1
    while k > floor and (low[k] in _OPENING or (tags[k] == "RB" and tags[k - 1][:2] == "VB")):
        k -= 1
    if k < floor:
        return _reported(reading, at, floor)
    if reading.muted >= 0 and reading.muted in (k, k - 1):
        return ASSERTED
    if low[begin] == "any":
        host = reading.syntax.links.host(k, floor)
        outer = reading.verdict(host) if host >= 0 else ASSERTED
        if outer.sign < 0:
            return Verdict(outer.label, -1, outer.cues)
    if tags[k] in ("IN", "TO", "RP"):
        return _after_preposition(reading, at, begin, k, floor)
    if low[k] in words.be:
        outer = reading.verdict(k)
        if outer.sign < 0 and _new(reading, begin, at):
            return Verdict(outer.label, -1, outer.cues)
    if tags[k][:2] == "VB" and low[k] not in words.be and low[k] not in words.do:
        return _object(reading, at, begin, k, through)
    if tags[k] == "CC":
        sister = _sister(reading, k, floor)
        if sister >= 0:
            return _governed(reading, sister, reading.syntax.embedding.phrase_begin(sister, floor), floor, through)
    return _reported(reading, at, floor)


def _sister(reading: Reading, joint: int, floor: int) -> int:
    """The noun with which the phrase after the conjunction at `joint` is coordinated; -1 without one."""
    for k in range(joint - 1, max(floor, joint - 8) - 1, -1):
        if reading.tags[k] in ("NN", "NNS"):
            return k
        if reading.tags[k][:2] == "VB":
            return -1
    return -1


def _after_preposition(reading: Reading, at: int, begin: int, preposition: int, floor: int) -> Verdict:
    """A noun after a preposition or particle: "plans *for* a merger", "called *off* the strike"."""
    low, tags = reading.low, reading.tags
    before = preposition - 1
    if tags[preposition] == "RP" and tags[before][:2] == "VB":
        found = reading.syntax.embedding.signature(before, "np")
        return apply(reading.tables.effects[found.sense], before, reading.verdict(before)) if found else ASSERTED
    link = reading.syntax.links.prepositional(preposition, floor, True)
    if link.kind == "embedded":
        return embedded(reading, link)
    if link.kind == "without":
        return Verdict("asserted", -1, (preposition,))
    if link.kind == "head":
        return reading.verdict(link.governor)
    if begin == at and low[preposition] == "for" and before >= floor and tags[before][:2] in ("VB", "JJ"):
        outer = reading.verdict(before)
        if outer.sign < 0:
            return Verdict("asserted", -1, outer.cues)
    return ASSERTED


def _object(reading: Reading, at: int, begin: int, governor: int, through: bool) -> Verdict:
    """A noun as the object of the verb at `governor`."""
    embedding, effects = reading.syntax.embedding, reading.tables.effects
    found = embedding.signature(governor, "np")
    if found and found.sense in ("deny", "doubt", "refuse") and not through and embedding.signature(at, "that"):
        return ASSERTED
    outer = reading.verdict(governor)
    if found:
        effect = effects["refuse" if found.sense == "deny" and reading.low[at] in reading.words.willful else found.sense]
        idle = effect.affirmed[0] == "asserted"
        return ASSERTED if idle else apply(effect, governor, outer)
    if outer.sign > 0 and outer.label in ("planned", "possible", "probable", "urged", "conditional"):
        return Verdict(outer.label, outer.sign, outer.cues)
    if outer.sign < 0 and _new(reading, begin, at):
        return Verdict(outer.label, -1, outer.cues)
    return ASSERTED


def _new(reading: Reading, begin: int, at: int) -> bool:
    """Whether the phrase names something not known before: "held no talks", "did not order a raid"."""
    tags = reading.tags
    definite = tags[begin] in _DEFINITE or tags[begin] in ("NNP", "POS")
    new = begin == at or not definite or reading.low[begin] in reading.words.indefinite_articles
    return new and "POS" not in tags[begin:at]


def _reported(reading: Reading, at: int, floor: int) -> Verdict:
    """A noun phrase that nothing in its clause governs: reported by a strong cue as its object, or plain."""
    held = reading.covering(at)
    if held is None or held.of.trigger == reading.muted or held.begin < reading.syntax.embedding.phrase_begin(at, floor):
        return ASSERTED
    row = cue_row(reading, held.of)
    if row is None or row[0].weight != "strong" or not verbless(reading, held.of):
        return ASSERTED
    return apply(row[0], held.of.trigger, of_trigger(reading, held.of))


def _predicated(reading: Reading, at: int) -> Verdict | None:
    """What is said of an event noun as subject: doubtful, unlikely, averted; or right after it: "a takeover unlikely"."""
    low, tags, tables = reading.low, reading.tags, reading.tables
    effect = tables.find(low[at + 1], "a", "subj") if tags[at + 1][:2] == "JJ" else None
    if effect:
        return apply(effect, at + 1, ASSERTED)
    end = _group_end(reading, at + 1)
    if end == at + 1:
        return None
    negated = not reading.words.plain_negations.isdisjoint(low[at + 1 : end])
    verb = tags[end][:2] == "VB"
    if negated and _eventive(reading, at):
        outer = reading.verdict(end if verb else end - 1)
        return outer if outer.sign < 0 else None
    if tags[end][:2] == "JJ" and low[end + 1] not in ("to", "that"):
        effect = tables.find(low[end], "a", "subj")
        return apply(effect, end, Verdict("asserted", -1 if negated else 1)) if effect else None
    passive = tags[end] in ("VBN", "VBD") and not reading.words.be.isdisjoint(low[at + 1 : end])
    effect = tables.find(low[end], "p", "subj") if passive and low[end + 1] != "to" else None
    return apply(effect, end, reading.verdict(end)) if effect else None


def _group_end(reading: Reading, begin: int) -> int:
    """The token after the auxiliaries and adverbs that begin at `begin`."""
    end = begin
    while end < min(begin + 7, reading.syntax.tokens.size) and (
        reading.tags[end] in ("MD", "RB") or reading.low[end] in reading.words.be or reading.low[end] in reading.words.seeming
    ):
        end += 1
    return end


def _eventive(reading: Reading, at: int) -> bool:
    """Whether the noun at `at` ends as names of events do and its phrase is new to the reader."""
    begin = reading.syntax.embedding.phrase_begin(at, reading.syntax.floor(at))
    if reading.tags[begin] in _DEFINITE and reading.low[begin] not in reading.words.indefinite_articles:
        return False
    return reading.low[at].endswith(reading.words.event_endings) and reading.low[at] not in reading.words.institutions
