"""Many sources: the index on disk gives the answers that memory gives, keeps up with the files, and is whole whatever happened."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from attribution.cli.app import app
from attribution.located import extract_source
from attribution.pipeline import extract
from attribution.readers import Source
from attribution.readers.article import find_articles, read_article
from attribution.readers.several import stamp
from attribution.verify import sources as sources_module
from attribution.verify.index import Index
from attribution.verify.kept import pack, unpack
from attribution.verify.record import Trace
from attribution.verify.run import trace
from attribution.verify.sources import Sources, read_sources
from attribution.verify.tracing import Place

FIXTURES = Path(__file__).parent.parent / "fixtures" / "verify"
TALK = "IDA HOLM: We will build the bridge in spring. It is cheap, quick and safe.\n"
WIRE = "The harbour of Oddness will close in May, Mayor Ida Holm said.\n\n“The fishermen were asked twice,” Holm said.\n"
DRAFT = "“It is cheap, quick and safe,” Holm said.\n\nHolm said that the harbour of Oddness will close in May.\n"


@pytest.fixture(autouse=True)
def indexed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every source is in the index, however few there are."""
    monkeypatch.setattr(sources_module, "_IN_MEMORY", 0)
    sources_module._indexed.cache_clear()


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "talk.txt").write_text(TALK, "utf-8")
    (folder / "wire.txt").write_text(WIRE, "utf-8")
    return folder


def read(folder: Path, cache: Path | None) -> Sources:
    """As in a process of its own."""
    sources_module._indexed.cache_clear()
    return read_sources([str(folder)], cache=str(cache) if cache is not None else None)


def traced(sources: Sources, text: str = DRAFT, doc: str = "draft") -> list[Trace]:
    draft, found = Source(doc, text, "utf-8", text.encode()), extract(text, doc)
    return list(trace(found, Place(draft, lambda spans: spans), sources.for_draft(draft, found).corpus).traces)


def answers(traces: list[Trace]) -> list[object]:
    """The traces; of what is nowhere, not which passage is nearest: that a text has hardly a word of is not looked up."""
    return [(each.id, each.text, each.severity) if each.status in ("not-found", "nearest") else each for each in traces]


def statuses(sources: Sources, text: str = DRAFT) -> list[tuple[str, str | None]]:
    return [(each.status, Path(each.source).name if each.source else None) for each in traced(sources, text)]


RIGHT = [("verbatim", "talk.txt"), ("matched", "wire.txt")]


def index_of(cache: Path) -> Path:
    (path,) = cache.glob("sources-*.sqlite")
    return path


def test_the_answers_are_those_of_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = FIXTURES / "sources"
    drafts = {path: path.read_text("utf-8") for path in sorted(FIXTURES.glob("*/*.md"))}
    first = read(folder, tmp_path)
    found = {path: traced(first, text) for path, text in drafts.items()}
    again = read(folder, tmp_path)
    assert again.told == ()
    monkeypatch.setattr(sources_module, "_IN_MEMORY", 50)
    memory = read_sources([str(folder)])
    assert memory.index is None
    for path, text in drafts.items():
        wanted = answers(traced(memory, text))
        assert answers(found[path]) == wanted, path.name
        assert answers(traced(again, text)) == wanted, path.name  # what was extracted comes from the index now


def test_what_is_extracted_comes_back_as_it_was() -> None:
    for path in sorted((FIXTURES / "sources").iterdir()):
        source, readable = read_article(str(path))
        found = extract_source(source, readable)
        again = unpack(pack(found), found.document.text, found.doc)
        assert again.claims == found.claims
        assert again.document.quotes == found.document.quotes
        assert [again.certainty_at(at) for at in found.document.begins] == [found.certainty_at(at) for at in found.document.begins]


@pytest.mark.parametrize("data", [b"", b"x" * 50, b"x\x9c\xcbH\xcd\xc9\xc9\x07\x00\x06,\x02\x15"])
def test_half_of_what_was_extracted_is_an_error(data: bytes) -> None:
    with pytest.raises(ValueError):
        unpack(data, "text", "doc")


def test_new_changed_and_vanished_files_are_noticed(notes: Path, tmp_path: Path) -> None:
    assert statuses(read(notes, tmp_path)) == RIGHT
    (notes / "talk.txt").write_text(TALK.replace("cheap", "costly"), "utf-8")
    (notes / "wire.txt").unlink()
    (notes / "new.txt").write_text("IDA HOLM: Nobody asked the fishermen of Oddness at all.\n", "utf-8")
    sources = read(notes, tmp_path)
    assert sources.told == ()
    asked = DRAFT + "\n“Nobody asked the fishermen of Oddness,” she said.\n"
    assert statuses(sources, asked) == [("altered", "talk.txt"), ("not-found", "new.txt"), ("verbatim", "new.txt")]


def test_a_file_that_changed_without_a_trace_is_known_by_its_sha256(notes: Path, tmp_path: Path) -> None:
    read(notes, tmp_path)
    path = notes / "talk.txt"
    before = path.stat()
    path.write_text(TALK.replace("cheap", "risky"), "utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert stamp(str(path)) == (before.st_size, before.st_mtime_ns)
    (first, _) = traced(read(notes, tmp_path))
    assert (first.status, first.source_text) == ("altered", "It is risky, quick and safe")


def _garbage(path: Path) -> None:
    path.write_bytes(b"no database " * 1_000)


def _half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _holes(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:4096] + bytes(len(data) - 4096))


def _other_words(path: Path) -> None:
    data = path.read_bytes()
    assert b"quick" in data
    path.write_bytes(data.replace(b"quick", b"quirk"))


def _other_version(path: Path) -> None:
    database = sqlite3.connect(path)
    with database:
        database.execute("update made set by = 'another'")
    database.close()


@pytest.mark.parametrize("spoil", [_garbage, _half, _holes, _other_words, _other_version, lambda path: path.write_bytes(b"")])
def test_an_index_that_is_of_no_use_is_made_anew_and_told_in_one_line(notes: Path, tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    read(notes, tmp_path)
    spoil(index_of(tmp_path))
    sources = read(notes, tmp_path)
    assert statuses(sources) == RIGHT
    (line,) = sources.told
    assert "made anew" in line
    assert read(notes, tmp_path).told == ()


def test_an_index_that_breaks_while_it_is_used_is_made_anew(notes: Path, tmp_path: Path) -> None:
    sources = read(notes, tmp_path)
    assert sources.index is not None
    sources.index._db.execute("drop table paragraphs")
    draft = Source("draft", DRAFT, "utf-8", DRAFT.encode())
    mine = sources.for_draft(draft, extract(DRAFT, "draft"))
    assert [Path(each.source.doc).name for each in mine.corpus.materials] == ["talk.txt", "wire.txt"]
    assert "made anew" in mine.told[-1]


STOPPED = """
import sys, time
from attribution.verify.index import Index
def stop(self, names):
    self._db.execute("insert into paragraphs(rowid, terms) values(99, 'half')")
    print("writing", flush=True)
    time.sleep(60)
Index._add = stop
from pathlib import Path
Index(Path(sys.argv[1]), {name: (0, 0) for name in sys.argv[2:]}, None)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no kill -9")
@pytest.mark.parametrize("there", [True, False])
def test_a_run_that_is_killed_while_it_writes_leaves_the_index_whole(notes: Path, tmp_path: Path, there: bool) -> None:
    path = tmp_path / "cache" / "sources-0.sqlite"
    files = {name: stamp(name) for name in find_articles([str(notes)]).files}
    if there:
        Index(path, files, None)
    with subprocess.Popen([sys.executable, "-c", STOPPED, str(path), *files], stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        assert run.stdout.readline() == "writing\n"
        run.kill()
    index = Index(path, files, None)
    assert index.told == []
    assert sorted(Path(source.doc).name for source, _ in index.pick(["It is cheap, quick and safe", "will close in May"])) == [
        "talk.txt", "wire.txt",
    ]  # fmt: skip


RUN = "import sys; from attribution.verify.sources import read_sources; import attribution.verify.sources as s; s._IN_MEMORY = 0; "
RUN += "print(len(read_sources([sys.argv[1]], cache=sys.argv[2]).index.entries))"


def test_two_runs_at_once_leave_it_whole(notes: Path, tmp_path: Path) -> None:
    for number in range(40):
        (notes / f"more{number}.txt").write_text(f"“Stone number {number} was laid on day {number},” Holm said.\n", "utf-8")
    command = [sys.executable, "-c", RUN, str(notes), str(tmp_path)]
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    assert [run.communicate()[0] for run in runs] == ["42\n", "42\n"]
    sources = read(notes, tmp_path)
    assert sources.told == ()
    assert statuses(sources, "“Stone number 17 was laid on day 17,” she said.\n") == [("verbatim", "more17.txt")]
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".part"] == []


def test_rows_of_former_versions_do_not_pile_up(notes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("attribution.verify.index._DEAD", 3)
    for number in range(6):
        (notes / "talk.txt").write_text(TALK + "\nIDA HOLM: Again.\n" * number, "utf-8")
        sources = read(notes, tmp_path)
        assert statuses(sources) == RIGHT
        assert sources.index is not None
        assert sources.index._next() < 20


def run(*args: object) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, ["verify", *map(str, args)])
    return done.exit_code, done.stdout, done.stderr


def test_the_command_names_the_sources_that_it_found_something_in(notes: Path, tmp_path: Path) -> None:
    draft, cache = tmp_path / "draft.md", tmp_path / "cache"
    draft.write_text(DRAFT, "utf-8")
    (notes / "cows.txt").write_text("Cows give milk, the dairy said.\n", "utf-8")
    (notes / "empty.txt").write_text("", "utf-8")
    code, out, err = run(draft, "--against", notes, "--cache", cache, "--width", 150)
    assert code == 0
    assert "talk.txt (transcript, sha256 " in out
    assert "cows.txt" not in out
    assert "empty.txt: holds no words" in err
    assert index_of(cache).is_file()


def test_without_a_cache_nothing_is_kept_and_a_cache_that_cannot_be_is_told(notes: Path, tmp_path: Path) -> None:
    draft = tmp_path / "draft.md"
    draft.write_text(DRAFT, "utf-8")
    before = sorted(tmp_path.rglob("*"))
    assert run(draft, "--against", notes, "--no-cache")[0] == 0
    assert sorted(tmp_path.rglob("*")) == before
    code, out, err = run(draft, "--against", notes, "--cache", draft)
    assert (code, "1 quotation: 1 verbatim" in out) == (0, True)
    assert "cannot be kept" in err


def test_a_source_that_cannot_be_read_stops_no_other_and_is_told_in_each_run(notes: Path, tmp_path: Path) -> None:
    (notes / "bad.txt").write_bytes(b"\x00\x01\x02" * 500)
    for _ in range(2):
        sources = read(notes, tmp_path)
        assert statuses(sources) == RIGHT
        (problem,) = sources.problems
        assert "bad.txt" in problem


@pytest.mark.parametrize("text", ["", "\x00", "“" * 3_000, "the " * 20_000, 'a"b_c * near (x) ' * 500, "שלום 🙂 " * 3_000])
def test_no_text_is_too_strange_to_be_indexed_or_looked_up(text: str, tmp_path: Path) -> None:
    path = tmp_path / "odd.txt"
    path.write_text(text, "utf-8")
    index = Index(None, {str(path): stamp(str(path))}, None)
    assert len(index.pick([text, "x"])) <= 1
