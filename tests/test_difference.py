"""Two outputs compared: what was gained, lost and changed, by field and by rule."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from attribution import extract
from attribution.archive import Item, Run, run_archive
from attribution.cli.app import app
from attribution.difference import difference
from attribution.errors import UsageError

TEXT = "The ferry sank, Ada Holm said. The mayor denied it. It may rain, Jon Lee said."


def saved(path: Path, rows: list[dict]) -> str:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return str(path)


@pytest.fixture
def rows() -> list[dict]:
    return extract(TEXT, "a.txt").to_dicts()


def test_the_same_rows_differ_in_nothing(tmp_path: Path, rows: list[dict]) -> None:
    found = difference(saved(tmp_path / "a.jsonl", rows), saved(tmp_path / "b.jsonl", rows))
    assert (found.changes, found.same, found.before, found.after) == ([], 3, 3, 3)


def test_rows_are_gained_lost_and_changed(tmp_path: Path, rows: list[dict]) -> None:
    shorter = rows[2] | {"claim": "may rain", "content_spans": [[rows[2]["content_spans"][0][0] + 3, rows[2]["content_spans"][0][1]]]}
    new = [rows[0] | {"speaker": "Holm", "id": "c7"}, shorter, rows[0] | {"doc": "b.txt"}]
    found = difference(saved(tmp_path / "a.jsonl", rows), saved(tmp_path / "b.jsonl", new))
    assert [(change.what, change.row["doc"], change.fields) for change in found.changes] == [
        ("changed", "a.txt", ("speaker",)),
        ("changed", "a.txt", ("claim", "content_spans")),
        ("lost", "a.txt", ()),
        ("gained", "b.txt", ()),
    ]
    assert found.by_field() == {"speaker": 1, "claim": 1, "content_spans": 1}
    assert sum(sum(each.values()) for each in found.by_rule().values()) == 4


def test_folders_of_an_archive_are_compared(tmp_path: Path, rows: list[dict]) -> None:
    for name in ("old", "new"):
        (tmp_path / name).mkdir()
        saved(tmp_path / name / "claims-000001.jsonl", rows[:2])
        (tmp_path / name / "problems.tsv").write_text("where\twhy\n", "utf-8")
    saved(tmp_path / "new" / "claims-000002.jsonl", rows[2:])
    found = difference(str(tmp_path / "old"), str(tmp_path / "new"))
    assert ([change.what for change in found.changes], found.same) == (["gained"], 2)
    (tmp_path / "none").mkdir()
    with pytest.raises(UsageError, match="holds no claims as JSON Lines"):
        difference(str(tmp_path / "none"), str(tmp_path / "new"))


def test_the_command_shows_rows_and_numbers(tmp_path: Path, rows: list[dict]) -> None:
    old, new = saved(tmp_path / "a.jsonl", rows), saved(tmp_path / "b.jsonl", [rows[0] | {"certainty": "denied"}, *rows[1:2]])
    done = CliRunner().invoke(app, ["diff", old, new])
    assert (done.exit_code, done.stderr) == (0, "")
    changed, lost, numbers, fields, rules = done.stdout.splitlines()
    assert changed == "~ a.txt:1 certainty: 'disputed' -> 'denied'" and lost == "- a.txt:1 Jon Lee, possible: It may rain"
    assert numbers == "3 rows, now 2: 1 the same, 0 gained, 1 lost, 1 changed"
    assert fields == "by field: certainty 1" and rules.startswith("by rule: ")
    assert json.loads(CliRunner().invoke(app, ["diff", "-f", "json", "--summary", old, new]).stdout)["same"] == 1
    (tmp_path / "c.jsonl").write_text("{\n", "utf-8")
    for wrong, told in (("c.jsonl", "c.jsonl:1: is no JSON; compare what"), ("d.jsonl", "d.jsonl: no such file or folder\n")):
        done = CliRunner().invoke(app, ["diff", old, str(tmp_path / wrong)])
        assert done.exit_code == 2 and f"{tmp_path}/{told}" in done.stderr


def archive(path: Path, text: str) -> str:
    list(run_archive([Item("a", text), Item("b", "It rained, Tom Reeve said.")], Run(path)))
    return str(path)


def test_another_text_is_told_and_its_rows_are_lined_up_by_their_words(tmp_path: Path) -> None:
    old, new = archive(tmp_path / "old", TEXT), archive(tmp_path / "new", "It was late. " + TEXT.replace(" may ", " will "))
    found = difference(old, new)
    assert found.texts == ["a"]
    assert ([(each.what, each.row["claim"]) for each in found.changes], found.same) == (
        [("lost", "It may rain"), ("gained", "It will rain")], 3,
    )  # fmt: skip
    done = CliRunner().invoke(app, ["diff", old, new])
    assert done.stdout.startswith("! a has another text now: its rows are lined up by their words") and done.exit_code == 0
    assert "\n1 article has another text than before\n" in done.stdout


def test_other_words_in_one_place_are_another_text(tmp_path: Path, rows: list[dict]) -> None:
    other = extract(TEXT.replace("ferry", "dinky"), "a.txt").to_dicts()
    found = difference(saved(tmp_path / "a.jsonl", rows), saved(tmp_path / "b.jsonl", other))
    assert (found.texts, [each.what for each in found.changes], found.same) == (["a.txt"], ["lost", "gained"], 2)
    assert difference(str(tmp_path / "a.jsonl"), str(tmp_path / "a.jsonl")).texts == []


def test_rows_that_are_equal_are_each_of_them_one(tmp_path: Path, rows: list[dict]) -> None:
    found = difference(saved(tmp_path / "a.jsonl", [rows[0]] * 3), saved(tmp_path / "b.jsonl", [rows[0]] * 2))
    assert ([each.what for each in found.changes], found.same) == (["lost"], 2)


def test_an_archive_that_lost_lines_is_told(tmp_path: Path) -> None:
    old, new = archive(tmp_path / "old", TEXT), archive(tmp_path / "new", TEXT)
    claims = Path(new) / "claims-000001.jsonl"
    data = claims.read_bytes()
    claims.write_bytes(data[: data.index(b"\n") + 1])
    done = CliRunner().invoke(app, ["diff", "--summary", old, new])
    assert done.exit_code == 2 and "3 lost" in done.stdout
    assert f"{claims}: is not as `extract` wrote it (rows: 1, written: 4)\nthe difference is of what is left; give its" in done.stderr
    claims.write_bytes(data[:-9])
    done = CliRunner().invoke(app, ["diff", old, new])
    assert done.exit_code == 2 and "claims-000001.jsonl:4: is no JSON" in done.stderr and "`extract` command again" in done.stderr


def test_an_archive_in_parquet_is_compared_with_one_in_lines(tmp_path: Path) -> None:
    items = [Item("a.txt", TEXT, "2026-11-30"), Item("b.txt", "“It sank”, Ada Holm said.", "2026-10-01")]
    for run in (Run(tmp_path / "lines"), Run(tmp_path / "tables", "parquet", dated=True)):
        list(run_archive(items, run))
    found = difference(str(tmp_path / "lines"), str(tmp_path / "tables"))
    assert (found.changes, found.same, found.damaged, found.texts) == ([], 4, [], [])
    table = next((tmp_path / "tables").rglob("claims-*.parquet"))
    assert difference(str(table), str(table)).before in (1, 3)


def test_a_broken_table_is_told(tmp_path: Path) -> None:
    broken = tmp_path / "c.parquet"
    broken.write_bytes(b"PAR1 no more")
    done = CliRunner().invoke(app, ["diff", str(broken), str(broken)])
    assert done.exit_code == 2 and f"{broken}: cannot be read (" in done.stderr.replace("\n", "")
