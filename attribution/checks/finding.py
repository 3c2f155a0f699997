"""What a check finds: a value that every output shows in the same words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

LEVELS = ("suggestion", "warning", "error")  # from the mildest


class Edit(NamedTuple):
    """Replace the characters `begin` to `end` by `new`; offsets into the file."""

    begin: int
    end: int
    new: str


@dataclass(frozen=True, slots=True)
class Hit:
    """What a mechanism hands back: where (offsets into the readable text), whose words, and values for the message's placeholders.

    `severity`: where it is another one than its check has.
    """

    begin: int
    end: int
    speaker: str | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    edits: tuple[Edit, ...] = ()  # offsets into the readable text, too
    severity: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check points at.

    `begin`, `end` are offsets into the file's text, `line`, `column` (code points) their 1-based places; `words` are the file's own
    characters, `context` the quotation or the sentence they belong to. `speaker` is whose words they are, where that is known; `edits` the
    mend, only where there is exactly one.
    """

    doc: str
    code: str
    name: str
    severity: str
    message: str
    words: str
    begin: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int
    context: str
    speaker: str | None = None
    edits: tuple[Edit, ...] = ()

    @property
    def key(self) -> tuple[str, str, str]:
        """What stays the same when lines move: the check, the quotation or sentence, and the speaker."""
        return self.code, self.context, self.speaker or ""

    def as_dict(self) -> dict[str, Any]:
        """The finding for JSON, in the order of the fields."""
        record = {name: getattr(self, name) for name in self.__dataclass_fields__}
        record["edits"] = [edit._asdict() for edit in self.edits]
        return record


def at_least(severity: str, level: str) -> bool:
    """Whether `severity` is `level` or worse.

    >>> at_least("error", "warning"), at_least("suggestion", "warning")
    (True, False)
    """
    return LEVELS.index(severity) >= LEVELS.index(level)


def fingerprints(findings: Iterable[Finding]) -> list[str]:
    """One stable fingerprint a finding: its key, and for equal keys which one of them it is, in order."""
    from hashlib import sha256

    seen: dict[tuple[str, str, str, str], int] = {}
    out = []
    for finding in findings:
        key = (finding.doc, *finding.key)
        seen[key] = seen.get(key, 0) + 1
        out.append(sha256("\0".join((*key, str(seen[key]))).encode("utf-8", "surrogatepass")).hexdigest()[:32])
    return out
