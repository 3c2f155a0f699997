"""Certainty of predicates: every class of the composition table, every table of hedges, and the open part of the corpus."""

from pathlib import Path

import pytest

from attribution import extract
from attribution.certainty import read_certainty
from attribution.rulebook.rules import shipped_rules
from attribution.rulefiles import read_rules
from tests.test_certainty_corpus import answers_of

EXAMPLES = [line.split("\t") for line in read_rules("certainty-examples.tsv").splitlines() if line and not line.startswith("#")]


def certainty_of(sentence: str, word: str) -> tuple[str, str] | None:
    word, _, nth = word.partition("#")
    at = -1
    for _ in range(int(nth or 1)):
        at = sentence.index(word, at + 1)
        while sentence[at - 1 : at].isalnum() or sentence[at + len(word) : at + len(word) + 1].isalnum():
            at = sentence.index(word, at + 1)
    found = extract(sentence).certainty_at(at)
    return (found.label, found.factuality) if found else None


@pytest.mark.parametrize(("rule", "kind", "sentence", "word", "label", "factuality"), EXAMPLES)
def test_each_rule_does_what_its_examples_show(rule: str, kind: str, sentence: str, word: str, label: str, factuality: str) -> None:
    assert certainty_of(sentence, word) == (label, factuality)


def test_every_class_and_table_has_an_example_or_a_near_miss() -> None:
    shown = {row[0] for row in EXAMPLES}
    assert set(shipped_rules().get(read_certainty).effects) - shown == set()
    assert {"modals", "adverbs", "negation", "nouns", "clauses", "copula"} - shown == set()


def test_the_open_corpus_is_read_as_its_authors_read_it() -> None:
    answers = answers_of("open")
    right = [certainty_of(a["sentence"], a["word"]) == (a["label"], a["factuality"]) for a in answers]
    hedged = [ok for ok, a in zip(right, answers, strict=True) if (a["label"], a["factuality"]) != ("asserted", "CT+")]
    assert sum(right) / len(right) >= 0.975  # 2026-11: 884 of 903
    assert sum(hedged) / len(hedged) >= 0.96  # 424 of 439


@pytest.mark.parametrize("offset", [3, 7])
def test_only_predicates_are_answered(offset: int) -> None:
    assert extract("The ferry, of course, sank.").certainty_at(offset if offset == 3 else 11) is None


def test_an_offset_outside_the_text_is_an_index_error() -> None:
    result = extract("The ferry sank.")
    with pytest.raises(IndexError):
        result.certainty_at(15)
    with pytest.raises(IndexError):
        result.certainty_at(-1)


@pytest.mark.parametrize(("rest", "label"), [("the ferry would be here.", "conditional"), ("would the ferry be here?", "asked")])
def test_an_inverted_condition_is_none_in_a_question(rest: str, label: str) -> None:
    assert certainty_of(f"Had he sailed, {rest}", "sailed") == (label, "U")


def test_any_offset_inside_a_word_is_answered() -> None:
    result = extract("The ferry may sink.")
    assert {result.certainty_at(k) for k in range(14, 18)} == {result.certainty_at(14)}
    assert result.certainty_at(14) is not None


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "may",
        "to to to to",
        "not " * 500,
        "that " * 2000,
        "if he said that " * 800,
        "and may " * 1000,
        '"' * 200,
        "no one may ever " * 300,
    ],
)
def test_strange_texts_are_read_to_the_end(text: str) -> None:
    result = extract(text)
    for offset in range(0, len(text), max(1, len(text) // 50)):
        result.certainty_at(offset)


def test_rules_lie_beside_their_examples() -> None:
    assert Path(__file__).parent.parent.joinpath("rules", "certainty-examples.tsv").is_file()
