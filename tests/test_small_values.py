"""Exact answers of the functions of the two rooms that take values instead of a text: slips of the pen, letters, claims that are linked,
the claims of a speaker."""

from __future__ import annotations

from typing import Any

import pytest

from attribution.certainty import link_disputes, read_certainty
from attribution.model import Claim, Span
from attribution.rulebook.rules import shipped_rules
from attribution.speakers.bearers import _alike, _is_slip
from attribution.speakers.circumstances import medium_and_time, read_circumstances
from attribution.speakers.lexicon import read_lexicon
from attribution.speakers.roster import _spelled
from attribution.speakers.summary import gender_of, shares, speaker_key, speakers_of

TABLES = shipped_rules().get(read_certainty)


@pytest.mark.parametrize(
    ("word", "written", "slip"),
    [
        ("Jeremy", "Jeremey", True),  # a letter more
        ("Martin", "Marin", True),  # one less
        ("Martin", "Marton", True),  # another
        ("Martin", "Matrin", True),  # two exchanged
        ("Martin", "Martin", False),
        ("Martin", "Mirton", False),  # two others
        ("Martin", "Matran", False),  # two exchanged and another
        ("Martin", "Mattin", True),
        ("Martin", "Martians", False),  # two more
        ("Martin", "Mart", False),
        ("Joan", "John", False),  # too short: two names
        ("Maria", "Marie", True),
        ("Martin", "Martirn", True),
        ("Stuart", "Sturat", True),
        ("Stuart", "Srtuat", False),
    ],
)
def test_a_slip_is_one_letter(word: str, written: str, slip: bool) -> None:
    assert _is_slip(word, written) is slip


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [("Lee", "LEE", True), ("John", "J.", True), ("J.", "John", True), ("John", "Jo", False), ("John", "K.", False),
     ("John", "Jane", False), ("Jo.", "John", False)],
)  # fmt: skip
def test_an_initial_is_alike(one: str, other: str, alike: bool) -> None:
    assert _alike(one, other) is alike


@pytest.mark.parametrize(
    ("letters", "words", "spelled"),
    [
        ("KCNA", "the Korean Central News Agency", "Korean Central News Agency"),
        ("ADL", "the Anti-Defamation League", "Anti-Defamation League"),
        ("RSPF", "The Royal Society for the Prevention of Falls", "Royal Society for the Prevention of Falls"),
        ("DoT", "a Department of Trade", "Department of Trade"),
        ("NRC", "the National Review of Crops", "National Review of Crops"),
        ("NC", "the National Review of Crops", ""),  # a capital between them that the letters have not
        ("NRc", "the National Review committee", ""),  # the last word has a capital
        ("L", "anti-lion League", "League"),
        ("AL", "Anti-lion", "Anti-lion"),
        ("42", "the Korean Central News Agency", ""),
        ("KCNA", "", ""),
    ],
)
def test_letters_spell_the_last_words(letters: str, words: str, spelled: str) -> None:
    assert " ".join(_spelled(letters, words.split())) == spelled


def said(speaker: str | None, claim: str, **more: Any) -> Claim:
    """A claim with a speaker; `at` the line, each in a sentence of its own."""
    at = more.pop("at", 1)
    where: dict[str, Any] = {"doc": "-", "id": "", "line": at, "column": 1, "sentence": f"{at}: {claim}"}
    what: dict[str, Any] = {"kind": "indirect", "claim": claim, "content_spans": (more.pop("span", Span(0, len(claim))),), "cue": "said"}
    return Claim(**(where | what | {"source": speaker, "speaker": speaker, "source_type": "person"} | more))


def denied(speaker: str | None, claim: str, **more: Any) -> Claim:
    return said(speaker, claim, **({"certainty": "denied", "factuality": "CT-", "stance": "opposing", "at": 2} | more))


def linked(*claims: Claim) -> str:
    """`2>1`: the second claim refers to the first; `2>1!`: and disputes it."""
    numbered = [Claim(**({name: getattr(c, name) for name in c.__dataclass_fields__} | {"id": str(n)})) for n, c in enumerate(claims, 1)]
    out = link_disputes(numbered, TABLES)
    disputed = {c.id for c in out if c.disputed_by}
    return " ".join(f"{c.id}>{c.refers_to}{'!' if c.refers_to in disputed else ''}" for c in out if c.refers_to)


LEAK = said("Ann Lee", "the roof leaked")
FIRE = said("Carl Nyman", "the mill burned", at=1)
LIE = said("Carl Nyman", "the mayor had taken a bribe", certainty="alleged", factuality="U")


@pytest.mark.parametrize(
    ("claims", "links"),
    [
        ([LEAK, denied("Bo Wu", "that the roof leaked")], "2>1!"),
        ([LEAK, denied("Bo Wu", "that the roof leaked", stance="neutral")], "2>1"),  # a doubt that does not oppose
        ([LEAK, said("Bo Wu", "that the roof leaked", certainty="confirmed", at=2)], "2>1"),
        ([LEAK, said("Bo Wu", "that the roof leaked", at=2)], ""),  # says the same, and confirms nothing
        ([LEAK, denied("Ann Lee", "that the roof leaked")], ""),  # nobody disputes his own
        ([LEAK, denied("Lee", "that the roof leaked")], ""),
        ([said("Lee", "the roof leaked"), denied("Ann Lee", "that the roof leaked")], ""),
        ([LEAK, denied("Bo Lee", "that the roof leaked")], "2>1!"),  # another Lee
        ([LEAK, denied("Ann Wu", "that the roof leaked")], "2>1!"),
        ([LEAK, denied(None, "that the roof leaked", source="Ann Lee")], ""),
        ([LEAK, denied(None, "that the roof leaked", source="Bo Wu")], "2>1!"),
        ([LEAK, denied("he", "that the roof leaked", source_type="pronoun")], ""),
        ([said(None, "the roof leaked"), denied("Bo Wu", "that the roof leaked")], "2>1!"),
        ([said(None, "the roof leaked"), denied(None, "that the roof leaked")], ""),
        ([LEAK, denied(None, "that the roof leaked")], "2>1"),  # nobody is named who disputes it
        ([said("Ann Lee", "the roof leaked", cue=""), denied("Bo Wu", "that the roof leaked")], ""),
        ([said("Ann Lee", "the roof leaked", kind="author"), denied("Bo Wu", "that the roof leaked")], ""),
        ([said("Ann Lee", "the roof leaked", certainty="asked"), denied("Bo Wu", "that the roof leaked")], ""),
        ([LEAK, said("Carl Nyman", "the roof leaked"), denied("Bo Wu", "that the roof leaked")], ""),  # two fit
        ([LEAK, said("Carl Nyman", "the roof leaked again yesterday"), denied("Bo Wu", "that the roof leaked again yesterday")], "3>2!"),
        ([LEAK, denied("Bo Wu", "that it")], ""),
        ([LEAK, denied("Bo Wu", "it")], "2>1!"),
        ([LEAK, denied("Bo Wu", "it has not")], "2>1!"),
        ([LEAK, denied("Bo Wu", "it rained")], ""),
        ([LEAK, FIRE, denied("Bo Wu", "it")], "3>2!"),  # the nearest sentence
        ([said("Ann Lee", "it leaked", sentence="x"), said("Cy Poe", "it burned", sentence="x"), denied("Bo Wu", "it")], ""),
        ([LEAK, said("Carl Nyman", "the mill burned", at=2), denied("Bo Wu", "it", at=3)], "3>2!"),
        ([LEAK, denied("Bo Wu", "it", at=9)], ""),  # too far
        ([LEAK, denied("Bo Wu", "the claims")], "2>1!"),
        ([LEAK, denied("Bo Wu", "claims")], ""),
        ([LEAK, denied("Bo Wu", "the claims as false")], "2>1!"),
        ([LEAK, denied("Bo Wu", "the claims as")], "2>1!"),
        ([LEAK, denied("Bo Wu", "the claims as late")], ""),
        ([LEAK, denied("Bo Wu", "the claims of the owners of the mill")], ""),
        ([LEAK, denied("Bo Wu", "all the claims of the owners of the old mill")], ""),
        ([said("Ann Lee", "it leaked", sentence="x"), said("Cy Poe", "it stole", sentence="x", certainty="alleged"),
          denied("Bo Wu", "the allegations")], "3>2!"),
        ([LEAK, said("Bo Wu", "the reports are false", at=2)], "2>1!"),
        ([LEAK, said("Bo Wu", "that is false", at=2)], "2>1!"),
        ([LEAK, said("Bo Wu", "that is not true", factuality="CT-", at=2)], "2>1!"),
        ([LEAK, said("Bo Wu", "that is true", at=2)], ""),
        ([LEAK, said("Bo Wu", "that is false", factuality="PS+", at=2)], ""),
        ([LEAK, said("Bo Wu", "false friends are there", at=2)], ""),
        ([LEAK, said("Bo Wu", "that" + " simply" * 14 + " is false", at=2)], ""),  # too long for a verdict
        ([LEAK, said("Bo Wu", "the roof is false", at=2)], ""),
        ([LEAK, denied("Bo Wu", "Lee's claims")], "2>1!"),
        ([LEAK, denied("Bo Wu", "Ann Lee's claims as baseless")], "2>1!"),
        ([LEAK, denied("Bo Wu", "Ann Lee's claims of a leak")], ""),
        ([LEAK, denied("Bo Wu", "Ann Lee's roof")], ""),
        ([LEAK, denied("Bo Wu", "the man's claims")], ""),
        ([LEAK, denied("Ann Lee", "Lee's claims")], ""),
        ([LEAK, said("Ann Lee", "the mill burned"), denied("Bo Wu", "Lee's claims", at=9)], ""),
        ([LEAK, denied("Bo Wu", "Lee's claims", at=9)], "2>1!"),  # far, and the only one
        ([LEAK, said("Ann Lee", "the mill burned", at=3), denied("Bo Wu", "Lee's claims", at=4)], "3>2!"),
        ([LEAK, said("Ann Lee", "the mill burned", at=3), denied("Bo Wu", "Lee's claims", at=9)], ""),
        ([LIE, said("Carl Nyman", "it rained"), denied("Bo Wu", "Nyman's allegations", at=9)], "3>1!"),
        ([said(None, "the roof leaked", source="Lee"), denied("Bo Wu", "Lee's claims")], ""),
        ([said("Ann Lee", "the bank had sold its tower"), denied("Bo Wu", "the sale")], "2>1!"),
        ([said("Ann Lee", "the mayor resigned"), denied("Bo Wu", "the resignation")], "2>1!"),
        ([said("Ann Lee", "the mayor resigned"), denied("Bo Wu", "resignation")], ""),
        ([said("Ann Lee", "the mayor resigned"), denied("Bo Wu", "early resignation")], ""),
        ([said("Ann Lee", "the mayor left"), denied("Bo Wu", "the sale")], ""),
        ([said("Ann Lee", "files burned", span=Span(0, 12)), denied("the bank", "which", span=Span(14, 19))], "2>1!"),
        ([said("Ann Lee", "files burned", span=Span(0, 12)), denied("the bank", "which", span=Span(30, 35))], ""),
        ([said("Ann Lee", "files burned", span=Span(0, 12)), denied("the bank", "a claim", span=Span(14, 21))], "2>1!"),
        ([said("Ann Lee", "files burned", span=Span(0, 12)), denied("the bank", "a fire", span=Span(14, 20))], ""),
        ([said("Ann Lee", "files burned", span=Span(0, 12)), denied("the bank", "no claim", span=Span(14, 22))], ""),
        ([said("Ann Lee", "files burned", span=Span(0, 12)), denied("the bank", "such a claim", span=Span(30, 42))], "2>1!"),
        ([said("Velta", "it sank", source_type="company"), denied("the company", "it", source_type="company")], ""),  # may be Velta
        ([said("Velta", "it sank", source_type="company"), denied("the ministry", "it", source_type="government")], "2>1!"),
        ([said("velta", "it sank", source_type="company"), denied("the company", "it", source_type="company")], "2>1!"),
        ([said("Velta", "it sank", source_type="company"), denied("a company", "it", source_type="company")], "2>1!"),
        ([said("Velta", "it sank", source_type="company"), denied("the old company", "it", source_type="company")], "2>1!"),
        ([said("Ann Lee", "it sank", source_type="person"), denied("the nurse", "it", source_type="person")], "2>1!"),
        ([said(None, "it sank", source="velta"), denied("the company", "it")], "2>1!"),
        ([LEAK, denied("Bo Wu", "all claims as false")], "2>1!"),
        ([LEAK, said("Bo Wu", "the reports yesterday were false", at=2)], "2>1!"),
        ([LEAK, said("Bo Wu", "that is true", factuality="PS-", at=2)], ""),
        ([LEAK, said("Bo Wu", "the false reports are there", at=2)], ""),
        ([LEAK, denied("Bo Wu", "–")], ""),
        ([said("Ann Lee", "the roof leaked again yesterday"), denied("Bo Wu", "that the roof leaked yesterday")], "2>1!"),
        ([said("Ann Lee", "the roof leaked again yesterday"), said("Cy Poe", "the roof leaked again today"),
          denied("Bo Wu", "that the roof leaked again yesterday")], "3>1!"),
        ([said("Ann Lee", "the bank had sold its tower"), denied("Bo Wu", "the big old sale")], ""),
        ([said("the guild", "it sank"), denied("Bo Wu", "the guild's claims")], "2>1!"),
        ([said("Ann Lee", "the roof leaked", source="she"), denied("Ann Lee", "that the roof leaked", source="Lee")], ""),
        ([said("Ann Lee", "files burned", span=Span(0, 12)), denied("the bank", "a claim of theft", span=Span(14, 30))], ""),
        ([LEAK, said("Cy Poe", "the roof leaked", certainty="confirmed", at=2), denied("Bo Wu", "it", at=3)], "2>1! 3>1!"),
    ],
)  # fmt: skip
def test_a_denial_refers_to_the_one_claim_that_it_fits(claims: list[Claim], links: str) -> None:
    assert linked(*claims) == links


def test_who_disputes_is_told_by_name_and_what_is_asserted_is_disputed() -> None:
    first, _ = link_disputes([LEAK, denied("Bo Wu", "that the roof leaked", source="Wu")], TABLES)
    assert (first.certainty, first.factuality, first.disputed_by) == ("disputed", "U", "Bo Wu")
    first, _ = link_disputes([LIE, denied(None, "it", source="the mayor")], TABLES)
    assert (first.certainty, first.factuality, first.disputed_by) == ("alleged", "U", "the mayor")


@pytest.mark.parametrize(
    ("claim", "key"),
    [
        (said("The Guild", "it sank"), ("guild", "")),
        (said(None, "it sank"), None),
        (said("an official", "it sank", anonymous=True), ("official", "-")),
        (said("NTK", "it sank", anonymous=True, chain=("an official", "NTK")), ("ntk", "")),
    ],
)  # fmt: skip
def test_a_speaker_is_known_by_name_and_somebody_unnamed_by_the_document(claim: Claim, key: tuple[str, str] | None) -> None:
    assert speaker_key(claim) == key


@pytest.mark.parametrize(
    ("other", "warns"),
    [
        ({"doc": "b", "role": "nurse"}, "Ann Lee: mayor of Tarn in -, nurse in b: two people could share this name"),
        ({"doc": "b", "role": "Tarn's mayor"}, ""),
        ({"doc": "b", "source_type": "company"}, "Ann Lee: company and person in different files: two sources could share this name"),
        ({"source_type": "company"}, ""),
        ({"doc": "b"}, ""),
    ],
)  # fmt: skip
def test_one_name_of_two_roles_or_types_in_two_documents_is_told(other: dict[str, Any], warns: str) -> None:
    _, warnings = speakers_of([("", [said("Ann Lee", "it sank", role="mayor of Tarn"), said("Ann Lee", "it rained", **other)])])
    assert warnings == [warns] * bool(warns)


@pytest.mark.parametrize(
    ("source", "role", "gender"),
    [("She", None, "f"), ("Mr Lee", None, "m"), ("Ann Lee", None, None), (None, None, None), ("", None, None), ("he", "actress", None),
     ("Lee", "actress", "f"), ("Lee", "Actress and singer", "f"), ("They", None, None)],
)  # fmt: skip
def test_a_source_tells_a_gender_by_its_pronoun_its_honorific_or_its_role(source: str | None, role: str | None, gender: str | None) -> None:
    claim = said("Lee", "it sank", source=source, role=role)
    assert gender_of([claim], shipped_rules().get(read_lexicon)) == gender


def test_kinds_of_speakers_are_counted_and_no_kind_comes_last() -> None:
    speakers, warnings = speakers_of([("it sank", [LEAK, LEAK, FIRE, said(None, "it sank"), said("Bo Wu", "it sank")])])
    assert [(s.speaker, s.claims) for s in speakers] == [("Ann Lee", 2), ("Carl Nyman", 1), ("Bo Wu", 1)]
    assert warnings == []
    kinds = {"Ann Lee": None, "Carl Nyman": "n", "Bo Wu": "b"}
    assert [(s.kind, s.claims) for s in shares(speakers, lambda s: kinds[s.speaker])] == [("b", 1), ("n", 1), (None, 2)]


@pytest.mark.parametrize(
    ("pieces", "medium", "when"),
    [
        (["in a statement on Monday"], "in a statement", "on Monday"),
        (["on Monday", "in a letter", "on Friday"], "in a letter", "on Monday"),
        (["in a statement", "in a letter"], "in a statement", None),
        (["in the rain"], None, None),
        ([], None, None),
        (["Monday."], None, "Monday"),
    ],
)
def test_medium_and_time_are_the_first_of_the_pieces(pieces: list[str], medium: str | None, when: str | None) -> None:
    assert medium_and_time(pieces, shipped_rules().get(read_circumstances)) == (medium, when)
