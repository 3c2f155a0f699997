"""What rules show of themselves: examples with exact spans, near misses with the reason, and mistakes that are known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import PurePath
from typing import Any

from attribution.errors import RuleError
from attribution.model import FIELDS, Span
from attribution.rulebook.entries import FLOATING, RULE, SIEVE, STOP, TEACHING, TURN, nearest, parse_toml
from attribution.rulefiles import read_rules

LEAST_EXAMPLES, LEAST_NEAR_MISSES = 2, 1
FILES: Mapping[str, str] = {RULE: "frames.toml", SIEVE: "subjects.toml", TURN: "turns.toml", FLOATING: "floating.toml", STOP: "stops.toml"}
_MUST = {RULE: ("text", "cue", "content"), TURN: ("text", "cue", "content"), SIEVE: ("text", "source", "cue"), STOP: ("text", "at"),
         FLOATING: ("text", "content")}
_MAY = {RULE: ("source",), TURN: ("source",), SIEVE: (), STOP: (), FLOATING: ()}


@dataclass(frozen=True, slots=True)
class Example:
    """A text, and where in it the rule must find what. `parts`: name of the part → its spans; a part that is not named must be absent.

    `wrong` is the reason of a known mistake: the rule does not do this, but should.
    """

    text: str
    parts: Mapping[str, tuple[Span, ...]]
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A text that looks like the rule's business and is not, and why. `at`: where (stops only). `wrong`: the rule takes it all the same."""

    text: str
    why: str
    at: Span | None = None
    wrong: bool = False


@dataclass(frozen=True, slots=True)
class Lessons:
    """All that one rule shows."""

    examples: tuple[Example, ...] = ()
    near_misses: tuple[NearMiss, ...] = ()
    mistakes: tuple[Example | NearMiss, ...] = ()


@dataclass(frozen=True, slots=True)
class WordLesson:
    """What words of one's own show: a text, and what one claim of it must be (`fields`), or why it must stay as it was (`why`).

    `file` is the shipped file that they are laid over, `content` the claim that is meant; "" for the first.
    """

    file: str
    text: str
    content: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)
    why: str = ""


def parse_word_lessons(text: str, name: str) -> tuple[WordLesson, ...]:
    """The `[[example]]` and `[[near_miss]]` entries of a file. RuleError for other keys, and for what is missing."""
    data = parse_toml(text, name)
    for key in data:
        if key not in ("example", "near_miss"):
            raise RuleError(f"{name}: unknown key {key!r}{nearest(key, ('example', 'near_miss'))}")
    out = []
    for place, row in _rows(data.get("example", ()), f"{name}: example"):
        _check_keys(row, ("for", "text"), ("for", "text", "content", *FIELDS), place)
        values = {key: value for key, value in row.items() if key in FIELDS}
        if not values and "content" not in row:
            raise RuleError(f"{place}: says nothing of the claim: give content, speaker, certainty or another field of the claim record")
        out.append(WordLesson(row["for"], row["text"], row.get("content", ""), values))
    for place, row in _rows(data.get("near_miss", ()), f"{name}: near_miss"):
        _check_keys(row, ("for", "text", "why"), ("for", "text", "why"), place)
        out.append(WordLesson(row["for"], row["text"], why=row["why"]))
    return tuple(out)


@cache
def shipped_lessons(kind: str) -> Mapping[str, Lessons]:
    """Rule id → lessons, of a kind of shipped rules, from rules/examples/. RuleError for a broken file."""
    name = f"examples/{FILES[kind]}"
    data = parse_toml(read_rules(name), name)
    return {rule: parse_lessons(table, kind, f"{name}: {rule}") for rule, table in data.items()}


def parse_lessons(table: Mapping[str, Any], kind: str, where: str) -> Lessons:
    """Lessons from the keys `examples`, `near_misses` and `known_mistakes` of `table`; other keys are not looked at."""
    if not isinstance(table, dict):
        raise RuleError(f"{where}: is no table")
    if PurePath(where.split(":")[0]).parent.name == "examples":
        for key in table:
            if key not in TEACHING:
                raise RuleError(f"{where}: unknown key {key!r}{nearest(key, TEACHING)}")
    rows = {key: list(_rows(table.get(key, ()), f"{where}: {key}")) for key in TEACHING}
    return Lessons(
        tuple(_example(row, kind, place) for place, row in rows["examples"]),
        tuple(_near_miss(row, kind, place) for place, row in rows["near_misses"]),
        tuple(_mistake(row, kind, place) for place, row in rows["known_mistakes"]),
    )


def check_lessons(lessons: Lessons, where: str) -> None:
    """RuleError where a rule shows too little to be loaded."""
    if len(lessons.examples) < LEAST_EXAMPLES:
        few = f"give at least {LEAST_EXAMPLES}, this has {len(lessons.examples)}"
        raise RuleError(f"{where}: a rule without examples does not load: {few}")
    if len(lessons.near_misses) < LEAST_NEAR_MISSES:
        raise RuleError(f"{where}: a rule without near misses does not load: give a text that it must leave alone, and why")


def _rows(rows: Any, where: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for number, row in enumerate(rows, 1):
        place = f"{where} {number}"
        if not isinstance(row, dict):
            raise RuleError(f"{place}: must be a table, such as {{ text = '…', … }}")
        if not isinstance(row.get("text"), str):
            raise RuleError(f"{place}: has no text")
        yield place, row


def _example(row: Mapping[str, Any], kind: str, place: str, more: tuple[str, ...] = ()) -> Example:
    must, may = _MUST[kind], _MAY[kind]
    _check_keys(row, must, (*must, *may, *more), place)
    near = _spans(row, "content", place)[0].begin if "content" in row else None
    return Example(row["text"], {part: _spans(row, part, place, near) for part in (*must[1:], *may) if part in row}, row.get("why", ""))


def _near_miss(row: Mapping[str, Any], kind: str, place: str, wrong: bool = False) -> NearMiss:
    known = ("text", "why", "at") if kind == STOP else ("text", "why")
    _check_keys(row, known, known, place)
    return NearMiss(row["text"], row["why"], _spans(row, "at", place)[0] if kind == STOP else None, wrong)


def _mistake(row: Mapping[str, Any], kind: str, place: str) -> Example | NearMiss:
    """With parts: what the rule should find and does not. Without: what it should leave alone and does not."""
    if set(_MUST[kind]) & set(row) - {"text", "at"}:
        if not row.get("why"):
            raise RuleError(f"{place}: key 'why' is missing")
        return _example(row, kind, place, ("why",))
    return _near_miss(row, kind, place, wrong=True)


def _check_keys(row: Mapping[str, Any], must: tuple[str, ...], known: tuple[str, ...], place: str) -> None:
    for key in row:
        if key not in known:
            raise RuleError(f"{place}: unknown key {key!r}{nearest(key, known)}")
    for key in must:
        if not row.get(key):
            raise RuleError(f"{place}: key {key!r} is missing")


def _spans(row: Mapping[str, Any], part: str, place: str, near: int | None = None) -> tuple[Span, ...]:
    """Where the words of a part stand, as whole words: once, or else nearest to the offset `near`; the first place, for `at`."""
    words = row[part] if isinstance(row[part], list) else [row[part]]
    out = []
    for said in words:
        if not isinstance(said, str) or not said:
            raise RuleError(f"{place}: {part} must be a string or a list of strings")
        found = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(said)}(?!\w)" if said[0].isalnum() else re.escape(said), row["text"])]
        if part == "at":
            found = found[:1]
        elif near is not None and part != "content":
            found = sorted(found, key=lambda at: abs(at - near))[:1]
        if len(found) != 1:
            times = f"stands {len(found)} times" if found else "does not stand"
            raise RuleError(f"{place}: {part} {said!r} {times} in the text; it must stand there once")
        out.append(Span(found[0], found[0] + len(said)))
    return tuple(out)
