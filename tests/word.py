"""The smallest Word documents that Word would open."""

from __future__ import annotations

import io
import zipfile


def docx(*paragraphs: str) -> bytes:
    """A document of these paragraphs, each one or more runs."""
    body = "".join(f"<w:p>{runs}</w:p>" for runs in paragraphs)
    names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName='
            '"/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type='
            '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
            "</Relationships>",
        )
        archive.writestr("word/document.xml", f"<w:document {names}><w:body>{body}</w:body></w:document>")
    return out.getvalue()


def run(words: str) -> str:
    """A run of words."""
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def archive(**members: str) -> bytes:
    """A ZIP archive of these files; `__` in a name stands for a slash, `_dot_` for a dot."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, words in members.items():
            made.writestr(name.replace("__", "/").replace("_dot_", "."), words)
    return out.getvalue()


def odt(body: str) -> bytes:
    """An OpenDocument text with this body."""
    names = "".join(f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table"))
    content = f"<office:document-content{names}><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    return archive(mimetype="application/vnd.oasis.opendocument.text", content_dot_xml=content)


def epub(*chapters: str) -> bytes:
    """A book of these chapters, in the order given; the files are named in the other order."""
    names = [f"c{len(chapters) - k}.xhtml" for k in range(len(chapters))]
    items = "".join(f'<item id="i{k}" href="{name}" media-type="application/xhtml+xml"/>' for k, name in enumerate(names))
    order = "".join(f'<itemref idref="i{k}"/>' for k in range(len(chapters)))
    package = f'<package xmlns="http://www.idpf.org/2007/opf"><manifest>{items}</manifest><spine>{order}</spine></package>'
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
    )
    files = {f"OPS/{name}": f"<html><body>{words}</body></html>" for name, words in zip(names, chapters, strict=True)}
    return archive(**{"META-INF/container.xml": container, "OPS/book.opf": package, **files})
