"""The HTML report: one page that needs nothing but itself. Text of articles reaches it escaped, and its policy forbids all else."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path, PurePath
from typing import Any

from attribution.errors import UsageError
from attribution.output.page.figures import COLOURS, Speaker, count_speakers, groups, labels, speaker_key, totals
from attribution.output.page.marks import Paragraph, paragraphs, readable_words
from attribution.output.provenance import Result, lost_lines, made_by
from attribution.output.table import without_row
from attribution.output.width import printable

_SURROGATE = re.compile("[\ud800-\udfff]")
_WIDE = 10_000
_MATRIX_ROWS = 40  # speakers in the matrix and, unfolded, in the side panel


def to_html(results: Iterable[Result]) -> Iterator[bytes]:
    """The page in UTF-8, piece by piece. Raises UsageError where Jinja2 is not installed."""
    results = list(results)
    style, script = _asset("page.css"), _asset("page.js")
    allowed = f"style-src '{_digest(style)}'; script-src '{_digest(script)}'; img-src data:"
    policy = f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"
    speakers = count_speakers(results)
    shown = list(speakers.values())
    page = _template().generate(
        title=_title(results), policy=policy, style=style, script=script, made=made_by(results),
        groups=groups(), labels=labels(), colours=COLOURS,
        articles=[_article(number, result, speakers) for number, result in enumerate(results, 1)],
        all=totals(results), speakers=shown[:_MATRIX_ROWS], more_speakers=shown[_MATRIX_ROWS:],
        matrix=_matrix(shown[:_MATRIX_ROWS]) if len(results) > 1 else None,
        kinds=sorted({claim.kind for result in results for claim in result.claims}),
    )  # fmt: skip
    for piece in page:
        yield _SURROGATE.sub("\ufffd", piece).encode("utf-8")


def _digest(text: str) -> str:
    import hashlib

    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


@cache
def _asset(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


@cache
def _template() -> Any:
    try:
        import jinja2
    except ImportError:
        raise UsageError("--format html: needs Jinja2; install it with: pip install 'claim-attribution[html]'") from None
    loader = jinja2.FileSystemLoader(Path(__file__).parent)
    environment = jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined)
    environment.filters |= {"percent": _percent, "clean": _clean}
    return environment.get_template("page.html.jinja")


def _percent(share: float) -> str:
    """
    >>> _percent(0.004), _percent(0), _percent(0.126)
    ('<1%', '0%', '13%')
    """
    return "<1%" if 0 < share < 0.01 else f"{share:.0%}"


def _clean(text: str) -> str:
    """Text that HTML may hold: controls made visible, line ends as spaces."""
    return printable(text)


def _title(results: Sequence[Result]) -> str:
    return f"Who said what: {_name(results[0])}" if len(results) == 1 else f"Who said what: {len(results)} articles"


def _name(result: Result) -> str:
    return "standard input" if result.source.doc == "-" else PurePath(result.source.doc).name


def _article(number: int, result: Result, speakers: dict[tuple[str, str], Speaker]) -> dict[str, Any]:
    """What the template needs of one article; its claims' keys are `NUMBER-ID`."""
    lines = {claim.id: claim.line for claim in result.extraction.claims}
    owner = {claim.id: speakers[speaker_key(claim)] for claim in result.claims}
    return {
        "number": number, "name": _name(result), "path": result.source.doc, "totals": totals([result]), "claims": result.claims,
        "owner": owner, "lines": lines, "kept": frozenset(owner), "paragraphs": _paragraphs(result),
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

