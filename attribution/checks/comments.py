"""Comments in a draft that speak to the tool: `attribution: ignore[CODES] reason`, `ignore-next`, `off`, `on`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from attribution.checks.registry import all_checks
from attribution.model import Span, Spans
from attribution.readers.lines import LineIndex

_HTML = re.compile(r"<!--\s{0,50}attribution:[ \t]*([^\r\n]*?)[ \t]*-->")
_LINE = re.compile(r"^[ \t]*(?:#|//)[ \t]*attribution:[ \t]*(\S[^\r\n]*?)[ \t]*(?=\r|\n|\Z)", re.MULTILINE)
_WORDS = re.compile(r"(ignore-next|ignore|off|on)(?:\[([^\]]*)\])?(?=\s|$)")
_CODE = re.compile(r"[A-Za-z][A-Za-z0-9-]*")


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment: where it stands in the file, the lines it covers (1-based, last included) and the selectors it names (none: all)."""

    span: Span
    lines: tuple[int, int]
    selectors: tuple[str, ...]

    def covers(self, line: int, code: str, name: str) -> bool:
        """Whether a finding on `line` is ignored by this comment."""
        if not self.lines[0] <= line <= self.lines[1]:
            return False
        return not self.selectors or any(code.startswith(s.upper()) or name == s for s in self.selectors)

    def names_any_of(self, codes: Iterable[str]) -> bool:
        """Whether one of the checks `codes` could have been ignored: of those that are off, nothing is known."""
        names = {check.code: check.name for check in all_checks()}
        return any(not self.selectors or any(code.startswith(s.upper()) or names[code] == s for s in self.selectors) for code in codes)


def find_comment_spans(text: str, markup: Spans | None) -> list[Span]:
    """Where comments to the tool stand: among the comments of a marked-up file, or anywhere in plain text (`markup` None)."""
    if markup is not None:
        return [span for span in markup if _HTML.fullmatch(text, *span)]
    found = [Span(*m.span()) for m in _HTML.finditer(text)]
    return sorted([*found, *(Span(m.start() + len(m[0]) - len(m[0].lstrip()), m.end()) for m in _LINE.finditer(text))])


def parse_comments(text: str, spans: Sequence[Span], lines: LineIndex) -> list[Comment]:
    """The comments at `spans`; what is no instruction is left out. `off` reaches to the next `on`, or to the end."""
    out: list[Comment] = []
    waiting: list[tuple[Span, int, tuple[str, ...]]] = []
    for span in spans:
        whole = text[span.begin : span.end]
        inner = _HTML.fullmatch(whole) or _LINE.fullmatch(whole)
        words = _WORDS.match(inner[1]) if inner else None
        if not words:
            continue
        line = lines.position(span.begin)[0]
        selectors = tuple(_CODE.findall(words[2] or ""))
        match words[1]:
            case "ignore":
                out.append(Comment(span, (line, line), selectors))
            case "ignore-next":
                follows = _next_line(text, lines.position(span.end)[0], lines)
                out.append(Comment(span, (follows, follows), selectors))
            case "off":
                waiting.append((span, line, selectors))
            case _:
                out += [Comment(s, (begin, line), names) for s, begin, names in waiting]
                waiting = []
    out += [Comment(s, (begin, lines.count), names) for s, begin, names in waiting]
    return sorted(out, key=lambda comment: comment.span)


def _next_line(text: str, line: int, lines: LineIndex) -> int:
    """The next line behind `line` that is not empty; a line past the end where there is none."""
    for n in range(line + 1, lines.count + 1):
        begin, end = lines.line_span(n)
        if text[begin:end].strip():
            return n
    return lines.count + 1
