"""`--jobs`: how many processes a command works with."""

from __future__ import annotations

from typing import Annotated

import typer

from attribution.errors import UsageError

_MOST = 64

Jobs = Annotated[
    str | None, typer.Option("--jobs", "-j", metavar="N", help="Work with N processes; the output is the same.", show_default="1")
]


def number_of(jobs: str | None) -> int:
    """How many processes `--jobs` means. Raises UsageError for what is no such number."""
    if jobs is None:
        return 1
    if not (jobs.isascii() and jobs.isdigit() and 1 <= int(jobs) <= _MOST):
        raise UsageError(f"--jobs {jobs}: give a number of processes from 1 to {_MOST}")
    return int(jobs)
