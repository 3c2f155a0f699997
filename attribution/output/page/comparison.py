"""The page of a comparison: one row an utterance, one column an article."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attribution.model import Span
from attribution.output.comparison import differs, name_of
from attribution.output.page.frame import rendered
from attribution.output.page.traces import Cover, Piece, Words, pieces_of, shown_words
from attribution.output.provenance import TOOL
from attribution.rulefiles import rules_version
from attribution.verify.compare import Comparison, Row, Saying
from attribution.verify.record import Change, Shifted


def to_html(comparison: Comparison) -> Iterator[bytes]:
    """The page in UTF-8, piece by piece. Raises UsageError where Jinja2 is not installed."""
    words = [shown_words(article.source.text, article.readable) for article in comparison.articles]
    rows = [_row(number, row, words) for number, row in enumerate(comparison.rows, 1)]
    names = [name_of(article.source.doc) for article in comparison.articles]
    return rendered(
        "comparison.html.jinja", ("base.css", "traces.css", "comparison.css"), ("filters.js", "comparison.js"),
        title=" · ".join(names), names=names, articles=comparison.articles, rows=rows, tool=TOOL, rules=rules_version(),
        shared=sum(row["has"] == "shared" for row in rows), hidden=sum(row["source"] == "hidden" for row in rows),
        differ=sum(row["words"] == "differ" for row in rows),
    )  # fmt: skip


def _row(number: int, row: Row, words: list[Words]) -> dict[str, Any]:
    cells: list[list[dict[str, Any]]] = [[] for _ in words]
    for saying in row.sayings:
        pieces = list(_pieces(saying, words[saying.article]))
        cells[saying.article].append({"saying": saying, "pieces": pieces, "differs": differs(saying).lstrip("; ")})
    return {
        "number": number, "cells": cells, "has": "shared" if len(row.articles) > 1 else f"alone-{row.articles[0]}",
        "source": "hidden" if row.hidden else "same",
        "words": "differ" if any(one.trace and (one.trace.changes or one.trace.shifts) for one in row.sayings) else "same",
    }  # fmt: skip


def _pieces(saying: Saying, shown: Words) -> Iterator[Piece]:
    """The article's own words, those framed that the one that it is compared with has not."""
    covers = [Cover(span, "s", "") for span in saying.spans]
    if saying.trace is not None:
        differences: list[Change | Shifted] = [*saying.trace.changes, *saying.trace.shifts]
        spans = [Span(*one.draft_span) for one in differences if one.draft_span is not None]
        covers += [Cover(span, "s", "", changed=True) for span in spans if any(b <= span.begin and span.end <= e for b, e in saying.spans)]
    yield from (piece for _, piece in pieces_of(covers, (), shown))
