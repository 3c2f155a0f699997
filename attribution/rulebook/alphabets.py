"""The two alphabets of the rule notation, from rules/chunks.toml: names of tagged words, and names of chunks."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

import regex

from attribution.memo import Memo
from attribution.rulebook.firsts import first_characters
from attribution.rulebook.notation import Alphabet, character_class, translate
from attribution.rulefiles import read_rules

PENN = (
    "CC CD DT EX FW IN JJ JJR JJS LS MD NN NNS NNP NNPS PDT POS PRP PRP$ RB RBR RBS RP SYM TO UH VB VBD VBG VBN VBP VBZ WDT WP WP$ WRB"
    " $ # `` '' -LRB- -RRB- , . :"
).split()
QUOTE, STOP = "Q", "#"  # chunk characters fixed by meaning: a whole quotation; the edge of a sentence


@dataclass(frozen=True, slots=True)
class _Words:
    """Which character stands for a tagged word."""

    by_word: Mapping[str, Mapping[str, str]]
    by_tag: Mapping[str, str]
    capital: Mapping[str, str]
    other: str

    def character(self, key: tuple[str, str]) -> str:
        word, tag = key
        known = self.by_word.get(word.lower())
        if known is not None and tag in known:
            return known[tag]
        if word[:1].isupper() and tag in self.capital:
            return self.capital[tag]
        return self.by_tag.get(tag, self.other)


class _Phrases:
    """Which character stands for a chunk: by the alternative that takes its token characters."""

    def __init__(self, parts: list[str], chars: tuple[str, ...], leaves: Mapping[str, str], proper: Mapping[str, str]) -> None:
        self._pattern = re.compile("|".join([*(f"({part})" for part in parts), "."]), re.DOTALL)
        self._chars, self._leaves, self._proper = chars, leaves, proper
        self._ahead = set().union(*(first_characters(part) for part in parts if "(?=" in part or "(?!" in part))

    def character(self, piece: str) -> str:
        """That of the chunk `piece`, or "" where what stands after it can decide.

        Read by itself a chunk is what it was in its sentence: the same alternative takes it, and none before does, for none did there.
        """
        return "" if piece[0] in self._ahead else self.inside(piece, 0)

    def inside(self, cells: str, begin: int) -> str:
        """That of the chunk that begins at `begin` of a document's token characters."""
        m = self._pattern.match(cells, begin)
        assert m is not None
        char = self._chars[m.lastindex - 1] if m.lastindex else self._leaves[m[0]]
        return self._proper.get(char + m[0][-1], char)


@dataclass(frozen=True, slots=True)
class ChunkGrammar:
    """Compiled rules/chunks.toml.

    encode   (word, tag) → token character
    pattern  one alternation over token characters: its matches are the chunks
    kinds    token characters of a chunk → chunk character, or "" where the next token decides: ask `inside`
    headed   the chunk characters whose last word can give them a name of its own
    heads    (chunk character, last word) → the character of a chunk with such a head
    chunks   alphabet of the chunk names: what rule patterns are written in
    names    chunk character → name, for `explain`
    dateline what may stand before a paragraph's first sentence
    """

    encode: Memo[tuple[str, str], str]
    pattern: re.Pattern[str]
    kinds: Memo[str, str]
    inside: Callable[[str, int], str]
    headed: frozenset[str]
    heads: Memo[tuple[str, str], str]
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
    words = _Words(by_word, by_tag, capital, names["SYM"])
    leaf_names = _leaves(data, names)
    every = [*dict.fromkeys([*(c["name"] for c in data["chunk"]), "NAME", *(h["name"] for h in data["head"]), *leaf_names.values()])]
    pool = iter(_letters())
    letter = {name: next(pool) for name in every} | {QUOTE: QUOTE, STOP: STOP}
    groups = {name: "".join(letter[n] for n in members) for name, members in data["groups"].items()}
    parts = [translate(c["pattern"], tokens, data["macros"]) for c in data["chunk"]]
    leaves = {char: letter[leaf_names[name]] for name, char in names.items()} | {QUOTE: QUOTE, STOP: STOP}
    proper = {letter["NP"] + names[tag]: letter["NAME"] for tag in ("NNP", "NNPS", "capital", "month")}
    phrases = _Phrases(parts, tuple(letter[c["name"]] for c in data["chunk"]), leaves, proper)
    heads = {(letter[h["of"]], word): letter[h["name"]] for h in data["head"] for word in h["words"]}
    return ChunkGrammar(
        encode=Memo(words.character),
        pattern=_pattern(parts, "".join(leaves)),
        kinds=Memo(phrases.character),
        inside=phrases.inside,
        chunks=Alphabet({**letter, **groups}),
        headed=frozenset(letter[h["of"]] for h in data["head"]),
        heads=Memo(lambda key: heads.get((key[0], key[1].lower()), key[0])),
        names={char: name for name, char in letter.items()},
        cells={char: name for name, char in names.items()},
        dateline=regex.compile(data["dateline"]),
    )


def _pattern(parts: list[str], every: str) -> re.Pattern[str]:
    """One pattern of all parts, and of any character that none takes; first those that can begin no part, since most can begin none."""
    firsts = set().union(*map(first_characters, parts))
    return re.compile("|".join([character_class("".join(set(every) - firsts)), *parts, "."]), re.DOTALL)


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
