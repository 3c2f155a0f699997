"""The fact-checker's own sheet: a claim a row, with room for priority, status and notes; fed back, it corrects the next report."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from attribution.model import LABELS, Claim
from attribution.output.export import harmless
from attribution.output.jsontext import SURROGATE
from attribution.output.overrides import NO_CLAIM, NOTES, claim_keys
from attribution.output.provenance import Correction, Result, made_by
from attribution.output.tabular import workbook

COLUMNS = {  # title → width in an Excel sheet; the last three are read back and folded away there
    "document": 18, "line": 6, "claim": 60, "speaker": 24, "role": 22, "certainty": 13, "context": 60, "why": 40,
    "priority": 10, "status": 12, "verdict": 14, "note": 40, "key": 18, "found speaker": 18, "found certainty": 14,
}  # fmt: skip
_HIDDEN = 3
CHOICES = {"certainty": LABELS, "status": ("open", "checked", NO_CLAIM), "priority": ("high", "medium", "low")}


def worksheet_csv(results: Iterable[Result], *, raw: bool = False, excel: bool = False, **_: Any) -> Iterator[bytes]:
    """The sheet as CSV (RFC 4180); for the options see `export.to_csv`."""
    yield (b"\xef\xbb\xbf" if excel else b"") + _csv([list(COLUMNS)])
    for result in results:
        yield _csv([[value if raw or not isinstance(value, str) else harmless(value) for value in row] for row in _rows(result)])


def worksheet_xlsx(results: Iterable[Result], **_: Any) -> Iterator[bytes]:
    """The sheet as a workbook: frozen header, filter, text wrapped, values to choose from, printed one page wide."""
    results = list(results)
    rows = [row for result in results for row in _rows(result)]
    help_ = [
        ("how to use", "Change speaker or certainty where they are wrong, note what you check, and save."),
        ("", f"The status '{NO_CLAIM}' leaves a row out."),
        ("", "attribution report --overrides FILE shows the article with your corrections."),
    ]
    yield workbook("worksheet", list(COLUMNS), rows, list(COLUMNS.values()), [*help_, *made_by(results).items()], _HIDDEN, CHOICES)


def _csv(rows: Iterable[Iterable[Any]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return SURROGATE.sub("\ufffd", out.getvalue()).encode("utf-8")


def _rows(result: Result) -> Iterator[list[Any]]:
    """Rows in the order of COLUMNS. What was corrected already is kept as found, so that a sheet can be fed back again and again."""
    keys = claim_keys(result.extraction.claims)
    for claim in result.claims:
        changed = result.changed(claim)
        why = claim.evidence.why if claim.evidence else ""
        yield [
            claim.doc, claim.line, claim.claim, claim.speaker or "", claim.role or "", claim.certainty, claim.sentence,
            f"{why} ({claim.rule})", *(_noted(name, changed) for name in NOTES), keys[claim.id],
            _found(claim, "speaker", changed), _found(claim, "certainty", changed),
        ]  # fmt: skip


def _noted(name: str, changed: Mapping[str, Correction]) -> str:
    return (changed[name].now if name in changed else None) or ""


def _found(claim: Claim, name: str, changed: Mapping[str, Correction]) -> str:
    return (changed[name].found if name in changed else getattr(claim, name)) or ""
