"""A memory of words: what a function answers, asked once a word."""

from __future__ import annotations

from collections.abc import Callable, Sized
from typing import TypeVar

K = TypeVar("K", bound=Sized)
V = TypeVar("V")


class Memo(dict[K, V]):
    """Key → what `find` answers. Emptied when it holds `most` keys; keys longer than `longest` are asked anew each time."""

    def __init__(self, find: Callable[[K], V], most: int = 20_000, longest: int = 100) -> None:
        super().__init__()
        self._find, self._most, self._longest = find, most, longest

    def __missing__(self, key: K) -> V:
        value = self._find(key)
        if len(self) >= self._most:
            self.clear()
        if len(key) <= self._longest:
            self[key] = value
        return value
