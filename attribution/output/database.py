"""SQLite: the claim record as a table of a database of its own, or of one that is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attribution.errors import UsageError
from attribution.model import FIELDS
from attribution.output.fields import NUMBERS, record
from attribution.output.jsontext import encodable, json_bytes
from attribution.output.provenance import Result, document_entry, made_by

if TYPE_CHECKING:
    from sqlite3 import Connection

_MAGIC = b"SQLite format 3\0"
_KINDS = {"line": "INTEGER", "column": "INTEGER", "anonymous": "INTEGER", **dict.fromkeys(NUMBERS, "REAL")}
_OWN = ("made_by", "documents", "claims")


def to_sqlite(results: Iterable[Result], *, fields: Sequence[str] = FIELDS, **_: Any) -> Iterator[bytes]:
    """A database (for Datasette, say): tables `claims` (lists and spans as JSON), `documents` and `made_by`."""
    import sqlite3

    database = sqlite3.connect(":memory:", isolation_level=None)
    _fill(database, list(results), fields)
    yield database.serialize()
    database.close()


def check_database(name: str) -> None:
    """UsageError where a file is there that is no database, or one whose tables of our names this tool has not made."""
    import sqlite3

    with Path(name).open("rb") as file:
        head = file.read(len(_MAGIC))
    if head not in (b"", _MAGIC):
        raise UsageError(f"-o {name}: is there and is no database; name another file, or add --overwrite to lose it")
    try:
        database = sqlite3.connect(f"{Path(name).resolve().as_uri()}?mode=ro", uri=True)
        taken = _taken(database)
        ours = not taken or ("made_by" in taken and _is_ours(database))
        database.close()
    except sqlite3.Error as error:
        raise UsageError(f"-o {name}: cannot be read as a database ({error}); name another file") from None
    if not ours:
        raise UsageError(f"-o {name}: has tables {', '.join(taken)} that this tool has not made; name another file, or add --overwrite")


def _taken(database: Connection) -> list[str]:
    names = {name.lower() for (name,) in database.execute("SELECT name FROM sqlite_master")}
    return [name for name in _OWN if name in names]


def _is_ours(database: Connection) -> bool:
    columns = [row[1] for row in database.execute("PRAGMA table_info(made_by)")]
    schema = database.execute("SELECT value FROM made_by WHERE name = 'schema'").fetchone() if columns == ["name", "value"] else None
    return schema is not None and str(schema[0]).startswith("attribution-")


def is_database(name: str) -> bool:
    """Whether a file is there that a database can be written into: one, or an empty file."""
    path = Path(name)
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(_MAGIC)) in (b"", _MAGIC)


def into_sqlite(name: str, results: Sequence[Result], fields: Sequence[str]) -> None:
    """Write our tables into a database that is there, all of them or none; its other tables stay. Raises UsageError where it cannot be."""
    import sqlite3

    try:
        database = sqlite3.connect(name, isolation_level=None)
        try:
            database.execute("BEGIN IMMEDIATE")
            _fill(database, results, fields)
            database.execute("COMMIT")
        finally:
            database.close()
    except sqlite3.Error as error:
        raise UsageError(f"{name}: cannot be written ({error}); it is as it was") from None


def _fill(database: Connection, results: Sequence[Result], fields: Sequence[str]) -> None:
    for name, statement in _tables(fields).items():
        _empty(database, name, statement)
    database.executemany("INSERT INTO made_by VALUES (?, ?)", made_by(results).items())
    places = ", ".join("?" * len(fields))
    for result in results:
        entry = document_entry(result)
        row = (encodable(entry["doc"]), entry["sha256"], entry["encoding"], _value(entry["warnings"]), _value(entry["unattributed"]))
        database.execute("INSERT OR REPLACE INTO documents VALUES (?, ?, ?, ?, ?)", row)
        rows = (record(claim) for claim in result.claims)
        database.executemany(f"INSERT OR REPLACE INTO claims VALUES ({places})", ([_value(row[name]) for name in fields] for row in rows))


def _tables(fields: Sequence[str]) -> Mapping[str, str]:
    columns = ", ".join(f'"{name}" {_KINDS.get(name, "TEXT")}' for name in fields)
    key = ', PRIMARY KEY ("doc", "id")' if {"doc", "id"} <= set(fields) else ""
    return {
        "made_by": "CREATE TABLE made_by (name TEXT PRIMARY KEY, value TEXT)",
        "documents": "CREATE TABLE documents (doc TEXT PRIMARY KEY, sha256 TEXT, encoding TEXT, warnings TEXT, unattributed TEXT)",
        "claims": f"CREATE TABLE claims ({columns}{key})",
    }


def _empty(database: Connection, name: str, statement: str) -> None:
    """The table without rows. One that looks as it should is kept, so that indexes made on it stay."""
    known = database.execute("SELECT sql FROM sqlite_master WHERE lower(name) = ?", (name,)).fetchone()
    if known == (statement,):
        database.execute(f"DELETE FROM {name}")
        return
    database.execute(f"DROP TABLE IF EXISTS {name}")
    database.execute(statement)


def _value(value: Any) -> Any:
    value = encodable(value)
    return json_bytes(value).decode("utf-8") if isinstance(value, list) else value
