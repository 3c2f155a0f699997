"""A view of a document has nothing beyond its ends, where a list would begin again from the other one."""

import pytest

from attribution.document import read_document
from attribution.document.view import View

VIEW = View(read_document("The “ferry” sank."))


def test_inside_the_document_a_view_is_its_lists() -> None:
    assert [VIEW.word(i) for i in range(6)] == ["The", "“", "ferry", "”", "sank", "."]
    assert [VIEW.norm(i) for i in range(3)] == ["The", "``", "ferry"]
    assert [VIEW.low(i) for i in range(3)] == ["the", "``", "ferry"]
    assert (VIEW.tag(0), VIEW.tag(4)) == ("DT", "VBD")
    assert [VIEW.capital(i) for i in range(3)] == [True, False, False]


@pytest.mark.parametrize("place", [-1, -3, 6, 60])
def test_beyond_its_ends_there_is_nothing(place: int) -> None:
    assert VIEW.word(place) == VIEW.norm(place) == VIEW.low(place) == VIEW.tag(place) == ""
    assert VIEW.capital(place) is False


def test_an_empty_text_has_a_view_too() -> None:
    assert View(read_document("")).word(0) == ""
