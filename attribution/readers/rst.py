"""reStructuredText → what is read of it: without code, comments, directives, tables, marks of emphasis (docutils' specification, 2024)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attribution.readers.inline import Line, Prose, lines_of
from attribution.readers.readable import Readable

_INLINE = re.compile(
    r"``(?P<code>(?:[^`]|`(?!`)){1,500})``"
    r"|(?P<gone>[ \t]?\[(?:\d{1,3}|\#[\w-]{0,40}|\*)\]_(?!\w)|\|[^|\s][^|\n]{0,80}\|_{0,2}(?!\w))"
    r"|(?::[a-z][\w:+.-]{0,40}:)?`(?P<words1>[^`<>]{1,500}?)\s*(?:<[^`<>]{1,500}>)?`(?:__?)?"
    r"|\*\*(?P<words2>(?=\S)[^*]{1,1000})\*\*|(?<![\w*])\*(?P<words3>(?=\S)[^*]{1,1000})\*(?![\w*])"
    r"|\b(?P<words4>[A-Za-z0-9]{1,60})__?(?![\w'])"
    r"|\\(?P<words5>\S)|\\?[ \t]*(?:\r\n|\r|\n)[ \t]*"
)
_TITLE = re.compile(r"([=\-`:.'\"~^_*+#<>!$%&(),/;?@\[\\\]{|}])\1{2,}\Z")
_EXPLICIT = re.compile(r"\.\.(?:\s|\Z)")
_DIRECTIVE = re.compile(r"\.\.\s+(?:\|[^|]+\|\s+)?([\w:+.-]+)::(?:\s+|\Z)")
_NOTE = re.compile(r"\.\.\s+\[[^\]]{1,60}\]\s+")
_FIELD = re.compile(r":[A-Za-z][^:\n]{0,60}:(?:\s|\Z)")
_ITEM = re.compile(r"(?:[-*+•]|(?:\d{1,3}|\#|[a-zA-Z])[.)]|\((?:\d{1,3}|[a-z])\))\s+")
_TABLE = re.compile(r"\+[-=]{2}|={2,}\s+=")
_OPENED = frozenset("attention caution compound container danger error hint important note tip topic warning".split())  # hold prose
_QUOTED = frozenset("epigraph highlights pull-quote".split())  # hold a block quotation


def read_rst(text: str) -> Readable:
    """What is to be read of a reStructuredText file; time is linear in the length of `text`."""
    return _Reader(text).run()


class _Reader:
    """Goes over the lines once, block by block."""

    def __init__(self, text: str) -> None:
        self.prose = Prose(text, _INLINE)
        self.lines: Sequence[Line] = lines_of(text)
        self.plain = 0  # indents up to which a paragraph is no block quotation

    def run(self) -> Readable:
        at = 0
        while at < len(self.lines):
            at = self._block(at) if self.lines[at].words else at + 1
        return self.prose.readable()

    def _block(self, at: int) -> int:
        """Take in the block that begins with line `at`; the index of the line behind it."""
        line = self.lines[at]
        if line.indent < self.plain:
            self.plain = line.indent
        if _EXPLICIT.match(line.words):
            return self._explicit(at)
        if title := self._title(at):
            return title
        if _TABLE.match(line.words) or line.words.startswith(">>>"):
            return self._pass(at, self._until_empty(at))
        if _FIELD.match(line.words):
            return self._pass(at, self._indented(at))
        return self._paragraph(at)

    def _title(self, at: int) -> int:
        """The index of the line behind a section's title, or a rule, at `at`; 0 where there is none."""
        words = [line.words for line in self.lines[at : at + 3]] + ["", ""]
        if _TITLE.match(words[0]):
            if words[1] and words[2] == words[0]:
                self.prose.paragraph(self.lines[at + 1].begin, self.lines[at + 1].end, "heading")
                return at + 3
            return at + 1 if not words[1] and len(words[0]) > 3 else 0
        if words[1] and _TITLE.match(words[1]) and self.lines[at].indent == 0 and len(words[1]) >= min(len(words[0]), 4):
            self.prose.paragraph(self.lines[at].begin, self.lines[at].end, "heading")
            return at + 2
        return 0

    def _explicit(self, at: int) -> int:
        """A note's text and what some directives hold is read; comments, targets and all other directives are not."""
        line = self.lines[at]
        directive = _DIRECTIVE.match(line.words)
        if note := _NOTE.match(line.words):
            self.prose.paragraph(line.begin + note.end(), self.lines[self._until_empty(at) - 1].end)
            return self._until_empty(at)
        if directive is None or directive[1] not in _OPENED | _QUOTED:
            return self._pass(at, self._indented(at))
        if directive[1] in _OPENED:
            self.plain = next((inner.indent for inner in self.lines[at + 1 : at + 6] if inner.words), 0)
            if line.words[directive.end() :] and directive[1] != "container":
                self.prose.paragraph(line.begin + directive.end(), line.end)
        at += 1
        while at < len(self.lines) and _FIELD.match(self.lines[at].words):
            at += 1
        return at

    def _paragraph(self, at: int) -> int:
        line = self.lines[at]
        item = _ITEM.match(line.words)
        if item:
            self.plain = max(self.plain, line.indent + item.end())
        behind = at + 1
        while behind < len(self.lines) and self.lines[behind].words and not (item and _ITEM.match(self.lines[behind].words)):
            behind += 1
        end, literal = self.lines[behind - 1].end, self.lines[behind - 1].words.endswith("::")
        if literal:  # no colon stays: what comes next is not what it announced
            end -= 2
        begin = line.begin + (item.end() if item else 2 if line.words.startswith("| ") else 0)
        if begin < end:
            self.prose.paragraph(begin, end, "displayed" if line.indent > self.plain and not item else "")
        return self._pass(behind, self._indented(behind - 1, line.indent)) if literal else behind

    def _until_empty(self, at: int) -> int:
        while at < len(self.lines) and self.lines[at].words:
            at += 1
        return at

    def _indented(self, at: int, indent: int | None = None) -> int:
        """The index of the line behind those that are indented further than line `at`."""
        least = self.lines[at].indent if indent is None else indent
        at += 1
        while at < len(self.lines) and (not self.lines[at].words or self.lines[at].indent > least):
            at += 1
        return at

    def _pass(self, at: int, behind: int) -> int:
        if at < behind:
            self.prose.skip(self.lines[at].begin, self.lines[behind - 1].end)
        return behind
