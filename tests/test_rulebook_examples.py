"""Every shipped rule shows what it matches and what it leaves alone; here all of it is run."""

from __future__ import annotations

import pytest

from attribution.errors import RuleError
from attribution.exercise import Trial, failures, problem_of, shipped_ids, shipped_trials, trials
from attribution.rulebook.entries import RULE, SIEVE, STOP, TURN
from attribution.rulebook.examples import Lessons, check_lessons, parse_lessons

KINDS = (RULE, SIEVE, TURN, STOP)


def _params() -> list[object]:
    every = []
    for trial in shipped_trials():
        marks = [pytest.mark.xfail(strict=True, reason=getattr(trial.lesson, "wrong", "") or trial.lesson.text)] if trial.mistake else []
        every.append(pytest.param(trial, id=f"{trial.kind}-{trial.name}", marks=marks))
    return every


@pytest.mark.parametrize("trial", _params())
def test_a_rule_does_what_it_shows(trial: Trial) -> None:
    assert problem_of(trial) == ""


@pytest.mark.parametrize("kind", KINDS)
def test_every_shipped_rule_shows_something(kind: str) -> None:
    shown = {trial.rule for trial in shipped_trials() if trial.kind == kind}
    assert shown == set(shipped_ids(kind))


def test_no_two_rules_have_one_id() -> None:
    every = [name for kind in (RULE, SIEVE, TURN) for name in shipped_ids(kind)]
    assert len(every) == len(set(every))


def test_a_rule_without_examples_does_not_load() -> None:
    with pytest.raises(RuleError, match="X-1: a rule without examples does not load: give at least 2, this has 0"):
        check_lessons(Lessons(), "mine.toml: X-1")


def _lessons(**keys: object) -> Lessons:
    return parse_lessons(keys, RULE, "mine.toml: X-1")


GOOD = {"text": "The mayor said that it rained.", "source": "The mayor", "cue": "said", "content": "that it rained"}
BROKEN = {
    "a misspelt key": ({**GOOD, "sauce": "x"}, "mine.toml: X-1: examples 1: unknown key 'sauce' (did you mean 'source'?)"),
    "no cue": ({"text": "It rained.", "content": "It rained"}, "mine.toml: X-1: examples 1: key 'cue' is missing"),
    "words that are not there": (
        {**GOOD, "content": "that it snowed"},
        "mine.toml: X-1: examples 1: content 'that it snowed' does not stand in the text; it must stand there once",
    ),
    "words that stand twice": (
        {"text": "It rained and rained.", "cue": "It", "content": "rained"},
        "mine.toml: X-1: examples 1: content 'rained' stands 2 times in the text; it must stand there once",
    ),
    "no table": ("The mayor said so.", "mine.toml: X-1: examples 1: must be a table, such as { text = '…', … }"),
}


@pytest.mark.parametrize(("row", "message"), BROKEN.values(), ids=BROKEN)
def test_a_broken_example_says_what_is_wrong(row: object, message: str) -> None:
    with pytest.raises(RuleError) as error:
        _lessons(examples=[row])
    assert str(error.value) == message


def test_a_near_miss_needs_a_reason() -> None:
    with pytest.raises(RuleError, match="X-1: near_misses 1: key 'why' is missing"):
        _lessons(near_misses=[{"text": "It rained."}])


def test_words_are_found_as_whole_words() -> None:
    row = {"text": "The clerk says he left.", "source": "The clerk", "cue": "says", "content": "he left"}
    example = _lessons(examples=[row]).examples[0]
    assert example.parts == {"cue": ((10, 14),), "content": ((15, 22),), "source": ((0, 9),)}


def test_a_failing_example_is_drawn_with_carets() -> None:
    lessons = _lessons(
        examples=[{"text": "The mayor said that it rained.", "source": "The mayor", "cue": "that", "content": "it rained"}],
        near_misses=[{"text": "She said that it rained.", "why": "a test"}],
    )
    example, miss = failures(trials(RULE, "V-THAT", "mine.toml", lessons))
    assert example.splitlines() == [
        "mine.toml: V-THAT: example 1:",
        "  V-THAT should find:",
        "    The mayor said that it rained.",
        "    =========      ^^^^ ~~~~~~~~~",
        "  V-THAT found:",
        "    The mayor said that it rained.",
        "    ========= ^^^^ ~~~~~~~~~~~~~~",
    ]
    assert miss.splitlines() == [
        "mine.toml: V-THAT: near miss 1:",
        "  must leave this alone: a test",
        "  V-THAT found:",
        "    She said that it rained.",
        "    === ^^^^ ~~~~~~~~~~~~~~",
    ]


def test_a_mended_mistake_must_move() -> None:
    lessons = _lessons(known_mistakes=[{**GOOD, "why": "once it failed"}])
    assert list(failures(trials(RULE, "V-THAT", "mine.toml", lessons))) == [
        "mine.toml: V-THAT: known mistake 1 is mended: 'The mayor said that it rained.'; move it to the examples"
    ]
