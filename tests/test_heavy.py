"""Who speaks where clauses part the subject, with which a sentence begins, from its verb."""

from __future__ import annotations

import pytest

from attribution import extract

TOLD = "said the wall was old."
SUBJECTS = {
    "A man who lost his leg when a wall fell on him in Arden": "A man",
    "A man whose son was killed in a crash on the road near Arden": "A man",
    "The head of a school where 20 pupils fell ill after a trip to a farm": "The head of a school",
    "The head of a school that closed after the roof fell on a boy in Arden": "The head of a school",
    "But a man who lost his leg when a wall fell on him in Arden": "a man",
    "A guard, described as helping to hire drivers in Arden,": "A guard",
    "A director of a firm that ran a trip in 1999 that ended with 21 people dying, 14 of them Danes,": "A director of a firm",
    "The owner of a dog that chased a boy so far that he needed help": "The owner of a dog",
    "A woman who thinks the council sold a house in Arden": "A woman",
    "A woman who runs a shop and often sings in Arden": "A woman",
    "The mayor the club wrote to in Arden": "The mayor",
    "Fighters returning from the hills,": "Fighters",
    "A nurse behind the idea of paying for beds in Arden, Ann Holm,": "Ann Holm",
    # what stands before the verb is its own subject, or somebody else's
    "The rand weakened after Ann Holm": "Ann Holm",
    "A man arrested after the raid": "A man arrested after the raid",
    "The wall that fell when it rained was built by Holm, who": "who",
    "The wall that hit a boy when it fell in Arden was old, Ann Holm": "Ann Holm",
}


@pytest.mark.parametrize(("opening", "source"), SUBJECTS.items(), ids=SUBJECTS)
def test_the_main_verb_belongs_to_what_the_sentence_begins_with(opening: str, source: str) -> None:
    (claim,) = extract(f"{opening} {TOLD}").claims
    assert (claim.source, claim.cue) == (source, "said")


def test_a_second_verb_has_the_same_subject() -> None:
    text = "The owner of a dog that ran so far that the police lost a boat has apologised and said it will not bite again."
    assert [(claim.source, claim.claim) for claim in extract(text).claims] == [("The owner of a dog", "it will not bite again")]


def test_a_name_beside_the_subject_goes_with_it() -> None:
    texts = "The envoy, Ann Holm, called for calm and said it was late.", "Ann Holm, the envoy, called for calm and said it was late."
    assert [extract(text).claims[-1].source for text in texts] == ["The envoy, Ann Holm", "Ann Holm"]


@pytest.mark.parametrize(
    "opening",
    ["A man who lost his leg: when a wall fell on him in Arden", "A man who lost his leg was there, and when a wall fell on him in Arden"],
)
def test_what_breaks_a_sentence_in_two_leaves_nobody_the_subject(opening: str) -> None:
    assert "A man" not in [claim.source for claim in extract(f"{opening} {TOLD}").claims]


CLAIMED = {
    "A man who said he was ill has been jailed.": ["he was ill"],
    "A man who told police he was ill has been jailed.": ["he was ill"],
    "A man who denied killing his dog has been jailed.": ["killing his dog"],
    "A man who denied theft was jailed.": ["theft"],
    "On Monday, a nurse of the ward who accused her boss of fraud has won her case.": ["her boss of fraud"],
    "But a man who vowed to run in May has fallen ill.": ["to run in May"],
    "A man who told police that the boat which he owned had sunk after it hit a rock has been jailed.": [
        "that the boat which he owned had sunk after it hit a rock"
    ],
    "A man who said the boat he owned was sunk has been jailed.": ["the boat he owned was sunk"],
    "A man who said he was ill and had fallen has been jailed.": ["he was ill and had fallen"],
    "A report saying the boat was sunk by spies has been withdrawn.": ["the boat was sunk by spies"],
    # no subject of a sentence, a verb that is no main one, or none behind
    "Police met a man who said he was ill before the boat was sunk.": ["he was ill before the boat was sunk"],
    "That report said boats that leak were sunk by spies.": ["boats that leak were sunk by spies"],
    "One man who runs has called, saying she found it was old.": ["she found it was old"],
    "A man who said theft was rare.": ["theft was rare"],
    "A man who said he was ill: the ward has been shut.": ["he was ill: the ward has been shut"],
    "Holm met Ann, a nurse who said theft was rare.": ["theft was rare"],
}


@pytest.mark.parametrize(("text", "contents"), CLAIMED.items(), ids=CLAIMED)
def test_what_the_subject_is_said_to_have_said_ends_before_the_main_verb(text: str, contents: list[str]) -> None:
    assert [claim.claim for claim in extract(text).claims] == contents


CONTENTS = {
    "A petition calling for the removal of the wall has been signed by many.": "the removal of the wall",
    "A letter urging the mayor to leave was sent on Monday.": "the mayor to leave",
    "A letter saying that the wall was old has been sent to tenants.": "that the wall was old",
    "A letter saying the wall was old has been sent to tenants.": "the wall was old",
    "But a letter saying that a wall that fell in May was old has been sent to tenants.": "that a wall that fell in May was old",
    "A campaign calling for changes the union wants has begun.": "changes the union wants",
    # there is another verb before, or no participle
    "The mayor read a letter saying the wall was old has been sent.": "the wall was old has been sent",
}


@pytest.mark.parametrize(("text", "content"), CONTENTS.items(), ids=CONTENTS)
def test_what_a_participle_reports_ends_before_the_main_verb(text: str, content: str) -> None:
    assert content in [claim.claim for claim in extract(text).claims]
