"""What `verify` writes: every format read back, and held against the schema."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from attribution.cli.app import app
from attribution.cli.verify import FORMATS
from attribution.output import tracedata
from attribution.output.export import harmless
from attribution.output.tracedata import FIELDS, LIST_FIELDS, MADE, OBJECTS, SPAN_FIELDS, WRITERS, Traced, record
from attribution.readers import Source
from attribution.verify.passages import read_material
from attribution.verify.record import Trace
from attribution.verify.retrieve import Corpus, read_corpus
from attribution.verify.run import verify_source

FIXTURES = Path(__file__).parent.parent / "fixtures" / "verify"
SCHEMA = json.loads((Path(tracedata.__file__).parent / "schemas" / "traces-1.json").read_text("utf-8"))
NUMBERS = ("line", "column", "words_omitted", "source_line", "source_column", "alternatives")
HOSTILE = "=HYPERLINK(“It is cheap,”) Mayor Ida Holm said.\r\n\r\n"
HOSTILE += "“It is\x00 che\u202eap, <b>quick</b> | and …\x1b[31m safe,” @SUM Holm said.\r\n"
TALK = "IDA HOLM: It is cheap, quick and not safe. =cmd|' /C calc'!A0 <script>alert(1)</script>\n\nPELLE LUND: Nobody \U0001f6a2 asked.\n"


def source_of(name: str, text: str) -> Source:
    return Source(name, text, "utf-8", text.encode("utf-8", "surrogatepass"))


def corpus_of(sources: dict[str, str]) -> Corpus:
    return read_corpus([read_material(source_of(name, text)) for name, text in sources.items()])


@pytest.fixture(scope="module")
def sources() -> Corpus:
    files = {path.name: path.read_text("utf-8") for path in sorted((FIXTURES / "sources").iterdir())}
    return corpus_of(files | {"=evil|name\n\x1b[2J.txt": TALK})


@pytest.fixture(scope="module")
def drafts(sources: Corpus) -> list[Traced]:
    texts = {f"{path.parent.name}/{path.name}": path.read_text("utf-8") for path in sorted(FIXTURES.glob("*/*.md"))}
    texts |= {"@draft\n::error ::.md": HOSTILE, "empty.md": ""}
    made = [source_of(name, text) for name, text in texts.items()]
    return [Traced(draft, None, verify_source(draft, None, sources)) for draft in made]


@pytest.fixture(scope="module")
def records(drafts: list[Traced]) -> list[dict[str, Any]]:
    return [record(trace) for each in drafts for trace in each.tracing.traces]


def written(form: str, drafts: list[Traced], sources: Corpus) -> bytes:
    return b"".join(WRITERS[form](drafts, sources.materials))


def validator(part: str) -> Any:
    jsonschema = pytest.importorskip("jsonschema")
    return jsonschema.Draft202012Validator(SCHEMA | {"$ref": f"#/$defs/{part}"})


def as_record(row: dict[str, str]) -> dict[str, Any]:
    """A row of CSV as the record that it came from."""
    return {name: _value(name, row[name]) for name in FIELDS}


def _value(name: str, cell: str) -> Any:
    if name in OBJECTS:
        return json.loads(cell) if cell else {} if name == "why" else []
    if name == "span" or name in SPAN_FIELDS:
        spans = [[int(number) for number in span.split("-")] for span in cell.split()]
        return spans[0] if name == "span" else spans
    if name in LIST_FIELDS:
        return cell.split(" | ") if cell else []
    if name == "similarity":
        return float(cell)
    if name in NUMBERS:
        return int(cell) if cell else None
    text = cell[1:] if cell[:1] == "'" and harmless(cell[1:]) == cell else cell
    return text if text or name in ("reason", "source_text", "source_before", "source_after") else None


def test_the_schema_knows_the_fields_of_a_trace_and_says_what_each_is() -> None:
    pytest.importorskip("jsonschema").Draft202012Validator.check_schema(SCHEMA)
    parts = SCHEMA["$defs"]
    assert set(FIELDS) == set(Trace.__dataclass_fields__)
    assert tuple(parts["trace"]["properties"]) == tuple(parts["trace"]["required"]) == FIELDS
    assert tuple(parts["line"]["properties"]) == tuple(parts["line"]["required"]) == MADE
    assert all("description" in field or "$ref" in field for field in parts["trace"]["properties"].values())
    assert SCHEMA["title"] == tracedata.SCHEMA


def test_json_lines_validate_and_bad_records_do_not(drafts: list[Traced], sources: Corpus, records: list[dict[str, Any]]) -> None:
    check = validator("line")
    lines = [json.loads(line) for line in written("jsonl", drafts, sources).splitlines()]
    assert [{name: line[name] for name in FIELDS} for line in lines] == json.loads(json.dumps(records))
    assert [error.message for line in lines for error in check.iter_errors(line)] == []
    for wrong in ({"status": "true"}, {"severity": "bad"}, {"line": 0}, {"spans": [[1]]}, {"why": {"x": "y"}}, {"schema": "other"}):
        assert not check.is_valid(lines[0] | wrong)
    assert not check.is_valid({name: value for name, value in lines[0].items() if name != "source"})


def test_json_names_tool_rules_draft_and_sources(drafts: list[Traced], sources: Corpus, records: list[dict[str, Any]]) -> None:
    whole = json.loads(written("json", drafts, sources))
    assert [error.message for error in validator("documents").iter_errors(whole)] == []
    assert [trace for document in whole["documents"] for trace in document["traces"]] == json.loads(json.dumps(records))
    assert [one["sha256"] for one in whole["sources"]] == [material.source.sha256 for material in sources.materials]
    assert json.loads(written("json", [], sources))["documents"] == []


def test_csv_reads_back_as_the_records_and_no_cell_is_a_formula(
    drafts: list[Traced], sources: Corpus, records: list[dict[str, Any]]
) -> None:
    rows = list(csv.DictReader(io.StringIO(written("csv", drafts, sources).decode("utf-8"), newline="")))
    assert [as_record(row) for row in rows] == json.loads(json.dumps(records))
    assert not [cell for row in rows for cell in row.values() if cell[:1] in ("=", "+", "-", "@", "|", "\t")]
    assert {row["schema"] for row in rows} == {tracedata.SCHEMA}


def test_the_spans_of_hostile_text_are_those_of_the_file(drafts: list[Traced], records: list[dict[str, Any]]) -> None:
    hostile = [one for one in records if one["doc"].startswith("@draft")]
    assert [HOSTILE[slice(*one["span"])] for one in hostile] == [one["text"] for one in hostile]
    assert "<script>alert(1)</script>" in hostile[0]["source_after"]


def run(*args: object) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, ["verify", *map(str, args), "--against", str(FIXTURES / "sources")])
    return done.exit_code, done.stdout, done.stderr


@pytest.mark.parametrize(("form", "ending"), [(form, ending) for form, endings in FORMATS.items() for ending in endings])
def test_a_file_is_written_as_it_ends_and_holds_what_standard_output_would(form: str, ending: str, tmp_path: Path) -> None:
    draft, out = FIXTURES / "open" / "wrong.md", tmp_path / f"traces.{ending}"
    assert run(draft, "-o", out)[:2] == (1, "")
    assert out.read_bytes().decode("utf-8").replace("\r\n", "\n") == run(draft, "-f", form)[1]


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["-f", "docx"], "--format docx: no such format; there are table, csv"),
        (["-o", "traces.xyz"], "-o traces.xyz: which format is this to be?"),
        (["-o", "nowhere/traces.csv"], "there is no folder nowhere"),
    ],
)
def test_a_format_or_place_that_there_is_not_ends_with_two(args: list[str], says: str) -> None:
    code, out, err = run(FIXTURES / "open" / "right.md", *args)
    assert (code, out) == (2, "")
    assert says in err


def test_neither_draft_nor_source_is_written_over(tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text("“The roof is leaking,” Ida Holm said.\n", "utf-8")
    for target in (draft, FIXTURES / "sources" / "council.txt"):
        before = target.read_bytes()
        code, _, err = run(draft, "-o", target)
        assert code == 2
        assert "is one of the files to read" in err
        assert target.read_bytes() == before
