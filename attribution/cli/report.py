"""`attribution report`: the claims table, or a page to hand on."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import PurePath
from typing import TYPE_CHECKING, Annotated

import typer

from attribution.cli.ending import STDOUT, hand_out, say
from attribution.cli.inputs import Inputs, articles
from attribution.cli.jobs import Jobs, number_of
from attribution.cli.options import (
    Act,
    Encoding,
    Files,
    MinConfidence,
    OverridesFile,
    PeopleFile,
    RulesFolder,
    Save,
    Width,
    columns,
    filters,
    overrides_from,
    people_from,
    rules_from,
)
from attribution.cli.selection import (
    Anonymous,
    Disputed,
    GroupBy,
    Kinds,
    Labels,
    Sort,
    SourceTypes,
    Speaker,
    chosen,
    grouped,
    known_field,
    ordered,
)
from attribution.errors import UsageError

if TYPE_CHECKING:
    from attribution.model import Claim
    from attribution.output.provenance import Result

FORMATS = ("table", "html", "markdown")
_SUFFIXES = {".html": "html", ".htm": "html", ".md": "markdown", ".txt": "table"}
Form = Annotated[
    str,
    typer.Option("--format", "-f", metavar="FORMAT", help="table, html or markdown; if left out, as -o ends.", show_default=False),
]
Output = Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="Write this file, not standard output.", show_default=False)]
NoColor = Annotated[bool, typer.Option("--no-color", help="No colour, on a terminal either.")]


def report(
    files: Files,
    form: Form = "",
    output: Output = STDOUT,
    overrides: OverridesFile = None,
    certainty: Labels = None,
    speaker: Speaker = None,
    kind: Kinds = None,
    source_type: SourceTypes = None,
    anonymous: Anonymous = False,
    disputed: Disputed = False,
    act: Act = None,
    min_confidence: MinConfidence = None,
    sort: Sort = None,
    group_by: GroupBy = None,
    width: Width = None,
    no_color: NoColor = False,
    rules: RulesFolder = None,
    people: PeopleFile = None,
    encoding: Encoding = None,
    jobs: Jobs = None,
    save: Save = None,
) -> None:
    """Show who said what, through whom and how sure, as a table or a page.

    \b
    Examples:
      attribution report article.txt
      attribution report --format html -o report.html *.txt
      attribution report --act communication --min-confidence 0.5 *.txt
      attribution report --certainty probable,possible --group-by speaker *.txt
    """
    form = _form(form, output)
    room = columns(width)
    found = articles(files)
    if output != STDOUT:
        from attribution.output.files import check_target

        check_target("-o", output, found.files)
    tests = [*filters(act, min_confidence), *chosen(certainty, kind, speaker, source_type, anonymous=anonymous, disputed=disputed)]
    by, group = known_field("--sort", sort), known_field("--group-by", group_by)
    inputs = Inputs(
        found, encoding, tests, overrides_from(overrides), quiet_output=output != STDOUT, rules=rules_from(rules),
        people=people_from(people), jobs=number_of(jobs), save=save,
    )  # fmt: skip
    results = (ordered(result, by, group) for result in inputs)
    if form == "table" and output == STDOUT:
        _print_table(results, room, group, colour=_wants_colour(no_color))
    else:
        _write(_pieces(form, results, room, group), output)
    inputs.close()


def _form(form: str, output: str) -> str:
    """The format asked for, or else what the name of the output file promises. UsageError where it promises something else."""
    ending = PurePath(output).suffix.lower()
    if not form and ending and ending not in _SUFFIXES:
        raise UsageError(
            f"-o {output}: a report cannot be written as {ending}; name a file that ends in {', '.join(_SUFFIXES)}, "
            "or say --format table, html or markdown; for data, see attribution export"
        )
    name = form.lower() or _SUFFIXES.get(ending, "table")
    name = {"md": "markdown", "htm": "html"}.get(name, name)
    if name not in FORMATS:
        raise UsageError(f"--format {form}: no such format; there are {', '.join(FORMATS)}; for data, see attribution export")
    return name


def _wants_colour(no_color: bool) -> bool:
    """Colour is for terminals, and for nobody who said no (https://no-color.org)."""
    return not no_color and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb" and sys.stdout.isatty()


def _print_table(inputs: Iterable[Result], room: int, group: str | None, *, colour: bool) -> None:
    """Document by document, as soon as each is done."""
    for piece in _table(inputs, room, group, colour=colour):
        say(piece, coloured=True, end="")


def _table(inputs: Iterable[Result], room: int, group: str | None = None, *, colour: bool = False) -> Iterator[str]:
    from attribution.output.provenance import lost_lines
    from attribution.output.table import claims_table, heading, summary, without_row
    from attribution.output.width import printable

    shown: list[Claim] = []
    documents = found = 0
    for result in inputs:
        claims = result.extraction.claims
        yield heading(result.source.doc, result.claims) + "\n\n"
        parts = list(grouped(result, group)) if group else [("", result)]
        for name, part in parts or [("", result)]:
            table = claims_table(part.claims, room, claims, colour=colour, corrections=result.corrections)
            yield (printable(name) + "\n\n" if name else "") + table + "\n\n"
        told = without_row(lost_lines(result), room)
        yield told + "\n\n" if told else ""
        shown += result.claims
        documents, found = documents + 1, found + len(claims)
    if documents:
        yield summary(shown, documents, room, found - len(shown)) + "\n"


def _pieces(form: str, inputs: Iterable[Result], room: int, group: str | None) -> Iterator[bytes]:
    """The report as bytes; nothing at all where no input could be read."""
    results = iter(inputs)
    first = next(results, None)
    if first is None:
        return
    every = chain([first], results)
    if form == "table":
        yield from (piece.encode("utf-8", "replace") for piece in _table(every, room, group))
    else:
        yield from _maker(form)(every)


def _maker(form: str) -> Callable[[Iterable[Result]], Iterator[bytes]]:
    if form == "html":
        from attribution.output.page import to_html

        return to_html
    from attribution.output.markdown import to_markdown

    return to_markdown


def _write(pieces: Iterator[bytes], output: str) -> None:
    """To the file, whole or not at all, or to standard output. Where there is nothing, an earlier file stays as it is."""
    first = next(pieces, None)
    if first is None:
        return
    hand_out(chain([first], pieces), output)
