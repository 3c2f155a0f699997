"""The article's own hedges: places where it says "may", "likely", "is expected to" or "presumed" itself, with no source."""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from attribution.certainty.claims import descend, main_predicate
from attribution.certainty.groups import BE
from attribution.certainty.judge import Reader
from attribution.certainty.verbs import verbal
from attribution.certainty.verdicts import Verdict
from attribution.model import Attribution, Document, Evidence, Tokens
from attribution.rulefiles import read_rules


@dataclass(frozen=True, slots=True)
class Hedge:
    """One hedged statement of the article: what it says, its hedging words, verdict, the modality of the content alone, and the rule."""

    content: Tokens
    cue: tuple[Tokens, ...]
    verdict: Verdict
    modality: str
    rule: str
    confidence: float
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class AuthorRules:
    """rules/author.toml: word sets by name, (prior, why) by rule id, and every word that can begin a search."""

    words: dict[str, frozenset[str]]
    rules: dict[str, tuple[float, str]]
    kinds: dict[str, str]
    openers: frozenset[str]  # those words in any case a text may give them


@cache
def shipped_author_rules() -> AuthorRules:
    """The shipped rules, read once a process."""
    data = tomllib.loads(read_rules("author.toml"))
    words = {name: frozenset(ws) for name, ws in data["words"].items()}
    adverbs = [w for w in tomllib.loads(read_rules("certainty.toml"))["adverbs"] if w != "almost_certainly"]
    kinds = dict.fromkeys(adverbs, "AUTHOR-ADVERB") | dict.fromkeys(words["modifiers"], "AUTHOR-NOUN")
    kinds |= dict.fromkeys(words["passives"] | words["impersonal"], "AUTHOR-PASSIVE") | dict.fromkeys(words["modals"], "AUTHOR-MODAL")
    kinds |= {"there": "AUTHOR-THERE", "likely": "AUTHOR-ADVERB"}
    return AuthorRules(
        words,
        {r["id"]: (r["prior"], r["why"]) for r in data["rule"]},
        kinds,
        frozenset(f for w in kinds for f in (w, w.capitalize(), w.upper())),
    )


def find_hedges(reader: Reader, attributions: Sequence[Attribution]) -> list[Hedge]:
    """The article's own hedged statements, in reading order; none that an attribution covers or that overlaps one before it."""
    rules = shipped_author_rules()
    hedging = _hedging(reader.document, rules.openers)
    if not hedging:
        return []
    taken = _taken(reader, attributions)
    out: list[Hedge] = []
    last = 0
    search = _Search(reader, rules, taken)
    for i in hedging:
        if i < last or taken[i]:
            continue
        found = search.at(i)
        if (
            found is not None
            and found.content[0] >= last
            and not any(taken[k] for k in (found.content[0], found.content[1] - 1, found.cue[0][0]))
        ):
            out.append(found)
            last = found.content[1]
    return out


def _hedging(document: Document, openers: frozenset[str]) -> list[int]:
    """The tokens at which a search begins; most sentences have none."""
    norms = document.norms
    out: list[int] = []
    for b, e in pairwise(document.sentences):
        if not openers.isdisjoint(norms[b:e]):
            out += [i for i, word in enumerate(norms[b:e], b) if word in openers]
    return out


def _taken(reader: Reader, attributions: Sequence[Attribution]) -> bytearray:
    """1 at tokens of attributions and of quotations: what they say is not the article's own."""
    out = bytearray(len(reader.low) + 1)
    for a in attributions:
        for b, e in (*a.contents, *a.cue, a.source or (0, 0)):
            out[b:e] = b"\1" * (e - b)
        out[a.trigger] = 1
    begins = reader.document.begins
    for q in reader.document.quotes:
        if q.kind == "speech":
            b = bisect_left(begins, q.begin)
            e = bisect_left(begins, q.end, b)
            out[b:e] = b"\1" * (e - b)
    return out


class _Search:
    """One look at one hedging word."""

    def __init__(self, reader: Reader, rules: AuthorRules, taken: bytearray) -> None:
        self.reader, self.rules, self.taken = reader, rules, taken
        self.low, self.tags = reader.low, reader.tags

    def at(self, i: int) -> Hedge | None:
        """The hedged statement that turns on the word at `i`."""
        kind = self.rules.kinds[self.low[i]]
        after = self.low[i + 1] if i + 1 < len(self.low) else ""
        if kind == "AUTHOR-THERE":
            return self._there(i)
        if self.low[i] in self.rules.words["impersonal"] and after in ("that", "whether") and self._impersonal(i):
            return self._follows(i, i + 1, "AUTHOR-IT")
        if self.low[i] in self.rules.words["passives"] and after == "to":
            return self._passive(i)
        if self.low[i] in self.rules.words["modifiers"] and self.tags[i + 1 : i + 2] and self.tags[i + 1][:1] in "NJ":
            return self._phrase(i)
        if (kind == "AUTHOR-MODAL" and self.tags[i] == "MD") or kind == "AUTHOR-ADVERB":
            return self._clause(i, kind)
        return None

    def _hedge(self, rule: str, content: Tokens, cue: tuple[Tokens, ...], verdict: Verdict, modality: str = "") -> Hedge:
        prior, why = self.rules.rules[rule]
        return Hedge(
            content, cue, verdict, modality or verdict.label, rule, prior, Evidence(rule, why, (("confidence", "the rule author's own"),))
        )

    def _there(self, i: int) -> Hedge | None:
        low = self.low
        k = i + 1
        while (
            k < len(low)
            and k < i + 6
            and (
                low[k] in BE
                or low[k] in ("has", "have", "had", "no", "n't", "not", "also", "a", "still")
                or self.tags[k][:2] in ("JJ", "RB", "DT", "VB")
            )
        ):
            k += 1
        if k + 1 < len(low) and low[k] in self.rules.words["existentials"] and low[k + 1] == "that":
            return self._follows(k, k + 1, "AUTHOR-THERE", i)
        return None

    def _impersonal(self, i: int) -> bool:
        k = i - 1
        while k > 0 and (self.tags[k][:2] in ("RB", "VB") or self.low[k] in BE or self.tags[k] == "MD"):
            k -= 1
        return self.low[k] == "it"

    def _follows(self, i: int, begin: int, rule: str, first: int = -1) -> Hedge | None:
        """What "it is believed" or "there are concerns" introduces."""
        reader = self.reader
        end = self._end(begin + 1)
        head = main_predicate(reader, (begin, end), -1)
        verdict = reader.verdict(head) if head is not None else None
        if verdict is None or (verdict.label == "asserted" and verdict.sign > 0):
            return None
        modality = reader.alone(i, head, end, descend).label if head is not None else "asserted"
        start = first if first >= 0 else next(k for k in range(i, -1, -1) if self.low[k] == "it")
        return self._hedge(rule, (begin, end), ((start, i + 1),), verdict, modality)

    def _passive(self, i: int) -> Hedge | None:
        reader = self.reader
        if i > 0 and self.tags[i - 1] == "MD":
            return None
        head = self._verb_after(i + 2)
        copula = next((k for k in range(i - 1, max(-1, i - 6), -1) if self.low[k] in BE), -1)
        if head < 0 or copula < 0:
            return None
        verdict = reader.verdict(head)
        if verdict.label not in ("probable", "improbable", "alleged", "possible"):
            return None
        return self._around(copula, head, ((copula, i + 2),), verdict, "AUTHOR-PASSIVE")

    def _clause(self, i: int, kind: str) -> Hedge | None:
        reader = self.reader
        head = self._verb_after(i + 1)
        if head < 0:
            return None
        group = reader.groups.at(head)
        if not group.begin <= i and not (i + 1 <= group.begin <= i + 6):
            return None
        verdict = reader.verdict(head)
        if i not in verdict.cues:
            return None
        return self._around(head, head, ((i, i + 1),), verdict, kind)

    def _around(self, verb: int, head: int, cue: tuple[Tokens, ...], verdict: Verdict, rule: str) -> Hedge | None:
        """The smallest clause that holds the verb and its hedge; None under an if, in a relative clause or around a cue."""
        reader = self.reader
        group = reader.groups.at(verb)
        link = reader.link(verb)
        if link.kind in ("condition", "purpose", "imperative") or self.taken[head] or self.taken[verb]:
            return None
        if link.kind == "embedded" and rule != "AUTHOR-PASSIVE":
            return None
        if (link.kind == "relative" and link.subject < 0) or (link.subject < 0 and link.kind != "coordinated"):
            return None
        begin = min(link.subject if link.subject >= 0 else group.begin, cue[0][0])
        return self._hedge(rule, (begin, self._end(head + 1)), cue, verdict)

    def _phrase(self, i: int) -> Hedge | None:
        tags = self.tags
        noun, limit = i + 1, self.reader.sentence(i)[1]
        while noun + 1 < limit and tags[noun + 1][:2] in ("NN", "JJ") and noun < i + 5:
            noun += 1
        if tags[noun] not in ("NN", "NNS"):
            return None
        begin = i - 1 if i > 0 and tags[i - 1] in ("DT", "PRP$") else i
        end = noun + 1
        if (
            end + 1 < limit
            and tags[end] in ("IN", "TO")
            and self.low[end] in ("with", "of", "between", "by", "on", "to", "against")
            and tags[end + 1][:1] in "NDJP"
        ):
            stop = end + 1
            while stop < limit and stop < end + 7 and (tags[stop][:2] in ("NN", "JJ", "DT", "PR", "CD") or tags[stop] == "POS"):
                stop += 1
            end = stop
        return self._hedge("AUTHOR-NOUN", (begin, end), ((i, i + 1),), self.reader.verdict(noun))

    def _verb_after(self, k: int) -> int:
        """The main verb of the group that begins at or after `k`."""
        tags = self.tags
        best = -1
        for m in range(k, min(len(tags), k + 9)):
            if tags[m][:2] == "VB" or verbal(self.reader, m):
                best = m
                if (
                    m + 1 < len(tags)
                    and (tags[m + 1][:2] in ("VB", "RB") or verbal(self.reader, m + 1))
                    and (self.low[m] in BE or self.low[m] in ("have", "has", "had"))
                ):
                    continue
                return best
            if best >= 0 and tags[m][:2] != "RB":
                return best
            if tags[m] in (",", ".", ":", "IN", "CC") and self.low[m] != ",":
                return best
        return best

    def _end(self, k: int) -> int:
        """Where the smallest clause ends that goes on at `k`."""
        reader = self.reader
        stop = reader.sentence(k - 1)[1]
        low, tags = self.low, self.tags
        for m in range(k, stop):
            word, tag = low[m], tags[m]
            if tag == "." or word in (";", ":", "--", "(", ")") or self.taken[m]:
                return m
            if (word == "that" and tag in ("WDT", "IN") and tags[m - 1][:2] != "VB" and tags[m - 1][:2] != "JJ") or (
                tag == "WDT" and word != "that"
            ):
                return m - 1 if low[m - 1] == "," else m
            if (
                word == ","
                and m + 1 < stop
                and (low[m + 1] in self.rules.words["ends"] or (tags[m + 1] == "CC" and self._clause_after(m + 2, stop)))
            ):
                return m
            if tag == "CC" and self._clause_after(m + 1, stop) and low[m - 1] != ",":
                return m
        return stop

    def _clause_after(self, k: int, stop: int) -> bool:
        """Whether a clause with a verb of its own begins at `k`."""
        for m in range(k, min(stop, k + 8)):
            if self.tags[m] in ("VBD", "VBZ", "VBP", "MD"):
                return True
            if self.tags[m] in (",", ".", ":") or self.low[m] in ("to", "that"):
                return False
        return False
