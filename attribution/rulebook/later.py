"""Regular expressions that are compiled when they are first asked for: many are not, of one article, and compiling takes its time."""

from __future__ import annotations

import re
from functools import cached_property

import regex

from attribution.patterns import compiled


class Later:
    """One of them, as it is written in the rules."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Compiled."""
        return compiled(self.text)


class Cased:
    """One with the classes of letters that only `regex` has, whose compiling takes five times as long."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def pattern(self) -> regex.Pattern[str]:
        """Compiled."""
        return regex.compile(self.text)
