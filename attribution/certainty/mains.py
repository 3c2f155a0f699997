"""The predicate on which a content turns: its main verb, failing that its noun."""

from __future__ import annotations

from attribution.certainty.context import inverted_if
from attribution.certainty.reading import Reading
from attribution.certainty.syntax import Predicate
from attribution.certainty.syntax.tokens import VERBS
from attribution.model import Tokens

REACH = 80  # tokens in which the main verb of a content is sought
PHRASE = 12  # tokens after a participle in which the verb stands whose subject it modifies
FINITE = frozenset(["VBD", "VBZ", "VBP", "VBN", "MD"])
_NAMED = frozenset(["NN", "NNS", "VBZ", "VBD", "MD", "NNP"])  # a plural is often taken for a verb, and Sue for an order
_JOINTS = frozenset([",", ":", "CC", "WDT", "WP", "``", "''"])
_AUXILIARY = frozenset(["MD", "VBD", "VBZ", "VBP"])  # right behind what looks like a past: that was a participle
_OWN = frozenset(["root", "imperative"])
_DEICTIC = frozenset(["DT", "PRP", "NNP", "PRP$"])


def main_predicate(reading: Reading, content: Tokens, trigger: int) -> int | None:
    """Token of the verb, failing that the noun, on which the content turns; None where it has neither. Sought once."""
    known, key = reading.room.mains, (content, trigger)
    if key not in known:
        known[key] = _main_predicate(reading, content, trigger)
    return known[key]


def _main_predicate(reading: Reading, content: Tokens, trigger: int) -> int | None:
    begin, end = content
    first = None
    for at in range(begin, min(end, begin + REACH)):
        if not is_verb(reading, at) or at == trigger or _no_main(reading, at, content):
            continue
        first = at if first is None else first
        verb = reading.predicate(at)
        if inverted_if(reading, verb):
            continue
        kind, governor = verb.link.kind, verb.link.governor
        if _aside(reading, verb, content):
            continue
        if kind in _OWN or (kind == "embedded" and not begin <= governor < end):
            return _finite_after(reading, at, end) if _modifies(reading, verb) or _named(reading, at) else at
        if kind == "purpose" and verb.group.begin <= begin + 1 and not _fronted(reading, at, content, trigger):
            return at
    noun = head_noun(reading, content)
    if first is not None and reading.low[trigger] == ":" and reading.predicate(first).link.kind == "purpose":
        return first  # the future of headlines: "Ade: Racing chief to leave"
    if first is None or (noun is not None and noun < first and reading.tags[begin] not in ("IN", "TO", "WRB", "WP")):
        return noun
    return first


def _fronted(reading: Reading, at: int, content: Tokens, trigger: int) -> bool:
    """Whether the main verb follows the infinitive that opens the content: "*to be* sure, we asked him"."""
    if 0 <= trigger < content[0] and reading.low[content[0]] not in ("``", "`"):
        return False
    return _root_after(reading, at, content[1])


def _root_after(reading: Reading, at: int, end: int) -> bool:
    """Whether a finite verb that hangs on nothing stands after `at` in the content and its sentence."""
    later = range(at + 1, min(end, at + REACH, reading.sentence(at)[1]))
    return any(reading.tags[k] in FINITE and reading.predicate(k).link.kind == "root" for k in later)


def _aside(reading: Reading, verb: Predicate, content: Tokens) -> bool:
    """Whether the verb stands in a whether-clause that nobody asks: "*whether* it is old or new, it helps"."""
    return verb.link.frame == "wh" and verb.link.governor < 0 and _root_after(reading, verb.head, content[1])


def _finite_after(reading: Reading, participle: int, end: int) -> int:
    """The verb whose subject the bare participle modifies ("the line *suspended* on pylons *would be*"), or the participle itself."""
    for at in range(participle + 1, min(end, participle + PHRASE)):
        tag = reading.tags[at]
        if tag in _JOINTS:
            break
        if tag in VERBS:
            verb = reading.predicate(at)
            beside = verb.link.kind == "root" or (verb.link.kind, verb.link.governor) == reading.predicate(participle).link[:2]
            return at if beside and verb.group.form == "finite" else participle
    return participle


def _modifies(reading: Reading, verb: Predicate) -> bool:
    """Whether the verb is a participle beside its noun, though it may look like a past: "the money *raised* would go"."""
    bare = verb.group.begin == verb.head and reading.tags[verb.head] == "VBD"
    return verb.group.form == "part" or (bare and reading.tags[verb.head + 1] in _AUXILIARY)


def _named(reading: Reading, at: int) -> bool:
    """Whether what looks like an order stands before a noun without an article, and may be part of its name: "*Rent* increases will be"."""
    return reading.predicate(at).link.kind == "imperative" and reading.tags[at + 1] in _NAMED


def _no_main(reading: Reading, at: int, content: Tokens) -> bool:
    """Whether the verb at `at` is an auxiliary, opens an inverted if-clause ("had he known") or is a plural taken for a verb."""
    low, tags = reading.low, reading.tags
    begin, end = content
    if tags[at] == "VBZ" and at + 1 < end and tags[at + 1] == "MD":
        return True
    if tags[at] == "VBN" and tags[at - 1] == "DT" and tags[at + 1][:2] == "NN":
        return True  # the infected blood
    if low[at] in reading.words.auxiliaries and helps(reading, at, end):
        return True
    opens = at == begin or low[at - 1] in ("``", "`")
    return opens and tags[at] == "VBD" and low[at] in reading.words.inverted_conditions and tags[at + 1] in _DEICTIC


def is_verb(reading: Reading, at: int) -> bool:
    """Whether a verb stands at `at`: by its tag, or by the auxiliary or adverb before it, "reportedly *stole*"."""
    syntax = reading.syntax
    tag = reading.tags[at]
    return tag in VERBS or (syntax.verbal(at) and (tag == "NNS" or syntax.groups.at(at).begin < at))


def helps(reading: Reading, at: int, end: int) -> bool:
    """Whether the auxiliary at `at` is one of a verb that follows."""
    for k in range(at + 1, min(end, at + 5)):
        if reading.tags[k][:2] == "VB" or reading.syntax.verbal(k):
            return reading.syntax.groups.at(k).begin <= at
        if reading.tags[k][:2] not in ("RB", "MD") and reading.low[k] != "," and reading.low[k] not in reading.words.floating:
            return False
    return False


def head_noun(reading: Reading, content: Tokens) -> int | None:
    """Head noun of the first noun phrase in the content."""
    begin, end = content
    for k in range(begin, end):
        if reading.tags[k][:2] == "NN" and (k + 1 == end or reading.tags[k + 1][:2] != "NN"):
            return k
    return None
