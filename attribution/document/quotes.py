"""Text → quotations: marks are found in one scan, given a role by what touches them, and paired inside their paragraph.

A paragraph is the unit of damage: whatever is missing or wrongly turned in it, the next paragraph starts afresh. Work is done at marks
only; the stack of open marks is bounded (at most two of a style), so time is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from attribution.document.quote_kinds import Kinds
from attribution.document.quote_marks import (
    AFTER_CLOSE,
    ANGLE,
    BEFORE_OPEN,
    CLOSE,
    EITHER,
    ENDS_WORDS,
    MARK,
    MARKS,
    OPEN,
    SINGLE,
    STYLE,
    TICKS,
    Mark,
    find_roles,
)
from attribution.model import Quote, Span, Warn

_TURNS = frozenset({'""', "“”", '“"', '"”', "''" + "''", "``" + "''"})
_BEFORE_LONE = BEFORE_OPEN | MARKS
_NOT_INSIDE = AFTER_CLOSE | MARKS  # what a plain opening mark is never followed by
_BEFORE_PLAIN = BEFORE_OPEN - {"="}  # = stands before the value of an attribute
_BEFORE_CLOSE_NOT = BEFORE_OPEN | frozenset("0123456789\"“”„‟«»＂‹›‚'‘’‛`")  # blanks and figures leave it open what the mark does
_REOPENS = ('"', "“", "„", "”", "''", "``", "«", "＂")
_REOPENS_SINGLE = ("'", "‘", "`")
_ENDS_SENTENCE = frozenset(".!?")
_WORD = re.compile(r"[a-z]+")
_PARAGRAPH = 400  # characters: of 21 quotations without their closing mark that the next one takes up, the longest has 210 (2026-11-30)
_FEET = re.compile(r"(?<!\d)\d['’′]\d{1,2}\Z")
_INCHES = re.compile(r"(?<![\d.,$])\d{1,3}\Z")


class _Pair(NamedTuple):
    """A quotation before it has a kind: where each mark begins and ends; a missing closing mark is empty."""

    begin: int
    inner_begin: int
    inner_end: int
    end: int
    closed: bool = True
    continues: bool = False


def find_quotes(text: str, paragraphs: Sequence[Span], kinds: Kinds) -> tuple[tuple[Quote, ...], tuple[Warn, ...]]:
    """Quotations of `text` in order of `begin`, outer before inner, each inside one of `paragraphs`; and what was odd about the marks.

    `paragraphs` are disjoint and in order. Marks outside all of them are ignored.
    """
    marks = [match.span() for match in MARK.finditer(text)]
    if not marks:
        return (), ()
    single: bool | None = None
    quotes: list[Quote] = []
    warnings: list[Warn] = []
    at, count = 0, len(marks)
    marks.append((len(text) + 1, len(text) + 1))
    for index, (begin, end) in enumerate(paragraphs):
        if marks[at][0] >= end:
            if at == count:
                break
            continue
        while marks[at][0] < begin:
            at += 1
        first = at
        while marks[at][0] < end:
            at += 1
        here = marks[first:at]
        if not _emit_plain(text, begin, end, here, kinds, quotes) and not _emit_plain(
            text, begin, end, _without_apostrophes(text, begin, here), kinds, quotes
        ):
            if single is None:
                single = _speaks_single(text, marks[:-1])
            reopens = _reopening(text, paragraphs[index + 1].begin, single) if index + 1 < len(paragraphs) else ""
            pairing = _Pairing(text, begin, end, reopens, single, kinds.speaking, warnings)
            pairs = pairing.run(find_roles(text, begin, end, here, kinds.clipped))
            quotes.extend(_emit(text, begin, pairs, kinds))
    return tuple(quotes), tuple(warnings)


def _emit_plain(text: str, begin: int, end: int, spans: list[tuple[int, int]], kinds: Kinds, quotes: list[Quote]) -> bool:
    """Append the quotations of a paragraph whose marks simply open and close in turn (most do); else False, and nothing is appended."""
    if len(spans) % 2:
        return False
    kind, taken = kinds.kind, len(quotes)
    turns = iter(spans)
    for (b, e), (c, d) in zip(turns, turns, strict=True):
        if (
            text[e] in _NOT_INSIDE
            or text[c - 1] in _BEFORE_CLOSE_NOT
            or (d < end and text[d] not in AFTER_CLOSE)
            or (b > begin and text[b - 1] not in _BEFORE_PLAIN)
            or text[b:e] + text[c:d] not in _TURNS
        ):
            del quotes[taken:]
            return False
        quotes.append(Quote(b, d, Span(e, c), kind(text, begin, b, e, c, d)))
    return True


def _without_apostrophes(text: str, begin: int, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Marks of a paragraph without the single ones that touch a word on their left ("workers' "): none of them opens anything."""
    return [(b, e) for b, e in spans if e - b > 1 or text[b] not in "'’" or b == begin or text[b - 1] in _BEFORE_LONE]


def _reopening(text: str, begin: int, single: bool) -> str:
    """The mark with which the paragraph at `begin` can take a quotation up again; empty where it begins with none."""
    opens = text.startswith(_REOPENS, begin) or (single and text.startswith(_REOPENS_SINGLE, begin))
    return text[begin] if opens else ""


def _speaks_single(text: str, marks: list[tuple[int, int]]) -> bool:
    """Whether the document as a whole uses single marks for speech: more single marks close after a comma or full stop than there are
    pairs of double ones."""
    double = closers = 0
    for begin, end in marks:
        char = text[begin]
        if char in STYLE or end - begin > 1:
            double += 1
        elif char in "'’" and begin and text[begin - 1] in ".,!?":
            closers += 1
    return closers > double // 2


class _Pairing:
    """Pairs the marks of one paragraph. `warnings` is appended to, at most once a paragraph."""

    def __init__(
        self, text: str, begin: int, end: int, reopening: str, single: bool, speaking: frozenset[str], warnings: list[Warn]
    ) -> None:
        self.text, self.begin, self.end = text, begin, end
        self.reopening, self.single, self.speaking, self.warnings = reopening, single, speaking, warnings
        self.warned = False
        self.stack: list[Mark] = []
        self.pairs: list[_Pair] = []
        self.marks: list[Mark] = []

    def run(self, marks: list[Mark]) -> list[_Pair]:
        """The pairs, in order of their closing marks."""
        self.marks = marks
        stack = self.stack
        for index, mark in enumerate(marks):
            role = mark.role
            if mark.style == SINGLE:
                if role == OPEN:
                    if stack and stack[-1].style == SINGLE:
                        stack.pop()
                    stack.append(mark)
                elif stack:
                    self._close_single(index, mark)
            elif role == OPEN or (role == EITHER and self._may_open(index, mark.style)):
                if stack:
                    self._make_room(index, mark)
                stack.append(mark)
            elif len(stack) == 1 and stack[0].style == mark.style and not self.text[mark.begin - 1].isdigit():
                opened = stack.pop()
                self.pairs.append(_Pair(opened.begin, opened.end, mark.begin, mark.end))
            else:
                self._close(index, mark)
        if stack:
            self._finish()
        return self.pairs

    def _may_open(self, index: int, style: int) -> bool:
        """Whether a mark with blanks (or words) on both sides opens: none of its style is open, and the next one does not open."""
        return not any(mark.style == style for mark in self.stack) and self._next_roles(index, 1) != [OPEN]

    def _next_roles(self, index: int, count: int) -> list[str]:
        """Roles of the next `count` double marks after mark `index`."""
        roles: list[str] = []
        for mark in self.marks[index + 1 : index + 1 + 3 * count]:
            if mark.style != SINGLE:
                roles.append(mark.role)
                if len(roles) == count:
                    break
        return roles

    def _make_room(self, index: int, mark: Mark) -> None:
        """Before a mark opens: one of its style is open already, so either this nests or a closing mark was forgotten."""
        same = [i for i, opened in enumerate(self.stack) if opened.style == mark.style]
        if not same:
            return
        if len(same) == 1 and self._next_roles(index, 2) == [CLOSE, CLOSE]:
            return
        opened = self.stack[same[-1]]
        del self.stack[same[-1] :]
        self._warn("a quotation mark opens here and none closes before the next one opens", opened.begin)
        stop = opened.end + len(self.text[opened.end : mark.begin].rstrip())
        self.pairs.append(_Pair(opened.begin, opened.end, stop, stop, closed=False, continues=self._is_taken_up(opened.end, stop)))

    def _is_taken_up(self, begin: int, end: int) -> bool:
        """Whether the mark that opens behind text[begin:end], which nothing closes, takes up a quotation whose paragraphs were run into
        one: a few whole sentences, and nobody is said to speak in them. In more of them the story goes on somewhere."""
        text = self.text
        if end - begin > _PARAGRAPH:
            return False
        return text[end - 1] in _ENDS_SENTENCE and self.speaking.isdisjoint(_WORD.findall(text[begin:end].lower()))

    def _close(self, index: int, mark: Mark) -> None:
        """Pair a closing double mark with the open one of its style, else with any (mixed marks), else find out what it is."""
        if self._is_measure(index, mark):
            return
        depth = -1
        for i in range(len(self.stack) - 1, -1, -1):
            style = self.stack[i].style
            if style == mark.style:
                depth = i
                break
            if depth < 0 and style != SINGLE and ANGLE not in (style, mark.style):
                depth = i
        if depth < 0:
            before = self.text[mark.begin - 1] if mark.begin > self.begin else " "
            if before not in ".!?" and self._next_roles(index, 1) == [CLOSE]:
                self.stack.append(mark)
            else:
                self._warn("a quotation mark closes here that none opened", mark.begin)
            return
        if any(lost.style != SINGLE for lost in self.stack[depth + 1 :]):
            self._warn("a quotation mark opens inside a quotation and none closes it", self.stack[depth + 1].begin)
        opened = self.stack[depth]
        del self.stack[depth:]
        self.pairs.append(_Pair(opened.begin, opened.end, mark.begin, mark.end))

    def _is_measure(self, index: int, mark: Mark) -> bool:
        """Whether a closing mark after a figure means inches: nothing is open, or another mark follows that closes the quotation."""
        begin = mark.begin
        if not self.text[begin - 1 : begin].isdigit():
            return False
        before = self.text[max(self.begin, begin - 8) : begin]
        doubles = sum(opened.style != SINGLE for opened in self.stack)
        if _FEET.search(before):
            return doubles == 0 or self._next_roles(index, 1) == [CLOSE]
        if not _INCHES.search(before):
            return False
        return doubles == 0 or (doubles == 1 and self._next_roles(index, 1) == [CLOSE])

    def _close_single(self, index: int, mark: Mark) -> None:
        """Pair a closing single mark, unless it is rather the apostrophe of "the workers' rights" or "lyin' "."""
        stack, text = self.stack, self.text
        if stack[-1].style != SINGLE:
            if not (self.single and text[mark.begin - 1] in ENDS_WORDS and stack[0].style == SINGLE):
                return
            self._warn("a quotation mark opens inside a quotation and none closes it", stack[1].begin)
            del stack[1:]
        if _may_be_apostrophe(text, mark) and index + 1 < len(self.marks):
            after = self.marks[index + 1]
            if after.style == SINGLE and after.role == CLOSE and not _may_be_apostrophe(text, after):
                return
        opened = stack.pop()
        self.pairs.append(_Pair(opened.begin, opened.end, mark.begin, mark.end))

    def _finish(self) -> None:
        """At the paragraph's end: the outermost open quotation ends there too; it goes on if the next paragraph opens with a mark."""
        for opened in self.stack:
            if opened.style != SINGLE or (self.single and opened is self.stack[0]):
                break
        else:
            return
        reopens = bool(self.reopening) and (STYLE.get(self.reopening, SINGLE) == opened.style or opened.style in (SINGLE, TICKS))
        if not reopens:
            self._warn("a quotation mark opens here and none closes in this paragraph", opened.begin)
        self.pairs = [*self.pairs, _Pair(opened.begin, opened.end, self.end, self.end, closed=reopens, continues=reopens)]

    def _warn(self, message: str, offset: int) -> None:
        if not self.warned:
            self.warned = True
            self.warnings.append(Warn(message, offset))


def _may_be_apostrophe(text: str, mark: Mark) -> bool:
    """Whether a single closing mark may end a plural or a clipped -ing: letter s or n before it, a blank after it."""
    return text[mark.begin - 1 : mark.begin] in ("s", "n", "S", "N") and text[mark.end : mark.end + 1].isspace()


def _is_doubled(text: str, outer: _Pair, inner: _Pair) -> bool:
    """Whether a pair with words in it fills the one around it with the same mark: ““We sail.””"""
    fills = (inner.begin, inner.end) == (outer.inner_begin, outer.inner_end) and inner.inner_begin < inner.inner_end
    return fills and text[outer.begin] == text[inner.begin]


def _emit(text: str, paragraph: int, pairs: list[_Pair], kinds: Kinds) -> list[Quote]:
    """Pairs as quotations in order of `begin`, with depth and kind; empty ones are dropped, doubled marks become one quotation."""
    pairs.sort()
    quotes: list[Quote] = []
    open_ends: list[int] = []
    skip = -1
    for i, pair in enumerate(pairs):
        begin, inner_begin, inner_end, end, closed, continues = pair
        if inner_begin >= inner_end or i == skip:
            continue
        while open_ends and open_ends[-1] <= begin:
            open_ends.pop()
        if i + 1 < len(pairs) and _is_doubled(text, pair, pairs[i + 1]):
            inner_begin, inner_end = pairs[i + 1].inner_begin, pairs[i + 1].inner_end
            skip = i + 1
        kind = "speech" if continues else kinds.kind(text, paragraph, begin, inner_begin, inner_end, end)
        quotes.append(Quote(begin, end, Span(inner_begin, inner_end), kind, len(open_ends), closed, continues))
        open_ends.append(end)
    return quotes
