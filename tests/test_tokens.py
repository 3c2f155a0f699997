"""Tokens: what is one, its normalised form, and that no character is lost or moved."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.document.paragraphs import BLANK, find_paragraphs
from attribution.document.tokens import Tokens, read_tokenizer, tokenize
from attribution.rulebook.rules import shipped_rules


def read(text: str) -> Tokens:
    return tokenize(text, find_paragraphs(text), shipped_rules().get(read_tokenizer))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("don't can't won’t DON'T", "do n't ca n't wo n’t DO N'T"),
        ("cannot gonna", "can not gon na"),
        ("I'm you’re they'd we'll he's I've", "I 'm you ’re they 'd we 'll he 's I 've"),
        ("Hale's the Hales' U.S.'s O'Brien’s", "Hale 's the Hales ' U.S. 's O'Brien ’s"),
        ("front-runner AFL-CIO U.S.-led 74-year-old", "front-runner AFL-CIO U.S.-led 74-year-old"),
        ("U.S. a.m. F.B.I. J. Sen. R-Ky. D-N.Y. Ph.D.", "U.S. a.m. F.B.I. J. Sen. R-Ky. D-N.Y. Ph.D."),
        ("So do I. He won. Now.", "So do I . He won . Now ."),
        ("No. 5 and no. 6, No.7", "No. 5 and no. 6 , No. 7"),
        ("He said no. No. Five won.", "He said no . No . Five won ."),
        ("$5,000 £3.5m 18.7% 9:05 1/2 .5", "$ 5,000 £ 3.5m 18.7 % 9:05 1/2 .5"),
        ("a A$10m fund, US$5bn ₹900 crore, R500", "a A$ 10m fund , US$ 5bn ₹ 900 crore , R500"),
        ("on—off on--off 2010–12 … ... ?! !!!", "on — off on -- off 2010 – 12 … ... ?! !!!"),
        ("(See [it].)", "( See [ it ] . )"),
        ("https://a.example/b?c=d. www.b.org, t.co/x ann@b.org", "https://a.example/b?c=d . www.b.org , t.co/x ann@b.org"),
        ("@ann_b: #vote2016!", "@ann_b : #vote2016 !"),
        ("the ’80s, '90s and ’em", "the ’80s , '90s and ’em"),
        ("👩‍🚀👍🏽 🇫🇷", "👩‍🚀 👍🏽 🇫 🇷"),
        ("AT&T Q&A and/or Times/CBS", "AT&T Q&A and/or Times/CBS"),
        ("end.”But", "end . ” But"),
        ("a\xa0b\tc  d", "a b c d"),
        ("שלום, עולם. Привет!", "שלום , עולם . Привет !"),
    ],
)
def test_words_are_cut_the_treebank_way(text: str, words: str) -> None:
    assert read(text).words == words.split(" ")


@pytest.mark.parametrize(
    ("text", "norms"),
    [
        ("“We ‘won’,” he said", "`` We ` won ' , '' he said"),
        ("\"We 'won',\" he said", "`` We ` won ' , '' he said"),
        ("``We won,'' and ''You lost''", "`` We won , '' and `` You lost ''"),
        ("(“We”) [x] {y}", "-LRB- `` We '' -RRB- -LSB- x -RSB- -LCB- y -RCB-"),
        ("on—off … ― Ann – Bo ....", "on -- off ... -- Ann -- Bo ..."),
        ("Hale’s don’t O’Brien", "Hale 's do n't O'Brien"),
        ("co\xadoperate front‑runner exam\u200bple", "cooperate front-runner example"),
        ('a " b "', "a '' b ''"),
        ("He won. 3.5", "He won . 3.5"),
        ("£10 €5 A$3", "$ 10 $ 5 $ 3"),
    ],
)
def test_norms_turn_typographic_marks_into_the_treebanks(text: str, norms: str) -> None:
    assert read(text).norms == norms.split(" ")


def test_offsets_index_the_untouched_text() -> None:
    text = "\ufeff  “Don’t,”\xa0 he  said.\r\n\r\n\tNo. 5.\u200b\n"
    tokens = read(text)
    assert list(zip(tokens.words, tokens.begins, tokens.ends, strict=True)) == [
        ("“", 3, 4), ("Do", 4, 6), ("n’t", 6, 9), (",", 9, 10), ("”", 10, 11), ("he", 13, 15), ("said", 17, 21), (".", 21, 22),
        ("No.", 27, 30), ("5", 31, 32), (".", 32, 33),
    ]  # fmt: skip
    assert tokens.paragraphs == [0, 8, 11]


def test_marks_that_show_nothing_at_a_words_edge_are_no_tokens() -> None:
    assert read("\x00a\x00 \u200b b\u200f\ufeff\x00").words == ["a", "b"]


def test_a_lone_surrogate_is_a_token() -> None:
    assert read("a \ud800 b").words == ["a", "\ud800", "b"]


def test_no_paragraph_no_token() -> None:
    assert read("") == Tokens([], [], [], [], [0], [], "", "", "")


ODD = st.sampled_from(list("aB9 .,'\"’”“-—@/:$&No?!()…\n\r\t\xa0\xad\u200b\u200d\x00\ufeff\u0301\ud800😀🏽"))


@given(st.text(alphabet=ODD, max_size=60) | st.text(max_size=60) | st.text(alphabet=ODD, min_size=120, max_size=300))
def test_no_character_is_lost_and_offsets_rise(text: str) -> None:
    tokens = read(text)
    assert tokens.words == [text[begin:end] for begin, end in zip(tokens.begins, tokens.ends, strict=True)]
    edges = [offset for pair in zip(tokens.begins, tokens.ends, strict=True) for offset in pair]
    assert edges == sorted(edges)
    assert all(tokens.words)
    assert all(tokens.norms)
    assert len(tokens.norms) == len(tokens.words)
    covered = {offset for begin, end in zip(tokens.begins, tokens.ends, strict=True) for offset in range(begin, end)}
    ink = {match.start() for match in re.finditer(f"[^{BLANK}]", text)}
    assert ink <= covered
    firsts = [tokens.begins[first] for first in tokens.paragraphs[:-1]]
    assert firsts == [span.begin for span in find_paragraphs(text)]


def test_blank_is_all_white_space_and_nothing_that_prints() -> None:
    blank = re.compile(f"[{BLANK}]")
    chars = list(map(chr, range(0x110000)))
    assert all(blank.match(char) for char in chars if char.isspace())
    assert not any(blank.match(char) for char in chars if char.isprintable() and char != " ")


@pytest.mark.parametrize(
    "unit", ['"', "“ ", "''", "a-", "1,", "x", "Mr. ", "a@", "www.!", "a.b", "😀", "\x00a", "'", "a\xad", "?!", "(", "a'"]
)
def test_hostile_repeats_are_read_without_loss(unit: str) -> None:
    tokens = read(unit * 20_000)
    assert sum(map(len, tokens.words)) >= len((unit * 20_000).replace(" ", "").replace("\x00", ""))
