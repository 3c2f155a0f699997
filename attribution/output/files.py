"""Writing result files whole or not at all, and never over an input."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from attribution.errors import UsageError
from attribution.readers.text import STDIN


def check_target(option: str, target: str, inputs: Iterable[str]) -> None:
    """UsageError where `target` cannot be written: an input, a folder, or in a folder that is not there. `option` names it: "-o"."""
    path = Path(target)
    if path.is_dir():
        raise UsageError(f"{option} {target}: is a folder; name a file in it, as in {path / 'claims.csv'}")
    if not path.parent.is_dir():
        raise UsageError(f"{option} {target}: there is no folder {path.parent}; make it first")
    for name in inputs:
        if _same_file(path, name):
            raise UsageError(f"{option} {target}: is one of the files to read and would be lost; name another file")


def check_folder(option: str, target: str) -> None:
    """UsageError where no folder can be made at `target`, or something stands there that is not a collection of ours."""
    path = Path(target)
    if path.exists() and not path.is_dir():
        raise UsageError(f"{option} {target}: is a file; this format makes a folder")
    if not path.exists() and not path.absolute().parent.is_dir():
        raise UsageError(f"{option} {target}: there is no folder {path.parent}; make it first")
    if path.is_dir() and any(path.iterdir()) and not (path / "annotation.conf").is_file():
        raise UsageError(f"{option} {target}: holds other files; name a new folder")


def _same_file(path: Path, name: str) -> bool:
    try:
        mine = path.stat()
        other = os.fstat(sys.stdin.fileno()) if name == STDIN else Path(name).stat()
    except (OSError, ValueError):  # not there yet, or standard input is no file
        return False
    return stat.S_ISREG(mine.st_mode) and os.path.samestat(mine, other)


def one_place(first: str, second: str) -> bool:
    """True where two names, of files that may not be there yet, are of one place."""
    return os.path.realpath(first) == os.path.realpath(second)


def write_files(files: Sequence[tuple[str, Iterable[bytes]]]) -> None:
    """Write every (path, pieces), each whole or not at all: into new files in the same folders first, which then take the names.

    The pieces are taken in order, one file after the other. Devices and pipes are written to as they are; links are followed.
    Raises UsageError where a file cannot be written.
    """
    ready: list[tuple[Path, Path]] = []
    name = ""
    try:
        for name, pieces in files:
            target = Path(os.path.realpath(name))
            if target.exists() and not target.is_file():
                _write(target, "wb", pieces)
            else:
                new = target.with_name(f".{target.name[:100]}.{os.getpid()}.new")
                ready.append((new, target))
                _write(new, "xb", pieces)
                if target.exists():
                    new.chmod(stat.S_IMODE(target.stat().st_mode))
        for new, target in ready:
            new.replace(target)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UsageError(f"{name}: cannot be written ({error.strerror or error})") from None
    finally:
        for new, _ in ready:
            with suppress(OSError):
                new.unlink()


def _write(path: Path, mode: str, pieces: Iterable[bytes]) -> None:
    with path.open(mode) as out:
        for piece in pieces:
            out.write(piece)
