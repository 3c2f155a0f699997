"""What a new version changes: the rows of two outputs lined up, gained, lost and changed, by field and by rule."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, NamedTuple

from attribution.errors import InputError, UsageError

Row = Mapping[str, Any]
What = Literal["gained", "lost", "changed"]
_LEFT_OUT = ("id", "refers_to", "sentence")  # numbers shift when a row comes or goes; the sentence is the article's


class Change(NamedTuple):
    """One row that differs: as it was and as it is (None where there is none), and the fields that do."""

    what: What
    before: Row | None
    after: Row | None
    fields: tuple[str, ...] = ()

    @property
    def row(self) -> Row:
        """The row that there is, the newer one first."""
        found = self.after if self.after is not None else self.before
        assert found is not None
        return found


@dataclass
class Difference:
    """The changes between two outputs, and how many rows each has; `same` rows differ in nothing."""

    changes: list[Change] = field(default_factory=list)
    before: int = 0
    after: int = 0
    same: int = 0

    def by_field(self) -> Counter[str]:
        """How many changed rows differ in each field."""
        return Counter(name for change in self.changes for name in change.fields)

    def by_rule(self) -> dict[str, Counter[str]]:
        """Rule → how many rows it gained, lost, changed."""
        rules: dict[str, Counter[str]] = {}
        for change in self.changes:
            rules.setdefault(str(change.row.get("rule")), Counter())[change.what] += 1
        return rules


def difference(old: str, new: str) -> Difference:
    """Two outputs compared: each a file of JSON Lines, or a folder of such.

    Rows are one and the same where document and spans of the content are; what is left of a document after that is paired where cue
    and spans of the cue are the same. Raises InputError for what cannot be read, UsageError for what is no claims.
    """
    before, after = _by_document(old), _by_document(new)
    found = Difference(before=sum(map(len, before.values())), after=sum(map(len, after.values())))
    for doc in dict.fromkeys([*before, *after]):
        for change in _changes(before.get(doc, []), after.get(doc, [])):
            if change is None:
                found.same += 1
            else:
                found.changes.append(change)
    return found


def _changes(before: list[Row], after: list[Row]) -> Iterator[Change | None]:
    """What became of the rows of one document, None for each that is the same."""
    for key in ("content_spans", "cue_spans"):
        waiting = {_place(row, key): row for row in before if row.get(key)}
        matched: set[int] = set()
        left = []
        for row in after:
            match = waiting.pop(_place(row, key), None) if row.get(key) else None
            if match is None:
                left.append(row)
                continue
            matched.add(id(match))
            fields = tuple(name for name in row if name not in _LEFT_OUT and row[name] != match.get(name))
            yield Change("changed", match, row, fields) if fields else None
        before, after = [row for row in before if id(row) not in matched], left
    yield from (Change("lost", row, None) for row in before)
    yield from (Change("gained", None, row) for row in after)


def _place(row: Row, key: str) -> str:
    return json.dumps([row[key], row.get("cue_spans")])


def _by_document(name: str) -> dict[str, list[Row]]:
    path = Path(name)
    files = sorted(path.rglob("*.jsonl")) if path.is_dir() else [path]
    if not files:
        raise UsageError(f"{name}: holds no claims as JSON Lines; give such files, or folders that hold some, as `extract` makes them")
    rows: dict[str, list[Row]] = {}
    for file in files:
        for row in _rows(file):
            rows.setdefault(row["doc"], []).append(row)
    return rows


def _rows(path: Path) -> Iterable[Row]:
    try:
        lines = path.read_text("utf-8").splitlines() if path.stat().st_size else []
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read ({error})") from None
    for number, line in enumerate(lines, 1):
        try:
            row = json.loads(line)
        except ValueError as error:
            raise UsageError(f"{path}:{number}: is no JSON ({error}); compare what `export --format jsonl` or `extract` wrote") from None
        if not isinstance(row, dict) or "doc" not in row:
            raise UsageError(f"{path}:{number}: is no claim; compare what `export --format jsonl` or `extract` wrote")
        yield row
