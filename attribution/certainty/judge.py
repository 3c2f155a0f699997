"""Certainty of predicates in one document: where a predicate stands, and the verdict on it, worked out where it is asked for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate

from attribution.certainty.embedding import VERBAL, Link
from attribution.certainty.groups import Groups
from attribution.certainty.links import Links
from attribution.certainty.nouns import adjective, noun
from attribution.certainty.tables import shipped_certainty
from attribution.certainty.verbs import compose, link_of, verbal
from attribution.certainty.verdicts import ASSERTED, Verdict
from attribution.model import Attribution, Document

NESTED = 4  # contents looked at that begin before a token
DEPTH = 6  # embedding words looked through, outward


class Reader:
    """Certainty of any token's predicate in one document, worked out where it is asked for."""

    def __init__(self, document: Document, attributions: Sequence[Attribution]) -> None:
        self.document = document
        self.tables = shipped_certainty()
        self.tags, self.low = document.tags, document.lows
        self.questions = "?" in document.text
        self.groups = Groups(document, self.low, self.tables)
        self.links = Links(document, self.low, self.groups, self.tables)
        self._contents = _by_begin(attributions)
        self._said = {a.trigger: a.contents[0][1] for a in attributions if a.contents[0][0] + 1 < a.contents[0][1] <= a.trigger}
        self._begins = [c[0] for c in self._contents]
        self._ends = list(accumulate([c[1] for c in self._contents], max))  # beyond which no content so far goes
        self.mains: dict[tuple[int, int, int], int | None] = {}
        self.known: dict[int, Verdict] = {}
        self._links: dict[int, Link] = {}
        self._floors: dict[int, int] = {}
        self._depth = 0
        self.muted = -1  # a cue not to be heard, for the modality of its content alone
        self.through = (
            False  # reading a noun for what hangs on it: "rejected the accusation that …" denies the complement, not the accusation
        )

    def covering(self, i: int) -> tuple[int, int, Attribution] | None:
        """The innermost content that holds token `i`."""
        k = bisect_right(self._begins, i)
        if k == 0 or self._ends[k - 1] <= i:
            return None
        for held in self._contents[max(0, k - NESTED) : k][::-1]:
            if held[1] > i and held[2].trigger != i:
                return held
        return None

    def sentence(self, i: int) -> tuple[int, int]:
        """Token range of the sentence that holds token `i`."""
        sentences = self.document.sentences
        k = bisect_right(sentences, i)
        return sentences[k - 1], sentences[k]

    def floor(self, i: int) -> int:
        """First token that can stand in the clause of token `i`."""
        known = self._floors.get(i)
        if known is None:
            known = self._floors[i] = self._floor(i)
        return known

    def _floor(self, i: int) -> int:
        sentences = self.document.sentences
        begin = sentences[bisect_right(sentences, i) - 1]
        said = self._said.get(i)
        if said is not None and begin < said <= i:
            return said
        held = self.covering(i)
        return max(begin, held[0]) if held and held[2].trigger >= held[0] else begin

    def verdict(self, i: int) -> Verdict:
        """The verdict on the verb or noun at token `i`."""
        known = self.known.get(i)
        if known is None:
            if self._depth > DEPTH:
                return ASSERTED
            self._depth += 1
            try:
                tag = self.tags[i]
                known = (
                    compose(self, i, self.groups.at(i), self.link(i), self.floor(i))
                    if tag in VERBAL or verbal(self, i)
                    else self.noun(i)
                    if tag[:2] == "NN"
                    else self.adjective(i)
                )
            finally:
                self._depth -= 1
            self.known[i] = known
        return known

    def alone(self, trigger: int, i: int, end: int, read: Callable[[Reader, int, int], Verdict]) -> Verdict:
        """What `read` says of the predicate at `i` where the cue at `trigger` were a plain "said"."""
        known, self.known, self.muted = self.known, {}, trigger
        try:
            return read(self, i, end)
        finally:
            self.known, self.muted = known, -1

    def link(self, i: int) -> Link:
        """What the group of the verb at token `i` hangs on; read once."""
        known = self._links.get(i)
        if known is None:
            known = self._links[i] = link_of(self, self.groups.at(i), self.floor(i))
        return known

    def noun(self, i: int) -> Verdict:
        """The verdict on an event noun."""
        return noun(self, i)

    def adjective(self, i: int) -> Verdict:
        """The verdict on a predicative adjective or participle."""
        return adjective(self, i)


def _by_begin(attributions: Sequence[Attribution]) -> list[tuple[int, int, Attribution]]:
    spans = [(b, e, a) for a in attributions for b, e in a.contents]
    spans.sort(key=lambda s: (s[0], -s[1]))
    return spans
