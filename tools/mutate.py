"""Which conditions does no test need? Leaves boolean operands of speakers/ and certainty/ out, one at a time, and runs the guards.

usage: python tools/mutate.py [--seed N] [--draw N] [--only PATH] [--list]

The operands are drawn by the seed among those that stand in functions. One that the guards do not notice has survived, and is told with its
place. The guards are collected once; each mutant runs in a fork of that process, in which the code of its function is another. A few
seconds a mutant, up to half a minute for one that survives. `--list` shows what would be drawn and runs nothing.
"""

from __future__ import annotations

import argparse
import ast
import importlib
import os
import random
import signal
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any, NamedTuple

import pytest

from attribution.rulebook.rules import shipped_rules

ROOT = Path(__file__).parent.parent
ROOMS = ("speakers", "certainty")
GUARDS = (
    "tests/test_lexicon.py", "tests/test_phrases.py", "tests/test_roster.py", "tests/test_small_values.py",
    "tests/test_small_speakers.py", "tests/test_small_certainty.py", "tests/test_small_helpers.py", "tests/test_conditions.py",
    "tests/test_speakers_sieves.py",
    "tests/test_speakers.py",
    "tests/test_certainty.py", "tests/test_certainty_claims.py", "tests/test_certainty_syntax.py", "tests/test_certainty_equal.py",
    "tests/test_floating.py", "tests/test_paragraphs.py", "tests/test_overrides.py", "tests/test_scores.py",
)  # fmt: skip
PATIENCE = 600  # seconds after which a mutant that has not ended is noticed


class Mutant(NamedTuple):
    """One operand of one condition: its file, the names that lead to its function, where it stands, and its words."""

    path: Path
    function: tuple[str, ...]
    line: int
    begin: int
    end: int
    words: str
    instead: str

    def __str__(self) -> str:
        return f"{self.path.relative_to(ROOT)}:{self.line}: {self.words} → {self.instead}"

    def apply(self) -> None:
        """Put the code without the operand into the function, wherever that is already held."""
        whole = self.path.read_bytes()
        text = whole[: self.begin] + f"({self.instead})".encode() + whole[self.end :]
        code = compile(text, str(self.path), "exec", dont_inherit=True)
        for name in self.function:
            code = next(inner for inner in code.co_consts if isinstance(inner, CodeType) and inner.co_name == name)
        held: Any = importlib.import_module(".".join(self.path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"))
        for name in self.function:
            held = vars(held)[name]
        _function(held).__code__ = code


def _function(held: Any) -> FunctionType:
    """The function behind a property, a class method or a cache."""
    for name in ("__func__", "fget", "func", "__wrapped__"):
        if not isinstance(held, FunctionType) or name == "__wrapped__":
            held = getattr(held, name, held)
    assert isinstance(held, FunctionType)
    return held


def mutants() -> list[Mutant]:
    """Every operand of every `and` and `or` in the functions of the two rooms, in order of place."""
    paths = [path for room in ROOMS for path in sorted((ROOT / "attribution" / room).rglob("*.py"))]
    return [mutant for path in paths for mutant in sorted(_of(path))]


def _of(path: Path) -> Iterator[Mutant]:
    text = path.read_bytes()
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    for function, body in _functions(ast.parse(text), ()):
        for node in ast.walk(body):
            for operand in node.values if isinstance(node, ast.BoolOp) else ():
                assert operand.end_lineno is not None and operand.end_col_offset is not None
                begin, end = starts[operand.lineno - 1] + operand.col_offset, starts[operand.end_lineno - 1] + operand.end_col_offset
                words = " ".join(text[begin:end].decode().split())
                instead = "True" if isinstance(node.op, ast.And) else "False"
                yield Mutant(path, function, operand.lineno, begin, end, words, instead)


def _functions(tree: ast.Module | ast.ClassDef, outer: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], ast.FunctionDef]]:
    """The functions of a module and of its classes, those inside another left to that."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            yield from _functions(node, (*outer, node.name))
        elif isinstance(node, ast.FunctionDef):
            yield (*outer, node.name), node


class Guards:
    """Stands in for pytest's run of the collected tests: all of them once as they are, then once for each mutant."""

    def __init__(self, drawn: Sequence[Mutant]) -> None:
        self.drawn, self.healthy = drawn, False
        self.survivors: list[Mutant] = []

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run them; True: nothing is left for pytest to run."""
        print(f"{len(session.items)} tests of {', '.join(GUARDS)}", flush=True)
        self.healthy = self._passes(session, None)
        for mutant in self.drawn if self.healthy else ():
            if self._passes(session, mutant):
                self.survivors.append(mutant)
                print(f"survived: {mutant}", flush=True)
        return True

    def _passes(self, session: pytest.Session, mutant: Mutant | None) -> bool:
        """Whether all tests pass in a fork of this process, with a mutant or without one; one that does not end does not."""
        sys.stdout.flush()
        child = os.fork()
        if child:
            return os.waitpid(child, 0)[1] == 0
        signal.alarm(PATIENCE)
        with Path(os.devnull).open("w") as nowhere:
            os.dup2(nowhere.fileno(), 1)
            os.dup2(nowhere.fileno(), 2)
        if mutant is not None:
            mutant.apply()
            shipped_rules.cache_clear()
        for item, behind in zip(session.items, [*session.items[1:], None], strict=True):
            session.config.hook.pytest_runtest_protocol(item=item, nextitem=behind)
            if session.testsfailed:
                os._exit(1)
        os._exit(0)


def main() -> int:
    """Draw, run, list the survivors; exit code 1 where the guards fail without any change."""
    options = argparse.ArgumentParser(description="Which conditions does no test need?")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--draw", type=int, default=10)
    options.add_argument("--only", default="", metavar="PATH", help="only operands of files whose path has this in it")
    options.add_argument("--list", action="store_true")
    chosen = options.parse_args()
    every = [mutant for mutant in mutants() if chosen.only in str(mutant.path.relative_to(ROOT))]
    drawn = sorted(random.Random(chosen.seed).sample(every, min(chosen.draw, len(every))))
    if chosen.list:
        print(*drawn, sep="\n")
        return 0
    guards = Guards(drawn)
    pytest.main(
        ["-p", "no:cacheprovider", "-q", "--capture=no", "--rootdir", str(ROOT), *(str(ROOT / name) for name in GUARDS)], [guards]
    )
    if not guards.healthy:
        print("the guards fail without any change", file=sys.stderr)
        return 1
    print(f"{len(guards.survivors)} of {len(drawn)} drawn by seed {chosen.seed} survived, of {len(every)} operands")
    return 0


if __name__ == "__main__":
    sys.exit(main())
