"""What the tool gets right of the open fixtures does not fall below what fixtures/scores.tsv records."""

from __future__ import annotations

import battery
import pytest
from scores import FEWER, GROUPS, RECORDED, Figure, lines_of, measured, recorded

from attribution import extract

LISTED = recorded()


@pytest.mark.parametrize("name", LISTED)
def test_a_recorded_figure_has_not_got_worse(name: str) -> None:
    now = measured(name.split()[0])[name]
    told = f"{name}: {now.score}, recorded {LISTED[name].score}; python tools/record_scores.py --show '{name}' lists what is wrong"
    assert not now.worse_than(LISTED[name]), told


@pytest.mark.parametrize("group", GROUPS)
def test_every_figure_that_is_measured_is_recorded_of_as_many(group: str) -> None:
    listed = {name: figure.of for name, figure in LISTED.items() if name.split()[0] == group}
    assert {figure.name: figure.of for figure in measured(group).values()} == listed


def test_a_line_of_the_file_is_read_as_it_is_written() -> None:
    figures = [Figure("b", 2, 3), Figure("a", 1, 3, FEWER, "was 0: the case was wrong")]
    assert lines_of(figures).splitlines()[1:] == ["a\t1\t3\tfewer\twas 0: the case was wrong", "b\t2\t3\tmore"]
    assert RECORDED.read_text("utf-8").splitlines()[0] == lines_of([]).strip()


def test_fewer_of_what_is_wanted_is_worse_and_fewer_mistakes_are_better() -> None:
    assert Figure("right", 1, 3).worse_than(Figure("right", 2, 3))
    assert not Figure("wrong", 1, 3, FEWER).worse_than(Figure("wrong", 2, 3, FEWER))


SPOKEN = '"The ferry is late,"'
CASE = {"text": f"{SPOKEN} Ana Ruiz said.", "claims": [{"content": "The ferry is late", "speaker": "Ana Ruiz"}]}


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({}, []),
        ({"claims": [{"content": "The ferry is late", "speaker": ["the mayor", "ana ruiz"]}]}, []),
        ({"claims": [{"content": "The ferry is late", "speaker": None}]}, ["speaker: 'Ana Ruiz', not None"]),
        ({"claims": [{"content": "ships sink"}], "rows": None}, ["no row for 'ships sink'"]),
        ({"claims": [], "absent": ["ferry is"]}, ["has 'ferry is'"]),
        ({"speakers_absent": ["Ana Ruiz"]}, ["speaker 'Ana Ruiz'"]),
        ({"rows": 2}, ["1 rows, not 2"]),
        ({"claims": [{"content": "The ferry is late now", "exact": True}]}, [f"content: {SPOKEN!r}, not 'The ferry is late now'"]),
    ],
)
def test_a_case_of_the_battery_tells_what_is_wrong(change: dict[str, object], wrong: list[str]) -> None:
    case = CASE | change
    assert list(battery.faults(case, extract(CASE["text"]).claims)) == wrong
