"""Findings for people and for other programs, in the same words everywhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import quote

from attribution.checks.finding import LEVELS, Finding, fingerprints
from attribution.checks.registry import Check, all_checks, find_check, page_of
from attribution.output.jsontext import encodable, json_text
from attribution.output.width import printable, text_width, visible
from attribution.readers import STDIN, Source
from attribution.readers.found import repository
from attribution.version import HOME, __version__

SCHEMA = "attribution-findings/1"
_SARIF = "https://json.schemastore.org/sarif-2.1.0.json"
_TAB = 4
_LONGEST = 160  # columns of a source line that `full` shows
_NO_XML = dict.fromkeys((0xFFFE, 0xFFFF), "\ufffd")
FOR_PEOPLE = ("full", "concise")

Sources = Mapping[str, Source]


def concise(findings: Sequence[Finding], sources: Sources) -> Iterator[str]:
    """One line a finding: `path:line:column: severity CODE message`."""
    for f in findings:
        yield printable(f"{f.doc}:{f.line}:{f.column}: {f.severity} {f.code} {f.message}") + "\n"


def full(findings: Sequence[Finding], sources: Sources) -> Iterator[str]:
    """Each finding with its source line, carets under the words, and why it matters."""
    for f in findings:
        yield printable(f"{f.doc}:{f.line}:{f.column}: {f.severity} {f.code} {f.name}") + "\n"
        yield from _source_line(f, sources[f.doc])
        yield f"  {printable(f.message)}\n"
        yield f"  why: {find_check(f.code).rationale.split('. ')[0].rstrip('.')}.\n\n"


def _source_line(f: Finding, source: Source) -> Iterator[str]:
    """The line of the words with carets under them; of a long line, what stands near."""
    begin, end = source.line_span(f.line)
    stop = min(f.end, end)
    left, right = begin, end
    if end - begin > _LONGEST:
        left = max(begin, f.begin - _LONGEST // 3)
        right = min(end, left + _LONGEST)
    lead, tail = ("…" if left > begin else ""), ("…" if right < end else "")
    text = visible(source.text[left:right].expandtabs(_TAB))
    before = lead + visible(source.text[left : f.begin].expandtabs(_TAB))
    words = visible(source.text[f.begin : max(min(stop, right), f.begin + 1)].expandtabs(_TAB))
    gutter = str(f.line)
    yield f"  {gutter} | {lead}{text}{tail}\n"
    yield f"  {' ' * len(gutter)} | {' ' * text_width(before)}{'^' * max(text_width(words), 1)}\n"


def as_json(findings: Sequence[Finding], sources: Sources) -> Iterator[str]:
    """One object: schema, tool, findings with fingerprints, counts."""
    data = {
        "schema": SCHEMA,
        "tool": f"claim-attribution {__version__}",
        "findings": _records(findings),
        "counts": {level: sum(f.severity == level for f in findings) for level in reversed(LEVELS)},
    }
    yield json_text(data, indent=2) + "\n"


def jsonl(findings: Sequence[Finding], sources: Sources) -> Iterator[str]:
    """One object a finding and line."""
    for record in _records(findings):
        yield json_text(record) + "\n"


def _records(findings: Sequence[Finding]) -> list[dict[str, Any]]:
    return [f.as_dict() | {"fingerprint": mark} for f, mark in zip(findings, fingerprints(findings), strict=True)]


def github(findings: Sequence[Finding], sources: Sources) -> Iterator[str]:
    """Workflow commands, the most severe first: GitHub shows ten of a step."""
    kinds = {"error": "error", "warning": "warning", "suggestion": "notice"}
    for f in sorted(findings, key=lambda f: -LEVELS.index(f.severity)):
        place = f"file={_property(_from_root(f.doc))},line={f.line},endLine={f.end_line},col={f.column},endColumn={f.end_column}"
        yield f"::{kinds[f.severity]} {place},title={_property(f'{f.code} {f.name}')}::{_escape(f.message)}\n"


def _escape(text: str) -> str:
    return visible(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")


def gitlab(findings: Sequence[Finding], sources: Sources) -> Iterator[str]:
    """A Code Quality report."""
    kinds = {"error": "major", "warning": "minor", "suggestion": "info"}
    report = [
        {
            "description": encodable(f.message),
            "check_name": f"{f.code} {f.name}",
            "fingerprint": mark,
            "severity": kinds[f.severity],
            "location": {"path": encodable(_from_root(f.doc)), "lines": {"begin": f.line, "end": f.end_line}},
        }
        for f, mark in zip(findings, fingerprints(findings), strict=True)
    ]
    yield json_text(report, indent=2) + "\n"


def sarif(findings: Sequence[Finding], sources: Sources) -> Iterator[str]:
    """A SARIF 2.1.0 log with one run; fingerprints do not change when lines move."""
    checks = all_checks()
    places = {check.code: k for k, check in enumerate(checks)}
    results = [_sarif_result(f, places[f.code], mark) for f, mark in zip(findings, fingerprints(findings), strict=True)]
    driver = {
        "name": "claim-attribution",
        "version": __version__,
        "semanticVersion": __version__,
        "informationUri": HOME,
        "rules": [_sarif_rule(c) for c in checks],
    }
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    yield json_text({"$schema": _SARIF, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


_SARIF_LEVELS = {"error": "error", "warning": "warning", "suggestion": "note"}


def _sarif_rule(check: Check) -> dict[str, Any]:
    return {
        "id": check.code,
        "name": check.name.title().replace("-", ""),
        "shortDescription": {"text": check.name.replace("-", " ")},
        "fullDescription": {"text": check.rationale},
        "helpUri": page_of(check.code),
        "help": {"text": _help(check), "markdown": _help(check, "`")},
        "defaultConfiguration": {"enabled": check.default, "level": _SARIF_LEVELS[check.severity]},
    }


def _help(check: Check, mark: str = "") -> str:
    """Why a check is made, and an example of each kind, where the report is read."""
    bad, good = (" ".join(examples[0].text.split()).replace("`", "'") for examples in (check.bad, check.good))
    return f"{check.rationale}\n\nFound: {mark}{bad}{mark}\n\nLeft alone: {mark}{good}{mark}"


def _sarif_result(f: Finding, index: int, mark: str) -> dict[str, Any]:
    region = {"startLine": f.line, "startColumn": f.column, "endLine": f.end_line, "endColumn": f.end_column}
    return {
        "ruleId": f.code,
        "ruleIndex": index,
        "level": _SARIF_LEVELS[f.severity],
        "message": {"text": encodable(f.message)},
        "locations": [{"physicalLocation": {"artifactLocation": _artifact(f.doc), "region": region}}],
        "partialFingerprints": {"attribution/v1": mark},
    }


def _artifact(doc: str) -> dict[str, str]:
    """The address: the bytes of the name percent-encoded, where it has some that are no UTF-8, too; from the repository's root, if any."""
    path = _from_root(doc)
    try:
        uri = quote(path.encode("utf-8", "surrogateescape"))
    except UnicodeEncodeError:
        uri = quote(path.encode("utf-8", "replace"))
    return {"uri": uri} | ({"uriBaseId": "%SRCROOT%"} if repository(doc) is not None else {})


def _from_root(doc: str) -> str:
    """The path from the root of the repository, which is where services look; outside of one, as it was given."""
    root = repository(doc)
    return PurePath(doc).as_posix() if root is None or doc == STDIN else Path(doc).absolute().relative_to(root).as_posix()


def junit(findings: Sequence[Finding], sources: Sources) -> Iterator[str]:
    """A JUnit report: a suite a file, a failed case a finding, a passed case where there is none."""
    from xml.sax.saxutils import quoteattr

    def attribute(text: str) -> str:
        """XML has no controls but tab and line breaks."""
        return quoteattr("".join(char if char in "\t\n\r" else visible(char) for char in text.translate(_NO_XML)))

    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<testsuites name="attribution check" tests="{len(findings)}" failures="{len(findings)}">\n'
    for doc in sources:
        here = [f for f in findings if f.doc == doc]
        yield f'  <testsuite name={attribute(doc)} tests="{len(here) or 1}" failures="{len(here)}">\n'
        for f in here:
            yield f"    <testcase classname={attribute(doc)} name={attribute(f'{f.code} {f.name} {f.line}:{f.column}')}>\n"
            yield f"      <failure type={attribute(f.severity)} message={attribute(f.message)}/>\n    </testcase>\n"
        if not here:
            yield f'    <testcase classname={attribute(doc)} name="no findings"/>\n'
        yield "  </testsuite>\n"
    yield "</testsuites>\n"


def statistics(findings: Iterable[Finding]) -> Iterator[str]:
    """How often each check was found, the most frequent first."""
    counts = Counter(f.code for f in findings)
    for code, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        check = find_check(code)
        yield f"{count:6}  {code}  {check.severity:<10}  {check.name}\n"


def summary(findings: Sequence[Finding], files: int) -> str:
    """What was found in one line: "3 findings (1 error, 2 warnings) in 5 files"."""
    read = f"{files} file{'' if files == 1 else 's'}"
    if not findings:
        return f"no findings in {read}"
    counts = Counter(f.severity for f in findings)
    parts = [f"{counts[level]} {level}{'' if counts[level] == 1 else 's'}" for level in reversed(LEVELS) if counts[level]]
    return f"{len(findings)} finding{'' if len(findings) == 1 else 's'} ({', '.join(parts)}) in {read}"


FINDING_FORMATS: Mapping[str, Callable[[Sequence[Finding], Sources], Iterator[str]]] = {
    "full": full,
    "concise": concise,
    "json": as_json,
    "jsonl": jsonl,
    "github": github,
    "gitlab": gitlab,
    "sarif": sarif,
    "junit": junit,
}
