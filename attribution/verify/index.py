"""Many sources: an index on disk of what stands in which paragraph, so that of them only those are read that a draft may quote.

SQLite's FTS5 holds a row a paragraph, its terms being stems and pairs of neighbouring words. Nothing in it is ever shown: a source that is
picked is read again, and where its sha256 is not the one that was indexed it is indexed anew first.
"""

from __future__ import annotations

import os
import re
import sqlite3
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import chain, pairwise
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from attribution.document.lemmas import read_lemmas
from attribution.memo import Memo
from attribution.model import Extraction
from attribution.pipeline import extract
from attribution.readers import Source
from attribution.readers.readable import Readable
from attribution.readers.several import Stamp, each_article, stamp
from attribution.rulebook.rules import shipped_rules
from attribution.rulefiles import rules_version
from attribution.verify.fold import folded_words
from attribution.verify.kept import pack, unpack
from attribution.verify.language import language
from attribution.version import __version__

SCHEMA = 2  # rises when the tables or the terms change
_WAIT = 60.0  # seconds for another run that writes
_LONGEST = 1_500  # characters of a row
_PAIRS, _SINGLE = 8, 8  # the rarest terms of a text that are looked up: pairs, and single words
_ROWS = 1_000  # rows of one term: of words that stand everywhere no more is learnt
_BEST = 8  # sources of a text that are picked at most …
_SHARE, _AS_GOOD = 0.1, 0.7  # … with this share of the information looked up, and of what the best one has
_DEAD = 5_000  # rows of former versions from which, if they are as many as the living, the index is made anew
_STALE = 3_600  # seconds after which a half-made index is nobody's any more
_FORMS = 60_000  # words of thousands of articles that are stemmed once
_PARAGRAPH = re.compile(r"[^\n]+")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_TABLES = """
create table made(by text not null, next int not null, sum int not null);
create table sources(name text primary key, size int, mtime int, sha256 text, first int, stop int) without rowid;
create table extractions(sha256 text, form text, data blob, primary key (sha256, form)) without rowid;
create virtual table paragraphs using fts5(terms, content='', detail=none, columnsize=0, tokenize="ascii tokenchars '_''.'");
"""
Read = tuple[Source, Readable | None]


class Entry(NamedTuple):
    """A source as indexed: its stamp, the digest of its bytes, and its rows, the last one exclusive."""

    size: int
    mtime: int
    sha256: str
    first: int
    stop: int


def made_by() -> str:
    """What an index must have been made by to be used: terms are words as the rules fold them."""
    return f"{SCHEMA} {__version__} {rules_version()}"


class Index:
    """The index of some files. `told` are messages for people, `problems` what could not be read."""

    def __init__(self, path: Path | None, files: Mapping[str, Stamp], encoding: str | None) -> None:
        """`path`: where it is kept, None for this run only; `files`: what it is of, as the user names them, with their stamps."""
        self.files = dict(zip(_absolute(files), files, strict=True))
        self._stamps = {name: files[shown] for name, shown in self.files.items()}
        self.path, self.encoding = path, encoding
        self.told: list[str] = []
        self.problems: dict[str, str] = {}
        self._open()

    # ------------------------------------------------------------ opening and making

    def _open(self) -> None:
        """The index, brought up to date; where there is none that can be used, a new one."""
        if self.path is None:
            self._db = _connected("")
            self._make()
            return
        try:
            if self.path.exists():
                self._db = _connected(self.path)
                self._use()
                return
        except (sqlite3.DatabaseError, OSError) as error:
            self._told_anew(str(error))
        self._make_aside()

    def _use(self) -> None:
        """Use what is there. Raises sqlite3.DatabaseError where it is of no use."""
        if self._db.execute("pragma quick_check(1)").fetchone() != ("ok",):
            raise sqlite3.DatabaseError("its pages do not fit together")
        made = self._db.execute("select by from made").fetchone()
        if made != (made_by(),):
            raise sqlite3.DatabaseError("it was made by another version")
        self._db.execute("begin")  # no other run writes between the two
        whole = self._db.execute("select sum from made").fetchone() == (self._sum(),)
        self._db.execute("commit")
        if not whole:
            raise sqlite3.DatabaseError("it does not hold what was written")
        self._update()
        living = sum(entry.stop - entry.first for entry in self.entries.values())
        if self._next() - living > max(_DEAD, living):
            self._make_aside()

    def _told_anew(self, why: str) -> None:
        self.told.append(f"{self.path}: made anew ({why})")

    def _make_aside(self) -> None:
        """A new index beside the old one, whole before it takes its place: two runs may do so at once, and either may be stopped."""
        assert self.path is not None
        part = self.path.with_suffix(f".{os.getpid()}.part")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            _sweep(self.path)
            self._db = _connected(part, safe=False)
            self._make()
            self._db.close()
            Path(f"{self.path}-journal").unlink(missing_ok=True)
            part.replace(self.path)
            self._db = _connected(self.path)
        except (OSError, sqlite3.OperationalError) as error:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            self.told.append(f"{self.path}: cannot be kept ({error}); indexed for this run only")
            self._db = _connected("")
            self._make()

    def _make(self) -> None:
        self._db.executescript(_TABLES)
        self._db.execute("insert into made values(?, 1, 0)", (made_by(),))
        self._update()
        with self._writing():
            self._db.execute("insert into paragraphs(paragraphs) values('optimize')")

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One transaction, with the sum of what it leaves: what a run that is stopped leaves behind is what there was before."""
        self._db.execute("begin immediate")
        try:
            yield
            self._db.execute("savepoint written")  # FTS5 hands out its words then
            self._db.execute("update made set sum = ?", (self._sum(),))
        except BaseException:
            self._db.execute("rollback")
            raise
        self._db.execute("commit")

    def _sum(self) -> int:
        """A checksum of all that is looked up: of words that went bad on the disk, SQLite itself says nothing."""
        total = 0
        for (block,) in self._db.execute("select block from paragraphs_data order by id"):
            total = crc32(block, total)
        for row in self._db.execute("select name, size, mtime, sha256, first, stop from sources order by name"):
            total = crc32(repr(row).encode("utf-8", "surrogatepass"), total)
        return total

    # ------------------------------------------------------------ keeping up with the files

    def _update(self) -> None:
        """Index what is new or changed, forget what is gone."""
        self._read_entries()
        version = self._version()
        if self._changed() or self.entries.keys() - self.files.keys():
            with self._writing():
                if self._version() != version:
                    self._read_entries()  # another run may have done it
                self._forget(self.entries.keys() - self.files.keys())
                self._add(self._changed())
            self._read_entries()

    def _version(self) -> int:
        """Another one where another run has written."""
        return int(self._db.execute("pragma data_version").fetchone()[0])

    def _read_entries(self) -> None:
        rows = self._db.execute("select name, size, mtime, sha256, first, stop from sources")
        self.entries = {name: Entry(*values) for name, *values in rows}
        self._places = sorted((entry.first, entry.stop, name) for name, entry in self.entries.items())

    def _changed(self) -> list[str]:
        entries = self.entries
        return [name for name in self.files if name not in entries or entries[name][:2] != self._stamps[name]]

    def _forget(self, names: Iterable[str]) -> None:
        """Their rows stay, and are nobody's: FTS5 without its texts deletes nothing."""
        self._db.executemany("delete from sources where name = ?", ((name,) for name in names))
        self._db.execute("delete from extractions where sha256 not in (select sha256 from sources)")

    def _next(self) -> int:
        """The row behind the last; those of sources that are gone count."""
        return int(self._db.execute("select next from made").fetchone()[0])

    def _add(self, names: Iterable[str]) -> None:
        first = self._next()
        for name in names:
            before = stamp(name)
            self._db.execute("delete from sources where name = ?", (name,))
            for source, readable in self._read_one(name):
                rows = list(_rows(source.text if readable is None else readable.text))
                numbered = ((first + number, " ".join(row)) for number, row in enumerate(rows))
                self._db.executemany("insert into paragraphs(rowid, terms) values(?, ?)", numbered)
                entry = Entry(*before, source.sha256, first, first + len(rows))
                self._db.execute("insert into sources values(?, ?, ?, ?, ?, ?)", (name, *entry))
                first += len(rows)
        self._db.execute("update made set next = ?", (first,))

    def _read_one(self, name: str) -> Iterator[Read]:
        """The source, or nothing where it cannot be read."""
        return each_article([self.files[name]], self.encoding, lambda source, readable: (source, readable), self._tell(name))

    def _tell(self, name: str) -> Callable[[str, bool], None]:
        def tell(message: str, failed: bool) -> None:
            if failed:
                self.problems[name] = message
            else:
                self.told.append(message)

        return tell

    # ------------------------------------------------------------ looking things up

    @property
    def empty(self) -> tuple[str, ...]:
        """Sources in which there is nothing to look up."""
        return tuple(self.files[name] for name, entry in self.entries.items() if entry.first == entry.stop)

    def pick(self, texts: Iterable[str]) -> list[Read]:
        """The sources that may hold what any of the texts says, each as read now, in the order of the files."""
        wanted = list(texts)
        try:
            return self._pick(wanted)
        except sqlite3.DatabaseError as error:
            if self.path is None:
                raise
            self._told_anew(str(error))
            self._make_aside()
            return self._pick(wanted)

    def _pick(self, texts: Sequence[str]) -> list[Read]:
        picked = self._read(self._named(texts))
        if any(self.entries[name].sha256 != source.sha256 for name, (source, _) in picked.items()):
            with self._writing():  # changed without its stamp, or since
                self._add(name for name, (source, _) in picked.items() if self.entries[name].sha256 != source.sha256)
            self._read_entries()
            picked = self._read(self._named(texts))
        return [picked[name] for name in self.files if name in picked]

    def _named(self, texts: Sequence[str]) -> set[str]:
        return {name for text in texts for name in self._holders(text)}

    def _read(self, names: Iterable[str]) -> dict[str, Read]:
        return {name: read for name in names for read in self._read_one(name)}

    def _holders(self, text: str) -> list[str]:
        """The sources of the paragraphs that have most of the information of a text."""
        weights = _weights(text)
        scores: dict[int, float] = {}
        known = scores.get
        for term, weight in weights.items():
            for (row,) in self._db.execute("select rowid from paragraphs where paragraphs match ? limit ?", (f'"{term}"', _ROWS)):
                scores[row] = known(row, 0.0) + weight
        least = _SHARE * sum(weights.values())
        names: dict[str, None] = {}
        for score, row in sorted(((score, row) for row, score in scores.items() if score >= least), key=lambda each: (-each[0], each[1])):
            name = self._name_at(row)
            if name is None:
                continue
            least = max(least, _AS_GOOD * score) if not names else least
            if score < least or len(names) == _BEST:
                break
            names[name] = None
        return list(names)

    def _name_at(self, row: int) -> str | None:
        at = bisect_right(self._places, (row + 1,)) - 1
        return self._places[at][2] if at >= 0 and row < self._places[at][1] else None

    # ------------------------------------------------------------ what is extracted from them

    def extraction(self, source: Source, text: str) -> Extraction:
        """What is extracted from a source of which `text` is read: kept by its digest, for that takes longest."""
        key = source.sha256, Path(source.doc).suffix.lower()
        with suppress(ValueError):  # half of one: extracted anew
            for (data,) in self._db.execute("select data from extractions where sha256 = ? and form = ?", key):
                return unpack(data, text, source.doc)
        found = extract(text, source.doc)
        with suppress(sqlite3.OperationalError):  # read-only, or another run writes: then the next one keeps it
            self._db.execute("insert or replace into extractions values(?, ?, ?)", (*key, pack(found)))
        return found


def _absolute(names: Iterable[str]) -> Iterator[str]:
    """Whole paths, links staying what they are: of ten thousand names each folder is looked at once."""
    folders: dict[str, str] = {}
    for name in names:
        folder, slash, file = name.rpartition(os.sep)
        if not slash:
            yield os.path.abspath(name)  # noqa: PTH100
        else:
            known = folders.get(folder) or folders.setdefault(folder, os.path.abspath(folder + slash))  # noqa: PTH100
            yield os.path.join(known, file)  # noqa: PTH118


def _connected(path: Path | str, *, safe: bool = True) -> sqlite3.Connection:
    """A database; without `safe`, one that nobody else sees before it is whole, and that needs no way back."""
    database = sqlite3.connect(path, timeout=_WAIT, isolation_level=None, check_same_thread=False)
    database.execute("pragma synchronous = off")  # a stopped program loses nothing by it, and a power cut only an index
    if not safe:
        database.execute("pragma journal_mode = off")
    return database


def _sweep(path: Path) -> None:
    """Remove what runs that were stopped have left half-made."""
    import time

    for part in path.parent.glob(f"{path.stem}.*.part"):
        with suppress(OSError):
            if time.time() - part.stat().st_mtime > _STALE:
                part.unlink()


def _rows(text: str) -> Iterator[set[str]]:
    """The terms of each paragraph, long ones in parts."""
    for match in _PARAGRAPH.finditer(text):
        for begin in range(match.start(), match.end(), _LONGEST):
            words = _words(text[begin : min(begin + _LONGEST, match.end())])
            if words:
                yield {*map(_STEMS.__getitem__, words), *map("_".join, pairwise(words))}


def _words(text: str) -> list[str]:
    return list(chain.from_iterable(map(folded_words, _WORD.findall(text))))


def _stem(word: str) -> str:
    """One form for all forms of a word and its synonyms; without its neighbours, which kind of word it is can only be guessed."""
    lemmas, known = shipped_rules().get(read_lemmas), language()
    base = lemmas(word, "VB")
    stem = known.spelling(base if lemmas.known(base) else lemmas(word, "NNS"))
    return known.synonyms.get(stem, stem)


_STEMS = Memo(_stem, most=_FORMS)


def _weights(text: str) -> dict[str, float]:
    """The rarest terms of a text, each with the information it carries."""
    words = _words(text)
    known = language()
    alone = {word: known.weight(word, _STEMS[word]) for word in words if word not in known.function}
    pairs = {f"{one}_{two}": (alone.get(one, 0.0) + alone.get(two, 0.0)) / 2 or 1.0 for one, two in pairwise(words)}
    return dict(_rarest(pairs, _PAIRS)) | {_STEMS[word]: weight for word, weight in _rarest(alone, _SINGLE)}


def _rarest(weights: dict[str, float], most: int) -> list[tuple[str, float]]:
    return sorted(weights.items(), key=lambda each: (-each[1], each[0]))[:most]
