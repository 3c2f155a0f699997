"""`attribution check` and `attribution rules` as commands: exits, inputs, outputs, settings, what changed, mends."""

from __future__ import annotations

import contextlib
import json
import subprocess
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner

from attribution.cli.app import app

CLAIMED = "The director, Oskar Renn, claimed that the boats were empty."
OPEN = '"We looked at it, she said. The price stays.'
PLAIN = "The ferry sails on Monday."
SCHEMA = Path(__file__).parent / "data" / "sarif-2.1.0-rtm.5.json"


def run(*args: str | Path, cwd: Path, data: str = "") -> tuple[int, str, str]:
    """Exit code, output and errors; in this process: that of its own which a command has is tried in test_cli_process.py."""
    with contextlib.chdir(cwd):
        done = CliRunner().invoke(app, [*map(str, args)], input=data, prog_name="attribution")
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.exit_code, done.stdout, done.stderr


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "bad.txt").write_text(f"{CLAIMED}\n", encoding="utf-8")
    (tmp_path / "good.md").write_text(f"{PLAIN}\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["good.md"], 0),
        (["bad.txt"], 1),
        (["."], 1),
        (["*.md"], 0),
        (["--fail-level", "error", "bad.txt"], 0),
        (["--min-level", "error", "bad.txt"], 1),
        (["--exit-zero", "bad.txt"], 0),
        (["--ignore", "AV301", "bad.txt"], 0),
        (["--select", "AQ,AS", "bad.txt"], 0),
        ([], 2),
        (["none.txt"], 2),
        (["none*.txt"], 2),
        (["--select", "AV399", "bad.txt"], 2),
        (["--format", "xml", "bad.txt"], 2),
        (["--fail-level", "bad", "bad.txt"], 2),
        (["--config", "none.toml", "bad.txt"], 2),
        (["--baseline", "none.json", "bad.txt"], 2),
        (["--diff", "HEAD", "bad.txt"], 2),
    ],
)
def test_exit_codes(here: Path, args: list[str], code: int) -> None:
    assert run("check", *args, cwd=here)[0] == code


def test_binary_input_is_an_error_and_the_rest_is_checked(here: Path) -> None:
    (here / "photo.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    code, out, err = run("check", "photo.txt", "bad.txt", cwd=here)
    assert (code, out.split(":")[0]) == (2, "bad.txt")
    assert "photo.txt: looks like a binary file" in err


def test_standard_input_is_read_as_its_name_says(here: Path) -> None:
    text = f"~~~\n{CLAIMED}\n~~~\n"
    assert run("check", "-", "--stdin-filename", "a.md", cwd=here, data=text)[0] == 0
    code, out, _ = run("check", "-q", "-", "--stdin-filename", "a.txt", cwd=here, data=text)
    assert (code, out) == (1, 'a.txt:2:27: warning AV301 "claimed" takes sides about a plain statement; write "said".\n')


def test_full_shows_line_carets_and_reason(here: Path) -> None:
    _, out, err = run("check", "--format", "full", "bad.txt", cwd=here)
    assert out.splitlines()[:4] == [
        "bad.txt:1:27: warning AV301 loaded-verb",
        f"  1 | {CLAIMED}",
        f"    | {' ' * 26}^^^^^^^",
        '  "claimed" takes sides about a plain statement; write "said".',
    ]
    assert err == "1 finding (1 warning) in 1 file\n"


def test_every_format_has_the_same_words(here: Path) -> None:
    (here / "bad.txt").write_text(f"{CLAIMED}\n\n{OPEN}\n", encoding="utf-8")
    words = 'takes sides about a plain statement; write "said".'
    for form in ("full", "concise", "jsonl", "github"):
        assert words in run("check", "--format", form, "bad.txt", cwd=here)[1].replace('\\"', '"')
    data = json.loads(run("check", "--format", "json", "bad.txt", cwd=here)[1])
    assert [(f["code"], f["line"], f["column"]) for f in data["findings"]] == [("AV301", 1, 27), ("AQ104", 3, 1)]
    assert data["counts"] == {"error": 1, "warning": 1, "suggestion": 0}
    assert [row["location"] for row in json.loads(run("check", "--format", "gitlab", "bad.txt", cwd=here)[1])] == [
        {"path": "bad.txt", "lines": {"begin": 1, "end": 1}},
        {"path": "bad.txt", "lines": {"begin": 3, "end": 3}},
    ]
    suites = ElementTree.fromstring(run("check", "--format", "junit", "bad.txt", "good.md", cwd=here)[1])
    assert [(suite.get("name"), suite.get("failures")) for suite in suites] == [("bad.txt", "2"), ("good.md", "0")]


def test_github_shows_the_most_severe_first(here: Path) -> None:
    (here / "bad.txt").write_text(f"{CLAIMED}\n\n{OPEN}\n", encoding="utf-8")
    out = run("check", "--format", "github", "bad.txt", cwd=here)[1].splitlines()
    assert [line.split(" ")[0] for line in out] == ["::error", "::warning"]
    assert out[1].startswith("::warning file=bad.txt,line=1,endLine=1,col=27,endColumn=34,title=AV301 loaded-verb::")


def test_sarif_is_valid_and_its_fingerprints_outlive_moved_lines(here: Path) -> None:
    log = json.loads(run("check", "--format", "sarif", ".", cwd=here)[1])
    jsonschema.validate(log, json.loads(SCHEMA.read_text(encoding="utf-8")))
    [result] = log["runs"][0]["results"]
    assert log["runs"][0]["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "AV301"
    rules = log["runs"][0]["tool"]["driver"]["rules"]
    assert {rule["helpUri"].rpartition("/#")[2] for rule in rules} == {rule["id"].lower() for rule in rules}
    assert "Found: `" in rules[0]["help"]["markdown"]
    (here / "bad.txt").write_text(f"{PLAIN}\n\n{CLAIMED}\n", encoding="utf-8")
    [moved] = json.loads(run("check", "--format", "sarif", ".", cwd=here)[1])["runs"][0]["results"]
    assert moved["partialFingerprints"] == result["partialFingerprints"]
    assert moved["locations"] != result["locations"]


def test_statistics_count_by_check(here: Path) -> None:
    assert run("check", "-q", "--statistics", ".", cwd=here)[1] == "     1  AV301  warning     loaded-verb\n"


def test_settings_are_found_shown_and_left_out(here: Path) -> None:
    (here / "attribution.toml").write_text('[check]\nignore = ["AV301"]\n', encoding="utf-8")
    assert run("check", "bad.txt", cwd=here)[0] == 0
    assert run("check", "--isolated", "bad.txt", cwd=here)[0] == 1
    shown = run("check", "--show-settings", "bad.txt", cwd=here)[1]
    assert 'ignore = ["AV301"]' in shown.splitlines()
    (here / "attribution.toml").write_text('[check]\nignroe = ["AV301"]\n', encoding="utf-8")
    code, _, err = run("check", "bad.txt", cwd=here)
    assert (code, "did you mean 'ignore'?" in err) == (2, True)


def test_a_baseline_is_written_and_then_heeded(here: Path) -> None:
    assert run("check", "--write-baseline", "base.json", ".", cwd=here)[0] == 0
    assert run("check", "--baseline", "base.json", ".", cwd=here)[0] == 0
    (here / "bad.txt").write_text(f"{PLAIN}\n\n{CLAIMED}\n\nIlse Brandt claimed that it was late.\n", encoding="utf-8")
    _, out, _ = run("check", "-q", "--baseline", "base.json", ".", cwd=here)
    assert [line.split(" ")[0] for line in out.splitlines()] == ["bad.txt:5:13:"]


def git(here: Path, *args: str) -> None:
    names = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "core.autocrlf=false"]
    subprocess.run(["git", *names, *args], cwd=here, check=True, capture_output=True)


def test_only_lines_changed_since_a_commit_are_reported(here: Path) -> None:
    git(here, "init", "-q")
    git(here, "add", "bad.txt")
    git(here, "commit", "-q", "-m", "x")
    assert run("check", "--diff", "HEAD", "bad.txt", cwd=here)[0] == 0
    (here / "bad.txt").write_text(f"{CLAIMED}\n\nIlse Brandt claimed that it was late.\n", encoding="utf-8")
    (here / "new.txt").write_text(f"{CLAIMED}\n", encoding="utf-8")
    _, out, _ = run("check", "-q", "--diff", "HEAD", "bad.txt", "new.txt", cwd=here)
    assert [line.split(" ")[0] for line in out.splitlines()] == ["bad.txt:3:13:", "new.txt:1:27:"]
    assert run("check", "--diff", "nothing", "bad.txt", cwd=here)[0] == 2


def test_fixes_are_shown_first_and_made_on_demand(here: Path) -> None:
    path = here / "open.txt"
    path.write_bytes(OPEN.encode() + b"\r\n")
    _, out, _ = run("check", "--fix", "--diff", "open.txt", cwd=here)
    assert '+"We looked at it," she said. The price stays.' in out.splitlines()
    assert path.read_bytes() == OPEN.encode() + b"\r\n"
    assert run("check", "--fix", "open.txt", cwd=here)[0] == 0
    assert path.read_bytes() == b'"We looked at it," she said. The price stays.\r\n'


def test_rules_are_listed_shown_and_tested(here: Path) -> None:
    listed = run("rules", "list", cwd=here)[1]
    assert [line.split()[0] for line in listed.splitlines() if "unattributed-quotation" in line] == ["AQ101"]
    page = run("rules", "show", "fragment-in-marks", cwd=here)[1]
    assert page.splitlines()[0] == "# AQ108 fragment-in-marks"
    assert "opt-in" in page
    assert run("rules", "show", "AQ1", cwd=here)[0] == 2
