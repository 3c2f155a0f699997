"""Articles on one event lined up: who has what, in which words, and who names its source."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from browsers import chromium, pages, violations
from growth import FLOOR, too_slow
from typer.testing import CliRunner

from attribution.cli.app import app
from attribution.errors import UsageError
from attribution.output import comparison as comparison_module
from attribution.output.comparison import FIELDS, MADE, to_jsonl
from attribution.readers import Source
from attribution.verify.compare import Comparison, Row, compare
from attribution.verify.passages import read_material

SCHEMA = json.loads((Path(comparison_module.__file__).parent / "schemas" / "comparison-1.json").read_text("utf-8"))
WIRE = """Dike at Sandle to be rebuilt

The dike at Sandle will be rebuilt in stone next year, the water board said on Monday.

“We will not wait for another winter flood to wash the road away,” said Nora Vint, who heads the board. “The old wall is tired.”

Vint said that 340 houses stood below the level of the sea.

Farmers may lose up to 12 hectares of grazing land, a union leader said.
"""
PAPER = """Stone wall planned for Sandle

The water board plans a wall of stone. “We will not wait for another spring flood to wash the road away,” an official said.

Some 340 houses stand below the level of the sea.

Tom Reeve, a baker, said the sirens had never worked.
"""
BLOG = """Sirens of Sandle

“We will not wait for another winter flood to wash the road away,” Nora Vint told the meeting.

Farmers will lose up to 12 hectares of grazing land, a union leader said.
"""


def compared(*texts: str) -> Comparison:
    sources = [Source(f"{'abcdef'[number]}.txt", text, "utf-8", text.encode()) for number, text in enumerate(texts)]
    return compare([read_material(source) for source in sources])


def row_with(comparison: Comparison, words: str) -> Row:
    (row,) = [row for row in comparison.rows if any(words in saying.text for saying in row.sayings)]
    return row


@pytest.fixture(scope="module")
def three() -> Comparison:
    return compared(WIRE, PAPER, BLOG)


def test_json_lines_are_as_the_schema_says_and_bad_ones_are_not() -> None:
    schemas = pytest.importorskip("jsonschema").Draft202012Validator
    schemas.check_schema(SCHEMA)
    saying, line = SCHEMA["$defs"]["saying"], SCHEMA["$defs"]["line"]
    assert tuple(saying["properties"]) == tuple(saying["required"]) == FIELDS
    assert tuple(line["properties"]) == tuple(line["required"]) == MADE
    assert SCHEMA["title"] == comparison_module.SCHEMA
    check = schemas(SCHEMA)
    lines = [json.loads(one) for one in to_jsonl(compared(WIRE, PAPER, BLOG))]
    assert {one["status"] for one in lines} >= {None, "altered", "drifted"}
    assert [error.message for one in lines for error in check.iter_errors(one)] == []
    for wrong in ({"status": "true"}, {"row": 0}, {"spans": [[1]]}, {"kind": "author"}, {"schema": "other"}, {"drift": "up"}):
        assert not check.is_valid(lines[0] | wrong)
    assert not check.is_valid({name: value for name, value in lines[0].items() if name != "chain"})


def test_an_utterance_is_one_row_and_each_article_that_has_it_one_column(three: Comparison) -> None:
    row = row_with(three, "winter flood")
    assert row.articles == (0, 1, 2)
    assert [(saying.doc, saying.line, saying.speaker) for saying in row.sayings] == [
        ("a.txt", 5, "Nora Vint"), ("b.txt", 3, "an official"), ("c.txt", 3, "Nora Vint"),
    ]  # fmt: skip


def test_words_that_differ_are_told_with_the_article_that_has_them_otherwise(three: Comparison) -> None:
    first, second, third = row_with(three, "winter flood").sayings
    assert first.trace is None
    assert second.trace is not None and third.trace is not None
    assert (second.trace.status, [change[:2] for change in second.trace.changes]) == ("altered", [("spring", "winter")])
    assert (third.trace.status, third.trace.source, third.trace.source_line) == ("verbatim", "a.txt", 5)


def test_who_hides_a_source_that_another_names_is_told(three: Comparison) -> None:
    assert row_with(three, "winter flood").hidden
    assert [row.hidden for row in compared(WIRE, BLOG).rows] == [False] * len(compared(WIRE, BLOG).rows)


def test_what_one_article_states_itself_and_another_reports_stands_in_one_row(three: Comparison) -> None:
    first, second = row_with(three, "340 houses").sayings
    assert (first.kind, second.kind, second.doc, second.line) == ("indirect", None, "b.txt", 5)
    assert second.trace is not None
    assert [shifted.what for shifted in second.trace.shifts] == ["attribution-dropped"]


def test_one_is_surer_than_the_other(three: Comparison) -> None:
    first, second = row_with(three, "12 hectares").sayings
    assert (first.certainty, second.doc) == ("possible", "c.txt")
    assert second.trace is not None
    assert (second.trace.drift, [shifted[:3] for shifted in second.trace.shifts]) == ("raised", [("raised", "will", "may")])


def test_what_one_article_has_alone_is_a_row_of_its_own(three: Comparison) -> None:
    assert row_with(three, "sirens").articles == (1,)
    assert row_with(three, "old wall").articles == (0,)


def test_an_article_and_its_copy_have_everything_in_common() -> None:
    comparison = compared(WIRE, WIRE)
    assert [row.articles for row in comparison.rows] == [(0, 1)] * len(comparison.rows)
    assert {saying.trace.status for row in comparison.rows for saying in row.sayings if saying.trace} == {"verbatim", "matched"}


def test_articles_that_have_nothing_in_common_share_no_row() -> None:
    other = "Cows give more milk in spring, the dairy of Lund said.\n\n“Our cows are fine,” Ida Holm said.\n"
    assert {len(row.articles) for row in compared(WIRE, other).rows} == {1}


@pytest.mark.parametrize(
    "other", ["", "\x00", "“", "“”" * 500, " " * 100_000, "“שלום 🙂,” he said.\r\n" * 20, "\ufeff" + WIRE.replace("\n", "\r\n")]
)
def test_no_article_is_too_strange(other: str) -> None:
    for comparison in (compared(other, WIRE), compared(WIRE, other)):
        for row in comparison.rows:
            for saying in row.sayings:
                text = comparison.articles[saying.article].source.text
                assert 0 <= saying.spans[0].begin < saying.spans[-1].end <= len(text)


def test_the_time_is_linear_in_the_number_of_paragraphs() -> None:
    def work(size: int) -> Iterator[tuple[str, Callable[[], object]]]:
        text = "".join(f"“We will pay {number} crowns for stone number {number},” Nora Vint said.\n\n" for number in range(size // 70))
        yield "compare", lambda: compared(text, text)

    assert too_slow(work, 4_000, [(1, FLOOR, 1.45)] * 3) == {}  # passages of the same rare words are looked at up to a limit


def test_one_article_is_too_few() -> None:
    with pytest.raises(UsageError, match="two articles or more"):
        compared(WIRE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    page = "<html><body><p>" + BLOG.replace("\n\n", "</p><p>") + "</p></body></html>"
    for name, text in (("a.txt", WIRE), ("b.md", PAPER), ("c.html", page)):
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def run(*args: object) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, ["compare", *map(str, args)])
    return done.exit_code, done.stdout, done.stderr


def test_the_command_prints_a_column_an_article_where_there_is_room_and_ends_with_zero(folder: Path) -> None:
    code, out, err = run(folder / "a.txt", folder / "b.md", folder / "c.html", "--width", 140)
    assert (code, err) == (0, "")
    assert re.match(r"Row +a\.txt +b\.md +c\.html", out)
    assert re.search(r"a\.txt: 2 alone, on\s+lines 3, 5", out)
    code, out, _ = run(folder / "a.txt", folder / "b.md", folder / "c.html", "--width", 60)
    assert (code, max(map(len, out.splitlines()[:20])) <= 60) == (0, True)
    assert re.match(r"Row +Article +What it has", out)
    assert "sirens" not in out
    assert "sirens" in run(folder / "a.txt", folder / "b.md", "--all")[1]


def test_csv_and_json_lines_read_back_as_each_other(folder: Path) -> None:
    names = [folder / name for name in ("a.txt", "b.md", "c.html")]
    records = [json.loads(line) for line in run(*names, "-f", "jsonl")[1].splitlines()]
    rows = list(csv.DictReader(io.StringIO(run(*names, "-f", "csv")[1])))
    assert [tuple(one) for one in records] == [(*FIELDS, *MADE)] * len(rows)
    for one, row in zip(records, rows, strict=True):
        assert [row[name] for name in ("doc", "text", "status")] == [one[name] or "" for name in ("doc", "text", "status")]
        assert [[int(n) for n in span.split("-")] for span in row["spans"].split()] == one["spans"]
        assert (json.loads(row["changes"]) if row["changes"] else []) == one["changes"]
        assert row["anonymous"] == str(one["anonymous"]).lower()
    quoted = [one for one in records if one["kind"] == "direct" and one["doc"].endswith(".html")]
    text = (folder / "c.html").read_text("utf-8")
    assert [text[slice(*one["spans"][0])] for one in quoted] == [one["text"] for one in quoted]


@pytest.mark.parametrize(
    ("names", "says"),
    [
        (["a.txt"], "needs two articles or more"), (["a.txt", "missing.txt"], "missing.txt: no such file"),
        (["a.txt", "b.md", "-f", "docx"], "no such format; there are table, csv, jsonl, html"),
        (["a.txt", "b.md", "-o", "b.md", "-f", "csv"], "is one of the files to read"),
    ],
)  # fmt: skip
def test_bad_input_ends_with_two_and_says_why(folder: Path, names: list[str], says: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    code, out, err = run(*names)
    assert (code, out) == (2, "")
    assert says in err


def test_what_cannot_be_read_is_told_and_the_others_are_compared(folder: Path) -> None:
    code, out, err = run(folder / "a.txt", folder / "b.md", folder / "none.txt")
    assert code == 2
    assert "none.txt: no such file" in err
    assert "spring" in out


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as found:
        yield found


def test_the_page_has_a_row_an_utterance_and_filters(browser: Any, folder: Path) -> None:
    pytest.importorskip("jinja2", reason="jinja2 is not installed (extra: html)")
    (folder / "d<script>alert(1)</script>.txt".replace("/", "")).write_text("“<b>We</b> hope so,” Nora Vint said.\n", "utf-8")
    assert run(*sorted(folder.iterdir()), "-o", folder / "out.html")[0] == 0
    html = (folder / "out.html").read_text("utf-8")
    assert "<script>alert" not in html and "&lt;b&gt;We" in html
    with pages(browser, folder) as show:
        page = show(html, {"width": 1280, "height": 900})
        page.locator("[data-filter=h][data-value=shared]").click()
        assert page.locator("tbody tr:visible").count() == 3
        assert page.locator("tbody tr:visible").first.locator("td").count() == 4
        assert page.locator("tbody ins.diff:visible").all_inner_texts() == ["spring", "will"]
        assert page.seen == []
        for viewport, scheme in (((1280, 900), "light"), ((390, 844), "dark")):
            page = show(html, dict(zip(("width", "height"), viewport, strict=True)), color_scheme=scheme)
            assert page.evaluate("document.documentElement.scrollWidth") <= viewport[0]
            assert violations(page) == []
