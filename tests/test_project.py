"""What stands around the code says what the code says."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import yaml

from attribution.version import __version__

ROOT = Path(__file__).parent.parent
FORMS = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))


def read(path: Path) -> dict:
    return yaml.safe_load(path.read_text("utf-8"))


def test_the_citation_names_this_version() -> None:
    assert read(ROOT / "CITATION.cff")["version"] == __version__


def test_ci_runs_the_one_script_on_every_python_that_is_promised() -> None:
    job = read(ROOT / ".github" / "workflows" / "ci.yml")["jobs"]["run"]
    assert job["steps"][-1]["run"] == ".ci/run"
    classifiers = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["classifiers"]
    promised = [name.rpartition(" ")[2] for name in classifiers if re.search(r":: 3\.\d+$", name)]
    assert job["strategy"]["matrix"]["python"] == promised


def test_a_release_is_checked_before_it_is_published() -> None:
    jobs = read(ROOT / ".github" / "workflows" / "release.yml")["jobs"]
    runs = [step["run"] for step in jobs["build"]["steps"] if "run" in step]
    assert runs[-2:] == [".ci/run", ".venv/bin/python -m build"]
    assert jobs["publish"]["needs"] == "build" and jobs["publish"]["permissions"] == {"id-token": "write"}


@pytest.mark.parametrize("path", [path for path in FORMS if path.stem != "config"], ids=lambda path: path.stem)
def test_a_form_asks_for_the_smallest_input_and_the_version(path: Path) -> None:
    fields = [field["attributes"]["label"] for field in read(path)["body"]]
    assert any("smallest" in label for label in fields) and any("Version" in label for label in fields)
