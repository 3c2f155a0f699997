"""The two alphabets of the rule notation, from rules/chunks.toml: names of tagged words, and names of chunks."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import regex

from attribution.rulebook.firsts import first_characters
from attribution.rulebook.notation import Alphabet, character_class, translate
from attribution.rulefiles import read_rules

PENN = (
    "CC CD DT EX FW IN JJ JJR JJS LS MD NN NNS NNP NNPS PDT POS PRP PRP$ RB RBR RBS RP SYM TO UH VB VBD VBG VBN VBP VBZ WDT WP WP$ WRB"
    " $ # `` '' -LRB- -RRB- , . :"
).split()
QUOTE, STOP = "Q", "#"  # chunk characters fixed by meaning: a whole quotation; the edge of a sentence
_MEMO = 50_000  # distinct (word, tag) pairs remembered


class _Encoder(dict[tuple[str, str], str]):
    """(normalised word, tag) → character; fills itself, holds words only, and starts anew when full."""

    def __init__(
        self, by_word: Mapping[str, Mapping[str, str]], by_tag: Mapping[str, str], capital: Mapping[str, str], other: str
    ) -> None:
        super().__init__()
        self._by_word, self._by_tag, self._capital, self._other = by_word, by_tag, capital, other

    def _character(self, word: str, tag: str) -> str:
        known = self._by_word.get(word.lower())
        if known is not None and tag in known:
            return known[tag]
        if word[:1].isupper() and tag in self._capital:
            return self._capital[tag]
        return self._by_tag.get(tag, self._other)

    def __missing__(self, key: tuple[str, str]) -> str:
        word, tag = key
        char = self._character(word, tag)
        if len(self) > _MEMO:
            self.clear()
        self[key] = char
        return char


@dataclass(frozen=True, slots=True)
class ChunkGrammar:
    """Compiled rules/chunks.toml.

    encode   (word, tag) → token character
    pattern  one alternation over token characters; group number → chunk character in `groups` (0: the leaf's own)
    leaves   token character → chunk character
    headed   the chunk characters whose last word can give them a name of its own
    heads    (chunk character, last word) → the character of a chunk with such a head
    chunks   alphabet of the chunk names: what rule patterns are written in
    names    chunk character → name, for `explain`
    dateline what may stand before a paragraph's first sentence
    """

    encode: _Encoder
    pattern: re.Pattern[str]
    groups: tuple[str, ...]
    leaves: Mapping[str, str]
    proper: frozenset[str]
    headed: frozenset[str]
    heads: Mapping[tuple[str, str], str]
    chunks: Alphabet
    names: Mapping[str, str]
    cells: Mapping[str, str]
    dateline: regex.Pattern[str]


def _letters() -> list[str]:
    """Characters for an alphabet: letters first (so that a dump can be read), then others; none that the two fixed ones use."""
    pool = [chr(c) for c in (*range(97, 123), *range(65, 91), *range(48, 58), *range(0xC0, 0x180)) if chr(c) not in (QUOTE, STOP)]
    return [c for c in pool if c.isalnum()]


@cache
def chunk_grammar() -> ChunkGrammar:
    """The shipped grammar, compiled once a process."""
    data = tomllib.loads(read_rules("chunks.toml"))
    pool = iter(_letters())
    names: dict[str, str] = {}
    for name in (*PENN, *(w["name"] for w in data["word"])):
        names.setdefault(name, next(pool))
    by_word: dict[str, dict[str, str]] = {}
    for entry in data["word"]:
        tags = [tag for tag in PENN if re.fullmatch(entry["tags"], tag)]
        for word in entry.get("words", ()):
            known = by_word.setdefault(word, {})
            for tag in tags:
                known.setdefault(tag, names[entry["name"]])
    by_tag = {tag: names[tag] for tag in PENN}
    capital = {e["tags"]: names[e["name"]] for e in data["word"] if e.get("shape") == "capital"}
    tokens = Alphabet({**names, QUOTE: QUOTE, STOP: STOP})
    encoder = _Encoder(by_word, by_tag, capital, names["SYM"])
    leaf_names = _leaves(data, names)
    every = [*dict.fromkeys([*(c["name"] for c in data["chunk"]), "NAME", *(h["name"] for h in data["head"]), *leaf_names.values()])]
    pool = iter(_letters())
    letter = {name: next(pool) for name in every} | {QUOTE: QUOTE, STOP: STOP}
    groups = {name: "".join(letter[n] for n in members) for name, members in data["groups"].items()}
    parts = [translate(c["pattern"], tokens, data["macros"]) for c in data["chunk"]]
    pattern = _alternation(parts, "".join(names.values()) + QUOTE + STOP)
    return ChunkGrammar(
        encode=encoder,
        pattern=pattern,
        groups=("", *(letter[c["name"]] for c in data["chunk"])),
        leaves={char: letter[leaf_names[name]] for name, char in names.items()} | {QUOTE: QUOTE, STOP: STOP},
        proper=frozenset(names[t] for t in ("NNP", "NNPS", "capital", "month")),
        chunks=Alphabet({**letter, **groups}),
        headed=frozenset(letter[h["of"]] for h in data["head"]),
        heads={(letter[h["of"]], word): letter[h["name"]] for h in data["head"] for word in h["words"]},
        names={char: name for name, char in letter.items()},
        cells={char: name for name, char in names.items()},
        dateline=regex.compile(data["dateline"]),
    )


def _alternation(parts: list[str], every: str) -> re.Pattern[str]:
    """One pattern whose group k is part k; a part is tried only where the next character can begin it, and most can begin none."""
    firsts = [first_characters(part) for part in parts]
    alone = "".join(c for c in every if not any(c in first for first in firsts))
    guarded = [f"(?={character_class(''.join(first))})({part})" for first, part in zip(firsts, parts, strict=True)]
    return re.compile("|".join([character_class(alone), *guarded, "."]), re.DOTALL)


def _leaves(data: Mapping[str, Mapping[str, str]], names: Mapping[str, str]) -> dict[str, str]:
    """Token name → name of the chunk that it is by itself."""
    classes = {w["name"] for w in data["word"]}  # type: ignore[index]
    leaf = data["leaf"]
    out: dict[str, str] = {}
    for name in names:
        if name in classes:
            out[name] = leaf.get(name, name)
        else:
            out[name] = next(kind for pattern, kind in leaf.items() if pattern not in classes and re.fullmatch(pattern, name))
    return out
