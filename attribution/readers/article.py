"""From a file of any kind that newsrooms have to its text, and to what is to be read of it where it holds markup."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from attribution.errors import AttributionError, EncodingError, InputError
from attribution.model import Warn
from attribution.readers.forms import SUFFIXES, Form, document_of, form_of, form_of_text, readable_of, table_of
from attribution.readers.found import Found, find, is_address
from attribution.readers.readable import Readable
from attribution.readers.text import STDIN, Source, is_folder, read_bytes, read_text, text_source

_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{2,40})""", re.IGNORECASE
)
_HEAD = 4096  # bytes in which HTML declares its encoding (the standard says 1024; real pages come late)
# What English text is saved in where it is not UTF-8; more candidates make the guess worse.
_CANDIDATES = ["cp1252", "mac_roman", "utf_16", "utf_16_le", "utf_16_be", "utf_32", "cp437"]

_ENOUGH = 40  # bytes without which a guess is a throw of dice


def read_article(name: str, encoding: str | None = None, save: str | None = None) -> tuple[Source, Readable | None]:
    """The file as read, and what is to be read of it; None where that is all of the text.

    The ending of the name decides how to read it, see `readers.forms`. Bytes that are not UTF-8 are read in the encoding that an HTML
    file declares, or that charset-normalizer finds where it is installed, with a warning. An address (http, https) is fetched, see
    `readers.web`; `save`: the folder to keep it in. Raises what `read_text` raises.
    """
    if is_address(name):
        from attribution.readers.web import fetch

        page = fetch(name, save)
        source, readable = _read(name, page.data, page.form, encoding, page.charset)
        return replace(source, warnings=(*page.warnings, *source.warnings)), readable
    if name != STDIN and is_folder(name):
        raise InputError(f"{name}: this folder holds no article ({', '.join(SUFFIXES)})")
    if name == STDIN:
        source = read_text(name, encoding)
        if _is_rows(source.text):
            raise InputError("standard input: is JSON Lines, no article; save it, and read it by: attribution extract FILE.jsonl -o DIR")
        return _with_page(source, readable_of(source.text, form_of_text(source.text)))
    table = table_of(name)
    if table is not None and Path(name).is_file():
        raise InputError(f"{name}: is a table ({table}), no article; articles in a table are read by: attribution extract {name} -o DIR")
    return _read(name, read_bytes(name), form_of(name), encoding)


def _is_rows(text: str) -> bool:
    """Whether the first line is an object of JSON.

    >>> _is_rows('{"id": 1, "text": "She said so."}\\n'), _is_rows("{She said so.}")
    (True, False)
    """
    if text[:1] != "{":
        return False
    import json

    try:
        return isinstance(json.loads(text.partition("\n")[0]), dict)
    except (ValueError, RecursionError):
        return False


def _read(name: str, data: bytes, form: Form, encoding: str | None, charset: str | None = None) -> tuple[Source, Readable | None]:
    """Bytes read as a form; `charset`: the encoding that a server named, which may be wrong."""
    if form.binary:
        return _with_page(*document_of(name, data, form))
    try:
        source = text_source(name, data, encoding)
    except EncodingError as error:
        if encoding is not None:
            raise
        source = _read_as_found(name, data, form, error, charset)
    return _with_page(source, readable_of(source.text, form))


def _with_page(source: Source, page: Readable | None) -> tuple[Source, Readable | None]:
    return (replace(source, warnings=(*source.warnings, *page.warnings)) if page is not None else source), page


def _read_as_found(name: str, data: bytes, form: Form, error: EncodingError, charset: str | None) -> Source:
    """The file in the encoding it declares, or in the one that is most likely; the error where nothing is known of it."""
    declared = _DECLARED.search(data[:_HEAD]) if form.name == "html" else None
    for told in (charset, (declared[1] or declared[2]).decode("ascii") if declared else None):
        try:
            if told:
                return text_source(name, data, told)
        except AttributionError:  # an encoding that does not exist or does not fit: the guess may
            continue
    guess = _guessed(data)
    if guess is None:
        raise error
    message = f"is not UTF-8; read as {guess}, as charset-normalizer guesses; if letters are wrong, name the encoding with --encoding"
    return replace(text_source(name, data, guess), warnings=(Warn(message, 0),))


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
    return find(names, SUFFIXES, "article")
