"""git, asked so that names are names and not patterns, and that the settings of a repository start no program of theirs."""

from __future__ import annotations

import subprocess

_OWN_WAY = ("--literal-pathspecs", "--no-optional-locks", "-c", "core.fsmonitor=false")


def git(folder: str, *words: str) -> subprocess.CompletedProcess[str]:
    """What git answers in a folder. Raises FileNotFoundError where it is not installed."""
    return subprocess.run(
        ["git", *_OWN_WAY, "-C", folder, *words], capture_output=True, text=True, encoding="utf-8", errors="surrogateescape", check=False
    )


def ignored_in(folder: str) -> frozenset[str]:
    """What `.gitignore` and its kin leave out of a folder: paths from there, of files and of whole folders.

    Nothing outside of a repository, without git, and where the folder itself is one of them: whoever names it means it.
    """
    try:
        done = git(folder, "ls-files", "--others", "--ignored", "--exclude-standard", "--directory", "-z")
    except FileNotFoundError:
        return frozenset()
    names = frozenset(name.rstrip("/") for name in done.stdout.split("\0") if name)
    return names if not done.returncode and "." not in names else frozenset()
