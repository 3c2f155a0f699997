"""The HTML report: one page that needs nothing but itself. Text of articles reaches it escaped, and its policy forbids all else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath
from typing import Any

from attribution.output.page.figures import COLOURS, Speaker, count_speakers, groups, labels, speaker_key, totals
from attribution.output.page.frame import rendered
from attribution.output.page.marks import Paragraph, paragraphs, readable_words
from attribution.output.provenance import Result, lost_lines, made_by
from attribution.output.table import places_of, without_row

_WIDE = 10_000
_MATRIX_ROWS = 40  # speakers in the matrix and, unfolded, in the side panel


def to_html(results: Iterable[Result]) -> Iterator[bytes]:
    """The page in UTF-8, piece by piece. Raises UsageError where Jinja2 is not installed."""
    results = list(results)
    speakers = count_speakers(results)
    shown = list(speakers.values())
    return rendered(
        "page.html.jinja", ("base.css", "page.css"), ("filters.js", "page.js"), title=_title(results), made=made_by(results),
        groups=groups(), labels=labels(), colours=COLOURS,
        articles=[_article(number, result, speakers) for number, result in enumerate(results, 1)],
        all=totals(results), speakers=shown[:_MATRIX_ROWS], more_speakers=shown[_MATRIX_ROWS:],
        matrix=_matrix(shown[:_MATRIX_ROWS]) if len(results) > 1 else None,
        kinds=sorted({claim.kind for result in results for claim in result.claims}),
    )  # fmt: skip


def _title(results: Sequence[Result]) -> str:
    return f"Who said what: {_name(results[0])}" if len(results) == 1 else f"Who said what: {len(results)} articles"


def _name(result: Result) -> str:
    return "standard input" if result.source.doc == "-" else PurePath(result.source.doc).name


def _article(number: int, result: Result, speakers: dict[tuple[str, str], Speaker]) -> dict[str, Any]:
    """What the template needs of one article; its claims' keys are `NUMBER-ID`."""
    owner = {claim.id: speakers[speaker_key(claim)] for claim in result.claims}
    return {
        "number": number, "name": _name(result), "path": result.source.doc, "totals": totals([result]), "claims": result.claims,
        "owner": owner, "places": places_of(result.extraction.claims), "kept": frozenset(owner), "paragraphs": _paragraphs(result),
        "warnings": [(result.source.position(warning.offset)[0], warning.message) for warning in result.extraction.warnings],
        "without_row": without_row(lost_lines(result), _WIDE), "corrections": result.corrections, "digest": result.source.sha256,
        "about": result.readable.about if result.readable is not None else (),
    }  # fmt: skip


def _paragraphs(result: Result) -> Iterator[Paragraph]:
    document = result.extraction.document
    begins = [document.begins[token] for token in document.paragraphs if token < len(document.begins)]
    shown = readable_words(result.readable) if result.readable is not None else None
    lost = result.extraction.unattributed
    return paragraphs(document.text, begins, result.claims, lambda offset: result.source.position(offset)[0], shown, lost)


def _matrix(speakers: Sequence[Speaker]) -> dict[str, Any]:
    """Speakers by labels: the columns that occur, and the largest number, for the shades."""
    used = [label for label in labels().values() if any(speaker.certainty[label.name] for speaker in speakers)]
    return {"labels": used, "most": max((max(s.certainty.values()) for s in speakers), default=1)}

