"""What a finding says and where; comments; settings; baselines; mends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from attribution.checks import Settings, check
from attribution.checks.baseline import baseline, read_baseline, without_known
from attribution.checks.finding import fingerprints
from attribution.checks.fixes import fixed
from attribution.checks.registry import all_checks, find_check
from attribution.checks.settings import find_settings, parse_settings, read_settings, with_options
from attribution.errors import InputError, UsageError

CLAIMED = "The director, Oskar Renn, claimed that the boats were empty."
EVERYTHING = Settings(select=("ALL",))


def found(text: str, doc: str = "-", settings: Settings = EVERYTHING) -> list[tuple[str, int, int, str]]:
    return [(f.code, f.line, f.column, f.words) for f in check(text, doc, settings)]


def test_a_finding_says_where_and_what_in_one_sentence() -> None:
    [finding] = check(f"\n{CLAIMED}\n", "draft.txt")
    assert (finding.line, finding.column, finding.end_line, finding.end_column) == (2, 27, 2, 34)
    assert (finding.code, finding.name, finding.severity) == ("AV301", "loaded-verb", "warning")
    assert finding.message == '"Claimed" takes sides about a plain statement; write "said".' or finding.message.startswith(
        '"claimed" takes'
    )
    assert (finding.speaker, finding.context) == ("Oskar Renn", CLAIMED)


@pytest.mark.parametrize(
    ("doc", "text"),
    [
        ("a.md", f"---\ntitle: x\n---\n\n{CLAIMED}"),
        ("a.md", f"> a\n\n```\nHe claimed that it was so.\n```\n{CLAIMED}"),
        ("a.html", f"<p>😀 &amp; <b>x</b></p>\n<p>{CLAIMED}</p><pre>He claimed that it was so.</pre>"),
        ("a.txt", f"Head\r\n\r\n{CLAIMED}\r\n"),
    ],
)
def test_the_place_is_that_of_the_file_whatever_the_markup(doc: str, text: str) -> None:
    at = text.index("claimed that the boats")
    [finding] = check(text, doc)
    assert (finding.begin, finding.end, finding.words) == (at, at + 7, "claimed")
    assert finding.line == text[:at].count("\n") + 1


def test_nothing_inside_a_quotation_is_the_writers_wording() -> None:
    assert found('"Critics say he allegedly claimed that it could possibly sink, sources said," said Ann Lee, a pilot.') == []


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (f"{CLAIMED} <!-- attribution: ignore[AV301] his word -->", []),
        (f"{CLAIMED} <!-- attribution: ignore -->", []),
        (f"{CLAIMED} <!-- attribution: ignore[loaded-verb] -->", []),
        (f"{CLAIMED} <!-- attribution: ignore[AQ] -->", ["AV301", "AX901"]),
        (f"# attribution: ignore-next[AV301]\n\n{CLAIMED}", []),
        (f"// attribution: off\n{CLAIMED}\n// attribution: on\n{CLAIMED}", ["AV301"]),
        (f"<!-- attribution: off[AV] -->\n{CLAIMED}\n\n{CLAIMED}", []),
        (f"<!-- attribution: ignroe[AV301] -->\n{CLAIMED}", ["AX902", "AV301"]),
        ("# attribution: ignore-next[AX901]\n# attribution: ignore-next[AV301]\nIt rained.", []),
    ],
)
def test_comments_ignore_what_they_name_and_where(text: str, codes: list[str]) -> None:
    assert [code for code, *_ in found(text)] == codes


def test_a_comment_for_a_check_that_is_off_is_not_called_unused() -> None:
    text = "It rained. <!-- attribution: ignore[AV302] -->"
    assert found(text, settings=Settings()) == []
    assert [code for code, *_ in found(text)] == ["AX901"]


def test_comments_in_code_are_no_comments() -> None:
    assert [code for code, *_ in found(f"```\n<!-- attribution: off -->\n```\n\n{CLAIMED}", "a.md")] == ["AV301"]


@pytest.mark.parametrize(
    ("select", "extend", "ignore", "on", "off"),
    [
        ([], [], [], {"AV301"}, {"AQ108", "AV302"}),
        (["AQ"], [], [], {"AQ108", "AQ101"}, {"AV301"}),
        (["AQ"], [], ["AQ108"], {"AQ101"}, {"AQ108"}),
        (["AQ108"], [], ["AQ"], {"AQ108"}, {"AQ101"}),
        ([], ["mind-reading"], [], {"AV302", "AV301"}, {"AV304"}),
        ([], [], ["AV"], {"AQ101"}, {"AV301"}),
        (["ALL"], [], ["AC4"], {"AQ108", "AX901"}, {"AC401"}),
    ],
)
def test_selectors(select: list[str], extend: list[str], ignore: list[str], on: set[str], off: set[str]) -> None:
    codes = with_options(Settings(), select, extend, ignore, None, None).codes
    assert (on <= codes, off & codes) == (True, set())


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"selct": []}, "a.toml: unknown key 'selct' (did you mean 'select'?)"),
        ({"select": ["AQ18"]}, "a.toml: select: there is no check 'AQ18' (did you mean 'AQ108'?)"),
        ({"ignore": ["loaded-verbs"]}, "a.toml: ignore: there is no check 'loaded-verbs' (did you mean 'loaded-verb'?)"),
        ({"select": "AQ"}, "a.toml: select must be a list of strings"),
        ({"fail-level": "fatal"}, "a.toml: fail-level: 'fatal' is no level; there are suggestion, warning, error"),
        ({"per-file-ignores": {"*.md": ["AQ999"]}}, "a.toml: per-file-ignores: *.md: there is no check 'AQ999'"),
        ({"options": {"AQ108": {"max_word": 1}}}, "a.toml: options: AQ108: unknown key 'max_word' (did you mean 'max_words'?)"),
        ({"options": {"AQ108": {"max_words": "2"}}}, "a.toml: options: AQ108: max_words must be like 2"),
        ({"options": {"AQ8": {}}}, "a.toml: options: AQ8: no such check"),
    ],
)
def test_what_a_settings_file_has_wrong_is_named(table: dict[str, object], message: str) -> None:
    with pytest.raises(UsageError) as error:
        parse_settings(table, {}, "a.toml")
    assert str(error.value).startswith(message)


def test_the_nearest_settings_upwards_are_read(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.claim-attribution.check]\nselect = ["AQ"]\n')
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "a" / "pyproject.toml").write_text("[tool.other]\nx = 1\n")
    assert find_settings(inner).select == ("AQ",)
    (tmp_path / "a" / "attribution.toml").write_text('[check]\nselect = ["AV"]\n')
    assert find_settings(inner).select == ("AV",)


def test_a_settings_file_that_is_named_must_be_there_and_have_the_table(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        read_settings(str(tmp_path / "no.toml"))
    (tmp_path / "a.toml").write_text("x = 1\n")
    with pytest.raises(UsageError):
        read_settings(str(tmp_path / "a.toml"))


def test_per_file_ignores_and_options_are_heeded() -> None:
    settings = parse_settings({"per-file-ignores": {"opinion/*": ["AV301"]}}, {}, "/x/attribution.toml")
    assert check(CLAIMED, "opinion/a.txt", settings) == ()
    assert [f.code for f in check(CLAIMED, "news/a.txt", settings)] == ["AV301"]
    assert check(CLAIMED, "-", parse_settings({"options": {"AV301": {"verbs": {"admit": "said"}}}}, {}, "a.toml")) == ()


def test_a_baseline_knows_findings_wherever_they_move(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    path.write_text(json.dumps(baseline(check(CLAIMED))), encoding="utf-8")
    known = read_baseline(str(path))
    assert without_known(check(f"It rained.\n\n{CLAIMED}"), known.copy()) == []
    twice = without_known(check(f"{CLAIMED}\n\n{CLAIMED}"), known.copy())
    assert [f.line for f in twice] == [3]
    with pytest.raises(InputError):
        read_baseline(str(tmp_path / "none.json"))


def test_fingerprints_do_not_change_when_lines_move_and_differ_for_equal_words() -> None:
    one = fingerprints(check(f"{CLAIMED}\n\n{CLAIMED}", "a.txt"))
    moved = fingerprints(check(f"It rained.\n\n{CLAIMED}\n\n{CLAIMED}", "a.txt"))
    assert (len(set(one)), one) == (2, moved)


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ('"We looked at it, she said. The price stays.', '"We looked at it," she said. The price stays.'),
        ("“We looked at it, Ann Lee said.", "“We looked at it,” Ann Lee said."),
        ("He called it “a gift to the town, and left.", None),
        (
            'Ann Lee said: "I fell onto the snow."\n\n"Then I heard the rotor."',
            'Ann Lee said: "I fell onto the snow.\n\n"Then I heard the rotor."',
        ),
        (
            'Ann Lee said: "I fell onto the snow.\n\nThen I heard the rotor."',
            'Ann Lee said: "I fell onto the snow.\n\n"Then I heard the rotor."',
        ),
        (CLAIMED, CLAIMED.replace("claimed", "said")),
        ("Ann Lee claims she fell.", "Ann Lee says she fell."),
        ("Paul Ito has admitted he saw it.", "Paul Ito has said he saw it."),
        ("Ann Lee claimed to have seen it.", None),
        ('We looked at it," Ann Lee told the town. It is dry.', '"We looked at it," Ann Lee told the town. It is dry.'),
        ('It rained. We looked at it," Ann Lee said. It is dry.', None),
        ('Ann Lee said: "We looked at it.', 'Ann Lee said: "We looked at it."'),
        ("”We fell,” said Ann Lee. “It hurt.”", "“We fell,” said Ann Lee. “It hurt.”"),
        ("# attribution: ignore-next[AV301] old\nIt rained.", "It rained."),
        ("<!-- attribution: ignore-next[AC406] -->\r\nIt rained.\r\n", "It rained.\r\n"),
        ("It rained. <!-- attribution: ignore[AV301] old --> It snowed.", "It rained. It snowed."),
        ("# attribution: ignore-nxt\nIt is dear, critics say.", "# attribution: ignore-next\nIt is dear, critics say."),
        ('We fell," said Ann Lee. "It hurt."', '"We fell," said Ann Lee. "It hurt."'),
        ("<!-- attribution: ignore[AV3O1] -->", None),
    ],
)
def test_only_what_has_one_mend_is_mended_and_then_found_no_more(text: str, mended: str | None) -> None:
    after, count = fixed(text, check(text))
    assert (after, count) == (mended if mended is not None else text, int(mended is not None))
    if mended is not None:
        assert [f for f in check(after) if f.edits] == []


def test_one_cause_is_told_once() -> None:
    lede = "Boats sail\n\nThe harbour closes in May, a clerk said."
    assert [f.code for f in check(lede)] == ["AS202"]
    assert [f.code for f in check(lede, settings=Settings(ignore=("AS202",)))] == ["AS210"]
    lost = 'It rained.\n\n"We had no warning at all." It was late. "We left.\n\nIt snowed.'
    assert [f.code for f in check(lost)] == ["AQ104"]
    assert [f.code for f in check(lost, settings=Settings(ignore=("AQ104",)))] == ["AQ101"]


def test_checks_are_found_by_code_and_name() -> None:
    assert find_check("aq101") is find_check("unattributed-quotation") is all_checks()[0]
    with pytest.raises(UsageError, match="did you mean 'AQ10"):
        find_check("AQ1O1")


@hypothesis_settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(['"', "“", "”", "‘", " he said", "Ann Lee ", "said ", "claimed that ", "\n", "\n\n", ". ", ", ", "critics say ", "allegedly ", "😀", "could possibly ", "# attribution: off\n", "<!-- attribution: ignore -->", "a dancer said ", "the Gazette reported "]), max_size=40).map("".join), st.sampled_from(["-", "a.md", "a.html"]))  # fmt: skip  # noqa: E501
def test_any_text_is_checked_and_findings_lie_inside_it(text: str, doc: str) -> None:
    for finding in check(text, doc, EVERYTHING):
        assert 0 <= finding.begin < finding.end <= len(text)
        assert finding.words == text[finding.begin : finding.end]
