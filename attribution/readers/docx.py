"""Word documents → text, one paragraph a line of its own: places are paragraph numbers. Tracked insertions are read, deletions are not."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate

from attribution.errors import InputError
from attribution.readers.forms import missing
from attribution.readers.lines import LineIndex
from attribution.readers.plain import read_plain
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
class DocxSource(Source):
    """A Word document: `text` is what it says, `encoding` "docx", a position's line is the paragraph's number."""

    @cached_property
    def lines(self) -> LineIndex:
        """The way from offsets to paragraphs."""
        return ParagraphIndex(self.text)


def read_docx(name: str, data: bytes) -> tuple[Source, Readable]:
    """Read a Word document. Raises InputError where it is none, is damaged, or mammoth is not installed."""
    try:
        import mammoth
    except ImportError:
        raise missing(name, "a Word document", "mammoth", "docx") from None
    from attribution.readers.html import read_html

    _check_archive(name, data)
    try:
        page = mammoth.convert_to_html(
            io.BytesIO(data),
            convert_image=mammoth.images.img_element(lambda _: {}),
            include_embedded_style_map=False,  # the document's own could hide its text
        ).value
    except Exception as error:  # whatever a damaged document makes mammoth raise
        raise InputError(f"{name}: cannot be read as a Word document ({error})") from None
    paragraphs = (" ".join(part.split()) for part in read_html(page).text.split("\n"))
    return paragraphed(name, [part for part in paragraphs if part], "docx", data)


def paragraphed(name: str, paragraphs: Sequence[str], encoding: str, data: bytes) -> tuple[Source, Readable]:
    """A document of these paragraphs, none of them empty: its text, and where each paragraph begins in it."""
    text = "\n\n".join(paragraphs)
    begins = accumulate((len(part) + 2 for part in paragraphs), initial=0)
    places = tuple((begin, f"paragraph {number}") for number, (begin, _) in enumerate(zip(begins, paragraphs, strict=False), 1))
    return DocxSource(name, text, encoding, data), replace(read_plain(text), places=places)


def _check_archive(name: str, data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(member.file_size - member.compress_size for member in archive.infolist()) > _MOST:  # pictures add next to nothing
                raise InputError(f"{name}: grows by more than {_MOST // 1_000_000} MB when unpacked; this is no article")
    except zipfile.BadZipFile:
        raise InputError(f"{name}: is no Word document (.docx), whatever its name says") from None
