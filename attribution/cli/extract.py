"""`attribution extract`: the claims of an archive, in batches, by several processes, resumed where it was broken off."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from attribution.cli.ending import complain, finish
from attribution.cli.jobs import Jobs, number_of
from attribution.cli.options import RulesFolder, count_of, rules_from
from attribution.errors import UsageError

if TYPE_CHECKING:
    from attribution.archive import Tally
    from attribution.archive.run import Format

FORMATS = ("jsonl", "parquet")
_OFTEN = 0.5  # seconds between two looks at how far it is

Corpus = Annotated[
    list[str],
    typer.Argument(
        metavar="CORPUS",
        help="Files, folders and patterns: articles, JSON Lines, CSV (.gz, .zst), Parquet, WARC.",
        show_default=False,
    ),
]
Output = Annotated[str, typer.Option("--output", "-o", metavar="DIR", help="The folder to write to: new, or of a run to go on with.")]
Text = Annotated[str, typer.Option("--text", metavar="FIELD", help="The column or key that holds the text.")]
Id = Annotated[str, typer.Option("--id", metavar="FIELD", help="The column or key that holds the id, the `doc` of the claims.")]
Date = Annotated[
    str | None,
    typer.Option("--date", metavar="FIELD", help="The one that holds the date; Parquet is then in folders by month.", show_default=False),
]
Outlet = Annotated[
    str | None,
    typer.Option(
        "--outlet", metavar="FIELD", help="The one that holds the outlet; without it, the host of an id that is one's.", show_default=False
    ),
]
Form = Annotated[str, typer.Option("--format", "-f", metavar="FORMAT", help="jsonl or parquet.")]
Longest = Annotated[
    str | None, typer.Option("--longest", metavar="N", help="Refuse documents of more characters.", show_default="10000000")
]


def extract(
    corpus: Corpus,
    output: Output,
    text: Text = "text",
    name: Id = "id",
    date: Date = None,
    outlet: Outlet = None,
    form: Form = "jsonl",
    longest: Longest = None,
    rules: RulesFolder = None,
    jobs: Jobs = None,
) -> None:
    """Extract an archive into a folder: claims-*.jsonl or .parquet, what could not be read in problems.tsv.

    A run that was broken off, however, goes on where it was: give the same command again. The same documents give the same bytes.

    \b
    Examples:
      attribution extract news.jsonl.gz --text body --id url -o out/ --jobs 4
      attribution extract archive/ crawl.warc.gz -o out/ -f parquet
    """
    from attribution.archive import Fields, Run, read_corpus, run_archive
    from attribution.archive.documents import LONGEST, Meter

    if form.lower() not in FORMATS:
        raise UsageError(f"--format {form}: no such format; there are {', '.join(FORMATS)}")
    most = LONGEST if longest is None else count_of("--longest", longest, "characters")
    columns = {"--text": text, "--id": name, "--date": date, "--outlet": outlet}
    asked = (("inputs", " ".join(corpus)), ("columns", " ".join(f"{option} {field}" for option, field in columns.items() if field)))
    run = Run(Path(output), cast("Format", form.lower()), form.lower() == "parquet" and date is not None, rules_from(rules), asked)
    meter = Meter()
    documents = read_corpus(corpus, Fields(text, name, date, outlet), most, meter)
    shown = _Progress()
    tally = None
    for tally in run_archive(documents, run, number_of(jobs), lambda: meter.share):
        for message in tally.broken:
            shown.note(f"{message}; made anew")
        shown.tell(tally)
    shown.end(tally)
    finish(tally is None or bool(tally.problems))


class _Progress:
    """How far it is and how fast, in one line that is written again and again on a terminal; at the end, once, wherever."""

    def __init__(self) -> None:
        self.began = self.last = time.monotonic()
        self.from_here = (self.began, 0.0)  # when, and at which share, work began that had not been done before
        self.terminal = sys.stderr is not None and sys.stderr.isatty()

    def tell(self, tally: Tally) -> None:
        if tally.again == tally.batches:
            self.from_here = (time.monotonic(), tally.share)
        if self.terminal and time.monotonic() - self.last > _OFTEN:
            self.last = time.monotonic()
            sys.stderr.write(f"\r\033[K{self._line(tally)}{self._left(tally)}")
            sys.stderr.flush()

    def note(self, message: str) -> None:
        """A line that stays."""
        self._clear()
        complain(message)

    def _clear(self) -> None:
        if self.terminal:
            sys.stderr.write("\r\033[K")

    def end(self, tally: Tally | None) -> None:
        self._clear()
        if tally is None:
            complain("nothing to read")
            return
        again = f" ({tally.again} of {tally.batches} batches were there)" if tally.again else ""
        told = f"; {counted(tally.problems, 'problem')}, see problems.tsv" if tally.problems else ""
        complain(f"{self._line(tally)}{again}{told}")

    def _left(self, tally: Tally) -> str:
        began, share = self.from_here
        passed, done = time.monotonic() - began, tally.share - share
        return f", {tally.share:.0%}, {in_words(passed * (1 - tally.share) / done)} left" if done > 0 and passed > _OFTEN else ""

    def _line(self, tally: Tally) -> str:
        rate = tally.documents / max(time.monotonic() - self.began, 1e-3)
        return f"{counted(tally.documents, 'document')}, {counted(tally.claims, 'claim')}, {rate:,.0f} documents/s"


def counted(number: int, what: str) -> str:
    """
    >>> counted(1, "problem"), counted(1_200, "claim")
    ('1 problem', '1,200 claims')
    """
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def in_words(seconds: float) -> str:
    """
    >>> in_words(7.6), in_words(130), in_words(3_600 * 7.25)
    ('8 s', '2 min', '7 h 15 min')
    """
    minutes = round(seconds / 60)
    if minutes < 2:
        return f"{seconds:.0f} s"
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"
