"""One's own rule files laid over the shipped ones: words are added, other values replaced, in the form that the shipped file has."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from attribution.errors import RuleError
from attribution.rulebook.entries import Entries, nearest

if TYPE_CHECKING:
    from attribution.rulebook.examples import Lessons, WordLesson

Counts = Mapping[str, Mapping[str, tuple[int, int]]]
WITHOUT = "without"  # the table of what is taken out, in the form of the file
_KEYS = ("id", "code", "name")  # by which the entries of a list of tables are told apart
_NO_WORDS = re.compile(r"[()\[\]|\\{}]")  # a string that has one of these is a pattern and no list of words


@dataclass(frozen=True)
class Overlay:
    """What a folder of one's own says.

    tables   name of a shipped TOML file → what is laid over it
    texts    name of a shipped file of lines → the lines that go before its own
    entries  rule files of one's own: constructions, sieves, turns
    own      ids of the rules in them → the file that has them
    lessons  what those rules show, by id
    shown    what the other files show
    counts   one's own counts, lemma → frame → (right, seen), which stand in place of the shipped ones
    """

    tables: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    entries: tuple[Entries, ...] = ()
    own: Mapping[str, str] = field(default_factory=dict)
    lessons: Mapping[str, Lessons] = field(default_factory=dict)
    shown: tuple[WordLesson, ...] = ()
    counts: Counts = field(default_factory=dict)

    @cached_property
    def names(self) -> frozenset[str]:
        """The shipped files that are not as they were shipped."""
        ruled = ("frames.toml", "subjects.toml", "turns.toml", "floating.toml") if self.entries else ()
        return frozenset([*self.tables, *self.texts, *ruled])


def merged(shipped: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """A file as data with one's own words added and values replaced; `[without]` takes words and keys out.

    >>> merged({"roles": {"any": "mayor boss"}, "long": 7}, {"roles": {"any": "reeve"}, "without": {"roles": {"any": "boss"}}, "long": 8})
    {'roles': {'any': 'mayor reeve'}, 'long': 8}
    """
    more = {key: value for key, value in own.items() if key != WITHOUT}
    return _less(_with(shipped, more), own.get(WITHOUT, {}))


def _with(shipped: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    out = {key: _added(value, own[key]) if key in own else value for key, value in shipped.items()}
    return out | {key: value for key, value in own.items() if key not in shipped}


def _added(shipped: Any, own: Any) -> Any:
    if isinstance(shipped, Mapping) and isinstance(own, Mapping):
        return _with(shipped, own)
    if isinstance(shipped, list) and isinstance(own, list):
        return _entries(shipped, own) if any(isinstance(item, Mapping) for item in shipped) else [*shipped, *own]
    if is_words(shipped) and isinstance(own, str):
        return f"{shipped}{chr(10) if chr(10) in shipped else ' '}{own}"
    return own


def is_words(value: Any) -> bool:
    """Whether a value is a list of words in one string: several, and none of the marks that patterns have.

    >>> is_words("mayor boss"), is_words("possible"), is_words("(?:on |late )")
    (True, False, False)
    """
    return isinstance(value, str) and len(value.split()) > 1 and not _NO_WORDS.search(value)


def _entries(shipped: Sequence[Mapping[str, Any]], own: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Entries of one's own go into the shipped one of their name; the others stand before the shipped ones: the first that fits wins."""
    into: dict[str, Mapping[str, Any]] = {}
    new: list[Mapping[str, Any]] = []
    names = [_name(entry) for entry in shipped]
    for entry in own:
        if _name(entry) and names.count(_name(entry)) == 1:
            into[_name(entry)] = entry
        else:
            new.append(entry)
    return [*new, *(_with(entry, into[_name(entry)]) if _name(entry) in into else entry for entry in shipped)]


def _name(entry: Mapping[str, Any]) -> str:
    return next((entry[key] for key in _KEYS if isinstance(entry.get(key), str)), "")


def _less(shipped: Mapping[str, Any], without: Mapping[str, Any]) -> dict[str, Any]:
    """A table without the words, entries and keys that stand in another of its form; a key with "" goes whole."""
    out = dict(shipped)
    for key, gone in without.items():
        have = out.get(key)
        if isinstance(have, Mapping) and isinstance(gone, Mapping):
            out[key] = _less(have, gone)
        elif isinstance(have, list) and isinstance(gone, list):
            out[key] = [item for item in have if (_name(item) if isinstance(item, Mapping) else item) not in gone]
        elif isinstance(have, str) and isinstance(gone, str) and gone and is_words(have):
            lines = [" ".join(word for word in line.split() if word not in gone.split()) for line in have.splitlines()]
            out[key] = "\n".join(lines)
        else:
            out.pop(key, None)
    return out


def check_table(own: Mapping[str, Any], shipped: Mapping[str, Any], where: str) -> None:
    """RuleError for what fits nowhere in the shipped file: an unknown key, or a value of another type. Words that have a value are free."""
    closed = any(isinstance(value, list | dict) or is_words(value) for value in shipped.values())
    for key, value in own.items():
        if key not in shipped:
            if closed:
                raise RuleError(f"{where}: unknown key {key!r}{nearest(key, shipped)}")
            continue
        _check_value(value, shipped[key], f"{where}: {key}")


def _check_value(own: Any, shipped: Any, where: str) -> None:
    if not (_is_number(own) and _is_number(shipped)) and type(own) is not type(shipped):
        raise RuleError(f"{where}: must be like the shipped {_short(shipped)}")
    if isinstance(own, dict):
        check_table(own, shipped, where)
    elif isinstance(own, list) and shipped and isinstance(shipped[0], dict):
        known = {key: value for entry in shipped for key, value in entry.items()}
        for number, entry in enumerate(own, 1):
            if not isinstance(entry, dict):
                raise RuleError(f"{where} {number}: must be a table")
            for key in entry:
                if key not in known:
                    raise RuleError(f"{where} {number}: unknown key {key!r}{nearest(key, known)}")


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _short(value: Any) -> str:
    shown = repr(value)
    return shown if len(shown) <= 40 else f"{shown[:37]}..."
