"""What README.md says is so: its commands, its outputs, its Python, its rule."""

from __future__ import annotations

import doctest
import re
import tomllib
from pathlib import Path

import pytest
from typer.main import get_command

from attribution.cli.app import app
from tools.update_readme import README, ROOT, renewed

TEXT = README.read_text("utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
COMMANDS = [line for kind, block in BLOCKS if kind == "sh" for line in block.splitlines()]
DOCUMENTS = sorted(path for path in ROOT.rglob("*.md") if not any(part.startswith(".") for part in path.relative_to(ROOT).parts))


def test_the_page_shows_what_the_commands_print_now() -> None:
    assert renewed(TEXT) == TEXT, "python tools/update_readme.py renews it"


def test_two_commands_install_run_and_test_and_continuous_integration_runs_them_as_written() -> None:
    install, measure, test = COMMANDS
    assert install.endswith(" && .venv/bin/attribution report fixtures/articles/harbour-talks.txt")
    assert test.endswith(" && .venv/bin/python -m pytest")
    lines = (ROOT / ".ci" / "run").read_text("utf-8").splitlines()
    assert lines.index(install) < lines.index(test)
    assert any(line.strip().startswith(measure.split(" --")[0]) for line in lines)


def test_the_python_on_the_page_does_what_it_shows() -> None:
    (snippet,) = (block for kind, block in BLOCKS if kind == "python")
    test = doctest.DocTestParser().get_doctest(snippet, {}, "README", "README.md", TEXT[: TEXT.index(snippet)].count("\n"))
    shown: list[str] = []
    assert doctest.DocTestRunner().run(test, out=shown.append).failed == 0, "".join(shown)
    assert len(test.examples) == 7


def test_the_rule_on_the_page_is_the_shipped_one() -> None:
    (snippet,) = (block for kind, block in BLOCKS if kind == "toml")
    (shown,) = tomllib.loads(snippet)["rule"]
    (shipped,) = (rule for rule in tomllib.loads((ROOT / "rules" / "frames.toml").read_text("utf-8"))["rule"] if rule["id"] == shown["id"])
    assert shown == shipped


def test_links_lead_somewhere() -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", TEXT)
    named = re.findall(r"`((?:rules|tools|benchmarks|fixtures|\.ci)/[\w./-]*)`", TEXT)
    assert links
    for name in [*links, *named]:
        assert (ROOT / name).exists(), name


def test_every_command_is_on_the_page_and_has_a_help_text_with_an_example() -> None:
    commands = get_command(app).commands  # type: ignore[attr-defined]
    for name, command in commands.items():
        assert re.search(rf"^  {name} +\S", TEXT, re.MULTILINE), name
        for each in getattr(command, "commands", {name: command}).values():
            assert "Example" in (each.help or ""), f"{name}: no example in the help text of {each.name}"
            assert all(getattr(p, "help", None) or getattr(p, "hidden", False) for p in each.params), (
                f"{name} {each.name}: an option without help"
            )


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_document_names_another_projects_distribution_or_a_place_on_this_machine(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not re.search(r"pip install ['\"]?attribution\b", text)
    assert not re.search(r"(?<![\w.])/(work|root|home|tmp)/", text)
