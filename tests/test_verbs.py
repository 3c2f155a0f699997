"""Verb cards: one line has all that is known of a verb, and every list is made of it."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from attribution import extract
from attribution.attach.candidates import OWNING
from attribution.attach.tables import read_tables
from attribution.certainty.tables import read_certainty
from attribution.checks import Settings, check
from attribution.document.lemmas import read_lemmas
from attribution.document.quote_kinds import read_kinds
from attribution.errors import RuleError
from attribution.rulebook.alphabets import read_grammar
from attribution.rulebook.frames import read_frames
from attribution.rulebook.overlay import Overlay
from attribution.rulebook.rules import Rules, shipped_rules
from attribution.rulebook.verbs import read_verbs
from attribution.rulefiles import read_rules

SHIPPED = shipped_rules()
CARDS = SHIPPED.get(read_verbs).cards
CHECKS = {check.code: check for check in Settings().checks}


def rules_with(*lines: str) -> Rules:
    """The shipped rules with more cards."""
    return Rules(Overlay(texts={"verbs.tsv": "\n".join(lines)}))


def test_cards_stand_in_order_and_no_verb_says_one_thing_twice() -> None:
    verbs = [card.verb for card in CARDS]
    assert verbs == sorted(verbs)
    assert len(set(verbs)) == len(verbs)
    assert [card.verb for card in CARDS if len(set(card.ways)) < len(card.ways) or len(set(card.signatures)) < len(card.signatures)] == []


def test_cards_name_frames_classes_and_checks_that_there_are() -> None:
    frames = {rule.frame for rule in SHIPPED.get(read_frames).rules}
    assert {frame for card in CARDS for way in card.ways for frame in way.frames} <= frames.union(OWNING)
    assert {signature.name for card in CARDS for signature in card.signatures} <= set(SHIPPED.get(read_certainty).effects)
    assert {code for card in CARDS for code in card.checks} <= {code for code, check in CHECKS.items() if "verbs" in check.options}


def test_every_way_is_used() -> None:
    used = {way for line in lines_of("verbs.tsv") for way in line.split("\t")[1].split()}
    assert {line.split("\t")[0] for line in lines_of("ways.tsv")} == used


def lines_of(name: str) -> list[str]:
    return [line for line in read_rules(name).splitlines() if line and line[0] != "#"]


def test_one_line_makes_a_verb_of_saying_of_a_word_everywhere() -> None:
    rules = rules_with("bleat\tsay that bare\tclaim:that,to\tsaid\tAV301=said")
    assert rules.get(read_lemmas)("bleated", "VBD") == "bleat"
    assert rules.get(read_tables).cues["bleat"]["THAT"] == [9, 10]
    assert rules.get(read_certainty).find("bleated", "v", "that") is rules.get(read_certainty).effects["claim"]
    grammar = rules.get(read_grammar)
    assert grammar.names[grammar.heads[grammar.chunks.names["DOES"], grammar.classes["bleats"]]] == "SAID"
    assert "bleating" in rules.get(read_kinds).saying
    text = "Ilse Brandt bleated that a ticket was 12 euros."
    assert [(claim.speaker, claim.certainty) for claim in extract(text, rules=rules).claims] == [("Ilse Brandt", "claimed")]
    assert [finding.code for finding in check(text, settings=Settings(rules=rules))] == ["AV301"]
    assert extract(text).claims == ()


def test_a_sense_that_is_no_speech_takes_a_reading_away() -> None:
    text = "The council confirmed the order."
    assert [claim.claim for claim in extract(text).claims] == ["the order"]
    rules = rules_with("confirm\tdeed deed deed deed deed")
    assert extract(text, rules=rules).claims == ()


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("bleat say", r"verbs\.tsv:1: two to five columns are wanted .* this line has 1; columns are parted by tabs"),
        ("bleat\tsya", r"verbs\.tsv:1: bleat: there is no way 'sya' in ways\.tsv \(did you mean 'say'\?\)"),
        ("bleat\tsay\tclaim", r"verbs\.tsv:1: bleat: 'claim' is not written as class:frames"),
        ("bleat\tsay\tclaim/x:that", r"verbs\.tsv:1: bleat: 'claim/x:that' is not written as class:frames"),
        ("bleat\tsay\t\tsiad", r"verbs\.tsv:1: bleat: there is no chunk mark 'siad' \(did you mean 'said'\?\)"),
        ("bleat\tsay\t\tsaid:past", r"verbs\.tsv:1: bleat: said:past: there is no form 'past'; there are base, s, ed, en, ing"),
    ],
)
def test_a_broken_card_is_named_with_the_mend(line: str, message: str) -> None:
    with pytest.raises(RuleError, match=message):
        rules_with(line).get(read_verbs)


FORMS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "say": {"s": ("says",), "ed": ("said",), "en": ("said",)},
    "write": {"s": ("writes",), "ed": ("wrote",), "en": ("written",), "ing": ("writing",)},
    "deny": {"s": ("denies",), "ed": ("denied",), "ing": ("denying",)},
    "echo": {"s": ("echos",), "ed": ("echoed",)},
    "stress": {"s": ("stresss", "stresses"), "ed": ("stressed", "stresssed")},
    "admit": {"ed": ("admited", "admitted"), "ing": ("admiting", "admitting")},
}


@pytest.mark.parametrize("verb", FORMS)
def test_forms_by_slot(verb: str) -> None:
    forms = SHIPPED.get(read_verbs).forms(verb)
    assert {slot: forms[slot] for slot in FORMS[verb]} == FORMS[verb]


OWNED = [
    ("Lund issued warnings that the dam leaks.", "Lund"),
    ("Lund made an accusation of theft.", "Lund"),
    ("Lund voiced fears that the dam leaks.", "Lund"),
]


@pytest.mark.parametrize(("text", "source"), OWNED)
def test_whose_claim_it_is_is_the_subject_or_the_owner(text: str, source: str) -> None:
    assert [claim.source[: len(source)] for claim in extract(text).claims if claim.source] == [source]


OTHERS = [
    "Lund faced warnings that the dam leaks.",
    "Lund defied calls for a ban.",
    "The mayor sparked calls for a ban.",
    "Lund received reports of theft.",
]


@pytest.mark.parametrize("text", OTHERS)
def test_who_ignores_or_receives_a_claim_has_not_made_it(text: str) -> None:
    assert [claim.source for claim in extract(text).claims if claim.source] == []
