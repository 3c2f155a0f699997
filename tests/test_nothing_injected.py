"""What stands in articles, in names of files and in a repository of somebody else's is shown, and does nothing."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import xml.etree.ElementTree as ElementTree
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote_to_bytes

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from attribution.cli.app import app
from attribution.output.export import harmless
from attribution.output.overrides import _plain
from attribution.output.width import no_commands, printable, printable_lines

CLAIMED = "The director, Oskar Renn, claimed that the boats were empty.\n"
EVIL = "\x1b[31m\x9b2J</script><img src=x>, ::error ::x##[group]\ud800\u202e"
BAD_NAMES = [
    "x\n::error ::pwn.txt", "::error ::pwn.txt", "a\x1b[2J,b.txt", "<b>&amp;.txt", "##vso[task.x].txt", os.fsdecode(b"bad\xff.txt"),
]  # fmt: skip
ARTICLE = (
    f"The director, Oskar {EVIL} Renn, claimed that the {EVIL} boats were empty.\n\n"
    f"::warning ::Anna Berg claimed that it {EVIL} rained.\n\n"
    f'"We {EVIL} looked at it, she said. The price stays.\n'
)
RULE = """
[[rule]]
id = "COURT-HEARD"
frame = "HEARD"
trigger = "FIN|PART"
lemmas = ["hear"]
left = "<NP|NAME>"
right = "content=<that>"
source = "none"
content = "to-stop"
family = "THAT"
prior = 0.9
why = "nobody named"
examples = [
  { text = "The court heard that the driver had slept.", cue = "heard", content = "that the driver had slept" },
  { text = "On Monday the jury heard that he ran.", cue = "heard", content = "that he ran" },
]
near_misses = [{ text = "The judge heard the case.", why = "nothing is reported" }]
"""
POSIX = pytest.mark.skipif(os.name == "nt", reason="POSIX names and links")
COMMAND = re.compile(r"^\s*::|##(vso)?\[", re.MULTILINE)


def run(*args: str, code: int | None = None) -> tuple[str, str]:
    done = CliRunner().invoke(app, list(args))
    assert code is None or done.exit_code == code, done.stderr
    return done.stdout_bytes.decode("utf-8", "surrogatepass"), done.stderr


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "claim.txt").write_text(CLAIMED, encoding="utf-8")
    return tmp_path


@pytest.fixture
def evil(here: Path) -> list[str]:
    for name in BAD_NAMES:
        (here / name).write_bytes(ARTICLE.encode("utf-8", "surrogatepass"))
    return BAD_NAMES


def is_harmless(text: str) -> bool:
    return not COMMAND.search(text) and all(char.isprintable() or char in "\n\ufffd" for char in text)


@POSIX
@pytest.mark.parametrize(
    "command",
    [
        "check -f full", "check -f concise", "check --statistics", "check --fix --diff", "check --fix", "check --show-settings",
        "check --write-baseline b.json", "report", "report --group-by speaker", "report -f markdown -o r.md", "sources", "export -f csv",
    ],
)  # fmt: skip
def test_nothing_that_people_read_moves_the_cursor_or_commands_a_runner(evil: list[str], command: str) -> None:
    out, err = run(*command.split(), "--", *evil)
    assert is_harmless(err)
    assert command.startswith("export") or is_harmless(out)


@POSIX
def test_verify_names_each_file_on_one_line_and_shows_no_escape_sequence(evil: list[str]) -> None:
    out, err = run("verify", "--against", "claim.txt", "--", *evil)
    assert is_harmless(out + err)
    assert out.count("draft: ") == len(evil) == len(re.findall(r"^draft: .* \(sha256 [0-9a-f]{12}\)$", out, re.MULTILINE))


@POSIX
def test_text_shows_names_on_one_line_and_to_a_terminal_no_escape_sequence(evil: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    out, _ = run("text", "--", *evil)
    heads = re.findall(r"^==> .* <==$", out, re.MULTILINE)
    assert len(heads) == len(evil) and is_harmless("\n".join(heads))
    assert "\x1b" in out  # the words, as they are, for programs
    monkeypatch.setattr("attribution.cli.text._to_people", lambda: True)
    out, err = run("text", "--", *evil)
    assert is_harmless(out + err) and "␛" in out


@POSIX
def test_explanations_and_rules_of_ones_own_are_made_printable_too(here: Path) -> None:
    (here / "a.txt").write_bytes(ARTICLE.encode("utf-8", "surrogatepass"))
    for line in (1, 3):
        out, err = run("explain", "--tree", f"a.txt:{line}", code=0)
        assert is_harmless(out + err) and "(NP" in out
    (here / "r").mkdir()
    why = json.dumps("nobody named\x1b[31m\n::error ::y")
    (here / "r" / "own.toml").write_text(RULE.replace('"nobody named"', why), encoding="utf-8")
    for args in (["list", "--rules", "r"], ["show", "COURT-HEARD", "--rules", "r"]):
        out, err = run("rules", *args, code=0)
        assert "COURT-HEARD" in out and "obody named" in out and is_harmless(out + err)


@POSIX
def test_github_reads_back_names_and_one_command_a_finding(evil: list[str]) -> None:
    out, _ = run("check", "-f", "github", "--", *evil, code=1)
    files = []
    for line in out.removesuffix("\n").split("\n"):
        match = re.fullmatch(r"::(?:error|warning|notice) file=([^,:]*)(?:,(?:line|endLine|col|endColumn)=\d+){4},title=[^,:]*::.*", line)
        assert match, line
        files.append(match[1].replace("%2C", ",").replace("%3A", ":").replace("%0A", "\n").replace("%25", "%"))
    assert set(files) == {name.replace("\x1b", "␛").replace("\udcff", "\ufffd") for name in evil}
    assert "\x1b" not in out


@POSIX
@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_json_reads_back_every_character(evil: list[str], form: str) -> None:
    out, _ = run("check", "-f", form, "--", *evil, code=1)
    found = json.loads(out)["findings"] if form == "json" else [json.loads(line) for line in out.splitlines()]
    assert {finding["doc"] for finding in found} == set(evil)
    for finding in found:
        assert ARTICLE[finding["begin"] : finding["end"]] == finding["words"]


@POSIX
def test_sarif_gitlab_and_junit_read_back_the_names(evil: list[str]) -> None:
    (log,) = json.loads(run("check", "-f", "sarif", "--", *evil, code=1)[0])["runs"]
    uris = {result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in log["results"]}
    assert {os.fsdecode(unquote_to_bytes(uri)) for uri in uris} == set(evil)
    report = json.loads(run("check", "-f", "gitlab", "--", *evil, code=1)[0])
    assert {row["location"]["path"] for row in report} == {name.replace("\udcff", "\ufffd") for name in evil}
    suites = ElementTree.fromstring(run("check", "-f", "junit", "--", *evil, code=1)[0])
    assert {suite.get("name") for suite in suites} == {name.replace("\x1b", "␛").replace("\udcff", "\ufffd") for name in evil}


@POSIX
def test_a_page_has_no_element_of_the_article_s(evil: list[str], here: Path) -> None:
    pytest.importorskip("jinja2")
    run("report", "-o", "page.html", "--", *evil, code=0)
    seen: list[str] = []

    class Elements(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            seen.append(tag if dict(attrs).get("src") != "x" else "planted")

    page = (here / "page.html").read_text("utf-8")
    Elements().feed(page)
    assert "planted" not in seen and seen.count("script") == 2 and "\x1b" not in page


def test_json_ld_can_stand_between_script_tags(here: Path) -> None:
    (here / "a.txt").write_text("The talks </script> <b> failed, Anna Berg said.\n", encoding="utf-8")
    out, _ = run("export", "-f", "jsonld", "a.txt", code=0)
    assert "<" not in out
    assert [node["text"] for node in json.loads(out)["@graph"] if "text" in node] == ["The talks </script> <b> failed"]


@pytest.mark.parametrize("prefix", ["", " ", "\xa0", "\u200b", "\ufeff", ";", " ; ", "\t", "\u2003", "\xad", "'"])
@pytest.mark.parametrize("sign", ["=1+1", "+1", "-1", "@SUM(A1)", "|cmd", "＝1", "＋1", "－1", "＠x", "｜cmd"])
def test_cells_that_a_spreadsheet_would_compute_are_guarded_and_come_back(prefix: str, sign: str) -> None:
    assert harmless(prefix + sign) == "'" + prefix + sign
    assert _plain(harmless(prefix + sign)) == prefix + sign


@given(st.text())
@settings(deadline=None)
def test_a_guarded_cell_comes_back_as_it_was(text: str) -> None:
    assert _plain(harmless(text)) == text or text.startswith("'")
    row = io.StringIO(newline="")
    csv.writer(row).writerow([harmless(text)])
    assert next(csv.reader(io.StringIO(row.getvalue(), newline=""), strict=True), [""]) == [harmless(text)]


@given(st.text(st.characters() | st.sampled_from(":#[\n \x1b\u2028")))
@settings(deadline=None)
def test_whatever_the_text_it_is_printable(text: str) -> None:
    line, lines = no_commands(printable(text)), printable_lines(text)
    assert "\n" not in line and not COMMAND.search(line)
    assert not COMMAND.search(lines) and lines.count("\n") == text.count("\n")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\ud800-\udfff]", line + lines.replace("\r\n", "\n"))


def git(*args: str) -> None:
    names = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "core.autocrlf=false"]
    subprocess.run(["git", *names, "--literal-pathspecs", *args], check=True, capture_output=True)


@pytest.fixture
def tree(here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository of somebody else's beside a file that is none of theirs."""
    (here / "secret.txt").write_text(CLAIMED, encoding="utf-8")
    (here / "tree" / "sub").mkdir(parents=True)
    monkeypatch.chdir(here / "tree")
    git("init", "-q")
    return here / "tree"


def flagged(out: str) -> list[str]:
    return [line.split(":")[0] for line in out.splitlines()]


@POSIX
def test_links_that_lead_out_of_the_repository_are_skipped_and_told(tree: Path) -> None:
    (tree / "link.txt").symlink_to("../secret.txt")
    (tree / "folder").symlink_to("..")
    (tree / "sub" / "own.txt").write_text(CLAIMED, encoding="utf-8")
    (tree / "inside.txt").symlink_to("sub/own.txt")
    git("add", "-A")
    git("commit", "-q", "-m", "x", "--allow-empty")
    out, err = run("check", ".", code=1)
    assert sorted(flagged(out)) == ["inside.txt", "sub/own.txt"]
    assert "link.txt: leads out of the repository and is skipped; name it by itself to read it\n" in err
    assert "folder: is a link to a folder and is skipped" in err and err.splitlines()[-1].endswith(", 2 skipped (links)")
    assert flagged(run("check", "link.txt", code=1)[0]) == ["link.txt"]
    for option in (["--force-exclude"], ["--diff", "HEAD"]):
        for name in ("link.txt", "folder/secret.txt"):
            out, err = run("check", *option, name, code=0)
            assert (out, f"{name}: leads out of the repository" in err) == ("", True)
    assert "link.txt: leads out" in run("report", ".", code=0)[1]


def test_a_baseline_outside_the_repository_is_not_read_and_told_once(tree: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tree / name).write_text(CLAIMED, encoding="utf-8")
    run("check", "--write-baseline", "../base.json", "a.txt", "b.txt", code=0)
    (tree / "attribution.toml").write_text('[check]\nbaseline = "../base.json"\n', encoding="utf-8")
    out, err = run("check", "a.txt", "b.txt", code=1)
    assert (flagged(out), err.count("lies outside the repository and is not read")) == (["a.txt", "b.txt"], 1)
    assert run("check", "--baseline", "../base.json", "a.txt", "b.txt", code=0)[0] == ""


def test_names_are_no_patterns_to_git(tree: Path) -> None:
    for name in (":x.md", "[a].md", "a.md"):
        (tree / name).write_text(CLAIMED, encoding="utf-8")
    git("add", "-A")
    git("commit", "-q", "-m", "x")
    for name in (":x.md", "[a].md"):
        (tree / name).write_text(f"{CLAIMED}\nIlse Brandt claimed that it was late.\n", encoding="utf-8")
        out, _ = run("check", "--diff", "HEAD", f"./{name}", code=1)
        assert [line.split(" ")[0] for line in out.splitlines()] == [f"./{name}:3:13:"]


def test_settings_of_a_repository_start_no_program(tree: Path) -> None:
    marker = tree / "ran"
    script = tree / "hook.sh"
    script.write_text(f"#!/bin/sh\ntouch '{marker}'\n", encoding="utf-8")
    script.chmod(0o755)
    (tree / "a.md").write_text(CLAIMED, encoding="utf-8")
    (tree / ".gitattributes").write_text("*.md diff=own\n", encoding="utf-8")
    git("add", "-A")
    git("commit", "-q", "-m", "x")
    for key in ("core.fsmonitor", "diff.external", "diff.own.textconv", "diff.own.command"):
        git("config", key, str(script))
    (tree / "a.md").write_text(CLAIMED + "\nIt rained.\n", encoding="utf-8")
    run("check", "--diff", "HEAD", ".", code=0)
    assert not marker.exists()


def test_what_git_ignores_is_left_out_of_folders_and_of_changes_and_read_when_meant(tree: Path) -> None:
    (tree / ".gitignore").write_text("built/\n*.draft.txt\n", encoding="utf-8")
    (tree / "built").mkdir()
    for name in ("a.txt", "x.draft.txt", "built/b.txt"):
        (tree / name).write_text(CLAIMED, encoding="utf-8")
    git("add", "-A")
    git("commit", "-q", "-m", "x")
    assert flagged(run("check", ".", code=1)[0]) == ["a.txt"]
    assert flagged(run("check", "built", code=1)[0]) == ["built/b.txt"]
    assert flagged(run("check", "x.draft.txt", code=1)[0]) == ["x.draft.txt"]
    assert run("check", "--diff", "HEAD", "x.draft.txt", "built/b.txt", "a.txt", code=0)[0] == ""


def test_exclude_holds_for_named_files_under_force_exclude(here: Path) -> None:
    (here / "attribution.toml").write_text('[check]\nexclude = ["old/*"]\n', encoding="utf-8")
    (here / "old").mkdir()
    (here / "old" / "a.txt").write_text(CLAIMED, encoding="utf-8")
    assert flagged(run("check", "old/a.txt", code=1)[0]) == ["old/a.txt"]
    assert flagged(run("check", "--force-exclude", "old/a.txt", "claim.txt", code=1)[0]) == ["claim.txt"]
    assert run("check", "--force-exclude", "old/a.txt", code=0)[1] == "no findings in 0 files\n"


def test_services_get_paths_from_the_root_of_the_repository(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tree / "sub" / "a.txt").write_text(CLAIMED, encoding="utf-8")
    monkeypatch.chdir(tree / "sub")
    for name in ("a.txt", str(tree / "sub" / "a.txt")):
        (result,) = json.loads(run("check", "-f", "sarif", name, code=1)[0])["runs"][0]["results"]
        assert result["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": "sub/a.txt", "uriBaseId": "%SRCROOT%"}
        assert json.loads(run("check", "-f", "gitlab", name, code=1)[0])[0]["location"]["path"] == "sub/a.txt"
        assert run("check", "-f", "github", name, code=1)[0].startswith("::warning file=sub/a.txt,")
    assert flagged(run("check", "a.txt", code=1)[0]) == ["a.txt"]


def test_the_hook_sets_force_exclude() -> None:
    hooks = (Path(__file__).parent.parent / ".pre-commit-hooks.yaml").read_text("utf-8")
    assert re.findall("entry: (.*)", hooks) == ["attribution check --force-exclude"] * 2
