"""Comments in a draft that speak to the tool: `attribution: ignore[CODES] reason`, `ignore-next`, `off`, `on`."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from attribution.checks.finding import Finding
from attribution.model import Span, Spans
from attribution.readers.lines import LineIndex

_OPENING = re.compile(r"<!--\s{0,50}attribution:")
_CLOSING = "-->"
_EDGE = re.compile(rf"(?P<opening>{_OPENING.pattern})|(?P<closing>{_CLOSING})|[\r\n]")
_LINE = re.compile(r"^[ \t]*(?:#|//)[ \t]*attribution:[ \t]*(\S[^\r\n]*)", re.MULTILINE)
_WORDS = re.compile(r"(ignore-next|ignore|off|on)(?:\[([^\]]*)\])?(?=\s|$)")
_CODE = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
_COMMANDS = ("ignore", "ignore-next", "off", "on")
_COMMAND = re.compile(r"([A-Za-z][\w-]*)[ \t]*(\[)?")


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment: where it stands in the file, the lines it covers (1-based, last included) and the selectors it names (none: all)."""

    span: Span
    lines: tuple[int, int]
    selectors: tuple[str, ...]

    def covers(self, line: int, code: str, name: str) -> bool:
        """Whether a finding on `line` is ignored by this comment."""
        return self.lines[0] <= line <= self.lines[1] and self.means(code, name)

    def means(self, code: str, name: str) -> bool:
        """Whether findings of a check are ignored by this comment, where it covers them."""
        return not self.selectors or any(code.startswith(s.upper()) or name == s for s in self.selectors)


class Slip(NamedTuple):
    """A word of a comment that says nothing to the tool, its place in the file, and what was probably meant ("" where nothing is near)."""

    span: Span
    word: str
    meant: str
    is_code: bool


class Cover:
    """How many of some comments cover a line; asking takes no longer for many than for few."""

    def __init__(self, comments: Iterable[Comment]) -> None:
        lines = [comment.lines for comment in comments]
        self._begins, self._ends = sorted(begin for begin, _ in lines), sorted(end for _, end in lines)

    def count(self, line: int) -> int:
        """How many cover this line."""
        return bisect_right(self._begins, line) - bisect_left(self._ends, line)


def heed(comments: Sequence[Comment], findings: Iterable[Finding]) -> tuple[list[Finding], set[Comment]]:
    """The findings that no comment ignores, and the comments that ignore one; each check for itself, so that time is linear."""
    by_check: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        by_check.setdefault((finding.code, finding.name), []).append(finding)
    kept: list[Finding] = []
    used: set[Comment] = set()
    for check, found in by_check.items():
        meant = [comment for comment in comments if comment.means(*check)]
        cover, lines = Cover(meant), sorted(finding.line for finding in found)
        kept += [finding for finding in found if not cover.count(finding.line)]
        used.update(c for c in meant if bisect_left(lines, c.lines[0]) < bisect_right(lines, c.lines[1]))
    return kept, used


def find_comment_spans(text: str, markup: Spans | None) -> list[Span]:
    """Where comments to the tool stand: among the comments of a marked-up file, or anywhere in plain text (`markup` None)."""
    if markup is not None:
        return [span for span in markup if _instruction(text[span.begin : span.end]) is not None]
    return sorted([*_marked(text), *_lines(text)])


def _marked(text: str) -> Iterator[Span]:
    """Comments between `<!--` and `-->`, both of one line; time is linear however many are left open."""
    begin = None
    for edge in _EDGE.finditer(text):
        if edge["opening"]:
            begin = edge.start() if begin is None else begin
        else:
            if edge["closing"] and begin is not None:
                yield Span(begin, edge.end())
            begin = None


def _lines(text: str) -> Iterator[Span]:
    """Lines that are a comment, from their first mark on."""
    return (Span(m.start() + len(m[0]) - len(m[0].lstrip()), m.end()) for m in _LINE.finditer(text))


def _instruction(whole: str) -> str | None:
    """What a comment says to the tool; None where it does not speak to it."""
    opening = _OPENING.match(whole)
    if opening and whole.endswith(_CLOSING):
        said = whole[opening.end() : -len(_CLOSING)]
        return None if "\n" in said or "\r" in said else said.strip(" \t")
    line = _LINE.fullmatch(whole)
    return line[1].rstrip(" \t") if line else None


def parse_comments(text: str, spans: Sequence[Span], lines: LineIndex) -> list[Comment]:
    """The comments at `spans`; what is no instruction is left out. `off` reaches to the next `on`, or to the end."""
    out: list[Comment] = []
    waiting: list[tuple[Span, int, tuple[str, ...]]] = []
    next_line = cache(lambda line: _next_line(text, line, lines))  # many comments may stand in one line
    for span in spans:
        words = _WORDS.match(_instruction(text[span.begin : span.end]) or "")
        if not words:
            continue
        line = lines.position(span.begin)[0]
        selectors = tuple(_CODE.findall(words[2] or ""))
        match words[1]:
            case "ignore":
                out.append(Comment(span, (line, line), selectors))
            case "ignore-next":
                follows = next_line(lines.position(span.end)[0])
                out.append(Comment(span, (follows, follows), selectors))
            case "off":
                waiting.append((span, line, selectors))
            case _:
                out += [Comment(s, (begin, line), names) for s, begin, names in waiting]
                waiting = []
    out += [Comment(s, (begin, lines.count), names) for s, begin, names in waiting]
    return sorted(out, key=lambda comment: comment.span)


def find_slips(text: str, spans: Sequence[Span], known: Callable[[str], bool], codes: Sequence[str]) -> Iterator[Slip]:
    """The commands that are none and the checks that there are not, in the comments at `spans`; `known`: whether a check answers to it.

    What neither resembles a command nor has checks in brackets behind it is a remark.
    """
    for begin, end in spans:
        said = _instruction(text[begin:end]) or ""
        at = text.index(said, text.index(":", begin)) if said else begin
        words = _WORDS.match(said)
        if words is None:
            yield from _misspelt(said, at)
            continue
        for code in _CODE.finditer(words[2] or ""):
            first = at + words.start(2) + code.start()
            if not known(code[0]):
                yield Slip(Span(first, first + len(code[0])), code[0], _nearest(code[0].upper(), codes), True)


def _misspelt(said: str, at: int) -> Iterator[Slip]:
    command = _COMMAND.match(said)
    meant = _nearest(command[1].lower(), _COMMANDS) if command else ""
    if command and (meant or command[2]):
        yield Slip(Span(at, at + len(command[1])), command[1], meant if meant != command[1] else "", False)


def _nearest(word: str, known: Sequence[str]) -> str:
    from difflib import get_close_matches

    return next(iter(get_close_matches(word, known, n=1, cutoff=0.7)), "")


def _next_line(text: str, line: int, lines: LineIndex) -> int:
    """The next line behind `line` that is not empty; a line past the end where there is none."""
    for n in range(line + 1, lines.count + 1):
        begin, end = lines.line_span(n)
        if text[begin:end].strip():
            return n
    return lines.count + 1
