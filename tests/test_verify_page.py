"""The page of traces in a real browser, and what it says without one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from browsers import chromium, pages, violations
from growth import exponents, seconds

from attribution.model import Span
from attribution.output.page.traces import Cover, pieces_of, to_html
from attribution.output.tracedata import Traced
from attribution.readers import Source
from attribution.readers.article import read_article
from attribution.verify.passages import read_material
from attribution.verify.retrieve import Corpus, read_corpus
from attribution.verify.run import verify_source

pytest.importorskip("jinja2", reason="jinja2 is not installed (extra: html)")
FIXTURES = Path(__file__).parent.parent / "fixtures" / "verify"
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
TALK = "IDA HOLM: We will build the bridge in spring. It is cheap, quick and safe.\n\nPELLE LUND: Nobody asked the fishermen of Oddness.\n"
DRAFT = "“We will build the bridge in autumn,” Ida Holm said.\n\nIt rained.\n\n“Nobody asked the fishermen of Oddness,” Pelle Lund said.\n"


def source_of(name: str, text: str) -> Source:
    return Source(name, text, "utf-8", text.encode("utf-8", "surrogatepass"))


def corpus_of(**sources: str) -> Corpus:
    return read_corpus([read_material(source_of(name, text)) for name, text in sources.items()])


def page_of(text: str, corpus: Corpus | None = None, name: str = "draft.md") -> str:
    corpus = corpus or corpus_of(talk=TALK)
    draft = source_of(name, text)
    return b"".join(to_html([Traced(draft, None, verify_source(draft, None, corpus))], corpus.materials)).decode()


class _Text(HTMLParser):
    """What a reader of a page reads."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self._silent = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._silent += tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.words.append(data)


def text_of(html: str) -> str:
    return " ".join("".join(_Text(html).words).split())


def test_draft_and_passage_stand_side_by_side_with_the_words_that_differ_marked_on_both() -> None:
    html = page_of(DRAFT)
    assert '<ins class="diff">autumn</ins>' in html
    assert '<mark>We will build the bridge in </mark><del class="diff">spring</del>' in html
    assert re.findall(r'data-line="(\d+)"', html) == ["1", "3", "5"]
    assert re.findall(r'<li class="trace e-(\w+)" id="t1-(q\d)"', html) == [("error", "q1"), ("none", "q2")]


@pytest.mark.parametrize("draft", sorted(path.relative_to(FIXTURES).as_posix() for path in FIXTURES.glob("*/*.md")))
def test_the_page_holds_the_whole_draft_and_never_says_that_anything_is_so(draft: str) -> None:
    text = (FIXTURES / draft).read_text("utf-8")
    corpus = corpus_of(**{path.name: path.read_text("utf-8") for path in (FIXTURES / "sources").iterdir()})
    html = page_of(text, corpus)
    drafted = re.findall(r'<p class="drafted"[^>]*>(.*?)</p>', html, re.DOTALL)
    without_numbers = [re.sub(r'<a class="no".*?</a>', "", paragraph) for paragraph in drafted]
    assert [text_of(paragraph) for paragraph in without_numbers] == [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    assert not re.search(r"\b(?:verified|true|correct|accurate)\b", text_of(html), re.IGNORECASE)


def test_everything_is_escaped_and_controls_are_made_visible() -> None:
    evil = "“<script>alert(1)</script> is ch\x1beap\ud800,” <img src=x onerror=alert(1)> Holm said.\n"
    html = page_of(evil, corpus_of(**{'a"><b>\n.txt': "“<script>alert(1)</script> is cheap,” Holm said. <i>x</i>\n"}), name="<b>.md")
    assert "<script>alert" not in html
    assert not re.search(r"<(?:img|b|i)[ >](?!class)", html.replace('<b id="ticked">', "").replace("<b>2</b>", "").replace("<b>1</b>", ""))
    assert "␛" in html
    assert "&lt;script&gt;alert(1)" in html


def test_a_file_with_markup_is_shown_as_it_reads(tmp_path: Path) -> None:
    (tmp_path / "d.md").write_text(
        "# The bridge\n\nShe said: “We will *build* the bridge in [autumn](https://a.example).”\n\n> Set off &amp; cited\n", "utf-8"
    )
    (tmp_path / "s.html").write_text("<html><body><p>“We will <em>build</em> the bridge in spring &amp; fall,” she said.</p></body></html>")
    draft, source = read_article(str(tmp_path / "d.md")), read_article(str(tmp_path / "s.html"))
    corpus = read_corpus([read_material(*source)])
    html = b"".join(to_html([Traced(*draft, verify_source(*draft, corpus))], corpus.materials)).decode()
    shown = [text_of(p) for p in re.findall(r'<p class="drafted"[^>]*>(.*?)</p>', html, re.DOTALL)]
    assert shown[:2] == ["The bridge", "She said: “trace q1We will build the bridge in autumn.”"]
    assert "We will build the bridge in spring & fall" in text_of(html)


def test_an_empty_draft_and_one_without_quotations_have_a_page() -> None:
    assert "The draft holds no text." in page_of("")
    assert "holds no quotation" in page_of("* * *\n")


def test_pieces_of_covers_that_lie_in_and_over_each_other_lose_no_text() -> None:
    covers = [Cover(Span(0, 10), "a", "error"), Cover(Span(3, 5), "b", ""), Cover(Span(4, 12), "c", ""), Cover(Span(6, 7), "a", "", True)]
    text = "0123456789abcdef"
    pieces = [piece for _, piece in pieces_of(covers, (0, 16), lambda begin, end: text[begin:end])]
    assert "".join(piece.text for piece in pieces) == text
    assert [(piece.text, piece.key, piece.starts) for piece in pieces if piece.starts] == [
        ("012", "a", ("a",)), ("3", "b", ("b",)), ("4", "b", ("c",)),
    ]  # fmt: skip
    assert [piece.text for piece in pieces if piece.changed] == ["6"]


def test_the_time_for_the_page_is_linear() -> None:
    corpus = corpus_of(talk=TALK)

    def traced(number: int) -> Traced:
        draft = source_of("d", "“We will build the bridge in autumn,” Holm said.\n" * number)
        return Traced(draft, None, verify_source(draft, None, corpus))

    def work(one: Traced) -> Iterator[tuple[str, Callable[[], object]]]:
        yield "page", lambda: b"".join(to_html([one], corpus.materials))

    drafts = traced(200), traced(1_600)
    small, large = ({"page": min(seconds(work(one))["page"] for _ in range(3))} for one in drafts)
    assert exponents(small, large, 8, 0.5)["page"] < 1.4


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as found:
        yield found


@pytest.fixture
def show(browser: Any, tmp_path: Path) -> Iterator[Any]:
    with pages(browser, tmp_path) as opened:
        yield lambda html, viewport=WIDE, **options: opened(html, viewport, **options)


@pytest.fixture(scope="module")
def wrong() -> str:
    corpus = corpus_of(**{path.name: path.read_text("utf-8") for path in sorted((FIXTURES / "sources").iterdir())})
    return page_of((FIXTURES / "open" / "wrong.md").read_text("utf-8"), corpus)


def test_a_tick_is_counted_folds_the_trace_and_outlives_the_page(show: Any, wrong: str) -> None:
    page = show(wrong)
    page.get_by_label("q2 ticked off").check()
    assert page.locator("#ticked").inner_text() == "1"
    page.locator("h1").click()
    page.evaluate("document.activeElement.blur()")
    assert page.locator("#t1-q2 blockquote").is_hidden()
    page.wait_for_timeout(500)  # Chromium hands what is kept to another process, in its own time
    page.reload()
    assert page.locator("#ticked").inner_text() == "1"
    assert page.get_by_label("q2 ticked off").is_checked()
    assert page.seen == []


def test_filters_hide_traces_and_paragraphs_and_say_how_many_are_left(show: Any, wrong: str) -> None:
    page = show(wrong)
    page.locator("[data-filter=w][data-value=altered]").click()
    assert page.locator("#state").inner_text() == "2 of 9 traces shown"
    assert page.locator(".pair:visible").count() == page.locator(".trace:visible").count() == 2
    page.get_by_label("q1 ticked off").check()
    page.locator("[data-filter=d][data-value=open]").click()
    assert page.locator(".trace:visible").count() == 1
    page.locator("#clear").click()
    assert page.locator("#state").inner_text() == "All 9 traces shown"


def test_the_keyboard_alone_reaches_every_trace_and_ticks_it(show: Any, wrong: str) -> None:
    page = show(wrong)
    page.locator("#h1-q1").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "t1-q1"
    page.keyboard.press("j")
    page.keyboard.press("x")
    assert page.evaluate("document.activeElement.id") == "t1-q2"
    assert page.get_by_label("q2 ticked off").is_checked()
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.id") == "t1-q1"
    assert page.locator(".m.now").count() >= 1


@pytest.mark.parametrize("viewport", [WIDE, NARROW, {"width": 360, "height": 740}, {"width": 1400, "height": 900}])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_no_line_runs_out_of_the_page(show: Any, wrong: str, viewport: dict[str, int], scheme: str) -> None:
    page = show(wrong, viewport, color_scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    page.locator("#t1-q1").focus()
    assert violations(page) == []


def test_draft_and_passage_are_side_by_side_on_a_wide_screen_and_one_under_the_other_on_a_narrow_one(show: Any, wrong: str) -> None:
    left, right = (show(wrong).locator(place).first.bounding_box() for place in (".drafted", ".cards"))
    assert left["x"] + left["width"] < right["x"]
    left, right = (show(wrong, NARROW).locator(place).first.bounding_box() for place in (".drafted", ".cards"))
    assert left["y"] + left["height"] <= right["y"]


def test_without_script_all_is_there(show: Any, wrong: str) -> None:
    page = show(wrong, java_script_enabled=False)
    assert page.locator("#filters").is_hidden()
    assert page.locator("li.trace:visible").count() == 9


def test_it_prints(show: Any, wrong: str) -> None:
    assert show(wrong).pdf(format="A4").startswith(b"%PDF")
