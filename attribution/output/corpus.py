"""Answers about a corpus as a table for people and as CSV. As a page, see `page.corpus`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from attribution.output.columns import columns_table, fit
from attribution.output.export import csv_rows, harmless
from attribution.output.width import printable, wrap

if TYPE_CHECKING:
    from attribution.corpus import Answer

_BESIDE = ("file", "content_spans", "place", "id", "column")  # of claims: for programs
_CLAIM = 32  # columns of the screen that a claim needs in a table
_KEPT = 2  # columns that the narrowest table has
FACES = "core", "quotation"  # numbers that name something: no figures
_INDENT = "    "


def to_table(answer: Answer, width: int, narrow: Sequence[str] = ()) -> str:
    """One row a figure; too narrow for whole words, without the columns of `narrow`, then without the last ones."""
    if not answer.rows:
        return "nothing"
    columns = {name: [shown(name, row[at]) for row in answer.rows] for at, name in enumerate(answer.columns)}
    numbers = [_named(name) for at, name in enumerate(answer.columns) if name not in FACES and isinstance(answer.rows[0][at], int | float)]
    left_out = [*narrow, *(name for name in answer.columns[: _KEPT - 1 : -1] if name not in narrow)]
    return columns_table(_headed(columns), width, numbers, [_named(name) for name in left_out if name in columns])


def to_claims(answer: Answer, width: int) -> str:
    """The claims behind figures: a table where it has room for them, else some lines each, in which nothing is missing or cut."""
    if not answer.rows:
        return "nothing"
    columns = {name: [shown(name, row[at]) for row in answer.rows] for at, name in enumerate(answer.columns) if name not in _BESIDE}
    if fit(_headed(columns), width, {"claim": _CLAIM}):
        return columns_table(_headed(columns), width, ("line", "confidence"))
    rows = (dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True))
    return "\n".join(_lines(row, answer.columns[: answer.keys], width) for row in rows)


def _lines(row: Mapping[str, str], keys: Sequence[str], width: int) -> str:
    """One claim: its words, who says it and how surely, the keys of its question, and its place."""
    keyed = [f"{_named(key)} {row[key]}" for key in keys if row[key] and key != "certainty"]
    about = ", ".join([row["named"] or "nobody named", row["certainty"], f"confidence {row['confidence']}", *keyed])
    told = [line for text in (row["claim"], about) for line in wrap(printable(text), width - len(_INDENT))]
    return "\n".join([f"{printable(row['doc'])}:{row['line']}", *(_INDENT + line for line in told)])


def _named(column: str) -> str:
    return column.replace("_", " ")


def _headed(columns: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
    return {_named(name): cells for name, cells in columns.items()}


def to_csv(answer: Answer) -> Iterator[bytes]:
    """RFC 4180 with a header; nothing for what is not known, spans as `b-e b-e`, an apostrophe before what a spreadsheet would compute."""
    yield csv_rows([answer.columns])
    yield csv_rows([harmless(cell(value)) if isinstance(value, str) else cell(value) for value in row] for row in answer.rows)


def shown(name: str, value: Any) -> str:
    """A value as people read it: shares in per cent.

    >>> shown("share", 0.0408), shown("share", 0.0), shown("confidence", 0.7), shown("claims", 12)
    ('4.1%', '0.0%', '0.70', '12')
    """
    if name == "share" and value is not None:
        return f"{value:.1%}"
    return f"{value:.2f}" if isinstance(value, float) else cell(value)


def cell(value: Any) -> str:
    """
    >>> cell(None), cell(3), cell(0.25), cell([[0, 4], [9, 12]])
    ('', '3', '0.25', '0-4 9-12')
    """
    if isinstance(value, Sequence) and not isinstance(value, str):
        return " ".join(f"{begin}-{end}" for begin, end in value)
    return "" if value is None else str(value)
