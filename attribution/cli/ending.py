"""How commands end: errors in one line and exit code 2, no traceback for a closed pipe or Ctrl-C."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import wraps
from typing import ParamSpec

import typer

from attribution.errors import AttributionError, told
from attribution.output.width import no_commands, printable, printable_lines
from attribution.patterns import keep_patterns

FAILED = 2
STDOUT = "-"  # as the name of an output file
STDIN = "-"  # and of one to read, as `readers` have it, which take their time to load
INTERRUPTED = 130
_CLEARED = "\r\033[K"  # on a terminal: the line is empty, and written from its beginning
_bars: list[object] = []  # those that stand on standard error now
P = ParamSpec("P")


def guarded(command: Callable[P, None]) -> Callable[P, None]:
    """The command with the project's endings around it."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            with _endings():
                _prepare_streams()
                command(*args, **kwargs)
                sys.stdout.flush()
        finally:
            keep_patterns()

    return run


@contextmanager
def _endings() -> Iterator[None]:
    try:
        yield
    except AttributionError as error:
        complain(str(error))
        raise typer.Exit(FAILED) from None
    except BrokenPipeError:
        _discard_output()
        raise typer.Exit(0) from None
    except OSError as error:  # a full disk, most likely: files to read and to write have errors of their own
        _discard_output()
        complain(f"{error.filename or 'standard output'}: {error.strerror or error}")
        raise typer.Exit(FAILED) from None
    except KeyboardInterrupt:
        _discard_output()
        raise typer.Exit(INTERRUPTED) from None
    except (typer.Exit, typer.Abort):
        raise
    except Exception as error:  # never Python's own exit code 1, which means findings
        complain(told(error, "attribution"))
        raise typer.Exit(FAILED) from None


def complain(message: str) -> None:
    """One line on standard error. Standard output goes first, so that the two stand in order on a terminal; a progress bar gives way."""
    with suppress(OSError):
        sys.stdout.flush()
    typer.echo((_CLEARED if _bars else "") + no_commands(printable(message)), err=True)


@contextmanager
def bar(names: Sequence[str]) -> Iterator[Iterable[str]]:
    """The names, one by one, while a progress bar stands on standard error."""
    with typer.progressbar(names, file=sys.stderr, label="Reading") as shown:
        _bars.append(shown)
        try:
            yield shown
        finally:
            _bars.remove(shown)


def say(text: str, *, coloured: bool = False, end: str = "\n") -> None:
    """Lines for people on standard output, made printable; what is `coloured` has made its words so itself."""
    print(no_commands(text) if coloured else printable_lines(text), end=end)


def hand_out(result: Iterable[str | bytes], output: str) -> None:
    """Lines for people, or bytes as they are: to the file, whole or not at all, or to standard output."""
    if output != STDOUT:
        from attribution.output.files import write_files

        write_files([(output, ((piece + "\n").encode("utf-8", "replace") if isinstance(piece, str) else piece for piece in result))])
        return
    for piece in result:
        if isinstance(piece, str):
            say(piece)
        else:
            sys.stdout.buffer.write(piece)


def finish(failed: bool) -> None:
    """End with exit code 2 where an input failed."""
    if failed:
        raise typer.Exit(FAILED)


def _discard_output() -> None:
    """Let what is still in the buffer go nowhere: the interpreter flushes once more when it ends, and would complain."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _prepare_streams() -> None:
    """Letters that the terminal's encoding lacks are replaced, not fatal; a stream that the caller closed takes everything."""
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 (open as long as the process)
    for stream, errors in ((sys.stdout, "replace"), (sys.stderr, "backslashreplace")):
        with suppress(AttributeError):
            stream.reconfigure(errors=errors)  # type: ignore[union-attr]
