"""Options that choose, order and group claims, and what they do to a result."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Annotated

import typer

from attribution.errors import UsageError

if TYPE_CHECKING:
    from attribution.model import Claim
    from attribution.output.fields import Test
    from attribution.output.provenance import Result

Labels = Annotated[
    list[str] | None,
    typer.Option("--certainty", metavar="LABEL", help="Only these labels, joined by commas: probable,possible.", show_default=False),
]
Kinds = Annotated[
    list[str] | None,
    typer.Option("--kind", metavar="KIND", help="Only these, joined by commas: direct, indirect, mixed, author.", show_default=False),
]
Speaker = Annotated[
    str | None,
    typer.Option("--speaker", metavar="NAME", help="Only claims of speakers with NAME in their name.", show_default=False),
]
SourceTypes = Annotated[
    list[str] | None,
    typer.Option("--source-type", metavar="TYPE", help='Only these, joined by commas: officials,"news agency".', show_default=False),
]
Anonymous = Annotated[bool, typer.Option("--anonymous", help="Only claims whose source the reader cannot know.")]
Disputed = Annotated[bool, typer.Option("--disputed", help="Only claims that somebody in the article doubts or denies.")]
Sort = Annotated[
    str | None, typer.Option("--sort", metavar="FIELD", help="Order the claims by a field, such as certainty.", show_default=False)
]
GroupBy = Annotated[
    str | None, typer.Option("--group-by", metavar="FIELD", help="A table for each value of a field, such as speaker.", show_default=False)
]


def chosen(
    certainty: Iterable[str] | None,
    kind: Iterable[str] | None,
    speaker: str | None,
    source_type: Iterable[str] | None,
    *,
    anonymous: bool,
    disputed: bool,
) -> list[Test]:
    """The tests that the options stand for. Raises UsageError for values that make no sense."""
    from attribution.output.fields import one_of

    tests: list[Test] = []
    if certainty:
        tests.append(one_of("certainty", certainty))
    if kind:
        tests.append(one_of("kind", kind))
    if source_type:
        tests.append(one_of("source_type", source_type))
    if speaker is not None:
        part = speaker.casefold()
        tests.append(lambda claim: part in (claim.speaker or "").casefold())
    if anonymous:
        tests.append(lambda claim: claim.anonymous)
    if disputed:
        tests.append(lambda claim: claim.disputed_by is not None)
    return tests


def known_field(option: str, field: str | None) -> str | None:
    """The field that `option` names, dashes as underscores. Raises UsageError where no claim has such a field."""
    if field is None:
        return None
    from attribution.model import FIELDS

    name = field.strip().lower().replace("-", "_")
    if name not in FIELDS:
        from difflib import get_close_matches

        close = get_close_matches(name, list(FIELDS), n=1)
        meant = f" (did you mean {close[0]}?)" if close else ""
        raise UsageError(f"{option} {field}: no such field{meant}")
    return name


def ordered(result: Result, sort: str | None, group: str | None) -> Result:
    """The result with its claims by `group`, then by `sort`, else as they were; claims without a value come last."""
    claims = result.claims
    for field in (sort, group):
        if field is not None:
            claims = tuple(sorted(claims, key=lambda claim, name=field: _place(claim, name)))  # type: ignore[misc]
    return result if claims is result.claims else replace(result, claims=claims)


def grouped(result: Result, group: str) -> Iterator[tuple[str, Result]]:
    """The groups of an ordered result, each with its name: "speaker: Anna Berg"."""
    for value, claims in groupby(result.claims, key=lambda claim: _shown(claim, group)):
        yield f"{group.replace('_', ' ')}: {value}", replace(result, claims=tuple(claims))


def _place(claim: Claim, field: str) -> tuple[bool, float, str]:
    value = getattr(claim, field)
    if isinstance(value, int | float):
        return False, float(value), ""
    text = _shown(claim, field)
    return text == "none", 0.0, text.casefold()


def _shown(claim: Claim, field: str) -> str:
    value = getattr(claim, field)
    if value is None or value == ():
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return " | ".join(str(part) for part in value)
    return str(value)
