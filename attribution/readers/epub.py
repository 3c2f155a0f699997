"""EPUB books → text, chapter by chapter in the order of the spine: a ZIP archive of XHTML (W3C EPUB 3.3), read by the standard library."""

from __future__ import annotations

import posixpath
import zipfile
from urllib.parse import unquote

from attribution.errors import InputError
from attribution.readers.paragraphed import member, open_archive, paragraphed
from attribution.readers.readable import Readable
from attribution.readers.text import Source
from attribution.readers.xmltree import parse_xml

_KIND = "EPUB book"
_CONTAINER = "META-INF/container.xml"


def read_epub(name: str, data: bytes) -> tuple[Source, Readable]:
    """Read an EPUB book. Raises InputError where it is none, is damaged, or is locked."""
    from attribution.readers.html import read_fragment

    archive = open_archive(name, data, _KIND)
    if "META-INF/encryption.xml" in archive.namelist() and "META-INF/rights.xml" in archive.namelist():
        raise InputError(f"{name}: is locked (digital rights management); save it as text with the program that may open it")
    pieces: list[str] = []
    sections: list[tuple[int, str]] = []
    length = 0
    for number, path in enumerate(_chapters(name, archive), 1):
        words = read_fragment(member(name, archive, path, _KIND).decode("utf-8", "replace")).text
        sections.append((length, f"chapter {number}"))
        pieces.append(words)
        length += len(words) + 2
    return paragraphed(name, Readable("\n\n".join(pieces)), "epub", data, sections=sections)


def _chapters(name: str, archive: zipfile.ZipFile) -> list[str]:
    """The paths of the chapters in reading order, each once."""
    container = parse_xml(name, member(name, archive, _CONTAINER, _KIND), _KIND)
    package = next((element.get("full-path") for element in container.iter() if element.tag.endswith("}rootfile")), None)
    if package is None:
        raise InputError(f"{name}: is no {_KIND}, whatever its name says")
    root = parse_xml(name, member(name, archive, package, _KIND), _KIND)
    paths = {item.get("id"): item.get("href", "") for item in root.iter() if item.tag.endswith("}item")}
    order = [paths.get(item.get("idref"), "") for item in root.iter() if item.tag.endswith("}itemref")]
    known = set(archive.namelist())
    full = [posixpath.normpath(posixpath.join(posixpath.dirname(package), unquote(path))) for path in order if path]
    return [path for path in dict.fromkeys(full) if path in known]
