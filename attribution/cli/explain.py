"""`attribution explain`: why the claims of one line are claims."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from attribution.cli.ending import say
from attribution.cli.inputs import complain_of
from attribution.cli.options import Encoding, PeopleFile, RulesFolder, Width, columns, people_from, rules_from
from attribution.cli.startup import Command
from attribution.errors import UsageError

_PLACE = re.compile(r"(.+?):([0-9]+)(?::[0-9]*)?:?", re.DOTALL)


class ExplainCommand(Command):
    """`-:12` is a line of standard input, and no option."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """The arguments parsed, places of standard input behind all options."""
        places = [each for each in args if each.startswith("-:") and _PLACE.fullmatch(each)]
        if places and "--" not in args:
            args = [*(each for each in args if each not in places), "--", *places]
        return super().parse_args(ctx, args)


COMMAND = ExplainCommand  # what `commands` registers it as


def explain(
    place: Annotated[
        str, typer.Argument(metavar="FILE[:LINE]", help="The line to explain, as in article.txt:12, or a whole file.", show_default=False)
    ],
    tree: Annotated[bool, typer.Option("--tree", help="Also draw the chunks of each sentence.")] = False,
    width: Width = None,
    rules: RulesFolder = None,
    people: PeopleFile = None,
    encoding: Encoding = None,
) -> None:
    """Show why the claims of a line, or of a file, were found: source, cue and content underlined, the rule, and what decided.

    \b
    Example:
      attribution explain article.txt:12
      curl -s https://example.org/a.txt | attribution explain -:12
    """
    from attribution.explain import explain_all, explain_line, line_sentences
    from attribution.files import extracted
    from attribution.readers.article import read_article

    room = columns(width)
    name, line = file_and_line(place)
    source, readable = read_article(name, encoding)
    if line is not None and not 1 <= line <= source.lines.count:
        raise UsageError(f"{place}: there is no line {line}; the last one is {source.lines.count}")
    extraction = extracted(source, readable, rules_from(rules))
    known = people_from(people)
    if known is not None:
        extraction = replace(extraction, claims=known.applied(extraction.claims))
    complain_of(source, extraction)
    document = extraction.document
    if line is None:
        say(explain_all(source, document, extraction.claims, room))
    else:
        say(explain_line(source, document, extraction.claims, line, room))
    if tree:
        from attribution.trees import chunk_trees

        sentences = range(len(document.sentences) - 1) if line is None else line_sentences(source, document, line)
        for drawn in chunk_trees(document, sentences):
            say(f"\n{drawn.pformat(margin=room)}")


def file_and_line(place: str) -> tuple[str, int | None]:
    """`FILE:LINE` taken apart, the line None where there is none; colons in the file's name and a column behind the line are allowed.

    >>> file_and_line("C:\\\\news\\\\a.txt:12"), file_and_line("a.txt:12:5:"), file_and_line("a.txt")
    (('C:\\\\news\\\\a.txt', 12), ('a.txt', 12), ('a.txt', None))
    """
    if Path(place).is_file():
        return place, None
    longest, _, number = place.rpartition(":")
    if number.isascii() and number.isdigit() and Path(longest).is_file():
        return longest, int(number)
    match = _PLACE.fullmatch(place)
    return (match[1], int(match[2])) if match else (place, None)
