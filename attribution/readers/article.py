"""From a file of any kind that newsrooms have to its text, and to what is to be read of it where it holds markup."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path, PurePath

from attribution.errors import EncodingError, InputError
from attribution.model import Warn
from attribution.readers.found import Found, find
from attribution.readers.readable import Readable
from attribution.readers.text import STDIN, Source, is_folder, read_bytes, read_text

FORMS = {
    ".txt": "plain", ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html", ".xhtml": "html", ".docx": "docx",
}  # fmt: skip
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{2,40})""", re.IGNORECASE
)
_HEAD = 4096  # bytes in which HTML declares its encoding (the standard says 1024; real pages come late)
# What English text is saved in where it is not UTF-8; more candidates make the guess worse.
_CANDIDATES = ["cp1252", "mac_roman", "utf_16", "utf_16_le", "utf_16_be", "utf_32", "cp437"]

_ENOUGH = 40  # bytes without which a guess is a throw of dice


def read_article(name: str, encoding: str | None = None) -> tuple[Source, Readable | None]:
    """The file as read, and what is to be read of it; None where that is all of the text.

    The ending of the name decides: Markdown, HTML, Word, else plain text. Bytes that are not UTF-8 are read in the encoding that an HTML
    file declares, or that charset-normalizer finds where it is installed, with a warning. Raises what `read_text` raises.
    """
    if name != STDIN and is_folder(name):
        raise InputError(f"{name}: this folder holds no article ({', '.join(FORMS)})")
    form = form_of(name)
    if form == "docx":
        from attribution.readers.docx import read_docx

        return read_docx(name), None
    try:
        source = read_text(name, encoding)
    except EncodingError as error:
        if encoding is not None:
            raise
        source = _read_as_found(name, form, error)
    return source, readable_of(source.text, form)


def form_of(name: str) -> str:
    """How to read a file of this name, a value of FORMS: by its ending, and plain where that says nothing."""
    return FORMS.get(PurePath(name).suffix.lower(), "plain")


def readable_of(text: str, form: str) -> Readable | None:
    """What is to be read of a text with markup; `form` is a value of FORMS. None where that is all of it."""
    if form == "markdown":
        from attribution.readers.markdown import read_markdown

        return read_markdown(text)
    if form == "html":
        from attribution.readers.html import read_html

        return read_html(text)
    return None


def _read_as_found(name: str, form: str, error: EncodingError) -> Source:
    """The file in the encoding it declares, or in the one that is most likely; the error where nothing is known of it."""
    if name == STDIN or not Path(name).is_file():
        raise error  # its bytes are gone
    data = read_bytes(name)
    declared = _DECLARED.search(data[:_HEAD]) if form == "html" else None
    if declared:
        try:
            return read_text(name, (declared[1] or declared[2]).decode("ascii"))
        except Exception:  # an encoding that does not exist or does not fit: the guess may
            pass
    guess = _guessed(data)
    if guess is None:
        raise error
    message = f"is not UTF-8; read as {guess}, as charset-normalizer guesses; if letters are wrong, name the encoding with --encoding"
    return replace(read_text(name, guess), warnings=(Warn(message, 0),))


def _guessed(data: bytes) -> str | None:
    try:
        from charset_normalizer import from_bytes
    except ImportError:
        return None
    if len(data) < _ENOUGH:
        return None
    best = from_bytes(data, cp_isolation=_CANDIDATES).best()
    return best.encoding if best is not None else None


def find_articles(names: Iterable[str]) -> Found:
    """The articles that a command means, and what else was met on the way."""
    return find(names, tuple(FORMS), "article")
