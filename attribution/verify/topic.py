"""What a text is about: its words, each by how often it stands and by the information it carries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import log, sqrt

from attribution.verify.fold import Token
from attribution.verify.language import language


@dataclass(frozen=True)
class Topic:
    """Word → weight, and the length of all weights as a vector."""

    weights: Mapping[str, float] = field(repr=False)
    norm: float

    @classmethod
    def of(cls, tokens: Iterable[Token]) -> Topic:
        """What some words are about. Time is linear in their number."""
        known = language()
        counts = Counter(token.folded for token in tokens)
        said = {word: (1 + log(count)) * known.nats([word]) for word, count in counts.items() if word and word not in known.empty}
        return cls(said, sqrt(sum(weight * weight for weight in said.values())))

    def likeness(self, other: Topic) -> float:
        """The cosine of the two, 0 to 1 (Salton, Wong and Yang 1975)."""
        shared = sum(weight * other.weights[word] for word, weight in self.weights.items() if word in other.weights)
        return shared / (self.norm * other.norm or 1.0)
