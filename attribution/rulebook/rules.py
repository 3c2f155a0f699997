"""All that an extraction goes by, as one value: the rule files, with those of one's own laid over them, and what each stage makes of them.

A stage asks `rules.get(read_grammar)`: the function reads the files that it needs, once for these rules. What it read is noted, so that
rules that leave those files alone share the product.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Protocol, TypeVar

from attribution.rulebook.overlay import Overlay, merged
from attribution.rulefiles import kept, read_rules, read_table

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Files(Protocol):
    """What a product is made of."""

    @property
    def over(self) -> Overlay:
        """What one's own folder says. Whoever looks at it names the files in `text` or `table`, too."""
        ...

    def text(self, name: str) -> str:
        """A rule file's lines, one's own before the shipped ones."""
        ...

    def table(self, name: str) -> Mapping[str, Any]:
        """A TOML file as data, one's own words added to the shipped ones."""
        ...

    def get(self, build: Callable[[Files], T]) -> T:
        """What `build` makes of the files."""
        ...


Build = Callable[[Files], Any]
Made = tuple[Any, frozenset[str]]  # a product, and the files that it was made of
_PLAIN: set[Build] = set()


def plain(build: Callable[[Files], T]) -> Callable[[Files], T]:
    """Says that a product is data of which JSON changes nothing: that of the shipped rules is kept from one process to the next.

    What makes it lies in `rulebook/` or in the module of `build`: it is kept until one of those, or of the rule files, changes.
    """
    _PLAIN.add(build)
    return build


def plain_products() -> frozenset[Build]:
    """All that are known so far: those of the modules that were imported."""
    return frozenset(_PLAIN)


class Rules:
    """The rules in force. Two of them are equal only where they are the same; `digest` tells whether two folders say the same."""

    def __init__(self, over: Overlay | None = None, digest: str = "", folder: str | None = None) -> None:
        """`folder`: where one's own rules were read; another process reads them there again."""
        self.over, self.digest, self._folder = over or Overlay(), digest, folder
        self._made: dict[Build, Made] = {}

    def __reduce__(self) -> tuple[Callable[[str | None], Rules], tuple[str | None]]:
        if self._folder is None and self.over.names:
            raise TypeError("rules that were made by hand cannot be sent to another process")
        return _read_again, (self._folder,)

    def get(self, build: Callable[[Files], T]) -> T:
        """What `build` makes of these rules, made when first asked for."""
        made = self._made.get(build)
        product: T = (self.make(build) if made is None else made)[0]
        return product

    def make(self, build: Build) -> Made:
        """A product and the names of the files it was made of; that of the shipped rules where one's own do not touch those."""
        if build in self._made:
            return self._made[build]
        if self.over.names:
            made = shipped_rules().make(build)
            if self.over.names.isdisjoint(made[1]):
                return self._made.setdefault(build, made)
        if build in _PLAIN and not self.over.names:
            return self._made.setdefault(build, _kept(build))
        reading = Reading(self)
        product = build(reading)
        return self._made.setdefault(build, (product, frozenset(reading.names)))


class Reading:
    """The files of some rules, and which of them were read."""

    def __init__(self, rules: Rules) -> None:
        self._rules, self.over = rules, rules.over
        self.names: set[str] = set()

    def text(self, name: str) -> str:
        self.names.add(name)
        own = self.over.texts.get(name)
        return read_rules(name) if own is None else f"{own.rstrip()}\n{read_rules(name)}"

    def table(self, name: str) -> Mapping[str, Any]:
        self.names.add(name)
        own = self.over.tables.get(name)
        return read_table(name) if own is None else merged(read_table(name), own)

    def get(self, build: Callable[[Files], T]) -> T:
        made = self._rules.make(build)
        self.names |= made[1]
        product: T = made[0]
        return product


def _kept(build: Build) -> Made:
    """What a plain product of the shipped rules was in another process, or is made now."""

    def make() -> tuple[Any, set[str]]:
        reading = Reading(shipped_rules())
        return build(reading), reading.names.union(_rulebook(), [_module(sys.modules[build.__module__].__file__)])

    product, files = kept(f"{build.__name__}.made", make)
    return product, frozenset(file for file in files if "/" not in file)


@cache
def _rulebook() -> frozenset[str]:
    """The modules of this folder."""
    return frozenset(_module(path) for path in Path(__file__).parent.glob("*.py"))


def _module(path: str | Path | None) -> str:
    assert path is not None
    return Path(path).relative_to(Path(__file__).parent.parent.parent).as_posix()


@cache
def shipped_rules() -> Rules:
    """The shipped rules alone, once a process."""
    return Rules()


@cache
def _read_again(folder: str | None) -> Rules:
    """The rules of a folder, once a process."""
    if folder is None:
        return shipped_rules()
    from attribution.rulebook.load import load_rules

    return load_rules(folder)
