"""Accusations of one document and who denies them: whoever denies an allegation is the one whom it is about."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from attribution.document.view import peek
from attribution.model import Attribution, Document, Tokens
from attribution.speakers.lexicon import Lexicon

_DENIED = 5  # tokens of what is denied in which the noun for it stands: all of the latest claims
_ACCUSED = 40  # tokens of a content in which the accused stand


class Accusations(NamedTuple):
    """Where somebody is accused, in reading order.

    triggers  tokens of the verbs: "accused", "was accused"
    accused   token ranges of those accused, beside the triggers
    denied    first tokens of the sources that deny what somebody is accused of: `He | denied | the allegations`
    """

    triggers: tuple[int, ...]
    accused: tuple[Tokens, ...]
    denied: frozenset[int]

    def last(self, low: int, at: int) -> Tokens | None:
        """Those whom the last accusation from token `low` to token `at` is about."""
        k = bisect_left(self.triggers, at) - 1
        return self.accused[k] if k >= 0 and self.triggers[k] >= low else None


def accusations_of(document: Document, attributions: Sequence[Attribution], lexicon: Lexicon) -> Accusations:
    """All that a document's attributions accuse somebody of, and deny."""
    small, found = lexicon.small, []
    denied = set()
    for attribution in attributions:
        begin, end = attribution.contents[0] if attribution.contents else (0, 0)
        if attribution.lemma in small.accusing:
            found.append((attribution.trigger, _accused(document, begin, end, lexicon)))
        elif attribution.lemma in small.denying and attribution.source is not None:
            what = document.lows[begin : min(end, begin + _DENIED)]
            if not small.accusations.isdisjoint(what):
                denied.add(attribution.source[0])
    found.sort()
    return Accusations(tuple(trigger for trigger, _ in found), tuple(accused for _, accused in found), frozenset(denied))


def _accused(document: Document, begin: int, end: int, lexicon: Lexicon) -> Tokens:
    """Those who stand before what they are accused of: `Ann Lee and the Ministry of Health | of theft`."""
    words, last = document.words, min(end, begin + _ACCUSED)
    deeds = (i for i in range(begin, last) if document.lows[i] in lexicon.small.accused_of and not peek(words, i + 1)[:1].isupper())
    return begin, next(deeds, last)
