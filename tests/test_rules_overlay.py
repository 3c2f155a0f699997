"""A folder of one's own is laid over the shipped word files, with examples, and what it leaves alone is shared."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from typer.testing import CliRunner

from attribution import check, extract, load_rules
from attribution.attach.tables import read_tables
from attribution.checks import Settings
from attribution.cli.app import app
from attribution.document.abbreviations import read_abbreviations
from attribution.errors import RuleError
from attribution.rulebook.alphabets import read_grammar
from attribution.rulebook.frames import read_frames
from attribution.rulebook.overlay import merged
from attribution.rulebook.rules import shipped_rules

TEXT = "The mayor declined to remark on the sale."
CHUNKS = '[[head]]\nname = "TOSAY"\nwords = ["remark"]\n'
EXAMPLES = f"""
[[example]]
for = "chunks.toml"
text = "{TEXT}"
content = "on the sale"
certainty = "unconfirmed"
[[near_miss]]
for = "chunks.toml"
text = "The mayor wanted to leave."
why = "no word of saying"
"""
Folder = Callable[[Mapping[str, str]], Path]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Writes files and gives their folder."""

    def write(files: Mapping[str, str]) -> Path:
        for name, text in files.items():
            (tmp_path / name).write_text(text, "utf-8")
        return tmp_path

    return write


def test_a_chunk_word_of_ones_own_is_read_as_the_shipped_ones(folder: Folder) -> None:
    own = folder({"chunks.toml": CHUNKS, "examples.toml": EXAMPLES})
    shipped = [claim.claim for claim in extract(TEXT).claims]
    assert shipped == ["to remark on the sale"]
    assert [claim.claim for claim in extract(TEXT, rules=load_rules(own)).claims] == ["on the sale"]
    assert [claim.claim for claim in extract(TEXT).claims] == shipped


def test_rules_test_runs_its_examples_and_says_what_is_wrong(folder: Folder) -> None:
    own = folder({"chunks.toml": CHUNKS, "examples.toml": EXAMPLES})
    assert CliRunner().invoke(app, ["rules", "test", str(own)]).exit_code == 0
    folder({"examples.toml": EXAMPLES.replace('"unconfirmed"', '"denied"').replace("The mayor wanted to leave.", TEXT)})
    result = CliRunner().invoke(app, ["rules", "test", str(own)])
    assert result.exit_code == 1
    assert "chunks.toml: example 1" in result.output and "certainty is 'unconfirmed', not 'denied'" in result.output
    assert "must leave this as it was: no word of saying" in result.output and "+ the mayor: on the sale [unconfirmed]" in result.output


def test_an_example_that_shows_nothing_is_told_by_its_place_in_the_file(folder: Folder) -> None:
    idle = '[[example]]\nfor = "names.toml"\ntext = "It sank, Ana Ruiz said."\nspeaker = "Ana Ruiz"\n'
    near = '[[near_miss]]\nfor = "names.toml"\ntext = "The wharf said it sank."\nwhy = "no office"\n'
    roles = '[roles]\nany = "zanjero canal-rider"\n'
    own = folder({"chunks.toml": CHUNKS, "names.toml": roles, "examples.toml": EXAMPLES + idle + near})
    result = CliRunner().invoke(app, ["rules", "test", str(own)])
    assert result.exit_code == 1 and "3 of 4 as they should be" in result.output
    assert "names.toml: example 2:\n  shows nothing: without the folder it is the same\n    It sank, Ana Ruiz said.\n" in result.output


@pytest.mark.parametrize(("code", "told"), [("AC999", "AC999 is no check"), ("AQ101", "AQ101 looks for no verbs")])
def test_a_card_that_names_no_check_for_verbs_is_refused(folder: Folder, code: str, told: str) -> None:
    shown = 'text = "Ann Lee harrumphed that it sank."\nspeaker = "Ann Lee"\n'
    examples = f'[[example]]\nfor = "verbs.tsv"\n{shown}[[near_miss]]\nfor = "verbs.tsv"\ntext = "It sank."\nwhy = "no verb"\n'
    own = folder({"verbs.tsv": f"harrumph\tsay that\t\t\t{code}=said\n", "examples.toml": examples})
    result = CliRunner().invoke(app, ["rules", "test", str(own)])
    assert result.exit_code == 2 and f"verbs.tsv: harrumph: {told}" in result.output and "those that do are" in result.output


def test_the_card_of_a_verb_is_shown_in_words() -> None:
    told = CliRunner().invoke(app, ["rules", "show", "accuse"]).stdout
    assert told.startswith("# accuse\n\na verb · verbs.tsv\n") and "- of: somebody of, or as, something (right 8 of 10 times" in told
    assert "Chunk that it ends: said\n" in told and "Checks that look for it: " in told
    assert CliRunner().invoke(app, ["rules", "show", "v-that"]).stdout.startswith("# V-THAT\n")


def test_lines_of_ones_own_go_before_the_shipped_ones(folder: Folder) -> None:
    lesson = '[[{}]]\nfor = "abbreviations.txt"\ntext = "He left, Cllrs. Lund said."\n{}\n'
    examples = lesson.format("example", 'content = "He left"') + lesson.format("near_miss", 'why = "another"')
    rules = load_rules(folder({"abbreviations.txt": "[titles]\nCllrs\n", "examples.toml": examples}))
    assert "Cllrs" in rules.get(read_abbreviations).titles and "Mr" in rules.get(read_abbreviations).titles


def test_what_a_folder_leaves_alone_is_shared_and_what_it_touches_is_made_anew(folder: Folder) -> None:
    rules, shipped = load_rules(folder({"cues.tsv": "harrumph\tTHAT\t9\t10\n"})), shipped_rules()
    assert rules.get(read_grammar) is shipped.get(read_grammar)
    assert rules.get(read_frames) is shipped.get(read_frames)
    assert rules.get(read_tables) is not shipped.get(read_tables)


def test_words_of_a_file_are_added_its_values_replaced_its_entries_go_by_name() -> None:
    shipped = {"list": ["a"], "words": "b c", "label": "possible", "long": 7, "rule": [{"id": "X", "most": 1}, {"id": "Y", "most": 2}]}
    own = {"list": ["d"], "words": "e", "label": "probable", "rule": [{"id": "Z", "most": 3}, {"id": "Y", "most": 4}]}
    assert merged(shipped, own) == {
        "list": ["a", "d"], "words": "b c e", "label": "probable", "long": 7,
        "rule": [{"id": "Z", "most": 3}, {"id": "X", "most": 1}, {"id": "Y", "most": 4}],
    }  # fmt: skip


def test_without_takes_words_and_keys_out() -> None:
    shipped = {"list": ["a", "b"], "words": "c d", "modals": {"may": "possible", "can": "can"}}
    assert merged(shipped, {"without": {"list": ["a"], "words": "d", "modals": {"can": ""}}}) == {
        "list": ["b"], "words": "c", "modals": {"may": "possible"},
    }  # fmt: skip


def test_an_office_of_ones_own_stands_before_a_name(folder: Folder) -> None:
    text = "Portreeve Jo Linde said the quay was full."
    assert extract(text).claims[0].role is None
    examples = lessons("names.toml", text, 'speaker = "Jo Linde"\nrole = "Portreeve"', "Wexford Jo Linde said the quay was full.")
    own = folder({"names.toml": '[titles]\nwords = "portreeve"\n[roles]\nany = "portreeve"\n', "examples.toml": examples})
    claim = extract(text, rules=load_rules(own)).claims[0]
    assert (claim.speaker, claim.role) == ("Jo Linde", "Portreeve")
    assert CliRunner().invoke(app, ["rules", "test", str(own)]).exit_code == 0


CHECK = """
[[check]]
code = "AV301"
options = { verbs = { harrumph = "said" } }
bad = [{ text = "Ilse Brandt harrumphed that a ticket was 12 euros.", words = "harrumphed" }]
good = [{ text = "The bishop harrumphed in the rain.", why = "nothing is said" }]
"""


def test_a_word_of_ones_own_is_checked_for(folder: Folder) -> None:
    own, text = folder({"checks.toml": CHECK, "cues.tsv": "harrumph\tTHAT\t9\t10\n"}), "Ilse Brandt harrumphed that a ticket was 12 euros."
    assert check(text) == ()
    assert [f.code for f in check(text, settings=Settings(rules=load_rules(own)))] == ["AV301"]
    assert CliRunner().invoke(app, ["rules", "test", str(own)]).exit_code == 0
    (own / "draft.txt").write_text(text)
    assert CliRunner().invoke(app, ["check", str(own / "draft.txt")]).exit_code == 0
    result = CliRunner().invoke(app, ["check", "--rules", str(own), "--min-level", "suggestion", str(own / "draft.txt")])
    assert "AV301" in result.output


LESSON = """
[[{}]]
for = "{}"
text = "{}"
{}
"""


def lessons(file: str, example: str, fields: str, near_miss: str) -> str:
    """An examples.toml with one example and one near miss."""
    return LESSON.format("example", file, example, fields) + LESSON.format("near_miss", file, near_miss, 'why = "another word"')


def test_a_certainty_word_of_ones_own_hedges(folder: Folder) -> None:
    text, fields = "The dam will plausibly break, Ana Ruiz said.", 'speaker = "Ana Ruiz"\ncertainty = "possible"\nfactuality = "PS+"'
    examples = lessons("certainty.toml", text, fields, "The dam will probably break, Ana Ruiz said.")
    own = folder({"certainty.toml": '[adverbs]\nplausibly = "possible"\n', "examples.toml": examples})
    assert [claim.certainty for claim in extract(text).claims] == ["planned"]
    assert [claim.certainty for claim in extract(text, rules=load_rules(own)).claims] == ["possible"]
    assert CliRunner().invoke(app, ["rules", "test", str(own)]).exit_code == 0


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"chunks.toml": CHUNKS}, r"chunks\.toml: words without examples do not load: add \[\[example\]\] with for = 'chunks\.toml'"),
        ({"chunks.toml": CHUNKS, "examples.toml": EXAMPLES.split("[[near")[0]}, r"chunks\.toml: words without near misses do not load"),
        ({"chunks.toml": '[[haed]]\nname = "X"', "examples.toml": EXAMPLES}, r"chunks\.toml: unknown key 'haed' \(did you mean 'head'\?\)"),
        ({"chunks.toml": "[[head]]\nwrods = []", "examples.toml": EXAMPLES}, r"chunks\.toml: head 1: unknown key 'wrods'"),
        ({"chunks.toml": "groups = 1", "examples.toml": EXAMPLES}, r"chunks\.toml: groups: must be like the shipped \{"),
        ({"checks.toml": CHECK.replace("AV301", "AV399")}, r"checks\.toml: check 1: there is no check 'AV399'"),
        ({"checks.toml": CHECK.replace("good", "godo")}, r"checks\.toml: check 1: unknown key 'godo'"),
        ({"checks.toml": CHECK.split("good")[0]}, r"checks\.toml: AV301: what a check looks for does not change without examples"),
        ({"examples.toml": EXAMPLES}, r"examples\.toml: for 'chunks\.toml': there is no such word file beside it"),
        ({"examples.toml": EXAMPLES.replace("certainty", "certanity")}, r"example 1: unknown key 'certanity' \(did you mean 'certainty'"),
    ],
    ids=[
        "no example",
        "no near miss",
        "unknown table",
        "unknown key",
        "wrong type",
        "no such check",
        "unknown key of a check",
        "check without examples",
        "example of nothing",
        "no field",
    ],
)
def test_a_broken_file_of_words_is_named_with_the_mend(folder: Folder, files: Mapping[str, str], message: str) -> None:
    own = folder(files)
    with pytest.raises(RuleError, match=message):
        load_rules(own)
