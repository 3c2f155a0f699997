"""Bad input: a clear message or a right answer, never a traceback; `test_strange.py` looks at the time it takes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from strange import SHAPES

from attribution import Extraction, extract

ROOT = Path(__file__).parent.parent


def command(*args: str | Path, cwd: Path, data: bytes = b"") -> tuple[int, str, str]:
    """Exit code, output and messages of the tool in a process of its own."""
    env = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "COLUMNS": "80"}
    program = [sys.executable, "-m", "attribution", *map(str, args)]
    done = subprocess.run(program, input=data, capture_output=True, cwd=cwd, env=env, timeout=120, check=False)
    return done.returncode, done.stdout.decode("utf-8", "surrogatepass"), done.stderr.decode()


def check_spans(text: str, found: Extraction) -> None:
    """Spans lie inside the text, hold what the fields say, and stand in order."""
    for claim in found.claims:
        for spans in (claim.content_spans, claim.quote_spans, claim.cue_spans, claim.source_spans):
            assert all(0 <= begin < end <= len(text) for begin, end in spans)
            assert list(spans) == sorted(spans)
        assert claim.claim.split() == " ".join(text[b:e] for b, e in claim.content_spans).split()
    begins = [claim.content_spans[0].begin for claim in found.claims]
    assert begins == sorted(begins)


@pytest.mark.parametrize("name", SHAPES)
def test_strange_texts_survive_with_sound_spans(name: str) -> None:
    for size in (1, 3, 50, 1_500):
        text = SHAPES[name](size)
        check_spans(text, extract(text))


def test_a_line_of_two_megabytes_is_read_like_any_other(tmp_path: Path) -> None:
    words = "The wall is long and old, and a fox sleeps under it. " * 20
    line = (words + "The bridge is safe, Anna Berg said. ") * 1_900
    (tmp_path / "line.txt").write_text(line, encoding="utf-8")
    code, out, err = command("export", "--format", "jsonl", "line.txt", cwd=tmp_path)
    rows = [json.loads(row) for row in out.splitlines()]
    assert (code, err, len(line) > 2_000_000, len(rows)) == (0, "", True, 1_900)
    assert {row["claim"] for row in rows} == {"The bridge is safe"}
    assert (rows[-1]["line"], rows[-1]["column"]) == (1, line.rindex("The bridge") + 1)


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_endings_change_no_claim_and_no_line(ending: str) -> None:
    lines = ["The bridge is safe, Anna Berg said.", "", "“It held,” Carl Dunn told", "reporters on Monday.", ""]
    plain = extract("\n".join(lines)).claims
    other = extract(ending.join(lines)).claims
    assert [(c.line, c.column, c.claim, c.cue, c.source) for c in other] == [(c.line, c.column, c.claim, c.cue, c.source) for c in plain]
    assert [(c.line, c.claim) for c in plain] == [(1, "The bridge is safe"), (3, "“It held,”")]


def test_a_byte_order_mark_is_not_counted(tmp_path: Path) -> None:
    text = "The bridge is safe, Anna Berg said.\n"
    rows = []
    for name, encoding in (("plain.txt", "utf-8"), ("mark.txt", "utf-8-sig"), ("wide.txt", "utf-16")):
        (tmp_path / name).write_text(text, encoding=encoding)
        code, out, err = command("export", "--format", "jsonl", name, cwd=tmp_path)
        assert (code, err) == (0, "")
        rows.append({**json.loads(out), "doc": ""})
    assert rows[0] == rows[1] == rows[2]
    assert (rows[0]["column"], rows[0]["content_spans"]) == (1, [[0, 18]])


def test_an_empty_file_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    assert command("report", "empty.txt", cwd=tmp_path) == (
        0, "empty.txt: 0 claims\n\nno claims found\n\n0 claims, 0 speakers\n", ""
    )  # fmt: skip
    assert command("export", "--format", "jsonl", "empty.txt", cwd=tmp_path) == (0, "", "")
    assert command("report", "-", cwd=tmp_path)[0] == 0
    assert extract("").claims == ()


def test_files_that_are_no_articles_are_named_and_the_good_ones_reported(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("The bridge is safe, Anna Berg said.", encoding="utf-8")
    (tmp_path / "old.txt").write_bytes("Café opens, Zoë said.".encode("cp1252"))
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0")
    (tmp_path / "zeros.txt").write_bytes(bytes(5000))
    (tmp_path / "folder").mkdir()
    names = ["old.txt", "picture.txt", "zeros.txt", "folder", "missing.txt"]
    for at in range(len(names) + 1):
        code, out, err = command("export", "--format", "jsonl", *names[:at], "good.txt", *names[at:], cwd=tmp_path)
        assert code == 2
        assert [json.loads(row)["claim"] for row in out.splitlines()] == ["The bridge is safe"]
        folder, old, picture, zeros, missing, closing = err.splitlines()
        assert closing == "1 read, 5 unreadable, 1 claim"
        assert old == "old.txt: byte 0xe9 at offset 3 (line 1) is not UTF-8; name the encoding it was saved in: try --encoding cp1252"
        assert picture.startswith("picture.txt: looks like a binary file (")
        assert zeros.startswith("zeros.txt: looks like a binary file (")
        assert folder.startswith("folder: this folder holds no article (")
        assert missing == "missing.txt: no such file"
        if at > 1:
            break


def test_the_encoding_that_the_message_offers_reads_the_file(tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_bytes("Café Nord opens today, Zoë Berg said.".encode("cp1252"))
    code, out, err = command("export", "--format", "jsonl", "--encoding", "cp1252", "old.txt", cwd=tmp_path)
    assert (code, err) == (0, "")
    assert [(row["claim"], row["source"]) for row in map(json.loads, out.splitlines())] == [("Café Nord opens today", "Zoë Berg")]


def test_nuls_and_lone_surrogates_inside_an_article_are_characters_like_others(tmp_path: Path) -> None:
    text = "A note\0 and a half \ud83d of an emoji.\n\nThe bridge is safe, Anna Berg said.\n"
    (tmp_path / "odd.txt").write_bytes(text.encode("utf-8", "surrogatepass"))
    code, out, err = command("export", "--format", "jsonl", "odd.txt", cwd=tmp_path)
    (row,) = map(json.loads, out.splitlines())
    assert (code, err, row["line"], row["claim"]) == (0, "", 3, "The bridge is safe")
    assert text[slice(*row["content_spans"][0])] == "The bridge is safe"


@pytest.mark.parametrize("name", ["lone surrogates", "letters of all kinds", "controls", "zero widths", "combining marks"])
def test_every_command_prints_strange_texts(name: str, tmp_path: Path) -> None:
    text = SHAPES[name](300) + "\n\nThe bridge is safe, Anna \ud800 Berg said.\n"
    (tmp_path / "odd.txt").write_bytes(text.encode("utf-8", "surrogatepass"))
    line = text.replace("\r", "\n").count("\n") - 1
    for args in ("report odd.txt", "export -f csv odd.txt", "export -f json odd.txt", f"explain --tree odd.txt:{line}"):
        code, _, err = command(*args.split(), cwd=tmp_path)
        assert code in (0, 2)
        assert "Traceback" not in err


def test_a_sentence_without_an_end_is_explained_near_its_claims(tmp_path: Path) -> None:
    (tmp_path / "endless.txt").write_text("He said that it rains, and " * 1_500, encoding="utf-8")
    code, out, err = command("explain", "endless.txt:1", cwd=tmp_path)
    assert (code, err) == (0, "")
    assert out.startswith("endless.txt:1:")
