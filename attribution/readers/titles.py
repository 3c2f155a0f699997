"""The title of a page without the name of the site that carries it."""

from __future__ import annotations

import re

_JOINT = re.compile(r"\s+(?:[|·•»›]|::|[-–—])\s+|\s*\|\s*")
_SITE = re.compile(
    r"""<meta[^<>]{0,200}?(?:property|name)\s*=\s*["']?(?:og:site_name|application-name)["']?[^<>]{0,200}?content\s*=\s*["']([^"'<>]{1,100})""",
    re.IGNORECASE,
)
_LONGEST = 5  # words of a site's name


def without_site(text: str, begin: int, end: int) -> tuple[int, int]:
    """Where the headline stands in the title at `begin` to `end`: without the names of site and section behind it, or before it.

    >>> title = "Mayor denies it - Politics | Halden Courier"
    >>> title[slice(*without_site(title, 0, len(title)))]
    'Mayor denies it'
    """
    joints = [match.span() for match in _JOINT.finditer(text, begin, end)]
    edges = [begin, *[edge for joint in joints for edge in joint], end]
    parts = [(b, e) for b, e in zip(edges[::2], edges[1::2], strict=True) if text[b:e].strip()]
    site = _SITE.search(text)
    name = _plain(site[1]) if site else None
    while len(parts) > 1:
        first, last = (_plain(text[b:e]) for b, e in (parts[0], parts[-1]))
        if first == name:
            parts.pop(0)
        elif last == name or _is_label(text[slice(*parts[-1])], text[parts[0][0] : parts[-2][1]], text[parts[-2][1] : parts[-1][0]]):
            parts.pop()
        else:
            break
    begin, end = (parts[0][0], parts[-1][1]) if parts else (begin, end)
    words = text[begin:end]
    return begin + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())


def _is_label(part: str, rest: str, joint: str) -> bool:
    """Whether the last part is short (behind a dash, shorter than the rest), and in capitals, as names of sites and sections are."""
    words = part.split()
    most = len(rest.split()) - (joint.strip() in "-–—")
    return len(words) <= min(_LONGEST, most) and not any(len(word) > 3 and word[0].islower() for word in words)


def _plain(words: str) -> str:
    return " ".join(words.lower().split())
