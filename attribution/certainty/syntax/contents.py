"""The contents of attributions by place: which content holds a token, and where the clause of a token can begin."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from attribution.model import Attribution

NESTED = 4  # contents looked at that begin before a token


class Content(NamedTuple):
    """One span of what an attribution reports: token range, and the attribution."""

    begin: int
    end: int
    of: Attribution


class Contents:
    """All contents of one document."""

    def __init__(self, attributions: Sequence[Attribution]) -> None:
        held = [Content(begin, end, a) for a in attributions for begin, end in a.contents]
        self._held = sorted(held, key=lambda c: (c.begin, -c.end))
        self._begins = [begin for begin, _, _ in self._held]
        self._ends = list(accumulate([end for _, end, _ in self._held], max))  # beyond which no content so far goes
        self._sources = {a.trigger: a.source[0] for a in attributions if a.source}
        self._cue_before = {end: a.trigger for begin, end, a in self._held if a.trigger < begin}
        self._before = {a.trigger: end for a in attributions for begin, end in a.contents[:1] if begin + 1 < end <= a.trigger}

    def covering(self, at: int) -> Content | None:
        """The innermost content that holds token `at`, but for that of its own cue."""
        k = bisect_right(self._begins, at)
        if k == 0 or self._ends[k - 1] <= at:
            return None
        held = self._held[k - 1]
        if held.end > at:
            return held
        return next((held for held in reversed(self._held[max(0, k - NESTED) : k - 1]) if held.end > at), None)

    def cue_of_ended(self, end: int) -> int:
        """The cue of the content that ends at `end` and follows it; -1 without one."""
        return self._cue_before.get(end, -1)

    def source_begin(self, trigger: int) -> int:
        """The first token of the source of the cue at `trigger`; -1 without one."""
        return self._sources.get(trigger, -1)

    def floor(self, at: int, sentence: int, held: Content | None) -> int:
        """First token that can stand in the clause of token `at`, which `held` holds and whose sentence begins at `sentence`."""
        said = self._before.get(at)
        if said is not None and sentence < said:
            return said
        return max(sentence, held.begin) if held and held.of.trigger >= held.begin else sentence
