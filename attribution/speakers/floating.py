"""Whose words a quotation without a cue are: those of whoever made the statement right before it, where nobody else comes between."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from attribution.attach.floating import FRAME
from attribution.document.quote_kinds import read_kinds
from attribution.model import Attribution, Document, Resolution, Tokens
from attribution.rulebook.floating import FloatingRule, read_floating
from attribution.rulebook.rules import Rules
from attribution.speakers.phrases import PERSONAL

SIEVE = "floating"
_STOPS = frozenset([".", "!", "?", "''", "'"])
_APART = frozenset(["TURN", "SIGNED"])  # frames of what nothing goes on from
_ORDERED = "NPINF"  # the frame of `asks them to leave`
_BACK = 3  # sentences about one person that may stand between a statement and a quotation
_NOBODY = Resolution(sieve="no-source", why="the quotation stands by itself, and no statement right before it says whose it is")
_Said = tuple[Attribution, Resolution]


def carry_speakers(
    document: Document, attributions: Sequence[Attribution], resolutions: Sequence[Resolution], rules: Rules
) -> list[Resolution]:
    """The resolutions of attributions, which are in reading order, with those of the floating quotations that nobody was found for."""
    said = list(zip(attributions, resolutions, strict=True))
    floating = [k for k, (a, r) in enumerate(said) if a.frame == FRAME and r.speaker is None]
    if not floating:
        return list(resolutions)
    known = [(a, r) for a, r in said if a.frame != FRAME or r.speaker is not None]
    statements, out = _Statements(document, known, rules.get(read_kinds).saying), list(resolutions)
    for k in floating:
        out[k] = _carried(document, attributions[k], statements, rules.get(read_floating)[0])
        statements.add(attributions[k], out[k])
    return out


class _Statements:
    """What was said, by the sentences in which a part of it stands; and by which names and pronouns the article calls who said it."""

    def __init__(self, document: Document, said: Sequence[_Said], saying: frozenset[str]) -> None:
        self.document, self.sentences, self.saying = document, document.sentences, saying
        self.furniture, self.paragraphs = {begin for begin, _ in document.furniture}, frozenset(document.paragraphs)
        self.by_sentence: dict[int, list[_Said]] = {}
        self.surnames = {r.speaker.split()[-1] for _, r in said if r.speaker is not None and r.source_type == "person"}
        self.pronouns: dict[str, set[str]] = {}
        for a, r in said:
            self.add(a, r)
            word = document.lows[a.source[0]] if a.source else ""
            if r.speaker is not None and word in PERSONAL:
                self.pronouns.setdefault(r.speaker, set()).add(word)

    def add(self, a: Attribution, r: Resolution) -> None:
        """Note a statement at the first and the last sentence of each of its parts."""
        places = {self.number(t) for b, e in _parts(a) for t in (b, e - 1)}
        for s in places:
            self.by_sentence.setdefault(s, []).append((a, r))

    def number(self, token: int) -> int:
        """The number of the sentence that holds a token."""
        return bisect_right(self.sentences, token) - 1

    def leading_to(self, token: int) -> list[_Said]:
        """The statements with a part in the sentence before the one that begins at a token, or in what leads into a quotation at a token;
        where there is none, the last one before, if that sentence is about whoever made it."""
        s = self.number(token)
        inside = self.sentences[s] < token
        if not inside:
            s -= 1
            while s >= 0 and self._is_aside(s):
                s -= 1
        here = [(a, r) for a, r in self.by_sentence.get(s, []) if a.trigger < token]
        if here and inside and max(e for a, _ in here for _, e in _parts(a)) < token - 1:
            return []  # something else stands between the statement and the colon
        return here or self._about(s, token)

    def _is_aside(self, s: int) -> bool:
        """Whether a sentence is no part of the article, or the caption behind such words: Image caption | The mill in Lund."""
        begin = self.sentences[s]
        if begin in self.furniture:
            return True
        apart = s > 0 and s not in self.by_sentence and begin not in self.paragraphs
        return apart and self.sentences[s - 1] in self.furniture

    def _about(self, s: int, end: int) -> list[_Said]:
        """The statements in the last sentence before `s` that has any, where `s` names the one who made them and nobody else who speaks;
        and it reports nothing, as far as its words show: a statement that nobody found may be somebody else's."""
        back = next((k for k in range(s - 1, max(s - 1 - _BACK, -1), -1) if k in self.by_sentence), None)
        found = self.by_sentence[back] if back is not None else []
        speakers = {r.speaker for _, r in found if r.source_type == "person"}
        speaker = next(iter(speakers), None)
        if back is None or len(speakers) != 1 or speaker is None:
            return []
        surname = speaker.split()[-1]
        between = slice(self.sentences[back + 1], min(end, self.sentences[s + 1]))
        if not (self.surnames - {surname}).isdisjoint(self.document.norms[between]):
            return []
        here = slice(self.sentences[s], between.stop)
        if not self.saying.isdisjoint(self.document.lows[here]):
            return []
        called = self.pronouns.get(speaker, set()) & set(self.document.lows[here]) or surname in self.document.norms[here]
        return found if called else []


def _parts(a: Attribution) -> list[Tokens]:
    return [*a.contents, *a.cue, *([a.source] if a.source else ())]


def _carried(document: Document, a: Attribution, statements: _Statements, rule: FloatingRule) -> Resolution:
    """The resolution of a floating quotation."""
    before = statements.leading_to(a.contents[0][0])
    before = [said for said in before if said[1].speaker is not None or not _asks(said[0], rule)]  # asked about it, Ann Lee said
    if not before or _is_in_headline(document, before[-1][0].trigger):
        return _NOBODY
    speakers = {r.speaker for _, r in before}
    last, theirs = max(before, key=lambda pair: max(e for _, e in _parts(pair[0])))
    if len(speakers) != 1 or theirs.speaker is None or not _may_go_on(document, last, theirs, rule):
        return _NOBODY
    if theirs.source_type == "person" and _names(document, a, theirs.speaker.split()[-1]):
        return _NOBODY._replace(why=f"the quotation speaks of {theirs.speaker}")
    return Resolution(
        speaker=theirs.speaker,
        role=theirs.role,
        source_type=theirs.source_type,
        anonymous=theirs.anonymous and len(theirs.chain) < 2,
        chain=(theirs.speaker,),
        sieve=SIEVE,
        why="the statement right before it is theirs, and nobody else comes between",
    )


def _is_in_headline(document: Document, token: int) -> bool:
    """Whether a token stands in a first paragraph that no full stop ends: what somebody says there does not go on below."""
    end = document.paragraphs[1]
    return token < end < len(document.norms) and document.norms[end - 1] not in _STOPS


def _may_go_on(document: Document, said: Attribution, theirs: Resolution, rule: FloatingRule) -> bool:
    """Whether the one who made a statement can be the one who speaks next: no question, no turn of a transcript, and no paper in words of
    the article's own."""
    end = said.contents[-1][1]
    asked = "?" in document.norms[max(0, end - 2) : end + 1]
    quoted = any(document.norms[b] in ("``", "`") for b, _ in said.contents)
    return not (asked or _asks(said, rule)) and said.frame not in _APART and (quoted or theirs.source_type not in rule.unspoken)


def _asks(said: Attribution, rule: FloatingRule) -> bool:
    """Whether somebody asks a question: who asks others to do something does not."""
    return said.lemma in rule.asking and said.frame != _ORDERED


def _names(document: Document, a: Attribution, name: str) -> bool:
    """Whether a word stands in the quotation."""
    return any(name in document.norms[b:e] for b, e in a.contents)
