"""Claim or sentence of the draft and sources → the passage that says it: by who says it, and by the information in the words they share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from attribution.errors import UsageError
from attribution.model import Span
from attribution.ranges import Ranges
from attribution.verify.evidence import cause_for_link
from attribution.verify.fold import fold_source
from attribution.verify.language import language
from attribution.verify.passages import Material
from attribution.verify.record import SpeakerMatch
from attribution.verify.retrieve import Corpus
from attribution.verify.setting import Setting
from attribution.verify.speakers import compare_speakers, same_description
from attribution.verify.units import Unit, Word, source_units

Slot = tuple[tuple[Word, ...], tuple[Word, ...]]
_TRIED = 3  # passages whose sentences are read
_SHARES = 0.3  # of a claim's information that a passage must have for that
_BEST = 4  # sentences that may say it
_WHOLE = 0.85  # share of a whole sentence's information from which it is compared, and not only the part that is known for a claim
_SURE = 0.97  # share of its information in the same speaker's sentence from which no other passage is read
_ROW = 8  # words in a row that are the same
_ROW_OF_SAME = 6  # and of the same speaker
_SKIPPED = 2  # places from one word of a row to the next, where a word of the source is skipped
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SLOT = 4  # words on either side that stand in one another's place
_MOSTLY = 0.7  # share of the words that both have
_RARE = 5  # nats of a number that tells of what the claim is
_FIRST = 0x100


@dataclass(frozen=True)
class Pairing:
    """A unit of the draft beside one of a source, word by word.

    pairs   words that are the same on both sides, in the draft's order
    slots   words that differ between words that are the same
    over    where the source is an article of another event, the information both have over what any words have somewhere by accident
    apart   the article is so far from the draft that of two speakers no words alone make one claim
    """

    draft: Unit
    source: Unit
    material: Material
    pairs: tuple[tuple[Word, Word], ...]
    slots: tuple[Slot, ...]
    speaker_match: SpeakerMatch
    over: float | None = None
    apart: bool = False

    @cached_property
    def there(self) -> dict[Word, Word]:
        """Word of the draft → word of the source."""
        return dict(self.pairs)

    @cached_property
    def here(self) -> dict[Word, Word]:
        """Word of the source → word of the draft."""
        return {other: mine for mine, other in self.pairs}

    @cached_property
    def replaced(self) -> frozenset[str]:
        """Stems of names, dates, numbers of the draft where the source has others: they tell that something differs, not what is meant."""
        known = frozenset(word.stem for word in self.source.words)
        filled = [word for mine, other in self.slots for word in mine if _fills(word, [each for each in other if each not in self.here])]
        for calendar in (language().weekdays, language().months):
            if any(word.folded in calendar and word not in self.here for word in self.source.words):
                filled += [word for word in self.draft.words if word.folded in calendar]
        return frozenset(word.stem for word in filled if word.stem not in known)

    @cached_property
    def resolved(self) -> frozenset[str]:
        """Stems of nouns that the draft has for a pronoun of the source: they stand in its sentence, or in those before."""
        pronouns = [word for word in self.source.words if word.folded in language().pronouns and word not in self.here]
        missing = {word.stem for word in self.draft.words if word.tag[:2] == "NN" and word not in self.there} if pronouns else set()
        return frozenset(missing & self.source.before) if missing else frozenset()

    @cached_property
    def verbatim(self) -> bool:
        """Whether nearly all of the draft's words stand in the source in a row: that is no accident, however common they are.

        A word of the source may stand between two of them, here and there.
        """
        run = longest = 0
        before: tuple[int, int] | None = None
        places = {word: at for at, word in enumerate(self.source.words)}
        for at, word in enumerate(self.draft.words):
            other = self.there.get(word)
            here = (at, places[other]) if other is not None else None
            follows = here is not None and before is not None and here[0] == before[0] + 1 and 0 < here[1] - before[1] <= _SKIPPED
            run = run + 1 if follows else int(here is not None)
            longest, before = max(longest, run), here
        return longest >= _ROW and self.score >= _SURE

    @cached_property
    def _weights(self) -> dict[str, float]:
        return weights_of(self.draft.words)

    @cached_property
    def nats(self) -> float:
        """The information that both sides have."""
        return sum(weight for stem, weight in self._weights.items() if stem in self.source.stems)

    @cached_property
    def score(self) -> float:
        """Share of the draft's information that the source has, names and numbers that were replaced not counted."""
        replaced = self.replaced if self.speaker_match == "same" or self._else_equal else frozenset()  # of anybody else it is another claim
        replaced |= self.resolved if self.speaker_match == "same" else frozenset()
        total = sum(weight for stem, weight in self._weights.items() if stem not in replaced)
        return self.nats / total if total else 0.0

    @cached_property
    def _else_equal(self) -> bool:
        """Whether every word that says something is the same but those replaced, and those are many: fewer of the same speaker."""
        fewest = _ROW_OF_SAME if self.speaker_match == "same" else _ROW
        same = all(word in self.there or word.stem in self.replaced for word in self.draft.words if word.counts)
        return same and len(self.pairs) >= fewest

    @cached_property
    def accepted(self) -> bool:
        """Whether this is the same claim: less is asked for where the same speaker makes it."""
        limits = language().limits
        kind = "same_speaker" if self.speaker_match == "same" else "other"
        if self._of_another if kind == "other" else self._too_little_elsewhere:
            return False
        if self.verbatim and self.nats >= limits["row_nats"]:
            return True
        if kind == "same_speaker" and self._else_equal and self.nats >= limits["same_speaker_row_nats"]:
            return True
        least = limits[f"{kind}_nats_whole"] if self.score > 0.999 else limits[f"{kind}_nats"]
        return self.score >= limits[f"{kind}_score"] and self.nats >= least

    @property
    def _of_another(self) -> bool:
        """Whether this is somebody else's claim, of something else: the article is too far off, says who makes it, as the draft does, or
        both name nobody and no rare number, as every poll has a margin of error.
        """
        return self.apart or (self.over is not None and (None not in (self.draft.speaker, self.source.speaker) or not self._anchored))

    @property
    def _too_little_elsewhere(self) -> bool:
        """Whether an article of another event has too little of the same speaker's claim, or only as a reason for something else."""
        if self.over is None:
            return False
        return self.over < language().limits["strange_claim_same_speaker"] or self._is_reason

    @property
    def _is_reason(self) -> bool:
        """Whether what both have stands behind a "because" of the source, and what that is a reason for the draft has not."""
        words, told = self.source.words, [word for word in self.here if word.counts]
        reasons = [at for at, word in enumerate(words) if word.folded in language().reasons and word not in self.here]
        if not reasons or not told or sum(word > words[reasons[-1]] for word in told) < _MOSTLY * len(told):
            return False
        return any(word.counts and word.tag[:2] == "VB" and word not in self.here for word in words[: reasons[-1]])

    @property
    def _anchored(self) -> bool:
        """Whether a name, or a number that is not in many texts, is the same on both sides."""
        told = [word for word in self.there if word.counts]
        return any(word.is_name or (word.folded[:1].isdigit() and self._weights[word.stem] >= _RARE) for word in told)

    @property
    def compared(self) -> bool:
        """Whether it is near enough for what differs to be told: most of its information, and a verb. A bare noun is no claim."""
        finite = any(word.tag in _FINITE for word in self.draft.words)
        if self.speaker_match == "same" and self._else_equal:
            return True
        if self.verbatim or self.score < language().limits["compared"] or not (finite or self.speaker_match == "same"):
            return self.verbatim
        return any(word.tag[:2] in ("VB", "MD") and word in self.there for word in self.draft.words) or self.cause_for_link is not None

    @property
    def tight(self) -> bool:
        """Whether what differs may be told: in a source of another event the same speaker's, who says little else between the words."""
        if self.over is None or not self.pairs:
            return True
        if self.speaker_match != "same":
            return False
        first, last = min(self.here).begin, max(self.here).begin
        window = weights_of(word for word in self.source.words if first <= word.begin <= last)
        shared = sum(weight for stem, weight in window.items() if stem in self.draft.stems)
        return shared >= language().limits["strange_window"] * sum(window.values())

    @cached_property
    def cause_for_link(self) -> tuple[str, str] | None:
        """The words by which the draft tells as a cause what the source says goes together."""
        draft, source = (unit.text(*unit.span) for unit in (self.draft, self.source))
        found = cause_for_link(draft, source)
        link = {word.folded for word in self.here}
        return found if found is not None and not {token.folded for token in fold_source(found[1])} <= link else None


def weights_of(words: Iterable[Word]) -> dict[str, float]:
    """Stem → information of each word that carries any."""
    known = language()
    return {word.stem: known.weight(word.folded, word.stem) for word in words if word.counts}


def _fills(word: Word, others: Sequence[Word]) -> bool:
    """Whether a name or a number stands in the place of another."""
    number = word.folded[:1].isdigit()
    return any(number == other.folded[:1].isdigit() and (number or (word.is_name and other.is_name)) for other in others)


def find_claims(unit: Unit, corpus: Corpus, setting: Setting) -> list[Pairing]:
    """The sentences of the sources that say what the unit says, best first; where there is none, the one that is nearest, if any."""
    best: dict[tuple[str, int, int], Pairing] = {}
    for material, span in _passages(unit, corpus):
        for other in _units(material, span):
            pairing = _placed(pair(unit, other, material), corpus, setting)
            place = material.source.doc, other.base, other.sentence
            best[place] = min(best.get(place, pairing), pairing, key=_rank)
        if any(each.speaker_match == "same" and each.accepted and each.score >= _SURE for each in best.values()):
            break
    return the_best(best.values())


def the_best(found: Iterable[Pairing]) -> list[Pairing]:
    """Those that are the same claim, best first; where there is none, the one that is nearest, if any."""
    ranked = sorted(found, key=_rank)
    return [pairing for pairing in ranked if pairing.accepted][:_BEST] or ranked[:1]


def _placed(pairing: Pairing, corpus: Corpus, setting: Setting) -> Pairing:
    """The pairing, with what it takes to be the same claim where the source is of another event."""
    spans = pairing.draft.span, pairing.draft.speaker, pairing.material, pairing.source.span
    if not (pairing.accepted and setting.is_strange(*spans, claim=True)):
        return pairing
    apart = setting.is_strange(*spans, language().limits["same_event"], claim=True)
    return replace(pairing, over=pairing.nats - corpus.chance, apart=apart)


def widened(unit: Unit, whole: Unit | None, passages: Callable[[Unit], list[Pairing]]) -> tuple[Unit, list[Pairing]]:
    """The unit with its passages, or its whole sentence with those that say nearly all of that too: then the rest is compared as well.

    Where others speak in the sentence, too, the passages must say that of them.
    """
    found = passages(unit)
    if whole is None or not found or len(whole.words) <= len(unit.words):
        return unit, found
    wider = passages(whole)
    fits = bool(wider) and wider[0].accepted and wider[0].score >= _WHOLE and wider[0].there.keys() >= set(whole.told)
    return (whole, wider) if fits else (unit, found)


def _rank(pairing: Pairing) -> tuple[bool, bool, float, bool]:
    """Lower is better: the same claim, by the same speaker, with most of its information; somebody's rather than the article's own."""
    accepted = pairing.accepted
    return not accepted, accepted and pairing.speaker_match != "same", -pairing.score, pairing.source.claim is None


def _units(material: Material, span: Span) -> Iterator[Unit]:
    reader = material.reader_at(span)
    begin, end = span.begin - reader.base, span.end - reader.base
    return source_units(reader, begin, end, material.speaker_at(span.begin), told=material.kind == "article")


def _passages(unit: Unit, corpus: Corpus) -> Iterator[tuple[Material, Span]]:
    """The passages that share most information with the unit, each as a stretch of its source's text."""
    weights = {word.folded: language().weight(word.folded, word.stem) for word in unit.words if word.counts}
    total = sum(weights.values())
    scored = []
    for begin, end in corpus.nearest(corpus.encode(unit.words)):  # type: ignore[arg-type]
        there = {token.folded for token in corpus.words[begin:end]}
        share = sum(weight for word, weight in weights.items() if word in there)
        if total and share >= _SHARES * total:
            scored.append((-share, begin, end))
    for _, begin, end in sorted(scored)[:_TRIED]:
        yield corpus.material_at(begin), corpus.span(begin, end - (corpus.words[end - 1].folded == ""))


def pair(draft: Unit, source: Unit, material: Material) -> Pairing:
    """The two side by side: words in the same order first, then words that stand once on either side, wherever."""
    try:
        from rapidfuzz.distance import Indel
    except ImportError:
        raise UsageError("verify needs rapidfuzz; install claim-attribution[verify]") from None
    draft = _in_stems_of(draft, source)
    codes: dict[str, str] = {}
    mine, other = ("".join(codes.setdefault(word.stem, chr(_FIRST + len(codes))) for word in unit.words) for unit in (draft, source))
    pairs: list[tuple[Word, Word]] = []
    slots: list[Slot] = []
    at = there = 0
    for step in [*Indel.opcodes(mine, other), None]:
        if step is not None and step.tag != "equal":
            continue
        begin, begin_there = (step.src_start, step.dest_start) if step else (len(mine), len(other))
        gap = draft.words[at:begin], _facing(source.words[there:begin_there], begin - at, first=not pairs, last=step is None)
        if len(gap[1]) > _SLOT:
            gap = gap[0], gap[1][: len(gap[0])]  # "Boeing" for "Airbus, built in 1991,"
        if all(0 < len(side) <= _SLOT for side in gap):
            slots.append(gap)
        if step is not None:
            at, there = step.src_end, step.dest_end
            pairs += zip(draft.words[begin:at], source.words[begin_there:there], strict=True)
    pairs = sorted([*pairs, *_moved(draft, source, pairs)])
    if source.claim is not None and not _reported(source, pairs):
        source = replace(source, claim=None, speaker=None)
    return Pairing(draft, source, material, tuple(pairs), tuple(slots), _compared_speakers(draft, source, material))


def _in_stems_of(draft: Unit, source: Unit) -> Unit:
    """The draft's words, each that the source has in the same form by the source's stem: a tag may differ that means nothing."""
    stems = {word.folded: word.stem for word in source.words}
    if all(stems.get(word.folded, word.stem) == word.stem for word in draft.words):
        return draft
    words, told = (tuple(word._replace(stem=stems.get(word.folded, word.stem)) for word in side) for side in (draft.words, draft.told))
    return replace(draft, words=words, told=told)


def _reported(source: Unit, pairs: Sequence[tuple[Word, Word]]) -> bool:
    """Whether the words that are the same are what somebody is reported to say, and not what stands beside it in the sentence."""
    assert source.claim is not None
    content = Ranges(source.claim.content_spans)
    inside = [content.touches((other.begin - source.base, other.end - source.base)) for _, other in pairs if other.counts]
    return 2 * sum(inside) >= len(inside)


def _facing(words: Sequence[Word], size: int, *, first: bool, last: bool) -> tuple[Word, ...]:
    """What of the source's words faces as many of the draft's: at either end, those next to the words that are the same.

    "About" before a number faces nothing.
    """
    if first == last:
        return tuple(words)
    if len(words) > 1 and words[0].folded in language().approximators and words[1].folded[:1].isdigit():
        words = words[1:]
    return tuple(words[-size:] if first and size else words[:size])


def _moved(draft: Unit, source: Unit, pairs: Sequence[tuple[Word, Word]]) -> Iterator[tuple[Word, Word]]:
    """Words that say something, stand once on either side, and in another order."""
    done = {word.stem for each in pairs for word in each}
    mine, other = (Counter(word.stem for word in unit.words) for unit in (draft, source))
    places = {word.stem: word for word in source.words}
    for word in draft.words:
        if word.counts and word.stem not in done and mine[word.stem] == other[word.stem] == 1:
            yield word, places[word.stem]


def _compared_speakers(draft: Unit, source: Unit, material: Material) -> SpeakerMatch:
    if draft.claim is None:
        return "unknown"
    match = compare_speakers(draft.speaker, source.speaker)
    if match == "different" and source.claim is not None and same_description(draft.claim.source, source.claim.source):
        return "unknown"
    if match == "unknown" and draft.speaker and source.speaker is None:
        return material.headed_by(draft.speaker)
    return match
