"""From the predicate of a content down to the complement that it only embeds: "plans *to leave*", "is likely *to*"."""

from __future__ import annotations

from attribution.certainty.effects import ASSERTED, Verdict, apply
from attribution.certainty.mains import finite_after, head_noun, helps, is_verb
from attribution.certainty.reading import Reading
from attribution.certainty.syntax import Group, Link, Predicate
from attribution.certainty.syntax.tokens import TENSED, VERB_LIKE, VERBS

COMPLEMENT = 30  # tokens after a verb in which its complement is sought
EXISTENTIAL = 6  # tokens after "there is" in which its noun stands
NOUN = 6  # tokens after "has no" in which its noun stands
CANDID = 5  # tokens after "I want to be" in which "clear" stands
TIME = 12  # tokens behind a verb in which its time stands
STEPS = 3  # complements looked into
_DEICTIC = frozenset(["DT", "PRP", "NNP", "PRP$"])
_AFTER_ADVERB = frozenset(["DT", "JJ", "JJR", "RBS", "RBR", "PRP$", "IN"])  # what an adverb after a copula hedges
_CLAUSE = frozenset(["PRP", "DT", "PRP$", "NNP", "NNS", "NN", "EX", "CD"])  # begin a clause
_OBJECT = frozenset(["DT", "PRP$", "JJ", "JJR", "RBR", "NN", "NNS", "NNP", "CD", "$"])
_COMPARED = frozenset(["JJR", "JJS", "RBR"])
_DATES = frozenset(["CD", "NNP"])
_HEDGES = frozenset(["possible", "probable"])
_LIKELY = frozenset(["possible", "probable", "improbable"])
_ENDS = frozenset([",", ".", ":", "CC", "WDT", "WP", "''"])
_BEFORE_TIME = frozenset(["IN", "TO", "DT"])  # looking forward *to* next season
_CLOSED = frozenset([",", ".", "''"])  # behind "is more likely", which then compares with nothing that is named
WISHES = frozenset(["want", "urge", "plan", "need"])  # classes of what somebody who wants to know does


def descend(reading: Reading, at: int, end: int) -> Verdict:
    """The verdict on the predicate at `at`, or on the complement where it only embeds one ("plans to leave", "is likely to")."""
    if reading.tags[at + 1] == "CC" and reading.tags[at + 2] == reading.tags[at] and is_verb(reading, at):
        at += 2  # I hope and *believe*
    if _unable(reading, at, reading.words.eager):
        return ASSERTED  # I can't wait to see it
    amazed = _unable(reading, at, reading.words.unbelieving)
    if amazed or _noted(reading, at):
        noted = _complement(reading, at, end, 0)
        if amazed and noted is None:
            return reading.verdict(at)  # I couldn't believe it
        return Verdict("asserted", 1 if noted is None else reading.alone(at).verdict(noted).sign)
    verdict = ASSERTED if _thanks(reading, at) else reading.verdict(at)
    for step in range(STEPS):
        if verdict.sign < 0 and (unsaid := _unsaid(reading, at, end)):
            return Verdict("unconfirmed", 1, (*verdict.cues, unsaid), "strong")
        inner = _complement(reading, at, end, step)
        if verdict.label == "conditional" and not step and inner is not None:
            inside = reading.verdict(inner)
            return inside if inside.label in _LIKELY else verdict  # if it rains, it is *unlikely to* help
        if verdict.label != "asserted":
            return verdict
        if inner is None:
            return _hedged(reading, at, end) or verdict
        verdict = verdict if _performs(reading, at, inner) else _special(reading, inner) or reading.verdict(inner)
        at = inner
    return verdict


def _unsaid(reading: Reading, at: int, end: int) -> int:
    """The word by which the denied verb at `at` says nothing: "would not *comment*", "had no further *comment*"; 0 where it does."""
    words = reading.words
    lemma = reading.tables.lemma(reading.low[at], "VB")
    asked = reading.low[at + 1] in words.wh_content and reading.tags[at + 2] != "JJ"  # not say *how glad* they are
    if lemma in words.silence or (lemma in words.unsaid and asked):
        return at
    carries = lemma in words.have or lemma in words.light
    return next((k for k in range(at + 1, min(end, at + NOUN)) if reading.low[k] in words.silence), 0) if carries else 0


def _forgotten(reading: Reading, at: int, end: int) -> Verdict | None:
    """What nobody recalls or knows is not confirmed: "*does not remember* it", "had *no recollection* of it", "is *not clear* who won"."""
    verdict, subject = reading.verdict(at), reading.predicate(at).link.subject
    if verdict.sign > 0 or (subject >= 0 and reading.low[subject] in reading.words.addressed):
        return None
    signature = reading.syntax.embedding.signature
    near = range(at, min(end, at + NOUN, reading.sentence(at)[1]))
    asked = next((k for k in near if reading.low[k + 1] in reading.words.wh_content | reading.words.wh_infinitive), None)
    noun = head_noun(reading, (at + 1, near.stop)) if reading.low[at] in reading.words.have else None
    found = signature(asked, "wh") if asked is not None else signature(at, "np") if noun is None else signature(noun, "of")
    if found is None or found.sense not in reading.tables.forgetting:
        return None
    if not _COMPARED.isdisjoint(reading.tags[at + 1 : at + NOUN]):
        return None  # cannot remember a worse year
    return Verdict("unconfirmed", 1, (*verdict.cues, found.at), "strong")


def _told(reading: Reading, at: int, end: int) -> Verdict | None:
    """What the subject is said to be: "the truth is *that we might lose*", where the clause hedges it."""
    if reading.low[at] not in reading.words.be or reading.low[at + 1] != "that" or reading.tags[at + 2] not in _CLAUSE:
        return None
    near = range(at + 3, min(end, at + COMPLEMENT))
    verb = next((k for k in near if is_verb(reading, k) and reading.predicate(k).group.form == "finite"), None)
    if verb is None or "," in reading.low[at + 1 : verb] or not reading.predicate(verb).group.modal:
        return None
    found = reading.verdict(verb)
    return None if found.label == "asserted" else found


def _looks(reading: Reading, at: int, end: int) -> Verdict | None:
    """What it looks like is likely: "it *looks like* they won", "*looked as if* it would rain"."""
    low, words = reading.low, reading.words
    if low[at] not in words.looking or low[at + 1] not in words.resembling:
        return None
    begin = at + 3 if low[at + 1] == "as" else at + 2
    if reading.tags[begin] not in _CLAUSE or (low[at + 1] == "as" and low[at + 2] not in words.supposed_by):
        return None
    near = range(begin + 1, min(end, begin + NOUN))
    clause = any(reading.tags[k] in TENSED and "," not in low[begin:k] for k in near)
    return Verdict("probable", reading.verdict(at).sign, (at,), "soft") if clause else None


def _dated(reading: Reading, at: int, end: int) -> Verdict | None:
    """What is set for a time is planned: "the trial is *scheduled* for May", "is *due* on Monday"."""
    k = at + 1 if reading.low[at] in reading.words.copulas else at
    if k + 1 >= end or reading.low[k] not in reading.words.dated:
        return None
    if reading.low[k + 1] != "for" and not (reading.tags[k + 1] == "IN" and reading.tags[k + 2] in _DATES):
        return None
    return Verdict("planned", reading.verdict(at).sign, (k,), "soft")


def _expected(reading: Reading, at: int, end: int) -> Verdict | None:
    """What somebody expects without saying it in a clause: "we *expect* more deals"."""
    found = reading.syntax.embedding.signature(at, "np") if at + 1 < end and reading.tags[at + 1] in _OBJECT else None
    if found is None or found.sense not in reading.tables.expecting:
        return None
    verb = reading.predicate(at)
    over = _past(reading, verb.group) and verb.link.kind != "embedded"  # “nobody was *expecting* it”
    return None if over else apply(reading.tables.effects[found.sense], at, reading.verdict(at))


def _feared(reading: Reading, at: int, end: int) -> Verdict | None:
    """What somebody is thought to be, without an infinitive: "twenty are *feared* dead", "*believed* killed"."""
    awaited = reading.low[at] in reading.words.awaited and reading.low[at + 1] not in reading.words.of  # a ruling is *expected* in May
    if at + 1 >= end or not (awaited or reading.tags[at + 1] in ("JJ", "VBN")) or not reading.predicate(at).group.passive:
        return None
    found = reading.syntax.embedding.signature(at, "to")
    effect = reading.tables.effects[found.sense] if found and found.sense in reading.tables.presuming else None
    return apply(effect, at, reading.verdict(at)) if effect else None


def _predicative(reading: Reading, at: int, end: int) -> Verdict | None:
    """A hedge in predicate position or in the subject: "was possible", "is doubtful", "a possible venue is"."""
    low, tags, tables = reading.low, reading.tags, reading.tables
    if low[at] not in reading.words.copulas:
        return None
    subject = reading.predicate(at).link.subject
    for k in range(subject, min(at, subject + 4) if subject >= 0 else 0):
        label = tables.modifiers.get(low[k])
        if label in _HEDGES and "IN" not in (tags[at + 1], tags[k + 1]) and k + 1 < reading.predicate(at).group.begin:
            return Verdict(label, 1, (k,))  # not: the *potential* is there, *possible* buyers had been in touch, men *suspected* of it were
    for k in range(at + 1, min(end, at + 4)):
        if tags[k][:2] == "JJ":
            wanted = "that" if low[subject] in reading.words.impersonal_subject and tags[k + 1] in _DEICTIC else "subj"
            compared = low[k - 1] in reading.words.comparing and low[k + 1] not in _CLOSED
            effect = tables.find(low[k], "a", wanted) if not compared else None
            return apply(effect, k, reading.verdict(at)) if effect and effect.weight == "soft" else None
        if low[k] in tables.adverbs and tags[k + 1] in _AFTER_ADVERB:
            label = tables.adverbs[low[k]]
            return Verdict(label, -1 if label == "improbable" else 1, (k,))
        if tags[k][:2] not in ("RB", "DT", "``"):  # says it is "potentially a target"
            return None
    return None


def _there(reading: Reading, at: int, end: int) -> Verdict | None:
    """What there is a hedge of: "there is a *risk* of flooding"."""
    low, words = reading.low, reading.words
    if low[at] not in words.be or low[reading.predicate(at).group.begin - 1] not in words.existential:
        return None
    outer = reading.verdict(at)
    for k in range(at + 1, min(end - 1, at + EXISTENTIAL)):
        if low[k] in words.scarce and low[k - 1] not in words.indefinite_articles:
            outer = outer._replace(sign=-1)  # there is *little* chance of
        if reading.tags[k][:2] == "NN":
            effect = reading.tables.find(low[k], "n", "of") if low[k + 1] in words.of else None
            return apply(effect, k, outer) if effect and effect.name in reading.tables.existing else None
    return None


def _complement(reading: Reading, at: int, end: int, step: int) -> int | None:
    """The predicate that the word at `at`, or its predicative adjective or noun, embeds; None where it embeds none that matters."""
    words, tags = reading.words, reading.tags
    light, copula = reading.low[at] in words.light, reading.low[at] in words.copulas
    if not light and not copula and reading.low[at] not in reading.tables.signatures:
        return None
    near = at + 6 if copula else at
    yet = at + 3 if copula or light else at
    reach = {"NN": at + 8 if light else near, "JJ": near, "IN": near, "RB": yet} if light or copula else {}  # where what it carries stands
    for k in range(at + 1, min(end, at + COMPLEMENT)):
        if tags[k] not in VERB_LIKE or not is_verb(reading, k) or (reading.low[k] in words.auxiliaries and helps(reading, k, end)):
            continue
        link = reading.predicate(k).link
        if link.kind == "relative" and reading.low[reading.predicate(at).group.begin - 1] not in words.impersonal_subject:
            reach = {tag: min(stop, k) for tag, stop in reach.items()}  # here is a firm that is *willing* to pay
        loose = tags[k] == "VBN" and reading.predicate(k).group.form == "part"
        if loose and (tags[link.governor] == "VBG" or (link.frame == "that" and finite_after(reading, k, end) != k)):
            continue  # data *allegedly stolen*, a planning application *approved*, evidence that tests *meant* for schools were
        carried = link.governor == at or at < link.governor < reach.get(tags[link.governor][:2], at)
        carried = carried or (copula and 0 <= reading.predicate(at).link.subject <= link.governor < at)  # my *hope* is that
        if carried and _is_the_claim(reading, at, link, step):
            return k
        if link.kind in ("root", "coordinated"):
            return None
    return None


def _is_the_claim(reading: Reading, at: int, link: Link, step: int) -> bool:
    """Whether a complement is what is claimed, and not that somebody tried, that there was a chance, or that it does not follow."""
    words, tables, word = reading.words, reading.tables, reading.low[link.governor]
    affirmed = link.sense in tables.descend_affirmed and reading.verdict(at).sign > 0
    if not (affirmed or link.sense in tables.descend) or _judges(reading, at, link):
        return False
    held = link.frame in ("to", "for") or link.sense == "urge"  # the *right* to, the *option* for, the *responsibility* that
    if link.sense == "claim" and reading.predicate(at).group.modal in words.conceded:
        return False  # could not claim to have won
    if word in words.unfelt and reading.low[link.governor - 1] in words.negative_objects:
        return False  # had no idea that
    if (held and word in words.standing) or (link.sense == "reverse" and link.frame != "to"):
        return False
    if link.sense == "report" and reading.tags[link.governor] == "NN" and reading.low[at] in words.be:
        return False  # it is a signal that we should go
    if word in words.copulas and _copular(reading, link.governor):
        return False
    if step and link.frame == "wh":
        return False  # what somebody failed to explain is not claimed
    verb = reading.predicate(at)
    if reading.tags[link.governor + 2] == "JJ" and reading.low[link.governor + 3] in words.speakers:
        return False  # can't say how proud I am
    if link.governor == at and _done(reading, verb, link):
        return False
    if not (_past(reading, verb.group) or _brought_about(reading, verb)):
        return True
    carries = link.governor == at or reading.low[at] in words.copulas or reading.low[at] in words.taking
    word = tables.lemma(word, "VB") if reading.tags[link.governor][:2] == "VB" else word
    if carries and word in words.attempts:
        return False
    shifted = verb.link.kind == "embedded" and reading.verdict(at).sign > 0  # who never meant to, never did
    intended = word in words.intentions or word == "be" or reading.low[link.governor] in words.going
    return shifted or not carries or not intended


def _done(reading: Reading, verb: Predicate, link: Link) -> bool:
    """Whether what the predicate itself tells is done, whatever comes of it: *tries* to, *has invited* them to, the *decision* to."""
    word, words = reading.low[verb.head], reading.words
    if reading.tags[verb.head][:2] == "NN":
        return word in words.attempts
    if verb.group.modal:
        return False
    word = reading.tables.lemma(word, "VB")
    past = verb.group.perfect or _past(reading, verb.group)
    if word in words.given_up and reading.low[verb.group.begin] in words.had:
        return True
    return word in words.trying or (verb.group.perfect and word in words.tried) or (past and link.sense == "urge")


def _judges(reading: Reading, at: int, link: Link) -> bool:
    """Whether a judgement, a duty or a comparison is told, no plan: "its *job* is to help", "is *better* to act", "*more* likely to"."""
    words, before = reading.words, reading.low[link.governor - 1]
    if link.governor == at:
        passive = not words.be.isdisjoint(reading.low[at + 1 : at + 4])  # the role is to be filled
        duty = link.frame == "to" and not passive and _subject_noun(reading, at) in words.duties
        return duty or (link.sense == "allege" and reading.tags[at] == "VBG")
    compared = link.sense == "likely" and before in words.comparing
    thing = link.sense == "urge" and link.frame == "to" and reading.tags[link.governor] == "JJ" and _valued(reading, at, link.governor)
    state = link.sense == "possible" and reading.tags[link.governor - 1 : link.governor + 1] == ["IN", "NN"]  # is *at risk* of flooding
    mindful = reading.tags[link.governor] == "NN" and before == "the" and reading.low[link.governor - 2] in words.of
    aware = mindful and reading.low[at] in words.copulas and reading.tags[link.governor - 3] == "JJ"  # is *mindful of the need* to
    return compared or thing or state or aware or before in words.general or reading.low[link.governor] in words.judging


def _subject_noun(reading: Reading, at: int) -> str:
    """The noun of the subject of the verb at `at`: the usual *way* to do it; empty without one."""
    verb = reading.predicate(at)
    first = verb.link.subject if verb.link.subject >= 0 else verb.group.begin - 1
    nouns = (k for k in range(first, verb.group.begin) if reading.tags[k] == "NN" and reading.tags[k + 1][:2] != "NN")
    return next((reading.low[k] for k in nouns), "")


def _valued(reading: Reading, at: int, adjective: int) -> bool:
    """Whether the adjective says what something is worth, and asks nobody for it: it is *important* to talk, this is *necessary* to win."""
    subject = reading.predicate(at).link.subject
    named = subject >= 0 and reading.low[subject] not in reading.words.impersonal_subject
    return named or reading.low[adjective] in reading.words.valued


def _copular(reading: Reading, at: int) -> bool:
    """Whether an adjective and no clause follows the verb at `at`: felt "shell-shocked" by it."""
    k = at + 1
    while reading.tags[k][:2] in ("RB", "``"):
        k += 1
    return reading.tags[k] in ("JJ", "VBN") and reading.tags[k + 1][:2] != "NN"


def _past(reading: Reading, group: Group) -> bool:
    """Whether the first verb of the group is a past tense."""
    first = next((tag for tag in reading.tags[group.begin : group.head + 1] if tag in VERBS), "")
    return not group.modal and (first == "VBD" or first == "VBN")


def _brought_about(reading: Reading, verb: Predicate) -> bool:
    """Whether an infinitive tells what came of a verb in the past: "*led* her *to take* the decision"."""
    link = verb.link
    if verb.group.form != "inf" or link.sense != "through" or reading.tags[link.governor][:2] != "VB":
        return False
    return _past(reading, reading.predicate(link.governor).group)


def _thanks(reading: Reading, at: int) -> bool:
    """Whether the content begins with what its speaker would like to do, and does: "we would dearly like to *thank*"."""
    link, words = reading.predicate(at).link if is_verb(reading, at) else Link("root"), reading.words
    wish = link.sense == "want" and reading.low[link.governor] in words.wishes
    polite = wish and not words.speakers.isdisjoint(reading.low[max(0, link.governor - CANDID) : link.governor])
    return polite and reading.tables.lemma(reading.low[at], "VB") in words.performative


def _noted(reading: Reading, at: int) -> bool:
    """Whether what should be said is said by that: "it should be *noted* that"."""
    if reading.tags[at] != "VBN" or not reading.predicate(at).group.modal:
        return False
    said = reading.tables.lemma(reading.low[at], "VB") in reading.words.performative
    return said and reading.low[at + 1] == "that" and reading.verdict(at).label == "urged"


def _unable(reading: Reading, at: int, verbs: frozenset[str]) -> bool:
    """Whether somebody cannot do what one of `verbs` says: "I *can't believe* he is gone", "I *can't wait*"."""
    verb = reading.predicate(at) if reading.low[at] in verbs else None
    able = verb is not None and verb.group.modal in reading.words.conceded | reading.words.cannot and verb.group.negations
    return bool(able) and reading.low[at + 1] != "in"


def asks(reading: Reading, at: int) -> bool:
    """Whether who wants what the verb at `at` says asks: "want *to know* why", "demanded *to know* if"."""
    return reading.low[at] in reading.words.knowing and reading.low[at + 1] in reading.words.wh_content | reading.words.wh_infinitive


def _asked(reading: Reading, inner: int) -> Verdict | None:
    """What somebody wants to know is asked: "we *want to know* why"."""
    link = reading.predicate(inner).link
    return Verdict("asked", 1, (inner,), "strong") if link.sense in WISHES and asks(reading, inner) else None


def _left_open(reading: Reading, at: int, end: int) -> Verdict | None:
    """What is not known yet: "it *remains to be seen* whether", "it is *too soon to tell* who"."""
    low, words = reading.low, reading.words
    seen = low[at] in words.remaining and reading.tables.lemma(low[at + 3], "VB") in words.seen_later and reading.tags[at + 1] == "TO"
    early = low[at] in words.be and low[at + 1] in words.too and low[at + 2] in words.early and low[at + 4] in words.told_later
    return Verdict("unconfirmed", 1, (at + 3 if seen else at + 2,), "strong") if seen or early else None


def _wished(reading: Reading, inner: int) -> Verdict | None:
    """What somebody wants to see, and nobody plans: "would love *to see* them win"."""
    link = reading.predicate(inner).link
    wish = link.sense == "want" and reading.low[inner] in reading.words.witnessed
    return Verdict("urged", 1, (link.governor,), "soft") if wish else None


def _special(reading: Reading, inner: int) -> Verdict | None:
    """The verdict on a complement that its governor alone does not tell: a wish to see it, a denial that nobody can make."""
    return _wished(reading, inner) or _asked(reading, inner) or _undeniable(reading, inner)


def _undeniable(reading: Reading, inner: int) -> Verdict | None:
    """What cannot be denied is conceded: "I can't deny *that I was nervous*", "nobody can deny that"."""
    link = reading.predicate(inner).link
    if link.sense != "deny" or not is_verb(reading, link.governor):
        return None
    modal = reading.tables.modals.get(reading.predicate(link.governor).group.modal)
    conceded = modal in reading.words.conceded and reading.verdict(link.governor).sign < 0
    return Verdict("confirmed", 1, (link.governor,), "strong") if conceded else None


def _performs(reading: Reading, at: int, inner: int) -> bool:
    """Whether the speaker does what he says that he wants to do: "I would like to thank"."""
    subject = reading.predicate(at).link.subject
    link = reading.predicate(inner).link
    wants = reading.low[subject] in reading.words.speakers and link.sense in ("want", "need")
    wants = wants or reading.tables.lemma(reading.low[link.governor], "VB") in reading.words.wishing  # he wishes to apologise
    candid = reading.low[inner] == "be" and not reading.words.candid.isdisjoint(reading.low[inner + 1 : inner + CANDID])
    return wants and (candid or reading.tables.lemma(reading.low[inner], "VB") in reading.words.performative)


def _excluded(reading: Reading, at: int, end: int) -> Verdict | None:
    """What could not be ruled out: the object of the negated verb at `at`."""
    verdict = reading.verdict(at)
    found = reading.syntax.embedding.signature(at, "np") if verdict.sign < 0 else None
    if found is None or found.sense not in reading.tables.descend_object:
        return None
    if reading.predicate(at).group.passive:  # arson cannot be *ruled out*
        return apply(reading.tables.effects[found.sense], at, verdict)
    noun = head_noun(reading, (at + 1, end))
    return reading.verdict(noun) if noun is not None else None


def _urging(reading: Reading, at: int, end: int) -> Verdict | None:
    """What "I" or "we" ask for by saying so: "we *appeal for* calm", "I'd *ask anyone* who saw it to call"."""
    verb, words, after = reading.predicate(at), reading.words, reading.low[at + 1]
    subject = verb.link.subject
    if subject < 0 or reading.low[subject] not in words.speakers or _past(reading, verb.group):
        return None
    frame = "oto" if after in words.anybody else after
    found = reading.syntax.embedding.signature(at, frame)
    return Verdict("urged", 1, (at,), "soft") if found and found.sense == "urge" else None


def _arranged(reading: Reading, at: int, end: int) -> Verdict | None:
    """What somebody is doing at a time to come: "the bank *is closing* branches *next* year", "is not playing *tomorrow*"."""
    group = reading.predicate(at).group
    if reading.tags[at] != "VBG" or group.form != "finite" or group.modal or group.perfect:
        return None
    for k in range(at + 1, min(end, at + TIME)):
        if reading.tags[k] in _ENDS or reading.tags[k] in VERBS:
            return None
        ahead = reading.low[k] in reading.words.coming or (reading.low[k] in reading.words.next and reading.tags[k + 1] == "NN")
        if ahead:
            behind = reading.tags[k - 1] in _BEFORE_TIME
            return None if behind else Verdict("planned", reading.verdict(at).sign, (k,), "soft")
    return None


_ASSERTING = _left_open, _looks, _told, _predicative, _there, _dated, _expected, _feared, _urging, _arranged
_DENYING = _forgotten, _predicative, _there, _excluded, _dated, _expected, _feared, _arranged


def _hedged(reading: Reading, at: int, end: int) -> Verdict | None:
    """What the predicate at `at` says itself besides asserting: the first of the ways in which one that asserts, or denies, may do so."""
    for way in _ASSERTING if reading.verdict(at).sign > 0 else _DENYING:
        found = way(reading, at, end)
        if found is not None:
            return found
    return None
