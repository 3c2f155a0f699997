"""A mirrored pattern matches in mirrored text what the pattern matches before a place."""

from __future__ import annotations

import re

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from attribution.rulebook.frames import compile_part, read_frames
from attribution.rulebook.mirror import mirrored
from attribution.rulebook.rules import shipped_rules


@pytest.mark.parametrize(
    ("pattern", "mirror"),
    [
        ("[a][bc]?[d]{1,3}?", "[d]{1,3}?[bc]?[a]"),
        ("(?P<source>[a]|[b][c]){0,2}[d]", "[d](?P<source>[a]|[c][b]){0,2}"),
        ("[a]|[b](?:[c]|[d][e])", "[a]|(?:[c]|[e][d])[b]"),
        ("(?=[a][b])[a]", "[a](?:(?<=[b][a]))"),
        ("(?![a][b]|[c])[a]", "[a](?:(?<![b][a])(?<![c]))"),
        (r"[\]\[][\#]", r"[\#][\]\[]"),
    ],
)
def test_mirror_images(pattern: str, mirror: str) -> None:
    assert mirrored(pattern) == mirror


@pytest.mark.parametrize(
    "pattern", ["[a](?:[b]{0,2}(?P<x>[ab]{1,3}))[c]?", "(?P<x>(?:[a][b]|[a]){1,4})(?![c])[b]?", "(?=[a][b]|[c])[abc]{1,2}(?P<x>[a]?)"]
)
@given(text=st.text("abc", max_size=12))
def test_the_mirror_image_finds_what_a_backward_match_finds(pattern: str, text: str) -> None:
    there = regex.compile(f"(?r)(?:{pattern})").match(text)
    here = re.compile(mirrored(pattern)).match(text[::-1])
    assert (there is None) == (here is None)
    if there is not None and here is not None:
        assert [(len(text) - end, len(text) - begin) for begin, end in (here.span(), here.span("x"))] == [there.span(), there.span("x")]


def test_a_look_at_what_has_no_fixed_width_is_left_to_regex() -> None:
    pattern = compile_part("(?=[a](?:[b]|[c][d]))[a]", True, "")
    assert isinstance(pattern, regex.Pattern)
    assert pattern.match("a") is None


def test_re_can_compile_all_shipped_rules() -> None:
    frames = shipped_rules().get(read_frames)
    assert all(isinstance(rule.left, re.Pattern) for rule in frames.rules if rule.left is not None)
    assert all(isinstance(sieve.left, re.Pattern) for sieve in frames.sieves)
