"""The shipped rule files as a whole: everything they name exists, and everything compiles."""

from __future__ import annotations

import pytest

from attribution import attach, extract
from attribution.attach.senses import COLUMNS, FILE
from attribution.attach.tables import read_tables
from attribution.rulebook.entries import rows_of
from attribution.rulebook.frames import Rule, Sieve, read_frames
from attribution.rulebook.load import read_families
from attribution.rulebook.rules import shipped_rules
from attribution.rulebook.stops import read_stops
from attribution.rulefiles import read_rules, read_table

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
    assert {stop for _, stop in TABLES.stops} <= RULES.get(read_stops).texts.keys()


@pytest.mark.parametrize("row", [cells for _, cells in rows_of(read_rules(FILE), FILE, COLUMNS)], ids=lambda cells: cells[3])
def test_another_sense_gives_no_claim_and_its_near_miss_does(row: list[str]) -> None:
    *_, example, near_miss = row
    assert [claim.claim for claim in extract(example).claims] == []
    assert [claim for claim in extract(near_miss).claims if claim.cue]


def reported(text: str) -> list[str]:
    return [claim.claim for claim in extract(text).claims if claim.kind != "author"]


@pytest.mark.parametrize("entry", read_table("hollow.toml")["hollow"], ids=lambda entry: entry["id"])
def test_a_hollow_reading_is_no_claim_and_its_near_miss_is(entry: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    found = {text: reported(text) for text in (*entry["examples"], *entry["near_misses"])}
    assert all(found[text] for text in entry["near_misses"])
    monkeypatch.setattr(attach, "is_hollow", lambda *_: False)
    assert all(len(reported(text)) > len(found[text]) for text in entry["examples"])
    assert all(reported(text) == found[text] for text in entry["near_misses"])


def test_a_source_behind_the_source_comes_from_the_rule_that_names_it() -> None:
    (claim,) = extract("Ida Lundgren was quoted by the Tarn Gazette as saying the pool was shut.").claims
    assert (claim.claim, claim.speaker, claim.chain) == ("the pool was shut", "Tarn Gazette", ("Ida Lundgren", "Tarn Gazette"))


def test_the_outer_source_of_a_report_has_the_whole_report() -> None:
    (claim,) = extract("Aliyev denied the claim, the Halden Courier reported.").claims
    assert (claim.claim, claim.chain) == ("Aliyev denied the claim", ("Aliyev", "Halden Courier"))


def test_an_inverted_cue_has_no_auxiliary() -> None:
    assert [claim.speaker for claim in extract("A team from Halden, Maryland, has confirmed traces of salt.").claims] != ["traces of salt"]
