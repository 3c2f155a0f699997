"""What a claim says otherwise than the passage that says it: told only where the words around it are the same on both sides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, permutations

from attribution.model import Certainty, Claim, Span
from attribution.verify.claims import Pairing
from attribution.verify.flags import CLAUSE_END
from attribution.verify.fold import Token, fold_source
from attribution.verify.language import language
from attribution.verify.passages import Material
from attribution.verify.record import Drift, Shift, Shifted
from attribution.verify.speakers import compare_speakers, is_named
from attribution.verify.units import Unit, Word, noun_stem

_REACH = 6  # words behind a hedge or a negation within which the word that it belongs to stands: "isn't likely to be the winner"
_LABEL = 3  # letters of a turn's label that may be a name: "Q" and "A" are nobody's
_BESIDE = 80  # characters beside a passage in which a cue may stand
_OBJECT = 3  # words before "nothing" in which the verb stands of which it is the object
_MODAL = 4  # words before a predicate within which its modal verb stands
_ROOT = 5  # letters in common from which one name is made from another
_TAIL = 4  # letters of a name that another one, written as one word, ends in
_CLAUSE = 8  # words before and behind a predicate in which a word above it stands
LARGE = 100  # from which a number may be a round one
YEARS = range(1900, 2100)  # of which none is a round form of another
_IMPERSONAL = frozenset({"document", "news outlet", "government", "organisation", "company", "court", "poll"})  # types of sources
_ROUND = 0.05  # by which a number called round may differ


@dataclass(frozen=True)
class Side:
    """One side of a pairing, the way to the other, and the way back."""

    unit: Unit
    other: Unit
    paired: Mapping[Word, Word]
    back: Mapping[Word, Word]


def find_shifts(pairing: Pairing) -> tuple[Shifted, ...]:
    """What differs, each kind once."""
    found: dict[Shift, Shifted] = {}
    if pairing.compared:
        for find in _STEPS:
            for shifted in find(pairing):
                found.setdefault(shifted.what, shifted)
    if "polarity" in found:  # a sentence turned round is no less sure
        found.pop("raised", None)
        found.pop("lowered", None)
    if "raised" in found:
        found.pop("lowered", None)
    return tuple(found.values())


def drift_of(shifts: Sequence[Shifted], pairing: Pairing) -> Drift | None:
    """How sure the draft is beside its source; None where they are not compared."""
    if not pairing.compared:
        return None
    return next((shifted.what for shifted in shifts if shifted.what in ("raised", "lowered")), "same")


def _sides(pairing: Pairing) -> tuple[Side, Side]:
    draft, source, there, here = pairing.draft, pairing.source, pairing.there, pairing.here
    return Side(draft, source, there, here), Side(source, draft, here, there)


def _shifted(what: Shift, pairing: Pairing, mine: Sequence[Word], other: Sequence[Word]) -> Shifted:
    """With the words of both sides, from the first to the last of each."""
    spans = [Span(words[0].begin, words[-1].end) if words else None for words in (mine, other)]
    texts = [unit.text(*span) if span else "" for unit, span in zip((pairing.draft, pairing.source), spans, strict=True)]
    return Shifted(what, texts[0], texts[1], *spans)


# ---------------------------------------------------------------- polarity


def _polarity(pairing: Pairing) -> Iterator[Shifted]:
    """A negation that one side alone has, or a verb that one side denies."""
    mine, other = _sides(pairing)
    for side in (mine, other):
        for at, anchor in _marked(side, language().negations):
            there = side.paired[anchor]
            if not _negated(side, at, there):
                words = sorted((side.unit.words[at], anchor)), (there,)
                yield _shifted("polarity", pairing, *(words if side is mine else reversed(words)))
    claims = pairing.draft.claim, pairing.source.claim
    if [_denied(claim) for claim in claims] in ([True, False], [False, True]) and not (_turned(pairing) or _tells_cue(pairing)):
        cues = [claim.cue if claim is not None else "" for claim in claims]
        yield Shifted("polarity", cues[0], cues[1], _cue_span(pairing.draft), _cue_span(pairing.source))
    for one, two in _verbs(pairing):
        certain = pairing.draft.certainty(one), pairing.source.certainty(two)
        signs = _sign(certain[0]), _sign(certain[1])
        if set(signs) == {"+", "-"} and _own_cue(mine if signs[0] == "-" else other, one if signs[0] == "-" else two):
            yield _with_cues("polarity", pairing, *certain, (one, two))


def _cue_span(unit: Unit) -> Span | None:
    """Where the first piece of a claim's cue stands."""
    if unit.claim is None or not unit.claim.cue_spans:
        return None
    begin, end = unit.claim.cue_spans[0]
    return Span(begin + unit.base, end + unit.base)


def _denied(claim: Claim | None) -> bool:
    return claim is not None and claim.certainty == "denied"


def _tells_cue(pairing: Pairing) -> bool:
    """Whether the source has the draft's cue, in or beside the passage: where it is not known for the cue of this."""
    cue = pairing.draft.claim.cue if pairing.draft.claim is not None else ""
    begin, end = (place - pairing.source.base for place in pairing.source.span)
    said = fold_source(pairing.source.extraction.document.text[max(0, begin - _BESIDE) : end + _BESIDE]) if cue else ()
    return bool(cue) and _has([token.folded for token in said], [token.folded for token in fold_source(cue)])


def _turned(pairing: Pairing) -> bool:
    """Whether one side alone has a negation of a word that both have."""
    negations = language().negations
    return any(side.unit.words[at] not in side.paired for side in _sides(pairing) for at, _ in _marked(side, negations))


def _marked(side: Side, marks: frozenset[str]) -> Iterator[tuple[int, Word]]:
    """(number of a word of `marks`, the next word of its clause that says something, if the other side has it)."""
    words = side.unit.words
    for at, word in enumerate(words):
        if word.folded in marks and not word.is_name and not _pseudo(side, at):
            following = next((each for each in _reached(side.unit, at, language().breaks) if each.counts), None)
            if following is None and word.folded in language().none:
                following = next((each for each in reversed(words[max(0, at - _OBJECT) : at]) if each.counts), None)
            if following is not None and following in side.paired:
                yield at, following


def _reached(unit: Unit, at: int, breaks: frozenset[str] = frozenset()) -> Iterator[Word]:
    """The words behind one, as far as its clause goes, and up to one of `breaks`: "not me - and he says …" does not go far.

    "Not because" goes on.
    """
    goes_on = unit.words[at].folded in language().negations
    for before, word in pairwise(unit.words[at : at + 1 + _REACH]):
        between = unit.text(before.end, word.begin) if word.begin >= before.end else ""
        ended = word.folded in breaks and not (goes_on and before is unit.words[at])
        if ended or "--" in between or CLAUSE_END.search(between):
            return
        yield word


def _pseudo(side: Side, at: int) -> bool:
    """Whether a negation is none: "not only", but where the other side has "only"."""
    for phrase in language().pseudo_negations:
        words = side.unit.words[at : at + len(phrase)]
        if tuple(word.folded for word in words) == phrase:
            return words[0] in side.paired or not all(word in side.paired for word in words[1:])
    return False


def _negated(side: Side, at: int, word: Word) -> bool:
    """Whether the other side has the negation at a place, too, before `word`: not one that stands for another of this side's."""
    here, unit = side.unit.words[at], side.other
    place = unit.words.index(word)
    if any(each.folded in language().none and side.back.get(each, here) == here for each in unit.words[place + 1 : place + 1 + _OBJECT]):
        return True
    for before in range(max(0, place - _REACH), place):
        each = unit.words[before]
        if each.folded in language().negations and side.back.get(each, here) == here and word in _reached(unit, before):
            return True
    return _sign(unit.certainty(word)) == "-" and _own_cue(Side(unit, side.unit, side.back, side.paired), word)


def _sign(certainty: Certainty | None) -> str:
    return certainty.factuality[-1] if certainty is not None and certainty.factuality != "U" else ""


def _own_cue(side: Side, word: Word) -> bool:
    """Whether what decides how sure a predicate is stands on this side alone: in the claim's own cue, or near the predicate.

    A word that the other side has by a synonym does not.
    """
    certainty, words = side.unit.certainty(word), side.unit.words
    at = words.index(word)
    own = side.unit.claim.cue.casefold().split() if side.unit.claim is not None else []
    near = {each.folded for each in words[max(0, at - _CLAUSE) : at + _CLAUSE] if each not in side.paired}.union(own)
    theirs = {each.folded for each in side.other.words}
    return certainty is not None and any((set(cue.casefold().split()) & near) - theirs for cue in certainty.cues)


def _verbs(pairing: Pairing) -> Iterator[tuple[Word, Word]]:
    """Verbs that are the same on both sides."""
    for mine, other in pairing.pairs:
        if mine.tag[:2] == other.tag[:2] == "VB" and mine.counts:
            yield mine, other


# ---------------------------------------------------------------- certainty


def _certainty(pairing: Pairing) -> Iterator[Shifted]:
    for find in (_by_modals, _by_hedges, _by_questions, _by_labels):
        yield from find(pairing)
    if pairing.cause_for_link is not None:
        yield Shifted("raised", *pairing.cause_for_link)


def _by_modals(pairing: Pairing) -> Iterator[Shifted]:
    """Modal verbs of different strength before one verb."""
    ranks = language().modal_strength
    for mine, other in pairing.pairs:
        if mine.counts or mine.tag[:2] == "VB":
            one, two = (_modal(unit, word) for unit, word in ((pairing.draft, mine), (pairing.source, other)))
            if one is not None and two is not None and ranks[one.folded] != ranks[two.folded]:
                yield _shifted("raised" if ranks[one.folded] > ranks[two.folded] else "lowered", pairing, (one,), (two,))


def _modal(unit: Unit, word: Word) -> Word | None:
    """The modal verb right before a predicate."""
    at = unit.words.index(word)
    for before in reversed(unit.words[max(0, at - _MODAL) : at]):
        if before.folded in language().modal_strength:
            return before
        if before.counts and before.tag[:2] in ("VB", "NN"):
            return None
    return None


def _by_hedges(pairing: Pairing) -> Iterator[Shifted]:
    """A hedge that one side alone has."""
    mine, other = _sides(pairing)
    known = language()
    for side in (mine, other):
        own = side.unit.words
        more = Counter(word.folded for word in own) - Counter(form for word in side.other.words for form in {word.folded, word.stem})
        for at, anchor in dict([*_put_in(side, known.hedges), *_marked(side, known.hedges)]).items():
            hedge = own[at]
            if hedge.folded in more and hedge not in side.paired and not _approximates(side.unit, at) and not _own_hedge(side, anchor):
                words = (hedge, anchor), (side.paired[anchor],)
                yield _shifted("lowered" if side is mine else "raised", pairing, *(words if side is mine else reversed(words)))


def _by_questions(pairing: Pairing) -> Iterator[Shifted]:
    """What one side leaves open by "whether", and the other does not."""
    mine, other = _sides(pairing)
    asking = language().open | language().conditions
    for side in (mine, other):
        if not any(word.folded in asking for word in side.other.words):
            for at, anchor in _marked(side, language().open):
                words = (side.unit.words[at], anchor), (side.paired[anchor],)
                yield _shifted("lowered" if side is mine else "raised", pairing, *(words if side is mine else reversed(words)))


def _put_in(side: Side, marks: frozenset[str]) -> Iterator[tuple[int, Word]]:
    """(number of a word of `marks` between two that are neighbours on the other side, the second of them)."""
    words, places = side.unit.words, {word: at for at, word in enumerate(side.other.words)}
    for at in range(1, len(words) - 1):
        before, behind = (side.paired.get(words[near]) for near in (at - 1, at + 1))
        if words[at].folded in marks and before is not None and behind is not None and places[behind] == places[before] + 1:
            yield at, words[at + 1]


def _approximates(unit: Unit, at: int) -> bool:
    """Whether a word makes the number behind it a round one, and is no hedge: "nearly 20"."""
    words = unit.words
    return words[at].folded in language().approximators and at + 1 < len(words) and is_number(words[at + 1])


def _own_hedge(side: Side, anchor: Word) -> bool:
    """Whether the other side has a hedge of its own before its word: "likely" for "expected to", but not "would" for "will likely"."""
    word = side.paired[anchor]
    certainty = side.other.certainty(word)
    if certainty is None or language().strength[certainty.label] >= language().strength["planned"]:
        return False
    modals = _modal(side.unit, anchor), _modal(side.other, word)
    if all(modals) and len({language().modal_strength[modal.folded] for modal in modals if modal is not None}) == 1:
        return False
    return _own_cue(Side(side.other, side.unit, side.back, side.paired), word)


def _by_labels(pairing: Pairing) -> Iterator[Shifted]:
    """Verbs that one side is less sure of, by words that stand on that side alone."""
    mine, other = _sides(pairing)
    for one, two in _verbs(pairing):
        here, there = pairing.draft.certainty(one), pairing.source.certainty(two)
        if here is None or there is None or _tense_only(pairing, one, two, here, there):
            continue
        if _is_noun_like(pairing.draft, one) != _is_noun_like(pairing.source, two):
            continue  # "is for bringing it back" and "would bring it back"
        ranks = language().strength[here.label], language().strength[there.label]
        weaker, word = (mine, one) if ranks[0] < ranks[1] else (other, two)
        if pairing.over is not None and _is_reporting(weaker.unit, word):
            continue  # by which verb another article reports it is its own choice
        if ranks[0] != ranks[1] and _own_cue(weaker, word):
            yield _with_cues("lowered" if weaker is mine else "raised", pairing, here, there, (one, two))


def _is_reporting(unit: Unit, word: Word) -> bool:
    """Whether only the verb of saying decides how sure a predicate is: "asserted" for "said"."""
    certainty = unit.certainty(word)
    own = set(unit.claim.cue.casefold().split()) if unit.claim is not None else set()
    return certainty is not None and set(" ".join(certainty.cues).casefold().split()) <= own


def _is_noun_like(unit: Unit, word: Word) -> bool:
    """Whether a verb stands behind a preposition, as a noun does."""
    at = unit.words.index(word)
    return word.tag == "VBG" and at > 0 and unit.words[at - 1].tag == "IN"


def _tense_only(pairing: Pairing, one: Word, two: Word, here: Certainty, there: Certainty) -> bool:
    """Whether one side says by "will" what the other says in another tense; what was to be done and now is done is no matter of tense."""
    modals = _modal(pairing.draft, one), _modal(pairing.source, two)
    if modals[0] is not None and modals[1] is not None:
        return True  # compared by themselves: "can" is told as "could"
    labels = {here.label, there.label}
    return labels <= {"planned", "asserted", "confirmed", "conditional"} and not {one.tag, two.tag} & {"VBD", "VBN"}


def _with_cues(what: Shift, pairing: Pairing, here: Certainty | None, there: Certainty | None, verbs: tuple[Word, Word]) -> Shifted:
    """With what makes either side as sure as it is; with the verb where nothing does."""
    spans = [Span(verb.begin, verb.end) for verb in verbs]
    plain = [unit.text(*span) for unit, span in zip((pairing.draft, pairing.source), spans, strict=True)]
    cues = [" ".join(each.cues) if each is not None else "" for each in (here, there)]
    return Shifted(what, cues[0] or plain[0], cues[1] or plain[1], *spans)


# ---------------------------------------------------------------- numbers, names, dates


def _numbers(pairing: Pairing) -> Iterator[Shifted]:
    """A number that the sentence has not, where it has another or its source has none such."""
    theirs = [word for word in pairing.source.words if is_number(word)]
    values = [value for word in theirs if (value := value_of(word)) is not None]
    free = [word for word in theirs if word.folded not in {each.folded for each in pairing.draft.words}]
    for word in pairing.draft.words:
        value = value_of(word) if is_number(word) else None
        if value is None or (value == 1 and not written_in_figures(pairing.draft, word)):
            continue  # "one of them"
        instead = _instead(pairing, word, is_number)
        there = [each for other in instead if (each := value_of(other)) is not None] or values
        if any(_same_number(value, each, _is_round(pairing.draft, word)) for each in there):
            continue
        if instead or free or not pairing.material.names(word.folded):
            yield _shifted("number", pairing, (word,), instead or free[:1])
    for slot in pairing.slots:
        if _another_unit(pairing, *slot) or _another_share(*slot):
            yield _shifted("number", pairing, *slot)


def _another_unit(pairing: Pairing, mine: Sequence[Word], other: Sequence[Word]) -> bool:
    """Whether euros stand for dollars behind one number."""
    units = language().units
    if not (len(mine) == len(other) == 1 and mine[0].stem in units and other[0].stem in units):
        return False
    at = pairing.draft.words.index(mine[0])
    before = pairing.draft.words[at - 1] if at else None
    return before is not None and is_number(before) and before in pairing.there


def _another_share(mine: Sequence[Word], other: Sequence[Word]) -> bool:
    """Whether "some" stands for "most"."""
    ranks = [language().quantifiers.get(words[0].folded) for words in (mine, other) if len(words) == 1]
    return len(ranks) == 2 and None not in ranks and ranks[0] != ranks[1]


def written_in_figures(unit: Unit, word: Word) -> bool:
    """Whether a number is no number word."""
    return any(char.isdigit() for char in unit.text(word.begin, word.end))


def is_number(word: Word | Token) -> bool:
    """Whether a word is a number in figures or words."""
    return word.folded[:1].isdigit()


def value_of(word: Word | Token) -> float | None:
    """What a number comes to; None for what is none alone, as 1-0."""
    try:
        return float(word.folded)
    except ValueError:
        return None


def _is_round(unit: Unit, word: Word) -> bool:
    at = unit.words.index(word)
    return bool({each.folded for each in unit.words[max(0, at - 2) : at]} & language().approximators)


def _same_number(mine: float, theirs: float, is_round: bool) -> bool:
    """Equal, or a rounder form of it: 3,000 for 2,987."""
    if mine == theirs or (mine in YEARS and theirs in YEARS):
        return mine == theirs
    digits = digits_of(mine)
    if is_round and (digits < digits_of(theirs) or (digits == digits_of(theirs) and mine % 5 == 0)):
        return abs(mine - theirs) <= _ROUND * abs(theirs)
    return mine >= LARGE and digits < digits_of(theirs) and f"{theirs:.{digits - 1}e}" == f"{mine:.{digits - 1}e}"


def digits_of(number: float) -> int:
    """How many digits of a number say something: two of 2,900."""
    return len(f"{number:.15g}".replace(".", "").strip("0"))


def _instead(pairing: Pairing, word: Word, kind: Callable[[Word], bool]) -> tuple[Word, ...]:
    """The words of a kind that stand in this word's place in the source."""
    for mine, other in pairing.slots:
        if word in mine:
            return tuple(each for each in other if kind(each))
    return ()


def _names(pairing: Pairing) -> Iterator[Shifted]:
    """A name in the place of another; a weekday or a month beside another."""
    yield from _dates(pairing)
    calendar = language().weekdays | language().months
    for word in pairing.draft.words:
        if not word.is_name or word.folded in calendar:
            continue
        instead = tuple(each for each in _instead(pairing, word, _named) if each not in pairing.here)
        if instead and not (_short_for(pairing, word, instead) or _one_name(pairing, word, instead)):
            yield _shifted("name", pairing, (word,), instead)


def _named(word: Word) -> bool:
    return word.is_name


def _one_name(pairing: Pairing, word: Word, instead: Sequence[Word]) -> bool:
    """Whether the source has the two as one name: "Clinton" for "Hillary" where it speaks of Hillary Clinton."""
    return any(pairing.material.has_pair(*pair) for each in instead for pair in permutations((each.folded, word.folded)))


def _short_for(pairing: Pairing, word: Word, instead: Sequence[Word]) -> bool:
    """Whether one is the initials of the other, one spelling of it, or made from it."""
    if any(each.folded.startswith(word.folded[:_ROOT]) for each in instead if len(word.folded) >= _ROOT):
        return True  # "Mexican" for "Mexico"
    if any(len(each.folded) >= _TAIL and word.folded.endswith(each.folded) for each in instead):
        return True  # "BernieOrBust" for "Bernie or Bust"
    texts = pairing.draft.text(word.begin, word.end), pairing.source.text(instead[0].begin, instead[-1].end)
    return compare_speakers(*texts) == "same"


def _dates(pairing: Pairing) -> Iterator[Shifted]:
    known = language()
    for calendar in (known.weekdays, known.months):
        units = pairing.draft, pairing.source
        mine, theirs = ([word for word in unit.words if word.folded in calendar and word.is_name] for unit in units)
        new = [word for word in mine if word.folded not in {each.folded for each in theirs}]
        gone = [word for word in theirs if word.folded not in {each.folded for each in mine}]
        if new and gone:
            yield _shifted("date", pairing, new[:1], gone[:1])
        for slot in pairing.slots:  # "Monday" for "Friday" where Monday is spoken of, too
            one, two = ([word for word in words if word.folded in calendar and word.is_name] for words in slot)
            if one and two and one[0].folded != two[0].folded:
                yield _shifted("date", pairing, one[:1], two[:1])


# ---------------------------------------------------------------- who says so


def _attribution(pairing: Pairing) -> Iterator[Shifted]:
    draft, source = pairing.draft.claim, pairing.source.claim
    if draft is None or draft.kind == "author":
        said = pairing.source.speaker or (source.source if source is not None else None)
        if (said is not None or source is not None) and not _is_label(said):
            yield Shifted("attribution-dropped", "", said or "")
        return
    if pairing.speaker_match != "same" and _within(draft, pairing):
        said = pairing.source.speaker
        open_ = not pairing.draft.inner and len(draft.chain) < 2 and not _names_speaker(pairing)
        if open_ and said is not None and not _is_label(said):
            yield Shifted("attribution-dropped", "", said)
        return
    yield from attribution_shifts(draft, pairing.source.speaker, source, pairing.material)
    if pairing.speaker_match == "different":
        yield Shifted("speaker", draft.speaker or "", pairing.source.speaker or "")


def _is_label(said: str | None) -> bool:
    """Whether a turn's label is nobody's name: "Q"."""
    return said is not None and len(said) < _LABEL


def _names_speaker(pairing: Pairing) -> bool:
    """Whether the draft's sentence has a name of the source's speaker: "According to Klein, two women said …"."""
    around = {token.folded for token in fold_source(pairing.draft.around)}
    return any(token.folded in around - language().function for token in fold_source(pairing.source.speaker or ""))


def _within(draft: Claim, pairing: Pairing) -> bool:
    """Whether the draft's source and cue stand in what is reported there: "Ann Lee said the minister had warned …" has his warning."""
    words = [word.folded for word in pairing.source.words]
    own = [[token.folded for token in fold_source(text)] for text in (draft.source or "", draft.cue)]
    return all(each and _has(words, each) for each in own)


def _has(words: Sequence[str], phrase: Sequence[str]) -> bool:
    """Whether a phrase stands somewhere in the words."""
    return f" {' '.join(phrase)} " in f" {' '.join(words)} "


def attribution_shifts(draft: Claim, said: str | None, source: Claim | None, material: Material) -> Iterator[Shifted]:
    """Of a claim and its source's: a link of the chain lost, a speaker hidden or named, one source become several; "the lawsuit" for
    somebody who speaks where the source has no word of one.
    """
    if source is not None and (lost := _lost(draft, source)):
        yield Shifted("link-lost", " < ".join(draft.chain), lost)
    if draft.source is None or source is None or said is None:
        return
    described = source.anonymous and _definite(said) and _spoken_of(draft, material)  # "the businessman" is Trump there
    hidden = draft.anonymous != source.anonymous and not described and not _role_fits(draft, source)
    if hidden and compare_speakers(draft.speaker, said) != "same":
        yield Shifted("anonymity", draft.speaker or draft.source, said)
    elif links := _hidden_link(draft, source):
        yield Shifted("anonymity", *links)
    elif draft.anonymous and _plural(draft.source) and _singular(source.source):
        yield Shifted("multiplied", draft.source, source.source or "")
    elif _no_person(draft) and source.source_type == "person" and not _spoken_of(draft, material):
        yield Shifted("speaker", draft.source, said)
    elif source.source_type == "document" and draft.source_type == "person" and not _spoken_of(draft, material):
        yield Shifted("anonymity", draft.speaker or draft.source, said)


def _hidden_link(draft: Claim, source: Claim) -> tuple[str, str] | None:
    """Two links in the same place of either chain, of which one is named and the other is "an official"."""
    links = zip(draft.chain, source.chain, strict=True) if len(draft.chain) == len(source.chain) > 1 else ()
    return next(((mine, theirs) for mine, theirs in links if _hides(mine, theirs) or _hides(theirs, mine)), None)


def _hides(link: str, other: str) -> bool:
    return not is_named(link) and (_singular(link) or _plural(link)) and is_named(other)


def _no_person(claim: Claim) -> bool:
    """Whether what speaks is a document or an institution without a name of its own."""
    return claim.source_type in _IMPERSONAL and claim.speaker is not None and claim.speaker.islower()


def _spoken_of(claim: Claim, material: Material) -> bool:
    """Whether a source has the last word of the speaker's name or of what it is called, in the singular or the plural."""
    words = fold_source(claim.speaker or "")
    if not words:
        return True
    last = words[-1].folded
    return any(material.names(form) for form in (last, noun_stem(last), f"{noun_stem(last)}s"))


def _lost(draft: Claim, source: Claim) -> str:
    """The first link of the source's chain that the draft's has not; "" where nothing is lost."""
    if len(source.chain) < 2 or len(draft.chain) >= len(source.chain):
        return ""
    return next((link for link in source.chain if all(compare_speakers(link, kept) != "same" for kept in draft.chain)), "")


def _role_fits(draft: Claim, source: Claim) -> bool:
    """Whether the one with no name is called by the other's role: "the mayor" is Mayor Ida Holm, and hides nobody."""
    hidden, named = (draft, source) if draft.anonymous else (source, draft)
    words = set((hidden.speaker or "").casefold().split())
    return bool(words & set((named.role or "").casefold().split()) - language().function)


def _plural(source: str | None) -> bool:
    """Whether the noun before "of" and "for" is a plural: "spokesmen for the union", "two officials"."""
    words = (source or "").casefold().split()
    prepositions = language().function - language().honorifics
    head = next((words[at - 1] for at in range(1, len(words)) if words[at] in prepositions), words[-1] if words else "")
    return (head.endswith(("s", "men", "people")) and not head.endswith("ss")) and not _singular(source)


def _definite(source: str | None) -> bool:
    """Whether somebody is meant of whom the article has spoken."""
    return (source or "").casefold().startswith("the ")


def _singular(source: str | None) -> bool:
    return (source or "").casefold().startswith(("a ", "an ", "one "))


_STEPS: tuple[Callable[[Pairing], Iterator[Shifted]], ...] = (_polarity, _certainty, _numbers, _names, _attribution)
