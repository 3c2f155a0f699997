"""The one table of the forms that files come in: how each is told, what reads it, and what that needs; everything else asks it.

A reader of text is a function `(text) → Readable | None`, None where all of the text is read as it stands; a reader of bytes is
`(name, data) → (Source, Readable)`, its source's text being what the document says. No reader is imported before a file of its form comes.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath
from typing import Any, NamedTuple

from attribution.errors import InputError
from attribution.readers.readable import Readable
from attribution.readers.text import Source


class Form(NamedTuple):
    """One form of file.

    suffixes   endings of names, in small letters
    reader     module (under attribution.readers) and function, as "html:read_html"
    media      media types, as a server names them
    languages  identifiers by which editors know it (Language Server Protocol)
    binary     whether it is read from bytes; places are then of the text that the reader makes
    markup     whether a comment in it is `<!-- … -->`
    draft      whether `check` looks for it in folders
    place      what its places are
    extra      what brings its library, nothing where none is needed
    """

    name: str
    suffixes: tuple[str, ...]
    reader: str
    media: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    binary: bool = False
    markup: bool = False
    draft: bool = False
    place: str = "line and column"
    extra: str = ""


PLAIN = Form("plain", (".txt", ".text"), "transcript:read_transcript", ("text/plain",), ("plaintext",), draft=True)
FORMS = (
    PLAIN,
    Form(
        "markdown", (".md", ".markdown", ".mdx"), "markdown:read_markdown", ("text/markdown",), ("markdown", "mdx"),
        markup=True, draft=True,
    ),
    Form(
        "html", (".html", ".htm", ".xhtml"), "html:read_html", ("text/html", "application/xhtml+xml"), ("html", "xhtml"),
        markup=True, draft=True,
    ),
    Form("rst", (".rst", ".rest"), "rst:read_rst", ("text/x-rst", "text/prs.fallenstein.rst"), ("restructuredtext",)),
    Form("asciidoc", (".adoc", ".asciidoc", ".asc"), "asciidoc:read_asciidoc", ("text/asciidoc",), ("asciidoc",)),
    Form(
        "subtitles", (".vtt", ".srt"), "subtitles:read_subtitles", ("text/vtt", "application/x-subrip"), ("vtt", "srt", "subrip"),
        place="time, line and column",
    ),
    Form(
        "docx", (".docx",), "docx:read_docx", ("application/vnd.openxmlformats-officedocument.wordprocessingml.document",),
        binary=True, place="paragraph", extra="docx",
    ),
    Form("pdf", (".pdf",), "pdf:read_pdf", ("application/pdf",), binary=True, place="page and line", extra="pdf"),
    Form("odt", (".odt",), "odt:read_odt", ("application/vnd.oasis.opendocument.text",), binary=True, place="paragraph"),
    Form("rtf", (".rtf",), "rtf:read_rtf", ("application/rtf", "text/rtf"), binary=True, place="paragraph", extra="documents"),
    Form("epub", (".epub",), "epub:read_epub", ("application/epub+zip",), binary=True, place="chapter and paragraph"),
    Form("mail", (".eml",), "mail:read_mail", ("message/rfc822",), binary=True, place="paragraph"),
)  # fmt: skip
SUFFIXES = tuple(suffix for form in FORMS for suffix in form.suffixes)
DRAFTS = tuple(suffix for form in FORMS if form.draft for suffix in form.suffixes)
TABLES = {  # of many articles, which `extract` reads: ending → what it is; .gz and .zst may stand behind those of lines
    ".jsonl": "JSON Lines", ".ndjson": "JSON Lines", ".csv": "CSV", ".parquet": "Parquet", ".warc": "a web archive",
}  # fmt: skip
_PACKED = (".gz", ".zst")
_BY_NAME = {form.name: form for form in FORMS}
_BY_SUFFIX = {suffix: form for form in FORMS for suffix in form.suffixes}
_BY_LANGUAGE = {language: form for form in FORMS for language in form.languages}
_BY_MEDIA = {media: form for form in FORMS for media in form.media}


def form_of(name: str, language: str | None = None, media: str | None = None) -> Form:
    """How to read a file: by the ending of its name, else by what an editor or a server calls it, else as plain text.

    >>> [form_of(*told).name for told in (("a.HTML", ""), ("untitled:1", "markdown"), ("a.txt", "markdown"), ("page", "", "text/html"))]
    ['html', 'markdown', 'plain', 'html']
    """
    ending = _BY_SUFFIX.get(PurePath(name).suffix.lower())
    return ending or _BY_LANGUAGE.get(language or "") or _BY_MEDIA.get((media or "").partition(";")[0].strip().lower()) or PLAIN


def table_of(name: str) -> str | None:
    """What a file is called that holds a table of articles by the ending of its name; None of any other.

    >>> table_of("news.JSONL.gz"), table_of("a.csv.txt")
    ('JSON Lines', None)
    """
    path = PurePath(name.lower())
    return TABLES.get((PurePath(path.stem) if path.suffix in _PACKED else path).suffix)


def form_of_text(text: str) -> Form:
    """How to read a text without a name, such as standard input: by how it begins.

    >>> form_of_text("<!DOCTYPE html><p>She said so.").name, form_of_text("WEBVTT\\n").name, form_of_text("She said so.").name
    ('html', 'subtitles', 'plain')
    """
    head = text[:100].lstrip().lower()
    return form_named("html" if head.startswith(("<!doctype html", "<html")) else "subtitles" if head.startswith("webvtt") else "plain")


def form_named(name: str) -> Form:
    """The form of this name. Raises KeyError."""
    return _BY_NAME[name]


def reader_of(form: Form) -> Callable[..., Any]:
    """The function that reads this form."""
    module, _, function = form.reader.partition(":")
    found: Callable[..., Any] = getattr(import_module(f"attribution.readers.{module}"), function)
    return found


def readable_of(text: str, form: Form) -> Readable | None:
    """What is to be read of a text; None where that is all of it. A form that is read from bytes has been read already."""
    return None if form.binary else reader_of(form)(text)


def document_of(name: str, data: bytes, form: Form) -> tuple[Source, Readable]:
    """A document that is read from bytes. Raises InputError where it is damaged, or what reads it is not installed."""
    found: tuple[Source, Readable] = reader_of(form)(name, data)
    return found


def missing(name: str, what: str, library: str, extra: str) -> InputError:
    """The error for a file whose reader is not installed, in words that work from a checkout too."""
    ways = f"pip install 'claim-attribution[{extra}]', or in a checkout: pip install '.[{extra}]'"
    return InputError(f"{name}: {what} needs {library}; install it with: {ways}")
