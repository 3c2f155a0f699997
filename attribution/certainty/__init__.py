"""How sure: certainty of any predicate in its context, and of each claim."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import cast

from attribution.certainty.author import Hedge, find_hedges
from attribution.certainty.claims import of_attribution
from attribution.certainty.disputes import link_disputes
from attribution.certainty.judge import Reader
from attribution.certainty.splits import split
from attribution.certainty.verdicts import Verdict
from attribution.document.chunks import Chunks
from attribution.model import Act, Attribution, Certainty, Document, Factuality, Label, Stance

__all__ = ["Hedge", "Judge", "link_disputes"]


class Judge:
    """Certainty in one document, computed where it is asked for."""

    def __init__(self, document: Document, chunks: Chunks, attributions: Sequence[Attribution]) -> None:
        self._document, self._attributions = document, attributions

    @cached_property
    def reader(self) -> Reader:
        """The mechanism over this document's tokens."""
        return Reader(self._document, self._attributions)

    def of_claim(self, attribution: Attribution) -> Certainty:
        """Certainty of an attribution's content, composed with its cue."""
        verdict, modality, stance, act = of_attribution(self.reader, attribution)
        return self._certainty(verdict, attribution.trigger, modality.label, stance, act)

    def parts(self, attribution: Attribution) -> list[Attribution]:
        """The attribution, or one for each of its coordinated contents where they differ in certainty."""
        return split(self.reader, attribution)

    def hedges(self) -> list[Hedge]:
        """What the article itself states with a hedge and no source, outside every attribution."""
        return find_hedges(self.reader, self._attributions)

    def of_hedge(self, hedge: Hedge) -> Certainty:
        """Certainty of the article's own hedged statement."""
        return self._certainty(hedge.verdict, hedge.cue[0][0], hedge.modality)

    def at(self, offset: int) -> Certainty | None:
        """Certainty of the predicate whose word covers `offset`; None where there is none."""
        document = self._document
        i = bisect_right(document.begins, offset) - 1
        if i < 0 or offset >= document.ends[i] or not _predicate(document, i):
            return None
        return self._certainty(self.reader.verdict(i), i)

    def _certainty(self, v: Verdict, default: int, modality: str = "", stance: str = "neutral", act: str = "communication") -> Certainty:
        words = self._document.words
        cues = tuple(dict.fromkeys([words[k] for k in v.cues])) if v.cues else (words[default],)
        label = cast(Label, v.label)
        return Certainty(label, cast(Factuality, v.factuality), cues, cast(Stance, stance), cast(Label, modality) or label, cast(Act, act))


def _predicate(document: Document, i: int) -> bool:
    tag = document.tags[i]
    return tag[:2] in ("VB", "NN", "JJ") and tag not in ("NNP", "NNPS")
