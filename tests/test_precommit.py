"""The hook, tried with the real pre-commit from a clean clone."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
USER = ["-c", "user.name=A", "-c", "user.email=a@example.org"]

pytestmark = [
    pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed"),
    pytest.mark.skipif(importlib.util.find_spec("pre_commit") is None, reason="pre-commit is not installed"),
    pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not a checkout"),
]


def git(*args: str, cwd: Path) -> None:
    subprocess.run(["git", *USER, *args], cwd=cwd, check=True, capture_output=True)


def test_try_repo_flags_the_bad_draft_and_rewrites_nothing(tmp_path: Path) -> None:
    hook, draft = tmp_path / "hook", tmp_path / "drafts"
    git("clone", "-q", str(ROOT), str(hook), cwd=tmp_path)
    for name in (".pre-commit-hooks.yaml", "pyproject.toml"):
        shutil.copy(ROOT / name, hook / name)
    git("add", "-A", cwd=hook)
    git("commit", "-q", "--allow-empty", "-m", "as it stands", cwd=hook)
    draft.mkdir()
    git("init", "-q", cwd=draft)
    bad = '"We looked at it, she said. The price stays.\n'
    (draft / "bad.md").write_text(bad, encoding="utf-8")
    (draft / "code.py").write_text('x = "\n', encoding="utf-8")
    git("add", "-A", cwd=draft)
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "try-repo", str(hook), "attribution", "--all-files", "--verbose"],
        cwd=draft, capture_output=True, text=True, check=False, env=os.environ | {"PRE_COMMIT_HOME": str(tmp_path / "home")},
    )  # fmt: skip
    if "Could not find a version" in done.stdout or "No matching distribution" in done.stdout:
        pytest.skip("no package registry to install the hook from")
    assert "bad.md:1:1: error AQ104" in done.stdout, done.stdout + done.stderr
    assert "code.py" not in done.stdout
    assert (done.returncode, (draft / "bad.md").read_text(encoding="utf-8")) == (1, bad)
