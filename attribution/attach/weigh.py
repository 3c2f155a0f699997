"""How likely a reading is right: what the counts say of its word and frame, adjusted by the rows of the scorecard that apply to it."""

from __future__ import annotations

import math

from attribution.attach.candidates import Candidate, Finder
from attribution.attach.tables import Tables, logit
from attribution.rulebook.alphabets import QUOTE, chunk_grammar

_LENGTHS = ((1, "1"), (2, "2"), (5, "3-5"), (10, "6-10"), (20, "11-20"), (40, "21-40"))


def weigh(candidate: Candidate, finder: Finder, tables: Tables) -> float:
    """Probability that `candidate` is an attribution with this source and content; the author's own where the rule has one."""
    if candidate.rule.prior is not None:
        return candidate.rule.prior
    p = tables.prior(candidate.lemma, candidate.rule.frame)
    points = logit(p) * tables.card.get("counts", 1.0)
    card = tables.card
    for row in features(candidate, finder):
        points += card.get(row, 0.0)
    return 1.0 / (1.0 + math.exp(-points))


def features(c: Candidate, finder: Finder) -> list[str]:
    """The scorecard rows that apply to a reading, by name."""
    chunks, names, tags, norms = finder.chunks, chunk_grammar().names, finder.document.tags, finder.document.norms
    symbols = chunks.symbols
    head = chunks.last[c.trigger] - 1
    group = tags[chunks.first[c.trigger]: head]
    family = c.rule.family
    out = ["cue " + names[symbols[c.trigger]], "cue tag " + tags[head]]
    if "MD" in group:
        out.append("cue modal")
    if any(norms[i] in ("not", "n't", "never") for i in range(chunks.first[c.trigger], head)):
        out.append("cue negated")
    out_source = _source(c, finder)
    out.append("source " + out_source)
    if c.sieve:
        out.append("sieve " + c.sieve)
    out += _content(c, finder, family)
    before = symbols[(c.source[0] if c.source and c.source[0] < c.trigger else c.trigger) - 1] if c.trigger else "#"
    out.append("before " + names[before])
    verbs = sum(symbols.count(verb, *c.unit) for verb in finder.verbs)
    if not verbs or (verbs == 1 and symbols[c.trigger] in finder.verbs):
        out.append("only verb " + names[symbols[c.trigger]])
    out.append("cue after " + (names[symbols[c.trigger - 1]] if c.trigger else "#"))
    if c.rule.content == "left":
        begin = c.contents[0][0]
        out.append("content after " + (names[symbols[begin - 1]] if begin else "#"))
        if symbols[begin] == QUOTE and norms[min(chunks.first[begin] + 1, len(norms) - 1)][:1].islower():
            out.append("quotation begins small")
    out.append(f"{c.rule.frame} by {out_source}")
    if c.stop:
        out.append(f"stop {c.stop}")
    if c.unit[1] > c.unit[0] and names[symbols[c.unit[1] - 1]] not in (".", "Q", "ellipsis", "semicolon"):
        out.append("headline")
    return out


def _source(c: Candidate, finder: Finder) -> str:
    if c.source is None:
        return "none"
    names = chunk_grammar().names
    symbol = names[finder.chunks.symbols[c.source[0]]]
    first, last = finder.chunks.first[c.source[0]], finder.chunks.last[c.source[0]]
    word = finder.document.norms[first].lower()
    if symbol == "PRON":
        return word if word in ("he", "she", "they", "i", "we", "you") else "PRON"
    if symbol == "NP":
        return "plural" if finder.document.tags[last - 1] in ("NNS", "NNPS") else "singular"
    return symbol


def _content(c: Candidate, finder: Finder, family: str) -> list[str]:
    chunks, names = finder.chunks, chunk_grammar().names
    begin, end = c.contents[0]
    size = sum(chunks.last[e - 1] - chunks.first[b] for b, e in c.contents)
    length = next((name for most, name in _LENGTHS if size <= most), "41+")
    out = [f"{family} length {length}", f"{family} begins {names[chunks.symbols[begin]]}"]
    symbols = chunks.symbols[begin:end]
    if "Q" in symbols or len(c.contents) > 1:
        out.append(f"{family} with quotation")
    verbs = sum(symbols.count(v) for v in finder.verbs)
    if not verbs:
        out.append(f"{family} no verb")
    if any(symbols.count(s) for s in finder.said):
        out.append(f"{family} holds said")
    return out
