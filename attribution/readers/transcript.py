"""Transcripts in plain text → turns, a paragraph each, without their time codes, which become the places.

The forms are those of speech recognisers and transcribers: `[00:19] Holm: …`, `00:06 Ada Holm` or `Ada Holm (00:06)` on a line of its
own, `[00:00.000 --> 00:04.000] …`, `SPEAKER_00: …` after a time. A text without time codes is no business of this reader.
"""

from __future__ import annotations

import re
from dataclasses import replace

from attribution.readers.readable import Builder, Readable
from attribution.rulebook.later import Later

_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)")
_CLOCK = re.compile(r"\d:\d\d")  # in every time code
_CODE = r"(?:\d{1,3}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
_TIME = rf"[\[(]?(?P<time>{_CODE})(?:[ \t]*(?:-->|[-–])[ \t]*{_CODE})?[\])]?"
_NAME = r"(?P<name>[^\W\d_a-z][\w.'’-]*(?:[ \t]+(?:[^\W\d_a-z][\w.'’-]*|(?:van|von|de|der|den|da|di|al|bin)\b|\d{1,3}\b)){0,4})"
_TIMED = Later(rf"[ \t]*{_TIME}(?:[ \t]+[-–][ \t]*|[ \t]+|(?=[\[(])|(?<=[\])])|(?=\Z))")  # the time first
_NAMED = Later(rf"[ \t]*{_NAME}[ \t]*:(?=\s|\Z)[ \t]*")
_LABEL = Later(r"[ \t]*(?P<name>(?:SPEAKER|Speaker)[ _]?\d{1,3})[ \t]*:?(?=\s|\Z)[ \t]*")
_NAME_ALONE = Later(rf"[ \t]*{_NAME}[ \t]*:?[ \t]*\Z")
_NAME_TIME = Later(rf"[ \t]*{_NAME}[ \t]*[,–-]?[ \t]*{_TIME}[ \t]*:?(?:[ \t]+|\Z)")  # the name first
_LONGEST = 200  # characters of a line in which a name and a time are looked for
_LEAST = 3  # lines with a time at their head that make a transcript


def read_transcript(text: str) -> Readable | None:
    """What is to be read of a transcript with time codes; None for any other text. Time is linear in the length of the text."""
    if not _CLOCK.search(text):
        return None
    lines = [match.span(1) for match in _LINE.finditer(text) if match.end() > match.start()]
    heads = {begin: head for begin, end in lines if (head := _head(text[begin : min(end, begin + _LONGEST)]))}
    spoken = sum(begin < end and not text[begin:end].isspace() for begin, end in lines)
    if len(heads) < _LEAST or 6 * len(heads) < spoken:
        return None
    return _read(text, lines, heads)


def _head(line: str) -> re.Match[str] | None:
    """The time at the head of a line, with the name before it if there is one."""
    return _TIMED.pattern.match(line) or _NAME_TIME.pattern.match(line)


def _read(text: str, lines: list[tuple[int, int]], heads: dict[int, re.Match[str]]) -> Readable:
    from attribution.readers.subtitles import ENDS, Clock

    out = Builder(text)
    places: list[tuple[int, str]] = []
    voices: set[str] = set()
    speaker, opened = "", False
    for (begin, end), after in zip(lines, [*lines[1:], (0, 0)], strict=True):
        head = heads.get(begin)
        at = begin
        if head is not None:
            places.append((begin, Clock.name(head["time"])))
            at = begin + head.end()
            alone = after[0] < after[1] and after[0] not in heads
            name, at = _name(text, at, end, head, alone)
            if name != speaker or not opened or (not name and out.ends_with(ENDS)):
                out.break_paragraph(begin)
            if name and name != speaker:
                voices.add(name)
                first = text.index(name, begin)
                out.copy(first, first + len(name))
                out.put(": ", first + len(name), first + len(name))
            speaker, opened = name, True
        elif not text[begin:end].strip():
            if not opened:
                out.break_paragraph(begin)
            continue
        elif _NAMED.pattern.match(text, begin, end):
            out.break_paragraph(begin)
            speaker = ""
        at = min(at, end)
        while at < end and text[at].isspace():
            at += 1
        if at < end:
            if not out.ends_with(" \n"):
                out.put(" " if opened else "\n", at, at)
            out.copy(at, end)
    return replace(out.readable(places=places), voices=frozenset(voices))


def _name(text: str, at: int, end: int, head: re.Match[str], alone: bool) -> tuple[str, int]:
    """Who speaks on a line whose time was read up to `at`, and where the words begin; "" where nobody is named.

    `alone`: whether words may follow on the next line, so that a name without a colon is one.
    """
    if "name" in head.re.groupindex:
        return head["name"], at
    named, label, name_alone = (shape.pattern.match for shape in (_NAMED, _LABEL, _NAME_ALONE))
    found = named(text, at, end) or label(text, at, end) or (name_alone(text, at, end) if alone else None)
    return (found["name"], found.end()) if found else ("", at)
