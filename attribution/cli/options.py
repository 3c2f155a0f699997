"""Arguments and options that several commands share."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from attribution.errors import UsageError

if TYPE_CHECKING:
    from attribution.output.fields import Test
    from attribution.output.overrides import Overrides
    from attribution.people import People
    from attribution.rulebook.rules import Rules

MAX_WIDTH = 1000  # beyond this, no terminal

Files = Annotated[
    list[str],
    typer.Argument(
        metavar="FILE",
        help="Articles (text, Markdown, HTML, Word, PDF, subtitles …), folders, patterns, web addresses; - is standard input.",
        show_default=False,
    ),
]
Encoding = Annotated[
    str | None, typer.Option("--encoding", metavar="NAME", help="Encoding of the files, such as cp1252, if not UTF-8.", show_default=False)
]
Save = Annotated[
    str | None, typer.Option("--save", metavar="DIR", help="Keep the bytes of web addresses in this folder.", show_default=False)
]
Act = Annotated[
    list[str] | None,
    typer.Option("--act", metavar="ACT", help="Only these, joined by commas: communication, belief, knowledge, intention."),
]
MinConfidence = Annotated[
    str | None,
    typer.Option("--min-confidence", metavar="NUMBER", help="Only claims of at least this confidence, 0 to 1.", show_default=False),
]
Width = Annotated[
    str | None, typer.Option("--width", metavar="COLUMNS", help="Width of the output, if not that of the terminal.", show_default=False)
]
OverridesFile = Annotated[
    str | None,
    typer.Option("--overrides", metavar="FILE", help="Correct speakers or certainty by this sheet (CSV or XLSX).", show_default=False),
]

RulesFolder = Annotated[
    str | None,
    typer.Option("--rules", metavar="DIR", help="Add the rules of this folder: .toml files and cues.tsv.", show_default=False),
]

PeopleFile = Annotated[
    str | None,
    typer.Option("--people", metavar="FILE", help="Call speakers as this file does (CSV or TOML: name, aliases, role, gender, type, id)."),
]


def people_from(path: str | None) -> People | None:
    """The people file of `--people`, or of `file` under [people] in the settings, read; None where neither names one."""
    from attribution.rulebook.folder import people_file

    chosen = path if path is not None else people_file(Path.cwd())
    if chosen is None:
        return None
    from attribution.people import read_people

    return read_people(chosen)


def rules_from(folder: str | None) -> Rules:
    """The rules in force: with those of `--rules`, or of the settings' `rules`, where one is given."""
    from attribution.rulebook.folder import rules_folder
    from attribution.rulebook.rules import shipped_rules

    chosen = folder if folder is not None else rules_folder(Path.cwd())
    if chosen is None:
        return shipped_rules()
    from attribution.rulebook.load import load_rules

    return load_rules(chosen)


def overrides_from(path: str | None) -> Overrides | None:
    """What `--overrides` names, read; None without it."""
    if path is None:
        return None
    from attribution.output.overrides import read_overrides

    return read_overrides(path)


def filters(act: Iterable[str] | None, min_confidence: str | None) -> list[Test]:
    """The tests that the filter options stand for. Raises UsageError for values that make no sense."""
    from attribution.output.fields import at_least, one_of

    tests = []
    if min_confidence is not None:
        tests.append(at_least("confidence", min_confidence))
    if act:
        tests.append(one_of("act", act))
    return tests


def count_of(option: str, given: str, what: str) -> int:
    """The number, 1 or more, that an option gives of something ("rows"). Raises UsageError for anything else."""
    if not (given.isascii() and given.isdigit() and int(given)):
        raise UsageError(f"{option} {given}: give a number of {what}")
    return int(given)


def columns(width: str | None) -> int:
    """Columns to use: `--width`, or $COLUMNS, or the terminal's, or 80. Raises UsageError for a width that makes no sense."""
    from attribution.output.table import MIN_WIDTH

    if width is None:
        import shutil

        return max(MIN_WIDTH, shutil.get_terminal_size().columns)
    if not (width.isascii() and width.isdigit() and MIN_WIDTH <= int(width) <= MAX_WIDTH):
        raise UsageError(f"--width {width}: give a number of columns from {MIN_WIDTH} to {MAX_WIDTH}")
    return int(width)
