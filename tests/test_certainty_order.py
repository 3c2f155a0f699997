"""Certainty is a function of the text: whatever was asked before, in whatever order, of whatever document, in whatever thread."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from attribution import extract
from attribution.model import Certainty, Extraction

ROOT = Path(__file__).parent.parent
ARTICLES = sorted((ROOT / "fixtures" / "articles").rglob("*.txt"))[:40]
QUESTION = "Would I rather help my son go to college or would I prefer to keep buying things?"
DEEP = "He said that she denied that they feared that we hoped that he doubted that she knew that he claimed that it might sink."


def asked(result: Extraction, order: list[int]) -> dict[int, Certainty | None]:
    return {at: result.certainty_at(at) for at in order}


def words(result: Extraction) -> list[int]:
    return list(result.document.begins)


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_the_order_of_questions_changes_no_answer(path: Path) -> None:
    text = path.read_text("utf-8")
    first = extract(text)
    inward = asked(first, words(first))
    shuffled = words(first)
    random.Random(7).shuffle(shuffled)
    assert asked(extract(text), shuffled) == inward
    assert asked(extract(text), words(first)[::-1]) == inward


@pytest.mark.parametrize("text", [QUESTION, DEEP])
def test_each_predicate_answers_alike_whether_asked_first_or_last(text: str) -> None:
    everything = extract(text)
    after = asked(everything, words(everything))
    for at in words(everything):
        assert extract(text).certainty_at(at) == after[at]


def test_a_sister_read_before_turns_no_question_into_a_plan() -> None:
    result = extract(QUESTION)
    result.certainty_at(QUESTION.index("prefer"))
    found = result.certainty_at(QUESTION.index("keep"))
    assert found is not None
    assert (found.label, found.factuality) == ("asked", "U")


def test_two_documents_asked_in_turn_answer_as_each_alone() -> None:
    texts = [path.read_text("utf-8") for path in ARTICLES[:2]]
    alone = [asked(result, words(result)) for result in map(extract, texts)]
    both = [extract(text) for text in texts]
    turns: list[dict[int, Certainty | None]] = [{}, {}]
    for left, right in zip(words(both[0]), words(both[1]), strict=False):
        turns[0][left] = both[0].certainty_at(left)
        turns[1][right] = both[1].certainty_at(right)
    for got, want in zip(turns, alone, strict=True):
        assert got.items() <= want.items()
        assert got


def test_threads_that_share_a_document_get_the_same_answers() -> None:
    text = "\n\n".join([DEEP, QUESTION, *(path.read_text("utf-8") for path in ARTICLES[:3])])
    want = asked(extract(text), words(extract(text)))
    shared = extract(text)
    orders = []
    for seed in range(4):
        order = words(shared)
        random.Random(seed).shuffle(order)
        orders.append(order)
    with ThreadPoolExecutor(4) as pool:
        for got in pool.map(lambda order: asked(shared, order), orders):
            assert got == want
