"""One way from a sentence to its place: every command and every format names the same line, whatever the file."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner
from word import docx, run

from attribution.cli.app import app
from attribution.output.findings import FINDING_FORMATS

CLAIMED = "The director, Oskar Renn, claimed that the boats were empty."
DRAFTS = {
    "draft.txt": ("The Boats\n\nIt rained.\r\n\r\n" + CLAIMED + "\n", 5),
    "draft.md": ("---\ntitle: The Boats\n---\n\n# The Boats\n\n- It rained.\n\n" + CLAIMED + "\n", 9),
    "draft.html": ("<h1>The Boats</h1>\n<p>It rained.\n<p>" + CLAIMED + "</p>\n", 3),
    "draft.docx": (docx(run("The Boats"), run("It rained."), run(""), run(CLAIMED), run("It rained again.")), 3),
}


def output(*args: str) -> str:
    done = CliRunner().invoke(app, list(args))
    assert done.exit_code in (0, 1), done.output
    return done.stdout


@pytest.fixture(params=DRAFTS)
def draft(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, int]:
    """A draft's name and the line of its claim; of a Word document, the number of the paragraph."""
    name: str = request.param
    if name.endswith(".docx"):
        pytest.importorskip("mammoth")
    data, line = DRAFTS[name]
    (tmp_path / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    monkeypatch.chdir(tmp_path)
    return name, line


def test_all_commands_name_the_same_line(draft: tuple[str, int]) -> None:
    name, line = draft
    (row,) = map(json.loads, output("export", "-f", "jsonl", name).splitlines())
    (finding,) = json.loads(output("check", "-f", "json", name))["findings"]
    assert [row["line"], finding["line"], finding["end_line"]] == [line, line, line]
    assert f"{name}:{line}:" in output("explain", f"{name}:{line}")
    assert re.search(rf"^ *(?:paragraph )?{line}\b.*the boats were empty", output("report", name), re.MULTILINE)


@pytest.mark.parametrize("form", FINDING_FORMATS)
def test_all_formats_of_check_name_the_line(form: str, draft: tuple[str, int]) -> None:
    name, line = draft
    shown = output("check", "-f", form, name)
    patterns = {
        "full": rf"{name}:{line}:\d+: .*\n +{line} \| .*claimed that the boats",
        "concise": rf"{name}:{line}:\d+: ",
        "github": rf"file={name},line={line},endLine={line},",
        "gitlab": rf'"begin": {line},\s+"end": {line}\b',
        "sarif": rf'"startLine": {line},\s+"startColumn": \d+,\s+"endLine": {line},',
        "junit": rf" {line}:\d+\"",
    }
    assert re.search(patterns.get(form, rf'"line": {line}, *\s*"column"'), shown)


def test_a_comment_in_a_word_document_reaches_the_next_paragraph(tmp_path: Path) -> None:
    pytest.importorskip("mammoth")
    path = tmp_path / "draft.docx"
    path.write_bytes(docx(run("# attribution: ignore-next"), run(CLAIMED), run("It rained."), run(CLAIMED.replace("boats", "ships"))))
    (finding,) = json.loads(output("check", "-f", "json", str(path)))["findings"]
    assert (finding["code"], finding["line"], "ships" in finding["context"]) == ("AV301", 4, True)
