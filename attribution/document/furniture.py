"""Text → what a web page puts between the paragraphs of an article: link lines, credits, buttons."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import regex

from attribution.errors import RuleError
from attribution.model import Span
from attribution.rulebook.rules import Files

_FILE = "furniture.toml"


class Furniture(NamedTuple):
    """The patterns of furniture.toml, compiled: one for whole paragraphs, one for words before a paragraph."""

    lines: re.Pattern[str] | regex.Pattern[str]
    openers: re.Pattern[str] | regex.Pattern[str]

    def find(self, text: str, paragraphs: Sequence[Span]) -> list[Span]:
        """Where furniture stands, in order: a whole paragraph or the beginning of one."""
        found = (self.lines.fullmatch(text, b, e) or self.openers.match(text, b, e) for b, e in paragraphs)
        return [Span(*m.span()) for m in found if m]


def read_furniture(files: Files) -> Furniture:
    """The patterns of the rules; RuleError for one that is no regular expression."""
    table = files.table(_FILE)
    return Furniture(*(_compiled(key, table[key]) for key in ("lines", "openers")))


def _compiled(key: str, patterns: Sequence[str]) -> re.Pattern[str] | regex.Pattern[str]:
    whole = "|".join(f"(?:{pattern})" for pattern in patterns)
    try:
        return regex.compile(whole) if "\\p" in whole else re.compile(whole)  # `re` compiles in a fifth of the time
    except (re.error, regex.error) as error:
        raise RuleError(f"{_FILE}: {key}: not a regular expression: {error}") from None
