"""Every export read back by a reader of that format that is not ours, and held against the schema."""

import csv
import io
import json
import os
import re
import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
from keyed import ARTICLES, keyed

from attribution.cli.export import Form
from attribution.errors import UsageError
from attribution.model import FIELDS
from attribution.output import formats
from attribution.output.annotations import brat_files, to_brat
from attribution.output.database import datasette_file
from attribution.output.fields import LIST_FIELDS, SPAN_FIELDS, VALUES, record
from attribution.output.formats import ALL, chosen_fields, sorted_by
from attribution.output.worksheet import COLUMNS, worksheet_csv, worksheet_xlsx

SCHEMA = json.loads((Path(formats.__file__).parent / "schemas" / "claims-1.json").read_text(encoding="utf-8"))
NAMES = sorted(path.stem for path in ARTICLES.glob("*.txt"))


@pytest.fixture(scope="module")
def results():
    return [keyed(name) for name in NAMES]


@pytest.fixture(scope="module")
def records(results):
    return [record(claim) for result in results for claim in result.claims]


def written(name, results, **options):
    form = next(form for form in ALL if form.name == name)
    return b"".join(formats.writer(form)(results, **options))


def test_the_help_of_export_names_every_format():
    (option,) = (part for part in get_args(Form) if hasattr(part, "help"))
    assert option.help.startswith(f"{', '.join(formats.NAMES[:-1])} or {formats.NAMES[-1]};")


def validator(part=None):
    jsonschema = pytest.importorskip("jsonschema")
    return jsonschema.Draft202012Validator(SCHEMA | {"$ref": f"#/$defs/{part}"} if part else SCHEMA)


def as_record(row):
    """A flat row (CSV, XLSX) as the record it came from."""
    out = {}
    for name, value in row.items():
        if name in SPAN_FIELDS:
            out[name] = [[int(n) for n in span.split("-")] for span in (value or "").split()]
        elif name in LIST_FIELDS:
            out[name] = value.split(" | ") if value else []
        elif name in ("line", "column"):
            out[name] = int(value)
        elif name == "confidence":
            out[name] = float(value)
        elif name == "speaker_confidence":
            out[name] = float(value) if value not in (None, "") else None
        elif name == "anonymous":
            out[name] = value in (True, "true")
        else:
            out[name] = value or ("" if name in ("cue", "rule", "sentence", "claim") else None)
    return out


def test_the_schema_knows_the_fields_and_their_vocabularies():
    pytest.importorskip("jsonschema").Draft202012Validator.check_schema(SCHEMA)
    claim = SCHEMA["$defs"]["claim"]
    assert tuple(claim["properties"]) == tuple(claim["required"]) == FIELDS
    assert {name: tuple(v for v in claim["properties"][name]["enum"] if v) for name in VALUES} == VALUES
    assert all("description" in field for field in claim["properties"].values())


def test_json_lines_validate_and_bad_records_do_not(results, records):
    check = validator()
    lines = [json.loads(line) for line in written("jsonl", results).splitlines()]
    assert lines == records
    assert [error.message for line in lines for error in check.iter_errors(line)] == []
    assert not check.is_valid(records[0] | {"certainty": "sure"})
    assert not check.is_valid({name: value for name, value in records[0].items() if name != "speaker"})
    assert not check.is_valid(records[0] | {"content_spans": [[1]]})


def test_json_validates(results, records):
    data = json.loads(written("json", results))
    assert list(validator("document").iter_errors(data)) == []
    assert [claim for document in data["documents"] for claim in document["claims"]] == records


def test_csv_read_back_is_the_record(results, records):
    rows = csv.DictReader(io.StringIO(written("csv", results, raw=True).decode(), newline=""))
    assert [as_record(row) for row in rows] == records


def test_xlsx_read_back_is_the_record(results, records):
    pytest.importorskip("xlsxwriter")
    book = pytest.importorskip("openpyxl").load_workbook(io.BytesIO(written("xlsx", results)))
    sheet = book["claims"]
    header, *rows = sheet.iter_rows(values_only=True)
    assert [as_record(dict(zip(header, row, strict=True))) for row in rows] == records
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:AH{len(rows) + 1}"
    assert book["about"]["A2"].value == "tool"


def test_text_in_a_workbook_is_never_a_formula_a_link_or_a_number(results):
    pytest.importorskip("xlsxwriter")
    openpyxl = pytest.importorskip("openpyxl")
    texts = ["=1+1", "https://example.org", "1234", "-", "+1", "mailto:a@b.c", "x" * 40_000]
    claims = tuple(replace(results[0].claims[0], claim=text) for text in texts)
    sheet = openpyxl.load_workbook(io.BytesIO(written("xlsx", [replace(results[0], claims=claims)], fields=("claim",))))["claims"]
    cells = [row[0] for row in sheet.iter_rows(min_row=2)]
    assert [(cell.data_type, cell.hyperlink) for cell in cells] == [("s", None)] * len(texts)
    assert [cell.value for cell in cells[:-1]] == texts[:-1]
    assert len(cells[-1].value) == 32_767


def test_parquet_read_back_is_the_record(results, records):
    pq = pytest.importorskip("pyarrow.parquet")
    table = pq.read_table(io.BytesIO(written("parquet", results)))
    assert table.to_pylist() == records
    assert json.loads(table.schema.metadata[b"attribution"])["schema"] == "attribution-claims/1"


def test_sqlite_read_back_is_the_record(results, records, tmp_path):
    path = tmp_path / "claims.db"
    path.write_bytes(written("sqlite", results))
    database = sqlite3.connect(path)
    database.row_factory = sqlite3.Row
    rows = [dict(row) for row in database.execute("SELECT * FROM claims")]
    for row in rows:
        row |= {name: json.loads(row[name]) for name in (*SPAN_FIELDS, *LIST_FIELDS)} | {"anonymous": bool(row["anonymous"])}
    assert rows == records
    assert database.execute("SELECT count(*) FROM documents").fetchone()[0] == len(results)
    assert database.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    database.close()


# Of https://sqlite.org/lang_keywords.html those that cannot be a column's name everywhere without quotation marks, and other SQLs' own.
KEYWORDS = frozenset(
    """add all alter and as asc autoincrement begin between by case check collate column commit constraint create cross current_date
    current_time current_timestamp date default deferrable delete desc distinct drop else end escape except exists first for foreign from
    full group having if in index inner insert intersect into is isnull join key last left like limit match natural no not notnull null of
    offset on or order outer plan position primary range references release rename replace right rollback row rows select set table then
    time to transaction trigger union unique update user using value values view virtual when where window with""".split()
)


def test_sqlite_has_views_to_read_and_a_search(results, records, tmp_path):
    path = tmp_path / "claims.db"
    path.write_bytes(written("sqlite", results))
    database = sqlite3.connect(path)
    views = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'view'")]
    assert set(views) == {"article_list", "certainty_by_speaker", "claim_list", "speaker_list"}
    for view in views:
        columns = [row[1] for row in database.execute(f"PRAGMA table_info({view})")]
        assert not KEYWORDS & set(columns)
        assert database.execute(f"SELECT {', '.join(columns)} FROM {view}").fetchone() is not None
    assert database.execute("SELECT count(*) FROM claim_list").fetchone()[0] == len(records)
    spoken = {(row["doc"], row["speaker"]) for row in records if row["speaker"]}
    assert set(database.execute("SELECT doc, speaker FROM speakers")) == spoken
    row = next(row for row in records if row["source_spans"])
    spans = database.execute("SELECT begins, ends FROM spans WHERE doc = ? AND claim_id = ? AND part = 'source'", (row["doc"], row["id"]))
    assert [list(span) for span in spans] == row["source_spans"]
    word = max(row["claim"].split(), key=len).strip("\"'.,“”")
    search = "SELECT claim FROM claims WHERE rowid IN (SELECT rowid FROM claims_fts WHERE claims_fts MATCH ?)"
    assert row["claim"] in {claim for (claim,) in database.execute(search, (f'"{word}"',))}
    database.close()


def test_datasette_is_told_of_tables_that_are_there(results, tmp_path):
    path = tmp_path / "news.2026.db"
    path.write_bytes(written("sqlite", results))
    database = sqlite3.connect(path)
    told = json.loads(b"".join(datasette_file(str(path))))["databases"]["news.2026"]["tables"]
    for table, about in told.items():
        columns = {row[1] for row in database.execute(f"PRAGMA table_info({table})")} | {"rowid"}
        named = {*about.get("facets", ()), about.get("label_column", "rowid"), about.get("fts_pk", "rowid")}
        assert columns > {"rowid"} and named <= columns, table
    database.close()


_OA = "http://www.w3.org/ns/oa#"
# The terms of the Web Annotation context that these files use (W3C Recommendation 2017, Annotation Vocabulary, appendix A).
_ANNO = {
    "oa": _OA, "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "as": "http://www.w3.org/ns/activitystreams#",
    "dc": "http://purl.org/dc/elements/1.1/", "foaf": "http://xmlns.com/foaf/0.1/", "id": "@id", "type": "@type",
    "dcterms": "http://purl.org/dc/terms/", "Annotation": "oa:Annotation", "AnnotationPage": "as:OrderedCollectionPage",
    "TextualBody": "oa:TextualBody", "TextQuoteSelector": "oa:TextQuoteSelector", "TextPositionSelector": "oa:TextPositionSelector",
    "Software": "as:Application", "body": {"@id": "oa:hasBody", "@type": "@id"}, "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"}, "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"}, "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
    "classifying": "oa:classifying", "tagging": "oa:tagging", "exact": "oa:exact", "prefix": "oa:prefix", "suffix": "oa:suffix",
    "start": "oa:start", "end": "oa:end", "value": "rdf:value", "format": "dc:format", "language": "dc:language", "name": "foaf:name",
    "creator": {"@id": "dcterms:creator", "@type": "@id"}, "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
}  # fmt: skip


def expanded(data, contexts):
    """What a JSON-LD processor reads, contexts from here and not from the network."""
    jsonld = pytest.importorskip("pyld.jsonld")

    def load(url, options):
        return {"contextUrl": None, "documentUrl": url, "contentType": "application/ld+json", "document": {"@context": contexts[url]}}

    return jsonld.expand(data, {"documentLoader": load, "base": "http://example.org/"})


def test_web_annotations_lead_back_to_the_text(results):
    data = json.loads(written("webanno", results[:3]))
    page = expanded(data, {"http://www.w3.org/ns/anno.jsonld": _ANNO})[0]
    items = page["http://www.w3.org/ns/activitystreams#items"][0]["@list"]
    claims = [(result, claim) for result in results[:3] for claim in result.claims]
    assert len(items) == len(claims)
    for item, (result, claim) in zip(items, claims, strict=True):
        assert item["@type"] == [_OA + "Annotation"]
        spans = []
        for target in item[_OA + "hasTarget"]:
            quoted, placed = target[_OA + "hasSelector"]
            begin, end = (placed[_OA + edge][0]["@value"] for edge in ("start", "end"))
            assert result.source.text[begin:end] == quoted[_OA + "exact"][0]["@value"]
            spans.append((begin, end))
        assert tuple(spans) == claim.content_spans


def test_json_ld_says_who_said_what_in_the_words_of_schema_org(results):
    data = json.loads(written("jsonld", results[:2]))
    nodes = expanded(data, {"https://schema.org": {"@vocab": "http://schema.org/"}})
    claims = [claim for result in results[:2] for claim in result.claims]
    works = [node for node in nodes if node["@type"] != ["http://schema.org/Article"]]
    assert [work["@type"][0] for work in works] == [f"http://schema.org/{'Quotation' if c.kind == 'direct' else 'Claim'}" for c in claims]
    assert [work["http://schema.org/text"][0]["@value"] for work in works] == [claim.claim for claim in claims]
    authors = [author["http://schema.org/name"][0]["@value"] for work in works for author in work.get("http://schema.org/author", ())]
    assert authors == [claim.speaker for claim in claims if claim.speaker]


def parsed_brat(ann):
    """Terms and events of a brat file, as https://brat.nlplab.org/standoff.html has them."""
    terms, events = {}, {}
    for line in ann.splitlines():
        if term := re.fullmatch(r"(T\d+)\t(\w+) (\d+ \d+(?:;\d+ \d+)*)\t(.+)", line):
            spans = [tuple(map(int, pair.split())) for pair in term[3].split(";")]
            terms[term[1]] = (term[2], spans, term[4])
        elif event := re.fullmatch(r"(E\d+)\t(\w+):(T\d+)((?: \w+:T\d+)*)", line):
            events[event[1]] = (event[3], dict(pair.split(":") for pair in event[4].split()))
        else:
            assert re.fullmatch(r"A\d+\tCertainty E\d+ \w+|#\d+\tAnnotatorNotes E\d+\t.+", line), line
    return terms, events


def test_brat_events_hold_source_cue_and_content_of_each_claim(results):
    for result in results:
        terms, events = parsed_brat(to_brat(result).decode())
        for _, spans, words in terms.values():
            assert " ".join(result.source.text[b:e] for b, e in spans) == words
        assert len(events) == len(result.claims)
        for (trigger, roles), claim in zip(events.values(), result.claims, strict=True):
            assert terms[trigger][0] == "Attribution"
            found = "".join(result.source.text[b:e] for b, e in terms[roles["Content"]][1])
            assert "".join(found.split()) == "".join(claim.claim.split())
            assert ("Source" in roles, "Cue" in roles) == (bool(claim.source_spans), bool(claim.cue_spans))


def test_a_brat_folder_has_text_and_annotation_of_each_article_under_names_that_differ(results):
    files = dict(brat_files([results[0], results[0], results[1]]))
    stems = [NAMES[0], f"{NAMES[0]}-2", NAMES[1]]
    assert list(files) == [f"{stem}.{end}" for stem in stems for end in ("txt", "ann")] + ["annotation.conf"]
    assert files[f"{stems[1]}.txt"].decode() == results[0].source.text


def test_doccano_entities_and_relations_are_of_the_text(results):
    lines = [json.loads(line) for line in written("doccano", results).splitlines()]
    assert [line["text"] for line in lines] == [result.source.text for result in results]
    for line, result in zip(lines, results, strict=True):
        spans = {(entity["label"], entity["start_offset"], entity["end_offset"]) for entity in line["entities"]}
        assert spans >= {("Content", *span) for claim in result.claims for span in claim.content_spans}
        ids = {entity["id"] for entity in line["entities"]}
        assert all({relation["from_id"], relation["to_id"]} <= ids for relation in line["relations"])


@pytest.mark.parametrize("name", ["csv", "jsonl", "json", "xlsx", "parquet", "sqlite"])
def test_fields_are_chosen_in_the_order_asked_for(results, name):
    pytest.importorskip({"xlsx": "xlsxwriter", "parquet": "pyarrow"}.get(name, "json"))
    assert written(name, results[:1], fields=("speaker", "claim"))
    if name == "csv":
        assert written(name, results[:1], fields=("speaker", "claim")).startswith(b"speaker,claim\r\n")
    if name == "jsonl":
        assert list(json.loads(written(name, results[:1], fields=("speaker", "claim")).splitlines()[0])) == ["speaker", "claim"]


@pytest.mark.parametrize(
    ("text", "message"),
    [("speeker", "did you mean speaker"), ("speaker,speaker", "is there twice"), (" , ", "names no field")],
)
def test_fields_that_cannot_be_are_refused(text, message):
    with pytest.raises(UsageError, match=message):
        chosen_fields(text)


def test_rows_sort_over_all_documents_unknown_values_last(results):
    claims = [claim for result in sorted_by(results, "speaker,-line") for claim in result.claims]
    names = [claim.speaker.casefold() for claim in claims if claim.speaker]
    assert names == sorted(names)
    assert all(claim.speaker is None for claim in claims[len(names) :])
    first = [claim.line for claim in claims if claim.speaker and claim.speaker.casefold() == names[0]]
    assert first == sorted(first, reverse=True)
    assert len(claims) == sum(len(result.claims) for result in results)


def test_ids_sort_as_numbers(results):
    long = max(results, key=lambda result: len(result.claims))
    assert [claim.id for claim in sorted_by([long], "id")[0].claims] == [claim.id for claim in long.claims]


def test_the_worksheet_has_room_to_work_in(results):
    rows = list(csv.DictReader(io.StringIO(b"".join(worksheet_csv(results[:2])).decode(), newline="")))
    assert list(rows[0]) == list(COLUMNS)
    assert {row[name] for row in rows for name in ("priority", "status", "note")} == {""}
    assert len({row["key"] for row in rows}) == len(rows) == sum(len(result.claims) for result in results[:2])


def test_the_worksheet_as_a_workbook_is_frozen_filtered_and_folds_its_keys_away(results):
    pytest.importorskip("xlsxwriter")
    openpyxl = pytest.importorskip("openpyxl")
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(worksheet_xlsx(results[:1]))))["worksheet"]
    assert [cell.value for cell in sheet[1]] == list(COLUMNS)
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref.startswith("A1:O")
    assert [sheet.column_dimensions[letter].hidden for letter in "LM"] == [False, True]
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.orientation, sheet.print_title_rows) == ("landscape", "$1:$1")
    assert all(sheet.row_dimensions[row].height > 15 for row in range(2, sheet.max_row + 1) if len(sheet.cell(row, 3).value) > 60)
    offered = {str(rule.sqref).split(":")[0]: rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert set(offered) == {"F2", "I2", "J2"} and "disputed" in offered["F2"] and "no claim" in offered["J2"]


def test_a_claim_review_is_whole_but_for_its_verdict(results, records):
    graph = json.loads(written("claimreview", results))["@graph"]
    assert all(review["claimReviewed"] in (row["claim"], row["sentence"]) for review, row in zip(graph, records, strict=True))
    for review, row in zip(graph, records, strict=True):
        assert (review["@type"], review["itemReviewed"]["@type"], review["reviewRating"]["alternateName"]) == ("ClaimReview", "Claim", "")
        assert review["itemReviewed"].get("author", {}).get("name") == row["speaker"]
        assert review["itemReviewed"]["appearance"]["headline"]


REFERENCE = Path(os.environ.get("ATTRIBUTION_REFERENCE", Path(__file__).parent.parent.parent / "shared")) / "polnear" / "dev" / "text"


@pytest.mark.skipif(not REFERENCE.is_dir(), reason="the reference articles are not here (ATTRIBUTION_REFERENCE)")
def test_every_export_of_every_reference_article_validates():
    from attribution.output.provenance import Result
    from attribution.pipeline import extract
    from attribution.readers import read_text

    results = []
    for path in sorted(REFERENCE.glob("*.txt")):
        source = read_text(str(path))
        extraction = extract(source.text, path.name)
        results.append(Result(source, extraction, extraction.claims))
    assert len(results) == 84
    expected = [record(claim) for result in results for claim in result.claims]
    test_json_lines_validate_and_bad_records_do_not(results, expected)
    test_json_validates(results, expected)
    test_csv_read_back_is_the_record(results, expected)
    test_xlsx_read_back_is_the_record(results, expected)
    test_parquet_read_back_is_the_record(results, expected)
    test_web_annotations_lead_back_to_the_text(results)
    test_json_ld_says_who_said_what_in_the_words_of_schema_org(results)
    test_brat_events_hold_source_cue_and_content_of_each_claim(results)
    test_doccano_entities_and_relations_are_of_the_text(results)
