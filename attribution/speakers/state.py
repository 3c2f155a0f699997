"""What one document has said so far: whose turn it was, who was described how, what was learned. All of it grows, nothing else does."""

from __future__ import annotations

from typing import NamedTuple

from attribution.speakers.entities import Answer, Aspect, Entity

Described = tuple[int, Entity, str]  # token, source, head noun


class Turn(NamedTuple):
    """Somebody said something: where the source stands, in which sentence and paragraph, and to whom."""

    at: int
    sentence: int
    paragraph: int
    entity: Entity | None
    addressee: Entity | None


class State:
    """Turns and described sources in reading order, and the facts that answers added to entities."""

    def __init__(self) -> None:
        self.turns: list[Turn] = []
        self.described: list[Described] = []
        self._facts: dict[tuple[Entity, Aspect], tuple[str, ...]] = {}

    def learn(self, answer: Answer) -> None:
        """Keep what an answer tells: the only place where an entity gains anything."""
        if answer.described is not None and answer.entity is not None:
            at, head = answer.described
            self.described.append((at, answer.entity, head))
        for entity, aspect, value in answer.learned:
            known = self._facts.get((entity, aspect), ())
            if value not in known:
                self._facts[entity, aspect] = (*known, value)

    def _first(self, entity: Entity, aspect: Aspect) -> str:
        found = self._facts.get((entity, aspect))
        return found[0] if found else ""

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

    def roles(self, entity: Entity) -> tuple[str, ...]:
        """All that the article has called it."""
        return entity.roles + self._facts.get((entity, "role"), ())

    def role(self, entity: Entity) -> str | None:
        """The first of its roles."""
        return next(iter(self.roles(entity)), None)

    def heads(self, entity: Entity) -> frozenset[str]:
        """The nouns that may take it up."""
        more = self._facts.get((entity, "head"))
        return entity.heads.union(more) if more else entity.heads
