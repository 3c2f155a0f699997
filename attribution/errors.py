"""What users see when something is wrong: what, where, and what to do."""

from __future__ import annotations

import os

_LONGEST = 200  # characters of an error of Python's own


class AttributionError(Exception):
    """Base of all errors that end a command with exit code 2 and a one-line message."""


class InputError(AttributionError):
    """A file cannot be read: missing, a folder, binary, or in another encoding."""


class EncodingError(InputError):
    """A text file is in another encoding than the one tried."""


class RuleError(AttributionError):
    """A rule file is broken: the message names file, id and key, and suggests the mend."""


class UsageError(AttributionError):
    """An option or argument does not make sense."""


def told(error: Exception, where: str) -> str:
    """An error in one line, a fault of the tool's own with its place in the tool; with ATTRIBUTION_TRACEBACK set, that one is raised."""
    if isinstance(error, AttributionError):
        return str(error)
    import traceback
    from pathlib import Path

    if os.environ.get("ATTRIBUTION_TRACEBACK"):
        raise error
    place = traceback.extract_tb(error.__traceback__)[-1]
    what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    return f"{where}: cannot be worked on ({what[:_LONGEST]}; {Path(place.filename).name}:{place.lineno}); please report this"
