"""Who is one person in many articles: names as they are compared, and the roles that part two of one name. Rather two than one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Literal, NamedTuple

from attribution.people import plain
from attribution.rulebook.rules import shipped_rules
from attribution.rulefiles import read_rules
from attribution.speakers.keys import bare
from attribution.speakers.lexicon import Lexicon, read_lexicon
from attribution.verify.language import language

How = Literal["full", "single", "body", "described", "unnamed"]
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ROLE_WORD = re.compile(_WORD.pattern + r"\.?")
_PERSON = "person"
_CROWD = 50  # people of one name in whose roles a word stands: from then on it tells none of them


class Name(NamedTuple):
    """A speaker's name as it is compared.

    Of a person only: `last` is the surname, `initials` part George W. from George H. W.; the younger of two has "jr" in the key.
    """

    how: How
    key: str
    last: str = ""
    initials: str = ""


def name_of(speaker: str, source_type: str | None, anonymous: bool, lexicon: Lexicon) -> Name:
    """What kind of name it is: a person's full one, one word of it, a body's, a description ("the company"), or somebody's unnamed."""
    called = bare(speaker)
    if anonymous:
        return Name("unnamed", in_full(plain(called)))
    office = plain(called) in offices() or plain(called) in offices().values()
    if office or not any(word[0].isupper() or word[0].isdigit() for word in _WORD.findall(called)):
        return Name("described", in_full(plain(called)))
    if source_type != _PERSON:
        return Name("body", plain(called))
    words = plain(called).replace(",", " ").split()
    while len(words) > 1 and words[0] in lexicon.honorifics:
        words.pop(0)
    initials = [word.strip(".") for word in words[1:] if len(word.strip(".")) == 1]
    names = [words[0], *(word.strip(".") for word in words[1:] if len(word.strip(".")) > 1)]
    last = next((word for word in reversed(names) if word not in lexicon.suffixes), names[0])
    return Name("full" if last != names[0] else "single", " ".join(names), last, " ".join(initials))


class Voice(NamedTuple):
    """Whoever bears a name in one document, with the roles that it gives."""

    doc: str
    roles: tuple[str, ...]
    initials: str = ""


@dataclass
class Bearer:
    """One person among the bearers of a name; `roles` with how many documents give each."""

    initials: str
    roles: Counter[str] = field(default_factory=Counter)

    @property
    def role(self) -> str | None:
        """The role that most documents give, of two the longer."""
        return min(self.roles, key=lambda role: (-self.roles[role], -len(role), role)) if self.roles else None


def told_apart(voices: Sequence[Voice]) -> tuple[list[Bearer], list[int | None]]:
    """The people of one name, and which of them each voice is: None where two fit.

    Two voices are one person where their roles share more than half of the shorter one's words, or one document gives both. Who is given
    no role is the only one there is, or nobody yet.
    """
    variants = sorted({voice.initials for voice in voices} - {""})
    bearers: list[Bearer] = []
    found: list[int | None] = [None] * len(voices)
    for initials in variants if len(variants) > 1 else [variants[0] if variants else ""]:
        mine = [at for at, voice in enumerate(voices) if voice.initials == initials or len(variants) < 2]
        people, places = _by_roles([voices[at] for at in mine])
        for at, place in zip(mine, places, strict=True):
            found[at] = None if place is None else place + len(bearers)
        bearers += [Bearer(initials, people_roles) for people_roles in people]
    return bearers, found


def _by_roles(voices: Sequence[Voice]) -> tuple[list[Counter[str]], list[int | None]]:
    groups = _grouped({role for voice in voices for role in voice.roles})
    one = Groups()
    for _ in range(1 + max((group for group in groups.values() if group is not None), default=-1)):
        one.add()
    held = [[group for role in voice.roles if (group := groups[role]) is not None] for voice in voices]
    for each in held:
        one.join(each)
    numbers = {group: number for number, group in enumerate(sorted({one.of(each[0]) for each in held if each}))}
    people = [Counter[str]() for _ in numbers] or [Counter[str]()]
    places: list[int | None] = []
    for voice, each in zip(voices, held, strict=True):
        place = numbers[one.of(each[0])] if each else 0 if len(people) == 1 else None
        places.append(place)
        if place is not None:
            people[place].update(voice.roles)
    return people, places


def _grouped(roles: Iterable[str]) -> dict[str, int | None]:
    """Roles by the person that they are of, the longest first, since they say most; None where two people fit.

    A role that has two words or more of others makes them one; by one word alone ("director") it is one's only where one has it.
    """
    told = {role: role_words(role) for role in roles}
    leaders: list[frozenset[str]] = []
    having: dict[str, list[int]] = {}
    groups: dict[str, int | None] = {}
    one = Groups()
    for role, words in sorted(told.items(), key=lambda each: (-len(each[1]), each[0])):
        near = {leader for word in words for leader in having.get(word, ()) if len(having[word]) <= _CROWD}
        fitting = [leader for leader in sorted(near) if agree(words, leaders[leader])]
        firmly = [leader for leader in fitting if len(words & leaders[leader]) > 1]
        one.join(firmly)
        homes = {one.of(leader) for leader in firmly or fitting}
        groups[role] = homes.pop() if len(homes) == 1 else None
        if words and not (fitting and not firmly):
            groups[role] = one.add(firmly)
            for word in words:
                having.setdefault(word, []).append(len(leaders))
            leaders.append(words)
    return {role: None if group is None else one.of(group) for role, group in groups.items()}


class Groups:
    """Numbers in groups that can become one; each is known by one of its own."""

    def __init__(self) -> None:
        self._home: list[int] = []

    def add(self, to: Sequence[int] = ()) -> int:
        """A new number, in the group of others, which are of one group."""
        self._home.append(to[0] if to else len(self._home))
        return len(self._home) - 1

    def of(self, number: int) -> int:
        """The group of a number."""
        while self._home[number] != number:
            self._home[number] = self._home[self._home[number]]
            number = self._home[number]
        return number

    def join(self, numbers: Sequence[int]) -> None:
        """Make the groups of all these one."""
        for other in numbers[1:]:
            self._home[self.of(other)] = self.of(numbers[0])


@cache
def offices() -> Mapping[str, str]:
    """Offices in short → in full, in small letters."""
    lines = read_rules("offices.tsv").splitlines()
    return dict(line.split("\t") for line in lines if line and not line.startswith("#"))


def in_full(name: str) -> str:
    """A name in small letters, its offices in full.

    >>> in_full("pm"), in_full("pm's office")
    ('prime minister', "pm's office")
    """
    return " ".join(offices().get(word, word) for word in name.split())


def role_words(role: str) -> frozenset[str]:
    """The words that tell something of a role, titles and offices in full.

    >>> sorted(role_words("the former Sen. of Norvane")), sorted(role_words("UK PM"))
    (['former', 'norvane', 'senator'], ['minister', 'prime', 'uk'])
    """
    lexicon = shipped_rules().get(read_lexicon)
    words = (lexicon.in_full(word) or word.rstrip(".") for word in _ROLE_WORD.findall(in_full(plain(role))))
    return frozenset(words) - language().function


def agree(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two roles may be one person's: "chief executive" and "chief executive of Norvane", no film director and finance director."""
    return 2 * len(one & other) > min(len(one), len(other))


def fitting(roles: Sequence[str], people: Mapping[str, Iterable[str] | None]) -> list[str]:
    """Those of `people`, given with their roles, who may be whoever has these roles; anybody may be whoever has none.

    Roles that are None are anything: the people file has not said.
    """
    mine = [role_words(role) for role in roles]
    return [
        person for person, theirs in people.items()
        if not mine or theirs is None or any(agree(one, role_words(other)) for one in mine for other in theirs)
    ]  # fmt: skip
