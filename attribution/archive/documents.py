"""Documents out of a corpus, one by one, whatever its form: files of articles, JSON Lines, CSV, Parquet, web archives, packed or not.

Nothing here holds more than one document (of Parquet, some rows). What cannot be read is a `Trouble` in its place; the rest goes on.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, BinaryIO, NamedTuple

from attribution.errors import UsageError
from attribution.readers.article import find_articles
from attribution.readers.forms import SUFFIXES
from attribution.readers.found import find

LONGEST = 10_000_000  # characters of one document: the longest novels have four million
_ROWS = 256  # of Parquet, read at once
_PIECE = 1 << 20
_FEW = 12  # columns that a message names


class Fields(NamedTuple):
    """The columns, or keys, of a table that hold a document's text, its id, its date and its outlet."""

    text: str = "text"
    id: str = "id"
    date: str | None = None
    outlet: str | None = None


class Item(NamedTuple):
    """One document. `text` is None where the file `id` itself is to be read, `media` the form of a text that is none ("text/html")."""

    id: str
    text: str | None
    date: str | None = None
    media: str | None = None
    outlet: str | None = None

    @property
    def size(self) -> int:
        """Characters of its text; of a file, bytes."""
        return len(self.text) if self.text is not None else Path(self.id).stat().st_size


class Trouble(NamedTuple):
    """What could not be read: where (`FILE:ROW`), and why."""

    where: str
    why: str


Read = Iterator[Item | Trouble]


class Meter:
    """How much of a corpus is read, by the bytes of its files as they lie on the disk."""

    def __init__(self) -> None:
        self._total, self._before = 0, 0
        self._file: BinaryIO | None = None

    @property
    def share(self) -> float:
        """From 0 to 1."""
        here = self._file.tell() if self._file is not None else 0
        return min(1.0, (self._before + here) / self._total) if self._total else 0.0

    def plan(self, paths: Iterable[str]) -> None:
        """Count in what these files hold."""
        self._total += sum(map(_size, paths))

    @contextmanager
    def reading(self, path: str) -> Iterator[BinaryIO]:
        """The file open, and counted as far as it is read."""
        try:
            with Path(path).open("rb") as self._file:
                yield self._file
        finally:
            self._file = None
            self.passed(path)

    def passed(self, path: str) -> None:
        """Count a file as read."""
        self._before += _size(path)


def read_corpus(names: Iterable[str], fields: Fields, longest: int = LONGEST, meter: Meter | None = None) -> Read:
    """The documents that files, folders and patterns hold, in order. `longest`: the most characters of a document that is read."""
    meter = meter or Meter()
    corpora = [(name, find([name], (*SUFFIXES, *_TABLES, *_PACKED), "corpus")) for name in names]
    meter.plan(path for _, found in corpora for path in found.files)
    for name, found in corpora:
        for message in (*found.told, *found.problems):
            yield Trouble(name, message)
        for path in found.files:
            yield from _read(path, fields, longest, meter)


def _size(path: str) -> int:
    try:
        return Path(path).stat().st_size
    except OSError:
        return 0


def _read(path: str, fields: Fields, longest: int, meter: Meter) -> Read:
    reader = next((reader for ending, reader in _TABLES.items() if path.lower().endswith(ending)), None)
    try:
        if reader is not None:
            with meter.reading(path) as file:
                yield from reader(path, file, fields, longest)
        elif path.lower().endswith(_PACKED):
            yield Trouble(path, f"is packed, and no table that is read: {', '.join(_TABLES)}")
        elif Path(path).stat().st_size > 4 * longest:
            yield _refused(path, longest)
        else:
            yield from (Item(file, None) for file in find_articles([path]).files)
    except UsageError:
        raise
    except Exception as error:  # a broken file ends where it breaks; the others are read
        yield Trouble(path, f"cannot be read any further ({type(error).__name__}: {error})")
    if reader is None:
        meter.passed(path)


def _unpacked(path: str, file: BinaryIO) -> BinaryIO:
    """The bytes of a file, unpacked where its name says that it is packed."""
    if path.lower().endswith(".gz"):
        import gzip

        return gzip.open(file)  # type: ignore[return-value]
    if path.lower().endswith(".zst"):
        try:
            import zstandard
        except ImportError:
            raise UsageError(f"{path}: needs zstandard; install it with: pip install 'claim-attribution[archive]'") from None
        return io.BufferedReader(zstandard.open(file, "rb", closefd=False))
    return file


def _read_jsonl(path: str, file: BinaryIO, fields: Fields, longest: int) -> Read:
    most = 8 * longest  # bytes: escapes make a text longer
    for number, line in enumerate(_lines(_unpacked(path, file), most), 1):
        where = f"{path}:{number}"
        if line is None:
            yield _refused(where, longest)
        elif line.strip():
            yield _parsed(line, where, fields, longest)


def _lines(file: IO[bytes], most: int) -> Iterator[bytes | None]:
    """Line by line; None for one of more than `most` bytes, which is skipped without being held."""
    while line := file.readline(most):
        if len(line) < most or line.endswith(b"\n"):
            yield line
            continue
        while (rest := file.readline(_PIECE)) and not rest.endswith(b"\n"):
            pass
        yield None


def _parsed(line: bytes, where: str, fields: Fields, longest: int) -> Item | Trouble:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Trouble(where, f"is no JSON ({error})")
    return item_of(row, where, fields, longest) if isinstance(row, dict) else Trouble(where, "is no JSON object")


def _read_csv(path: str, file: BinaryIO, fields: Fields, longest: int) -> Read:
    before = csv.field_size_limit(min(longest * 2, 2**31 - 1))  # of the whole process: it is given back
    try:
        reader = csv.reader((_decoded(line) for line in _lines(_unpacked(path, file), 8 * longest)), strict=True)
        header = next(reader, [])
        _check_columns(path, header, fields)
        for row in reader:
            yield item_of(dict(zip(header, row, strict=False)), f"{path}:{reader.line_num}", fields, longest)
    finally:
        csv.field_size_limit(before)


def _decoded(line: bytes | None) -> str:
    if line is None:
        raise ValueError("a line is longer than any document that is read")
    return line.decode("utf-8-sig")


def _read_parquet(path: str, file: BinaryIO, fields: Fields, longest: int) -> Read:
    try:
        import pyarrow.parquet as parquet
    except ImportError:
        raise UsageError(f"{path}: needs pyarrow; install it with: pip install 'claim-attribution[parquet]'") from None
    table = parquet.ParquetFile(file)
    names = table.schema_arrow.names
    _check_columns(path, names, fields)
    kind = str(table.schema_arrow.field(fields.text).type)
    if "string" not in kind and kind != "null":
        yield Trouble(path, f"column {fields.text!r} holds {kind}, no text; name another with --text")
        return
    number = 0
    wanted = [name for name in fields if name in names]
    for batch in table.iter_batches(batch_size=_ROWS, columns=wanted):
        for row in batch.to_pylist():
            number += 1
            yield item_of(row, f"{path}:{number}", fields, longest)


def _read_warc(path: str, file: BinaryIO, fields: Fields, longest: int) -> Read:
    try:
        from warcio.archiveiterator import ArchiveIterator
    except ImportError:
        raise UsageError(f"{path}: needs warcio; install it with: pip install 'claim-attribution[archive]'") from None
    for record in ArchiveIterator(file):
        media = record.http_headers.get_header("Content-Type", "") if record.rec_type == "response" and record.http_headers else ""
        if not media.startswith(("text/html", "application/xhtml", "text/plain")):
            continue
        address, date = (record.rec_headers.get_header(name) for name in ("WARC-Target-URI", "WARC-Date"))
        data = record.content_stream().read(4 * longest + 1)
        if len(data) > 4 * longest:
            yield _refused(f"{path}: {address}", longest)
            continue
        charset = media.partition("charset=")[2].strip("\"' ;") or "utf-8"
        yield Item(address, _text(data, charset), date, media.partition(";")[0])


def _text(data: bytes, charset: str) -> str:
    try:
        return data.decode(charset)
    except (LookupError, UnicodeDecodeError):
        return io.TextIOWrapper(io.BytesIO(data), "utf-8", errors="replace").read()


def _refused(where: str, longest: int) -> Trouble:
    return Trouble(where, f"is longer than {longest:,} characters; such a document is refused (--longest)")


def _check_columns(path: str, names: Sequence[str], fields: Fields) -> None:
    """UsageError where a table lacks a column that has to be there."""
    for name in (fields.text, fields.id):
        if name not in names:
            raise UsageError(f"{path}: has no column {name!r}; columns are {', '.join(names)}; name others with --text and --id")


def item_of(row: Mapping[str, Any], where: str, fields: Fields, longest: int = LONGEST) -> Item | Trouble:
    """The document of a row of a table, or what is wrong with it; `where` names the row."""
    text, name = row.get(fields.text), row.get(fields.id)
    if not isinstance(text, str):
        what = "has no text" if text is None else f"has a {type(text).__name__} for a text"
        return Trouble(where, f"{what} under {fields.text!r}{_others(row, fields.text, '--text')}")
    if len(text) > longest:
        return _refused(where, longest)
    if name is None or name == "":
        return Trouble(where, f"has no id under {fields.id!r}{_others(row, fields.id, '--id')}")
    date, outlet = (row.get(field) if field else None for field in (fields.date, fields.outlet))
    return Item(str(name), text, _told(date), outlet=_told(outlet))


def _others(row: Mapping[str, Any], name: str, option: str) -> str:
    """What else there is, where a row lacks a column altogether."""
    if name in row or not row:
        return ""
    shown = [str(key) for key in row][:_FEW]
    return f"; it has {', '.join(shown)}{', …' if len(row) > _FEW else ''} ({option})"


def _told(value: Any) -> str | None:
    return None if value is None or value == "" else str(value)


_Reader = Callable[[str, BinaryIO, Fields, int], Read]
_PACKED = (".gz", ".zst")
_LINED: dict[str, _Reader] = {".jsonl": _read_jsonl, ".ndjson": _read_jsonl, ".csv": _read_csv}
_TABLES: dict[str, _Reader] = {
    **{f"{ending}{packed}": reader for ending, reader in _LINED.items() for packed in ("", *_PACKED)},
    ".parquet": _read_parquet, ".warc": _read_warc, ".warc.gz": _read_warc,
}  # fmt: skip
