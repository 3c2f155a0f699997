"""Rules of one's own: added, replaced, disabled, counted; and what a broken file is told."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner

from attribution import extract, load_rules
from attribution.cli.app import app
from attribution.errors import RuleError
from attribution.exercise import failures, own_trials
from attribution.rulebook.entries import read_entries, rows_of
from attribution.rulebook.frames import read_frames
from attribution.rulebook.overlay import Overlay
from attribution.rulebook.rules import Rules
from attribution.rulefiles import rules_version

RULE = """
[[rule]]
id = "STORY-GOES"
frame = "STORY"
trigger = "FIN|PART"
lemmas = ["go"]
left = "<NP|NAME>"
right = "content=<that>"
source = "none"
content = "to-stop"
family = "THAT"
prior = 0.9
why = "a story goes: nobody is named as telling it"
examples = [
  { text = "The story goes that the driver had slept.", cue = "goes", content = "that the driver had slept" },
  { text = "On Monday the tale went that he ran.", cue = "went", content = "that he ran" },
]
near_misses = [{ text = "The story goes on.", why = "nothing is reported" }]
"""
TEXT = "The story goes that the driver had slept."


@pytest.fixture
def own(tmp_path: Path):
    def write(text: str = RULE, name: str = "stories.toml") -> Path:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path

    return write


def claims(text: str, folder: Path) -> list[tuple[str, str | None, str, float]]:
    return [(c.rule, c.source, c.claim, c.confidence) for c in extract(text, rules=load_rules(folder)).claims]


def test_a_rule_is_added(own) -> None:
    assert claims(TEXT, own()) == [("STORY-GOES", None, "that the driver had slept", 0.9)]


def test_the_shipped_rules_stay_as_they_were(own) -> None:
    before = extract(TEXT).claims
    claims(TEXT, own())
    assert extract(TEXT).claims == before
    assert [c.rule for c in extract("The mayor said that it rained.", rules=load_rules(own())).claims] == ["V-THAT"]


def test_its_evidence_is_the_prior_of_its_author(own) -> None:
    claim = extract(TEXT, rules=load_rules(own())).claims[0]
    assert claim.evidence is not None
    assert claim.evidence.notes[0] == ("prior", "0.9, as the author of the rule expects")


def test_a_rule_is_disabled(own) -> None:
    text = "The mayor asked why it rained."
    assert [c.rule for c in extract(text).claims] == ["V-WH"]
    assert claims(text, own('disable = ["V-WH"]')) == []


def test_a_rule_is_replaced(own) -> None:
    rule = RULE.replace('id = "STORY-GOES"', 'id = "MY-WH"\nreplaces = "V-WH"').replace("content=<that>", "content=<wh>")
    folder = own(rule.replace('["go"]', '["ask"]').replace('"THAT"', '"CLAUSE"'))
    book = load_rules(folder)
    ids = [rule.id for rule in book.get(read_frames).rules]
    assert "V-WH" not in ids and ids.index("MY-WH") == ids.index("V-BARE") + 1
    assert claims("The mayor asked why it rained.", folder) == [("MY-WH", None, "why it rained", 0.9)]


def test_a_count_of_ones_own_stands_in_place_of_the_shipped_one(own) -> None:
    text = "The mayor harrumphed that it rained."
    assert extract(text).claims == ()
    assert [row[:3] for row in claims(text, own("harrumph\tTHAT\t30\t30\n", "cues.tsv"))] == [("V-THAT", "The mayor", "that it rained")]


def test_a_turn_shape_is_added(own) -> None:
    turn = """
[[turn]]
id = "TURN-ARROW"
name = '''(?P<source>\\p{Lu}\\p{L}+) (?P<cue>:)> '''
why = "an arrow"
examples = [
  { text = "Ann :> Hello there.\\n\\nBob :> Yes, thank you.\\n\\nAnn :> Good.", source = "Bob", cue = ":", content = "> Yes, thank you" },
  { text = "Ann :> Hello there.\\n\\nBob :> No, thank you.\\n\\nAnn :> Good.", source = "Bob", cue = ":", content = "> No, thank you" },
]
near_misses = [{ text = "Ann :> Hello there.", why = "one line is no conversation" }]
"""
    folder = own(turn)
    assert CliRunner().invoke(app, ["rules", "test", str(folder)]).exit_code == 0


def test_the_rules_version_covers_them(own) -> None:
    digest = load_rules(own()).digest
    assert len(digest) == 64 and rules_version(digest) != rules_version()
    assert load_rules(own(RULE + "\n")).digest != digest


BROKEN = {
    "trigger misspelt": (RULE.replace("trigger", "trigerr"), "stories.toml: STORY-GOES: unknown key 'trigerr' (did you mean 'trigger'?)"),
    "no trigger": (
        RULE.replace('trigger = "FIN|PART"\n', ""),
        "stories.toml: STORY-GOES: key 'trigger' is missing: a rule must say at which chunk it looks, or it would look everywhere",
    ),
    "everything triggers": (
        RULE.replace("FIN|PART", ".*"),
        "stories.toml: STORY-GOES: trigger names every chunk: that is no trigger; name the chunks that can be the cue, such as FIN",
    ),
    "no why": (RULE.replace('why = "a story goes: nobody is named as telling it"\n', ""), "stories.toml: STORY-GOES: key 'why' is missing"),
    "no id": (RULE.replace('id = "STORY-GOES"\n', ""), "stories.toml: rule 1: key 'id' is missing"),
    "small id": (RULE.replace("STORY-GOES", "court"), "stories.toml: court: an id of this kind is written in capitals, such as 'V-THAT'"),
    "twice": (RULE + RULE, "stories.toml: STORY-GOES: there are two entries with this id"),
    "a shipped id": (
        RULE.replace("STORY-GOES", "V-THAT"),
        "stories.toml: V-THAT: a shipped rule has this id; choose another, or add replaces = 'V-THAT'",
    ),
    "no prior": (
        RULE.replace("prior = 0.9\n", ""),
        "stories.toml: STORY-GOES: key 'prior' is missing: no counts know this rule, so say how often it will be right",
    ),
    "prior too big": (RULE.replace("0.9", "9"), "stories.toml: STORY-GOES: prior 9 is no probability between 0 and 1"),
    "prior in words": (RULE.replace("0.9", '"often"'), "stories.toml: STORY-GOES: prior must be a number"),
    "lemmas in one": (RULE.replace('["go"]', '"have"'), "stories.toml: STORY-GOES: lemmas must be a list"),
    "lemmas of numbers": (RULE.replace('["go"]', "[1]"), "stories.toml: STORY-GOES: lemmas must be a list of strings"),
    "source misspelt": (
        RULE.replace('"none"', '"subjekt"'),
        "stories.toml: STORY-GOES: source 'subjekt' is not one of subject, owner, possessor, left, right, none (did you mean 'subject'?)",
    ),
    "unknown symbol": (RULE.replace("<that>", "<taht>"), "stories.toml: STORY-GOES: right: unknown symbol <taht> (did you mean <that>?)"),
    "unknown trigger": (RULE.replace("FIN|PART", "FINN"), "stories.toml: STORY-GOES: trigger: unknown symbol <FINN> (did you mean <FIN>?)"),
    "unknown macro": (RULE.replace("<NP|NAME>", "{npz}"), "stories.toml: STORY-GOES: left: unknown macro {npz} (did you mean {np}?)"),
    "unknown part": (
        RULE.replace("content=<", "kontent=<"),
        "stories.toml: STORY-GOES: right: unknown part 'kontent' (did you mean 'content'?)",
    ),
    "no content": (
        RULE.replace("content=<", "<"),
        "stories.toml: STORY-GOES: neither left nor right names a content= part; one of them must",
    ),
    "unused source": (
        RULE.replace('"<NP|NAME>"', '"source=<NP|NAME>"'),
        "stories.toml: STORY-GOES: source is 'none', but left names a source= part",
    ),
    "unknown family": (
        RULE.replace('"THAT"', '"THATT"'),
        "stories.toml: STORY-GOES: family 'THATT' has no rows in stops.tsv (did you mean 'THAT'?)",
    ),
    "unknown frame in unless": (
        RULE + 'unless = ["BAER"]',
        "stories.toml: STORY-GOES: unless 'BAER': no rule has this frame (did you mean 'BARE'?)",
    ),
    "no examples": (
        RULE[: RULE.index("examples")],
        "stories.toml: STORY-GOES: a rule without examples does not load: give at least 2, this has 0",
    ),
    "no near misses": (
        RULE[: RULE.index("near_misses")],
        "stories.toml: STORY-GOES: a rule without near misses does not load: give a text that it must leave alone, and why",
    ),
    "replaces nothing": (
        RULE + 'replaces = "V-THAAT"',
        "stories.toml: STORY-GOES: replaces 'V-THAAT': there is no such rule (did you mean 'V-THAT'?)",
    ),
    "disables nothing": ('disable = ["V-THAAT"]', "stories.toml: disable 'V-THAAT': there is no such rule (did you mean 'V-THAT'?)"),
    "unknown table": ("[[ruel]]\n", "stories.toml: unknown key 'ruel' (did you mean 'rule'?)"),
    "one bracket": ("[rule]\n", "stories.toml: [rule] stands for one entry among several: write [[rule]]"),
    "stops": ('[[stop]]\nid = "x"\nat = "<,>"', "stories.toml: stops cannot be added: only counts say where contents end"),
    "not TOML": ("[[rule]]\nid = A\n", "stories.toml: line 2, column 6: not valid TOML: Invalid value"),
    "explodes": (
        RULE.replace("content=<that>", "(<NP>*<,>?)*content=<that>"),
        "stories.toml: STORY-GOES: right: * around a repeat of 60 could take more than linear time: '(<NP>*<,>?)*content=<that>'; "
        "give both smaller bounds, together at most 60, such as {0,4}",
    ),
}


@pytest.mark.parametrize(("text", "message"), BROKEN.values(), ids=BROKEN)
def test_a_broken_file_says_what_is_wrong(own, text: str, message: str) -> None:
    folder = own(text)
    with pytest.raises(RuleError) as error:
        load_rules(folder)
    assert str(error.value) == f"{folder}/{message}"


TURN = "[[turn]]\nid = \"TURN-X\"\nwhy = \"a test\"\nname = '''{}'''\n"
BROKEN_TURNS = {
    "no expression": ("(?P<source>a(?P<cue>:)", "name: not a regular expression: missing ) at position 22"),
    "no cue": ("(?P<source>A):", "name: has no (?P<cue>…)"),
    "backreference": (
        r"(?P<source>A)(?P<cue>:)\1",
        r"name: '\\1' refers back: backreferences could take more than linear time and are refused",
    ),
    "many digits": (
        "(?P<source>(A+){" + "9" * 5_000 + "})(?P<cue>:)",
        "name: {9999999999999999999 around an unbounded repeat could take more than linear time; write {0,3}",
    ),
    "optional": ("(?P<source>(.?){40}x)(?P<cue>:)", "name: {40} around another repeat could take more than linear time; write {0,3}"),
    "nested": ("(?P<source>(A+)+)(?P<cue>:)", "name: + around an unbounded repeat could take more than linear time; write {0,3}"),
}


@pytest.mark.parametrize(("name", "message"), BROKEN_TURNS.values(), ids=BROKEN_TURNS)
def test_a_broken_turn_says_what_is_wrong(own, name: str, message: str) -> None:
    folder = own(TURN.format(name))
    with pytest.raises(RuleError) as error:
        load_rules(folder)
    assert str(error.value) == f"{folder}/stories.toml: TURN-X: {message}"


BROKEN_ROWS = {
    "say THAT 3 4": "cues.tsv:1: 4 columns are wanted (lemma, frame, right, seen), this line has 1; columns are parted by tabs, not blanks",
    "say\tTHAT\t3": "cues.tsv:1: 4 columns are wanted (lemma, frame, right, seen), this line has 3",
    "# a comment\nsay\tTHAT\tmany\t4": "cues.tsv:2: many and 4 must be whole numbers",
    "say\tTHAT\t5\t4": "cues.tsv:1: 5 of 4 cannot be: the first number is a part of the second",
    "say\tTHATT\t3\t4": "cues.tsv:1: no rule has the frame 'THATT' (did you mean 'THAT'?)",
    "say\tTHAT\t3\t4\nsay\tTHAT\t1\t4": "cues.tsv:2: say THAT stands there twice",
}


@pytest.mark.parametrize(("text", "message"), BROKEN_ROWS.items(), ids=BROKEN_ROWS)
def test_a_broken_count_names_its_line(own, text: str, message: str) -> None:
    folder = own(text, "cues.tsv")
    with pytest.raises(RuleError) as error:
        load_rules(folder)
    assert str(error.value) == f"{folder}/{message}"


def test_the_rule_in_the_readme_loads_and_does_what_it_shows(own) -> None:
    text = (Path(__file__).parents[1] / "rules" / "README.md").read_text("utf-8")
    shown = text[text.index("[[rule]]") : text.index("```", text.index("[[rule]]"))]
    folder = own(shown)
    assert claims(TEXT, folder) == [("STORY-GOES", None, "that the driver had slept", 0.9)]
    assert list(failures(own_trials(load_rules(folder)))) != []
    assert list(failures(own_trials(load_rules(folder)), load_rules(folder))) == []


def test_a_folder_without_rules_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(RuleError) as error:
        load_rules(tmp_path)
    assert str(error.value) == f"{tmp_path}: holds no rules: neither a .toml file nor cues.tsv"
    with pytest.raises(RuleError, match="no such folder of rules"):
        load_rules(tmp_path / "nowhere")


def test_another_table_is_an_error(own) -> None:
    folder = own("a\tb\n", "ques.tsv")
    with pytest.raises(RuleError) as error:
        load_rules(folder)
    assert str(error.value) == f"{folder}/ques.tsv: there is no such table; one's own counts are called cues.tsv (did you mean 'cues.tsv'?)"


def test_letters_that_are_no_utf8_are_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_bytes(b"# \xff")
    with pytest.raises(RuleError, match=r"a\.toml: is not UTF-8: byte 2"):
        load_rules(tmp_path)


def test_a_broken_shipped_file_is_told_in_the_same_words() -> None:
    with pytest.raises(RuleError, match=r"^frames\.toml: V-THAT: unknown key 'trigerr' \(did you mean 'trigger'\?\)$"):
        read_entries('[[rule]]\nid = "V-THAT"\ntrigerr = "FIN"', "frames.toml")
    with pytest.raises(RuleError, match=r"^stops\.tsv:1: 2 columns are wanted \(a, b\), this line has 1"):
        list(rows_of("x", "stops.tsv", ("a", "b")))


# --- the commands ----------------------------------------------------------------------


def run(*arguments: str):
    return CliRunner().invoke(app, list(arguments))


def test_report_export_and_explain_take_rules(own, tmp_path: Path) -> None:
    folder = own()
    article = tmp_path / "article.txt"
    article.write_text(TEXT, encoding="utf-8")
    for command in (["report", str(article)], ["export", "-f", "jsonl", str(article)], ["explain", f"{article}:1"]):
        without, with_rules = run(*command), run(*command, "--rules", str(folder))
        assert (without.exit_code, with_rules.exit_code) == (0, 0)
        assert "that the driver had slept" in with_rules.stdout
        assert '"claim"' not in without.stdout and "STORY-GOES" not in without.stdout


def test_a_broken_rule_ends_the_command_with_2(own, tmp_path: Path) -> None:
    folder = own("[[ruel]]\n")
    result = run("report", "--rules", str(folder), str(tmp_path / "article.txt"))
    assert result.exit_code == 2
    assert f"{folder}/stories.toml: unknown key 'ruel' (did you mean 'rule'?)" in result.output


def test_settings_can_name_the_folder(own, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mine").mkdir()
    own().joinpath("stories.toml").rename(tmp_path / "mine" / "stories.toml")
    (tmp_path / "attribution.toml").write_text('rules = "mine"\n', encoding="utf-8")
    (tmp_path / "deep").mkdir()
    monkeypatch.chdir(tmp_path / "deep")
    assert "STORY-GOES" in run("rules", "list").stdout


def test_rules_list_names_every_rule_by_file(own) -> None:
    result = run("rules", "list", "--rules", str(own()))
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert {"frames.toml", "subjects.toml", "turns.toml", "stops.toml", "checks.toml"} <= set(lines)
    assert "  V-THAT              rule    the reported clause begins with 'that'" in lines
    assert "  STORY-GOES          rule    a story goes: nobody is named as telling it" in lines


def test_rules_show_has_all_that_an_editor_needs(own) -> None:
    shown = run("rules", "show", "V-THAT").stdout
    for part in ("The reported clause begins with 'that'.", "[content: 'that']", "say ", "========= ^^^^ ~~~~", "## Near misses"):
        assert part in shown
    mine = run("rules", "show", "STORY-GOES", "--rules", str(own())).stdout
    assert "Confidence 0.9, as the author of the rule expects; no counts." in mine


def test_rules_show_suggests_a_name() -> None:
    result = run("rules", "show", "V-THAAT")
    assert (result.exit_code, result.output) == (2, "V-THAAT: there is no such rule (did you mean 'V-THAT'?)\n")


def test_rules_test_ends_with_1_where_an_example_fails(own) -> None:
    good, bad = run("rules", "test", str(own())), run("rules", "test", str(own(RULE.replace("the driver had slept", "it rained", 1))))
    assert (good.exit_code, good.output) == (0, "3 of 3 as they should be\n")
    assert bad.exit_code == 2 and "does not stand in the text" in bad.output
    wrong = run("rules", "test", str(own(RULE.replace("The story goes on.", "The story goes that she lied."))))
    assert wrong.exit_code == 1
    assert "must leave this alone: nothing is reported" in wrong.output


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("chunks.toml", '[[head]]\nname = "TOSAYY"\nwords = ["told"]\n', "head 'TOSAYY': 'of' is missing, and there is no such head yet"),
        ("chunks.toml", '[[head]]\nname = "TOSAYY"\nof = "INFF"\nwords = []\n', "head 'TOSAYY': there is no chunk 'INFF' (did you mean"),
        ("certainty.toml", '[adverbs]\nsurly = "probabel"\n', "adverbs: 'surly': there is no label 'probabel' (did you mean 'probable'?)"),
        ("certainty.toml", '[nouns]\npossibel = ["would-be"]\n', "nouns: there is no label 'possibel' (did you mean 'possible'?)"),
        ("verbs.tsv", "frob\tsay that\tclam:that\n", "frob: class 'clam' is not in composition.tsv (did you mean 'claim'?)"),
    ],
)  # fmt: skip
def test_a_misspelt_word_of_a_file_is_told_with_what_it_may_be(name: str, text: str, told: str) -> None:
    rules = Rules(Overlay(tables={name: tomllib.loads(text)}) if name.endswith("toml") else Overlay(texts={name: text}))
    with pytest.raises(RuleError, match=re.escape(told)):
        extract("Olsen said that the bridge fell.", rules=rules)
