"""DuckDB, and rows that go to it and come from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from attribution.errors import UsageError

_TOGETHER = 20_000  # rows that go from one side to the other at once


def engine() -> Any:
    """DuckDB. UsageError where it, or what hands it rows, is not installed."""
    try:
        import duckdb
        import pyarrow  # noqa: F401
    except ImportError:
        raise UsageError("corpus: needs duckdb and pyarrow; install them with: pip install 'claim-attribution[corpus]'") from None
    return duckdb


def run(database: Any, name: str, change: Callable[[str], str] = lambda statement: statement) -> None:
    """The statements of a file beside this one, parted by empty lines, each as `change` makes it."""
    for statement in Path(__file__).with_name(f"{name}.sql").read_text(encoding="utf-8").split("\n\n"):
        database.execute(change(statement))


def insert(database: Any, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Rows of Python's into a table, so many at a time that memory does not grow with their number."""
    import pyarrow

    rows = iter(rows)
    while some := list(islice(rows, _TOGETHER)):
        named = dict(zip(columns, map(list, zip(*some, strict=True)), strict=True))
        database.register("handed", pyarrow.table(named))
        database.execute(f"INSERT INTO {table} BY NAME SELECT * FROM handed")
        database.unregister("handed")


def fetched(database: Any, query: str) -> Iterator[tuple[Any, ...]]:
    """The rows of a query, some at a time, while others use the database."""
    cursor = database.cursor()
    cursor.execute(query)
    while some := cursor.fetchmany(_TOGETHER):
        yield from some
