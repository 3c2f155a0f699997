"""SQLite: the claim record as a table of a database of its own, or of one that is there, and what is made of it beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
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
_BASE = ("made_by", "documents", "claims")
_ABOUT = {"title": "title", "author": "author", "date": "published", "outlet": "outlet", "address": "address"}  # of a page, and its column
_CREATED = re.compile(r"CREATE (TABLE|VIEW|VIRTUAL TABLE) (\w+)")


def to_sqlite(results: Iterable[Result], *, fields: Sequence[str] = FIELDS, **_: Any) -> Iterator[bytes]:
    """A database (for Datasette, say): tables `claims` (lists and spans as JSON), `documents` and `made_by`; of whole records also what
    `database.sql` makes of them: `speakers`, `spans`, views for reading, a search."""
    import sqlite3

    database = sqlite3.connect(":memory:", isolation_level=None)
    _fill(database, list(results), fields)
    yield database.serialize()
    database.close()


def datasette_file(name: str) -> Iterator[bytes]:
    """What Datasette is to show of the database `name`: titles, descriptions, facets, its search."""
    import json

    told = json.loads(Path(__file__).with_name("datasette.json").read_text(encoding="utf-8"))
    tables = told.pop("tables")
    yield json_bytes({**told, "databases": {Path(name).stem: {"tables": tables}}}, indent=2) + b"\n"


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
        database.close()
    except sqlite3.Error as error:
        raise UsageError(f"-o {name}: cannot be read as a database ({error}); name another file") from None
    if taken:
        raise UsageError(f"-o {name}: has tables {', '.join(taken)} that this tool has not made; name another file, or add --overwrite")


def _taken(database: Connection) -> list[str]:
    """The tables and views of our names that are there and are not ours."""
    names = {name.lower() for (name,) in database.execute("SELECT name FROM sqlite_master")}
    ours = _made_before(database) if "made_by" in names else frozenset()
    return [name for name in (*_BASE, *_derived()) if name in names and name not in ours]


def _made_before(database: Connection) -> frozenset[str]:
    """The names that an export before made; none where `made_by` is not ours."""
    columns = [row[1] for row in database.execute("PRAGMA table_info(made_by)")]
    told = dict(database.execute("SELECT name, value FROM made_by")) if columns == ["name", "value"] else {}
    if not str(told.get("schema")).startswith("attribution-"):
        return frozenset()
    return frozenset(str(told.get("tables", " ".join(_BASE))).split())


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
    for kind, name in reversed(_created()):
        database.execute(f"DROP {kind.removeprefix('VIRTUAL ')} IF EXISTS {name}")
    for name, statement in _tables(fields).items():
        _empty(database, name, statement)
    places = ", ".join("?" * len(fields))
    for result in results:
        database.execute("INSERT OR REPLACE INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", _document(result))
        rows = (record(claim) for claim in result.claims)
        database.executemany(f"INSERT OR REPLACE INTO claims VALUES ({places})", ([_value(row[name]) for name in fields] for row in rows))
    statements = _statements(database) if set(fields) == set(FIELDS) else ()
    for statement in statements:
        database.execute(statement)
    made = [match[2] for match in map(_CREATED.match, statements) if match]
    database.executemany("INSERT INTO made_by VALUES (?, ?)", (made_by(results) | {"tables": " ".join([*_BASE, *made])}).items())


def _document(result: Result) -> list[Any]:
    entry = document_entry(result)
    about = entry.get("about", {})
    known = [encodable(about.get(name)) for name in _ABOUT]
    return [encodable(entry["doc"]), entry["sha256"], entry["encoding"], _value(entry["warnings"]), _value(entry["unattributed"]), *known]


@cache
def _script() -> tuple[str, ...]:
    """The statements of `database.sql`."""
    pieces = Path(__file__).with_name("database.sql").read_text(encoding="utf-8").split("\n\n")
    return tuple(piece.strip() for piece in pieces if not piece.startswith("--"))


def _created() -> list[tuple[str, str]]:
    """(kind, name) of what the statements create, in order."""
    return [(match[1], match[2]) for match in map(_CREATED.match, _script()) if match]


def _derived() -> list[str]:
    return [name for _, name in _created()]


def _statements(database: Connection) -> Sequence[str]:
    """The statements that this SQLite can carry out: without full-text search, those on claims for reading remain."""
    options = {name for (name,) in database.execute("PRAGMA compile_options")}
    return [each for each in _script() if "ENABLE_FTS5" in options or "_fts" not in each]


def _tables(fields: Sequence[str]) -> Mapping[str, str]:
    columns = ", ".join(f'"{name}" {_KINDS.get(name, "TEXT")}' for name in fields)
    key = ', PRIMARY KEY ("doc", "id")' if {"doc", "id"} <= set(fields) else ""
    home = ', FOREIGN KEY ("doc") REFERENCES documents ("doc")' if "doc" in fields else ""
    about = "".join(f", {column} TEXT" for column in _ABOUT.values())
    return {
        "made_by": "CREATE TABLE made_by (name TEXT PRIMARY KEY, value TEXT)",
        "documents": f"CREATE TABLE documents (doc TEXT PRIMARY KEY, sha256 TEXT, encoding TEXT, warnings TEXT, unattributed TEXT{about})",
        "claims": f"CREATE TABLE claims ({columns}{key}{home})",
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
