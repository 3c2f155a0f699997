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
from attribution.readers.readable import Readable
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


@pytest.mark.parametrize("piece", ["<p hidden>", "<sup>1", "<del>", "<br>", "<h1>a", "<article>", "<time>x", "<a>b", "<td>word", "<q>",
                                   "<article>It rained, she said. ", "<div class=a>It rained. ", "<li>It rained. </li>"])  # fmt: skip
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


def a_paragraph(number: int) -> str:
    return f"<p>The harbour master of town {number} said that the ferry of day {number} would not sail before the wind had dropped.</p>"


def a_page(body: str) -> str:
    menu = "<nav><a href='/'>Home</a> <a href='/s'>Sport</a></nav>"
    head = "<head><title>Storm: live | Halden Courier</title></head>"
    return f"<!DOCTYPE html><html>{head}<body>{menu}{body}<footer>Terms</footer></body></html>"


def readings(text: str, monkeypatch: pytest.MonkeyPatch) -> list[Readable]:
    """Read with trafilatura and without."""
    pytest.importorskip("trafilatura")
    found = [read_html(text)]
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    return [*found, read_html(text)]


@pytest.mark.parametrize(
    "entry",
    [
        "<article>{}</article>",
        "<article class='entry e{number}'>{}</article>",
        "<li><article>{}</article></li>",
        "<div class='entry'><div class='entry-content'>{}</div></div>",
        "<section class=x>{}</section>",
    ],
)
@pytest.mark.parametrize("head", ["", "<time>10:05</time>", "<h3><a href='/e'>From the coast</a></h3>"])
@pytest.mark.parametrize("sizes", [(1,) * 8, (2, 2), (3,) * 5, (6, 1, 1, 1, 1), (1, 1, 8, 1)])
@pytest.mark.parametrize("outer", ["<main>{}</main>", "{}", "<article>{}</article>"])
def test_every_entry_of_a_live_page_is_read(
    entry: str, head: str, sizes: tuple[int, ...], outer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = iter(range(100))
    contents = [head + "".join(a_paragraph(next(told)) for _ in range(size)) for size in sizes]
    inner = "".join(entry.format(content, number=k) for k, content in enumerate(contents))
    for page in readings(a_page(outer.format(f"<h1>Storm: live</h1>{inner}")), monkeypatch):
        assert page.text.count("would not sail") == sum(sizes)
        assert "Sport" not in page.text


def test_of_an_article_in_two_halves_both_are_read() -> None:
    pytest.importorskip("trafilatura")
    halves = [f"<div class='grid body'>{''.join(a_paragraph(k) for k in range(low, low + 8))}</div>" for low in (0, 8)]
    page = read_html(a_page(f"<article><h1>Storm</h1>{'<div class=ad>Advertisement</div>'.join(halves)}</article>"))
    assert page.text.count("would not sail") == 16


@pytest.mark.parametrize(
    "after",
    [
        "<section><h2>5 comments</h2>{}</section>",
        "<ol class='comments'>{}</ol>",
        "<article><h1>Another story</h1>{}</article>",
    ],
)
def test_what_stands_beside_the_article_is_not_read_and_told(after: str, monkeypatch: pytest.MonkeyPatch) -> None:
    story = "".join(a_paragraph(k) for k in range(6))
    comment = "<article class='comment'><p>Nobody should believe the mayor, says reader {}, and I never did.</p></article>"
    said = "".join(map(comment.format, range(6)))
    text = a_page(f"<main><article class='story'><h1>Storm</h1>{story}</article>{after.format(said)}</main>")
    for page in readings(text, monkeypatch):
        assert page.text.count("would not sail") == 6
        assert "believe the mayor" not in page.text
        told = page.warnings[-1]
        assert told.message.startswith("beside the article, 72 words from here on are not read")
        assert text[told.offset :].startswith("Nobody should believe the mayor, says reader 0")


@pytest.mark.parametrize("dialog", ["<div role=dialog>{}</div>", "<div class='cookie-consent'>{}</div>", "<dialog open>{}</dialog>",
                                    "<div id='onetrust-banner'>{}</div>", "<section aria-modal='true'>{}</section>"])  # fmt: skip
def test_what_asks_for_consent_is_never_the_article(dialog: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = "<p>We and our partners say that they may store where you are in order to choose what you see on this page.</p>" * 8
    for page in readings(a_page(dialog.format(asked) + f"<article><h1>Storm</h1>{a_paragraph(1)}</article>"), monkeypatch):
        assert "would not sail" in page.text
        assert "our partners" not in page.text


def test_a_page_about_consent_is_read() -> None:
    assert "would not sail" in read_html(a_page(f"<div class='cookie'>{a_paragraph(1)}</div>")).text


def test_every_picture_of_a_row_has_its_caption_and_every_post_its_words() -> None:
    pytest.importorskip("trafilatura")
    pictures = "".join(f"<figure><img src=x><figcaption>A house by the river on day {k}.</figcaption></figure>" for k in range(9))
    post = "<blockquote class='post'><p>Stay away on day {}.</p>&mdash; Ada Holm (@ada)</blockquote>"
    posts = "".join(post.format(k) + a_paragraph(k) for k in range(3))
    page = read_html(a_page(f"<article><h1>Storm</h1>{a_paragraph(8)}{posts}{a_paragraph(9)}{pictures}</article>"))
    assert page.text.count("A house by the river") == len(page.captions) == 9
    assert page.text.count("Stay away") == len(page.displayed) == 3


def test_links_to_other_stories_are_not_read() -> None:
    pytest.importorskip("trafilatura")
    link = "<a href='/x'>Minister denies that she knew of the {}</a>"
    lines = f"<p>{link.format('cracks')}</p>{a_paragraph(7)}<ul><li>{link.format('piers')}</li><li>{link.format('wall')}</li></ul>"
    quoted = "<p><a href='/y'>“We will close it,” the mayor, Ida Lund, said on Monday.</a></p>"
    page = read_html(a_page(f"<article><h1>Storm</h1>{''.join(a_paragraph(k) for k in range(5))}{lines}{quoted}{a_paragraph(9)}</article>"))
    assert "Minister denies" not in page.text
    assert "We will close it" in page.text
