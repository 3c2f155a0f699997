"""Tokens → sentence boundaries, inside paragraphs.

A token that can end a sentence is found by its form; the words before and after decide (abbreviations by kind, starters, verbs of saying).
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from attribution.document.abbreviations import Abbreviations, load_abbreviations
from attribution.document.tokens import Tokens

# A longer sentence is cut by force, so that no later stage takes more than linear time. The longest of 3,400 dev sentences has 117 tokens.
LONGEST = 300

_KINDS_SIZE = 100_000  # distinct words
_KINDS_WORD = 100  # characters

# What the form of a token says about an end after it.
_NONE, _STOP, _MARK, _DOTS, _TITLE, _MAYBE, _PARTY = range(7)
_CLOSING = frozenset({"''", "'", "-RRB-", "-RSB-", "-RCB-"})
_OPENING = frozenset({"``", "`", "''", "'", "-LRB-", "-LSB-", "-LCB-"})
# After a blank these close all the same: one turned, the other with a blank on either side.
_TURNED = frozenset({"”", '"'})
_QUOTES = frozenset({"``", "`", "''", "'"})
_MARKS = frozenset("?!")
# "Mrs. Hale's deputy campaign manager, Bo P. Lund, tweeted": as many tokens as a speaker gets before the verb.
_NAME = 14
_LOOSENING = frozenset({"'s", "'", ","})
_CLAUSE_ENDS = frozenset({".", ",", ":"})
_SENTENCE_MARKS = frozenset({".", "?", "!", "``", "''"})


def find_sentences(tokens: Tokens) -> list[int]:
    """First token of each sentence, and len(words) at the end. A paragraph's first token begins one."""
    words, norms, begins, ends = tokens.words, tokens.norms, tokens.begins, tokens.ends
    size = len(norms)
    firsts = set(tokens.paragraphs)
    kinds = _kinds()
    for i, kind in enumerate(map(kinds.__getitem__, norms)):
        if not kind or kind == _TITLE:
            continue
        j = i + 1
        while j < size and (
            (begins[j] == ends[j - 1] and norms[j] in _CLOSING) or (words[j] in _TURNED and norms[j] == "''" and j not in firsts)
        ):
            j += 1
        if j < size and begins[j] > ends[j - 1] and j not in firsts and _ends_sentence(norms, kind, i, j, firsts):
            firsts.add(j)
    return _cap(sorted(firsts))


def _ends_sentence(norms: list[str], kind: int, stop: int, following: int, firsts: set[int]) -> bool:
    """Whether a sentence ends after the token `stop` and the closing marks up to `following`."""
    lists = load_abbreviations()
    first = following
    while norms[first] in _OPENING and first < following + 3:
        first += 1
        if first == len(norms) or first in firsts:
            return False
    word = norms[first]
    initial = word[0]
    if word == "...":
        return kind in (_STOP, _MARK)
    if initial.islower() or not (initial.isalnum() or initial in "$@#£€•*" or first > following):
        return False
    quoted = following > stop + 1 and norms[stop + 1] in _QUOTES
    if kind == _STOP:
        return not (stop - 1 in firsts and norms[stop - 1].isdigit())
    if kind == _MARK:
        if quoted and _says(norms, first, lists):
            return False
        return norms[stop - 1] not in lists.marked or word in lists.starters
    if kind == _PARTY:
        return initial.isalpha()
    if kind == _DOTS:
        return initial.isalnum() and stop not in firsts
    return word in lists.starters or (quoted and initial.isupper())


def _says(norms: list[str], first: int, lists: Abbreviations) -> bool:
    """True if a speaker and a verb of saying begin at `first`: the words after a quoted question that tell who asked.

    A speaker is a run of capitals, with a word more before the verb ("Hale then asked"); after "'s" or a comma anything may follow, if the
    verb ends its clause ("Hale's lawyer, Bo Lund, asked.").
    """
    if norms[first] in lists.starters and norms[first] not in lists.pronouns:
        return False
    loose, small = False, 0
    for i in range(first, min(first + _NAME, len(norms))):
        word = norms[i]
        if word in lists.saying and i > first:
            return (i - 1 == first or norms[i - 1] not in lists.subjects) and (
                not loose or i + 1 == len(norms) or norms[i + 1] in _CLAUSE_ENDS
            )
        if word in _SENTENCE_MARKS:
            return False
        loose = loose or word in _LOOSENING
        small += not (loose or word[0].isupper())
        if small > 1:
            return False
    return False


def _cap(firsts: list[int]) -> list[int]:
    """Boundaries with forced ones added so that no sentence is longer than LONGEST tokens."""
    capped: list[int] = []
    for begin, end in pairwise(firsts):
        capped.extend(range(begin, end, LONGEST))
    capped.append(firsts[-1])
    return capped


class _Kinds(dict[str, int]):
    """norm → kind of end; bounded: emptied when full."""

    def __missing__(self, norm: str) -> int:
        kind = _kind(norm)
        if len(self) >= _KINDS_SIZE:
            self.clear()
        if len(norm) <= _KINDS_WORD:
            self[norm] = kind
        return kind


@cache
def _kinds() -> _Kinds:
    return _Kinds()


def _kind(norm: str) -> int:
    if norm == ".":
        return _STOP
    if norm == "...":
        return _DOTS
    if norm[-1] in _MARKS:
        return _MARK if not norm.strip("?!") else _NONE
    if norm[-1] != ".":
        return _NONE
    word = norm[:-1]
    party, _, last = word.rpartition("-")
    if len(party) == 1 and party.isupper():
        return _PARTY
    if word in ("No", "no") or last in load_abbreviations().titles:
        return _TITLE
    return _MAYBE
