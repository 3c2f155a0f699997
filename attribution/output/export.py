"""CSV, JSON Lines and JSON: the claim record as bytes, always UTF-8, document by document."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any

from attribution.model import FIELDS, Claim
from attribution.output.fields import LIST_FIELDS, SPAN_FIELDS, record
from attribution.output.jsontext import SURROGATE, json_bytes
from attribution.output.provenance import Result, document_entry, made_by

LIST_JOINT = " | "
# What spreadsheets take for the beginning of a formula (OWASP, "CSV Injection"): signs, with the full-width forms that Excel also reads,
# behind blanks and characters without width, which some readers drop, and behind what other readers take for the end of a cell.
# Apostrophes in front are counted in, so that what `harmless` does can be undone.
FORMULA_START = re.compile(r"'*(?:[\t\r\n]|[\s\x00\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff;,]*[=+\-@|＝＋－＠｜])")


def to_jsonl(results: Iterable[Result], *, fields: Sequence[str] = FIELDS, **_: Any) -> Iterator[bytes]:
    """One object a claim and line, every field always there."""
    for result in results:
        yield b"".join(json_bytes(_chosen(claim, fields)) + b"\n" for claim in result.claims)


def _chosen(claim: Claim, fields: Sequence[str]) -> dict[str, Any]:
    values = record(claim)
    return values if fields is FIELDS else {name: values[name] for name in fields}


def to_json(results: Iterable[Result], *, fields: Sequence[str] = FIELDS, **_: Any) -> Iterator[bytes]:
    """`{schema, tool, rules, documents: [{doc, sha256, encoding, warnings, unattributed, claims}]}`."""
    results = iter(results)
    first = list(islice(results, 1))
    yield json_bytes(made_by(first), indent=2).removesuffix(b"\n}") + b',\n  "documents": ['
    for number, result in enumerate(chain(first, results)):
        entry = document_entry(result) | {"claims": [_chosen(claim, fields) for claim in result.claims]}
        lines = json_bytes(entry, indent=2).replace(b"\n", b"\n    ")  # no line break stands inside a JSON string
        yield (b",\n    " if number else b"\n    ") + lines
    yield b"\n  ]\n}\n"


def to_csv(
    results: Iterable[Result], *, raw: bool = False, excel: bool = False, fields: Sequence[str] = FIELDS, **_: Any
) -> Iterator[bytes]:
    """RFC 4180: CR LF, a header, one claim a row.

    Unless `raw`, an apostrophe stands before text that a spreadsheet would take for a formula. `excel` puts a byte order mark
    first, by which Excel knows UTF-8. Halves of surrogate pairs become U+FFFD.
    """
    header = csv_rows([fields])
    yield b"\xef\xbb\xbf" + header if excel else header
    for result in results:
        yield csv_rows([csv_cell(claim, name, raw=raw) for name in fields] for claim in result.claims)


def csv_rows(rows: Iterable[Iterable[str]]) -> bytes:
    """Rows of cells as RFC 4180 has them, in UTF-8; halves of surrogate pairs become U+FFFD."""
    import csv
    import io

    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return SURROGATE.sub("\ufffd", out.getvalue()).encode("utf-8")


def csv_cell(claim: Claim, name: str, *, raw: bool = False) -> str:
    """One field as a cell: nothing for None, `true`/`false`, lists joined by ` | `, spans as `b-e b-e`."""
    value = getattr(claim, name)
    if value is None:
        return ""
    if name in SPAN_FIELDS:
        return " ".join(f"{begin}-{end}" for begin, end in value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    text = LIST_JOINT.join(value) if name in LIST_FIELDS else str(value)
    return text if raw else harmless(text)


def harmless(text: str) -> str:
    """The text with an apostrophe in front where a spreadsheet would compute it; a lone sign (`-`, standard input) computes nothing.

    >>> harmless("=1+1"), harmless("-"), harmless("said")
    ("'=1+1", '-', 'said')
    """
    return f"'{text}" if len(text) > 1 and FORMULA_START.match(text) else text


FORMATS: Mapping[str, Callable[..., Iterator[bytes]]] = {"csv": to_csv, "jsonl": to_jsonl, "json": to_json}
