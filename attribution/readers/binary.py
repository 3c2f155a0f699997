"""Telling files that are not text, from their first bytes."""

from __future__ import annotations

import re

# First bytes of formats that people hand over by mistake: signature, name, what to do. Signatures made of letters alone count only
# where bytes of no text follow, since an article may begin with "GIF89a was …".
_SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "a PDF", "give it a name that ends in .pdf"),
    (b"{\\rtf", "an RTF document", "give it a name that ends in .rtf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document", "save it as plain text first"),
    (b"PK\x03\x04", "a ZIP archive", "unpack it first"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (b"BZh", "a bzip2 archive", "unpack it first"),
    (b"\xfd7zXZ\x00", "an xz archive", "unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "unpack it first"),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture", ""),
    (b"\xff\xd8\xff", "a JPEG picture", ""),
    (b"GIF8", "a GIF picture", ""),
    (b"RIFF", "a sound, video or WebP file", ""),
    (b"ID3", "an MP3 sound file", ""),
    (b"OggS", "an Ogg sound or video file", ""),
    (b"SQLite format 3\x00", "an SQLite database", ""),
    (b"\x7fELF", "a program", ""),
    (b"MZ", "a program", ""),
)
# Documents inside a ZIP, told by the name of a member near its beginning.
_ZIPPED: tuple[tuple[bytes, str, str], ...] = (
    (b"word/", "a Word document", "give it a name that ends in .docx"),
    (b"xl/", "an Excel workbook (.xlsx)", "save it as plain text first"),
    (b"ppt/", "a PowerPoint file (.pptx)", "save it as plain text first"),
    (b"opendocument.text", "an OpenDocument text", "give it a name that ends in .odt"),
    (b"epub+zip", "an EPUB book", "give it a name that ends in .epub"),
)
_HEAD = 65536
_FEW = 8  # control characters that a damaged text may hold without being taken for a binary file
_SHARE = 0.10  # and the share of them beyond which it is one
_CONTROL = re.compile("[\0-\x08\x0e-\x1a\x1c-\x1f]")


def binary_kind(data: bytes) -> tuple[str, str] | None:
    """(what the bytes look like, what to do about it), or None for what may be text."""
    for signature, kind, remedy in _SIGNATURES:
        if data.startswith(signature) and (len(signature) > 4 or not signature.isalnum() or _has_foreign_bytes(data)):
            return _zipped_kind(data) if signature.startswith(b"PK") else (kind, remedy)
    return None


def _zipped_kind(data: bytes) -> tuple[str, str]:
    for member, kind, remedy in _ZIPPED:
        if member in data[:_HEAD] or member in data[-_HEAD:]:
            return kind, remedy
    return "a ZIP archive", "unpack it first"


def _has_foreign_bytes(data: bytes) -> bool:
    head = data[:4096]
    return bool(_CONTROL.search(head.decode("latin-1")))


def mostly_controls(text: str) -> bool:
    """True where control characters make up so much of the beginning that this is no text; a few NULs are no reason."""
    head = text[:_HEAD]
    found = len(_CONTROL.findall(head))
    return found > _FEW and found > _SHARE * len(head)
