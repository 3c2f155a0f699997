"""The words and tags that the room reads, safe to look up one step outside the text."""

from __future__ import annotations

from bisect import bisect_right

from attribution.model import Document

_PAD = [""] * 3  # behind the last token, where an index before the first one lands too
NOUNS = frozenset(["NN", "NNS", "NNP", "NNPS", "PRP", "CD", "EX"])
VERBS = frozenset(["VB", "VBD", "VBG", "VBN", "VBP", "VBZ"])
VERBAL = VERBS | {"MD"}
TENSED = frozenset(["VBD", "VBZ", "VBP", "MD"])  # tags of verbs with a time
VERB_LIKE = VERBS | {"NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS"}  # tags of words that may be verbs: see `Syntax.verbal`


class Tokens:
    """Parallel lists of one document; tags and lower case go on with empty words behind their end: `low[-1]`, `low[size]` are none."""

    def __init__(self, document: Document) -> None:
        self.size = len(document.tags)
        self.tags = [*document.tags, *_PAD]
        self.low = [*document.lows, *_PAD]
        self.norms = document.norms
        self._sentences = document.sentences
        self.firsts = frozenset(document.sentences)

    def sentence(self, at: int) -> tuple[int, int]:
        """Token range of the sentence that holds token `at`."""
        sentences = self._sentences
        number = bisect_right(sentences, at)
        return sentences[number - 1], sentences[number]
