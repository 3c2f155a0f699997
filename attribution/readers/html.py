"""HTML → what is read of it: tags, scripts and comments left out, entities as the characters they stand for.

A page that was saved from a browser is read where its article stands (see `readers.region`); a fragment without `<body>`, `<nav>` or
scripts, as content systems and drafts have them, is read whole.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from html import unescape

from attribution.model import Span
from attribution.readers.boxes import Box, Node, classes_of
from attribution.readers.readable import Builder, Readable
from attribution.readers.titles import without_site

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]*)((?:[^<>\"']|\"[^\"<]*\"|'[^'<]*'|[\"'])*+)>")
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_TOKEN = re.compile(r"&|\s+|[^&\s]+(?:[ ][^&\s]+)*")
_HIDDEN = re.compile(
    r"""(?:^|\s)hidden(?:\s|=|/|$)|\bstyle\s*=\s*["'][^"']*(?:display\s*:\s*none|visibility\s*:\s*hidden)""", re.IGNORECASE
)
_PAGE = re.compile(r"<(?:html|body|nav|footer|aside|script)[\s>]", re.IGNORECASE)
_HEADING = re.compile(r"<h1[\s>]", re.IGNORECASE)
_TITLE = re.compile(r"<title[^<>]*>([^<]*)", re.IGNORECASE)
_SIGNATURE = re.compile(r"\s*((?:—|–|--|&mdash;|&ndash;|&#821[12];)\s*[^\W\d_a-z][^(&.!?]{1,60}?)\s*(\(@[^()]*\)|\Z|$)")
_NOTE = re.compile(r"[\[(]?(?:\d{1,3}|[*†‡§a-z])[\])]?")
# What a browser shows as a block of its own; every other element, known or not, stands inside a line.
_BLOCKS = frozenset(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav ol option p pre section summary table tbody td tfoot th thead "
    "title tr ul".split()
)
_NEVER = frozenset(
    "script style template noscript textarea svg math head object select iframe audio video canvas kbd samp title".split()
)  # holds nothing that is read
_DRAFTED = frozenset({"pre", "nav", "button"})  # left out of fragments; of pages, the region decides
_STRUCK = frozenset({"del", "s", "strike"})
_UNSEEN = frozenset({"visually-hidden", "sr-only", "screen-reader-text", "visuallyhidden", "u-hidden"})
_HEADLINES = frozenset({"headline", "standfirst", "dek", "subtitle", "subheadline"})
_CAPTIONS = frozenset({"caption", "photo-caption", "image-caption"})
_VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"})
_ASIDE = frozenset({"nav", "footer", "aside", "form", "button", "header"})
_COUNTED = frozenset({"a", "blockquote", "figcaption", "h1", "td", "th"})
_BESIDE = 40  # characters that may stand beside a date on its line
_BOXES = frozenset(
    "article aside dd details dialog div dl figure footer form header li main nav ol section table tbody td th tr ul".split()
)  # may hold paragraphs
_REOPENED = frozenset({"li", "dd", "tr", "td", "th"})  # end where the next of their kind begins
_DEEP = 30  # open elements among which the one that a tag closes is looked for


def read_html(text: str) -> Readable:
    """What is to be read of an HTML file. Broken markup is read as far as it goes; time is linear in the length of `text`."""
    if not _PAGE.search(text):
        return read_fragment(text)
    from attribution.readers.region import find_region

    scan = _Reader(text, kept=())
    scan.run()
    region = find_region(text, scan.nodes, scan.boxes)
    page = _Reader(text, kept=region.kept).run(titled=not region.headed)
    return replace(page, about=region.about, warnings=region.warnings)


def read_fragment(text: str) -> Readable:
    """What is to be read of HTML that is the article and nothing else."""
    return _Reader(text).run()


@dataclass(slots=True)
class _Part:
    """An open element that means something: a part of the article, or text that is not shown."""

    name: str
    kind: str
    begin: int
    depth: int = 1


class _Reader:
    """One pass over the file: at each `<` a tag, a comment or nothing; parts are opened and closed on the way."""

    def __init__(self, text: str, kept: Collection[int] | None = None) -> None:
        """`kept`: the offsets of the text nodes to read; None for all."""
        self.text = text
        self.kept = kept
        self.out = Builder(text)
        self.nodes: list[Node] = []
        self.parts: dict[str, list[Span]] = {"headline": [], "caption": [], "displayed": [], "h1": [], "title": [], "date": []}
        self.open: list[_Part] = []
        self.unseen: _Part | None = None  # what is not shown lasts until this ends
        self.counts: dict[str, int] = {}  # open elements by name, of those that the nodes tell of
        self.boxes: list[Box] = []
        self.around: list[int] = []  # numbers of the boxes that are open
        self.block = 0
        self.pending: list[tuple[str, int, int]] = []  # opening marks of `<q>`, until words follow
        self.reading = False  # whether the last node was read
        self.signed = False  # whether the block quotation that is open has been signed: handles and dates follow
        self.unread: list[Span] = []
        self.broken = False  # whether nothing but blanks came since the last `<br>`
        self.lower = text.lower() if len(text.lower()) == len(text) else text
        self.absent: set[str] = set()  # closing strings of which no more follow
        self.last: dict[str, int] = {}  # where each element is closed for the last time

    def run(self, titled: bool | None = None) -> Readable:
        """What is read; `titled`: whether the title stands in for a heading, None to ask whether there is one."""
        wanted = not _HEADING.search(self.text) if titled is None else titled
        title = _TITLE.search(self.text) if wanted and self.kept != () else None
        if title and title[1].strip():
            begin, end = without_site(self.text, *title.span(1))
            self._put_text(begin, end)
            self.parts["title"].append(Span(0, self.out.length))
            self.out.break_paragraph(title.end(1))
        self._read(0, len(self.text))
        for part in self.open:
            self.parts[part.kind].append(Span(part.begin, self.out.length))
        headline = [*self.parts["title"], *[span for span in self.parts["h1"] if span[0] < span[1]][:1], *self.parts["headline"]]
        page = self.out.readable(headline, self.parts["caption"], self.parts["displayed"])
        return replace(page, dates=tuple(_date_lines(page.text, self.parts["date"])), unread=tuple(self.unread))

    def _read(self, at: int, end: int) -> None:
        text = self.text
        while at < end:
            stop = text.find("<", at)
            stop = end if stop < 0 else stop
            if stop > at and self.unseen is None:
                self._node(at, stop)
            at = self._markup(stop) if stop < end else end

    def _node(self, at: int, end: int) -> None:
        """Take in the text between two tags."""
        blank = not self.text[at:end].strip()
        if self.kept == ():
            if not blank:
                self._note(at, end)
            return
        if blank:
            if self.reading and not self.out.ends_with(" \n"):
                self.out.put(" ", at, end)
            return
        self.reading = self.kept is None or at in self.kept
        self.broken = False
        signature = _SIGNATURE.match(self.text, at, end) if self.reading and self._is_quoting() else None
        if signature and not self.signed:
            self.out.join_paragraphs(at)
            self._put_text(*signature.span(1))
            self.signed = bool(signature[2])  # of a post; its date follows
            self.unread.append(Span(signature.end(1), end))
        elif self.reading and not self.signed:
            for mark in self.pending:
                self.out.put(*mark)
            self._put_text(at, end)
        else:
            self.unread.append(Span(at, end))
        self.pending.clear()

    def _is_quoting(self) -> bool:
        """Whether a block quotation is open, which may be signed: "— Halden Police"."""
        return any(part.kind == "displayed" for part in self.open[-8:])

    def _note(self, at: int, end: int) -> None:
        count = self.counts.get
        aside = any(count(name) for name in _ASIDE if self.counts.get(name))
        box = self.around[-1] if self.around else -1
        linked, caption, quoted, heading = (bool(count(name)) for name in ("a", "figcaption", "blockquote", "h1"))
        cell = bool(count("td") or count("th"))
        self.nodes.append(Node(at, end, self.block, box, aside, linked, caption, quoted, heading, cell))

    def _put_text(self, at: int, end: int) -> None:
        while at < end:
            token = _TOKEN.match(self.text, at, end)
            if token is None:
                break
            char = self.text[at]
            if char == "&":
                entity = ENTITY.match(self.text, at, end)
                stop = entity.end() if entity else at + 1
                words = unescape(self.text[at:stop])
                self.out.put(" " if words.isspace() else words, at, stop)
            else:
                stop = token.end()
                if not char.isspace():
                    self.out.copy(at, stop)
                elif not self.out.ends_with(" \n"):
                    self.out.put(" ", at, stop)
            at = stop

    def _markup(self, at: int) -> int:
        """Take in what begins with `<` at `at`; the offset behind it."""
        text = self.text
        if text.startswith("<!--", at):
            end = self._find("-->", at + 4)
            self.out.comments.append(Span(at, end))
            return end
        if text.startswith(("<!", "<?"), at):
            return self._find(">", at)
        tag = _TAG.match(text, at)
        if not tag:
            if self.unseen is None and (self.kept is None or self.reading):
                self.out.copy(at, at + 1)
            return at + 1
        name = tag[2].lower()
        if self.unseen is not None:
            self._unseen_tag(name, bool(tag[1]), tag[3], tag.end())
        elif tag[1]:
            self._close(name, tag.start(), tag.end())
        elif self._is_unread(name) and not tag[3].endswith("/"):
            return self._skip(name, at, tag.end())
        else:
            self._open(name, tag[3], tag.start(), tag.end())
        return tag.end()

    def _is_unread(self, name: str) -> bool:
        return name in _NEVER or name == "code" or (self.kept is None and name in _DRAFTED)

    def _skip(self, name: str, at: int, end: int) -> int:
        """Pass an element that is not read; the offset behind it."""
        if name == "code" and (self.kept is None or self.reading):
            self.out.put("x", at, at + 1)  # a word must stand where the code stood
        elif name in _BLOCKS:
            self._break(at)
        behind = self._find(f"</{name}", end)
        if name not in ("script", "style") and f"</{name}" in self.absent:
            return end
        if name != "code":
            self.unread.append(Span(at, behind))
        return behind

    def _unseen_tag(self, name: str, closing: bool, attributes: str, end: int) -> None:
        part = self.unseen
        if part is not None and name == part.name and not attributes.endswith("/"):
            part.depth += -1 if closing else 1
            if part.depth == 0 or (name == "p" and not closing):
                self.unread.append(Span(part.begin, end))
                self.unseen = None

    def _open(self, name: str, attributes: str, begin: int, end: int) -> None:
        if name == "br":
            self._line_break(begin, end)
            return
        if name in _BLOCKS:
            self._break(begin)
        if name in _VOID or attributes.endswith("/"):
            return
        if self._is_unseen(name, attributes, end):
            self.unseen = _Part(name, "", begin)
            return
        if name == "q":
            self.pending.append(("“", begin, end))
        if self.kept == ():
            self._count(name, 1)
            if name in _BOXES:
                self._enter(name, attributes)
        part = _part(name, attributes)
        if part:
            self.open.append(_Part(name, part, self.out.length))

    def _is_unseen(self, name: str, attributes: str, end: int) -> bool:
        """Whether an element is struck, hidden or the mark of a note, and is closed somewhere."""
        if name in _STRUCK or (attributes and (_HIDDEN.search(attributes) or not _UNSEEN.isdisjoint(classes_of(attributes)))):
            return name not in ("html", "body") and end <= self._last_close(name)
        return name == "sup" and self._is_note(end)

    def _is_note(self, at: int) -> bool:
        """Whether a superscript is the number of a note, not a power or the ending of an ordinal."""
        stop = self.text.find("</sup", at, at + 400)
        words = re.sub(r"<[^<>]*>", "", self.text[at:stop]).strip() if stop >= 0 else ""
        if not _NOTE.fullmatch(words):
            return False
        before = re.search(r"(\w*)\W?\Z", self.text[max(0, at - 40) : self.text.rfind("<", 0, at)])
        return "<a" in self.lower[at:stop] or (before is not None and not (0 < len(before[1]) < 3 or before[1].isdigit()))

    def _last_close(self, name: str) -> int:
        if name not in self.last:
            self.last[name] = self.lower.rfind(f"</{name}")
        return self.last[name]

    def _line_break(self, begin: int, end: int) -> None:
        """`<br>`: a blank; the second in a row, a new paragraph."""
        if self.broken:
            self._break(begin)
        elif self.reading and not self.out.ends_with(" \n"):
            self.out.put(" ", begin, end)
        self.broken = True

    def _break(self, at: int) -> None:
        self.broken = False
        self.block += 1
        if self.kept != ():
            self.out.break_paragraph(at)

    def _count(self, name: str, step: int) -> None:
        if name in _ASIDE or name in _COUNTED:
            self.counts[name] = max(0, self.counts.get(name, 0) + step)

    def _enter(self, name: str, attributes: str) -> None:
        if name in _REOPENED and self.around and self.boxes[self.around[-1]].name == name:
            self.around.pop()
        self.boxes.append(Box(self.around[-1] if self.around else -1, name, attributes))
        self.around.append(len(self.boxes) - 1)

    def _leave(self, name: str) -> None:
        """Close the innermost box of this name, and what was not closed inside it."""
        for k in range(len(self.around) - 1, max(len(self.around) - 1 - _DEEP, -1), -1):
            if self.boxes[self.around[k]].name == name:
                del self.around[k:]
                return

    def _close(self, name: str, at: int, end: int) -> None:
        if name == "q" and self.reading:
            self.out.put("”", at, end)
        if self.kept == ():
            self._count(name, -1)
            if name in _BOXES:
                self._leave(name)
        for i in range(len(self.open) - 1, max(len(self.open) - 9, -1), -1):
            if self.open[i].name == name:
                part = self.open.pop(i)
                self.signed = self.signed and part.kind != "displayed"
                self.parts[part.kind].append(Span(part.begin, self.out.length))
                break
        if name in _BLOCKS:
            self._break(at)

    def _find(self, what: str, at: int) -> int:
        """Offset behind the next `what`, or the end of the file where there is none."""
        if what in self.absent:
            return len(self.text)
        found = self.lower.find(what, at)
        if found < 0:
            self.absent.add(what)
            return len(self.text)
        if what.startswith("</"):
            close = self.text.find(">", found)
            return close + 1 if close >= 0 else len(self.text)
        return found + len(what)


def _date_lines(text: str, dates: Iterable[Span]) -> Iterator[Span]:
    """The lines that are little but a date ("Published 3 May 2026, 10:14")."""
    for begin, end in dates:
        first = text.rfind("\n", max(0, begin - _BESIDE), begin)
        last = text.find("\n", end, end + _BESIDE)
        if end > begin and (first >= 0 or begin < _BESIDE) and (last >= 0 or end + _BESIDE > len(text)):
            yield Span(first + 1, last if last >= 0 else len(text))


def _part(name: str, attributes: str) -> str:
    """Which part of an article an element is, or nothing."""
    if name == "h1":
        return "h1"
    if name in ("figcaption", "caption"):
        return "caption"
    if name == "blockquote":
        return "displayed"
    if name == "time":
        return "date"
    names = classes_of(attributes)
    return "headline" if not names.isdisjoint(_HEADLINES) else "caption" if not names.isdisjoint(_CAPTIONS) else ""
