"""A people file: how it is read, what it wins over, and the shares that are counted with it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from attribution import extract
from attribution.cli.app import app
from attribution.errors import UsageError
from attribution.people import People, Person, read_people

TEXT = """Ada Holm, the harbour master, told Jon Lee that the ferry was late. "It sank," said Ms Holm.

Mr Lee denied that it sank. The council said it floats. Sam Fell said nothing had sunk.
"""
TOML = """
[[person]]
name = "Ada Holm-Ruiz"
aliases = ["Ada Holm"]
role = "port director"
gender = "f"
id = "https://www.wikidata.org/wiki/Q1"

[[person]]
name = "Halden Council"
aliases = ["the council", "HC"]
type = "government"
"""


def people(tmp_path: Path, text: str, name: str = "people.toml") -> People:
    (tmp_path / name).write_text(text, "utf-8")
    return read_people(str(tmp_path / name))


def run(*arguments: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, list(arguments))
    return done.exit_code, done.stdout, done.stderr


def test_the_file_wins_over_the_article(tmp_path: Path) -> None:
    claims = people(tmp_path, TOML).applied(extract(TEXT).claims)
    named = [(claim.speaker, claim.role, claim.source_type) for claim in claims[:2]]
    assert named == [("Ada Holm-Ruiz", "port director", "person")] * 2
    assert ("Halden Council", "government") in [(claim.speaker, claim.source_type) for claim in claims]
    assert all("Ada Holm" not in claim.chain and claim.addressee != "Ada Holm" for claim in claims)
    assert claims[0].chain == ("Ada Holm-Ruiz",)
    assert claims[0].evidence is not None
    assert claims[0].evidence.notes[-1] == ("people file", "people.toml: Ada Holm is Ada Holm-Ruiz (https://www.wikidata.org/wiki/Q1)")
    untouched = [claim for claim in extract(TEXT).claims if claim.speaker == "Sam Fell"]
    assert [claim for claim in claims if claim.speaker == "Sam Fell"] == untouched and untouched


def test_csv_says_the_same(tmp_path: Path) -> None:
    rows = "name,aliases,gender\nAda Holm,Holm | A. Holm,f\n\nJon Lee,,\n"
    found = people(tmp_path, rows, "p.csv")
    assert found.persons == (Person("Ada Holm", ("Holm", "A. Holm"), gender="f"), Person("Jon Lee"))
    assert found.of("a.  HOLM") == found.persons[0] and found.of("Lee") is None and found.of(None) is None


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("p.toml", "[[person]]\nrole = 'x'\n", "person 1: has no name"),
        ("p.toml", "[[person]]\nname = 'A'\nalias = 'B'\n", "person 1: unknown key 'alias'; there are name"),
        ("p.toml", "[[person]]\nname = 'A'\naliases = [1]\n", "person 1: aliases must be a list of strings"),
        ("p.toml", "[[person]]\nname = 'A'\ngender = 'w'\n", "gender 'w': give one of m, f, x"),
        ("p.toml", "[[person]]\nname = 'A'\ntype = 'cat'\n", "type 'cat': give one of person, unnamed person"),
        ("p.toml", "[[person]]\nname = 'A'\n[[person]]\nname = 'á'\n", "'á' is a name of A and of á"),
        ("p.toml", "person = 3\n", r"holds \[\[person\]\] tables and nothing else"),
        ("p.toml", "= 3\n", "is not valid TOML"),
        ("p.csv", "who\nA\n", "has no column `name`"),
        ("p.csv", 'name\n"A\n', "cannot be read as CSV"),
    ],
)
def test_what_makes_no_sense_is_told(tmp_path: Path, name: str, text: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        people(tmp_path, text, name)


def test_commands_take_it_and_explain_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(TEXT, "utf-8")
    Path("people.toml").write_text(TOML, "utf-8")
    told = run("export", "-f", "jsonl", "--people", "people.toml", "a.txt")
    assert "Ada Holm-Ruiz" in told[1] and "Ada Holm-Ruiz" not in run("export", "-f", "jsonl", "a.txt")[1]
    assert "people.toml: Ada Holm is Ada Holm-Ruiz" in " ".join(run("explain", "--people", "people.toml", "a.txt:1")[1].split())
    Path("attribution.toml").write_text("[people]\nfile = 'people.toml'\n", "utf-8")
    assert run("export", "-f", "jsonl", "a.txt") == told
    Path("attribution.toml").write_text("[people]\npath = 'people.toml'\n", "utf-8")
    assert run("report", "a.txt")[0] == 2
    assert run("report", "--people", "gone.toml", "a.txt") == (2, "", "gone.toml: no such file (did you mean people.toml?)\n")


def test_shares_are_counted_by_what_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(TEXT, "utf-8")
    table = [line.split() for line in run("sources", "--by", "gender", "a.txt")[1].splitlines()]
    assert table[1:] == [
        ["women", "1", "(33%)", "2", "(50%)", "2", "(100%)"],
        ["men", "1", "(33%)", "1", "(25%)", "0", "(0%)"],
        ["not", "told", "1", "(33%)", "1", "(25%)", "0", "(0%)"],
    ]
    rows = csv.DictReader(io.StringIO(run("sources", "--by", "type", "-f", "csv", "a.txt")[1]))
    (row,) = [row for row in rows if row["type"] == "person"]
    assert (row["speakers"], row["claims"], row["claims_share"]) == ("3", "4", "0.8")
    assert [share["role"] for share in json.loads(run("sources", "--by", "role", "-f", "json", "a.txt")[1])["shares"]][-1] == "not told"
    Path("p.csv").write_text("name,gender\nSam Fell,x\n", "utf-8")
    assert "others" in run("sources", "--by", "gender", "--people", "p.csv", "a.txt")[1]
    assert run("sources", "--by", "age", "a.txt") == (2, "", "--by age: no such kind; there are gender, type, role\n")
