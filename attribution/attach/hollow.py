"""Readings that report nothing, though their words are words of saying: if he *says* so, you *could say*, the cost of *calling* it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from attribution.attach.candidates import Candidate, Finder, Range
from attribution.errors import RuleError
from attribution.memo import Memo
from attribution.rulebook.alphabets import QUOTE
from attribution.rulebook.frames import Part, read_notation
from attribution.rulebook.notation import Notation
from attribution.rulebook.rules import Files

FILE = "hollow.toml"
NOBODY = "-"  # the word of a source that is not named
WORDS = ("frames", "families", "verbs", "tags", "unless", "sources", "contents", "articles", "heads", "addressees")  # keys that list words


class Hollow(NamedTuple):
    """One entry of hollow.toml; see there. What is empty or None says nothing."""

    frames: frozenset[str]
    families: frozenset[str]
    chunks: frozenset[str]
    verbs: frozenset[str]
    tags: frozenset[str]
    cue: tuple[frozenset[str], ...]
    unless: frozenset[str]
    source: frozenset[str]
    sources: frozenset[str]
    contents: frozenset[str]
    articles: frozenset[str]
    heads: frozenset[str]
    addressees: frozenset[str]
    before_source: Part | None
    before_cue: Part | None
    question: bool
    quoted: bool


def read_hollow(files: Files) -> Hollows:
    """The entries of hollow.toml; RuleError for a chunk that there is not."""
    notation = files.get(read_notation)
    return Hollows([_made(entry, notation) for entry in files.table(FILE)["hollow"]])


def _made(entry: Mapping[str, Any], notation: Notation) -> Hollow:
    where = f"{FILE}: {entry['id']}"

    def chunks(key: str) -> frozenset[str]:
        try:
            return frozenset(notation.alphabet.characters(entry[key]) if key in entry else ())
        except RuleError as error:
            raise RuleError(f"{where}: {key}: {error}") from None

    def part(key: str) -> Part | None:
        return Part(entry[key], True, f"{where}: {key}", notation) if key in entry else None

    return Hollow(
        chunks=chunks("chunks"),
        cue=tuple(frozenset(words.split()) for words in entry.get("cue", ())),
        source=chunks("source"),
        before_source=part("before_source"),
        before_cue=part("before_cue"),
        question="question" in entry,
        quoted="quoted" in entry,
        **{key: frozenset(entry.get(key, ())) for key in WORDS},
    )


Kind = tuple[str, str, str, str, str, bool, bool]
"""Of a reading its frame, family, chunk, cue (its dictionary form), tag of the cue; whether it quotes, and whether its sentence asks."""

Asked = tuple[tuple[int, frozenset[str]], ...]
"""Places among the words that a reading gives, and the words one of which must stand there."""


class Hollows:
    """The entries of hollow.toml, and which of them can be meant at all, remembered."""

    def __init__(self, entries: Sequence[Hollow]) -> None:
        self._entries = [(_asked_of_kind(hollow), (hollow, _asked_of_words(hollow))) for hollow in entries]
        self.among = Memo(self._among)

    def _among(self, key: Kind) -> tuple[tuple[Hollow, Asked], ...]:
        """The entries for readings of such a kind, and what each asks for of the words around the cue."""
        *words, quotes, asks = key
        return tuple(
            found
            for asked, found in self._entries
            if (found[0].quoted or not quotes) and (asks or not found[0].question) and _fits(asked, words)
        )


def _asked_of_kind(hollow: Hollow) -> Asked:
    return _asked(hollow.frames, hollow.families, hollow.chunks, hollow.verbs, hollow.tags)


def _asked_of_words(hollow: Hollow) -> Asked:
    return _asked(hollow.sources, hollow.articles, hollow.heads, hollow.source, hollow.contents, hollow.addressees)


def _asked(*wanted: frozenset[str]) -> Asked:
    return tuple((place, words) for place, words in enumerate(wanted) if words)


def _fits(asked: Asked, given: Sequence[str]) -> bool:
    """Whether what is given is among what is asked for, each time that something is."""
    for place, wanted in asked:  # noqa: SIM110 (a generator takes twice the time)
        if given[place] not in wanted:
            return False
    return True


def is_hollow(c: Candidate, finder: Finder, hollows: Hollows) -> bool:
    """Whether one of `hollows` says that the reading reports nothing."""
    symbols, document = finder.chunks.symbols, finder.document
    first, last = finder.chunks.first[c.trigger], finder.chunks.last[c.trigger]
    quotes = any(symbols.find(QUOTE, begin, end) >= 0 for begin, end in c.contents)
    asks = document.norms[finder.chunks.last[c.unit[1] - 1] - 1] == "?"
    among = hollows.among[c.rule.frame, c.rule.family, symbols[c.trigger], c.lemma, document.tags[last - 1], quotes, asks]
    if not among:
        return False
    words = frozenset(document.lows[first:last])
    opens, alone, head = _words(c.source, finder)
    content = _words(c.contents[0], finder)[1] if len(c.contents) == 1 else ""
    source = symbols[c.source[0]] if c.source else NOBODY
    told = document.lows[finder.chunks.last[c.addressee[1] - 1] - 1] if c.addressee else NOBODY
    given = alone, opens, head, source, content, told
    return any(_fits(asked, given) and _worded(hollow, words) and _placed(hollow, c, finder) for hollow, asked in among)


def _words(part: Range | None, finder: Finder) -> tuple[str, str, str]:
    """The first word of a part, the only one ("" of a longer one), and the last, in small letters."""
    if part is None:
        return NOBODY, NOBODY, NOBODY
    begin, end = finder.chunks.first[part[0]], finder.chunks.last[part[1] - 1]
    word = finder.document.lows[begin]
    return word, word if end - begin == 1 else "", finder.document.lows[end - 1]


def _worded(hollow: Hollow, words: frozenset[str]) -> bool:
    """Whether the words of the cue are such as the entry asks for."""
    return hollow.unless.isdisjoint(words) and (not hollow.cue or any(map(words.issuperset, hollow.cue)))


def _placed(hollow: Hollow, c: Candidate, finder: Finder) -> bool:
    """Whether source and cue stand behind what the entry asks for."""
    at_source = c.source[0] if c.source is not None and c.source[0] < c.trigger else c.trigger
    return _behind(hollow.before_source, at_source, c, finder) and _behind(hollow.before_cue, c.trigger, c, finder)


def _behind(part: Part | None, at: int, c: Candidate, finder: Finder) -> bool:
    return part is None or part.pattern.match(finder.chunks.symbols[c.unit[0] - 1 : at][::-1]) is not None
