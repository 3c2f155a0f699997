"""The tables of certainty, read from rules/: signatures of embedding words, what their classes do, hedges and clause words."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from attribution.errors import RuleError
from attribution.rulefiles import read_rules

STRENGTH = {
    "asserted": "CT",
    "confirmed": "CT",
    "planned": "PR",
    "probable": "PR",
    "possible": "PS",
    "improbable": "PR",
    "denied": "CT",
    "doubted": "PS",
}


@dataclass(frozen=True, slots=True)
class Effect:
    """One row of composition.tsv; `affirmed` and `negated` are (label, sign), ("=", ±1) for as the word itself, ("", 1) for nothing."""

    name: str
    affirmed: tuple[str, int]
    negated: tuple[str, int]
    weight: str
    stance: str
    act: str


@dataclass(frozen=True, slots=True)
class Tables:
    """All of it. `signatures`: any inflected form → part → frame → (effect, act), frames that share a row filled in."""

    signatures: Mapping[str, Mapping[str, Mapping[str, tuple[Effect, str]]]]
    effects: Mapping[str, Effect]
    words: Mapping[str, Any]
    sets: Mapping[str, frozenset[str]]
    modifiers: Mapping[str, str]
    embedders: frozenset[str]  # forms with a signature, alone or with the particle after them
    phrases: Mapping[str, Sequence[tuple[int, list[str], str]]]  # word → (its place in it, words, kind) of the conjunctions it stands in
    pasts: frozenset[str]
    unchanged: frozenset[str]
    watched: frozenset[str]  # words that mean something on the way to a subject or an auxiliary, whatever their tag

    def find(self, form: str, part: str, frame: str) -> Effect | None:
        """What the word `form` does in `frame`; None where the tables are silent."""
        row = self.row(form, part, frame)
        return row[0] if row else None

    def any_row(self, form: str, part: str) -> tuple[Effect, str] | None:
        """The effect and act of a word that has the same in every frame; None of others."""
        frames = self.signatures.get(form, {}).get(part)
        if not frames:
            return None
        rows = list(frames.values())
        return rows[0] if all(r[0].name == rows[0][0].name for r in rows) else None

    def row(self, form: str, part: str, frame: str) -> tuple[Effect, str] | None:
        """The effect and act of a word in `frame`."""
        parts = self.signatures.get(form)
        frames = parts.get(part) if parts else None
        return frames.get(frame) if frames else None


_CLAUSES = ("that", "wh", "to", "oto", "ing")


def _outcome(text: str) -> tuple[str, int]:
    if text == "=":
        return "=", 1
    if text == "!":
        return "=", -1
    if text == "-":
        return "", 1
    return (text[:-1], -1) if text.endswith("-") else (text.removesuffix("+"), 1)


def _rows(name: str) -> list[list[str]]:
    lines = (line for line in read_rules(name).splitlines() if line and not line.startswith("#"))
    return [line.split("\t") for line in lines]


def _irregular() -> dict[str, list[str]]:
    """Verb → its irregular forms."""
    rows = (line.split("#")[0].split() for line in read_rules("irregular-verbs.txt").splitlines())
    return {words[0]: words[1:] for words in rows if words}


def _forms(word: str, part: str, irregular: Mapping[str, list[str]]) -> list[str]:
    """The word as it may stand in a text; a few of the forms may not exist, which does no harm."""
    if part == "a":
        return [word]
    if "-" in word:
        verb, particle = word.split("-")
        return [f"{form}-{particle}" for form in _forms(verb, part, irregular)]
    plural = word[:-1] + "ies" if word.endswith("y") and word[-2:-1] not in "aeiou" else word + "s"
    forms = [word, plural, word + "es"]
    if part == "n":
        return forms
    stem = word[:-1] if word.endswith("e") else word
    past = word[:-1] + "ied" if plural.endswith("ies") and word.endswith("y") else stem + "ed"
    forms += [past, stem + "ing", word + word[-1] + "ed", word + word[-1] + "ing"]
    return forms + irregular.get(word, [])


def _fill(signatures: Mapping[str, Mapping[str, dict[str, tuple[Effect, str]]]]) -> None:
    """Adds the frames that go by another's row: `whether` by `wh`, every clause by `*`."""
    for table in (table for parts in signatures.values() for table in parts.values()):
        if "wh" in table:
            table.setdefault("whether", table["wh"])
        if "*" in table:
            table.update({frame: table["*"] for frame in _CLAUSES if frame not in table})


def _conjunctions(clauses: Mapping[str, Sequence[str]]) -> dict[str, list[tuple[int, list[str], str]]]:
    """Conjunctions of several words, by each of their words."""
    out: dict[str, list[tuple[int, list[str], str]]] = {}
    for kind, name in (("condition", "conditional_phrases"), ("purpose", "purpose_phrases")):
        for words in map(str.split, clauses[name]):
            for at, word in enumerate(words):
                out.setdefault(word, []).append((at, words, kind))
    return out


@cache
def shipped_certainty() -> Tables:
    """The shipped tables, read once a process. RuleError where a signature names no class."""
    effects = {r[0]: Effect(r[0], _outcome(r[1]), _outcome(r[2]), r[3], r[4], r[5]) for r in _rows("composition.tsv")}
    irregular = _irregular()
    signatures: dict[str, dict[str, dict[str, tuple[Effect, str]]]] = {}
    for name, part, frames, act, words in _rows("signatures.tsv"):
        if name not in effects:
            raise RuleError(f"signatures.tsv: class {name!r} is not in composition.tsv")
        effect = effects[name]
        row = (effect, effect.act if act == "-" else act)
        for word in words.split():
            for form in _forms(word, part, irregular):
                table = signatures.setdefault(form, {}).setdefault(part, {})
                for frame in frames.split(","):
                    table.setdefault(frame, row)
    _fill(signatures)
    words_ = tomllib.loads(read_rules("certainty.toml"))
    sets = {f"{a}.{b}": frozenset(v) for a, part_ in words_.items() for b, v in part_.items() if isinstance(v, list)}
    modifiers = {w: label for label, ws in words_["nouns"].items() for w in ws}
    pasts = frozenset(f for base, forms in irregular.items() for f in forms if f != base and not f.endswith("ing")) - {
        "are",
        "is",
        "am",
        "'m",
        "'re",
        "'s",
        "has",
        "'ve",
        "does",
        "goes",
    }
    unchanged = frozenset(base for base, forms in irregular.items() if not [f for f in forms if not f.endswith("ing")])
    watched = sets["clauses.conditional"] | sets["clauses.adverbial"] | sets["negation.before_verb"] | sets["clauses.marks"]
    watched |= frozenset(words_["adverbs"]) | {"that", "whether"}
    embedders = frozenset(form.split("-")[0] for form in signatures) | signatures.keys()
    phrases = _conjunctions(words_["clauses"])
    return Tables(signatures, effects, words_, sets, modifiers, embedders, phrases, pasts, unchanged, watched)
