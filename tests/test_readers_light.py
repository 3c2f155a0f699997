"""reStructuredText and AsciiDoc: what is prose in them, and the way back to the file."""

from __future__ import annotations

import pytest
from growth import Stages, too_slow
from hypothesis import given, settings
from hypothesis import strategies as st

from attribution.located import extract_source
from attribution.readers import Source
from attribution.readers.asciidoc import read_asciidoc
from attribution.readers.forms import form_of
from attribution.readers.rst import read_rst


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("*One* **two** ``three`` `four`_ `five <x>`__ :ref:`six` seven_ [1]_ eight.", "One two x four five six seven eight."),
        ("2 * 3 * 4 and a_b_c and \\*no\\*", "2 * 3 * 4 and a_b_c and *no*"),
        ("One\ntwo\n\n  three", "One two\n\nthree"),
        ("- One\n- two\n  goes on\n\n  more\n\n1. three", "One\n\ntwo goes on\n\nmore\n\nthree"),
        ("Said::\n\n  code\n\n  more\n\nLast.", "Said\n\nLast."),
        (".. comment\n   goes on\n\n.. _x: y\n.. |z| image:: z\n\nLast.", "Last."),
        (".. note:: One.\n   Two.\n\n   Three.\n\nFour.", "One.\n\nTwo.\n\nThree.\n\nFour."),
        (".. figure:: x\n   :alt: Ann said so\n\n   Caption.\n\nLast.", "Last."),
        (">>> said\nno\n\nLast.", "Last."),
        ("=== ====\nA   said\n=== ====\n\n+--+\n|b |\n+--+\n\nLast.", "Last."),
        ("| One\n| two", "One | two"),
        ("Above\n\n-----\n\nbelow", "Above\n\nbelow"),
    ],
)
def test_restructuredtext_is_read_without_its_marks(text: str, read: str) -> None:
    assert read_rst(text).text.strip() == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("*One* _two_ `three` link:x[four] <<y,five>> #six# **s**even footnote:[no]", "One two x four five six seven"),
        ("2 * 3 * 4 and a_b_c", "2 * 3 * 4 and a_b_c"),
        ("\"`One,`\" she said, '`two`'.", "“One,” she said, ‘two’."),
        ("* One\n* two\n+\nmore\n\n. three\nterm:: four", "One\n\ntwo\n\nmore\n\nthree\n\nfour"),
        ("----\ncode\n----\nOne.\n\n....\nmore\n....\n\n[source]\nAnn said\n\nLast.", "One.\n\nLast."),
        ("====\nAn example.\n====\n\n****\nAside.\n****", "An example.\n\nAside."),
        ("// no\n:x: y\nimage::z[]\n\nLast.", "Last."),
        ("----\nnever closed, she said.", "never closed, she said."),
        ("[quote, Ada Holm]\nWe sail.\n\nLast.", "We sail. — Ada Holm\n\nLast."),
    ],
)
def test_asciidoc_is_read_without_its_marks(text: str, read: str) -> None:
    assert read_asciidoc(text).text.strip() == read


def test_titles_captions_and_quotations_are_told_apart() -> None:
    page = read_rst("====\nHead\n====\n\nSub\n---\n\nShe said:\n\n   We go.\n\n   And stay.\n\n   -- Ada Holm\n")
    assert [page.text[b:e] for b, e in page.headline] == ["Head"]
    assert [page.text[b:e] for b, e in page.displayed] == ["We go.\n\nAnd stay. -- Ada Holm"]
    page = read_asciidoc("= Head\nAnn Lee <a@b>\n:x: y\n\nText.\n\n.Caption\nimage::x[]\n\n____\nWe go.\n\nAnd stay.\n____\n")
    assert [page.text[b:e] for b, e in page.headline] == ["Head"]
    assert [page.text[b:e] for b, e in page.captions] == ["Caption"]
    assert [page.text[b:e] for b, e in page.displayed] == ["We go.\n\nAnd stay."]


def test_the_words_of_a_literal_block_go_to_nobody_and_neither_does_what_follows() -> None:
    text = "The ferry company said::\n\n   code\n\nMary Okafor said that it rained.\n"
    assert [(claim.speaker, claim.claim) for claim in extract_source(Source("a.rst", text, "utf-8", b""), read_rst(text)).claims] == [
        ("Mary Okafor", "that it rained")
    ]


def test_they_are_known_by_their_names_and_to_editors() -> None:
    told = (("a.RST", ""), ("a.adoc", ""), ("untitled", "restructuredtext"), ("untitled", "asciidoc"))
    assert [form_of(*names).name for names in told] == [
        "rst", "asciidoc", "rst", "asciidoc",
    ]  # fmt: skip


PIECES = st.lists(
    st.sampled_from(
        ["Ann said so. ", "\n", "\n\n", "\r\n", "   ", "::", ".. ", ".. note::", ".. x: y", "====", "----", "____", "|===", "= ", "* ",
         "``", "`", "*", "_", "**", "[quote, Ann]", "[source]", "[1]_", "|x|", "\\", '"`', '`"', "footnote:[", "]", "<<a,b>>", "+",
         "////", ":a: b", "\0", "-- Ann", "link:x[", "\t"]
    ),
    max_size=40,
).map("".join)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(PIECES)
def test_any_text_is_read_and_every_character_has_a_place(text: str) -> None:
    for page in (read_rst(text), read_asciidoc(text)):
        for at in range(len(page.text)):
            begin, end = page.span(at, at + 1)
            assert 0 <= begin <= end <= len(text)
        for begin, end in (*page.headline, *page.captions, *page.displayed):
            assert 0 <= begin <= end <= len(page.text)


@pytest.mark.parametrize(
    "piece",
    [
        "- a\n",
        ".. x\n",
        "a::\n\n b\n\n",
        "====\n",
        "----\n",
        "-----\na\n",
        "``a ",
        "*a ",
        "[[a ",
        "footnote:[",
        "* a\n",
        "a\n",
        " a\n",
        "|a ",
        "`a",
    ],
)
def test_strange_texts_take_linear_time(piece: str) -> None:
    def stages(count: int) -> Stages:
        yield "rst", lambda: read_rst(piece * count)
        yield "asciidoc", lambda: read_asciidoc(piece * count)

    assert too_slow(stages, least=3_000) == {}
