"""What is compared where there are no quotation marks: the words of a claim or a sentence, each with tag and stem."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from attribution.document.lemmas import read_lemmas
from attribution.memo import Memo
from attribution.model import Certainty, Claim, Document, Extraction, Span, Spans
from attribution.pipeline import extract
from attribution.ranges import Ranges
from attribution.rulebook.rules import shipped_rules
from attribution.verify.fold import Token, fold_source
from attribution.verify.language import language
from attribution.verify.speakers import compare_speakers

_FEWEST = 3  # words that a claim says something by
_BEFORE = 2  # sentences before one in which what its pronouns stand for is looked for
_LONGEST = 400  # words of a unit that are compared
_CHAIN = 2  # links of a chain
_ONESELF = ("i", "we")


class Word(NamedTuple):
    """A word of a unit; offsets index the text that was read. `stem` is its dictionary form, in one spelling, one word for all synonyms.

    `raised`: it begins with a capital letter that no beginning of a sentence asks for.
    """

    begin: int
    end: int
    folded: str
    stem: str
    tag: str
    raised: bool

    @property
    def counts(self) -> bool:
        """Whether it carries information of its own."""
        empty = language().empty
        return self.folded not in empty and self.stem not in empty and self.folded[:1].isalnum()

    @property
    def is_name(self) -> bool:
        """Whether it is a part of a name."""
        named = (self.raised or self.tag[:3] == "NNP") and len(self.folded) > 1 and not self.folded[0].isdigit()
        return named and (self.folded not in language().function or self.folded in language().months)


@dataclass(frozen=True)
class Unit:
    """A claim's content or a sentence: its words, and who says so. `claim` is None for what stands in nobody's mouth.

    `spans` are its pieces, `sentence` is the number of the one it begins in; `base` is the offset of that text in the text
    that all places count in. `inner`: that somebody says so is itself reported; `around`: its whole sentence;
    `told`: the words in it by which others are said to speak.
    """

    extraction: Extraction = field(repr=False)
    words: tuple[Word, ...]
    spans: Spans
    claim: Claim | None
    speaker: str | None
    sentence: int = 0
    base: int = 0
    inner: bool = False
    around: str = field(default="", repr=False)
    told: tuple[Word, ...] = ()
    reader: Reader | None = field(default=None, repr=False, compare=False)

    @cached_property
    def before(self) -> frozenset[str]:
        """Stems of the nouns in its sentence and those right before: what "it" may stand for."""
        if self.reader is None:
            return frozenset()
        sentences = self.reader.sentences[max(0, self.sentence - 1 - _BEFORE) : self.sentence]
        return frozenset(word.stem for sentence in sentences for word in self.reader.between(*sentence) if word.tag[:2] == "NN")

    @cached_property
    def stems(self) -> frozenset[str]:
        """Of the words that carry information."""
        return frozenset(word.stem for word in self.words if word.counts)

    @property
    def span(self) -> Span:
        """From the first word to the last."""
        return Span(self.words[0].begin, self.words[-1].end)

    def certainty(self, word: Word) -> Certainty | None:
        """How sure the predicate at this word is."""
        return self.extraction.certainty_at(word.begin - self.base)

    def text(self, begin: int, end: int) -> str:
        """The text of a stretch of words."""
        return self.extraction.document.text[begin - self.base : end - self.base]


class Reader:
    """An extraction's words by place, read once."""

    def __init__(self, extraction: Extraction, base: int = 0, tokens: Sequence[Token] | None = None) -> None:
        """`base`: where its text begins in the text that all places count in; `tokens`: its words, where they have been folded."""
        self.extraction, self.base = extraction, base
        self.tokens = fold_source(extraction.document.text) if tokens is None else tokens

    @property
    def document(self) -> Document:
        """The layers of the text."""
        return self.extraction.document

    def between(self, begin: int, end: int) -> Sequence[Word]:
        """The words that begin in a stretch of the extraction's text."""
        first = bisect_left(self.tokens, (begin,))
        return [self._word(at) for at in range(first, min(bisect_left(self.tokens, (end,)), first + _LONGEST))]

    def _word(self, number: int) -> Word:
        """The word of this token, made once: of a long article, few are looked at, but those again and again."""
        word = self._made.get(number)
        if word is None:
            word = self._made[number] = self._word_of(number)
        return word

    @cached_property
    def _made(self) -> dict[int, Word]:
        return {}

    def _word_of(self, number: int) -> Word:
        token, begins, tags, base = self.tokens[number], self.document.begins, self.document.tags, self.base
        second = number > 0 and self.tokens[number - 1].begin == token.begin  # the "'d" of "he'd"
        at = max(bisect_right(begins, token.end - 1 if second else token.begin) - 1, 0)
        tag = tags[at] if tags else ""
        stem = _STEMS[token.folded, "CD" if token.folded[:1].isdigit() else tag]
        raised = self.document.text[token.begin].isupper() and not self._begins_sentence(token.begin)
        return Word(token.begin + base, token.end + base, token.folded, stem, tag, raised)

    def _begins_sentence(self, offset: int) -> bool:
        at = bisect_left(self._firsts, offset)
        return at < len(self._firsts) and self._firsts[at] == offset

    def unit(self, spans: Spans, claim: Claim | None, speaker: str | None) -> Unit | None:
        """The words of some stretches as a unit; None where there are none."""
        words = [word for begin, end in spans for word in self.between(begin, end)][:_LONGEST]
        if not words:
            return None
        places = tuple(Span(begin + self.base, end + self.base) for begin, end in spans if begin < end)
        at = bisect_right(self._firsts, words[0].begin - self.base)
        return Unit(self.extraction, tuple(words), places, claim, speaker, at, self.base, reader=self)

    def inner(self, claim: Claim) -> Unit | None:
        """What is reported of the first link of a chain, as that one's: of "Lee said it would rain, according to the Post", Lee's words."""
        if len(claim.chain) < _CHAIN or len(claim.content_spans) != 1:
            return None
        if claim.id not in self._inner:
            begin, end = claim.content_spans[0]
            found = extract(self.document.text[begin:end], claim.doc)
            own = next((each for each in found.claims if compare_speakers(each.speaker, claim.chain[0]) == "same"), None)
            told = replace(own, chain=claim.chain) if own is not None and own.kind == "indirect" else None
            reader = Reader(found, self.base + begin)
            self._inner[claim.id] = reader.unit(told.content_spans, told, told.speaker) if told is not None else None
        return self._inner[claim.id]

    @cached_property
    def _inner(self) -> dict[str, Unit | None]:
        return {}

    @cached_property
    def _firsts(self) -> list[int]:
        return [span.begin for span in self.sentences]

    @cached_property
    def sentences(self) -> list[Span]:
        """Characters of each sentence."""
        document = self.document
        edges = document.sentences
        return [Span(document.begins[b], document.ends[e - 1]) for b, e in pairwise(edges) if b < e]

    def sentences_in(self, begin: int, end: int) -> list[Span]:
        """The sentences that share a character with a stretch of the extraction's text."""
        first = max(bisect_right(self.sentences, (begin, len(self.document.text) + 1)) - 1, 0)
        last = bisect_left(self.sentences, (end, 0))
        return [span for span in self.sentences[first:last] if span.end > begin]

    def claims_in(self, span: Span) -> list[Claim]:
        """What somebody is reported to have said in a sentence."""
        first = bisect_left(self._claims, (span.begin - 1, 0))
        numbers = sorted({number for _, number in self._claims[first : bisect_left(self._claims, (span.end, 0))]})
        return [self.extraction.claims[number] for number in numbers]

    @cached_property
    def _claims(self) -> list[tuple[int, int]]:
        """(where a sentence's part of a content begins, number of the claim), in order."""
        found = []
        for number, claim in enumerate(self.extraction.claims):
            if claim.kind != "author":
                for begin, end in claim.content_spans:
                    found += [(max(begin, sentence.begin), number) for sentence in self.sentences_in(begin, end)]
        return sorted(found)


def source_units(reader: Reader, begin: int, end: int, speaker: str | None, *, told: bool) -> Iterator[Unit]:
    """The sentences of a stretch; where others speak in one, the part of each.

    In an article a sentence without its attribution is its speaker's. In what is somebody's own, `told` is False: there a sentence is
    that of `speaker`, whoever else is cited in it, and what "we reckon" is theirs, too.
    """
    for sentence in reader.sentences_in(begin, end):
        claims = reader.claims_in(sentence)
        claim = claims[0] if claims and told else None
        units = [reader.unit(_without(sentence, claims) if told else (sentence,), claim, claim.speaker if claim is not None else speaker)]
        for part in claims if len(claims) > told else ():
            own = speaker if not told and (part.source or "").casefold() in _ONESELF else None
            units.append(reader.unit(tuple(_cut(span, sentence) for span in part.content_spans), part, part.speaker or own))
        units += [reader.inner(part) for part in claims if part.content_spans[0].begin >= sentence.begin]
        yield from (unit for unit in units if unit is not None)


def _cut(span: Span, sentence: Span) -> Span:
    return Span(max(span.begin, sentence.begin), max(min(span.end, sentence.end), max(span.begin, sentence.begin)))


def _without(sentence: Span, claims: Sequence[Claim]) -> Spans:
    """A sentence without cue and source of what is reported in it."""
    return _apart(sentence, [span for claim in claims for span in (*claim.cue_spans, *claim.source_spans)])


def _apart(sentence: Span, gone: Iterable[Span]) -> Spans:
    """What is left of a sentence."""
    kept, at = [], sentence.begin
    for begin, end in sorted(gone):
        if sentence.begin <= begin < sentence.end:
            kept.append(Span(at, max(begin, at)))
            at = max(at, end)
    return (*kept, Span(at, max(sentence.end, at)))


def draft_claims(reader: Reader) -> Iterator[tuple[Unit, Unit | None]]:
    """What the draft reports without quotation marks, in reading order; and its whole sentence.

    Of a sentence that takes up a quotation, if it says something of its own besides.
    """
    contents = Ranges(span for claim in reader.extraction.claims if claim.kind != "author" for span in claim.content_spans)
    quoted = Ranges((quote.begin, quote.end) for quote in reader.document.quotes if quote.kind in ("speech", "fragment"))
    for claim in reader.extraction.claims:
        unit = reader.unit(claim.content_spans, claim, claim.speaker) if claim.kind in ("indirect", "mixed") else None
        own = sum(word.counts and not quoted.touches(word[:2]) for word in unit.words) if unit is not None else 0
        if unit is not None and (claim.kind == "indirect" or own >= _FEWEST):
            around = reader.sentences_in(*claim.content_spans[0])
            text = reader.document.text[around[0].begin : around[-1].end] if around else ""
            unit = replace(unit, inner=any(map(contents.touches, claim.cue_spans)), around=text)
            yield unit, _whole(reader, claim, around, unit)


def _whole(reader: Reader, claim: Claim, sentences: Sequence[Span], content: Unit) -> Unit | None:
    """A claim's sentence without its cue and the name of its source: what stands behind a comma may be no apposition."""
    if len(sentences) != 1:
        return None
    names = [_before_comma(span, reader.document.text) for span in claim.source_spans]
    unit = reader.unit(_apart(sentences[0], [*claim.cue_spans, *names]), claim, claim.speaker)
    others = [other for other in reader.claims_in(sentences[0]) if other.speaker not in (claim.speaker, None)]
    told = tuple(word for other in others for span in (*other.source_spans, *other.cue_spans) for word in reader.between(*span))
    return replace(unit, inner=content.inner, around=content.around, told=told) if unit is not None else None


def _before_comma(span: Span, text: str) -> Span:
    at = text.find(",", *span)
    return Span(span.begin, at) if at >= 0 else span


def draft_statements(reader: Reader, *, minds: bool = False) -> Iterator[Unit]:
    """The sentences that the draft states itself: nobody's words stand in them, and none are reported.

    With `minds`, those instead that tell what somebody thinks, knows or intends, or what "he" supports, which nobody is told to have said.
    """
    document = reader.document
    claims = [claim for claim in reader.extraction.claims if claim.kind != "author"]
    spoken: list[Span] = []
    inner: list[Span] = []
    for claim in claims:
        said = (claim.act == "communication" and claim.speaker is not None) or bool(claim.quote_spans)
        (spoken if said else inner).extend((*claim.cue_spans, *claim.content_spans, *claim.quote_spans))
    quoted = [Span(quote.begin, quote.end) for quote in document.quotes if quote.depth == 0 and quote.kind in ("speech", "fragment")]
    furniture = [Span(document.begins[begin], document.ends[end - 1]) for begin, end in document.furniture if begin < end]
    taken, thought = Ranges([*quoted, *spoken, *furniture]), Ranges(inner)
    for sentence in reader.sentences:
        free = not taken.touches(sentence) and thought.touches(sentence) == minds
        unit = reader.unit((sentence,), None, None) if free else None
        if unit is not None and (any(word.tag[:2] in ("VB", "MD") for word in unit.words) or _is_closed(unit, document.text, sentence)):
            yield unit


def _is_closed(unit: Unit, text: str, sentence: Span) -> bool:
    """Whether words without a verb that was known as one are a sentence all the same, and no heading: they end as one, and are not few."""
    return text[sentence.end - 1] in ".!?" and sum(word.counts for word in unit.words) > _FEWEST


def _stem(key: tuple[str, str]) -> str:
    """The stem of a folded word with its tag."""
    folded, tag = key
    known = language()
    if tag[:3] == "NNP":
        tag = "NNS"  # "Engineers would look at it" begins with no name, and a name is the same without its last letter on both sides
    stem = known.spelling(shipped_rules().get(read_lemmas)(folded, tag or "NN"))
    return known.synonyms.get(stem, stem)


_STEMS = Memo(_stem)


def noun_stem(folded: str) -> str:
    """The stem of a folded word that is a noun, in the plural or not."""
    return _STEMS[folded, "NNS"]
