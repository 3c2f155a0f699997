"""One attribution whose coordinated contents differ in certainty → one attribution each ("will lead … and could also meet")."""

from __future__ import annotations

from attribution.certainty.descent import descend
from attribution.certainty.effects import Verdict
from attribution.certainty.mains import main_predicate
from attribution.certainty.reading import Reading
from attribution.model import Attribution

LEAST = 3  # tokens of a part
NEAR = 7  # tokens after the conjunction in which its verb is sought


def split(reading: Reading, a: Attribution) -> list[Attribution]:
    """`a` itself, or its parts in reading order, each with its share of the content."""
    begin, end = a.contents[0]
    if len(a.contents) != 1 or end - begin < 2 * LEAST + 1 or "CC" not in reading.tags[begin + LEAST : end - LEAST]:
        return [a]
    main = main_predicate(reading, (begin, end), a.trigger)
    if main is None:
        return [a]
    low, joining = reading.low, reading.words.joining
    for joint in [k for k in range(max(begin + LEAST, main + 1), end - LEAST) if low[k] in joining]:
        second = _second(reading, a, joint, main)
        if second is not None and _differ(reading, descend(reading, main, end), descend(reading, second, end)):
            return [a._replace(contents=((begin, joint),)), *split(reading, a._replace(contents=((joint + 1, end),)))]
    return [a]


def _differ(reading: Reading, first: Verdict, second: Verdict) -> bool:
    """Whether labels differ that do not rest on the same word (*would* open and *would* help); a plain clause stays with a hedged one,
    said in one breath."""
    if first.label == second.label or (first.cues and {reading.low[k] for k in first.cues} == {reading.low[k] for k in second.cues}):
        return False
    return "asserted" not in (first.label, second.label)


def _second(reading: Reading, a: Attribution, joint: int, main: int) -> int | None:
    """The predicate that the conjunction at `joint` adds to the main one: a second that-clause, or a verb that shares the subject."""
    tags, low = reading.tags, reading.low
    end = a.contents[0][1]
    if low[joint + 1] == "that":
        return main_predicate(reading, (joint + 1, end), a.trigger)
    for k in range(joint + 1, min(end, joint + NEAR)):
        if tags[k][:2] == "VB":
            if k + 1 == end or not _helps(reading, k):
                return k if _shares_subject(reading, k, joint, main) else None
        elif tags[k][:2] not in ("MD", "RB") and k != joint + 1:
            return None
    return None


def _helps(reading: Reading, at: int) -> bool:
    """Whether the verb at `at` is an auxiliary of the next word."""
    groups = reading.syntax.groups
    return reading.tags[at + 1][:2] == "VB" and groups.at(at + 1).begin == groups.at(at).begin


def _shares_subject(reading: Reading, at: int, joint: int, main: int) -> bool:
    """Whether the verb at `at` goes on with the subject of the main verb."""
    groups = reading.syntax.groups
    group = groups.at(at)
    unclear = group.begin == at and reading.low[at] in reading.tables.unchanged
    if group.begin != joint + 1 or group.form != "finite" or unclear:
        return False
    link = reading.predicate(at).link
    return link.kind == "coordinated" and groups.at(link.governor).begin == groups.at(main).begin
