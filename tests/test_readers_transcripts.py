"""Subtitles and transcripts: turns with names, times as places, and the way back to the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attribution.located import extract_source
from attribution.model import Claim
from attribution.pipeline import extract
from attribution.readers.article import read_article
from attribution.readers.subtitles import read_subtitles
from attribution.readers.transcript import read_transcript

INTAKE = Path(__file__).parent.parent / "fixtures" / "intake"


def rows(name: str) -> list[tuple[str | None, str | None, str, str]]:
    source, readable = read_article(str(INTAKE / name))
    claims = extract_source(source, readable).claims
    for claim in claims:
        check_places(source.text, claim)
    return [(claim.place, claim.speaker, claim.claim, claim.certainty) for claim in claims]


def check_places(text: str, claim: Claim) -> None:
    first, last = claim.claim.split()[0], claim.claim.split()[-1]
    assert text[claim.content_spans[0].begin :].startswith(first)
    assert text[: claim.content_spans[-1].end].endswith(last)


def test_voices_of_webvtt_are_turns() -> None:
    readable = read_article(str(INTAKE / "council.vtt"))[1]
    assert readable is not None
    assert readable.text.split("\n\n") == [
        "Ada Holm: The bridge will open in May. We have the money & the steel. I promise that.",
        "Piet Adler: Who pays for it?",
        "Ada Holm: The harbour company does.",
    ]
    assert [row[:2] for row in rows("council.vtt")] == [("00:00:03", "Ada Holm"), ("00:12:33", "Piet Adler"), ("00:12:37", "Ada Holm")]


def test_names_in_subrip_are_turns() -> None:
    assert rows("interview.srt") == [
        ("00:00:01", "HOLM", "Was the ferry safe?", "asked"),
        ("00:00:03", "LUND", "It was safe when it left. I checked it myself", "asserted"),
        ("00:00:06", "HOLM", "Who denied that?", "asked"),
        ("00:01:10", "LUND", "The company may have denied it", "possible"),
    ]


def test_a_diarised_transcript_has_times_and_numbered_voices() -> None:
    found = rows("podcast.txt")
    assert [row[:3] for row in found] == [
        ("00:00:02", "SPEAKER_00", "Was the ferry safe?"),
        ("00:00:19", "SPEAKER_01", "It was safe when it left. I checked it myself"),
        ("00:00:31", "SPEAKER_00", "Who denied that?"),
        ("00:01:10", "SPEAKER_01", "The company may have denied it"),
    ]


def test_times_and_names_on_lines_of_their_own() -> None:
    assert rows("otter.txt") == [
        ("00:00:06", "Ada Holm", "The bridge will open in May", "planned"),
        ("00:00:19", "Piet Adler", "Who pays for it?", "asked"),
        ("01:02:03", "Ada Holm", "The harbour company does. It could sell a ship", "asserted"),
        ("01:02:40", "Piet Adler", "Nobody knows", "asserted"),
    ]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("[00:19] Holm: Yes.\n[00:21] Lund: No.\n[00:25] Holm: Why?\n", "Holm: Yes.\n\nLund: No.\n\nHolm: Why?"),
        (
            "Ada Holm (00:06):\nYes.\nPiet Adler (00:09):\nNo.\nAda Holm (00:12):\nWhy?",
            "Ada Holm: Yes.\n\nPiet Adler: No.\n\nAda Holm: Why?",
        ),
        (
            "[00:00.000 --> 00:04.000] We sail\n[00:04.000 --> 00:06.000] at noon.\n[00:07.000 --> 00:09.000] Yes.",
            "We sail at noon.\n\nYes.",
        ),
    ],
)
def test_the_forms_of_transcripts(text: str, read: str) -> None:
    page = read_transcript(text)
    assert page is not None
    assert page.text.strip() == read


@pytest.mark.parametrize(
    "text",
    [
        "The train left at 10:15 and the ferry at 11:20, the harbour master said.\n\nNobody was hurt.",
        "19:30 News\n\nA long programme follows.\n\nIt has many lines.\n\nNone has a time.",
        "Q. Why?\n\nA. Because.\n\nQ. Who?",
    ],
)
def test_other_texts_are_no_transcripts(text: str) -> None:
    assert read_transcript(text) is None


def test_lines_that_roll_are_read_once() -> None:
    cue = "00:00:0{}.000 --> 00:00:0{}.000\n{}\n\n"
    text = cue.format(1, 2, "we sail at") + cue.format(2, 3, "we sail at\nnoon said Lund") + cue.format(3, 4, "noon said Lund\nand left")
    assert read_subtitles(text).text.strip() == "we sail at noon said Lund and left"


PIECES = st.lists(
    st.sampled_from(
        ["00:01 --> 00:02\n", "00:00:01.000 --> 00:00:02.000", "\n", "\r\n", "\n\n", "<v Ann>", "</v>", "<", "&amp;", "&", "{\\an8}", "{",
         ">> ", "- ", "HOLM: ", "[00:19] ", "00:06 Ada Holm\n", "(00:1", "99999:99:99,9 --> 1:1", "word ", "\x00", "NOTE", "٣:٣٣ "]
    ),
    max_size=40,
).map("".join)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(PIECES)
def test_any_text_is_read_and_every_character_has_a_place(text: str) -> None:
    for page in (read_subtitles(text), read_transcript(text)):
        for at in range(len(page.text) if page is not None else 0):
            begin, end = page.span(at, at + 1)
            assert 0 <= begin <= end <= len(text)
            page.place(begin)


@pytest.mark.parametrize("mark", [".", ":"])
def test_a_label_is_no_initial_of_the_name_behind_it(mark: str) -> None:
    text = f"Q{mark} Will you close the bridge?\nA{mark} Mary says it is not safe.\nQ{mark} Can it wait?\n"
    label = "" if mark == ":" else mark
    found = [(claim.source, claim.claim) for claim in extract(text).claims]
    assert found == [
        (f"Q{label}", "Will you close the bridge?"),
        (f"A{label}", "Mary says it is not safe"),
        (f"Q{label}", "Can it wait?"),
    ]
    assert {claim.speaker for claim in extract(text).claims} <= {f"Q{label}", f"A{label}", None}


def test_who_speaks_once_in_a_transcript_is_a_speaker() -> None:
    text = "Ada Holm: The bridge is safe.\n\nRosa Pinto: We will close it.\n\nAda Holm: That was known.\n"
    assert [claim.speaker for claim in extract(text).claims] == ["Ada Holm", "Rosa Pinto", "Ada Holm"]


def test_a_heading_and_a_colon_among_paragraphs_of_prose_is_no_speaker() -> None:
    text = "Results: The town won.\n\nIt rained all day.\n\nWeather: It will stay dry.\n\nResults: The visitors lost.\n"
    assert "Weather" not in {claim.speaker for claim in extract(text).claims}


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        (
            "a.vtt",
            "WEBVTT\n\n00:01.000 --> 00:04.000\n<v Ada Holm>We sail.\n\n00:09.000 --> 00:12.000\n<v Ada Holm>It may rain.\n",
            [("Ada Holm", "We sail"), ("Ada Holm", "It may rain")],
        ),
        ("a.srt", "1\n00:00:01,000 --> 00:00:03,000\nHOLM: We sail.\n", [("HOLM", "We sail")]),
        ("a.srt", "1\n00:00:01,000 --> 00:00:03,000\nWarning: We sail.\n", []),
        ("a.txt", "[00:19] Holm: We sail.\n[00:25] Holm: It may rain.\n[00:31] Holm: No.\n", [("Holm", "We sail. It may rain. No")]),
    ],
)
def test_what_a_voice_says_alone_is_its_claim(name: str, text: str, found: list[tuple[str, str]], tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    source, readable = read_article(str(tmp_path / name))
    assert [(claim.speaker, claim.claim) for claim in extract_source(source, readable).claims] == found


def test_a_voice_that_is_known_leaves_other_labels_alone() -> None:
    text = "Ada Holm: We sail.\n\nWeather: It rains.\n"
    assert [claim.speaker for claim in extract(text, voices={"Ada Holm"}).claims] == ["Ada Holm"]
