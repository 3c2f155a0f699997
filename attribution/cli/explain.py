"""`attribution explain`: why the claims of one line are claims."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from attribution.cli.ending import say
from attribution.cli.inputs import complain_of
from attribution.cli.options import Encoding, RulesFolder, Width, columns, rules_from
from attribution.errors import UsageError

_PLACE = re.compile(r"(.+?):([0-9]+)(?::[0-9]*)?:?", re.DOTALL)


def explain(
    place: Annotated[str, typer.Argument(metavar="FILE:LINE", help="The line to explain, as in article.txt:12.", show_default=False)],
    tree: Annotated[bool, typer.Option("--tree", help="Also draw the chunks of each sentence.")] = False,
    width: Width = None,
    rules: RulesFolder = None,
    encoding: Encoding = None,
) -> None:
    """Show why the claims of a line were found: source, cue and content underlined, the rule, and what decided.

    \b
    Example:
      attribution explain article.txt:12
    """
    from attribution.explain import explain_line, line_sentences
    from attribution.files import extracted
    from attribution.readers.article import read_article

    room = columns(width)
    name, line = file_and_line(place)
    source, readable = read_article(name, encoding)
    if not 1 <= line <= source.lines.count:
        raise UsageError(f"{place}: there is no line {line}; the last one is {source.lines.count}")
    extraction = extracted(source, readable, rules_from(rules))
    complain_of(source, extraction)
    say(explain_line(source, extraction.document, extraction.claims, line, room))
    if tree:
        from attribution.trees import chunk_trees

        for drawn in chunk_trees(extraction.document, line_sentences(source, extraction.document, line)):
            say(f"\n{drawn.pformat(margin=room)}")


def file_and_line(place: str) -> tuple[str, int]:
    """`FILE:LINE` taken apart; colons in the file's name and a column behind the line are allowed. Raises UsageError.

    >>> file_and_line("C:\\\\news\\\\a.txt:12"), file_and_line("a.txt:12:5:")
    (('C:\\\\news\\\\a.txt', 12), ('a.txt', 12))
    """
    longest, _, number = place.rpartition(":")
    if number.isascii() and number.isdigit() and Path(longest).is_file():
        return longest, int(number)
    match = _PLACE.fullmatch(place)
    if not match:
        raise UsageError(f"{place}: names no line; add one, as in article.txt:12")
    return match[1], int(match[2])
