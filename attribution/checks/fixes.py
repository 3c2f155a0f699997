"""Mending what has exactly one mend."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import unified_diff

from attribution.checks.finding import Edit, Finding


def fixed(text: str, findings: Iterable[Finding]) -> tuple[str, int]:
    """The text with the findings' edits made, and how many findings that mends; of two that overlap, the first."""
    edits: list[Edit] = []
    count = 0
    for finding in findings:
        if finding.edits and not any(_clash(edit, other) for edit in finding.edits for other in edits):
            edits += finding.edits
            count += 1
    for edit in sorted(edits, reverse=True):
        text = text[: edit.begin] + edit.new + text[edit.end :]
    return text, count


def _clash(one: Edit, other: Edit) -> bool:
    return (one.begin < other.end and other.begin < one.end) or one.begin == other.begin


def preview(doc: str, before: str, after: str) -> str:
    """The change as a unified diff."""
    lines = unified_diff(before.splitlines(keepends=True), after.splitlines(keepends=True), doc, doc)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)
