"""A fact-checker's corrections, fed back: speaker or certainty of single claims, matched by a key that survives edits elsewhere."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import Any, cast

from attribution.errors import InputError, UsageError
from attribution.model import LABELS, Claim, Factuality, Label
from attribution.output.export import FORMULA_START
from attribution.output.provenance import Correction
from attribution.readers.text import read_bytes

FIELDS = ("speaker", "certainty")
NOTES = ("priority", "status", "verdict", "note")  # of whoever checks: they change nothing of a claim, and go with it
NO_CLAIM = "no claim"  # as `status`: the row is to go
_COUNT = re.compile("[0-9]{1,6}")
_SHOWN = 20  # characters of a wrong cell that a message repeats
_VALUES: Mapping[Label, tuple[Factuality, Factuality]] = {  # label → FactBank value of a content that is affirmed, and negated
    "asserted": ("CT+", "CT-"), "confirmed": ("CT+", "CT-"), "planned": ("PR+", "PR-"), "probable": ("PR+", "PR-"),
    "possible": ("PS+", "PS-"), "improbable": ("PR-", "PR-"), "denied": ("CT-", "CT-"), "doubted": ("PS-", "PS-"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Override:
    """One row: `values` by field, and the values `found` when the sheet was made, where it says so."""

    row: int
    key: str
    document: str
    claim: str
    values: Mapping[str, str]
    found: Mapping[str, str]
    dropped: bool = False
    notes: Mapping[str, str] = field(default_factory=dict)


def claim_keys(claims: Iterable[Claim]) -> dict[str, str]:
    """Key by claim id: a digest of the file's name and the claim's words, and which of several with the same words it is."""
    counted: Counter[str] = Counter()
    keys = {}
    for claim in claims:
        words = " ".join(unicodedata.normalize("NFC", claim.claim).split())
        digest = hashlib.sha256(f"{PurePath(claim.doc).name}\0{words}".encode("utf-8", "surrogatepass")).hexdigest()[:12]
        counted[digest] += 1
        keys[claim.id] = f"{digest}-{counted[digest]}"
    return keys


@dataclass
class Overrides:
    """The corrections of one file; `unmatched` are those that no claim has taken so far, `dropped` the claims that it says are none."""

    path: str
    rows: Sequence[Override] = ()
    dropped: list[Claim] = field(default_factory=list)
    _taken: set[int] = field(default_factory=set)

    def apply(self, claims: Sequence[Claim]) -> tuple[tuple[Claim, ...], dict[str, tuple[Correction, ...]]]:
        """The claims of one document corrected, and the corrections by claim id. A row whose values are as found changes nothing."""
        by_key = {row.key: row for row in self.rows}
        keys = claim_keys(claims)
        corrected: list[Claim] = []
        noted: dict[str, tuple[Correction, ...]] = {}
        for claim in claims:
            row = by_key.get(keys[claim.id])
            changes: tuple[Correction, ...] = ()
            if row is not None:
                self._taken.add(row.row)
                if row.dropped:
                    self.dropped.append(claim)
                    continue
                changes = tuple(_changes(claim, row, self.path))
            if changes:
                noted[claim.id] = changes
                claim = _corrected(claim, changes, claims)
            corrected.append(claim)
        left = {claim.id for claim in corrected}
        whole = (claim if claim.refers_to in left else replace(claim, refers_to=None) for claim in corrected)
        return tuple(whole), noted

    @property
    def unmatched(self) -> list[Override]:
        """Rows that mean to change something and met no claim."""
        return [row for row in self.rows if row.row not in self._taken and _meant(row)]


def _meant(row: Override) -> bool:
    return row.dropped or any(row.values.get(name, "") not in ("", row.found.get(name, "")) for name in FIELDS)


def _changes(claim: Claim, row: Override, origin: str) -> Iterator[Correction]:
    for name in FIELDS:
        value = row.values.get(name, "")
        known = getattr(claim, name) or ""
        if value and value != row.found.get(name, known) and value != known:
            yield Correction(name, known or None, value, PurePath(origin).name)
    for name, value in row.notes.items():
        yield Correction(name, None, value, PurePath(origin).name)


def _corrected(claim: Claim, changes: Iterable[Correction], claims: Iterable[Claim]) -> Claim:
    for change in changes:
        if change.field == "certainty" and change.now:
            label = cast(Label, change.now)  # read_overrides has refused any other
            claim = replace(claim, certainty=label, factuality=_factuality(label, claim.factuality))
        elif change.field == "speaker" and change.now:
            twin = next((other for other in claims if other.speaker == change.now), None)
            claim = replace(
                claim, speaker=change.now, chain=(*claim.chain[:-1], change.now), role=twin.role if twin else None,
                source_type=twin.source_type if twin else None,
                anonymous=claim.anonymous if len(claim.chain) > 1 else bool(twin and twin.anonymous),
                anonymity_reason=claim.anonymity_reason if len(claim.chain) > 1 else None,
            )  # fmt: skip
    return claim


def _factuality(label: Label, before: Factuality) -> Factuality:
    """FactBank's value of a label; a negated content stays negated."""
    return _VALUES.get(label, ("U", "U"))[before.endswith("-")]


def read_overrides(path: str) -> Overrides:
    """Read a sheet, as CSV, XLSX or ODS: columns `key`, or `document`, `claim` and `occurrence`; and `speaker`, `certainty`, `status`.

    Raises UsageError for a file that cannot be read, lacks the columns, or names a certainty that does not exist.
    """
    rows = list(_read_rows(path))
    if not rows:
        raise UsageError(f"--overrides {path}: is empty")
    header = [str(cell).strip().lower() for cell in rows[0]]
    if "key" not in header and not {"document", "claim"} <= set(header):
        raise UsageError(f"--overrides {path}: has no column `key`, nor both `document` and `claim`; make it with export --worksheet")
    if not {*FIELDS, "status"} & set(header):
        raise UsageError(f"--overrides {path}: has neither a column `speaker` nor `certainty` nor `status`")
    found = [_override(path, number, dict(zip(header, row, strict=False))) for number, row in enumerate(rows[1:], 2) if any(row)]
    return Overrides(path, found)


def _override(path: str, number: int, cells: Mapping[str, str]) -> Override:
    values = {name: cells.get(name, "").strip() for name in FIELDS}
    values["certainty"] = values["certainty"].lower()
    if values["certainty"] and values["certainty"] not in LABELS:
        raise UsageError(
            f"--overrides {path}: row {number}: no such certainty: {values['certainty']}; there are {', '.join(LABELS)}"
        )
    found = {name: cells[f"found {name}"].strip() for name in FIELDS if f"found {name}" in cells}
    document, claim = cells.get("document", ""), cells.get("claim", "")
    notes = {name: cells[name].strip() for name in NOTES if cells.get(name, "").strip()}
    dropped = " ".join(cells.get("status", "").split()).lower() == NO_CLAIM
    return Override(number, cells.get("key", "").strip() or _made_key(path, number, cells), document, claim, values, found, dropped, notes)


def _made_key(path: str, number: int, cells: Mapping[str, str]) -> str:
    occurrence = cells.get("occurrence", "").strip() or "1"
    if not _COUNT.fullmatch(occurrence):
        raise UsageError(f"--overrides {path}: row {number}: occurrence {occurrence[:_SHOWN]} is no number from 1; the first one is 1")
    one = Claim(cells.get("document", "").strip(), "c1", 1, 1, "indirect", cells.get("claim", ""), "", ())
    return claim_keys([one])["c1"].replace("-1", f"-{int(occurrence)}")


def _read_rows(path: str) -> Iterable[list[str]]:
    try:
        data = read_bytes(path)
    except InputError as error:
        raise InputError(f"--overrides {error}") from None
    if data.startswith(b"PK"):
        return _sheet_rows(path, data)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UsageError(f"--overrides {path}: is not UTF-8; save it as CSV UTF-8 or as .xlsx") from None
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)  # what spreadsheets write differs by country
    return list(_csv_rows(path, csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)))


def _csv_rows(path: str, reader: Any) -> Iterator[list[str]]:
    """Rows without their apostrophes. UsageError where a cell has no end: in silence, it would swallow all rows below."""
    number = line = 1
    try:
        for row in reader:
            yield [_plain(cell) for cell in row]
            number, line = number + 1, reader.line_num + 1
    except csv.Error as error:
        where = f"--overrides {path}: row {number} (line {line})"
        raise UsageError(f'{where}: cannot be read as CSV ({error}); look for a cell whose `"` has no end') from None


def _sheet_rows(path: str, data: bytes) -> list[list[str]]:
    """The rows of the first sheet of a workbook: .xlsx, or .ods."""
    try:
        from python_calamine import load_workbook
    except ImportError:
        raise UsageError(f"--overrides {path}: needs python-calamine; install it with: pip install 'claim-attribution[xlsx]'") from None
    try:
        rows = load_workbook(io.BytesIO(data)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    except Exception as error:  # whatever a broken workbook makes of it
        raise UsageError(f"--overrides {path}: is no workbook of Excel or OpenDocument ({error})") from None
    return [[_cell(value) for value in row] for row in rows]


def _cell(value: Any) -> str:
    """A cell as it is shown: a whole number without a point."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _plain(cell: str) -> str:
    """The cell without the apostrophe that `harmless` put before what looks like a formula."""
    return cell[1:] if cell.startswith("'") and FORMULA_START.match(cell[1:]) else cell
