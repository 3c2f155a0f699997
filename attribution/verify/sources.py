"""Names of files and folders → the sources, read once a process and again when one of them changes."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from functools import cached_property, lru_cache
from pathlib import Path

from attribution.errors import AttributionError, UsageError
from attribution.readers import Source
from attribution.readers.article import find_articles, read_article
from attribution.readers.text import STDIN
from attribution.verify.passages import Material, read_material
from attribution.verify.record import SOURCE_KINDS, SourceKind
from attribution.verify.retrieve import SEPARATOR, Corpus, read_corpus

Kinds = tuple[tuple[SourceKind, str], ...]  # (kind, pattern of file names), the first that fits counts


@dataclass(frozen=True)
class Sources:
    """All that a draft was written from. `problems` are what could not be read, `told` what was odd, `own` the draft's own copies."""

    corpus: Corpus
    problems: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    own: tuple[str, ...] = ()

    @cached_property
    def empty(self) -> tuple[str, ...]:
        """Sources in which there is nothing to look up."""
        return tuple(material.source.doc for material in self.corpus.materials if not material.words)

    @property
    def usable(self) -> bool:
        """Whether any source that is not the draft itself holds words."""
        return any(char > SEPARATOR for char in self.corpus.code)

    def without(self, draft: Source) -> Sources:
        """The sources for one draft: without itself and copies of it, for it is no source of its own."""
        own = sorted({*self._by_path.get(os.path.realpath(draft.doc), ()), *self._by_sha256.get(draft.sha256, ())})
        return replace(self, corpus=self.corpus.without(own), own=tuple(self.corpus.materials[number].source.doc for number in own))

    @cached_property
    def _by_path(self) -> dict[str, list[int]]:
        return _numbers(os.path.realpath(material.source.doc) for material in self.corpus.materials)

    @cached_property
    def _by_sha256(self) -> dict[str, list[int]]:
        return _numbers(material.source.sha256 for material in self.corpus.materials)


def _numbers(keys: Iterable[str]) -> dict[str, list[int]]:
    numbers: dict[str, list[int]] = {}
    for number, key in enumerate(keys):
        numbers.setdefault(key, []).append(number)
    return numbers


def sources_of(texts: Mapping[str, str]) -> Sources:
    """Texts by name as sources."""
    return Sources(read_corpus([read_material(Source(name, text, "utf-8", b"")) for name, text in texts.items()]))


def parse_kinds(given: Sequence[str], where: str) -> Kinds:
    """Kinds from KIND=GLOB. Raises UsageError for what is none."""
    kinds = []
    for each in given:
        kind, equals, pattern = each.partition("=")
        if kind not in SOURCE_KINDS or not equals or not pattern:
            raise UsageError(f"{where} {each}: give KIND=GLOB, as in transcript='talk*.txt'; kinds are {', '.join(SOURCE_KINDS)}")
        kinds.append((kind, pattern))
    return tuple(kinds)


def read_sources(names: Sequence[str], kinds: Kinds = (), encoding: str | None = None) -> Sources:
    """The sources that files, folders and patterns come to; what cannot be read stops nothing."""
    found = find_articles(names)
    read = _read(found.files, kinds, encoding, tuple(map(_stamp, found.files)))
    return Sources(read.corpus, (*found.problems, *read.problems), (*found.told, *read.told))


def _stamp(name: str) -> tuple[int, int]:
    """By what a file that was changed is known again."""
    try:
        status = Path(name).stat()
    except OSError:
        return 0, 0
    return status.st_mtime_ns, status.st_size


@lru_cache(maxsize=4)
def _read(names: tuple[str, ...], kinds: Kinds, encoding: str | None, stamps: tuple[tuple[int, int], ...]) -> Sources:
    materials: list[Material] = []
    problems, told = [], []
    for name in names:
        try:
            source, readable = read_article(name, encoding)
        except AttributionError as error:
            problems.append(str(error))
            continue
        told += [f"{name}: {warning.message}" for warning in source.warnings]
        materials.append(read_material(source, readable, kind_of(name, kinds)))
    return Sources(read_corpus(materials), tuple(problems), tuple(told))


def kind_of(name: str, kinds: Kinds) -> SourceKind | None:
    """What a source of this name is said to be."""
    return next((kind for kind, pattern in kinds if name != STDIN and (fnmatch(name, pattern) or fnmatch(Path(name).name, pattern))), None)
