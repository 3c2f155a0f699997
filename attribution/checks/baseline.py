"""What an archive had when it adopted the tool: findings known by check, quotation or sentence, and speaker, not by line."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from attribution.checks.finding import Finding
from attribution.errors import InputError, UsageError
from attribution.readers.text import read_bytes

SCHEMA = "attribution-baseline/1"
_FIELDS = ("code", "words", "speaker")


def read_baseline(path: str) -> Counter[tuple[str, str, str]]:
    """How often each finding is known. Raises InputError where the file is missing or broken, UsageError where it is something else."""
    if not Path(path).exists():
        raise InputError(f"--baseline {path}: no such file; make it with --write-baseline {path}")
    try:
        data = json.loads(read_bytes(path).decode("utf-8", "surrogatepass"))
    except InputError as error:
        raise InputError(f"--baseline {error}") from None
    except (ValueError, RecursionError) as error:
        raise InputError(f"--baseline {path}: is no JSON ({error}); make it anew with --write-baseline") from None
    if not isinstance(data, dict) or data.get("schema") != SCHEMA or not isinstance(data.get("findings"), list):
        raise UsageError(f"--baseline {path}: is no baseline of this tool (schema {SCHEMA}); make it anew with --write-baseline")
    known: Counter[tuple[str, str, str]] = Counter()
    for number, row in enumerate(data["findings"], 1):
        key, count = _known(row, f"--baseline {path}: finding {number}")
        known[key] += count
    return known


def _known(row: Any, where: str) -> tuple[tuple[str, str, str], int]:
    if not isinstance(row, dict) or not all(name in row for name in _FIELDS):
        raise UsageError(f"{where}: lacks one of {', '.join(_FIELDS)}; make the file anew with --write-baseline")
    count = row.get("count", 1)
    if type(count) is not int:
        raise UsageError(f"{where}: count is no whole number; make the file anew with --write-baseline")
    code, words, speaker = (str(row[name] or "") for name in _FIELDS)
    return (code, words, speaker), count


def baseline(findings: Iterable[Finding]) -> dict[str, Any]:
    """The baseline that knows these findings, for JSON."""
    counts = Counter(finding.key for finding in findings)
    rows = [
        {"code": code, "words": words, "speaker": speaker or None} | ({"count": count} if count > 1 else {})
        for (code, words, speaker), count in sorted(counts.items())
    ]
    return {"schema": SCHEMA, "findings": rows}


def without_known(findings: Sequence[Finding], known: Counter[tuple[str, str, str]]) -> list[Finding]:
    """The findings that the baseline does not know; it is used up on the way, so that a second one of a kind is new."""
    out = []
    for finding in findings:
        if known[finding.key] > 0:
            known[finding.key] -= 1
        else:
            out.append(finding)
    return out
