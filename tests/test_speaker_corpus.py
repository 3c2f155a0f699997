"""The speaker corpus holds what its README promises: answers that point at real words, enough of them, of every kind."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

CORPUS = Path(__file__).parent.parent / "fixtures" / "speakers"
ARTICLES = sorted(CORPUS.glob("*/*.txt"))
KINDS = {"name", "partial-name", "pronoun", "title", "description", "acronym", "collective", "floating", "relative", "we/I"}
TYPES = {
    "person", "unnamed person", "officials", "experts", "government", "organisation", "company", "news agency", "news outlet",
    "document", "poll", "court", "witness", "public", "group", "pronoun",
}  # fmt: skip
FIELDS = {"line", "column", "source", "occurrence", "cue", "speaker", "role", "source_type", "anonymous", "kind_of_mention", "why"}
OPTIONAL = {"content", "chain", "addressee", "nested"}


def mentions_of(article: Path) -> list[dict[str, Any]]:
    answers = json.loads(article.with_suffix(".json").read_text(encoding="utf-8"))
    assert set(answers) == {"about", "mentions"}
    mentions: list[dict[str, Any]] = answers["mentions"]
    return mentions


def lines_of(article: Path) -> list[str]:
    return article.read_text(encoding="utf-8").split("\n")


def in_part(part: str) -> list[dict[str, Any]]:
    return [mention for article in ARTICLES if article.parent.name == part for mention in mentions_of(article)]


def test_every_article_has_its_answers_and_every_answer_its_article() -> None:
    assert {article.with_suffix(".json") for article in ARTICLES} == set(CORPUS.glob("*/*.json"))


def test_there_are_enough_mentions_in_both_parts() -> None:
    assert len(in_part("open")) >= 300
    assert len(in_part("kept-aside")) >= 200


@pytest.mark.parametrize("part", ["open", "kept-aside"])
def test_both_parts_hold_every_kind_of_mention(part: str) -> None:
    assert {mention["kind_of_mention"] for mention in in_part(part)} == KINDS


def test_some_mentions_are_nobody() -> None:
    assert sum(mention["speaker"] is None for mention in in_part("open")) >= 20


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.stem)
def test_articles_have_the_length_of_short_news(article: Path) -> None:
    assert 150 <= len(article.read_text(encoding="utf-8").split()) <= 700


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.stem)
def test_fields_are_complete_and_types_known(article: Path) -> None:
    for mention in mentions_of(article):
        assert set(mention) >= FIELDS
        assert set(mention) <= FIELDS | OPTIONAL
        assert mention["kind_of_mention"] in KINDS
        assert mention["source_type"] in TYPES
        assert (mention["source_type"] == "pronoun") <= (mention["speaker"] is None)


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.stem)
def test_sources_and_cues_stand_where_the_answers_say(article: Path) -> None:
    lines = lines_of(article)
    for mention in mentions_of(article):
        line, start = lines[mention["line"] - 1], mention["column"] - 1
        if mention["kind_of_mention"] == "floating":
            assert (mention["source"], mention["cue"]) == (None, None)
            assert line[start] in '"“‘'
            assert line[start + 1 :].startswith(mention["content"])
        else:
            assert line[start:].startswith(mention["source"])
            assert mention["cue"] in line


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.stem)
def test_mentions_come_in_reading_order_and_occurrences_count_up(article: Path) -> None:
    mentions = mentions_of(article)
    places = [(mention["line"], mention["column"]) for mention in mentions]
    assert places == sorted(places)
    seen: Counter[tuple[int, str | None]] = Counter()
    for mention in mentions:
        seen[mention["line"], mention["source"]] += 1
        assert mention["occurrence"] == seen[mention["line"], mention["source"]]


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.stem)
def test_every_speaker_is_named_as_the_article_names_them(article: Path) -> None:
    text = article.read_text(encoding="utf-8").casefold()
    for mention in mentions_of(article):
        if mention["speaker"] is not None:
            first, _, rest = mention["speaker"].casefold().partition(" ")
            assert f"{first} {rest}".strip() in text or re.search(rf"\b{first} and \w+ {rest}", text)  # Geert and Wilma Postma
            assert mention.get("chain", [mention["speaker"]])[-1] == mention["speaker"]


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.stem)
def test_a_speaker_has_one_role_and_one_type_in_the_whole_article(article: Path) -> None:
    known: dict[str, tuple[str | None, str]] = {}
    for mention in mentions_of(article):
        if mention["speaker"] is not None:
            answer = (mention["role"], mention["source_type"])
            assert known.setdefault(mention["speaker"], answer) == answer
