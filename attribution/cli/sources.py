"""`attribution sources`: who speaks in the articles, how often and how surely."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from attribution.cli.ending import complain, say
from attribution.cli.inputs import Inputs, articles
from attribution.cli.options import (
    Act,
    Encoding,
    Files,
    MinConfidence,
    PeopleFile,
    RulesFolder,
    Width,
    columns,
    filters,
    people_from,
    rules_from,
)
from attribution.errors import UsageError

if TYPE_CHECKING:
    from attribution.model import Claim
    from attribution.people import People
    from attribution.rulebook.rules import Rules
    from attribution.speakers.summary import SpeakerSummary

FORMATS = ("table", "csv", "json")
BY: Mapping[str, Callable[[SpeakerSummary], str | None]] = {
    "gender": lambda speaker: speaker.gender, "type": lambda speaker: speaker.source_type, "role": lambda speaker: speaker.role
}  # fmt: skip
By = Annotated[
    str | None,
    typer.Option("--by", metavar="KIND", help="Shares of speakers, claims and words quoted, by gender, type or role.", show_default=False),
]
Form = Annotated[str, typer.Option("--format", "-f", metavar="FORMAT", help="table, csv or json.")]


def sources(
    files: Files,
    form: Form = "table",
    act: Act = None,
    min_confidence: MinConfidence = None,
    by: By = None,
    width: Width = None,
    encoding: Encoding = None,
    rules: RulesFolder = None,
    people: PeopleFile = None,
) -> None:
    """Show each speaker with role, type, number of claims, quoted words, certainty and first line.

    Several files are counted together; a speaker of the same name is the same, with a warning where two people could share it.

    --by gender counts people, by what the articles say where somebody speaks (she, Mr, spokesman) or what the people file says; of all
    others it is not told. Given names tell nothing.

    \b
    Examples:
      attribution sources article.txt
      attribution sources --by gender --people people.toml *.txt
      attribution sources --format csv *.txt > speakers.csv
    """
    from attribution.output.annotations import PERSONS
    from attribution.output.speakers import shares_csv, shares_json, shares_table, speakers_csv, speakers_json, speakers_table
    from attribution.speakers.summary import shares, speakers_of

    if form.lower() not in FORMATS:
        raise UsageError(f"--format {form}: no such format; there are {', '.join(FORMATS)}")
    if by is not None and by.lower() not in BY:
        raise UsageError(f"--by {by}: no such kind; there are {', '.join(BY)}")
    room, own, known = columns(width), rules_from(rules), people_from(people)
    inputs = Inputs(articles(files), encoding, filters(act, min_confidence), rules=own, people=known)
    results = [(result.source.text, result.claims) for result in inputs]
    speakers, warnings = speakers_of(results, _gender(known, own))
    for warning in warnings:
        complain(warning)
    if results and by is not None:
        counted = [speaker for speaker in speakers if by.lower() != "gender" or speaker.source_type in PERSONS or speaker.gender]
        parts = shares(counted, BY[by.lower()])
        if form.lower() == "table":
            say(shares_table(parts, by.lower()))
        else:
            sys.stdout.buffer.write(shares_json(parts, by.lower()) if form.lower() == "json" else shares_csv(parts, by.lower()))
    elif results:
        if form.lower() == "table":
            say(speakers_table(speakers, room))
        else:
            sys.stdout.buffer.write(speakers_json(speakers, warnings) if form.lower() == "json" else speakers_csv(speakers))
    inputs.close()


def _gender(people: People | None, rules: Rules) -> Callable[[Sequence[Claim]], str | None]:
    """The gender of whoever makes the claims: as the people file has it, else as the article words it."""
    from attribution.speakers.lexicon import read_lexicon
    from attribution.speakers.summary import gender_of

    lexicon = rules.get(read_lexicon)

    def gender(claims: Sequence[Claim]) -> str | None:
        person = people.of(claims[0].speaker) if people is not None else None
        return person.gender if person is not None and person.gender else gender_of(claims, lexicon)

    return gender
