"""Articles by the names of their files: what `extract` is to a text, for one file or for many."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from os import PathLike, fspath

from attribution.errors import AttributionError, told
from attribution.located import extract_source
from attribution.model import Certainty, Extraction
from attribution.parallel import in_order
from attribution.readers import STDIN, Source
from attribution.readers.article import find_articles, read_article
from attribution.readers.readable import Readable
from attribution.rulebook.rules import Rules
from attribution.rulefiles import read_rules

Name = str | PathLike[str]
_EXAMPLES = "certainty-examples.tsv"  # a rule file whose third column is sentences


def extract_file(path: Name, rules: Rules | None = None, encoding: str | None = None) -> Extraction:
    """Everything a file reports, whatever its format; an address (http, https) is fetched. Offsets, lines and columns are the file's.

    Raises InputError for what cannot be read; the text says what to do.
    """
    return extracted(*read_article(fspath(path), encoding), rules)


def extract_files(
    paths: Name | Iterable[Name],
    rules: Rules | None = None,
    *,
    encoding: str | None = None,
    jobs: int = 1,
    progress: Callable[[int, int], object] | bool = False,
    on_error: Callable[[AttributionError], object] | None = None,
) -> Iterator[Extraction]:
    """What each file reports, in order: files, folders and patterns, as the commands take them. `doc` of each is its name.

    `jobs`: processes that work on them; then `certainty_at` of what comes raises RuntimeError, claims are the same.
    `progress`: called with (files done, files in all) after each, or True for a bar on standard error.
    `on_error`: called with each file's error instead of a Python warning; the other files come all the same.
    """
    if jobs < 1:
        raise ValueError(f"jobs={jobs}: give a number of processes from 1")
    names = [paths] if isinstance(paths, str | PathLike) else list(paths)
    found = find_articles([fspath(name) for name in names])
    report = on_error or _warn
    for message in (*found.told, *found.problems):
        report(AttributionError(message))
    work = partial(_extract_elsewhere if jobs > 1 else _extract, rules=rules, encoding=encoding)
    made = in_order(work, found.files, jobs, lambda name: name == STDIN, partial(prepare, rules))
    return _counted(made, len(found.files), _bar if progress is True else progress or None, report)


def _counted(
    made: Iterable[Extraction | AttributionError],
    total: int,
    progress: Callable[[int, int], object] | None,
    report: Callable[[AttributionError], object],
) -> Iterator[Extraction]:
    for done, extraction in enumerate(made, 1):
        if isinstance(extraction, AttributionError):
            report(extraction)
        else:
            yield extraction
        if progress is not None:
            progress(done, total)


def _warn(error: AttributionError) -> None:
    warnings.warn(str(error), stacklevel=4)


def _bar(done: int, total: int) -> None:
    """One line on standard error that grows in place."""
    import sys

    end = "\n" if done == total else ""
    print(f"\r{done:,} of {total:,} files", end=end, file=sys.stderr, flush=True)


def _extract(name: str, rules: Rules | None, encoding: str | None) -> Extraction | AttributionError:
    try:
        return extract_file(name, rules, encoding)
    except Exception as error:  # the tool's own fault, too: the other files come all the same
        return error if isinstance(error, AttributionError) else AttributionError(told(error, name))


def _extract_elsewhere(name: str, rules: Rules | None, encoding: str | None) -> Extraction | AttributionError:
    extraction = _extract(name, rules, encoding)
    return extraction if isinstance(extraction, AttributionError) else portable(extraction)


def extracted(source: Source, readable: Readable | None = None, rules: Rules | None = None) -> Extraction:
    """What is found in a source, the warnings about its bytes among the others."""
    extraction = extract_source(source, readable, rules)
    return replace(extraction, warnings=(*source.warnings, *extraction.warnings)) if source.warnings else extraction


def prepare(rules: Rules | None = None) -> None:
    """Read the rules as far as articles need them, and remember frequent words: by an extraction of the rules' own examples."""
    from attribution.pipeline import extract

    lines = (line.split("\t") for line in read_rules(_EXAMPLES).splitlines() if line[:1] not in ("", "#"))
    extract("\n\n".join(sentence for _, _, sentence, *_ in lines), rules=rules)


def portable(extraction: Extraction) -> Extraction:
    """The extraction without what `certainty_at` asks, which does not go from one process to another."""
    return replace(extraction, _certainty_at=_elsewhere)


def _elsewhere(offset: int) -> Certainty | None:
    raise RuntimeError(f"certainty at {offset}: only the claims come from other processes; for more, extract the file in this one")
