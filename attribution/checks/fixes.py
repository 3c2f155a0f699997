"""Mending what has exactly one mend."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable
from difflib import unified_diff

from attribution.checks.finding import Edit, Finding


def fixed(text: str, findings: Iterable[Finding]) -> tuple[str, int]:
    """The text with the findings' edits made, and how many findings that mends; of two that overlap, the first."""
    edits: list[Edit] = []  # in order, none of which clash
    count = 0
    for finding in findings:
        if finding.edits and not any(_clashes(edit, edits) for edit in finding.edits):
            for edit in finding.edits:
                insort(edits, edit)
            count += 1
    pieces, at = [], 0
    for edit in edits:
        pieces += [text[at : edit.begin], edit.new]
        at = edit.end
    return "".join([*pieces, text[at:]]), count


def _clashes(edit: Edit, edits: list[Edit]) -> bool:
    """Whether an edit touches the characters or the place of one of `edits`, which stand in order and apart."""
    at = bisect_left(edits, (edit.begin,))
    before, after = edits[max(at - 1, 0) : at], edits[at : at + 1]
    return any(other.end > edit.begin for other in before) or any(
        other.begin < edit.end or other.begin == edit.begin for other in after
    )


def preview(doc: str, before: str, after: str) -> str:
    """The change as a unified diff."""
    lines = unified_diff(before.splitlines(keepends=True), after.splitlines(keepends=True), doc, doc)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)
