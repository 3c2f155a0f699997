"""Questions to an archive: who is one speaker, what is one utterance, and figures that lead back to their rows."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsers import chromium, pages, violations
from typer.testing import CliRunner

from attribution.archive import Item, Run, run_archive
from attribution.cli.app import app
from attribution.corpus import QUESTIONS, Corpus, open_corpus
from attribution.corpus.people import Voice, name_of, told_apart
from attribution.corpus.wordings import members, same, wording
from attribution.errors import InputError, UsageError
from attribution.output.page.charts import bars, lines
from attribution.people import People, read_people
from attribution.rulebook.rules import shipped_rules
from attribution.speakers.lexicon import read_lexicon

LEXICON = shipped_rules().get(read_lexicon)
WAIT = "“We will not wait for another winter flood to wash the harbour road away,”"
MAY, WILL = (f"The dike at Sandle {modal} be rebuilt in stone" for modal in ("may", "will"))
ARTICLES = [
    ("north", "2026-01-05T08:00:00Z", f"{WAIT} said Nora Vint, the mayor of Sandle. Officials said the dike at Sandle leaked badly."),
    ("south", "2026-01-05T09:30:00Z", f"{WAIT} Nora Vint, the mayor, told reporters. {MAY} next spring, Tom Reeve said."),
    ("west", "2026-01-07", f"{WAIT} said Nora Vint, a striker for Pell Rovers. {WILL} next spring, Tom Reeve said."),
    ("east", "2026-02-03", "“We will wait for another winter flood to wash the harbour road away,” said Ada Holm, the harbour master."),
    ("east", "2026-02-04", "Mr Holm said that the ferry had sunk. Nora Vint said the meeting was over."),
    ("east", "", "The company said that nothing was wrong. The Sandle Dock Company denied the report."),
    ("north", "2026-03-01", "Mr Holm said that the lighthouse was dark."),
]  # fmt: skip


def items() -> Iterator[Item]:
    for number, (outlet, date, text) in enumerate(ARTICLES, 1):
        yield Item(f"https://www.{outlet}.example/{number}", text, date or None)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("duckdb", reason="duckdb is not installed (extra: corpus)")
    pytest.importorskip("pyarrow", reason="pyarrow is not installed (extra: corpus)")
    path = tmp_path_factory.mktemp("corpus") / "out"
    list(run_archive(items(), Run(path)))
    return path


@pytest.fixture(scope="module")
def corpus(folder: Path) -> Iterator[Corpus]:
    with open_corpus(folder) as opened:
        yield opened


def figures(corpus: Corpus, name: str, *by: str, **only: str) -> list[dict]:
    found = corpus.ask(name, by, only)
    return [dict(zip(found.columns, row, strict=True)) for row in found.rows]


def by_key(corpus: Corpus, name: str, key: str, figure: str, **only: str) -> dict:
    return {row[key]: row[figure] for row in figures(corpus, name, key, **only)}


# ------------------------------------------------------------ who is one


def voices(*given: tuple[str, ...]) -> list[Voice]:
    return [Voice(f"d{number}", roles) for number, roles in enumerate(given)]


@pytest.mark.parametrize(
    ("given", "people", "places"),
    [
        ([("mayor",), ("mayor of Sandle",), ()], 1, [0, 0, 0]),
        ([("mayor of Sandle",), ("striker",), ()], 2, [0, 1, None]),
        ([("film director",), ("finance director",), ("director",)], 2, [0, 1, None]),
        ([("Sen.",), ("Vermont senator",)], 1, [0, 0]),
        ([("mayor",), ("baker",), ("mayor", "baker")], 1, [0, 0, 0]),
        ([("PM",), ("Prime Minister",), ("UK prime minister",), ("Former PM",)], 1, [0, 0, 0, 0]),
        ([("CEO of Norvane",), ("chief executive",), ("CFO",)], 2, [0, 0, 1]),
        ([("Sandle MP",), ("Pell MP",)], 2, [1, 0]),
        ([("spokesman for Acme",), ("spokesman for Norvane",)], 2, [0, 1]),
        ([(), ()], 1, [0, 0]),
    ],
)
def test_roles_tell_two_people_of_one_name_apart(given: list[tuple[str, ...]], people: int, places: list[int | None]) -> None:
    bearers, found = told_apart(voices(*given))
    assert (len(bearers), found) == (people, places)


def test_initials_tell_people_apart_and_who_has_none_fits_both() -> None:
    given = [Voice("a", (), "w"), Voice("b", (), "h w"), Voice("c", ())]
    assert told_apart(given)[1] == [1, 0, None]
    assert told_apart([given[0], given[2]])[1] == [0, 0]


@pytest.mark.parametrize(
    ("speaker", "kind", "anonymous", "how", "key"),
    [
        ("Mr Tom Reeve", "person", False, "full", "tom reeve"),
        ("George W. Bush", "person", False, "full", "george bush"),
        ("Tom Reeve Jr.", "person", False, "full", "tom reeve jr"),
        ("Reeve", "person", False, "single", "reeve"),
        ("the White House", "government", False, "body", "white house"),
        ("the company", "company", False, "described", "company"),
        ("a senior official", "unnamed person", True, "unnamed", "senior official"),
        ("the PM", "unnamed person", True, "unnamed", "prime minister"),
        ("the Prime Minister", "officials", True, "unnamed", "prime minister"),
        ("the PM", "officials", False, "described", "prime minister"),
        ("the Prime Minister", "officials", False, "described", "prime minister"),
        ("PM Plastics", "company", False, "body", "pm plastics"),
    ],
)
def test_names_are_of_a_kind(speaker: str, kind: str, anonymous: bool, how: str, key: str) -> None:
    found = name_of(speaker, kind, anonymous, LEXICON)
    assert (found.how, found.key) == (how, key)


def test_a_word_that_thousands_of_roles_share_costs_no_more_than_another() -> None:
    given = voices(*[(f"director number{number} of plant{number}",) for number in range(3_000)])
    assert len(told_apart(given)[0]) == 3_000


def test_speakers_are_joined_only_where_one_fits(corpus: Corpus) -> None:
    joined = {row["speaker"]: row for row in figures(corpus, "speakers")}
    assert joined["Nora Vint, mayor of Sandle"]["articles"] == 2
    assert joined["Nora Vint, striker for Pell Rovers"]["articles"] == 1
    unclear = joined["Nora Vint (two or more fit)"]
    assert (unclear["joined_by"], unclear["articles"]) == ("two fit", 1)
    assert unclear["fit"] == "Nora Vint, mayor of Sandle | Nora Vint, striker for Pell Rovers"
    assert (joined["Ada Holm"]["claims"], joined["Ada Holm"]["joined_by"]) == (2, "full name, outlet and month")
    assert joined["Holm (north.example)"]["joined_by"] == "name and outlet"
    assert joined["the company (described)"]["joined_by"] == "described"
    assert joined["Sandle Dock Company"]["joined_by"] == "name"


def test_a_people_file_says_who_is_one(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("name,aliases\nNora Vint,\nAda Holm,Holm\n", "utf-8")
    people: People = read_people(str(tmp_path / "people.csv"))
    with open_corpus(folder, people, tmp_path / "own.duckdb") as corpus:
        found = by_key(corpus, "speakers", "speaker", "claims")
    assert (found["Nora Vint"], found["Ada Holm"]) == (4, 3)


# ------------------------------------------------------------ what is one utterance


@pytest.mark.parametrize(
    ("core", "other", "one"),
    [
        ("We will not wait for another winter flood", "“We will not wait for another winter flood to wash the road away”", True),
        ("We will not wait for another winter flood", "We will wait for another winter flood, the old dike is tired", False),
        ("We will wait for another winter flood", "We will not wait for another winter flood", False),
        ("prices of bread rose by 3 percent in Sandle", "prices of bread rose by 4 percent in Sandle", False),
        ("prices of bread rose sharply in Sandle", "prices of bread rose sharply in Pell", False),
        ("farmers may lose twelve hectares of grazing land", "farmers will lose twelve hectares of grazing land", True),
    ],
)
def test_an_utterance_is_one_where_names_figures_and_negations_agree(core: str, other: str, one: bool) -> None:
    short, long = wording(core), wording(other)
    assert short is not None and long is not None
    assert same(short, long) is one


def test_what_anybody_says_is_no_utterance() -> None:
    assert wording("I don't think it matters at all to me") is None and wording("a terrible disaster") is None


def test_a_wording_is_never_joined_through_a_third() -> None:
    # 3 holds 1 and 2, which are both short: it stays its own, too; 4 holds 3 and nothing else; 5 holds 4, which is no core
    assert list(members([(3, 20, 1, 6), (3, 20, 2, 7), (4, 22, 3, 20), (5, 23, 4, 22)])) == [(3, 1), (3, 2), (3, 3), (4, 3), (5, 5)]


def test_certainty_differs_where_the_same_is_said(corpus: Corpus) -> None:
    (row,) = [row for row in figures(corpus, "certainty", "outlet", "verdict") if row["outlet"] == "south.example" and row["differs"]]
    assert row["verdict"] == "no majority"
    assert by_key(corpus, "certainty", "outlet", "differs") == {"north.example": 0, "south.example": 1, "west.example": 1}
    rows = corpus.rows("certainty", {"verdict": "no majority"})
    assert sorted(row[rows.columns.index("certainty")] for row in rows.rows) == ["planned", "possible"]


def test_the_first_outlet_of_a_quotation_is_told(corpus: Corpus) -> None:
    (row,) = figures(corpus, "quotations")
    assert (row["first"], row["then_by"], row["outlets"], row["first_place"]) == (
        "north.example", "south.example, west.example", 3, "https://www.north.example/1:1",
    )  # fmt: skip
    assert by_key(corpus, "first", "outlet", "first") == {"north.example": 1, "south.example": 0, "west.example": 0}


def test_of_one_day_without_times_nobody_is_first_alone(tmp_path: Path, folder: Path) -> None:
    both = [Item(f"https://{outlet}.example/1", f"{WAIT} said Nora Vint.", "2026-01-05") for outlet in "ab"]
    list(run_archive([*both, Item("https://c.example/1", f"{WAIT} said Nora Vint.", None)], Run(tmp_path / "out")))
    with open_corpus(tmp_path / "out") as corpus:
        (row,) = figures(corpus, "quotations")
        assert (row["first"], row["then_by"]) == ("a.example, b.example", "c.example")
        assert by_key(corpus, "first", "turn", "quotations") == {"one of the first": 1, "undated": 1}


# ------------------------------------------------------------ figures and rows


def test_every_figure_is_as_many_rows_as_it_says(corpus: Corpus) -> None:
    for name, figure in (("quoted", "claims"), ("anonymous", "claims"), ("speakers", "claims")):
        found = corpus.ask(name)
        for row, first in zip(found.rows, found.first, strict=True):
            rows = corpus.rows(name, dict(zip(found.columns, row[: found.keys], strict=False)))
            assert len(rows.rows) == row[found.columns.index(figure)]
            places = [f"{each[rows.columns.index('doc')]}:{each[rows.columns.index('line')]}" for each in rows.rows]
            assert row[-1] == places[0] and len(first) == min(3, len(places))


def test_rows_lead_to_the_words_of_their_articles(corpus: Corpus) -> None:
    found = corpus.rows("quoted", {"speaker": "Ada Holm"})
    for row in found.rows:
        told = dict(zip(found.columns, row, strict=True))
        text = ARTICLES[int(told["doc"].rpartition("/")[2]) - 1][2]
        words = " ".join(text[begin:end] for begin, end in told["content_spans"])
        assert words == told["claim"] and Path(told["file"]).is_file()


def test_shares_and_months(corpus: Corpus) -> None:
    north = {row["month"]: row for row in figures(corpus, "anonymous", "month", outlet="north.example")}
    assert (north["2026-01"]["claims"], north["2026-01"]["anonymous"], north["2026-01"]["share"]) == (2, 1, 0.5)
    assert "(unknown)" in by_key(corpus, "quoted", "month", "claims", outlet="east.example")
    assert corpus.known() == (7, 1, 0)


def test_parquet_in_months_gives_the_same_answers(folder: Path, corpus: Corpus, tmp_path: Path) -> None:
    list(run_archive(items(), Run(tmp_path / "out", "parquet", True)))
    with open_corpus(tmp_path / "out") as other:
        for name in QUESTIONS:
            assert other.ask(name).rows == corpus.ask(name).rows, name


def test_an_index_is_kept_and_made_anew_where_claims_change(folder: Path, tmp_path: Path) -> None:
    told: list[str] = []
    list(run_archive(items(), Run(tmp_path / "out")))
    for expected in (1, 1):
        open_corpus(tmp_path / "out", tell=told.append).close()
        assert len(told) == expected
    list(run_archive([*items(), Item("https://new.example/9", "It rained, Tom Reeve said.")], Run(tmp_path / "out")))
    with open_corpus(tmp_path / "out", tell=told.append) as corpus:
        assert len(told) == 2 and corpus.known()[0] == 8
    assert sorted(path.name for path in (tmp_path / "out").glob("corpus*")) == ["corpus.duckdb"]


def test_odd_letters_lose_nothing_and_broken_claims_are_told(folder: Path, tmp_path: Path) -> None:
    list(run_archive([Item("a", "It sank \ud800 twice, Ada Holm said.")], Run(tmp_path / "out")))
    with open_corpus(tmp_path / "out") as corpus:
        assert by_key(corpus, "quoted", "speaker", "claims") == {"Ada Holm": 1}
    (tmp_path / "out" / "claims-000001.jsonl").write_text('{"doc": "a"\n', "utf-8")
    with pytest.raises(InputError, match=r"claims-000001.jsonl:1: is no claim"):
        open_corpus(tmp_path / "out")
    (tmp_path / "out" / "claims-000002.parquet").write_bytes(b"PAR1")
    (tmp_path / "out" / "claims-000001.jsonl").write_text("", "utf-8")
    with pytest.raises(InputError, match=r"claims-000002.parquet: cannot be read as claims"):
        open_corpus(tmp_path / "out")


def test_claims_that_were_lost_are_told_whenever_somebody_asks(folder: Path, tmp_path: Path) -> None:
    list(run_archive(items(), Run(tmp_path / "out")))
    claims = tmp_path / "out" / "claims-000001.jsonl"
    data = claims.read_bytes()
    claims.write_bytes(data[data.index(b"\n") + 1 :])
    for _ in range(2):
        code, out, told = run(str(tmp_path / "out"), "quoted", "--top", "1")
        assert code == 2 and out.startswith("speaker")
        assert f"{claims}: is not as `extract` wrote it (" in told
        assert f"{tmp_path / 'out'}: figures are of what is left; give its `extract` command again" in told
    claims.write_bytes(data)
    assert run(str(tmp_path / "out"), "quoted", "--top", "1")[0] == 0


def test_what_is_no_corpus_is_a_mistake(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="holds no claims"):
        open_corpus(tmp_path)
    (tmp_path / "mine.duckdb").write_text("mine, and no database at all", "utf-8")
    with pytest.raises(UsageError, match="is no index of a corpus"):
        open_corpus(folder, index=tmp_path / "mine.duckdb")
    assert (tmp_path / "mine.duckdb").read_text("utf-8") == "mine, and no database at all"


# ------------------------------------------------------------ the command


def run(*arguments: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, ["corpus", *arguments])
    return done.exit_code, done.stdout, done.stderr


def test_the_command_answers_all_questions_or_one(folder: Path, corpus: Corpus) -> None:
    code, out, told = run(str(folder), "--width", "150")
    assert code == 0 and all(f"({name})" in out for name in QUESTIONS)
    assert told == "1 of 7 articles have no date that is known; `extract --date FIELD` says which column holds it\n"
    code, out, _ = run(str(folder), "quoted", "--by", "speaker", "--only", "outlet=north.example", "-f", "csv")
    header, *rows = csv.reader(io.StringIO(out))
    assert header == ["speaker", "claims", "quoted", "quoted_words", "articles", "first_place"]
    assert ["Nora Vint, mayor of Sandle", "1", "1", "14", "1", "https://www.north.example/1:1"] in rows
    code, out, _ = run(str(folder), "quoted", "--rows", "--only", "speaker=Ada Holm", "-f", "csv", "--top", "1")
    assert code == 0 and len(list(csv.reader(io.StringIO(out)))) == 2


@pytest.mark.parametrize(
    ("order", "told"),
    [
        (["loudest"], "loudest: no such question; there are quoted, anonymous"),
        (["quoted", "--by", "mood"], "quoted: has no key mood; there are speaker, outlet, month"),
        (["quoted", "--only", "mood"], "--only mood: give a key and a value"),
        (["--rows"], "are for one question; add one of quoted"),
        (["quoted", "--top", "none"], "--top none: give a number of rows"),
        (["-f", "pdf"], "no such format; there are table, csv, html"),
        (["quoted", "--rows", "-o", "x.html"], "--rows: are for a table or CSV"),
        (["quoted", "--min-confidence", "2"], "--min-confidence 2: give a number from 0 to 1"),
        (["quoted", "-f", "csv", "-o", "x.json"], "-o x.json: promises another format than --format csv"),
    ],
)
def test_mistakes_are_told(folder: Path, corpus: Corpus, order: list[str], told: str) -> None:
    code, _, said = run(str(folder), *order)
    assert code == 2 and told in said


def test_a_value_that_nothing_has_is_told_with_what_is_like_it(folder: Path, corpus: Corpus) -> None:
    given = CliRunner().invoke(app, ["corpus", str(folder), "quoted", "--rows", "--only", "speaker=holm"])
    assert (given.exit_code, given.stdout) == (0, "nothing\n")
    assert "--only speaker=holm: nothing has that; there are" in given.stderr and "Holm" in given.stderr
    given = CliRunner().invoke(app, ["corpus", str(folder), "quoted", "--only", "speaker=A", "--only", "speaker=B"])
    assert given.exit_code == 2 and "speaker has a value already" in given.stderr


def test_what_nobody_named_says_can_be_had(corpus: Corpus) -> None:
    figures = corpus.ask("anonymous", ["outlet"], {"outlet": "north.example"}).rows[0]
    rows = corpus.rows("anonymous", {"outlet": "north.example", "unnamed": "true"})
    assert len(rows.rows) == figures[2] == 1 and rows.rows[0][rows.columns.index("named")] == "officials"


def test_a_narrow_terminal_still_has_claim_confidence_and_place(folder: Path) -> None:
    _, out, _ = run(str(folder), "quoted", "--rows", "--only", "speaker=Ada Holm", "--width", "60")
    assert re.sub(r"0\.\d\d", "0.98", out).splitlines() == [
        "https://www.east.example/4:1",
        "    “We will wait for another winter flood to wash the",
        "    harbour road away,”",
        "    Ada Holm, planned, confidence 0.98, speaker Ada Holm,",
        "    outlet east.example, month 2026-02",
        "https://www.east.example/5:1",
        "    that the ferry had sunk",
        "    Holm, asserted, confidence 0.98, speaker Ada Holm,",
        "    outlet east.example, month 2026-02",
    ]
    _, out, _ = run(str(folder), "quoted", "--rows", "--only", "speaker=Ada Holm", "--width", "200")
    assert out.split("\n")[0].split() == ["speaker", "outlet", "month", "doc", "line", "named", "certainty", "confidence", "claim"]
    _, out, _ = run(str(folder), "quotations", "--width", "60")
    assert out.split("\n")[0].split() == ["quotation", "words", "outlets", "first", "day", "first"]


def test_shares_are_per_cent_for_people_and_numbers_for_programs(folder: Path) -> None:
    assert " 50.0% " in run(str(folder), "anonymous", "--only", "outlet=north.example", "--width", "120")[1]
    assert ",0.5," in run(str(folder), "anonymous", "--only", "outlet=north.example", "-f", "csv")[1]


def test_numbers_of_quotations_stand_in_their_order(corpus: Corpus) -> None:
    cores = [row["core"] for row in figures(corpus, "certainty", "core")]
    assert len(cores) > 1 and cores == sorted(cores, key=lambda core: (core != cores[0], int(core)))


def test_claims_of_little_confidence_can_be_left_out(folder: Path, corpus: Corpus) -> None:
    rows = corpus.rows("quoted")
    sure = [row[rows.columns.index("confidence")] for row in rows.rows]
    least = sorted(sure)[len(sure) // 2]
    with open_corpus(folder) as opened:
        opened.surer(least)
        assert len(opened.rows("quoted").rows) == sum(each >= least for each in sure) < len(sure)
        opened.close()
    with open_corpus(folder) as opened:
        opened.surer(1.0)
        assert opened.ask("quotations").rows == [] == opened.ask("first").rows
    code, out, _ = run(str(folder), "quoted", "--min-confidence", "0.9", "--top", "1")
    assert code == 0 and out.startswith("speaker")


def test_more_rows_than_are_shown_are_told(folder: Path) -> None:
    given = CliRunner().invoke(app, ["corpus", str(folder), "quoted", "--rows", "--top", "2"])
    assert "the first 2; --top N shows more" in given.stderr


def test_the_command_of_a_page_opens_the_corpus_as_the_page_did(folder: Path, tmp_path: Path) -> None:
    known = tmp_path / "people.csv"
    known.write_text("name,aliases\nNora Vint,Vint\n", encoding="utf-8")
    page = tmp_path / "page.html"
    order = ["corpus", str(folder), "--people", str(known), "--index", str(tmp_path / "index"), "-o", str(page)]
    assert CliRunner().invoke(app, order).exit_code == 0
    assert f"quoted --people {known} --index {tmp_path / 'index'} --rows" in page.read_text("utf-8")


def test_a_missing_extra_says_what_to_install(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    assert run(str(folder)) == (2, "", "corpus: needs duckdb and pyarrow; install them with: pip install 'claim-attribution[corpus]'\n")


def test_extract_lists_its_documents(folder: Path) -> None:
    header, first, *_ = (folder / "documents-000001.tsv").read_text("utf-8").splitlines()
    assert header == "doc\tdate\toutlet\tclaims\tsha256"
    assert first.startswith("https://www.north.example/1\t2026-01-05T08:00:00Z\tnorth.example\t2\t")
    assert "documents-000001.tsv" in json.loads((folder / "state" / "000001.done").read_bytes())["files"]


# ------------------------------------------------------------ the page


def test_charts_hold_their_figures_and_escape_their_labels() -> None:
    drawn = bars("Who?", [("<b>Ada</b> & Tom", 12), ("Jon", 0)])
    assert "&lt;b&gt;Ada&lt;/b&gt; &amp; Tom: 12" in drawn and "<b>" not in drawn and drawn.count("<rect") == 2
    drawn = lines("When?", {"a": {"2025-12": 1, "2026-02": 3}, "b": {"2026-01": 2}}, None)
    assert [month for month in ("2025-12", "2026-01", "2026-02") if f">{month}<" in drawn] == ["2025-12", "2026-01", "2026-02"]
    assert drawn.count("<circle") == 3, "single months are dots"
    assert lines("When?", {"a": {"2025-12": 1, "2026-02": 3}}, 0).count("<path") == 1


def test_the_page_stands_alone_and_is_well_made(folder: Path, corpus: Corpus, tmp_path: Path) -> None:
    pytest.importorskip("jinja2")
    assert run(str(folder), "-o", str(tmp_path / "corpus.html"))[0] == 0
    html = (tmp_path / "corpus.html").read_text("utf-8")
    assert '<a href="https://www.north.example/1" rel="noopener noreferrer">' in html
    assert "http://" not in html and "src=" not in html and html.count("<svg") == len(QUESTIONS)
    with chromium() as browser, pages(browser, tmp_path) as show:
        page = show(html, {"width": 390, "height": 900})
        assert page.seen == [] and page.locator("svg").count() == len(QUESTIONS)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.locator("details:has(code) summary").first.click()
        assert "--rows" in page.locator("details[open] code").first.inner_text()
        assert violations(page) == []
