"""Archives: every form that documents come in, the same bytes however the work was done, and nothing lost for what is broken."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from attribution.archive import Fields, Item, Run, Tally, Trouble, read_corpus, run, run_archive
from attribution.archive.documents import Meter
from attribution.archive.run import extracted_of
from attribution.cli.app import app
from attribution.cli.extract import _Progress
from attribution.errors import UsageError
from attribution.written import damage, read_mark

ROWS = [
    {"id": f"n{number}", "text": f"The ferry sank {number} times, Ada Holm said.", "date": f"2026-0{number % 3 + 1}-05"}
    for number in range(12)
]


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "_DOCUMENTS", 5)


def lines(rows: list[dict]) -> bytes:
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def read(path: Path, *, longest: int = 1_000, **fields: str) -> list[Item | Trouble]:
    return list(read_corpus([str(path)], Fields(**fields), longest))


def made(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_every_form_gives_the_same_documents(tmp_path: Path) -> None:
    pyarrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    (tmp_path / "a.jsonl").write_bytes(lines(ROWS))
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(lines(ROWS)))
    table = ["id,text", *(f'{row["id"]},"{row["text"]}"' for row in ROWS)]
    (tmp_path / "a.csv").write_text("\n".join(table), "utf-8-sig")
    parquet.write_table(pyarrow.Table.from_pylist(ROWS), tmp_path / "a.parquet")
    wanted = [Item(row["id"], row["text"]) for row in ROWS]
    for name in ("a.jsonl", "a.jsonl.gz", "a.csv", "a.parquet"):
        assert read(tmp_path / name) == wanted, name
    assert [item.date for item in read(tmp_path / "a.jsonl", date="date")][:3] == ["2026-01-05", "2026-02-05", "2026-03-05"]
    zstandard = pytest.importorskip("zstandard")
    (tmp_path / "a.jsonl.zst").write_bytes(zstandard.compress(lines(ROWS)))
    assert read(tmp_path / "a.jsonl.zst") == wanted


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # what writes the archive leaves files open
def test_a_web_archive_holds_pages(tmp_path: Path) -> None:
    pytest.importorskip("warcio")
    from io import BytesIO

    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    with (tmp_path / "a.warc.gz").open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for kind, body in (("text/html; charset=utf-8", b"<p>It sank &amp; lay, Ada Holm said.</p>"), ("image/png", b"\x89PNG")):
            headers = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.0")
            writer.write_record(writer.create_warc_record("http://a.example/1", "response", payload=BytesIO(body), http_headers=headers))
    (item,) = read(tmp_path / "a.warc.gz")
    assert isinstance(item, Item) and (item.id, item.media) == ("http://a.example/1", "text/html")
    list(run_archive([item], Run(tmp_path / "out")))
    claim = json.loads((tmp_path / "out" / "claims-000001.jsonl").read_text("utf-8"))
    assert (claim["doc"], claim["claim"], claim["speaker"]) == ("http://a.example/1", "It sank & lay", "Ada Holm")


def test_folders_of_articles_are_read_like_any_other(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "b.txt").write_text("It sank, Ada Holm said.", "utf-8")
    (tmp_path / "in" / "long.txt").write_text("x" * 5_000, "utf-8")
    found = read(tmp_path / "in")
    assert found[0] == Item(str(tmp_path / "in" / "b.txt"), None)
    assert isinstance(found[1], Trouble) and "is longer than 1,000 characters" in found[1].why


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b'{"id": "a", "body": "b"}', "has no text under 'text'; it has id, body (--text)"),
        (b'{"id": "a", "text": 3}', "has a int for a text under 'text'"),
        (b'{"text": "a"}', "has no id under 'id'; it has text (--id)"),
        (b'{"text": "a", "id": ""}', "has no id under 'id'"),
        (b"[1]", "is no JSON object"),
        (b"{", "is no JSON"),
        (b'{"id": "a", "text": "%s"}' % (b"x" * 1_500), "is longer than 1,000 characters"),
        (b'{"id": "a", "text": "%s"}' % (b"x" * 50_000), "is longer than 1,000 characters"),
    ],
)
def test_what_cannot_be_read_is_told_and_the_next_is_read(tmp_path: Path, data: bytes, why: str) -> None:
    (tmp_path / "a.jsonl").write_bytes(data + b"\n" + lines(ROWS[:1]))
    trouble, item = read(tmp_path / "a.jsonl")
    assert isinstance(trouble, Trouble) and trouble.where == f"{tmp_path / 'a.jsonl'}:1" and trouble.why.startswith(why)
    assert item == Item("n0", ROWS[0]["text"])


def test_a_broken_file_is_told_where_it_breaks(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(lines(ROWS * 200))[:-200])
    (tmp_path / "b.parquet").write_bytes(b"PAR1 no table")
    (tmp_path / "c.jsonl").write_bytes(lines(ROWS[:1]))
    found = read(tmp_path)
    broken = [item for item in found if isinstance(item, Trouble)]
    assert [Path(trouble.where).name for trouble in broken] == ["a.jsonl.gz", "b.parquet"]
    assert all("cannot be read any further" in trouble.why for trouble in broken)
    assert found[0] == Item("n0", ROWS[0]["text"]) == found[-1]


def test_a_table_that_breaks_off_or_holds_numbers_for_texts_is_told_once(tmp_path: Path) -> None:
    pyarrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    parquet.write_table(pyarrow.Table.from_pylist(ROWS * 100), tmp_path / "a.parquet", row_group_size=600)
    data = bytearray((tmp_path / "a.parquet").read_bytes())
    middle = parquet.ParquetFile(tmp_path / "a.parquet").metadata.row_group(1).column(1).data_page_offset
    data[middle : middle + 40] = b"\xff" * 40
    (tmp_path / "a.parquet").write_bytes(data)
    parquet.write_table(pyarrow.Table.from_pylist([{"id": 1, "text": 3}] * 5), tmp_path / "b.parquet")
    parquet.write_table(pyarrow.Table.from_pylist([{"id": 1, "text": None}, {"id": 2, "text": "It sank."}]), tmp_path / "c.parquet")
    found = read(tmp_path)
    told = [(Path(item.where).name, item.why) for item in found if isinstance(item, Trouble)]
    assert [name for name, _ in told] == ["a.parquet", "b.parquet", "c.parquet:1"]
    assert told[0][1].startswith("cannot be read any further") and told[2][1] == "has no text under 'text'"
    assert told[1][1] == "column 'text' holds int64, no text; name another with --text"
    assert sum(isinstance(item, Item) for item in found) >= 513, "what stands before the break, and c.parquet's second row"


def test_an_archive_of_empty_documents_is_an_archive(tmp_path: Path) -> None:
    empty = [Item(str(number), " \n" * (number % 3)) for number in range(12)]
    assert all(len(extracted_of(item).claims) == 0 and extracted_of(item).source.text == item.text for item in empty[:3])
    last = list(run_archive(empty, Run(tmp_path / "out")))[-1]
    assert (last.documents, last.claims, last.problems) == (12, 0, 0)
    assert sum(len(path.read_text("utf-8").splitlines()) - 1 for path in (tmp_path / "out").glob("documents-*")) == 12


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "a.jsonl.zst", "a.parquet", "in"])
def test_how_much_of_the_corpus_is_read_is_known(tmp_path: Path, name: str) -> None:
    pyarrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    zstandard = pytest.importorskip("zstandard")
    (tmp_path / "a.jsonl").write_bytes(lines(ROWS * 1_000))
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(lines(ROWS * 1_000)))
    (tmp_path / "a.jsonl.zst").write_bytes(zstandard.compress(lines(ROWS * 1_000)))
    parquet.write_table(pyarrow.Table.from_pylist(ROWS * 1_000), tmp_path / "a.parquet", row_group_size=1_000)
    (tmp_path / "in").mkdir()
    for number in range(5):
        (tmp_path / "in" / f"{number}.txt").write_text("It sank.", "utf-8")
    meter = Meter()
    shares = [meter.share for _ in read_corpus([str(tmp_path / name)], Fields(), meter=meter)]
    assert max(shares) <= meter.share == 1.0
    if name in ("a.jsonl", "in"):
        assert shares == sorted(shares) and 0.3 < shares[len(shares) // 2] < 0.7


class _Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_is_told_how_long_it_will_take(monkeypatch: pytest.MonkeyPatch) -> None:
    screen, now = _Screen(), [0.0]
    monkeypatch.setattr("sys.stderr", screen)
    monkeypatch.setattr("attribution.cli.extract.time.monotonic", lambda: now[0])
    shown = _Progress()
    for seconds, tally in ((10, Tally(1, 5, 3, again=1, share=0.2)), (110, Tally(2, 10, 6, again=1, share=0.3))):
        now[0] = seconds
        shown.tell(tally)
    first, second = screen.getvalue().split("\r\033[K")[1:]
    assert "left" not in first and second == "10 documents, 6 claims, 0 documents/s, 30%, 12 min left"


def test_a_table_without_the_column_is_a_mistake(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("key,body\n1,x\n", "utf-8")
    with pytest.raises(UsageError, match="has no column 'text'; columns are key, body; name others with --text and --id"):
        read(tmp_path / "a.csv")
    assert read(tmp_path / "a.csv", text="body", id="key") == [Item("1", "x")]


def items() -> Iterator[Item | Trouble]:
    yield from (Item(row["id"], row["text"], row["date"]) for row in ROWS)
    yield Trouble("x:1", "is no JSON")
    yield Item("n3", "It rained, Jon Lee said.")


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_however_the_work_is_done_the_bytes_are_the_same(tmp_path: Path, form: str) -> None:
    pytest.importorskip("pyarrow")
    one = list(run_archive(items(), Run(tmp_path / "one", form, form == "parquet")))[-1]
    list(run_archive(items(), Run(tmp_path / "two", form, form == "parquet"), jobs=2))
    assert made(tmp_path / "one") == made(tmp_path / "two")
    assert (one.batches, one.documents, one.claims, one.problems) == (3, 13, 13, 2)
    if form == "jsonl":
        claims = [json.loads(line) for path in sorted((tmp_path / "one").glob("claims-*")) for line in path.read_text("utf-8").splitlines()]
        assert [claim["doc"] for claim in claims] == [*(row["id"] for row in ROWS), "n3#2"]
    problems = (tmp_path / "one" / "problems.tsv").read_text("utf-8").splitlines()
    assert problems == ["where\twhy", "x:1\tis no JSON", "n3\tis the id of 2 documents; this one is called n3#2"]


def test_the_first_batches_are_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "_DOCUMENTS", 1_000)
    sizes = [len(batch.items) for batch in run._batches((Item(str(at), "x" * 25_000) for at in range(16 * 5 + 41)), lambda: 0.5)]
    assert sizes == [5] * 16 + [20, 20, 1]


def test_a_run_that_was_broken_off_goes_on_and_ends_as_if_it_had_not(tmp_path: Path) -> None:
    whole, broken = Run(tmp_path / "whole"), Run(tmp_path / "broken")
    list(run_archive(items(), whole))
    next(run_archive(items(), broken))  # one batch, then nobody asks for more
    (broken.folder / "claims-000002.jsonl").write_bytes(b"half")  # a batch without its mark
    (broken.folder / "claims-000003.jsonl.1.part").write_bytes(b"less")
    last = list(run_archive(items(), broken))[-1]
    assert last.again == 1 and made(broken.folder) == made(whole.folder)


def damaged(folder: Path) -> None:
    """A line changed in one file, lines lost of another, one gone, one mark broken, and a copy beside them."""
    first, second, third = sorted(folder.glob("claims-*"))
    first.write_bytes(first.read_bytes().replace(b"Ada", b"Eda", 1))
    second.write_bytes(b"".join(second.read_bytes().splitlines(keepends=True)[:3]))
    (folder / "claims-000009.jsonl").write_bytes(second.read_bytes())
    third.unlink()


def test_what_was_damaged_is_told_and_made_anew_and_nothing_else(tmp_path: Path) -> None:
    whole, broken = Run(tmp_path / "whole"), Run(tmp_path / "broken")
    for each in (whole, broken):
        list(run_archive(items(), each))
    damaged(broken.folder)
    assert damage(broken.folder) == [
        f"{broken.folder}/claims-000001.jsonl: is not as `extract` wrote it",
        f"{broken.folder}/claims-000002.jsonl: is not as `extract` wrote it (rows: 3, written: 5)",
        f"{broken.folder}/claims-000003.jsonl: is gone (rows: 0, written: 3)",
        f"{broken.folder}/claims-000009.jsonl: is of no batch that was finished",
    ]
    told = [message for tally in run_archive(items(), broken) for message in tally.broken]
    assert [message.partition(": ")[0][-8:-6] for message in told] == ["01", "02", "03"]
    assert made(broken.folder) == made(whole.folder) and damage(broken.folder) == []
    stamps = [path.stat().st_mtime_ns for path in sorted(broken.folder.glob("claims-*"))]
    (broken.folder / "claims-000002.jsonl").write_bytes(b"")
    (broken.folder / "state" / "000003.done").write_bytes(b'{"digest": "x"')
    assert [len(tally.broken) for tally in run_archive(items(), broken)] == [0, 1, 0]
    now = [path.stat().st_mtime_ns for path in sorted(broken.folder.glob("claims-*"))]
    assert [one == other for one, other in zip(stamps, now, strict=True)] == [True, False, False]
    assert made(broken.folder) == made(whole.folder)


def test_a_mark_names_files_of_its_own_folder_only(tmp_path: Path) -> None:
    list(run_archive(items(), Run(tmp_path / "out")))
    (tmp_path / "claims-000001.jsonl").write_bytes(b"mine")
    mark = tmp_path / "out" / "state" / "000001.done"
    mark.write_bytes(mark.read_bytes().replace(b'"claims-000001', b'"../claims-000001'))
    assert read_mark(mark) is None
    list(run_archive(items(), Run(tmp_path / "out")))
    assert (tmp_path / "claims-000001.jsonl").read_bytes() == b"mine" and damage(tmp_path / "out") == []
    (tmp_path / "out" / "state" / "run.json").write_bytes(b"[")
    with pytest.raises(UsageError, match=r"run\.json is broken, so that nobody knows what made it"):
        next(run_archive(items(), Run(tmp_path / "out")))


def test_what_changed_meanwhile_is_made_again_and_what_is_gone_goes(tmp_path: Path) -> None:
    changed = [*list(items())[:6], Item("n6", "It sank in the end, Jon Lee said.")]
    for each in (items(), changed):
        last = list(run_archive(each, Run(tmp_path / "out")))[-1]
    assert (last.batches, last.again) == (2, 1)
    list(run_archive(changed, Run(tmp_path / "new")))
    assert made(tmp_path / "out") == made(tmp_path / "new")


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    with pytest.raises(UsageError, match="holds other files"):
        next(run_archive(items(), Run(tmp_path)))
    list(run_archive(items(), Run(tmp_path / "out")))
    with pytest.raises(UsageError, match="holds a run with other format"):
        next(run_archive(items(), Run(tmp_path / "out", "parquet")))


def test_a_folder_of_other_articles_or_columns_is_left_alone(tmp_path: Path) -> None:
    for name in ("a.jsonl", "b.jsonl"):
        (tmp_path / name).write_bytes(lines(ROWS))
    order = ["extract", str(tmp_path / "a.jsonl"), "--text", "text", "--id", "id", "-o", str(tmp_path / "out")]
    assert CliRunner().invoke(app, order).exit_code == CliRunner().invoke(app, order).exit_code == 0
    before = made(tmp_path / "out")
    other = CliRunner().invoke(app, [order[0], str(tmp_path / "b.jsonl"), *order[2:]])
    undated = CliRunner().invoke(app, [*order, "--date", "id"])
    assert (other.exit_code, undated.exit_code) == (2, 2)
    assert "holds a run with other inputs; name another folder" in other.stderr
    assert "holds a run with other columns; name another folder" in undated.stderr
    assert made(tmp_path / "out") == before


def test_the_command_tells_what_it_did(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(lines(ROWS) + b"{\n")
    order = ["extract", str(tmp_path / "a.jsonl"), "-o", str(tmp_path / "out")]
    done = CliRunner().invoke(app, order)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "12 documents, 12 claims" in done.stderr and "1 problem, see problems.tsv" in done.stderr
    assert CliRunner().invoke(app, [*order, "-f", "xml"]).stderr == "--format xml: no such format; there are jsonl, parquet\n"


def test_the_command_tells_what_was_broken(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(lines(ROWS))
    order = ["extract", str(tmp_path / "a.jsonl"), "-o", str(tmp_path / "out")]
    CliRunner().invoke(app, order)
    (tmp_path / "out" / "claims-000002.jsonl").unlink()
    done = CliRunner().invoke(app, order)
    assert done.exit_code == 0
    assert f"{tmp_path}/out/claims-000002.jsonl: is gone (rows: 0, written: 5); made anew\n12 documents, 12 claims" in done.stderr
    assert "(2 of 3 batches were there)" in done.stderr
