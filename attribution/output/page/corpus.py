"""The page of a corpus: each question with a chart, and a table whose figures name the claims that they come from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attribution.corpus import Answer, Corpus, Question
from attribution.output.corpus import FACES, shown
from attribution.output.page.charts import bars, legend, lines
from attribution.output.page.frame import rendered
from attribution.output.provenance import TOOL
from attribution.rulefiles import rules_version

_BARS, _LINES = 15, 6
_SHORT = 20  # letters of a cell that stays on one line


def to_html(
    corpus: Corpus, answers: Sequence[tuple[Question, Answer]], only: Mapping[str, str], options: Sequence[str] = ()
) -> Iterator[bytes]:
    """The page in UTF-8, piece by piece; `options`: those of the command by which the corpus was opened.

    Raises UsageError where Jinja2 is not installed.
    """
    articles, undated, homeless = corpus.known()
    return rendered(
        "corpus.html.jinja", ("base.css", "corpus.css"), (), folder=str(corpus.folder), only=only, tool=TOOL, rules=rules_version(),
        least=corpus.least, articles=articles, undated=undated, homeless=homeless,
        questions=[_section(corpus, asked, answer, only, options) for asked, answer in answers],
    )  # fmt: skip


def _section(corpus: Corpus, asked: Question, answer: Answer, only: Mapping[str, str], options: Sequence[str]) -> dict[str, Any]:
    claims = corpus.claims(number for numbers in answer.first for number in numbers)
    rows = [
        {
            "cells": [_cell(name, value) for name, value in zip(answer.columns[:-1], row, strict=False)],
            "claims": [claims[number] for number in numbers],
            "command": _command(corpus, asked, {**dict(zip(answer.columns, row[: answer.keys], strict=False)), **only}, options),
        }
        for row, numbers in zip(answer.rows, answer.first, strict=True)
    ]
    return {"asked": asked, "columns": [name.replace("_", " ") for name in answer.columns[:-1]], "rows": rows} | _chart(corpus, asked, only)


def _cell(name: str, value: Any) -> tuple[str, str]:
    """(what a cell shows, its class)."""
    text = shown(name, value)
    if isinstance(value, int | float) and name not in FACES:
        return text, "number"
    return text, "short" if len(text) < _SHORT else ""


def _command(corpus: Corpus, asked: Question, wanted: Mapping[str, Any], options: Sequence[str]) -> str:
    import shlex

    order = ["attribution", "corpus", str(corpus.folder), asked.name, *options, "--rows"]
    return shlex.join([*order, *(part for key, value in wanted.items() for part in ("--only", f"{key}={value}"))])


def _chart(corpus: Corpus, asked: Question, only: Mapping[str, str]) -> dict[str, Any]:
    kind, key, figure = asked.chart
    title = f"{asked.title} {figure.replace('_', ' ')} by {key}"
    if kind == "bars":
        found = corpus.ask(asked.name, [key] if key in asked.keys else (), only, _BARS)
        at, value = found.columns.index(key), found.columns.index(figure)
        return {"chart": bars(title, [(str(row[at]), row[value]) for row in found.rows]), "legend": []}
    largest = [row[0] for row in corpus.ask(asked.name, [key], only, _LINES).rows]
    series = {name: _by_month(corpus.ask(asked.name, [key, "month"], {**only, key: name}), figure) for name in largest}
    return {"chart": lines(title + " and month", series, None if figure == "share" else 0), "legend": legend(largest)}


def _by_month(answer: Answer, figure: str) -> dict[str, float]:
    month, value = answer.columns.index("month"), answer.columns.index(figure)
    return {row[month]: row[value] for row in answer.rows if row[month][:1].isdigit()}
