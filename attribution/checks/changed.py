"""Which lines were changed since a commit, as git says."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from attribution.checks.git import git
from attribution.errors import UsageError

_HUNK = re.compile(r"@@ -\S+ \+(\d+)(?:,(\d+))? @@")
Lines = list[tuple[int, int]]


class Changes:
    """Changed lines of files since `ref`; git is asked once a file."""

    def __init__(self, ref: str) -> None:
        self.ref = ref
        if ref.startswith("-"):
            raise UsageError(f"--diff {ref}: is no commit")

    def lines(self, path: str) -> Lines | None:
        """First and last line (1-based) of every changed stretch; None where the whole file is new, none where git
        ignores it. Raises UsageError where git fails."""
        folder, name = str(Path(path).resolve().parent), Path(path).name
        known = self._git(folder, "cat-file", "-e", f"{self.ref}^{{commit}}", check=False)
        if known.returncode:
            raise UsageError(f"--diff {self.ref}: {_reason(known.stderr)}")
        if self._git(folder, "cat-file", "-e", f"{self.ref}:./{name}", check=False).returncode:
            ignored = self._git(folder, "ls-files", "--others", "--ignored", "--exclude-standard", "--", name, check=False).stdout
            return [] if ignored else None
        shown = self._git(folder, "diff", "--no-ext-diff", "--no-textconv", "--no-color", "-U0", self.ref, "--", name)
        out = []
        for match in map(_HUNK.match, shown.stdout.splitlines()):
            if match:
                first, count = int(match[1]), int(match[2] or 1)
                if count:
                    out.append((first, first + count - 1))
        return out

    def _git(self, folder: str, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        try:
            done = git(folder, *words)
        except FileNotFoundError:
            raise UsageError(f"--diff {self.ref}: needs git, which is not installed") from None
        if check and done.returncode:
            raise UsageError(f"--diff {self.ref}: {_reason(done.stderr)}")
        return done


def _reason(stderr: str) -> str:
    lines = [line for line in stderr.strip().splitlines() if line]
    return lines[-1].removeprefix("fatal: ") if lines else "git knows no such commit here"


def touches(lines: Lines | None, first: int, last: int) -> bool:
    """Whether lines `first` to `last` have a changed one among them.

    >>> touches([(3, 5)], 5, 9), touches([(3, 5)], 6, 9), touches(None, 1, 1)
    (True, False, True)
    """
    return lines is None or any(begin <= last and first <= end for begin, end in lines)
