"""The command line: one module a command, registered in `app`; this module starts it."""

from __future__ import annotations


def main() -> None:
    """Entry point of the `attribution` command."""
    try:
        from attribution.cli.app import app

        app(prog_name="attribution")
    except KeyboardInterrupt:  # before a command has begun; commands have their own guard
        raise SystemExit(130) from None
