"""RTF documents → text, by striprtf."""

from __future__ import annotations

import re

from attribution.errors import InputError
from attribution.readers.forms import missing
from attribution.readers.paragraphed import paragraphed
from attribution.readers.readable import Readable
from attribution.readers.text import Source

_MOST = 16_000_000  # bytes: pictures are written as digits
_UNSHOWN = re.compile(r"\{(?:\\\*)?\\(?:v|strike|deleted)(?![a-z0-9])[^{}]*\}|\{\\\*?\\?(?:footnote)\b[^{}]*\}")


def read_rtf(name: str, data: bytes) -> tuple[Source, Readable]:
    """Read an RTF document. Raises InputError where it is none, or striprtf is not installed."""
    try:
        from striprtf.striprtf import rtf_to_text
    except ImportError:
        raise missing(name, "an RTF document", "striprtf", "documents") from None
    if not data.lstrip().startswith(b"{\\rtf"):
        raise InputError(f"{name}: is no RTF document, whatever its name says")
    if len(data) > _MOST:
        raise InputError(f"{name}: is longer than {_MOST // 1_000_000} MB; save it without its pictures")
    try:
        text = rtf_to_text(_UNSHOWN.sub("", data.decode("latin-1")), errors="replace")
    except Exception as error:  # whatever damaged documents make striprtf raise
        raise InputError(f"{name}: cannot be read as an RTF document ({error})") from None
    return paragraphed(name, Readable(text.replace("|", " ")), "rtf", data)
