"""JSON as bytes that every reader accepts, whatever the text."""

from __future__ import annotations

import re
from typing import Any

SURROGATE = re.compile("[\ud800-\udfff]")


def json_text(value: Any, *, indent: int | None = None) -> str:
    """JSON with its letters kept; halves of surrogate pairs, which UTF-8 cannot hold, are escaped.

    >>> json_text({"claim": "caf\\u00e9 \\ud800"})
    '{"claim": "café \\\\ud800"}'
    """
    import json

    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return SURROGATE.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def json_bytes(value: Any, *, indent: int | None = None) -> bytes:
    """The same in UTF-8."""
    return json_text(value, indent=indent).encode("utf-8")


def encodable(value: Any) -> Any:
    """A value, or the items of a list, without halves of surrogate pairs."""
    if isinstance(value, str):
        return SURROGATE.sub("\ufffd", value)
    return [encodable(item) for item in value] if isinstance(value, list) else value
