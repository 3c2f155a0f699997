"""Word documents → text, by mammoth: tracked insertions are read; deletions, struck and hidden text, comments, marks of notes are not."""

from __future__ import annotations

import io
import re
import zipfile

from attribution.errors import InputError
from attribution.readers.forms import missing
from attribution.readers.paragraphed import member, open_archive, paragraphed
from attribution.readers.readable import Readable
from attribution.readers.text import Source
from attribution.readers.xmltree import check_entities

_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p.standfirst:fresh
p[style-name='Quote'] => blockquote:fresh
p[style-name='Intense Quote'] => blockquote:fresh
p[style-name='caption'] => figcaption:fresh
p[style-name='Caption'] => figcaption:fresh
strike => s
"""
_BODY = "word/document.xml"
_RUN = re.compile(rb"<w:r(?:\s[^<>]*)?>(?:(?!</?w:r[\s>]).)*+</w:r>", re.DOTALL)
_VANISHED = re.compile(rb"<w:(?:vanish|webHidden|dstrike)(?:\s+w:val=\"(?:1|true|on)\")?\s*/>")
_DELETED = re.compile(rb"<w:(?:del|moveFrom)\s")
_INSERTED = re.compile(rb"<w:(?:ins|moveTo)\s")
_SHOWN = re.compile(rb"<w:t[\s>][^<]*\w")
_BACK = re.compile(r'<a href="#(?:foot|end)note-ref-[^"<>]*">[^<>]*</a>')
_KIND = "Word document (.docx)"


def read_docx(name: str, data: bytes) -> tuple[Source, Readable]:
    """Read a Word document. Raises InputError where it is none, is damaged, or mammoth is not installed."""
    try:
        import mammoth
    except ImportError:
        raise missing(name, "a Word document", "mammoth", "docx") from None
    from attribution.readers.html import read_html

    archive = open_archive(name, data, _KIND)
    shown, told = _without_hidden(name, archive)
    try:
        page = mammoth.convert_to_html(
            io.BytesIO(shown or data),
            style_map=_STYLES,
            convert_image=mammoth.images.img_element(lambda _: {}),
            include_embedded_style_map=False,  # the document's own could hide its text
        ).value
    except Exception as error:  # whatever a damaged document makes mammoth raise
        raise InputError(f"{name}: cannot be read as a Word document ({error})") from None
    return paragraphed(name, read_html(_BACK.sub("", page)), "docx", data, told)


def _without_hidden(name: str, archive: zipfile.ZipFile) -> tuple[bytes | None, list[str]]:
    """The document without runs that Word does not show, None where it has none; and what a reader should know of the rest."""
    if _BODY not in archive.namelist():
        return None, []
    for path in archive.namelist():
        if path.endswith((".xml", ".rels")):
            check_entities(name, member(name, archive, path, _KIND), _KIND)
    body = member(name, archive, _BODY, _KIND)
    told = _told(name, archive, body)
    bare = _RUN.sub(lambda run: b"" if _VANISHED.search(run[0]) else run[0], body)
    if bare == body:
        return None, told
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as changed:
        for path in dict.fromkeys(archive.namelist()):
            changed.writestr(path, bare if path == _BODY else member(name, archive, path, _KIND))
    return out.getvalue(), told


def _told(name: str, archive: zipfile.ZipFile, body: bytes) -> list[str]:
    told = []
    gone, new = len(_DELETED.findall(body)), len(_INSERTED.findall(body))
    if gone or new:
        told.append(f"has tracked changes: {new} insertions are read as text, {gone} deletions are left out")
    heads = [path for path in archive.namelist() if re.fullmatch(r"word/(?:header|footer)\d*\.xml", path)]
    if any(_SHOWN.search(member(name, archive, path, _KIND)) for path in heads):
        told.append("headers and footers are not read")
    return told
