"""Where one's own rules lie, by the settings: `rules` in attribution.toml, or under [tool.claim-attribution] in pyproject.toml."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from attribution.errors import UsageError

FILE, PROJECT, TABLE = "attribution.toml", "pyproject.toml", "claim-attribution"
_OWN = TABLE + r"""["']?\s*[\].=]"""  # where a table or a key is called so; a requirement is no reason to read the file


def rules_folder(start: Path) -> str | None:
    """The folder that `rules` names in the nearest settings, from `start` upwards; it is seen from the file that names it."""
    for folder in (start, *start.parents):
        for name in (FILE, PROJECT):
            path = folder / name
            table = _table(path) if path.is_file() else None
            if table is not None and "rules" in table:
                if not isinstance(table["rules"], str):
                    raise UsageError(f"{path}: rules must be a string: the folder of your own rules")
                return str(folder / table["rules"])
    return None


def _table(path: Path) -> dict[str, Any]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
        if "rules" not in text or (path.name == PROJECT and not re.search(_OWN, text)):
            return {}
        import tomllib

        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # no TOML, no UTF-8, thousands of digits or brackets
        raise UsageError(f"{path}: is not valid TOML: {error}") from None
    except OSError:
        return {}  # a file of somebody else's, higher up
    for key in ("tool", TABLE) if path.name == PROJECT else ():
        data = data.get(key, {})
        if not isinstance(data, dict):
            raise UsageError(f"{path}: {key} must be a table")
    return data
