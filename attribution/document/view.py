"""Look-ups in the lists of a document by token number that are safe at its ends, beyond which stands nothing; its words on one line."""

from __future__ import annotations


def peek(layer: list[str], i: int) -> str:
    """The word or tag at `i` of a layer; "" beyond its ends."""
    return layer[i] if 0 <= i < len(layer) else ""


def flat(text: str) -> str:
    """The text with a blank for any white space; most has no other."""
    return text if text.isprintable() and "  " not in text else " ".join(text.split())
