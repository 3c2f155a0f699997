"""AsciiDoc → what is read of it: without code, comments, attributes, macros, tables and marks of emphasis (Asciidoctor's manual, 2024)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attribution.readers.inline import Line, Prose, lines_of
from attribution.readers.readable import Readable

_INLINE = re.compile(
    r"(?P<gone>footnote(?:ref)?:[\w-]{0,40}\[[^\]]{0,1000}\]|\[\[[\w-]{1,60}\]\]|image:[^\s\[]{1,300}\[[^\]]{0,300}\]|\+\+\+.{0,500}?\+\+\+)"
    r"|(?P<mark>[\"']`(?=\S)|(?<=\S)`[\"'])"
    r"|``?(?P<code>[^`]{1,500})``?"
    r"|(?:link:|xref:|mailto:|https?://)[^\s\[]{1,500}\[(?P<words1>[^\]]{1,500})\]|<<[\w\#. -]{1,100},\s*(?P<words2>[^<>]{1,300})>>"
    r"|(?:\[[\w.\#-]{1,40}\])?(?:\*\*(?P<words3>[^*]{1,1000})\*\*|(?<![\w*])\*(?P<words4>(?=\S)[^*]{1,1000})\*(?![\w*])"
    r"|__(?P<words5>[^_]{1,1000})__|(?<!\w)_(?P<words6>(?=\S)[^_]{1,1000})_(?!\w)|(?<!\w)\#(?P<words7>(?=\S)[^\#]{1,500})\#(?!\w))"
    r"|[ \t]*(?:[ ]\+)?(?:\r\n|\r|\n)[ \t]*"
)
_HEADING = re.compile(r"={1,6}\s+(?=\S)")
_ATTRIBUTE = re.compile(r":!?[\w-]+!?:(?:\s|\Z)")
_MACRO = re.compile(r"[a-z]+::\S*\[.*\]\Z")
_LIST = re.compile(r"\[(.*)\]\Z")
_QUOTE = re.compile(r"(?:quote|verse)\s*,\s*\"?([^,\"\]]{1,80})")
_FENCE = re.compile(r"(/{4,}|-{4,}|\.{4,}|\+{4,}|`{3,}|\|={3,}|,={3,}|={4,}|\*{4,}|_{4,}|--)[\w,-]*\Z")
_UNREAD = ("/", "-", ".", "+", "`", "|", ",")  # what begins a fence of what is not read; the others hold text
_ITEM = re.compile(r"(?:\*{1,5}|-|\.{1,5}|\d{1,3}\.)\s+(?:\[[ x*]\]\s+)?|\S[^:\n]{0,80}::\s+")
_LABEL = re.compile(r"(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION):\s+")
_CODE = frozenset("source listing literal stem latexmath pass".split())


def read_asciidoc(text: str) -> Readable:
    """What is to be read of an AsciiDoc file; time is linear in the length of `text`."""
    return _Reader(text).run()


class _Reader:
    """Goes over the lines once, block by block."""

    def __init__(self, text: str) -> None:
        self.prose = Prose(text, _INLINE)
        self.lines: Sequence[Line] = lines_of(text)
        self.signer: tuple[int, int] | None = None  # where the signer of the next block quotation is named
        self.style = ""  # of the next block
        self.quoted = ""  # the fence of the block quotation that is open
        self.absent: set[str] = set()  # fences that are not closed any more

    def run(self) -> Readable:
        at = self._header()
        while at < len(self.lines):
            at = self._block(at) if self.lines[at].words else at + 1
        return self.prose.readable()

    def _header(self) -> int:
        """The index of the line behind the title, the author and the attributes."""
        at = next((k for k, line in enumerate(self.lines) if line.words and not line.words.startswith(("//", ":"))), 0)
        if not self.lines or not self.lines[at].words.startswith("= "):
            return 0
        self._heading(at)
        while at < len(self.lines) and self.lines[at].words:
            at += 1
        return at

    def _heading(self, at: int) -> int:
        line = self.lines[at]
        heading = _HEADING.match(line.words)
        self.prose.paragraph(line.begin + (heading.end() if heading else 0), line.end, "heading")
        return at + 1

    def _block(self, at: int) -> int:
        """Take in the block that begins with line `at`; the index of the line behind it."""
        line = self.lines[at]
        if fence := _FENCE.match(line.words):
            return self._fence(at, fence[1])
        if line.words.startswith("//") or _ATTRIBUTE.match(line.words) or _MACRO.match(line.words):
            return self._pass(at, at + 1)
        if line.words in ("'''", "<<<", "+", "***", "---"):
            return at + 1
        if _HEADING.match(line.words):
            return self._heading(at)
        if attributes := _LIST.match(line.words):
            return self._attributes(at, attributes)
        if line.words[0] == "." and line.words[1:2] not in ("", " ", "."):
            self.prose.paragraph(line.begin + 1, line.end, "caption")
            return at + 1
        return self._paragraph(at)

    def _attributes(self, at: int, found: re.Match[str]) -> int:
        """The style of the next block, and who said it if it is a quotation."""
        self.style = found[1].partition(",")[0].strip()
        quote = _QUOTE.match(found[1])
        start = self.lines[at].begin + 1
        self.signer = (start + quote.start(1), start + quote.end(1)) if quote else None
        return at + 1

    def _fence(self, at: int, fence: str) -> int:
        style, self.style = self.style, ""
        if fence == self.quoted:
            self.quoted = ""
            self._sign()
            return at + 1
        if fence[0] in _UNREAD and (fence != "--" or style in _CODE):
            closing = self._closing(at, fence)
            return self._pass(at, closing) if closing else at + 1
        if (fence[0] == "_" or style in ("quote", "verse")) and not self.quoted:
            self.quoted = fence
        return at + 1

    def _closing(self, at: int, fence: str) -> int:
        """The index of the line behind the one that closes a fence; 0 where none does."""
        if fence not in self.absent:
            for k in range(at + 1, len(self.lines)):
                if self.lines[k].words == fence:
                    return k + 1
            self.absent.add(fence)
        return 0

    def _paragraph(self, at: int) -> int:
        line = self.lines[at]
        style, self.style = self.style, ""
        item = _ITEM.match(line.words)
        behind = at + 1
        while behind < len(self.lines) and self._goes_on(behind):
            behind += 1
        if style in _CODE or (line.indent and not item):
            return self._pass(at, behind)
        mark = item or _LABEL.match(line.words)
        quoted = bool(self.quoted) or style in ("quote", "verse")
        self.prose.paragraph(line.begin + (mark.end() if mark else 0), self.lines[behind - 1].end, "displayed" if quoted else "")
        if quoted and not self.quoted:
            self._sign()
        return behind

    def _goes_on(self, at: int) -> bool:
        words = self.lines[at].words
        return bool(words) and not (_FENCE.match(words) or _ITEM.match(words) or words == "+" or words.startswith("//"))

    def _sign(self) -> None:
        if self.signer:
            self.prose.sign(*self.signer)
        self.signer = None

    def _pass(self, at: int, behind: int) -> int:
        self.prose.skip(self.lines[at].begin, self.lines[behind - 1].end)
        return behind
