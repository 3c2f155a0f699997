"""What a run of `extract` says of the files that it wrote, and what has become of them since.

The mark of a batch, DIR/state/000001.done, names each of its files with the rows and the SHA-256 that it was written with.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

REMEDY = "give its `extract` command again: it makes anew what is broken, and nothing else"
_LISTED = ("claims-*", "documents-*", "date=*/claims-*")
_LINED = {".jsonl": 0, ".tsv": 1}  # ending → lines that are no rows
_NAME = re.compile(r"(?:date=[\w-]+/)?(?:claims|documents)-\d+\.(?:jsonl|parquet|tsv)")
Files = Mapping[str, tuple[int, str]]  # name in the folder → rows, SHA-256


def read_mark(path: Path) -> dict[str, Any] | None:
    """The mark of a batch; None where there is none, or none that says what its files held."""
    try:
        mark = json.loads(path.read_bytes())
        return mark if all(_NAME.fullmatch(name) and len(file) == 2 for name, file in mark["files"].items()) else None
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None


def changes(folder: Path, files: Files) -> Iterator[str]:
    """What has become of files of a run, a message for each that is not as it was written."""
    for name, (rows, sha256) in files.items():
        path = folder / name
        if not path.is_file():
            yield f"{path}: is gone (rows: 0, written: {rows:,})"
        elif _digest(path) != sha256:
            now = _rows(path)
            lost = f" (rows: {now:,}, written: {rows:,})" if now is not None and now != rows else ""
            yield f"{path}: is not as `extract` wrote it{lost}"


def damage(folder: Path) -> list[str]:
    """All that is not in a folder as a run has left it; nothing is known of a folder without its `state`.

    Files of no batch are told of a run that has come to its end: one that was broken off leaves some.
    """
    ended = (folder / "problems.tsv").is_file()
    marks = sorted((folder / "state").glob("*.done"))
    messages: list[str] = []
    known: set[Path] = set()
    for path in marks:
        mark = read_mark(path)
        if mark is None:
            messages.append(f"{path}: is no mark of a batch")
            continue
        messages += changes(folder, mark["files"])
        known.update(folder / name for name in mark["files"])
    there = (path for pattern in _LISTED if marks and ended for path in folder.glob(pattern))
    strange = {path for path in there if path not in known and _NAME.fullmatch(path.relative_to(folder).as_posix())}
    return [*messages, *(f"{path}: is of no batch that was finished" for path in sorted(strange))]


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _rows(path: Path) -> int | None:
    """Rows of a file of lines; None of any other."""
    if path.suffix not in _LINED:
        return None
    with path.open("rb") as file:
        return sum(1 for _ in file) - _LINED[path.suffix]
