"""Checks on trial: against their own examples, and against drafts with planted faults."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from attribution.checks.finding import Finding
from attribution.checks.registry import AGAINST, ALL, Check, Example, read_checks
from attribution.checks.run import UNUSED, check
from attribution.checks.settings import Settings
from attribution.errors import InputError
from attribution.rulebook.rules import Rules, shipped_rules

_SUFFIXES = (".txt", ".md", ".html")


def run_examples(checks: Iterable[Check] | None = None, rules: Rules | None = None) -> tuple[list[str], int]:
    """What is wrong with the examples of `checks` under `rules`, one line each, and how many there are."""
    rules = rules or shipped_rules()
    wrong, total = [], 0
    for one in rules.get(read_checks) if checks is None else checks:
        for example in one.bad:
            total += 1
            wrong += _bad_example(one, example, rules)
        for example in one.good:
            total += 1
            wrong += [f"{one.code}: good example: {f.words!r} is flagged in {example.text!r}" for f in _findings(one, example, rules)[:1]]
    return wrong, total


def own_checks(rules: Rules) -> list[Check]:
    """The checks that a folder of one's own says something about."""
    codes = {row.get("code") for row in rules.over.tables.get("checks.toml", {}).get("check", ())}
    return [check for check in rules.get(read_checks) if check.code in codes]


def _findings(one: Check, example: Example, rules: Rules) -> list[Finding]:
    """What one check finds; a comment is unused only if all checks are on."""
    settings = Settings(select=(ALL if one.code == UNUSED else one.code,), rules=rules)
    sources = {"source.txt": example.source} if one.code.startswith(AGAINST) else {}
    return [f for f in check(example.text, "-", settings, sources) if f.code == one.code]


def _bad_example(one: Check, example: Example, rules: Rules) -> list[str]:
    found = [f.words for f in _findings(one, example, rules)]
    if found == [example.told]:
        return []
    return [f"{one.code}: bad example: {found!r}, not {example.told!r}, is flagged in {example.text!r}"]


def score_drafts(folder: str) -> tuple[list[str], int]:
    """Missed faults and false alarms of the drafts in a folder, all checks on, one line each; and how many faults and alarms there are."""
    paths = sorted(path for path in Path(folder).iterdir() if path.suffix in _SUFFIXES and path.with_suffix(".json").is_file())
    if not paths:
        raise InputError(f"{folder}: holds no draft with a file of faults (NAME.json) beside it")
    wrong, total = [], 0
    for path in paths:
        text = path.read_text(encoding="utf-8")
        faults = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["faults"]
        found = list(check(text, str(path), Settings(select=(ALL,))))
        total += len(faults)
        for fault in faults:
            hit = next((f for f in found if _is_hit(f, fault, text)), None)
            if hit is None:
                wrong.append(f"{path.name}:{fault['line']}: missed {fault['code']} {fault['words']!r}")
            else:
                found.remove(hit)
        total += len(found)
        wrong += [f"{path.name}:{f.line}: false alarm {f.code} {f.words!r}" for f in found]
    return wrong, total


def _is_hit(finding: Finding, fault: Mapping[str, Any], text: str) -> bool:
    """Whether code and line agree and the words overlap."""
    if finding.code != fault["code"] or finding.line != fault["line"]:
        return False
    start = finding.begin - (finding.column - 1)
    begin = text.index(fault["words"], start)
    return finding.begin < begin + len(fault["words"]) and begin < finding.end
