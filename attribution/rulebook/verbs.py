"""Verb cards: all that is known of one verb on one line of verbs.tsv, and the lists that are made of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from attribution.errors import RuleError
from attribution.rulebook.entries import counted, nearest, rows_of
from attribution.rulebook.rules import Files, plain

FILE, WAYS = "verbs.tsv", "ways.tsv"
_COLUMNS = ("verb", "ways", "certainty", "chunk", "checks")
_PARTS = ("v", "p")  # of signatures: the verb, and its participle in the passive
# Chunk mark → slot of the verb's forms → the name of a chunk that ends so (see [[head]] in chunks.toml); the slots a plain mark stands for.
_HEADS: Mapping[str, Mapping[str, str]] = {
    "said": {"base": "SAID", "s": "SAID", "ed": "SAID", "en": "SPOKEN", "ing": "SAYING"},
    "voiced": {"base": "VOICED", "s": "VOICED", "ed": "VOICED", "en": "SPOKEN", "ing": "SAYING"},
    "to-say": {"base": "TOSAY"},
}
_SLOTS: Mapping[str, tuple[str, ...]] = {"said": ("s", "ed", "en", "ing"), "voiced": ("s", "ed", "en", "ing"), "to-say": ("base",)}


class Way(NamedTuple):
    """A way of reporting: the frames that a verb of this way stands in, and how often it is then right, of how many seen."""

    frames: tuple[str, ...]
    right: int
    seen: int


class Signature(NamedTuple):
    """What a verb does to what hangs on it: a class of composition.tsv, for a part and frames; `act` is - or overrides the class's."""

    name: str
    part: str
    frames: str
    act: str


class Card(NamedTuple):
    """One verb, with its particle behind a blank; `heads`: (chunk, slot) pairs; `checks`: code → the plain word in its place, or ""."""

    verb: str
    ways: tuple[Way, ...]
    signatures: tuple[Signature, ...]
    heads: tuple[tuple[str, str], ...]
    checks: Mapping[str, str]


@dataclass(frozen=True)
class Verbs:
    """All cards, in the order of the file, and the irregular forms of verbs."""

    cards: tuple[Card, ...]
    irregular: Mapping[str, tuple[str, ...]]

    def counts(self) -> Iterator[tuple[str, str, int, int]]:
        """(verb, frame, right, seen) of each way of each verb."""
        for card in self.cards:
            for way in card.ways:
                yield from ((card.verb, frame, way.right, way.seen) for frame in way.frames)

    def signatures(self) -> Iterator[tuple[str, str, str, str, str]]:
        """(class, part, frames, act, verb), as the rows of signatures.tsv; a particle behind a hyphen."""
        for card in self.cards:
            yield from ((*signature, card.verb.replace(" ", "-")) for signature in card.signatures)

    def heads(self) -> Mapping[str, tuple[str, ...]]:
        """Name of a chunk → the forms with which it ends."""
        out: dict[str, dict[str, None]] = {}
        for card in self.cards:
            forms = self.forms(card.verb) if card.heads else {}
            for name, slot in card.heads:
                out.setdefault(name, {}).update(dict.fromkeys(forms[slot]))
        return {name: tuple(forms) for name, forms in out.items()}

    @cached_property
    def saying(self) -> frozenset[str]:
        """All forms of the verbs of saying."""
        said = (card.verb for card in self.cards if any(chunk == "SAID" for chunk, _ in card.heads))
        return frozenset(form for verb in said for forms in self.forms(verb).values() for form in forms)

    def checked(self, code: str) -> dict[str, str]:
        """Verb → the plain word in its place, of the verbs that a check looks for."""
        return {card.verb: card.checks[code] for card in self.cards if code in card.checks}

    def forms(self, verb: str) -> Mapping[str, tuple[str, ...]]:
        """The verb's forms by slot; a few that do not exist are among them, which does no harm.

        >>> Verbs((), {"tell": ("told",)}).forms("tell")["ed"]
        ('told',)
        >>> Verbs((), {}).forms("deny")["s"], Verbs((), {}).forms("quip")["ing"]
        (('denies',), ('quiping', 'quipping'))
        """
        soft = verb.endswith("y") and verb[-2:-1] not in "aeiou"
        stem = verb[:-1] if verb.endswith("e") else verb
        doubled = verb + verb[-1] if verb[-1] not in "aeiouwxy" else ""
        past = tuple(form for form in self.irregular.get(verb, ()) if not form.endswith("ing"))
        regular = (verb[:-1] + "ied",) if soft else (stem + "ed", *((doubled + "ed",) if doubled else ()))
        return {
            "base": (verb,),
            "s": (verb[:-1] + "ies",) if soft else (verb + "s", verb + "es") if verb.endswith(("s", "x", "z", "h")) else (verb + "s",),
            "ed": past[:1] or regular,
            "en": past[-1:] or regular,
            "ing": (stem + "ing", *((doubled + "ing",) if doubled else ())),
        }


def read_verbs(files: Files) -> Verbs:
    """The cards of verbs.tsv and the ways of ways.tsv. RuleError that names the line and the nearest known word."""
    ways: dict[str, Way] = {}
    for number, (name, frames, *counts, _) in rows_of(files.text(WAYS), WAYS, ("way", "frames", "right", "seen", "what")):
        ways.setdefault(name, Way(tuple(frames.split(",")), *counted(counts, WAYS, number)))
    irregular: dict[str, tuple[str, ...]] = {}
    for line in files.text("irregular-verbs.txt").splitlines():
        base, *forms = line.split("#")[0].split() or [""]
        irregular.setdefault(base, tuple(form for form in forms if form not in (base, base + "s", base + "es")))
    cards = [_card(line, number, ways) for number, line in enumerate(files.text(FILE).splitlines(), 1) if line and line[0] != "#"]
    return Verbs(tuple(cards), irregular)


def read_lines(files: Files) -> Mapping[str, tuple[str, ...]]:
    """Verb → the columns of its card as they are written."""
    lines = (line.split("\t") for line in reversed(files.text(FILE).splitlines()) if line and line[0] != "#")
    return {cells[0]: tuple([*cells[1:], "", "", ""][: len(_COLUMNS) - 1]) for cells in lines}


def read_glosses_of_ways(files: Files) -> Mapping[str, str]:
    """Way → what it is, and how often it is right."""
    rows = rows_of(files.text(WAYS), WAYS, ("way", "frames", "right", "seen", "what"))
    return {name: f"{what} (right {right} of {seen} times: {frames.replace(',', ', ')})" for _, (name, frames, right, seen, what) in rows}


@plain
def read_saying(files: Files) -> list[str]:
    """All forms of the verbs of saying."""
    return sorted(files.get(read_verbs).saying)


def _card(line: str, number: int, ways: Mapping[str, Way]) -> Card:
    where = f"{FILE}:{number}"
    cells = line.split("\t")
    if not 1 < len(cells) <= len(_COLUMNS):
        hint = "; columns are parted by tabs, not blanks" if len(cells) == 1 else ""
        raise RuleError(f"{where}: two to five columns are wanted ({', '.join(_COLUMNS)}), this line has {len(cells)}{hint}")
    verb, named, certainty, chunk, checks = [*cells, "", "", ""][: len(_COLUMNS)]
    for way in named.split():
        if way not in ways:
            raise RuleError(f"{where}: {verb}: there is no way {way!r} in {WAYS}{nearest(way, ways)}")
    heads = tuple(head for mark in chunk.split() for head in _heads(mark, f"{where}: {verb}"))
    signatures = tuple(_signature(text, f"{where}: {verb}") for text in certainty.split())
    return Card(verb, tuple(ways[way] for way in named.split()), signatures, heads, dict(_check(text) for text in checks.split()))


def _signature(text: str, where: str) -> Signature:
    """`claim:that,to`; `confirm/p:that` of the participle; `urge:to=communication` with an act of its own."""
    name, colon, frames = text.partition(":")
    name, _, part = name.partition("/")
    frames, _, act = frames.partition("=")
    if not colon or not frames or (part or "v") not in _PARTS:
        raise RuleError(f"{where}: {text!r} is not written as class:frames, such as claim:that,to or confirm/p:that")
    return Signature(name, part or "v", frames, act or "-")


def _heads(mark: str, where: str) -> Iterator[tuple[str, str]]:
    """`said`, or `said:s,ed` for these forms only."""
    name, _, slots = mark.partition(":")
    if name not in _HEADS:
        raise RuleError(f"{where}: there is no chunk mark {name!r}{nearest(name, _HEADS)}")
    for slot in slots.split(",") if slots else _SLOTS[name]:
        if slot not in _HEADS[name]:
            raise RuleError(f"{where}: {mark}: there is no form {slot!r}; there are {', '.join(_HEADS[name])}")
        yield _HEADS[name][slot], slot
        if (name, slot) == ("voiced", "ing"):  # and is calling for
            yield _HEADS[name]["ed"], slot


def _check(text: str) -> tuple[str, str]:
    code, _, instead = text.partition("=")
    return code, instead
