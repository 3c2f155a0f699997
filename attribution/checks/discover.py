"""Which drafts a command means: files, folders, patterns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from attribution.errors import InputError
from attribution.readers.text import STDIN

SUFFIXES = (".md", ".markdown", ".txt", ".html", ".htm", ".xhtml")


def find_drafts(names: Iterable[str], excluded: Callable[[str], bool]) -> list[str]:
    """The files meant, each once, folders searched for drafts. What is named is taken as it is, except in a folder or by a pattern.

    Raises InputError where a folder or a pattern holds no draft.
    """
    found: dict[str, None] = {}
    for name in names:
        if name == STDIN:
            found[name] = None
        elif Path(name).is_dir():
            found.update(dict.fromkeys(_in_folder(name, excluded)))
        elif any(mark in name for mark in "*?[") and not Path(name).exists():
            found.update(dict.fromkeys(_by_pattern(name, excluded)))
        else:
            found[name] = None
    return list(found)


def _in_folder(name: str, excluded: Callable[[str], bool]) -> Iterator[str]:
    count = 0
    for path in sorted(Path(name).rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(name).parts)
        if path.suffix.lower() in SUFFIXES and not hidden and path.is_file():
            count += 1
            if not excluded(str(path)):
                yield str(path)
    if not count:
        raise InputError(f"{name}: holds no draft ({', '.join(SUFFIXES)})")


def _by_pattern(name: str, excluded: Callable[[str], bool]) -> Iterator[str]:
    from glob import glob

    paths = [path for path in sorted(glob(name, recursive=True)) if Path(path).is_file()]  # noqa: PTH207 (keeps the path as given)
    if not paths:
        raise InputError(f"{name}: no file fits the pattern")
    yield from (path for path in paths if not excluded(path))
