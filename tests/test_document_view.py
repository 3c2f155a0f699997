"""A look-up beyond the ends of a document finds nothing, where a list would begin again from the other one."""

import pytest

from attribution.document import read_document
from attribution.document.view import peek

DOCUMENT = read_document("The “ferry” sank.")


def test_inside_the_document_it_is_the_list() -> None:
    assert [peek(DOCUMENT.words, i) for i in range(6)] == ["The", "“", "ferry", "”", "sank", "."]
    assert (peek(DOCUMENT.tags, 0), peek(DOCUMENT.tags, 4)) == ("DT", "VBD")


@pytest.mark.parametrize("place", [-1, -3, 6, 60])
def test_beyond_its_ends_there_is_nothing(place: int) -> None:
    assert peek(DOCUMENT.words, place) == peek(DOCUMENT.tags, place) == ""


def test_an_empty_text_has_none() -> None:
    assert peek(read_document("").words, 0) == ""
