"""The rules of rules/frames.toml and rules/subjects.toml, read, checked and compiled."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import regex

from attribution.rulebook.alphabets import chunk_grammar
from attribution.rulebook.notation import translate
from attribution.rulefiles import read_rules


@dataclass(frozen=True, slots=True)
class Rule:
    """One construction. `left` is matched backwards from the trigger, `right` forwards after it; either may be None."""

    id: str
    frame: str
    triggers: str
    left: regex.Pattern[str] | None
    right: regex.Pattern[str] | None
    source: str
    content: str
    family: str
    prior: float | None
    why: str
    needs: frozenset[str]  # chunk characters without which the sentence cannot fit
    lemmas: frozenset[str]  # the only words that can be its cue; empty: any
    unless: frozenset[str]  # frames that, where they fit at the same trigger, leave no room for this one
    crosses: bool  # whether `right` reaches into the next sentence


@dataclass(frozen=True, slots=True)
class Sieve:
    """One way to find the subject of a cue; `inherit`: it is that of the verb before; `triggers`: only for these chunks, if any."""

    id: str
    left: regex.Pattern[str]
    inherit: bool
    triggers: str


@dataclass(frozen=True, slots=True)
class Frames:
    """All rules, by the chunk character that triggers them, and the sieves."""

    rules: tuple[Rule, ...]
    by_trigger: Mapping[str, tuple[Rule, ...]]
    sieves: tuple[Sieve, ...]


@cache
def shipped_frames() -> Frames:
    """The shipped rules, compiled once a process."""
    data = tomllib.loads(read_rules("frames.toml"))
    sieves = tomllib.loads(read_rules("subjects.toml"))["sieve"]
    macros = data["macros"]
    rules = tuple(_rule(entry, macros) for entry in data["rule"])
    by_trigger: dict[str, list[Rule]] = {}
    for rule in rules:
        for char in rule.triggers:
            by_trigger.setdefault(char, []).append(rule)
    return Frames(rules, {c: tuple(r) for c, r in by_trigger.items()}, tuple(_sieve(s, macros) for s in sieves))


@cache
def compile_part(pattern: str, leftward: bool, macros: tuple[tuple[str, str], ...]) -> regex.Pattern[str]:
    """A compiled rule part; equal parts of different rules are compiled once."""
    text = translate(pattern, chunk_grammar().chunks, dict(macros))
    return regex.compile(("(?r)" if leftward else "") + f"(?:{text})")


def _rule(entry: Mapping[str, Any], macros: Mapping[str, str]) -> Rule:
    table = tuple(sorted(macros.items()))
    left, right = entry.get("left"), entry.get("right")
    return Rule(
        id=entry["id"],
        frame=entry["frame"],
        triggers=chunk_grammar().chunks.characters(entry["trigger"]),
        left=compile_part(left, True, table) if left else None,
        right=compile_part(right, False, table) if right else None,
        source=entry["source"],
        content=entry["content"],
        family=entry["family"],
        prior=entry.get("prior"),
        why=entry["why"],
        needs=frozenset("".join(chunk_grammar().chunks.characters(name) for name in entry.get("needs", ()))),
        lemmas=frozenset(entry.get("lemmas", ())),
        unless=frozenset(entry.get("unless", ())),
        crosses="<#>content" in (right or ""),
    )


def _sieve(entry: Mapping[str, Any], macros: Mapping[str, str]) -> Sieve:
    return Sieve(entry["id"], compile_part(entry["left"], True, tuple(sorted(macros.items()))), "inherit" in entry, chunk_grammar().chunks.characters(entry["for"]) if "for" in entry else "")
