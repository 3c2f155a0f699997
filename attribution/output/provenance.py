"""Which version of the tool and of the rules made a file, from which inputs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from attribution.model import FIELDS, Claim, Extraction
from attribution.output.jsontext import json_bytes
from attribution.readers import Source
from attribution.readers.readable import Readable
from attribution.rulefiles import rules_version
from attribution.version import __version__

SCHEMA = "attribution-claims/1"  # the number rises when a field goes or changes its meaning, not when one is added
TOOL = f"claim-attribution {__version__}"


class Correction(NamedTuple):
    """One field of one claim as an overrides file has it: what was found, and what stands there now."""

    field: str
    found: str | None
    now: str | None
    origin: str  # the overrides file


@dataclass(frozen=True, slots=True)
class Result:
    """One document on its way out: how it was read, what was found in it, the claims that passed the filters, corrections by claim id.

    `readable` is what was read of a file with markup, None where all of it was.
    """

    source: Source
    extraction: Extraction
    claims: tuple[Claim, ...]
    corrections: Mapping[str, tuple[Correction, ...]] = field(default_factory=dict)
    readable: Readable | None = None
    own_rules: str = ""  # digest of rule files beside the shipped ones

    @property
    def about(self) -> dict[str, str]:
        """What the page says of itself, as far as known: `{title, author, date, outlet, address}`; nothing for a text."""
        return dict(self.readable.about) if self.readable is not None else {}

    def changed(self, claim: Claim) -> dict[str, Correction]:
        """What an overrides file says of a claim, by field."""
        return {change.field: change for change in self.corrections.get(claim.id, ())}


def made_by(results: Sequence[Result] = ()) -> dict[str, str]:
    """`{schema, tool, rules}`: stands in front of everything that says where it comes from; the results of one run share their rules."""
    return {"schema": SCHEMA, "tool": TOOL, "rules": rules_version(results[0].own_rules if results else "")}


def lost_lines(result: Result) -> list[int]:
    """The lines at which the quotations begin that lie in no claim."""
    return [result.source.position(span.begin)[0] for span in result.extraction.unattributed]


def document_entry(result: Result) -> dict[str, Any]:
    """`{doc, sha256, encoding, warnings, unattributed}` of one document; warnings are `{line, column, message}`, the other spans.

    `about` holds what a page says of itself, as far as known: `{title, author, date, outlet, address}`.
    """
    source = result.source
    warnings = []
    for warning in result.extraction.warnings:
        line, column = source.position(warning.offset)
        warnings.append({"line": line, "column": column, "message": warning.message})
    lost = [list(span) for span in result.extraction.unattributed]
    entry = {"doc": source.doc, "sha256": source.sha256, "encoding": source.encoding, "warnings": warnings, "unattributed": lost}
    return entry | {"about": result.about} if result.about else entry


def side_file(entries: Iterable[dict[str, Any]], made: Mapping[str, str]) -> Iterator[bytes]:
    """What stands beside forms whose rows say nothing but claims: `{schema, tool, rules, fields, documents}`, as JSON."""
    yield json_bytes({**made, "fields": list(FIELDS), "documents": list(entries)}, indent=2) + b"\n"
