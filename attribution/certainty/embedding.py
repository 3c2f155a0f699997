"""Embedding words near a token, and the link that a predicate has to what it hangs on."""

from __future__ import annotations

from dataclasses import dataclass

from attribution.certainty.groups import Groups
from attribution.certainty.tables import Effect, Tables
from attribution.model import Document

REACH = 60  # tokens a clause's subject may take
NEAR = 14  # tokens between an embedding word and the infinitive or gerund of its object
NOUNS = frozenset(["NN", "NNS", "NNP", "NNPS", "PRP", "CD", "EX"])
VERBS = frozenset(["VB", "VBD", "VBG", "VBN", "VBP", "VBZ"])
VERBAL = VERBS | {"MD"}
MARKS = frozenset(["``", "''", "`", "'", '"'])


@dataclass(slots=True)
class Link:
    """One step outward.

    kind      root (the sentence or the reported content), relative, adverbial, condition, purpose, embedded,
              coordinated, without, host, head, imperative
    governor  token of the embedding word or of the verb coordinated with; -1 without one
    effect    what the embedding word does
    part      of speech under which the tables list it
    negated   the subject denies ("nobody", "few")
    adverbs   sentence adverbs passed on the way
    consequent  the clause follows from an if-clause before it
    subject   first token of the subject, -1 where none was passed
    """

    kind: str
    governor: int = -1
    effect: Effect | None = None
    part: str = ""
    frame: str = ""
    negated: int = -1
    adverbs: tuple[int, ...] = ()
    consequent: bool = False
    subject: int = -1
    edge: int = -1


class Embedding:
    """Finds embedding words in one document."""

    def __init__(self, document: Document, low: list[str], groups: Groups, tables: Tables) -> None:
        self._tags, self._low, self._groups, self._tables = document.tags, low, groups, tables
        self._norms = document.norms
        s = tables.sets
        self._conditional, self._adverbial = s["clauses.conditional"], s["clauses.adverbial"]
        self._relative = s["clauses.relative"]
        self._subjects, self._negators = s["negation.subjects"], s["negation.before_verb"]
        self._pseudo, self._unsaid = s["negation.pseudo_subjects"], s["clauses.pseudo_without"]
        self._hedges = tables.words["adverbs"]
        self._embedders, self._phrases = tables.embedders, tables.phrases

    def signature(self, k: int, frame: str) -> tuple[Effect, str] | None:
        """The effect of token `k` in `frame` and the part of speech it has there; None where it embeds nothing so."""
        word = self._low[k]
        if word not in self._embedders:
            return None
        tag = self._tags[k]
        known = self._tables.signatures
        parts = None
        if tag[:1] == "V" and k + 1 < len(self._tags) and self._tags[k + 1] in ("RP", "IN"):
            parts = known.get(f"{word}-{self._low[k + 1]}")
        parts = parts or known.get(word)
        if parts is None:
            return None
        for part in self._parts(k, tag, frame):
            row = parts[part].get(frame) if part in parts else None
            if row is not None:
                return row[0], part
        return None

    def _mistagged(self, k: int) -> tuple[Effect, str] | None:
        """A verb of saying or thinking that the tagger took for a noun: "Villagers *doubt* the firm will …"."""
        effect = self._tables.find(self._low[k], "v", "that")
        return (effect, "v") if effect and k > 0 and self._tags[k - 1] in NOUNS else None

    def _parts(self, k: int, tag: str, frame: str) -> tuple[str, ...]:
        if tag in ("VBN", "VBD"):
            if tag == "VBN" and (self._groups.at(k).passive or self._groups.at(k).form == "part"):
                return ("p", "a", "v") if frame != "that" or self._groups.at(k).passive else ("v", "p", "a")
            if tag == "VBD" and self._groups.at(k).passive:
                return ("p", "a", "v")
            return ("v", "a", "p") if frame == "to" else ("v", "a")
        if tag[:1] == "V":
            return ("v",)
        if tag[:2] == "NN":
            verbal = frame in ("that", "to") and k > 0 and self._tags[k - 1] in ("NN", "NNS", "NNP", "NNPS", "RB", "PRP", "MD", "TO")
            return ("n", "v") if verbal else ("n",)
        if tag[:2] in ("JJ", "RB", "IN"):
            return ("a", "p") if self._low[k].endswith(("ed", "t", "n")) else ("a",)
        return ()

    def phrase(self, j: int) -> str:
        """The kind of a conjunction of several words that ends or stands at `j`."""
        for at, words, kind in self._phrases.get(self._low[j], ()):
            if self._low[j - at : j - at + len(words)] == words:
                return kind
        return ""

    def phrase_begin(self, i: int, floor: int) -> int:
        """First token of the noun phrase whose noun is at `i`."""
        tags = self._tags
        j = i
        while j > floor and i - j < 10:
            tag = tags[j - 1]
            if tag in ("JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "CD", "VBN", "VBG", "``", "POS", "$") or self._low[j - 1] in (
                "``",
                "so-called",
                "`",
            ):
                if tag in ("VBG", "VBN") and j - 2 >= floor and tags[j - 2] not in ("DT", "PRP$", "JJ", "IN", "POS", "``"):
                    break
                if (tag == "NNS" and tags[j] == "JJ") or (tag in ("NNP", "NNPS") and tags[j][:1] != "N" and tags[j] != "POS"):
                    break
                j -= 1
                continue
            if tag in ("DT", "PRP$", "PDT", "WP$"):
                return j - 1
            if tag in ("RB", "RBR", "JJR") and j - 2 >= floor and tags[j - 2] in ("DT", "PRP$"):
                return j - 2
            break
        return j

    def left(self, k: int, frame: str, floor: int) -> tuple[int, tuple[Effect, str]] | None:
        """The embedding word at or before `k`, past prepositional phrases and objects; nouns only where they stand next."""
        tags, low = self._tags, self._low
        first = True
        quiet = False
        for m in range(k, max(floor, k - NEAR) - 1, -1):
            tag = tags[m]
            if first and tag in ("RB", "IN", "RP") and not (tag == "IN" and self.signature(m, frame)):
                if low[m] == "so" or (tag == "IN" and low[m] not in ("about", "on", "over", "of", "as", "to", "out")):
                    quiet = quiet or low[m] == "so"
                continue
            if tag[:2] in ("VB", "JJ") or (tag[:2] == "NN" and (first or low[m + 1] in ("by", "among", "on", "in", "from", "at", "with"))):
                found = self.signature(m, frame)
                if found and tag[:2] == "NN" and frame == "that" and found[0].weight == "none":
                    outer = self._saying(m, floor)
                    if outer is not None:
                        return outer
                if found and not (tag[:2] == "JJ" and not first):
                    return m, found
                if tag[:2] == "VB" and tag not in ("VBN", "VBG"):
                    return None
            elif low[m] in (";", ":") or (tag in ("CC", "WDT", "WP") and not first):
                return None
            if low[m] == "," and m != k and frame != "that":
                return None
            first = False
        return None

    def _saying(self, noun: int, floor: int) -> tuple[int, tuple[Effect, str]] | None:
        """The verb of "confirmed in a statement that", where the noun at `noun` only names the medium."""
        k = self.phrase_begin(noun, floor) - 1
        if k > floor and self._tags[k] == "IN" and self._tags[k - 1][:2] == "VB":
            found = self.signature(k - 1, "that")
            return (k - 1, found) if found else None
        return None

    def earlier(self, word: str, k: int, floor: int) -> int:
        for m in range(k, max(floor, k - REACH) - 1, -1):
            if self._low[m] == word:
                return m
        return -1

    def mark_before(self, j: int, least: int) -> int:
        """The comma or dash that opens the parenthesis which the one at `j` closes; -1 without one."""
        for k in range(j - 1, max(least, j - 45) - 1, -1):
            if self._low[k] == self._low[j]:
                return k
        return -1

    def embedded(self, link: Link, governor: int, found: tuple[Effect, str], frame: str) -> Link:
        link.kind, link.governor, link.effect, link.part, link.frame = "embedded", governor, found[0], found[1], frame
        return link

    def coordinated(self, link: Link, governor: int) -> Link:
        link.kind, link.governor = "coordinated", governor
        return link
