"""XML that came with a document, parsed without entities, since those can explode or reach for other files."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from xml.etree import ElementTree

from attribution.errors import InputError

_ENTITIES = re.compile(rb"<!\s*(?:ENTITY|\[)", re.IGNORECASE)
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")


def check_entities(name: str, data: bytes, kind: str) -> None:
    """InputError where an XML file declares entities, or hides in another encoding that it does."""
    if _ENTITIES.search(data) or data.startswith(_WIDE):
        raise InputError(f"{name}: declares entities, or is no UTF-8, as no {kind} does; it is not read")


def parse_xml(name: str, data: bytes, kind: str) -> ElementTree.Element:
    """The root of an XML file. Raises InputError where it is broken or declares entities."""
    check_entities(name, data, kind)
    try:
        return ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise InputError(f"{name}: cannot be read as {kind} ({error})") from None


def paragraphs_as_html(paragraphs: Iterable[tuple[str, str]]) -> str:
    """(element, words) pairs as HTML, for the one reader that knows what they mean."""
    return "\n".join(f"<{tag}>{escape(words, quote=False)}</{tag}>" for tag, words in paragraphs)
