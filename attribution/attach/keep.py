"""The choice among readings: best first, never one content inside another's cue, one reading a cue."""

from __future__ import annotations

from attribution.attach.candidates import Candidate, Range
from attribution.attach.joins import Joins

ASK = "ask"  # who asks does not answer
LIST = "COLONL"  # the frame whose content goes on over the items of a list


def keep_best(candidates: list[Candidate], joins: Joins, least: float) -> list[Candidate]:
    """The readings to report, in reading order: best first, those of whole reports before all others. A reading goes when its cue is in a
    kept content, its content covers a kept cue, or its content overlaps a kept one."""
    kept: dict[tuple[int, int], list[Candidate]] = {}
    for c in sorted((c for c in candidates if c.probability >= least), key=lambda c: (not c.rule.outer, -c.probability, c.trigger)):
        rivals = kept.setdefault(c.unit, [])
        if all(_compatible(c, other) for other in rivals):
            rivals.append(c)
    out: list[Candidate] = []
    taken = 0  # chunks up to here belong to somebody
    for unit, group in sorted(kept.items()):
        last = group[0]
        if len(group) > 1:
            group.sort(key=lambda c: c.trigger)
            last = max(group, key=lambda c: (c.rule.family == "QUOTE", c.contents[-1][1], c.trigger))
        end = joins.unit_end(last.contents[-1][1], unit[1])
        last.joined = joins.items(end) if last.rule.frame == LIST else joins.after(end)
        if last.lemma == ASK and joins.answers(last.contents[-1][1] - 1, last.joined):
            last.joined = []
        opening = min(group, key=lambda c: c.contents[0])
        if opening.contents[0][0] == unit[0]:
            opening.joined = [*joins.before(unit[0], taken), *opening.joined]
        taken = max(end, *(e for _, e in last.joined)) if last.joined else end
        out += group
    return out


def _compatible(a: Candidate, b: Candidate) -> bool:
    if a.trigger == b.trigger:
        return False
    return not (_overlap(a.contents, b.contents) or _overlap([a.cue], b.contents) or _overlap(a.contents, [b.cue]))


def _overlap(some: list[Range], others: list[Range]) -> bool:
    for begin, end in some:
        for first, last in others:
            if begin < last and first < end:
                return True
    return False
