"""Words that embed a clause, an infinitive, a gerund or a noun, sought near a token; and the link that a predicate has to them."""

from __future__ import annotations

from typing import NamedTuple

from attribution.certainty.syntax.contents import Contents
from attribution.certainty.syntax.groups import Groups
from attribution.certainty.syntax.tokens import NOUNS

REACH = 60  # tokens a clause's subject may take
NEAR = 14  # tokens between an embedding word and the infinitive or gerund of its object
PARENTHESIS = 45  # tokens between two commas or dashes that belong together
MARKS = frozenset(["``", "''", "`", "'", '"'])
_INNER = frozenset(["JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "CD", "VBN", "VBG", "``", "POS", "$"])  # inside a noun phrase
_BEFORE_PARTICIPLE = frozenset(["DT", "PRP$", "JJ", "IN", "POS", "``"])
_ENDS = frozenset([",", "CC", "WDT", "WP", ":"])  # no subject goes on beyond these
_VERB_AFTER = frozenset(["NN", "NNS", "NNP", "NNPS", "RB", "PRP", "MD", "TO"])  # a word tagged noun after one of these may be a verb


class Taken(NamedTuple):
    """An embedding word, the class that signatures.tsv gives it in the frame asked for, and the part of speech it has there."""

    at: int
    sense: str
    part: str


class Link(NamedTuple):
    """One step outward.

    kind      root (the sentence or the reported content), relative, adverbial, condition, purpose, embedded,
              coordinated, without, host, head, imperative
    governor  token of the embedding word or of the verb coordinated with; -1 without one
    sense     class of the embedding word (composition.tsv)
    part      of speech under which the tables list it
    frame     in which it embeds
    negated   the subject denies ("nobody", "few"): its token
    adverbs   sentence adverbs passed on the way
    consequent  the clause follows from an if-clause before it
    subject   first token of the subject, -1 where none was passed
    edge      the preposition, conjunction or auxiliary at which the step was taken
    inverted  auxiliary that stands before its subject ("nor *did* he")
    """

    kind: str
    governor: int = -1
    sense: str = ""
    part: str = ""
    frame: str = ""
    negated: int = -1
    adverbs: tuple[int, ...] = ()
    consequent: bool = False
    subject: int = -1
    edge: int = -1
    inverted: int = -1

    def embedded(self, taken: Taken, frame: str) -> Link:
        """The same step, by an embedding word."""
        return Link("embedded", taken.at, taken.sense, taken.part, frame, *self[5:])


class Embedding:
    """Finds embedding words in one document."""

    def __init__(self, groups: Groups, contents: Contents) -> None:
        self.contents, self.groups, self.tokens, self.tables = contents, groups, groups.tokens, groups.tables
        self.tags, self.low, self.words = self.tokens.tags, self.tokens.low, self.tables.words

    def signature(self, at: int, frame: str) -> Taken | None:
        """The class of token `at` in `frame` and the part of speech it has there; None where it embeds nothing so."""
        word = self.low[at]
        if word not in self.tables.embedders:
            return None
        tag = self.tags[at]
        known = self.tables.signatures
        rows = None
        if tag[:1] == "V" and self.tags[at + 1] in ("RP", "IN", "RB"):
            rows = known.get(f"{word}-{self.low[at + 1]}")
        rows = rows or known.get(word)
        if rows is None:
            return None
        for part in self._parts(at, tag, frame):
            row = rows[part].get(frame) if part in rows else None
            if row is not None:
                return Taken(at, row[0].name, part)
        return None

    def mistagged(self, at: int) -> Taken | None:
        """A verb of saying or thinking that the tagger took for a noun: "Villagers *doubt* the firm will …"."""
        effect = self.tables.find(self.low[at], "v", "that")
        return Taken(at, effect.name, "v") if effect and self.tags[at - 1] in NOUNS else None

    def _parts(self, at: int, tag: str, frame: str) -> tuple[str, ...]:
        """The parts of speech to look a word up by, likeliest first."""
        if tag in ("VBN", "VBD"):
            return self._parts_of_past(at, tag, frame)
        if tag[:1] == "V":
            return ("v",)
        if tag in ("NNP", "NNPS") and at not in self.tokens.firsts:
            return ()  # Associated *Press*
        if tag[:2] == "NN":
            verbal = frame in ("that", "to") and self.tags[at - 1] in _VERB_AFTER
            return ("n", "v") if verbal else ("n",)
        if tag[:2] in ("JJ", "RB", "IN"):
            return ("a", "p") if self.low[at].endswith(self.words.participle_endings) else ("a",)
        return ()

    def _parts_of_past(self, at: int, tag: str, frame: str) -> tuple[str, ...]:
        group = self.groups.at(at)
        if group.passive:
            return ("p", "a", "v")
        if tag == "VBN" and group.form == "part":
            if frame != "that":
                return ("p", "a", "v")
            return ("p", "a") if self.low[at + 1] in self.words.charging else ("v", "p", "a")  # men *accused of* theft had left
        return ("v", "a", "p") if frame == "to" else ("v", "a")

    def phrase(self, at: int) -> str:
        """The kind of a conjunction of several words that ends or stands at `at`."""
        for place, words, kind in self.tables.phrases.get(self.low[at], ()):
            begin = at - place
            if self.low[begin : begin + len(words)] == words and self.low[begin - 1] not in self.words.lasting_before:
                return kind
        return ""

    def phrase_begin(self, noun: int, floor: int) -> int:
        """First token of the noun phrase whose noun is at `noun`."""
        tags, begin = self.tags, noun
        while begin > floor and noun - begin < 10:
            before = begin - 1
            tag = tags[before]
            if tag in _INNER:
                if self._ends_phrase(before, floor):
                    break
                begin = before
            elif tag in ("DT", "PRP$", "PDT", "WP$"):
                return before
            elif tag in ("RB", "RBR", "JJR") and tags[before - 1] in ("DT", "PRP$"):
                return before - 1
            else:
                break
        return begin

    def _ends_phrase(self, at: int, floor: int) -> bool:
        """Whether the participle or noun at `at` belongs to another phrase than the word after it."""
        tag, after = self.tags[at], self.tags[at + 1]
        if tag in ("VBG", "VBN") and at > floor and self.tags[at - 1] not in _BEFORE_PARTICIPLE:
            return True
        if tag == "NNS":
            return after == "JJ"
        return tag in ("NNP", "NNPS") and after[:1] != "N" and after != "POS"

    def left(self, last: int, frame: str, floor: int) -> Taken | None:
        """The embedding word at or before `last`, past prepositional phrases and objects; nouns only where they stand next."""
        tags, low = self.tags, self.low
        first = True
        for k in range(last, max(floor, last - NEAR) - 1, -1):
            tag = tags[k]
            if first and low[k] in MARKS:
                continue
            if first and tag in ("RB", "IN", "RP"):
                continue
            kind = tag[:2]
            if kind in ("VB", "JJ") or (kind == "NN" and (first or low[k + 1] in self.words.after_noun_that)):
                found = self.signature(k, frame)
                if found and kind == "NN" and frame == "that" and found.sense in self.tables.idle:
                    found = self._saying(k, floor) or found
                if found and (first or tags[found.at][:2] != "JJ"):
                    return found
                if kind == "VB" and tag not in ("VBN", "VBG"):
                    return None
            elif low[k] in (";", ":") or (tag in ("CC", "WDT", "WP") and not first):
                return None
            if low[k] == "," and k != last and frame != "that":
                return None
            first = False
        return None

    def identified(self, copula: int, floor: int) -> Taken | None:
        """The noun that is the subject of the form of be at `copula` and says what follows it: "my *hope* for the year is that"."""
        found = None
        if self.low[copula] not in self.words.be:
            return None
        for k in range(copula - 1, max(floor, copula - NEAR) - 1, -1):
            if self.tags[k] == "NN" and self.tags[k + 1][:2] != "NN":
                found = self.signature(k, "that")
                found = found if found and found.sense in self.tables.identifying else None
            elif self.tags[k][:2] == "VB" or self.tags[k] in _ENDS:
                break
        return found

    def _saying(self, noun: int, floor: int) -> Taken | None:
        """The verb of "confirmed in a statement that", where the noun at `noun` only names the medium."""
        k = self.phrase_begin(noun, floor) - 1
        if self.tags[k] == "IN" and self.tags[k - 1][:2] == "VB":
            return self.signature(k - 1, "that")
        return None

    def cue_before(self, joint: int) -> int:
        """The cue of what is reported up to the conjunction at `joint`, where it precedes that; -1 without one."""
        end = joint - 1 if self.low[joint - 1] == "," else joint
        return max(self.contents.cue_of_ended(joint), self.contents.cue_of_ended(end))

    def earlier(self, word: str, last: int, floor: int) -> int:
        """The nearest `word` at or before `last`; -1 without one."""
        for k in range(last, max(floor, last - REACH) - 1, -1):
            if self.low[k] == word:
                return k
        return -1

    def mark_before(self, closing: int, least: int) -> int:
        """The comma or dash that opens the parenthesis which the one at `closing` closes; -1 without one."""
        for k in range(closing - 1, max(least, closing - PARENTHESIS) - 1, -1):
            if self.low[k] == self.low[closing]:
                return k
        return -1
