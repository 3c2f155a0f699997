"""The types that flow through the pipeline. Imports nothing of ours, but for how an extraction shows itself in a notebook.

All offsets are Python string offsets (code points) into the untouched text; spans are half open. Lines and columns are 1-based.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, get_args

Kind = Literal["direct", "indirect", "mixed", "author"]
SourceType = Literal[
    "person", "unnamed person", "officials", "experts", "government", "organisation", "company", "news agency", "news outlet",
    "document", "poll", "court", "witness", "public", "group", "pronoun",
]  # fmt: skip
Label = Literal[
    "asserted", "confirmed", "planned", "probable", "possible", "improbable", "conditional", "claimed", "alleged", "denied", "doubted",
    "disputed", "unconfirmed", "asked", "urged",
]  # fmt: skip
Factuality = Literal["CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "U"]
Stance = Literal["neutral", "endorsing", "distancing", "opposing", "asking", "urging", "planning"]
Act = Literal["communication", "belief", "knowledge", "intention"]
QuoteKind = Literal["speech", "fragment", "title", "scare"]

KINDS: tuple[Kind, ...] = get_args(Kind)
SOURCE_TYPES: tuple[SourceType, ...] = get_args(SourceType)
LABELS: tuple[Label, ...] = get_args(Label)
FACTUALITIES: tuple[Factuality, ...] = get_args(Factuality)
STANCES: tuple[Stance, ...] = get_args(Stance)
ACTS: tuple[Act, ...] = get_args(Act)


class Span(NamedTuple):
    """Half-open range of character offsets into the original text."""

    begin: int
    end: int


Spans = tuple[Span, ...]


class Warn(NamedTuple):
    """Something odd in the input that was recovered from: shown on standard error, kept in JSON output."""

    message: str
    offset: int


class Quote(NamedTuple):
    """One stretch between quotation marks inside one paragraph.

    `begin`/`end` take the marks in; `inner` leaves them out. A quotation over several paragraphs is one Quote a paragraph,
    each but the last with `continues` set. `kind` is "speech" (somebody's words), "fragment" (a few words of somebody's inside
    the writer's sentence), "title" (of a work) or "scare" (the writer's own marks, a nickname, a word named as a word).
    `depth` is 0 for the outermost. `closed` is False where the closing mark is missing: the paragraph's end stood in for it, or the
    next opening mark; with `continues` set, that one takes the quotation up, since the paragraphs were run into one.
    """

    begin: int
    end: int
    inner: Span
    kind: QuoteKind
    depth: int = 0
    closed: bool = True
    continues: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its layers, as parallel lists indexed by token (an object a token costs half the time there is).

    words      surface form of each token, exactly text[begins[i]:ends[i]]
    norms      the form that lexicon and rules read: typographic marks normalised the Penn Treebank way (`` '' ' -- -LRB-)
    tags       Penn Treebank tag of each token
    sentences  first token of each sentence, and len(words) at the end
    paragraphs first token of each paragraph, and len(words) at the end; a paragraph's first token begins a sentence
    quotes     in order of `begin`, outer before inner
    lows       the norms in lower case
    classes    what the chunk grammar knows of each word, a character a token
    furniture  what is no part of the article, as token ranges: link lines, credits; each begins and ends a sentence
    """

    text: str
    words: list[str]
    norms: list[str]
    begins: Sequence[int]
    ends: Sequence[int]
    tags: list[str]
    sentences: list[int]
    paragraphs: list[int]
    quotes: tuple[Quote, ...]
    warnings: tuple[Warn, ...] = ()
    classes: str = field(default="", repr=False)
    lows: list[str] = field(default_factory=list, repr=False)
    furniture: tuple[tuple[int, int], ...] = ()

    def tagged_sents(self) -> list[list[tuple[str, str]]]:
        """Sentences as nltk's users know them: lists of (word, tag)."""
        pairs = list(zip(self.words, self.tags, strict=True))
        return [pairs[b:e] for b, e in zip(self.sentences, self.sentences[1:], strict=False)]


Tokens = tuple[int, int]  # half-open range of token indices


class Attribution(NamedTuple):
    """One kept reading of reported speech, in token ranges: what `attach` hands to speakers and certainty.

    trigger    the head token of the cue ("said" of "has said"); `lemma` its dictionary form
    cue        the words that attribute
    source     the source as worded here, or None (its sentence names none, or the cue stands without one)
    contents   what is reported, in reading order; several where the attribution stands inside or quotations go on after it
    unit       the sentence: a quotation of several sentences belongs to the sentence of its attribution
    sieve      how the source was found
    cited      the source behind the source, where the rule names it ("quoted *X* as saying")
    quotations spans of the contents that are whole quotations, as token ranges, marks included
    """

    rule: str
    frame: str
    lemma: str
    trigger: int
    cue: tuple[Tokens, ...]
    source: Tokens | None
    contents: tuple[Tokens, ...]
    addressee: Tokens | None
    unit: Tokens
    sieve: str
    confidence: float
    evidence: Evidence
    cited: Tokens | None = None


class Resolution(NamedTuple):
    """Who stands behind one attribution: the speaker fields of the claim record, and which sieve of resolution answered and why.

    `confidence`: how often a speaker named by that sieve was right, 0 to 1; None without a speaker.
    """

    speaker: str | None = None
    role: str | None = None
    source_type: SourceType | None = None
    anonymous: bool = False
    anonymity_reason: str | None = None
    chain: tuple[str, ...] = ()
    addressee: str | None = None
    medium: str | None = None
    when: str | None = None
    sieve: str = ""
    why: str = ""
    confidence: float | None = None


class Certainty(NamedTuple):
    """How sure: a label, its FactBank value and the words that decided (see the certainty guide)."""

    label: Label
    factuality: Factuality
    cues: tuple[str, ...] = ()
    stance: Stance = "neutral"
    modality: Label = "asserted"
    act: Act = "communication"


class Evidence(NamedTuple):
    """Why a claim is a claim: for `explain`. `notes` are (name, value) pairs such as ("frame say THAT", "378 of 435")."""

    rule: str
    why: str
    notes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim record; the fields and their meaning are the output contract, in its order."""

    doc: str
    id: str
    line: int
    column: int
    kind: Kind
    claim: str
    sentence: str
    content_spans: Spans
    quote_spans: Spans = ()
    cue: str = ""
    cue_spans: Spans = ()
    source: str | None = None
    source_spans: Spans = ()
    speaker: str | None = None
    role: str | None = None
    source_type: SourceType | None = None
    anonymous: bool = False
    anonymity_reason: str | None = None
    chain: tuple[str, ...] = ()
    addressee: str | None = None
    medium: str | None = None
    when: str | None = None
    certainty: Label = "asserted"
    factuality: Factuality = "CT+"
    stance: Stance = "neutral"
    modality: Label = "asserted"
    certainty_cues: tuple[str, ...] = ()
    act: Act = "communication"
    disputed_by: str | None = None
    refers_to: str | None = None
    rule: str = ""
    confidence: float = 0.0
    place: str | None = None
    speaker_confidence: float | None = None
    evidence: Evidence | None = field(default=None, repr=False, compare=False)  # not part of the record: for `explain`


@dataclass(frozen=True, slots=True)
class Extraction:
    """What `extract` returns: the claims in reading order, warnings, and certainty anywhere in the text.

    `unattributed`: the quotations, marks included, that lie in no claim: what was not covered is told, too.
    """

    doc: str
    document: Document = field(repr=False)
    claims: tuple[Claim, ...]
    warnings: tuple[Warn, ...]
    _certainty_at: Callable[[int], Certainty | None] = field(repr=False, compare=False)
    unattributed: Spans = ()

    def certainty_at(self, offset: int) -> Certainty | None:
        """Certainty of the predicate (verb or event noun) whose word covers `offset`; None elsewhere; IndexError outside the text."""
        if not 0 <= offset < len(self.document.text):
            raise IndexError(f"offset {offset} is outside the text of {len(self.document.text)} characters")
        return self._certainty_at(offset)

    def to_dicts(self) -> list[dict[str, Any]]:
        """The claim records as the JSON outputs have them, one dictionary a claim: spans and lists as lists."""
        from attribution.output.fields import record

        return [record(claim) for claim in self.claims]

    def _repr_html_(self) -> str:
        """The marked article, for Jupyter."""
        from attribution.output.notebook import to_fragment

        return to_fragment(self)

    def _repr_mimebundle_(self, include: Collection[str] | None = None, exclude: Collection[str] | None = None) -> dict[str, str]:
        """The marked article, and the claims table where there is no HTML."""
        from attribution.output.notebook import to_bundle

        wanted = to_bundle(self)
        return {kind: shown for kind, shown in wanted.items() if (not include or kind in include) and kind not in (exclude or ())}


FIELDS: Sequence[str] = tuple(name for name in Claim.__dataclass_fields__ if name != "evidence")
