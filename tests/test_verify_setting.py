"""Sources of the draft's event and of others: few words that stand in both tell something in the one, and nothing in the other."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import pytest

from attribution.readers import Source
from attribution.verify import Trace, verify
from attribution.verify.passages import Material, read_material
from attribution.verify.retrieve import read_corpus
from attribution.verify.run import verify_source

_FERRY = (
    "The Oddness council voted on Tuesday to close the northern harbour in March, three years after a ferry struck the pier there.\n\n"
    "Mayor Ida Holm called the vote “a total disaster” for the fishermen of the northern basin, who may lose their moorings.\n\n"
    "The engineers of the coastal ministry had warned of cracks in the pier.\n\n"
    "“We will not wait for the next storm to prove our fears right,” Pelle Lund said.\n"
)
_OWN = (
    "The council of Oddness decided that the northern harbour will be closed in March. A ferry struck its pier three years ago.\n\n"
    "For the fishermen of the northern basin, who may lose their moorings, this is “a total disaster” as some of them see it.\n"
)
_OTHER = (
    "Striker Tom Berg missed two penalties on Saturday as Westhaven lost to Easton in front of 4,000 spectators.\n\n"
    "“It was a total disaster,” coach Rolf Strand said. He would speak with the players on Monday. {more}\n"
)
_RAIN = "It rained on the island, on the sea and on the old lighthouse all day. " * 3_000


@cache
def _material(name: str, text: str) -> Material:
    """A source, read once for all tests: it rains in many of them."""
    return read_material(Source(name, text, "utf-8", text.encode()))


def _traces(draft: str, *sources: str) -> Sequence[Trace]:
    materials = [_material(f"{number}.txt", source) for number, source in enumerate(sources)]
    return verify_source(Source("draft.txt", draft, "utf-8", draft.encode()), None, read_corpus(materials)).traces


def _quotation(draft: str, text: str, *sources: str) -> Trace:
    return next(trace for trace in _traces(draft, *sources) if trace.kind == "quotation" and trace.text == text)


def test_a_few_words_are_found_in_an_article_of_the_same_event() -> None:
    one = _quotation(_FERRY, "a total disaster", _OTHER, _OWN, _RAIN)
    assert (one.status, one.source, one.speaker_match) == ("verbatim", "1.txt", "unknown")


def test_a_few_words_of_somebody_else_in_an_article_of_another_event_are_not_found_and_the_place_is_told() -> None:
    one = _quotation(_FERRY, "a total disaster", _OTHER, _RAIN)
    assert (one.status, one.reason, one.source, one.source_text) == ("not-found", "too few words", "0.txt", "a total disaster")
    assert (one.codes, one.severity) == (("AT501",), "suggestion")


def test_of_the_same_speaker_a_few_words_are_found_where_more_of_the_draft_s_stands_beside_them() -> None:
    other = _OTHER.replace("coach Rolf Strand", "Ida Holm")
    elsewhere = _quotation(_FERRY, "a total disaster", other, _RAIN)
    assert (elsewhere.status, elsewhere.reason) == ("not-found", "too few words")
    beside = _quotation(_FERRY, "a total disaster", other.replace("{more}", "She had spoken so of the fishermen's moorings."), _RAIN)
    assert (beside.status, beside.speaker_match) == ("verbatim", "same")


def test_what_an_article_of_another_event_tells_in_its_own_words_is_nobody_s_utterance() -> None:
    said, told = "a cheaper harbour railway", "The club wants {}, like everybody in Easton."
    draft = _FERRY.replace("a total disaster", said)
    assert _quotation(draft, said, _OTHER.replace("{more}", told.format(said)), _RAIN).reason == "too few words"
    assert _quotation(draft, said, _OTHER.replace("{more}", told.format(f"“{said}”")), _RAIN).status == "verbatim"


def test_an_article_of_another_event_that_has_another_speaker_does_not_say_that_the_draft_is_wrong() -> None:
    said = "We will not wait for the next storm to prove our fears right,"
    other = _OTHER.replace("{more}", f"“{said}” {{}} said.")
    own = _OWN + f"\n“{said}” Ida Holm said.\n"
    assert _quotation(_FERRY, said, other.format("Ida Holm"), _RAIN).speaker_match == "unknown"
    assert _quotation(_FERRY, said, own, _RAIN).speaker_match == "different"


def test_a_slogan_of_many_articles_is_nobody_s() -> None:
    draft = "Oddness First is the name of the party's plan.\n\nThe vote was about “Oddness First,” Ida Holm said.\n"
    sources = [f"The plan of {name} has a name.\n\n“We want Oddness First,” {name} said of the plan.\n" for name in ("Tom Berg", "Per Moe")]
    more = [each.replace("Berg", "Lie").replace("Moe", "Dahl") for each in sources]
    assert _quotation(draft, "Oddness First,", *sources).status == "verbatim"
    assert _quotation(draft, "Oddness First,", *sources, *more).reason == "too few words"


def test_a_transcript_need_not_be_as_much_like_the_draft_as_an_article() -> None:
    talk = "MODERATOR: What do you say?\n\nROLF STRAND: It was a total disaster for the {}.\n\nMODERATOR: Thank you.\n"
    own = talk.format("fishermen of the harbour, who lose their moorings in March")
    other = talk.format("players of the club, who lose their trainer in March")
    assert [_quotation(_FERRY, "a total disaster", each, _RAIN).status for each in (own, other)] == ["verbatim", "not-found"]


def test_a_name_alone_is_nobody_s_utterance() -> None:
    paper = "The Courier of the Northern Coast"
    one = _quotation(_FERRY.replace("a total disaster", paper), paper, _OTHER.replace("{more}", f"He read “{paper}”"), _RAIN)
    assert (one.status, one.reason) == ("not-found", "too few words")


def test_words_changed_are_altered_where_they_are_of_the_event() -> None:
    said = "We will not wait for the next storm to prove our fears right,"
    own = _OWN + "\n“We cannot wait for another storm to prove our fears right,” one of them said.\n"
    other = _OTHER.replace("{more}", "“We did not wait for the next game to prove our rivals wrong,” he said.")
    assert _quotation(_FERRY, said, own, _RAIN).status == "altered"
    assert _quotation(_FERRY, said, other, _RAIN).status == "not-found"


def test_an_attribution_between_two_halves_of_one_speech_is_not_left_out() -> None:
    source = "“I went to the mine,” Ida Holm said, who was not sure. “It was closed.”\n"
    one = _quotation("“I went to the mine. It was closed,” Holm said.\n", "I went to the mine. It was closed,", source)
    assert (one.status, one.changes, one.flags) == ("marks", (), ())
    apart = "“I went to the mine,” Ida Holm said. “It was closed.”\n".replace("“It", "Pelle Lund said: “It")
    one = _quotation("“I went to the mine. It was closed,” Holm said.\n", "I went to the mine. It was closed,", apart)
    assert one.status == "condensed"


def test_what_an_article_says_itself_behind_its_quotation_stands_for_none_of_the_draft_s_words() -> None:
    source = "“The harbour office has no comment on what that man did,” it said.\n\nIda Holm came on Monday.\n"
    said = "The harbour office has no comment on what that man did to us all,"
    one = _quotation(f"“{said}” the office said.\n", said, source)
    assert (one.status, [change[:2] for change in one.changes]) == ("altered", [("to us all", "")])


def test_nor_does_what_it_says_before_it() -> None:
    source = "The harbour office is focused on the storm and “has no comment on the things that he did there,” it said.\n"
    said = "As such Oddness has no comment on the things that he did there,"
    one = _quotation(f"“{said}” the office said.\n", said, source)
    assert (one.status, [change[:2] for change in one.changes]) == ("altered", [("As such Oddness", "")])


@pytest.mark.parametrize(
    ("source", "match"),
    [
        ("“We will carry on to the end of July,” Tom Berg said, according to Coast Radio. Ida Holm was there.\n", "same"),
        ("Ida Holm said Tom Berg had told her “we will carry on to the end of July.” He was in Oddness.\n", "unknown"),
        ("Ida Holm said of Tom Berg “we will carry on to the end of July.” He was in Oddness.\n", "different"),
    ],
)
def test_who_is_a_link_of_the_chain_or_is_cited_by_the_speaker_is_no_other_speaker(source: str, match: str) -> None:
    draft = "“We will carry on to the end of July,” Tom Berg said.\n"
    assert _quotation(draft, "We will carry on to the end of July,", source).speaker_match == match


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("The ferry will stop in July, Jeff Moe said. He was in Oddness.\n", ()),
        ("According to the Coast Courier, Jeff Moe denied that the ferry would stop in July.\n", ("polarity",)),
        ("The ferry may stop in July, Jeff Moe said. He was in Oddness.\n", ("raised",)),
    ],
)
def test_of_two_attributions_of_one_sentence_the_inner_one_is_compared_too(source: str, told: tuple[str, ...]) -> None:
    (one,) = verify("Jeff Moe said the ferry would stop in July, according to the Coast Courier.\n", {"a.txt": source}).traces
    assert (one.speaker_match, tuple(shifted.what for shifted in one.shifts)) == ("same", told)


@pytest.mark.parametrize(("link", "told"), [("an official", ("anonymity",)), ("Holm", ())])
def test_one_link_of_a_chain_can_be_hidden(link: str, told: tuple[str, ...]) -> None:
    source = "According to Ida Holm, the band wrote that the tour would end in May.\n"
    (one,) = verify(f"According to {link}, the band wrote that the tour would end in May.\n", {"a.txt": source}).traces
    assert tuple(shifted.what for shifted in one.shifts) == told


def test_a_description_of_somebody_whom_the_article_names_hides_nobody() -> None:
    source = "Tom Berg came to Oddness. “I want to wait until I have the harbour in my pocket,” the businessman said.\n"
    (one,) = verify("“I want to wait until I have the harbour in my pocket,” Tom Berg said.\n", {"a.txt": source}).traces
    assert (one.codes, one.speaker_match) == ((), "unknown")


def test_a_sentence_said_twice_is_no_repeat_of_a_slip_of_the_tongue() -> None:
    source = "“I would love him to. I love the race. I love the race. I would love it,” Tom Berg said on Monday in Oddness.\n"
    said = "I would love him to. I love the race. I love the race,"
    assert _quotation(f"“{said}” Berg said.\n", said, source).status == "verbatim"


def test_the_possessive_of_a_name_in_s_is_spelt_in_two_ways() -> None:
    source = "“He is becoming Lukas’s best friend,” Ida Holm said in Oddness on Monday.\n"
    said = "He is becoming Lukas’ best friend,"
    assert _quotation(f"“{said}” Holm said.\n", said, source).status == "spelling"
    source = "“It is Lukas’s harbour,” Ida Holm said. “Lukas’s friends sail there.”\n"
    assert _quotation("“It is Lukas harbour,” Holm said.\n", "It is Lukas harbour,", source).status == "altered"


@pytest.mark.parametrize(("said", "status"), [("if she picks, if she picks", "cleaned"), ("if she picks. If she picks", "altered")])
def test_a_clause_begun_twice_may_stand_once(said: str, status: str) -> None:
    source = f"“By the way, {said} the judges, there is nothing you can do,” Tom Berg said on Monday in Oddness.\n"
    draft = "“By the way, if she picks the judges, there is nothing you can do,” Berg said.\n"
    assert _quotation(draft, "By the way, if she picks the judges, there is nothing you can do,", source).status == status


@pytest.mark.parametrize(("where", "status"), [("", "not-found"), (" in Easton", "matched")])
def test_every_survey_has_a_margin_of_error_and_that_of_another_is_no_claim_of_this_one(where: str, status: str) -> None:
    draft = (
        "A survey on Monday put the harbour party ahead of the island party in Oddness, by 41 points to 35 among fishermen and sailors.\n\n"
        f"The survey{where} has a margin of error of three points.\n\n"
        "The council votes on the ferry terminal and the northern basin in March, Ida Holm said. The pier was struck by a storm.\n"
    )
    other = (
        "Voters in Westhaven like the railway, a survey found. Some 900 people were asked about trams and buses in the town.\n\n"
        "The survey of 900 people, made by telephone in Easton, has a margin of error of three points, and of four for its voters.\n\n"
        "“We are glad,” Tom Berg said. The ferry is far away.\n"
    )
    traces = _traces(draft, other, _RAIN)
    assert next(trace for trace in traces if "margin" in trace.text).status == status


_SPEECH = "We will not wait{} for the next storm to prove our fears about the northern harbour and its cracked pier right,"
_CUP = (
    "The cup began in 1954 with nine clubs, and its goalkeepers wore caps of wool. Trainers shouted, whistles blew, and drums were beaten. "
    "The grass was cut on Friday, the nets were new, and a brass band played marches in the interval. "
    "Bakers sold rolls with mustard, children climbed the fence, and a dentist kept the accounts in violet ink for forty winters.\n"
)


@pytest.mark.parametrize(
    ("said", "severity", "reason"),
    [
        (" this time", "suggestion", "another report"),
        (" and never rest", "error", ""),
    ],
)
def test_of_another_report_of_the_same_words_more_or_less_are_a_suggestion(said: str, severity: str, reason: str) -> None:
    other = _OTHER.replace("{more}", f"“{_SPEECH.format('')}” Pelle Lund said.")
    text = _SPEECH.format(said)
    one = _quotation(_FERRY.replace("We will not wait for the next storm to prove our fears right,", text), text, other, _RAIN)
    assert (one.status, one.severity, one.reason) == ("altered", severity, reason)


@pytest.mark.parametrize(
    ("report", "status"),
    [
        ("Pelle Lund said the judge of the cup would scold him because he wanted to build a pier of granite at Oddness.", "not-found"),
        ("Pelle Lund said he wanted to build a pier of granite at Oddness because the judge of the cup would come.", "matched"),
    ],
)
def test_a_reason_for_something_else_is_not_the_claim(report: str, status: str) -> None:
    line = "The line was founded in 1911, carried mail and cattle, sold oranges at Christmas and painted its funnels green.\n"
    draft = _FERRY + "\nPelle Lund said he wanted to build a pier of granite at Oddness.\n\n" + line
    traces = _traces(draft, _OTHER.replace("{more}", report) + _CUP, _RAIN)
    assert next(trace for trace in traces if "granite" in trace.text).status == status


def test_a_phrase_said_twice_in_an_article_may_stand_once() -> None:
    source = "“By the way, if she gets to pick, if she gets to pick the judges, there is nothing to do,” Tom Berg said in Oddness.\n"
    said = "By the way, if she gets to pick the judges, there is nothing to do,"
    assert _quotation(f"“{said}” Berg said.\n", said, source).status == "cleaned"
