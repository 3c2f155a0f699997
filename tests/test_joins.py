"""Quotations whose paragraphs were run into one: a mark that nothing closes before the next one opens."""

from __future__ import annotations

import pytest

from attribution import extract

CLAIMS = {
    "the cue behind the last one takes them all": (
        'Ola Brandt says the wall will hold. "It was built for worse. "There is no danger," union secretary Dana Holt said.',
        [("Ola Brandt", "the wall will hold"), ("Dana Holt", '"It was built for worse. "There is no danger,"')],
    ),
    "a cue before them keeps its own": (
        '"We saw smoke," Ms Reyes said. "It came out of the vents. "It was black. "Then the lights went out," Mr Moss said.',
        [("Reyes", '"We saw smoke,"'), ("Moss", '"It came out of the vents. "It was black. "Then the lights went out,"')],
    ),
    "without a cue behind them they go on": (
        '"We saw smoke," Ms Reyes said. "It came out of the vents. "Then the lights went out."',
        [("Reyes", '"We saw smoke," "It came out of the vents. "Then the lights went out."')],
    ),
    "nor with one that stands in another sentence": (
        'Ola Brandt says the wall will hold. "It was built for worse. "There is no danger." The town is old, Dana Holt said.',
        [("Ola Brandt", 'the wall will hold "It was built for worse. "There is no danger."'), ("Dana Holt", "The town is old")],
    ),
    "without any cue they are one row": (
        'The road was closed on Monday. "Nobody told us anything. "We had to turn round."',
        [(None, '"Nobody told us anything. "We had to turn round."')],
    ),
    "where somebody speaks in it nobody knows where it ends": (
        '"We need it," Mr Moss said. "The ship will be shown. A man from the port said it was leaving. "Nobody knows," Ms Reyes said.',
        [("Moss", '"We need it,"'), ("Reyes", '"Nobody knows,"')],
    ),
    "a closed one stays with the cue before it": (
        'Ola Brandt says the wall will hold. "It was built for worse." "There is no danger," union secretary Dana Holt said.',
        [("Ola Brandt", 'the wall will hold "It was built for worse."'), ("Dana Holt", '"There is no danger,"')],
    ),
    "a paragraph keeps what it began": (
        "“It held,” said Ola Brandt. “We are glad of it.\n\n“There was no danger,” said Dana Holt.",
        [("Ola Brandt", "“It held,” “We are glad of it."), ("Dana Holt", "“There was no danger,”")],
    ),
}


@pytest.mark.parametrize(("text", "expected"), CLAIMS.values(), ids=CLAIMS)
def test_a_quotation_that_is_taken_up_belongs_to_the_cue_behind_it(text: str, expected: list[tuple[str | None, str]]) -> None:
    assert [(claim.speaker, claim.claim) for claim in extract(text).claims] == expected
