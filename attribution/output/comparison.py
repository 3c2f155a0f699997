"""Articles compared, as a table for people and as data. As a page, see `page.comparison`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Any

from attribution.output.export import csv_rows, harmless
from attribution.output.jsontext import json_bytes, json_text
from attribution.output.provenance import TOOL
from attribution.output.table import MIN_WIDTH, Column, drawn, fit_widths
from attribution.output.traces import differences_in_words, place, status_name
from attribution.output.width import printable, printable_lines, wrap
from attribution.rulefiles import rules_version
from attribution.verify.compare import Comparison, Row, Saying
from attribution.verify.passages import Material

SCHEMA = "attribution-comparison/1"
FIELDS = (
    "row", "doc", "id", "kind", "line", "column", "text", "spans", "speaker", "chain", "anonymous", "certainty", "compared_with", "status",
    "speaker_match", "drift", "changes", "shifts",
)  # fmt: skip
MADE = ("doc_sha256", "schema", "tool", "rules")
_NARROW = 30  # columns that an article needs to have one of its own
_DIGITS = 12


def name_of(doc: str) -> str:
    """What a table calls an article."""
    return "standard input" if doc == "-" else PurePath(doc).name


def to_table(comparison: Comparison, width: int, *, whole: bool = False) -> Iterator[str]:
    """A row an utterance, a column an article where there is room, else a row an article; what one article has alone only if `whole`."""
    width = max(width, MIN_WIDTH)
    rows = [row for row in comparison.rows if whole or len(row.articles) > 1]
    articles = comparison.articles
    columns = _by_article(rows, articles) if width >= _NARROW * len(articles) else _by_saying(rows)
    yield printable_lines(drawn(columns, fit_widths(columns, width), None) if rows else "nothing that two articles report") + "\n"
    shared, hidden = sum(len(row.articles) > 1 for row in comparison.rows), sum(row.hidden for row in comparison.rows)
    yield f"{len(comparison.rows)} utterances, {shared} in more than one article, {hidden} with a source that only some of them name"
    alone = Counter(row.articles[0] for row in comparison.rows if len(row.articles) == 1)
    for number, article in enumerate(articles):
        lines = dict.fromkeys(row.sayings[0].line for row in comparison.rows if row.articles == (number,))
        told = f", on line{'s' if len(lines) > 1 else ''} {', '.join(map(str, lines))}" if lines and not whole else ""
        yield "\n".join(wrap(f"{printable(article.source.doc)}: {alone[number]} alone{told}", width))
    yield from (f"{printable(each.source.doc)} ({each.kind}, sha256 {each.source.sha256[:_DIGITS]})" for each in articles)
    yield f"{TOOL}, rules {rules_version()}"


def _by_article(rows: Sequence[Row], articles: Sequence[Material]) -> list[Column]:
    share = 1 / len(articles)
    numbers = Column("Row", [str(number) for number, _ in enumerate(rows, 1)], 0)
    return [numbers] + [
        Column(name_of(article.source.doc), [" | ".join(map(in_words, _of(row, number))) or "-" for row in rows], share, 20)
        for number, article in enumerate(articles)
    ]


def _of(row: Row, article: int) -> list[Saying]:
    return [saying for saying in row.sayings if saying.article == article]


def _by_saying(rows: Sequence[Row]) -> list[Column]:
    sayings = [(number, saying) for number, row in enumerate(rows, 1) for saying in row.sayings]
    return [
        Column("Row", [str(number) for number, _ in sayings], 0),
        Column("Article", [f"{name_of(saying.doc)}:{saying.line}" for _, saying in sayings], 0.3, 10),
        Column("What it has", [in_words(saying) for _, saying in sayings], 1),
    ]


def in_words(saying: Saying) -> str:
    """The words, who says them, how sure, and what differs: `“We will sail,” (Ida Holm, planned; altered: "will" for "may" of a.txt:3)`."""
    said = [saying.speaker or ("the article" if saying.kind is None else "nobody named")]
    said += ["unnamed"] if saying.anonymous else []
    said += [saying.certainty] if saying.certainty else []
    return f"{saying.text} ({', '.join(said)}{differs(saying)})"


def differs(saying: Saying) -> str:
    """What is otherwise than where an earlier article has it, "" for the first and where nothing is."""
    if saying.trace is None:
        return ""
    found = differences_in_words(saying.trace)
    other = f"; the other: {saying.trace.source_speaker}" if saying.trace.speaker_match == "different" else ""
    return f"; {status_name(saying.trace)}{f': {found}' if found else ''}{other}; beside {place(saying.trace)}"


def records(comparison: Comparison) -> Iterator[dict[str, Any]]:
    """One record a saying, `row` being the number of its utterance."""
    sha256 = {article.source.doc: article.source.sha256 for article in comparison.articles}
    made = {"schema": SCHEMA, "tool": TOOL, "rules": rules_version()}
    for number, row in enumerate(comparison.rows, 1):
        for saying in row.sayings:
            yield {"row": number} | _record(saying) | {"doc_sha256": sha256[saying.doc]} | made


def _record(saying: Saying) -> dict[str, Any]:
    one = saying.trace
    own = {name: getattr(saying, name) for name in ("doc", "id", "kind", "line", "column", "text", "speaker", "anonymous", "certainty")}
    return own | {
        "spans": [list(span) for span in saying.spans],
        "chain": list(saying.chain),
        "compared_with": f"{one.source}:{one.source_line}" if one else None,
        "status": one.status if one else None,
        "speaker_match": one.speaker_match if one else None,
        "drift": one.drift if one else None,
        "changes": [change._asdict() for change in one.changes] if one else [],
        "shifts": [shifted._asdict() for shifted in one.shifts] if one else [],
    }


def to_jsonl(comparison: Comparison) -> Iterator[bytes]:
    """One object a saying and line."""
    for one in records(comparison):
        yield json_bytes({name: one[name] for name in (*FIELDS, *MADE)}) + b"\n"


def to_csv(comparison: Comparison) -> Iterator[bytes]:
    """RFC 4180, one saying a row: nothing for None, spans as `b-e b-e`, the chain joined by ` | `, changes and shifts as JSON."""
    yield csv_rows([(*FIELDS, *MADE)])
    yield csv_rows([_cell(name, one[name]) for name in (*FIELDS, *MADE)] for one in records(comparison))


def _cell(name: str, value: Any) -> str:
    if value is None or value == []:
        return ""
    if name == "spans":
        return " ".join(f"{begin}-{end}" for begin, end in value)
    if name in ("changes", "shifts"):
        return json_text(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return harmless(" | ".join(value) if name == "chain" else str(value))


WRITERS: Mapping[str, Callable[[Comparison], Iterator[bytes]]] = {"csv": to_csv, "jsonl": to_jsonl}
