"""What an archive had when it adopted the tool: findings known by check, quotation or sentence, and speaker, not by line."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from attribution.checks.finding import Finding
from attribution.errors import InputError, UsageError

SCHEMA = "attribution-baseline/1"
_FIELDS = ("code", "words", "speaker")


def read_baseline(path: str) -> Counter[tuple[str, str, str]]:
    """How often each finding is known. Raises InputError where the file is missing or broken."""
    try:
        data = json.loads(Path(path).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise InputError(f"--baseline {path}: no such file; make it with --write-baseline {path}") from None
    except (OSError, ValueError) as error:
        raise InputError(f"--baseline {path}: cannot be read ({error})") from None
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        raise UsageError(f"--baseline {path}: is no baseline of this tool (schema {SCHEMA})")
    known: Counter[tuple[str, str, str]] = Counter()
    for row in data.get("findings", ()):
        try:
            code, words, speaker = (str(row[name] or "") for name in _FIELDS)
            known[code, words, speaker] += int(row.get("count", 1))
        except (KeyError, TypeError, ValueError, AttributeError):
            raise UsageError(f"--baseline {path}: a finding lacks one of {', '.join(_FIELDS)}") from None
    return known


def baseline_text(findings: Iterable[Finding]) -> str:
    """The baseline that knows these findings."""
    counts = Counter(finding.key for finding in findings)
    rows = [
        {"code": code, "words": words, "speaker": speaker or None} | ({"count": count} if count > 1 else {})
        for (code, words, speaker), count in sorted(counts.items())
    ]
    return json.dumps({"schema": SCHEMA, "findings": rows}, ensure_ascii=False, indent=1) + "\n"


def without_known(findings: Sequence[Finding], known: Counter[tuple[str, str, str]]) -> list[Finding]:
    """The findings that the baseline does not know; it is used up on the way, so that a second one of a kind is new."""
    out = []
    for finding in findings:
        if known[finding.key] > 0:
            known[finding.key] -= 1
        else:
            out.append(finding)
    return out
