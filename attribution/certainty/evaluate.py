"""The one evaluator: what a token is decides how it is read."""

from __future__ import annotations

from attribution.certainty.effects import Verdict
from attribution.certainty.nouns import adjective, noun
from attribution.certainty.reading import Reading
from attribution.certainty.syntax.tokens import VERBAL
from attribution.certainty.verbs import verb


def read(reading: Reading, at: int, part: str) -> Verdict:
    """The verdict on the predicate at `at`; `part`: n or a where it is read as an embedding noun or adjective, else as its tag says."""
    tag = reading.tags[at]
    if part == "n":
        return noun(reading, at, through=True)
    if part != "a" and (tag in VERBAL or reading.syntax.verbal(at)):
        return verb(reading, at)
    return noun(reading, at) if tag[:2] == "NN" else adjective(reading, at)
