"""Look-ups in the lists of a document by token number that are safe at its ends: beyond them stands nothing."""

from __future__ import annotations


def peek(layer: list[str], i: int) -> str:
    """The word or tag at `i` of a layer; "" beyond its ends."""
    return layer[i] if 0 <= i < len(layer) else ""
