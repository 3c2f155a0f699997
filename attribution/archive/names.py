"""Ids that came before, millions of them, in a file that is gone when the run ends."""

from __future__ import annotations

import sqlite3
from types import TracebackType


class Seen:
    """Counts ids. SQLite keeps what does not fit into its own small memory in a file that nobody sees."""

    def __init__(self) -> None:
        self._database = sqlite3.connect("", isolation_level=None)  # "": a file of its own, removed when it is closed
        self._database.execute("PRAGMA cache_size = -20000")
        self._database.execute("PRAGMA synchronous = OFF")
        self._database.execute("PRAGMA journal_mode = OFF")
        self._database.execute("CREATE TABLE seen (id TEXT PRIMARY KEY, times INTEGER) WITHOUT ROWID")
        self._database.execute("BEGIN")  # never ended: nobody reads it again, and ten million ids would each wait for the end of their own

    def __enter__(self) -> Seen:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._database.close()

    def count(self, name: str) -> int:
        """How often the id came before, this time left out."""
        key = name.encode("utf-8", "surrogatepass")
        row = self._database.execute(
            "INSERT INTO seen VALUES (?, 1) ON CONFLICT (id) DO UPDATE SET times = times + 1 RETURNING times", (key,)
        ).fetchone()
        return int(row[0]) - 1
