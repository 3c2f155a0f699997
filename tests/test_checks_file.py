"""`rules/checks.toml` is in order: keys and values, placeholders, and examples that hold the words they flag."""

from __future__ import annotations

import re
import string
import tomllib
from pathlib import Path
from typing import Any

import pytest

PATH = Path(__file__).parent.parent / "rules" / "checks.toml"
CHECKS: list[dict[str, Any]] = tomllib.loads(PATH.read_text(encoding="utf-8"))["check"]
KEYS = ["code", "name", "severity", "scope", "default", "message", "rationale", "options", "bad", "good"]
SCOPES = {"narration", "quotation", "headline", "caption"}
PLACEHOLDERS = {"words", "speaker", "other", "count", "limit", "hedge", "instead", "place"}
ISSUED = (
    [f"AQ10{n}" for n in range(1, 9)] + [f"AS2{n:02}" for n in range(1, 12)] + [f"AV30{n}" for n in range(1, 5)]
    + [f"AC40{n}" for n in range(1, 7)] + [f"AT{n}" for n in (*range(501, 510), *range(511, 515), *range(521, 527), 531, 532, 590)]
    + ["AX901", "AX902"]
)  # fmt: skip

by_code = pytest.mark.parametrize("check", CHECKS, ids=[check["code"] for check in CHECKS])


def test_the_codes_are_those_issued_in_order() -> None:
    assert [check["code"] for check in CHECKS] == ISSUED


def test_names_are_unique_and_kebab_case() -> None:
    names = [check["name"] for check in CHECKS]
    assert len(set(names)) == len(names)
    assert [name for name in names if not re.fullmatch(r"[a-z]+(-[a-z]+)*", name)] == []


@by_code
def test_every_key_is_there_and_has_a_known_value(check: dict[str, Any]) -> None:
    assert [key for key in check if key != "after"] == KEYS
    assert set(check.get("after", ())) <= set(ISSUED)
    assert check["severity"] in {"error", "warning", "suggestion"}
    assert set(check["scope"]) <= SCOPES
    assert len(check["scope"]) >= 1
    assert isinstance(check["default"], bool)
    assert isinstance(check["options"], dict)


@by_code
def test_the_message_is_one_sentence_with_known_placeholders(check: dict[str, Any]) -> None:
    fields = {field for _, field, _, _ in string.Formatter().parse(check["message"]) if field is not None}
    assert fields <= PLACEHOLDERS
    assert check["message"].endswith(".")
    assert ". " not in check["message"]


@by_code
def test_the_rationale_has_two_to_four_sentences(check: dict[str, Any]) -> None:
    assert 2 <= len(re.findall(r"[.!?][”\"]?(?=\s)", check["rationale"])) <= 4


@by_code
def test_there_are_three_bad_and_three_good_examples_of_one_to_five_sentences(check: dict[str, Any]) -> None:
    assert len(check["bad"]) >= 3
    assert len(check["good"]) >= 3
    against = ("source",) if check["code"].startswith("AT") else ()
    assert {tuple(example) for example in check["bad"]} == {("text", "words", *against)}
    assert {tuple(example) for example in check["good"]} == {("text", "why", *against)}
    texts = [example["text"].strip() for example in check["bad"] + check["good"]]
    assert len(set(texts)) == len(texts)


@by_code
def test_the_words_of_a_bad_example_occur_once_in_it(check: dict[str, Any]) -> None:
    assert [example for example in check["bad"] if example["text"].count(example["words"]) != 1] == []
