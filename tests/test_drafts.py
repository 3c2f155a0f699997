"""The drafts with planted faults are in order: what a fault points at is in the file, and every check is planted often enough."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
DRAFTS = ROOT / "fixtures" / "drafts"
SUFFIXES = (".txt", ".md", ".html")
FOLDERS = ("open", "kept-aside", "desk", "desk-aside")
PATHS = sorted(path for folder in FOLDERS for path in (DRAFTS / folder).iterdir() if path.suffix in SUFFIXES)
IDS = [f"{path.parent.name}/{path.name}" for path in PATHS]


def read_faults(path: Path) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    return document


def count_codes(folder: str) -> Counter[str]:
    return Counter(fault["code"] for path in PATHS if path.parent.name == folder for fault in read_faults(path)["faults"])


def all_codes() -> set[str]:
    codes = {check["code"] for check in tomllib.loads((ROOT / "rules" / "checks.toml").read_text(encoding="utf-8"))["check"]}
    return {code for code in codes if not code.startswith("AT")}  # these need sources: fixtures/verify


def test_two_thirds_are_open_and_a_third_is_kept_aside() -> None:
    assert Counter(path.parent.name for path in PATHS) == {"open": 28, "kept-aside": 14, "desk": 29, "desk-aside": 13}
    assert Counter(path.suffix for path in PATHS) == {".txt": 64, ".md": 13, ".html": 7}


def test_every_draft_has_its_faults_and_every_fault_file_its_draft() -> None:
    drafts = {path.with_suffix("") for path in PATHS}
    assert len(drafts) == len(PATHS)
    assert {path.with_suffix("") for folder in FOLDERS for path in (DRAFTS / folder).glob("*.json")} == drafts


@pytest.mark.parametrize("path", PATHS, ids=IDS)
def test_the_words_of_a_fault_stand_once_on_its_line(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").split("\n")
    document = read_faults(path)
    assert set(document) == {"about", "faults"}
    for fault in document["faults"]:
        assert list(fault) == ["code", "line", "words", "why"]
        assert lines[fault["line"] - 1].count(fault["words"]) == 1, fault


@pytest.mark.parametrize("path", PATHS, ids=IDS)
def test_a_draft_has_one_to_four_faults_unless_it_is_clean(path: Path) -> None:
    faults = read_faults(path)["faults"]
    assert (len(faults) == 0) if path.name.startswith("clean-") else (1 <= len(faults) <= 4)


@pytest.mark.parametrize("path", PATHS, ids=IDS)
def test_a_draft_is_of_the_length_of_a_short_news_story(path: Path) -> None:
    assert 100 <= len(path.read_text(encoding="utf-8").split()) <= 400


def test_every_check_is_planted_twice_in_the_open_and_once_aside() -> None:
    opened, aside = count_codes("open") + count_codes("desk"), count_codes("kept-aside") + count_codes("desk-aside")
    assert set(opened) | set(aside) == all_codes()
    assert {code for code in all_codes() if opened[code] < 2 or aside[code] < 1} == set()


def test_some_drafts_of_every_folder_are_clean() -> None:
    clean = Counter(path.parent.name for path in PATHS if not read_faults(path)["faults"])
    assert clean == {"open": 4, "kept-aside": 2, "desk": 5, "desk-aside": 3}
