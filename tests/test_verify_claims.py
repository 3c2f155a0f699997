"""What a draft reports without quotation marks against its sources: the passage that says it, and what differs."""

from __future__ import annotations

import pytest

from attribution.verify import Trace, verify

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
        ("Ida Holm said the council would not close the old harbour bridge on 12 March.", ("polarity", "not", "close")),
        ("Ida Holm denied that the council would close the old harbour bridge on 12 March.", ("polarity", "close", "close")),
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
        [("raised", "going", "probably")],
    )
    assert told("The winter timetable for the islands will be cut by four sailings, Tom Renn said.", TALK)[0] != "matched"


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
    "said", ["a " * 20_000, "not " * 20_000, "The mayor said it will close. " * 400, "5 " * 20_000, "\x00 “ ” …" * 500]
)
def test_strange_drafts_and_sources_are_compared(said: str) -> None:
    verify(said, {"a.txt": said})
