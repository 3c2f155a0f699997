"""Where the shipped rule files lie: inside the installed package, or beside it in a checkout."""

from __future__ import annotations

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


def read_table(name: str) -> dict[str, Any]:
    """The shipped TOML file `name` as data."""
    import tomllib

    return tomllib.loads(read_rules(name))
