"""HTML → what is read of it: tags, scripts and comments left out, entities as the characters they stand for."""

from __future__ import annotations

import re
from html import unescape

from attribution.model import Span
from attribution.readers.readable import Builder, Readable

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]*)((?:[^<>\"']|\"[^\"<]*\"|'[^'<]*'|[\"'])*+)>")
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_TOKEN = re.compile(r"<|&|\s+|[^<&\s]+(?:[ ][^<&\s]+)*")
_CLASS = re.compile(r"""\bclass\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_UNREAD = frozenset(
    {
        "script",
        "style",
        "template",
        "noscript",
        "pre",
        "code",
        "kbd",
        "samp",
        "textarea",
        "svg",
        "math",
        "head",
        "nav",
        "object",
        "select",
        "button",
    }
)
_INLINE = frozenset(
    {
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "label",
        "mark",
        "q",
        "s",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    }
)
_HEADLINES = frozenset({"headline", "standfirst", "dek", "subtitle", "subheadline"})
_CAPTIONS = frozenset({"caption", "photo-caption", "image-caption"})
_VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"})


def read_html(text: str) -> Readable:
    """What is to be read of an HTML file. Broken markup is read as far as it goes; time is linear in the length of `text`."""
    return _Reader(text).run()


class _Reader:
    """One pass over the file: at each `<` a tag, a comment or nothing; parts are opened and closed on the way."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.out = Builder(text)
        self.parts: dict[str, list[Span]] = {"headline": [], "caption": [], "displayed": [], "h1": [], "title": []}
        self.open: list[tuple[str, str, int]] = []  # (tag, part, offset in the readable text)
        self.absent: set[str] = set()  # closing strings of which no more follow
        self.lower = text.lower() if len(text.lower()) == len(text) else text

    def run(self) -> Readable:
        title = None if re.search(r"<h1[\s>]", self.text, re.IGNORECASE) else re.search(r"<title[^<>]*>([^<]*)", self.text, re.IGNORECASE)
        if title and title[1].strip():
            self._read(*title.span(1))
            self.parts["title"].append(Span(0, self.out.length))
            self.out.break_paragraph(title.end(1))
        self._read(0, len(self.text))
        for _, part, begin in self.open:
            self.parts[part].append(Span(begin, self.out.length))
        headline = [*self.parts["title"], *self.parts["h1"][:1], *self.parts["headline"]]
        return self.out.readable(headline, self.parts["caption"], self.parts["displayed"])

    def _read(self, at: int, end: int) -> None:
        while at < end:
            token = _TOKEN.match(self.text, at, end)
            if token is None:
                break
            char = self.text[at]
            if char == "<":
                at = self._markup(at)
            elif char == "&":
                entity = ENTITY.match(self.text, at, end)
                stop = entity.end() if entity else at + 1
                words = unescape(self.text[at:stop])
                self.out.put(" " if words.isspace() else words, at, stop)
                at = stop
            else:
                if char.isspace():
                    if not self.out.ends_with(" \n"):
                        self.out.put(" ", at, token.end())
                else:
                    self.out.copy(at, token.end())
                at = token.end()

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
            self.out.copy(at, at + 1)
            return at + 1
        name = tag[2].lower()
        if tag[1]:
            self._close(name, tag.start())
        elif name in _UNREAD and not tag[3].endswith("/"):
            if name not in ("code", "kbd", "samp"):
                self.out.break_paragraph(at)
            elif name == "code":
                self.out.put("x", at, at + 1)  # a word must stand where the code stood
            end = self._find(f"</{name}", tag.end())
            return end if name in ("script", "style") or f"</{name}" not in self.absent else tag.end()
        else:
            self._open(name, tag[3], tag.start(), tag.end())
        return tag.end()

    def _open(self, name: str, attributes: str, begin: int, end: int) -> None:
        if name not in _INLINE:
            self.out.break_paragraph(begin)
        if name == "q":
            self.out.put("“", begin, end)
        part = _part(name, attributes)
        if part and name not in _VOID:
            self.open.append((name, part, self.out.length))

    def _close(self, name: str, at: int) -> None:
        if name == "q":
            self.out.put("”", at, at + 4)
        for i in range(len(self.open) - 1, max(len(self.open) - 9, -1), -1):
            if self.open[i][0] == name:
                _, part, begin = self.open.pop(i)
                self.parts[part].append(Span(begin, self.out.length))
                break
        if name not in _INLINE and name not in _UNREAD:
            self.out.break_paragraph(at)

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


def _part(name: str, attributes: str) -> str:
    """Which part of an article an element is, or nothing."""
    if name == "h1":
        return "h1"
    if name in ("figcaption", "caption"):
        return "caption"
    if name == "blockquote":
        return "displayed"
    classes = _CLASS.search(attributes) if "class" in attributes.lower() else None
    names = set((classes[1] or classes[2] or classes[3] or "").lower().split()) if classes else set()
    return "headline" if names & _HEADLINES else "caption" if names & _CAPTIONS else ""
