"""Whose words a quotation without a cue are: those of whoever made the statement right before it, where nobody else comes between."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from attribution.model import Attribution, Document, Resolution, Tokens
from attribution.rulebook.floating import FloatingRule, read_floating
from attribution.rulebook.rules import Rules

SIEVE = "floating"
_NOBODY = Resolution(sieve="no-source", why="the quotation stands by itself, and no statement right before it says whose it is")
_Said = tuple[Attribution, Resolution]


def carry_speakers(
    document: Document,
    attributions: Sequence[Attribution],
    resolutions: Sequence[Resolution],
    floating: Sequence[Attribution],
    rules: Rules,
) -> tuple[list[Attribution], list[Resolution]]:
    """Attributions and their resolutions with the floating quotations among them, in reading order."""
    said = list(zip(attributions, resolutions, strict=True))
    statements = _Statements(document, said)
    for a in floating:
        found = _carried(document, a, statements, rules.get(read_floating)[0])
        statements.add(a, found)
        said.append((a, found))
    said.sort(key=lambda pair: pair[0].trigger)
    return [a for a, _ in said], [r for _, r in said]


class _Statements:
    """What was said, by the sentences in which a part of it stands."""

    def __init__(self, document: Document, said: Iterable[_Said]) -> None:
        self.sentences = document.sentences
        self.furniture = {begin for begin, _ in document.furniture}
        self.by_sentence: dict[int, list[_Said]] = {}
        for a, r in said:
            self.add(a, r)

    def add(self, a: Attribution, r: Resolution) -> None:
        """Note a statement at the first and the last sentence of each of its parts."""
        places = {self.number(t) for b, e in _parts(a) for t in (b, e - 1)}
        for s in places:
            self.by_sentence.setdefault(s, []).append((a, r))

    def number(self, token: int) -> int:
        """The number of the sentence that holds a token."""
        return bisect_right(self.sentences, token) - 1

    def before(self, token: int) -> list[_Said]:
        """The statements with a part in the sentence before the one that begins at a token."""
        s = self.number(token) - 1
        while s >= 0 and self.sentences[s] in self.furniture:
            s -= 1
        return self.by_sentence.get(s, [])


def _parts(a: Attribution) -> list[Tokens]:
    return [*a.contents, *a.cue, *([a.source] if a.source else ())]


def _carried(document: Document, a: Attribution, statements: _Statements, rule: FloatingRule) -> Resolution:
    """The resolution of a floating quotation."""
    begin = a.contents[0][0]
    before = statements.before(begin)
    if not before or document.sentences[statements.number(begin)] != begin:
        return _NOBODY
    speakers = {r.speaker for _, r in before}
    last, theirs = max(before, key=lambda pair: max(e for _, e in _parts(pair[0])))
    if len(speakers) != 1 or theirs.speaker is None or not _may_go_on(document, last, theirs, rule):
        return _NOBODY
    if theirs.source_type == "person" and _names(document, a, theirs.speaker.split()[-1]):
        return replace(_NOBODY, why=f"the quotation speaks of {theirs.speaker}")
    return Resolution(
        speaker=theirs.speaker,
        role=theirs.role,
        source_type=theirs.source_type,
        anonymous=theirs.anonymous and len(theirs.chain) < 2,
        chain=(theirs.speaker,),
        sieve=SIEVE,
        why="the statement right before it is theirs, and nobody else comes between",
    )


def _may_go_on(document: Document, said: Attribution, theirs: Resolution, rule: FloatingRule) -> bool:
    """Whether the one who made a statement can be the one who speaks next: no question, no turn of a transcript, and no paper in words of
    the article's own."""
    end = said.contents[-1][1]
    asked = "?" in document.norms[max(0, end - 2) : end + 1]
    quoted = any(document.norms[b] in ("``", "`") for b, _ in said.contents)
    return not asked and said.frame != "TURN" and said.lemma not in rule.asking and (quoted or theirs.source_type not in rule.unspoken)


def _names(document: Document, a: Attribution, name: str) -> bool:
    """Whether a word stands in the quotation."""
    return any(name in document.norms[b:e] for b, e in a.contents)
