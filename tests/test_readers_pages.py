"""Saved web pages: the article alone, with exact offsets, what the page says of itself, and what happens without trafilatura."""

from __future__ import annotations

import gzip
import os
import re
import sys
from html import unescape
from pathlib import Path

import pytest
from growth import Stages, too_slow
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from attribution.cli.app import app
from attribution.located import extract_source
from attribution.model import Claim
from attribution.output.provenance import Result, document_entry
from attribution.readers import Source
from attribution.readers.article import read_article
from attribution.readers.body import body_of
from attribution.readers.html import read_html
from attribution.readers.markdown import read_markdown
from attribution.readers.titles import without_site

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "fixtures" / "intake" / "courier.html"
REFERENCE = ROOT / os.environ.get("ATTRIBUTION_REFERENCE", "../shared")
PAGES = sorted((REFERENCE / "pages" / "html").glob("*.html.gz"))
_TAG = re.compile(r"<!--.*?-->|<[^<>]*>", re.DOTALL)


def cleaned(text: str, claim: Claim) -> str:
    """What stands at a claim's spans, without tags."""
    return "".join("".join(unescape(_TAG.sub("", text[b:e])).split()) for b, e in claim.content_spans)


def test_the_article_of_a_saved_page_is_read_alone() -> None:
    pytest.importorskip("trafilatura")
    source, readable = read_article(str(PAGE))
    found = extract_source(source, readable)
    assert [(claim.line, claim.speaker, claim.claim, claim.certainty) for claim in found.claims] == [
        (17, "engineers", "The old bridge could fall", "possible"),
        (18, "Ida Lund", "The bridge over the Alder will close on Monday for at least a year", "planned"),
        (19, "Ida Lund", "“We have no choice, and we will not wait for another winter,”", "asserted"),
        (20, None, "The works are expected to cost six million crowns, more than the town spends on its schools", "probable"),
        (22, "Piet Adler", "that he had asked for the closure", "denied"),
        (23, "Piet Adler", "Nobody at the ferry company spoke with the mayor. We learned of it from the newspaper.", "asserted"),
        (
            25,
            "report seen by the Courier",
            "Engineers from the coast university had warned in March that two of the nine piers could give way in a flood",
            "possible",
        ),
        (26, "its members", "that they would agree to it", "planned"),
    ]
    for claim in found.claims:
        assert cleaned(source.text, claim) == "".join(claim.claim.split())


def test_what_is_struck_or_hidden_lies_in_no_span() -> None:
    source, readable = read_article(str(PAGE))
    for claim in extract_source(source, readable).claims:
        held = "".join(source.text[b:e] for b, e in claim.content_spans)
        assert "four" not in held
        assert "not</span>" not in held


def test_what_the_page_says_of_itself_is_told() -> None:
    pytest.importorskip("trafilatura")
    source, readable = read_article(str(PAGE))
    assert readable is not None
    result = Result(source, extract_source(source, readable), (), readable=readable)
    assert document_entry(result)["about"] == {
        "title": "Bridge to close for a year", "author": "Rosa Pinto", "date": "2026-05-03", "outlet": "Halden Courier",
        "address": "https://courier.example/bridge",
    }  # fmt: skip


def test_without_trafilatura_the_likeliest_part_is_read_and_said_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    source, readable = read_article(str(PAGE))
    assert readable is not None
    assert "floodfan99" not in readable.text
    assert "partners say" not in readable.text
    assert "Nobody at the ferry company" in readable.text
    assert [warning.message.partition(",")[0] for warning in source.warnings] == ["read without trafilatura"]


def test_where_the_only_heading_names_the_site_the_title_is_the_headline() -> None:
    body = "<p>The bridge over the Alder will close on Monday for at least a year, the mayor, Ida Lund, said on Friday.</p>" * 6
    page = read_html(f"<html><head><title>Bridge to close | Halden Courier</title></head><body><h1>The Courier</h1>{body}</body></html>")
    assert [page.text[b:e] for b, e in page.headline] == ["Bridge to close"]
    assert "The Courier" not in page.text


def test_a_page_that_trafilatura_cannot_read_is_read_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    trafilatura = pytest.importorskip("trafilatura")

    def failing(*_: object, **__: object) -> None:
        raise RecursionError("deep")

    monkeypatch.setattr(trafilatura, "bare_extraction", failing)
    page = read_html(PAGE.read_text("utf-8"))
    assert "Nobody at the ferry company" in page.text
    assert page.warnings[0].message.endswith("may be among the text (RecursionError: deep)")


@pytest.mark.parametrize("before", ["", "\U00020000"])
def test_a_page_that_has_the_marks_itself_is_matched_by_its_words(before: str) -> None:
    told = "".join(f"<p>Rates will rise to {k} per cent in the spring, Anna Berg said on Monday.</p>" for k in range(20))
    text = read_html(f"<html><body>{before}{told}<nav><a href=x>Menu one two three</a></nav></body></html>").text
    assert text.count("Anna Berg said") == 20
    assert "Menu" not in text


def test_a_page_shorter_than_an_article_is_read_all_the_same() -> None:
    assert read_html("<html><body><p>Rates will rise, Ann Berg said.</p></body></html>").text.strip() == "Rates will rise, Ann Berg said."


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("<p>“One<br>two”</p>", "“One two”"),
        ("<p>One<br><br>two</p>", "One \n\ntwo"),
        ("<p>“We <img src=x>go”</p>", "“We go”"),
        ("<p>“We <x-y>go</x-y>”</p>", "“We go”"),
        ("<p>Rosa Pinto<sup>1</sup> said</p>", "Rosa Pinto said"),
        ("<p>40 km<sup>2</sup>, the 20<sup>th</sup></p>", "40 km2, the 20th"),
        ("<p>said <del>no</del><s>never</s> yes</p>", "said yes"),
        ("<p>never <del>closed</p>", "never closed"),
        ("<div hidden>a<div>b</div>c</div><p>d</p>", "d"),
        ('<p>a <span style="display:none">b</span><span class="visually-hidden">c</span>d</p>', "a d"),
        ("<p hidden>a<p>b</p>", "b"),
        ("<title>Bridge shut | Halden Courier</title><p>b</p>", "Bridge shut\n\nb"),
    ],
)
def test_elements_inside_a_line_part_no_words_and_what_is_not_shown_is_not_read(text: str, read: str) -> None:
    assert read_html(text).text.strip() == read


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("Mayor denies it - Politics | Halden Courier", "Mayor denies it"),
        ("Bridge closed for a month - mayor says", "Bridge closed for a month - mayor says"),
        ("Talks fail - Minister resigns", "Talks fail - Minister resigns"),
        ("Halden Courier", "Halden Courier"),
        ("  Storm – BBC News ", "Storm – BBC News"),
        ("Storm hits the coast – BBC News", "Storm hits the coast"),
    ],
)
def test_a_title_loses_the_name_of_its_site(title: str, headline: str) -> None:
    assert title[slice(*without_site(title, 0, len(title)))] == headline


def test_the_text_command_prints_the_body_and_writes_it_by_name(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura")
    runner = CliRunner()
    shown = runner.invoke(app, ["text", str(PAGE)]).stdout
    assert shown.startswith("The bridge over the Alder will close")
    assert "engineers said in March" not in shown
    assert "engineers said in March" in runner.invoke(app, ["text", "--all", str(PAGE)]).stdout
    assert runner.invoke(app, ["text", "-o", str(tmp_path / "out"), str(PAGE)]).exit_code == 0
    assert (tmp_path / "out" / "courier.html.txt").read_text("utf-8") == shown


def test_the_text_command_loses_no_file(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.txt").write_text("Head\n\nIt rained, Ann Lee said.\n")
    runner = CliRunner()
    both = [str(tmp_path / "a" / "x.txt"), str(tmp_path / "b" / "x.txt")]
    assert runner.invoke(app, ["text", "-o", str(tmp_path / "out"), *both]).exit_code == 2
    assert not (tmp_path / "out").exists()
    done = runner.invoke(app, ["text", both[0], str(tmp_path / "gone.txt")])
    assert (done.exit_code, "It rained, Ann Lee said." in done.stdout, "no such file" in done.stderr) == (2, True, True)


def test_plain_text_keeps_its_words() -> None:
    assert body_of("Head\r\n\r\nOne.\r\n\r\n\r\n\r\nTwo.", None) == "One.\n\nTwo.\n"


@pytest.mark.skipif(not PAGES, reason="the reference pages are not at hand")
def test_every_span_of_every_reference_page_read_back_is_its_claim() -> None:
    pytest.importorskip("trafilatura")
    count = 0
    for path in PAGES:
        text = gzip.decompress(path.read_bytes()).decode("utf-8", "replace")
        source = Source(path.stem, text, "utf-8", b"")
        for claim in extract_source(source, read_html(text)).claims:
            assert cleaned(text, claim) == "".join(claim.claim.split()), (path.name, claim.line)
            count += 1
    assert count > 1000


PIECES = st.lists(
    st.sampled_from(
        ["<html>", "<body>", "<article>", "</article>", "<p>", "</p>", "<div hidden>", "</div>", "<sup>", "1", "</sup>", "<br>", "<h1>",
         "</h1>", "<nav>", "</nav>", "<td>", "<figcaption>", "<time>", "</time>", "<q>", "</q>", "<a href=x>", "</a>", "<script>",
         "</script>", "&rsquo;", "<", "Anna Berg said that rates may rise in the spring. ", "\U00020000", "\ud800", "\0", "<title>a | b"]
    ),
    max_size=40,
).map("".join)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(PIECES)
def test_any_page_is_read_and_every_character_has_a_place(text: str) -> None:
    page = read_html(text)
    for at in range(len(page.text)):
        begin, end = page.span(at, at + 1)
        assert 0 <= begin <= end <= len(text)


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_a_page_cut_doubled_or_with_other_bytes_is_read(data: st.DataObject) -> None:
    text = PAGE.read_text("utf-8")
    cut = data.draw(st.integers(0, len(text)))
    other = data.draw(st.sampled_from([text[:cut], text[cut:], text[:cut] + text, text[:cut] + "<\0&#" + text[cut + 9 :]]))
    extract_source(Source("a.html", other, "utf-8", b""), read_html(other))


@pytest.mark.parametrize("piece", ["<p hidden>", "<sup>1", "<del>", "<br>", "<h1>a", "<article>", "<time>x", "<a>b", "<td>word", "<q>"])
def test_strange_pages_take_linear_time(piece: str) -> None:
    def stages(count: int) -> Stages:
        yield "read", lambda: read_html("<html>" + piece * count)

    assert too_slow(stages, 3_000) == {}


POST = (
    "<p>The schools are closed today, officials said.</p><blockquote class='twitter-tweet'><p>Stay away from the river. It rises.</p>"
    "&mdash; Halden Police (@haldenpolice) <a href='x'>May 3</a></blockquote><p>It rained.</p>"
)


def test_an_embedded_post_is_in_the_mouth_of_its_signer() -> None:
    readable = read_html(POST)
    assert readable.text.strip().split("\n\n")[1] == "Stay away from the river. It rises. — Halden Police"
    source = Source("a.html", POST, "utf-8", b"")
    found = [(claim.speaker, claim.claim) for claim in extract_source(source, readable).claims]
    assert found[1] == ("Halden Police", "Stay away from the river. It rises.")


def test_a_signed_block_quotation_of_markdown_is_its_signers() -> None:
    text = "The schools are closed, officials said.\n\n> Stay away from the river. It rises.\n>\n> — Halden Police\n\nIt rained.\n"
    source = Source("a.md", text, "utf-8", b"")
    found = [(claim.speaker, claim.claim) for claim in extract_source(source, read_markdown(text)).claims]
    assert found[1] == ("Halden Police", "Stay away from the river. It rises.")
