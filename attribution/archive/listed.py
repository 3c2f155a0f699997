"""What is known of the documents of a batch, beside their claims: when and where they were published, and the digest of what was read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import urlsplit

from attribution.archive.documents import Item
from attribution.output.jsontext import SURROGATE
from attribution.output.provenance import Result

_EVERYWHERE = "www."  # hosts begin with it, outlets do not


class Listed(NamedTuple):
    """A document as `documents-*.tsv` lists it. `date` and `outlet` are "" where nobody says them."""

    doc: str
    date: str
    outlet: str
    claims: int
    sha256: str


def listed(item: Item, result: Result) -> Listed:
    """A document as it is listed. What a page says of itself goes before the date on which a web archive fetched it."""
    about = result.about
    page = about.get("date") if item.media else None
    date = page or item.date or about.get("date") or ""
    outlet = item.outlet or host_of(item.id) or host_of(about.get("address", "")) or about.get("outlet", "")
    return Listed(result.source.doc, date, outlet, len(result.claims), result.source.sha256)


def host_of(address: str) -> str:
    """
    >>> host_of("https://www.Example.org:443/news/1"), host_of("wire/a.txt"), host_of("http://[bad")
    ('example.org', '', '')
    """
    if "//" not in address:
        return ""
    try:
        parts = urlsplit(address)
        host = parts.hostname if parts.scheme in ("http", "https") else None
    except ValueError:
        return ""
    return (host or "").removeprefix(_EVERYWHERE)


def to_tsv(rows: Iterable[Listed]) -> bytes:
    """The list in UTF-8, a document a line, under a header; blanks of any kind become one space, so that a line is a document."""
    lines = ["\t".join(Listed._fields), *("\t".join(" ".join(str(cell).split()) for cell in row) for row in rows)]
    return SURROGATE.sub("\ufffd", "".join(f"{line}\n" for line in lines)).encode("utf-8")
