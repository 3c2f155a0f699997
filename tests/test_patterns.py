"""What regular expressions come to is kept beside bytecode, and a pattern made of it is the one that `re` compiles."""

from __future__ import annotations

import json
import pickle
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from attribution import patterns, rulefiles
from attribution.patterns import compiled, keep_patterns

TEXT = r"(?P<who>[A-Z]\w+)(?: (?P<what>said|added))?(?!x)(,|;)? [ð-ñ\U0001f600]*"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder in which nothing is kept, and a process that knows no pattern."""
    monkeypatch.setattr(rulefiles, "rules_dir", lambda: tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    another_process()
    yield tmp_path
    another_process()


def another_process() -> None:
    patterns._store.cache_clear()


def kept_in(folder: Path) -> Path:
    (file,) = (folder / "__pycache__").iterdir()
    return file


def refuse(*args: object) -> patterns.Code:
    pytest.fail("compiled again")


def told(found: re.Match[str] | None) -> tuple[object, ...] | None:
    """All that a match tells."""
    return found and (found.regs, found.groupdict(), found.lastgroup)


@pytest.mark.parametrize("flags", [0, re.IGNORECASE, re.VERBOSE | re.DOTALL])
def test_a_pattern_is_the_one_that_re_compiles(folder: Path, flags: int) -> None:
    made, plain = compiled(TEXT, flags), re.compile(TEXT, flags)
    assert made == plain and pickle.loads(pickle.dumps(made)) == plain
    assert (made.flags, made.groups, dict(made.groupindex), made.pattern) == (plain.flags, plain.groups, dict(plain.groupindex), TEXT)
    for line in ("Holm said, ", "Holm added; ð", "holm SAID x", "Holm\nsaid"):
        assert told(made.search(line)) == told(plain.search(line))


def test_another_process_compiles_nothing_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled(TEXT)
    keep_patterns()
    another_process()
    compiled("probe")  # whether this `re` can be given numbers is found out first
    monkeypatch.setattr(patterns, "_code", refuse)
    assert compiled(TEXT) == re.compile(TEXT)


def test_flags_make_another_pattern(folder: Path) -> None:
    compiled("holm")
    assert compiled("holm", re.IGNORECASE).match("HOLM") and not compiled("holm").match("HOLM")


@pytest.mark.parametrize("numbers", ["", "AAAA", "AAAAAA==", "/////w==", "?"])
def test_broken_numbers_are_compiled_anew(folder: Path, numbers: str) -> None:
    compiled(TEXT)
    keep_patterns()
    file = kept_in(folder)
    data = json.loads(file.read_text("utf-8"))
    data["data"]["patterns"][f"0 {TEXT}"][-1] = numbers
    file.write_text(json.dumps(data), encoding="utf-8")
    another_process()
    assert compiled(TEXT) == re.compile(TEXT)
    keep_patterns()
    assert json.loads(file.read_text("utf-8"))["data"]["patterns"][f"0 {TEXT}"][-1] != numbers


def test_numbers_of_another_python_are_not_used(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled(TEXT)
    keep_patterns()
    monkeypatch.setattr(sys, "version", "another")
    another_process()
    compiled("probe")
    assert [*patterns._store().known] == ["0 probe"]  # type: ignore[union-attr]


def test_a_re_that_is_built_in_another_way_compiles_as_ever(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*args: object) -> patterns.Code:
        raise ImportError("re has no such part")

    monkeypatch.setattr(patterns, "_code", missing)
    assert compiled(TEXT) == re.compile(TEXT)
    keep_patterns()
    assert not [*folder.iterdir()]


def test_this_re_can_be_given_numbers(folder: Path) -> None:
    assert patterns._store() is not None


def test_no_more_is_kept_than_can_be_read_quickly(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "_MOST", 3)
    for text in ("a", "b", "c"):
        compiled(text)
    keep_patterns()
    compiled("d")
    keep_patterns()
    assert [*json.loads(kept_in(folder).read_text("utf-8"))["data"]["patterns"]] == ["0 d"]


def test_nothing_is_written_where_no_bytecode_is(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    compiled(TEXT)
    keep_patterns()
    assert not [*folder.iterdir()]


def test_what_is_no_regular_expression_is_told(folder: Path) -> None:
    with pytest.raises(re.error, match="unterminated subpattern"):
        compiled("(")
