"""Claims on Spark: the rows of `extract`, a bad article is a row of its own. What needs a cluster runs on a local one, started once."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from attribution import load_rules
from attribution.archive import Fields, Item, Run, run_archive
from attribution.errors import UsageError
from attribution.people import People, Person, plain
from attribution.spark import claim_struct, claims, rows_of

ARTICLES = sorted((Path(__file__).parent.parent / "fixtures" / "articles").glob("*.txt"))
OFFICE = "Portreeve Jo Linde said the quay was full."
LESSONS = f"""
[[example]]
for = "names.toml"
text = "{OFFICE}"
speaker = "Jo Linde"
role = "Portreeve"
[[near_miss]]
for = "names.toml"
text = "Wexford Jo Linde said the quay was full."
why = "no office"
"""
FIELDS = Fields("body", "url", "published")


def given() -> list[tuple[str | None, str | None, str | None]]:
    """Articles as (url, body, published), and rows that are none."""
    texts = [path.read_text("utf-8") for path in ARTICLES]
    rows: list[tuple[str | None, str | None, str | None]] = [
        (f"https://www.north.example/{number}", text, f"2026-11-{number + 1:02}") for number, text in enumerate(texts)
    ]
    broken = [("nothing", None, None), (None, "It sank, Ada Holm said.", None), ("long", "x" * 60_000, None)]
    return [*rows, *broken, ("empty", "", None), ("own", OFFICE, None)]


def articles() -> Iterator[Item]:
    yield from (Item(name, text, date) for name, text, date in given() if name and text is not None and len(text) < 50_000)


def table(name: str | None, body: Any, published: str | None = None) -> dict[str, Any]:
    return {"url": name, "body": body, "published": published}


# ------------------------------------------------------------ what an executor does with a row


def test_the_rows_of_an_article_are_those_of_extract(tmp_path: Path) -> None:
    list(run_archive(articles(), Run(tmp_path / "out")))
    wanted = [json.loads(line) for path in sorted((tmp_path / "out").glob("claims*")) for line in path.read_text("utf-8").splitlines()]
    found = [row for name, body, date in given() for row in rows_of(table(name, body, date), FIELDS, 50_000)]
    assert [{name: row[name] for name in wanted[0]} for row in found if "id" in row] == wanted
    assert found[0]["date"] == "2026-11-01" and found[0]["outlet"] == "north.example"


@pytest.mark.parametrize(
    ("row", "error"),
    [
        (table("a", None), "has no text under 'body'"),
        (table("a", 3), "has a int for a text under 'body'"),
        (table(None, "It sank."), "has no id under 'url'"),
        (table("a", "x" * 60), "is longer than 50 characters"),
    ],
)
def test_what_cannot_be_read_is_a_row_that_says_so(row: dict[str, Any], error: str) -> None:
    (found,) = rows_of(row, FIELDS, 50)
    assert found["doc"] == row["url"] and found["error"].startswith(error)


def test_a_fault_of_the_tool_is_a_row_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("no such luck")

    monkeypatch.delenv("ATTRIBUTION_TRACEBACK", raising=False)
    monkeypatch.setattr("attribution.spark.extracted_of", broken)
    (found,) = rows_of(table("a", "It sank."), FIELDS)
    assert "RuntimeError: no such luck" in found["error"] and "please report this" in found["error"]


def test_half_letters_do_not_reach_spark() -> None:
    (found,) = rows_of(table("a", "It sank \ud800 twice, Ada Holm said."), FIELDS)
    assert found["claim"] == "It sank \ufffd twice"


def test_a_missing_extra_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("pyspark", "pyspark.sql", "pyspark.sql.types"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(UsageError, match=r"needs pyspark; install it with: pip install 'claim-attribution\[spark\]'"):
        claim_struct()


# ------------------------------------------------------------ on a cluster


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    for name in ("pyspark", "pandas", "pyarrow"):
        pytest.importorskip(name, reason=f"{name} is not installed (extra: spark)")
    if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
        pytest.skip("no Java here; install Debian's package openjdk-17-jre-headless or set JAVA_HOME")
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    settings = {"spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "2", "spark.driver.host": "127.0.0.1"}
    builder = SparkSession.builder.master("local[2]")
    for name, value in settings.items():
        builder = builder.config(name, value)
    started = builder.getOrCreate()
    yield started
    started.stop()


@pytest.mark.filterwarnings("ignore")  # of pandas and PySpark about each other
def test_a_cluster_gives_the_rows_of_one_machine(session: Any, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="has no column 'text'; columns are url, body, published"):
        claims(session.createDataFrame([("a", "b", "c")], "url string, body string, published string"))
    with pytest.raises(UsageError, match="column 'body' holds bigint, no text"):
        claims(session.createDataFrame([("a", 3)], "url string, body long"), "body", "url")
    own = tmp_path / "rules"
    own.mkdir()
    (own / "names.toml").write_text('[titles]\nwords = "portreeve"\n[roles]\nany = "portreeve"\n', "utf-8")
    (own / "examples.toml").write_text(LESSONS, "utf-8")
    people = People("people.csv", (), {plain("Piet Adler"): Person("Pieter Adler", role="head of Norvane")})
    df = session.createDataFrame(given(), "url string, body string, published string").repartition(3)
    for rules, known in ((None, None), (load_rules(own), people)):
        found = claims(df, "body", "url", "published", rules=rules, people=known, longest=50_000).collect()
        wanted = [row for name, body, date in given() for row in rows_of(table(name, body, date), FIELDS, 50_000, rules, known)]
        full = [{name: row.get(name) for name in claim_struct().names} for row in wanted]
        assert sorted(map(json.dumps, (row.asDict() for row in found))) == sorted(map(json.dumps, full))
    assert any(row["speaker"] == "Pieter Adler" for row in full) and any(row["role"] == "Portreeve" for row in full)
    assert sum(row["error"] is not None for row in full) == 3
