"""Answers about a corpus as a table for people and as CSV. As a page, see `page.corpus`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from attribution.output.columns import columns_table
from attribution.output.export import csv_rows, harmless

if TYPE_CHECKING:
    from attribution.corpus import Answer

_BESIDE = ("file", "content spans", "place", "id", "column")  # that a narrow table of claims does without first
_KEPT = 2  # columns that the narrowest table has
_FACES = "core", "quotation"  # numbers that name something: no figures


def to_table(answer: Answer, width: int) -> str:
    """One row a figure; too narrow for whole words, without the last columns."""
    if not answer.rows:
        return "nothing"
    names = [name.replace("_", " ") for name in answer.columns]
    columns = {name: [cell(row[at]) for row in answer.rows] for at, name in enumerate(names)}
    numbers = [name for at, name in enumerate(names) if name not in _FACES and isinstance(answer.rows[0][at], int | float)]
    rest = [name for name in names[: _KEPT - 1 : -1] if name not in _BESIDE]
    return columns_table(columns, width, numbers, [*(name for name in _BESIDE if name in names), *rest])


def to_csv(answer: Answer) -> Iterator[bytes]:
    """RFC 4180 with a header; nothing for what is not known, spans as `b-e b-e`, an apostrophe before what a spreadsheet would compute."""
    yield csv_rows([answer.columns])
    yield csv_rows([harmless(cell(value)) if isinstance(value, str) else cell(value) for value in row] for row in answer.rows)


def cell(value: Any) -> str:
    """
    >>> cell(None), cell(3), cell(0.25), cell([[0, 4], [9, 12]])
    ('', '3', '0.25', '0-4 9-12')
    """
    if isinstance(value, Sequence) and not isinstance(value, str):
        return " ".join(f"{begin}-{end}" for begin, end in value)
    return "" if value is None else str(value)
