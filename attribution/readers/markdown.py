"""Markdown → what is read of it: one line a paragraph, without code, front matter, maths, tables, scripts and marks of emphasis.

Blocks are told apart line by line, after CommonMark 0.31 as far as a news draft needs it; inline markup by one scan a paragraph. Of what
site generators add: front matter (YAML, TOML, JSON, Pelican's), shortcodes, MDX, struck text, CriticMarkup (its deletions and comments).
"""

from __future__ import annotations

import re
from collections import deque
from dataclasses import replace
from html import unescape

from attribution.model import Span
from attribution.readers.html import ENTITY
from attribution.readers.readable import Builder, Readable

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r" {0,3}#{1,6}(?=[ \t]|$)[ \t]*")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*\Z")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})\Z")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?")
_QUOTED = re.compile(r" {0,3}(?:>[ \t]?)+")
_DEFINITION = re.compile(r" {0,3}\[[^\]\r\n]{1,200}\]:[ \t]*\S")
_FRONT = re.compile(r"(---|\+\+\+|\{)[ \t]*(?:\r\n|\r|\n)")
_FRONT_ENDS = {"---": ("---", "..."), "+++": ("+++",), "{": ("}",)}
_FRONT_KEY = re.compile(r"[ \t]*\"?(title|headline|standfirst|subtitle)\"?[ \t]*[:=][ \t]*(\S.*)", re.IGNORECASE)
_PELICAN = re.compile(r"(?:title|date|modified|author|authors|category|tags|slug|summary|status|lang|template)[ \t]*:", re.IGNORECASE)
_SIGNED = re.compile(r"[ \t]*(?:[—–―]|--)[ \t]*\S.{0,80}\Z")
_RAW = re.compile(r" {0,3}<(script|style|pre|textarea|svg)(?=[\s>])", re.IGNORECASE)
_MODULE = re.compile(
    r"(?:import\s.{1,300}\sfrom\s+['\"].{1,300}['\"]|import\s+['\"].{1,300}['\"]|export\s+(?:const|default|let|function)\s.*);?\s*\Z"
)
_GONE = re.compile(  # shortcodes, comments of MDX, CriticMarkup; the one group that matches is read
    r"\{\{[<%].{0,500}?[%>]\}\}|\{%.{0,500}?%\}|\{\{[^{}]{0,500}\}\}|\{/\*.{0,500}?\*/\}|\{--.{0,500}?--\}|\{>>.{0,500}?<<\}"
    r"|\{\+\+(.{0,500}?)\+\+\}|\{==(.{0,500}?)==\}|\{~~.{0,500}?~>(.{0,500}?)~~\}"
)
_STRUCK = re.compile(r"~~(?=\S)[^~\r\n]{1,500}~~")
_MATHS = re.compile(r"\$\$.{1,500}?\$\$|\$(?=[^\s$])[^$\r\n]{0,200}[\\^_{}][^$\r\n]{0,200}\$(?!\d)|\\\(.{1,300}?\\\)")
_BACKTICKS = re.compile("`+")
_INLINE = re.compile(r"[\\`*_~!\[\]<&{$]|[^\\`*_~!\[\]<&{$]+")
_LINK = re.compile(
    r"\[((?:[^\[\]\\\r\n]|\\.|\[[^\[\]\r\n]{0,200}\])*+)\](?:\((?:[^()\r\n\\]|\\.|\((?:[^()\r\n\\]|\\.)*+\))*+\)|\[[^\[\]\r\n]{0,200}\])"
)
_TAG = re.compile(r"</?[A-Za-z][^<>\r\n]{0,1000}>|<[a-zA-Z][a-zA-Z0-9+.-]{1,31}:[^<>\s]{0,2000}>")
_NOTE = re.compile(r"\[\^[^\]\s]{1,100}\]")
_NOTE_TEXT = re.compile(r" {0,3}\[\^[^\]\s]{1,100}\]:[ \t]*")
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


def read_markdown(text: str) -> Readable:
    """What is to be read of a Markdown file; time is linear in the length of `text`."""
    return _Reader(text).run()


class _Reader:
    """Goes over the lines once; a paragraph is collected as line spans and read when it ends."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.out = Builder(text)
        self.headings: list[Span] = []
        self.front: dict[str, Span] = {}
        self.displayed: list[Span] = []
        self.block: list[Span] = []  # the lines of the paragraph that is open
        self.in_quote = False
        self.quoting = False  # whether the line before belongs to a block quotation
        self.announced = False  # whether the paragraph before ends in a colon
        self.goes_on = False  # whether the paragraph that is open goes on with one
        self.unread: list[Span] = []
        self.absent: set[str] = set()  # closing strings of which no more follow

    def run(self) -> Readable:
        lines = [m.span() for m in _LINE.finditer(self.text) if m.end() > m.start()]
        at = self._front_matter(lines)
        headed = any(_HEADING.match(self.text, b, e) for b, e in lines[at:])
        for key in ("title", "headline", "standfirst", "subtitle"):
            if key in self.front and not (headed and key in ("title", "headline")):
                begin = self.out.length
                self._inline(*self.front[key])
                self.headings.append(Span(begin, self.out.length))
                self.out.break_paragraph(self.front[key].end)
        standfirsts = list(self.headings)
        while at < len(lines):
            at = self._line(lines, at)
        self._flush()
        first = [s for s in self.headings if s not in standfirsts][:1] if headed else []
        return replace(self.out.readable([*first, *standfirsts], (), self.displayed), unread=tuple(self.unread))

    def _front_matter(self, lines: list[tuple[int, int]]) -> int:
        """Index of the first line behind the front matter; notes title and standfirst."""
        front = _FRONT.match(self.text) if lines else None
        if front is None:
            return self._pelican(lines)
        for i in range(1, len(lines)):
            begin, end = self._bare(lines[i])
            if self.text[begin:end].rstrip() in _FRONT_ENDS[front[1]]:
                for line in lines[1:i]:
                    self._front_line(*self._bare(line))
                return i + 1
        return 0

    def _pelican(self, lines: list[tuple[int, int]]) -> int:
        """Index of the first line behind "Title: …" and its like, two or more at the head of the file."""
        count = next((i for i, (begin, end) in enumerate(lines) if not _PELICAN.match(self.text, begin, end)), len(lines))
        if count < 2:
            return 0
        for line in lines[:count]:
            self._front_line(*self._bare(line))
        return count

    def _front_line(self, begin: int, end: int) -> None:
        found = _FRONT_KEY.match(self.text[begin:end])
        if found:
            b = begin + found.start(2)
            e = b + len(found[2].rstrip(" \t,"))
            if e - b > 1 and self.text[b] == self.text[e - 1] and self.text[b] in "\"'":
                b, e = b + 1, e - 1
            self.front.setdefault(found[1].lower(), Span(b, e))

    def _bare(self, line: tuple[int, int]) -> tuple[int, int]:
        """A line's span without its line break."""
        begin, end = line
        while end > begin and self.text[end - 1] in "\r\n":
            end -= 1
        return begin, end

    def _line(self, lines: list[tuple[int, int]], at: int) -> int:
        """Take in line `at`; the index of the next one to look at."""
        begin, end = self._bare(lines[at])
        text = self.text
        words = text[begin:end]
        quoted = _QUOTED.match(words)
        self.quoting = self.quoting and quoted is not None
        if not words.strip():
            self._flush()
            self.quoting = False
        elif raw := _RAW.match(words):
            self._flush()
            return self._behind(lines, at, f"</{raw[1].lower()}")
        elif words.strip() == "$$" or (words.strip().startswith("$$") and "$$" not in words.strip()[2:]):
            self._flush()
            return self._behind(lines, at + 1, "$$")
        elif not self.block and (note := _NOTE_TEXT.match(words)):
            self.block.append(Span(begin + note.end(), end))
        elif not self.block and _MODULE.match(words):
            pass
        elif fence := _FENCE.match(words):
            self._flush()
            if self.announced:  # a word must stand where the code stood, or what comes next is what was announced
                self.out.put("x", begin, begin)
                self.out.break_paragraph(begin)
                self.announced = False
            return self._behind_fence(lines, at, fence[1])
        elif words.lstrip().startswith("<!--"):
            return self._comment_lines(lines, at, begin + words.index("<!--"))
        elif self.block and not self.in_quote and _UNDERLINE.match(words):
            self._flush(heading=True)
        elif _RULE.match(words):
            self._flush()
        elif heading := _HEADING.match(words):
            self._flush()
            self.block = [Span(begin + heading.end(), begin + _heading_end(words))]
            self._flush(heading=True)
        elif not self.block and (words.startswith(("    ", "\t")) or _DEFINITION.match(words)):
            pass  # code, or the target of a link
        elif words.lstrip().startswith("|"):
            self._flush()
        elif quoted:
            if not self.in_quote:
                self._flush()
                self.in_quote, self.goes_on = True, self.quoting
            if not words[quoted.end() :].strip():
                self._flush()
            else:
                self.block.append(Span(begin + quoted.end(), end))
        else:
            self._text_line(words, begin, end)
        return at + 1

    def _behind(self, lines: list[tuple[int, int]], at: int, closing: str) -> int:
        """Index of the line behind the one that holds `closing`, from line `at` on; of the next line where none does."""
        if closing not in self.absent:
            for i in range(at, len(lines)):
                if closing in self.text[slice(*lines[i])].lower():
                    return i + 1
            self.absent.add(closing)
        return min(at + 1, len(lines)) if closing != "$$" else at

    def _text_line(self, words: str, begin: int, end: int) -> None:
        item = _ITEM.match(words)
        if item:
            self._flush()
        self.block.append(Span(begin + (item.end() if item else len(words) - len(words.lstrip())), end))

    def _behind_fence(self, lines: list[tuple[int, int]], at: int, fence: str) -> int:
        for i in range(at + 1, len(lines)):
            words = self.text[slice(*self._bare(lines[i]))].strip()
            if len(words) >= len(fence) and not words.strip(fence[0]):
                return i + 1
        return len(lines)

    def _comment_lines(self, lines: list[tuple[int, int]], at: int, begin: int) -> int:
        """A comment at the head of a line, over as many lines as it has; what follows it is text."""
        self._flush()
        end = self.text.find("-->", begin + 4)
        if end < 0:
            self.out.comments.append(Span(begin, len(self.text)))
            return len(lines)
        self.out.comments.append(Span(begin, end + 3))
        while at < len(lines) and lines[at][1] <= end + 3:
            at += 1
        if at < len(lines) and lines[at][0] < end + 3:
            rest = self._bare(lines[at])
            if self.text[end + 3 : rest[1]].strip():
                self._text_line(self.text[end + 3 : rest[1]], end + 3, rest[1])
            at += 1
        return at

    def _flush(self, heading: bool = False) -> None:
        """Read the paragraph that is open."""
        begin = self.out.length
        if self.in_quote and self.goes_on and self.block and _SIGNED.match(self.text, *self.block[0]):
            self.out.join_paragraphs(self.block[0].begin)
        for i, (b, e) in enumerate(self.block):
            if i:
                self.out.put(" ", self.block[i - 1].end, b)
            stripped = len(self.text[b:e].rstrip("\\ \t"))
            self._inline(b, b + stripped)
        if self.block:
            self.announced = self.out.ends_with(":")
            if heading:
                self.headings.append(Span(begin, self.out.length))
            elif self.in_quote:
                begin = self.displayed.pop().begin if self.goes_on else begin
                self.displayed.append(Span(begin, self.out.length))
                self.quoting = True
            self.out.break_paragraph(self.block[-1].end)
        self.block, self.in_quote = [], False

    def _inline(self, at: int, end: int) -> None:
        """Read one line's words, its inline markup left out."""
        text, out = self.text, self.out
        runs = self._backticks(at, end)
        while at < end:
            token = _INLINE.match(text, at, end)
            if token is None:
                break
            char, stop = text[at], token.end()
            if char in "{$~\\" and (gone := self._gone(at, end)):
                stop = gone
            elif char == "\\" and stop < end and text[stop] in _PUNCTUATION:
                out.put(text[stop], at, stop + 1)
                stop += 1
            elif char == "`":
                stop = self._code(at, end, runs)
            elif char in "*_~":
                while stop < end and text[stop] == char:
                    stop += 1
                if not self._is_emphasis(char, at, stop, end):
                    out.copy(at, stop)
            elif char == "!" and (picture := _LINK.match(text, stop, end)):
                stop = picture.end()
            elif char == "[" and (link := _NOTE.match(text, at, end) or _LINK.match(text, at, end)):
                if link.lastindex:
                    self._inline(*link.span(1))
                stop = link.end()
            elif char == "<":
                stop = self._tag(at, end)
            elif char == "&" and (entity := ENTITY.match(text, at, end)):
                stop = entity.end()
                out.put(unescape(entity[0]), at, stop)
            else:
                out.copy(at, stop)
            at = stop

    def _gone(self, at: int, end: int) -> int:
        """Pass what is struck, deleted, computed or a formula at `at`; the offset behind it, 0 where nothing is."""
        if maths := _MATHS.match(self.text, at, end):
            self.out.put("x", at, maths.end())  # a word must stand where the formula stood
            return maths.end()
        gone = _GONE.match(self.text, at, end) or _STRUCK.match(self.text, at, end)
        if gone is None:
            return 0
        if gone.lastindex:
            self._inline(*gone.span(gone.lastindex))
        else:
            self.unread.append(Span(at, gone.end()))
        return gone.end()

    def _backticks(self, begin: int, end: int) -> dict[int, deque[int]]:
        """Where the runs of backticks of each length begin, in order."""
        runs: dict[int, deque[int]] = {}
        for run in _BACKTICKS.finditer(self.text, begin, end):
            runs.setdefault(len(run[0]), deque()).append(run.start())
        return runs

    def _code(self, at: int, end: int, runs: dict[int, deque[int]]) -> int:
        """Take in the backticks at `at`, and the code up to the next run of as many; runs that were passed are dropped from `runs`."""
        stop = at
        while stop < end and self.text[stop] == "`":
            stop += 1
        closing = runs.get(stop - at, deque())
        while closing and closing[0] < stop:
            closing.popleft()
        if not closing:
            self.out.copy(at, stop)
            return stop
        behind = closing[0] + stop - at
        self.out.put("x", at, behind)  # a word must stand where the code stood
        return behind

    def _is_emphasis(self, char: str, begin: int, end: int, last: int) -> bool:
        """Whether a run of `*`, `_` or `~` marks emphasis: it touches a word on one side, and for `_` on one side only."""
        before = self.text[begin - 1] if begin else " "
        after = self.text[end] if end < last else " "
        if char == "~" and end - begin != 2:
            return False
        if before.isspace() and after.isspace():
            return False
        return not (char == "_" and before.isalnum() and after.isalnum())

    def _tag(self, at: int, end: int) -> int:
        if self.text.startswith("<!--", at):
            close = self.text.find("-->", at + 4, end)
            stop = close + 3 if close >= 0 else end
            self.out.comments.append(Span(at, stop))
            return stop
        tag = _TAG.match(self.text, at, end)
        if tag:
            return tag.end()
        self.out.copy(at, at + 1)
        return at + 1


def _heading_end(words: str) -> int:
    """Where a heading's words end: before the blanks and the `#` that may close it."""
    words = words.rstrip(" \t")
    open_end = words.rstrip("#")
    return len(open_end.rstrip(" \t")) if open_end != words and open_end.endswith((" ", "\t")) else len(words)
