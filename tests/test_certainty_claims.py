"""Certainty of whole claims: contents split, the article's own hedges, disputes, acts and stances."""

import tomllib

import pytest

from attribution import extract
from attribution.certainty import read_certainty
from attribution.certainty.disputes import link_disputes
from attribution.model import Claim
from attribution.rulebook.rules import shipped_rules
from attribution.rulefiles import read_rules

RULES = shipped_rules().get(read_certainty)

AUTHOR = tomllib.loads(read_rules("author.toml"))["rule"]


def claims_of(text: str) -> list[Claim]:
    return list(extract(text).claims)


LONG = (
    "the mill in Halden burned; nobody slept; later rain fell across northern valleys, where farmers lost sheep, fences, barns and bridges"
)


def told(text: str) -> list[tuple[str, str, str]]:
    """Content, label and value of each reported claim."""
    return [(c.claim, c.certainty, c.factuality) for c in claims_of(text) if c.kind != "author"]


@pytest.mark.parametrize(("rule", "text", "content"), [(r["id"], text, content) for r in AUTHOR for text, content in r["examples"]])
def test_the_articles_own_hedges_are_claims_without_a_source(rule: str, text: str, content: str) -> None:
    assert [(c.rule, c.claim, c.source, c.speaker) for c in claims_of(text) if c.kind == "author"] == [(rule, content, None, None)]


@pytest.mark.parametrize(("rule", "text"), [(r["id"], text) for r in AUTHOR for text, _ in r["near"]])
def test_near_misses_of_author_rules_stay_out(rule: str, text: str) -> None:
    assert [c.rule for c in claims_of(text) if c.rule == rule] == []


def test_what_a_page_says_three_times_is_no_claim_of_the_article() -> None:
    line = "Pans are on sale today. The shop may receive a share."
    assert [claim.claim for claim in claims_of(line)] == ["The shop may receive a share"]
    assert claims_of("\n\n".join([line] * 3)) == []


def test_what_is_not_clear_or_known_is_unconfirmed() -> None:
    assert told("Lee said it is not clear who won. Holm said they do not know who won. Lee said it is clear who won.") == [
        ("it is not clear who won", "unconfirmed", "U"),
        ("they do not know who won", "unconfirmed", "U"),
        ("it is clear who won", "asserted", "CT+"),
    ]


def test_verbs_of_one_subject_that_differ_in_certainty_are_two_claims() -> None:
    assert told("Peskov said that Putin and Kim will lead their delegations in talks and could also meet alone.") == [
        ("that Putin and Kim will lead their delegations in talks", "planned", "PR+"),
        ("could also meet alone", "possible", "PS+"),
    ]


def test_that_clauses_hedged_in_two_ways_are_two_claims() -> None:
    assert told(
        "The paper reported that the train likely left the capital on Sunday and that a meeting was possible as soon as Tuesday."
    ) == [
        ("that the train likely left the capital on Sunday", "probable", "PR+"),
        ("that a meeting was possible as soon as Tuesday", "possible", "PS+"),
    ]


def test_coordinated_contents_of_one_certainty_stay_one_claim() -> None:
    assert told("Police said two men had broken a window and stolen a radio.") == [
        ("two men had broken a window and stolen a radio", "asserted", "CT+")
    ]


@pytest.mark.parametrize(
    ("text", "label", "factuality", "stance", "act"),
    [
        ("The guide said the bridge had fallen.", "asserted", "CT+", "neutral", "communication"),
        ("The palace confirmed that the duke had left.", "confirmed", "CT+", "endorsing", "communication"),
        ("The pilot claimed that the engine had failed.", "claimed", "U", "distancing", "communication"),
        ("The baron denied that he had sold the mill.", "denied", "CT-", "opposing", "communication"),
        ("The envoy said that the treaty may not be signed.", "possible", "PS-", "neutral", "communication"),
        ("The crew believes that the rope broke.", "probable", "PR+", "neutral", "belief"),
        ("The judge ordered the newspaper to hand over its notes.", "urged", "U", "urging", "communication"),
        ("The club wants to sell the stand.", "planned", "PR+", "planning", "intention"),
        ("Jeon said that the military assessed that the submarine had surfaced.", "probable", "PR+", "neutral", "communication"),
    ],
)  # fmt: skip
def test_a_claim_has_the_certainty_of_its_main_predicate_and_its_cue(text: str, label: str, factuality: str, stance: str, act: str) -> None:
    claim = claims_of(text)[0]
    assert (claim.certainty, claim.factuality, claim.stance, claim.act) == (label, factuality, stance, act)


@pytest.mark.parametrize(
    ("text", "label", "modality"),
    [
        ("The guide said the bridge could fall.", "possible", "possible"),
        ("The firm said it would open a mill.", "planned", "planned"),
        ("The baron denied that the mill sank.", "denied", "asserted"),
        ("The baron denied that he will sell the mill.", "denied", "planned"),
        ("The baron denied the alleged theft.", "denied", "alleged"),
        ("The crew believes that the rope broke.", "probable", "asserted"),
        ("The bridge could fall, the guide claimed.", "claimed", "possible"),
        ("The palace did not deny that the duke might leave.", "unconfirmed", "possible"),
        ("The palace confirmed that the duke is expected to leave.", "confirmed", "probable"),
        ("Police accused him of planning to rob the bank.", "alleged", "planned"),
        ("The judge ordered the newspaper to hand over its notes.", "urged", "asserted"),
        ("The king is expected to hold talks.", "probable", "probable"),
        ("There are concerns that the dam will break.", "probable", "planned"),
        ("There are concerns that the dam could break.", "possible", "possible"),
        ("It is unclear whether the guide survived.", "unconfirmed", "asserted"),
    ],
)  # fmt: skip
def test_modality_is_that_of_the_content_without_its_cue(text: str, label: str, modality: str) -> None:
    claim = claims_of(text)[0]
    assert (claim.certainty, claim.modality) == (label, modality)


def claim(number: int, text: str, certainty: str, speaker: str, sentence: str, stance: str = "neutral") -> Claim:
    return Claim(
        "-",
        f"c{number}",
        number,
        1,
        "indirect",
        text,
        sentence,
        ((0, 1),),
        cue="said",
        speaker=speaker,
        source=speaker,
        certainty=certainty,
        stance=stance,
    )  # type: ignore[arg-type]


def test_a_denial_of_such_claims_disputes_the_accusation_before_it() -> None:
    accused = claim(1, "Verrin of selling arms", "alleged", "Tarnock", "one")
    denied = claim(2, "such claims", "denied", "Verrin officials", "two", "opposing")
    first, second = link_disputes([accused, denied], RULES)
    assert (first.certainty, first.disputed_by, second.refers_to) == ("alleged", "Verrin officials", "c1")


def test_a_doubt_makes_the_claim_in_its_sentence_disputed() -> None:
    stated = claim(1, "the vessel could fire missiles", "asserted", "Kim", "one")
    doubted = claim(2, "on the veracity of the claims", "doubted", "analysts", "one", "opposing")
    first, second = link_disputes([stated, doubted], RULES)
    assert (first.certainty, first.factuality, first.disputed_by, second.refers_to) == ("disputed", "U", "analysts", "c1")


def test_nothing_is_linked_where_two_claims_fit_equally() -> None:
    one = claim(1, "the mill was sold", "asserted", "Anna", "one")
    two = claim(2, "the forge was sold", "asserted", "Bert", "one")
    denied = claim(3, "the claim", "denied", "the baron", "two", "opposing")
    assert link_disputes([one, two, denied], RULES) == (one, two, denied)


def test_nobody_disputes_themselves() -> None:
    one = claim(1, "the mill was sold", "asserted", "the baron", "one")
    denied = claim(2, "the claim", "denied", "the baron", "two", "opposing")
    assert link_disputes([one, denied], RULES) == (one, denied)


@pytest.mark.parametrize(
    ("speaker", "others", "disputed"),
    [
        ("Ada Lund", "Ada and Bo", False),
        ("Ada Lund", "Bo and Cal", True),
        ("the banks", "the mill and the yard", True),
        ("Ada", "Cal", True),
    ],
)
def test_one_of_two_does_not_dispute_themselves(speaker: str, others: str, disputed: bool) -> None:
    stated = claim(1, "the mill was sold in May", "asserted", speaker, "one")
    denied = claim(2, "the mill was sold in May", "denied", others, "two", "opposing")
    first, _ = link_disputes([stated, denied], RULES)
    assert first.disputed_by == (others if disputed else None)


@pytest.mark.parametrize(
    ("stated", "denied", "linked"),
    [
        (LONG, "that anyone slept near the mill in Halden", False),
        (LONG, "that the mill in Halden burned", True),
        ("the mill in Halden burned; nobody slept", "that anyone slept near the mill in Halden", True),
        ("the mill burned", "that, in their view, hurt the town", False),
        ("the mill burned", "that, calling it absurd", True),
    ],
)
def test_a_denial_is_of_what_it_says_again(stated: str, denied: str, linked: bool) -> None:
    one = claim(1, stated, "asserted", "Ada", "one")
    two = claim(2, denied, "denied", "Bo", "two", "opposing")
    assert link_disputes([one, two], RULES)[1].refers_to == ("c1" if linked else None)


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("The crew said the hull was cracked. The council denied that the hull was cracked.", "the council"),
        ('Divers said the wreck had moved. The governor called the reports "false".', "the governor"),
        ("Mara Olsen said the bridge was unsafe. The council described her claim as untrue.", "the council"),
        ("Mara Olsen said the bridge was unsafe. The council dismissed the allegations as baseless.", "the council"),
        ("Rebels said the town had fallen. The army has denied this.", "the army"),
        ("Ines Roy said the mayor had lied. Tom Vale said that was not true.", "Tom Vale"),
        ("Ines Roy said the mayor had lied. Tom Vale insisted this was not the case.", "Tom Vale"),
        ("Ines Roy said the mayor had lied. Tom Vale insists that this is false.", "Tom Vale"),
        ("Ines Roy said the mayor had lied. “That is nonsense,” Tom Vale said.", "Tom Vale"),
        ("Ines Roy said the mayor had lied.\n\nIt rained.\n\nIt snowed.\n\nTom Vale has denied Ms Roy's claims as baseless.", "Tom Vale"),
        ("Campaigners say the plant poisons the river, which the council denies.", "the council"),
        ("Ines Roy said the files were burned, a claim the bank denies.", "the bank"),
    ],
)
def test_what_denies_a_claim_or_calls_it_false_disputes_it(text: str, by: str) -> None:
    first, second = [c for c in extract(text).claims if c.kind != "author"]
    assert (first.certainty, first.factuality, first.disputed_by, second.refers_to) == ("disputed", "U", by, first.id)


def test_an_allegation_may_stand_before_other_words_of_who_makes_it() -> None:
    text = "The widow alleged that the nurse had lied. “She never came,” she said. The hospital rejected the allegation."
    assert [(c.certainty, c.disputed_by, c.refers_to) for c in extract(text).claims] == [
        ("alleged", "the hospital", None),
        ("asserted", None, None),
        ("denied", None, "c1"),
    ]


def test_a_claim_may_stand_only_right_before() -> None:
    text = "The widow claimed that the nurse had lied. Tom Vale said it rained. The hospital rejected the claim."
    assert [c.disputed_by for c in extract(text).claims] == [None, "the hospital", None]


@pytest.mark.parametrize(
    "text",
    [
        "Ines Roy said the roof leaked. Tom Vale said the answer was wrong.",
        "Ines Roy said the roof leaked. Tom Vale said that was true.",
        "Ines Roy said the roof leaked. Tom Vale insisted this was the case.",
        "Ines Roy said the roof leaked. The landlord denied that he had opened her letters.",
        "Anna Berg said the school was closed. She denied that the school was closed for good.",
        "Tarn Rail said the line was safe. The company denied that the line was safe in winter.",
        "Ines Roy said the roof leaked. The landlord has denied Tom Vale's claims.",
        "Ines Roy said the roof leaked. The report, which the landlord denies, was late.",
    ],
)
def test_another_matter_and_ones_own_words_are_not_disputed(text: str) -> None:
    assert [(c.disputed_by, c.refers_to) for c in extract(text).claims] == [(None, None)] * len(extract(text).claims)


def test_a_confirmed_event_is_the_one_told_of_before() -> None:
    text = "The paper reported that the bank had sold its tower. A spokeswoman confirmed the sale."
    first, second = extract(text).claims
    assert (first.certainty, second.certainty, second.refers_to) == ("asserted", "confirmed", "c1")
    assert extract(text.replace("the sale", "the appointment")).claims[1].refers_to is None


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("The mill denied the story and said it would close.", ["denied CT-", "planned PR+"]),
        ("Ruth Aske admitted the error but said she had been tired.", ["confirmed CT+", "asserted CT+"]),
        ("The guild rejected the charge that it had lied and said its books were open.", ["denied CT-", "asserted CT+"]),
        ("Otto Brenn initially denied owning the car, but later told police it was his.", ["denied CT-", "asserted CT+"]),
        ("Ruth Aske asked the porter a question and she said the shelves were full.", ["asserted CT+"]),
        ("The mill said it tried to warn the crew.", ["asserted CT+"]),
        ("The mill wants to warn the crew, it said on Monday.", ["planned PR+"]),
        ("“We took the decision to close the pit,” Ruth Aske said.", ["asserted CT+"]),
        ("“I would like to thank the crew,” Ruth Aske said.", ["asserted CT+"]),
        ("“I would like to buy the pit,” Ruth Aske said.", ["planned PR+"]),
        ("“This is an opportunity to mend the roof,” Ruth Aske said.", ["asserted CT+"]),
        ("Ruth Aske told the jury she would prove it.", ["planned PR+"]),
        ("Ruth Aske said they could not rule out sabotage.", ["possible PS+"]),
        ("The bridge is not safe, Ruth Aske said.", ["asserted CT-"]),
        ("“We offered to help the crew and were ignored,” Ruth Aske said.", ["asserted CT+"]),
        ("“I've tried to find a way out,” Ruth Aske said.", ["asserted CT+"]),
        ("“We are trying to find a way out,” Ruth Aske said.", ["asserted CT+"]),
        ("The porter told her to leave, Ruth Aske said.", ["asserted CT+"]),
        ("“Whether the roof is old or new, it is good,” Ruth Aske said.", ["asserted CT+"]),
        ("Ruth Aske asked whether the roof was old.", ["asked U"]),
        ("The decision on whether the pit would be sold was up to the guild, Ruth Aske said.", ["asserted CT+"]),
        ("Ruth Aske told the court she had felt “absolutely worn-out” by the way she was treated.", ["asserted CT+"]),
        ("Ruth Aske said she felt the roof was unsafe.", ["probable PR+"]),
        ("Ruth Aske said that without the roof there is a risk of damp.", ["possible PS+"]),
        ("Ruth Aske said there was a sense of calm.", ["asserted CT+"]),
        ("“I got the feeling it might be over,” Ruth Aske said.", ["possible PS+"]),
        ("The guild has asked the mill dozens of questions about how the roof will hold.", ["asked U"]),
        ("The guild has asked the mill for a new roof.", ["urged U"]),
        ("The mill has not disputed the report but said: “The roof is sound.”", ["asserted CT+"]),
        ("The mill has proposed to mend the roof, Ruth Aske said.", ["planned PR+"]),
        ("“It was probably the oldest mill,” Ruth Aske said.", ["probable PR+"]),
        ("The wall was perhaps 200 metres long, Ruth Aske said.", ["asserted CT+"]),
        ("Rent increases for tenants will be capped, the minister has said.", ["planned PR+"]),
        ("Ruth Aske said it was important the roof was not sold.", ["urged U"]),
        ("Ruth Aske said it was clear the roof was sold.", ["asserted CT+"]),
        ("Ruth Aske said a second elected council would create confusion.", ["possible PS+"]),
        ("Asked if the roof had turned the mill into a joke, Ruth Aske replied: “It did.”", ["asserted CT+"]),
        ("Ruth Aske said she had been elected to mend the roof.", ["asserted CT+"]),
        ("“I can't say how proud I am,” Ruth Aske said.", ["asserted CT-"]),
        ("No 10 said the roof was sound.", ["asserted CT+"]),
        ("“Sue was a pioneer,” Ruth Aske said.", ["asserted CT+"]),
        ("“Call Smith and tell him,” Ruth Aske said.", ["urged U"]),
        ("The sale could “substantially” weaken the mill, Ruth Aske said.", ["possible PS+"]),
        ("No official said the roof was sound.", ["unconfirmed U"]),
        ("“To win here makes it more special,” Ruth Aske said.", ["asserted CT+"]),
        ("The guild asked members to vote on the roof.", ["urged U"]),
        ("Ruth Aske said the changes were meant to help people.", ["asserted CT+"]),
        ("“This will help the crew,” Ruth Aske said.", ["planned PR+"]),
        ("“This will not stop me,” Ruth Aske said.", ["planned PR-"]),
        ("“This could sink us,” Ruth Aske said.", ["possible PS+"]),
        ("“The will left the farm to a choir,” Ruth Aske said.", ["asserted CT+"]),
        ("Ruth Aske said whether the guild will pay depends on the roof.", ["asserted CT+"]),
        ("Ruth Aske said whether the guild will pay remains unclear.", ["asserted CT+"]),
        ("Ruth Aske did not say whether the guild will pay.", ["unconfirmed U"]),
        ("Ruth Aske asked whether the guild will pay.", ["asked U"]),
        ("“Here's a mill that's willing to pay for a roof,” Ruth Aske said.", ["asserted CT+"]),
        ("“There is a baker who is likely to win,” Ruth Aske said.", ["asserted CT+"]),
        ("“The mill is willing to pay for a roof,” Ruth Aske said.", ["planned PR+"]),
        ("Ruth Aske said that to pay for the wall touted by the guild in May, it would likely have to sell the roof.", ["probable PR+"]),
        ("Ruth Aske said that to mend the roof, the guild could sell its flag.", ["possible PS+"]),
        ("Ruth Aske said that to own a mill would be a joy.", ["possible PS+"]),
        ("Ruth Aske vowed to mend the roof, which could sink.", ["planned PR+"]),
        ("If the beams are still fit, they may stay, according to the guild.", ["possible PS+"]),
        ("If the beams are fit, they stay, according to the guild.", ["conditional U"]),
        ("The guild cited the uncertainty over whether the pit could open.", ["asserted CT+"]),
        ("The guild asked the mill whether the pit could open.", ["asked U"]),
        ("Ruth Aske said it would undermine the guild.", ["possible PS+"]),
        ("The guild said it would raise its fees.", ["planned PR+"]),
        ("Ruth Aske said good bakers should have nothing to worry about.", ["probable PR-"]),
        ("Ruth Aske said the crew should have no trouble on the way.", ["probable PR-"]),
        ("Ruth Aske said the crew should have no beer on the way.", ["urged U"]),
        ("Ruth Aske said the guild should have a new roof.", ["urged U"]),
        ("“The guild probably should have sold it,” Ruth Aske said.", ["probable PR+"]),
        ("“The guild should have sold it,” Ruth Aske said.", ["urged U"]),
        ("“The guild should probably sell it,” Ruth Aske said.", ["urged U"]),
        ("The doctor cautioned against haste.", ["urged U"]),
        ("The doctor cautioned that the ice is thin.", ["asserted CT+"]),
        ("The clubs agreed that the match would be replayed.", ["planned PR+"]),
        ("The treaty agreed that any checks would be carried out at the port.", ["planned PR+"]),
        ("Jon Berg agreed that he would step down.", ["planned PR+"]),
        ("Jon Berg agreed that the wall was unsafe.", ["confirmed CT+"]),
        ("Jon Berg agreed that the plan would cost millions.", ["confirmed CT+"]),
        ("The firm confirmed that the shop would close.", ["confirmed CT+"]),
        ("Ruth Aske said the storm had led her to take the decision to turn back.", ["asserted CT+"]),
        ("Ruth Aske said the letter had caused her to want to leave.", ["asserted CT+"]),
        ("Ruth Aske said the law leads people to plan to leave.", ["planned PR+"]),
        ("Ruth Aske said a levy was an option for paying for the roof.", ["asserted CT+"]),
        ("Ruth Aske said there was a risk of losing the roof.", ["possible PS+"]),
        ("The union accused the firm of lying and Ruth Aske said the strike was fair.", ["alleged U", "asserted CT+"]),
        ("The union have accused the firm of a “failure” and baker Ruth Aske said it was “wrong” to wait.", ["alleged U", "asserted CT+"]),
        ("The union denied the report and Ruth Aske said the mill would close.", ["planned PR+"]),
        ("The union claimed the mill and the farm had been sold.", ["claimed U"]),
        ("The union claimed the mill was sold and the farm was let.", ["claimed U"]),
        ("Return of the fair has brought a boost, the guild has said.", ["asserted CT+"]),
        ("“Think of the crew,” Ruth Aske said.", ["urged U"]),
        ("“We are reluctant to sell the mill,” Ruth Aske said.", ["asserted CT+"]),
        ("The praise makes the work that much harder.", []),
        ("The baker told them that many had left.", ["asserted CT+"]),
        ("Ruth Aske said people questioned about the theft were released.", ["asserted CT+"]),
        ("Ruth Aske said waters disputed with Arden are rich in fish.", ["asserted CT+"]),
        ("Ruth Aske said the men accused of fraud had denied it.", ["asserted CT+"]),
        ("Ruth Aske said guests told of the fire had left.", ["asserted CT+"]),
        ("Ruth Aske claimed in March the firm was broke.", ["claimed U"]),
        ("It was claimed in March the firm was broke.", ["claimed U"]),
        ("A baker who did not want to be identified out of fear of the guild said people are afraid to go out.", ["asserted CT+"]),
        ("A baker who did not wish to be named said the mill may close.", ["possible PS+"]),
        ("Ruth Aske did not say that the mill was safe.", ["unconfirmed U"]),
        ("Ruth Aske says maintaining the levy will lose the vote.", ["planned PR+"]),
        ("Ruth Aske said claiming benefits was hard.", ["asserted CT+"]),
        ("Ruth Aske denied knowing the mill was sold.", ["denied CT-"]),
        ("Ruth Aske said schools, shops and the mill in Arden would “not be closed to save money”.", ["planned PR-"]),
        ("The guild concluded that as much as 80% of the oil that spilled into the bay could still be there.", ["possible PS+"]),
        ("“To win here will be special,” Ruth Aske said.", ["planned PR+"]),
        ("“To lose the mill again would be hard for the town,” Ruth Aske said.", ["possible PS+"]),
        ("“To be fair, they lost,” Ruth Aske said.", ["asserted CT+"]),
        ("Ruth Aske said the guild assessed that the train crossed into Arden on Tuesday.", ["probable PR+"]),
        ("Ruth Aske said it took the decision after hearing “evidence that tests intended for schools had been sold”.", ["asserted CT+"]),
        ("“Let me be crystal clear, I support this,” Ruth Aske said.", ["asserted CT+"]),
        ("“Let me leave you with one thought: there is no way back,” Ruth Aske said.", ["asserted CT-"]),
        ("“Let me say this, the mill may close,” Ruth Aske said.", ["possible PS+"]),
        ("“Let me explain why the mill was shut,” Ruth Aske said.", ["asserted CT+"]),
        ("“Let me help, he needs it,” Ruth Aske said.", ["urged U"]),
        ("“Let me go,” Ruth Aske said.", ["urged U"]),
        ("“Let him explain why the mill was shut,” Ruth Aske said.", ["urged U"]),
        ("“I want to be quite clear, we did not know,” Ruth Aske said.", ["asserted CT-"]),
        ("“I want to leave, he knows that,” Ruth Aske said.", ["planned PR+"]),
        ("Jon Berg made clear he would stay.", ["planned PR+"]),
        ("Jon Berg made it clear that the mill would cost more.", ["possible PS+"]),
        ("Jon Berg signalled that he would stand again.", ["planned PR+"]),
        ("The guild indicated it would press ahead with the vote.", ["planned PR+"]),
        ("The figures indicated that it would cost more.", ["possible PS+"]),
        ("Ruth Aske said bakers would be shocked by the price.", ["possible PS+"]),
        ("Ruth Aske said the road would be closed on Monday.", ["planned PR+"]),
        ("Ruth Aske said the club needs a coach to win.", ["asserted CT+"]),
        ("Ruth Aske said the club needs fans to be patient.", ["urged U"]),
        ("“We had enough chances to win,” Ruth Aske said.", ["asserted CT+"]),
        ("“No one is saying it is easy,” Ruth Aske said.", ["asserted CT-"]),
        ("Officials reported no injuries.", ["asserted CT-"]),
        ("Officials reported injuries.", ["asserted CT+"]),
        ("Officials reported nothing that helps.", ["unconfirmed U"]),
        ("The guild expects no change.", ["probable PR-"]),
        ("Ruth Aske has refused to rule out a levy.", ["unconfirmed U"]),
        ("Ruth Aske has refused to sell the mill.", ["planned PR-"]),
        ("The levy would have hurt small firms, Ruth Aske said.", ["possible PS+"]),
        ("Ruth Aske said the levy would have hurt if it had passed.", ["conditional U"]),
        ("“Had he known, he would have left,” Ruth Aske said.", ["conditional U"]),
        ("“I would have thought that he knew,” Ruth Aske said.", ["probable PR+"]),
        ("The guild concluded that as much as 80% of the 4.1 million barrels of crude oil that spilled could be there.", ["possible PS+"]),
        ("Ruth Aske told reporters that nobody knew about the leak.", ["asserted CT-"]),
        ("Ruth Aske told reporters that everyone had left.", ["asserted CT+"]),
        ("“The mill does not plan to close,” Ruth Aske said.", ["planned PR-"]),
        ("Ruth Aske said the mill no longer plans to close.", ["planned PR-"]),
        ("Ruth Aske said there is a chance the mill will close.", ["possible PS+"]),
        ("There were fears the mill would close, Ruth Aske said.", ["probable PR+"]),
        ("Ruth Aske said the risk the firm would take was small.", ["asserted CT+"]),
        ("“I think by common consensus it wouldn't help,” Ruth Aske said.", ["probable PR-"]),
        ("Ruth Aske said last week the mill would close.", ["planned PR+"]),
        ("Ruth Aske said the claim the firm made was clear.", ["asserted CT+"]),
        ("Ruth Aske said it makes sense to close the mill.", ["asserted CT+"]),
        ("Ruth Aske said without the fund the mill would close.", ["possible PS+"]),
        ("According to Ruth Aske, without the fund the mill would close.", ["possible PS+"]),
        ("Ruth Aske said the shop would otherwise shut.", ["possible PS+"]),
        ("Ruth Aske said that otherwise the shop would shut.", ["possible PS+"]),
        ("Ruth Aske said children without tickets would be turned away.", ["planned PR+"]),
        ("Ruth Aske said she did not state that the mayor was a client.", ["asserted CT-"]),
        ("Ruth Aske said the guild would not say whether it paid.", ["unconfirmed U"]),
    ],
)
def test_conventions_of_certainty(text: str, labels: list[str]) -> None:
    found = [f"{c.certainty} {c.factuality}" for c in extract(text).claims if c.kind != "author" and c.cue]
    assert [label for label in found if label][-len(labels) :] == labels


@pytest.mark.parametrize(
    ("text", "content", "label", "value"),
    [
        ("The regulator said its job is not to steer the press.", "its job is not to steer the press", "asserted", "CT+"),
        ("The regulator said the role is to be filled soon.", "the role is to be filled soon", "planned", "PR+"),
        ("The regulator said its plan is to steer the press.", "its plan is to steer the press", "planned", "PR+"),
        ("The firm said the pumps were to blame for the flood.", "the pumps were to blame for the flood", "asserted", "CT+"),
        ("Ms Hart said it is good to be able to sit down.", "it is good to be able to sit down", "asserted", "CT+"),
        ("Ms Hart said it was better to act now.", "it was better to act now", "asserted", "CT+"),
        ("Ms Hart said it is vital to act now.", "it is vital to act now", "urged", "U"),
        ("Ms Hart said boys were more likely to be poor.", "boys were more likely to be poor", "asserted", "CT+"),
        ("Ms Hart said boys were likely to be poor.", "boys were likely to be poor", "probable", "PR+"),
        ("Ms Hart said she would not allow the scheme.", "she would not allow the scheme", "planned", "PR-"),
        ("The firm declined to comment on the crash.", "on the crash", "unconfirmed", "U"),
        ("The paper apologised for accusing Mr Lund of lying.", "accusing Mr Lund of lying", "asserted", "CT+"),
        ("\u201cIt was hard, you understand?\u201d Mr Lund said.", "\u201cIt was hard, you understand?\u201d", "asserted", "CT+"),
        ("\u201cWas it hard, right?\u201d Mr Lund said.", "\u201cWas it hard, right?\u201d", "asked", "U"),
        (
            "Victims of the tainted blood scandal of the 1970s and 80s will receive aid by May, the government said.",
            "Victims of the tainted blood scandal of the 1970s and 80s will receive aid by May",
            "planned",
            "PR+",
        ),
    ],
)
def test_a_plan_or_a_demand_is_one_only_where_somebody_has_it(text: str, content: str, label: str, value: str) -> None:
    assert told(text) == [(content, label, value)]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Holm admitted it was hard to go, but that she might be back.", "it was hard to go, but that she might be back"),
        ("Holm denied that she will leave and that she could be ill.", "that she will leave and that she could be ill"),
        ("Holm said the port was shut and that she may sell it.", "the port was shut and that she may sell it"),
        ("Holm said the quay would open in May and would help trade.", "the quay would open in May and would help trade"),
        ("Holm said that all would be paid but would only go in May.", "that all would be paid but would only go in May"),
    ],
)  # fmt: skip
def test_a_plain_clause_stays_with_a_hedged_one_and_what_one_word_hedges_is_not_parted(text: str, content: str) -> None:
    assert [claim.claim for claim in claims_of(text)] == [content]
