"""What is told of each quotation: frozen records. Spans are character offsets into the file, lines and columns are 1-based."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple, get_args

from attribution.model import Span, Spans

Status = Literal[
    "verbatim", "marks", "spelling", "cleaned", "trimmed", "altered", "condensed", "stitched", "partly-found", "not-found",
]  # fmt: skip
Flag = Literal["paraphrase-in-marks", "sense-cut", "omission", "joined", "bracket"]
SpeakerMatch = Literal["same", "different", "unknown"]
SourceKind = Literal["transcript", "article", "statement"]
ChangeKind = Literal["negation", "number", "hedge", "name", "content", "function", "filler"]

STATUSES: tuple[Status, ...] = get_args(Status)
FLAGS: tuple[Flag, ...] = get_args(Flag)
SOURCE_KINDS: tuple[SourceKind, ...] = get_args(SourceKind)
WRONG: frozenset[Status] = frozenset({"altered", "condensed", "stitched", "partly-found", "not-found"})
WRONG_FLAGS: frozenset[Flag] = frozenset({"paraphrase-in-marks", "omission"})
DOUBTFUL_FLAGS: frozenset[Flag] = frozenset({"sense-cut"})


class Change(NamedTuple):
    """Words of the draft that the source has not, or the reverse: `draft` or `source` is empty where words were added or left out."""

    draft: str
    source: str
    kind: ChangeKind
    draft_span: Span | None
    source_span: Span | None


@dataclass(frozen=True, slots=True)
class Trace:
    """One quotation of the draft and its place in the sources.

    text             the quotation, marks left out; `span` is its place in the draft's file
    status, reason   one of STATUSES; for what is stitched, why it is called so
    flags            what is wrong with the sense of words that are there: see FLAGS; `why` holds the words it rests on, by flag
    source           name of the file with the passage, None where nothing resembles it; the nearest passage where the status is not-found
    source_text      the passage, from its first word to its last
    source_place     time code, page or paragraph of the passage, where the file has such
    similarity       share of the quotation's words that the passage has in this order, 0 to 1
    words_omitted    words of the source that an ellipsis or a bracket stands for
    speaker_match    whether the source gives the words to the draft's speaker
    alternatives     how many other places have the same words
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

    @property
    def severity(self) -> str | None:
        """ "error", "warning", "suggestion" or None: what somebody should look at, most urgent first."""
        if self.status in WRONG or WRONG_FLAGS.intersection(self.flags) or self.speaker_match == "different":
            return "error"
        if DOUBTFUL_FLAGS.intersection(self.flags):
            return "warning"
        return "suggestion" if self.flags or self.status == "cleaned" else None


@dataclass(frozen=True, slots=True)
class Tracing:
    """All traces of one draft in reading order, and what the run has to say of its sources."""

    doc: str
    traces: tuple[Trace, ...]
    warnings: tuple[str, ...] = ()
    strangers: bool = field(default=False)  # three quotations or more, of which no passage resembles any: the wrong sources, it seems
