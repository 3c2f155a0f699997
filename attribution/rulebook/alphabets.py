"""The two alphabets of the rule notation, from rules/chunks.toml: names of tagged words, and names of chunks."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from attribution.errors import RuleError
from attribution.memo import Memo
from attribution.patterns import compiled
from attribution.rulebook.entries import nearest
from attribution.rulebook.firsts import first_characters, without_lookaheads
from attribution.rulebook.later import Cased
from attribution.rulebook.notation import Alphabet, Notation, character_class
from attribution.rulebook.rules import Files, plain
from attribution.rulebook.verbs import read_verbs

PENN = (
    "CC CD DT EX FW IN JJ JJR JJS LS MD NN NNS NNP NNPS PDT POS PRP PRP$ RB RBR RBS RP SYM TO UH VB VBD VBG VBN VBP VBZ WDT WP WP$ WRB"
    " $ # `` '' -LRB- -RRB- , . :"
).split()
_FIRST = 32  # the number of the first character that stands for a class of words
QUOTE, STOP = "Q", "#"  # chunk characters fixed by meaning: a whole quotation; the edge of a sentence


class _Words:
    """Words by what the grammar says of them: words of one class differ in nothing, so that later stages look at the class alone."""

    def __init__(self, classes: Mapping[str, Any], by_tag: Mapping[str, str], capital: Mapping[str, str], other: str) -> None:
        """`classes`: see `read_word_classes`; the others: characters by tag alone, of any word, of one with a capital, of the rest."""
        self._said: list[tuple[Mapping[str, str], Mapping[str, str]]] = classes["said"]
        self._numbers: Mapping[str, int] = classes["words"]
        self._by_tag, self._capital, self._other = by_tag, capital, other

    def word_class(self, norm: str) -> str:
        """The class of a normalised word: one character, odd for words with a capital."""
        return chr(_FIRST + 2 * self._numbers.get(norm.lower(), 0) + norm[:1].isupper())

    def cell(self, key: tuple[str, str]) -> str:
        """The character of a word of such a class and tag."""
        number, capital = divmod(ord(key[0]) - _FIRST, 2)
        tag = key[1]
        if tag in self._said[number][0]:
            return self._said[number][0][tag]
        if capital and tag in self._capital:
            return self._capital[tag]
        return self._by_tag.get(tag, self._other)

    def headed(self, key: tuple[str, str]) -> str:
        """The character of a chunk of such a kind whose last word is of such a class."""
        kind, last = key
        return self._said[(ord(last) - _FIRST) // 2][1].get(kind, kind)


class _Kind:
    """One kind of chunk: the character that stands for it and its pattern over token characters, compiled when it is first tried.

    Where the pattern looks ahead, what does not match what is left of it with all lookaheads taken for true is no such chunk, and what
    matches with none of them true is one, whatever follows.
    """

    def __init__(self, part: str, char: str) -> None:
        self._part, self.char, self.looks = part, char, "(?=" in part or "(?!" in part

    @cached_property
    def whole(self) -> re.Pattern[str]:
        """The pattern."""
        return compiled(self._part)

    @cached_property
    def perhaps(self) -> re.Pattern[str]:
        """The pattern with all lookaheads taken for true."""
        return compiled(without_lookaheads(self._part, "")) if self.looks else self.whole

    @cached_property
    def surely(self) -> re.Pattern[str]:
        """The pattern with no lookahead taken for true."""
        return compiled(without_lookaheads(self._part, "(?!)"))


class _Phrases:
    """Which character stands for a chunk: by the alternative that takes its token characters."""

    def __init__(self, chunking: Mapping[str, Any], proper: Mapping[str, str]) -> None:
        """`chunking`: see `read_chunking`."""
        kinds = [_Kind(part, char) for part, char in zip(chunking["parts"], chunking["chars"], strict=True)]
        self._kinds = list(zip(kinds, chunking["firsts"], strict=True))
        self._begun_by = Memo(self._beginning)
        self._leaves, self._proper = chunking["leaves"], proper

    def character(self, piece: str) -> str:
        """That of the chunk `piece`, or "" where what stands after it decides.

        Read by itself a chunk is what it was in its sentence: the same alternative takes it, and none before does, for none did there.
        """
        char = self._leaves[piece[0]]
        for kind in self._begun_by[piece[0]]:
            if kind.perhaps.match(piece):
                if kind.looks and not kind.surely.match(piece):
                    return ""
                char = kind.char
                break
        return self._proper.get(char + piece[-1], char)

    def inside(self, cells: str, begin: int) -> str:
        """That of the chunk that begins at `begin` of a document's token characters."""
        char, last = self._leaves[cells[begin]], begin
        for kind in self._begun_by[cells[begin]]:
            m = kind.whole.match(cells, begin)
            if m is not None:
                char, last = kind.char, m.end() - 1
                break
        return self._proper.get(char + cells[last], char)

    def _beginning(self, first: str) -> list[_Kind]:
        """The kinds of chunks that can begin with this token character, the first one that matches first."""
        return [kind for kind, firsts in self._kinds if first in firsts]


class ChunkGrammar(NamedTuple):
    """Compiled rules/chunks.toml.

    classes  normalised word → one character for all words of which the grammar says the same
    encode   (class of the word, tag) → token character
    pattern  one alternation over token characters: its matches are the chunks
    kinds    token characters of a chunk → chunk character, or "" where the next token decides: ask `inside`
    heads    (chunk character, class of the last word) → the character of a chunk with such a head, most often the same
    chunks   alphabet of the chunk names: what rule patterns are written in
    names    chunk character → name, for `explain`
    counted  chunk character → the name under which the scorecard has it
    told     who is told, and `hearer`: its token character, so that no noun behind it takes it up
    note     the mark of a note
    pause    the token character of a comma that joins nothing
    dateline what may stand before a paragraph's first sentence, tried where `dateline_mark` stands
    opening  how a thing was said, before who said it, no comma between; tried where a sentence begins with one of `opening_words` and
             one of `opening_nouns` is near
    """

    classes: Memo[str, str]
    encode: Memo[tuple[str, str], str]
    pattern: re.Pattern[str]
    kinds: Memo[str, str]
    inside: Callable[[str, int], str]
    heads: Memo[tuple[str, str], str]
    chunks: Alphabet
    names: Mapping[str, str]
    counted: Mapping[str, str]
    cells: Mapping[str, str]
    pause: str
    told: re.Pattern[str]
    hearer: str
    note: re.Pattern[str]
    dateline: Cased
    dateline_mark: re.Pattern[str]
    opening: Cased
    opening_words: frozenset[str]
    opening_nouns: frozenset[str]


def _letters() -> list[str]:
    """Characters for an alphabet: letters first (so that a dump can be read), then others; none that the two fixed ones use."""
    pool = [chr(c) for c in (*range(97, 123), *range(65, 91), *range(48, 58), *range(0xC0, 0x180)) if chr(c) not in (QUOTE, STOP)]
    return [c for c in pool if c.isalnum()]


def read_grammar(files: Files) -> ChunkGrammar:
    """The grammar of chunks.toml, with the forms of verbs that verbs.tsv marks."""
    data, chunking = files.table("chunks.toml"), files.get(read_chunking)
    names, letter = chunking["tokens"], chunking["chunks"]
    groups = {name: "".join(letter[n] for n in members) for name, members in data["groups"].items()}
    proper = {letter["NP"] + names[tag]: letter["NAME"] for tag in ("NNP", "NNPS", "capital", "month")}
    phrases = _Phrases(chunking, proper)
    counted = {head["name"]: head["counts_as"] for head in (*data["head"], *data["word"]) if "counts_as" in head}
    capital = {e["tags"]: names[e["name"]] for e in data["word"] if e.get("shape") == "capital"}
    opening_words, nouns = data["opening_words"].split(), data["opening_nouns"].split()
    opening = data["opening"].replace("WORDS", "|".join(opening_words)).replace("NOUNS", "|".join(nouns))
    words = _Words(files.get(read_word_classes), {tag: names[tag] for tag in PENN}, capital, names["SYM"])
    return ChunkGrammar(
        classes=Memo(words.word_class, 2_000),  # the tokeniser remembers those of the words that it has read
        encode=Memo(words.cell),
        pattern=_pattern(chunking["parts"], chunking["firsts"], "".join(chunking["leaves"])),
        kinds=Memo(phrases.character),
        inside=phrases.inside,
        chunks=Alphabet({**letter, **groups}),
        heads=Memo(words.headed),
        names={char: name for name, char in letter.items()},
        counted={letter[name]: counted.get(name, name) for name in letter},
        cells={char: name for name, char in names.items()},
        pause=names["pause"],
        told=compiled(data["told"]),
        hearer=names["reporters"],
        note=compiled(data["note"]),
        dateline=Cased(data["dateline"]),
        dateline_mark=compiled(data["dateline_mark"]),
        opening=Cased(opening),
        opening_words=frozenset(opening_words),
        opening_nouns=frozenset(nouns),
    )


@plain
def read_chunking(files: Files) -> dict[str, Any]:
    """`tokens`, `chunks`: name → character; `leaves`: token character → that of the chunk which it is by itself; of each kind of chunk in
    turn the `parts`: pattern over token characters, `firsts`: with which it can begin, and `chars`: its character."""
    data = files.table("chunks.toml")
    pool, others = iter(_letters()), iter(_letters())
    names = {name: next(pool) for name in dict.fromkeys([*PENN, *(w["name"] for w in data["word"])])}
    leaves = _leaves(data, names)
    every = dict.fromkeys([*(c["name"] for c in data["chunk"]), "NAME", *(h["name"] for h in data["head"]), *leaves.values()])
    letter = {name: next(others) for name in every} | {QUOTE: QUOTE, STOP: STOP}
    notation = Notation(Alphabet({**names, QUOTE: QUOTE, STOP: STOP}), data["macros"])
    parts = [notation.translate(c["pattern"]) for c in data["chunk"]]
    return {
        "tokens": names,
        "chunks": letter,
        "leaves": {char: letter[leaves[name]] for name, char in names.items()} | {QUOTE: QUOTE, STOP: STOP},
        "parts": parts,
        "firsts": ["".join(sorted(first_characters(part))) for part in parts],
        "chars": [letter[c["name"]] for c in data["chunk"]],
    }


@plain
def read_word_classes(files: Files) -> dict[str, Any]:
    """`words`: word → the number of its class; `said`: of each class the token character by tag, and the chunk character of a chunk of
    each kind which such a word ends. Class 0 has the words of which nothing is said."""
    data, chunking = files.table("chunks.toml"), files.get(read_chunking)
    names, letter = chunking["tokens"], chunking["chunks"]
    cells: dict[str, dict[str, str]] = {}
    for entry in data["word"]:
        tags = [tag for tag in PENN if re.fullmatch(entry["tags"], tag)]
        for word in entry.get("words", ()):
            known = cells.setdefault(word, {})
            for tag in tags:
                known.setdefault(tag, names[entry["name"]])
    heads: dict[str, dict[str, str]] = {}
    verbs = files.get(read_verbs).heads()
    for head in data["head"]:
        _check_head(head, letter)
        for word in (*head["words"], *verbs.get(head["name"], ())):
            heads.setdefault(word, {})[letter[head["of"]]] = letter[head["name"]]
    said: list[list[dict[str, str]]] = [[{}, {}]]
    words: dict[str, int] = {}
    for word in (*cells, *heads):
        of_word = [cells.get(word, {}), heads.get(word, {})]
        if of_word not in said:
            said.append(of_word)
        words[word] = said.index(of_word)
    return {"words": words, "said": said}


def _check_head(head: Mapping[str, Any], chunks: Collection[str]) -> None:
    """RuleError where a head of chunks.toml is of no chunk that there is: its name is misspelt, or `of` is missing or wrong."""
    name = head["name"]
    if "of" not in head:
        raise RuleError(f"chunks.toml: head {name!r}: 'of' is missing, and there is no such head yet{nearest(name, set(chunks) - {name})}")
    if head["of"] not in chunks:
        raise RuleError(f"chunks.toml: head {name!r}: there is no chunk {head['of']!r}{nearest(head['of'], chunks)}")


_SURE = re.compile(r"\(\?:\[[^\]]+\](?![?{])")  # a part whose first character cannot be left out: `re` skips it by that


def _pattern(parts: Sequence[str], firsts: Sequence[str], every: str) -> re.Pattern[str]:
    """One pattern of all parts, and of any character that none takes; first those that can begin no part, since most can begin none.
    Before a part that can begin in several ways one look tells whether it can at all."""
    others = set(every).difference(*firsts)
    looking = (part if _SURE.match(part) else f"(?={character_class(first)}){part}" for part, first in zip(parts, firsts, strict=True))
    return compiled("|".join([character_class("".join(others)), *looking, "."]), re.DOTALL)


def _leaves(data: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, str]:
    """Token name → name of the chunk that it is by itself."""
    classes = {w["name"] for w in data["word"]}
    leaf: Mapping[str, str] = data["leaf"]
    out: dict[str, str] = {}
    for name in names:
        if name in classes:
            out[name] = leaf.get(name, name)
        else:
            out[name] = next(kind for pattern, kind in leaf.items() if pattern not in classes and re.fullmatch(pattern, name))
    return out
