"""Equal wordings get equal labels: the attribution first or last, with "that" or without, in marks or not, active or passive."""

from __future__ import annotations

import pytest

from attribution import extract

SHAPES = ["Mara Olsen said {}.", "Mara Olsen said that {}.", "{0}, Mara Olsen said.", "{0}, according to Mara Olsen."]
SHAPES += ["“{0},” Mara Olsen said.", "Mara Olsen said: “{0}.”", "According to Mara Olsen, {}."]
CLAUSES = {
    "the plan is important for the town": "asserted CT+",
    "the plan is significant for the town": "asserted CT+",
    "the bridge is not safe": "asserted CT-",
    "the school might move": "possible PS+",
    "the school is likely to move": "probable PR+",
    "the school is expected to move": "probable PR+",
    "the school will not move": "planned PR-",
    "the council plans to sell the school": "planned PR+",
    "the council would sell the school": "planned PR+",
    "parents want to keep the school": "planned PR+",
    "parents wanted to keep the school": "asserted CT+",
    "parents tried to keep the school": "asserted CT+",
    "the council decided to sell the school": "asserted CT+",
    "the council failed to sell the school": "asserted CT-",
    "the council hopes to keep the school": "urged U",
    "there is a risk that the school will move": "possible PS+",
    "a move is unlikely": "improbable PR-",
    "the roof leaks if it rains": "conditional U",
    "if it rains, the roof leaks": "conditional U",
    "the vote does not mean the school will move": "asserted CT-",
    "the crew had allegedly lied": "alleged U",
    "the laptops would make a difference": "possible PS+",
    "the vote would be held in May": "planned PR+",
    "walking may cut the risk of a stroke": "possible PS+",
    "somebody ought to sell the school": "urged U",
    "twenty people are feared dead": "probable PR+",
    "the council had no further comment": "unconfirmed U",
    "arson cannot be ruled out": "possible PS+",
    "the school is yet to move": "asserted CT-",
    "the school is back to normal": "asserted CT+",
    "drivers who speed and are caught will pay": "planned PR+",
    "the plant would close if the council left": "possible PS+",
}


def labels(text: str) -> set[str]:
    return {f"{c.certainty} {c.factuality}" for c in extract(text).claims if c.kind != "author"}


@pytest.mark.parametrize(("clause", "label"), CLAUSES.items())
def test_the_place_of_the_attribution_changes_no_label(clause: str, label: str) -> None:
    for shape in SHAPES:
        said = clause[0].upper() + clause[1:] if "{0}" in shape else clause
        assert labels(shape.format(said)) == {label}, shape


@pytest.mark.parametrize(
    ("active", "passive"),
    [
        ("the council sold the school", "the school was sold by the council"),
        ("the council could sell the school", "the school could be sold by the council"),
        ("the council would sell the school", "the school would be sold by the council"),
        ("the council did not sell the school", "the school was not sold by the council"),
        ("the council has reportedly sold the school", "the school has reportedly been sold by the council"),
    ],
)
def test_active_and_passive_are_labelled_alike(active: str, passive: str) -> None:
    for shape in ("Mara Olsen said {}.", "According to Mara Olsen, {}."):
        assert labels(shape.format(active)) == labels(shape.format(passive))
        assert len(labels(shape.format(active))) == 1
