"""What a text is about: its words, each by how often it stands and by the information it carries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import log, sqrt

from attribution.verify.fold import Token
from attribution.verify.language import language


@dataclass(frozen=True, eq=False)
class Topic:
    """Word → weight, and the length of all weights as a vector. Each is its own, however like another."""

    weights: Mapping[str, float] = field(repr=False)
    norm: float

    @classmethod
    def of(cls, tokens: Iterable[Token]) -> Topic:
        """What some words are about. Time is linear in their number."""
        known = language()
        counts = Counter(token.folded for token in tokens)
        said = {word: (1 + log(count)) * known.nats([word]) for word, count in counts.items() if word and word not in known.empty}
        return cls(said, sqrt(sum(weight * weight for weight in said.values())))

    def shared(self, other: Topic) -> float:
        """The product of the two as vectors."""
        return sum(weight * other.weights[word] for word, weight in self.weights.items() if word in other.weights)

    def likeness(self, other: Topic, shared: float, besides: Iterable[str] = ()) -> float:
        """The cosine of the two, of which `shared` is the product, but for some words: 0 to 1 (Salton, Wong and Yang 1975)."""
        own = sum(self.weights.get(word, 0.0) * other.weights.get(word, 0.0) for word in besides)
        return (shared - own) / (self.norm * other.norm or 1.0)
