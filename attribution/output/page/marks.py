"""A document's text cut into paragraphs and pieces, each piece with the parts of claims that cover it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from attribution.model import Claim, Span, Spans
from attribution.ranges import Ranges
from attribution.readers.readable import Readable

_RANK = {"cue": 0, "source": 1, "content": 2}
_LONGEST = 160  # characters of a headline
_MOST = 8  # claims over one piece that are looked at: where more overlap, the text is no article, and time has to stay linear


class Part(NamedTuple):
    """One stretch of one claim: `kind` is "content", "source" or "cue"; `first` is set on the first stretch of its kind."""

    span: Span
    kind: str
    claim: Claim
    first: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """Text between two borders. `parts` cover it, the one that decides its look first; `handle` is the claim that it opens; `lost`: it
    stands in a quotation that lies in no claim."""

    text: str
    parts: tuple[Part, ...] = ()
    handle: Claim | None = None
    lost: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: its 1-based line in the file, its pieces, and whether it looks like a headline."""

    line: int
    pieces: tuple[Piece, ...]
    headline: bool = False


def paragraphs(
    text: str,
    begins: Sequence[int],
    claims: Iterable[Claim],
    line_of: Callable[[int], int],
    shown: Callable[[int, int], str] | None = None,
    lost: Spans = (),
) -> Iterator[Paragraph]:
    """The paragraphs that begin at the offsets `begins`, in order; `shown(begin, end)` is what to show of a stretch, if not the text;
    `lost` are the quotations that lie in no claim."""
    shown = shown or (lambda begin, end: text[begin:end])
    edges = (min(edge, len(text)) for span in lost for edge in span)
    pieces = _pieces(text, sorted({*begins, *edges, 0}), claims, shown, Ranges(lost))
    starts = sorted({*begins, len(text)} - {0}) or [0]
    current: list[Piece] = []
    offset = begin = 0
    index = 0
    for end, piece in pieces:
        current.append(piece)
        offset = end
        if index < len(starts) and offset >= starts[index]:
            yield from _paragraph(current, text, begin, offset, line_of, first=begin == 0)
            current, begin, index = [], offset, index + 1
    yield from _paragraph(current, text, begin, offset, line_of, first=begin == 0)


def readable_words(readable: Readable) -> Callable[[int, int], str]:
    """What was read between two offsets of a file with markup: `(begin, end)` → the words, without the markup."""
    pieces = sorted(readable.pieces(), key=lambda piece: piece[0])
    begins = [origin.begin for origin, _ in pieces]

    def words(begin: int, end: int) -> str:
        out = []
        for origin, text in pieces[max(bisect_left(begins, begin) - 1, 0) : bisect_left(begins, end)]:
            if len(text) == origin.end - origin.begin:
                out.append(text[max(begin - origin.begin, 0) : max(end - origin.begin, 0)])
            elif begin <= origin.begin:
                out.append(text)
        return "".join(out)

    return words


def _paragraph(
    pieces: list[Piece], text: str, begin: int, end: int, line_of: Callable[[int], int], *, first: bool
) -> Iterator[Paragraph]:
    whole = text[begin:end]
    words = "".join(piece.text for piece in pieces).strip()
    if words:
        yield Paragraph(line_of(begin + len(whole) - len(whole.lstrip())), tuple(pieces), first and is_headline(words))


def is_headline(words: str) -> bool:
    """Whether a first paragraph looks like one."""
    return 0 < len(words) < _LONGEST and words[-1] not in ".!:;"


def _parts(claims: Iterable[Claim]) -> list[Part]:
    parts = []
    for claim in claims:
        for kind, spans in (("content", claim.content_spans), ("source", claim.source_spans), ("cue", claim.cue_spans)):
            parts += [Part(span, kind, claim, index == 0) for index, span in enumerate(spans) if span[0] < span[1]]
    parts.sort(key=lambda part: part.span[0])
    return parts


def _pieces(
    text: str, breaks: Sequence[int], claims: Iterable[Claim], shown: Callable[[int, int], str], lost: Ranges
) -> Iterator[tuple[int, Piece]]:
    """(end, piece), in order, over the whole text; no piece goes over a break."""
    parts = _parts(claims)
    homes = _homes(parts)
    borders = sorted({0, len(text), *breaks, *(min(edge, len(text)) for part in parts for edge in part.span)})
    active: list[Part] = []
    following = 0
    for begin, end in pairwise(borders):
        active = [part for part in active if part.span[1] > begin]
        while following < len(parts) and parts[following].span[0] <= begin:
            active.append(parts[following])
            following += 1
        active = sorted(active, key=lambda part: (_RANK[part.kind], part.span[1] - part.span[0]))[:_MOST]
        handle = next((part.claim for part in active if homes.get(part.claim.id) == part.span), None)
        if handle is not None:
            del homes[handle.id]
        yield end, Piece(shown(begin, end), tuple(active), handle, lost.touches((begin, end)))


def _homes(parts: Iterable[Part]) -> dict[str, Span]:
    """The stretch that opens each claim: the first of its cue, or of its content where it has no cue or shares one with a claim before."""
    homes: dict[str, Span] = {}
    taken: set[Span] = set()
    firsts = [part for part in parts if part.first and part.kind != "source"]
    for part in sorted(firsts, key=lambda part: _RANK[part.kind]):
        if part.claim.id not in homes and (part.kind == "content" or part.span not in taken):
            homes[part.claim.id] = part.span
            taken.add(part.span)
    return homes
