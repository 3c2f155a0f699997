"""What only a process of its own can show: pipes, signals, devices, encodings of the terminal, what is imported."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from handmade import ARTICLE, WAIT

HANDMADE = Path(__file__).with_name("handmade.py")
POSIX = pytest.mark.skipif(os.name == "nt", reason="POSIX pipes, signals and devices")


def start(*args, program=(HANDMADE,), env=(), **options):
    return subprocess.Popen(
        [sys.executable, *map(str, program), *args],
        stdin=options.pop("stdin", subprocess.PIPE),
        stdout=options.pop("stdout", subprocess.PIPE),
        stderr=subprocess.PIPE,
        env=os.environ | {"COLUMNS": "80"} | dict(env),
        **options,
    )


def run(*args, data=b"", **options):
    process = start(*args, **options)
    out, err = process.communicate(data)
    return process.returncode, out, err


def imported(*args, **options):
    """Names of the modules that a command imports."""
    _, _, err = run(*args, program=("-X", "importtime", *options.pop("program", (HANDMADE,))), **options)
    return {line.rpartition("|")[2].strip() for line in err.decode().splitlines() if line.startswith("import time:")}


def test_the_module_can_be_run():
    code, out, err = run("--version", program=("-m", "attribution"))
    assert (code, out.split()[0], err) == (0, b"attribution", b"")


def test_bytes_of_standard_input_come_through_whatever_the_locale():
    text = "“Café\u00a0opens, Zoë said.\r\n"
    code, out, _ = run(
        "export", "--format", "jsonl", "-", data=text.encode(), env={"PYTHONUTF8": "0", "LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
    )
    row = json.loads(out)
    assert (code, row["claim"], row["content_spans"], row["doc"]) == (0, "“Café\u00a0opens", [[0, 11]], "-")


def test_letters_that_the_terminal_lacks_are_replaced():
    code, out, err = run("report", "-", data="東京 opens, Zoë said.".encode(), env={"PYTHONIOENCODING": "ascii"})
    assert (code, err) == (0, b"")
    assert b"Zo?" in out and b"?? opens" in out


@POSIX
@pytest.mark.parametrize("args", [("report", "-"), ("export", "--format", "csv", "-"), ("export", "--format", "jsonl", "-")])
def test_a_closed_pipe_is_no_error(args):
    process = start(*args)
    process.stdout.close()
    process.stdin.write(ARTICLE.encode() * 2000)
    process.stdin.close()
    assert (process.stderr.read(), process.wait()) == (b"", 0)
    process.stderr.close()


@POSIX
def test_an_interrupt_ends_with_130_and_no_traceback():
    process = start("report", "-")
    process.stdin.write(WAIT.encode())
    process.stdin.close()
    assert process.stderr.readline() == b"waiting\n"
    process.send_signal(signal.SIGINT)
    assert (process.wait(), process.stdout.read(), process.stderr.read()) == (130, b"", b"")
    process.stdout.close()
    process.stderr.close()


@POSIX
def test_an_interrupt_leaves_an_earlier_result_alone(tmp_path):
    (tmp_path / "x.csv").write_text("kept", encoding="utf-8")
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    process = start("export", "-o", "x.csv", "a.txt", "-", cwd=tmp_path)
    process.stdin.write(WAIT.encode())
    process.stdin.close()
    assert process.stderr.readline() == b"waiting\n"
    process.send_signal(signal.SIGINT)
    assert (process.wait(), process.stderr.read()) == (130, b"")
    process.stdout.close()
    process.stderr.close()
    assert (tmp_path / "x.csv").read_text("utf-8") == "kept"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "x.csv"]


@POSIX
def test_devices_are_written_to_and_stay_devices(tmp_path):
    assert run("export", "--format", "csv", "-o", os.devnull, "-", data=ARTICLE.encode()) == (0, b"", b"")
    assert not Path(os.devnull).is_file()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("args", [("report", "-"), ("export", "--format", "csv", "-")])
def test_a_full_disk_is_told_in_one_line(args):
    with Path("/dev/full").open("wb") as full:
        code, _, err = run(*args, data=ARTICLE.encode(), stdout=full)
    assert (code, err) == (2, b"standard output: No space left on device\n")
    code, out, err = run("export", "--format", "csv", "-o", "/dev/full", "-", data=ARTICLE.encode())
    assert (code, out, err) == (2, b"", b"/dev/full: cannot be written (No space left on device)\n")


@POSIX
def test_closed_streams_leave_no_traceback():
    for closing, code, told in (("<&-", 2, b"standard input: is closed\n"), (">&-", 0, b"")):
        shell = f'"{sys.executable}" "{HANDMADE}" report - {closing}'
        done = subprocess.run(["sh", "-c", shell], input=None if "<" in closing else ARTICLE.encode(), capture_output=True)
        assert (done.returncode, done.stderr) == (code, told)


def test_names_of_files_cannot_reach_the_terminal(tmp_path):
    code, _, err = run("report", str(tmp_path / "x\x1b[2Jy"))
    assert (code, b"\x1b" in err) == (2, False)


@POSIX
def test_an_output_that_is_standard_input_is_refused(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    with path.open("rb") as stdin:
        code, _, err = run("export", "--format", "csv", "-o", str(path), "-", stdin=stdin, data=None)
    assert (code, err.decode()) == (2, f"-o {path}: is one of the files to read and would be lost; name another file\n")
    assert path.read_text("utf-8") == ARTICLE


def test_help_imports_neither_table_nor_pydantic():
    assert not imported("--help") & {"nltk", "tabulate", "pydantic", "rich"}


def test_help_does_not_import_the_engine():
    assert not imported("--help") & {"json", "regex", "attribution.pipeline"}


def test_a_report_imports_neither_nltk_nor_pydantic():
    names = imported("report", "-", data=ARTICLE.encode())
    assert "tabulate" in names
    assert not names & {"nltk", "pydantic", "rich", "hashlib"}
