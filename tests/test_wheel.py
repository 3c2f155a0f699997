"""The wheel by itself: built, installed into a new environment, run where the source tree is not in sight.

Takes a package index and half a minute, so it has a mark of its own: `python -m pytest -m wheel`.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.wheel

ROOT = Path(__file__).parent.parent
ARTICLE = ROOT / "fixtures" / "articles" / "harbour-talks.txt"
CHECKED_OUT = ("attribution", "rules", "pyproject.toml", "README.md", "LICENSE")


def run(*command: str | Path, cwd: Path) -> str:
    """Standard output of a command that must succeed, in an environment without a trace of this one."""
    env = {
        name: os.environ[name] for name in ("PATH", "HOME", "SYSTEMROOT", "PIP_INDEX_URL", "PIP_CERT", "HTTPS_PROXY") if name in os.environ
    }
    env |= {"COLUMNS": "100", "PYTHONUTF8": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    done = subprocess.run([str(part) for part in command], cwd=cwd, env=env, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, f"{command}: {done.stderr or done.stdout}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy so that nothing is left in the source tree."""
    source, out = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for name in CHECKED_OUT:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, source)
    run(sys.executable, "-m", "pip", "wheel", "--no-deps", "--wheel-dir", out, source, cwd=out)
    (built,) = out.glob("claim_attribution-*.whl")
    return built


@pytest.fixture(scope="module")
def place(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one article and an environment that holds the wheel and what it depends on, nothing else."""
    folder = tmp_path_factory.mktemp("reader")
    run(sys.executable, "-m", "venv", "env", cwd=folder)
    run(folder / "env/bin/pip", "install", wheel, cwd=folder)
    shutil.copy(ARTICLE, folder)
    return folder


def test_the_wheel_holds_every_rule_file_and_nothing_that_is_not_the_package(wheel: Path) -> None:
    names = [name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name]
    assert all(name.startswith("attribution/") for name in names)
    held = (path.relative_to(ROOT) for path in (ROOT / "rules").rglob("*") if path.is_file())
    rules = {path.as_posix() for path in held if "__pycache__" not in path.parts}
    assert {name.removeprefix("attribution/") for name in names if name.startswith("attribution/rules/")} == rules
    code = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "attribution").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert {name for name in names if not name.startswith("attribution/rules/")} == code


def test_the_installed_tool_finds_its_rules_and_reports_what_the_checkout_reports(place: Path) -> None:
    where = run(place / "env/bin/python", "-c", "from attribution.rulefiles import rules_dir; print(rules_dir())", cwd=place).strip()
    assert Path(where).is_relative_to(place)
    table = run(place / "env/bin/attribution", "report", "harbour-talks.txt", cwd=place)
    assert table == run(sys.executable, "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r}); from attribution.cli import main; main()",
                        "report", "harbour-talks.txt", cwd=place)  # fmt: skip
    assert table.startswith("harbour-talks.txt: ")


def test_the_installed_tool_exports_and_explains(place: Path) -> None:
    rows = [
        json.loads(row)
        for row in run(place / "env/bin/attribution", "export", "--format", "jsonl", "harbour-talks.txt", cwd=place).splitlines()
    ]
    text = (place / "harbour-talks.txt").read_text("utf-8")
    assert len(rows) > 5
    for row in rows:
        assert " ".join(" ".join(text[b:e] for b, e in row["content_spans"]).split()) == row["claim"]
    assert run(place / "env/bin/python", "-m", "attribution", "explain", f"harbour-talks.txt:{rows[0]['line']}", cwd=place).startswith(
        "harbour-talks.txt:"
    )


def test_the_core_asks_for_four_libraries_and_extras_for_the_rest(place: Path) -> None:
    code = "from importlib.metadata import requires; print(*sorted(requires('claim-attribution')), sep='\\n')"
    core = [line for line in run(place / "env/bin/python", "-c", code, cwd=place).splitlines() if "extra ==" not in line]
    assert [line.split(">")[0] for line in core] == ["nltk", "regex", "tabulate", "typer"]


def test_type_checkers_see_the_types(place: Path) -> None:
    assert (
        run(
            place / "env/bin/python",
            "-c",
            "from importlib.resources import files; print((files('attribution') / 'py.typed').is_file())",
            cwd=place,
        )
        == "True\n"
    )
