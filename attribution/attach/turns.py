"""Speaker turns of transcripts and interviews, which no sentence grammar finds: a name and a colon at the start of a paragraph."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter

import regex

from attribution.model import Attribution, Document, Evidence, Tokens
from attribution.rulebook.turns import TurnRule, Turns

CONFIDENCE = 0.8  # the author's prior: 40 of 47 turns in PolNeAR train are annotated so


def find_turns(document: Document, turns: Turns) -> list[Attribution]:
    """The turns of a document in reading order; none unless enough paragraphs begin so, from two speakers or more."""
    rules, least, longest = turns.rules, turns.least, turns.longest
    starts = document.paragraphs
    if ":" not in document.text and "Q." not in document.text:
        return []
    found = [(k, rule, m) for k in range(len(starts) - 1) for rule, m in _first(rules, document, starts[k])]
    names = Counter(m["source"] for _, _, m in found)
    found = [(k, rule, m) for k, rule, m in found if names[m["source"]] >= rule.repeated]
    if len(found) < least or len({m["source"] for _, _, m in found}) < 2:
        return []
    paragraphs = [k for k, _, _ in found]
    out = []
    for (k, rule, m), after in zip(found, [*paragraphs[1:], None], strict=True):
        last = k + 1 if after is None or after - k > longest else after
        turn = _turn(document, rule, m, _spoken(document, k, last))
        if turn is not None:
            out.append(turn)
    return out


def _first(rules: tuple[TurnRule, ...], document: Document, token: int) -> list[tuple[TurnRule, regex.Match[str]]]:
    offset = document.begins[token]
    for rule in rules:
        m = rule.pattern.match(document.text, offset, offset + 100)
        if m:
            return [(rule, m)]
    return []


def _spoken(document: Document, k: int, last: int) -> list[Tokens]:
    """Token ranges of the paragraphs `k` to `last`, without stage directions in brackets."""
    starts = document.paragraphs
    return [(starts[p], starts[p + 1]) for p in range(k, last) if p == k or document.norms[starts[p]] not in ("-LRB-", "-LSB-")]


def _turn(document: Document, rule: TurnRule, m: regex.Match[str], spoken: list[Tokens]) -> Attribution | None:
    begins = document.begins
    colon = bisect_right(begins, m.start("cue")) - 1  # the point of "Q." stands in one token with it
    source = bisect_left(begins, m.start("source")), bisect_left(begins, m.end("source"))
    content = [(max(b, colon + 1), e) for b, e in spoken if max(b, colon + 1) < e]
    if not content or source[0] >= source[1]:
        return None
    return Attribution(
        rule=rule.id,
        frame="TURN",
        lemma=":",
        trigger=colon,
        cue=((colon, colon + 1),),
        source=source,
        contents=tuple(content),
        addressee=None,
        unit=(spoken[0][0], spoken[-1][1]),
        sieve="turn",
        confidence=CONFIDENCE,
        evidence=Evidence(rule.id, rule.why),
    )
