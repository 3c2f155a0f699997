"""What was made of rule files is kept beside bytecode, and never used for another text."""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path

import pytest

from attribution import extract, rulefiles
from attribution.rulebook.rules import Build, Reading, plain_products, shipped_rules
from attribution.rulefiles import read_table, rules_dir


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of rules with one table; nothing is remembered of others."""
    monkeypatch.setattr(rulefiles, "rules_dir", lambda: tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    monkeypatch.setattr(rulefiles, "read_table", read_table.__wrapped__)
    (tmp_path / "words.toml").write_text('words = "ferry quay"', encoding="utf-8")
    return tmp_path


def test_an_edit_is_seen_though_the_table_was_kept(folder: Path) -> None:
    assert rulefiles.read_table("words.toml") == {"words": "ferry quay"}
    (kept,) = (folder / "__pycache__").iterdir()
    assert json.loads(kept.read_text(encoding="utf-8"))["data"] == {"words": "ferry quay"}
    assert rulefiles.read_table("words.toml") == {"words": "ferry quay"}
    (folder / "words.toml").write_text('words = "ferry pier"', encoding="utf-8")
    assert rulefiles.read_table("words.toml") == {"words": "ferry pier"}


def test_what_is_kept_is_read_without_a_toml_parser(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rulefiles.read_table("words.toml")
    monkeypatch.setattr(tomllib, "loads", lambda text: pytest.fail("parsed again"))
    assert rulefiles.read_table("words.toml") == {"words": "ferry quay"}


@pytest.mark.parametrize("broken", ["", "{", "[]", "{}", "null"])
def test_a_broken_keeping_is_made_anew(folder: Path, broken: str) -> None:
    rulefiles.read_table("words.toml")
    (kept,) = (folder / "__pycache__").iterdir()
    kept.write_text(broken, encoding="utf-8")
    assert rulefiles.read_table("words.toml") == {"words": "ferry quay"}
    assert json.loads(kept.read_text(encoding="utf-8"))["data"] == {"words": "ferry quay"}


def test_nothing_is_written_where_no_bytecode_is(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert rulefiles.read_table("words.toml") == {"words": "ferry quay"}
    assert [path.name for path in folder.iterdir()] == ["words.toml"]


@pytest.mark.parametrize("path", sorted(rules_dir().glob("*.toml")), ids=lambda path: path.name)
def test_shipped_tables_are_the_same_as_json(path: Path) -> None:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    assert json.loads(json.dumps(data)) == data


def test_what_is_made_of_several_files_is_made_anew_where_one_of_them_changes(folder: Path) -> None:
    (folder / "more.txt").write_text("pier", encoding="utf-8")
    made: list[int] = []

    def make() -> tuple[object, list[str]]:
        made.append(1)
        return {"count": len(made)}, ["words.toml", "more.txt", "attribution/rulefiles.py"]

    files = ["attribution/rulefiles.py", "more.txt", "words.toml"]
    assert rulefiles.kept("count", make) == ({"count": 1}, files)
    assert rulefiles.kept("count", make) == ({"count": 1}, files)
    (folder / "more.txt").write_text("quay", encoding="utf-8")
    assert rulefiles.kept("count", make) == ({"count": 2}, files)


def test_what_is_made_by_a_module_is_made_anew_where_the_module_changes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert rulefiles.kept("count", lambda: (1, ["attribution/rulefiles.py"]))[0] == 1
    monkeypatch.setattr(rulefiles, "_code_hash", lambda module: "another")
    assert rulefiles.kept("count", lambda: (2, ["attribution/rulefiles.py"]))[0] == 2


def products() -> list[Build]:
    """The plain products that an extraction and the checks ask for."""
    extract("The ferry will sail on Monday, Ada Holm said.")
    return sorted(plain_products(), key=lambda build: build.__name__)


@pytest.mark.parametrize("build", products(), ids=lambda build: build.__name__)
def test_plain_products_are_what_they_are_made_of_and_the_same_as_json(build: Build) -> None:
    fresh = build(Reading(shipped_rules()))
    assert json.loads(json.dumps(fresh)) == fresh == shipped_rules().get(build)


def test_products_are_kept_under_names_of_their_own() -> None:
    names = [build.__name__ for build in products()]
    assert len(set(names)) == len(names)
