"""What everything above a predicate says of it: embedding words, sisters, questions, if-clauses and the cue that reports it."""

from __future__ import annotations

from collections.abc import Callable

from attribution.certainty.cues import cue_effect, of_trigger
from attribution.certainty.effects import ASSERTED, REPORTED, Verdict, apply
from attribution.certainty.reading import Reading
from attribution.certainty.syntax import Content, Link, Predicate
from attribution.certainty.syntax.embedding import MARKS
from attribution.certainty.syntax.tokens import TENSED
from attribution.certainty.tables import OPENING

QUESTION = 80  # tokens in which the question mark of a clause is sought
CANDID = 5  # tokens of "if I'm honest"
TAG = 7  # tokens of a question after a dash
IF = 30  # tokens after a verb in which an if-clause is sought
PHRASE = 6  # tokens of a conjunction of several words
CONDITION = 60  # tokens before a verb in which its "if" is sought
_SAYING = frozenset(["report", "ask", "urge"])
_CLOSING = frozenset(["''", ".", "!", ";"])
_DASHES = frozenset(["-", "--", "–", "—"])
_ENDING = frozenset([",", ";", ".", "--", "that", "''"])  # no if-clause is sought beyond these, nor beyond a verb with a time
_PRESENT = frozenset(["VBZ", "VBP", "MD", "NNS"])
_SPOKEN = frozenset(["report", "note", "believe", "fear", "likely", "hope", "plan", "urge", "refuse", "possible", "unlikely"])


def surroundings(reading: Reading, verb: Predicate) -> Verdict:
    """What everything above the predicate says of it, were it bare and affirmative."""
    return _BY_KIND[verb.link.kind](reading, verb)


def embedded(reading: Reading, link: Link) -> Verdict:
    """What the embedding word does to its complement, given how things stand with the word itself."""
    effect, governor = reading.tables.effects[link.sense], link.governor
    if governor < 0:
        return Verdict(*effect.affirmed, (), effect.weight)
    if governor == reading.muted:
        return REPORTED
    tag = reading.tags[governor]
    part = "a" if tag[:1] == "J" else "n" if link.part == "n" else ""
    return apply(effect, governor, reading.outer(governor, part))


def question(reading: Reading, at: int) -> Verdict | None:
    """A question mark that closes the sentence or quotation of token `at`."""
    if not reading.room.questions:
        return None
    ahead = reading.low[at + 1 : min(reading.sentence(at)[1], at + QUESTION)]
    if "?" not in ahead:
        return None
    mark = ahead.index("?")
    asked = _CLOSING.isdisjoint(ahead[:mark]) and not (quoting(reading, at, at + 1 + mark) or tagged(reading, at + 1 + mark))
    return Verdict("asked", 1, (at + 1 + mark,), "strong") if asked else None


def quoting(reading: Reading, at: int, mark: int) -> bool:
    """Whether a quotation opens between the verb at `at` and the question mark and goes on: somebody else asks, or asked."""
    saying = reading.syntax.embedding.signature(at, "that") if reading.tags[at] != "VBD" else None
    if saying and saying.sense in _SAYING:
        return False  # people *say*, “Who are you?”
    tags, held = reading.tags[at + 1 : mark], reading.covering(mark)
    own = held is not None and held.of.trigger == at  # he said, “Who are you?”: his own question, and the marks are his
    return tags.count("``") - own > tags.count("''") and reading.low[mark - 1] not in MARKS


def tagged(reading: Reading, mark: int) -> bool:
    """Whether the question mark closes no more than a tag: "it was hard, *you understand*?", "it is a treat *isn't it*?"."""
    low, begin = reading.low, reading.sentence(mark)[0]
    first = reading.behind_mark(begin)
    if low[first] in reading.words.auxiliaries or reading.tags[first][:1] in ("W", "M"):
        return False
    if reading.tags[mark - 1] in ("PRP", "DT") and low[mark - 2] in reading.words.nots:
        return mark - 3 > first
    if any(low[k] in _DASHES and low[k + 1] in reading.words.auxiliaries for k in range(max(first + 1, mark - TAG), mark)):
        return True  # … - isn't that amazing?
    return any(low[mark - size - 1] == "," and " ".join(low[mark - size : mark]) in reading.words.question_tags for size in (1, 2))


def under_if(reading: Reading, verb: Predicate) -> Verdict | None:
    """Whether the clause holds only under an if: the if beside it, or an inverted one."""
    group = verb.group
    if group.modal and not group.perfect:
        return None
    return inverted_if(reading, verb) or _if_before(reading, verb) or _if_after(reading, verb)


def _under_embedding(reading: Reading, verb: Predicate) -> Verdict:
    verdict = embedded(reading, verb.link)
    if verdict.label == "asserted" and verb.link.sense in ("report", "note"):
        return under_if(reading, verb) or verdict
    return verdict


def _under_sister(reading: Reading, verb: Predicate) -> Verdict:
    """A coordinated predicate: the context of its sister, and the sister's modal and negation where it has no auxiliary of its own."""
    group, link = verb.group, verb.link
    sister = link.governor
    alike = reading.tags[group.head] == reading.tags[sister] or reading.low[group.head] in reading.tables.unchanged
    other = reading.predicate(sister)
    if alike and group.begin == group.head and other.group.begin < other.head:
        shared = reading.verdict(sister)
        opposed = reading.low[group.begin - 1] in reading.words.opposing and other.group.negations  # "has not denied it but *said*"
        return Verdict(shared.label, 1 if opposed else shared.sign, () if opposed else shared.cues, "soft")
    if reading.low[link.edge - 1] == ",":
        other = reading.predicate(_climbed(reading, sister))
    if other.link.governor >= other.head:
        return ASSERTED
    return surroundings(reading, other)


def _under_condition(reading: Reading, verb: Predicate) -> Verdict:
    at = verb.head
    nearest = (k for k in range(at, max(0, at - CONDITION), -1) if reading.low[k] in reading.words.conditional)
    return Verdict("conditional", 1, tuple(nearest)[:1], "soft-if")


def _purpose(reading: Reading, verb: Predicate) -> Verdict:
    return Verdict("planned", 1, (verb.link.edge,) if verb.link.edge >= 0 else (), "soft")


def _without(reading: Reading, verb: Predicate) -> Verdict:
    return Verdict("asserted", -1, (verb.link.edge,))


def _imperative(reading: Reading, verb: Predicate) -> Verdict:
    low, words = reading.low, reading.words
    spoken = low[verb.head] in words.prefacing and low[verb.head + 1] in words.myself and low[verb.head + 2] in words.performative
    thanks = spoken or low[verb.head] in words.thanking  # let me *explain*, *thank* goodness
    return question(reading, verb.head) or (ASSERTED if thanks else Verdict("urged", 1, (verb.head,), "soft"))


def _adverbial(reading: Reading, verb: Predicate) -> Verdict:
    """A clause of time in the present, whose host lies ahead, holds only if that comes: "will not vote until the court *rules*"."""
    edge = verb.link.edge
    if reading.low[edge] in reading.words.temporal and _ahead(reading, verb):
        return Verdict("conditional", 1, (edge,), "soft-if")
    return _outermost(reading, verb)


def _under_host(reading: Reading, verb: Predicate) -> Verdict:
    """A participle beside a clause, or a noun's complement: as that clause or noun."""
    link = verb.link
    after_comma = reading.low[link.edge - 1] == ","
    if after_comma and reading.syntax.embedding.signature(verb.head, "that"):
        return ASSERTED  # would not print it, *saying* that it was false
    host = reading.verdict(_climbed(reading, link.governor) if after_comma else link.governor)
    return Verdict(host.label, host.sign, host.cues) if host.label != "asserted" else ASSERTED


def _outermost(reading: Reading, verb: Predicate) -> Verdict:
    """At the edge of the clause: a question, an if-clause beside it, or the cue that reports it."""
    held = reading.covering(verb.head)
    said = held is not None and verb.link.edge == held.begin and reading.low[held.begin] == "that"  # by a cue that no table lists
    root = verb.link.kind == "root" or said
    asked = question(reading, verb.head) if root and reading.room.questions else None
    if asked:
        return asked
    reported = _reported(reading, held, verb.head) if held and (said or verb.link.kind != "relative") else None
    if reported is not None:
        if reported.label != "asserted" and (root or reported.weight == "strong"):
            return reported
        if root and not verb.link.consequent:
            return under_if(reading, verb) or REPORTED
    return (under_if(reading, verb) if root else None) or ASSERTED


_BY_KIND: dict[str, Callable[[Reading, Predicate], Verdict]] = {
    "root": _outermost,
    "relative": _outermost,
    "adverbial": _adverbial,
    "embedded": _under_embedding,
    "coordinated": _under_sister,
    "condition": _under_condition,
    "purpose": _purpose,
    "without": _without,
    "imperative": _imperative,
    "host": _under_host,
    "head": _under_host,
}


def _reported(reading: Reading, held: Content, at: int) -> Verdict | None:
    """What the cue of a content says of the predicate at `at`; None where it does not reach it or says nothing."""
    if not _reaches(reading, held, at):
        return None
    if held.of.trigger == reading.muted:
        return REPORTED
    effect = cue_effect(reading, held.of)
    if reading.low[held.of.trigger] in reading.words.according:
        return REPORTED
    if effect is None or (effect.weight != "strong" and effect.name not in _SPOKEN):
        return None
    return apply(effect, held.of.trigger, of_trigger(reading, held.of))


def _reaches(reading: Reading, held: Content, at: int) -> bool:
    """Whether the cue of a content can govern `at` though no word between says so: it comes later, in another sentence, or quotes."""
    begin, end = reading.sentence(at)
    if held.of.trigger >= held.begin or not begin <= held.of.trigger < end:
        return True
    opens = reading.low[held.begin] in OPENING and "''" not in reading.low[held.begin : at]
    return opens or reading.low[held.begin - 1] in (":", ",")


def _ahead(reading: Reading, verb: Predicate) -> bool:
    """Whether a clause in the present tense belongs to a host that lies ahead."""
    group, link = verb.group, verb.link
    present = reading.tags[group.begin] in ("VBZ", "VBP") and reading.low[group.begin] not in reading.tables.pasts
    host = reading.syntax.links.host(link.edge - 1, reading.syntax.floor(link.edge)) if present else -1
    if host < 0:
        return False
    modal = reading.tables.modals.get(reading.predicate(host).group.modal)
    return modal in reading.words.ahead or reading.verdict(host).label in ("planned", "urged")


def _climbed(reading: Reading, verb: int) -> int:
    """The verb of the clause in which the clause of `verb` is embedded, as far as a comma after it reaches."""
    for _ in range(3):
        link = reading.predicate(verb).link
        if link.frame not in ("that", "wh"):
            return verb
        verb = link.governor
        if reading.tags[verb][:2] != "VB":
            before = reading.syntax.links.host(verb - 1, reading.syntax.floor(verb))
            if before < 0:
                return verb
            verb = before
    return verb


def inverted_if(reading: Reading, verb: Predicate) -> Verdict | None:
    """Had he known, should it rain: the auxiliary opens the sentence."""
    low, floor, at = reading.low, verb.first, verb.head
    if low[floor] in reading.words.inverted_conditions:
        end = reading.sentence(at)[1]
        if "," in low[at:end] and "," not in low[floor:at]:
            return Verdict("conditional", 1, (floor,), "strong")
    return None


def _if_before(reading: Reading, verb: Predicate) -> Verdict | None:
    """If it rains, …: the conjunction opens the sentence."""
    low, floor = reading.low, verb.first
    opens = low[floor] in reading.words.opening_if or reading.syntax.embedding.phrase(floor) == "condition"
    if not (opens or verb.link.consequent):
        return None
    if "''" in low[floor : verb.head] or not reading.words.candid.isdisjoint(low[floor : floor + CANDID]):
        return None  # if I'm honest
    if opens and (verb.link.consequent or "," in low[floor : verb.head]):
        return Verdict("conditional", 1, (floor,))
    if verb.link.consequent:
        nearest = next((k for k in range(verb.head, floor, -1) if low[k] in reading.words.opening_if), -1)
        if reading.tags[nearest - 1][:2] == "VB" or low[nearest - 1] in ("that", ",", "``"):  # said that if it rains, …
            return Verdict("conditional", 1, (nearest,))
    return None


def _if_after(reading: Reading, verb: Predicate) -> Verdict | None:
    """… if it rains: after the verb, with no other verb between."""
    low, at, embedding, phrases = reading.low, verb.head, reading.syntax.embedding, reading.tables.phrases
    if reading.tags[verb.group.begin] not in _PRESENT:
        return None
    end = min(reading.sentence(at)[1], at + IF)
    if reading.tables.iffy.isdisjoint(low[max(0, at - PHRASE) : end + PHRASE]):
        return None
    for k in range(at + 1, end):
        if low[k] in reading.words.if_unless and low[k - 1] == "as":
            return None  # felt *as if* the town had died
        if low[k] in reading.words.if_unless or (low[k] in phrases and low[k - 1] != "as" and embedding.phrase(k) == "condition"):
            beside = embedding.left(k - 1, "wh", verb.floor) is None
            return Verdict("conditional", 1, (k,)) if beside else None
        closes = low[k] == "''" and "``" in low[at:k]  # faces a “crisis” if
        if (low[k] in _ENDING and not closes) or reading.tags[k] in TENSED:
            return None
    return None
