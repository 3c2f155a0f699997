"""Who speaks: frozen entities, and the answers that name them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

Name = tuple[str, ...]
Aspect = Literal["name", "gender", "type", "role", "head", "they", "reason"]

_PEOPLE = frozenset(["person", "unnamed person"])
_ONE_OF_THEM = frozenset(["officials", "experts", "witness", "public"])

PEOPLE = frozenset(["unnamed person", "officials", "experts", "witness", "public"])  # source types of unnamed people
WRITTEN = frozenset(["document", ""])  # "": no list says what the source is
TEXTS = WRITTEN | {"poll"}
INSTITUTIONS = frozenset(["government", "organisation", "company", "news agency", "news outlet", "court", "group", "poll", "document"])


@dataclass(frozen=True, eq=False, slots=True)
class Entity:
    """Somebody or something that speaks, as the whole article shows it; what answers add is in the state.

    words   of a name; none for a source that is a description
    gender  "m", "f" or ""; `plural` for collectives; `they`: the article says they/them
    heads   the nouns that may take it up; `roles` in words, the first is the role of the record
    first   token where it first stands
    kin     nouns that say whose relative somebody is
    """

    name: str
    type: str
    words: Name = ()
    gender: str = ""
    plural: bool = False
    heads: frozenset[str] = frozenset()
    roles: tuple[str, ...] = ()
    first: int = 0
    they: bool = False
    joint: bool = False
    kin: frozenset[str] = frozenset()

    @property
    def person(self) -> bool:
        return self.type in _PEOPLE or (not self.plural and self.type in _ONE_OF_THEM)


class Fact(NamedTuple):
    """What an answer tells of an entity besides who it is."""

    entity: Entity
    aspect: Aspect
    value: str


class Answer(NamedTuple):
    """An entity, or None and why; the sieve that answered; what is learned where the answer stands.

    described  the answer makes or names a source that `the …` can take up: the token where it stands and its noun
    local      holds in its own paragraph only
    """

    entity: Entity | None
    sieve: str
    why: str = ""
    learned: tuple[Fact, ...] = ()
    described: tuple[int, str] | None = None
    local: bool = False


NOBODY = Answer(None, "", "")


def two_fit(first: str, second: str) -> Answer:
    """Nobody, since two fit."""
    return Answer(None, "two-fit", f"two candidates fit: {first} and {second}")
