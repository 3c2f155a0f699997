"""Documents that a library turns into HTML or plain text → their text, one paragraph between empty lines: places are paragraph numbers."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from attribution.errors import InputError
from attribution.model import Span, Spans, Warn
from attribution.readers.lines import LineIndex
from attribution.readers.readable import Readable
from attribution.readers.text import Source

_MOST = 16_000_000  # bytes that unpacking adds: 300 pages add 4 million, 10 where every fifth word has a form of its own


class ParagraphIndex(LineIndex):
    """Offsets ↔ paragraph numbers, both from 1, in a text whose paragraphs stand between empty lines.

    >>> ParagraphIndex("one\\n\\ntwo").position(5)
    (2, 1)
    """

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._starts, self._ends = self._starts[::2], self._ends[::2]


@dataclass(frozen=True)
class ParagraphSource(Source):
    """A document: `text` is what it says, `encoding` its form ("docx"), a position's line is the paragraph's number."""

    @cached_property
    def lines(self) -> LineIndex:
        """The way from offsets to paragraphs."""
        return ParagraphIndex(self.text)


def paragraphed(
    name: str, page: Readable, encoding: str, data: bytes, told: Sequence[str] = (), sections: Sequence[tuple[int, str]] = ()
) -> tuple[Source, Readable]:
    """A document whose text was read as `page`: blanks made one, empty lines gone. `told`: what was odd; `sections`: offsets and names."""
    lines = [Span(*edges) for edges in _edges(page.text)]
    pieces = [" ".join(page.text[b:e].split()) for b, e in lines]
    begins = [0]
    for piece in pieces:
        begins.append(begins[-1] + len(piece) + 2)

    def moved(spans: Spans) -> Spans:
        held = [[k for k, (b, e) in enumerate(lines) if b < end and begin < e] for begin, end in spans]
        return tuple(Span(begins[ks[0]], begins[ks[-1]] + len(pieces[ks[-1]])) for ks in held if ks)

    names = [next((name for at, name in reversed(sections) if at <= b), "") for b, _ in lines] if sections else [""] * len(lines)
    places = tuple((begins[k], f"{names[k]}{', ' if names[k] else ''}paragraph {k + 1}") for k in range(len(lines)))
    warnings = tuple(Warn(message, 0) for message in told)
    text = "\n\n".join(pieces)
    readable = Readable(
        text, moved(page.headline), moved(page.captions), moved(page.displayed), places=places, about=page.about, warnings=warnings
    )
    return ParagraphSource(name, text, encoding, data), readable


def _edges(text: str) -> Iterable[tuple[int, int]]:
    at = 0
    for line in text.split("\n"):
        if line.strip():
            yield at, at + len(line)
        at += len(line) + 1


def open_archive(name: str, data: bytes, kind: str) -> zipfile.ZipFile:
    """The ZIP archive that a document is. Raises InputError where it is none, or grows too much when unpacked."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise InputError(f"{name}: is no {kind}, whatever its name says") from None
    if sum(member.file_size - member.compress_size for member in archive.infolist()) > _MOST:  # pictures add next to nothing
        raise InputError(f"{name}: grows by more than {_MOST // 1_000_000} MB when unpacked; this is no article")
    return archive


def member(name: str, archive: zipfile.ZipFile, path: str, kind: str) -> bytes:
    """A file of the archive, which may claim to be smaller than it is. Raises InputError."""
    try:
        with archive.open(path) as file:
            data = file.read(_MOST + 1)
    except Exception as error:  # whatever damage makes zipfile raise
        raise InputError(f"{name}: cannot be read as {kind} ({error})") from None
    if len(data) > _MOST:
        raise InputError(f"{name}: grows by more than {_MOST // 1_000_000} MB when unpacked; this is no article")
    return data
