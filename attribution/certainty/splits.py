"""One attribution whose coordinated contents differ in certainty → one attribution each ("will lead … and could also meet")."""

from __future__ import annotations

from dataclasses import replace

from attribution.certainty.claims import descend, main_predicate
from attribution.certainty.judge import Reader
from attribution.model import Attribution

LEAST = 3  # tokens of a part
_JOINING = frozenset(["and", "but", "or"])


def split(reader: Reader, a: Attribution) -> list[Attribution]:
    """`a` itself, or its parts in reading order, each with its share of the content."""
    if len(a.contents) != 1 or a.contents[0][1] - a.contents[0][0] < 2 * LEAST + 1:
        return [a]
    b, e = a.contents[0]
    tags = reader.tags[b + LEAST : e - LEAST]
    if "CC" not in tags:
        return [a]
    for k in [k for k, tag in enumerate(tags, b + LEAST) if tag == "CC" and reader.low[k] in _JOINING]:
        second = _second(reader, a, k)
        if second is None:
            continue
        main = main_predicate(reader, (b, e), a.trigger)
        if main is None:
            return [a]
        if main < k and descend(reader, second, e).label != descend(reader, main, e).label:
            return [replace(a, contents=((b, k),)), *split(reader, replace(a, contents=((k + 1, e),)))]
    return [a]


def _second(reader: Reader, a: Attribution, k: int) -> int | None:
    """The predicate that the conjunction at `k` adds to the main one: a second that-clause, or a verb that shares the subject."""
    low, tags = reader.low, reader.tags
    begin, end = a.contents[0]
    if low[k + 1] == "that":
        return main_predicate(reader, (k + 1, end), a.trigger)
    for m in range(k + 1, min(end, k + 7)):
        if tags[m][:2] == "VB":
            g = reader.groups.at(m)
            if m + 1 < end and tags[m + 1][:2] == "VB" and reader.groups.at(m + 1).begin == g.begin:
                continue
            if g.begin != k + 1 or g.form != "finite" or (g.begin == m and low[m] in reader.tables.unchanged):
                return None
            link = reader.link(m)
            if link.kind != "coordinated":
                return None
            main = main_predicate(reader, (begin, end), a.trigger)
            return m if main is not None and reader.groups.at(link.governor).begin == reader.groups.at(main).begin else None
        if tags[m][:2] not in ("MD", "RB") and m != k + 1:
            return None
    return None
