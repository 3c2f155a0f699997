"""How a source is taken apart: name, office, and the noun that says what it is (fixtures/speakers/phrases.tsv, a phrase a line)."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from attribution.document import read_document
from attribution.rulebook.rules import shipped_rules
from attribution.speakers.lexicon import read_lexicon
from attribution.speakers.phrases import Reader, words_of

FILE = Path(__file__).parent.parent / "fixtures" / "speakers" / "phrases.tsv"
COLUMNS = ["text", "kind", "name", "role", "head", "honorific", "generic", "the", "names"]


def rows() -> list[list[str]]:
    with FILE.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def taken_apart(marked: str) -> list[str]:
    """What the file says of the phrase in square brackets; a name of several is named by its parts."""
    begin, end = marked.index("["), marked.index("]") - 1
    rules = shipped_rules()
    document = read_document(marked.replace("[", "").replace("]", "") + "\n", rules)
    tokens = [i for i, place in enumerate(document.begins) if begin <= place < end]
    phrase = Reader(document, rules.get(read_lexicon)).read((tokens[0], tokens[-1] + 1))
    name, role = (words_of(document, part) if part else "" for part in (phrase.name, phrase.role))
    names = " + ".join(words_of(document, part) for part in phrase.names)
    return [marked, phrase.kind, name, role, phrase.head, phrase.honorific, phrase.generic, phrase.the, names]


def test_the_columns_are_those_of_the_header() -> None:
    header, *rest = rows()
    assert header == COLUMNS
    assert {len(row) for row in rest} == {len(COLUMNS)}


@pytest.mark.parametrize("row", rows()[1:], ids=lambda row: row[0])
def test_a_phrase_has_these_parts(row: list[str]) -> None:
    assert taken_apart(row[0]) == row
