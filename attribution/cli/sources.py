"""`attribution sources`: who speaks in the articles, how often and how surely."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from attribution.cli.ending import complain, say
from attribution.cli.inputs import Inputs, articles
from attribution.cli.options import Act, Encoding, Files, MinConfidence, RulesFolder, Width, columns, filters, rules_from
from attribution.errors import UsageError

FORMATS = ("table", "csv", "json")
Form = Annotated[str, typer.Option("--format", "-f", metavar="FORMAT", help="table, csv or json.")]


def sources(
    files: Files,
    form: Form = "table",
    act: Act = None,
    min_confidence: MinConfidence = None,
    width: Width = None,
    encoding: Encoding = None,
    rules: RulesFolder = None,
) -> None:
    """Show each speaker with role, type, number of claims, quoted words, certainty and first line.

    Several files are counted together; a speaker of the same name is the same, with a warning where two people could share it.

    \b
    Examples:
      attribution sources article.txt
      attribution sources --format csv *.txt > speakers.csv
    """
    from attribution.output.speakers import speakers_csv, speakers_json, speakers_table
    from attribution.speakers.summary import speakers_of

    if form.lower() not in FORMATS:
        raise UsageError(f"--format {form}: no such format; there are {', '.join(FORMATS)}")
    room = columns(width)
    inputs = Inputs(articles(files), encoding, filters(act, min_confidence), rules=rules_from(rules))
    results = [(result.source.text, result.claims) for result in inputs]
    speakers, warnings = speakers_of(results)
    for warning in warnings:
        complain(warning)
    if results:
        if form.lower() == "table":
            say(speakers_table(speakers, room))
        else:
            sys.stdout.buffer.write(speakers_json(speakers, warnings) if form.lower() == "json" else speakers_csv(speakers))
    inputs.close()
