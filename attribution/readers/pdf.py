"""PDF documents → text in reading order, by pdfminer: columns, words cut at line ends, running heads; place = page and line.

pdfminer gives lines with positions; their order is found by cutting the page at its gutters and gaps (XY-cut: Nagy & Seth, ICPR 1984).
"""

from __future__ import annotations

import io
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Any

from attribution.errors import InputError
from attribution.model import Span, Warn
from attribution.readers.forms import missing
from attribution.readers.readable import Builder, Readable
from attribution.readers.text import Source

_PAGES = 300  # what is longer is a book, or was made to keep a reader busy
_TITLE = 150  # characters of a headline at most
_STREAM = re.compile(rb"(?<!end)stream\r?\n?")
_MOST = 100_000_000  # bytes that all packed parts unpack to, pictures too
_LAYERS = 3
_LINES = 1_500  # lines of one page
_DIGITS = re.compile(r"\d+")
_HYPHEN = re.compile(r"[^\W\d_][-\u00ad\u2010]\Z")
_ENDS = re.compile(r"[.!?:][\"'”’)\]]*\Z")
_GAP = 0.75  # of a line's height: white space between two lines that parts paragraphs
_EDGE = 0.12  # of a page's height: where running heads and page numbers stand


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a page; `top` and `bottom` count from the page's upper edge."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    number: int = 0


@dataclass(frozen=True, slots=True)
class _Page:
    height: float
    lines: tuple[_Line, ...]


def read_pdf(name: str, data: bytes) -> tuple[Source, Readable]:
    """Read a PDF. Raises InputError where it is none, is damaged, locked, a scan without text, or the library is not installed."""
    if b"%PDF-" not in data[:1024]:
        raise InputError(f"{name}: is no PDF, whatever its name says")
    _check_streams(name, data)
    pages = list(_pages(name, data))
    heads = _running_heads(pages)
    pages = [_Page(page.height, tuple(line for line in page.lines if _head(page, line) not in heads)) for page in pages]
    if not any(page.lines for page in pages):
        raise InputError(f"{name}: holds no text, only pictures of it (a scan); run it through text recognition (OCR) first")
    return _read(name, data, pages)


def _check_streams(name: str, data: bytes) -> None:
    """InputError where the packed parts grow beyond all measure; pdfminer would unpack them all."""
    left = _MOST
    for match in _STREAM.finditer(data):
        packed = data[match.end() : max(match.end(), data.find(b"endstream", match.end()))]
        for _ in range(_LAYERS):  # packed parts may be packed again
            try:
                packed = zlib.decompressobj().decompress(packed, left + 1)
            except zlib.error:
                break
            left -= len(packed)
            if left < 0:
                raise InputError(f"{name}: grows by more than {_MOST // 1_000_000} MB when unpacked; this is no article")


def _pages(name: str, data: bytes) -> Iterator[_Page]:
    try:
        from pdfminer.high_level import extract_pages
        from pdfminer.layout import LAParams
        from pdfminer.pdfdocument import PDFPasswordIncorrect
    except ImportError:
        raise missing(name, "a PDF", "pdfplumber", "pdf") from None
    try:
        for number, page in enumerate(extract_pages(io.BytesIO(data), laparams=LAParams(boxes_flow=None)), 1):
            if number > _PAGES:
                raise InputError(f"{name}: has more than {_PAGES} pages; this is no article; split it")
            yield _Page(page.height, tuple(_ordered(list(_lines(page, page.height)))))
    except InputError:
        raise
    except PDFPasswordIncorrect:
        raise InputError(f"{name}: is locked with a password; save it without one") from None
    except Exception as error:  # whatever damaged documents make pdfminer raise
        raise InputError(f"{name}: cannot be read as a PDF ({type(error).__name__}: {error})") from None


def _lines(element: Any, height: float) -> Iterator[_Line]:
    from pdfminer.layout import LTTextBox, LTTextLine

    for box in element:
        if not isinstance(box, LTTextBox):
            continue
        for line in box:
            words = " ".join(line.get_text().split()) if isinstance(line, LTTextLine) else ""
            if words:
                yield _Line(words, line.x0, line.x1, height - line.y1, height - line.y0)


def _ordered(lines: list[_Line]) -> list[_Line]:
    """The lines of a page in reading order, numbered from 1."""
    ordered = _cut(lines) if len(lines) <= _LINES else sorted(lines, key=lambda line: (line.top, line.left))
    return [_Line(x.text, x.left, x.right, x.top, x.bottom, number) for number, x in enumerate(ordered, 1)]


def _cut(lines: list[_Line], depth: int = 0) -> list[_Line]:
    if len(lines) < 2 or depth > 20:
        return sorted(lines, key=lambda line: (round(line.top), line.left))
    columns = _parted([(line.left, line.right, line) for line in lines], 5)
    if len(columns) > 1:
        return [line for column in columns for line in _cut(column, depth + 1)]
    bands = _parted([(line.top, line.bottom, line) for line in lines], 0)
    groups: list[list[_Line]] = []
    for band in bands:
        joined = [*groups[-1], *band] if groups else []
        if groups and _has_gutter(joined) == (_has_gutter(groups[-1]) or _has_gutter(band)):
            groups[-1] = joined
        else:
            groups.append(list(band))
    if len(groups) < 2:
        return sorted(lines, key=lambda line: (round(line.top), line.left))
    return [line for group in groups for line in _cut(group, depth + 1)]


def _has_gutter(lines: Sequence[_Line]) -> bool:
    return len(_parted([(line.left, line.right, line) for line in lines], 5)) > 1


def _parted(ranges: Sequence[tuple[float, float, _Line]], gap: float) -> list[list[_Line]]:
    """The lines in groups between which at least `gap` points are free in one direction."""
    groups: list[list[_Line]] = []
    end = 0.0
    for low, high, line in sorted(ranges, key=lambda item: item[:2]):
        if groups and low < end + gap:
            groups[-1].append(line)
        else:
            groups.append([line])
        end = max(end, high) if len(groups[-1]) > 1 else high
    return groups


def _head(page: _Page, line: _Line) -> str:
    """What a line at the edge of a page says, numbers aside; "" elsewhere."""
    within = _EDGE * page.height < line.top and line.bottom < (1 - _EDGE) * page.height
    return "" if within else _DIGITS.sub("#", line.text) or "#"


def _running_heads(pages: Sequence[_Page]) -> frozenset[str]:
    """What stands at the edge of two pages or more, and page numbers."""
    found = Counter(head for page in pages for head in {_head(page, line) for line in page.lines} if head)
    return frozenset({head for head, count in found.items() if count > 1} | {"#", "- # -", "– # –", "Page #", "# / #", "Page # of #"})


def _read(name: str, data: bytes, pages: Sequence[_Page]) -> tuple[Source, Readable]:
    lines = [(number, line) for number, page in enumerate(pages, 1) for line in page.lines]
    height = median(line.bottom - line.top for _, line in lines)
    text, places, begins = [], [], []
    at = 0
    for number, line in lines:
        begins.append(at)
        places.append((at, f"page {number}, line {line.number}"))
        text.append(line.text)
        at += len(line.text) + 1
    whole = "\n".join(text)
    out = Builder(whole)
    for k, (begin, (_, line)) in enumerate(zip(begins, lines, strict=True)):
        end = begin + len(line.text)
        last = k + 1 == len(lines)
        cut = not last and _HYPHEN.search(line.text) and lines[k + 1][1].text[:1].islower()
        out.copy(begin, end - 1 if cut else end)
        if not last and not cut:
            if _ends_paragraph(lines[k], lines[k + 1], height):
                out.break_paragraph(end)
            else:
                out.put(" ", end, end + 1)
    empty = sum(not page.lines for page in pages)
    told = (Warn(f"{empty} of {len(pages)} pages hold no text (pictures, or empty)", 0),) if empty else ()
    page = out.readable(places=places)
    first = page.text.partition("\n")[0]
    title = (Span(0, len(first)),) if len(first) < _TITLE and "\n" in page.text and not _ENDS.search(first) else ()
    return Source(name, whole, "pdf", data), replace(page, headline=title, warnings=told)


def _ends_paragraph(before: tuple[int, _Line], after: tuple[int, _Line], height: float) -> bool:
    """Whether a paragraph ends between two lines: by white space or by an indent; over columns and pages, where a sentence ends."""
    (page, line), (next_page, following) = before, after
    gap = following.top - line.bottom
    if page != next_page or gap < -height or following.left > line.right or line.left > following.right:
        return bool(_ENDS.search(line.text)) and not following.text[:1].islower()
    bigger = abs((line.bottom - line.top) - (following.bottom - following.top)) > 0.25 * height
    indented = following.left - line.left > 0.7 * height and bool(_ENDS.search(line.text))
    short = line.right < following.right - 6 * height and bool(_ENDS.search(line.text))
    return gap > _GAP * height or bigger or indented or short
