"""Names of files and folders → the sources, read once a process and again when one of them changes; of many, those that a draft needs."""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatch
from functools import cached_property, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from attribution.errors import UsageError
from attribution.model import Extraction
from attribution.readers import Source
from attribution.readers.article import find_articles
from attribution.readers.found import is_address
from attribution.readers.several import Stamp, each_article, stamp
from attribution.readers.text import STDIN
from attribution.verify.passages import read_material
from attribution.verify.record import SOURCE_KINDS, SourceKind
from attribution.verify.retrieve import SEPARATOR, Corpus, read_corpus

if TYPE_CHECKING:
    from attribution.verify.index import Index

USERS = ""  # as the name of a folder for the index: the user's own
_IN_MEMORY = 50  # files that are all read; of more, an index is kept
Kinds = tuple[tuple[SourceKind, str], ...]  # (kind, pattern of file names), the first that fits counts


@dataclass(frozen=True)
class Sources:
    """All that a draft was written from. `problems` are what could not be read, `told` what was odd, `own` the draft's own copies.

    Of more than fifty files the corpus holds those only that one draft may be written from; the others are in the index. What has no
    name on the disk is never indexed.
    """

    corpus: Corpus
    problems: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    index: Index | None = field(repr=False, default=None)
    kinds: Kinds = ()

    @cached_property
    def empty(self) -> tuple[str, ...]:
        """Sources in which there is nothing to look up."""
        if self.index is not None:
            return self.index.empty
        return tuple(material.source.doc for material in self.corpus.materials if not material.words)

    @property
    def names(self) -> tuple[str, ...]:
        """All files, as they were named."""
        indexed = tuple(self.index.files.values()) if self.index is not None else ()
        return (*(material.source.doc for material in self.corpus.materials), *indexed)

    @property
    def usable(self) -> bool:
        """Whether any source that is not the draft itself holds words."""
        return self.index is not None or any(char > SEPARATOR for char in self.corpus.code)

    def for_draft(self, draft: Source, found: Extraction) -> Sources:
        """The sources for one draft, of which the extraction is there: without itself and copies of it, for it is no source of its own."""
        if self.index is None:
            return self._without(draft)
        before, known = len(self.index.told), dict(self.index.problems)
        picked = [
            read_material(source, readable, kind_of(source.doc, self.kinds), self.index.extraction)
            for source, readable in self.index.pick(_texts(found))
        ]
        corpus = read_corpus([*self.corpus.materials, *picked])
        problems = tuple(message for name, message in self.index.problems.items() if name not in known)
        told = tuple(self.index.told[before:])
        return replace(self, corpus=corpus, problems=(*self.problems, *problems), told=(*self.told, *told))._without(draft)

    def _without(self, draft: Source) -> Sources:
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


def read_sources(names: Sequence[str], kinds: Kinds = (), encoding: str | None = None, cache: str | None = USERS) -> Sources:
    """The sources that files, folders and patterns come to; what cannot be read stops nothing.

    `cache`: the folder in which the index of more than fifty files is kept, "" for the user's, None for none.
    """
    found = find_articles(names)
    if len(found.files) > _IN_MEMORY:
        read = _indexed(found.files, tuple(map(os.path.abspath, names)), kinds, encoding, tuple(map(stamp, found.files)), cache)
    else:
        read = _read(found.files, kinds, encoding, tuple(map(stamp, found.files)))
    return replace(read, problems=(*found.problems, *read.problems), told=(*found.told, *read.told))


@lru_cache(maxsize=4)
def _read(names: tuple[str, ...], kinds: Kinds, encoding: str | None, stamps: tuple[Stamp, ...]) -> Sources:
    problems: list[str] = []
    told: list[str] = []
    materials = each_article(
        names,
        encoding,
        lambda source, readable: read_material(source, readable, kind_of(source.doc, kinds)),
        lambda message, failed: (problems if failed else told).append(message),
    )
    return Sources(read_corpus(list(materials)), tuple(problems), tuple(told))


@lru_cache(maxsize=2)
def _indexed(
    files: tuple[str, ...], names: tuple[str, ...], kinds: Kinds, encoding: str | None, stamps: tuple[Stamp, ...], cache: str | None
) -> Sources:
    from attribution.verify.index import Index

    nameless = tuple(name for name in files if name == STDIN or is_address(name))
    path = _kept_at(names, encoding, cache) if cache is not None else None
    index = Index(path, {name: each for name, each in zip(files, stamps, strict=True) if name not in nameless}, encoding)
    read = _read(nameless, kinds, encoding, ())
    problems, told = (*index.problems.values(), *read.problems), (*index.told, *read.told)
    return Sources(read.corpus, problems, told, index=index, kinds=kinds)


def _kept_at(names: tuple[str, ...], encoding: str | None, cache: str) -> Path:
    """The file of the index of what these names come to."""
    import hashlib

    if not cache:
        try:
            from platformdirs import user_cache_dir
        except ImportError:
            raise UsageError("verify needs platformdirs to keep an index; install claim-attribution[verify], or give --cache DIR") from None
        cache = user_cache_dir("claim-attribution", appauthor=False)
    key = hashlib.sha256("\0".join([*names, encoding or ""]).encode("utf-8", "surrogateescape")).hexdigest()
    return Path(cache) / f"sources-{key[:16]}.sqlite"


def _texts(found: Extraction) -> Iterator[str]:
    """What is looked up of a draft: its sentences, and what stands between quotation marks in a long one."""
    document = found.document
    begins = []
    for begin, end in pairwise(document.sentences):
        if begin < end:
            begins.append(document.begins[begin])
            yield document.text[begins[-1] : document.ends[end - 1]]
    for quote in document.quotes:
        around = bisect_right(begins, quote.begin)
        stop = begins[around] if around < len(begins) else len(document.text)
        if quote.depth == 0 and around and 2 * (quote.end - quote.begin) < stop - begins[around - 1]:
            yield document.text[slice(*quote.inner)]


def kind_of(name: str, kinds: Kinds) -> SourceKind | None:
    """What a source of this name is said to be."""
    return next((kind for kind, pattern in kinds if name != STDIN and (fnmatch(name, pattern) or fnmatch(Path(name).name, pattern))), None)
