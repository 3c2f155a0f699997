"""Where the shipped rule files lie: inside the installed package, or beside it in a checkout."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any


@cache
def rules_dir() -> Path:
    """The folder of the shipped rules: `attribution/rules` in a wheel, `rules/` in an editable install."""
    here = Path(__file__).parent
    for folder in (here / "rules", here.parent / "rules"):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"no rules folder in {here} or beside it: the installation is incomplete, reinstall claim-attribution")


def read_rules(name: str) -> str:
    """Text of the shipped rule file `name`."""
    return (rules_dir() / name).read_text(encoding="utf-8")


@cache
def read_table(name: str) -> dict[str, Any]:
    """The shipped TOML file `name` as data, for reading only; once a process."""

    def parse() -> tuple[dict[str, Any], list[str]]:
        import tomllib

        return tomllib.loads(read_rules(name)), [name]

    data: dict[str, Any] = kept(name, parse)[0]
    return data


@cache
def rules_version(own: str = "") -> str:
    """Digest of the shipped rule files, `sha256:` and 16 hexadecimal digits; line endings of a checkout make no difference.

    `own`: the digest of rule files beside them, as `Rules.digest` gives it.
    """
    import hashlib

    digest = hashlib.sha256()
    folder = rules_dir()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.startswith(".") and path.parent.name != "__pycache__":  # kept tables are no rules
            name, data = path.relative_to(folder).as_posix().encode(), path.read_bytes().replace(b"\r\n", b"\n")
            digest.update(b"%s\0%d\0%s" % (name, len(data), data))
    digest.update(own.encode())
    return f"sha256:{digest.hexdigest()[:16]}"


def kept(name: str, make: Callable[[], tuple[Any, Iterable[str]]]) -> tuple[Any, list[str]]:
    """The data that `make` makes, of which JSON changes nothing; the files that it is made of: rule files, and modules as `attribution/…`.

    It is kept as JSON, which is read thirty times as fast as TOML, beside the bytecode of a module of that name, for as long as none of
    those files has another content.
    """
    found = kept_data(name)
    if found is None:
        data, files = make()
        found = data, sorted(files)
        keep_data(name, *found)
    return found


def kept_data(name: str) -> tuple[Any, list[str]] | None:
    """What is kept under a name, and what it was made of, where all that is still the same."""
    import json

    try:
        known = json.loads(_kept_at(name).read_bytes())
        files: dict[str, str] = known["made of"]
        return (known["data"], list(files)) if all(_hash(file) == digest for file, digest in files.items()) else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):  # none yet, or half of one
        return None


def keep_data(name: str, data: Any, files: list[str]) -> None:
    """Keep it, where the folder may be written to, as Python keeps bytecode."""
    if sys.dont_write_bytecode:
        return
    import json

    path = _kept_at(name)
    part = path.with_suffix(f".{os.getpid()}")
    with suppress(OSError):
        path.parent.mkdir(exist_ok=True, parents=True)
        part.write_text(json.dumps({"made of": {file: _hash(file) for file in files}, "data": data}), encoding="utf-8")
        part.replace(path)


def _kept_at(name: str) -> Path:
    from importlib.util import cache_from_source

    return Path(cache_from_source(str(rules_dir() / name))).with_suffix(".json")


def _hash(file: str) -> str:
    """By which Python, too, tells whether bytecode is that of its source (PEP 552)."""
    return _code_hash(file) if "/" in file else _hash_of(rules_dir() / file)


@cache
def _code_hash(module: str) -> str:
    return _hash_of(Path(__file__).parent.parent / module)


def _hash_of(path: Path) -> str:
    from importlib.util import source_hash

    return source_hash(path.read_bytes()).hex()
