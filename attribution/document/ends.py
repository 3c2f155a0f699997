"""What the form of a token says about a sentence end after it: one character a kind."""

from __future__ import annotations

from attribution.document.abbreviations import Abbreviations

# No end; full stop; question or exclamation mark; dots; a title, which needs its name; another abbreviation; a party and state ("R-Ky.").
NONE, STOP, MARK, DOTS, TITLE, MAYBE, PARTY = "-.?…tmp"
_MARKS = frozenset("?!")


def kind_of_end(norm: str, lists: Abbreviations) -> str:
    """The kind of end that can stand after a token."""
    if norm == ".":
        return STOP
    if norm == "...":
        return DOTS
    if norm[-1] in _MARKS:
        return MARK if not norm.strip("?!") else MAYBE if norm[:-1] in lists.marked else NONE
    if norm[-1] != ".":
        return NONE
    word = norm[:-1]
    party, _, last = word.rpartition("-")
    if len(party) == 1 and party.isupper():
        return PARTY
    if word in ("No", "no") or last in lists.titles:
        return TITLE
    return MAYBE
