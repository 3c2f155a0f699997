"""Colour and the progress bar: on a terminal, and nowhere else."""

import os
import sys
from pathlib import Path

import pytest
from handmade import ARTICLE

pty = pytest.importorskip("pty", reason="no pseudo-terminals here")
HANDMADE = Path(__file__).with_name("handmade.py")


def on_terminal(folder, *args, env=(), stdout_too=True, code=0):
    """What a command writes to a terminal: standard error, and standard output unless that is a file."""
    import subprocess

    ours, its = pty.openpty()
    with (folder / "out").open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, str(HANDMADE), *args],
            stdin=subprocess.DEVNULL,
            stdout=its if stdout_too else file,
            stderr=its,
            cwd=folder,
            env={name: value for name, value in os.environ.items() if name != "NO_COLOR"} | {"COLUMNS": "80", "TERM": "xterm"} | dict(env),
        )
    os.close(its)
    shown = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # how Linux says that the other side has gone
            break
        if not piece:
            break
        shown += piece
    os.close(ours)
    assert process.wait(timeout=30) == code
    return shown.decode()


@pytest.fixture
def folder(tmp_path):
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


def test_the_table_has_colour_on_a_terminal_and_is_otherwise_the_same(folder):
    import re

    shown = on_terminal(folder, "report", "0.txt")
    assert "\x1b[1mLine  Who said          Certainty  Claim\x1b[0m" in shown
    assert "\x1b[36mpossible \x1b[0m" in shown
    assert re.sub(r"\x1b\[\d+m", "", shown) == on_terminal(folder, "report", "--no-color", "0.txt")


@pytest.mark.parametrize(("args", "env"), [(["--no-color"], {}), ([], {"NO_COLOR": "1"}), ([], {"TERM": "dumb"})])
def test_colour_can_be_refused(folder, args, env):
    assert "\x1b" not in on_terminal(folder, "report", *args, "0.txt", env=env)


def test_an_empty_no_color_is_no_refusal(folder):
    assert "\x1b[1m" in on_terminal(folder, "report", "0.txt", env={"NO_COLOR": ""})


def test_a_file_has_no_colour(folder):
    on_terminal(folder, "report", "-o", "r.txt", "0.txt")
    assert "\x1b" not in (folder / "r.txt").read_text(encoding="utf-8")


def test_more_than_a_few_files_have_a_progress_bar_on_standard_error(folder):
    names = [f"{number}.txt" for number in range(5)]
    assert "100%" in on_terminal(folder, "export", "-o", "all.csv", *names)
    assert on_terminal(folder, "export", "-o", "all.csv", *names[:3]) == ""


def test_a_progress_bar_is_never_in_a_pipe(folder):
    import subprocess

    names = [f"{number}.txt" for number in range(5)]
    done = subprocess.run(
        [sys.executable, str(HANDMADE), "export", "-o", "all.csv", *names], cwd=folder, capture_output=True, check=True, text=True
    )
    assert (done.stdout, done.stderr) == ("", "")


def test_a_message_has_a_line_of_its_own_beside_the_progress_bar(folder):
    (folder / "bad.txt").write_bytes(b"\xff")
    shown = on_terminal(folder, "export", "-o", "x.csv", *[f"{number}.txt" for number in range(5)], "bad.txt", code=2)
    begin = shown.index("bad.txt: byte 0xff")
    assert shown[:begin].endswith("\r\x1b[K")
    assert "\n" in shown[begin:].partition("cp1252")[2][:3]
