"""The HTML report in a real browser, and what it says without one."""

import re
from dataclasses import replace

import pytest
from browsers import chromium, pages, violations
from keyed import ARTICLES, keyed

from attribution.cli.inputs import Inputs, articles
from attribution.document import read_document
from attribution.model import Claim, Extraction, Span
from attribution.output.overrides import read_overrides
from attribution.output.page import to_html
from attribution.output.page.marks import paragraphs
from attribution.output.provenance import Correction, Result
from attribution.readers import Source

pytest.importorskip("jinja2", reason="jinja2 is not installed (extra: html)")
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


def page_of(*results):
    return b"".join(to_html(results)).decode()


def result_of(text, *claims):
    source = Source("a.txt", text, "utf-8", text.encode("utf-8", "surrogatepass"))
    return Result(source, Extraction("a.txt", read_document(text), claims, (), lambda offset: None), claims)


def claim_of(text, content, name="c1", **fields):
    begin = text.index(content)
    return Claim("a.txt", name, 1, begin + 1, "indirect", content, text, (Span(begin, begin + len(content)),), **fields)


def marked(text, claims):
    return [[(p.text, [(x.claim.id, x.kind) for x in p.parts]) for p in par.pieces] for par in paragraphs(text, [0], claims, lambda _: 1)]


def report_of(name, overrides=None):
    """The page that `attribution report` makes of a file."""
    inputs = Inputs(articles([name]), overrides=read_overrides(overrides) if overrides else None)
    return page_of(*inputs)


@pytest.fixture(scope="module")
def browser():
    with chromium() as found:
        yield found


@pytest.fixture
def show(browser, tmp_path):
    with pages(browser, tmp_path) as opened:
        yield lambda html, viewport=WIDE, **options: opened(html, viewport, **options)


def test_pieces_carry_the_claims_that_cover_them_and_add_up_to_the_text():
    text = "Rates will rise, Berg said."
    claim = replace(claim_of(text, "Rates will rise"), cue_spans=(Span(22, 26),), source_spans=(Span(17, 21),))
    whole = [("Rates will rise", "content"), (", ", None), ("Berg", "source"), (" ", None), ("said", "cue"), (".", None)]
    assert marked(text, [claim]) == [[(words, [("c1", kind)] if kind else []) for words, kind in whole]]


def test_a_cue_inside_another_claims_content_is_the_cue_first():
    text = "Berg said Holm lied."
    outer = replace(claim_of(text, "Holm lied"), cue_spans=(Span(5, 9),))
    inner = replace(claim_of(text, "lied", name="c2"), cue_spans=(Span(15, 19),))
    assert marked(text, [outer, inner])[0][4] == ("lied", [("c2", "cue"), ("c2", "content"), ("c1", "content")])


def test_each_claim_has_one_handle_also_where_two_share_a_cue():
    text = "Berg said A. B."
    one = replace(claim_of(text, "A"), cue_spans=(Span(5, 9),))
    two = replace(claim_of(text, "B", name="c2"), content_spans=(Span(13, 14),), cue_spans=(Span(5, 9),))
    handles = [(p.text, p.handle.id) for par in paragraphs(text, [0], [one, two], lambda _: 1) for p in par.pieces if p.handle]
    assert handles == [("said", "c1"), ("B", "c2")]


@pytest.mark.parametrize("spans", [((0, 99),), ((3, 3),), ((2, 5), (4, 9))])
def test_odd_spans_lose_no_text(spans):
    text = "Words here."
    claim = replace(claim_of(text, "Words"), content_spans=tuple(Span(*span) for span in spans))
    assert "".join(p.text for par in paragraphs(text, [0], [claim], lambda _: 1) for p in par.pieces) == text


def test_everything_is_escaped():
    text = '<script>alert("x")</script> will rise, <img src=x onerror=alert(1)> said.'
    evil = '"><script>alert(2)</script>'
    names = ("speaker", "role", "source", "cue", "medium", "disputed_by", "anonymity_reason", "rule", "when", "addressee", "certainty")
    claim = claim_of(text, text[:20], **dict.fromkeys(names, evil), chain=(evil, evil), certainty_cues=(evil,))
    html = page_of(replace(result_of(text, claim), corrections={"c1": (Correction("speaker", evil, evil, evil),)}))
    assert html.count("<script") == html.count("</script") == 2  # the page's data, and its own
    assert "<img" not in html


def test_a_page_whose_article_holds_markup_runs_none_of_it(show):
    text = '<script>alert("x")</script><img src="http://example.invalid/x.png"> will rise, she said.'
    page = show(page_of(result_of(text, claim_of(text, "will rise", speaker="<script>alert(1)</script>", chain=("x",)))))
    assert page.seen == []
    assert page.locator(".text").inner_text().startswith('<script>alert("x")</script><img')


def test_an_empty_article_and_one_without_claims_have_a_page():
    assert "The file holds no text." in page_of(result_of(""))
    assert "No claims were found" in page_of(result_of("Nothing here."))


def test_halves_of_surrogate_pairs_and_controls_reach_the_page_as_something_visible():
    html = page_of(result_of("A \ud800 b\x1bc.", claim_of("A \ud800 b\x1bc.", "A \ud800 b\x1bc")))
    assert "\ud800" not in html
    assert "A \ufffd b␛c" in html


def test_corrections_are_shown_as_such():
    text = "Rates will rise, he said."
    result = result_of(text, claim_of(text, "Rates will rise", speaker="Berg"))
    result = replace(result, corrections={"c1": (Correction("speaker", "he", "Berg", "sheet.csv"),)})
    assert "<dt>Corrected</dt><dd>speaker: found <q>he</q>, now <q>Berg</q>" in page_of(result)


def test_the_policy_allows_nothing_but_the_pages_own_script_and_style():
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page_of(keyed("harbour-talks")))[1].replace("&#39;", "'")
    assert re.sub(r"sha256-[^']+", "HASH", policy) == (
        "default-src 'none'; style-src 'HASH'; script-src 'HASH'; img-src data:; base-uri 'none'; form-action 'none'"
    )


@pytest.mark.parametrize("viewport", [WIDE, NARROW])
def test_a_click_opens_the_card_and_escape_gives_the_focus_back(show, viewport):
    page = show(page_of(keyed("harbour-talks")), viewport)
    assert page.locator("#card").is_hidden()
    page.locator("#h1-2").click()
    assert page.locator("#card .who").inner_text().endswith("Lena Okrent")
    assert page.locator("#card .role").inner_text() == "Transport Minister"
    assert page.locator("#card blockquote").inner_text() == "that the government would not send soldiers to unload food and medicine"
    page.keyboard.press("ArrowRight")
    assert page.locator("#card blockquote").inner_text() == 'the stoppage as "a wound the whole coast will feel."'
    page.keyboard.press("Escape")
    assert page.locator("#card").is_hidden()
    assert page.evaluate("document.activeElement.id") == "h1-3"
    assert page.seen == []
    assert page.evaluate("document.documentElement.scrollWidth") == viewport["width"]


def test_the_keyboard_alone_reaches_claims_and_cards(show):
    page = show(page_of(keyed("harbour-talks")))
    page.locator("#h1-1").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "h1-2"
    assert page.locator("#card").is_visible()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "card"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "h1-2"


def test_hovering_shows_the_card_and_leaving_hides_it(show):
    page = show(page_of(keyed("harbour-talks")))
    page.locator("#h1-2").hover()
    assert page.locator("#card .role").inner_text() == "Transport Minister"
    page.mouse.move(5, 5)
    assert page.locator("#card").is_hidden()


def test_filters_narrow_list_and_marks_and_say_how_many_are_left(show):
    page = show(page_of(keyed("harbour-talks")))
    page.locator('[data-filter="l"][data-value="possible"]').click()
    assert page.locator("#state").inner_text() == "1 of 12 claims shown"
    assert page.locator("li.claim:visible").count() == 1
    assert page.locator("#h1-2").get_attribute("class").endswith("off")
    page.locator('[data-filter="a"][data-value="named"]').click()
    assert page.locator("#state").inner_text() == "1 of 12 claims shown"
    page.locator("#clear").click()
    assert page.locator("#state").inner_text() == "All 12 claims shown"
    page.locator('.speakers [data-value="1"]').click()
    assert page.locator("#state").inner_text() == "2 of 12 claims shown"
    assert page.locator('.speakers [data-value="1"]').get_attribute("aria-pressed") == "true"


def test_a_search_narrows_list_and_marks(show):
    page = show(page_of(keyed("harbour-talks")))
    page.locator("#search").fill("adler WRONG")
    assert page.locator("#state").inner_text() == "1 of 12 claims shown"
    assert page.locator("#h1-2").get_attribute("class").endswith("off")
    page.locator("#clear").click()
    assert page.locator("#search").input_value() == "" and page.locator("#state").inner_text() == "All 12 claims shown"


def test_a_link_to_a_claim_opens_it(show, tmp_path):
    page = show(page_of(keyed("harbour-talks")))
    page.goto((tmp_path / "report.html").as_uri() + "#c1-3")
    page.reload()
    assert page.locator("#card .claim blockquote").inner_text() == 'the stoppage as "a wound the whole coast will feel."'
    page.locator("#copy").click()
    page.locator("#copied", has_text="copied").wait_for()


def test_work_is_kept_downloaded_and_fed_back(show, browser, tmp_path):
    """Correct, tick, download, --overrides: the same page shows it, and the work is still there."""
    name = str(ARTICLES / "harbour-talks.txt")
    before = report_of(name)
    page = show(before)
    assert page.locator("#download").is_disabled()
    page.locator("#search").fill("asked")
    assert page.locator("#state").inner_text() == "0 of 12 claims shown"
    page.locator("#search").fill("")
    page.locator("#h1-2").click()
    page.locator("#w-speaker").fill("Ada Holm")
    page.locator("#w-certainty").select_option("possible")
    page.locator("#w-note").fill('=asked, "twice"')
    page.locator("[name=checked]").check()
    page.locator("#next").click()
    page.locator("[name=none]").check()
    assert page.locator("#done").inner_text() == "2 of 12 checked, 2 corrected"
    for words, shown in (("twice ASKED", "1 of 12"), ("unasked", "0 of 12"), ("", "All 12")):  # a search finds what was noted since
        page.locator("#search").fill(words)
        assert page.locator("#state").inner_text() == f"{shown} claims shown"
    with page.expect_download() as saved:
        page.locator("#download").click()
    sheet = tmp_path / "corrections.csv"
    saved.value.save_as(sheet)
    after = report_of(name, overrides=str(sheet))
    assert "<dt>Corrected</dt><dd>speaker: found <q>Lena Okrent</q>, now <q>Ada Holm</q>" in after
    assert "certainty: found <q>planned</q>, now <q>possible</q>" in after
    assert after.count('<li id="c1-') == before.count('<li id="c1-') - 1
    (tmp_path / "report.html").write_text(after, encoding="utf-8")
    page.reload()
    assert page.locator("#c1-2 .mine").inner_text() == '✓ checked · =asked, "twice"'
    page.locator('[data-filter="w"][data-value="open"]').click()
    assert page.locator("#state").inner_text() == "10 of 11 claims shown"
    assert page.seen == []


def test_work_on_an_older_text_is_told_and_carried_over(show, tmp_path):
    text = "Rates will rise, Berg said. Rents will fall, Berg said."
    page = show(page_of(result_of(text, claim_of(text, "Rates will rise"), claim_of(text, "Rents will fall", "c2"))))
    for handle in ("#h1-1", "#h1-2"):
        page.locator(handle).click()
        page.locator("[name=checked]").check()
    text = text.replace("Rents", "Fares")
    newer = page_of(result_of(text, claim_of(text, "Rates will rise"), claim_of(text, "Fares will fall", "c2")))
    (tmp_path / "report.html").write_text(newer, encoding="utf-8")
    page.reload()
    assert page.locator("#older").inner_text().startswith("Your work on 2 claims of a.txt belongs to another version of the text.")
    page.locator("#older button").first.click()
    assert page.locator("#older").inner_text().startswith("1 of 2 had no claim with the same words any more")
    assert page.locator("#done").inner_text() == "1 of 2 checked, 0 corrected"


def test_several_articles_have_an_overview_and_a_matrix(show):
    page = show(page_of(keyed("harbour-talks"), keyed("border-drone")))
    assert page.locator(".overview tbody th a").first.inner_text() == "Halden Bay dock strike enters third day"
    assert page.locator(".overview tbody th .why").all_inner_texts() == ["harbour-talks.txt", "border-drone.txt"]
    cells = page.locator(".matrix tbody td").all_inner_texts()
    assert sum(int(cell) for cell in cells if cell) == 31
    page.locator('.overview a[href="#a2"]').click()
    assert page.evaluate("location.hash") == "#a2"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [WIDE, NARROW])
def test_axe_finds_nothing_serious(show, viewport, scheme):
    page = show(page_of(keyed("harbour-talks"), keyed("live-flood")), viewport, color_scheme=scheme)
    page.locator("#h1-2").click()
    assert violations(page) == []


def test_it_prints_to_pdf(show):
    pdf = show(page_of(keyed("harbour-talks"))).pdf(format="A4")
    assert pdf.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) in range(2, 5)


def test_without_script_the_text_and_the_list_are_there(show):
    page = show(page_of(keyed("harbour-talks")), java_script_enabled=False)
    assert page.locator("#filters").is_hidden()
    assert page.locator("li.claim").count() == 12
