"""Paragraphs: line breaks end them, except inside hard-wrapped blocks."""

from __future__ import annotations

import textwrap
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution import extract
from attribution.document.paragraphs import find_paragraphs

PROSE = (
    "The port authority said on Monday that it would not reopen the north basin before the spring, because divers had found cracks in "
    "the outer wall and the insurers want a second survey. Its chairman told reporters that nobody was to blame. “We knew the wall was "
    "old,” he said, adding that a tender for the repairs would be published within the month."
)


def cut(text: str) -> list[str]:
    return [text[begin:end] for begin, end in find_paragraphs(text)]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\n\n", "\n \t\n"])
def test_a_line_break_ends_a_paragraph(newline: str) -> None:
    assert find_paragraphs(f"  One line. {newline}\tAnother.{newline}") == [(2, 11), (13 + len(newline), 21 + len(newline))]


def test_long_lines_without_blank_lines_between_are_paragraphs() -> None:
    assert cut(f"{PROSE}\n{PROSE}\nEnd") == [PROSE, PROSE, "End"]


@pytest.mark.parametrize("width", [60, 66, 72, 76, 80, 100])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_wrapped_paragraphs_are_joined(width: int, newline: str) -> None:
    block = textwrap.fill(PROSE, width).replace("\n", newline)
    assert cut(block + newline * 2 + block + newline) == [block, block]


def test_two_wrapped_lines_are_joined_where_longer_blocks_show_the_width() -> None:
    block = textwrap.fill(PROSE, 72)
    two = "The mayor of the town said that the letter had been sent to Secretary\nHale on Friday."
    assert cut(f"{block}\n\n{two}") == [block, two]
    assert cut(two) == two.split("\n")


def test_two_lines_alone_are_joined_where_the_second_goes_on_in_small_letters() -> None:
    two = "The mayor of the town said that the letter had been sent to the\nsecretary on Friday."
    assert cut(two) == [two]


@pytest.mark.parametrize(
    "text",
    [
        "Port stays shut\nDivers found cracks\nBy Ann Hale\nMonday",
        "Roses are red\nviolets are blue\nsugar is sweet\nand so on",
        "The first thing that we know is that the wall is cracked and old.\nThe second is short, but not so very short.\n"
        "The third thing that we know is that nobody has paid for it so far.",
        "Port authority will not reopen north basin before spring\nBy Ann Hale, staff writer",
    ],
)
def test_headlines_lists_and_verse_stay_apart(text: str) -> None:
    assert cut(text) == text.split("\n")


def test_a_short_line_ends_a_wrapped_paragraph_without_a_blank_line() -> None:
    block = textwrap.fill(PROSE + " Work may begin in April.", 72)
    assert len(block.split("\n")[-1]) < 45
    assert cut(f"{block}\n{block}") == [block, block]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\x00", "\ufeff\u200b \xa0"])
def test_a_text_that_shows_nothing_has_no_paragraph(text: str) -> None:
    assert find_paragraphs(text) == []


@given(st.text(alphabet=st.sampled_from(list("ab. \n\r\u2028\xa0\x00")), max_size=400) | st.text())
def test_paragraphs_are_apart_in_order_and_hold_all_that_shows(text: str) -> None:
    spans = find_paragraphs(text)
    assert all(begin < end for begin, end in spans)
    assert all(a.end < b.begin for a, b in pairwise(spans))
    assert not any(text[begin].isspace() or text[end - 1].isspace() for begin, end in spans)
    edges = [0, *(offset for span in spans for offset in span), len(text)]
    between = "".join(text[begin:end] for begin, end in zip(edges[::2], edges[1::2], strict=True))
    assert not any(char.isprintable() and not char.isspace() for char in between)


@pytest.mark.parametrize(
    "place",
    ["HALDEN: ", "HALDEN/TARN: ", "Halden - ", "Halden — ", "New Halden, Dec 4 (PTI) ", "Halden, Nov 2 (NAN) "],
)
def test_a_place_before_the_first_sentence_is_no_part_of_what_is_said(place: str) -> None:
    said = "Nine boats were lost in the storm that hit the coast late on Sunday night"
    assert [claim.claim for claim in extract(f"{place}{said}, the council said.").claims] == [said]


@pytest.mark.parametrize(
    "text",
    [
        "HALDEN: It rained, the council said.",
        "Halden - The Musical - lost money in the year that it opened on the coast of Tarn, the council said.",
    ],
)
def test_what_is_short_or_goes_on_behind_a_dash_opens_with_no_place(text: str) -> None:
    assert extract(text).claims[0].claim == text.removesuffix(", the council said.")
