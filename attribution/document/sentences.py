"""Tokens → sentence boundaries, inside paragraphs.

A token that can end a sentence is found by its form; the words before and after decide (abbreviations by kind, starters, verbs of saying).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from attribution.document.abbreviations import Abbreviations
from attribution.document.ends import DOTS, MARK, MAYBE, PARTY, STOP
from attribution.document.tokens import Tokens

# A longer sentence is cut by force, so that no later stage takes more than linear time. The longest of 3,400 dev sentences has 117 tokens.
LONGEST = 300

_CAN_END = re.compile(f"[{STOP}{MARK}{DOTS}{MAYBE}{PARTY}]")
_CLOSING = frozenset({"''", "'", "-RRB-", "-RSB-", "-RCB-"})
_OPENING = frozenset({"``", "`", "''", "'", "-LRB-", "-LSB-", "-LCB-"})
# After a blank these close all the same: one turned, the other with a blank on either side.
_TURNED = frozenset({"”", '"'})
_QUOTES = frozenset({"``", "`", "''", "'"})
# "Mrs. Hale's deputy campaign manager, Bo P. Lund, tweeted": as many tokens as a speaker gets before the verb.
_NAME = 14
_LOOSENING = frozenset({"'s", "'", ","})
_CLAUSE_ENDS = frozenset({".", ",", ":"})
_SENTENCE_MARKS = frozenset({".", "?", "!", "``", "''"})


def find_sentences(tokens: Tokens, lists: Abbreviations) -> list[int]:
    """First token of each sentence, and len(words) at the end. A paragraph's first token begins one."""
    words, norms, begins, ends = tokens.words, tokens.norms, tokens.begins, tokens.ends
    size = len(norms)
    firsts = set(tokens.paragraphs)
    for m in _CAN_END.finditer(tokens.stops):
        i = m.start()
        j = i + 1
        while j < size and (
            (begins[j] == ends[j - 1] and norms[j] in _CLOSING) or (words[j] in _TURNED and norms[j] == "''" and j not in firsts)
        ):
            j += 1
        j = _past_notes(norms, begins, ends, j)
        if j < size and begins[j] > ends[j - 1] and j not in firsts and _ends_sentence(norms, m[0], i, j, firsts, lists):
            firsts.add(j)
    return _cap(sorted(firsts))


def _past_notes(norms: list[str], begins: Sequence[int], ends: Sequence[int], at: int) -> int:
    """The first token behind the note marks that stand at once behind a sentence: shut.[3][4]"""
    while at + 2 < len(norms) and norms[at] == "-LSB-" and norms[at + 2] == "-RSB-" and begins[at] == ends[at - 1]:
        at += 3
    return at


def _ends_sentence(norms: list[str], kind: str, stop: int, following: int, firsts: set[int], lists: Abbreviations) -> bool:
    """Whether a sentence ends after the token `stop` and the closing marks up to `following`."""
    first = following
    while norms[first] in _OPENING and first < following + 3:
        first += 1
        if first == len(norms) or first in firsts:
            return False
    word = norms[first]
    initial = word[0]
    if word == "...":
        return kind in (STOP, MARK)
    if initial.islower() or not (initial.isalnum() or initial in "$@#£€•*" or first > following):
        return False
    quoted = following > stop + 1 and norms[stop + 1] in _QUOTES
    if kind == STOP:
        return not (stop - 1 in firsts and norms[stop - 1].isdigit())
    if kind == MARK:
        return not (quoted and _says(norms, first, lists))
    if kind == PARTY:
        return initial.isalpha()
    if kind == DOTS:
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
