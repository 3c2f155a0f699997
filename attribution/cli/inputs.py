"""From file names to results: good files are worked on, bad ones are named on standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from attribution.cli.ending import complain
from attribution.errors import InputError, UsageError
from attribution.model import Extraction
from attribution.output.fields import Test, select
from attribution.output.provenance import Correction, Result
from attribution.readers import STDIN, Source
from attribution.readers.article import find_articles, read_article

if TYPE_CHECKING:
    from attribution.output.overrides import Overrides
    from attribution.readers.readable import Readable
    from attribution.rulebook.rules import Rules

_FEW = 3  # files that are read before anybody wonders


@dataclass
class Inputs:
    """The articles of one command. Iterating reads and extracts them one by one; `failed` names those that could not be read."""

    names: Sequence[str]
    encoding: str | None = None
    tests: Sequence[Test] = ()
    overrides: Overrides | None = None
    quiet_output: bool = False  # nothing goes to standard output meanwhile, so that a progress bar may stand on standard error
    rules: Rules | None = None
    failed: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        if self.names.count(STDIN) > 1:
            raise UsageError("-: standard input can be read only once")
        self.names = list(find_articles(self.names))

    def __iter__(self) -> Iterator[Result]:
        for name in progress(self.names, shown=self.quiet_output):
            if name == STDIN and sys.stdin is not None and sys.stdin.isatty():
                complain("Paste the article, then press Enter and Ctrl-D (on Windows Ctrl-Z and Enter).")
            try:
                source, readable = read_article(name, self.encoding)
            except InputError as error:
                complain(str(error))
                self.failed.append(name)
                continue
            extraction = extracted(source, readable, self.rules)
            corrections: dict[str, tuple[Correction, ...]] = {}
            if self.overrides is not None:
                claims, corrections = self.overrides.apply(extraction.claims)
                extraction = replace(extraction, claims=claims)
            own = self.rules.digest if self.rules is not None else ""
            yield Result(source, extraction, select(extraction.claims, self.tests), corrections, readable, own)

    def report_unmatched(self) -> None:
        """Name on standard error the overrides that no claim has taken."""
        if self.overrides is not None:
            for row in self.overrides.unmatched:
                what = f'"{row.claim}"' if row.claim else f"key {row.key}"
                complain(f"{self.overrides.path}: row {row.row}: matches no claim: {what}")


def progress(names: Sequence[str], *, shown: bool) -> Iterator[str]:
    """The names one by one; on a terminal, with a progress bar on standard error where there are more than a few."""
    if not shown or len(names) <= _FEW or sys.stderr is None or not sys.stderr.isatty():
        yield from names
        return
    import typer

    with typer.progressbar(names, file=sys.stderr, label="Reading") as bar:
        yield from bar


def extracted(source: Source, readable: Readable | None = None, rules: Rules | None = None) -> Extraction:
    """What is found in a source; warnings go to standard error as `file:line: message`."""
    from attribution.located import extract_source

    extraction = extract_source(source, readable, rules)
    extraction = replace(extraction, warnings=(*source.warnings, *extraction.warnings)) if source.warnings else extraction
    for warning in extraction.warnings:
        complain(f"{source.doc}:{source.position(warning.offset)[0]}: {warning.message}")
    return extraction
