"""Several processes give what one gives, byte for byte: order, complaints and exit code too."""

from __future__ import annotations

import multiprocessing
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from attribution.cli.jobs import number_of
from attribution.errors import UsageError
from attribution.parallel import _groups, in_order
from attribution.rulebook.overlay import Overlay
from attribution.rulebook.rules import Rules, shipped_rules

ROOT = Path(__file__).parent.parent
ARTICLES = [str(path) for path in sorted((ROOT / "fixtures" / "articles").glob("*.txt"))[:6]]
DRAFTS = [str(path) for path in sorted((ROOT / "fixtures" / "drafts" / "open").glob("*.txt"))[:6]]


def run(*arguments: str, typed: str = "") -> tuple[int, bytes, bytes]:
    command = [sys.executable, "-m", "attribution", *arguments]
    done = subprocess.run(command, cwd=ROOT, input=typed.encode(), capture_output=True, check=False)
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(
    "command",
    [("export", "--format", "jsonl", *ARTICLES), ("report", *ARTICLES), ("check", *DRAFTS)],
    ids=["export", "report", "check"],
)
def test_two_processes_write_the_bytes_of_one(command: tuple[str, ...], tmp_path: Path) -> None:
    broken = tmp_path / "broken.txt"
    broken.write_bytes(b"He said \xff\xfe\x00 no.")
    name, *files = command
    inputs = [*files, str(broken), "-"]
    typed = '"We won," Ana Ruiz said.\n"We lost, she said.\n'
    one, two = run(name, *inputs, typed=typed), run(name, "--jobs", "2", *inputs, typed=typed)
    assert one == two
    assert one[1] and one[2]


def test_rules_of_ones_own_are_read_again_by_the_other_processes(tmp_path: Path) -> None:
    (tmp_path / "cues.tsv").write_text("harrumph\tTHAT\t30\t30\n")
    article = tmp_path / "a.txt"
    article.write_text("The mayor harrumphed that it rained.")
    common = ("export", "--format", "csv", "--rules", str(tmp_path), str(article))
    assert run(*common) == run(*common, "-j", "2")
    assert b"that it rained" in run(*common)[1]


@pytest.mark.parametrize("jobs", ["0", "-1", "two", "65", "1.5"])
def test_a_number_that_makes_no_sense_is_refused(jobs: str) -> None:
    with pytest.raises(UsageError, match="give a number of processes from 1 to 64"):
        number_of(jobs)


def test_what_is_made_comes_in_order_and_some_of_it_in_this_process() -> None:
    assert list(in_order(abs, range(-40, 0), 2, lambda item: item % 3 == 0)) == list(range(40, 0, -1))


def test_rules_made_by_hand_are_not_sent_to_another_process() -> None:
    with pytest.raises(TypeError, match="made by hand"):
        Rules(Overlay(texts={"cues.tsv": ""})).__reduce__()
    make, arguments = shipped_rules().__reduce__()
    assert make(*arguments) is shipped_rules()


def test_the_first_items_go_out_alone_and_later_ones_together() -> None:
    groups = list(_groups(range(100), 2, lambda item: item == 60))
    assert [item for group in groups for item in group] == list(range(100))
    assert groups[:8] == [[item] for item in range(8)]
    assert [60] in groups
    assert {len(group) for group in groups[-5:-1]} == {4}
    assert {len(group) for group in _groups(range(100), 2, lambda item: False, 1)} == {1}


@pytest.mark.skipif(multiprocessing.get_start_method() != "fork", reason="processes that are not forked read for themselves")
def test_what_every_process_needs_is_made_before_they_are_forked() -> None:
    made: list[str] = []
    work = partial(_note, made)
    assert list(in_order(work, ["one", "two"], 2, lambda item: False, lambda: made.append("ready"))) == [["ready"]] * 2
    assert list(in_order(work, ["one"], 1, lambda item: False, lambda: made.append("again"))) == [["ready"]]


def _note(made: list[str], item: str) -> list[str]:
    return made
