"""The English that `verify` knows: rules/verify.toml, disfluencies.toml, spellings.tsv, background.tsv, read once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from math import log

from attribution.rulefiles import read_rules, read_table

_LEAST_STEM = 4  # letters before -ize: "prize" and "size" are spelt so everywhere


@dataclass(frozen=True)
class Language:
    """Word lists in the folded form of `fold`, phrases as tuples of words."""

    negations: frozenset[str]
    modals: frozenset[str]
    weak_modals: frozenset[str]
    hedges: frozenset[str]
    conditions: frozenset[str]
    leading_conditions: frozenset[str]
    breaks: frozenset[str]
    function: frozenset[str]
    empty: frozenset[str]
    pronouns: frozenset[str]
    hedge_phrases: tuple[tuple[str, ...], ...]
    condition_phrases: tuple[tuple[str, ...], ...]
    pseudo_negations: tuple[tuple[str, ...], ...]
    grammar: frozenset[tuple[str, str]]
    clitics: Mapping[str, frozenset[str]]
    currencies: Mapping[str, str]
    monies: Mapping[str, str]
    units: frozenset[str]
    quantifiers: Mapping[str, int]
    reporting: frozenset[str]
    first_person: frozenset[str]
    fillers: frozenset[str]
    markers: frozenset[tuple[str, ...]]
    asides: frozenset[tuple[str, ...]]
    stage: frozenset[str]
    honorifics: frozenset[str]
    speaker_pronouns: frozenset[str]
    speaker_noise: frozenset[str]
    headed: re.Pattern[str]
    synonyms: Mapping[str, str]
    weekdays: frozenset[str]
    months: frozenset[str]
    approximators: frozenset[str]
    open: frozenset[str]
    none: frozenset[str]
    reasons: frozenset[str]
    modal_strength: Mapping[str, int]
    strength: Mapping[str, int]
    spellings: Mapping[str, str]
    endings: tuple[tuple[str, str], ...]
    counts: Mapping[str, int]
    paragraphs: int
    limits: Mapping[str, float]

    def spelling(self, word: str) -> str:
        """The word in the spelling that all are compared in."""
        known = self.spellings.get(word)
        if known is not None:
            return known
        if word.endswith("s") and word[:-1] in self.spellings and word != self.spellings[word[:-1]]:
            return self.spellings[word[:-1]] + "s"
        if word.endswith(self.american):
            for american, british in self.endings:
                if word.endswith(american) and len(word) >= len(american) + _LEAST_STEM:
                    return word[: -len(american)] + british
        return word

    @cached_property
    def american(self) -> tuple[str, ...]:
        """The endings that are spelt otherwise."""
        return tuple(american for american, _ in self.endings)

    def nats(self, words: Iterable[str]) -> float:
        """The information that words carry, each counted as often as it stands."""
        return sum(self._nats(word) for word in words)

    def weight(self, word: str, stem: str) -> float:
        """The information of a word in whatever form: that of the more frequent of two of its forms."""
        return min(self._nats(word), self._nats(stem))

    def _nats(self, word: str) -> float:
        return log(1 + self.paragraphs / self.counts.get(word, _RARE))


_RARE = 5  # paragraphs that a word which is not in the table may stand in: the table begins above


@cache
def language() -> Language:
    """The shipped word lists."""
    table, spoken = read_table("verify.toml"), read_table("disfluencies.toml")
    speakers = table["speakers"]
    spellings, endings = _spellings(read_rules("spellings.tsv"))
    counts = {word: int(number) for word, number in _rows(read_rules("background.tsv"))}
    paragraphs = counts.pop("*")
    claims = table["claims"]
    money = [row.split(" = ") for row in table["money"]["signs"]]
    function, negations, modals, hedges = (_words(table[key]) for key in ("function", "negations", "modals", "hedges"))
    return Language(
        negations=negations,
        modals=modals,
        weak_modals=_words(table["weak_modals"]),
        hedges=hedges,
        conditions=_words(table["conditions"]),
        leading_conditions=_words(table["leading_conditions"]),
        breaks=_words(table["breaks"]),
        function=function,
        empty=function | negations | modals | hedges | _words(claims["light"]),
        pronouns=_words(table["pronouns"]),
        hedge_phrases=_phrases(table["hedge_phrases"]),
        condition_phrases=_phrases(table["condition_phrases"]),
        pseudo_negations=_phrases(table["pseudo_negations"]),
        grammar=frozenset((said, meant) for said, meant in (row.split(" = ") for row in spoken["grammar"])),
        clitics={clitic: _words(words) for clitic, words in table["clitics"].items()},
        currencies=dict(money),
        monies={plural: word for _, word in money for plural in (f"{word}s",) if word[-1] != "n"},
        units=_words(table["money"]["units"]) | {word for _, word in money},
        quantifiers=_ranks(claims["quantifiers"]),
        reporting=_words(table["sources"]["reporting"]),
        first_person=_words(table["sources"]["first_person"]),
        fillers=_words(spoken["fillers"]),
        markers=frozenset(_phrases(spoken["markers"])),
        asides=frozenset(_phrases(spoken["asides"])),
        stage=_words(spoken["stage"]),
        honorifics=_words(speakers["honorifics"]),
        speaker_pronouns=_words(speakers["pronouns"]),
        speaker_noise=_words(speakers["noise"]),
        headed=re.compile(rf"^(?i:{'|'.join(speakers['headings'])})[ \t]+(?P<name>[^\W\d_a-z][^,;:(\n]{{2,80}}),[ \t]+[a-z]"),
        synonyms={word: group.split()[0] for group in claims["synonyms"] for word in group.split()},
        weekdays=_words(claims["weekdays"]),
        months=_words(claims["months"]),
        approximators=_words(claims["approximators"]),
        open=_words(claims["open"]),
        none=_words(claims["none"]),
        reasons=_words(claims["reasons"]),
        modal_strength=_ranks(claims["modal_strength"]),
        strength=_ranks(claims["strength"]),
        spellings=spellings,
        endings=endings,
        counts=counts,
        paragraphs=paragraphs,
        limits=table["limits"],
    )


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _ranks(levels: Iterable[str]) -> dict[str, int]:
    """Words of one level → its number, the weakest level being 0."""
    return {word: rank for rank, level in enumerate(levels) for word in level.split()}


def _phrases(texts: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(text.casefold().split()) for text in texts)


def _rows(text: str) -> list[list[str]]:
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


def _spellings(text: str) -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    rows = _rows(text)
    return (
        {american: british for american, british in rows if american[0] != "-"},
        tuple((american[1:], british[1:]) for american, british in rows if american[0] == "-"),
    )
