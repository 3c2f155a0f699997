"""Drafts against their sources: where each quotation stands, what differs, and whose words they are."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from typer.testing import CliRunner

from attribution.cli.app import app
from attribution.errors import UsageError
from attribution.model import Span
from attribution.output.traces import traces_table
from attribution.readers.article import read_article
from attribution.verify import Trace, verify
from attribution.verify.codes import CODES as CODES_BY
from attribution.verify.fold import fold, fold_source
from attribution.verify.passages import find_turns
from attribution.verify.record import POLICIES
from attribution.verify.retrieve import Corpus
from attribution.verify.run import verify_source
from attribution.verify.sources import read_sources
from attribution.verify.speakers import compare_speakers
from attribution.verify.tracing import _without_long_gaps

FIXTURES = Path(__file__).parent.parent / "fixtures" / "verify"


def rows_of(name: str) -> list[list[str]]:
    return [line.split("\t") for line in (FIXTURES / name).read_text("utf-8").splitlines() if not line.startswith("#")]


KEYS, CLAIMS, MISSED, CODES = (rows_of(name) for name in ("keys.tsv", "claims.tsv", "missed.tsv", "codes.tsv"))
CLAIMED = {row[0] for row in KEYS} - {"open/right.md", "open/wrong.md", "kept-aside/mixed.md"}  # drafts whose claims were keyed, too


@cache
def corpus() -> Corpus:
    return read_sources([str(FIXTURES / "sources")]).corpus


def traces_of(draft: str) -> tuple[Trace, ...]:
    return verify_source(*read_article(str(FIXTURES / draft)), corpus()).traces


TALK = "IDA HOLM: We will build the bridge in spring. It is cheap, quick and safe.\n\nPELLE LUND: Nobody asked the fishermen of Oddness.\n"


def traced(text: str, sources: dict[str, str] | None = None) -> Trace:
    (trace,) = verify(f"“{text}” the mayor said.\n", sources or {"talk.txt": TALK}).traces
    return trace


@pytest.mark.parametrize("draft", sorted({row[0] for row in KEYS}))
def test_the_drafts_have_the_faults_that_they_were_written_with_and_no_others(draft: str) -> None:
    found: dict[str, list[list[str]]] = {}
    keyed: dict[str, list[list[str]]] = {}
    for trace in traces_of(draft):
        flags = ",".join(sorted(trace.flags))
        quoted, shifts = [trace.status, flags, trace.speaker_match], [trace.kind, *(shift.what for shift in trace.shifts)]
        row = quoted if trace.kind == "quotation" else shifts
        if trace.kind == "quotation" or (trace.shifts and draft in CLAIMED):
            found.setdefault(str(trace.line), []).append(row)
    for name, line, *row in [*KEYS, *CLAIMS]:
        if name == draft:
            keyed.setdefault(line, []).append(row)
    wrong = {line for line in found.keys() | keyed.keys() if found.get(line) != keyed.get(line)}
    assert wrong == {line for name, line, _ in MISSED if name == draft}


@pytest.mark.parametrize("draft", sorted({row[0] for row in CODES}))
def test_each_line_has_the_findings_that_it_was_written_for_and_no_others(draft: str) -> None:
    found: dict[str, set[str]] = {}
    for trace in traces_of(draft):
        if trace.codes:
            found.setdefault(str(trace.line), set()).update(trace.codes)
    keyed = {line: set(codes.split()) for name, line, codes in CODES if name == draft and line}
    wrong = {line for line in found.keys() | keyed.keys() if found.get(line) != keyed.get(line)}
    assert wrong == {line for name, line, _ in MISSED if name == draft}


def test_there_are_forty_drafts_over_fifteen_sources_and_every_finding_is_in_two_lines() -> None:
    drafts = {path.relative_to(FIXTURES).as_posix() for folder in ("open", "kept-aside") for path in (FIXTURES / folder).iterdir()}
    assert drafts == {row[0] for row in [*KEYS, *CODES]}
    assert len(drafts) == 40
    assert sum(draft.startswith("kept-aside/") for draft in drafts) == 13
    kinds = Counter(material.kind for material in corpus().materials)
    assert kinds == {"transcript": 4, "statement": 3, "article": 8}
    told = Counter(code for _, _, codes in CODES for code in codes.split())
    told.update(CODES_BY["statuses"].get(status, "") for _, _, status, *_ in KEYS)
    other = {"AT531", "AT590"}  # of what is not there, see absent.tsv
    wanted = {code for table in CODES_BY.values() for code in table.values()} - other
    assert {code for code in wanted if told[code] < 2} == set()


def test_a_trace_leads_to_the_place_in_draft_and_source() -> None:
    trace = traced("It is cheap, quick and safe.")
    assert (trace.status, trace.source, trace.source_line, trace.source_column) == ("verbatim", "talk.txt", 1, 47)
    ((begin, end),) = trace.source_spans
    assert TALK[begin:end] == "It is cheap, quick and safe"
    assert trace.span == (1, 29)


PUPPET = """Nobody here is a puppet of the port, the paper wrote.

Pelle Lund called the board a puppet of the ministry. “So it is,” Lund said.
"""


@pytest.mark.parametrize(
    ("draft", "flags"),
    [
        ("“A puppet,” Ida Holm said.", ()),  # two words that anybody may say
        ("“Puppet of the ministry,” Pelle Lund said.", ("paraphrase-in-marks",)),
        ("“Nobody here is a puppet of the port,” Ida Holm said.", ("paraphrase-in-marks",)),
    ],
)
def test_a_few_words_that_stand_somewhere_are_no_paraphrase_of_somebody_else(draft: str, flags: tuple[str, ...]) -> None:
    (trace,) = verify(draft + "\n", {"paper.txt": PUPPET}).traces
    assert trace.flags == flags


@pytest.mark.parametrize(
    ("draft", "mark", "words", "column"),
    [
        ("“It is … quick and safe,” Holm said.", "…", "not", "“It is … ‹not› quick and safe,”"),
        ("“We … build it in … spring,” Holm said.", "…", "never", "“We … ‹never› build it in … spring,”"),
        ("“It is [very] quick and safe,” Holm said.", "[very]", "not", "“It is [very] ‹not› quick and safe,”"),
    ],
)
def test_the_mark_that_swallowed_a_negation_has_its_place_in_draft_and_source(draft: str, mark: str, words: str, column: str) -> None:
    source = "IDA HOLM: It is not quick and safe to cross. We will never build it in early spring.\n"
    tracing = verify(draft + "\n", {"talk.txt": source})
    (trace,) = tracing.traces
    assert trace.flags == ("omission",)
    change = trace.changes[-1]
    assert (change.draft, change.source) == (mark, words)
    assert (draft[slice(*change.draft_span)], source[slice(*change.source_span)]) == (mark, words)
    assert column.rstrip(",”") in traces_table(tracing, 200)


def test_an_ellipsis_behind_words_that_stand_everywhere_is_found_by_what_is_behind_it() -> None:
    talk = f"IDA HOLM: {'This is a ferry. ' * 80}This is a storm that comes between harbour and island. {'This is a quay. ' * 80}\n"
    assert traced("This is a … harbour and island", {"talk.txt": talk}).status == "trimmed"


def test_a_passage_whose_parts_lie_far_apart_is_told_without_all_that_lies_between() -> None:
    text = "one two" + " rain" * 1_000 + " three four"
    told = _without_long_gaps(text, [Span(0, 7), Span(len(text) - 10, len(text))])
    assert told.startswith("one two rain rain") and told.endswith("rain three four")
    assert told.count(" […] ") == 1 and len(told) < 700
    assert _without_long_gaps("one and two, three", [Span(0, 3), Span(8, 11), Span(13, 18)]) == "one and two, three"


def test_changed_words_are_shown_with_their_places_and_kind() -> None:
    trace = traced("We will build the bridge in autumn.")
    ((draft, source, kind, draft_span, source_span),) = trace.changes
    assert (trace.status, draft, source, kind) == ("altered", "autumn", "spring", "content")
    assert draft_span == (29, 35)
    assert source_span is not None
    assert TALK[slice(*source_span)] == "spring"


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("We will build the bridge in spring.", "verbatim"),
        ("we will build the bridge, in spring", "marks"),
        ("We’ll build the bridge in spring.", "spelling"),
        ("We will build … in spring.", "trimmed"),
        ("We will build [it] in spring.", "trimmed"),
        ("We will not build the bridge in spring.", "altered"),
        ("We will build the bridge in spring. Nobody asked the fishermen of Oddness.", "stitched"),
        ("Cows give milk on the moon.", "not-found"),
    ],
)
def test_statuses(said: str, status: str) -> None:
    assert traced(said).status == status


BRACKETED = (
    "IDA HOLM: You know, we can't not speak of the bridge [it has two lanes], and we never will. The U.S. has built many of them "
    "[on the coast], each with a ferry beside it [of three decks].\n"
)


@pytest.mark.parametrize(
    ("said", "status", "flags"),
    [
        ("You know we can't not speak of the bridge", "marks", ()),  # where "you know," counts for no word
        ("we can't … speak of the bridge", "trimmed", ("omission",)),  # and no repetition is swallowed
        ("The U.S has built many of them [on the coast], each with a ferry", "marks", ()),
        ("The U.S. has … many of them [on the coast], each with a ferry", "trimmed", ()),  # brackets of the source, ellipsis of the draft
        ("each with a ferry beside it [of three decks]", "verbatim", ()),
        ("each with a ferry beside it [of four decks]", "altered", ()),  # inside the source's own brackets, at the end
        ("we can't not speak of the bridge [it has two lanes], and … never will", "trimmed", ()),
        ("The U.S. has built [too] many of them [on the coast], each", "trimmed", ()),  # one of the draft, one of the source
        ("The U.S. has built [too] many of them [on the coast], all", "altered", ()),
        ("The U.S. has built many of them [sic] [on the coast], each", "trimmed", ()),  # side by side
        ("[on the coast], [we know] each with a ferry beside it", "trimmed", ()),
        ("we can't not speak of the bridge [it has six lanes], and … never will", "altered", ()),
    ],
)
def test_brackets_fillers_and_ellipses_of_the_source(said: str, status: str, flags: tuple[str, ...]) -> None:
    trace = traced(said, {"talk.txt": BRACKETED})
    assert (trace.status, trace.flags) == (status, flags)


@pytest.mark.parametrize(
    ("said", "status", "changes"),
    [
        ("We put it at $4.2 million", "spelling", []),
        ("We put it at £4.2 million", "altered", [("£4.2 million", "4.2 million dollars")]),
        ("It was $500 a head, and £30 more", "verbatim", []),
        ("It was €500 a head", "altered", [("€500", "$500")]),
        ("It wasn't $500 a head", "altered", [("wasn't", "was")]),
        ("it is the sea", "altered", [("is", "isn't")]),  # a negation alone, of few words of the same speaker
    ],
)
def test_money_and_the_two_halves_of_a_word(said: str, status: str, changes: list[tuple[str, str]]) -> None:
    source = "MAYOR IDA HOLM: We put it at 4.2 million dollars. It was $500 a head, and £30 more. No, it isn't the sea.\n\nANNA BERG: Oh.\n"
    (trace,) = verify(f"“{said},” Ida Holm said.\n", {"talk.txt": source}).traces
    assert (trace.status, [change[:2] for change in trace.changes]) == (status, changes)


@pytest.mark.parametrize(
    ("said", "flags"),
    [
        ("the ferry comes … the pilots like it", ("omission",)),
        ("the ferry comes … and they sleep", ()),
        ("And … the quay is safe", ("omission",)),
        ("The quay is safe", ("sense-cut",)),
        ("the end of the winter ferry in these islands", ("sense-cut",)),
        ("That could be the end of the winter ferry in these islands", ()),
        ("We pay whether … they sail", ()),  # which is there twice
    ],
)
def test_what_is_open_and_what_is_only_thought_may_not_be_swallowed(said: str, flags: tuple[str, ...]) -> None:
    source = (
        "IDA HOLM: We know when the ferry comes. I think the pilots like it, and they sleep. And whether the quay is safe is open. "
        "We pay whether they sleep or whether they sail. That could be the end of "
        "the winter ferry in these islands.\n"
    )
    assert traced(said, {"talk.txt": source}).flags == flags


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("The pier is open, the mayor said. The ferry sails, according to the port.\n", "article"),
        ("The pier is open, as the mayor said. We thank you, according to custom.\n", "statement"),
        ("The pier is open, the mayor said.\n", "statement"),
    ],
)
def test_a_text_in_which_others_are_reported_is_an_article_without_quotation_marks(source: str, kind: str) -> None:
    (trace,) = verify("“The pier is open,” Ida Holm said.\n", {"a.txt": source}).traces
    assert trace.source_kind == kind


_RAIN = "HARALD BREKKE: " + "It rained on the island and on the sea all day. " * 2_500


@pytest.mark.parametrize(
    ("said", "among_few", "among_many"),
    [
        ("Convince them that, tell me what.", "stitched", "not-found"),
        ("It is a little much.", "altered", "not-found"),
        ("Every ferry needs a second harbour, and the lighthouse keeper painted both doors.", "stitched", "stitched"),
        ("Every ferry needs another harbour.", "altered", "altered"),
    ],
)
def test_common_words_that_stand_somewhere_in_many_sources_are_not_the_quotation(said: str, among_few: str, among_many: str) -> None:
    sources = {
        "a.txt": "IDA HOLM: You have to convince them that it works. It is a bit much. Every ferry needs a second harbour.\n",
        "b.txt": "PELLE LUND: Tell me what you saw. And the lighthouse keeper painted both doors.\n",
    }
    assert traced(said, sources).status == among_few
    assert traced(said, {**sources, "c.txt": _RAIN}).status == among_many


def test_a_quotation_of_small_change_from_many_sources_is_found_nowhere() -> None:
    runs = ["I guess I will", "have to get", "to a lot of", "that over the", "next four or", "five months"]
    sources = {f"{number}.txt": f"IDA HOLM: {run} {word}.\n" for number, (run, word) in enumerate(zip(runs, "abcdef", strict=True))}
    assert traced(" ".join(runs), sources).status == "not-found"


def test_a_negation_that_turns_a_sentence_is_no_small_change() -> None:
    (change,) = traced("We will not build the bridge in spring.").changes
    assert (change.draft, change.source, change.kind) == ("not", "", "negation")


def test_words_between_marks_that_an_article_has_as_its_own_are_a_paraphrase_but_not_those_of_a_statement() -> None:
    article = "The bridge will be built in spring, the mayor said.\n\n“It is cheap,” she said.\n"
    assert traced("The bridge will be built in spring", {"a.txt": article}).flags == ("paraphrase-in-marks",)
    assert traced("The bridge will be built in spring", {"a.txt": article.replace("“It is cheap,” she said.", "")}).flags == ()


def test_what_the_draft_itself_says_before_the_quotation_was_not_cut_off() -> None:
    source = {"talk.txt": "IDA HOLM: I do not want to build a bridge in this bay.\n"}
    (cut, *_) = verify("She said she would “build a bridge in this bay” soon.\n", source).traces
    (kept, *_) = verify("She said she did not want to “build a bridge in this bay” soon.\n", source).traces
    assert (cut.flags, kept.flags) == (("sense-cut",), ())


def test_one_labelled_turn_in_capitals_is_a_transcript_and_a_heading_with_a_colon_is_none() -> None:
    assert [turn.speaker for turn in find_turns("MINISTER ANNA BERG: We regret it.\n")] == ["MINISTER ANNA BERG"]
    assert find_turns("Poll: Many like ferries.\n\nThe ferries are full.\n\nThey sail.\n") == ()


@pytest.mark.parametrize(
    ("drafted", "said", "match"),
    [
        ("Dmitri Peskov", "Dmitry Peskov", "same"),
        ("José Álvarez", "Jose Alvarez", "same"),
        ("J. Holm", "Ida Holm", "different"),
        ("I. Holm", "Ida Holm", "same"),
        (None, "Ida Holm", "unknown"),
        ("the spokesman", "Ida Holm", "unknown"),
        ("Ida Holm", "UK Mayor Holm", "same"),
        ("Ida Holm", "Lund, the Mayor of Holm", "different"),
    ],
)
def test_speakers(drafted: str | None, said: str, match: str) -> None:
    assert compare_speakers(drafted, said) == match


def test_folding_keeps_places_and_drops_what_is_no_word() -> None:
    text = "[W]e don't … pay twenty-five [of them]"
    assert [(token.folded or token.kind, text[token.begin : token.end]) for token in fold(text)] == [
        ("we", "[W]e"), ("do", "don't"), ("not", "don't"), ("gap", "…"), ("pay", "pay"), ("25", "twenty-five"), ("bracket", "[of them]"),
    ]  # fmt: skip
    assert [token.folded for token in fold_source("00:12:33 We, um, can't [APPLAUSE] pay")] == ["we", "can", "not", "pay"]


@pytest.mark.parametrize(
    "text",
    [
        "", "\x00", " " * 500_000, "“", "“”" * 3_000, "[" * 20_000, ". . ." * 5_000, "“… […] …” " * 500, "“שלום 🙂” he said",
        "“a”\r\n" * 50,
    ],
)  # fmt: skip
def test_no_text_is_too_strange_as_draft_or_source(text: str) -> None:
    for trace in (*verify(text, {"talk.txt": TALK}).traces, *verify("“We will build the bridge”, he said.", {"x": text}).traces):
        assert trace.status in ("not-found", "partly-found", "verbatim", "marks")


def test_the_same_words_ten_thousand_times_are_found_once() -> None:
    trace = traced("It is cheap, quick and safe.", {"loop.txt": "It is cheap, quick and safe.\n" * 10_000})
    assert (trace.status, trace.source_line) == ("verbatim", 1)


def test_a_kind_that_is_none_is_an_error() -> None:
    with pytest.raises(UsageError, match="sermon is no kind of source"):
        verify("x", {"a": "b"}, kinds={"a": "sermon"})  # type: ignore[dict-item]


def run(*args: object) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, ["verify", *map(str, args)])
    return done.exit_code, done.stdout, done.stderr


def test_the_command_tells_findings_by_its_exit_code_and_names_what_was_compared() -> None:
    code, out, _ = run(FIXTURES / "open" / "right.md", "--against", FIXTURES / "sources", "--width", 150)
    assert code == 0
    assert "ferry-wire.txt (article, sha256 " in out
    code, out, _ = run(FIXTURES / "open" / "wrong.md", "--against", FIXTURES / "sources", "--width", 150)
    assert code == 1
    assert 'altered: "June" for "May"' in out
    assert "verified" not in out
    assert "true" not in out


def test_json_lines_hold_every_field_of_every_trace() -> None:
    _, out, _ = run(FIXTURES / "open" / "wrong.md", "--against", FIXTURES / "sources", "-f", "jsonl")
    records = [json.loads(line) for line in out.splitlines()]
    fields = {*Trace.__dataclass_fields__, "severity", "schema", "tool", "rules", "doc_sha256"}
    assert len(records) == 9
    assert all(set(record) == fields for record in records)


def test_what_is_wrong_with_the_sources_is_told_and_the_rest_is_compared(tmp_path: Path) -> None:
    draft, talk = tmp_path / "draft.md", tmp_path / "talk.txt"
    draft.write_text("“It is cheap, quick and safe,” Holm said.\n", "utf-8")
    talk.write_text(TALK, "utf-8")
    (tmp_path / "empty.txt").write_text("", "utf-8")
    code, out, err = run(draft, "--against", tmp_path, "--against", tmp_path / "missing.txt")
    assert code == 2
    assert "1 quotation: 1 verbatim" in out
    assert "draft.md: is the draft itself" in err
    assert "empty.txt: holds no words" in err
    assert "missing.txt: no such file" in err


def test_without_sources_or_with_the_wrong_ones_it_ends_with_two(tmp_path: Path) -> None:
    draft = tmp_path / "draft.md"
    draft.write_text("“Cows give milk on the moon,” he said.\n\n“Stars sing loudly,” he said.\n\n“Rain is dry,” she said.\n", "utf-8")
    talk = tmp_path / "talk.txt"
    talk.write_text(TALK, "utf-8")
    assert run(draft)[0] == 2
    code, _, err = run(draft, "--against", talk)
    assert code == 2
    assert "are these the right sources?" in err


@pytest.mark.parametrize(
    "said",
    [
        "We um, will build the the bridge in spring.",
        "We will build (you know) the bridge in spring.",
        "We- we will bu- build the bridge [APPLAUSE] in uh spring.",
    ],
)
def test_what_speech_holds_and_a_quotation_may_drop_is_cleaned_and_never_altered(said: str) -> None:
    trace = traced("We will build the bridge in spring.", {"talk.txt": f"IDA HOLM: {said}\n"})
    assert (trace.status, trace.severity) == ("cleaned", "suggestion")


def test_a_discourse_marker_of_the_source_may_lose_its_comma() -> None:
    talk = {"talk.txt": "IDA HOLM: The bridge was dear -- I mean, I liked the view, all in all. We had no boat, you know.\n"}
    assert traced("The bridge was dear -- I mean I liked the view", talk).status == "cleaned"
    assert traced("The bridge was dear -- I guess I liked the view", talk).status == "altered"


def test_one_sentence_made_of_the_halves_of_two_is_stitched() -> None:
    source = {"a.txt": "“We want a country of quiet roads and bays. We know that the bridge was sold to nobody we ever met,” he said.\n"}
    trace = traced("We want a country of … sold to nobody we ever met", source)
    assert (trace.status, trace.reason) == ("stitched", "halves of two sentences")


def test_the_places_before_the_first_turn_are_words_of_the_source_too() -> None:
    source = {"q.txt": "The minister spoke of hard times and cold winters.\n\nQ: Will it snow?\n\nA: It will.\n\nQ: When?\n\nA: Soon.\n"}
    assert traced("hard times and cold winters", source).status == "verbatim"


def test_subtitles_are_a_transcript_and_give_the_time(tmp_path: Path) -> None:
    cues = "WEBVTT\n\n00:00:01.000 --> 00:00:04.000\n<v Ida Holm>We will build the bridge\n\n"
    cues += "00:00:04.000 --> 00:00:06.000\n<v Ida Holm>in spring.\n\n"
    cues += "00:00:06.000 --> 00:00:09.000\n<v Pelle Lund>Nobody asked the fishermen.\n"
    (tmp_path / "t.vtt").write_text(cues, "utf-8")
    (tmp_path / "d.md").write_text(
        "“We will build the bridge in spring,” Ida Holm said.\n\n“Nobody asked the fishermen,” Ms. Holm said.\n", "utf-8"
    )
    code, out, _ = run(tmp_path / "d.md", "--against", tmp_path / "t.vtt", "-f", "jsonl")
    first, second = map(json.loads, out.splitlines())
    assert code == 1
    assert (first["status"], first["speaker_match"], first["source_kind"], first["source_place"]) == (
        "verbatim",
        "same",
        "transcript",
        "00:00:01",
    )
    assert (second["speaker_match"], second["source_speaker"], second["source_place"]) == ("different", "Pelle Lund", "00:00:06")


def test_a_draft_in_a_folder_of_sources_is_none_of_its_own_but_one_of_the_others(tmp_path: Path) -> None:
    said = "“We will build the bridge in spring, and it will be cheap and quick,” Ida Holm said.\n"
    for name, text in (("a.md", said), ("b.md", f"The mayor spoke on Monday.\n\n{said}"), ("copy.md", said)):
        (tmp_path / name).write_text(text, "utf-8")
    result = CliRunner().invoke(app, ["verify", str(tmp_path / "a.md"), "--against", str(tmp_path), "-f", "jsonl"])
    (record, *_) = [json.loads(line) for line in result.stdout.splitlines()]
    assert (record["status"], record["source"]) == ("verbatim", str(tmp_path / "b.md"))
    assert sorted(line.split(":")[0].rsplit("/", 1)[-1] for line in result.stderr.splitlines() if "left out" in line) == ["a.md", "copy.md"]


def test_a_draft_that_is_its_only_source_is_told_and_exits_with_2(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("“We will build the bridge in spring,” Ida Holm said.\n", "utf-8")
    result = CliRunner().invoke(app, ["verify", str(tmp_path / "a.md"), "--against", str(tmp_path)])
    assert result.exit_code == 2
    assert "no other source" in result.stderr


def test_the_policy_decides_how_urgent_it_is_that_um_was_left_out() -> None:
    source = {"talk.txt": "IDA HOLM: We will, um, build the bridge in in spring.\n"}
    severities = [
        verify("“We will build the bridge in spring,” Ida Holm said.\n", source, policy=policy).traces[0].severity for policy in POLICIES
    ]
    assert severities == ["suggestion", "warning"]
