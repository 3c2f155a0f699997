"""Nothing of a user's is lost: drafts mended, files written, files not read, sheets fed back. Faults are planted where they would come."""

from __future__ import annotations

import io
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from attribution.cli.app import app
from attribution.errors import AttributionError, InputError, UsageError
from attribution.output import files
from attribution.output.files import rewrite_file, write_files
from attribution.output.overrides import read_overrides
from attribution.readers.article import find_articles
from attribution.readers.found import Limits, find
from attribution.readers.text import Source, encode_like

OPEN = '"We looked at it, she said. The price stays.\n'
MENDED = '"We looked at it," she said. The price stays.\n'
CLAIMED = "The director, Oskar Renn, claimed that the boats were empty.\n"
POSIX = pytest.mark.skipif(os.name == "nt", reason="POSIX links, signals and pipes")


def run(*args: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, list(args))
    return done.exit_code, done.stdout, done.stderr


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(OPEN, encoding="utf-8")
    (tmp_path / "claim.txt").write_text(CLAIMED, encoding="utf-8")
    return tmp_path


def test_a_draft_that_changed_since_it_was_read_is_left_alone(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("b.txt", "c.txt"):
        (here / name).write_text(OPEN, encoding="utf-8")
    rewrite = files.rewrite_file

    def edited_meanwhile(name: str, before: bytes, after: bytes) -> None:
        if name == "b.txt":
            (here / name).write_text(OPEN + "An added line.\n", encoding="utf-8")
        rewrite(name, before, after)

    monkeypatch.setattr(files, "rewrite_file", edited_meanwhile)
    code, out, err = run("check", "--fix", "a.txt", "b.txt", "c.txt")
    assert (code, out.split(":")[0]) == (2, "b.txt")
    assert "b.txt: was changed by somebody else meanwhile and is left as it is" in err
    assert [(here / name).read_text("utf-8") for name in ("a.txt", "b.txt", "c.txt")] == [MENDED, OPEN + "An added line.\n", MENDED]


def test_an_edit_while_the_mended_draft_is_on_its_way_to_the_disk_wins(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sync = os.fsync

    def edited(handle: int) -> None:
        (here / "a.txt").write_text("edited", encoding="utf-8")
        sync(handle)

    monkeypatch.setattr(os, "fsync", edited)
    with pytest.raises(UsageError, match="changed by somebody else"):
        rewrite_file("a.txt", OPEN.encode(), MENDED.encode())
    assert (here / "a.txt").read_text("utf-8") == "edited"
    assert sorted(path.name for path in here.iterdir()) == ["a.txt", "claim.txt"]


def test_standard_input_is_refused_before_anything_is_mended(here: Path) -> None:
    code, _, err = run("check", "--fix", "a.txt", "-")
    assert (code, err.startswith("--fix -: standard input cannot be mended")) == (2, True)
    assert (here / "a.txt").read_text("utf-8") == OPEN



@pytest.mark.parametrize(
    ("mark", "codec"),
    [
        (b"", "utf-8"),
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
        (b"\xff\xfe\0\0", "utf-32-le"),
        (b"\0\0\xfe\xff", "utf-32-be"),
    ],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_mode_byte_order_mark_and_line_ends_stay(here: Path, mark: bytes, codec: str, ending: str) -> None:
    path = here / "a.txt"
    path.write_bytes(mark + OPEN.replace("\n", ending).encode(codec))
    path.chmod(0o640)
    assert run("check", "--fix", "a.txt")[0] == 0
    assert path.read_bytes() == mark + MENDED.replace("\n", ending).encode(codec)
    assert os.name == "nt" or path.stat().st_mode & 0o777 == 0o640


@POSIX
def test_a_pipe_is_checked_and_said_not_to_be_mended(here: Path) -> None:
    os.mkfifo(here / "pipe.txt")
    writer = threading.Thread(target=lambda: (here / "pipe.txt").write_text(OPEN, encoding="utf-8"))
    writer.start()
    code, out, err = run("check", "--fix", "pipe.txt", "a.txt")
    writer.join()
    assert (code, out.split(":")[0], "a.txt: 1 mended" in err) == (2, "pipe.txt", True)
    assert "--fix pipe.txt: only text files can be mended" in err


CODECS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "cp1252", "latin-1", "iso2022_jp", "utf-7"]


@given(st.text(max_size=40), st.sampled_from(CODECS))
@settings(deadline=None)
def test_another_text_is_written_as_the_first_was_or_not_at_all(text: str, encoding: str) -> None:
    data = "Ada said “no.”".replace("“", '"').replace("”", '"').encode(encoding)
    source = Source("a.txt", data.decode(encoding).removeprefix("\ufeff"), encoding, data)
    try:
        written = encode_like(source, text)
    except InputError as error:
        assert str(error).startswith("a.txt: ")
        return
    assert written.decode(encoding, "surrogatepass").removeprefix("\ufeff") == text.removeprefix("\ufeff")


def test_a_letter_that_the_encoding_lacks_is_a_message(here: Path) -> None:
    source = Source("a.txt", "one\ntwo", "cp1252", b"one\ntwo")
    with pytest.raises(InputError, match=r"a.txt: cp1252 has no letter 'ł', needed near line 2; save the file as UTF-8 first"):
        encode_like(source, "one\nł")


def test_read_only_drafts_and_outputs_are_left_alone(here: Path) -> None:
    (here / "a.txt").chmod(0o444)
    code, out, err = run("check", "--fix", "a.txt")
    assert (code, "a.txt: is read-only" in err, out.split(":")[0]) == (2, True, "a.txt")
    assert (here / "a.txt").read_text("utf-8") == OPEN
    assert run("export", "-o", "a.txt", "-f", "csv", "claim.txt")[2].startswith("a.txt: is read-only")


def test_findings_that_a_baseline_knows_stay_known_after_mending(here: Path) -> None:
    (here / "b.txt").write_text(CLAIMED + "\n" + OPEN, encoding="utf-8")
    assert run("check", "--write-baseline", "base.json", "claim.txt")[0] == 0
    assert run("check", "--baseline", "base.json", "-q", "b.txt")[1].count("\n") == 1
    assert run("check", "--baseline", "base.json", "-q", "--fix", "b.txt")[:2] == (0, "")


def tables(path: Path) -> set[str]:
    database = sqlite3.connect(path)
    names = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type != 'index' OR sql IS NOT NULL")}
    database.close()
    return names


def make(path: Path, *statements: str) -> None:
    database = sqlite3.connect(path)
    for statement in statements:
        database.execute(statement)
    database.commit()
    database.close()


def test_other_tables_of_a_database_stay_and_so_do_indexes_on_ours(here: Path) -> None:
    make(here / "my.sqlite", "CREATE TABLE mine (a)", "INSERT INTO mine VALUES (7)")
    assert run("export", "-o", "my.sqlite", "claim.txt")[0] == 0
    make(here / "my.sqlite", "CREATE INDEX by_speaker ON claims (speaker)")
    assert run("export", "-o", "my.sqlite", "claim.txt")[0] == 0
    beside = {name for name in tables(here / "my.sqlite") if not name.startswith("claims_fts")}
    assert beside - {"article_list", "certainty_by_speaker", "claim_list", "speaker_list"} == {
        "mine", "claims", "documents", "made_by", "speakers", "spans", "by_speaker"
    }  # fmt: skip
    database = sqlite3.connect(here / "my.sqlite")
    assert database.execute("SELECT a FROM mine").fetchall() == [(7,)]
    assert database.execute("SELECT doc, speaker FROM claims").fetchall() == [("claim.txt", "Oskar Renn")]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    database.close()


def test_fewer_fields_make_the_table_anew(here: Path) -> None:
    make(here / "my.sqlite", "CREATE TABLE mine (a)")
    for fields in ("doc,id,claim", "speaker,claim"):
        assert run("export", "-o", "my.sqlite", "--fields", fields, "claim.txt")[0] == 0
    database = sqlite3.connect(here / "my.sqlite")
    assert [row[1] for row in database.execute("PRAGMA table_info(claims)")] == ["speaker", "claim"]
    assert not tables(here / "my.sqlite") & {"speakers", "spans", "claim_list", "claims_fts"}  # they are made of whole records
    database.close()


def test_a_table_made_since_the_last_export_is_not_ours_by_its_name(here: Path) -> None:
    make(here / "my.sqlite", "CREATE TABLE mine (a)")
    assert run("export", "-o", "my.sqlite", "--fields", "doc,claim", "claim.txt")[0] == 0
    make(here / "my.sqlite", "CREATE TABLE speakers (a)", "INSERT INTO speakers VALUES (7)")
    code, _, err = run("export", "-o", "my.sqlite", "claim.txt")
    assert (code, "has tables speakers that this tool has not made" in err) == (2, True)


@pytest.mark.parametrize(
    "statement", ["TABLE claims (a)", "TABLE speakers (a)", "TABLE made_by (name, value)", "VIEW documents AS SELECT 1"]
)
def test_tables_of_our_names_that_are_not_ours_are_refused(here: Path, statement: str) -> None:
    make(here / "my.sqlite", f"CREATE {statement}")
    before = (here / "my.sqlite").read_bytes()
    code, _, err = run("export", "-o", "my.sqlite", "claim.txt")
    assert (code, "that this tool has not made" in err) == (2, True)
    assert (here / "my.sqlite").read_bytes() == before


def test_a_file_that_is_no_database_is_replaced_only_when_told_to(here: Path) -> None:
    (here / "notes.db").write_text("my notes, all of them", encoding="utf-8")
    code, _, err = run("export", "-o", "notes.db", "claim.txt")
    assert (code, err) == (2, "-o notes.db: is there and is no database; name another file, or add --overwrite to lose it\n")
    assert (here / "notes.db").read_text("utf-8") == "my notes, all of them"
    assert run("export", "-o", "notes.db", "--overwrite", "claim.txt")[0] == 0
    assert tables(here / "notes.db") >= {"claims", "documents", "made_by"}
    assert run("export", "-o", "x.csv", "--overwrite", "claim.txt")[0] == 2


def test_a_database_in_use_or_damaged_is_left_as_it_is(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(here / "my.sqlite", "CREATE TABLE mine (a)")
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *args, **named: connect(*args, **{"timeout": 0.1, **named}))
    other = connect(here / "my.sqlite", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    code, _, err = run("export", "-o", "my.sqlite", "claim.txt")
    assert (code, "database is locked" in err) == (2, True)
    other.execute("ROLLBACK")
    other.close()
    assert tables(here / "my.sqlite") == {"mine"}
    (here / "my.sqlite").write_bytes(b"SQLite format 3\0" + b"x" * 4000)
    assert run("export", "-o", "my.sqlite", "claim.txt")[0] == 2


@pytest.mark.parametrize("name", ["r.pdf", "r.docx", "r.csv", "r.json", "r.xlsx"])
def test_a_report_in_a_file_of_another_kind_is_refused(here: Path, name: str) -> None:
    code, _, err = run("report", "-o", name, "claim.txt")
    assert (code, ".html, .htm, .md, .txt" in err, (here / name).exists()) == (2, True, False)
    assert run("report", "-f", "table", "-o", name, "claim.txt")[0] == 0
    assert "Oskar Renn" in (here / name).read_text("utf-8")


def test_txt_and_names_without_an_ending_hold_the_table(here: Path) -> None:
    for name in ("r.txt", "report"):
        assert run("report", "-o", name, "claim.txt")[0] == 0
        assert (here / name).read_text("utf-8").startswith("claim.txt: 1 claim")


@POSIX
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_that_ends_the_process_leaves_no_file_behind(here: Path, number: signal.Signals) -> None:
    (here / "x.csv").write_text("kept", encoding="utf-8")
    os.mkfifo(here / "pipe")
    process = subprocess.Popen([sys.executable, "-m", "attribution", "export", "-o", "x.csv", "claim.txt", "pipe"])
    for _ in range(200):
        if any(path.name.endswith(".new") for path in here.iterdir()):
            break
        time.sleep(0.05)
    else:
        pytest.fail("nothing was written")
    process.send_signal(number)
    assert process.wait(20) == -number
    assert (here / "x.csv").read_text("utf-8") == "kept"
    assert sorted(path.name for path in here.iterdir()) == ["a.txt", "claim.txt", "pipe", "x.csv"]


@POSIX
def test_a_link_stays_and_its_target_is_written_and_a_loop_is_an_error(here: Path) -> None:
    (here / "link.csv").symlink_to("target.csv")
    assert run("export", "-o", "link.csv", "claim.txt")[0] == 0
    assert (here / "link.csv").is_symlink() and (here / "target.csv").read_text("utf-8").startswith("doc,")
    (here / "one.csv").symlink_to("two.csv")
    (here / "two.csv").symlink_to("one.csv")
    code, _, err = run("export", "-o", "one.csv", "claim.txt")
    assert (code, err.startswith("one.csv: is a link that leads back to itself")) == (2, True)
    assert (here / "one.csv").is_symlink() and (here / "two.csv").is_symlink()


def test_what_was_written_is_on_the_disk_before_it_takes_the_name(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    monkeypatch.setattr(os, "fsync", lambda _: order.append("sync"))
    replace = Path.replace

    def noted(path: Path, target: Path) -> Path:
        order.append("name")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", noted)
    write_files([("x", [b"1"]), ("y", [b"2"])])
    assert [event for event in order if event == "name" or "name" not in order[: order.index(event) + 1]][:2] == ["sync", "sync"]
    assert order.index("name") == 2


@pytest.mark.parametrize("at", ["fsync", "replace", "chmod"])
def test_whatever_fails_while_writing_an_earlier_file_stays(here: Path, monkeypatch: pytest.MonkeyPatch, at: str) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    (here / "x.csv").write_text("kept", encoding="utf-8")
    monkeypatch.setattr(os if at == "fsync" else Path, at, full)
    code, _, err = run("export", "-o", "x.csv", "claim.txt")
    assert (code, err) == (2, "x.csv: cannot be written (No space left on device)\n")
    assert (here / "x.csv").read_text("utf-8") == "kept"
    assert sorted(path.name for path in here.iterdir()) == ["a.txt", "claim.txt", "x.csv"]


@pytest.fixture
def locked(here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder `locked` that may not be looked into, also where the tests run as the superuser, who may."""
    (here / "locked").mkdir()
    (here / "locked" / "b.txt").write_text(CLAIMED, encoding="utf-8")
    (here / "brochure.png").write_bytes(b"\x89PNG")
    scan = os.scandir

    def denied(path: object = ".") -> object:
        if str(path).endswith("locked"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)  # type: ignore[call-overload]

    monkeypatch.setattr(os, "scandir", denied)
    return here


@pytest.mark.parametrize(
    ("command", "last"),
    [
        ("report", "2 read, 1 skipped (.png), 1 unreadable, 1 claim"),
        ("export -f csv", "2 read, 1 skipped (.png), 1 unreadable, 1 claim"),
        ("sources", "2 read, 1 skipped (.png), 1 unreadable, 1 claim"),
        ("check", "2 findings (1 error, 1 warning) in 2 files, 1 skipped (.png), 1 unreadable"),
        ("check -f sarif", "2 findings (1 error, 1 warning) in 2 files, 1 skipped (.png), 1 unreadable"),
    ],
)
def test_folders_that_nobody_could_read_are_named_and_are_an_error(locked: Path, command: str, last: str) -> None:
    code, out, err = run(*command.split(), ".")
    assert (code, "claim.txt" in out or "Renn" in out) == (2, True)
    named, closing = (line for line in err.splitlines() if "quotation mark" not in line)
    assert named.removeprefix("./") == "locked: may not be looked into (Permission denied); check its permissions"
    assert closing == last


def test_a_folder_in_which_all_was_read_and_nothing_else_lies_is_counted(here: Path) -> None:
    assert run("report", ".")[2].endswith("\n2 read, 1 claim\n")
    assert run("report", "claim.txt", "claim.txt")[2] == ""


@POSIX
def test_links_that_lead_nowhere_are_drafts_that_nobody_read(here: Path) -> None:
    (here / "gone.txt").symlink_to("nowhere.txt")
    assert find_articles(["."]).files == ("a.txt", "claim.txt", "gone.txt")
    assert run("check", "-q", ".")[0] == 2


@POSIX
def test_pipes_and_hidden_files_in_folders_are_not_read(here: Path) -> None:
    os.mkfifo(here / "pipe.txt")
    (here / ".hidden.txt").write_text("x", encoding="utf-8")
    (here / ".git").mkdir()
    (here / ".git" / "x.txt").write_text("x", encoding="utf-8")
    assert find_articles(["."]).files == ("a.txt", "claim.txt")


def test_each_file_is_read_once_and_the_rest_is_counted_by_ending(here: Path) -> None:
    for name in ("x.png", "y.PNG", "z.jpg", "Makefile", "w.mp3"):
        (here / name).write_text("x", encoding="utf-8")
    found = find([".", "a.txt", "*.txt"], (".txt",), "article", Limits(excluded=lambda name: name == "claim.txt"))
    assert (found.files, dict(found.skipped)) == (("a.txt",), {".png": 2, ".jpg": 1, ".mp3": 1, "no ending": 1})
    assert run("report", ".")[2].splitlines()[-1] == "2 read, 5 skipped (.png, .jpg, .mp3, …), 1 claim"


HEADER = "document,claim,occurrence,speaker\n"


@pytest.mark.parametrize(
    ("rows", "place"),
    [
        ('a.txt,"that it fell,1,Anna\na.txt,It rained,1,Carl\n', "row 2 (line 2)"),
        ('a.txt,one,1,Anna\n\na.txt,"that it fell,1,Anna\na.txt,"It rained",1,Carl\n', "row 4 (line 4)"),
        (f"a.txt,one,1,Anna\na.txt,{'x' * 131_073},1,Anna\n", "row 3 (line 3)"),
        ("a.txt,one,²,Anna\n", "row 2: occurrence ²"),
        (f"a.txt,one,{'9' * 5_000},Anna\n", "row 2: occurrence 99999999999999999999 "),
    ],
)
def test_a_sheet_that_would_swallow_rows_is_refused_with_the_place(here: Path, rows: str, place: str) -> None:
    (here / "o.csv").write_text(HEADER + rows, encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        read_overrides("o.csv")
    assert f"--overrides o.csv: {place}" in str(caught.value)
    assert len(str(caught.value)) < 250


@given(st.text(st.sampled_from('a,;"\n\r\t\0²é\ud800='), max_size=60) | st.text(max_size=60))
@settings(deadline=None, max_examples=200)
def test_any_sheet_is_read_or_refused_in_words(tmp_path_factory: pytest.TempPathFactory, rows: str) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes((HEADER + rows).encode("utf-8", "surrogatepass"))
    try:
        overrides = read_overrides(str(path))
    except AttributionError as error:
        assert str(path) in str(error)
    else:
        lines = [line for line in rows.replace("\r", "\n").split("\n") if line.strip(",")]
        assert '"' in rows or len(overrides.rows) == len(lines)


def test_a_baseline_of_any_words_can_be_read_back(here: Path) -> None:
    for number, name in enumerate(("Oskar \ud800 Renn", "Oskar \x1b Renn", "Oskar 😀 “Renn”")):
        text = f"The director, {name}, claimed that the boats \udfff were empty.\n"
        (here / "odd.txt").write_bytes(text.encode("utf-8", "surrogatepass"))
        assert run("check", "--write-baseline", f"{number}.json", "odd.txt")[0] == 0
        (here / f"{number}.json").read_text("utf-8")
        assert run("check", "-q", "--baseline", f"{number}.json", "odd.txt")[:2] == (0, "")
        assert run("check", "-q", "odd.txt")[0] == 1


def test_a_style_map_inside_a_word_document_hides_nothing(here: Path) -> None:
    pytest.importorskip("mammoth")
    from mammoth.docx.style_map import write_style_map

    body = "<w:p><w:r><w:t>The bridge is safe, Anna Berg said.</w:t></w:r></w:p>"
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    kinds = "http://schemas.openxmlformats.org/package/2006/content-types"
    links = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{kinds}"><Default Extension="xml" ContentType="application/xml"/></Types>')
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{links}"><Relationship Id="r1" Type="{office}" Target="word/document.xml"/></Relationships>',
        )
        archive.writestr("word/_rels/document.xml.rels", f'<Relationships xmlns="{links}"></Relationships>')
        archive.writestr("word/document.xml", f"<w:document {space}><w:body>{body}</w:body></w:document>")
    write_style_map(data, "p => !")
    (here / "odd.docx").write_bytes(data.getvalue())
    assert "The bridge is safe" in run("report", "odd.docx")[1]
