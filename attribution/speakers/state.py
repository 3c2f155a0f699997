"""What one document has said so far: whose turn it was, who was described how, what was learned. All of it grows, nothing else does.

Everything is kept with the place where it was said, and read as the past of a place: a question has the same answer whenever it is asked.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from attribution.model import Tokens
from attribution.speakers.entities import Answer, Aspect, Entity

END = 1 << 60  # a place behind every text


class Turn(NamedTuple):
    """Somebody said something: where the attribution stands, in which sentence and paragraph, and to whom; `asking`: it is a question;
    `source`: the tokens that name who said it."""

    at: int
    sentence: int
    paragraph: int
    entity: Entity | None
    addressee: Entity | None
    asking: bool = False
    source: Tokens = (0, 0)


class Described(NamedTuple):
    """A source that `the …` can take up: where it was said, where its words stand, its noun."""

    at: int
    place: int
    entity: Entity
    head: str


class State:
    """Turns and described sources in reading order, and the facts that answers added to entities."""

    def __init__(self) -> None:
        self.turns: list[Turn] = []
        self.described: list[Described] = []
        self.facts: dict[tuple[Entity, Aspect], list[tuple[int, str]]] = {}
        self.turned: list[int] = []  # places of turns
        self.told: list[int] = []  # places of described sources

    def turn(self, turn: Turn) -> None:
        """Remember who spoke."""
        self.turns.append(turn)
        self.turned.append(turn.at)

    def learn(self, answer: Answer, at: int) -> None:
        """Keep what an answer tells at token `at`: the only place where an entity gains anything."""
        if answer.described is not None and answer.entity is not None:
            place, head = answer.described
            self.described.append(Described(at, place, answer.entity, head))
            self.told.append(at)
        for entity, aspect, value in answer.learned:
            self.facts.setdefault((entity, aspect), []).append((at, value))


class Past(NamedTuple):
    """What had been said before token `at`."""

    state: State
    at: int

    def turns(self, most: int) -> list[Turn]:
        """The last turns."""
        end = bisect_left(self.state.turned, self.at)
        return self.state.turns[max(0, end - most) : end]

    def described(self, most: int) -> list[Described]:
        """The last described sources."""
        end = bisect_left(self.state.told, self.at)
        return self.state.described[max(0, end - most) : end]

    def first_described(self, most: int) -> list[Described]:
        """The first described sources."""
        return self.state.described[: min(most, bisect_left(self.state.told, self.at))]

    def _told(self, entity: Entity, aspect: Aspect) -> list[str]:
        known = self.state.facts.get((entity, aspect))
        return [value for at, value in known if at < self.at] if known else []

    def _first(self, entity: Entity, aspect: Aspect) -> str:
        known = self.state.facts.get((entity, aspect))
        return known[0][1] if known and known[0][0] < self.at else ""

    def gender(self, entity: Entity) -> str:
        """That of its name and roles, else that of the pronoun which took it up."""
        return entity.gender or self._first(entity, "gender")

    def they(self, entity: Entity) -> bool:
        """Whether `they` takes up this one person."""
        return entity.they or bool(self._first(entity, "they"))

    def type(self, entity: Entity) -> str:
        """The source type."""
        return self._first(entity, "type") or entity.type

    def name(self, entity: Entity) -> str:
        """The name that the record shows."""
        return self._first(entity, "name") or entity.name

    def reason(self, entity: Entity) -> str | None:
        """Why it is not named, as worded where that was said first."""
        return self._first(entity, "reason") or None

    def roles(self, entity: Entity) -> list[str]:
        """All that the article has called it."""
        return [*entity.roles, *self._told(entity, "role")]

    def role(self, entity: Entity) -> str | None:
        """The first of its roles."""
        return (entity.roles[0] if entity.roles else self._first(entity, "role")) or None

    def heads(self, entity: Entity) -> frozenset[str]:
        """The nouns that may take it up."""
        more = self._told(entity, "head")
        return entity.heads.union(more) if more else entity.heads
