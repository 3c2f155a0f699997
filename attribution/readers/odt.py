"""OpenDocument texts (.odt) → text: paragraphs and headings, without notes' marks, comments and tracked deletions.

Read with the standard library: the file is a ZIP archive with the text in content.xml (OASIS OpenDocument 1.3, part 3).
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from attribution.readers.paragraphed import member, open_archive, paragraphed
from attribution.readers.readable import Readable
from attribution.readers.text import Source
from attribution.readers.xmltree import paragraphs_as_html, parse_xml

_KIND = "OpenDocument text (.odt)"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = f"{_TEXT}style-name"
_UNREAD = frozenset({f"{_TEXT}tracked-changes", f"{_TEXT}table-of-content", f"{_TEXT}hidden-text", f"{_TEXT}hidden-paragraph"})
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_BLANKS = {f"{_TEXT}s": " ", f"{_TEXT}tab": " ", f"{_TEXT}line-break": " "}
_DEEPEST = 400  # elements in each other


def read_odt(name: str, data: bytes) -> tuple[Source, Readable]:
    """Read an OpenDocument text. Raises InputError where it is none or is damaged."""
    from attribution.readers.html import read_html

    archive = open_archive(name, data, _KIND)
    root = parse_xml(name, member(name, archive, "content.xml", _KIND), _KIND)
    notes: list[tuple[str, str]] = []
    found = list(_paragraphs(root, notes, 0))
    changes = root.find(f".//{_TEXT}tracked-changes")
    told = ["has tracked changes: insertions are read as text, deletions are left out"] if changes is not None and len(changes) else []
    return paragraphed(name, read_html(paragraphs_as_html([*found, *notes])), "odt", data, told)


def _paragraphs(element: Element, notes: list[tuple[str, str]], depth: int) -> Iterator[tuple[str, str]]:
    for child in element if depth < _DEEPEST else ():
        if child.tag in _UNREAD:
            continue
        if child.tag in (f"{_TEXT}p", f"{_TEXT}h"):
            yield _kind(child), "".join(_words(child, notes, depth))
        else:
            yield from _paragraphs(child, notes, depth + 1)


def _kind(paragraph: Element) -> str:
    style = paragraph.get(_STYLE, "")
    if style == "Title" or paragraph.get(f"{_TEXT}outline-level") == "1":
        return "h1"
    return "blockquote" if style == "Quotations" else "p"


def _words(element: Element, notes: list[tuple[str, str]], depth: int) -> Iterator[str]:
    """The words of a paragraph; those of notes go behind all paragraphs."""
    yield element.text or ""
    for child in element if depth < _DEEPEST else ():
        if child.tag in _BLANKS:
            yield " "
        elif child.tag == f"{_TEXT}note":
            notes.extend(_paragraphs(child, notes, depth + 1))
        elif child.tag not in _UNREAD and not child.tag.startswith(f"{_OFFICE}annotation"):
            yield from _words(child, notes, depth + 1)
        yield child.tail or ""
