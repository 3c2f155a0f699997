"""Regular expressions that are compiled when they are first asked for: many are not, of one article, and compiling takes its time."""

from __future__ import annotations

import re
from functools import cached_property


class Later:
    """One of them, as it is written in the rules."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Compiled."""
        return re.compile(self.text)
