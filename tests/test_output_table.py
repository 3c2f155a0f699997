import re
from collections import Counter
from dataclasses import replace

import pytest
from handmade import ARTICLE, extract
from hypothesis import given
from hypothesis import strategies as st

from attribution.model import Claim, Span
from attribution.output.speakers import speakers_table
from attribution.output.table import claims_table, how_sure, summary, what_was_said, who_said
from attribution.output.width import StandIns, clusters, printable, text_width, wrap
from attribution.speakers.summary import speakers_of

BASE = Claim("a.txt", "c1", 1, 1, "indirect", "it rained", "It rained, he said.", (Span(0, 9),))


def claim(**values):
    return replace(BASE, **values)


def test_a_small_table_looks_like_this():
    claims = extract(ARTICLE, "a.txt").claims
    assert claims_table(claims, 80).split("\n") == [
        "Line  Who said          Certainty  Claim",
        "----  ----------------  ---------  ---------------",
        "   1  Anna Berg         planned    Rates will rise",
        "",
        '   4  Anna Berg ("he")  possible   Talks may fail',
    ]


def test_no_claims_are_said_plainly():
    assert claims_table([], 80) == "no claims found"


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ({"speaker": "Dmitry Peskov", "source": "Peskov"}, "Dmitry Peskov"),
        ({"speaker": "Dmitry Peskov", "source": "He"}, 'Dmitry Peskov ("He")'),
        (
            {"speaker": "Dmitry Peskov", "role": "Kremlin spokesperson", "source": "the Kremlin spokesperson"},
            "Dmitry Peskov, Kremlin spokesperson",
        ),
        ({"speaker": "TASS", "source": "Russia's TASS news agency"}, 'TASS ("Russia\'s TASS news agency")'),
        ({"speaker": "Lucien Marchetti", "source": "Lucien Marchetti, 46"}, "Lucien Marchetti"),
        ({"speaker": "Ida Holm", "role": "moderator", "source": "the moderator, Ida Holm of Channel 6"}, "Ida Holm, moderator"),
        ({"speaker": "Piet Adler", "role": "chief executive", "source": "its chief executive, Piet Adler"}, "Piet Adler, chief executive"),
        ({"speaker": "Ministry of Works", "source": "The Ministry of Works, which owns it"}, "Ministry of Works"),
        ({"speaker": "Coastal Dock Federation", "source": "The union, which met at noon"}, 'Coastal Dock Federation ("The union")'),
        ({"source": "They"}, '"They" (not resolved)'),
        ({"kind": "author"}, "(the article)"),
        ({"kind": "direct"}, "(nobody named)"),
    ],
)
def test_who_said_it(values, shown):
    assert who_said(claim(**values)) == shown


def test_the_chain_stands_with_the_speaker_where_it_is_narrow_and_in_a_column_where_it_is_wide():
    chained = [claim(speaker="Yonhap", chain=("officials", "Yonhap"))]
    assert "Yonhap, citing officials" in claims_table(chained, 80)
    header, _, row = claims_table(chained, 120).split("\n")
    assert re.split("  +", header) == ["Line", "Who said", "Through whom", "Certainty", "Claim"]
    assert re.split("  +", row.strip()) == ["1", "Yonhap", "officials → Yonhap", "asserted", "it rained"]


def test_the_column_of_chains_is_left_out_where_there_are_none():
    assert "Through" not in claims_table([claim(speaker="Yonhap", chain=("Yonhap",))], 200)


@pytest.mark.parametrize(
    ("values", "shown", "sure"),
    [
        ({"cue": "said", "rule": "V-THAT", "claim": "that it rained"}, "that it rained", "asserted"),
        ({"cue": "criticised", "rule": "V-NP", "claim": "the move"}, "criticised: the move", "–"),
        ({"cue": "called", "rule": "V-NP", "claim": "it “mean”", "quote_spans": (Span(3, 9),)}, "called: it “mean”", "asserted"),
        ({"cue": "accused", "rule": "V-NP-OF", "claim": "them of fraud", "certainty": "alleged"}, "accused: them of fraud", "alleged"),
        ({"cue": "had not\nsaid", "rule": "V-WH", "claim": "why", "certainty": "unconfirmed"}, "had not said: why", "unconfirmed"),
        ({"cue": "said", "rule": "V-NP-CLAUSE", "claim": "the sea rose"}, "the sea rose", "asserted"),
        ({"cue": "said", "rule": "V-BARE", "claim": "it rained", "confidence": 0.4}, "it rained (?)", "asserted"),
        ({"claim": "“We left. “It was late.” “We slept.”"}, "“We left. ¶ “It was late.” “We slept.”", "asserted"),
        ({"claim": '"We left. "It was late."'}, '"We left. ¶ "It was late."', "asserted"),
    ],
)  # fmt: skip
def test_the_verb_stands_before_what_is_no_sentence(values, shown, sure):
    one = claim(**values)
    assert (what_was_said(one), how_sure(one, {})) == (shown, sure)


def test_disputes_and_answers_stand_with_the_certainty():
    places = {"c2": "line\xa045"}
    assert how_sure(claim(certainty="disputed", disputed_by="analysts"), places) == "disputed by analysts"
    assert how_sure(claim(certainty="alleged", disputed_by="Pyongyang"), places) == "alleged, disputed by Pyongyang"
    assert how_sure(claim(certainty="denied", refers_to="c2"), places) == "denied (line\xa045)"
    assert how_sure(claim(certainty="denied", refers_to="c9"), places) == "denied"


def test_an_answer_names_the_line_of_a_claim_that_is_filtered_out():
    answer = claim(id="c2", certainty="denied", refers_to="c1")
    assert "denied (line 77)" in claims_table([answer], 120, [claim(line=77), answer])


LONG = "the agreement, reached after eleven hours of talks, could be signed as early as next week in Geneva"


@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
def test_no_line_is_wider_than_asked_and_no_word_is_lost(width):
    claims = [
        claim(speaker="Kim Yo Jong", role="sister of the North Korean leader", chain=("state media", "Kim Yo Jong"), claim=LONG, line=1234)
    ]
    table = claims_table(claims, width)
    assert max(map(len, table.split("\n"))) <= width
    assert Counter(re.findall(r"\w+", LONG)) <= Counter(re.findall(r"\w+", table))


def test_wide_letters_and_marks_keep_the_columns_straight():
    claims = [
        claim(speaker="習近平", claim="東京 " * 20),
        claim(speaker="Ame\u0301lie", claim="the 🇫🇷 flag"),
        claim(speaker="Bob", claim="x"),
    ]
    header, rule, *rows = claims_table(claims, 60).split("\n")
    begin = header.index("Certainty")
    labels = [at(row, begin, begin + 8) for row in rows if row[:4].strip()]
    assert labels == ["asserted", "asserted", "asserted"]
    assert max(map(text_width, [rule, *rows])) <= 60


def at(line, begin, end):
    """What stands in the columns from `begin` to `end` of a terminal line."""
    shown, column = "", 0
    for cluster, width in clusters(line):
        shown += cluster if begin <= column < end else ""
        column += width
    return shown


def test_nothing_in_an_article_can_reach_the_terminal():
    table = claims_table([claim(speaker="\x1b[2J\x07", claim="a\u202eb\x9bc\ud800d\U0010fffde\tf\u2028g")], 80)
    assert "␛[2J␇" in table
    assert "a\ufffdb\ufffdc\ufffdd\ufffde f g" in table


def test_a_summary_counts_claims_speakers_and_labels():
    claims = [claim(speaker="A", certainty="denied"), claim(speaker="B", anonymous=True), claim(speaker="A")]
    assert summary(claims, 1, 80) == "3 claims (1 anonymous), 2 speakers: 2 asserted, 1 denied"
    assert summary(claims, 2, 120, 4) == (
        "3 claims in 2 documents (1 anonymous), 2 speakers: 2 asserted, 1 denied (4 more left out by the filters)"
    )
    assert summary([], 1, 80) == "0 claims, 0 speakers"
    assert summary([claim()], 1, 80) == "1 claim, 0 speakers: 1 asserted"


def test_labels_that_do_not_fit_the_line_are_counted_together():
    claims = [claim(certainty=label) for label in ("asserted", "asserted", "planned", "probable", "possible")]
    assert summary(claims, 1, 50) == "5 claims, 0 speakers: 2 asserted, 3 other"
    assert summary(claims, 1, 20) == "5 claims, 0 speakers"
    assert summary([*claims, claim(certainty="denied")], 1, 50) == "6 claims, 0 speakers: 1 denied, 5 other"
    assert summary([claim(), claim(cue="praised", rule="V-NP")], 1, 50) == "2 claims, 0 speakers: 1 asserted, 1 not stated"


def test_speakers_are_counted_as_sources_lists_them():
    claims = [claim(speaker="the Pentagon"), claim(speaker="Pentagon"), claim(speaker="an aide", anonymous=True)]
    claims.append(replace(claims[-1], doc="b.txt"))
    assert "3 speakers" in summary(claims, 2, 80)
    assert len(speakers_of([("", claims)])[0]) == 3
    assert summary(claims[:2], 1, 80).startswith("2 claims, 1 speaker:")


@given(st.text(max_size=60), st.integers(2, 20))
def test_wrapping_keeps_every_letter_and_the_width(text, width):
    text = printable(text)
    lines = wrap(text, width)
    assert "".join(lines).replace(" ", "") == text.replace("\xa0", " ").replace(" ", "")
    assert max(map(text_width, lines)) <= width


@given(st.text(max_size=60))
def test_stand_ins_take_one_place_a_column_and_go_back(text):
    text = "a" + printable(text)  # a mark needs a letter to stand on
    marks = StandIns()
    encoded = marks.encode(text)
    assert len(encoded) == text_width(text)
    assert marks.decode(encoded) == text


def test_claims_of_files_with_places_of_their_own_stand_at_those():
    first, second = claim(line=2, place="page 1, line 3"), claim(id="c2", place="page 4, line 1", certainty="denied", refers_to="c1")
    lines = claims_table([first, second], 140).split("\n")
    assert lines[0].split()[0] == "Place"
    assert lines[2].lstrip().startswith("page 1, line 3  ")
    assert "denied (page 1, line 3)" in lines[4].replace("\xa0", " ")
    assert claims_table([claim(line=2)], 100).split()[0] == "Line"


@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_table_of_speakers_breaks_no_word(width):
    about = {"speaker": "Harriet Osgood-Lane", "role": "administrator", "source_type": "news organisation"}
    claims = [claim(**about, certainty=label) for label in ("unconfirmed", "asserted")]
    table = speakers_table(speakers_of([("", claims)])[0], width)
    assert {"Osgood-Lane,", "administrator", "unconfirmed,"} <= set(table.split())
    assert ("organisation" in table.split()) == ("Type" in table) == (width >= 80)
    assert max(map(len, table.split("\n"))) <= width
