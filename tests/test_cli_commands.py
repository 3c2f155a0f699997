"""What the commands print, where, and how they end, with a stand-in for the extraction."""

import json
import os
import sys

import pytest
from handmade import ARTICLE, pipeline
from typer.testing import CliRunner

from attribution.cli.app import app
from attribution.cli.commands import meant
from attribution.output.formats import NAMES
from attribution.readers.forms import SUFFIXES
from attribution.version import __version__

TABLE = """\
a.txt: 2 claims

Line  Who said          Certainty  Claim
----  ----------------  ---------  ---------------
   1  Anna Berg         planned    Rates will rise

   4  Anna Berg ("he")  possible   Talks may fail

"""


@pytest.fixture
def run(monkeypatch, tmp_path):
    """Run a command in a folder with the article `a.txt`; gives exit code, standard output, standard error."""
    monkeypatch.setitem(sys.modules, "attribution.pipeline", pipeline())
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")

    def call(*args, stdin=None):
        done = CliRunner().invoke(app, list(args), input=stdin)
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        return done.exit_code, done.stdout, done.stderr

    return call


def test_report_shows_a_table_and_a_summary(run):
    assert run("report", "a.txt") == (0, TABLE + "2 claims, 1 speaker: 1 planned, 1 possible\n", "")


def test_report_groups_by_document(run, tmp_path):
    (tmp_path / "b.txt").write_text("", encoding="utf-8")
    code, out, err = run("report", "a.txt", "b.txt")
    assert (code, err) == (0, "")
    assert out == TABLE + "b.txt: 0 claims\n\nno claims found\n\n2 claims in 2 documents, 1 speaker: 1 planned, 1 possible\n"


def test_report_reads_standard_input(run):
    code, out, _ = run("report", "-", stdin=ARTICLE)
    assert code == 0
    assert out.startswith("standard input: 2 claims\n")


def test_report_filters_and_says_how_many_are_left_out(run):
    code, out, _ = run("report", "--act", "belief,intention", "a.txt")
    assert (code, out) == (0, "a.txt: 0 claims\n\nno claims found\n\n0 claims, 0 speakers (2 more left out by the filters)\n")


@pytest.mark.parametrize("width", [60, 120, 200])
def test_report_fits_the_width(run, monkeypatch, width):
    monkeypatch.setenv("COLUMNS", str(width))
    wide = run("report", "a.txt", stdin=None)[1]
    assert wide == run("report", "--width", str(width), "a.txt")[1]
    assert max(map(len, wide.split("\n"))) <= width


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("report", "--width", "9", "a.txt"), "--width 9: give a number of columns from 40 to 1000"),
        (("report", "--min-confidence", "2", "a.txt"), "--min-confidence 2: give a number from 0 to 1, as in --min-confidence 0.5"),
        (("report", "--act", "talk", "a.txt"), "--act talk: no such value; there are communication, belief, knowledge, intention"),
        (
            ("report", "--encoding", "x", "a.txt"),
            "--encoding x: no such encoding; common ones are utf-8, cp1252, latin-1, utf-16, mac-roman",
        ),
        (("report", "-", "-"), "-: standard input can be read only once"),
        (("report", "b.txt"), "b.txt: no such file (did you mean a.txt?)"),
        (("export", "a.txt"), f"export: which format? Add --format {', --format '.join(NAMES[:-1])} or --format {NAMES[-1]}"),
        (("export", "--format", "xls", "a.txt"), f"--format xls: no such format; there are {', '.join(NAMES)}"),
        (("export", "--format", "json", "--raw", "a.txt"), "--raw: is for --format csv only"),
        (("export", "--format", "jsonl", "--excel", "a.txt"), "--excel: is for --format csv only"),
        (("export", "-o", "x.csv", "--provenance", "-", "a.txt"), "--provenance -: name a file; standard output is for the claims"),
        (
            ("export", "-f", "csv", "--datasette", "m.json", "a.txt"),
            "--datasette: goes with a database that -o names, as in -o claims.db",
        ),
        (
            ("export", "-o", "c.db", "--datasette", "m.json", "--provenance", "m.json", "a.txt"),
            "--datasette m.json: is the file that --provenance writes; name another one",
        ),
        (("explain", "a.txt:9"), "a.txt:9: there is no line 9; the last one is 5"),
        (("explain", "b.txt:1"), "b.txt: no such file (did you mean a.txt?)"),
    ],
)
def test_mistakes_are_answered_in_one_line(run, args, message):
    assert run(*args) == (2, "", message + "\n")


def test_good_files_are_reported_beside_bad_ones(run, tmp_path):
    (tmp_path / "bad.txt").write_bytes(b"\xff")
    (tmp_path / "empty").mkdir()
    code, out, err = run("report", "bad.txt", "a.txt", "empty")
    assert code == 2
    assert out == TABLE + "2 claims, 1 speaker: 1 planned, 1 possible\n"
    assert err == (
        f"empty: this folder holds no article ({', '.join(SUFFIXES)})\n"
        "bad.txt: byte 0xff at offset 0 (line 1) is not UTF-8; name the encoding it was saved in: try --encoding cp1252\n"
        "1 read, 2 unreadable, 2 claims\n"
    )


def test_warnings_name_file_and_line_on_standard_error(run, tmp_path):
    (tmp_path / "w.txt").write_text("One.\r\n«Two», he said.", encoding="utf-8")
    code, _, err = run("report", "w.txt")
    assert (code, err) == (0, "w.txt:2: an odd mark\n")


def test_a_file_alone_is_reported_on(run, tmp_path):
    (tmp_path / "draft").write_text(ARTICLE, encoding="utf-8")
    assert run(*meant(["a.txt"])) == run("report", "a.txt")
    assert meant(["draft"]) == ["report", "draft"] and meant(["drafts"]) == ["drafts"]
    assert run(*meant(["b.txt"])) == (2, "", "b.txt: no such file (did you mean a.txt?)\n")


def test_a_file_without_a_line_is_explained_whole(run, tmp_path):
    _, first, _ = run("explain", "a.txt:1")
    _, second, _ = run("explain", "a.txt:4")
    assert run("explain", "a.txt") == (0, f"{first}\n{second}", "")
    assert first and second
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    assert run("explain", "empty.txt") == (0, "empty.txt: no claim was found.\n", "")


def test_a_line_of_standard_input_is_explained(run):
    _, told, _ = run("explain", "a.txt:1")
    assert run("explain", "-:1", "--width", "80", stdin=ARTICLE) == (0, told.replace("a.txt:", "-:"), "")


def test_a_shell_is_offered_the_commands(run, monkeypatch):
    monkeypatch.setenv("_ATTRIBUTION_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", "attribution re")
    monkeypatch.setenv("COMP_CWORD", "1")
    done = CliRunner().invoke(app, [], prog_name="attribution")
    assert done.stdout.split() == ["report"]


def test_export_writes_to_standard_output(run):
    code, out, _ = run("export", "--format", "jsonl", "a.txt")
    assert code == 0
    assert [json.loads(line)["claim"] for line in out.splitlines()] == ["Rates will rise", "Talks may fail"]


def test_export_takes_the_format_from_the_name_of_the_output(run, tmp_path):
    assert run("export", "-o", "x.JSON", "a.txt") == (0, "", "")
    assert json.loads((tmp_path / "x.JSON").read_text("utf-8"))["documents"][0]["doc"] == "a.txt"
    assert run("export", "-o", "x.csv", "--excel", "a.txt") == (0, "", "")
    assert (tmp_path / "x.csv").read_bytes().startswith(b"\xef\xbb\xbfdoc,id,")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "x.JSON", "x.csv"]


def test_export_of_bad_and_good_files_writes_the_good_ones(run, tmp_path):
    code, _, err = run("export", "-o", "x.jsonl", "missing.txt", "a.txt")
    assert (code, err) == (2, "missing.txt: no such file\n1 read, 1 unreadable, 2 claims\n")
    assert (tmp_path / "x.jsonl").read_text("utf-8").count("\n") == 2


def test_export_of_nothing_but_bad_files_leaves_an_earlier_result(run, tmp_path):
    (tmp_path / "x.csv").write_text("kept", encoding="utf-8")
    assert run("export", "-o", "x.csv", "missing.txt")[0] == 2
    assert (tmp_path / "x.csv").read_text("utf-8") == "kept"


def test_export_never_writes_over_an_input(run, tmp_path):
    os.link(tmp_path / "a.txt", tmp_path / "hard.txt")
    (tmp_path / "soft.txt").symlink_to("a.txt")
    for name in ("a.txt", "./a.txt", "hard.txt", "soft.txt"):
        message = f"-o {name}: is one of the files to read and would be lost; name another file\n"
        assert run("export", "--format", "csv", "-o", name, "a.txt") == (2, "", message)
        message = message.replace("-o", "--provenance")
        assert run("export", "--format", "csv", "--provenance", name, "a.txt") == (2, "", message)
    assert (tmp_path / "a.txt").read_text("utf-8") == ARTICLE


def test_export_refuses_folders_and_places_that_are_not_there(run, tmp_path):
    (tmp_path / "out").mkdir()
    assert run("export", "--format", "csv", "-o", "out", "a.txt")[2] == "-o out: is a folder; name a file in it, as in out/claims.csv\n"
    assert run("export", "-o", "no/x.csv", "a.txt")[2] == "-o no/x.csv: there is no folder no; make it first\n"


def test_export_keeps_the_permissions_and_the_link_of_the_file_it_replaces(run, tmp_path):
    (tmp_path / "x.csv").write_text("old", encoding="utf-8")
    (tmp_path / "x.csv").chmod(0o640)
    (tmp_path / "link.csv").symlink_to("x.csv")
    assert run("export", "-o", "link.csv", "a.txt")[0] == 0
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "x.csv").stat().st_mode & 0o777 == 0o640
    assert (tmp_path / "x.csv").read_text("utf-8").startswith("doc,")


def test_export_writes_whole_or_not_at_all(run, tmp_path, monkeypatch):
    (tmp_path / "x.csv").write_text("kept", encoding="utf-8")

    (tmp_path / "b.txt").write_text("", encoding="utf-8")
    good = sys.modules["attribution.pipeline"].extract

    def extract(text, doc, rules=None):
        if doc == "b.txt":
            raise KeyboardInterrupt
        return good(text, doc)

    monkeypatch.setattr(sys.modules["attribution.pipeline"], "extract", extract)
    assert run("export", "-o", "x.csv", "a.txt", "b.txt")[0] == 130
    assert (tmp_path / "x.csv").read_text("utf-8") == "kept"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "b.txt", "x.csv"]


def test_a_side_file_says_what_made_the_rows(run, tmp_path):
    assert run("export", "-o", "x.csv", "--provenance", "x.made-by.json", "a.txt")[0] == 0
    made = json.loads((tmp_path / "x.made-by.json").read_text("utf-8"))
    assert list(made) == ["schema", "tool", "rules", "fields", "documents"]
    assert made["tool"] == f"claim-attribution {__version__}"
    assert [(entry["doc"], entry["claims"]) for entry in made["documents"]] == [("a.txt", 2)]
    assert run("export", "-o", "x.csv", "--provenance", "./x.csv", "a.txt")[2] == (
        "--provenance ./x.csv: is the file that -o writes; name another one\n"
    )


def test_explain_underlines_source_cue_and_content_and_gives_the_rule(run):
    assert run("explain", "a.txt:4") == (
        0,
        """\
a.txt:4:1: claim c2, indirect

4 | Talks may fail, he said.
  | ~~~~~~~~~~~~~~  == ^^^^
    ^^^ cue  === source  ~~~ content

who said    Anna Berg ("he")
type        person
certainty   possible (PS+), from "may"
            cue: neutral, content: asserted, act: communication
rule        TOY001
why         what stands before a comma, a source and 'said'
frame       9 of 10
confidence  0.90
""",
        "",
    )


def test_explain_says_where_the_nearest_claims_are(run):
    code, out, _ = run("explain", "a.txt:3:")
    assert (code, out) == (
        0,
        "a.txt:3: no claim was found on this line.\n    Nothing to see here.\nThe nearest claims are on lines 1 and 4.\n",
    )
    assert run("explain", "--", "-:1", stdin="\n")[1] == "-:1: no claim was found on this line.\n    (an empty line)\nNo line has any.\n"


def test_explain_takes_colons_in_the_name_of_a_file(run, tmp_path):
    (tmp_path / "C:x:3.txt").write_text("It rains, Bob said.", encoding="utf-8")
    assert run("explain", "C:x:3.txt:1")[1].startswith("C:x:3.txt:1:1: claim c1")
    (tmp_path / "b:2").write_text("It rains, Bob said.", encoding="utf-8")
    assert run("explain", "b:2:1")[1].startswith("b:2:1:1: claim c1")


def test_explain_wraps_long_sentences_with_their_marks(run, tmp_path):
    (tmp_path / "l.txt").write_text("The 東京 talks will go on for many more days, the old man in the corner said.", encoding="utf-8")
    out = run("explain", "--width", "40", "l.txt:1")[1].split("\n")
    assert out[2:9] == [
        "1 | The 東京 talks will go on for many",
        "  | ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~",
        "1 | more days, the old man in the corner",
        "  | ~~~~~~~~~  =========================",
        "1 | said.",
        "  | ^^^^",
        "    ^^^ cue  === source  ~~~ content",
    ]


def test_explain_draws_the_chunks_of_each_sentence(run):
    code, out, _ = run("explain", "--tree", "--width", "60", "a.txt:3")
    assert code == 0
    assert out.split("\n\n", 1)[1].startswith("(S")


def test_version_and_help(run):
    assert run("--version") == (0, f"attribution {__version__}\n", "")
    for command in ((), ("report",), ("export",), ("explain",)):
        code, out, _ = run(*command, "--help")
        assert code == 0
        assert out.startswith(f"Usage: attribution{' ' if command else ''}{' '.join(command)} ")
        assert "Example" in out
        assert out == run(*command, "-h")[1]


@pytest.mark.parametrize("args", [("report",), ("report", "--nonsense", "a.txt"), ("nonsense",), ("export", "--format")])
def test_unknown_options_and_missing_arguments_are_usage_errors(run, args):
    code, out, err = run(*args)
    assert (code, out) == (2, "")
    assert "Error: " in err
