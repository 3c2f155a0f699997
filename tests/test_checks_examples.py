"""Each check finds its bad examples, leaves its good ones alone, and the open drafts with planted faults are read without a false alarm."""

from __future__ import annotations

from pathlib import Path

import pytest

from attribution.checks.mechanisms import MECHANISMS
from attribution.checks.registry import Check, all_checks
from attribution.checks.run import MISSPELT, UNUSED
from attribution.checks.trial import run_examples, score_drafts

ROOT = Path(__file__).parent.parent


def test_every_check_has_its_mechanism_and_every_mechanism_its_check() -> None:
    assert {*MECHANISMS, UNUSED, MISSPELT} == {check.code for check in all_checks()}


@pytest.mark.parametrize("check", all_checks(), ids=lambda check: check.code)
def test_a_check_flags_its_bad_examples_and_leaves_its_good_ones_alone(check: Check) -> None:
    assert run_examples([check])[0] == []


def test_every_planted_fault_of_the_open_drafts_is_found_and_nothing_else() -> None:
    wrong, total = score_drafts(str(ROOT / "fixtures" / "drafts" / "open"))
    assert (wrong, total) == ([], 58)


def test_of_the_drafts_of_a_news_desk_one_fault_is_missed_and_nothing_else_is_found() -> None:
    wrong, total = score_drafts(str(ROOT / "fixtures" / "drafts" / "desk"))
    assert (wrong, total) == (["""singer-memoir.txt:11: missed AQ101 '"You could tell the year by the smell of the curtains."'"""], 72)
