"""Writing result files whole or not at all, and never over an input."""

from __future__ import annotations

import os
import signal
import stat
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

from attribution.errors import UsageError
from attribution.readers.text import STDIN, read_bytes

_ENDING = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
_ANY_WRITE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


def check_target(option: str, target: str, inputs: Iterable[str]) -> None:
    """UsageError where `target` cannot be written: an input, a folder, or in a folder that is not there. `option` names it: "-o"."""
    path = Path(target)
    if path.is_dir():
        raise UsageError(f"{option} {target}: is a folder; name a file in it, as in {path / 'claims.csv'}")
    if not path.parent.is_dir():
        raise UsageError(f"{option} {target}: there is no folder {path.parent}; make it first")
    if path.is_file() and any(map(partial(_is_file, path.stat()), inputs)):
        raise UsageError(f"{option} {target}: is one of the files to read and would be lost; name another file")
    target_of(target)


def target_of(name: str) -> Path:
    """The file that a name means, links followed. UsageError where they lead round in a circle, or where the file is read-only."""
    target = Path(os.path.realpath(name))
    if target.is_symlink():
        raise UsageError(f"{name}: is a link that leads back to itself; remove it, or name another file")
    if target.is_file() and not (os.access(target, os.W_OK) and target.stat().st_mode & _ANY_WRITE):
        raise UsageError(f"{name}: is read-only; make it writable, or name another file")
    return target


def check_folder(option: str, target: str) -> None:
    """UsageError where no folder can be made at `target`, or something stands there that is not a collection of ours."""
    path = Path(target)
    if path.exists() and not path.is_dir():
        raise UsageError(f"{option} {target}: is a file; this format makes a folder")
    if not path.exists() and not path.absolute().parent.is_dir():
        raise UsageError(f"{option} {target}: there is no folder {path.parent}; make it first")
    if path.is_dir() and any(path.iterdir()) and not (path / "annotation.conf").is_file():
        raise UsageError(f"{option} {target}: holds other files; name a new folder")


def _is_file(mine: os.stat_result, name: str) -> bool:
    try:
        other = os.fstat(sys.stdin.fileno()) if name == STDIN else os.stat(name)  # noqa: PTH116 (of ten thousand names)
    except (OSError, ValueError):  # not there, or standard input is no file
        return False
    return os.path.samestat(mine, other)


def one_place(first: str, second: str) -> bool:
    """True where two names, of files that may not be there yet, are of one place."""
    return os.path.realpath(first) == os.path.realpath(second)


def write_files(files: Sequence[tuple[str, Iterable[bytes]]], still: Callable[[], None] = lambda: None) -> None:
    """Write every (path, pieces), each whole or not at all: into new files in the same folders first, which then take the names.

    The pieces are taken in order, one file after the other. Devices and pipes are written to as they are; links are followed; files that
    were there keep their mode. `still` is called when all is on the disk and no name taken yet; what it raises leaves everything as it was.
    So does a signal that ends the process. Raises UsageError where a file cannot be written.
    """
    ready: list[tuple[Path, Path]] = []
    name = ""
    with _unwound_by_signals():
        try:
            for name, pieces in files:
                target = target_of(name)
                if target.exists() and not target.is_file():
                    _write(target, "wb", pieces)
                    continue
                new = target.with_name(f".{target.name[:100]}.{os.getpid()}.new")
                ready.append((new, target))
                _write(new, "xb", pieces)
                if target.exists():
                    new.chmod(stat.S_IMODE(target.stat().st_mode))
            still()
            for new, target in ready:
                new.replace(target)
                _sync_folder(target.parent)
        except BrokenPipeError:
            raise
        except OSError as error:
            raise UsageError(f"{name}: cannot be written ({error.strerror or error})") from None
        finally:
            for new, _ in ready:
                with suppress(OSError):
                    new.unlink()


def rewrite_file(name: str, before: bytes, after: bytes) -> None:
    """Write `after` over a file that held `before` when it was read. UsageError where it holds something else now; it is left alone."""

    def unchanged() -> None:
        if read_bytes(name) != before:
            raise UsageError(f"{name}: was changed by somebody else meanwhile and is left as it is; run the command again")

    write_files([(name, [after])], unchanged)


def _write(path: Path, mode: str, pieces: Iterable[bytes]) -> None:
    with path.open(mode) as out:
        for piece in pieces:
            out.write(piece)
        if mode == "xb":  # a name must not lead to words that a power cut can still take
            out.flush()
            os.fsync(out.fileno())


def _sync_folder(folder: Path) -> None:
    """Have the new name on the disk too, where the system knows how."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


class _Ended(BaseException):
    """A signal that ends the process came; `number` is which."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


@contextmanager
def _unwound_by_signals() -> Iterator[None]:
    """SIGTERM and SIGHUP let what is inside clear up; then the process dies of them, as whoever sent them expects."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def end(number: int, _: Any) -> None:
        raise _Ended(number)

    waiting = [number for number in _ENDING if signal.getsignal(number) is signal.SIG_DFL]
    for number in waiting:
        signal.signal(number, end)
    try:
        yield
    except _Ended as ended:
        signal.signal(ended.number, signal.SIG_DFL)
        signal.raise_signal(ended.number)
    finally:
        for number in waiting:
            signal.signal(number, signal.SIG_DFL)
