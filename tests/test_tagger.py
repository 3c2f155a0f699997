"""Our tags are nltk's tags, token for token; and they are good enough on the reference sentences where those are at hand."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest
from growth import Stages, too_slow
from hypothesis import given, settings
from hypothesis import strategies as st

from attribution.document import tagger
from attribution.document.tagger import nltk_tagger, tag_tokens
from attribution.rulefiles import read_rules, rules_dir

REFERENCE = Path(os.environ.get("ATTRIBUTION_REFERENCE", Path(__file__).parents[2] / "shared"))
DEV = REFERENCE / "pos" / "dev.tsv"

NEWS = [
    "The minister said on Monday that she had not seen the report .",
    "`` We will not give up , '' said Anna Kowalski , who leads the union .",
    "The river has been rising for days , officials said , and the bridge that was closed may stay shut .",
    "It notes that prices rose 3.5 % , or $ 12 million , in the 1990s .",
    "He 's leaving , she says ; they 've said so before -- twice -LRB- at least -RRB- .",
    "COUNCIL SAYS BRIDGE WILL CLOSE",
    "Mayor Claims Victory , Vows to Rebuild School",
    "According to the 42-year-old , Warsaw-based Nordlicht had more to lose than its rivals did .",
    "Claiming that nobody asked , Orlova told reporters : `` What do you want me to say ? ''",
    "A spokeswoman for Brightwater , Delia Okonkwo-Reyes , declined to comment .",
]
ODD = [
    "",
    "said",
    "''",
    "\x00 \ud800 \uffff",
    "東京 говорит ΑΘΗΝΑ éclair Ünal ñandú",
    "https://example.org/a?b=c @someone #tag <b> *** ... ---",
    "'' \" ' `` ` \\ \\' \"' '\"",
    "1 1st 22nd 1980s '80s 3-1 7-year-old +4 1,000,000.00 12:30",
    "that that that that that that that that that that",
    "to be or not to be to be or not to be",
]


@cache
def reference() -> Any:
    return nltk_tagger()


def by_nltk(sentences: list[list[str]]) -> list[str]:
    return [tag for sentence in sentences for _, tag in reference().tag(sentence)]


def by_us(sentences: list[list[str]]) -> list[str]:
    return tag_tokens([token for sentence in sentences for token in sentence], [0, *accumulate(map(len, sentences))])


def dev_sentences() -> Iterator[list[tuple[str, str]]]:
    for block in DEV.read_text(encoding="utf-8").split("\n\n"):
        if block.strip():
            token_tags = [line.split("\t") for line in block.strip("\n").split("\n")]
            yield [(token, tag) for token, tag in token_tags]


@pytest.mark.parametrize("text", NEWS + ODD)
def test_a_single_sentence_gets_the_tags_of_nltk(text: str) -> None:
    sentence = text.split(" ") if text else []
    assert by_us([sentence]) == by_nltk([sentence])


def test_sentences_of_one_document_do_not_touch_each_other() -> None:
    sentences = [text.split(" ") for text in NEWS + ODD if text]
    assert by_us(sentences) == by_nltk(sentences)
    assert by_us(sentences[::-1]) == by_nltk(sentences[::-1])


def test_a_document_longer_than_a_block_and_an_endless_sentence_get_the_tags_of_nltk() -> None:
    words = " ".join(NEWS).split()
    endless = words * (tagger.BLOCK // len(words) + 2)
    sentences = [words, endless, words]
    assert by_us(sentences) == by_nltk(sentences)
    many = [text.split() for text in NEWS] * 120
    assert sum(map(len, many)) > tagger.BLOCK
    assert by_us(many) == by_nltk([text.split() for text in NEWS]) * 120


def test_empty_sentences_and_an_empty_document_are_no_trouble() -> None:
    assert tag_tokens([], []) == []
    assert tag_tokens([], [0]) == []
    assert tag_tokens(["said", "."], [0, 0, 1, 1, 2, 2]) == ["VBD", "."]
    many = 2 * tagger.BLOCK
    assert tag_tokens(["."] * many, [0, 0, many, many]) == ["."] * many


def rule_words() -> list[str]:
    rules = json.loads(read_rules(tagger.FILE))["!nltk.tag.BrillTagger"][1]
    values = [value for rule in rules for kind, value in rule["!nltk.tbl.Rule"]["conditions"] if "!nltk.tag.brill.Word" in kind]
    return sorted(set(values))


WORDS = st.one_of(
    st.sampled_from(rule_words()),
    st.sampled_from(" ".join(NEWS).split()),
    st.from_regex(r"[A-Za-z]{1,4}(-[a-z]{1,3})?(ing|ed|s|ly|er|able)?", fullmatch=True),
    st.text(min_size=1, max_size=6),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(WORDS, max_size=12), max_size=5))
def test_any_tokens_get_the_tags_of_nltk(sentences: list[list[str]]) -> None:
    assert by_us(sentences) == by_nltk(sentences)


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("`` It is true , '' said Smith .", "`` PRP VBZ JJ , '' VBD NNP ."),
        ("Prices will rise , the bank said .", "NNS MD VB , DT NN VBD ."),
        ("The report shows that sales fell .", "DT NN VBZ IN NNS VBD ."),
        ("Orlova , Kranz and Dubois agreed .", "NNP , NNP CC NNP VBD ."),
        ("But Early still says it is dark .", "CC NNP RB VBZ PRP VBZ JJ ."),  # a name that is an adverb, too
        ("It is dark , said Short .", "PRP VBZ JJ , VBD NNP ."),
        ("Early in May it is dark .", "RB IN NNP PRP VBZ JJ ."),
    ],
)
def test_the_words_that_later_stages_lean_on_are_tagged_right(text: str, tags: str) -> None:
    assert by_us([text.split()]) == tags.split()


def test_what_was_added_by_hand_is_in_the_tagger() -> None:
    rows = [line.split("\t") for line in read_rules("tags-by-hand.tsv").splitlines() if not line.startswith("# ")]
    first, bodies, _ = json.loads(read_rules(tagger.FILE))["!nltk.tag.BrillTagger"]
    lexicon = first["!nltk.tag.sequential.UnigramTagger"][0]
    words = {word: tag for tag, *line in rows if len(line) == 1 for word in line[0].split()}
    assert words and {word: lexicon.get(repr(word)) for word in words} == words
    hand = [body["!nltk.tbl.Rule"] for body in bodies if body["!nltk.tbl.Rule"]["templateid"] == "hand"]
    assert [(rule["original"], rule["replacement"]) for rule in hand] == [(a, b) for a, b, *line in rows if line]


def test_tagging_does_not_import_nltk() -> None:
    code = "import sys; from attribution.document.tagger import tag_tokens; tag_tokens(['Hi'], [0, 1]); print('nltk' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


def test_nltk_loads_the_file_without_this_project() -> None:
    code = (
        "import json, sys, nltk.tag.brill; from nltk.jsontags import JSONTaggedDecoder; "
        "tagger = json.load(open(sys.argv[1], encoding='utf-8'), cls=JSONTaggedDecoder); "
        "print(type(tagger).__module__, tagger.tag(['She', 'said', 'so'])[1], 'attribution' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(rules_dir() / tagger.FILE)], capture_output=True, text=True, check=True)
    assert done.stdout == "nltk.tag.brill ('said', 'VBD') False\n"


def test_words_that_nobody_knows_do_not_pile_up_without_end() -> None:
    codes = tagger._model().codes
    endless = "x" * 1_000_000
    assert tag_tokens([endless], [0, 1]) == ["NN"]
    assert endless not in codes
    tag_tokens([f"zq{n}" for n in range(tagger.MEMO + 100)], [0, tagger.MEMO + 100])
    assert len(codes) <= codes._limit


def test_time_is_linear_in_a_sentence_without_end() -> None:
    words = " ".join(NEWS).split()

    def stages(times: int) -> Stages:
        tokens = words * times
        yield "tag", lambda: tag_tokens(tokens, [0, len(tokens)])

    assert too_slow(stages, 100) == {}


@pytest.mark.skipif(not DEV.exists(), reason="reference sentences not at hand")
def test_reference_sentences_get_the_tags_of_nltk() -> None:
    sample = [[token for token, _ in sentence] for sentence in dev_sentences()][::10]
    assert by_us(sample) == by_nltk(sample)


@pytest.mark.skipif(not DEV.exists(), reason="reference sentences not at hand")
def test_reference_sentences_are_tagged_right_often_enough() -> None:
    gold = list(dev_sentences())
    ours = by_us([[token for token, _ in sentence] for sentence in gold])
    truth = [tag for sentence in gold for _, tag in sentence]
    assert sum(a == b for a, b in zip(ours, truth, strict=True)) / len(truth) >= 0.964
