"""From file names to results: good files are worked on, bad ones are named on standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from attribution.cli.ending import STDIN, bar, complain, finish
from attribution.errors import UsageError, told
from attribution.parallel import in_order

if TYPE_CHECKING:  # help lists this command, too: what its work needs is loaded when it works
    from attribution.model import Extraction
    from attribution.output.fields import Test
    from attribution.output.overrides import Overrides
    from attribution.output.provenance import Correction, Result
    from attribution.people import People
    from attribution.readers import Source
    from attribution.readers.found import Found
    from attribution.readers.readable import Readable
    from attribution.rulebook.rules import Rules

Article: TypeAlias = "tuple[Source, Readable | None, Extraction]"
_FEW = 3  # files that are read before anybody wonders


@dataclass
class Inputs:
    """The articles of one command. Iterating reads and extracts them one by one; `failed` says how many could not be read."""

    found: Found
    encoding: str | None = None
    tests: Sequence[Test] = ()
    overrides: Overrides | None = None
    quiet_output: bool = False  # nothing goes to standard output meanwhile, so that a progress bar may stand on standard error
    rules: Rules | None = None
    people: People | None = None
    jobs: int = 1
    save: str | None = None  # the folder in which to keep what is fetched
    failed: int = 0
    _read: int = 0
    _claims: int = 0

    def __iter__(self) -> Iterator[Result]:
        self.failed = tell(self.found)
        names = progress(self.found.files, shown=self.quiet_output)
        work = partial(_article, encoding=self.encoding, rules=self.rules, save=self.save)
        for article in in_order(work, names, self.jobs, lambda name: name == STDIN, partial(_ready, self.rules)):
            if isinstance(article, str):
                complain(article)
                self.failed += 1
                continue
            result = self._result(article)
            self._read, self._claims = self._read + 1, self._claims + len(result.claims)
            yield result

    def _result(self, article: Article) -> Result:
        from attribution.output.fields import select
        from attribution.output.provenance import Result

        source, readable, extraction = article
        complain_of(source, extraction)
        corrections: dict[str, tuple[Correction, ...]] = {}
        if self.people is not None:
            extraction = replace(extraction, claims=self.people.applied(extraction.claims))
        if self.overrides is not None:
            claims, corrections = self.overrides.apply(extraction.claims)
            extraction = replace(extraction, claims=claims)
        own = self.rules.digest if self.rules is not None else ""
        return Result(source, extraction, select(extraction.claims, self.tests), corrections, readable, own)

    def close(self) -> None:
        """Say on standard error which overrides no claim has taken, and how much was read, where that may be in doubt.

        Ends with exit code 2 where something could not be read.
        """
        if self.overrides is not None:
            for claim in self.overrides.dropped:
                complain(f"{claim.doc}:{claim.line}: left out, as {self.overrides.path} says that it is no claim: {claim.claim}")
            for row in self.overrides.unmatched:
                what = f'"{row.claim}"' if row.claim else f"key {row.key}"
                complain(f"{self.overrides.path}: row {row.row}: matches no claim: {what}")
        skipped = sum(self.found.skipped.values())
        if (self.found.searched or self.failed) and self._read + self.failed + skipped > 1:
            from attribution.readers.found import tally

            complain(tally(self._read, self.found, self.failed, f"{self._claims:,} claim{'' if self._claims == 1 else 's'}"))
        finish(bool(self.failed))


def articles(names: Sequence[str]) -> Found:
    """The articles that a command means. Raises UsageError where standard input is named twice."""
    if names.count(STDIN) > 1:
        raise UsageError("-: standard input can be read only once")
    from attribution.readers.article import find_articles

    return find_articles(names)


def tell(found: Found) -> int:
    """Name on standard error what was skipped and what could not be looked at; how many of the latter there are."""
    for message in (*found.told, *found.problems):
        complain(message)
    return len(found.problems)


def progress(names: Sequence[str], *, shown: bool) -> Iterator[str]:
    """The names one by one; on a terminal, with a progress bar on standard error where there are more than a few."""
    if not shown or len(names) <= _FEW or sys.stderr is None or not sys.stderr.isatty():
        yield from names
        return
    with bar(names) as each:
        yield from each


def _ready(rules: Rules | None) -> None:
    from attribution.files import prepare

    prepare(rules)


def _article(name: str, encoding: str | None, rules: Rules | None, save: str | None) -> Article | str:
    """One article read and extracted, in whatever process, as outputs need it; or what to tell of one that cannot be."""
    if name == STDIN and sys.stdin is not None and sys.stdin.isatty():
        complain("Paste the article, then press Enter and Ctrl-D (on Windows Ctrl-Z and Enter).")
    try:
        from attribution.files import extracted, portable
        from attribution.readers.article import read_article

        source, readable = read_article(name, encoding, save)
        extraction = extracted(source, readable, rules)
    except Exception as error:  # the tool's own fault, too: the other articles are read all the same
        return told(error, name)
    return source, readable, _light(portable(extraction))


def _light(extraction: Extraction) -> Extraction:
    """The extraction with that of its document which outputs show, its text and paragraphs: half as much to hand to another process."""
    document = replace(extraction.document, words=[], norms=[], ends=[], tags=[], sentences=[], lows=[], classes="", quotes=())
    return replace(extraction, document=document)


def complain_of(source: Source, extraction: Extraction) -> None:
    """The warnings on standard error, as `file:line: message`."""
    for warning in extraction.warnings:
        complain(f"{source.doc}:{source.position(warning.offset)[0]}: {warning.message}")
