"""What was not covered is told: quotations that lie in no claim, in every output."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from typer.testing import CliRunner

from attribution import extract
from attribution.cli.app import app
from attribution.located import extract_source
from attribution.output.table import without_row
from attribution.readers.article import read_article

LOST = "“no dogs and no ball games here”"
TEXT = f"The beach has a new sign.\n\nVisitors pass {LOST} on their way down.\n\n“It is absurd,” said Ada Holm.\n"


def run(*args: str) -> str:
    done = CliRunner().invoke(app, list(args))
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.fixture
def article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    return "a.txt"


def test_a_quotation_in_no_claim_is_listed_with_its_marks() -> None:
    found = extract(TEXT)
    assert [TEXT[begin:end] for begin, end in found.unattributed] == [LOST]
    assert [claim.speaker for claim in found.claims] == ["Ada Holm"]


@pytest.mark.parametrize(
    "text",
    [
        "“It is an absurd little rule,” said Ada Holm.",
        "Ada Holm called it “an absurd and useless little rule”.",
        "Nobody heard it.\n\n“It is an absurd little rule.”",
        "Visitors pass “no dogs” on their way.",
        "Her new novel, “The Salt Road to the Sea”, is out.",
    ],
    ids=["a claim", "part of a claim", "a floating quotation", "four words or fewer", "a title"],
)
def test_what_lies_in_a_claim_is_short_or_is_a_title_is_not_listed(text: str) -> None:
    assert extract(text).unattributed == ()


def test_offsets_are_those_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"# The beach\n\nVisitors *pass* {LOST} on their **way**.\n", encoding="utf-8")
    source, readable = read_article(str(tmp_path / "a.md"))
    assert [source.text[begin:end] for begin, end in extract_source(source, readable).unattributed] == [LOST]


def test_data_forms_hold_the_spans(article: str) -> None:
    begin = TEXT.index(LOST)
    spans = [[begin, begin + len(LOST)]]
    assert json.loads(run("export", "-f", "json", article))["documents"][0]["unattributed"] == spans
    run("export", "-f", "jsonl", "-o", "a.jsonl", "--provenance", "a.json", article)
    assert json.loads(Path("a.json").read_text("utf-8"))["documents"][0]["unattributed"] == spans
    run("export", "-f", "sqlite", "-o", "a.db", article)
    with sqlite3.connect("a.db") as database:
        assert json.loads(database.execute("SELECT unattributed FROM documents").fetchone()[0]) == spans


def test_reports_name_the_lines(article: str) -> None:
    assert "\n1 quotation without a row: line 3\n" in run("report", article)
    assert "\n1 quotation without a row: line 3  \n" in run("report", "-f", "markdown", article)


def test_the_page_marks_it(article: str) -> None:
    pytest.importorskip("jinja2")
    page = run("report", "-f", "html", article)
    assert f'<span class="lost" title="a quotation without a row: nobody was found who says it">{LOST}</span> on their way' in page
    assert '<p class="warning"><span class="lost">1 quotation without a row: line 3</span></p>' in page


def test_nothing_is_told_where_nothing_is_lost() -> None:
    assert without_row([], 80) == ""
    assert without_row([23, 41], 80) == "2 quotations without a row: lines 23, 41"


def test_the_line_is_no_wider_than_the_table() -> None:
    told = without_row(list(range(1, 60)), 40)
    assert max(map(len, told.split("\n"))) <= 40
    assert told.replace("\n", " ").endswith("57, 58, 59")
