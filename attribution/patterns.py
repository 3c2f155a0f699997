"""Regular expressions of the rules, compiled once for all processes: what `re` makes of one is kept beside the bytecode.

Compiling is two fifths of what a report of one article takes beyond its imports, reading what it comes to a twentieth of that. What is kept
is the text of a pattern and the numbers that the engine of `re` goes by, which it checks when it takes them. They hold for one version of
Python, told with them. Where that is another, or `re` is built in another way, patterns are compiled as everywhere.
"""

from __future__ import annotations

import re
import sys
from array import array
from binascii import a2b_base64, b2a_base64
from functools import cache
from typing import Any

from attribution.rulefiles import keep_data, kept_data

_NAME = "patterns.made"  # of the file
_MOST = 3_000  # patterns kept: 120 articles take 450, and those of rules that have changed since are never asked for again
_BROKEN = (RuntimeError, ValueError, TypeError, OverflowError)  # what the engine says of numbers that are none of its own

Code = tuple[int, int, dict[str, int], str]
"""What a pattern comes to: its flags, how many groups it has, the names of groups and their numbers, the engine's numbers as text."""


def compiled(text: str, flags: int = 0) -> re.Pattern[str]:
    """As `re.compile` gives it; re.error for what is no regular expression."""
    store = _store()
    if store is None:
        return re.compile(text, flags)
    key = f"{int(flags)} {text}"
    if key in store.known:
        try:
            return _made(text, *store.known[key])
        except _BROKEN:
            pass  # half a file: compiled anew
    store.known[key] = store.more[key] = code = _code(text, int(flags))
    return _made(text, *code)


def keep_patterns() -> None:
    """Keep what this process had to compile, for the next one."""
    store = _store()
    if store is not None and store.more:
        patterns = store.known if len(store.known) <= _MOST else store.more
        keep_data(_NAME, {"python": sys.version, "patterns": patterns}, ["attribution/patterns.py"])
        store.more.clear()


class _Store:
    """By flags and text, the patterns that are known: those that are kept, and `more`."""

    def __init__(self) -> None:
        found = kept_data(_NAME)
        data = found[0] if found else {}
        self.known: dict[str, Code] = data["patterns"] if data.get("python") == sys.version else {}
        self.more: dict[str, Code] = {}


@cache
def _store() -> _Store | None:
    """None where this Python's `re` cannot be given numbers."""
    try:
        works = _made("(?P<a>.)b", *_code("(?P<a>.)b", 0)).fullmatch("ab")
    except (ImportError, AttributeError, TypeError):
        return None
    return _Store() if works and works["a"] == "a" else None


def _code(text: str, flags: int) -> Code:
    """What `re` compiles a pattern to, by the steps of its own `compile`."""
    from re import _compiler, _parser  # type: ignore[attr-defined]

    parsed: Any = _parser.parse(text, flags)
    numbers = array("I", _compiler._code(parsed, flags))
    return flags | parsed.state.flags, parsed.state.groups - 1, parsed.state.groupdict, b2a_base64(numbers, newline=False).decode("ascii")


def _made(text: str, flags: int, groups: int, names: dict[str, int], numbers: str) -> re.Pattern[str]:
    """The pattern that comes to these numbers."""
    from re import _compiler  # type: ignore[attr-defined]

    named = {number: name for name, number in names.items()}
    code = array("I", a2b_base64(numbers)).tolist()
    found: re.Pattern[str] = _compiler._sre.compile(text, flags, code, groups, names, tuple(map(named.get, range(groups + 1))))
    return found
