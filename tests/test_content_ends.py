"""Where a content begins and ends beside what is no part of it: who was told, where it was said, what becomes of the claim."""

from __future__ import annotations

import pytest

from attribution import extract
from attribution.claims import Claim

TEXTS = {
    "while": ("The bridge will reopen in May, Ward said while visiting the site.", "The bridge will reopen in May"),
    "as": ("The talks are over, Nora Feld said as she left the hotel.", "The talks are over"),
    "predicate": (
        "The claim that the firm owes $17 million (or $12 million) is wholly baseless.",
        "that the firm owes $17 million (or $12 million)",
    ),
    "comma": ("Fans sang, “Glory days,” outside the stadium before the match.", "“Glory days,”"),
    "main clause": ("While some marchers chanted, “Red for Ed,” in a hallway, the Speaker opened the session.", "“Red for Ed,”"),
    "no comma": ("Ward said: “The Apprentice” in its third season was dull.", "“The Apprentice” in its third season was dull"),
    "subject": ("While Lund wants Holm to be banned, team captain Peter Vale, who lost, did not play.", "Holm to be banned"),
    "relative": ("The captain said the boat hit a pier, which had been moved in May.", "the boat hit a pier, which had been moved in May"),
    "its words": (
        "The minister said the road was open, but the crew had “done all it could”.",
        "the road was open, but the crew had “done all it could”",
    ),
    "others": ("Vale said the club pays well, but critics are quoted as “not so sure”.", "the club pays well"),
    "no words": ("Vale said the club pays its staff well, but the union is on strike.", "the club pays its staff well"),
    "dash": ("Police say the boat sank in May – in bad weather.", "the boat sank in May – in bad weather"),
    "dash that": ("Holm said that it must pass – and that the house must sit.", "that it must pass – and that the house must sit"),
    "including": ("Ward criticised the plan, including its cost.", "the plan, including its cost"),
    "semicolon": ("Holm said taxes would double; ten minutes later Ann Crewe, her rival, left.", "taxes would double"),
    "apposition": ("The lab said Tuesday dust, or grit, was found in the car.", "dust, or grit, was found in the car"),
    "resumed": ("Tolls are not “a tax,” Ward said, but instead “a fair price”.", "Tolls are not “a tax,” but instead “a fair price”"),
    "resumed because": ("The pier is shut, Ward said, because it leaks.", "The pier is shut because it leaks"),
    "resumed main clause": ("If the river rises, Ward said, the school will close.", "If the river rises the school will close"),
    "resumed predicate": ("He was, Ward said, “a danger to himself”.", "He was “a danger to himself”"),
    "own clause": ("“We have no money,” Ward said, but the pool stays open.", "“We have no money,”"),
    "told where": ("The board assured residents on Weibo, a social site, that the risk was low.", "that the risk was low"),
    "held": ("The Gazette says he fled after police said he was free.", "he fled after police said he was free"),
    "held quotation": ("Ward was there when Nora Feld said: “Glory days.”", "“Glory days.”"),
    "blow": ("The board said that the mill would close, a blow to the town that had backed it.", "that the mill would close"),
    "a blow": (
        "Holm said the loss was a shame, a blow and a rebuke to the board.",
        "the loss was a shame, a blow and a rebuke to the board",
    ),
    "company": (
        "Holm announced the sale of the mill to Orba Systems, Inc. for a pound.",
        "the sale of the mill to Orba Systems, Inc. for a pound",
    ),
    "told owners": ("Berg told owners of Kestrel Foods, the dairy group, on Monday that the sale had failed.", "that the sale had failed"),
    "told of": ("Berg told owners of the fire.", "the fire"),
    "adjectives": ("Holm condemned racial, sexual or religious abuse in the ground.", "racial, sexual or religious abuse in the ground"),
    "marked adjective": ("The attack was “brutal”, senior officers said.", "The attack was “brutal”"),
    "marked, its comma inside": ("The plan was “unsafe,” local residents told the inquiry.", "The plan was “unsafe,”"),
    "marked and plain": ("Ward praised a “bold”, clever plan for the port.", "a “bold”, clever plan for the port"),
    "or": ("It was feared that cameras or guards could lead to unrest.", "that cameras or guards could lead to unrest"),
    "completed by a quotation": ("For now, “next year will be hard,” Orla Finn says.", "For now, “next year will be hard,”"),
    "before a quotation": ("As the crowd left, “We will be back,” Nora Feld said.", "“We will be back,”"),
    "completed, inverted": ("With luck, “we can win,” said Nora Feld.", "With luck, “we can win,”"),
    "quotation at once": ("“we can win,” Nora Feld said.", "“we can win,”"),
    "joined quotations": ("They chanted “Fund our arts,” and “Put arts first,” as they left.", "“Fund our arts,” and “Put arts first,”"),
    "joined marks": ("She described it as “odd” and “overwhelmed” by fear.", "it as “odd” and “overwhelmed” by fear"),
    "joined to a verb": ("Holm called it odd and “left the room”.", "it odd"),
    "be, a quotation": ("They are, Ward says, the “best boats of all”.", "They are the “best boats of all”"),
    "present, modal": ("Holm said the app is ready, but the firm must wait.", "the app is ready, but the firm must wait"),
    "present, pronoun": ("Holm said it has forty boats, and it plans to buy more.", "it has forty boats, and it plans to buy more"),
    "present, others": ("Holm said it is lowering its forecast, and the downgrade is casting a shadow.", "it is lowering its forecast"),
    "past, present": ("Holm said the bridge was shut, but it is open again.", "the bridge was shut"),
    "present cue": ("Holm says the app is ready, but the firm must wait.", "the app is ready"),
    "cue of the sentence before": ("It rained. According to Ward, the bridge is shut, but it leaks.", "the bridge is shut"),
    "comparatives": ("Holm praised a fairer, more open and costly tax.", "a fairer, more open and costly tax"),
    "relative before its verb": (
        "Ward told the paper that the men involved, who claimed to own it, had left.",
        "that the men involved, who claimed to own it, had left",
    ),
    "by saying": ("Ward concluded her address by saying: “It is done.”", "“It is done.”"),
    "because": ("Ward said it paid because they had promised that it would.", "it paid because they had promised that it would"),
    "dash noun": (
        "Holm found that the eggs were in the reeds — the plants by the shore.",
        "that the eggs were in the reeds — the plants by the shore",
    ),
    "dash step": ("Holm said that she would resign — a step nobody had asked for.", "that she would resign"),
    "dash, an object": ("Holm criticised the sale — the third in a year.", "the sale"),
    "dash, main clause": ("Although many believed that Holm had two months left – she had one.", "that Holm had two months left"),
    "despite the announcement": (
        "Despite Holm’s announcement that the yard was sold, actually building boats proved hard.",
        "that the yard was sold",
    ),
    "and when": ("It was late, and when I asked the driver if the bus had gone, she went home.", "if the bus had gone"),
    "as good as": ("Holm said that it was as good as the mayor had promised.", "that it was as good as the mayor had promised"),
    "as long as": ("Holm wants to stay as long as she can.", "to stay as long as she can"),
    "as, no measure": ("The talks are over, Nora Feld said as the storm broke.", "The talks are over"),
    "knows why": ("When Holm says she knows why it sank, she means it.", "she knows why it sank"),
    "final name": ("Holm supported her main rival for the post, Steve Long.", "her main rival for the post, Steve Long"),
    "final name, more": ("Holm condemned the attack, Steve Long from Tarn.", "the attack"),
    "until": ("Holm said she never found it, until she saw the boy.", "she never found it, until she saw the boy"),
    "say, a long subject": (
        "Holm said the uncertainty about whether the sale would go ahead or not “harms the firm”.",
        "the uncertainty about whether the sale would go ahead or not “harms the firm”",
    ),
    "by saying a long subject": (
        "Holm angered them by saying the Free State (FS), from which many flee, was worse than the plague.",
        "the Free State (FS), from which many flee, was worse than the plague",
    ),
    "accused, an aside": (
        "Holm accused Rafael Lund, who was born in Oslo, of associating with thieves.",
        "Rafael Lund, who was born in Oslo, of associating with thieves",
    ),
    "and at that": ("Holm described him as sweating, and at that point in time, he had a fever.", "him as sweating"),
    "and in": (
        "Holm said the bridge was shut, and in the end, the road would flood.",
        "the bridge was shut, and in the end, the road would flood",
    ),
    "and when, no comma": ("Nora left and when Ward said it was late, nobody moved.", "it was late"),
    "when, no and": ("Nobody moved when Ward said it was late, it was cold.", "it was late, it was cold"),
    "and, no when": ("It was late, and only Ward said it was cold, she went home.", "it was cold, she went home"),
    "but as": ("But as Ward claimed that it was late, nobody moved.", "that it was late"),
    "wants, as": ("Holm wants to stay as the storm broke.", "to stay"),
    "cold where": ("When Holm says it is cold where he lives, she means it.", "it is cold"),
    "when it was so": ("Holm said it was dry in May, when the river fell.", "it was dry in May, when the river fell"),
    "and be": ("Holm said the tank was empty, and no checks were made.", "the tank was empty, and no checks were made"),
    "and is": ("Holm says a fifth of us pay, and six in ten of them are men.", "a fifth of us pay, and six in ten of them are men"),
    "and be, another tense": ("Holm says the tank is empty, and no checks were made.", "the tank is empty"),
    "and do": ("Holm said the tank was empty, and two men left.", "the tank was empty"),
    "occasion": ("Holm announced the sale at a press conference in Oslo on Monday.", "the sale"),
    "site": ("Holm condemned the attack on Facebook.", "the attack"),
    "in court": (
        "The court heard she insulted him and demanded to be let out of the car.",
        "she insulted him and demanded to be let out of the car",
    ),
    "in court, who called": (
        "The inquest heard that he was found by his wife, who called a neighbour.",
        "that he was found by his wife, who called a neighbour",
    ),
    "dash which": ("Holm said the dam was safe - which the trust argued against.", "the dam was safe"),
    "dash and": ("Holm knew that the man was lying - and laughing.", "that the man was lying - and laughing"),
    "dash could": (
        "Holm replied that he had won - and he could even name the horse.",
        "that he had won - and he could even name the horse",
    ),
    "dash, a quotation of somebody": ("Holm asked if she should go - 57% of “fans” voted.", "if she should go"),
    "dash quotation": ("Ward described it as a normal quake - “strong” and “shallow”.", "it as a normal quake - “strong” and “shallow”"),
    "list of gerunds": (
        "The plan calls for help in mending roads, raising pay, standing up for tenants and planting trees.",
        "help in mending roads, raising pay, standing up for tenants and planting trees",
    ),
    "and meanwhile": ("Norland wants an apology from Arden and in the meantime has shut its ports.", "an apology from Arden"),
    "calls which": ("Staff said they got letters and phone calls which scared them.", "they got letters and phone calls which scared them"),
    "reference": ("Holm said the town had a wolf, a reference to its old king.", "the town had a wolf"),
    "inserted, if": (
        "One danger, according to the report, may be that if Holm leaves, the fund which pays for boats will dry up.",
        "One danger may be that if Holm leaves, the fund which pays for boats will dry up",
    ),
    "inserted, what": ("What we need, said Nora Feld, is patience.", "What we need is patience"),
    "inserted, that": ("It is a shame, thinks Nora Feld, that nobody asked.", "It is a shame that nobody asked"),
    "inserted, colon": (
        "The rules are simple, says Nora Feld: no phones and no shoes.",
        "The rules are simple no phones and no shoes",
    ),
    "quoted words, a clause": ("“In truth,” Ward said, the mayor had “no idea”.", "“In truth,” the mayor had “no idea”"),
    "quoted words, inverted": ("“As is,” said Nora Feld, the school will shut soon.", "“As is,” the school will shut soon"),
    "quoted words, no clause": ("“We will win,” said Nora Feld, her voice shaking.", "“We will win,”"),
    "quoted words, an office": (
        "“They hunt for us,” said Nora Feld, deputy director at Rights Monitor. “It is shameful.”",
        "“They hunt for us,” “It is shameful.”",
    ),
    "asked for": ("Ward asked his cousin for money for a new gun.", "money for a new gun"),
    "described as": (
        "He is described as white, about 6ft tall, with short, greying hair and of slim build.",
        "He as white, about 6ft tall, with short, greying hair and of slim build",
    ),
    "what he describes as": ("Ward hates what he describes as a “habit of soft words”.", "a “habit of soft words”"),
    "would, then a deed": ("Holm said the club would appeal and left.", "the club would appeal"),
    "could, then a deed": ("Holm said she could not sleep and took pills.", "she could not sleep and took pills"),
    "would, then no deed": ("Holm said she would have gone and did not care.", "she would have gone and did not care"),
    "would, had": ("Holm said she would be late and had told the club.", "she would be late and had told the club"),
    "told, would": ("Holm says she would be late and left.", "she would be late and left"),
    "knew, would": ("Holm said she knew it would rain and left.", "she knew it would rain and left"),
    "no details": ("Holm said the talks had failed but gave no details.", "the talks had failed"),
    "no name": ("Holm said a man had been held, but did not give his name.", "a man had been held"),
    "not burnt": ("Holm said the boat sank but did not burn.", "the boat sank but did not burn"),
    "gave a name": ("Holm said the boat sank but gave a signal.", "the boat sank but gave a signal"),
    "judge": ("The judge said Holm was a danger and jailed him.", "Holm was a danger"),
    "judge, a state": ("The judge told Brand he had shown no remorse and jailed him.", "he had shown no remorse"),
    "judge, two deeds": ("The judge said Holm had kicked and punched him.", "Holm had kicked and punched him"),
    "judge, a deed": ("The judge said Holm took the boat and sank it.", "Holm took the boat and sank it"),
    "no judge": ("The doctor said Holm was a danger and lied.", "Holm was a danger and lied"),
    "since": ("The firm said it was sorry and has since paid.", "it was sorry"),
    "short of": ("Holm said the talks had failed, but stopped short of naming the firm.", "the talks had failed"),
    "a driver who": ("A driver who said the road was clear was fined.", "the road was clear"),
    "an app which": ("An app which tells users to put out their bins has been launched.", "users to put out their bins"),
    "not its subject": ("Ward met a driver who said the road was clear was mad.", "the road was clear was mad"),
    "a woman, who": ("The woman, who said she was tired, was let go.", "she was tired"),
    "a man said to": (
        "A treasurer who is alleged to have taken £40,000 from its account will stand trial.",
        "who is alleged to have taken £40,000 from its account",
    ),
    "a man said to, twice": (
        "A treasurer who is alleged to have lied and cheated will stand trial.",
        "who is alleged to have lied",
    ),
    "a man said to, when": (
        "A man who is said to have left when it rained will stand trial.",
        "who is said to have left when it rained will stand trial",
    ),
    "citing": ("As the BBC reported, citing two officials, the plan was dropped.", "the plan was dropped"),
    "unless": ("The strike will go on, according to the union, unless talks resume.", "The strike will go on unless talks resume"),
    "told in an interview": ("Holm told the Courier in an interview published on Sunday she would never return.", "she would never return"),
    "that night": ("Holm wrote on Facebook that night that her son was safe.", "that her son was safe"),
    "put on": ("The poll put Labour on 40% and the Greens on 9%.", "Labour on 40% and the Greens on 9%"),
    "if, no comma": ("Holm said if Norland fails it will go to court.", "if Norland fails it will go to court"),
    "debunked": ("Holm debunked the claim that it was late.", "that it was late"),
    "note": ("One study found that fasting was linked to falls (2).", "that fasting was linked to falls"),
    "notes": ("A study showed that tea can help with sleep (10, 11).", "that tea can help with sleep"),
    "square note": ("A study showed that tea can help with sleep[7].", "that tea can help with sleep"),
    "age": ("Holm said the man was Ann Lowe (43).", "the man was Ann Lowe (43)"),
    "bracket": ("Holm said the bridge was shut (again).", "the bridge was shut (again)"),
    "one word": ("Holm confirmed it (2).", "it"),
    "fear, according": ("They fear that she may resign, according to people close to her.", "They fear that she may resign"),
    "shortly before": (
        "According to Dale, shortly before the death, his agent “began to vanish” from the trade.",
        "shortly before the death, his agent “began to vanish” from the trade",
    ),
    "the charity which": ("According to Hope, the charity which backs them, parents are tired.", "parents are tired"),
    "drawback": ("Holm has found one drawback to the bridge: “It is so loud at night.”", "“It is so loud at night.”"),
    "told the BBC": ("Holm told the BBC smuggling cases were part of it.", "smuggling cases were part of it"),
    "told the BBC a name": ("Holm told the BBC Norland is at its best.", "Norland is at its best"),
    "told BBC Scotland": ("Holm told BBC Scotland he was sorry.", "he was sorry"),
    "told MPs": ("Holm told MPs hospitals were full.", "hospitals were full"),
    "the BBC's own": ("The BBC documentary showed that boats were unsafe.", "that boats were unsafe"),
    "told Radio 5 live": ("Holm told BBC Radio 5 live: “Every club should look at its books.”", "“Every club should look at its books.”"),
    "told Mr Justice": ("Holm told Mr Justice Dove at the High Court that the house had gone.", "that the house had gone"),
    "will and will": ("Holm says one shop will close, and its rivals will cut jobs.", "one shop will close, and its rivals will cut jobs"),
    "will and left": ("Holm says one shop will close, and its rivals left.", "one shop will close"),
    "resumed, and": ("The road is shut, police said, and it is unsafe.", "The road is shut and it is unsafe"),
    "possible reference": ("Holm said jobs would go, a possible reference to design units.", "jobs would go"),
    "ousted": ("Ousted chief Ann Lee may stay.", "Ousted chief Ann Lee may stay"),
    "the ousted": ("The ousted chief may stay.", "The ousted chief may stay"),
    "ousted, a name": ("Ousted Lee may stay.", "Ousted Lee may stay"),
    "in May": ("Today she may stay in Oslo.", "she may stay in Oslo"),
    "held noun": ("Holm stressed the risks were grave and led to threats to go.", "the risks were grave and led to threats to go"),
}


def only_claim(text: str) -> Claim:
    (claim,) = extract(text).claims
    return claim


@pytest.mark.parametrize(("text", "content"), TEXTS.values(), ids=TEXTS)
def test_ends(text: str, content: str) -> None:
    assert only_claim(text).claim == content


def test_what_follows_the_saying_of_somebody_else_is_no_part_of_it() -> None:
    claims = extract("Ward said the dam was safe, after Holm said it was not.").claims
    assert [(claim.speaker, claim.claim) for claim in claims] == [("Ward", "the dam was safe"), ("Holm", "it was not")]


RETURNS = {
    "number": ("Ward said the men were late and has left.", "the men were late"),
    "an adverb": ("Ward said the men were late but now has left.", "the men were late"),
    "no number": ("Ward said the man was late and has left.", "the man was late and has left"),
    "comma": ("Ward said the man was late, but has left.", "the man was late"),
    "sense": ("Ward said the man was late and thinks it will rain.", "the man was late"),
    "no cue of the past": ("Ward says the men were late and has left.", "the men were late and has left"),
    "no past": ("Ward said the men are late, and has left.", "the men are late, and has left"),
    "past": ("Ward said the men were late and had left.", "the men were late and had left"),
    "marks": ("Ward said the men were late, and “is lost for words”.", "the men were late, and “is lost for words”"),
    "marks behind": ("Ward said the men were late, and has “no idea” why.", "the men were late, and has “no idea” why"),
    "a subject": ("Ward said the men were late and nobody thinks of rain.", "the men were late and nobody thinks of rain"),
}


@pytest.mark.parametrize(("text", "content"), RETURNS.values(), ids=RETURNS)
def test_what_the_source_does_now_ends_what_it_said(text: str, content: str) -> None:
    assert extract(text).claims[0].claim == content


@pytest.mark.parametrize("asked", ["but when asked", "and when pressed on why it was shut", "and when asked"])
def test_what_somebody_is_asked_then_is_no_part_of_it(asked: str) -> None:
    claims = extract(f"Lund said it was safe, {asked}, Ward replied: “We live here.”").claims
    assert [claim.claim for claim in claims] == ["it was safe", "“We live here.”"]


def test_a_question_behind_if_has_its_verb() -> None:
    asked, answer = extract("Asked if, after 20 years, she should move on, Mrs Holm said: “Why should I?”").claims
    assert (asked.claim, answer.claim) == ("if, after 20 years, she should move on", "“Why should I?”")


def test_words_of_somebody_else_are_no_part_of_it() -> None:
    claims = extract("Vale said the club pays well, and Holm is sure that it “cheats”.").claims
    assert [(claim.speaker, claim.claim) for claim in claims] == [("Vale", "the club pays well"), ("Holm", "that it “cheats”")]


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        (
            "The storm could hit the coast after the mayor said that the dam was weak.",
            ["The storm could hit the coast", "that the dam was weak"],
        ),
        (
            "The firm reportedly shed 60 jobs (the mayor called it “a shame”) and left.",
            ["The firm reportedly shed 60 jobs", "it “a shame”"],
        ),
    ],
)
def test_what_the_article_hedges_ends_before_what_opens_a_report(text: str, contents: list[str]) -> None:
    assert [claim.claim for claim in extract(text).claims] == contents


@pytest.mark.parametrize(
    ("programme", "name"),
    [
        ("BBC Radio Scotland's Good Morning Scotland", "Good Morning Scotland"),
        ("BBC Radio 4's The World at One", "BBC Radio 4's The World at One"),
        ("BBC Radio 4's The World This Weekend", "BBC Radio 4's The World This Weekend"),
    ],
)
def test_programmes_are_told(programme: str, name: str) -> None:
    claim = only_claim(f"Nora Feld told {programme} that sales had fallen.")
    assert (claim.claim, claim.addressee) == ("that sales had fallen", name)


@pytest.mark.parametrize("content", ["that sales had fallen", "he saw the fire"])
def test_a_programme_that_is_told_plans_nothing(content: str) -> None:
    assert only_claim(f"Peter Vale told the Today programme {content}.").certainty == "asserted"


@pytest.mark.parametrize(
    ("text", "content"),
    [("Ward said that it was late, which he called a farce.", "that it was late"), ("Ward blamed them, who said it was late.", "them")],
)
def test_what_somebody_else_says_ends_a_clause_with_a_verb_and_any_object(text: str, content: str) -> None:
    assert extract(text).claims[0].claim == content


REOPENED = [
    (
        'Ada Holm says the strike goes on. "Pay is low. "Nobody called us. "We shall walk out," she said. "It is a shame."',
        ["the strike goes on", '"Pay is low. "Nobody called us. "We shall walk out," "It is a shame."'],
    ),
    ('Ada Holm says the strike goes on. "Pay is low. "Nobody called us."', ['the strike goes on "Pay is low. "Nobody called us."']),
    ('"We sail," Bo Lund said. "We told them so. "We come back," he said.', ['"We sail,"', '"We told them so. "We come back,"']),
    ('"We sail," he said. "All come. A clerk said no. "We stay," Bo Lund said.', ['"We sail,"', '"We stay,"']),
    ('"We sail," he said. "We told them so," Bo Lund said.', ['"We sail,"', '"We told them so,"']),
    ("“We sail,” he said. “We come.\n\n“We stay,” Bo Lund said.", ["“We sail,” “We come.", "“We stay,”"]),
    ('"We sail," he said. "All come. I tell you so. "We stay," Bo Lund said.', ['"We sail,"', '"All come. I tell you so. "We stay,"']),
    ('The coach was angry. "We never accused him. "We said no.', ['"We never accused him. "We said no.']),
]


@pytest.mark.parametrize(("text", "contents"), REOPENED)
def test_marks_reopened_inside_a_paragraph_make_one_quotation(text: str, contents: list[str]) -> None:
    """Where a page lost its line breaks; a quotation whose closing mark is lost is nobody's once somebody else speaks behind it."""
    assert [claim.claim for claim in extract(text).claims] == contents


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Ann Holm told police four men had fled in a van.", "four men had fled in a van"),
        ("Officials told Reuters the strike killed at least four fighters.", "the strike killed at least four fighters"),
        ("Officials estimate more than 60 homes have been lost.", "more than 60 homes have been lost"),
        ("Nobody was hurt, the fire service confirmed.", "Nobody was hurt"),
        ("Nobody was hurt, officials confirmed on Monday.", "Nobody was hurt"),
        ("The homewares chain said sales were slow.", "sales were slow"),
    ],
)
def test_whom_it_was_told_and_the_clause_are_two(text: str, content: str) -> None:
    assert [claim.claim for claim in extract(text).claims] == [content]
