"""`attribution compare`: one event, several articles."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from attribution.cli.ending import STDOUT, complain, finish, hand_out
from attribution.cli.options import Encoding, Width, columns
from attribution.cli.verify import As, Output, form_of
from attribution.errors import UsageError

if TYPE_CHECKING:
    from attribution.verify.compare import Comparison

FORMATS = {"table": ("txt",), "csv": ("csv",), "jsonl": ("jsonl", "ndjson"), "html": ("html", "htm")}  # name → what its files end in
Articles = Annotated[list[str], typer.Argument(metavar="FILE", help="Two articles or more, folders, patterns.", show_default=False)]
Form = Annotated[
    str, typer.Option("--format", "-f", metavar="FORMAT", help="table, csv, jsonl or html; if left out, as -o ends.", show_default=False)
]
All = Annotated[bool, typer.Option("--all", help="Table: also what one article has alone.")]


def compare(
    files: Articles,
    kinds: As = None,
    form: Form = "",
    output: Output = STDOUT,
    whole: All = False,
    width: Width = None,
    encoding: Encoding = None,
) -> None:
    """Line up what several articles on one event report: who has it, in which words, how sure, and who names its source.

    It is information only: exit 0, or 2 where an input was wrong.

    \b
    Examples:
      attribution compare ours.md wire.html
      attribution compare a.html b.txt c.md -o compared.html
    """
    from attribution.output.files import check_target
    from attribution.readers.article import find_articles
    from attribution.readers.several import each_article
    from attribution.verify.compare import compare as compared
    from attribution.verify.passages import read_material
    from attribution.verify.sources import kind_of, parse_kinds

    form = form_of(form, output, FORMATS)
    room = columns(width)
    found = find_articles(files)
    if output != STDOUT:
        check_target("-o", output, found.files)
    for message in (*found.told, *found.problems):
        complain(message)
    known = parse_kinds(kinds or [], "--as")
    articles = list(
        each_article(
            found.files,
            encoding,
            lambda source, readable: read_material(source, readable, kind_of(source.doc, known)),
            lambda message, failed: complain(message),
        )
    )
    if len(articles) < 2:
        raise UsageError("compare: needs two articles or more that can be read")
    hand_out(_shown(form, compared(articles), room, whole=whole), output)
    finish(bool(found.problems) or len(articles) < len(found.files))


def _shown(form: str, comparison: Comparison, room: int, *, whole: bool) -> Iterable[str | bytes]:
    """The comparison, in this format."""
    from attribution.output.comparison import WRITERS, to_table

    if form == "table":
        return to_table(comparison, room, whole=whole)
    if form == "html":
        from attribution.output.page.comparison import to_html

        return to_html(comparison)
    return WRITERS[form](comparison)
