"""The shipped rule files as a whole: everything they name exists, and everything compiles."""

from __future__ import annotations

import pytest

from attribution.attach.tables import read_tables
from attribution.rulebook.frames import Rule, Sieve, read_frames
from attribution.rulebook.load import read_families
from attribution.rulebook.rules import shipped_rules
from attribution.rulebook.stops import read_stops

RULES = shipped_rules()
FRAMES, TABLES = RULES.get(read_frames), RULES.get(read_tables)

MOST_ROWS = 150  # of the scorecard: more could not be followed


@pytest.mark.parametrize("rule", FRAMES.rules, ids=lambda rule: rule.id)
def test_a_rule_compiles_and_names_what_exists(rule: Rule) -> None:
    assert rule.left is not None or rule.right is not None
    assert rule.triggers
    assert rule.family in RULES.get(read_families) or rule.content == "exact"
    assert rule.unless <= {other.frame for other in FRAMES.rules}


@pytest.mark.parametrize("sieve", FRAMES.sieves, ids=lambda sieve: sieve.id)
def test_a_sieve_compiles(sieve: Sieve) -> None:
    assert sieve.inherit or "source" in sieve.left.groupindex


def test_a_frame_has_counts_or_its_rule_a_prior() -> None:
    counted = {frame for frames in TABLES.cues.values() for frame in frames}
    assert [rule.id for rule in FRAMES.rules if rule.prior is None and rule.frame not in counted] == []


def test_the_scorecard_can_be_read_by_people() -> None:
    assert 0 < len(TABLES.card) <= MOST_ROWS


def test_every_counted_stop_exists() -> None:
    assert {stop for _, stop in TABLES.stops} <= set(RULES.get(read_stops).ids)
