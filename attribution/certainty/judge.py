"""How sure: certainty of any predicate in its context, and of each claim."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import cast

from attribution.certainty.author import Hedge, find_hedges
from attribution.certainty.claims import of_attribution
from attribution.certainty.effects import Verdict
from attribution.certainty.evaluate import read
from attribution.certainty.reading import Reading, Room
from attribution.certainty.splits import split
from attribution.certainty.tables import Tables
from attribution.model import Act, Attribution, Certainty, Document, Factuality, Label, Stance


class Judge:
    """Certainty in one document, computed where it is asked for; the same answer in whatever order."""

    def __init__(self, document: Document, attributions: Sequence[Attribution], tables: Tables) -> None:
        self._document, self._attributions, self.tables = document, attributions, tables

    @cached_property
    def _room(self) -> Room:
        return Room(self._document, self._attributions, self.tables, read)

    @cached_property
    def _reading(self) -> Reading:
        """For claims, which are judged one after another; a question from outside, which may come from any thread, has one of its own."""
        return Reading(self._room)

    def forget(self) -> None:
        """Let go of what was found out of the text; whoever asks again has it found out anew."""
        self.__dict__.pop("_reading", None)
        self.__dict__.pop("_room", None)

    def of_claim(self, attribution: Attribution) -> Certainty:
        """Certainty of an attribution's content, composed with its cue."""
        self._room.tidy()
        verdict, modality, stance, act = of_attribution(self._reading, attribution)
        return self._certainty(verdict, attribution.trigger, modality, stance, act)

    def parts(self, attribution: Attribution) -> list[Attribution]:
        """The attribution, or one for each of its coordinated contents where they differ in certainty."""
        self._room.tidy()
        parts = split(self._reading, attribution)
        differ = len(parts) > 1 and len({self.of_claim(part).label for part in parts}) > 1
        return parts if differ else [attribution]

    def hedges(self) -> list[Hedge]:
        """What the article itself states with a hedge and no source, outside every attribution."""
        return find_hedges(self._reading, self._attributions)

    def of_hedge(self, hedge: Hedge) -> Certainty:
        """Certainty of the article's own hedged statement."""
        return self._certainty(hedge.verdict, hedge.cue[0][0], hedge.modality)

    def at(self, offset: int) -> Certainty | None:
        """Certainty of the predicate whose word covers `offset`; None where there is none."""
        document = self._document
        token = bisect_right(document.begins, offset) - 1
        if token < 0 or offset >= document.ends[token] or not _predicate(document, token):
            return None
        return self._certainty(Reading(self._room).verdict(token), token)

    def _certainty(
        self, verdict: Verdict, default: int, modality: str = "", stance: str = "neutral", act: str = "communication"
    ) -> Certainty:
        words = self._document.words
        cues = tuple(dict.fromkeys([words[k] for k in verdict.cues])) if verdict.cues else (words[default],)
        label, value = cast(Label, verdict.label), cast(Factuality, verdict.factuality)
        return Certainty(label, value, cues, cast(Stance, stance), cast(Label, modality) or label, cast(Act, act))


def _predicate(document: Document, token: int) -> bool:
    tag = document.tags[token]
    return tag[:2] in ("VB", "NN", "JJ") and tag not in ("NNP", "NNPS")
