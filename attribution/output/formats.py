"""What export formats there are, by name: what each is for, what its files end in, and who writes it. Writers are loaded when asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from importlib import import_module
from typing import Any, NamedTuple

from attribution.errors import UsageError
from attribution.model import FIELDS, Claim
from attribution.output.provenance import Result

Writer = Callable[..., Iterator[bytes]]


class Format(NamedTuple):
    """One format. `rows` where it holds the claim record row by row, so that fields can be chosen and rows sorted."""

    name: str
    suffixes: tuple[str, ...]
    about: str
    module: str
    function: str
    rows: bool = True
    binary: bool = False


ALL = (
    Format("csv", ("csv",), "one claim a row, for spreadsheets and R or pandas", "export", "to_csv"),
    Format("jsonl", ("jsonl", "ndjson"), "one JSON object a claim and line: the reference form", "export", "to_jsonl"),
    Format("json", ("json",), "one JSON object: what made it, documents, claims", "export", "to_json"),
    Format("xlsx", ("xlsx",), "an Excel workbook", "tabular", "to_xlsx", binary=True),
    Format("parquet", ("parquet",), "Apache Parquet, for data frames", "tabular", "to_parquet", binary=True),
    Format("sqlite", ("sqlite", "sqlite3", "db"), "an SQLite database, for Datasette", "database", "to_sqlite", binary=True),
    Format("webanno", (), "W3C Web Annotation", "annotations", "to_web_annotation", rows=False),
    Format("jsonld", ("jsonld",), "schema.org Quotation and Claim, as JSON-LD", "annotations", "to_json_ld", rows=False),
    Format("claimreview", (), "schema.org ClaimReview, its verdict left to you", "annotations", "to_claim_review", rows=False),
    Format("doccano", (), "Doccano JSON Lines with relations", "annotations", "to_doccano", rows=False),
    Format("brat", ("ann",), "brat stand-off; several articles make a folder", "annotations", "to_brat", rows=False),
)
NAMES = tuple(form.name for form in ALL)


def format_named(name: str, output: str) -> Format:
    """The format asked for by name, or else the one that the name of the output file promises. Raises UsageError."""
    wanted = name.lower()
    ending = output.rpartition(".")[2].lower() if "." in output else ""
    for form in ALL:
        if wanted == form.name or (not wanted and ending in form.suffixes):
            return form
    if name:
        raise UsageError(f"--format {name}: no such format; there are {', '.join(NAMES)}")
    raise UsageError(f"export: which format? Add --format {', --format '.join(NAMES[:-1])} or --format {NAMES[-1]}")


def writer(form: Format) -> Writer:
    """The function that writes the format: results and options in, bytes out."""
    return getattr(import_module(f"attribution.output.{form.module}"), form.function)  # type: ignore[no-any-return]


def chosen_fields(text: str | None) -> Sequence[str]:
    """The fields that `--fields` names, in its order; all without it. Raises UsageError for names that are no field, or twice there."""
    if text is None:
        return FIELDS
    names = [name.strip() for name in text.split(",") if name.strip()]
    for name in names:
        _check_field("--fields", name)
        if names.count(name) > 1:
            raise UsageError(f"--fields {text}: {name} is there twice")
    if not names:
        raise UsageError("--fields: names no field")
    return tuple(names)


def _check_field(option: str, name: str) -> None:
    if name not in FIELDS:
        from difflib import get_close_matches

        close = get_close_matches(name, FIELDS, n=1)
        meant = f" (did you mean {close[0]}?)" if close else ""
        raise UsageError(f"{option} {name}: no such field{meant}; there are {', '.join(FIELDS)}")


def sorted_by(results: Iterable[Result], text: str) -> list[Result]:
    """The results sorted by the fields that `--sort` names (`-` in front turns the order round), as one run of rows. Raises UsageError.

    Claims without a value stand last either way; claims that are equal keep their order.
    """
    results = list(results)
    claims = [claim for result in results for claim in result.claims]
    for part in reversed([part.strip() for part in text.split(",") if part.strip()]):
        name, turned = part.removeprefix("-"), part.startswith("-")
        _check_field("--sort", name)
        known = [claim for claim in claims if _value(claim, name) not in (None, "", ())]
        rest = [claim for claim in claims if _value(claim, name) in (None, "", ())]
        claims = sorted(known, key=lambda claim, name=name: _value(claim, name), reverse=turned) + rest  # type: ignore[misc]
    return [replace(result, claims=tuple(claims) if number == 0 else ()) for number, result in enumerate(results)]


def _value(claim: Claim, name: str) -> Any:
    value = getattr(claim, name)
    if name in ("id", "refers_to") and value:
        return int(value[1:]) if value[1:].isdigit() else 0
    return value.casefold() if isinstance(value, str) else value
