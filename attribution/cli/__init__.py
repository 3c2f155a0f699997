"""The command line: one module a command, named in `commands`; this module starts it."""

from __future__ import annotations

import gc
import sys

_OBJECTS = 100_000  # made since the last look for cycles; with 700, Python's own number, a short run mostly looks at rules, again and again


def main() -> None:
    """Entry point of the `attribution` command."""
    gc.set_threshold(_OBJECTS)
    try:
        from attribution.cli.commands import application, meant

        arguments = meant(sys.argv[1:])
        application(arguments)(arguments, prog_name="attribution")
    except KeyboardInterrupt:  # before a command has begun; commands have their own guard
        raise SystemExit(130) from None
    finally:
        gc.freeze()  # nor need Python search all that the rules are made of before it gives everything back
