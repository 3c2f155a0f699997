"""The answer keys in fixtures/articles hold together by themselves: what they quote is in the article, on the line they name.

Whether the tool finds these claims is another test's question; this one keeps the keys honest while people edit articles.
"""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

ARTICLES = Path(__file__).parent.parent / "fixtures" / "articles"
NAMES = sorted(path.stem for path in ARTICLES.glob("*.txt"))

KEYS = [
    "id", "content", "cue", "source", "speaker", "role", "source_type", "anonymous", "anonymity_reason", "chain", "addressee", "medium",
    "when", "kind", "certainty", "disputed_by", "refers_to", "line",
]  # fmt: skip
KINDS = {"direct", "indirect", "mixed", "author"}
LABELS = {
    "asserted", "confirmed", "planned", "probable", "possible", "improbable", "conditional", "claimed", "alleged", "denied", "doubted",
    "disputed", "unconfirmed", "asked", "urged",
}  # fmt: skip
TYPES = {
    "person", "unnamed person", "officials", "experts", "government", "organisation", "company", "news agency", "news outlet",
    "document", "poll", "court", "witness", "public", "group", "pronoun",
}  # fmt: skip
MARKS = re.compile("[\"“”]|(?<!\\w)['‘]|['’](?!\\w)")


def text_of(name: str) -> str:
    return (ARTICLES / f"{name}.txt").read_bytes().decode("utf-8")


def claims_of(name: str) -> list[dict[str, Any]]:
    key = json.loads((ARTICLES / f"{name}.claims.json").read_text("utf-8"))
    assert set(key) == {"about", "claims"} and len(key["about"]) > 40
    return list(key["claims"])


def spans_of(text: str, claim: dict[str, Any]) -> list[tuple[int, int]]:
    """Where the content stands: the first span begins on the claim's line, the others follow in order."""
    line_start = len("".join(text.splitlines(keepends=True)[: claim["line"] - 1]))
    at, spans = line_start, []
    for part in claim["content"]:
        begin = text.find(part, at)
        assert begin >= 0, f"{claim['id']}: not in the article from line {claim['line']} on: {part!r}"
        spans.append((begin, begin + len(part)))
        at = begin + len(part)
    assert "\n" not in text[line_start : spans[0][0]], f"{claim['id']}: does not begin on line {claim['line']}"
    return spans


def around(text: str, spans: list[tuple[int, int]]) -> str:
    """The paragraphs that hold the content, with one more on either side: cue and source may stand in a line of their own."""
    breaks = [0, *(m.end() for m in re.finditer(r"\n\s*\n", text)), len(text)]
    first = max(i for i, at in enumerate(breaks) if at <= spans[0][0])
    last = min(i for i, at in enumerate(breaks) if at >= spans[-1][1])
    return text[breaks[max(0, first - 1)] : breaks[min(len(breaks) - 1, last + 1)]]


def in_order(words: str, passage: str) -> bool:
    """True when the words of a cue (which may be split, "Calls … for") stand in the passage in this order."""
    return re.search(r"\b.*?\b".join(map(re.escape, words.split())) if words[:1].isalnum() else re.escape(words), passage, re.S) is not None


def test_there_are_at_least_sixteen_articles_each_with_a_key() -> None:
    assert len(NAMES) >= 16
    keys = sorted(path.name.removesuffix(".claims.json") for path in ARTICLES.glob("*.claims.json"))
    assert keys == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_articles_have_the_length_of_news(name: str) -> None:
    assert 240 <= len(text_of(name).split()) <= 700


@pytest.mark.parametrize("name", NAMES)
def test_every_claim_has_every_field_and_known_labels(name: str) -> None:
    for claim in claims_of(name):
        assert list(claim) == KEYS
        assert claim["kind"] in KINDS and claim["certainty"] in LABELS and claim["source_type"] in TYPES | {None}, claim["id"]
        assert claim["content"] and all(claim["content"]) and isinstance(claim["anonymous"], bool)


@pytest.mark.parametrize("name", NAMES)
def test_ids_count_up_in_reading_order(name: str) -> None:
    text, claims = text_of(name), claims_of(name)
    assert [claim["id"] for claim in claims] == [f"c{i}" for i in range(1, len(claims) + 1)]
    begins = [spans_of(text, claim)[0][0] for claim in claims]
    assert begins == sorted(begins)


@pytest.mark.parametrize("name", NAMES)
def test_whatever_a_key_quotes_stands_in_the_article_near_its_line(name: str) -> None:
    text = text_of(name)
    for claim in claims_of(name):
        passage = around(text, spans_of(text, claim))
        for field in ("source", "addressee", "medium", "when", "anonymity_reason"):
            assert claim[field] is None or claim[field] in passage, f"{claim['id']} {field}: {claim[field]!r}"
        assert in_order(claim["cue"], passage), f"{claim['id']} cue: {claim['cue']!r}"
        assert claim["disputed_by"] is None or claim["disputed_by"] in text


@pytest.mark.parametrize("name", NAMES)
def test_contents_and_sources_take_no_comma_or_stop_from_outside(name: str) -> None:
    for claim in claims_of(name):
        unquoted = claim["kind"] == "indirect" and claim["cue"] != ":"
        assert not (unquoted and claim["content"][-1].endswith((".", ","))), claim["id"]
        assert not (claim["source"] or "").endswith(","), claim["id"]


@pytest.mark.parametrize("name", NAMES)
def test_kind_agrees_with_the_marks_in_the_content(name: str) -> None:
    for claim in claims_of(name):
        has_marks = any(MARKS.search(part) for part in claim["content"])
        opens_with_mark = all(MARKS.match(part) for part in claim["content"])
        if claim["kind"] == "direct":
            assert opens_with_mark, claim["id"]
        elif claim["kind"] == "mixed":
            assert has_marks, claim["id"]


@pytest.mark.parametrize("name", NAMES)
def test_speaker_ends_the_chain_and_nobody_has_no_chain(name: str) -> None:
    for claim in claims_of(name):
        assert claim["chain"][-1:] == ([claim["speaker"]] if claim["speaker"] else []), claim["id"]
        if claim["kind"] == "author":
            assert (claim["source"], claim["speaker"], claim["source_type"]) == (None, None, None), claim["id"]


@pytest.mark.parametrize("name", NAMES)
def test_disputes_name_who_disputes_and_links_lead_to_claims(name: str) -> None:
    claims = claims_of(name)
    ids = {claim["id"] for claim in claims}
    for claim in claims:
        assert claim["certainty"] != "disputed" or claim["disputed_by"], claim["id"]
        assert claim["refers_to"] is None or claim["refers_to"] in ids - {claim["id"]}, claim["id"]


@pytest.mark.parametrize("name", NAMES)
def test_no_claim_is_nested_in_another(name: str) -> None:
    text = text_of(name)
    spans = sorted(span for claim in claims_of(name) for span in spans_of(text, claim))
    assert all(end <= begin for (_, end), (begin, _) in pairwise(spans))


def test_all_kinds_labels_and_source_types_occur() -> None:
    claims = [claim for name in NAMES for claim in claims_of(name)]
    assert {claim["kind"] for claim in claims} == KINDS
    assert {claim["certainty"] for claim in claims} == LABELS
    assert {claim["source_type"] for claim in claims} == TYPES | {None}
