"""A worksheet, edited and fed back: what it changes, what it leaves alone, and what it says of itself."""

import csv
import io
import json
import sys
import zipfile
from dataclasses import replace
from html import escape

import pytest
from handmade import ARTICLE, pipeline
from keyed import keyed
from typer.testing import CliRunner

from attribution.cli.app import app
from attribution.errors import UsageError
from attribution.output.annotations import to_claim_review
from attribution.output.overrides import claim_keys, read_overrides
from attribution.output.provenance import Correction
from attribution.output.worksheet import worksheet_csv, worksheet_xlsx

NAME = "harbour-talks"


def sheet(*changes, **options):
    """The worksheet of the fixture as CSV, with (row, column, value) changes, rows counted from 0."""
    rows = list(csv.DictReader(io.StringIO(b"".join(worksheet_csv([keyed(NAME)], **options)).decode("utf-8-sig"), newline="")))
    for row, column, value in changes:
        rows[row][column] = value
    return rows


def saved(tmp_path, rows, delimiter=","):
    path = tmp_path / "sheet.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(rows[0]), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)
    return read_overrides(str(path))


def test_a_sheet_that_nobody_edited_changes_nothing(tmp_path):
    claims = keyed(NAME).claims
    overrides = saved(tmp_path, sheet())
    assert overrides.apply(claims) == (claims, {})
    assert overrides.unmatched == []


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_speaker_and_certainty_are_corrected_and_the_correction_is_noted(tmp_path, delimiter):
    overrides = saved(tmp_path, sheet((1, "speaker", "Piet Adler"), (1, "certainty", "Denied")), delimiter)
    claims, noted = overrides.apply(keyed(NAME).claims)
    assert noted == {
        "c2": (Correction("speaker", "Lena Okrent", "Piet Adler", "sheet.csv"), Correction("certainty", "planned", "denied", "sheet.csv"))
    }
    changed = claims[1]
    now = (changed.speaker, changed.chain, changed.role, changed.source_type)
    assert now == ("Piet Adler", ("Piet Adler",), "chief executive", "person")
    assert (changed.certainty, changed.factuality) == ("denied", "CT-")
    assert [claim for i, claim in enumerate(claims) if i != 1] == [claim for i, claim in enumerate(keyed(NAME).claims) if i != 1]


def test_what_was_noted_goes_on_into_the_next_sheet_and_the_review(tmp_path):
    noted = [(1, "status", "checked"), (1, "verdict", "right"), (1, "note", "=asked"), (2, "priority", "high")]
    overrides = saved(tmp_path, sheet(*noted))
    claims, corrections = overrides.apply(keyed(NAME).claims)
    assert claims == keyed(NAME).claims
    result = replace(keyed(NAME), corrections=corrections)
    again = list(csv.DictReader(io.StringIO(b"".join(worksheet_csv([result])).decode("utf-8-sig"), newline="")))
    assert (again[1]["status"], again[1]["verdict"], again[1]["note"], again[2]["priority"]) == ("checked", "right", "'=asked", "high")
    reviews = json.loads(b"".join(to_claim_review([result])))["@graph"]
    assert [review["reviewRating"]["alternateName"] for review in reviews[:3]] == ["", "right", ""]


def test_a_row_that_is_no_claim_is_left_out_and_nobody_answers_it(tmp_path):
    claims = keyed(NAME).claims
    answer = next(claim for claim in claims if claim.refers_to)
    row = next(number for number, claim in enumerate(claims) if claim.id == answer.refers_to)
    overrides = saved(tmp_path, sheet((row, "status", " No claim ")))
    left, noted = overrides.apply(claims)
    assert noted == {} and overrides.unmatched == []
    assert [claim.id for claim in left] == [claim.id for claim in claims if claim.id != answer.refers_to]
    assert next(claim for claim in left if claim.id == answer.id).refers_to is None
    assert [claim.id for claim in overrides.dropped] == [answer.refers_to]


def test_a_sheet_of_libreoffice_is_read(tmp_path):
    rows = [["document", "line", "claim", "speaker"], ["harbour-talks.txt", 5, keyed(NAME).claims[1].claim, "Piet Adler"]]
    path = tmp_path / "sheet.ods"
    path.write_bytes(open_document_sheet(rows))
    claims, noted = read_overrides(str(path)).apply(keyed(NAME).claims)
    assert noted == {"c2": (Correction("speaker", "Lena Okrent", "Piet Adler", "sheet.ods"),)}
    assert claims[1].speaker == "Piet Adler"


def open_document_sheet(rows):
    """The least that is an OpenDocument spreadsheet."""
    spaces = {name: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0" for name in ("office", "table", "text")}
    typed = {str: 'office:value-type="string"', int: 'office:value-type="float" office:value="{}"'}
    cells = [
        "".join(f"<table:table-cell {typed[type(v)].format(v)}><text:p>{escape(str(v))}</text:p></table:table-cell>" for v in row)
        for row in rows
    ]
    table = "".join(f"<table:table-row>{row}</table:table-row>" for row in cells)
    names = " ".join(f'xmlns:{name}="{uri}"' for name, uri in spaces.items())
    body = f'<office:body><office:spreadsheet><table:table table:name="a">{table}</table:table></office:spreadsheet></office:body>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", f"<office:document-content {names}>{body}</office:document-content>")
    return out.getvalue()


def test_a_negated_content_stays_negated():
    from attribution.output.overrides import _factuality

    assert [_factuality("possible", "CT-"), _factuality("possible", "PR+"), _factuality("alleged", "CT-")] == ["PS-", "PS+", "U"]


def test_keys_hold_when_the_text_around_them_changes_and_count_repeated_words():
    claims = keyed(NAME).claims
    keys = claim_keys(claims)
    assert claim_keys(claims[3:])["c4"] == keys["c4"]
    first, second = claim_keys([claims[0]])["c1"], list(claim_keys([claims[0], claims[1], claims[0]]).values())
    assert first.endswith("-1")
    assert second[0] == first.replace("-1", "-2")


def test_an_override_that_matches_nothing_is_kept_to_be_reported(tmp_path):
    rows = sheet((0, "key", "000000000000-1"), (0, "certainty", "denied"), (1, "key", "000000000000-2"))
    overrides = saved(tmp_path, rows)
    overrides.apply(keyed(NAME).claims)
    assert [row.row for row in overrides.unmatched] == [2]


def test_a_sheet_by_hand_names_document_and_claim(tmp_path):
    rows = [{"document": f"{NAME}.txt", "claim": keyed(NAME).claims[1].claim, "certainty": "possible"}]
    _, noted = saved(tmp_path, rows).apply(keyed(NAME).claims)
    assert noted == {"c2": (Correction("certainty", "planned", "possible", "sheet.csv"),)}


def test_a_workbook_is_read_back(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    pytest.importorskip("xlsxwriter")
    book = openpyxl.load_workbook(io.BytesIO(b"".join(worksheet_xlsx([keyed(NAME)]))))
    book.worksheets[0]["F3"] = "possible"
    book.save(tmp_path / "sheet.xlsx")
    _, noted = read_overrides(str(tmp_path / "sheet.xlsx")).apply(keyed(NAME).claims)
    assert noted == {"c2": (Correction("certainty", "planned", "possible", "sheet.xlsx"),)}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b"speaker,line\nx,1\n", "has no column `key`"),
        (b"key,line\nx,1\n", "has neither a column `speaker` nor `certainty` nor `status`"),
        (b"key,certainty\nx,sure\n", "row 2: no such certainty: sure"),
        (b"key,speaker\nx,\xff\n", "is not UTF-8"),
        (b"PK\x03\x04", "is no workbook of Excel or OpenDocument"),
    ],
)
def test_sheets_that_make_no_sense_are_refused(tmp_path, data, message):
    (tmp_path / "s.csv").write_bytes(data)
    with pytest.raises(UsageError, match=message):
        read_overrides(str(tmp_path / "s.csv"))


def test_the_commands_go_round_from_worksheet_to_corrected_report(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "attribution.pipeline", pipeline())
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    assert CliRunner().invoke(app, ["export", "--worksheet", "-o", "s.csv", "a.txt"]).exit_code == 0
    text = (tmp_path / "s.csv").read_text(encoding="utf-8").replace("Talks may fail,Anna Berg", "Talks may fail,Carl Dahl")
    (tmp_path / "s.csv").write_text(text + "a.txt,9,Gone,Nobody,,denied,,,,,,ffff-1,X,asserted\n", encoding="utf-8")
    done = CliRunner().invoke(app, ["report", "--overrides", "s.csv", "a.txt"])
    assert done.exit_code == 0
    assert 'Carl Dahl ("he") [corrected]' in done.stdout
    assert done.stderr == 's.csv: row 4: matches no claim: "Gone"\n'
    page = CliRunner().invoke(app, ["report", "-f", "markdown", "--overrides", "s.csv", "a.txt"]).stdout
    assert '| 4 | Carl Dahl ("he") *(corrected, found: Anna Berg)* | possible | Talks may fail |' in page
