"""The kind of a chunk is remembered by its token characters where nothing behind it decides."""

from __future__ import annotations

from itertools import accumulate
from pathlib import Path

import pytest

from attribution.document import read_document
from attribution.document.chunks import _cells
from attribution.rulebook.alphabets import read_grammar
from attribution.rulebook.rules import shipped_rules

ARTICLES = sorted((Path(__file__).parent.parent / "fixtures" / "articles").glob("*.txt"))


def test_what_is_remembered_of_a_chunk_is_what_it_is_in_its_sentence():
    grammar = shipped_rules().get(read_grammar)
    known = open_ = 0
    for path in ARTICLES:
        cells, _, _ = _cells(read_document(path.read_text("utf-8")), grammar)
        pieces = grammar.pattern.findall(cells)
        for piece, begin in zip(pieces, accumulate(map(len, pieces), initial=0), strict=False):
            kind = grammar.kinds[piece]
            known, open_ = known + bool(kind), open_ + (not kind)
            assert kind in ("", grammar.inside(cells, begin))
    assert known > 1_000
    assert 0 < open_ < 0.02 * known


@pytest.mark.parametrize(
    "text",
    [
        "LUND, Sweden (AP) — The mill closed.",
        "LUND (Reuters) - The mill closed.",
        "Lund (AP) – The mill closed.",
        "(AP) The mill closed.",
        "LUND (Xinhua) | The mill closed.",
        "LUND | The mill closed.",
    ],
)
def test_a_dateline_has_its_mark_without_which_it_is_not_tried(text):
    grammar = shipped_rules().get(read_grammar)
    found = grammar.dateline.pattern.match(text)
    assert found is not None
    assert grammar.dateline_mark.search(text, 0, found.end())
