"""The shipped rule files as a whole: everything they name exists, and everything compiles."""

from __future__ import annotations

import pytest

from attribution.attach.tables import shipped_tables
from attribution.rulebook.frames import Rule, Sieve, shipped_frames
from attribution.rulebook.load import shipped_families
from attribution.rulebook.stops import shipped_stops

MOST_ROWS = 150  # of the scorecard: more could not be followed


@pytest.mark.parametrize("rule", shipped_frames().rules, ids=lambda rule: rule.id)
def test_a_rule_compiles_and_names_what_exists(rule: Rule) -> None:
    assert rule.left is not None or rule.right is not None
    assert rule.triggers
    assert rule.family in shipped_families() or rule.content == "exact"
    assert rule.unless <= {other.frame for other in shipped_frames().rules}


@pytest.mark.parametrize("sieve", shipped_frames().sieves, ids=lambda sieve: sieve.id)
def test_a_sieve_compiles(sieve: Sieve) -> None:
    assert sieve.inherit or "source" in sieve.left.groupindex


def test_a_frame_has_counts_or_its_rule_a_prior() -> None:
    counted = {frame for frames in shipped_tables().cues.values() for frame in frames}
    assert [rule.id for rule in shipped_frames().rules if rule.prior is None and rule.frame not in counted] == []


def test_the_scorecard_can_be_read_by_people() -> None:
    assert 0 < len(shipped_tables().card) <= MOST_ROWS


def test_every_counted_stop_exists() -> None:
    assert {stop for _, stop in shipped_tables().stops} <= set(shipped_stops().ids)
