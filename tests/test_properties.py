"""What holds for every text, by Hypothesis: any string survives, spans stand where they say, the same text gives the same answer."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attribution import Claim, Extraction, extract
from attribution.model import FIELDS
from attribution.output.export import to_jsonl
from attribution.output.provenance import Result
from attribution.output.table import claims_table
from attribution.readers import Source

KINDS = {"direct", "indirect", "mixed", "author"}
ACTS = {"communication", "belief", "knowledge", "intention"}
LABELS = {
    "asserted", "confirmed", "planned", "probable", "possible", "improbable", "conditional", "claimed", "alleged", "denied", "doubted",
    "disputed", "unconfirmed", "asked", "urged",
}  # fmt: skip
STANCES = {"neutral", "endorsing", "distancing", "opposing", "asking", "urging", "planning"}
VALUES = {"CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "U"}

PIECES = [
    "The bridge is safe", "it could rain", "he will not resign", "the report", "that the talks may fail", "whether it rained",
    "to leave", "Anna Berg", "Mayor Carl Dunn", "Berg", "He", "She", "they", "The company", "two officials", "analysts", "NATO",
    "a spokesman for the port",
    "said", "says", "told reporters", "denied", "according to", "claimed", "was accused of", "asked", "wants", "fears", "reportedly",
    "who", "and", "but", "if", "on Monday", "in a statement", "because", "’s claim that", "'s", "added", "adding that", "not",
    "“", "”", '"', "‘", "’", "'", ",", ".", "?", ":", ";", "—", " - ", "(", ")", "\n", "\n\n", "\r\n", "…", "Mr.", "U.S.", "3.5%", "\u00a0",
    "\ud800", "\0", "BERG:", "Q.", "A.", "* ",
]  # fmt: skip
newsy = st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join)
glued = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
texts = st.one_of(newsy, glued, st.text(), st.text(st.characters()), st.lists(st.one_of(newsy, st.text()), max_size=4).map("\n\n".join))

SENTENCES = [
    "The bridge is safe, Anna Berg said.", "“It held,” she told reporters on Monday. “It will hold.”",
    "Carl Dunn denied that he had known.",
    "According to the harbour master, the ferry could sail.", "Two officials, who asked not to be named, said talks may fail.",
    "The wall is three miles long.", "Berg said that Dunn was wrong.", "It is expected to rain.", "He called the deal “a gift.”",
    "The council rejected the claim.", "“We are done,” he said, “and we are glad.”", "Dunn: The Bridge Will Stay",
    "The Courier reported that it fell.",
]  # fmt: skip
articles = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=12).map(" ".join)
paragraphs = st.lists(articles, min_size=1, max_size=4).map("\n\n".join)


def spans_of(claim: Claim) -> list[tuple[int, int]]:
    return [*claim.content_spans, *claim.quote_spans, *claim.cue_spans, *claim.source_spans]


@given(texts)
@settings(max_examples=300, deadline=None)
def test_any_string_survives_and_every_claim_is_well_formed(text: str) -> None:
    found = extract(text)
    assert [claim.id for claim in found.claims] == [f"c{n}" for n in range(1, len(found.claims) + 1)]
    for claim in found.claims:
        assert all(0 <= begin < end <= len(text) for begin, end in spans_of(claim))
        assert claim.kind in KINDS and claim.certainty in LABELS and claim.act in ACTS
        assert claim.stance in STANCES and claim.factuality in VALUES and 0 <= claim.confidence <= 1
        assert claim.rule and claim.evidence is not None
    assert all(0 <= warning.offset <= len(text) for warning in found.warnings)


@given(texts)
@settings(max_examples=200, deadline=None)
def test_texts_of_a_claim_are_those_of_its_spans(text: str) -> None:
    for claim in extract(text).claims:
        assert claim.claim == " ".join(" ".join(text[b:e].split()) for b, e in claim.content_spans)
        assert claim.content_spans and claim.claim
        for spans in (claim.content_spans, claim.quote_spans, claim.cue_spans, claim.source_spans):
            assert all(one[1] <= other[0] for one, other in pairwise(spans))
        for begin, end in claim.quote_spans:
            assert any(b <= begin and end <= e for b, e in claim.content_spans)
        assert (claim.source is None) == (not claim.source_spans)
        begin = claim.content_spans[0].begin
        before = text[:begin].replace("\r\n", "\n").replace("\r", "\n")
        assert (claim.line, claim.column) == (before.count("\n") + 1, len(before) - before.rfind("\n"))


@given(texts)
@settings(max_examples=200, deadline=None)
def test_chains_end_in_the_speaker_and_links_lead_to_claims(text: str) -> None:
    claims = extract(text).claims
    ids = {claim.id for claim in claims}
    for claim in claims:
        assert claim.chain[-1:] == ((claim.speaker,) if claim.speaker else ())
        assert claim.refers_to is None or claim.refers_to in ids - {claim.id}
        assert claim.certainty != "disputed" or claim.disputed_by
        if claim.kind == "author":
            assert (claim.source, claim.speaker) == (None, None)


@given(texts)
@settings(max_examples=150, deadline=None)
def test_contents_of_two_claims_share_no_character(text: str) -> None:
    spans = sorted(span for claim in extract(text).claims for span in claim.content_spans)
    assert all(end <= begin for (_, end), (begin, _) in pairwise(spans))


@given(texts, newsy)
@settings(max_examples=150, deadline=None)
def test_the_same_text_gives_the_same_answer_whatever_was_read_before(text: str, other: str) -> None:
    first = extract(text)
    extract(other)
    again = extract(text)
    assert again.claims == first.claims
    assert again.warnings == first.warnings


@given(texts)
@settings(max_examples=100, deadline=None)
def test_certainty_answers_at_every_offset_and_alike_in_a_word(text: str) -> None:
    found = extract(text)
    document = found.document
    for begin, end in zip(document.begins, document.ends, strict=True):
        answers = {found.certainty_at(offset) for offset in range(begin, end)}
        assert len(answers) == 1
    for offset in range(len(text)):
        answer = found.certainty_at(offset)
        assert answer is None or (answer.label in LABELS and answer.factuality in VALUES)
    for outside in (-1, len(text)):
        with pytest.raises(IndexError):
            found.certainty_at(outside)


@given(texts, st.integers(40, 200))
@settings(max_examples=150, deadline=None)
def test_whatever_is_found_can_be_printed_and_exported(text: str, width: int) -> None:
    found = extract(text)
    source = Source("a.txt", text, "utf-8", b"")
    assert b"".join(to_jsonl([Result(source, found, found.claims)])).count(b"\n") == len(found.claims)
    assert claims_table(found.claims, width)


@given(paragraphs)
@settings(max_examples=150, deadline=None)
def test_a_paragraph_that_reports_nothing_leaves_the_claims_before_it(text: str) -> None:
    longer = extract(text + "\n\nThe wall is three miles long. A fox crossed the road.")
    assert fields(longer) == fields(extract(text))


@given(paragraphs)
@settings(max_examples=150, deadline=None)
def test_a_line_that_reports_nothing_only_moves_the_claims_after_it(text: str) -> None:
    head, above = "A day at the harbour\n\n", "The wall is three miles long.\n\n"  # what stands first may be a headline, and is read as one
    moved = [spans_of(claim) for claim in extract(head + above + text).claims]
    assert moved == [[(b + len(above), e + len(above)) for b, e in spans_of(claim)] for claim in extract(head + text).claims]


def fields(found: Extraction) -> list[list[object]]:
    return [[getattr(claim, name) for name in FIELDS] for claim in found.claims]
