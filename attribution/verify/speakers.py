"""Whether two names mean one speaker: never "different" where one of them does not say."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from attribution.rulefiles import read_rules
from attribution.verify.language import language
from attribution.verify.record import SpeakerMatch

_WORD = re.compile(r"[^\W_]+")


def compare_speakers(drafted: str | None, said: str | None) -> SpeakerMatch:
    """Equal without titles, accents and ways of transliterating; one a part of the other; or one family name with a fitting first name.

    >>> compare_speakers("Ms. Holm", "MAYOR IDA HOLM"), compare_speakers("Per Lund", "Ida Holm"), compare_speakers("she", "Ida Holm")
    ('same', 'different', 'unknown')
    """
    mine, theirs = _names(drafted), _names(said)
    if not mine or not theirs:
        return "unknown"
    if set(mine) <= set(theirs) or set(theirs) <= set(mine):
        return "same"
    if mine[-1] == theirs[-1] and _fits(mine[0], theirs[0]):
        return "same"
    if _stands_for(mine, theirs) or _stands_for(theirs, mine):
        return "same"
    return "different" if is_named(drafted) and is_named(said) else "unknown"


def same_description(one: str | None, two: str | None) -> bool:
    """Whether two sources are called the same, and by no name: "the company" here is no other company there for sure."""
    first, second = (" ".join(_WORD.findall(text or "")).casefold() for text in (one, two))
    return first == second != "" and not is_named(one) and first not in _silent()


def _stands_for(names: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Whether one of the others is what the first letters of these come to: NATO. One letter is nobody's initials."""
    return len(names) > 1 and "".join(name[0] for name in names) in others


@lru_cache(maxsize=4096)
def is_named(text: str | None) -> bool:
    """Whether this names somebody: a title and a role alone do not."""
    return any(word[0].isupper() and len(word) > 1 and _plain(word) not in _silent() for word in _WORD.findall(text or ""))


@cache
def _silent() -> frozenset[str]:
    known = language()
    return known.honorifics | known.speaker_noise | known.speaker_pronouns


@lru_cache(maxsize=4096)  # the same few speakers are compared again and again
def _names(text: str | None) -> tuple[str, ...]:
    if text is None:
        return ()
    words = _behind_title(_WORD.findall(re.sub(r"['’]s\b", "", text)))
    return tuple([_transliterated(language().spelling(word)) for word in map(_plain, words) if word not in _silent()])


def _behind_title(words: list[str]) -> list[str]:
    """The name behind a title, where nothing but a name is: "Fallin" of "OK Gov Fallin"."""
    at = max((at for at, word in enumerate(words) if _plain(word) in language().honorifics), default=-1)
    name = words[at + 1 :]
    return name if name and all(word[0].isupper() and _plain(word) not in _silent() for word in name) else words


def _plain(word: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKD", word) if not unicodedata.combining(char)).casefold()


def _fits(one: str, two: str) -> bool:
    return one.startswith(two) or two.startswith(one)


@cache
def _pairs() -> tuple[tuple[str, str], ...]:
    rows = [line.split("\t") for line in read_rules("transliterations.tsv").splitlines() if line and line[0] != "#"]
    return tuple((first, second) for first, second in rows)


def _transliterated(word: str) -> str:
    for written, folded in _pairs():
        word = word.replace(written, folded)
    return re.sub(r"(.)\1+", r"\1", word)
