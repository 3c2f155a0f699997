"""Certainty of whole claims: the main predicate of a content, what it embeds, and the cue."""

from __future__ import annotations

from typing import NamedTuple

from attribution.certainty.context import quoting, tagged
from attribution.certainty.cues import cue_row, of_trigger, verbless
from attribution.certainty.descent import WISHES, asks, descend
from attribution.certainty.effects import ASSERTED, Verdict, apply
from attribution.certainty.mains import head_noun, main_predicate
from attribution.certainty.reading import Reading
from attribution.certainty.tables import Effect, Row
from attribution.model import Attribution

JUDGING = frozenset(["NPNP", "NPAS"])  # frames in which something is called something
_OFFERED = 5  # tokens after "give" in which details stand
NOTHING = 6  # tokens of a content that says nothing, marks included
_FINITE = frozenset(["MD", "VBD", "VBZ", "VBP", "EX"])
_PHRASE = frozenset(["DT", "PRP$", "JJ"])  # what the phrase of something judged begins with
_RELATIVE = frozenset(["WDT", "WP"])
_HEDGES = frozenset(["possible", "improbable", "alleged", "doubted"])
_ENDS = frozenset([".", "!"])  # behind one of these another sentence asks


class ClaimVerdict(NamedTuple):
    """Verdict on a claim, the modality of its content alone, the stance of its cue and its act."""

    verdict: Verdict
    modality: str
    stance: str
    act: str


def of_attribution(reading: Reading, a: Attribution) -> ClaimVerdict:
    """Content and cue of an attribution, composed."""
    at = main_predicate(reading, a.contents[0], a.trigger)
    if len(a.contents) > 1 and (at is None or _topic(reading, a, at) or _aside(reading, a, at)):
        behind = main_predicate(reading, a.contents[1], a.trigger)
        at = at if behind is None else behind
    if at is not None and (_misread(reading, a, at) or (a.frame in JUDGING and _of_the_judged(reading, a, at))):
        at = None
    row = _rumoured(reading, a) or _governing(reading, a, at) or cue_row(reading, a)
    effect, stance, act = (row[0], row[0].stance, row[1]) if row else (None, "neutral", "communication")
    if effect is not None and effect.name in WISHES and at is not None and asks(reading, at):
        effect, stance = reading.tables.effects["ask"], "asking"
    end = a.contents[-1][1]
    verdict = modality = descend(reading, at, end) if at is not None else ASSERTED
    if at is not None and verdict.cues and not all(any(begin <= k < stop for begin, stop in a.contents) for k in verdict.cues):
        modality = descend(reading.alone(a.trigger), at, end)
        if effect is not None and (effect.weight, act) == ("none", "communication") and _freed(reading, a):
            verdict = modality
    aside = _beside(reading, a, at)
    if aside >= 0:
        verdict = modality = descend(reading.alone(aside), at, end) if at is not None else ASSERTED
    if at is not None and verdict.label == "asserted":
        verdict = modality = _parted(reading, a, at) or verdict
    if effect is not None and effect.weight == "none" and _of_nothing(reading, a):
        verdict = Verdict(modality.label, -1, (*modality.cues, a.contents[0][0]))
    elif effect is not None:
        verdict = modality if _settled(reading, a, effect, modality) else _under_cue(reading, a, effect, verdict, modality)
        if effect.name == "refuse" and (unsaid := _unsaid(reading, a, at)) >= 0:
            verdict = Verdict("unconfirmed", 1, (a.trigger, unsaid), "strong")
        if verdict.label == "planned" and _is_there(reading, a, effect):
            verdict = Verdict("asserted", verdict.sign)
    if modality.label == "asserted" and _suggested(reading, a, at):
        verdict, stance = Verdict("urged", 1, (a.trigger,), "soft"), "urging"
    if _says_nothing(reading, a):
        verdict = Verdict("unconfirmed", 1, (a.trigger,), "strong")
    if verdict.label == "asserted" and (effect is None or effect.weight == "none"):
        verdict = _accused(reading, a) or verdict
    if verdict.label == "asserted" and _issued(reading, a):
        verdict, stance = Verdict("urged", 1, (a.trigger,), "soft"), "urging"
    question = _question_mark(reading, a, at, stance)
    if question is not None and stance in ("neutral", "asking", "urging"):
        verdict, stance = Verdict("asked", 1, (question,)), "asking" if stance == "urging" else stance
    return ClaimVerdict(verdict, modality.label, stance, act)


def _of_nothing(reading: Reading, a: Attribution) -> bool:
    """Whether what is reported is that there is none: reported *no* injuries, showed *no* link."""
    return reading.low[a.contents[0][0]] in reading.words.negative_objects and verbless(reading, a)


def _rumoured(reading: Reading, a: Attribution) -> Row | None:
    """What "it is said", with nobody who says it, makes of a claim: "the goat, *it is said*, won"."""
    if a.source is not None or reading.tags[a.trigger] != "VBN" or reading.low[a.trigger - 1] not in reading.words.present_be:
        return None
    return reading.tables.row(reading.low[a.trigger], "p", "to")


def _beside(reading: Reading, a: Attribution, at: int | None) -> int:
    """A gerund of saying between the cue and its clause, which it only seems to report: "said, *without giving* names, that"; else -1."""
    link = reading.predicate(at).link if at is not None and reading.tags[at][:2] == "VB" else None
    governor = link.governor if link is not None and link.kind == "embedded" else -1
    between = a.trigger < governor < a.contents[0][0]
    return governor if between and reading.tags[governor] == "VBG" and reading.low[a.contents[0][0] - 1] == "," else -1


def _freed(reading: Reading, a: Attribution) -> bool:
    """Whether what stands around the cue says nothing of it: somebody who did *not want to be named* said."""
    relative = a.frame.startswith("REL") and reading.tags[a.contents[0][0]] in _RELATIVE  # not provided the money *that* he says is needed
    return relative or (reading.tags[a.trigger][:2] == "VB" and of_trigger(reading, a) == ASSERTED != reading.verdict(a.trigger))


def _settled(reading: Reading, a: Attribution, effect: Effect, modality: Verdict) -> bool:
    """Whether a cue that may concede settles what is to be: "*agreed* that the dam *would* be built"."""
    if effect.name != "confirm" or modality.label != "planned":
        return False
    return _would(reading, modality) and reading.tables.lemma(reading.low[a.trigger], "VB") in reading.words.settling


def _would(reading: Reading, verdict: Verdict) -> bool:
    """Whether "would" decides, which may only be a "will" of the past."""
    return any(reading.tables.modals.get(reading.low[k]) == "would" for k in verdict.cues)


def _misread(reading: Reading, a: Attribution, at: int) -> bool:
    """Whether the verb that hangs on the cue is a noun, since a phrase is its content: rejected *a 5% pay offer*."""
    if a.frame != "NP" or reading.tags[at] != "VB" or reading.tags[a.contents[0][0]] not in _PHRASE:
        return False
    predicate = reading.predicate(at)
    return predicate.group.form == "bare" and predicate.link.governor == a.trigger


def _of_the_judged(reading: Reading, a: Attribution, at: int) -> bool:
    """Whether the predicate only tells what is judged: found it difficult *to talk*, called the idea that he *lied* absurd."""
    if reading.tags[at][:2] != "VB":
        return reading.tags[a.contents[0][0]] in _PHRASE and a.frame == "NPAS"
    verb = reading.predicate(at)
    outside = verb.link.kind == "embedded" and verb.link.governor != a.trigger and verb.link.governor < a.contents[0][0]
    return verb.group.form == "inf" or outside


def _parted(reading: Reading, a: Attribution, at: int) -> Verdict | None:
    """What the predicate says of a clause that is parted from it: "it was *alleged*, he said, *that* she lied"."""
    begin, end = a.contents[-1]
    if len(a.contents) == 1 or reading.low[reading.behind_mark(begin)] != "that" or begin <= at < end:
        return None
    found = reading.syntax.embedding.signature(at, "that")
    verdict = apply(reading.tables.effects[found.sense], at, reading.verdict(at)) if found else None
    return verdict if verdict and verdict.label != "asserted" else None


def _topic(reading: Reading, a: Attribution, at: int) -> bool:
    """Whether the first of two contents is only the subject of the second: *the larger boats*, he said, could carry cars."""
    return reading.tags[at][:2] == "NN" and reading.tags[a.contents[1][0]] in _FINITE


def _aside(reading: Reading, a: Attribution, at: int) -> bool:
    """Whether the first of two contents only opens the clause of the second: “*When it rains*,” he said, “it pours.”"""
    begin, end = a.contents[0]
    if "," in reading.low[begin : end - 2]:
        return False
    first = reading.low[reading.behind_mark(begin)]
    if reading.tags[at][:2] != "VB":
        return (
            first in reading.words.adverbial
            or first in reading.words.conditional
            or (verbless(reading, a) and reading.tags[reading.behind_mark(begin)] == "IN")
        )
    return reading.predicate(at).link.kind in ("adverbial", "condition", "purpose")


def _unsaid(reading: Reading, a: Attribution, at: int | None) -> int:
    """The verb of saying that was refused, in the content or in the cue: "declined to *comment* on the report"; -1 without one."""
    inside = [k for begin, end in a.cue for k in range(begin, end)]
    said = next((k for k in (at, *inside) if k is not None and reading.low[k] in reading.words.unsaid), -1)
    if said >= 0 or at is None:
        return said
    if reading.low[at + 1] in reading.words.whether:
        return at  # declined to *address* whether
    given = at if reading.low[at] in reading.words.transitive else -1
    return given if not reading.words.details.isdisjoint(reading.low[at + 1 : at + _OFFERED]) else -1


def _is_there(reading: Reading, a: Attribution, effect: Effect) -> bool:
    """Whether a plan is a fact, whatever came of it: "*wanted* to sell", "the *decision* to sell", "*opposed* the planned sale"."""
    if effect.name == "oppose" and verbless(reading, a):
        return True
    words, tag = reading.words, reading.tags[a.trigger]
    if reading.tags[a.contents[0][0]] != "TO" and reading.low[a.contents[0][0]] not in words.to_negators:
        return False
    if tag[:2] != "VB":
        return reading.low[a.trigger] in words.attempts
    word, group = reading.tables.lemma(reading.low[a.trigger], "VB"), reading.predicate(a.trigger).group
    return word in (words.tried if group.perfect else words.attempts if tag == "VBD" else ())


def _accused(reading: Reading, a: Attribution) -> Verdict | None:
    """What an accusation of somebody is of, where it is reported and not made: "reported *allegations* of bullying"."""
    if not verbless(reading, a):
        return None
    noun = head_noun(reading, a.contents[0])
    if noun is None or reading.low[noun + 1] not in reading.words.of:
        return None
    effect = reading.tables.find(reading.low[noun], "n", "of")
    return Verdict("alleged", 1, (noun,), "strong") if effect and effect.name == "allege" else None


def _issued(reading: Reading, a: Attribution) -> bool:
    """Whether somebody asks for something by a noun: "*issued a call for* volunteers", "renewed her plea for calm"."""
    if reading.tables.lemma(reading.low[a.trigger], "VB") not in reading.words.issuing or not verbless(reading, a):
        return False
    noun = head_noun(reading, a.contents[0])
    effect = reading.tables.find(reading.low[noun], "n", reading.low[noun + 1]) if noun is not None else None
    return effect is not None and effect.name == "urge"


def _says_nothing(reading: Reading, a: Attribution) -> bool:
    """Whether the content is no more than "No comment"."""
    begin, end = a.contents[0]
    return end - begin <= NOTHING and tuple(filter(str.isalpha, reading.low[begin:end])) == reading.words.no_comment


def _under_cue(reading: Reading, a: Attribution, effect: Effect, verdict: Verdict, modality: Verdict) -> Verdict:
    """The verdict on the content where its cue is a stance of its own, or where the content is plain and the cue is not; a hedge inside
    decides over a cue of thinking ("thinks that a sale is *unlikely*")."""
    outer = apply(effect, a.trigger, of_trigger(reading, a))
    if verdict.label != "asserted" and effect.weight != "strong" and outer.label != "unconfirmed":
        inside = modality.label in _HEDGES and not _would(reading, modality)
        return modality if inside and effect.weight == "soft" and outer.sign > 0 else verdict
    if outer.label == verdict.label:
        return verdict
    turned = verdict.sign < 0 and verdict.label != "denied"
    return Verdict(outer.label, -outer.sign if turned else outer.sign, outer.cues, outer.weight)


def _governing(reading: Reading, a: Attribution, at: int | None) -> Row | None:
    """Effect and act of the cue in the frame in which it embeds the main predicate ("told her *to leave*" urges), if it does."""
    if at is None or reading.tags[at][:2] != "VB":
        return None
    link = reading.predicate(at).link
    if link.frame == "that" and reading.tags[a.contents[0][0] - 1] == "IN" and reading.tags[a.trigger][:2] == "VB":
        return None  # called *for* measures advised in May
    asking = reading.low[a.contents[0][0]] in reading.words.whether
    if link.kind != "embedded" or link.governor != a.trigger or (asking and link.frame != "wh"):
        return None
    effect = reading.tables.effects[link.sense]
    frames = ("whether", link.frame) if asking else (link.frame,)  # questions *whether* doubts, questions *why* asks
    row = next((row for frame in frames if (row := reading.tables.row(reading.low[a.trigger], link.part, frame))), None)
    return row or (effect, effect.act)


def _suggested(reading: Reading, a: Attribution, at: int | None) -> bool:
    """Whether a subjunctive makes the content a demand: "suggested that the mayor *resign*", "insisted that she *be* told"."""
    begin, end = a.contents[0]
    if reading.tables.lemma(reading.low[a.trigger], "VB") not in reading.words.wanting:
        return False
    if at is None or reading.tags[at][:2] != "VB":
        return reading.low[begin] == "that" and _FINITE.isdisjoint(reading.tags[begin:end])  # the mayor resign: tagged a noun
    group, subject = reading.predicate(at).group, reading.predicate(at).link.subject
    first = next((k for k in range(group.begin, at + 1) if reading.tags[k][:2] == "VB"), at)
    one = reading.tags[group.begin - 1] in ("NN", "NNP") or reading.low[group.begin - 1] in reading.words.third
    alone = subject >= 0 and one and "CC" not in reading.tags[subject : group.begin]
    helps = reading.low[first] in reading.words.auxiliaries and reading.tags[first] != "VB"
    return not (group.modal or helps) and (reading.tags[first] == "VB" or (reading.tags[first] == "VBP" and alone))


def _question_mark(reading: Reading, a: Attribution, at: int | None, stance: str) -> int | None:
    """The question mark that ends the sentence of the main predicate; None without one, and where it ends a tag that nobody "asked"."""
    if not reading.room.questions:
        return None
    at = a.contents[0][0] if at is None else at  # “What for?”
    end = next((stop for begin, stop in a.contents if begin <= at < stop), at)
    ahead = reading.low[at + 1 : end]
    if "?" not in ahead:
        return None
    mark = ahead.index("?")
    if not _ENDS.isdisjoint(ahead[:mark]) or quoting(reading, at, at + 1 + mark):
        return None
    return at + 1 + mark if stance != "neutral" or not tagged(reading, at + 1 + mark) else None
