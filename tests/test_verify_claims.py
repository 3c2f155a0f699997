"""What a draft reports without quotation marks against its sources: the passage that says it, and what differs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from attribution.cli.app import app
from attribution.verify import Trace, verify
from attribution.verify import sources as sources_module
from attribution.verify.evidence import compare_strength, strength_of
from attribution.verify.speakers import compare_speakers

WIRE = """ODDNESS - The council will close the old harbour bridge on 12 March, Mayor Ida Holm said on Monday.

Some 340 fishermen may lose their moorings in the northern basin, said Pelle Lund, who leads the fishermen's union in Oddness.

The new ferry terminal was not inspected before it opened in January, an official at the ministry said.

“We have nothing to hide,” Holm said.
"""
TALK = "ANNA BERG: The winter timetable for the islands is probably going to be cut by four sailings.\n\nTOM RENN: Nobody asked us.\n"


def told(draft: str, source: str = WIRE) -> tuple[str, list[tuple[str, str, str]]]:
    (trace,) = verify(draft + "\n", {"source.txt": source}).traces
    return trace.status, [shifted[:3] for shifted in trace.shifts]


@pytest.mark.parametrize(
    "draft",
    [
        "Mayor Ida Holm said the council would close the old harbour bridge on 12 March.",
        "The old harbour bridge will be closed by the council on 12 March, Ida Holm told reporters.",
        "According to Pelle Lund, some 340 fishermen might lose their moorings in the northern basin.",
        "Pelle Lund said about 350 fishermen could lose their moorings in the northern basin.",
        "The new ferry terminal was not inspected before it opened in January, a ministry official said.",
        "The new ferry terminal wasn't inspected before it opened in January, according to an official at the ministry.",
    ],
)
def test_a_light_paraphrase_that_says_the_same_is_matched(draft: str) -> None:
    assert told(draft) == ("matched", [])


@pytest.mark.parametrize(
    ("draft", "shift"),
    [
        ("Pelle Lund said some 340 fishermen will lose their moorings in the northern basin.", ("raised", "will", "may")),
        ("Ida Holm said the council may close the old harbour bridge on 12 March.", ("lowered", "may", "will")),
        ("Ida Holm said the council would not close the old harbour bridge on 12 March.", ("polarity", "not close", "close")),
        ("Ida Holm denied that the council would close the old harbour bridge on 12 March.", ("polarity", "denied", "said")),
        ("Ida Holm said the council would close the old harbour bridge on 14 March.", ("number", "14", "12")),
        ("Pelle Lund said some 640 fishermen may lose their moorings in the northern basin.", ("number", "640", "340")),
        ("Ida Holm said the council would close the old harbour bridge on 12 April.", ("date", "April", "March")),
        ("Pelle Lund said the council would close the old harbour bridge on 12 March.", ("speaker", "Pelle Lund", "Ida Holm")),
        ("Some 340 fishermen may lose their moorings in the northern basin.", ("attribution-dropped", "", "Pelle Lund")),
        ("An official said the council would close the old harbour bridge on 12 March.", ("anonymity", "an official", "Ida Holm")),
        (
            "Officials said the new ferry terminal was not inspected before it opened in January.",
            ("multiplied", "Officials", "an official at the ministry"),
        ),
    ],
)
def test_what_a_claim_says_otherwise_is_told_with_the_words_of_both_sides(draft: str, shift: tuple[str, str, str]) -> None:
    assert told(draft) == ("drifted", [shift])


def test_what_somebody_says_in_a_transcript_is_compared_with_who_is_said_to_say_it() -> None:
    assert told("The winter timetable for the islands is probably going to be cut by four sailings, Anna Berg said.", TALK)[0] == "matched"
    assert told("The winter timetable for the islands is going to be cut by four sailings, Anna Berg said.", TALK) == (
        "drifted",
        [("raised", "going", "probably going")],
    )
    assert told("The winter timetable for the islands will be cut by four sailings, Tom Renn said.", TALK)[0] != "matched"


_COSTS = "MAYOR IDA HOLM: We reckon the new bridge at Oddness is going to cost about 12 million dollars.\n\nPELLE LUND: Nobody asked us.\n"


@pytest.mark.parametrize(
    ("draft", "status", "shifts"),
    [
        ("The bridge will cost $14 million, Holm said.", "drifted", [("number", "$14 million", "12 million")]),
        ("The bridge will cost about $14 million, Holm said.", "drifted", [("number", "$14 million", "12 million")]),
        ("The bridge will cost $12 million, Holm said.", "matched", []),
        ("The ferry will cost $14 million, Holm said.", "not-found", [("figure", "$14 million", "")]),
    ],
)
def test_a_wrong_figure_is_traced_to_the_sentence_with_the_right_one(draft: str, status: str, shifts: list[tuple[str, str, str]]) -> None:
    assert told(draft, _COSTS) == (status, shifts)


def test_what_is_asked_under_a_letter_is_nobody_s() -> None:
    talk = "Q: The fishermen were never asked about the new bridge.\n\nANN BERG: The ferry was never asked for by the fishermen.\n\nQ: O?\n"
    draft = "The fishermen were never asked about the new bridge.\n\nThe ferry was never asked for by the fishermen.\n"
    shifts = [[shifted.what for shifted in trace.shifts] for trace in verify(draft, {"talk.txt": talk}).traces]
    assert shifts == [[], ["attribution-dropped"]]


def test_what_we_reckon_in_a_transcript_is_said_by_whose_turn_it_is() -> None:
    (trace,) = verify("The bridge will cost $12 million, Lund said.\n", {"talk.txt": _COSTS}).traces
    assert (trace.source_speaker, trace.speaker_match) != ("MAYOR IDA HOLM", "same")
    (trace,) = verify("The bridge will cost $12 million, Holm said.\n", {"talk.txt": _COSTS}).traces
    assert (trace.source_speaker, trace.speaker_match) == ("MAYOR IDA HOLM", "same")


REPORT = """KALMIA - The harbour board is not certain that the new pier would hold, but plans to open it on Friday, Ruth Vinter said.

Each winter on the north quay yields a 12 per cent drop in catches of cod and haddock there, Aksel Brun said.

"We are staying," Vinter said. She backs the ferry - not the tunnel - and said the board would do everything it can to help the islanders.

The Swan, built in 1931 for a shipping line that no longer exists, is the board's favourite vessel, Vinter said.

Brun said there is only one buyer for the fleet this year. He said the fleet will likely leave the harbour for good in the autumn.

Brun told the paper that the minister had warned the skippers of the storm two hours before they left the harbour.

Vinter's office said it believed that the crane was toppled by a gust. The Greens were not in a panic, Vinter said.

The museum sells ice to the U.S. Navy, Brun said. Tourists clearly did need guides on the quay, and come not because it is cheap, he said.

Vinter said she did not know whether the lifeboat would sail on Sunday. Three of the divers are still missing, she said.

Most of the nets were lost, and new ones cost 300,000 euros, Brun said. The second siren changed nothing on the quay, he said.

“The slipway is dry. It may take a month to flood it,” Vinter said.
"""


@pytest.mark.parametrize(
    ("draft", "shifts"),
    [
        # a second negation beside one that both have
        ("Ruth Vinter said the board is not certain that the new pier would not hold, but plans to open it on Friday.", ["polarity"]),
        ("According to Ruth Vinter, the board is not certain that the new pier would hold, but plans to open it on Friday.", []),
        # "not only", where the source has "only"
        ("There is not only one buyer for the fleet this year, Aksel Brun said.", ["polarity"]),
        ("There is only one buyer for the fleet this year, Aksel Brun said.", []),
        # the negation of another clause
        ("Ruth Vinter said the board would do everything it can to help the islanders.", []),
        ("Ruth Vinter denied that the board would do everything it can to help the islanders.", ["polarity"]),
        # a hedge before words that say little, and before a number
        ("Ruth Vinter said the board would possibly do everything it can to help the islanders.", ["lowered"]),
        ("There is possibly one buyer for the fleet this year, Aksel Brun said.", ["lowered"]),
        # "likely" left out, "will" told as "would"
        ("The fleet would leave the harbour for good in the autumn, Aksel Brun said.", ["raised"]),
        ("The fleet would likely leave the harbour for good in the autumn, Aksel Brun said.", []),
        # no verb that both have
        ("Aksel Brun said that each winter on the north quay yields a 15 per cent drop in catches of cod and haddock there.", ["number"]),
        # a name before a long apposition
        ("The Heron is the board's favourite vessel, Ruth Vinter said.", ["name"]),
        ("The Swan is the board's favourite vessel, Ruth Vinter said.", []),
        # the draft's own attribution is what somebody reports
        ("The minister had warned the skippers of the storm two hours before they left the harbour.", ["attribution-dropped"]),
        ("Brun told the paper that the minister had warned the skippers of the storm two hours before they left the harbour.", []),
        # when it is to be, between the source and the content
        ("According to Aksel Brun, in the spring, the fleet will likely leave the harbour for good.", []),
        # a hedge beside the cue that both have
        ("Ruth Vinter's office said that it thought that the crane was probably toppled by a gust.", ["lowered"]),
        ("Ruth Vinter's office said that it thought that the crane was toppled by a gust.", []),
        # few and common words of the same speaker, all but a name the same
        ("Ruth Vinter said that the Whigs were not in a panic.", ["name"]),
        ("Ruth Vinter said that the Greens weren't in a panic.", []),
        # what is open, and is no longer so
        ("The lifeboat would sail on Sunday, Ruth Vinter said.", ["raised"]),
        ("Ruth Vinter said that she did not know whether the lifeboat would sail on Sunday.", []),
        ("Three of the divers are no longer missing, Ruth Vinter said.", ["polarity"]),
        ("Three of the divers are missing, Ruth Vinter said.", []),
        # of how many, of which money, and nothing
        ("Some of the nets were lost, and new ones cost 300,000 euros, Aksel Brun said.", ["number"]),
        ("Most of the nets were lost, and new ones cost 300,000 dollars, Aksel Brun said.", ["number"]),
        ("Most of the nets were lost, and new ones cost €300,000, Aksel Brun said.", []),
        ("The second siren changed everything on the quay, Aksel Brun said.", ["polarity"]),
        # what a pronoun of the source stands for
        ("It may take a month to flood the slipway, Ruth Vinter said.", []),
        ("It will take a month to flood the slipway, Ruth Vinter said.", ["raised"]),
        ("It will take a month to flood the cellars, Ruth Vinter said.", []),  # of which nothing is said before
        # initials that end with no point
        ("The museum sells ice to the U.S Navy, Aksel Brun said.", []),
        # one word, two tags
        ("Tourists clearly did require guides on the quay, and come since it is cheap, Aksel Brun said.", ["polarity"]),
        ("According to Ruth Vinter, on Monday, the board plans to open the new pier, but is not certain that it would hold.", ["date"]),
    ],
)  # fmt: skip
def test_small_changes_are_told_and_what_is_none_is_not(draft: str, shifts: list[str]) -> None:
    traces = verify(draft + "\n", {"report.txt": REPORT}).traces
    assert [shifted.what for trace in traces for shifted in trace.shifts] == shifts


def test_a_link_that_is_spelt_otherwise_is_no_cause() -> None:
    source = "The stove makes sure that anyone with a connection to the net sees what is cooking, Ruth Vinter said.\n"
    assert told(source.strip().replace("connection", "connexion"), source) == ("matched", [])


@pytest.mark.parametrize(
    ("draft", "source", "match"),
    [
        ("Bjorn Aasen", "Bjørn Aasen", "same"),
        ("Lech Walesa", "Lech Wałęsa", "same"),
        ("a senior advisor of the Harbor Center", "a senior adviser of the Harbour Centre", "same"),
        ("Bjarne Aasen", "Bjørn Aasen", "different"),
    ],
)
def test_letters_that_have_no_accent_are_spelt_in_two_ways(draft: str, source: str, match: str) -> None:
    assert compare_speakers(draft, source) == match


def test_the_company_is_not_somebody_else_than_the_company() -> None:
    source = "Brag Oil shut its last refinery at Kalmia in May, the company said on Monday.\n\n“We are sorry,” Tom Renn said.\n"
    draft = "Tom Renn is away.\n\nBrag Oil shut its last refinery at Kalmia in May, the company said.\n"
    (claim,) = verify(draft, {"a.txt": source}).traces[1:]
    assert (claim.status, claim.shifts) == ("matched", ())


def test_one_letter_is_nobody_s_initials() -> None:
    draft = "An official said the fleet will likely leave the harbour for good in the autumn.\n"
    source = 'Martin O\'Malley said the fleet will likely leave the harbour for good in the autumn. "So," he said.\n'
    (trace,) = verify(draft, {"wire.txt": source}).traces
    assert [shifted.what for shifted in trace.shifts] == ["anonymity"]


def test_a_sentence_that_begins_with_the_word_before_it_repeats_nothing() -> None:
    source = 'Holm said the council would raise no money for Brun. Brun said nothing. "No," he said.\n'
    (trace,) = verify("Holm said the council would raise no money for Lund.\n", {"wire.txt": source}).traces
    assert [shifted[:3] for shifted in trace.shifts] == [("name", "Lund", "Brun")]


def test_free_rewriting_gets_no_verdict() -> None:
    assert told("Pelle Lund said his members were worried about the northern basin.") == ("nearest", [])
    assert verify("Ida Holm said the sea was rough.\n", {"source.txt": WIRE}).traces[0].status == "not-found"


def test_a_link_of_the_chain_that_is_lost_is_told() -> None:
    source = "The Oddness Courier, citing a harbour official, said the two pilots had been drinking before the collision.\n\n“No.”\n"
    draft = "The two pilots had been drinking before the collision, a harbour official said.\n"
    (trace,) = verify(draft, {"a.txt": source}).traces
    assert [shifted.what for shifted in trace.shifts] == ["link-lost"]


def test_a_quotation_of_somebody_unnamed_whom_the_source_names_hides_them() -> None:
    (trace,) = verify("“We have nothing to hide,” an official said.\n", {"a.txt": WIRE}).traces
    assert (trace.kind, [shifted.what for shifted in trace.shifts]) == ("quotation", ["anonymity"])


@pytest.mark.parametrize(
    ("draft", "match", "shifts"),
    [
        ("“We have nothing to hide,” the lawsuit said.", "different", ["speaker"]),
        ("“We have nothing to hide,” the council said.", "unknown", []),  # for which she may have spoken
        ("“The quay is sinking,” Tom Renn said.", "unknown", ["anonymity"]),
        ("“The quay is sinking,” Pelle Lund said.", "unknown", []),  # who may have written it
    ],
)
def test_a_paper_that_no_source_speaks_of_is_somebody_else_than_a_person(draft: str, match: str, shifts: list[str]) -> None:
    (trace,) = verify(draft + "\n", {"a.txt": WIRE + "\n“The quay is sinking,” a petition said.\n"}).traces
    assert (trace.speaker_match, [shifted.what for shifted in trace.shifts]) == (match, shifts)


def traced(draft: str) -> Trace:
    return verify(draft, {"source.txt": WIRE}).traces[0]


def test_a_claim_has_its_places_in_both_files() -> None:
    draft = "Intro.\n\nPelle Lund said some 640 fishermen may lose their moorings in the northern basin.\n"
    trace = next(each for each in verify(draft, {"source.txt": WIRE}).traces if each.kind == "claim")
    (shifted,) = trace.shifts
    assert shifted.draft_span is not None
    assert shifted.source_span is not None
    assert (draft[slice(*shifted.draft_span)], WIRE[slice(*shifted.source_span)]) == ("640", "340")
    assert (trace.id, trace.kind, trace.line, trace.source_line, trace.codes, trace.severity) == ("c1", "claim", 3, 3, ("AT524",), "error")


@pytest.mark.parametrize(
    "said", ["a " * 20_000, "not " * 20_000, "The mayor said it will close. " * 100, "5 " * 20_000, "\x00 “ ” …" * 500]
)
def test_strange_drafts_and_sources_are_compared(said: str) -> None:
    verify(said, {"a.txt": said})


SETTINGS = '[verify]\nagainst = ["notes"]\nas = ["statement=s*"]\npolicy = "verbatim"\n'


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "wire.txt").write_text(WIRE, "utf-8")
    (tmp_path / "draft.md").write_text("Pelle Lund said some 640 fishermen may lose their moorings in the northern basin.\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*args: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["check", *args])
    return result.exit_code, result.stdout, result.stderr


def test_check_against_sources_tells_what_differs_among_the_other_findings(desk: Path) -> None:
    code, out, _ = run("draft.md", "--against", "notes")
    assert (code, out) == (1, 'draft.md:1:22: error AT524 "640" is another number than in notes/wire.txt:3: 340.\n')
    assert run("draft.md")[:2] == (0, "")
    assert run("draft.md", "--against", "notes", "--ignore", "AT524")[:2] == (0, "")


def test_findings_against_sources_are_ignored_in_the_draft_and_kept_in_a_baseline(desk: Path) -> None:
    draft = desk / "draft.md"
    run("draft.md", "--against", "notes", "--write-baseline", "known.json")
    assert run("draft.md", "--against", "notes", "--baseline", "known.json")[:2] == (0, "")
    draft.write_text(f"<!-- attribution: ignore-next[AT524] -->\n{draft.read_text('utf-8')}", "utf-8")
    assert run("draft.md", "--against", "notes", "--extend-select", "AX901")[:2] == (0, "")
    assert run("draft.md", "--extend-select", "AX901")[:2] == (0, "")  # nothing is known of it without the sources


def test_the_settings_name_the_sources_as_seen_from_their_own_folder(desk: Path) -> None:
    (desk / "attribution.toml").write_text(SETTINGS, "utf-8")
    (desk / "drafts").mkdir()
    (desk / "draft.md").rename(desk / "drafts" / "draft.md")
    assert run("drafts/draft.md")[0] == 1
    assert 'policy = "verbatim"' in run("drafts/draft.md", "--show-settings")[1]


@pytest.mark.parametrize(("cache", "kept"), [('"kept"', ["sources"]), ("false", [])])
def test_the_settings_say_where_an_index_of_many_sources_is_kept(
    desk: Path, monkeypatch: pytest.MonkeyPatch, cache: str, kept: list[str]
) -> None:
    monkeypatch.setattr(sources_module, "_IN_MEMORY", 0)
    sources_module._indexed.cache_clear()
    (desk / "attribution.toml").write_text(f"{SETTINGS}cache = {cache}\n", "utf-8")
    assert run("draft.md")[0] == 1
    assert [path.stem.partition("-")[0] for path in (desk / "kept").glob("*.sqlite")] == kept
    shown = cache.replace('"kept"', f'"{desk / "kept"}"')
    assert f"cache = {shown}" in run("draft.md", "--show-settings")[1]


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ('[verify]\nagianst = ["notes"]\n', "did you mean 'against'?"),
        ('[verify]\nagainst = "notes"\n', "against must be a list of strings"),
        ('[verify]\npolicy = "loose"\n', "policy must be one of clean, verbatim"),
        ('[verify]\nas = ["film=*.txt"]\n', "give KIND=GLOB"),
        ("[verify]\ncache = true\n", "cache must be a folder, or false for none"),
    ],
)
def test_what_is_wrong_with_the_settings_is_named(desk: Path, settings: str, message: str) -> None:
    (desk / "attribution.toml").write_text(settings, "utf-8")
    code, _, err = run("draft.md")
    assert code == 2
    assert message in err


def test_a_source_that_cannot_be_read_is_told_and_all_else_is_compared(desk: Path) -> None:
    code, out, err = run("draft.md", "--against", "notes", "--against", "gone.txt")
    assert code == 2
    assert "gone.txt" in err
    assert "AT524" in out
    assert "AT590" in out


ABSENT = Path(__file__).parent.parent / "fixtures" / "verify"
ABSENT_ROWS = [line.split("\t") for line in (ABSENT / "absent.tsv").read_text("utf-8").splitlines() if not line.startswith("#")]


@pytest.mark.parametrize(("draft", "folders", "lines", "unread"), ABSENT_ROWS)
def test_claims_that_no_source_has_and_sources_that_cannot_be_read(draft: str, folders: str, lines: str, unread: str) -> None:
    against = [str(ABSENT / ("" if name == "sources" else "absent") / name) for name in folders.split()]
    options = [option for name in against for option in ("--against", name)]
    code, out, _ = run(str(ABSENT / "absent" / draft), "--isolated", "--select", "AT531,AT590", "-f", "json", *options)
    found = json.loads(out)["findings"]
    assert code == (2 if unread else 1)
    assert [str(each["line"]) for each in found if each["code"] == "AT531"] == lines.split()
    told = [part for each in found if each["code"] == "AT590" for part in each["message"].partition("read: ")[2].split("; ")]
    assert sorted(Path(part.partition(":")[0]).name for part in told) == unread.split()


def test_a_draft_none_of_whose_quotations_resembles_anything_has_the_wrong_sources(desk: Path) -> None:
    (desk / "draft.md").write_text("“Cows give milk,” she said. “Goats like to climb trees.” “Hens lay many brown eggs.”\n", "utf-8")
    code, _, err = run("draft.md", "--against", "notes")
    assert code == 2
    assert "are these the right sources?" in err


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        ("Tea has no effect on sleep.", 0),
        ("Tea did not improve sleep.", 0),
        ("Tea is associated with reduced sleep.", 1),
        ("People who drink tea are more likely to sleep.", 1),
        ("Tea may improve sleep.", 2),
        ("Tea improves sleep.", 3),
    ],
)
def test_how_strong_a_finding_is_claimed_to_be(text: str, strength: int) -> None:
    assert strength_of(text) == strength


def test_words_that_one_side_denies_are_told_with_what_denies_them() -> None:
    source = "The ministry denied that it had received any letter. It was sent on Monday, Ida Holm said.\n\n“We wrote,” she said.\n"
    assert told("The ministry said it had received the letters.", source) == ("drifted", [("polarity", "received", "denied")])


def test_a_cause_for_what_goes_together_is_surer_than_its_source() -> None:
    source = "Strong tea at night is linked to bad dreams in children, Anna Berg said.\n\n“That is all,” she said.\n"
    assert told("Strong tea at night causes bad dreams in children, Anna Berg said.", source) == (
        "drifted",
        [("raised", "causes", "linked")],
    )
    assert told("Strong tea at night is linked with bad dreams in children, Anna Berg said.", source) == ("matched", [])
    assert (compare_strength("Tea may cut risk.", "Tea cuts risk."), compare_strength("Tea cuts.", "Tea cuts.")) == ("lowered", "same")


def test_in_a_transcript_a_turn_of_somebody_else_is_not_that_of_one_who_has_turns_of_his_own() -> None:
    talk = "HOST: The bridge will be built in the spring of next year.\n\nANNA BERG: The fishermen were never asked about it.\n"
    (wrong, *_) = verify("“The bridge will be built in the spring of next year,” Anna Berg said.\n", {"talk.txt": talk}).traces
    (open_, *_) = verify("“The bridge will be built in the spring of next year,” Ida Holm said.\n", {"talk.txt": talk}).traces
    assert (wrong.speaker_match, open_.speaker_match) == ("different", "unknown")


def test_words_that_everybody_says_are_nobody_else_s() -> None:
    source = "“Sailing is peaceful,” Anna Berg said.\n\n“The ferry never sails in the night of the new year,” Anna Berg said.\n"
    (short, *_) = verify("The bay was “peaceful”, Tom Renn said.\n", {"a.txt": source}).traces
    (long, *_) = verify("“The ferry never sails in the night of the new year,” Tom Renn said.\n", {"a.txt": source}).traces
    assert (short.speaker_match, long.speaker_match) == ("unknown", "different")


def test_two_quotations_given_as_one_breath_are_told_when_much_stands_between() -> None:
    talk = f"ANNA BERG: The pier is closed. {'The sea is cold today. ' * 10}The road will be open by the summer.\n\nTOM RENN: Yes.\n"
    traces = verify("“The pier is closed,” Anna Berg said. “The road will be open by the summer.”\n", {"talk.txt": talk}).traces
    assert [trace.why for trace in traces if trace.kind == "quotation"] == [(), (("joined", "50 words"),)]
