"""`attribution export`: the claim records for other programs."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Annotated, Any

import typer

from attribution.cli.ending import STDOUT
from attribution.cli.inputs import Inputs, articles
from attribution.cli.jobs import Jobs, number_of
from attribution.cli.options import (
    Act,
    Encoding,
    Files,
    MinConfidence,
    OverridesFile,
    PeopleFile,
    RulesFolder,
    Save,
    filters,
    overrides_from,
    people_from,
    rules_from,
)
from attribution.errors import UsageError

if TYPE_CHECKING:
    from attribution.output.formats import Format, Writer
    from attribution.output.provenance import Result

Form = Annotated[
    str,
    typer.Option(
        "--format", "-f", metavar="FORMAT", show_default=False,
        help="csv, jsonl, json, xlsx, parquet, sqlite, webanno, jsonld, claimreview, doccano or brat; if left out, as -o ends.",
    ),
]  # fmt: skip
Output = Annotated[
    str,
    typer.Option("--output", "-o", metavar="FILE", help="Write this file, not standard output: whole or not at all.", show_default=False),
]
Provenance = Annotated[
    str | None, typer.Option("--provenance", metavar="FILE", help="Also write which tool, rules and inputs made this, as JSON.")
]
Raw = Annotated[bool, typer.Option("--raw", help="CSV: leave text that a spreadsheet may take for a formula as it is.")]
Excel = Annotated[bool, typer.Option("--excel", help="CSV: begin with a byte order mark, by which Excel knows UTF-8.")]
Worksheet = Annotated[bool, typer.Option("--worksheet", help="CSV, XLSX: a sheet to check and correct the claims in, see --overrides.")]
Overwrite = Annotated[
    bool, typer.Option("--overwrite", help="SQLite: write over a file that is no database, or tables that this tool has not made, too.")
]
Datasette = Annotated[
    str | None, typer.Option("--datasette", metavar="FILE", help="SQLite: also write what Datasette shows of it: titles, facets, search.")
]
Fields = Annotated[str | None, typer.Option("--fields", metavar="NAMES", help="Only these fields, in this order, joined by commas.")]
Sort = Annotated[
    str | None, typer.Option("--sort", metavar="NAMES", help="Sort all rows by these fields; -NAME turns the order round.")
]


File = tuple[str, Iterable[bytes]]  # its name and what it holds


def export(
    files: Files,
    form: Form = "",
    output: Output = STDOUT,
    fields: Fields = None,
    sort: Sort = None,
    worksheet: Worksheet = False,
    overrides: OverridesFile = None,
    provenance: Provenance = None,
    raw: Raw = False,
    excel: Excel = False,
    overwrite: Overwrite = False,
    datasette: Datasette = None,
    act: Act = None,
    min_confidence: MinConfidence = None,
    rules: RulesFolder = None,
    people: PeopleFile = None,
    encoding: Encoding = None,
    jobs: Jobs = None,
    save: Save = None,
) -> None:
    """Write the claims as CSV, JSON, a workbook, a database or annotations, one record a claim.

    \b
    Examples:
      attribution export --format csv --excel -o claims.csv article.txt
      attribution export --format jsonl *.txt > claims.jsonl
      attribution export --worksheet -o sheet.xlsx article.txt
      attribution export --fields speaker,claim --sort -confidence -f csv *.txt
      attribution export -o claims.db --datasette metadata.json *.txt
    """
    from attribution.output.formats import chosen_fields, format_named

    chosen = format_named(form, output)
    _check_options(chosen, raw=raw, excel=excel, worksheet=worksheet, overwrite=overwrite, rows=fields is not None or sort is not None)
    _check_database(chosen, output, overwrite=overwrite, told=datasette)
    names, found = chosen_fields(fields), articles(files)
    folder = chosen.name == "brat" and output != STDOUT and not output.lower().endswith(".ann")
    _check_targets(output, {"--provenance": provenance, "--datasette": datasette}, found.files, folder=folder, binary=chosen.binary)
    inputs = Inputs(
        found, encoding, filters(act, min_confidence), overrides_from(overrides), quiet_output=output != STDOUT, rules=rules_from(rules),
        people=people_from(people), jobs=number_of(jobs), save=save,
    )  # fmt: skip
    results = iter(inputs)
    first = next(results, None)
    if first is not None:  # where no input could be read, an earlier result stays as it is
        from attribution.output.provenance import made_by, side_file

        entries: list[dict[str, Any]] = []
        made = made_by([first])
        noted = _noted(chain([first], results), entries if provenance else None)
        sides = _sides(provenance, side_file(entries, made), datasette, output)
        if folder:
            _write_folder(noted, output, sides)
        elif chosen.name == "sqlite" and _is_database(output):
            _write_tables(_sorted(noted, sort), output, names)
            _write((), STDOUT, sides)
        else:
            _write(_writer(chosen, worksheet)(_sorted(noted, sort), raw=raw, excel=excel, fields=names), output, sides)
    inputs.close()


def _check_options(form: Format, *, raw: bool, excel: bool, worksheet: bool, overwrite: bool, rows: bool) -> None:
    if form.name != "csv" and (raw or excel):
        raise UsageError(f"{'--raw' if raw else '--excel'}: is for --format csv only")
    if overwrite and form.name != "sqlite":
        raise UsageError("--overwrite: is for --format sqlite only; other files are replaced by what -o writes")
    if worksheet and form.name not in ("csv", "xlsx"):
        raise UsageError("--worksheet: is for --format csv and --format xlsx")
    if rows and (worksheet or not form.rows):
        raise UsageError(f"--fields and --sort: do not go with {'--worksheet' if worksheet else f'--format {form.name}'}")


def _sorted(results: Iterable[Result], sort: str | None) -> Iterable[Result]:
    if sort is None:
        return results
    from attribution.output.formats import sorted_by

    return sorted_by(results, sort)


def _writer(form: Format, worksheet: bool) -> Writer:
    if worksheet:
        from attribution.output.worksheet import worksheet_csv, worksheet_xlsx

        return worksheet_csv if form.name == "csv" else worksheet_xlsx
    if form.name == "brat":
        return _one_brat
    from attribution.output.formats import writer

    return writer(form)


def _one_brat(results: Iterable[Result], **_: Any) -> Iterator[bytes]:
    """The annotation of one article; several have no place in one file."""
    from attribution.output.annotations import to_brat

    for number, result in enumerate(results):
        if number:
            raise UsageError("--format brat: several articles make a folder of files; name one with -o, as in -o brat/")
        yield to_brat(result)


def _sides(provenance: str | None, entries: Iterable[bytes], datasette: str | None, output: str) -> list[File]:
    """The files that stand beside the result."""
    files: list[File] = []
    if provenance is not None:
        files.append((provenance, entries))
    if datasette is not None:
        from attribution.output.database import datasette_file

        files.append((datasette, datasette_file(output)))
    return files


def _write_folder(results: Iterable[Result], output: str, sides: Sequence[File]) -> None:
    from pathlib import Path

    from attribution.output.annotations import brat_files
    from attribution.output.files import write_files

    files: list[File] = [(str(Path(output) / name), [data]) for name, data in brat_files(results)]
    Path(output).mkdir(exist_ok=True)
    write_files([*files, *sides])


def _check_database(form: Format, output: str, *, overwrite: bool, told: str | None) -> None:
    """UsageError where a database would write over what is not ours, or where there is none to tell Datasette of."""
    from pathlib import Path

    if told is not None and (form.name != "sqlite" or output == STDOUT):
        raise UsageError("--datasette: goes with a database that -o names, as in -o claims.db")
    if form.name == "sqlite" and not overwrite and output != STDOUT and Path(output).is_file():
        from attribution.output.database import check_database

        check_database(output)


def _is_database(output: str) -> bool:
    from attribution.output.database import is_database

    return output != STDOUT and is_database(output)


def _write_tables(results: Iterable[Result], output: str, fields: Sequence[str]) -> None:
    from attribution.output.database import into_sqlite
    from attribution.output.files import target_of

    into_sqlite(str(target_of(output)), list(results), fields)


def _check_targets(output: str, sides: Mapping[str, str | None], files: Sequence[str], *, folder: bool, binary: bool) -> None:
    """UsageError where a file to write would hurt a file to read, or another one to write, or a terminal; `sides` are named by option."""
    from attribution.output.files import check_folder, check_target, one_place

    if folder:
        check_folder("-o", output)
    elif output != STDOUT:
        check_target("-o", output, files)
    elif binary and sys.stdout.isatty():
        raise UsageError("export: this format is not for a terminal; name a file with -o")
    taken = {} if output == STDOUT else {output: "-o"}
    for option, name in sides.items():
        if name is None:
            continue
        if name == STDOUT:
            raise UsageError(f"{option} -: name a file; standard output is for the claims")
        check_target(option, name, files)
        for other, writer in taken.items():
            if one_place(other, name):
                raise UsageError(f"{option} {name}: is the file that {writer} writes; name another one")
        taken[name] = option


def _noted(results: Iterable[Result], entries: list[dict[str, Any]] | None) -> Iterator[Result]:
    """The results as they are, with what the side file says of each noted on the way."""
    from attribution.output.provenance import document_entry

    for result in results:
        if entries is not None:
            entries.append(document_entry(result) | {"claims": len(result.claims)})
        yield result


def _write(pieces: Iterable[bytes], output: str, sides: Sequence[File]) -> None:
    """The result, then what stands beside it, some of which is known only when all results have gone by."""
    from attribution.output.files import write_files

    if output == STDOUT:
        for piece in pieces:
            sys.stdout.buffer.write(piece)
    write_files([*([] if output == STDOUT else [(output, pieces)]), *sides])
