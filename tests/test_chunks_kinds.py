"""The kind of a chunk is remembered by its token characters where nothing behind it decides."""

from __future__ import annotations

from itertools import accumulate
from pathlib import Path

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
