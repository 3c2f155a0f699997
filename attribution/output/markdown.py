"""The report as Markdown, for a pull request or a wiki: a table a document, nothing of the article's read as markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from attribution.model import Claim
from attribution.output.provenance import Correction, Result, lost_lines, made_by
from attribution.output.table import heading, how_sure, places_of, summary, through_whom, what_was_said, where, who_said, without_row
from attribution.output.width import printable

_MARKUP = re.compile(r"([\\`*_\[\]<>#!|~&@$]|:(?=//))")  # @, # and :// as forges make links of them
_WIDE = 10_000


def to_markdown(results: Iterable[Result]) -> Iterator[bytes]:
    """GitHub-flavoured Markdown in UTF-8: heading and table a document, then what made it."""
    shown: list[Claim] = []
    last: list[Result] = []
    documents = found = 0
    for result in results:
        yield "".join(line + "\n" for line in _document(result)).encode("utf-8", "replace")
        shown += result.claims
        last = [result]
        documents, found = documents + 1, found + len(result.extraction.claims)
    made = made_by(last)
    end = f"{summary(shown, documents, _WIDE, found - len(shown))}  \nMade by {made['tool']}, rules {made['rules']}.\n"
    yield end.encode("utf-8", "replace")


def _document(result: Result) -> Iterator[str]:
    yield f"## {escaped(heading(result.source.doc, result.claims))}"
    yield ""
    yield from _rows(result) if result.claims else ["No claims found."]
    yield ""
    if told := without_row(lost_lines(result), _WIDE):
        yield f"{told}  "
        yield ""


def _rows(result: Result) -> Iterator[str]:
    through = any(len(claim.chain) > 1 for claim in result.claims)
    head, places = where(result.claims)
    header = [head, "Who said", *(["Through whom"] if through else []), "Certainty", "Claim"]
    yield f"| {' | '.join(header)} |"
    yield f"| ---: |{' --- |' * (len(header) - 1)}"
    all_places = places_of(result.extraction.claims)
    for claim, place in zip(result.claims, places, strict=True):
        corrected = result.changed(claim)
        cells = [place, _cell(who_said(claim), corrected.get("speaker"))]
        cells += [_cell(through_whom(claim))] if through else []
        cells += [_cell(how_sure(claim, all_places), corrected.get("certainty")), _cell(what_was_said(claim))]
        yield f"| {' | '.join(cells)} |"
    yield ""


def _cell(text: str, correction: Correction | None = None) -> str:
    return escaped(text) + (f" *(corrected, found: {escaped(correction.found or 'none')})*" if correction else "")


def escaped(text: str) -> str:
    """Text that Markdown shows as it is.

    >>> escaped("a|b <i> [x](y)")
    'a\\\\|b \\\\<i\\\\> \\\\[x\\\\](y)'
    """
    return _MARKUP.sub(r"\\\1", printable(text)).replace("www.", "www\u200b.")
