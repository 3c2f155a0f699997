"""The hedge of a verb group itself: its adverbs, and how its modal is to be read."""

from __future__ import annotations

from attribution.certainty.effects import Verdict
from attribution.certainty.reading import Reading
from attribution.certainty.syntax import Predicate
from attribution.certainty.tables import OPENING

IF = 12  # tokens after a verb in which its if-clause begins
_OPEN = frozenset(["could", "possible"])  # readings of a modal that a hedge may close
_SPOKEN = frozenset(["report", "note", "believe", "hope", "urge"])  # classes that "I would" softens …
_THOUGHT = frozenset(["believe"])  # … and "I would have"
_IN_PHRASE = frozenset(["DT", "PRP$", "JJ", "NN", "NNS", "CD", "NNP", "POS"])
_OBJECT = frozenset(["DT", "PRP$", "PRP", "JJ", "NN", "NNS", "CD"])
_DATES = frozenset(["NNP", "CD"])
_BEGINS = frozenset([",", "DT", "PRP", "PRP$", "NNP", "NNS"])  # behind what opens a clause
_THOSE = frozenset(["DT", "RB", "PRP$", "JJ", "NNS"])  # before the noun of such a time
_AHEAD = 3  # tokens of an object in which what is foreseen stands
_PEOPLE = frozenset(["NN", "NNS"])
_INVERTED = frozenset(["PRP", "NNP"])  # behind the auxiliary of an if-clause: *had she* known
_OPENING = frozenset(["IN", "RB", "NNS"])
_GOES_ON = frozenset(["JJ", "NN", "NNS", "NNP", "NNPS", "POS", "CD"])


def hedged(reading: Reading, verb: Predicate, context: Verdict, negated: bool) -> Verdict | None:
    """What modal and adverbs say; None where they say nothing."""
    group = verb.group
    modal = reading.tables.modals.get(group.modal)
    for at in (*group.adverbs, *verb.link.adverbs):
        word = reading.low[at]
        if word in reading.words.likely and modal in _OPEN:
            continue
        if (modal == "should" and not group.perfect) or (modal in _OPEN and group.modal_at > at):
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
    if modal in _OPEN:
        wished = context.label == "urged" and reading.low[verb.link.governor] in reading.words.wishing
        return None if wished else Verdict("possible", 1, at)
    if modal == "will":
        return Verdict("planned", 1, at, "soft")
    if modal == "would":
        return _would(reading, verb, context, head)
    if head in reading.words.admitting and _subject(reading, verb) in reading.words.speakers:
        return None
    if modal == "should" and verb.group.perfect and negated:
        return None  # should never have been freed
    probable = _inferred(reading, verb, context, head) if modal == "must" else _expected(reading, verb, head)
    return Verdict("probable" if probable else "urged", 1, at)


def _inferred(reading: Reading, verb: Predicate, context: Verdict, head: str) -> bool:
    """Whether "must" is a conclusion: "must have known", "he must be tired", "I thought the rich must be wizards"."""
    concludes = _subject(reading, verb) in reading.words.own or context.label == "probable"
    return verb.group.perfect or (head in reading.words.inferred and concludes)


def _expected(reading: Reading, verb: Predicate, head: str) -> bool:
    """Whether "should" is a forecast: "the rain should ease"."""
    group, subject = verb.group, verb.link.subject
    helps = head in reading.words.helping and (subject < 0 or reading.low[subject] in reading.words.it)
    state = head in reading.words.have and _untroubled(reading, verb.head)
    state = state or (head == "be" and reading.low[verb.head + 1] in reading.words.states)
    if not (head in reading.words.arrival or helps or state) or group.passive or group.perfect:
        return False
    if subject < 0:
        return True
    named = "NNP" in reading.tags[max(subject, reading.sentence(verb.head)[0] + 1) : group.begin]
    return not named and reading.low[subject] not in reading.words.persons


def _untroubled(reading: Reading, at: int) -> bool:
    """Whether what somebody should have is no trouble: "should have *nothing to worry* about", "no *problem*"."""
    low, words = reading.low, reading.words
    return low[at + 1] in words.negative_objects and not words.trouble.isdisjoint(low[at + 2 : at + 4])


def _ability(reading: Reading, verb: Predicate, head: str, negated: bool) -> bool:
    """Whether "could" says that somebody was able to."""
    words, group = reading.words, verb.group
    inside = reading.low[group.begin : verb.head]
    if negated and head == "be" and reading.tags[verb.head + 1] in ("JJR", "RBR"):
        return True  # could not be happier, could not have been more wrong
    if group.perfect:
        return negated and head in words.asking_more
    if negated and head != "be" and words.hardly.isdisjoint(inside):
        return True
    if group.passive:
        return head in words.perceived and reading.low[verb.head + 1] != "as"
    sensed = head in words.perception and not (_foreseen(reading, verb) or _insensible(reading, verb))
    if sensed or not words.barely.isdisjoint(inside):
        return True
    begin, end = reading.sentence(verb.head)
    clause = reading.low[max(begin, verb.floor) : end]
    before = reading.low[verb.floor : group.begin]
    return (
        not words.until.isdisjoint(reading.low[verb.head : end])
        or not words.age.isdisjoint(clause[:6])
        or ("so" in before and "that" in before[before.index("so") + 2 :])
    )


def _foreseen(reading: Reading, verb: Predicate) -> bool:
    """Whether what somebody could see lies ahead: "we could see *more* of it", "you could see *prices* rise"."""
    low, after, words = reading.low, verb.head + 1, reading.words
    if low[verb.head] not in words.witnessed:
        return False
    return _supposed(reading, verb) or not words.foreseen.isdisjoint(low[after : after + _AHEAD])


def _insensible(reading: Reading, verb: Predicate) -> bool:
    """Whether the subject has no senses: "the move *could see* prices rise", "this could tell us much"."""
    subject, sensing = verb.link.subject, reading.words.own - reading.words.impersonal_subject
    if subject < 0 or reading.low[subject] in sensing or reading.low[verb.group.begin - 1] in sensing:
        return False
    while reading.tags[subject] in _IN_PHRASE and reading.tags[subject + 1] in _GOES_ON:
        subject += 1
    word = reading.low[subject]
    tokens = reading.syntax.tokens
    if reading.tags[subject] == "NNP" or (tokens.norms[subject][:1].isupper() and reading.tags[subject - 1] == "DT"):
        return False  # Halden, the Wild
    body = word in reading.tables.bodies or word in reading.words.institutions
    return body or not (word in reading.tables.willing or reading.tables.lemma(word, reading.tags[subject]) in reading.tables.willing)


def _would(reading: Reading, verb: Predicate, context: Verdict, head: str) -> Verdict | None:
    group, link, words = verb.group, verb.link, reading.words
    at = (group.modal_at,)
    possible, planned = Verdict("possible", 1, at), Verdict("planned", 1, at)
    if group.perfect:
        if _polite(reading, verb, head, _THOUGHT):
            return None  # I would have *thought* that
        return Verdict("conditional" if _unreal(reading, verb) else "possible", 1, at)
    if _habit(reading, verb):
        return None
    if not words.rather.isdisjoint(reading.low[group.modal_at : verb.head]) or reading.low[group.modal_at + 1] in words.judging:
        return Verdict("urged", 1, at)
    if head in words.wishes or _polite(reading, verb, head):
        return None
    thing, subject = _thing(reading, verb, head), _subject(reading, verb)
    if (not thing or _happens(reading, verb, head)) and _settled(reading, verb, head):
        return planned
    if context.weight == "soft":
        if context.label == "probable":
            return possible if subject in words.indefinite or subject in reading.tables.modifiers else None
        return Verdict("planned", 1, at, "soft") if thing else None
    if context.weight == "report" and _ruled_out(reading, verb, head):
        return planned
    if context.weight == "report":
        wished = _direct(reading, verb) and subject in words.own  # “he would give you his last penny”
        free = not (thing or wished or _supposed(reading, verb) or _foreboded(reading, verb)) and subject not in words.addressed
        return planned if free and not _unwilled(reading, verb, head) else possible
    if link.kind == "embedded" or _supposed(reading, verb):
        return possible
    if not thing and not words.plain_negations.isdisjoint(reading.low[n] for n in group.negations):
        return planned
    habitual = not words.habit.isdisjoint(reading.low[verb.floor : group.begin])
    return None if habitual else possible


def _ruled_out(reading: Reading, verb: Predicate, head: str) -> bool:
    """Whether there will be none of something: "said *there would be no* trains"."""
    words = reading.words
    none = head == "be" and _subject(reading, verb) in words.existential and reading.low[verb.head + 1] in words.negative_objects
    return none and not (_supposed(reading, verb) or _cue(reading, verb) in words.foreboding)


def _unreal(reading: Reading, verb: Predicate) -> bool:
    """Whether the sentence says on what it would have hung: "*if* he had stayed, he would have died", "*without* her it would have"."""
    begin, end = reading.sentence(verb.head)
    words = reading.words
    if _supposed(reading, verb) or not (words.if_unless | words.supposing).isdisjoint(reading.low[begin:end]):
        return True
    opens = (begin, reading.behind_mark(begin))
    turned = (k for k in range(begin, end) if reading.low[k] in words.inverted_conditions)
    return any(k in opens or reading.tags[k + 1] in _INVERTED for k in turned)


def _supposed(reading: Reading, verb: Predicate) -> bool:
    """Whether the clause follows from an if, or from what is not so: "*without* the fund it would close", "*otherwise* it would"."""
    low, words = reading.low, reading.words
    held = reading.covering(verb.head)
    begin = max(verb.floor, held.begin if held else 0, verb.link.governor + 1 if verb.link.kind == "embedded" else 0)
    first = begin + 1 if low[begin] in words.before_supposing else begin
    return verb.link.consequent or low[first] in words.supposing or low[verb.head - 1] in words.supposing


def _subject(reading: Reading, verb: Predicate) -> str:
    """The first word of the subject."""
    return reading.low[verb.link.subject] if verb.link.subject >= 0 else ""


def _polite(reading: Reading, verb: Predicate, head: str, softened: frozenset[str] = _SPOKEN) -> bool:
    """Whether "would" only softens a statement: "I would *say* that", "I would *hope* so"."""
    said = reading.tables.find(head, "v", "that") if _subject(reading, verb) in reading.words.speakers else None
    return said is not None and said.name in softened and head not in reading.words.happening  # I would go


def _unwilled(reading: Reading, verb: Predicate, head: str) -> bool:
    """Whether nobody can want what the verb says: "would cost"."""
    subject, words = _subject(reading, verb), reading.words
    impersonal = subject in words.impersonal_subject
    if head in words.granted and subject in words.persons:
        return False
    if head == "be" and reading.low[verb.head + 1].endswith("ing"):
        return False  # would not be standing
    timed = head in words.willed_by_bodies and not words.lasting.isdisjoint(reading.low[verb.head + 1 : verb.head + 4])
    if timed and reading.low[verb.head + 1] not in words.taking_place:
        return True  # would take months
    if reading.tags[verb.head + 1] == "TO" and (head in words.have or head in words.needing):
        return True
    if impersonal and head in words.willed_by_bodies and _by_body(reading, verb):
        return False
    return head in reading.words.unwilled or (impersonal and head in reading.words.unwilled_it)


def _by_body(reading: Reading, verb: Predicate) -> bool:
    """Whether "it" is a firm, council or state that says what it will do: its source is none that is "he", or what it does is its own."""
    low, after = reading.low, verb.head + 1
    if not reading.words.lasting.isdisjoint(low[after : after + 3]) or reading.tags[after] == "CD":
        return False  # it would take years
    held = reading.covering(verb.head)
    source = held.of.source if held else None
    body = source is not None and any(low[k] in reading.tables.bodies for k in range(*source))
    return body or low[after] in reading.words.its


def _direct(reading: Reading, verb: Predicate) -> bool:
    """Whether subject and verb stand in one quotation, whose "would" is no "will" of somebody who is reported."""
    held = reading.covering(verb.head)
    if (
        held is None
        or reading.low[held.begin] not in OPENING
        or not reading.words.plain_negations.isdisjoint(reading.low[verb.group.begin : verb.head])
    ):
        return False
    return "''" not in reading.low[held.begin : verb.head]


def _foreboded(reading: Reading, verb: Predicate) -> bool:
    """Whether somebody warns of what another would do, which is not his to will: "warned *the scheme would destroy* the wood"."""
    subject, words = _subject(reading, verb), reading.words
    others = subject not in words.own or (subject in words.impersonal_subject and _by_people(reading, verb))
    return others and _cue(reading, verb) in words.foreboding


def _by_people(reading: Reading, verb: Predicate) -> bool:
    """Whether the clause is reported of people without a name, who are not "it": *residents* warned it would flood."""
    held = reading.covering(verb.head)
    source = held.of.source if held else None
    return source is not None and reading.tags[source[1] - 1] in _PEOPLE and not _by_body(reading, verb)


def _settled(reading: Reading, verb: Predicate, head: str) -> bool:
    """Whether somebody makes known what is decided: "*announced* that the race would not take place"."""
    if _supposed(reading, verb) or _cue(reading, verb) not in reading.words.settling:
        return False
    return _subject(reading, verb) in reading.words.existential or not _unwilled(reading, verb, head)


def _cue(reading: Reading, verb: Predicate) -> str:
    """The verb that reports the clause, in its dictionary form; of anything else the word as it stands."""
    held = reading.covering(verb.head)
    cue = verb.link.governor if verb.link.kind == "embedded" else held.of.trigger if held else -1
    return reading.tables.lemma(reading.low[cue], "VB") if cue >= 0 else ""


def _habit(reading: Reading, verb: Predicate) -> bool:
    """Whether "would" tells what used to happen: "he would *often* sing", “*when* we went out, it would freeze”."""
    low, begin = reading.low, verb.link.governor + 1 if verb.link.kind == "embedded" else verb.floor
    if not reading.words.now_and_then.isdisjoint(low[begin : verb.head]):
        return True
    clause = range(begin, verb.group.begin) if _direct(reading, verb) else range(0)
    times = [k for k in clause if low[k] in reading.words.whenever]
    return _back_then(reading, clause) or (bool(times) and "VBD" in reading.tags[times[0] : verb.group.begin])


def _back_then(reading: Reading, clause: range) -> bool:
    """Whether a clause opens with a time that is over: “*as a child* I would hide”, “*in those days* we would walk”."""
    low, tags = reading.low, reading.tags
    first = next((k for k in clause if low[k] not in OPENING), -1)
    if first < 0 or tags[first] not in _OPENING:
        return False
    return any(low[k] in reading.words.youth and tags[k + 1] in _BEGINS and tags[k - 1] in _THOSE for k in clause)


def _thing(reading: Reading, verb: Predicate, head: str) -> bool:
    """Whether the subject is a thing that has effects, and not somebody with a will or something that is to happen."""
    low, tags, words, modifiers = reading.low, reading.tags, reading.words, reading.tables.modifiers
    if verb.link.kind == "coordinated" and reading.tags[verb.link.governor][:2] == "VB":
        at = reading.predicate(verb.link.governor).link.subject  # would stay and *would fight*: the same subject
    else:
        at = verb.link.subject
    if at < 0 or low[at] in words.own - words.impersonal_subject or low[at] in words.some:
        return False
    arranged = low[at] in words.negative_objects and _happens(reading, verb, head)  # no child would be turned away
    if low[at] in words.indefinite and not arranged:
        return True
    while low[at] not in modifiers and tags[at] in _IN_PHRASE and tags[at + 1] in _GOES_ON:
        at += 1
    if low[at] in modifiers:
        return True
    if tags[at] not in ("NN", "NNS") or _happens(reading, verb, head):
        return False
    willing = reading.tables.lemma(low[at], tags[at]) in reading.tables.willing or low[at] in reading.tables.willing
    return not willing and low[at] not in words.institutions


def _happens(reading: Reading, verb: Predicate, head: str) -> bool:
    """Whether the verb tells what is arranged: "the vote would *be held*", "the shop would *open*", "the race would *take place*"."""
    if verb.group.passive or reading.low[verb.head + 1] in reading.words.taking_place:
        return True
    return head in reading.words.happening and not (_has_object(reading, verb.head + 1) or _if_follows(reading, verb.head))


def _if_follows(reading: Reading, at: int) -> bool:
    """Whether the clause of the verb at `at` goes on with an if: the shop would close *if* they left."""
    near = reading.low[at + 1 : min(reading.sentence(at)[1], at + IF)]
    stop = next((k for k, word in enumerate(near) if word in (",", ";", ".")), len(near))
    return not reading.words.if_unless.isdisjoint(near[:stop])


def _has_object(reading: Reading, at: int) -> bool:
    """Whether an object begins at `at`, and no time: would close *the gap*, would close *next week*."""
    timed = not reading.words.times.isdisjoint(reading.low[at : at + 3]) or reading.tags[at + 1] in _DATES
    return reading.tags[at] in _OBJECT and not timed
