"""The database over an archive's claims: made once, kept beside them, and made anew where they or the tool have changed."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from attribution.corpus.ask import QUESTIONS, Corpus, figures_of, question
from attribution.corpus.database import engine, fetched, insert, run
from attribution.corpus.dates import read_date
from attribution.corpus.joining import join_speakers
from attribution.corpus.wordings import Wording, members, quoted_words, same, wording
from attribution.errors import InputError, UsageError
from attribution.people import People
from attribution.rulefiles import rules_version
from attribution.verify.language import language
from attribution.version import __version__
from attribution.written import REMEDY, damage

SCHEMA = 3  # rises when the tables, or what fills them, change
FILE = "corpus.duckdb"
_MEMORY = "1GB"  # that DuckDB may take while an index is made
_FEW = 5  # damaged files that are named
_CLAIMS = ("claims*.jsonl", "claims*.parquet", "date=*/claims*.parquet")
_DOCUMENTS = "documents*.tsv"
_READ = (
    "doc", "id", "line", "column", "kind", "claim", "content_spans", "cue", "source", "speaker", "role", "source_type", "anonymous",
    "anonymity_reason", "certainty", "factuality", "act", "place", "rule", "confidence",
)  # fmt: skip
_TYPES = {
    "line": "BIGINT", "column": "BIGINT", "content_spans": "BIGINT[][]", "anonymous": "BOOLEAN", "confidence": "DOUBLE",
}  # fmt: skip


def open_corpus(
    folder: str | Path, people: People | None = None, index: str | Path | None = None, tell: Callable[[str], object] = lambda message: None
) -> Corpus:
    """The corpus of a folder that `extract` wrote; its index (`corpus.duckdb` in it, unless `index` names a file) is made where needed.

    `tell` is called with messages for people; `damaged` of the corpus says which files are not as they were written.
    Raises UsageError where the folder holds no claims, InputError where they cannot be read.
    """
    folder = Path(folder)
    files = [path for pattern in _CLAIMS for path in sorted(folder.glob(pattern))]
    if not files:
        raise UsageError(f"{folder}: holds no claims-*.jsonl or claims-*.parquet; name a folder that `attribution extract` wrote")
    lists = sorted(folder.glob(_DOCUMENTS))
    if (folder / "state").is_dir() and not (folder / "problems.tsv").is_file():
        tell(f"{folder}: the run was broken off; only what it has made is counted. Give its `extract` again to finish it")
    target = Path(index) if index is not None else folder / FILE
    made = _made(files, lists, people)
    known = _opened(target, made)
    if known is None:
        tell(f"{target}: indexing {len(files):,} files of claims")
        _make(folder, target, files, lists, people, made)
        known = _opened(target, made)
    if known is None:
        raise InputError(f"{target}: changed while it was indexed; run the command again")
    damaged = tuple(row[0] for row in known.execute("SELECT message FROM damage ORDER BY message").fetchall())
    for message in damaged[:_FEW]:
        tell(message)
    if damaged:
        more = f"and {len(damaged) - _FEW:,} more; " if len(damaged) > _FEW else ""
        tell(f"{folder}: {more}figures are of what is left; {REMEDY}")
    return Corpus(folder, known, damaged)


def _made(files: Sequence[Path], lists: Sequence[Path], people: People | None) -> dict[str, str]:
    """What an index must have been made of, and by, to be used."""
    stamps = [(path.as_posix(), (state := path.stat()).st_size, state.st_mtime_ns) for path in (*files, *lists)]
    known = json.dumps(people.persons) if people is not None else ""
    return {"by": f"{SCHEMA} {__version__} {rules_version()}", "files": json.dumps(stamps), "people": known}


def _opened(target: Path, made: dict[str, str]) -> Any:
    """The database, to be read; None where there is none that was made of just this."""
    duckdb = engine()
    if not target.is_file():
        return None
    try:
        database = duckdb.connect(str(target), read_only=True)
    except duckdb.Error as error:
        if "lock" in str(error).lower():
            raise InputError(f"{target}: is open in another program that writes; close it, or name another file with --index") from None
        _check_ours(target)
        return None
    with suppress(duckdb.Error):
        if dict(database.execute("SELECT name, value FROM made").fetchall()) == made:
            return database
        database.close()
        return None
    database.close()
    raise UsageError(f"{target}: is a database that `attribution corpus` has not made; name another file with --index")


def _check_ours(target: Path) -> None:
    with target.open("rb") as file:
        head = file.read(12)
    if head[8:12] != b"DUCK":
        raise UsageError(f"{target}: is there and is no index of a corpus; name another file with --index")


def _make(folder: Path, target: Path, files: Sequence[Path], lists: Sequence[Path], people: People | None, made: dict[str, str]) -> None:
    """A new index beside the old one, whole before it takes its place."""
    duckdb = engine()
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        database = duckdb.connect(str(part))
        try:
            _fill(database, files, lists, people)
            insert(database, "damage", ("message",), ((message,) for message in damage(folder)))
            insert(database, "made", ("name", "value"), made.items())
        finally:
            database.close()
        part.replace(target)
    except (duckdb.IOException, OSError) as error:
        raise UsageError(f"{target}: cannot be written ({error}); name another file with --index") from None
    finally:
        for left in (part, Path(f"{part}.wal")):
            with suppress(OSError):
                left.unlink(missing_ok=True)


def _fill(database: Any, files: Sequence[Path], lists: Sequence[Path], people: People | None) -> None:
    database.execute("SET preserve_insertion_order = false")
    database.execute(f"SET memory_limit = '{_MEMORY}'")  # what does not fit lies on the disk meanwhile, beside the index
    run(database, "load")
    insert(database, "labels", ("certainty", "strength"), language().strength.items())
    insert(database, "documents", ("doc", "outlet", "day", "moment", "month"), _documents(lists))
    for path in files:
        _read_claims(database, path)
    join_speakers(database, people)
    _word(database)
    run(database, "pairs")
    insert(database, "members", ("w", "core"), members(_same_pairs(database)))
    database.execute("INSERT INTO members SELECT w, w FROM wordings WHERE w NOT IN (SELECT w FROM members)")
    run(database, "finish")
    run(database, "compared")
    for asked in map(question, QUESTIONS):
        database.execute(f"CREATE TABLE answered_{asked.name} AS {figures_of(asked, asked.by)}")


def _documents(lists: Iterable[Path]) -> Iterator[tuple[str, str, str | None, float | None, str | None]]:
    for path in lists:
        try:
            lines = path.read_text("utf-8").split("\n")[1:-1]
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"{path}: cannot be read ({error}); {REMEDY}") from None
        for number, line in enumerate(lines, 2):
            doc, *cells = line.split("\t")
            if len(cells) != 4:
                raise InputError(f"{path}:{number}: is no row of documents; {REMEDY}")
            when = read_date(cells[0])
            yield doc, cells[1], when.day if when else None, when.moment if when else None, when.month if when else None


def _read_claims(database: Any, path: Path) -> None:
    """The claims of a file into the table `read`. InputError for what is none, with its place."""
    duckdb = engine()
    names = ", ".join(f'"{name}"' for name in _READ)
    columns = ", ".join(f"'{name}': '{_TYPES.get(name, 'VARCHAR')}'" for name in _READ)
    jsonl = f"read_json(?, format = 'newline_delimited', maximum_object_size = 64000000, columns = {{{columns}}})"
    source = jsonl if path.suffix == ".jsonl" else "read_parquet(?, hive_partitioning = false)"
    query = f"INSERT INTO read BY NAME SELECT {names}, ? AS file FROM {source}"
    try:
        if path.stat().st_size:
            database.execute(query, [path.as_posix(), str(path)])
    except duckdb.Error as error:
        if path.suffix != ".jsonl":
            raise InputError(f"{path}: cannot be read as claims ({_short(error)}); {REMEDY}") from None
        insert(database, "read", (*_READ, "file"), ((*row, path.as_posix()) for row in _slowly(path)))


def _slowly(path: Path) -> Iterator[list[Any]]:
    """The claims of a file that DuckDB does not take: halves of surrogate pairs, as JSON writes them, or something that is broken."""
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            try:
                row = json.loads(line)
                yield [_whole(row[name]) for name in _READ]
            except (ValueError, KeyError, TypeError) as error:
                raise InputError(f"{path}:{number}: is no claim ({type(error).__name__}: {error}); {REMEDY}") from None


def _whole(value: Any) -> Any:
    """A value without halves of surrogate pairs."""
    return value.encode("utf-8", "surrogatepass").decode("utf-8", "replace") if isinstance(value, str) else value


def _short(error: Exception) -> str:
    return str(error).split("\n")[0]


def _word(database: Any) -> None:
    """Words of each claim: how many are quoted, and its wording if it says enough; equal ones have one number, in alphabetical order."""
    database.execute("CREATE TABLE worded (claim VARCHAR, kind VARCHAR, quoted_words INTEGER, text VARCHAR, words INTEGER, firm VARCHAR[])")
    rows = fetched(database, "SELECT DISTINCT claim, kind FROM read WHERE kind <> 'author'")
    insert(database, "worded", ("claim", "kind", "quoted_words", "text", "words", "firm"), (_worded(claim, kind) for claim, kind in rows))
    database.execute(
        "INSERT INTO wordings SELECT row_number() OVER (ORDER BY text), text, any_value(words), "
        "list_sort(list_distinct(flatten(list(firm)))) FROM worded WHERE text IS NOT NULL GROUP BY text"
    )
    database.execute("ALTER TABLE read ADD COLUMN quoted_words INTEGER")
    database.execute("ALTER TABLE read ADD COLUMN w BIGINT")
    database.execute(
        "UPDATE read SET quoted_words = worded.quoted_words, w = wordings.w FROM worded LEFT JOIN wordings USING (text) "
        "WHERE worded.claim = read.claim AND worded.kind = read.kind"
    )


def _worded(claim: str, kind: str) -> tuple[Any, ...]:
    found = wording(claim)
    if found is None:
        return claim, kind, quoted_words(claim, kind), None, None, None
    return claim, kind, quoted_words(claim, kind), " ".join(found.words), len(found.words), sorted(found.firm)


def _same_pairs(database: Any) -> Iterator[tuple[int, int, int, int]]:
    """The pairs of wordings that are one utterance, in the order in which `members` takes them."""
    query = """SELECT pairs.*, long.text, long.firm, short.text, short.firm
        FROM pairs JOIN wordings AS long ON long.w = pairs.w JOIN wordings AS short ON short.w = pairs.core
        ORDER BY pairs.words, pairs.w, pairs.core"""
    for w, words, core, core_words, text, firm, core_text, core_firm in fetched(database, query):
        short, long = (Wording(tuple(each.split(" ")), frozenset(told)) for each, told in ((core_text, core_firm), (text, firm)))
        if same(short, long):
            yield w, words, core, core_words
