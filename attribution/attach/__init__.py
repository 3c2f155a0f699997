"""Cues, sources and contents: every way a sentence can be read as reported speech, and the choice among them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection
from functools import cache, lru_cache

from attribution.attach.candidates import COMPLETED, Candidate, Finder, read_grounds
from attribution.attach.headlines import find_doers, is_topic, read_persons
from attribution.attach.hollow import is_hollow, read_hollow
from attribution.attach.joins import Joins
from attribution.attach.keep import keep_best
from attribution.attach.posts import find_posts
from attribution.attach.tables import Tables
from attribution.attach.turns import find_turns, is_label
from attribution.attach.weigh import weigh
from attribution.document.chunks import Chunks
from attribution.model import Attribution, Document, Evidence, Tokens
from attribution.rulebook.rules import Rules, shipped_rules
from attribution.rulebook.turns import read_turns

__all__ = ["LEAST", "attribute"]

_BRACKETS = ("-LRB-", "-LSB-")
LEAST = 0.36  # a reading less likely than this is not reported; about half the F1 that is reached (see benchmarks/accuracy.md)


def attribute(
    document: Document,
    chunks: Chunks,
    rules: Rules | None = None,
    tables: Tables | None = None,
    least: float = LEAST,
    voices: Collection[str] = (),
) -> list[Attribution]:
    """The attributions of a document in reading order of their cues; `tables`, if given, in place of those of the rules.

    `voices`: who is known to speak in turns, even if alone.
    """
    rules = rules or shipped_rules()
    grounds = rules.get(read_grounds)
    if tables is not None:
        grounds = grounds._replace(tables=tables)
    finder, tables = Finder(document, chunks, grounds), grounds.tables
    candidates, persons, hollows = finder.candidates(), rules.get(read_persons), rules.get(read_hollow)
    doers = cache(lambda: find_doers(finder))
    for c in candidates:
        c.probability = 0.0 if is_topic(c, finder, persons, doers) else weigh(c, finder, tables)
        if c.probability >= least and is_hollow(c, finder, hollows):
            c.probability = 0.0
    _leave_completed(candidates, finder, least)
    kept = [_attribution(c, finder, tables) for c in keep_best(candidates, Joins(document, chunks, grounds.grammar), least)]
    shapes = rules.get(read_turns)
    kept = [a for a in kept if not is_label(document, a, shapes)]
    turns = find_turns(document, shapes, voices) or list(find_posts(document, [rule for rule in shapes.rules if rule.signed]))
    if not turns:
        return kept
    return sorted([*turns, *_outside(kept, turns)], key=lambda a: a.trigger)


def _leave_completed(candidates: list[Candidate], finder: Finder, least: float) -> None:
    """Take no quotation for the whole of what was said where a likely reading has the clause that it completes, too."""
    clauses = {c.trigger: c for c in candidates if c.rule.frame in COMPLETED and c.probability >= least}
    for c in candidates if clauses else ():
        if c.trigger in clauses and finder.completes(c, clauses[c.trigger]):
            c.probability = 0.0


def _outside(kept: list[Attribution], turns: list[Attribution]) -> list[Attribution]:
    """The attributions that touch no turn: what a speaker in a transcript reports stays part of the turn."""
    ends = [turn.unit[1] for turn in turns]  # turns stand in reading order, and no two share a token

    def touches(part: Tokens) -> bool:
        at = bisect_right(ends, part[0])
        return at < len(turns) and turns[at].unit[0] < part[1]

    return [a for a in kept if not any(map(touches, [(a.trigger, a.trigger + 1), *a.contents]))]


def _without_pause(part: Tokens, document: Document) -> Tokens:
    """A token range without the comma or dash that closes an apposition."""
    begin, end = part
    while end - begin > 1 and document.norms[end - 1] in (",", "--", "-"):
        end -= 1
    return begin, end


def _without_note(part: Tokens, chunks: Chunks, document: Document) -> Tokens:
    """The tokens of a content, given as chunks, without the mark of a note before its full stop: that it helps | (2)."""
    begin, stop = chunks.first[part[0]], part[1] - 1
    note = chunks.last[stop - 1] if stop > part[0] else chunks.first[stop]
    return begin, note if note < chunks.first[stop] and document.norms[note] in _BRACKETS else chunks.last[stop]


@lru_cache(maxsize=10_000)
def _counted(lemma: str, frame: str, right: int, seen: int) -> tuple[str, str]:
    """What the counts say of a word in a frame, as a note; one for all attributions that rest on them."""
    return f"{lemma} {frame}", f"right {right} of {seen} in reference articles"


def _attribution(c: Candidate, finder: Finder, tables: Tables) -> Attribution:
    chunks = finder.chunks

    def tokens(part: tuple[int, int]) -> Tokens:
        return chunks.first[part[0]], chunks.last[part[1] - 1]

    if c.rule.prior is not None:
        notes = [("prior", f"{c.rule.prior}, as the author of the rule expects")]
    else:
        notes = [_counted(c.lemma, c.rule.frame, *tables.cues.get(c.lemma, {}).get(c.rule.frame, (0, 0)))]
    if c.sieve:
        notes.append(("source", c.sieve))
    if c.stop:
        notes.append(("content ends at", c.stop))
    return Attribution(
        rule=c.rule.id,
        frame=c.rule.frame,
        lemma=c.lemma,
        trigger=finder.head(c.trigger),
        cue=(tokens(c.cue),),
        source=_without_pause(tokens(c.source), finder.document) if c.source else None,
        contents=tuple(_without_note(p, chunks, finder.document) for p in sorted([*c.contents, *c.joined]) if p[0] < p[1]),
        addressee=tokens(c.addressee) if c.addressee else None,
        cited=tokens(c.cited) if c.cited else None,
        unit=(chunks.first[c.unit[0]], chunks.first[c.unit[1]] if c.unit[1] < len(chunks.first) else chunks.last[-1]),
        sieve=c.sieve,
        confidence=round(c.probability, 3),
        evidence=Evidence(c.rule.id, c.rule.why, tuple(notes)),
    )
