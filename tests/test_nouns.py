"""What a source is by its noun: the types of rules/nouns.tsv, and what goes before them."""

from __future__ import annotations

import pytest

from attribution import extract
from attribution.model import SOURCE_TYPES
from attribution.rulebook.load import load_rules
from attribution.rulebook.rules import shipped_rules
from attribution.rulefiles import read_rules, rules_dir
from attribution.speakers.lexicon import read_lexicon

EXAMPLES = [line.split("\t")[1:3] for line in read_rules("noun-examples.tsv").splitlines() if not line.startswith("#")]


@pytest.mark.parametrize(("text", "kind"), EXAMPLES)
def test_a_source_has_the_type_of_its_noun(text: str, kind: str) -> None:
    (claim,) = extract(text).claims
    assert (claim.source_type or "") == kind


def test_the_examples_hold_near_misses_with_their_reasons() -> None:
    near = [line.split("\t") for line in read_rules("noun-examples.tsv").splitlines() if line.startswith("near")]
    assert len(near) >= 6
    assert all(row[3] for row in near)


def test_every_type_of_the_table_is_known_and_no_noun_has_two() -> None:
    rows = [line.split("\t") for line in read_rules("nouns.tsv").splitlines() if not line.startswith("#")]
    nouns = [noun for _, words in rows for noun in words.split()]
    assert {kind for kind, _ in rows} <= {*SOURCE_TYPES, "worker", "thing"}
    assert len(nouns) == len(set(nouns))


def test_the_licence_of_what_the_table_is_made_of_stands_beside_it() -> None:
    assert "WordNet 3.0 Copyright 2006 by Princeton University" in (rules_dir() / "LICENSE-WordNet").read_text("utf-8")


@pytest.mark.parametrize(
    ("text", "speaker", "role"),
    [
        ("Ann Lee, a neurosurgeon, said it was late.", "Ann Lee", "neurosurgeon"),
        ("Neurosurgeon Ann Lee said it was late.", "Ann Lee", "Neurosurgeon"),
        ("Ann Lee, a client, said it was late.", "Ann Lee", None),
        ("Ann Lee, a liar, said it was late.", "Ann Lee", None),
        ("Jock A. Lee said it was late.", "Jock A. Lee", None),
    ],
)
def test_an_occupation_is_a_role_and_what_else_somebody_is_is_none(text: str, speaker: str, role: str | None) -> None:
    (claim,) = extract(text).claims
    assert (claim.speaker, claim.role) == (speaker, role)


@pytest.mark.parametrize(
    ("noun", "kind"),
    [
        ("neurosurgeon", "person"),
        ("aunt", "person"),
        ("mayor", "person"),
        ("flurgist", "person"),
        ("sewer", ""),
        ("beam", ""),
        ("platoon", "organisation"),
    ],
)
def test_the_class_of_a_noun(noun: str, kind: str) -> None:
    assert shipped_rules().get(read_lexicon).class_of(noun) == kind


@pytest.mark.parametrize(
    ("several", "one"),
    [("bosses", "boss"), ("parties", "party"), ("nurses", "nurse"), ("firemen", "fireman"), ("police", "police"), ("actress", "actress")],
)
def test_the_singular_of_a_noun(several: str, one: str) -> None:
    assert shipped_rules().get(read_lexicon).singular(several) == one


def test_a_line_of_ones_own_goes_before_the_shipped_ones(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("rules")
    (folder / "nouns.tsv").write_text("organisation\tsewer\n", encoding="utf-8")
    (folder / "examples.toml").write_text(
        '[[example]]\nfor = "nouns.tsv"\ntext = "The sewer said it was late."\nsource_type = "organisation"\n'
        '[[near_miss]]\nfor = "nouns.tsv"\ntext = "The beam said it was late."\nwhy = "not listed"\n',
        encoding="utf-8",
    )
    (claim,) = extract("The sewer said it was late.", rules=load_rules(folder)).claims
    assert claim.source_type == "organisation"
