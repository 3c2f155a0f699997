"""JSON as bytes that every reader accepts, whatever the text."""

from __future__ import annotations

import re
from typing import Any

SURROGATE = re.compile("[\ud800-\udfff]")


def json_bytes(value: Any, *, indent: int | None = None) -> bytes:
    """JSON in UTF-8, letters kept; halves of surrogate pairs, which UTF-8 cannot hold, are escaped.

    >>> json_bytes({"claim": "caf\\u00e9 \\ud800"}).decode()
    '{"claim": "café \\\\ud800"}'
    """
    import json

    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return SURROGATE.sub(lambda match: f"\\u{ord(match.group()):04x}", text).encode("utf-8")
