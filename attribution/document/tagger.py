"""Part-of-speech tags: nltk's transformation-based tagger, its rules applied to all sentences of a document at once.

`rules/tagger.json` is a `BrillTagger` (Brill 1995) in nltk's own JSON form; `nltk_tagger()` hands it out as such. `tag_tokens` gives the
same tags many times faster and without importing nltk. Every set of tokens (those tagged VBD now, those that are the word "that") is one
big integer with a bit a token, as in bit-parallel text search (Baeza-Yates & Gonnet 1992): a condition about a neighbour is a shift, "and"
is `&`, "one of the three words before" is `|`. A rule costs a few such operations however often it applies, and time is linear in tokens.
"""

from __future__ import annotations

import json
import re
from ast import literal_eval
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import cache
from itertools import compress, pairwise
from typing import Any, NamedTuple

from attribution.rulefiles import kept, read_rules

FILE = "tagger.json"
BLOCK = 16_384  # tokens handled at once: the sets stay in the processor's cache, and memory does not grow with the document
MEMO = 5_000  # unknown words remembered; the tokeniser remembers the codes of those that it has read
MEMO_LENGTH = 40  # longer unknown words are guessed anew each time
TAG_BITS = 6
WORD = 1 << TAG_BITS  # the sets of words are numbered after those of tags
REACH = 3  # no condition looks farther: that many empty places between sentences
_NLTK = "!nltk.tag.sequential."
_DIGITS = [bytes(48 + (byte >> bit & 1) for byte in range(256)) for bit in range(8)]  # a byte → that bit of it as "0" or "1"
_BIT = bytes(byte & 1 for byte in range(256))

Guess = Callable[[str], str | None]


# Plain tuples, which Python takes apart quicker than named ones.
Condition = tuple[int, int, tuple[int, ...]]
"""A neighbour of a token is in the set (of a tag or of a word) of this number: at the shift, or else at one of the others."""
Rule = tuple[int, int, int, tuple[Condition, ...]]
"""One transformation: tokens in the set `old` move to the set `new` where all conditions hold.

Written old, new, place, conditions. Shifts count from the first token that the rule looks at, so that all go the same way; the tokens in
`old` stand at `place`.
"""


class Codes(dict[str, str]):
    """Word → one character: the number of the word among the words of the rules (0: none) times 64, plus the number of its first tag."""

    def __init__(self, known: dict[str, str], guess: Callable[[str], str]) -> None:
        super().__init__(known)
        self._guess = guess
        self._limit = len(known) + MEMO

    def __missing__(self, word: str) -> str:
        code = self._guess(word)
        if len(self) < self._limit and len(word) <= MEMO_LENGTH:
            self[word] = code
        return code


class Model(NamedTuple):
    """What `tag_tokens` needs: the tag names by number (0 is an empty place), codes of words, how many words the rules name, the rules,
    and the set that each needs."""

    names: tuple[str, ...]
    codes: Codes
    words: int
    rules: tuple[Rule, ...]
    needed: tuple[int, ...]


def tag_tokens(norms: list[str], sentences: list[int]) -> list[str]:
    """The part-of-speech tag (Penn Treebank) of every token of a document.

    `norms` are its tokens with normalised marks (`` '' -- -LRB-). `sentences` has the index of the first token of each sentence, in order
    from 0, and the number of tokens at the end. Linear in the number of tokens.

    >>> tag_tokens(["He", "said", "so", "."], [0, 4])
    ['PRP', 'VBD', 'RB', '.']
    """
    return tag_codes("".join(map(_model().codes.__getitem__, norms)), sentences)


def tag_codes(codes: str, sentences: list[int]) -> list[str]:
    """The same for tokens whose `word_code`s are known."""
    model = _model()
    tags: list[str] = []
    for first, last in _blocks(sentences, len(codes)):
        tags += _tag_block(model, codes, sentences[first:last])
    return tags


def word_code(norm: str) -> str:
    """What the tagger knows of a token by itself: one character."""
    return _model().codes[norm]


def nltk_tagger() -> Any:
    """nltk's own `BrillTagger` from the same file: `nltk_tagger().tag(tokens of one sentence)` gives pairs of token and tag."""
    from nltk.jsontags import JSONTaggedDecoder
    from nltk.tag import brill  # noqa: F401 (makes the classes of the file known to the decoder)

    return json.loads(read_rules(FILE), cls=JSONTaggedDecoder)


def _blocks(sentences: list[int], total: int) -> Iterator[tuple[int, int]]:
    """Slices of `sentences`, of BLOCK tokens at most or one sentence; the last entry of a slice is the end of its last sentence."""
    first = 0
    while total and sentences[first] < total:
        last = max(first + 1, bisect_right(sentences, sentences[first] + BLOCK, first) - 1)
        yield first, last + 1
        first = last


def _tag_block(model: Model, codes: str, bounds: list[int]) -> list[str]:
    """Tags of the tokens from the first to the last of `bounds`, which are ends of sentences."""
    if bounds[0] == bounds[-1]:
        return []
    padded = ("\0" * REACH).join([codes[a:b] for a, b in pairwise(bounds)])
    sets = _sets(padded, model.words)
    _apply(model.rules, model.needed, sets)
    return list(map(model.names.__getitem__, _numbers(sets[:WORD], len(padded))))


def _sets(padded: str, words: int) -> list[int]:
    """The tokens by the number of their first tag and, from WORD on, of their word; the first token is the highest bit."""
    units = padded.encode("utf-16-le", "surrogatepass")
    planes = [int(half.translate(digits), 2) for half in (units[::2], units[1::2]) for digits in _DIGITS]
    everything = (1 << len(padded)) - 1
    sets = [0] * (WORD + words + 1)
    for tag, tokens in _split(everything, planes[:TAG_BITS]).items():
        sets[tag] = tokens
    for word, tokens in _split(everything, planes[TAG_BITS:]).items():
        if word:
            sets[WORD + word] = tokens
    sets[0] = 0
    return sets


def _split(everything: int, planes: list[int]) -> dict[int, int]:
    """Divide the tokens by the number that they have in `planes`, lowest bit first."""
    sets = {0: everything}
    for bit, plane in enumerate(planes):
        if plane:
            divided = {}
            for number, tokens in sets.items():
                if with_bit := tokens & plane:
                    divided[number | 1 << bit] = with_bit
                if without := tokens ^ with_bit:
                    divided[number] = without
            sets = divided
    return sets


def _apply(rules: tuple[Rule, ...], needed: tuple[int, ...], sets: list[int]) -> None:
    """Rule after rule, each to all places at once as nltk does it, if the set that it needs has any then; changes `sets`."""
    for old, new, place, conditions in compress(rules, map(sets.__getitem__, needed)):
        if hits := sets[old] << place:
            for number, shift, others in conditions:
                seen = sets[number] << shift
                for other in others:
                    seen |= sets[number] << other
                hits &= seen
                if not hits:
                    break
            else:
                hits >>= place
                sets[old] ^= hits
                sets[new] |= hits


def _numbers(tags: list[int], places: int) -> bytes:
    """The sets turned back into a tag number for each token, empty places left out."""
    used = [(tag, tokens) for tag, tokens in enumerate(tags) if tokens]
    total = 0
    for bit in range(TAG_BITS):
        plane = 0
        for tag, tokens in used:
            if tag >> bit & 1:
                plane |= tokens
        digits = format(plane, f"0{places}b").encode()
        total |= int.from_bytes(digits.translate(_BIT), "big") << bit
    return total.to_bytes(places, "big").translate(None, b"\0")


@cache
def _model() -> Model:
    """The tagger, made of its file without nltk."""
    made = kept("tagger.made", lambda: (_made(), [FILE, "attribution/document/tagger.py"]))[0]
    numbers = {tag: chr(number) for number, tag in enumerate(made["tags"])}
    guesses = [_GUESSES[kind](*state) for kind, *state in made["guesses"]]

    def guess(word: str) -> str:
        return next(numbers[tag] for guess in guesses if (tag := guess(word)) is not None)

    needed = tuple(rule[3] for rule in made["rules"])
    rules = tuple(
        (old, new, place, tuple((number, shift, tuple(others)) for number, shift, others in looks))
        for old, new, place, _, looks in made["rules"]
    )
    codes = Codes(dict(zip(made["known"], made["codes"], strict=True)), guess)
    return Model(tuple(made["tags"]), codes, made["words"], rules, needed)


def _made() -> dict[str, Any]:
    """What `Model` holds, as plain data: `guesses` are kind and state of each way to guess in turn, `codes` those of the `known` words."""
    first, bodies, _ = json.loads(read_rules(FILE))["!nltk.tag.BrillTagger"]
    lexicon, guesses = _first_tagger(first)
    tags, words = _Numbers(), _Numbers()
    rules = [_rule(body["!nltk.tbl.Rule"], tags, words) for body in bodies]
    guess = [_GUESSES[kind](*state) for kind, *state in guesses]

    def code(word: str) -> str:
        tag = lexicon.get(word) or next(tag for guessed in guess if (tag := guessed(word)) is not None)
        return chr(words.get(word, 0) << TAG_BITS | tags[tag])

    known = [*dict.fromkeys([*lexicon, *words])]
    codes = "".join(map(code, known))
    for kind, *state in guesses:
        for tag in sorted(_TAGS[kind](*state)):
            tags[tag]  # a number for each that can be guessed
    if len(tags) >= 1 << TAG_BITS or len(words) >= 1 << 16 - TAG_BITS:
        raise ValueError(f"{FILE}: {len(tags)} tags and {len(words)} words in rules are more than a code of 16 bits holds")
    return {"tags": ["", *tags], "words": len(words), "rules": rules, "guesses": guesses, "known": known, "codes": codes}


class _Numbers(dict[str, int]):
    """Numbers its keys from 1 as they are asked for."""

    def __missing__(self, key: str) -> int:
        self[key] = number = len(self) + 1
        return number


def _rule(body: dict[str, Any], tags: _Numbers, words: _Numbers) -> list[Any]:
    """A rule of nltk with the numbers of its sets; conditions on words come first, since few tokens meet them."""
    conditions = []
    for feature, value in body["conditions"]:
        ((kind, offsets),) = feature.items()
        if max(map(abs, offsets)) > REACH:
            raise ValueError(f"{FILE}: {body}: no condition may look farther than {REACH} tokens")
        number = tags[value] if kind == "!nltk.tag.brill.Pos" else WORD + words[value]
        conditions.append((number, offsets))
    conditions.sort(reverse=True)
    place = -min(0, *(offset for _, offsets in conditions for offset in offsets))
    rows = [[number, place + first, [place + other for other in others]] for number, (first, *others) in conditions]
    return [tags[body["original"]], tags[body["replacement"]], place, rows[0][0], rows]


def _first_tagger(tagger: dict[str, Any]) -> tuple[dict[str, str], list[list[Any]]]:
    """Lexicon, and kind and state of each way to guess the tags of other words, as nltk's `UnigramTagger` with its chain of fallbacks has
    them."""
    quoted, tagger = tagger[_NLTK + "UnigramTagger"]
    lexicon = {word[1:-1] if word[0] == "'" and "\\" not in word else literal_eval(word): tag for word, tag in quoted.items()}
    guesses: list[list[Any]] = []
    while tagger:
        ((kind, state),) = tagger.items()
        *own, tagger = state if isinstance(state, list) else [state, None]
        guesses.append([kind.removeprefix(_NLTK), *own])
    return lexicon, guesses


def _by_shape(patterns: list[list[str]]) -> Guess:
    """nltk's RegexpTagger: the first pattern that matches at the start of the word."""
    compiled = [(re.compile(pattern), tag) for pattern, tag in patterns]
    return lambda word: next((tag for pattern, tag in compiled if pattern.match(word)), None)


def _by_affix(length: int, shortest: int, table: dict[str, str]) -> Guess:
    """nltk's AffixTagger: the last letters (first, if `length` is positive) of a word of at least `shortest` letters."""
    part = slice(length) if length > 0 else slice(length, None)
    return lambda word: table.get(word[part]) if len(word) >= shortest else None


def _always(tag: str) -> Guess:
    """nltk's DefaultTagger."""
    return lambda word: tag


_GUESSES: dict[str, Callable[..., Guess]] = {"RegexpTagger": _by_shape, "AffixTagger": _by_affix, "DefaultTagger": _always}
_TAGS: dict[str, Callable[..., set[str]]] = {  # that each can give
    "RegexpTagger": lambda patterns: {tag for _, tag in patterns},
    "AffixTagger": lambda length, shortest, table: set(table.values()),
    "DefaultTagger": lambda tag: {tag},
}
