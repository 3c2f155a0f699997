"""Inflected verb or noun → its dictionary form, by a table of irregular forms and a few endings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from attribution.memo import Memo
from attribution.rulebook.rules import Files, plain
from attribution.rulebook.verbs import read_verbs

_CLOSED = re.compile(r"(?:^|[^aeiou])[aeiouy][^aeiouwxy]$")  # hop: its past would be written with two consonants, so *hoped* is of hope


class Lemmas:
    """Word and tag → dictionary form, asked once a word."""

    def __init__(self, irregular: Mapping[str, str], bases: frozenset[str]) -> None:
        """`irregular`: form → verb; `bases`: verbs whose base form ends in a way that its endings hide."""
        self._irregular, self._bases = irregular, bases
        self._verbs = Memo(self._verb, 20_000)

    def __call__(self, word: str, tag: str) -> str:
        """Dictionary form of `word` (any case) as tagged; nouns lose their plural, everything else but verbs is lower-cased only."""
        low = word.lower()
        if tag[:2] == "VB" or tag == "MD":
            return self._verbs[low]
        if tag in ("NNS", "NNPS"):
            return _noun(low)
        return low

    def known(self, low: str) -> bool:
        """Whether the word is the base form of a verb that the tables list."""
        return low in self._bases or self._irregular.get(low) == low

    def _verb(self, low: str) -> str:
        if low in self._irregular:
            return self._irregular[low]
        for stem in _stems(low):
            if stem in self._bases:
                return stem
        return _guess(low)


def read_lemmas(files: Files) -> Lemmas:
    """The verbs of irregular-verbs.txt, verb-bases.txt and verbs.tsv."""
    known = files.get(read_verb_forms)
    return Lemmas(known["irregular"], frozenset(known["bases"]))


@plain
def read_verb_forms(files: Files) -> dict[str, Any]:
    """`irregular`: form → base; `bases`: those of all other verbs that are known."""
    irregular: dict[str, str] = {}
    for line in files.text("irregular-verbs.txt").splitlines():
        words = line.split("#")[0].split()
        for form in words:
            irregular.setdefault(form, words[0])
    cards = (card.verb for card in files.get(read_verbs).cards)
    return {"irregular": irregular, "bases": [*files.text("verb-bases.txt").split(), *cards]}


def _stems(low: str) -> list[str]:
    """Possible bases, most likely first."""
    if low.endswith("ies") or low.endswith("ied"):
        return [low[:-3] + "y", low[:-1]]
    if low.endswith("ing") and len(low) > 4:
        cut = low[:-3]
    elif low.endswith("ed") and len(low) > 3:
        cut = low[:-2]
    elif low.endswith("es"):
        return [low[:-1], low[:-2], low]
    elif low.endswith("s") and not low.endswith("ss"):
        return [low[:-1], low]
    else:
        return [low]
    out = [cut + "e", cut] if _CLOSED.search(cut) else [cut, cut + "e"]
    if len(cut) > 2 and cut[-1] == cut[-2]:
        out.insert(0, cut[:-1])
    return out


def _guess(low: str) -> str:
    stems = _stems(low)
    if (
        len(stems) > 1
        and low.endswith(("ed", "ing"))
        and len(stems) == 2
        and stems[0].endswith(("c", "v", "u", "s", "z", "dg", "at", "iz", "ag", "ot", "ur"))
    ):
        return stems[1]
    return stems[0]


def _noun(low: str) -> str:
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    if low.endswith(("sses", "shes", "ches", "xes")):
        return low[:-2]
    if low.endswith("s") and not low.endswith("ss"):
        return low[:-1]
    return low
