"""`attribution sources`: who speaks in one article and in several, as a table, as CSV and as JSON, and how the command ends."""

import json

import pytest
from typer.testing import CliRunner

from attribution.cli.app import app
from attribution.version import __version__

FLOOD = """\
Mayor Ada Holm said that "nobody was missing" on Monday. She said that boats may come.

A senior official said that the dam could break.
"""
RACES = 'Ada Holm, the trainer, said that the horse was "fit to run". The Treasury denied that taxes would rise.\n'
HEADER = "speaker,role,source_type,anonymous,claims,quoted_words,share,certainty,first\n"
WARNING = "Ada Holm: Mayor in flood.txt, trainer in races.txt: two people could share this name\n"


@pytest.fixture
def sources(monkeypatch, tmp_path):
    """Run `attribution sources` in a folder with two articles and an empty file; gives exit code, standard output, standard error."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "120")
    for name, text in (("flood.txt", FLOOD), ("races.txt", RACES), ("empty.txt", "")):
        (tmp_path / name).write_text(text, encoding="utf-8")

    def call(*args, stdin=None):
        done = CliRunner().invoke(app, ["sources", *args], input=stdin)
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        return done.exit_code, done.stdout, done.stderr

    return call


def test_a_table_has_one_row_a_speaker(sources):
    code, out, err = sources("flood.txt")
    assert (code, err) == (0, "")
    assert [line.split("  ")[0] for line in out.splitlines()[2:4]] == ["Ada Holm, Mayor", "a senior official"]
    assert out.splitlines()[2].split("  ")[-1] == "line 1"


def test_csv_counts_claims_quoted_words_and_certainty(sources):
    assert sources("--format", "csv", "flood.txt") == (
        0,
        HEADER + "Ada Holm,Mayor,person,false,2,3,1.0000,asserted 1 | possible 1,flood.txt:1\n"
        "a senior official,,officials,true,1,0,0.0000,possible 1,flood.txt:3\n",
        "",
    )


def test_several_files_merge_by_name_with_a_warning_where_two_could_share_it(sources):
    assert sources("--format", "csv", "flood.txt", "races.txt") == (
        0,
        HEADER + "Ada Holm,Mayor,person,false,3,6,1.0000,asserted 2 | possible 1,flood.txt:1\n"
        "a senior official,,officials,true,1,0,0.0000,possible 1,flood.txt:3\n"
        "Treasury,,government,false,1,0,0.0000,denied 1,races.txt:1\n",
        WARNING,
    )


def test_json_holds_the_warnings_and_the_number_of_documents(sources):
    code, out, err = sources("--format", "json", "flood.txt", "races.txt")
    found = json.loads(out)
    assert (code, err, found["tool"]) == (0, WARNING, f"claim-attribution {__version__}")
    assert found["warnings"] == [WARNING.rstrip()]
    assert found["sources"][0] == {
        "speaker": "Ada Holm",
        "role": "Mayor",
        "source_type": "person",
        "anonymous": False,
        "claims": 3,
        "quoted_words": 6,
        "share": 1.0,
        "certainty": {"asserted": 2, "possible": 1},
        "first": {"doc": "flood.txt", "line": 1},
        "documents": 2,
    }
    assert [s["speaker"] for s in found["sources"][1:]] == ["a senior official", "Treasury"]


def test_a_table_of_several_files_names_the_file_of_the_first_line(sources):
    code, out, err = sources("flood.txt", "races.txt")
    assert (code, err) == (0, WARNING)
    assert [line.split()[-1] for line in out.splitlines() if line.startswith(("Ada Holm", "Treasury"))] == ["flood.txt:1", "races.txt:1"]


def test_anonymous_sources_of_two_files_stay_apart(sources, tmp_path):
    (tmp_path / "other.txt").write_text("A senior official said that it rained.\n", encoding="utf-8")
    code, out, err = sources("--format", "csv", "flood.txt", "other.txt")
    assert (code, err) == (0, "")
    assert [line.split(",")[-1] for line in out.splitlines() if line.startswith("a senior official")] == ["flood.txt:3", "other.txt:1"]


def test_standard_input_is_a_file_whose_name_no_spreadsheet_takes_for_a_formula(sources):
    assert sources("--format", "csv", "-", stdin=RACES)[:2] == (
        0,
        HEADER + "Ada Holm,trainer,person,false,1,3,1.0000,asserted 1,'-:1\nTreasury,,government,false,1,0,0.0000,denied 1,'-:1\n",
    )


@pytest.mark.parametrize(("form", "expected"), [("table", "no speakers found\n"), ("csv", HEADER)])
def test_an_empty_file_has_no_speakers(sources, form, expected):
    assert sources("--format", form, "empty.txt") == (0, expected, "")


def test_an_empty_file_has_an_empty_list_in_json(sources):
    code, out, err = sources("--format", "json", "empty.txt")
    assert (code, json.loads(out)["sources"], err) == (0, [], "")


def test_a_missing_file_is_code_2_and_the_others_are_still_shown(sources):
    code, out, err = sources("--format", "csv", "missing.txt", "races.txt")
    assert (code, err) == (2, "missing.txt: no such file\n1 read, 1 unreadable, 2 claims\n")
    assert out.startswith(HEADER + "Ada Holm,trainer,")


def test_nothing_but_a_missing_file_prints_nothing(sources):
    assert sources("--format", "csv", "missing.txt") == (2, "", "missing.txt: no such file\n")


def test_an_unknown_format_is_code_2(sources):
    assert sources("--format", "yaml", "flood.txt") == (2, "", "--format yaml: no such format; there are table, csv, json\n")


@pytest.mark.parametrize("asked", [["--rules", "own"], []])
def test_rules_of_ones_own_are_gone_by(sources, tmp_path, asked):
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "cues.tsv").write_text("harrumph\tTHAT\t9\t10\n", encoding="utf-8")
    (tmp_path / "quay.txt").write_text("Ilse Brandt harrumphed that a ticket was 12 euros.\n", encoding="utf-8")
    assert "Ilse Brandt" not in sources("quay.txt", "--format", "csv")[1]
    if not asked:
        (tmp_path / "attribution.toml").write_text('rules = "own"\n', encoding="utf-8")
    assert "\nIlse Brandt," in sources("quay.txt", "--format", "csv", *asked)[1]
