"""The command line: one module a command, named in `commands`; this module starts it."""

from __future__ import annotations

import sys


def main() -> None:
    """Entry point of the `attribution` command."""
    try:
        from attribution.cli.commands import application

        application(sys.argv[1:])(prog_name="attribution")
    except KeyboardInterrupt:  # before a command has begun; commands have their own guard
        raise SystemExit(130) from None
