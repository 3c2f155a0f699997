"""Which files a command means: those to read, those of other kinds, and those that cannot be read."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from attribution.readers.text import STDIN

_NO_ENDING, _LINKS = "no ending", "links"
_FEW = 3  # endings that the closing line names


@dataclass(frozen=True)
class Found:
    """What names, folders and patterns come to.

    files     to read, in order, each once
    skipped   ending → how many files of kinds that are not read; links that lead out of the repository count as "links"
    told      messages on what was skipped although it is of a kind that is read
    problems  messages on what could not even be looked at
    searched  whether a folder or a pattern was looked through, so that nobody has named each file
    """

    files: tuple[str, ...]
    skipped: Mapping[str, int] = field(default_factory=dict)
    told: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    searched: bool = False


@dataclass(frozen=True)
class Limits:
    """What is left out.

    excluded  whether a file is to be left out
    ignored   what to leave out of a folder: paths from there, of files or of whole folders
    forced    whether `excluded` holds for files that are named, too
    bound     whether files that are named must lie inside their repository, too
    """

    excluded: Callable[[str], bool] = lambda path: False
    ignored: Callable[[str], frozenset[str]] = lambda folder: frozenset()
    forced: bool = False
    bound: bool = False


def find(names: Iterable[str], suffixes: tuple[str, ...], kind: str, limits: Limits | None = None) -> Found:
    """The files that end in one of `suffixes` in folders and of patterns, and those that are named, whatever they end in."""
    search = _Search(suffixes, kind, limits or Limits())
    for name in names:
        search.add(name)
    return Found(tuple(search.files), search.skipped, tuple(search.told), tuple(search.problems), search.searched)


def is_address(name: str) -> bool:
    """Whether a name is an address on the web; only those that are typed are ever fetched.

    >>> is_address("https://courier.example/a"), is_address("http.txt")
    (True, False)
    """
    return name.lower().startswith(("http://", "https://"))


class _Search:
    """What was found so far."""

    def __init__(self, suffixes: tuple[str, ...], kind: str, limits: Limits) -> None:
        self.suffixes, self.kind, self.limits = suffixes, kind, limits
        self.files: dict[str, None] = {}
        self.skipped: Counter[str] = Counter()
        self.told: list[str] = []
        self.problems: list[str] = []
        self.searched = False
        self._outside: dict[str, bool] = {}  # folder → whether a file in it that is no link lies outside of its repository

    def add(self, name: str) -> None:
        if name == STDIN or is_address(name):
            self.files[name] = None
        elif self.limits.bound and self._leads_out(name):
            return
        elif os.path.isdir(name):
            self._add_folder(name)
        elif any(mark in name for mark in "*?[") and not os.path.exists(name):
            self._add_pattern(name)
        elif not (self.limits.forced and self.limits.excluded(name)):
            self.files[name] = None

    def _add_folder(self, name: str) -> None:
        denied = len(self.problems)
        met = sorted(self._walk(name), key=lambda path: os.path.normcase(path).split(os.sep))
        if not met and len(self.problems) == denied:
            self.problems.append(f"{name}: this folder holds no {self.kind} ({', '.join(self.suffixes)})")
        self._keep(met)

    def _keep(self, paths: Iterable[str]) -> None:
        self.searched = True
        self.files |= dict.fromkeys(path for path in paths if not self.limits.excluded(path) and not self._leads_out(path))

    def _walk(self, name: str) -> Iterator[str]:
        """Every file that is neither hidden nor ignored; those of other kinds are counted. Links to folders are not followed, but told."""
        ignored = self.limits.ignored(name)
        top = Path(name)

        def wanted(folder: str, each: str) -> bool:
            return each[0] != "." and (not ignored or Path(folder, each).relative_to(top).as_posix() not in ignored)

        for folder, inner, files in os.walk(top, onerror=self._cannot_list):
            inner[:] = [each for each in inner if wanted(folder, each) and not self._is_link(os.path.join(folder, each))]
            prefix = str(Path(folder, "x"))[:-1]
            for each in files:
                suffix = os.path.splitext(each)[1].lower()
                if not wanted(folder, each):
                    continue
                if suffix not in self.suffixes:
                    self.skipped[suffix or _NO_ENDING] += 1
                elif os.path.isfile(prefix + each) or not os.path.exists(prefix + each):  # no pipe; a link into nowhere is told
                    yield prefix + each

    def _is_link(self, folder: str) -> bool:
        if not os.path.islink(folder):
            return False
        self._skip_link(str(Path(folder)), "is a link to a folder")
        return True

    def _cannot_list(self, error: OSError) -> None:
        self.problems.append(f"{error.filename}: may not be looked into ({error.strerror}); check its permissions")

    def _add_pattern(self, name: str) -> None:
        from glob import glob

        paths = [path for path in sorted(glob(name, recursive=True)) if os.path.isfile(path)]
        if not paths:
            self.problems.append(f"{name}: no file fits the pattern")
        self._keep(paths)

    def _leads_out(self, name: str) -> bool:
        folder = os.path.dirname(name)
        if os.path.islink(name):
            out = leads_out(name)
        else:
            out = self._outside[folder] if folder in self._outside else self._outside.setdefault(folder, leads_out(name))
        if not out:
            return False
        self._skip_link(name, "leads out of the repository")
        return True

    def _skip_link(self, name: str, why: str) -> None:
        self.skipped[_LINKS] += 1
        self.told.append(f"{name}: {why} and is skipped; name it by itself to read it")


def leads_out(name: str, base: str | None = None) -> bool:
    """Whether links, or `..`, lead out of the repository that `base` lies in, or else the name itself."""
    root = repository(name if base is None else base)
    return root is not None and not Path(os.path.realpath(name)).is_relative_to(os.path.realpath(root))


def repository(name: str) -> Path | None:
    """The root of the repository that a file lies in by its name, whatever links make of it; None outside of one."""
    folders = Path(os.path.abspath(name)).parents
    return next((folder for folder in folders if os.path.exists(folder / ".git")), None)


def tally(read: int, found: Found, unreadable: int, more: str) -> str:
    """What a command has read, in one line.

    >>> tally(84, Found((), {".pdf": 2}), 1, "1,204 claims")
    '84 read, 2 skipped (.pdf), 1 unreadable, 1,204 claims'
    """
    return ", ".join([f"{read:,} read", *left_out(found, unreadable), more])


def left_out(found: Found, unreadable: int) -> list[str]:
    """What a command has not read, in words; nothing where that is nothing."""
    kinds = sorted(found.skipped, key=lambda kind: (-found.skipped[kind], kind))
    shown = ", ".join(kinds[:_FEW]) + (", …" if len(kinds) > _FEW else "")
    skipped = [f"{sum(found.skipped.values()):,} skipped ({shown})"] if kinds else []
    return [*skipped, *([f"{unreadable:,} unreadable"] if unreadable else [])]
