"""Questions to a corpus: each a file of SQL in `questions/`, whose figures are made of rows that can be asked for themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from attribution.corpus.database import run
from attribution.errors import UsageError

QUESTIONS = ("quoted", "anonymous", "certainty", "quotations", "first", "speakers")
UNKNOWN = "(unknown)"
_NOTE = re.compile(r"^-- (?:(\w+): )?(.+)$", re.MULTILINE)
_FIRST = 3  # rows of a figure that an answer names
_ROW = {  # what rows are shown with, and its column; a question's `speaker` is who that is
    "doc": "doc", "line": "line", "column": "column", "id": "id", "place": "place", "named": "speaker", "certainty": "certainty",
    "confidence": "confidence", "claim": "claim", "content_spans": "content_spans", "file": "file",
}  # fmt: skip


class Chart(NamedTuple):
    """What a question draws: `bars` of a figure by key, or `lines` of it by month, one for each of the largest of a key."""

    kind: str
    key: str
    figure: str


@dataclass(frozen=True)
class Question:
    """What is asked: over `rows`, one each claim, `figures` by `keys`, the largest `order` first.

    A narrow table does without the columns of `narrow`, in their order.
    """

    name: str
    title: str
    about: str
    keys: tuple[str, ...]
    by: tuple[str, ...]
    order: str
    narrow: tuple[str, ...]
    chart: Chart
    rows: str
    figures: str


class Answer(NamedTuple):
    """A table: names of columns, and rows.

    Of figures, the first `keys` columns say of what, the last is the place of the first claim behind each; `first` has the numbers of the
    first three, as `Corpus.claims` takes them.
    """

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]
    keys: int
    first: list[list[int]]


@cache
def question(name: str) -> Question:
    """The question of this name. UsageError where there is none."""
    if name not in QUESTIONS:
        raise UsageError(f"{name}: no such question; there are {', '.join(QUESTIONS)}")
    text = (Path(__file__).parent / "questions" / f"{name}.sql").read_text(encoding="utf-8")
    head, rows, figures = text.strip().split("\n\n")
    notes: dict[str, list[str]] = {}
    for match in _NOTE.finditer(head):
        notes.setdefault(match[1] or "about", []).append(match[2])
    told = {key: " ".join(lines) for key, lines in notes.items()}
    keys = tuple(told["keys"].split(", "))
    by = tuple(told.get("by", told["keys"]).split(", "))
    narrow = tuple(told.get("narrow", "first_place").split(", "))
    return Question(name, told["title"], told["about"], keys, by, told["order"], narrow, Chart(*told["chart"].split()), rows, figures)


def figures_of(asked: Question, keys: Sequence[str], where: str = "") -> str:
    """The query for the figures of a question by some keys; `first_rows`: the first claims of each."""
    named = ", ".join(f"coalesce(CAST({key} AS VARCHAR), '{UNKNOWN}') AS {key}" for key in keys)
    figures = f"SELECT {named}, {asked.figures}, min(n, {_FIRST}) AS first_rows FROM rows{where}"
    return f"WITH rows AS ({asked.rows}) {figures} GROUP BY {', '.join(f'rows.{key}' for key in keys)}"


class Corpus:
    """An index that is open. Close it, or use it in `with`. `damaged`: messages on files that are not as they were written."""

    def __init__(self, folder: Path, database: Any, damaged: tuple[str, ...] = ()) -> None:
        self.folder, self._database, self.damaged = folder, database, damaged
        self.least = 0.0  # the least confidence of the claims that are asked

    def __enter__(self) -> Corpus:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def surer(self, least: float) -> None:
        """Let go of the claims of less confidence, from 0 to 1: whatever is asked from here on is of those that are left."""
        ((name,),) = self._asked("SELECT current_database()", [])[1]
        self.least = least
        self._database.execute("SET VARIABLE least = ?", [least])
        run(self._database, "surer", lambda statement: statement.replace("main.", f'"{name}".main.'))
        run(self._database, "compared", lambda statement: statement.replace("CREATE TABLE", "CREATE TEMP TABLE"))

    def ask(self, name: str, by: Sequence[str] = (), only: Mapping[str, str] | None = None, top: int | None = None) -> Answer:
        """The figures of a question, by some of its keys, of those rows alone whose keys have the values of `only`.

        Raises UsageError for a question or a key that there is not.
        """
        asked = question(name)
        keys = _known(asked, by or asked.by)
        where, values = _where(asked, only or {})
        known = keys == asked.by and not where and not self.least  # answered when the index was made
        figures = f"SELECT * FROM answered_{name}" if known else figures_of(asked, keys, where)
        query = (
            f"SELECT shown.* EXCLUDE (first_rows), claims.doc || ':' || claims.line AS first_place, first_rows "
            f"FROM (SELECT * FROM ({figures}) AS figures ORDER BY {_order(asked, keys, 'figures')}{_limit(top)}) AS shown "
            f"JOIN claims ON claims.n = first_rows[1] ORDER BY {_order(asked, keys, 'shown')}"
        )
        columns, found = self._asked(query, values)
        return Answer(columns[:-1], [row[:-1] for row in found], len(keys), [row[-1] for row in found])

    def rows(self, name: str, only: Mapping[str, str] | None = None, top: int | None = None) -> Answer:
        """The claims that the figures of a question come from, with its keys, and the place of each in its article and its file."""
        asked = question(name)
        where, values = _where(asked, only or {})
        named = ", ".join([*(f"rows.{key}" for key in asked.keys), *(f'claims."{column}" AS "{name}"' for name, column in _ROW.items())])
        source = f"rows JOIN claims ON claims.n = rows.n{where}"
        query = f"WITH rows AS ({asked.rows}) SELECT {named} FROM {source} ORDER BY claims.n{_limit(top)}"
        return Answer(*self._asked(query, values), len(asked.keys), [])

    def claims(self, numbers: Iterable[int]) -> dict[int, dict[str, Any]]:
        """Claims by their numbers: place, speaker as named, certainty and words of each."""
        named = ", ".join(f'"{column}" AS "{name}"' for name, column in _ROW.items())
        columns, found = self._asked(f"SELECT n, {named} FROM claims WHERE n IN (SELECT unnest(?))", [sorted({*numbers})])
        return {row[0]: dict(zip(columns[1:], row[1:], strict=True)) for row in found}

    def known(self) -> tuple[int, int, int]:
        """Articles, those of no known date, and those of no known outlet."""
        query = "SELECT count(*), count(*) - count(day), count(*) FILTER (coalesce(outlet, '') = '') FROM documents"
        (found,) = self._asked(query, [])[1]
        return found[0], found[1], found[2]

    def _asked(self, query: str, values: Sequence[Any]) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
        found = self._database.execute(query, list(values))
        return tuple(each[0] for each in found.description), found.fetchall()


def _known(asked: Question, keys: Sequence[str]) -> tuple[str, ...]:
    for key in keys:
        if key not in asked.keys:
            raise UsageError(f"{asked.name}: has no key {key}; there are {', '.join(asked.keys)}")
    return tuple(dict.fromkeys(keys))


def _where(asked: Question, only: Mapping[str, str]) -> tuple[str, list[str]]:
    keys = _known(asked, list(only))
    tests = [f"coalesce(CAST(rows.{key} AS VARCHAR), '{UNKNOWN}') = ?" for key in keys]
    return f" WHERE {' AND '.join(tests)}" if tests else "", [only[key] for key in keys]


def _order(asked: Question, keys: Sequence[str], table: str) -> str:
    """The largest first, then by the keys; numbers of quotations as numbers."""
    return f"{table}.{asked.order} DESC, " + ", ".join(f"TRY_CAST({table}.{key} AS BIGINT), {table}.{key}" for key in keys)


def _limit(top: int | None) -> str:
    return "" if top is None else f" LIMIT {int(top)}"

