"""XLSX and Parquet: the claim record as one table, made whole before the first byte is handed out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import ceil
from typing import Any

from attribution.errors import UsageError
from attribution.model import FIELDS, Claim
from attribution.output.export import LIST_JOINT
from attribution.output.fields import LIST_FIELDS, NUMBERS, SPAN_FIELDS, record
from attribution.output.jsontext import SURROGATE, encodable, json_bytes
from attribution.output.provenance import Result, document_entry, made_by

_A4 = 9  # as Excel numbers paper
_LINE, _HIGHEST = 15.0, 409.0  # points
_FILLED = 0.9  # of a line that words fill before they go on below
_CELL = 32_767  # characters an Excel cell holds; longer ones make Excel repair the file
_ROWS = 1_048_575  # rows beside the header
_WHOLE = ("line", "column")
_WIDTHS = {"claim": 60, "sentence": 60, "doc": 20, "speaker": 24, "role": 24, "source": 24, "chain": 30}


def to_xlsx(results: Iterable[Result], *, fields: Sequence[str] = FIELDS, **_: Any) -> Iterator[bytes]:
    """A workbook: sheet `claims`, header frozen, with a filter; sheet `about`. Text is text, never a formula or a link."""
    results = list(results)
    rows = [[cell(claim, name) for name in fields] for result in results for claim in result.claims]
    read = [(result.source.doc, f"sha256 {result.source.sha256}, {result.source.encoding}") for result in results]
    about = [*made_by(results).items(), *read]
    yield workbook("claims", fields, rows, [_WIDTHS.get(name, 14) for name in fields], about)


def workbook(
    name: str,
    header: Sequence[str],
    rows: Sequence[Sequence[Any]],
    widths: Sequence[int],
    about: Sequence[tuple[str, str]],
    hidden: int = 0,
    choices: Mapping[str, Sequence[str]] | None = None,
) -> bytes:
    """An XLSX file of one table and a sheet about it, rows as high as their text, printed one page wide. UsageError for too many rows.

    The last `hidden` columns are folded away; `choices`: what the cells of a column, by its title, offer to choose from.
    """
    try:
        import xlsxwriter
    except ImportError:
        raise UsageError("--format xlsx: needs xlsxwriter; install it with: pip install 'claim-attribution[xlsx]'") from None
    import io

    if len(rows) > _ROWS:
        raise UsageError(f"--format xlsx: {len(rows)} claims are more than a sheet holds ({_ROWS}); export fewer files, or csv")
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    bold, wrapped = book.add_format({"bold": True, "valign": "top"}), book.add_format({"text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet(name)
    for column, (title, width) in enumerate(zip(header, widths, strict=True)):
        options = {"hidden": True} if column >= len(header) - hidden else {}
        sheet.set_column(column, column, width, wrapped, options)
        sheet.write_string(0, column, title, bold)
    for number, row in enumerate(rows, 1):
        sheet.set_row(number, _height(row[: len(row) - hidden], widths))
        for column, value in enumerate(row):
            _write_cell(sheet, number, column, value)
    for title, values in (choices or {}).items():
        column = list(header).index(title)
        rule = {"validate": "list", "source": list(values), "error_type": "warning", "ignore_blank": True}
        sheet.data_validation(1, column, max(len(rows), 1), column, rule)
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.print_area(0, 0, max(len(rows), 1), len(header) - hidden - 1)
    sheet.autofilter(0, 0, max(len(rows), 1), len(header) - 1)
    notes = book.add_worksheet("about")
    notes.set_column(0, 0, 30)
    notes.set_column(1, 1, 90)
    for number, pair in enumerate(about):
        for column, value in enumerate(pair):
            notes.write_string(number, column, _text(value))
    book.close()
    return out.getvalue()


def _height(row: Sequence[Any], widths: Sequence[int]) -> float:
    """Points for the cell of the row that needs most lines: programs that are not Excel do not work it out for wrapped text."""
    lines = max((_lines(value, width) for value, width in zip(row, widths, strict=False) if isinstance(value, str)), default=1)
    return min(_LINE * lines, _HIGHEST)


def _lines(text: str, width: int) -> int:
    return sum(max(1, ceil(len(line) / (width * _FILLED))) for line in text.split("\n")) if text else 1


def _write_cell(sheet: Any, row: int, column: int, value: Any) -> None:
    """By the type of the value: a string that looks like a number, a formula or an address stays a string."""
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value)
    elif value:
        sheet.write_string(row, column, _text(value))


def _text(value: str) -> str:
    value = SURROGATE.sub("\ufffd", value)
    return value if len(value) <= _CELL else value[: _CELL - 1] + "…"


def cell(claim: Claim, name: str) -> Any:
    """One field as a spreadsheet takes it: lists joined by ` | `, spans as `b-e b-e`, None where nothing is known."""
    value = getattr(claim, name)
    if name in SPAN_FIELDS:
        return " ".join(f"{begin}-{end}" for begin, end in value)
    return LIST_JOINT.join(value) if name in LIST_FIELDS else value


def to_parquet(results: Iterable[Result], *, fields: Sequence[str] = FIELDS, **_: Any) -> Iterator[bytes]:
    """A Parquet file; lists and spans are lists, what made it stands in the metadata under `attribution`."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise UsageError("--format parquet: needs pyarrow; install it with: pip install 'claim-attribution[parquet]'") from None
    results = list(results)
    made = {b"attribution": json_bytes(made_by(results) | {"documents": [document_entry(result) for result in results]})}
    schema = pa.schema([(name, _arrow_type(pa, name)) for name in fields], metadata=made)
    records = [record(claim) for result in results for claim in result.claims]
    rows = [{name: encodable(values[name]) for name in fields} for values in records]
    out = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), out, compression="zstd")
    yield out.getvalue().to_pybytes()


def _arrow_type(pa: Any, name: str) -> Any:
    if name in SPAN_FIELDS:
        return pa.list_(pa.list_(pa.int64()))
    if name in LIST_FIELDS:
        return pa.list_(pa.string())
    return pa.int64() if name in _WHOLE else pa.bool_() if name == "anonymous" else pa.float64() if name in NUMBERS else pa.string()
