"""Every reading of a sentence as reported speech that a rule allows: cue, source, content not yet bounded."""

from __future__ import annotations

from dataclasses import dataclass

from attribution.document.chunks import Chunks
from attribution.document.lemmas import lemma
from attribution.model import Document
from attribution.rulebook.alphabets import STOP
from attribution.rulebook.frames import Frames, Rule


@dataclass(slots=True)
class Candidate:
    """A cue with its source and where its content begins, all in chunk indices (half open), before it is weighed.

    unit      first and last chunk of the sentence
    content   captured part; `tail` where the content goes on after the attribution, if it does
    """

    rule: Rule
    trigger: int
    lemma: str
    cue: tuple[int, int]
    source: tuple[int, int] | None
    sieve: str
    content: tuple[int, int]
    addressee: tuple[int, int] | None
    unit: tuple[int, int]
    end: int = 0
    tail: tuple[int, int] | None = None
    probability: float = 0.0


class Finder:
    """Matches rules on one document's chunks; keeps what several rules ask of the same place."""

    def __init__(self, document: Document, chunks: Chunks, frames: Frames) -> None:
        self.document, self.chunks, self.frames = document, chunks, frames
        self._subjects: dict[int, tuple[tuple[int, int] | None, str]] = {}

    def candidates(self) -> list[Candidate]:
        """In reading order of their triggers; many will not be kept."""
        out: list[Candidate] = []
        symbols = self.chunks.symbols
        by_trigger = self.frames.by_trigger
        begin = 0
        while True:
            end = symbols.find(STOP, begin)
            if end < 0:
                end = len(symbols)
            for i in range(begin, end):
                rules = by_trigger.get(symbols[i])
                if rules:
                    self._at(i, rules, (begin, end), out)
            if end >= len(symbols):
                return out
            begin = end + 1

    def _at(self, i: int, rules: tuple[Rule, ...], unit: tuple[int, int], out: list[Candidate]) -> None:
        head = self.chunks.last[i] - 1
        word = lemma(self.document.norms[head], self.document.tags[head])
        symbols = self.chunks.symbols
        for rule in rules:
            left = right = None
            if rule.right is not None:
                right = rule.right.match(symbols, i + 1, unit[1] + 1)
                if right is None:
                    continue
            if rule.left is not None:
                left = rule.left.match(symbols, max(0, unit[0] - 1), i)
                if left is None:
                    continue
            found = self._build(rule, i, word, left, right, unit)
            if found is not None:
                out.append(found)

    def _build(self, rule, i, word, left, right, unit) -> Candidate | None:  # type: ignore[no-untyped-def]
        parts: dict[str, tuple[int, int]] = {}
        for m in (left, right):
            if m is not None:
                for name in m.re.groupindex:
                    if m.start(name) >= 0:
                        parts[name] = m.span(name)
        sieve = ""
        source = parts.get("source")
        if rule.source == "subject":
            source, sieve = self.subject(i, unit[0])
        elif rule.source == "owner":
            source, sieve = self.owner(i, unit[0])
        cue = (i, i + 1)
        if "cue" in parts and parts["cue"][1] > parts["cue"][0]:
            cue = (min(i, parts["cue"][0]), max(i + 1, parts["cue"][1]))
        return Candidate(rule, i, word, cue, source, sieve, parts["content"], parts.get("addressee"), unit)

    def subject(self, i: int, low: int) -> tuple[tuple[int, int] | None, str]:
        """The subject of the verb chunk `i`, and the sieve that found it."""
        if i in self._subjects:
            return self._subjects[i]
        answer: tuple[tuple[int, int] | None, str] = (None, "")
        symbols = self.chunks.symbols
        for sieve in self.frames.sieves:
            m = sieve.left.match(symbols, low, i)
            if m is None:
                continue
            if not sieve.inherit:
                answer = (m.span("source"), sieve.id)
                break
            verb = self._verb_before(i, low)
            if verb is not None:
                answer = (self.subject(verb, low)[0], sieve.id)
                break
        self._subjects[i] = answer
        return answer

    def _verb_before(self, i: int, low: int) -> int | None:
        symbols, names = self.chunks.symbols, self._verbs()
        for k in range(i - 1, max(low, i - 40) - 1, -1):
            if symbols[k] in names:
                return k
        return None

    def _verbs(self) -> str:
        from attribution.rulebook.alphabets import chunk_grammar

        return chunk_grammar().chunks.names["VERB"]

    def owner(self, i: int, low: int) -> tuple[tuple[int, int] | None, str]:
        """Who owns the noun cue `i`: its possessor, or the subject of the verb whose object it is."""
        first, last = self.chunks.first[i], self.chunks.last[i]
        tags = self.document.tags
        if tags[first] == "PRP$" or "POS" in tags[first:last]:
            return (i, i + 1), "possessor"
        verb = self._verb_before(i, low)
        if verb is not None and verb == i - 1:
            return self.subject(verb, low)[0], "object-of"
        return None, ""
