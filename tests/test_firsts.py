"""A pattern is tried only where the characters at its edge are among those with which a match can begin or end."""

from __future__ import annotations

import string
from itertools import product

import pytest
import regex

from attribution.rulebook.firsts import begins, ends, first_characters, without_lookaheads

EXPRESSIONS = pytest.mark.parametrize(
    "expression",
    [
        "[ab][c]",
        "[a]?[b]",
        "(?:[a]|[b]?)[c]",
        "(?:[a]{0,3}[b]?){0,2}[c]",
        "(?:[a](?=[z]))",
        "(?:(?:[a]|[b][c])|[d]?[e])[f]",
        "(?P<x>[a]{1,4})[b]",
        "(?:(?![a])[ab])",
    ],
)


@EXPRESSIONS
def test_first_characters_are_those_with_which_a_match_can_begin(expression):
    possible = {c for c in string.ascii_lowercase if regex.compile(expression).fullmatch(c, partial=True)}
    found = first_characters(expression)
    assert possible <= found
    assert found - possible <= {"a"} if "(?!" in expression else found == possible


@EXPRESSIONS
def test_what_every_match_begins_and_ends_with_is_found(expression):
    match = regex.compile(expression).fullmatch
    matches = [word for n in range(4) for letters in product("abcdefz", repeat=n) if match(word := "".join(letters))]
    first, last = begins(expression), ends(expression)
    assert (first is None) == (last is None) == ("" in matches)
    if first is not None and "(?=" not in expression and "(?!" not in expression:
        assert (first, last) == ({word[0] for word in matches}, {word[-1] for word in matches})


def test_a_match_that_can_end_with_almost_anything_is_tried_everywhere():
    assert ends("[a][^b]") is None
    assert ends("[^b]{1,3}[a]") == {"a"}
    assert begins("[^b][a]") is None


@pytest.mark.parametrize(
    ("expression", "without"),
    [
        ("[a](?=[b]|(?:[c][)])?)[d]", "[a]X[d]"),
        ("(?:(?![(])[ab]|[c](?=[d]))", "(?:X[ab]|[c]X)"),
        ("(?:[a]{1,2}[)(])", "(?:[a]{1,2}[)(])"),
    ],
)
def test_lookaheads_are_left_out_with_all_that_is_in_them(expression, without):
    assert without_lookaheads(expression, "X") == without
