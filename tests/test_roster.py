"""Where the names of a text stand: runs of capitalised words, the letters that it defines, the ages beside names."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from attribution import extract
from attribution.document import read_document
from attribution.rulebook.rules import shipped_rules
from attribution.speakers.lexicon import read_lexicon
from attribution.speakers.phrases import words_of
from attribution.speakers.roster import Roster

CASES = [json.loads(line) for line in (Path(__file__).parent / "data" / "names.jsonl").read_text("utf-8").splitlines()]


def found_in(text: str) -> dict[str, Any]:
    """What the roster has of a text: names in reading order, letters with what they stand for, names by the age beside them."""
    rules = shipped_rules()
    document = read_document(text + "\n", rules)
    roster = Roster(document, rules.get(read_lexicon))
    found: dict[str, Any] = {"text": text, "names": [words_of(document, run) for run in roster.runs]}
    letters = {name: " ".join(full) for name, full in roster.acronyms.items()}
    ages = {age: [words_of(document, run) for run in roster.aged(age)] for age in ("42", "43", "44") if roster.aged(age)}
    return found | ({"letters": letters} if letters else {}) | ({"ages": ages} if ages else {})


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_a_text_has_these_names(case: dict[str, Any]) -> None:
    assert found_in(case["text"]) == case


def test_names_of_which_nothing_is_left_are_nobody() -> None:
    """ "National and Orange": a run of words that belong to titles and adjectives; the article was not worked on at all before."""
    claims = extract("National and Orange Writing flowers in Democrats.\n\n“I hugged” he said.").claims
    assert [(claim.claim, claim.speaker) for claim in claims] == [("flowers in Democrats", "National and Orange"), ("“I hugged”", None)]
