"""What is told of each quotation, claim and statement. Spans are character offsets into the file, lines and columns are 1-based."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple, get_args

from attribution.model import Label, Span, Spans

TraceKind = Literal["quotation", "claim", "statement"]
Status = Literal[
    "verbatim", "marks", "spelling", "cleaned", "trimmed", "altered", "condensed", "stitched", "partly-found", "not-found",
    "matched", "drifted", "nearest",
]  # fmt: skip
Flag = Literal["paraphrase-in-marks", "sense-cut", "omission", "joined", "bracket"]
SpeakerMatch = Literal["same", "different", "unknown"]
SourceKind = Literal["transcript", "article", "statement"]
Shift = Literal[
    "polarity", "raised", "lowered", "number", "name", "date", "speaker", "link-lost", "anonymity", "multiplied", "attribution-dropped",
    "figure",
]  # fmt: skip
Drift = Literal["raised", "lowered", "same"]
Severity = Literal["suggestion", "warning", "error"]
Policy = Literal["clean", "verbatim"]
ChangeKind = Literal["negation", "number", "hedge", "name", "content", "function", "filler"]

STATUSES: tuple[Status, ...] = get_args(Status)
FLAGS: tuple[Flag, ...] = get_args(Flag)
SOURCE_KINDS: tuple[SourceKind, ...] = get_args(SourceKind)
SHIFTS: tuple[Shift, ...] = get_args(Shift)
POLICIES: tuple[Policy, ...] = get_args(Policy)
WRONG: frozenset[Status] = frozenset({"altered", "condensed", "stitched", "partly-found", "not-found"})
WRONG_FLAGS: frozenset[Flag] = frozenset({"paraphrase-in-marks", "omission"})
DOUBTFUL_FLAGS: frozenset[Flag] = frozenset({"sense-cut"})


class Change(NamedTuple):
    """Words of the draft that the source has not, or the reverse: `draft` or `source` is empty where words were added or left out.

    The last one of a quotation with the flag "omission" is the ellipsis or bracket with what it swallowed.
    """

    draft: str
    source: str
    kind: ChangeKind
    draft_span: Span | None
    source_span: Span | None


class Shifted(NamedTuple):
    """What a claim says otherwise than its passage: `what`, and the words on either side that it rests on, "" where one side has none."""

    what: Shift
    draft: str
    source: str
    draft_span: Span | None = None
    source_span: Span | None = None


@dataclass(frozen=True, slots=True)
class Trace:
    """One quotation, claim or statement of the draft and its place in the sources.

    kind             "quotation"; "claim": what the draft reports without marks; "statement": a sentence of its own
    id               q1, c1, s1 …, each kind in reading order; `claim` is the id of the draft's claim that it belongs to, as in `export`
    text             the words, a quotation's marks left out; `span` is their place in the draft's file, `spans` theirs piece by piece
    status, reason   one of STATUSES; for what is stitched, why it is called so. Of claims and statements: "matched", "drifted" (see
                     `shifts`), "nearest" (a passage that resembles it; nothing is said of it), "not-found"
    flags            what is wrong with the sense of words that are there: see FLAGS; `why` holds the words it rests on, by flag
    codes            of the findings of `check --against`, and how urgent the most urgent is: "error", "warning", "suggestion" or None
    source           name of the file with the passage, None where nothing resembles it; the nearest passage where the status says so
    source_text      the passage, from its first word to its last, the middle of a long gap as […]; `source_before` and `source_after` are
                     what stands beside it
    source_place     time code, page or paragraph of the passage, where the file has such
    source_chain     through whom the source has it
    similarity       of a quotation: share of its words that the passage has in this order; of others: of the information they carry; 0 to 1
    words_omitted    words of the source that an ellipsis or a bracket stands for
    speaker_match    whether the source gives the words to the draft's speaker
    alternatives     how many other places have the same words
    certainty        the label of the claim here, `source_certainty` there; `drift` is "raised", "lowered", "same", or None: not compared
    shifts           what a claim or an attribution says otherwise than its source; of what is "nearest" or "not-found", its figures only
    """

    doc: str
    id: str
    line: int
    column: int
    text: str
    span: Span
    speaker: str | None
    status: Status
    reason: str = ""
    flags: tuple[Flag, ...] = ()
    why: tuple[tuple[Flag, str], ...] = ()
    similarity: float = 0.0
    words_omitted: int = 0
    source: str | None = None
    source_kind: SourceKind | None = None
    source_sha256: str | None = None
    source_line: int | None = None
    source_column: int | None = None
    source_place: str | None = None
    source_spans: Spans = ()
    source_text: str = ""
    source_speaker: str | None = None
    speaker_match: SpeakerMatch = "unknown"
    changes: tuple[Change, ...] = ()
    alternatives: int = 0
    kind: TraceKind = "quotation"
    claim: str | None = None
    spans: Spans = ()
    codes: tuple[str, ...] = ()
    severity: Severity | None = None
    source_before: str = ""
    source_after: str = ""
    chain: tuple[str, ...] = ()
    source_chain: tuple[str, ...] = ()
    certainty: Label | None = None
    source_certainty: Label | None = None
    drift: Drift | None = None
    shifts: tuple[Shifted, ...] = ()


@dataclass(frozen=True, slots=True)
class Tracing:
    """All traces of one draft in reading order, and what the run has to say of its sources."""

    doc: str
    traces: tuple[Trace, ...]
    warnings: tuple[str, ...] = ()
    strangers: bool = field(default=False)  # three quotations or more, of which no passage resembles any: the wrong sources, it seems
