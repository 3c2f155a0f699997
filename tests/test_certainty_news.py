"""Whole claims of news sentences carry the label and the value that a careful reader would give them."""

import csv
from pathlib import Path

import pytest

from attribution import extract

COLUMNS = ["sentence", "content", "label", "factuality", "note"]
KNOWN = "known: "  # begins the note of a sentence that is still read wrongly, and says why


def sentences() -> list[dict[str, str]]:
    path = Path(__file__).parent.parent / "fixtures" / "certainty" / "claims.tsv"
    with path.open(encoding="utf-8", newline="") as lines:
        header, *rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    assert header == COLUMNS
    return [dict(zip(COLUMNS, row, strict=True)) for row in rows]


def case(row: dict[str, str]) -> object:
    known = row["note"].startswith(KNOWN)
    marks = [pytest.mark.xfail(strict=True, reason=row["note"].removeprefix(KNOWN))] if known else []
    return pytest.param(row, id=row["sentence"][:60], marks=marks)


@pytest.mark.parametrize("row", [case(row) for row in sentences()])
def test_a_claim_of_the_news_has_the_label_a_reader_gives_it(row: dict[str, str]) -> None:
    claim = next(claim for claim in extract(row["sentence"]).claims if row["content"] in claim.claim)
    assert claim.certainty in row["label"].split("|"), claim.certainty_cues
    assert claim.factuality in row["factuality"].split("|")


def test_each_sentence_is_asked_once() -> None:
    texts = [row["sentence"] for row in sentences()]
    assert len(texts) == len(set(texts)) > 150
