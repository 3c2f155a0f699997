"""The shapes of speaker turns of rules/turns.toml, compiled."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

import regex

from attribution.errors import RuleError
from attribution.rulebook.entries import TURN, check_entries
from attribution.rulebook.frames import merge_entries
from attribution.rulebook.rules import Files

MOST_ROUNDS = 3  # of a group that holds an unbounded repeat


class TurnRule(NamedTuple):
    """One shape of turn; `repeated`: how many paragraphs must begin with the same name; `signed`: it signs the words before it; `colon`:
    its cue is a colon."""

    id: str
    pattern: regex.Pattern[str]
    repeated: int
    signed: bool
    colon: bool
    why: str


class Turns(NamedTuple):
    """All shapes; how many turns a document has at least, how many paragraphs one turn has at most, the words for offices, and those by
    which somebody speaks of himself or to somebody (I, our, your)."""

    rules: tuple[TurnRule, ...]
    least: int
    longest: int
    offices: frozenset[str]
    spoken: frozenset[str]
    greeting: frozenset[str]


def read_turns(files: Files) -> Turns:
    """The shapes of turns.toml, with one's own."""
    file, own = check_entries(files.table("turns.toml"), "turns.toml"), files.over.entries
    gone = {name for other in own for name in other.top.get("disable", ())}
    more = [(entry.get("replaces"), make_turn(entry, other.name)) for other in own for entry in other.of(TURN)]
    rules = merge_entries([make_turn(entry, file.name) for entry in file.of(TURN)], more, gone)
    names = files.table("names.toml")
    spoken = frozenset(" ".join(names["first_person"][key] for key in ("words", "addressed")).split())
    offices, greeting = (frozenset(names[table][key].split()) for table, key in (("titles", "words"), ("first_person", "greeting")))
    return Turns(tuple(rules), file.top["least"], file.top["longest"], offices, spoken, greeting)


def make_turn(entry: Mapping[str, Any], file: str) -> TurnRule:
    """A shape from its checked entry. RuleError for a regular expression that is none, lacks a part or could take too long."""
    where = f"{file}: {entry['id']}: name"
    _check_linear(entry["name"], where)
    try:
        pattern = regex.compile(entry["name"])
    except regex.error as error:
        raise RuleError(f"{where}: not a regular expression: {error}") from None
    for part in ("source", "cue"):
        if part not in pattern.groupindex:
            raise RuleError(f"{where}: has no (?P<{part}>…)")
    if entry.get("repeated", 1) < 1:
        raise RuleError(f"{file}: {entry['id']}: repeated must be 1 or more")
    colon = "(?P<cue>:)" in entry["name"]
    return TurnRule(entry["id"], pattern, entry.get("repeated", 1), entry.get("signed", False), colon, entry["why"])


_PIECE = re.compile(
    r"(?P<back>\\[1-9]|\(\?P=|\\g<|\(\?&|\(\?R\))|\\[pP]\{[^}]*\}|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]"
    r""
    r"|(?P<open>\()|(?P<close>\))|(?P<repeat>[*+?]|\{\d*,?\d*\})|."
)


def _check_linear(pattern: str, where: str) -> None:
    """RuleError for backreferences, and for unbounded repeats inside groups that are themselves repeated often."""
    holds = [0]  # for each open group: 2 where it has an unbounded repeat, 1 where it has any
    closed = 0  # the same of the group that has just been closed
    for m in _PIECE.finditer(pattern):
        if m["back"]:
            raise RuleError(f"{where}: {m['back']!r} refers back: backreferences could take more than linear time and are refused")
        if m["open"]:
            holds.append(0)
        elif m["close"] and len(holds) > 1:
            closed = holds.pop()
            holds[-1] = max(holds[-1], closed)
            continue
        elif m["repeat"]:
            least, most = _bounds(m["repeat"])
            if (closed > 1 and most > MOST_ROUNDS) or (closed and least > MOST_ROUNDS):
                kind = "an unbounded" if closed > 1 else "another"
                raise RuleError(f"{where}: {m['repeat'][:20]} around {kind} repeat could take more than linear time; write {{0,3}}")
            holds[-1] = max(holds[-1], 2 if most > 50 else 1)
        closed = 0


def _bounds(repeat: str) -> tuple[float, float]:
    """The fewest and the most rounds of a repeat; a number of many digits is as good as without end."""
    if repeat in "*+?":
        return int(repeat == "+"), 1 if repeat == "?" else float("inf")
    low, comma, high = repeat.strip("{}").partition(",")
    least, most = (float(number[:9]) if number else None for number in (low, high if comma else low))
    return least or 0, float("inf") if most is None else most
