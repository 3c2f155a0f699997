"""The guard before each chunk pattern lets through exactly the characters that can begin it."""

from __future__ import annotations

import string

import pytest
import regex

from attribution.rulebook.firsts import first_characters


@pytest.mark.parametrize(
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
def test_first_characters_are_those_with_which_a_match_can_begin(expression):
    possible = {c for c in string.ascii_lowercase if regex.compile(expression).fullmatch(c, partial=True)}
    found = first_characters(expression)
    assert possible <= found
    assert found - possible <= {"a"} if "(?!" in expression else found == possible
