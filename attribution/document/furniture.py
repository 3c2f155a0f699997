"""Text → what a web page puts between the paragraphs of an article: link lines, credits, buttons."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import regex

from attribution.errors import RuleError
from attribution.model import Span
from attribution.patterns import compiled
from attribution.rulebook.rules import Files

_FILE = "furniture.toml"
_LINKS = 6  # that stand under one label


class Furniture(NamedTuple):
    """The patterns of furniture.toml, compiled: for whole paragraphs, for words before a paragraph, for the label of links, for a link."""

    lines: re.Pattern[str] | regex.Pattern[str]
    openers: re.Pattern[str] | regex.Pattern[str]
    labels: re.Pattern[str] | regex.Pattern[str]
    links: re.Pattern[str] | regex.Pattern[str]

    def find(self, text: str, paragraphs: Sequence[Span]) -> list[Span]:
        """Where furniture stands, in order: a whole paragraph or the beginning of one; behind the label of links also the links."""
        found = []
        left = 0  # links that may follow
        for b, e in paragraphs:
            label = self.labels.fullmatch(text, b, e)
            link = self.links.fullmatch(text, b, e) if left and not label else None
            left = _LINKS if label else left - 1 if link else 0
            here = label or link or self.lines.fullmatch(text, b, e) or self.openers.match(text, b, e)
            if here:
                found.append(Span(*here.span()))
        return found


def read_furniture(files: Files) -> Furniture:
    """The patterns of the rules; RuleError for one that is no regular expression."""
    table = files.table(_FILE)
    return Furniture(*(_compiled(key, table[key]) for key in ("lines", "openers", "labels", "links")))


def _compiled(key: str, patterns: Sequence[str]) -> re.Pattern[str] | regex.Pattern[str]:
    whole = "|".join(f"(?:{pattern})" for pattern in patterns)
    try:
        return regex.compile(whole) if "\\p" in whole else compiled(whole)  # `re` compiles in a fifth of the time
    except (re.error, regex.error) as error:
        raise RuleError(f"{_FILE}: {key}: not a regular expression: {error}") from None
