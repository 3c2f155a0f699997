"""Where the shipped rule files lie: inside the installed package, or beside it in a checkout."""

from __future__ import annotations

import os
import sys
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
    text = read_rules(name)
    kept = _kept_at(name)
    data = _kept(kept, text)
    if data is None:
        import tomllib

        data = tomllib.loads(text)
        if not sys.dont_write_bytecode:
            _keep(kept, text, data)
    return data


def _kept_at(name: str) -> Path:
    """Where what was read of a file is kept as JSON, which is read thirty times as fast: beside the bytecode of a module of that name."""
    from importlib.util import cache_from_source

    return Path(cache_from_source(str(rules_dir() / name))).with_suffix(".json")


def _kept(path: Path, text: str) -> dict[str, Any] | None:
    """What was read of `text`, where it is kept; it is kept with the text itself, so that it can never be that of another."""
    import json

    try:
        kept = json.loads(path.read_bytes())
        data: dict[str, Any] | None = kept["data"] if kept["text"] == text else None
    except (OSError, ValueError, KeyError, TypeError):  # none yet, or half of one
        return None
    return data


def _keep(path: Path, text: str, data: dict[str, Any]) -> None:
    """Keep it, where the folder may be written to, as Python keeps bytecode."""
    import json

    part = path.with_suffix(f".{os.getpid()}")
    with suppress(OSError):
        path.parent.mkdir(exist_ok=True, parents=True)
        part.write_text(json.dumps({"text": text, "data": data}), encoding="utf-8")
        part.replace(path)
