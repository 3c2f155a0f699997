"""Where role words stand: a long text is not looked through again for each of them, and the places are the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from attribution.document import read_document
from attribution.document.chunks import find_chunks
from attribution.rulebook.rules import shipped_rules
from attribution.speakers import ties
from attribution.speakers.lexicon import read_lexicon
from attribution.speakers.resolve import resolve
from attribution.speakers.scenes import read_main_subjects
from attribution.speakers.ties import Ties
from attribution.speakers.view import View

TEXT = (
    "The mayor, Ida Holm, met a nurse and the Co-chair of the board. One of the judges, Sasha Vell, saw the MAYOR. "
    "A deputy mayor and two nurses left; the chair of the school, Per Lund, told the mayor so. Mayor Holm thanked the chairs.\n\n"
)
HEADS = ("mayor", "nurse", "chair", "judge", "school", "pilot")


class Looked(list[str]):
    """Words that count how often all of them are looked through."""

    times = 0

    def __iter__(self) -> Iterator[str]:
        self.times += 1
        return super().__iter__()


def ties_of(text: str) -> tuple[Ties, Looked]:
    rules = shipped_rules()
    document = read_document(text, rules)
    document = replace(document, norms=Looked(document.norms))
    view = View(document, find_chunks(document, rules), [], rules.get(read_lexicon), rules.get(read_main_subjects), resolve)
    return view.ties, document.norms  # type: ignore[return-value]


def test_a_long_text_has_the_places_of_a_short_one(monkeypatch: pytest.MonkeyPatch) -> None:
    short = {head: ties_of(TEXT * 3)[0].places_of(head) for head in HEADS}
    monkeypatch.setattr(ties, "_LONG", 0)
    found, _ = ties_of(TEXT * 3)
    assert {head: found.places_of(head) for head in HEADS} == short
    words = [found.document.norms[i] for i in short["mayor"] + short["chair"]]
    assert words == ["mayor", "MAYOR", "mayor", "mayor", "Mayor"] * 3 + ["Co-chair", "chair"] * 3 and not short["pilot"]


def test_a_long_text_is_looked_through_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ties, "_LONG", 0)
    found, words = ties_of(TEXT)
    found.places_of("mayor")
    before = words.times
    for head in HEADS:
        found.places_of(head)
    assert words.times == before


def test_places_before_a_token_and_between_two_are_those_of_all() -> None:
    found, _ = ties_of(TEXT * 3)
    every = found.places_of("mayor")
    at = every[7]
    assert found.places_before("mayor", at, 3) == every[4:7] and found.places_before("mayor", every[1], 3) == every[:1]
    assert found.places_between("mayor", every[2], at) == every[2:7] and not found.places_between("pilot", 0, at)
