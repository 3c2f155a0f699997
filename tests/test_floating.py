"""Quotations without a cue: which are claims, what they hold, and whose they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from attribution import extract
from attribution.model import Claim
from attribution.rulebook.load import load_rules

SPOKEN = "“We have one boat. It is forty years old.”"


def floating(text: str) -> list[Claim]:
    return [claim for claim in extract(text).claims if claim.rule == "FLOAT"]


def speakers(text: str) -> list[str | None]:
    return [claim.speaker for claim in floating(text)]


def test_a_floating_quotation_has_the_fields_of_the_contract() -> None:
    text = f"“The ferry is late,” said Ada Holm, the harbour master.\n\n{SPOKEN}\n\nThe council meets on Friday."
    (claim,) = floating(text)
    assert text[slice(*claim.content_spans[0])] == claim.claim == SPOKEN
    assert [text[slice(*span)] for span in claim.quote_spans] == [SPOKEN[1:-1]]
    assert (claim.kind, claim.cue, claim.cue_spans, claim.source, claim.source_spans) == ("direct", "", (), None, ())
    assert (claim.speaker, claim.role, claim.source_type, claim.chain) == ("Ada Holm", "harbour master", "person", ("Ada Holm",))
    assert (claim.certainty, claim.act, claim.certainty_cues, claim.stance, claim.line) == ("asserted", "communication", (), "neutral", 3)
    assert claim.evidence is not None and claim.evidence.notes[-1][0] == "speaker by"


@pytest.mark.parametrize(
    "before",
    [
        "“The ferry is late,” said Ada Holm.",
        "Ada Holm told the Tarn Courier that the ferry was late.",
        "The ferry is late, according to Ada Holm.",
        "The ferry broke down in May. Ada Holm believes it will never sail again.",
        "Ada Holm called the plan “a joke”.",
        "Asked about the ferry, Ada Holm said it was late.",
    ],
)
def test_the_speaker_of_the_statement_before_is_carried(before: str) -> None:
    assert speakers(f"{before}\n\n{SPOKEN}\n\nThe council meets on Friday.") == ["Ada Holm"]


@pytest.mark.parametrize(
    "between",
    [
        "Holm has run the harbour for ten years.",
        "When the ferry sank in 2010, she bought another one in Arden.",
        "The harbour is old. She keeps it open on Sundays.",
    ],
)
def test_the_speaker_is_carried_over_sentences_about_nobody_else(between: str) -> None:
    text = f"Ada Holm met the council in May. She said the ferry was late.\n\n{between}\n\n{SPOKEN}"
    assert speakers(text) == ["Ada Holm"]


def test_what_leads_into_a_quotation_is_the_statement_before_it() -> None:
    assert speakers("Ada Holm said being moved on Friday was terrifying: “Nobody knows when the ferry sails.”") == ["Ada Holm"]
    assert speakers("Ada Holm told the council it was late, and the answer came at once: “Nobody cares.”") == [None]


@pytest.mark.parametrize(("quotation", "speaker"), [("We were late and wet.", "Ann Lee"), ("Ann Lee was late and wet.", None)])
def test_who_has_no_doubts_speaks_behind_the_colon_but_not_of_himself(quotation: str, speaker: str | None) -> None:
    assert speakers(f"Ann Lee had no doubts: “{quotation}”") == [speaker]


def test_the_speaker_is_carried_from_quotation_to_quotation() -> None:
    text = f'Ada Holm said the ferry was late.\n"We wait."\n{SPOKEN}\n"Nobody pays."\n'
    assert [c.claim for c in floating(text)] == ['"We wait."', SPOKEN, '"Nobody pays."']
    assert speakers(text) == ["Ada Holm"] * 3


@pytest.mark.parametrize(
    "before",
    [
        "The ferry broke down in May.",
        "Ada Holm said the ferry was late. It broke down in May, and Jon Lee was on board.",
        "Ada Holm said the ferry was late, but Jon Lee said it was early.",
        "“Is the ferry late?” Ada Holm asked.",
        "Ada Holm asked the harbour master whether the ferry was late.",
        "“The ferry is late, is it not?” said Ada Holm.",
        "A survey found that the ferry was late.",
        "Ada Holm said the ferry was late.\n\nLife on the quay",
        "Ada Holm said the ferry was late. Jon Lee said nothing had changed.\n\nLee sold his boat to Holm in May.",
        "Ada Holm met the council. She said the ferry was late.\n\nHe sold the boat in May.",
        "Ada Holm met the council. She said the ferry was late.\n\nHer neighbour was asked what she thought.",
    ],
    ids=["no statement", "another between", "two speakers", "a question", "an indirect question", "a tag question", "a paper", "a heading",
         "two people", "another pronoun", "a report that nobody found"],
)
def test_nobody_is_carried_where_the_text_does_not_carry(before: str) -> None:
    assert speakers(f"{before}\n\n{SPOKEN}\n\nThe council meets on Friday.") == [None]


def test_who_is_spoken_of_does_not_speak() -> None:
    (claim,) = floating("Ada Holm said the ferry was late.\n\n“Holm has never been on the ferry in her life.”\n")
    assert (claim.speaker, claim.chain) == (None, ())
    assert claim.evidence is not None and claim.evidence.notes[-1] == ("no speaker", "no-source: the quotation speaks of Ada Holm")


@pytest.mark.parametrize(
    "text",
    [
        "“It is late,” Ada Holm said. “We all want to go home.”",
        "Ada Holm said the plant was shut. “We fought for every single job.”",
        "“It is late,” Ada Holm said. “We go home.\n\n“The ferry sails at ten.”",
        "The play “Long Way to the Harbour” opens in May.",
        "Ada Holm said the plan was “a long and costly joke on us all”.",
        "'A long night on the quay'\n\nThe count began at ten.",
        "A banner read: “No ferry, no fish, no future for Tarn.”",
    ],
)
def test_what_stands_behind_a_cue_or_in_the_articles_own_sentence_is_no_floating_quotation(text: str) -> None:
    assert floating(text) == []


def test_marks_that_are_opened_again_make_one_quotation() -> None:
    text = "Nobody saw it come.\n\n“It was dark.\n\n“Then the lights went out.\n\n“We ran.”\n\nThe harbour is shut."
    (claim,) = floating(text)
    assert [text[slice(*span)] for span in claim.content_spans] == ["“It was dark.", "“Then the lights went out.", "“We ran.”"]


def test_a_question_that_floats_is_asked() -> None:
    (claim,) = floating('"How is the harvest this year?" "It is the best in ten," Jon Lee replied.')
    assert (claim.claim, claim.speaker, claim.certainty) == ('"How is the harvest this year?"', None, "asked")


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ("“It was dark. We ran.\n\n“Then it rained,” said Jon Lee.", ["“It was dark. We ran.", "“Then it rained,”"]),
        ('"One.\n"Two of us.\n"And three," Jon Lee said. "That is all."', ['"One.', '"Two of us.', '"And three,"', '"That is all."']),
        ("“It was dark.”\n\n“Then it rained,” said Jon Lee.", ["“Then it rained,”"]),
        ('"It was dark.\n\n“Then it rained,” said Jon Lee.', ["“Then it rained,”"]),
    ],
    ids=["left open", "more behind it", "closed", "marks of two kinds"],
)
def test_a_name_in_the_last_paragraph_holds_for_all_that_were_left_open(text: str, contents: list[str]) -> None:
    (claim,) = [claim for claim in extract(text).claims if claim.speaker == "Jon Lee"]
    assert [text[slice(*span)] for span in claim.content_spans] == contents


def test_what_one_speaker_left_open_is_not_the_next_ones() -> None:
    text = "“It was dark,” said Ada Holm. “We ran.\n\n“Then it rained,” said Jon Lee."
    one, two = extract(text).claims
    assert (one.speaker, one.claim, two.speaker, two.claim) == ("Ada Holm", "“It was dark,” “We ran.", "Jon Lee", "“Then it rained,”")


def test_a_quotation_is_not_cut_in_two_where_its_parts_differ_in_certainty() -> None:
    text = "“The ferry sails today and it may sail tomorrow,” said Ada Holm."
    assert [claim.claim for claim in extract(text).claims] == ["“The ferry sails today and it may sail tomorrow,”"]


def test_the_rule_can_be_disabled_but_none_can_be_added(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text('disable = ["FLOAT"]\n', encoding="utf-8")
    text = f"The ferry is late.\n\n{SPOKEN}\n"
    assert len(extract(text).claims) == 1
    assert extract(text, rules=load_rules(tmp_path)).claims == ()


def test_who_is_quoted_in_a_headline_does_not_go_on_below() -> None:
    assert speakers("Ada Holm: The ferry is late\n\n“We have waited for an hour and a half.”\n\nThe council meets on Friday.") == [None]


def test_a_name_below_a_quotation_signs_it_and_no_other() -> None:
    second = "“The crew was kind to all of us.”"
    text = f"The ferry is back.\n\n{SPOKEN}\n\n— Ada Holm, harbour master\n\n{second}\n\nThe council meets on Friday."
    one, two = extract(text).claims
    assert (one.claim, one.speaker, one.role, one.rule) == (SPOKEN, "Ada Holm", "harbour master", "QUOTE-SIGNED")
    assert (two.claim, two.speaker, two.rule) == (second, None, "FLOAT")
