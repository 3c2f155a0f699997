"""Texts with all of their rows, field for field (fixtures/battery/whole.jsonl): each is there for conditions that no other test sees.

A row has its content and names the fields in which it is not the plainest of all: asserted, CT+, by nobody. The chain is named where it is
more than the speaker. `at` has the label and value of single predicates; `led#2` is the second "led" among the words of the text.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from attribution import Claim, extract

CASES = [json.loads(line) for line in (Path(__file__).parent.parent / "fixtures/battery/whole.jsonl").read_text("utf-8").splitlines()]
NAMED = ("source", "speaker", "role", "source_type", "anonymity_reason", "addressee", "medium", "when", "disputed_by")


def row_of(claim: Claim) -> dict[str, Any]:
    """A row as the file has it."""
    row = {"claim": claim.claim} | {name: value for name in NAMED if (value := getattr(claim, name)) is not None}
    sure = f"{claim.certainty} {claim.factuality}"
    row |= {} if sure == "asserted CT+" else {"sure": sure}
    row |= {"anonymous": True} if claim.anonymous else {}
    return row if claim.chain in ((), (claim.speaker,)) else row | {"chain": list(claim.chain)}


def place_of(word: str, text: str) -> int:
    """Where a word stands; `led#2` the second time."""
    word, _, nth = word.partition("#")
    return [found.start() for found in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text)][int(nth or 1) - 1]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_a_text_has_these_rows_and_no_others(case: dict[str, Any]) -> None:
    found = extract(case["text"])
    assert [row_of(claim) for claim in found.claims] == case["rows"]
    for word, sure in case.get("at", {}).items():
        certainty = found.certainty_at(place_of(word, case["text"]))
        assert certainty is not None, word
        assert f"{certainty.label} {certainty.factuality}" == sure, word


def test_no_text_stands_twice() -> None:
    assert len({case["text"] for case in CASES}) == len(CASES)
