"""How likely a reading is right: what the counts say of its word and frame, adjusted by the rows of the scorecard that apply to it."""

from __future__ import annotations

import math

from attribution.attach.candidates import Candidate, Finder
from attribution.attach.tables import Tables
from attribution.rulebook.alphabets import QUOTE

_LENGTHS = ("1", "1", "2", *("3-5",) * 3, *("6-10",) * 5, *("11-20",) * 10, *("21-40",) * 20, "41+")  # by number of tokens
_NEGATIONS = frozenset(["not", "n't", "never"])
_PRONOUNS = frozenset(["he", "she", "they", "i", "we", "you"])
_ENDS = frozenset([".", "Q", "ellipsis", "semicolon"])


def weigh(candidate: Candidate, finder: Finder, tables: Tables) -> float:
    """Probability that `candidate` is an attribution with this source and content; the author's own where the rule has one."""
    if candidate.rule.prior is not None:
        return candidate.rule.prior
    card = tables.card
    points = tables.points(candidate.lemma, candidate.rule.frame)
    for row in features(candidate, finder):
        if row in card:
            points += card[row]
    return 1.0 / (1.0 + math.exp(-points))


def features(c: Candidate, finder: Finder) -> list[str]:
    """The scorecard rows that apply to a reading, by name."""
    chunks, names, tags, norms = finder.chunks, finder.names, finder.document.tags, finder.document.norms
    symbols, i = chunks.symbols, c.trigger
    first, head = chunks.first[i], chunks.last[i] - 1
    cue, source = names[symbols[i]], _source(c, finder)
    out = ["cue " + cue, "cue tag " + tags[head]]
    if first < head:
        if "MD" in tags[first:head]:
            out.append("cue modal")
        if not _NEGATIONS.isdisjoint(norms[first:head]):
            out.append("cue negated")
    if source != "it" or symbols[i] not in finder.speaks or c.rule.family == "REL":  # a council is "it"; PolNeAR's sources are persons
        out.append("source " + source)
    if c.sieve:
        out.append("sieve " + finder.counted.get(c.sieve, c.sieve))
    out += _content(c, finder)
    out.append("before " + names[symbols[(c.source[0] if c.source and c.source[0] < i else i) - 1]])
    verbs = finder.verbs_of(c.unit)
    if not verbs or (verbs == 1 and symbols[i] in finder.verbs):
        out.append("only verb " + cue)
    out.append("cue after " + names[symbols[i - 1]])
    if c.rule.content == "left":
        begin = c.contents[0][0]
        out.append("content after " + (names[symbols[begin - 1]] if begin else "#"))
        if symbols[begin] == QUOTE and norms[min(chunks.first[begin] + 1, len(norms) - 1)][:1].islower():
            out.append("quotation begins small")
    out.append(f"{c.rule.frame} by {source}")
    if c.stop:
        out.append("stop " + c.stop)
    if c.unit[1] > c.unit[0] and names[symbols[c.unit[1] - 1 - (symbols[c.unit[1] - 1] == finder.closing)]] not in _ENDS:
        out.append("headline")
    return out


def _source(c: Candidate, finder: Finder) -> str:
    if c.source is None:
        return "none"
    chunk = c.source[0]
    symbol = finder.names[finder.chunks.symbols[chunk]]
    if symbol == "PRON":
        word = finder.document.norms[finder.chunks.first[chunk]].lower()
        return word if word in _PRONOUNS else "PRON"
    if symbol == "NP":
        return "plural" if finder.document.tags[finder.chunks.last[chunk] - 1] in ("NNS", "NNPS") else "singular"
    return symbol


def _content(c: Candidate, finder: Finder) -> list[str]:
    chunks, family = finder.chunks, c.rule.family
    begin, end = c.contents[0]
    size = chunks.last[end - 1] - chunks.first[begin]
    for b, e in c.contents[1:]:
        size += chunks.last[e - 1] - chunks.first[b]
    symbols = chunks.symbols[begin:end]
    out = [f"{family} length {_LENGTHS[min(size, 41)]}", f"{family} begins {finder.names[chunks.symbols[begin]]}"]
    if QUOTE in symbols or len(c.contents) > 1:
        out.append(f"{family} with quotation")
    if finder.verbs.isdisjoint(symbols):
        out.append(f"{family} no verb")
    if not finder.said.isdisjoint(symbols):
        out.append(f"{family} holds said")
    return out
