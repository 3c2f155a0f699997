"""`attribution corpus`: questions to the claims of an archive that no single article answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from attribution.cli.ending import STDOUT, complain, finish, hand_out
from attribution.cli.options import MinConfidence, PeopleFile, Width, columns, count_of, people_from
from attribution.cli.verify import form_of
from attribution.errors import UsageError

if TYPE_CHECKING:
    from attribution.corpus import Answer, Corpus

FORMATS = {"table": ("txt",), "csv": ("csv",), "html": ("html", "htm")}
_SHOWN = 20  # rows of a table, if nobody says how many
_BRIEF = 5  # of each where all questions are asked

Folder = Annotated[str, typer.Argument(metavar="OUT", help="A folder that `attribution extract` wrote.", show_default=False)]
Asked = Annotated[
    str | None,
    typer.Argument(
        metavar="QUESTION", help="quoted, anonymous, certainty, quotations, first or speakers; all, if left out.", show_default=False
    ),
]
By = Annotated[
    str | None, typer.Option("--by", metavar="KEYS", help="Figures by these keys, joined by commas: speaker,month.", show_default=False)
]
Only = Annotated[
    list[str] | None,
    typer.Option("--only", metavar="KEY=VALUE", help="Only what has this value: outlet=example.org.", show_default=False),
]
Rows = Annotated[bool, typer.Option("--rows", help="The claims behind the figures, with their places.")]
Top = Annotated[str | None, typer.Option("--top", metavar="N", help="At most N rows.", show_default="table: 20")]
Form = Annotated[
    str, typer.Option("--format", "-f", metavar="FORMAT", help="table, csv or html; if left out, as -o ends.", show_default=False)
]
Output = Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="Write this file, not standard output.", show_default=False)]
Index = Annotated[
    str | None, typer.Option("--index", metavar="FILE", help="Keep the index here, not in OUT.", show_default="OUT/corpus.duckdb")
]


def corpus(
    folder: Folder,
    asked: Asked = None,
    by: By = None,
    only: Only = None,
    rows: Rows = False,
    top: Top = None,
    form: Form = "",
    output: Output = STDOUT,
    min_confidence: MinConfidence = None,
    people: PeopleFile = None,
    index: Index = None,
    width: Width = None,
) -> None:
    """Ask an archive: who is quoted how much, what nobody named says, who is surer, who was first, who is one speaker.

    The first question makes an index, later ones use it. Every figure is made of rows: --rows shows them, --only chooses.

    \b
    Examples:
      attribution corpus out/
      attribution corpus out/ quoted --by speaker --only outlet=example.org
      attribution corpus out/ quoted --rows --only speaker='Ada Holm' -f csv > rows.csv
      attribution corpus out/ -o corpus.html
    """
    from attribution.corpus import QUESTIONS, open_corpus
    from attribution.corpus.ask import question
    from attribution.output.fields import share_of
    from attribution.output.files import check_target

    form, room = form_of(form, output, FORMATS), columns(width)
    least = share_of("--min-confidence", min_confidence) if min_confidence is not None else None
    names, keys, wanted = [question(asked).name] if asked else list(QUESTIONS), _keys(by), _wanted(only)
    if len(names) > 1 and (form == "csv" or keys or wanted or rows):
        raise UsageError(f"corpus {folder}: --by, --only, --rows and CSV are for one question; add one of {', '.join(QUESTIONS)}")
    if form == "html" and rows:
        raise UsageError("--rows: are for a table or CSV; the page names the first rows of each figure")
    if output != STDOUT:
        check_target("-o", output, [])
    shown = None if form == "csv" else _BRIEF if len(names) > 1 and form == "table" else _SHOWN
    most = count_of("--top", top, "rows") if top is not None else shown
    with open_corpus(folder, people_from(people), index, complain) as opened:
        _tell(opened)
        if least is not None:
            opened.surer(least)
        given = (("--people", people), ("--index", index), ("--min-confidence", min_confidence))
        opening = [part for option, value in given if value for part in (option, value)]
        hand_out(_shown(opened, form, names, keys, wanted, opening, rows=rows, most=most, room=room), output)
        finish(bool(opened.damaged))


def _shown(
    opened: Corpus,
    form: str,
    names: Sequence[str],
    keys: Sequence[str],
    only: Mapping[str, str],
    opening: Sequence[str],
    *,
    rows: bool,
    most: int | None,
    room: int,
) -> Iterable[str | bytes]:
    from attribution.corpus.ask import question
    from attribution.output.corpus import to_claims, to_csv, to_table

    def answer(name: str) -> Answer:
        found = opened.rows(name, only, most) if rows else opened.ask(name, keys, only, most)
        if not found.rows:
            _tell_nearest(opened, name, only)
        elif len(found.rows) == most and len(names) == 1 and form == "table":
            complain(f"the first {most}; --top N shows more")
        return found

    if form == "html":
        from attribution.output.page.corpus import to_html

        return to_html(opened, [(question(name), answer(name)) for name in names], only, opening)
    if form == "csv":
        return to_csv(answer(names[0]))
    if rows:
        return [to_claims(answer(names[0]), room)]
    tables = {name: to_table(answer(name), room, question(name).narrow) for name in names}
    return tables.values() if len(names) == 1 else [f"{question(name).title}  ({name})\n\n{drawn}\n" for name, drawn in tables.items()]


def _tell(opened: Corpus) -> None:
    """What is missing for some questions."""
    articles, undated, homeless = opened.known()
    for number, what, option in ((undated, "date", "--date"), (homeless, "outlet", "--outlet")):
        if number:
            told = f"{number:,} of {articles:,} articles have no {what} that is known"
            complain(f"{told}; `extract {option} FIELD` says which column holds it")


def _tell_nearest(opened: Corpus, name: str, only: Mapping[str, str]) -> None:
    """Of values that no row has, those that are like them: a name with "(two or more fit)" behind it, a slip."""
    from difflib import get_close_matches

    for key, value in only.items():
        known = [row[0] for row in opened.ask(name, [key]).rows]
        if value not in known:
            like = [each for each in known if value.lower() in each.lower()] or get_close_matches(value, known)
            complain(f"--only {key}={value}: nothing has that{'; there are ' + ', '.join(map(repr, like[:_BRIEF])) if like else ''}")


def _keys(by: str | None) -> list[str]:
    return [key.strip() for key in by.split(",")] if by is not None else []


def _wanted(only: Sequence[str] | None) -> dict[str, str]:
    wanted = {}
    for each in only or ():
        key, sign, value = each.partition("=")
        if not sign:
            raise UsageError(f"--only {each}: give a key and a value, as in --only outlet=example.org")
        if key.strip() in wanted:
            raise UsageError(f"--only {each}: {key.strip()} has a value already; one of each key can be asked for")
        wanted[key.strip()] = value
    return wanted
