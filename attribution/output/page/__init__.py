"""The HTML report: one page that needs nothing but itself. Text of articles reaches it escaped, and its policy forbids all else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath
from typing import Any

from attribution.model import KINDS
from attribution.output.page.figures import COLOURS, Speaker, count_speakers, groups, labels, speaker_key, totals
from attribution.output.page.frame import rendered
from attribution.output.page.marks import Paragraph, is_headline, paragraphs, readable_words
from attribution.output.page.work import KIND_IN_WORDS, in_a_sentence, work_data
from attribution.output.provenance import Result, lost_lines, made_by
from attribution.output.table import lead, places_of, without_row

_WIDE = 10_000
_HEAD = 2_000  # characters in which a headline stands
_MARKUP = ("<", "#", "---", "=", "{", "[")
_MATRIX_ROWS = 40  # speakers in the matrix and, unfolded, in the side panel


def to_html(results: Iterable[Result]) -> Iterator[bytes]:
    """The page in UTF-8, piece by piece. Raises UsageError where Jinja2 is not installed."""
    results = list(results)
    speakers = count_speakers(results)
    shown = list(speakers.values())
    return rendered(
        "page.html.jinja", ("base.css", "page.css"), ("filters.js", "work.js", "page.js"), title=_title(results), made=made_by(results),
        groups=groups(), labels=labels(), colours=COLOURS,
        articles=[_article(number, result, speakers) for number, result in enumerate(results, 1)],
        all=totals(results), speakers=shown[:_MATRIX_ROWS], more_speakers=shown[_MATRIX_ROWS:],
        matrix=_matrix(shown[:_MATRIX_ROWS]) if len(results) > 1 else None,
        kinds=[kind for kind in KINDS if any(claim.kind == kind for result in results for claim in result.claims)],
        in_words=KIND_IN_WORDS, work=work_data(results), certainties=list(labels()),
    )  # fmt: skip


def _title(results: Sequence[Result]) -> str:
    return f"Who said what: {_name(results[0])}" if len(results) == 1 else f"Who said what: {len(results)} articles"


def _name(result: Result) -> str:
    """The headline, as the page says or as the first paragraph looks; else the file's name."""
    about = result.about
    return about["title"] if "title" in about else _headline(result.source.text) or _file(result)


def _file(result: Result) -> str:
    return "standard input" if result.source.doc == "-" else PurePath(result.source.doc).name


def _headline(text: str) -> str | None:
    first = next((line.strip() for line in text[:_HEAD].splitlines() if line.strip()), "")
    return first if is_headline(first) and not first.startswith(_MARKUP) else None


def _byline(result: Result) -> str:
    """`outlet, date, file`, as far as known."""
    about = result.about
    known = [about[name] for name in ("author", "outlet", "date") if name in about]
    return ", ".join([*known, _file(result)] if known or _name(result) != _file(result) else [])


def _article(number: int, result: Result, speakers: dict[tuple[str, str], Speaker]) -> dict[str, Any]:
    """What the template needs of one article; its claims' keys are `NUMBER-ID`."""
    owner = {claim.id: speakers[speaker_key(claim)] for claim in result.claims}
    return {
        "number": number, "name": _name(result), "byline": _byline(result), "path": result.source.doc, "totals": totals([result]),
        "claims": result.claims,
        "owner": owner, "places": places_of(result.extraction.claims), "kept": frozenset(owner), "paragraphs": _paragraphs(result),
        "warnings": [(result.source.position(warning.offset)[0], warning.message) for warning in result.extraction.warnings],
        "without_row": without_row(lost_lines(result), _WIDE), "corrections": result.corrections, "digest": result.source.sha256,
        "about": result.about.items(), "told": {c.id: in_a_sentence(c) for c in result.claims},
        "leads": {c.id: lead(c) for c in result.claims},
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

