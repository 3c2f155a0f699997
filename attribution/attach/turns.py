"""Speaker turns of transcripts and interviews, which no sentence grammar finds: a name and a colon at the start of a paragraph."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection

import regex

from attribution.model import Attribution, Document, Evidence, Tokens
from attribution.rulebook.turns import TurnRule, Turns

CONFIDENCE = 0.8  # the author's prior: 40 of 47 turns in PolNeAR train are annotated so
_LABEL = 100  # characters of the longest label


Found = tuple[int, TurnRule, "regex.Match[str]"]  # the paragraph, the shape that it has, and where its parts stand


def find_turns(document: Document, turns: Turns, voices: Collection[str] = ()) -> list[Attribution]:
    """The turns of a document in reading order; none unless they make a conversation, or are of voices that are known."""
    starts = document.paragraphs
    if ":" not in document.text and "Q." not in document.text:
        return []
    furniture = {begin for begin, _ in document.furniture}
    read = [k for k in range(len(starts) - 1) if starts[k] not in furniture]
    shapes = tuple(rule for rule in turns.rules if not rule.signed)
    labels = [(k, rule, m) for k in read for rule, m in _first(shapes, document, starts[k])]
    if not labels:
        return []
    found = _conversation(document, turns, labels, nothing_else=len(labels) == len(read))
    found = found or [(k, rule, m) for k, rule, m in labels if m["source"] in voices]
    afterwards = [*(k for k, _, _ in found[1:]), None]
    out = []
    for (k, rule, m), after in zip(found, afterwards[: len(found)], strict=True):
        alone = document.ends[starts[k + 1] - 1] <= m.end("cue")  # the label has a line of its own
        last = min(k + 1 + alone, len(starts) - 1) if after is None or after - k > turns.longest else after
        turn = _turn(document, rule, m, _spoken(document, k, last))
        if turn is not None:
            out.append(turn)
    return out


def is_label(document: Document, a: Attribution, turns: Turns) -> bool:
    """Whether a name and a colon are a label before a sentence that nobody speaks under, unless it is a turn: one in capitals (LISBON: It
    rained.), or one below the first paragraph where nobody says "I" or "you" (Rovers: Lund is out with a sprain.); and whom a letter greets
    (Dear Ann: It rained.)."""
    if a.frame != "HCOLON" or a.source is None:
        return False
    if document.lows[a.source[0]] in turns.greeting:
        return True
    if document.norms[a.unit[1] - 1] not in (".", "?", "!"):
        return False
    below = a.unit[0] >= document.paragraphs[1] and not _is_spoken(document, a.unit, turns)
    return below or document.text[document.begins[a.source[0]] : document.ends[a.source[1] - 1]].isupper()


def _is_spoken(document: Document, tokens: Tokens, turns: Turns) -> bool:
    """Whether somebody speaks of himself or to somebody between two tokens; "US" is not "us"."""
    words = document.words[slice(*tokens)]
    return any(word.lower() in turns.spoken for word in words if len(word) == 1 or not word.isupper())


def _conversation(document: Document, turns: Turns, found: list[Found], nothing_else: bool) -> list[Found]:
    """The turns among paragraphs that begin with a label: from two speakers or more, of whom one asks, has an office, or speaks again; then
    somebody says "I" or "you", or they are notes under headings (Rovers: Lund is out).

    `nothing_else`: whether every paragraph begins so, as those of a transcript do; then who speaks once is a speaker too.
    """
    names = Counter(m["source"] for _, _, m in found)
    asking = any(_asks(document, k, m) for k, _, m in found)
    every = nothing_else and max(names.values(), default=0) > 1
    found = [(k, rule, m) for k, rule, m in found if every or names[m["source"]] >= rule.repeated or (asking and " " in m["source"])]
    spoken = Counter(m["source"] for _, _, m in found)
    known = asking or any(not turns.offices.isdisjoint(name.lower().split()) for name in spoken)
    starts = document.paragraphs
    again = len(found) >= turns.least and max(spoken.values(), default=0) > 1
    again = again and any(_is_spoken(document, (starts[k], starts[k + 1]), turns) for k, _, _ in found)
    return found if len(spoken) > 1 and (known or again) else []


def _asks(document: Document, k: int, m: regex.Match[str]) -> bool:
    """Whether a question ends the paragraph `k` of a label, or the one behind a label on a line of its own."""
    starts = document.paragraphs
    alone = document.ends[starts[k + 1] - 1] <= m.end("cue")
    last = starts[min(k + 1 + alone, len(starts) - 1)] - 1
    return "?" in document.norms[last - 1 : last + 1]


def _first(rules: tuple[TurnRule, ...], document: Document, token: int) -> list[tuple[TurnRule, regex.Match[str]]]:
    text, offset = document.text, document.begins[token]
    has_colon = text.find(":", offset, offset + _LABEL) >= 0
    for rule in rules:
        m = rule.pattern.match(text, offset, offset + _LABEL) if has_colon or not rule.colon else None
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
