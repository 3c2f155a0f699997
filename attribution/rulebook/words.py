"""A pattern of the rule notation in words, for people who do not read regular expressions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from attribution.rulebook.entries import rows_of
from attribution.rulebook.notation import LEX
from attribution.rulebook.rules import Files


def read_glosses(files: Files) -> Mapping[str, str]:
    """Symbol or `{macro}` → what it means, from symbols.tsv."""
    rows = rows_of(files.text("symbols.tsv"), "symbols.tsv", ("symbol", "words"), comment="# ")
    return {name: words for _, (name, words) in reversed(list(rows))}


def in_words(pattern: str, glosses: Mapping[str, str]) -> str:
    """What the pattern asks for, in the order in which it stands in the text; it must be one that `translate` accepts.

    >>> in_words("<ADV>?content=<that>", {"ADV": "an adverb"})
    "perhaps an adverb, then [content: 'that']"
    """
    return ", then ".join(_alternatives(_Tokens(LEX.finditer(pattern)), glosses))


class _Tokens:
    """The pieces of a pattern, one looked at ahead."""

    def __init__(self, pieces: Iterator[re.Match[str]]) -> None:
        self._pieces = (m for m in pieces if m[0].strip())
        self.next = next(self._pieces, None)

    def take(self) -> re.Match[str]:
        taken, self.next = self.next, next(self._pieces, None)
        assert taken is not None
        return taken


def _alternatives(tokens: _Tokens, glosses: Mapping[str, str]) -> list[str]:
    """The elements up to the closing bracket; where there are alternatives, one element that names them all."""
    ways: list[list[str]] = [[]]
    while tokens.next is not None and tokens.next["op"] != ")":
        if tokens.next["op"] == "|":
            tokens.take()
            ways.append([])
        else:
            ways[-1].append(_element(tokens, glosses))
    if len(ways) == 1:
        return ways[0]
    return ["either " + ", or ".join(" then ".join(way) or "nothing" for way in ways)]


def _element(tokens: _Tokens, glosses: Mapping[str, str]) -> str:
    name = ""
    m = tokens.take()
    if m["name"]:
        name, m = m["name"], tokens.take()
    if m["names"]:
        words = _any_of(m["names"], glosses)
        said = f"anything but {words}" if m["neg"] else words
    elif m["macro"]:
        said = glosses.get(f"{{{m['macro']}}}", f"{{{m['macro']}}}")
    else:
        inner = _alternatives(tokens, glosses)
        tokens.take()
        said = " then ".join(inner)
        said = f"not before {said}" if m[0] == "(?!" else f"before {said}" if m[0] == "(?=" else f"({said})" if len(inner) > 1 else said
    while tokens.next is not None and (tokens.next["op"] in ("?", "*", "+") or tokens.next["low"]):
        said = _often(tokens.take(), said)
    return f"[{name}: {said}]" if name else said


def _any_of(names: str, glosses: Mapping[str, str]) -> str:
    words = [glosses.get(name, f"'{name}'" if name.islower() else name) for name in names.split("|")]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def _often(m: re.Match[str], said: str) -> str:
    if m["op"]:
        return {"?": f"perhaps {said}", "*": f"any number of {said}", "+": f"one or more of {said}"}[m["op"]]
    low, high = m["low"], m["high"] if m["comma"] else m["low"]
    if low == high:
        return f"{low} of {said}"
    return f"up to {high} of {said}" if low == "0" else f"{low} to {high} of {said}" if high else f"{low} or more of {said}"
