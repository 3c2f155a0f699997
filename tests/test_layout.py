"""What stands between the paragraphs of an article, before them and over them: furniture, labels, headings."""

from __future__ import annotations

import pytest

from attribution import extract
from attribution.document import read_document
from attribution.rulefiles import read_table

FURNITURE = read_table("furniture.toml")


def rows(text: str) -> list[tuple[str | None, str]]:
    return [(claim.speaker, claim.claim) for claim in extract(text).claims]


def furniture(text: str) -> list[str]:
    document = read_document(text)
    return [text[document.begins[b] : document.ends[e - 1]] for b, e in document.furniture]


@pytest.mark.parametrize("example", FURNITURE["examples"], ids=lambda example: example["line"])
def test_furniture_is_found(example: dict[str, str]) -> None:
    assert furniture(example["text"]) == [example["line"]]


@pytest.mark.parametrize("miss", FURNITURE["near_misses"], ids=lambda miss: miss["text"])
def test_what_looks_like_furniture_is_read(miss: dict[str, str]) -> None:
    assert furniture(miss["text"]) == [], miss["why"]


def test_links_under_a_label_are_furniture_up_to_the_next_sentence_and_six_at_most() -> None:
    links = ["You might also like:", "Rey falls for Lund", "Who is Bo Wu?"]
    assert furniture("\n\n".join([*links, "Ann Lee left.", "It rained"])) == links
    assert furniture("\n\n".join(["Read more:", *["Rey falls"] * 8])) == ["Read more:", *["Rey falls"] * 6]
    assert furniture("Rey falls for Lund\n\nAnn Lee left.") == []


def test_furniture_speaks_no_words_and_ends_no_quotation() -> None:
    text = "“It is late,” said Ada Holm.\n\nREAD MORE: Jon Lee says it sank\n\n“We wait. It is cold.\n\nAdvertisement\n\n“Nobody pays.”"
    assert rows(text) == [("Ada Holm", "“It is late,”"), ("Ada Holm", "“We wait. It is cold. “Nobody pays.”")]


def test_furniture_is_nobody_whom_a_pronoun_means() -> None:
    text = "Ada Holm, the harbour master, met voters.\n\nStory continues below advertisement\n\nShe said the ferry was late."
    assert rows(text) == [("Ada Holm", "the ferry was late")]


def test_a_credit_is_no_part_of_a_name() -> None:
    assert rows("Getty Images Ada Holm on the quay\n\nHolm said the ferry was late.") == [("Ada Holm", "the ferry was late")]


@pytest.mark.parametrize(
    "text",
    [
        "ADA HOLM: Will you resign?\n\nJON LEE: No. I was elected.",
        "ADA HOLM:\n\nWill you resign?\n\nJON LEE:\n\nNo. I was elected.",
        "ADA HOLM:\nWill you resign?\nJON LEE:\nNo. I was elected.",
        "Ada Holm: Will you resign?\n\nJon Lee: No. I was elected.",
    ],
    ids=["capitals", "labels on lines of their own", "single lines", "names"],
)
def test_two_turns_are_enough_where_one_asks(text: str) -> None:
    found = extract(text).claims
    assert [(claim.speaker or "").upper() for claim in found] == ["ADA HOLM", "JON LEE"]
    assert [(claim.claim, claim.certainty, claim.kind) for claim in found] == [
        ("Will you resign?", "asked", "indirect"),
        ("No. I was elected", found[1].certainty, "indirect"),
    ]


def test_an_office_as_a_label_is_not_who_spoke_before() -> None:
    found = extract("ADA HOLM: Will you resign?\n\nPRIME MINISTER: No. I was elected.").claims
    assert [(claim.speaker or "").lower() for claim in found] == ["ada holm", "prime minister"]


def test_two_turns_are_enough_where_one_has_an_office() -> None:
    text = "SENATOR HOLM: The bill is dead.\n\n(Laughter)\n\nMR. LEE: It is asleep."
    assert [claim.claim for claim in extract(text).claims] == ["The bill is dead", "It is asleep"]


@pytest.mark.parametrize(
    "text",
    [
        "LISBON: The harbour reopened on Monday.\n\nMADRID: The trains were late again.",
        "MARKETS: The index rose 1%.\n\nENERGY: Oil fell to $70.\n\nMETALS: Gold was flat.",
        "Date: 4 June\n\nTime: 8pm\n\nPlace: the old mill",
        "What they said",
        "Who said what in the debate\n\nThe candidates met on Sunday.",
    ],
    ids=["places", "markets", "a form", "a heading", "a longer heading"],
)
def test_labels_and_headings_are_no_claims(text: str) -> None:
    assert rows(text) == []


@pytest.mark.parametrize(
    ("text", "content", "kind"),
    [
        ("Ada Holm asked “Is the well dry?”", "“Is the well dry?”", "direct"),
        ("Ada Holm shouted “Stop!” and ran.", "“Stop!”", "direct"),
        ("“Our pay,” Ada Holm, who has driven the bus for years, said, “is a joke.”", "“Our pay,” “is a joke.”", "direct"),
        ("“I left,” Ada Holm, a nurse who lives here, told the court, “because it burned.”", "“I left,” “because it burned.”", "direct"),
        ("“Trains,” Ada Holm said, pointing at the track, “do not stop here.”", "“Trains,” “do not stop here.”", "direct"),
    ],
)
def test_quotations_without_a_comma_and_in_two_parts(text: str, content: str, kind: str) -> None:
    (claim,) = extract(text).claims
    assert (claim.speaker, claim.claim, claim.kind) == ("Ada Holm", content, kind)


def test_who_asks_does_not_answer_where_the_paragraph_goes_on() -> None:
    assert rows("“Where is it?” Ada Holm asked. “I do not know.” Lee looked away.") == [
        ("Ada Holm", "“Where is it?”"),
        (None, "“I do not know.”"),
    ]
    assert rows("“Who wants it?” Ada Holm asked. “Nobody.”") == [("Ada Holm", "“Who wants it?” “Nobody.”")]
