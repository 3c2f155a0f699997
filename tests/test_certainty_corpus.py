"""The certainty corpus holds what its README promises: answers that point at real words, in every construction, in both parts."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

CORPUS = Path(__file__).parent.parent / "fixtures" / "certainty"
COLUMNS = ["construction", "sentence", "word", "label", "factuality", "note"]
VALUES = {
    "asserted": {"CT+", "CT-"}, "confirmed": {"CT+", "CT-"}, "planned": {"PR+", "PR-"}, "probable": {"PR+", "PR-"},
    "possible": {"PS+", "PS-"}, "improbable": {"PR-"}, "conditional": {"U"}, "claimed": {"U"}, "alleged": {"U"}, "denied": {"CT-"},
    "doubted": {"PS-"}, "unconfirmed": {"U"}, "asked": {"U"}, "urged": {"U"},
}  # fmt: skip


def rows_of(part: str) -> list[list[str]]:
    with (CORPUS / f"{part}.tsv").open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def answers_of(part: str) -> list[dict[str, str]]:
    return [dict(zip(COLUMNS, row, strict=True)) for row in rows_of(part)[1:]]


def sentences_of(part: str) -> dict[str, str]:
    """Each sentence with its construction."""
    return {answer["sentence"]: answer["construction"] for answer in answers_of(part)}


@pytest.mark.parametrize("part", ["open", "kept-aside"])
def test_every_row_has_the_columns_of_the_header(part: str) -> None:
    header, *rows = rows_of(part)
    assert header == COLUMNS
    assert {len(row) for row in rows} == {len(COLUMNS)}
    assert all(field == field.strip() for row in rows for field in row)


@pytest.mark.parametrize("part", ["open", "kept-aside"])
def test_labels_carry_a_value_that_the_claim_record_gives_them(part: str) -> None:
    wrong = [answer for answer in answers_of(part) if answer["factuality"] not in VALUES.get(answer["label"], set())]
    assert wrong == []
    assert {answer["label"] for answer in answers_of(part)} == set(VALUES)


@pytest.mark.parametrize("part", ["open", "kept-aside"])
def test_the_word_asked_stands_in_its_sentence_as_often_as_its_number_says(part: str) -> None:
    for answer in answers_of(part):
        word, _, nth = answer["word"].partition("#")
        places = re.findall(rf"(?<!\w){re.escape(word)}(?!\w)", answer["sentence"])
        assert len(places) >= int(nth or 1), answer


@pytest.mark.parametrize("part", ["open", "kept-aside"])
def test_no_predicate_is_asked_twice_and_each_sentence_has_one_construction(part: str) -> None:
    answers = answers_of(part)
    assert [count for count in Counter((a["sentence"], a["word"]) for a in answers).values() if count > 1] == []
    assert len({(a["sentence"], a["construction"]) for a in answers}) == len(sentences_of(part))


def test_a_third_of_the_sentences_is_kept_aside_and_none_is_in_both_parts() -> None:
    opened, aside = sentences_of("open"), sentences_of("kept-aside")
    assert len(opened) + len(aside) == 679
    assert len(aside) == 226
    assert not opened.keys() & aside.keys()


def test_there_are_enough_constructions_and_each_is_in_both_parts() -> None:
    opened, aside = set(sentences_of("open").values()), set(sentences_of("kept-aside").values())
    assert opened == aside
    assert len(opened) == 94


def test_sentences_have_the_length_of_news_sentences() -> None:
    lengths = {s: len(s.split()) for part in ("open", "kept-aside") for s in sentences_of(part)}
    assert {s: n for s, n in lengths.items() if not 6 <= n <= 35} == {}
    assert sum(n >= 20 for n in lengths.values()) >= 40


def test_the_guide_names_every_construction() -> None:
    named = set(re.findall(r"`([a-z-]+)`", (CORPUS / "README.md").read_text(encoding="utf-8")))
    assert sorted(set(sentences_of("open").values()) - named) == []
