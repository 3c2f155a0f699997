"""The choice among readings: best first, never one content inside another's cue, one reading a cue."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

from attribution.attach.candidates import OBJECTS, Candidate, Range
from attribution.attach.contents import is_clause
from attribution.attach.joins import Joins

Reaching = tuple[list[int], list[int]]  # where clauses begin, in order; how far those up to each of them reach
ASK = "ask"  # who asks does not answer
LIST = "COLONL"  # the frame whose content goes on over the items of a list
SURE = 0.5  # a report at least as likely as this is tried before what stands inside its content


def keep_best(candidates: list[Candidate], joins: Joins, least: float) -> list[Candidate]:
    """The readings to report, in reading order: best first, those of whole reports before all others, what a report holds after it. A
    reading goes when its cue is in a kept content, its content covers a kept cue, or its content overlaps a kept one."""
    kept: dict[tuple[int, int], list[Candidate]] = {}
    likely = [c for c in candidates if c.probability >= least]
    ranks = [(not c.rule.outer, held, -c.probability, c.trigger) for c, held in zip(likely, find_held(likely), strict=True)]
    for c in (likely[k] for k in sorted(range(len(likely)), key=ranks.__getitem__)):
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


def find_held(candidates: list[Candidate]) -> list[bool]:
    """Whether each reading stands, all of it, in the clause that another one reports: the Gazette said he fled *after police said he was
    free*. A claim is nested in no other, and the outer one is what the article reports. A quotation is never held so."""
    reports = _reaching(c.contents[0] for c in candidates if c.rule.content == "to-stop" and _reports(c))
    tails = _reaching(c.contents[1] for c in candidates if len(c.contents) == 2 and _reports(c))
    before = _reaching(c.contents[0] for c in candidates if c.rule.content == "left" and _reports(c))

    def is_held(c: Candidate) -> bool:
        parts = _parts(c)
        inside = _held_by(reports, parts) or _held_by(tails, [c.cue, *c.contents])
        return inside or (c.rule.family in OBJECTS and _held_by(before, parts))

    return [c.rule.family != "QUOTE" and is_held(c) for c in candidates]


def _parts(c: Candidate) -> list[Range]:
    return [c.cue, *c.contents, *([c.source] if c.source else ())]


def _reaching(clauses: Iterable[Range]) -> Reaching:
    """Where clauses begin, in order, and how far those up to each of them reach."""
    begins_and_ends = sorted(clauses)
    return [begin for begin, _ in begins_and_ends], list(accumulate((end for _, end in begins_and_ends), max))


def _held_by(clauses: Reaching, parts: list[Range]) -> bool:
    """Whether all of these parts stand in one of the clauses; for the second half of a clause (the town, she said, was sure that it would
    fall) who speaks stands before it and is not asked for."""
    begins, reach = clauses
    before = bisect_right(begins, min(parts)[0])
    return before > 0 and reach[before - 1] >= max([end for _, end in parts])


def _reports(c: Candidate) -> bool:
    """Whether it is likely that somebody reports a clause."""
    return is_clause(c.rule.family) and c.source is not None and c.probability >= SURE


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
