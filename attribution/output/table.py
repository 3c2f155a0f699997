"""The claims table for a terminal: one row a claim, grouped by document, made for the width there is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from attribution.model import Claim
from attribution.output.provenance import Correction
from attribution.output.width import BLANK, StandIns, printable, text_width, wrap
from attribution.speakers.keys import bare, speaker_key

MIN_WIDTH = 40
_GAP = 2
_FIXED = 26  # columns that line numbers, the longest label and the gaps take in any table
_SURE = 0.8  # of a speaker's confidence, below which a mark says so
_WIDE = 110  # columns from which the chain gets a column of its own; below, it stands with the speaker
_MAX_CLAIM = 100  # longer lines are hard to read, however wide the terminal
_LIKELY = 0.5  # of a claim's confidence, below which a mark says so
_WORD = re.compile(r"\w+")
_ASIDE = re.compile(r", (?:[a-z]|\d).*", re.DOTALL)  # an age, or a clause about whoever is named before it
_PLACE = re.compile(r"\b[a-z]{2,4} (?:the )?[A-Z0-9][\w'’.-]*(?: [A-Z0-9][\w'’.-]*)*")  # of Channel 6, from Pell Lake
_OPENING = re.compile(r"(?:(?<=\s)|\A)[\"“](?=\S)|[\"”]")
# Rules by which the content is no sentence: its verb tells what is said of it, or what is to be done. Of a thing alone nothing is stated.
_NO_SENTENCE = (
    "V-NP", "V-INF", "V-FOR", "V-ON", "V-ABOUT", "V-TO-NP", "V-WITH", "V-ASK-FOR", "V-GER", "V-REFUSE", "V-LIGHT", "V-WH", "NOT-DRAWN",
    "PASS-OF", "PASS-BY", "PASS-ASKED", "NOUN-INF", "NOUN-P",
)  # fmt: skip
_THINGS = ("V-NP", "V-NP-OF", "V-FOR", "V-ON", "V-ABOUT", "V-TO-NP", "V-WITH", "V-LIGHT", "PASS-BY", "NOUN-P")
_NAMED = ("denied", "alleged", "disputed", "unconfirmed")  # labels that the last line always counts by name
NOTHING_STATED = "–"
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
        Column("Claim", [what_was_said(claim) for claim in claims], 1),
    ]
    return columns if chains else [column for column in columns if column.header != "Through whom"]


def who_said(claim: Claim) -> str:
    """The speaker with role, and the words of this sentence where they tell more: `Dmitry Peskov, Kremlin spokesperson ("He")`."""
    if claim.speaker is None:
        if claim.source is not None:
            return f'"{claim.source}" (not resolved)'
        return "(the article)" if claim.kind == "author" else "(nobody named)"
    named = f"{claim.speaker}, {claim.role}" if claim.role else claim.speaker
    doubt = " (?)" if claim.speaker_confidence is not None and claim.speaker_confidence < _SURE else ""
    source = _ASIDE.sub("", claim.source or "")
    return (f'{named} ("{source}")' if _differs(source, named) else named) + doubt


def _differs(source: str, named: str) -> bool:
    """True where the wording holds a word that name and role do not; places, numbers and short words beside the name do not count."""
    known = set(_WORD.findall(named.casefold()))
    said = set(_WORD.findall(bare(source).casefold()))
    if said & known:
        said = {word for word in _WORD.findall(_PLACE.sub("", source).casefold()) if len(word) > 3}
    return not said <= known


def what_was_said(claim: Claim) -> str:
    """The claim for a row: behind its verb where that carries the sense ("criticised: the move"), a pilcrow between joined paragraphs."""
    words = joined(claim.claim)
    told = words if is_sentence(claim) else f"{lead(claim)}: {words}"
    return f"{told} (?)" if 0 < claim.confidence < _LIKELY else told


def is_sentence(claim: Claim) -> bool:
    """Whether the words of the claim say by themselves what is claimed; "to release the report" does not, where that was declined."""
    return not (claim.cue.strip() and _is_of(claim, _NO_SENTENCE))


def lead(claim: Claim) -> str:
    """The verb without which the words do not say what is claimed; empty where they do."""
    return "" if is_sentence(claim) else " ".join(claim.cue.split())


def _is_of(claim: Claim, rules: Sequence[str]) -> bool:
    """Whether one of these rules found a claim, or a variant of one."""
    return claim.rule != "V-NP-CLAUSE" and any(claim.rule == rule or claim.rule.startswith(f"{rule}-") for rule in rules)


def is_stated(claim: Claim) -> bool:
    """Whether a claim's label says anything of its content: nothing is asserted of a thing that is only named, "criticised: the move"."""
    return claim.certainty != "asserted" or claim.rule not in _THINGS or bool(claim.quote_spans) or claim.act == "knowledge"


def joined(words: str) -> str:
    """A quotation with a pilcrow where a new paragraph opens anew what none has closed.

    >>> joined('"We left. "It was late." "We slept."')
    '"We left. ¶ "It was late." "We slept."'
    """
    pieces, at, opened = [], 0, False
    for mark in _OPENING.finditer(words):
        opens = mark.end() < len(words) and not words[mark.end()].isspace() and (mark.start() == 0 or words[mark.start() - 1].isspace())
        if opens and opened:
            pieces.append(words[at : mark.start()])
            at = mark.start()
        opened = opens
    return "¶ ".join([*pieces, words[at:]])


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
    label: str = claim.certainty if is_stated(claim) else NOTHING_STATED
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

    Labels that do not fit into `width` columns are counted together, but for those that a fact-checker looks for.
    """
    total = _count(len(claims), "claim") + (f" in {documents} documents" if documents > 1 else "")
    speakers = len({key for claim in claims if (key := speaker_key(claim)) is not None})
    anonymous = sum(claim.anonymous for claim in claims)
    head = total + (f" ({anonymous} anonymous)" if anonymous else "") + f", {_count(speakers, 'speaker')}"
    tail = f" ({left_out} more left out by the filters)" if left_out else ""
    labels = Counter(claim.certainty if is_stated(claim) else "not stated" for claim in claims).most_common()
    return _fitting(head, labels, tail, width)


def _fitting(head: str, labels: Sequence[tuple[str, int]], tail: str, width: int) -> str:
    for kept in range(len(labels), -1, -1):
        shown = [(label, number) for place, (label, number) in enumerate(labels) if place < kept or label in _NAMED]
        parts = [f"{number} {label}" for label, number in shown]
        rest = sum(number for _, number in labels) - sum(number for _, number in shown)
        parts += [f"{rest} other"] if rest and parts else []
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
