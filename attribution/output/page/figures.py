"""What the side panel, the overview and the matrix count: speakers over all articles, their share of the words, their certainty."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import NamedTuple

from attribution.model import Claim
from attribution.output.provenance import Result
from attribution.speakers import keys

COLOURS = 10  # speakers with a colour of their own; more hues cannot be told apart, so the others share one and are told by number
_WORD = re.compile(r"\w+(?:['’.,]\w+)*")


class Label(NamedTuple):
    """One certainty label as the page shows it."""

    name: str
    group: str
    means: str


class Group(NamedTuple):
    """Labels that share a line style."""

    key: str
    name: str
    line: str


@cache
def _table() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    return tomllib.loads(Path(__file__).with_name("labels.toml").read_text(encoding="utf-8"))


@cache
def labels() -> Mapping[str, Label]:
    """Every certainty label, in the order of legend and filters."""
    return {name: Label(name, row["group"], row["means"]) for name, row in _table()["labels"].items()}


@cache
def groups() -> tuple[Group, ...]:
    """The line styles, in the order of the legend."""
    return tuple(Group(key, row["name"], row["line"]) for key, row in _table()["groups"].items())


@dataclass
class Speaker:
    """One speaker over all articles of a report. An anonymous one is of one article: other "officials" are other people."""

    name: str
    kind: str  # "speaker", or why there is none: "unresolved", "nobody", "article"
    anonymous: bool
    number: int = 0
    role: str | None = None
    source_type: str | None = None
    claims: int = 0
    words: int = 0
    share: float = 0.0  # of the words of all articles, 0 to 1
    certainty: Counter[str] = field(default_factory=Counter)

    @property
    def colour(self) -> int:
        """1 to COLOURS; 0 for what is nobody's, COLOURS + 1 for the rest."""
        return 0 if self.kind != "speaker" else min(self.number, COLOURS + 1)

    @property
    def spread(self) -> list[tuple[Label, int]]:
        """(label, claims), in the order of the legend."""
        return spread(self.certainty)


Key = tuple[str, str]


def spread(counted: Mapping[str, int]) -> list[tuple[Label, int]]:
    """(label, number) of the labels that occur, in the order of the legend; unknown ones last."""
    known = [(label, counted[label.name]) for label in labels().values() if counted.get(label.name)]
    return known + [(Label(name, "firm", ""), number) for name, number in counted.items() if name not in labels()]


def speaker_key(claim: Claim) -> Key:
    """What makes two claims one speaker's."""
    key = keys.speaker_key(claim)
    if key is None:
        return ("article" if claim.kind == "author" else "unresolved" if claim.source else "nobody", "")
    return ("speaker", "\0".join(key))


def is_unnamed(claim: Claim) -> bool:
    """True where the speaker is anonymous, not only somebody whom the speaker cites."""
    return claim.anonymous and len(claim.chain) < 2 and claim.speaker is not None


_NOBODY = {"article": "The article", "unresolved": "Not resolved", "nobody": "Nobody named"}


def count_speakers(results: Sequence[Result]) -> dict[Key, Speaker]:
    """Speakers by key, most claims first (then as they first appear); what has no speaker comes last. Numbered from 1 in this order."""
    found: dict[Key, Speaker] = {}
    for result in results:
        for claim in result.claims:
            key = speaker_key(claim)
            speaker = found.get(key)
            if speaker is None:
                speaker = found[key] = Speaker(claim.speaker or _NOBODY[key[0]], key[0], is_unnamed(claim))
            speaker.role = speaker.role or claim.role
            speaker.source_type = speaker.source_type or claim.source_type
            speaker.claims += 1
            speaker.words += count_words(claim.claim)
            speaker.certainty[claim.certainty] += 1
    total = sum(count_words(result.source.text) for result in results) or 1
    ordered = sorted(found.items(), key=lambda item: (item[1].kind != "speaker", -item[1].claims))
    for number, (_, speaker) in enumerate(ordered, 1):
        speaker.number, speaker.share = number, min(1.0, speaker.words / total)
    return dict(ordered)


def count_words(text: str) -> int:
    """Words, the way a news desk counts: runs of letters and digits, inner apostrophes and points included.

    >>> count_words("It’s 3.5 per cent, he said.")
    6
    """
    return sum(1 for _ in _WORD.finditer(text))


@dataclass(frozen=True)
class Totals:
    """The numbers of one article, or of all."""

    claims: int
    speakers: int
    anonymous: int
    words: int
    certainty: Mapping[str, int]

    @property
    def anonymous_share(self) -> float:
        """Of the claims, 0 to 1."""
        return self.anonymous / self.claims if self.claims else 0.0

    @property
    def spread(self) -> list[tuple[Label, int]]:
        """(label, claims), in the order of the legend."""
        return spread(self.certainty)


def totals(results: Iterable[Result]) -> Totals:
    """The numbers over some articles."""
    results = list(results)
    claims = [claim for result in results for claim in result.claims]
    speakers = {speaker_key(claim) for claim in claims if claim.speaker is not None}
    words = sum(count_words(result.source.text) for result in results)
    return Totals(len(claims), len(speakers), sum(claim.anonymous for claim in claims), words, Counter(claim.certainty for claim in claims))
