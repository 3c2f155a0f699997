"""An extraction makes no reference cycles, so that its memory is given back at once, and does without the collector meanwhile."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from attribution import extract
from attribution.collector import collector_paused

ARTICLES = sorted((Path(__file__).parent.parent / "fixtures" / "articles").glob("*.txt"))


def test_an_extraction_leaves_nothing_to_the_collector():
    texts = [path.read_text("utf-8") for path in ARTICLES]
    for text in texts:  # what is remembered of words is made
        extract(text).certainty_at(0)
    gc.collect()
    with collector_paused():
        for text in texts:
            extract(text).certainty_at(0)
        assert gc.collect() == 0


def test_the_collector_works_again_also_where_reading_fails():
    with pytest.raises(ValueError, match="broken"), collector_paused():
        assert not gc.isenabled()
        raise ValueError("broken")
    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off():
    gc.disable()
    try:
        with collector_paused():
            assert not gc.isenabled()
        assert not gc.isenabled()
    finally:
        gc.enable()
