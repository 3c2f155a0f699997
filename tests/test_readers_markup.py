"""Markdown and HTML: what is read, what is not, and that every character knows its place in the file."""

from __future__ import annotations

import pytest
from growth import Stages, too_slow
from hypothesis import given, settings
from hypothesis import strategies as st

from attribution.located import extract_source
from attribution.readers import Source
from attribution.readers.html import read_html
from attribution.readers.markdown import read_markdown
from attribution.readers.readable import Readable

PIECES = st.lists(
    st.sampled_from(
        ["word ", "“a”", "\n", "\r\n", "> ", "# ", "- ", "`", "```", "*", "__", "[a](b)", "[", "]", "(", "<b>", "</b>", "<p>", "<!--",
         "-->", "<script>", "&ldquo;", "&amp", "\\", "---\n", "<q>", "</q>", "😀", "title: x", "|", "~~", "<h1>", "</h1>",
         "<", ">", "&#0;", "&nvlt;", "{++", "++}", "$$", "+++\n", "$x^", "[^1]: "]
    )
).map("".join)  # fmt: skip


def heads(page: Readable) -> list[str]:
    return [page.text[b:e] for b, e in page.headline]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("# Head\n\nOne *two* **three** _four_.", "Head\n\nOne two three four."),
        ("a\nb", "a b"),
        ("one  \ntwo\\\nthree", "one two three"),
        ('say `x = "` now', "say x now"),
        ("[Ann Lee](https://example.org/a_(b)), a guest", "Ann Lee, a guest"),
        ("![a picture](x.png)It rained [sic].", "It rained [sic]."),
        ("Tom &amp; Ann said &ldquo;no&rdquo;.", "Tom & Ann said “no”."),
        ("snake_case and 2 * 3 * 4", "snake_case and 2 * 3 * 4"),
        ('```\n"code\n```\ntext', "text"),
        ("~~~\nnever closed", ""),
        ("para\n\n    indented code\n\npara", "para\n\npara"),
        ("- one\n- two", "one\n\ntwo"),
        ("| a | b |\n|---|---|\ntext", "text"),
        ("<!-- a\nb --> rest", "rest"),
        ("a <!-- c --> b", "a  b"),
        ("[x]: https://example.org\n\ntext[^1]", "text"),
        ("Head\n====\ntext", "Head\n\ntext"),
        ('say \\"no\\"', 'say "no"'),
        ('+++\ntitle = "A pool"\ndate = 2026-05-03\n+++\ntext', "A pool\n\ntext"),
        ('{\n"title": "A pool",\n"tags": []\n}\ntext', "A pool\n\ntext"),
        ("Title: A pool\nDate: 2026-05-03\n\ntext", "A pool\n\ntext"),
        ("Title: one line is a paragraph\n\ntext", "Title: one line is a paragraph\n\ntext"),
        ("a\n\n<script>\nvar x;\n\nno();\n</script>\n\nb", "a\n\nb"),
        ("$$\nx^2\n$$\n\nb costs $5 and $6", "b costs $5 and $6"),
        ("$$\nnever closed\n\nb", "never closed\n\nb"),
        ("so $x^2$ holds", "so x holds"),
        ('{{< figure src="x" >}}\n\na {% include y %}b', "a b"),
        ("import Chart from './chart'\n\n{/* note */}text", "text"),
        ("a ~~not~~ b", "a  b"),
        ("a {--not--}{++now++} {>>why?<<}b {~~old~>new~~} {==c==}", "a now b new c"),
        ("text[^1]\n\n[^1]: Ann said so.", "text\n\nAnn said so."),
    ],
)
def test_markdown_is_read_without_its_marks(text: str, read: str) -> None:
    assert read_markdown(text).text.rstrip("\n") == read


def test_front_matter_gives_title_and_standfirst_only() -> None:
    page = read_markdown('---\ntitle: "A \'new\' pool"\nstandfirst: It opens.\ntags: ["a", b]\n---\n\nText.\n')
    assert page.text == "A 'new' pool\n\nIt opens.\n\nText.\n\n"
    assert heads(page) == ["A 'new' pool", "It opens."]


def test_a_heading_goes_before_the_title_of_the_front_matter() -> None:
    assert heads(read_markdown("---\ntitle: A\n---\n# B\n\ntext\n\n## C\n")) == ["B"]


def test_a_block_quotation_of_two_paragraphs_is_one() -> None:
    page = read_markdown("a\n\n> one\n>\n> two\n\n> three\n\nb")
    assert [page.text[b:e] for b, e in page.displayed] == ["one\n\ntwo", "three"]


def test_a_block_quotation_is_displayed() -> None:
    page = read_markdown("a\n\n> one\n> two\n\nb")
    assert [page.text[b:e] for b, e in page.displayed] == ["one two"]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("<p>One <em>two</em>.</p><p>Three</p>", "One two.\n\nThree"),
        ("<p>a\n   b</p>", "a b"),
        ("<p>Ann&rsquo;s &#8220;no&#x201D;</p>", "Ann’s “no”"),
        ('<script>var a = "<p>";</script>b', "b"),
        ('<!-- "x --><p title="a > b">c</p>', "c"),
        ('say <code>"</code> now', "say x now"),
        ("<p>He said <q>no</q>.</p>", "He said “no”."),
        ("1 < 2 & 3", "1 < 2 & 3"),
        ("<script>never closed", ""),
        ("<head><title>T</title></head><p>b</p>", "T\n\nb"),
        ("<head><title>T</title></head><h1>H</h1><p>b</p>", "H\n\nb"),
        ("<head><p>never closed", "never closed"),
    ],
)
def test_html_is_read_without_its_tags(text: str, read: str) -> None:
    assert read_html(text).text.strip("\n") == read


def test_headline_standfirst_and_caption_are_told_apart() -> None:
    page = read_html('<h1>H</h1><p class="lead standfirst">S</p><figure><figcaption>C</figcaption></figure><p>b</p><h1>I</h1>')
    assert heads(page) == ["H", "S"]
    assert [page.text[b:e] for b, e in page.captions] == ["C"]


def test_without_h1_the_title_is_the_headline() -> None:
    assert heads(read_html("<title>T</title><p>b</p>")) == ["T"]


def test_comments_keep_their_place_in_the_file() -> None:
    for read in (read_html, read_markdown):
        text = "a <!-- one --> b\n\n<!-- two -->\n"
        assert [text[b:e] for b, e in read(text).comments] == ["<!-- one -->", "<!-- two -->"]


@pytest.mark.parametrize(
    ("read", "text", "words", "source"),
    [
        (read_html, "<p>😀 Ann&rsquo;s <b>“no</b>”</p>", "“no”", "“no</b>”"),
        (read_html, "<p>Ann&rsquo;s</p>", "’s", "&rsquo;s"),
        (read_markdown, "a **“no**”, b", "“no”", "“no**”"),
        (read_markdown, "> one\n> two", "one two", "one\n> two"),
        (read_markdown, "x `code` y", "x", "x"),
    ],
)
def test_words_are_found_again_in_the_file(read: type[Readable], text: str, words: str, source: str) -> None:
    page = read(text)
    at = page.text.index(words)
    begin, end = page.span(at, at + len(words))
    assert text[begin:end] == source


@settings(max_examples=150, deadline=None)
@given(PIECES)
def test_any_text_is_read_and_every_character_has_a_place(text: str) -> None:
    for read in (read_html, read_markdown):
        page = read(text)
        for at, char in enumerate(page.text):
            begin, end = page.span(at, at + 1)
            assert 0 <= begin <= end <= len(text)
            if end - begin == 1 and char not in "x \n“”" and text[begin] not in "&\\":
                assert text[begin] in (char, "<")
        assert all(0 <= b <= e <= len(page.text) for b, e in (*page.headline, *page.captions, *page.displayed))


@pytest.mark.parametrize(
    "piece",
    [
        "<",
        "<!--",
        '<p class="',
        "[",
        "[a](",
        "`",
        "``` ",
        "&",
        "*",
        "<script>",
        "</p>",
        "{{<",
        "{--",
        "{~~",
        "$",
        "$x",
        "$$\n",
        "~~a",
        "<pre>\n",
        "\\(",
        "import \n",
        "<b>",
        "> ",
        "\\",
        "![",
    ],
)
def test_strange_markup_takes_linear_time(piece: str) -> None:
    def stages(count: int) -> Stages:
        for read in (read_html, read_markdown):
            yield read.__name__, lambda read=read: read(piece * count)

    assert too_slow(stages, 10_000) == {}


def test_code_that_is_announced_leaves_nothing_else_to_the_announcer() -> None:
    text = "The ferry company said:\n\n```\ncode\n```\n\nMary Okafor said that it rained.\n"
    found = extract_source(Source("a.md", text, "utf-8", b""), read_markdown(text)).claims
    assert ("Mary Okafor", "that it rained") in [(claim.speaker, claim.claim) for claim in found]
    assert not any("Okafor" in claim.claim for claim in found)
