"""Where one's own rules and people file lie, by the settings in attribution.toml, or under [tool.claim-attribution]."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from attribution.errors import UsageError

FILE, PROJECT, TABLE = "attribution.toml", "pyproject.toml", "claim-attribution"
_OWN = TABLE + r"""["']?\s*[\].=]"""  # where a table or a key is called so; a requirement is no reason to read the file


def rules_folder(start: Path) -> str | None:
    """The folder that `rules` names in the nearest settings, from `start` upwards; it is seen from the file that names it."""
    return _named("rules", "a string: the folder of your own rules", start)


def people_file(start: Path) -> str | None:
    """The file that `file` names under [people], likewise."""
    return _named("people", "a table with file, a people file as CSV or TOML", start, within="file")


def _named(key: str, what: str, start: Path, within: str | None = None) -> str | None:
    for folder in (start, *start.parents):
        for name in (FILE, PROJECT):
            path = folder / name
            table = _table(path, key) if path.is_file() else None
            if table is not None and key in table:
                value = table[key].get(within) if within and isinstance(table[key], dict) else None if within else table[key]
                if not isinstance(value, str):
                    raise UsageError(f"{path}: {key} must be {what}")
                return str(folder / value)
    return None


def _table(path: Path, key: str) -> dict[str, Any]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
        if key not in text or (path.name == PROJECT and not re.search(_OWN, text)):
            return {}
        import tomllib

        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # no TOML, no UTF-8, thousands of digits or brackets
        raise UsageError(f"{path}: is not valid TOML: {error}") from None
    except OSError:
        return {}  # a file of somebody else's, higher up
    for name in ("tool", TABLE) if path.name == PROJECT else ():
        data = data.get(name, {})
        if not isinstance(data, dict):
            raise UsageError(f"{path}: {name} must be a table")
    return data
