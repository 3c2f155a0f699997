"""Sentences of news and the rows that they give: who, with which words, says what. Those without a row say nothing."""

from __future__ import annotations

import pytest

from attribution import extract

Row = tuple[str | None, str, str]

# words that are nouns elsewhere
VERBS: dict[str, list[Row]] = {
    "Monitor said its inquiry would take a year.": [("Monitor", "said", "its inquiry would take a year")],
    "Relate says the plan is bad.": [("Relate", "says", "the plan is bad")],
    "It has to be said that the plan is bad.": [],
    "A study in rats hints that the gene came first.": [("study in rats", "hints", "that the gene came first")],
    "The Arden government hopes that the bridge will open in May.": [("the Arden government", "hopes", "that the bridge will open in May")],
    "Beck predicts that the trickle will become a rush.": [("Beck", "predicts", "that the trickle will become a rush")],
    "The Courier reports that the bridge is shut.": [("Courier", "reports", "that the bridge is shut")],
    "Lund denied Courier reports that the bridge was shut.": [("Lund", "denied", "Courier reports that the bridge was shut")],
    "Studies show that walking helps.": [("studies", "show", "that walking helps")],
    "Figures from the Guild show that rents rose.": [("figures from the Guild", "show", "that rents rose")],
    "As Holm notes, being able to smell helps the body.": [("Holm", "notes", "being able to smell helps the body")],
    "Lund describes the work as “exciting,” but cautions that it is early.": [
        ("Lund", "describes", "the work as “exciting,”"),
        ("Lund", "cautions", "that it is early"),
    ],
    "Arden nurses call for more funding.": [("Arden nurses", "call for", "more funding")],
    "The pupils went home to its much lauded kitchen garden.": [],
    "Those playing through Arden's recommended device will see a show.": [],
    "The forest fires in Arden have got worse.": [],
    "He went to a reality TV show that the town had paid for.": [],
}

# what was last year
TIMES: dict[str, list[Row]] = {
    "Holm added last year's flood showed how the crews worked.": [("Holm", "added", "last year's flood showed how the crews worked")],
    "The report on last year's flood said the wall was old.": [("report on last year's flood", "said", "the wall was old")],
    "A person briefed on last week's call said it went well.": [("a person briefed on last week's call", "said", "it went well")],
    "At last week's hearing, Lund said it went well.": [("Lund", "said", "it went well")],
    "Holm said last year the wall was old.": [("Holm", "said", "the wall was old")],
}

# who thinks or says so without a verb of saying in the middle of it
OTHERWISE: dict[str, list[Row]] = {
    "(The Arden council said the wall was old.)": [("the Arden council", "said", "the wall was old")],
    "The wall fell. (The Arden council said it was old!)": [("the Arden council", "said", "it was old!")],
    "In Lund's view, the wall is old.": [("Lund", "In Lund's view", "the wall is old")],
    "In my view, the wall is old.": [],
    "According to documents the Courier has seen, the ship was sold in May.": [("documents", "According to", "the ship was sold in May")],
    "According to the report the ship sank on Monday, killing two.": [("report", "According to", "the ship sank on Monday, killing two")],
    "Lund began to wonder whether the wall would fall.": [("Lund", "began to wonder", "whether the wall would fall")],
    "Lund began to build the wall that fell.": [],
    "The court decided that the wall was old.": [("the court", "decided", "that the wall was old")],
    "Doctors found out that the drug was harmful.": [("doctors", "found out", "that the drug was harmful")],
    "It was written by the late Ada Holm.": [],
    "It was later revealed Holm did not pay.": [(None, "was later revealed", "Holm did not pay")],
    "Boat owners were told not to sail.": [(None, "were told", "not to sail")],
    "“He was hurt,” the note said, adding he now walks.": [("note", "said", "“He was hurt,”"), ("note", "adding", "he now walks")],
    "The runner warned of “darker days to come”.": [("the runner", "warned of", "“darker days to come”")],
    "The Holm family, who in March said the boy was well, would not talk.": [("the Holm family", "said", "the boy was well")],
    "Rules state that gloves are needed.": [("rules", "state", "that gloves are needed")],
}


@pytest.mark.parametrize(("text", "rows"), {**VERBS, **TIMES, **OTHERWISE}.items(), ids=str)
def test_a_sentence_gives_these_rows(text: str, rows: list[Row]) -> None:
    assert [(claim.speaker, claim.cue, claim.claim) for claim in extract(text).claims] == rows
