"""Certainty of whole claims: the main predicate of a content, what it embeds, and the cue."""

from __future__ import annotations

from typing import NamedTuple

from attribution.certainty.context import inverted_if, tagged
from attribution.certainty.cues import cue_row
from attribution.certainty.effects import ASSERTED, Verdict, apply
from attribution.certainty.reading import Reading
from attribution.certainty.syntax import Group, Link, Predicate
from attribution.certainty.syntax.tokens import VERBS
from attribution.certainty.tables import Effect, Row
from attribution.model import Attribution, Tokens

REACH = 80  # tokens in which the main verb of a content is sought
COMPLEMENT = 30  # tokens after a verb in which its complement is sought
PHRASE = 12  # tokens after a participle in which the verb stands whose subject it modifies
FINITE = frozenset(["VBD", "VBZ", "VBP", "VBN", "MD"])
_NAMED = frozenset(["NN", "NNS", "VBZ", "VBD", "MD", "NNP"])  # a plural is often taken for a verb, and Sue for an order
_JOINTS = frozenset([",", ":", "CC", "WDT", "WP", "``", "''"])
NOTHING = 6  # tokens of a content that says nothing, marks included
EXISTENTIAL = 6  # tokens after "there is" in which its noun stands
STEPS = 3  # complements looked into
_OWN = frozenset(["root", "imperative"])
_ENDS = frozenset([".", "!"])
_DEICTIC = frozenset(["DT", "PRP", "NNP", "PRP$"])
_AFTER_ADVERB = frozenset(["DT", "JJ", "RBS", "RBR", "PRP$", "IN"])  # what an adverb after a copula hedges
_HEDGES = frozenset(["possible", "probable"])


class ClaimVerdict(NamedTuple):
    """Verdict on a claim, the modality of its content alone, the stance of its cue and its act."""

    verdict: Verdict
    modality: str
    stance: str
    act: str


def of_attribution(reading: Reading, a: Attribution) -> ClaimVerdict:
    """Content and cue of an attribution, composed."""
    at = main_predicate(reading, a.contents[0], a.trigger)
    if at is None and len(a.contents) > 1:
        at = main_predicate(reading, a.contents[1], a.trigger)
    row = _governing(reading, a, at) or cue_row(reading, a)
    effect, stance, act = (row[0], row[0].stance, row[1]) if row else (None, "neutral", "communication")
    end = a.contents[-1][1]
    verdict = modality = descend(reading, at, end) if at is not None else ASSERTED
    if verdict.cues and at is not None and not all(any(begin <= k < stop for begin, stop in a.contents) for k in verdict.cues):
        modality = descend(reading.alone(a.trigger), at, end)
    if effect is not None:
        verdict = _under_cue(reading, a, effect, verdict)
        if effect.name == "refuse" and (unsaid := _unsaid(reading, a, at)) >= 0:
            verdict = Verdict("unconfirmed", 1, (a.trigger, unsaid), "strong")
    if _says_nothing(reading, a):
        verdict = Verdict("unconfirmed", 1, (a.trigger,), "strong")
    question = _question_mark(reading, a, at)
    if question is not None and stance in ("neutral", "asking", "urging"):
        verdict, stance = Verdict("asked", 1, (question,)), "asking" if stance == "urging" else stance
    return ClaimVerdict(verdict, modality.label, stance, act)


def _unsaid(reading: Reading, a: Attribution, at: int | None) -> int:
    """The verb of saying that was refused, in the content or in the cue: "declined to *comment* on the report"; -1 without one."""
    inside = [k for begin, end in a.cue for k in range(begin, end)]
    return next((k for k in (at, *inside) if k is not None and reading.low[k] in reading.words.unsaid), -1)


def _says_nothing(reading: Reading, a: Attribution) -> bool:
    """Whether the content is no more than "No comment"."""
    begin, end = a.contents[0]
    words = tuple(word for word in reading.low[begin : min(end, begin + NOTHING)] if word.isalpha())
    return words == reading.words.no_comment and end - begin <= NOTHING


def main_predicate(reading: Reading, content: Tokens, trigger: int) -> int | None:
    """Token of the verb, failing that the noun, on which the content turns; None where it has neither. Sought once."""
    known, key = reading.room.mains, (content, trigger)
    if key not in known:
        known[key] = _main_predicate(reading, content, trigger)
    return known[key]


def descend(reading: Reading, at: int, end: int) -> Verdict:
    """The verdict on the predicate at `at`, or on the complement where it only embeds one ("plans to leave", "is likely to")."""
    verdict = reading.verdict(at)
    for _ in range(STEPS):
        if verdict.label != "asserted":
            return verdict
        inner = _complement(reading, at, end)
        if inner is None:
            return _predicative(reading, at, end) or _there(reading, at, end) or _excluded(reading, at, end) or verdict
        verdict = verdict if _performs(reading, at, inner) else reading.verdict(inner)
        at = inner
    return verdict


def _under_cue(reading: Reading, a: Attribution, effect: Effect, verdict: Verdict) -> Verdict:
    """The verdict on the content where its cue is a stance of its own, or where the content is plain and the cue is not."""
    if verdict.label != "asserted" and effect.weight != "strong":
        return verdict
    outer = apply(effect, a.trigger, reading.verdict(a.trigger))
    if outer.label == verdict.label or (effect.weight != "strong" and outer.label == "asserted"):
        return verdict
    turned = verdict.sign < 0 and verdict.label != "denied"
    return Verdict(outer.label, -outer.sign if turned else outer.sign, outer.cues, outer.weight)


def _main_predicate(reading: Reading, content: Tokens, trigger: int) -> int | None:
    begin, end = content
    first = None
    for at in range(begin, min(end, begin + REACH)):
        if not _verb(reading, at) or at == trigger or _no_main(reading, at, content):
            continue
        first = at if first is None else first
        verb = reading.predicate(at)
        if inverted_if(reading, verb):
            continue
        kind, governor = verb.link.kind, verb.link.governor
        if _aside(reading, verb, content):
            continue
        if kind in _OWN or (kind == "embedded" and not begin <= governor < end):
            return _finite_after(reading, at, end) if verb.group.form == "part" or _named(reading, at) else at
        if kind == "purpose" and verb.group.begin <= begin + 1 and not _fronted(reading, at, content, trigger):
            return at
    noun = _noun(reading, content)
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


def _named(reading: Reading, at: int) -> bool:
    """Whether what looks like an order stands before a noun without an article, and may be part of its name: "*Rent* increases will be"."""
    return reading.predicate(at).link.kind == "imperative" and reading.tags[at + 1] in _NAMED


def _verb(reading: Reading, at: int) -> bool:
    """Whether a verb stands at `at`: by its tag, or by the auxiliary or adverb before it, "reportedly *stole*"."""
    syntax = reading.syntax
    tag = reading.tags[at]
    return tag in VERBS or (syntax.verbal(at) and (tag == "NNS" or syntax.groups.at(at).begin < at))


def _no_main(reading: Reading, at: int, content: Tokens) -> bool:
    """Whether the verb at `at` is an auxiliary, opens an inverted if-clause ("had he known") or is a plural taken for a verb."""
    low, tags = reading.low, reading.tags
    begin, end = content
    if tags[at] == "VBZ" and at + 1 < end and tags[at + 1] == "MD":
        return True
    if tags[at] == "VBN" and tags[at - 1] == "DT" and tags[at + 1][:2] == "NN":
        return True  # the infected blood
    if low[at] in reading.words.auxiliaries and _helps(reading, at, end):
        return True
    opens = at == begin or low[at - 1] in ("``", "`")
    return opens and tags[at] == "VBD" and low[at] in reading.words.inverted_conditions and tags[at + 1] in _DEICTIC


def _helps(reading: Reading, at: int, end: int) -> bool:
    """Whether the auxiliary at `at` is one of a verb that follows."""
    for k in range(at + 1, min(end, at + 5)):
        if reading.tags[k][:2] == "VB" or reading.syntax.verbal(k):
            return reading.syntax.groups.at(k).begin <= at
        if reading.tags[k][:2] not in ("RB", "MD") and reading.low[k] != ",":
            return False
    return False


def _noun(reading: Reading, content: Tokens) -> int | None:
    """Head noun of the first noun phrase in the content."""
    begin, end = content
    for k in range(begin, end):
        if reading.tags[k][:2] == "NN" and (k + 1 == end or reading.tags[k + 1][:2] != "NN"):
            return k
    return None


def _predicative(reading: Reading, at: int, end: int) -> Verdict | None:
    """A hedge in predicate position or in the subject: "was possible", "is doubtful", "a possible venue is"."""
    low, tags, tables = reading.low, reading.tags, reading.tables
    if low[at] not in reading.words.copulas:
        return None
    subject = reading.predicate(at).link.subject
    for k in range(subject, min(at, subject + 4) if subject >= 0 else 0):
        label = tables.modifiers.get(low[k])
        if label in _HEDGES and tags[k + 1][:1] in ("J", "N"):
            return Verdict(label, 1, (k,))
    for k in range(at + 1, min(end, at + 4)):
        if tags[k][:2] == "JJ":
            wanted = "that" if subject >= 0 and low[subject] in reading.words.impersonal_subject and tags[k + 1] in _DEICTIC else "subj"
            effect = tables.find(low[k], "a", wanted) if low[k - 1] not in reading.words.comparing else None
            return apply(effect, k, reading.verdict(at)) if effect and effect.weight == "soft" else None
        if low[k] in tables.adverbs and tags[k + 1] in _AFTER_ADVERB:
            label = tables.adverbs[low[k]]
            return Verdict(label, -1 if label == "improbable" else 1, (k,))
        if tags[k][:2] not in ("RB", "DT"):
            return None
    return None


def _there(reading: Reading, at: int, end: int) -> Verdict | None:
    """What there is a hedge of: "there is a *risk* of flooding"."""
    low, words = reading.low, reading.words
    begin = reading.predicate(at).group.begin
    if low[at] not in words.be or low[begin - 1] not in words.existential:
        return None
    for k in range(at + 1, min(end - 1, at + EXISTENTIAL)):
        if reading.tags[k][:2] == "NN":
            effect = reading.tables.find(low[k], "n", "of") if low[k + 1] in words.of else None
            return apply(effect, k, reading.verdict(at)) if effect and effect.name in reading.tables.existing else None
    return None


def _complement(reading: Reading, at: int, end: int) -> int | None:
    """The predicate that the word at `at`, or its predicative adjective or noun, embeds; None where it embeds none that matters."""
    words, tags = reading.words, reading.tags
    light, copula = reading.low[at] in words.light, reading.low[at] in words.copulas
    if not light and not copula and reading.low[at] not in reading.tables.signatures:
        return None
    reach = {"NN": at + 8 if light else at + 6 if copula else at, "JJ": at + 6 if copula else at}  # where what it carries can stand
    for k in range(at + 1, min(end, at + COMPLEMENT)):
        if not _verb(reading, k) or (reading.low[k] in words.auxiliaries and _helps(reading, k, end)):
            continue
        link = reading.predicate(k).link
        carried = link.governor == at or at < link.governor < reach.get(tags[link.governor][:2], at)
        if link.kind == "embedded" and carried and _is_the_claim(reading, at, link):
            return k
        if link.kind in ("root", "coordinated"):
            return None
    return None


def _is_the_claim(reading: Reading, at: int, link: Link) -> bool:
    """Whether a complement is what is claimed, and not that somebody tried, that there was a chance, or that it does not follow."""
    words, tables, word = reading.words, reading.tables, reading.low[link.governor]
    if link.sense not in tables.descend:
        return link.sense in tables.descend_affirmed and reading.verdict(at).sign > 0
    if _judges(reading, at, link):
        return False
    if link.frame == "to" and word in words.standing:
        return False
    if link.frame == "that" and word in words.copulas and _copular(reading, link.governor):
        return False
    verb = reading.predicate(at)
    if link.frame == "wh" and reading.tags[link.governor + 2] == "JJ" and reading.low[link.governor + 3] in words.speakers:
        return False  # can't say how proud I am
    if not _past(reading, verb.group):
        perfect = verb.group.perfect and not verb.group.modal
        return not (perfect and link.governor == at and tables.lemma(word, "VB") in words.tried)
    carries = link.governor == at or reading.low[at] in words.copulas or reading.low[at] in words.taking
    word = tables.lemma(word, "VB") if reading.tags[link.governor][:2] == "VB" else word
    if carries and word in words.attempts:
        return False
    shifted = verb.link.kind == "embedded"
    return shifted or not carries or not (word in words.intentions or (word == "be" and link.sense == "plan"))


def _judges(reading: Reading, at: int, link: Link) -> bool:
    """Whether a judgement, a duty or a comparison is told, no plan: "its *job* is to help", "is *better* to act", "*more* likely to"."""
    words, before = reading.words, reading.low[link.governor - 1]
    if link.governor == at:
        passive = not words.be.isdisjoint(reading.low[at + 1 : at + 4])  # the role is to be filled
        duty = link.frame == "to" and not passive and reading.low[reading.predicate(at).group.begin - 1] in words.duties
        return duty or (link.sense == "allege" and reading.tags[at] == "VBG" and reading.predicate(at).group.begin == at)
    compared = link.sense == "likely" and before in words.comparing
    return compared or before in words.general or reading.low[link.governor] in words.judging


def _copular(reading: Reading, at: int) -> bool:
    """Whether an adjective and no clause follows the verb at `at`: felt "shell-shocked" by it."""
    k = at + 1
    while reading.tags[k][:2] in ("RB", "``"):
        k += 1
    return reading.tags[k] in ("JJ", "VBN") and reading.tags[k + 1][:2] != "NN"


def _past(reading: Reading, group: Group) -> bool:
    """Whether the first verb of the group is a past tense."""
    first = next((tag for tag in reading.tags[group.begin : group.head + 1] if tag in VERBS), "")
    return not group.modal and (first == "VBD" or (first == "VBN" and group.form == "part"))


def _performs(reading: Reading, at: int, inner: int) -> bool:
    """Whether the speaker does what he says that he wants to do: "I would like to thank"."""
    subject = reading.predicate(at).link.subject
    wants = subject >= 0 and reading.low[subject] in reading.words.speakers and reading.predicate(inner).link.sense == "want"
    return wants and reading.tables.lemma(reading.low[inner], "VB") in reading.words.performative


def _excluded(reading: Reading, at: int, end: int) -> Verdict | None:
    """What could not be ruled out: the object of the negated verb at `at`."""
    found = reading.syntax.embedding.signature(at, "np") if reading.verdict(at).sign < 0 else None
    if found is None or found.sense not in reading.tables.descend_object:
        return None
    noun = _noun(reading, (at + 1, end))
    return reading.verdict(noun) if noun is not None else None


def _governing(reading: Reading, a: Attribution, at: int | None) -> Row | None:
    """Effect and act of the cue in the frame in which it embeds the main predicate ("told her *to leave*" urges), if it does."""
    if at is None or reading.tags[at][:2] != "VB":
        return None
    link = reading.predicate(at).link
    asking = reading.low[a.contents[0][0]] in reading.words.whether
    if link.kind != "embedded" or link.governor != a.trigger or (asking and link.frame != "wh"):
        return None
    effect = reading.tables.effects[link.sense]
    return reading.tables.row(reading.low[a.trigger], link.part, link.frame) or (effect, effect.act)


def _question_mark(reading: Reading, a: Attribution, at: int | None) -> int | None:
    """The question mark that ends the sentence of the main predicate, where that stands in a quotation; None where another mark ends it."""
    if at is None or not reading.room.questions:
        return None
    end = next((stop for begin, stop in a.contents if begin <= at < stop), at)
    ahead = reading.syntax.tokens.norms[at + 1 : end]
    if "?" not in ahead:
        return None
    mark = ahead.index("?")
    return at + 1 + mark if _ENDS.isdisjoint(ahead[:mark]) and not tagged(reading, at + 1 + mark) else None
