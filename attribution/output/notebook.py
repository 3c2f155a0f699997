"""An extraction as notebooks show it: the marked article as a piece of HTML that needs nothing but itself, or the claims table."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping
from html import escape
from itertools import accumulate

from attribution.model import Claim, Document, Extraction
from attribution.output.page.figures import groups, labels
from attribution.output.page.marks import Paragraph, Piece, paragraphs
from attribution.output.table import claims_table
from attribution.output.width import printable
from attribution.readers.lines import LineIndex

_WIDTH = 100
_LINES: Mapping[str, str] = {  # how the stretch of a claim is underlined, by how sure it is
    "firm": "underline solid",
    "likely": "underline dashed",
    "open": "underline dotted",
    "distant": "underline wavy",
    "denied": "underline double",
    "question": "underline overline",
}
_LOST = "outline: 1px dashed currentColor"


def to_bundle(extraction: Extraction) -> dict[str, str]:
    """`{"text/html": the marked article, "text/plain": the table}`."""
    return {"text/html": to_fragment(extraction), "text/plain": claims_table(extraction.claims, _WIDTH)}


def to_fragment(extraction: Extraction) -> str:
    """The article, what is reported underlined by how sure it is, each mark with a number; then the numbers, speakers and labels.

    Colours are those of the notebook, light or dark.
    """
    numbers = {claim.id: number for number, claim in enumerate(extraction.claims, 1)}
    body = "".join(_paragraph(paragraph, numbers) for paragraph in _paragraphs(extraction))
    listed = "".join(_row(claim) for claim in extraction.claims)
    used = {_group(claim) for claim in extraction.claims}
    legend = " \u00b7 ".join(f'<span style="{_style(group.key)}">{escape(group.name)}</span>' for group in groups() if group.key in used)
    told = f"<p><small>{legend}</small></p><ol>{listed}</ol>" if listed else "<p>no claims found</p>"
    return f'<div class="attribution" style="max-width: 46em; line-height: 1.6">{body}{told}</div>'


def _paragraphs(extraction: Extraction) -> Iterator[Paragraph]:
    document = extraction.document
    begins = [document.begins[token] for token in document.paragraphs if token < len(document.begins)]
    lines = LineIndex(document.text)
    shown = _words_of(document)
    return paragraphs(document.text, begins, extraction.claims, lambda offset: lines.position(offset)[0], shown, extraction.unattributed)


def _words_of(document: Document) -> Callable[[int, int], str]:
    """`(begin, end)` → the words between two offsets of the text, without the markup of a file that has some."""
    tokens = sorted(zip(document.begins, document.ends, document.words, strict=True))
    begins = [begin for begin, _, _ in tokens]
    ends = list(accumulate((end for _, end, _ in tokens), max))

    def words(begin: int, end: int) -> str:
        out, at = [], begin
        for first, last, word in tokens[bisect_right(ends, begin) : bisect_left(begins, end)]:
            out.append(_between(document.text[at:first]))
            out.append(word if begin <= first and last <= end else document.text[max(first, begin) : min(last, end)])
            at = max(at, min(last, end))
        return "".join([*out, _between(document.text[at:end])])

    return words


def _between(gap: str) -> str:
    return gap if not gap or gap.isspace() else " " if any(map(str.isspace, gap)) else ""


def _paragraph(paragraph: Paragraph, numbers: Mapping[str, int]) -> str:
    return f"<p>{''.join(_piece(piece, numbers) for piece in paragraph.pieces)}</p>"


def _piece(piece: Piece, numbers: Mapping[str, int]) -> str:
    text = escape(printable(piece.text))
    if not piece.parts:
        return f'<span style="{_LOST}" title="a quotation without a row">{text}</span>' if piece.lost else text
    part = piece.parts[0]
    said = any(other.kind == "content" and other.claim is part.claim for other in piece.parts)
    style = "; ".join((["font-weight: bold"] if part.kind != "content" else []) + ([_style(_group(part.claim))] if said else []))
    number = f"<sup>{numbers[piece.handle.id]}</sup>" if piece.handle is not None else ""
    return f'<span style="{style}" title="{escape(_told(part.claim))}">{text}</span>{number}'


def _row(claim: Claim) -> str:
    """One line of the list: `Piet Adler, denied: the report`."""
    return f"<li>{escape(_told(claim))}: {escape(printable(claim.claim))}</li>"


def _told(claim: Claim) -> str:
    speaker = claim.speaker or claim.source or ("the article" if claim.kind == "author" else "nobody named")
    return f"{printable(speaker)}, {claim.certainty}"


def _group(claim: Claim) -> str:
    return labels()[claim.certainty].group


def _style(group: str) -> str:
    return f"text-decoration: {_LINES[group]}; text-underline-offset: 0.2em"
