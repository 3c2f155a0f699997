"""The claims table for a terminal: one row a claim, grouped by document, made for the width there is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from attribution.model import Claim
from attribution.output.provenance import Correction
from attribution.output.width import BLANK, StandIns, printable, text_width, wrap

MIN_WIDTH = 40
_GAP = 2
_FIXED = 26  # columns that line numbers, the longest label and the gaps take in any table
_SURE = 0.8  # of a speaker's confidence, below which a mark says so
_WIDE = 110  # columns from which the chain gets a column of its own; below, it stands with the speaker
_MAX_CLAIM = 100  # longer lines are hard to read, however wide the terminal
_LEADING_ARTICLE = re.compile(r"\A(?:the|an?)\s+", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_COLOURS = {  # by how far from flatly stated: blue, cyan, yellow, red
    **dict.fromkeys(("planned", "probable"), "34"),
    **dict.fromkeys(("possible", "improbable", "conditional"), "36"),
    **dict.fromkeys(("claimed", "alleged", "doubted", "disputed", "unconfirmed"), "33"),
    "denied": "31",
    **dict.fromkeys(("asked", "urged"), "35"),
}
_ARROW = " \u2192 "


class Column(NamedTuple):
    header: str
    cells: Sequence[str]
    share: float  # of what is left beside the fixed columns, at most; 0 for a column that is never wrapped
    least: int = 0


def claims_table(
    claims: Sequence[Claim],
    width: int,
    all_claims: Sequence[Claim] | None = None,
    *,
    colour: bool = False,
    corrections: Mapping[str, Sequence[Correction]] | None = None,
) -> str:
    """The table of one document's claims, no line wider than `width` columns; `all_claims` where some were filtered out.

    A claim that answers another (a denial of it, say) names that one's place, also where that one is not shown. What an overrides
    file changed is marked "[corrected]". `colour` writes terminal colours.
    """
    if not claims:
        return "no claims found"
    width = max(width, MIN_WIDTH)
    places = places_of(all_claims or claims)
    changed = {name: {change.field for change in changes} for name, changes in (corrections or {}).items()}
    columns = _columns(claims, places, width >= _WIDE, changed)
    return drawn(columns, fit_widths(columns, width), [_COLOURS.get(claim.certainty, "") for claim in claims] if colour else None)


def _columns(claims: Sequence[Claim], places: Mapping[str, str], wide: bool, changed: Mapping[str, set[str]]) -> list[Column]:
    """The columns in their order; the claim's is last and takes the room that is left."""
    chains = wide and any(len(claim.chain) > 1 for claim in claims)

    def marked(claim: Claim, field: str, cell: str) -> str:
        return f"{cell} [corrected]" if field in changed.get(claim.id, ()) else cell

    who = [marked(claim, "speaker", who_said(claim) if chains else _who_and_through(claim)) for claim in claims]
    columns = [
        Column(*where(claims), 0.18 if any(claim.place for claim in claims) else 0),
        Column("Who said", who, 0.28 if wide else 0.42, 8),
        Column("Through whom", [through_whom(claim) for claim in claims], 0.2, 12),
        Column("Certainty", [marked(claim, "certainty", how_sure(claim, places)) for claim in claims], 0.16, 11),
        Column("Claim", [claim.claim for claim in claims], 1),
    ]
    return columns if chains else [column for column in columns if column.header != "Through whom"]


def who_said(claim: Claim) -> str:
    """The speaker with role, and the words of this sentence where they differ: `Dmitry Peskov, Kremlin spokesperson ("He")`."""
    if claim.speaker is None:
        if claim.source is not None:
            return f'"{claim.source}" (not resolved)'
        return "(the article)" if claim.kind == "author" else "(nobody named)"
    named = f"{claim.speaker}, {claim.role}" if claim.role else claim.speaker
    doubt = " (?)" if claim.speaker_confidence is not None and claim.speaker_confidence < _SURE else ""
    return (f'{named} ("{claim.source}")' if claim.source and _differs(claim.source, named) else named) + doubt


def _differs(source: str, named: str) -> bool:
    """True where the wording holds a word that the name and the role do not."""
    said = set(_WORD.findall(_LEADING_ARTICLE.sub("", source).casefold()))
    return not said <= set(_WORD.findall(named.casefold()))


def through_whom(claim: Claim) -> str:
    """The way the words went, from the source nearest to the claim to the speaker; empty where there is but one."""
    return _ARROW.join(claim.chain) if len(claim.chain) > 1 else ""


def _who_and_through(claim: Claim) -> str:
    if len(claim.chain) < 2:
        return who_said(claim)
    return f"{who_said(claim)}, citing {', citing '.join(reversed(claim.chain[:-1]))}"


def where(claims: Sequence[Claim]) -> tuple[str, list[str]]:
    """Header and cells of the column that says where claims stand: by line, or as their file calls its places."""
    if any(claim.place for claim in claims):
        return "Place", [claim.place or f"line {claim.line}" for claim in claims]
    return "Line", [str(claim.line) for claim in claims]


def places_of(claims: Iterable[Claim]) -> dict[str, str]:
    """Claim → where it stands, in words."""
    return {claim.id: (claim.place or f"line {claim.line}").replace(" ", "\xa0") for claim in claims}


def how_sure(claim: Claim, places: Mapping[str, str]) -> str:
    """The certainty label, with who disputes the claim and the place of the claim that it answers."""
    label: str = claim.certainty
    if claim.disputed_by:
        label = f"disputed by {claim.disputed_by}" if label == "disputed" else f"{label}, disputed by {claim.disputed_by}"
    if claim.refers_to is not None and claim.refers_to in places:
        label += f" ({places[claim.refers_to]})"
    return label


def fit_widths(columns: Sequence[Column], width: int) -> list[int]:
    """Columns that each column gets: what it needs, up to its share; the claim the rest; and what it leaves, those that need more."""
    needs = [max(text_width(printable(cell)) for cell in [column.header, *column.cells]) for column in columns]
    widths = [
        min(need, max(column.least, int((width - _FIXED) * column.share))) if column.share else need
        for column, need in zip(columns, needs, strict=True)
    ]
    left = width - sum(widths[:-1]) - _GAP * (len(widths) - 1)
    widths[-1] = min(needs[-1], _MAX_CLAIM, max(left, 8))
    for i, need in enumerate(needs[:-1]):
        more = min(need - widths[i], max(0, left - widths[-1]))
        widths[i], left = widths[i] + more, left - more
    return widths


def drawn(columns: Sequence[Column], widths: Sequence[int], colours: Sequence[str] | None) -> str:
    """The header, a rule, and the rows with a blank line between two; tabulate's own header would widen the columns."""
    from tabulate import tabulate

    marks = StandIns()
    wrapped = [[wrap(printable(cell), size) for cell in column.cells] for column, size in zip(columns, widths, strict=True)]
    rows = [[column.header for column in columns], ["-" * size for size in _used_widths(columns, wrapped)]]
    for cells in zip(*wrapped, strict=True):
        rows.append([marks.encode("\n".join(lines)) for lines in cells])
        rows.append([BLANK] * len(columns))
    align = ["right"] + ["left"] * (len(columns) - 1)
    table = tabulate(rows[:-1], tablefmt="plain", disable_numparse=True, colalign=align)
    lines = [line.rstrip() for line in table.split("\n")]
    if colours is not None:
        heights = [max(map(len, cells)) for cells in zip(*wrapped, strict=True)]
        lines = list(_painted(lines, columns, _used_widths(columns, wrapped), heights, colours))
    return "\n".join(line.rstrip() for line in marks.decode("\n".join(lines)).split("\n"))


def _painted(
    lines: Sequence[str], columns: Sequence[Column], widths: Sequence[int], heights: Sequence[int], colours: Sequence[str]
) -> Iterator[str]:
    """The table's lines (one code point a column) with terminal colours: the header bold, each certainty in its label's colour."""
    place = next(i for i, column in enumerate(columns) if column.header == "Certainty")
    begin = sum(widths[:place]) + _GAP * place
    yield f"\x1b[1m{lines[0]}\x1b[0m"
    yield f"\x1b[2m{lines[1]}\x1b[0m"
    at = 2
    for height, colour in zip(heights, colours, strict=True):
        for line in lines[at : at + height]:
            cell = line[begin : begin + widths[place]]
            yield f"{line[:begin]}\x1b[{colour}m{cell}\x1b[0m{line[begin + len(cell) :]}" if colour and cell.strip(BLANK + " ") else line
        yield from lines[at + height : at + height + 1]
        at += height + 1


def _used_widths(columns: Sequence[Column], wrapped: Sequence[Sequence[Sequence[str]]]) -> list[int]:
    return [
        max(len(column.header), *(text_width(line) for lines in cells for line in lines))
        for column, cells in zip(columns, wrapped, strict=True)
    ]


def summary(claims: Sequence[Claim], documents: int, width: int, left_out: int = 0) -> str:
    """One line on everything reported: how many claims, speakers and anonymous sources, and the labels, most frequent first.

    Labels that do not fit into `width` columns are counted together.
    """
    total = _count(len(claims), "claim") + (f" in {documents} documents" if documents > 1 else "")
    speakers = len({claim.speaker for claim in claims if claim.speaker})
    anonymous = sum(claim.anonymous for claim in claims)
    head = total + (f" ({anonymous} anonymous)" if anonymous else "") + f", {_count(speakers, 'speaker')}"
    tail = f" ({left_out} more left out by the filters)" if left_out else ""
    labels = Counter(claim.certainty for claim in claims).most_common()
    return _fitting(head, labels, tail, width)


def _fitting(head: str, labels: Sequence[tuple[str, int]], tail: str, width: int) -> str:
    for kept in range(len(labels), -1, -1):
        parts = [f"{number} {label}" for label, number in labels[:kept]]
        rest = sum(number for _, number in labels[kept:])
        parts += [f"{rest} other"] if rest and kept else []
        line = head + (f": {', '.join(parts)}" if parts else "") + tail
        if len(line) <= width:
            return line
    return head + tail


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def without_row(lines: Sequence[int], width: int) -> str:
    """What is told of quotations that lie in no claim, by their lines; empty where there are none.

    >>> without_row([23, 41], 80)
    '2 quotations without a row: lines 23, 41'
    """
    if not lines:
        return ""
    places = "line" if len(lines) == 1 else "lines"
    return "\n".join(wrap(f"{_count(len(lines), 'quotation')} without a row: {places} {', '.join(map(str, lines))}", width))


def heading(doc: str, claims: Iterable[Claim]) -> str:
    """The line above a document's table."""
    name = "standard input" if doc == "-" else printable(doc)
    return f"{name}: {_count(sum(1 for _ in claims), 'claim')}"
