"""The predicate on which a content turns: its main verb, failing that its noun."""

from __future__ import annotations

from attribution.certainty.context import inverted_if
from attribution.certainty.reading import Reading
from attribution.certainty.syntax import Predicate
from attribution.certainty.syntax.tokens import TENSED, VERB_LIKE, VERBS
from attribution.certainty.tables import OPENING
from attribution.model import Tokens

REACH = 80  # tokens in which the main verb of a content is sought
PREFACE = 30  # tokens after an order in which the clause begins that it is a condition of
NOUN = 20  # tokens of a content in which the relative clause of its subject begins
PHRASE = 12  # tokens after a participle in which the verb stands whose subject it modifies
REDUCED = 20  # … where the participle opens a reduced relative clause
FINITE = TENSED | {"VBN"}
_PARTICIPLES = frozenset(["VBN", "VBG"])
_BEFORE_NOUN = frozenset(["DT", "CD", "PRP$"])  # what no bare verb follows
_RELATIVE = frozenset(["WP", "WDT"])
_SUBJECT_ENDS = frozenset(["PRP", "CC", "WP", "WDT", "DT", "NNP"])  # before a modal of a clause of its own
_NAMED = frozenset(["NN", "NNS", "VBZ", "VBD", "MD", "NNP"])  # a plural is often taken for a verb, and Sue for an order
_JOINTS = frozenset([",", ":", ".", "CC", "WDT", "WP", "``", "''"])
_AUXILIARY = frozenset(["MD", "VBD", "VBZ", "VBP"])  # right behind what looks like a past: that was a participle
_NO_NOUN = frozenset(["IN", "TO", "WRB", "WP"])  # a content that begins so turns on no noun
_MODIFIED = frozenset(["IN", "DT", "JJ", "PRP$"])  # before an "-ing" that belongs to a phrase behind a participle
_NO_OBJECT = frozenset(["IN", "RB", "TO", "RP", *_AUXILIARY])  # behind the verb of a reduced relative clause, whose object is gone
SUBJECTS = frozenset(["PRP", "DT", "NNP", "NNS", "PRP$"])  # what a clause may begin with
_CLAUSE = SUBJECTS | {"EX", "NN", "JJ"}  # what a clause behind "but" begins with
_PASSED = frozenset([",", "``", "`"])  # between an auxiliary and its verb: would have “objected”
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
    first, conceded = None, _conceded(reading, content)
    for at in range(begin, min(end, begin + REACH)):
        if reading.tags[at] not in VERB_LIKE or not is_verb(reading, at) or _no_main(reading, at, content):
            continue
        first = at if first is None else first
        verb = reading.predicate(at)
        if inverted_if(reading, verb) or (verb.group.form == "bare" and verb.link.sense == "report"):
            continue
        kind, governor = verb.link.kind, verb.link.governor
        if _aside(reading, verb, content, trigger) or at < conceded or (at <= begin + 1 and _is_subject(reading, verb, end)):
            continue
        if verb.group.modal in reading.words.granting and (after := _behind_grant(reading, at, content, trigger)) is not None:
            return after
        if kind == "imperative" or reading.low[at] in reading.words.prefacing:
            after = _behind_preface(reading, at, content, trigger)
            if after is not None:
                return after
        if kind in _OWN or (kind == "embedded" and not begin <= governor < end):
            before = _modifies(reading, verb) or _named(reading, at) or _asks_subject(reading, at, begin)
            return finite_after(reading, at, end) if before else at
        if kind == "purpose" and verb.group.begin <= begin + 1:
            judged = _judged(reading, at, end)
            if judged is not None or not _fronted(reading, at, content, trigger):
                return at if judged is None else judged
    if first is not None and reading.predicate(first).link.kind == "condition":
        consequent = _consequent(reading, first, end)
        if consequent == first:
            return first  # the roof *leaks*, a noun by its tag, if it *rains*
        first = consequent
    noun = head_noun(reading, content)
    if first is not None and (_listed(reading, first, trigger) or _heads(reading, first, content, trigger)):
        return first
    if first is None or (noun is not None and noun < first and reading.tags[reading.behind_mark(begin)] not in _NO_NOUN):
        behind = _behind_relative(reading, content)
        return noun if behind is None else behind
    behind = _behind_relative(reading, content) if reading.predicate(first).link.kind == "relative" else None
    return first if behind is None else behind


def _listed(reading: Reading, at: int, trigger: int) -> bool:
    """Whether the subject of the verb at `at` is a list, whose "and" seems to join it to the cue: said A, B and *C will* go."""
    return reading.predicate(at).link[:2] == ("coordinated", trigger)


def _heads(reading: Reading, at: int, content: Tokens, trigger: int) -> bool:
    """Whether the infinitive at `at` is the future of a headline: "Fares *to rise*, ministers say"."""
    return reading.predicate(at).link.kind == "purpose" and _announced(reading, content, trigger)


def _behind_relative(reading: Reading, content: Tokens) -> int | None:
    """The verb with a modal behind a relative clause: "drivers *who* speed and are caught *will pay*"; None without one."""
    begin, end = content[0], min(content[1], reading.sentence(content[0])[1], content[0] + REACH)
    tags = reading.tags
    opens = next((k for k in range(begin + 1, min(end, begin + NOUN)) if tags[k] in _RELATIVE), end)
    low, words = reading.low, reading.words
    asked = next((k for k in range(opens + 2, end - 2) if low[k] in words.be and tags[k + 1 : k + 3] == ["VBN", "TO"]), end)
    if tags[asked - 1] not in _SUBJECT_ENDS and asked < end:
        return asked + 1  # drivers *who* may have seen it *are asked* to call
    modals = (k for k in range(opens + 2, end) if tags[k] == "MD" and tags[k - 1] not in _SUBJECT_ENDS)
    at = next(modals, end)
    return next((k for k in range(at + 1, end) if tags[k] == "VB" and reading.predicate(k).group.modal_at == at), None)


def _consequent(reading: Reading, condition: int, end: int) -> int:
    """The verb with a modal behind an if-clause that no comma closes ("if nobody found it he *would* dig"), else that clause's own."""
    later = range(condition + 1, min(end, condition + REACH, reading.sentence(condition)[1]))
    return next((k for k in later if reading.tags[k] in VERBS and reading.predicate(k).group.modal), condition)


def _announced(reading: Reading, content: Tokens, trigger: int) -> bool:
    """Whether the content may be the future of headlines: "Ade: Racing chief *to leave*", "Fares *to rise*, ministers say"."""
    if reading.low[trigger] == ":":
        return True
    tags = reading.tags[slice(*content)]
    return (
        content[1] <= trigger
        and FINITE.isdisjoint(tags)
        and not {"DT", "``", "VBG"} & set(tags)
        and reading.low[trigger] not in reading.words.according
    )


def _fronted(reading: Reading, at: int, content: Tokens, trigger: int) -> bool:
    """Whether the main verb follows the infinitive that opens the content: "*to be* sure, we asked him", "that *to win* he would run"."""
    if 0 <= trigger < content[0] and reading.low[content[0]] not in ("``", "`", "that"):
        return False
    return _root_after(reading, at, content[1], trigger)


def _root_after(reading: Reading, at: int, end: int, trigger: int | None = None) -> bool:
    """Whether a finite verb that hangs on nothing, or on the cue, stands after `at` in the content and its sentence."""
    later = range(at + 1, min(end, at + REACH, reading.sentence(at)[1]))
    heads = (reading.predicate(k) for k in later if reading.tags[k] in VERBS)
    finite = (verb for verb in heads if verb.group.form != "part" or reading.low[verb.head] in reading.words.auxiliaries)
    links = (verb.link for verb in finite if reading.tags[verb.head] in FINITE or verb.group.modal)
    return any(link.kind == "root" or link[:2] == ("embedded", trigger) for link in links)


def _aside(reading: Reading, verb: Predicate, content: Tokens, trigger: int) -> bool:
    """Whether the verb stands in a clause that nobody asks: "*whether* it is old or new, it helps", "how it will end is open"."""
    if verb.link.frame != "wh":
        return False
    if verb.link.governor < 0:
        return _root_after(reading, verb.head, content[1])
    if reading.low[content[0]] in reading.words.wh and _left_open(reading, verb, content, trigger):
        return True
    if verb.link.governor == trigger and _of_noun(reading, verb, content):
        return True
    if verb.link.governor != trigger or reading.tags[content[0]][:1] == "W" or reading.low[content[0]] in reading.words.whether:
        return False
    later = range(verb.head + 1, min(content[1], verb.head + PHRASE))
    if reading.low[verb.head + 1] == "," and reading.tags[verb.head + 2] == "MD":
        return True  # the men, who had *fled*, might be
    return any(reading.tags[k] in FINITE and reading.predicate(k).link[:2] == ("embedded", trigger) for k in later)


def _left_open(reading: Reading, verb: Predicate, content: Tokens, trigger: int) -> bool:
    """Whether what follows leaves the clause of the verb open, with which the content begins: "*whether* he goes *depends* on her"."""
    later = range(verb.head + 1, min(content[1], verb.head + PHRASE))
    found = (reading.predicate(k).link for k in later if reading.low[k] in reading.words.leaving_open)
    return any(link[:2] == ("embedded", trigger) for link in found)


def _of_noun(reading: Reading, verb: Predicate, content: Tokens) -> bool:
    """Whether the question of the verb only says what a noun in the content is about: "the uncertainty *over whether* it could go on"."""
    near = range(max(content[0] + 2, verb.head - PHRASE), verb.head)
    return any(reading.low[k] in reading.words.wh and reading.tags[k - 2 : k] == ["NN", "IN"] for k in near)


def _conceded(reading: Reading, content: Tokens) -> int:
    """The comma that closes what a content begins with ("while it rained", "given our results"), where a clause follows; else -1."""
    begin = reading.behind_mark(content[0])
    aim = reading.low[begin] == "that" and reading.tags[begin + 1] == "TO"
    participle = reading.tags[begin] in _PARTICIPLES
    if not (aim or participle or reading.low[begin] in reading.words.conceding):
        return -1
    end = min(content[1], reading.sentence(begin)[1], begin + REACH)
    comma = next((k for k in range(begin, end) if reading.low[k] == "," and not FINITE.isdisjoint(reading.tags[k + 1 : end])), -1)
    return -1 if participle and not TENSED.isdisjoint(reading.tags[begin : max(begin, comma)]) else comma


def _behind_grant(reading: Reading, at: int, content: Tokens, trigger: int) -> int | None:
    """The main verb behind what is only granted: "that may be *so, but* it *is* late", "he may have *been* slow, *but* he *won*"."""
    low, words = reading.low, reading.words
    end = min(content[1], reading.sentence(at)[1], at + PREFACE)
    joint = next((k for k in range(at + 1, end) if low[k] == "," and low[k + 1] in words.opposing), end)
    granted = reading.predicate(at).group.perfect or not words.granted_so.isdisjoint(low[at + 1 : joint])
    if joint + 2 >= end or not granted or reading.tags[joint + 2] not in _CLAUSE:
        return None
    return main_predicate(reading, (joint + 2, content[1]), trigger)


def _judged(reading: Reading, at: int, end: int) -> int | None:
    """The form of be behind "as" that judges the infinitive at `at`: "to present it *as* the cause *is* wrong"; None without one."""
    near = range(at + 1, min(end, at + PHRASE, reading.sentence(at)[1]))
    links = ((k, reading.predicate(k).link) for k in near if reading.tags[k] in TENSED and reading.low[k] in reading.words.be)
    return next((k for k, link in links if link.kind == "adverbial" and reading.low[link.edge] == "as"), None)


def _behind_preface(reading: Reading, at: int, content: Tokens, trigger: int) -> int | None:
    """The main verb behind an order that is a condition or a preface: "put it there, and it *falls*", "let me be clear: we *stay*"."""
    low, tags, words = reading.low, reading.tags, reading.words
    end = min(content[1], reading.sentence(at)[1])
    for k in range(at + 1, min(end, at + PREFACE)):
        if (tags[k] == ":" or low[k] == ",") and _prefaces(reading, at, k) and not FINITE.isdisjoint(tags[k + 1 : end]):
            return main_predicate(reading, (k + 1, content[1]), trigger)
        clause = low[k - 1] == "," and tags[k + 1] in SUBJECTS
        joined = low[k] in words.then or (low[k] in words.clause_joining and (clause or tags[k + 1 : k + 3] == ["PRP", "MD"]))
        if joined and low[at] not in words.prefacing:
            later = (v for v in range(k + 1, end) if is_verb(reading, v) and not _no_main(reading, v, content))
            return next((v for v in later if reading.predicate(v).group.form == "finite"), None)
    return None


def _prefaces(reading: Reading, at: int, stop: int) -> bool:
    """Whether the words from the verb at `at` up to a comma, colon or dash only call for attention: "look", "let me say this"."""
    low, words = reading.low, reading.words
    if " ".join(low[at:stop]) in words.calling:
        return True
    if low[at] not in words.prefacing:
        return False
    announced = low[at + 1] in words.myself and (low[stop] != "," or low[at + 2] in words.performative)
    return announced or not words.candid.isdisjoint(low[at:stop])


def finite_after(reading: Reading, participle: int, end: int) -> int:
    """The verb whose subject the bare participle modifies ("the line *suspended* on pylons *would be*"), or the participle itself."""
    inserted, closed = reading.low[participle - 1] == ",", False
    for at in range(participle + 1, min(end, participle + REDUCED)):
        tag = reading.tags[at]
        if tag in _JOINTS:
            if closed or not (inserted and tag == "," and reading.tags[at + 1] in _AUXILIARY):
                break
            closed = True  # one man, *believed* to be a sailor, *was*
        if tag in VERBS:
            verb = reading.predicate(at)
            inner = verb.group.form == "inf" or (verb.group.form == "ger" and reading.tags[at - 1] in _MODIFIED)
            if inner and reading.predicate(participle).group.form != "inf":
                continue  # a man *thought* to be a courier *had*, men *accused* of robbing him *were*
            beside = closed or verb.link.kind == "root" or verb.link[:2] == reading.predicate(participle).link[:2]
            return at if beside and verb.group.form == "finite" else participle
    return participle


def _is_subject(reading: Reading, verb: Predicate, end: int) -> bool:
    """Whether the gerund that opens a content is the subject of what follows: "*walking* may cut the risk"."""
    if verb.group.form != "ger" or verb.group.begin != verb.head or reading.tags[verb.head - 1] == "IN":
        return False  # called for *changing* the law
    for at in range(verb.head + 1, min(end, verb.head + PHRASE)):
        if reading.tags[at] in TENSED:
            return True
        if reading.tags[at] in _JOINTS or reading.tags[at][:1] == "W" or reading.low[at] in reading.words.clausal:
            return False
    return False


def _modifies(reading: Reading, verb: Predicate) -> bool:
    """Whether the verb may modify a noun, though it looks like a past: "the money *raised* would", "a bill he *signed* in May"."""
    if verb.group.form == "part":
        return True
    bare = verb.group.begin == verb.head and reading.tags[verb.head] == "VBD" and reading.low[verb.head] not in reading.words.auxiliaries
    after = verb.head + 1
    return bare and (reading.tags[after] in _NO_OBJECT or not reading.words.times.isdisjoint(reading.low[after : after + 2]))


def _asks_subject(reading: Reading, at: int, begin: int) -> bool:
    """Whether the verb ends a clause with "what" that is the subject of what follows: "*what this means* is that"."""
    return reading.tags[reading.behind_mark(begin)] == "WP" and reading.tags[at + 1] in _AUXILIARY and reading.tags[at + 2] != "TO"


def _named(reading: Reading, at: int) -> bool:
    """Whether what looks like an order may be a noun, or part of a name: "*Rent* increases will be", "*return* of the races has"."""
    after = reading.tags[at + 1] in _NAMED or reading.low[at + 1] in reading.words.of
    return reading.predicate(at).link.kind == "imperative" and after


def _no_main(reading: Reading, at: int, content: Tokens) -> bool:
    """Whether the verb at `at` is an auxiliary, opens an inverted if-clause ("had he known") or is a plural taken for a verb."""
    low, words = reading.low, reading.words
    if low[at] in words.auxiliaries and helps(reading, at, content[1]):
        return True
    opens = at in (content[0], reading.behind_mark(content[0]))
    if opens and low[at] in words.inverted_conditions and reading.tags[at] == "VBD" and reading.tags[at + 1] in _DEICTIC:
        return True
    return (low[at], low[at + 1]) == words.let_alone or _mistagged(reading, at)


def _mistagged(reading: Reading, at: int) -> bool:
    """Whether what is tagged a verb is none, or one that only modifies a noun."""
    low, tags = reading.low, reading.tags
    tag, before, after = tags[at], tags[at - 1], tags[at + 1]
    if tag in ("VBZ", "VB") and after == "MD":
        return True  # pay offer would
    if tag in ("VB", "VBP"):
        offered = before in _BEFORE_NOUN and after in ("NN", "NNS")  # a 5% pay offer
        return offered or (tag == "VB" and _predicative(reading, at))  # they are medically fit
    if tag == "VBZ":
        return before == "VBG" and low[at] not in reading.words.auxiliaries  # putting satellites
    if tag == "VBN":
        if low[at - 1] in reading.words.adverbial and reading.syntax.groups.at(at).form == "part":
            return True  # once connected
        return before == "DT" and after[:2] in ("NN", "JJ", "CD")  # the infected blood, a planned 112km line
    return tag == "VBD" and low[at - 1] in OPENING and tags[at - 2] == "DT" and after[:2] in ("NN", "JJ", "CD")


def _predicative(reading: Reading, at: int) -> bool:
    """Whether what looks like a bare verb stands behind a form of be, and is an adjective."""
    before = at - 1
    while reading.tags[before] == "RB" and reading.low[before] not in reading.words.negators:
        before -= 1
    return reading.low[before] in reading.words.be and reading.tags[before] in FINITE and reading.low[before] not in reading.words.get


def is_verb(reading: Reading, at: int) -> bool:
    """Whether a verb stands at `at`: by its tag, or by the auxiliary or adverb before it, "reportedly *stole*"."""
    tag = reading.tags[at]
    if tag in VERBS:
        return True
    syntax = reading.syntax
    return tag[:1] in "NJ" and syntax.verbal(at) and (tag == "NNS" or syntax.groups.at(at).begin < at)


def helps(reading: Reading, at: int, end: int) -> bool:
    """Whether the auxiliary at `at` is one of a verb that follows."""
    for k in range(at + 1, min(end, at + 5)):
        if reading.tags[k][:2] == "VB" or reading.syntax.verbal(k):
            return reading.syntax.groups.at(k).begin <= at
        if reading.tags[k][:2] not in ("RB", "MD") and reading.low[k] not in _PASSED and reading.low[k] not in reading.words.floating:
            return False
    return False


def head_noun(reading: Reading, content: Tokens) -> int | None:
    """Head noun of the first noun phrase in the content."""
    begin, end = content
    for k in range(begin, end):
        if reading.tags[k][:2] == "NN" and (k + 1 == end or reading.tags[k + 1][:2] != "NN"):
            return k
    return None
