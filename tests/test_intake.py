"""The files of fixtures/intake, one of each form, and the claims that they give: `claims.tsv` has a row a claim."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from attribution.located import extract_source
from attribution.readers.article import read_article
from attribution.readers.forms import FORMS

INTAKE = Path(__file__).parent.parent / "fixtures" / "intake"
NEEDS = {".docx": "mammoth", ".rtf": "striprtf", ".pdf": "pdfminer", ".html": "trafilatura"}
FILES = sorted(path for path in INTAKE.iterdir() if path.suffix != ".tsv")


def rows(path: Path) -> list[dict[str, str]]:
    source, readable = read_article(str(path))
    return [
        {
            "file": path.name,
            "line": str(claim.line),
            "place": claim.place or "",
            "speaker": claim.speaker or "",
            "certainty": claim.certainty,
            "claim": claim.claim,
        }
        for claim in extract_source(source, readable).claims
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_each_file_gives_the_claims_of_its_rows(path: Path) -> None:
    if path.suffix in NEEDS:
        pytest.importorskip(NEEDS[path.suffix])
    with (INTAKE / "claims.tsv").open(encoding="utf-8", newline="") as file:
        wanted = [row for row in csv.DictReader(file, delimiter="\t") if row["file"] == path.name]
    assert wanted
    assert rows(path) == wanted


def test_there_is_a_file_of_every_form() -> None:
    assert {path.suffix for path in FILES} >= {form.suffixes[0] for form in FORMS}
