"""`attribution verify`: does the draft quote what its sources say?"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from attribution.cli.ending import complain, finish, say, told
from attribution.cli.options import Encoding, Width, columns
from attribution.errors import AttributionError, UsageError

if TYPE_CHECKING:
    from attribution.readers import Source
    from attribution.readers.readable import Readable
    from attribution.verify.record import SourceKind, Tracing
    from attribution.verify.retrieve import Corpus

FOUND = 1
FORMATS = ("table", "jsonl")
Drafts = Annotated[list[str], typer.Argument(metavar="DRAFT", help="Drafts, folders, patterns; - is standard input.", show_default=False)]
Against = Annotated[
    list[str] | None,
    typer.Option("--against", metavar="PATH", help="What it was written from: files, folders, patterns.", show_default=False),
]
As = Annotated[
    list[str] | None,
    typer.Option(
        "--as", metavar="KIND=GLOB", help="What sources are: transcript, article, statement: transcript='t*.txt'.", show_default=False
    ),
]
Form = Annotated[str, typer.Option("--format", "-f", metavar="FORMAT", help="table or jsonl.")]
Worst = Annotated[bool, typer.Option("--worst-first", help="What needs reading most comes first.")]
FailLevel = Annotated[
    str, typer.Option("--fail-level", metavar="LEVEL", help="Exit with 1 from this level on: suggestion, warning or error.")
]


def verify(
    drafts: Drafts,
    against: Against = None,
    kinds: As = None,
    form: Form = "table",
    worst_first: Worst = False,
    fail_level: FailLevel = "warning",
    width: Width = None,
    encoding: Encoding = None,
) -> None:
    """Trace each quotation of a draft to its place in the sources, or show what differs. Exit 0: nothing differs, 1: it does, 2: an error.

    It tells where words stand, never that they are true. Claims without quotation marks are not compared yet.

    \b
    Examples:
      attribution verify draft.md --against notes/
      attribution verify draft.md --against talk.txt --against 'wire/*.html' --as transcript='talk*'
    """
    from attribution.checks.finding import LEVELS, at_least

    if form not in FORMATS:
        raise UsageError(f"--format {form}: no such format; there are {', '.join(FORMATS)}")
    if fail_level not in LEVELS:
        raise UsageError(f"--fail-level {fail_level}: no such level; there are {', '.join(LEVELS)}")
    room = columns(width)
    run = _Run(_kinds(kinds or []), encoding)
    corpus = run.corpus(against or [], drafts)
    differs = False
    for source, tracing in run.tracings(drafts, corpus):
        _show(source, tracing, corpus, form, room, worst_first)
        if tracing.strangers:
            count = len(tracing.traces)
            complain(f"{tracing.doc}: no passage resembles any of its {count} quotations; are these the right sources?")
            run.failed = True
        differs = differs or any(trace.severity and at_least(trace.severity, fail_level) for trace in tracing.traces)
    finish(run.failed)
    if differs:
        raise typer.Exit(FOUND)


def _kinds(given: Sequence[str]) -> list[tuple[SourceKind, str]]:
    from attribution.verify.record import SOURCE_KINDS

    kinds = []
    for each in given:
        kind, equals, pattern = each.partition("=")
        if kind not in SOURCE_KINDS or not equals or not pattern:
            raise UsageError(f"--as {each}: give KIND=GLOB, as in transcript='talk*.txt'; kinds are {', '.join(SOURCE_KINDS)}")
        kinds.append((kind, pattern))
    return kinds


class _Run:
    """What was read and what failed."""

    def __init__(self, kinds: Sequence[tuple[SourceKind, str]], encoding: str | None) -> None:
        self.kinds, self.encoding, self.failed = kinds, encoding, False

    def corpus(self, against: Sequence[str], drafts: Sequence[str]) -> Corpus:
        """The sources, ready; what cannot be read is told. Raises UsageError where there are none at all."""
        from attribution.readers.article import find_articles
        from attribution.verify.run import read_sources

        if not against:
            raise UsageError("--against: name what the draft was written from: files, folders or patterns")
        found = find_articles(against)
        for message in (*found.told, *found.problems):
            complain(message)
        self.failed = self.failed or bool(found.problems)
        own = {os.path.realpath(path) for path in find_articles(drafts).files}
        articles = []
        for name in found.files:
            if os.path.realpath(name) in own:
                complain(f"{name}: is the draft itself and is no source of it; left out")
            elif article := self._read(name):
                articles.append((*article, self._kind(name)))
        corpus = read_sources(articles)
        for material in corpus.materials:
            if not material.words:
                complain(f"{material.source.doc}: holds no words to look anything up in")
        if not any(material.words for material in corpus.materials):
            raise UsageError("--against: none of the sources could be used")
        return corpus

    def _read(self, name: str) -> tuple[Source, Readable | None] | None:
        from attribution.readers.article import read_article

        try:
            source, readable = read_article(name, self.encoding)
        except AttributionError as error:
            complain(str(error))
            self.failed = True
            return None
        for warning in source.warnings:
            complain(f"{name}: {warning.message}")
        return source, readable

    def _kind(self, name: str) -> SourceKind | None:
        return next((kind for kind, pattern in self.kinds if fnmatch(name, pattern) or fnmatch(Path(name).name, pattern)), None)

    def tracings(self, drafts: Sequence[str], corpus: Corpus) -> list[tuple[Source, Tracing]]:
        """Each draft with its traces; what is wrong with one stops no other."""
        from attribution.readers.article import find_articles
        from attribution.verify.run import verify_source

        found = find_articles(drafts)
        for message in (*found.told, *found.problems):
            complain(message)
        self.failed = self.failed or bool(found.problems)
        done = []
        for name in found.files:
            article = self._read(name)
            if article is None:
                continue
            try:
                done.append((article[0], verify_source(*article, corpus)))
            except Exception as error:  # the tool's own fault, too: the other drafts are compared all the same
                complain(told(error, name))
                self.failed = True
        return done


def _show(draft: Source, tracing: Tracing, corpus: Corpus, form: str, room: int, worst: bool) -> None:
    from attribution.output.traces import made_of, traces_jsonl, traces_summary, traces_table, worst_first

    if worst:
        tracing = replace(tracing, traces=tuple(worst_first(tracing.traces)))
    if form == "jsonl":
        for piece in traces_jsonl(draft, tracing.traces):
            sys.stdout.buffer.write(piece)
        return
    say(traces_table(tracing, room))
    say("\n" + traces_summary(tracing))
    for line in made_of(draft, corpus):
        say(line)
