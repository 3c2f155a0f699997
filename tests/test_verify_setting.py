"""Sources of the draft's event and of others: few words that stand in both tell something in the one, and nothing in the other."""

from __future__ import annotations

import pytest

from attribution.verify import Trace, verify

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


def _quotation(draft: str, text: str, *sources: str) -> Trace:
    traces = verify(draft, {f"{number}.txt": source for number, source in enumerate(sources)}).traces
    return next(trace for trace in traces if trace.kind == "quotation" and trace.text == text)


def test_a_few_words_are_found_in_an_article_of_the_same_event() -> None:
    one = _quotation(_FERRY, "a total disaster", _OTHER, _OWN, _RAIN)
    assert (one.status, one.source, one.speaker_match) == ("verbatim", "1.txt", "unknown")


def test_a_few_words_of_somebody_else_in_an_article_of_another_event_are_not_found_and_the_place_is_told() -> None:
    one = _quotation(_FERRY, "a total disaster", _OTHER, _RAIN)
    assert (one.status, one.reason, one.source, one.source_text) == ("not-found", "too few words", "0.txt", "a total disaster")
    assert (one.codes, one.severity) == (("AT501",), "suggestion")


def test_of_the_same_speaker_a_few_words_are_found_wherever_they_stand() -> None:
    other = _OTHER.replace("coach Rolf Strand", "Ida Holm")
    assert _quotation(_FERRY, "a total disaster", other, _RAIN).speaker_match == "same"


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
