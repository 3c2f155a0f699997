"""In how many ways a pattern can read a sentence: what a search that takes back its choices may have to try, counted, not tried."""

from __future__ import annotations

import re._constants as op  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Any

LONGEST = 40  # chunks of the sentences that are read
MOST_WAYS = 200_000  # the shipped rule with the most has 17,000; one more optional part in a repeat soon makes it 10**9
_PAIRED = 14  # kinds of chunks up to which sentences of two kinds in turn are read, too

_Ways = list[int]  # how many ways lead to each place of the sentence
_Letters = tuple[frozenset[int], bool]  # a set of characters, and whether all others are meant
_SETS = (op.LITERAL, op.NOT_LITERAL, op.IN)
_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT)
_LOOKS = (op.ASSERT, op.ASSERT_NOT)


def most_ways(expression: str) -> int:
    """The most steps of all readings of a sentence of one kind of chunk, or of two in turn. `expression`: made by notation.py."""
    tree = parser.parse(expression)
    sets = list(dict.fromkeys(_sets(tree)))
    every = {char for chars, _ in sets for char in chars} | {0}
    kinds = list({tuple(_holds(each, char) for each in sets): char for char in sorted(every)}.values())
    pairs = list(combinations(kinds, 2)) if len(kinds) <= _PAIRED else []
    return max(_steps(tree, turns) for turns in [*((kind,) for kind in kinds), *pairs])


def _steps(tree: Iterable[Any], turns: tuple[int, ...]) -> int:
    steps: list[int] = []
    _read(tree, [1] * len(turns) + [0] * LONGEST, turns, steps)
    return sum(steps)


def _holds(letters: _Letters, char: int) -> bool:
    return (char in letters[0]) is not letters[1]


def _letters(kind: Any, value: Any) -> _Letters:
    items = value if kind is op.IN else [(op.LITERAL, value)]
    chars = frozenset(char for item, char in items if item is op.LITERAL)
    return chars, kind is op.NOT_LITERAL or any(item is op.NEGATE for item, _ in items)


def _parts(kind: Any, value: Any) -> list[Any]:
    """The patterns inside a part of a pattern."""
    if kind is op.BRANCH:
        return list(value[1])
    return [value[-1]] if kind is op.SUBPATTERN or kind in _REPEATS or kind in _LOOKS else []


def _sets(tree: Iterable[Any]) -> Iterator[_Letters]:
    for kind, value in tree:
        if kind in _SETS:
            yield _letters(kind, value)
        for part in _parts(kind, value):
            yield from _sets(part)


def _read(tree: Iterable[Any], ways: _Ways, turns: tuple[int, ...], steps: list[int]) -> _Ways:
    """Where `tree` leads from `ways`. `steps` gains how often each of its parts is begun."""
    for kind, value in tree:
        if kind in _SETS:
            letters = _letters(kind, value)
            hits = [_holds(letters, char) for char in turns]
            ways = [0] + [count if hits[at % len(turns)] else 0 for at, count in enumerate(ways[:-1])]
        elif kind in _REPEATS:
            ways = _repeat(value, ways, turns, steps)
        elif kind in _LOOKS:
            _read(value[1], ways, turns, steps)
        else:
            ways = _together([_read(part, ways, turns, steps) for part in _parts(kind, value)])
        steps.append(sum(ways))
        if not any(ways):
            break
    return ways


def _repeat(value: Any, ways: _Ways, turns: tuple[int, ...], steps: list[int]) -> _Ways:
    low, high, body = value
    empty = _read(body, [1], turns, [])[0]  # a round that takes no chunk is the last one
    found = [ways] if low == 0 else []
    for done in range(1, int(high) + 1):
        after = _read(body, ways, turns, steps)
        if done >= low:
            found.append(after)
        ways = [count - empty * before for count, before in zip(after, ways, strict=True)] if done >= low else after
        if not any(ways):
            break
    return _together(found) if found else [0] * len(ways)


def _together(found: list[_Ways]) -> _Ways:
    return [sum(counts) for counts in zip(*found, strict=True)]
