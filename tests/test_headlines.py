"""Headlines with a colon: who says the clause, or what it is about."""

from __future__ import annotations

import pytest

from attribution import extract


@pytest.mark.parametrize(
    "headline",
    [
        "Harbour Games: Ada Holm takes shooting bronze for Tarn",
        "Brexit: US signs first trade agreement with Tarn",
        "Ada Holm: Swimming champion will leave after two years",
        "Toll bridge: Why is the crossing so dear?",
        "Police: Why is the crossing so dear?",
        "Editor's note: Tarn regularly floods",
        "Why the crossing matters: mayor",
        "Crossing to close from June: a guide",
        "Crossing to close from June: Pell",
        "Who will close the crossing: police?",
    ],
)
def test_a_topic_says_nothing(headline: str) -> None:
    assert extract(headline + "\n\nThe harbour reopened on Monday.").claims == ()


@pytest.mark.parametrize(
    ("headline", "speaker", "content"),
    [
        ("Ada Holm: A fall from a ladder changed my life", "Ada Holm", "A fall from a ladder changed my life"),
        ("Report: Most teachers leave within five years", "Report", "Most teachers leave within five years"),
        ("Police: Two held over ferry theft", "Police", "Two held over ferry theft"),
        ("Crossing to close from June: mayor", "mayor", "Crossing to close from June"),
        ("Crossing to close from June: traders", "traders", "Crossing to close from June"),
        ("Crossing to close from June: regulator", "regulator", "Crossing to close from June"),
        ("Loyalists: Police say rising tensions remain under close watch", "Police", "rising tensions remain under close watch"),
    ],
)
def test_who_speaks_in_a_headline(headline: str, speaker: str, content: str) -> None:
    claim = extract(headline).claims[0]
    assert (claim.source, claim.claim) == (speaker, content)


def test_a_name_that_speaks_further_on_speaks_in_the_headline() -> None:
    headline = "Ada Holm: The watchdog's job is not to sing\n\n"
    told = [c.source for c in extract(headline + "Members of the club met. Holm said the pool was cold.").claims]
    assert told == ["Ada Holm", "Holm"]
    assert [c.source for c in extract(headline + "The club met in Tarn. The mayor said the pool was cold.").claims] == ["The mayor"]


def test_a_name_behind_a_dash_speaks_where_the_article_says_that_it_did() -> None:
    headline = "Toll bridge left to rot - Tarnwatch\n\n"
    said = extract(headline + "The watchdog, Tarnwatch, said the bridge was not safe. Tarnwatch said it had told the owner.").claims[0]
    assert (said.speaker, said.claim) == ("Tarnwatch", "Toll bridge left to rot")
    silent = extract(headline + "The bridge was closed in May, the mayor said.").claims
    assert [c.source for c in silent] == ["the mayor"]


def test_a_name_at_the_end_speaks_if_it_speaks_below() -> None:
    said = extract("Crossing to close from June: Pell\n\nThe club met. Pell said the crossing was not safe.").claims
    assert [(c.source, c.claim) for c in said] == [("Pell", "Crossing to close from June"), ("Pell", "the crossing was not safe")]
    assert [c.source for c in extract("Crossing to close from June: Pell\n\nThe mayor said it was cold.").claims] == ["The mayor"]
