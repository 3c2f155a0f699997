"""`attribution export`: the claim records for other programs."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import PurePath
from typing import Annotated, Any

import typer

from attribution.cli.ending import finish
from attribution.cli.inputs import Inputs
from attribution.cli.options import Act, Encoding, Files, MinConfidence, filters
from attribution.errors import UsageError
from attribution.output.provenance import Result, document_entry, side_file

STDOUT = "-"
Form = Annotated[
    str, typer.Option("--format", "-f", metavar="FORMAT", help="csv, jsonl or json; if left out, as -o ends.", show_default=False)
]
Output = Annotated[
    str,
    typer.Option("--output", "-o", metavar="FILE", help="Write this file, not standard output: whole or not at all.", show_default=False),
]
Provenance = Annotated[
    str | None, typer.Option("--provenance", metavar="FILE", help="Also write which tool, rules and inputs made this, as JSON.")
]
Raw = Annotated[bool, typer.Option("--raw", help="CSV: leave text that a spreadsheet may take for a formula as it is.")]
Excel = Annotated[bool, typer.Option("--excel", help="CSV: begin with a byte order mark, by which Excel knows UTF-8.")]


def export(
    files: Files,
    form: Form = "",
    output: Output = STDOUT,
    provenance: Provenance = None,
    raw: Raw = False,
    excel: Excel = False,
    act: Act = None,
    min_confidence: MinConfidence = None,
    encoding: Encoding = None,
) -> None:
    """Write the claims as CSV, JSON Lines or JSON, one record a claim.

    \b
    Examples:
      attribution export --format csv --excel -o claims.csv article.txt
      attribution export --format jsonl *.txt > claims.jsonl
    """
    from attribution.output.export import FORMATS

    form = _form(form, output, tuple(FORMATS))
    if form != "csv" and (raw or excel):
        raise UsageError(f"{'--raw' if raw else '--excel'}: is for --format csv only")
    _check_targets(output, provenance, files)
    inputs = Inputs(files, encoding, filters(act, min_confidence))
    results = iter(inputs)
    first = next(results, None)
    if first is not None:  # where no input could be read, an earlier result stays as it is
        entries: list[dict[str, Any]] = []
        pieces = FORMATS[form](_noted(chain([first], results), entries if provenance else None), raw=raw, excel=excel)
        _write(pieces, output, provenance, entries)
    finish(bool(inputs.failed))


def _form(form: str, output: str, known: Sequence[str]) -> str:
    """The format asked for, or else the one that the name of the output file promises."""
    chosen = form.lower() or PurePath(output).suffix.lower().removeprefix(".")
    if chosen in known:
        return chosen
    if form:
        raise UsageError(f"--format {form}: no such format; there are {', '.join(known)}")
    raise UsageError(f"export: which format? Add --format {', --format '.join(known[:-1])} or --format {known[-1]}")


def _check_targets(output: str, provenance: str | None, files: Sequence[str]) -> None:
    """UsageError where a file to write would hurt a file to read, or the other one."""
    from attribution.output.files import check_target, one_place

    if output != STDOUT:
        check_target("-o", output, files)
    if provenance is not None:
        if provenance == STDOUT:
            raise UsageError("--provenance -: name a file; standard output is for the claims")
        check_target("--provenance", provenance, files)
        if output != STDOUT and one_place(output, provenance):
            raise UsageError(f"--provenance {provenance}: is the file that -o writes; name another one")


def _noted(results: Iterable[Result], entries: list[dict[str, Any]] | None) -> Iterator[Result]:
    """The results as they are, with what the side file says of each noted on the way."""
    for result in results:
        if entries is not None:
            entries.append(document_entry(result) | {"claims": len(result.claims)})
        yield result


def _write(pieces: Iterable[bytes], output: str, provenance: str | None, entries: Sequence[dict[str, Any]]) -> None:
    """The result, then the side file, whose content is known when all results have gone by."""
    from attribution.output.files import write_files

    files = []
    if output == STDOUT:
        for piece in pieces:
            sys.stdout.buffer.write(piece)
    else:
        files.append((output, pieces))
    if provenance is not None:
        files.append((provenance, side_file(entries)))
    write_files(files)
