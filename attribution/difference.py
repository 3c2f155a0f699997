"""What a new version changes: the rows of two outputs lined up, gained, lost and changed, by field and by rule."""

from __future__ import annotations

import json
from collections import Counter, deque
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, Literal, NamedTuple

from attribution.errors import InputError, UsageError
from attribution.written import REMEDY, damage

Row = Mapping[str, Any]
What = Literal["gained", "lost", "changed"]
_WANTED = "compare what `export` wrote as jsonl or parquet, or `extract`"
_LEFT_OUT = ("id", "refers_to", "sentence")  # numbers shift when a row comes or goes; the sentence is the article's
_PLACES = ("line", "column", "place", "content_spans", "quote_spans", "cue_spans", "source_spans")  # all of them move with the text


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
    """The changes between two outputs, and how many rows each has; `same` rows differ in nothing.

    `texts` names the documents whose text is another one, as far as the outputs say so; `damaged` tells of files that are not as `extract`
    wrote them.
    """

    changes: list[Change] = field(default_factory=list)
    before: int = 0
    after: int = 0
    same: int = 0
    texts: list[str] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)

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
    """Two outputs compared: each a file of JSON Lines or Parquet, or a folder of such.

    Rows are one and the same where document and spans of the content are; what is left of a document after that is paired where cue
    and spans of the cue are the same. Of a document whose text has changed, rows are paired by their words, and places are not compared.
    Raises InputError for what cannot be read, UsageError for what is no claims.
    """
    damaged = [message for name in (old, new) for message in damage(Path(name))]
    try:
        before, after = _by_document(old), _by_document(new)
    except UsageError as error:
        raise (InputError(f"{error}; {REMEDY}") if damaged else error) from None
    found = Difference(before=sum(map(len, before.values())), after=sum(map(len, after.values())), damaged=damaged)
    digests, digests_now = _digests(old), _digests(new)
    for doc in dict.fromkeys([*before, *after]):
        rows, rows_now = before.get(doc, []), after.get(doc, [])
        moved = digests[doc] != digests_now[doc] if doc in digests and doc in digests_now else _other_words(rows, rows_now)
        found.texts += [doc] if moved else []
        for change in _changes(rows, rows_now, moved):
            if change is None:
                found.same += 1
            else:
                found.changes.append(change)
    return found


def _digests(name: str) -> dict[str, str]:
    """Document → SHA-256 of what was read, where `extract` lists them beside the claims."""
    digests = {}
    for path in sorted(Path(name).glob("documents-*.tsv")):
        for line in path.read_text("utf-8", "replace").split("\n")[1:-1]:
            digests[line.partition("\t")[0]] = line.rpartition("\t")[2]
    return digests


def _other_words(before: list[Row], after: list[Row]) -> bool:
    """Whether other words stand where a claim stood: in one and the same text they cannot."""
    words = {_at(row, "content_spans"): row.get("claim") for row in before}
    return any(words.get(_at(row, "content_spans"), row.get("claim")) != row.get("claim") for row in after if row.get("content_spans"))


def _changes(before: list[Row], after: list[Row], moved: bool) -> Iterator[Change | None]:
    """What became of the rows of one document, None for each that is the same; `moved`: its text has changed."""
    keys: tuple[Callable[[Row], Hashable], ...] = (_words,) if moved else (_content, _cue)
    for key in keys:
        waiting: dict[Hashable, deque[Row]] = {}
        for row in before:
            waiting.setdefault(key(row), deque()).append(row)
        matched: set[int] = set()
        left = []
        for row in after:
            place = key(row)
            if place is None or not waiting.get(place):
                left.append(row)
                continue
            match = waiting[place].popleft()
            matched.add(id(match))
            fields = tuple(_differing(match, row, moved))
            yield Change("changed", match, row, fields) if fields else None
        before, after = [row for row in before if id(row) not in matched], left
    yield from (Change("lost", row, None) for row in before)
    yield from (Change("gained", None, row) for row in after)


def _differing(before: Row, after: Row, moved: bool) -> Iterator[str]:
    left_out = (*_LEFT_OUT, *_PLACES) if moved else _LEFT_OUT
    return (name for name in after if name not in left_out and after[name] != before.get(name))


def _content(row: Row) -> Hashable:
    return _at(row, "content_spans") if row.get("content_spans") else None


def _cue(row: Row) -> Hashable:
    return _at(row, "cue_spans") if row.get("cue_spans") else None


def _words(row: Row) -> Hashable:
    return row.get("claim"), row.get("cue")


def _at(row: Row, key: str) -> str:
    return json.dumps([row.get(key), row.get("cue_spans")])


def _by_document(name: str) -> dict[str, list[Row]]:
    path = Path(name)
    files = sorted(file for file in path.rglob("*.*") if file.suffix in _READERS) if path.is_dir() else [path]
    if not files:
        raise UsageError(f"{name}: holds no claims as JSON Lines or Parquet; give such files, or folders of them, as `extract` makes them")
    rows: dict[str, list[Row]] = {}
    for file in files:
        for row in _READERS.get(file.suffix, _lines)(file):
            rows.setdefault(row["doc"], []).append(row)
    return rows


def _lines(path: Path) -> Iterator[Row]:
    with _opened(path) as file:
        for number, line in enumerate(file, 1):
            try:
                row = json.loads(line)
            except ValueError:
                raise UsageError(f"{path}:{number}: is no JSON; {_WANTED}") from None
            yield _checked(row, f"{path}:{number}")


def _table(path: Path) -> Iterator[Row]:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise UsageError(f"{path}: needs pyarrow; install it with: pip install 'claim-attribution[parquet]'") from None
    with _opened(path) as file:
        try:
            rows = [row for batch in pq.ParquetFile(file).iter_batches() for row in batch.to_pylist()]
        except pa.ArrowException as error:
            raise InputError(f"{path}: cannot be read ({str(error).splitlines()[0]})") from None
    yield from (_checked(row, f"{path}, row {number}") for number, row in enumerate(rows, 1))


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    try:
        with path.open("rb") as file:
            yield file
    except FileNotFoundError:
        raise InputError(f"{path}: no such file or folder") from None
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror or type(error).__name__})") from None


def _checked(row: object, place: str) -> Row:
    if not isinstance(row, dict) or "doc" not in row:
        raise UsageError(f"{place}: is no claim; {_WANTED}")
    return row


_READERS: Mapping[str, Callable[[Path], Iterator[Row]]] = {".jsonl": _lines, ".parquet": _table}
