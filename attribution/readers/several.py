"""Several files, one after another: what is wrong with one is told and stops no other."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from attribution.errors import told
from attribution.readers.article import read_article
from attribution.readers.readable import Readable
from attribution.readers.text import Source

T = TypeVar("T")
Stamp = tuple[int, int]  # size and time of the last change
Tell = Callable[[str, bool], None]  # a message; whether it says that a file could not be worked on


def each_article(names: Iterable[str], encoding: str | None, use: Callable[[Source, Readable | None], T], tell: Tell) -> Iterator[T]:
    """What `use` makes of each file as read. Warnings, and what is wrong with a file, the tool's own faults too, go to `tell`."""
    for name in names:
        try:
            source, readable = read_article(name, encoding)
            for warning in source.warnings:
                tell(f"{name}: {warning.message}", False)
            made = use(source, readable)
        except Exception as error:  # whatever it is: the other files are worked on all the same
            tell(told(error, name), True)
            continue
        yield made


def stamp(name: str) -> Stamp:
    """By what a file that was changed is known again."""
    try:
        status = os.stat(name)  # noqa: PTH116 (of ten thousand names)
    except (OSError, ValueError):  # a NUL in the name
        return 0, 0
    return status.st_size, status.st_mtime_ns
