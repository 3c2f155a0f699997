"""How sure a row is: what its rule and cue promise, set right by rows that people read."""

from __future__ import annotations

import pytest

from attribution import extract
from attribution.rulebook.overlay import Overlay
from attribution.rulebook.rules import Rules, shipped_rules
from attribution.rulebook.usable import EVERY, FLOATING, UNRESOLVED, doubt, log_odds, read_usable, shift, usable
from tools.count_usable import Read, rows_read, table


def test_counts_draw_what_is_stated_towards_themselves() -> None:
    assert usable({"A": shift(30, 30, 0.5)}, "A", 0.5, "") == pytest.approx(0.875)
    assert usable({"A": shift(0, 30, 0.5)}, "A", 0.5, "") == pytest.approx(0.125)
    assert shift(5, 10, 0.5) == 0
    assert shift(8, 10, 0.5) < shift(80, 100, 0.5)  # few rows say little


def test_what_nobody_counted_stays_as_it_is() -> None:
    assert usable({"A": 1.0}, "B", 0.7312, "") == 0.7312
    assert usable({"A": 1.0}, "A", 0.0, "") == 0.0
    assert usable({UNRESOLVED: -1.0}, "A", 0.7312, "") == 0.7312


def test_an_unresolved_speaker_counts_beside_the_rule() -> None:
    shifts = {"A": 1.0, UNRESOLVED: -1.0}
    assert usable(shifts, "A", 0.7, UNRESOLVED) == 0.7
    assert usable(shifts, "B", 0.7, UNRESOLVED) < 0.7 < usable(shifts, "A", 0.7, "")


def test_every_row_is_shifted_and_one_without_speaker_and_cue_by_a_count_of_its_own() -> None:
    assert usable({EVERY: -1.0, "A": 0.0}, "A", 0.5, "") == usable({FLOATING: -1.0}, "A", 0.5, FLOATING) == pytest.approx(0.269)
    assert usable({EVERY: -1.0, "A": 0.0}, "B", 0.5, "") == 0.5
    assert usable({FLOATING: -1.0}, "A", 0.5, UNRESOLVED) == 0.5
    assert [doubt(None, True, True), doubt(None, False, False), doubt(None, True, False)] == [UNRESOLVED, FLOATING, FLOATING]
    assert [doubt(None, False, True), doubt("Olsen", True, True), doubt("Olsen", False, False)] == ["", "", ""]


def test_no_row_is_certain() -> None:
    assert usable({"A": 9.0}, "A", 0.9, "") == 0.98
    assert usable({"A": -9.0}, "A", 0.9, "") == 0.02
    assert log_odds(1.0) == log_odds(0.98) == pytest.approx(-log_odds(0.0))


def test_of_two_lines_for_one_rule_the_first_counts() -> None:
    own = Rules(Overlay(texts={"usable.tsv": "V-THAT\t0\t90\t0.8\n"})).get(read_usable)
    assert own["V-THAT"] < -1 < shipped_rules().get(read_usable)["V-THAT"]
    assert own["QUOTE-V"] == shipped_rules().get(read_usable)["QUOTE-V"]


def test_a_claim_whose_speaker_is_unknown_is_less_sure() -> None:
    known, unknown = extract("Mara Olsen said that the bridge fell.").claims + extract("He said that the bridge fell.").claims
    assert (known.speaker, unknown.speaker) == ("Mara Olsen", None)
    assert unknown.confidence < known.confidence


def test_where_a_rule_wants_no_source_none_is_missing() -> None:
    text = "Olsen was accused of theft. He said that the bridge fell."
    never = Rules(Overlay(texts={"usable.tsv": "unresolved\t0\t900\t0.8\n"}))
    before, after = extract(text).claims, extract(text, rules=never).claims
    assert [(c.source, c.speaker) for c in before] == [(None, None), ("He", None)]
    assert before[0].confidence == after[0].confidence and before[1].confidence > after[1].confidence + 0.1


def test_counting_anew_undoes_the_counts_in_force() -> None:
    row = '{"rule": "A", "kind": "indirect", "source": "he", "cue": "said", "speaker": %s, "confidence": %s, "usable": true}'
    shifts = {"A": 0.5, UNRESOLVED: -1.0, EVERY: -0.3}
    lines = [row % (speaker, usable(shifts, "A", 0.8, doubtful)) for speaker, doubtful in (('"Olsen"', ""), ("null", UNRESOLVED))]
    known, unknown = rows_read([*lines[:1], lines[1].replace("}", ', "unread": true}')], shifts)
    assert known == ("A", "", pytest.approx(0.8, abs=0.001), True, False)
    assert unknown == ("A", UNRESOLVED, pytest.approx(0.8, abs=0.001), True, True)


def test_the_table_has_what_was_read_often_enough() -> None:
    lines = table([Read("A", "", 0.5, True)] * 3 + [Read("A", UNRESOLVED, 0.5, False)] * 2 + [Read("B", "", 0.5, True)]).splitlines()
    assert [line for line in lines if line[0] != "#"] == ["A\t3\t5\t0.500"]


def test_every_row_of_unread_articles_counts_after_its_rule_and_its_doubt() -> None:
    rows = [Read("A", "", 0.5, True)] * 30 + [Read("B", FLOATING, 0.5, True, True), Read("B", FLOATING, 0.5, False, True)] * 5
    lines = [line.split("\t") for line in table(rows).splitlines() if line[0] != "#"]
    assert lines == [["A", "30", "30", "0.500"], ["B", "5", "10", "0.500"], ["every", "5", "10", "0.500"], ["floating", "5", "10", "0.500"]]
    lowered = table([Read("B", FLOATING, 0.5, False, True)] * 10 + [Read("C", "", 0.5, True, True)]).splitlines()[-2:]
    assert lowered == ["every\t0\t10\t0.125", "floating\t0\t10\t0.250"]
