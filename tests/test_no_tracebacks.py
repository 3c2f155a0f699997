"""Files that somebody else wrote: settings, rules, baselines, sheets. Whatever stands in them, only AttributionError comes out."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from attribution.checks import Settings
from attribution.checks import run as checks_run
from attribution.checks.baseline import read_baseline
from attribution.checks.registry import all_checks
from attribution.checks.settings import find_settings
from attribution.cli.app import app
from attribution.errors import AttributionError
from attribution.readers import Source
from attribution.readers.readable import Readable
from attribution.rulebook.folder import rules_folder
from attribution.rulebook.load import load_rules

CLAIMED = "The director, Oskar Renn, claimed that the boats were empty.\n"
OPEN = '"We looked at it, she said. The price stays.\n'
DEEP, LONG = "[" * 5_000 + "]" * 5_000, "9" * 5_000
RULE = 'id = "X-Y"\nframe = "X"\ntrigger = "FIN"\nsource = "subject"\ncontent = "to-stop"\nfamily = "THAT"\nwhy = "x"\nprior = 0.5\n'


def run(*args: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, list(args))
    return done.exit_code, done.stdout, done.stderr


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(CLAIMED, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("attribution.toml", f"check = {DEEP}"),
        ("attribution.toml", f"[check]\nx = {LONG}"),
        ("attribution.toml", f"rules = {LONG}"),
        ("attribution.toml", '[check]\nselect = [["a"]]'),
        ("attribution.toml", '[check.options.AQ108]\nmax_words = "x"'),
        ("attribution.toml", '[check]\nencoding = "no-such"'),
        ("pyproject.toml", "tool = 3"),
        ("pyproject.toml", "[tool]\nclaim-attribution = 3"),
        ("pyproject.toml", "[tool.claim-attribution]\ncheck = 3"),
        ("rules/x.toml", f"x = {DEEP}"),
        ("rules/x.toml", f"least = {LONG}"),
        ("rules/x.toml", 'disable = [["a"]]'),
        ("rules/x.toml", "[macros]\na = 3"),
        ("rules/x.toml", f"[macros]\na = '{'(' * 3_000}<that>{')' * 3_000}'"),
        ("rules/x.toml", f"[[rule]]\n{RULE}right = '{'(' * 3_000}content=<that>{')' * 3_000}'"),
        ("rules/cues.tsv", f"say\tTHAT\t{LONG}\t3\n"),
        ("b.json", '{"schema":"attribution-baseline/1","findings":3}'),
        ("b.json", '{"schema":"attribution-baseline/1","findings":[{"code":"a","words":"b","speaker":null,"count":1e400}]}'),
        ("b.json", "[" * 200_000),
        ("b.json", LONG),
    ],
)
def test_each_is_one_line_with_the_file_and_exit_code_2(here: Path, name: str, text: str) -> None:
    (here / "rules").mkdir()
    (here / name).write_text(text, encoding="utf-8")
    about = {"rules": ["report", "--rules", "rules", "a.txt"], "b.json": ["check", "--baseline", "b.json", "a.txt"]}
    command = ["report", "a.txt"] if text.startswith("rules =") else about.get(name.split("/")[0], ["check", "a.txt"])
    code, out, err = run(*command)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert len(err) < 400 and "please report" not in err
    assert name in err or "--encoding no-such" in err


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs a device that never ends")
def test_a_device_that_never_ends_is_refused(here: Path) -> None:
    for command in (["report", "/dev/zero", "a.txt"], ["check", "/dev/zero", "a.txt"], ["check", "--baseline", "/dev/zero", "a.txt"]):
        code, _, err = run(*command)
        assert (code, "/dev/zero: is longer than 256 MB, or has no end" in err) == (2, True)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from(["AQ101", "ALL", "(", "<that>", "*"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)
KEYS = ["select", "ignore", "exclude", "baseline", "encoding", "fail-level", "per-file-ignores", "options", "check", "rules", "tool"]
RULE_KEYS = "id frame trigger source content family why left right prior needs unless lemmas replaces examples near_misses".split()


def toml(value: object) -> str:
    """A value as TOML writes it."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{toml(str(key))} = {toml(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    if isinstance(value, float):
        return "inf" if value == float("inf") else "-inf" if value == -float("inf") else "nan" if value != value else repr(value)
    return json.dumps(value).replace("null", '"null"').replace("\x7f", "\\u007f")


def tables(keys: list[str]) -> st.SearchStrategy[dict[str, object]]:
    options = st.dictionaries(st.sampled_from([check.code for check in all_checks()]), st.dictionaries(st.text(max_size=9), VALUES))
    return st.dictionaries(st.sampled_from(keys) | st.text(max_size=5), VALUES | options, max_size=4)


@given(tables(KEYS), st.sampled_from(["attribution.toml", "pyproject.toml"]), st.binary(max_size=4))
@settings(deadline=None, max_examples=150)
def test_any_settings_are_read_or_refused_in_words(tmp_path_factory: pytest.TempPathFactory, table: dict, name: str, tail: bytes) -> None:
    folder = tmp_path_factory.mktemp("settings")
    nested = {"check": table} if name == "attribution.toml" else {"tool": {"claim-attribution": {"check": table}}}
    lines = [f"{toml(key)} = {toml(value)}" for key, value in {**nested, **{k: v for k, v in table.items() if k == "rules"}}.items()]
    (folder / name).write_bytes("\n".join(lines).encode("utf-8", "surrogatepass") + tail)
    for read in (find_settings, rules_folder):
        try:
            found = read(folder)
        except AttributionError as error:
            assert name in str(error)
        else:
            if isinstance(found, Settings):
                checks_run.check(CLAIMED, "a.txt", found)


@given(st.lists(tables(RULE_KEYS), max_size=2), tables(["macros", "disable", "openers", "least", "rule", "sieve", "turn"]), st.booleans())
@settings(deadline=None, max_examples=150)
def test_any_rule_file_is_read_or_refused_in_words(tmp_path_factory: pytest.TempPathFactory, rules: list, top: dict, whole: bool) -> None:
    folder = tmp_path_factory.mktemp("rules")
    text = "\n".join(f"{toml(key)} = {toml(value)}" for key, value in top.items() if key != "rule") + "\n"
    for rule in rules:
        known = {"id": "X-Y", "frame": "X", "trigger": "FIN", "source": "subject", "content": "to-stop", "family": "THAT", "why": "x"}
        row = {**known, "right": "content=<that>", "prior": 0.5, **rule} if whole else rule
        text += "[[rule]]\n" + "\n".join(f"{toml(key)} = {toml(value)}" for key, value in row.items()) + "\n"
    (folder / "x.toml").write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        load_rules(folder)
    except AttributionError as error:
        assert "x.toml" in str(error)


@given(VALUES, st.booleans())
@settings(deadline=None, max_examples=150)
def test_any_baseline_is_read_or_refused_in_words(tmp_path_factory: pytest.TempPathFactory, value: object, ours: bool) -> None:
    path = tmp_path_factory.getbasetemp() / "any.json"
    path.write_text(json.dumps({"schema": "attribution-baseline/1", "findings": value} if ours else value), encoding="utf-8")
    try:
        read_baseline(str(path))
    except AttributionError as error:
        assert str(path) in str(error)


def test_a_fault_of_the_tool_s_own_is_exit_code_2_and_stops_no_other_draft(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good = checks_run.draft_of

    def draft_of(source: Source, settings: Settings, page: Readable | None = None) -> object:
        if source.doc == "broken.txt":
            raise KeyError("planted")
        return good(source, settings, page)

    monkeypatch.setattr(checks_run, "draft_of", draft_of)
    (here / "broken.txt").write_text(CLAIMED, encoding="utf-8")
    code, out, err = run("check", "broken.txt", "a.txt")
    assert (code, out.split(":")[0]) == (2, "a.txt")
    assert err.startswith("broken.txt: cannot be worked on (KeyError: 'planted'; ") and "Traceback" not in err
    monkeypatch.setenv("ATTRIBUTION_TRACEBACK", "1")
    assert isinstance(CliRunner().invoke(app, ["check", "broken.txt"]).exception, KeyError)


def broken(folder: Path) -> list[str]:
    """Drafts, each broken in a way of its own; their names."""
    ways = {
        "binary.txt": b"\x89PNG\r\n\x1a\n\0\0", "zeros.txt": bytes(3_000), "latin.txt": "Café opens, Zoë claimed.".encode("cp1252"),
        "old.docx": b"PK\x03\x04 no document", "cut.txt": b"\xff\xfe\x00", "pdf.md": b"%PDF-1.7\n", "rtf.html": b"{\\rtf1 x}",
    }  # fmt: skip
    for name, data in ways.items():
        (folder / name).write_bytes(data)
    (folder / "sub").mkdir()
    (folder / "sub" / "attribution.toml").write_text("[check]\nbaseline = 3\n", encoding="utf-8")
    (folder / "sub" / "settings.txt").write_text(CLAIMED, encoding="utf-8")
    (folder / "gone.txt").symlink_to("nowhere.txt")
    return [*ways, "sub/settings.txt", "gone.txt", "missing.txt"]


@pytest.mark.skipif(os.name == "nt", reason="POSIX links")
def test_of_many_drafts_the_broken_ones_cost_no_other(here: Path) -> None:
    bad = broken(here)
    good = [f"{number}.txt" for number in range(60)]
    for name in good:
        (here / name).write_text(CLAIMED, encoding="utf-8")
    order = [name for at, each in enumerate(good) for name in (each, *bad[at // 6 : at // 6 + 1] * (at % 6 == 0))]
    code, out, err = run("check", *order)
    assert (code, [line.split(":")[0] for line in out.splitlines()]) == (2, good)
    assert err.splitlines()[-1] == f"60 findings (60 warnings) in 60 files, {len(bad)} unreadable"
    assert all(any(name in line for line in err.splitlines()) for name in bad if "/" not in name)
