"""Sentence boundaries: the shipped examples line by line, caps and hostile texts, and the score on the reference articles."""

from __future__ import annotations

import importlib.util
import os
import sys
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.document.abbreviations import parse_abbreviations, read_abbreviations
from attribution.document.paragraphs import find_paragraphs
from attribution.document.sentences import LONGEST, find_sentences
from attribution.document.tokens import Tokens, read_tokenizer, tokenize
from attribution.errors import RuleError
from attribution.rulebook.rules import shipped_rules
from attribution.rulefiles import read_rules

ROOT = Path(__file__).parents[1]
REFERENCE = Path(os.environ.get("ATTRIBUTION_REFERENCE", ROOT / "../shared"))
EXAMPLES = [line for line in read_rules("sentence-examples.txt").splitlines() if line and not line.startswith("#")]


def read(text: str) -> tuple[Tokens, list[int]]:
    tokens = tokenize(text, find_paragraphs(text), shipped_rules().get(read_tokenizer))
    return tokens, find_sentences(tokens, shipped_rules().get(read_abbreviations))


def split(text: str) -> list[str]:
    tokens, firsts = read(text)
    return [text[tokens.begins[a] : tokens.ends[b - 1]] for a, b in pairwise(firsts)]


@pytest.mark.parametrize("line", EXAMPLES)
def test_the_shipped_example_is_cut_where_it_says(line: str) -> None:
    assert split(line.replace(" | ", " ")) == line.split(" | ")


def test_a_paragraph_begins_a_sentence_whatever_stands_before() -> None:
    assert split("He said:\n“We won”\n\nand so on") == ["He said:", "“We won”", "and so on"]


def test_a_wrapped_line_does_not_end_a_sentence() -> None:
    text = "The committee said on Tuesday that it would hear Mr.\nHale and the two auditors in a closed session, and\n"
    text += "that no minutes would be kept. It gave no reason."
    assert [len(sentence) for sentence in split(text)] == [len(text) - 19, 18]


def test_a_numbered_line_stays_with_its_number() -> None:
    assert split("1. The vote is near. 2. Nobody knows.") == ["1. The vote is near.", "2. Nobody knows."]


def test_a_closing_mark_after_a_blank_belongs_to_the_sentence_before() -> None:
    assert split("We won. ” He left.") == ["We won. ”", "He left."]
    assert split('“Who knows? " Hale asked.') == ['“Who knows? " Hale asked.']


def test_a_stray_opening_mark_at_a_paragraphs_end_is_no_sentence() -> None:
    assert split("“We won. “\nHe left.") == ["“We won. “", "He left."]


def test_a_straight_mark_after_a_no_break_space_opens() -> None:
    assert split('"We won," he said.\xa0"You lost."') == ['"We won," he said.', '"You lost."']
    assert read('he said.\xa0"You lost."')[0].norms == ["he", "said", ".", "``", "You", "lost", ".", "''"]


def test_an_endless_sentence_is_cut_every_300_tokens() -> None:
    assert read("word " * 700)[1] == [0, LONGEST, 2 * LONGEST, 700]


def test_a_text_without_words_has_no_sentence() -> None:
    assert read(" \n ")[1] == [0]


@given(st.text(alphabet=st.sampled_from(list("aB I.?!…,\"'“”‘’()-—1 \n\xa0\u200b")), max_size=80) | st.text(max_size=80))
def test_any_string_is_cut_into_sentences_that_cover_its_tokens(text: str) -> None:
    tokens, firsts = read(text)
    assert firsts == sorted(set(firsts))
    assert firsts[0] == 0
    assert firsts[-1] == len(tokens.words)
    assert set(tokens.paragraphs) <= set(firsts)


def test_no_abbreviation_is_in_two_lists() -> None:
    lists = shipped_rules().get(read_abbreviations)
    kinds = [lists.titles, lists.months, lists.states, lists.suffixes]
    assert sum(map(len, kinds)) == len(frozenset().union(*kinds))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[titels]\nMr", "abbreviations.txt:1: unknown section [titels], expected one of titles, months"),
        ("Mr", "abbreviations.txt:1: words before the first [section]"),
        ("[titles]\nMr", "abbreviations.txt: section [months] is missing"),
    ],
)
def test_a_broken_list_file_says_where(text: str, message: str) -> None:
    with pytest.raises(RuleError) as error:
        parse_abbreviations(text)
    assert str(error.value).startswith(message)


def load_benchmark() -> ModuleType:
    spec = importlib.util.spec_from_file_location("benchmark_sentences", ROOT / "benchmarks" / "sentences.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(not (REFERENCE / "pos" / "dev.tsv").exists(), reason="no reference data")
def test_tokens_and_sentences_agree_with_the_reference_articles() -> None:
    benchmark = load_benchmark()
    texts = [path.read_text(encoding="utf-8") for path in sorted((REFERENCE / "polnear" / "dev" / "text").glob("*.txt"))]
    scores = benchmark.score(benchmark.read_sentences(REFERENCE / "pos" / "dev.tsv"), texts)
    assert scores.counts["sentences found"] >= 3040
    assert scores.f1("token")[2] >= 0.998
    assert scores.f1("sentence")[2] >= 0.975
    assert scores.f1("sentence by contract")[2] >= 0.994
