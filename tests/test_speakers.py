"""Who said it: names, descriptions, pronouns, chains, and what stays open."""

from __future__ import annotations

import tomllib

import pytest

from attribution.pipeline import extract
from attribution.rulefiles import read_rules
from attribution.speakers.circumstances import anonymity_reason, shipped_circumstances
from attribution.speakers.lexicon import shipped_lexicon


def said(text):
    """(source as worded, speaker) of every claim with a source."""
    return [(c.source, c.speaker) for c in extract(text).claims if c.source]


def only(text):
    (claim,) = [c for c in extract(text).claims if c.source]
    return claim


@pytest.mark.parametrize(
    ("text", "speaker", "role", "kind"),
    [
        ("Kremlin spokesperson Dmitry Peskov said that talks will begin.", "Dmitry Peskov", "Kremlin spokesperson", "person"),
        ("Jeon Ha Gyu, spokesperson of South Korea's Defense Ministry, said that it was over.", "Jeon Ha Gyu",
         "spokesperson of South Korea's Defense Ministry", "person"),
        ("Zorgrad's foreign minister, Ilja Petrov, said that a dam would close.", "Ilja Petrov", "Zorgrad's foreign minister", "person"),
        ("South Korea's Yonhap news agency said that the tour was over.", "Yonhap", None, "news agency"),
        ("The state news agency IRNA said that the course was correct.", "IRNA", None, "news agency"),
        ("The Korean Central News Agency (KCNA) said that he had left.", "Korean Central News Agency", None, "news agency"),
        ("The Kremlin said that Kim would visit.", "the Kremlin", None, "government"),
        ("Tehran said that it was false.", "Tehran", None, "government"),
        ("The United States said that it was false.", "the United States", None, "government"),
        ("Norvik Airlines said that fares would rise.", "Norvik Airlines", None, "company"),
        ("A senior official said that fares would rise.", "a senior official", None, "officials"),
        ("Some analysts said that fares would rise.", "some analysts", None, "experts"),
        ("Critics said that fares would rise.", "critics", None, "public"),
        ("The Brewers' Circle said that prices would rise.", "Brewers' Circle", None, "organisation"),
        ("The Rev. Horace Bright Jr. said that he was joking.", "Horace Bright Jr.", None, "person"),
    ],
)  # fmt: skip
def test_a_source_has_name_role_and_type(text, speaker, role, kind):
    claim = only(text)
    assert (claim.speaker, claim.role, claim.source_type) == (speaker, role, kind)


def test_a_last_name_is_the_full_name_that_the_article_uses():
    text = "Anna Berg said that rates will rise. Berg said that they may fall. Ms. Berg said that nobody knows."
    assert [speaker for _, speaker in said(text)] == ["Anna Berg"] * 3


def test_a_family_name_that_comes_first_takes_up_the_whole():
    assert said("Jeon Dae Ho said that all was calm. Jeon added that it would stay so.")[1] == ("Jeon", "Jeon Dae Ho")


def test_an_honorific_decides_between_a_couple():
    text = "John Hale said that it was late. Mary Hale said that it was early. Mrs. Hale said that he was wrong."
    assert said(text)[2] == ("Mrs. Hale", "Mary Hale")


def test_a_bare_surname_of_two_is_nobody_and_says_so():
    text = "John Hale said that it was late. Mary Hale said that it was early. Hale said that it was noon."
    claim = extract(text).claims[2]
    assert (claim.speaker, claim.source_type) == (None, "person")
    assert ("no speaker", "two-fit: two candidates fit: John Hale and Mary Hale") in claim.evidence.notes


def test_a_pronoun_goes_by_gender():
    text = "John Berg met Mary Lunde at noon. She said that it had rained."
    assert said(text)[-1] == ("She", "Mary Lunde")


def test_a_pronoun_is_the_teller_and_not_the_one_told():
    text = "John Berg told Peter Lunde that it would stay open. He said that the talk had been short."
    assert said(text)[1] == ("He", "John Berg")


def test_an_addressee_is_named_without_title():
    assert only("John Berg told Mayor Martin Trell that it would stay open.").addressee == "Martin Trell"


def test_they_after_a_collective_is_the_collective():
    text = "Some analysts say that it is symbolic. They say that little will change."
    assert said(text)[1] == ("They", "some analysts")


def test_a_title_takes_up_the_one_person_called_so():
    text = "Mayor Ada Holm said that nobody was missing. A chief said that farms were cut off. The mayor said that boats would come."
    assert said(text)[2] == ("The mayor", "Ada Holm")


def test_a_title_of_two_is_open():
    text = (
        "President Dana Novak said that she would talk. President Viktor Aleshko said that he would listen. "
        "The president said that it was theft."
    )
    assert said(text)[2] == ("The president", None)


def test_citing_makes_a_chain_whose_first_decides_anonymity():
    claim = only("The Chosun Ilbo newspaper, citing unidentified government sources, reported that the train had left.")
    assert claim.chain == ("unidentified government sources", "Chosun Ilbo")
    assert (claim.speaker, claim.anonymous) == ("Chosun Ilbo", True)


def test_a_report_inside_a_report_makes_a_chain():
    claim = only("Jeon Ha Gyu said in a briefing that the military assessed that the train crossed into Russia.")
    assert claim.chain == ("the military", "Jeon Ha Gyu")
    assert claim.medium == "in a briefing"


def test_acronyms_are_the_articles_own():
    text = "The National Hydrology Service (NHS) warned that it would flood. The NHS said that its gauge was wet."
    assert said(text)[1] == ("The NHS", "National Hydrology Service")


def test_the_reason_for_anonymity_is_kept_as_worded():
    claim = only(
        "Two officials said that it was over, speaking on condition of anonymity because they were not authorized to speak publicly."
    )
    assert (claim.anonymous, claim.anonymity_reason) == (True, "because they were not authorized to speak publicly")


@pytest.mark.parametrize("text", ["He said that it was over.", "They said that it was over.", "It said that it was over."])
def test_a_pronoun_without_antecedent_is_open(text):
    claim = only(text)
    assert (claim.speaker, claim.source_type, claim.chain) == (None, "pronoun", ())


def test_one_speaker_has_one_role_in_the_whole_article():
    text = "Anna Berg said that rates will rise. Anna Berg, the chief economist, said that they may fall."
    assert [c.role for c in extract(text).claims] == ["chief economist"] * 2


def test_descriptions_of_medium_and_time_match_their_examples():
    data = tomllib.loads(read_rules("circumstances.toml"))
    rules = shipped_circumstances()
    for name in ("medium", "when"):
        pattern = getattr(rules, name)
        assert [e for e in data[name]["examples"] if not pattern.search(e)] == []
        assert [e for e in data[name]["near_misses"] if pattern.search(e)] == []
    assert [e for e in data["unnamed"]["examples"] if not anonymity_reason(e)] == []


def test_source_types_match_their_examples():
    for kind in tomllib.loads(read_rules("source-types.toml"))["type"]:
        for example in kind["examples"]:
            claim = only(f"{example[0].upper()}{example[1:]} said that it was over.")
            assert (example, claim.source_type) == (example, kind["id"])


def test_first_names_of_mixed_use_have_no_gender():
    given = shipped_lexicon().given
    assert (given["Mary"], given["John"], given["Robin"], given["Casey"]) == ("f", "m", "", "")


def test_an_endless_list_of_names_takes_linear_time():
    names = " ".join(f"Anna Berg{k} said that it rained." for k in range(400))
    assert len(said(names)) == 400


@pytest.mark.parametrize(
    "text",
    [
        "Anna Berg met Mary Lunde at noon. She said that it had rained.",
        "Anna Berg and a friend slept there. She said that it had rained.",
        "Anna Berg questioned Mary Lunde for two hours. She said that it had rained.",
    ],
)
def test_a_pronoun_that_two_fit_is_nobody(text):
    assert said(text)[-1] == ("She", None)


def test_a_title_of_two_ministers_is_not_the_nearer_one():
    text = (
        "Zoran Petkov, the foreign minister of Moldaria, said that it was over. Elena Ilves, the foreign minister of Karelund, "
        "said that it was not.\n\nThe foreign minister said that talks would go on."
    )
    assert said(text)[2] == ("The foreign minister", None)


def test_a_deputy_is_not_the_one_without_that_word():
    text = "Mayor Ada Holm said that nobody was missing. The deputy mayor said that boats would come."
    assert said(text)[1] == ("The deputy mayor", None)


def test_a_company_is_known_by_its_officers():
    text = "Paul Fenn, managing director of Meridian Rail, resigned. Meridian Rail said that its offer stood. It said that it would pay."
    assert said(text)[1] == ("It", "Meridian Rail")
