"""Subtitles (WebVTT, SubRip) → what is said in them, a paragraph a turn, with the time of each cue as its place.

Read by hand, not by webvtt-py or srt: neither says where in the file a word stands. After WebVTT (W3C, 2019), as far as words go.
"""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

from attribution.model import Span
from attribution.readers.html import ENTITY
from attribution.readers.readable import Builder, Readable

_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)")
_TIMES = re.compile(r"\s*((?:\d{1,4}:)?\d{1,2}:\d{2}[.,]\d{1,3})[ \t]*-->[ \t]*((?:\d{1,4}:)?\d{1,2}:\d{2}[.,]\d{1,3})")
_NAMED = re.compile(r"(?:>>+[ \t]*)?(?=(?P<name>\w[\w.'’ -]{0,60}):[ \t])(?=[^a-z\W])|>>+[ \t]*|[-–][ \t]*(?=\S)")
_PIECE = re.compile(r"<v(?:\.[\w.-]*)?[ \t]+([^<>]*)>|<[^<>\n]{0,200}>|\{\\[^{}\n]{0,100}\}|&|[^<{&]+|[<{]")
ENDS = '.!?”"…'
_SILENCE = 2.0  # seconds after which a whole sentence ends a paragraph


def read_subtitles(text: str) -> Readable:
    """What is to be read of subtitles; who speaks stands before the words, as in "Ada Holm: We sail." Time is linear in the text."""
    return _Reader(text).run()


class Clock:
    """Time codes as seconds and as the name of a place.

    >>> Clock.seconds("01:02.5"), Clock.name("0:12:33,120"), Clock.name("00:19")
    (62.5, '00:12:33', '00:00:19')
    """

    @staticmethod
    def seconds(code: str) -> float:
        """Seconds from the beginning."""
        total = 0.0
        for part in code.replace(",", ".").split(":"):
            total = total * 60 + float(part)
        return total

    @staticmethod
    def name(code: str) -> str:
        """Hours, minutes and seconds."""
        whole = int(Clock.seconds(code))
        return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}"


class _Reader:
    """Goes over the lines once; a cue is the lines between its times and the next empty line."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.out = Builder(text)
        self.places: list[tuple[int, str]] = []
        self.notes: list[Span] = []
        self.voice = ""
        self.ended = 0.0  # when the cue before was over
        self.last = ""  # its last line: subtitles that roll show it again
        self.shown: list[str] = []
        self.voices: set[str] = set()

    def run(self) -> Readable:
        within = False
        for match in _LINE.finditer(self.text):
            begin, end = match.span(1)
            if times := _TIMES.match(self.text, begin, end):
                self._cue(times, end)
                within = True
            elif begin == end or not match[1].strip():
                within = False
            elif within:
                self._line(begin, end)
            elif match[1].startswith("NOTE"):
                self.notes.append(Span(begin, end))
        return replace(self.out.readable(places=self.places), voices=frozenset(self.voices))

    def _cue(self, times: re.Match[str], end: int) -> None:
        begins = Clock.seconds(times[1])
        if begins - self.ended > _SILENCE and self.out.ends_with(ENDS):
            self._turn("", end)
        self.places.append((times.start(1), Clock.name(times[1])))
        self.ended = Clock.seconds(times[2])
        self.last, self.shown = (self.shown[-1] if self.shown else ""), []

    def _line(self, begin: int, end: int) -> None:
        words = " ".join(re.sub(r"<[^<>]*>", "", self.text[begin:end]).split())
        self.shown.append(words)
        if words and words == self.last:
            return
        while begin < end and self.text[begin].isspace():
            begin += 1
        if named := _NAMED.match(self.text, begin, end):
            self._turn("", begin)
            begin = named.end()
            name = named["name"] or ""
            if name.isupper() or (" " in name and name.istitle()):  # no "Warning:"
                self.voices.add(name)
        self._words(begin, end)

    def _turn(self, voice: str, at: int) -> None:
        """A new paragraph."""
        self.voice = voice
        self.out.break_paragraph(at)

    def _words(self, at: int, end: int) -> None:
        gap = True  # between this line's words and those before
        for match in _PIECE.finditer(self.text, at, end):
            begin, stop = match.span()
            name = (match[1] or "").strip()
            if name and name != self.voice:
                self._turn(name, begin)
                self.voices.add(name)
                first = self.text.index(name, match.start(1))
                self.out.copy(first, first + len(name))
                self.out.put(": ", first + len(name), stop)
                gap = False
                continue
            if match[0][0] in "<{" and len(match[0]) > 1:
                continue
            if gap and not self.out.ends_with(" \n"):
                self.out.put(" ", begin, begin)
            gap = False
            if match[0] == "&" and (entity := ENTITY.match(self.text, begin, end)):
                self.out.put(unescape(entity[0]).replace("\xa0", " "), begin, entity.end())
                at = entity.end()
            else:
                self.out.copy(max(begin, at), stop)
