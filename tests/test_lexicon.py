"""What the lexicon tells of single words and of the words of a name, question by question."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from attribution.rulebook.overlay import Overlay
from attribution.rulebook.rules import Rules, shipped_rules
from attribution.speakers.lexicon import Lexicon, read_lexicon

LEXICON = shipped_rules().get(read_lexicon)


@pytest.mark.parametrize(
    ("ask", "yes", "no"),
    [
        (LEXICON.names_office, "plumber captain mayor senator brigadier", "cabbage Tarn"),
        (LEXICON.related, "aunt friend neighbour", "mayor plumber"),
        (
            LEXICON.is_role,
            "mayor plumber co-author auditor-general secretary-elect vice-mayor capt glassblower abductor brigadier",
            "committee Mr. sir ledger fee water-elect owner-company server supplier baroness o'connor abbess",
        ),
        (LEXICON.are_people, "hikers plumbers nurses fishermen geologists civilians", "sanders nurse sheep flowers committees"),
        (LEXICON.demonym, "Dane Finn Nigerian Kenyan Bolivian", "Alan Ian Tarn Guardian Abbot"),
        (LEXICON.given.__contains__, "Ann Zoë Sinéad Jean-Luc", "Xyzzy Xyzzy-Ann Žžž"),
    ],
    ids=["office", "related", "role", "people", "demonym", "given"],
)  # fmt: skip
def test_a_noun_is_one_or_none(ask: Callable[[str], bool], yes: str, no: str) -> None:
    assert [word for word in yes.split() if not ask(word)] == []
    assert [word for word in no.split() if ask(word)] == []


def test_what_is_no_text_is_no_given_name() -> None:
    assert 7 not in LEXICON.given
    assert [LEXICON.given.get(name, "?") for name in ("Ann", "Zoë", "Jean-Luc", "Robin", "Xyzzy")] == ["f", "f", "m", "", "?"]


@pytest.mark.parametrize(
    ("noun", "kind"),
    [
        ("aunt", "person"),
        ("fiancé", "person"),
        ("ambassador", "person"),
        ("abbot", "person"),
        ("academy", "organisation"),
        ("accident", ""),
        ("plumber", "person"),
        ("glassblower", "person"),
        ("flower", ""),
        ("hiker", "person"),
        ("ledger", ""),
    ],
)
def test_a_noun_is_a_source_of_its_class(noun: str, kind: str) -> None:
    assert LEXICON.class_of(noun) == kind


@pytest.mark.parametrize(
    ("noun", "others", "fits"),
    [
        ("singer", {"guitarist"}, True),
        ("minister", set(), True),
        ("lawyer", {"attorney"}, True),
        ("attorney", {"lawyer"}, True),
        ("singer", {"judge"}, False),
        ("plumber", {"guitarist"}, False),
    ],
)
def test_somebody_can_be_two_things_where_a_line_has_both(noun: str, others: set[str], fits: bool) -> None:
    assert LEXICON.may_be_both(noun, others) is fits


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("Mayor Ida Lund", 1),
        ("Dr Ida Lund", 1),
        ("Prof Dr Ida Lund", 2),
        ("Senior Vice President Ida Lund", 3),
        ("Bluestem Senior Living", 0),
        ("Thai Alex Albon", 1),
        ("Finn Matti Salo", 1),
        ("Finn Lund", 0),
        ("Striker Mateus Lobo", 1),
        ("Supervisor Dale Lund", 1),
        ("Glassblower Ann Lund", 1),
        ("PS Ann Lund", 1),
        ("Maree Todd", 0),
        ("Jock A. Lee", 0),
        ("Ida Lund", 0),
        ("Ida Mayor", 0),
        ("British Foreign Secretary", 0),
        ("Judge Jules Lund", 1),
        ("Judge Institute", 0),
        ("Mayor 's Office", 0),
        ("Bishop Lund", 1),
        ("Dean Lund", 0),
        ("Dean Ida Lund", 1),
        ("Baker Street Singers", 0),
        ("Prince Charles", 1),
        ("King Lund", 1),
        ("Major Ida Lund", 1),
        ("Ida Major Lund", 0),
        ("Plumber Kivi Lund", 1),
        ("Plumber Kivi", 0),
        ("Plumber Ann", 1),
        ("Miss Ida Lund", 1),
        ("Sheriff", 1),
        ("St Claira Lund", 1),
        ("Czech End", 0),
        ("Hungarian Airways Lund", 0),
        ("Swedish Kivi Lund", 1),
        ("Marshal Ann", 0),
        ("Dean Van Lund", 0),
        ("Tucker Ann Lund", 0),
        ("QC Ann", 0),
        ("QC Kivi Lund", 0),
        ("Oak Ann Lund", 0),
        ("E Ann Lund", 0),
        ("Offender Kivi Lund", 1),
        ("Astronaut Kivi Lund", 1),
        ("Observer Kivi Lund", 0),
    ],
)  # fmt: skip
def test_titles_stand_before_a_name(words: str, titles: int) -> None:
    assert titles_of(LEXICON, words.split()) == titles


def titles_of(lexicon: Lexicon, words: list[str]) -> int:
    """How many of the words stand before the name."""
    cut = 0
    while cut < len(words) and lexicon.is_title(words, cut, cut):
        cut += 1
    return cut


def test_the_last_word_of_an_office_is_one_where_no_first_name_stands_before() -> None:
    assert LEXICON.is_title(["British", "Foreign", "Secretary"], 2, 2)
    assert LEXICON.is_title(["Finn", "Secretary"], 1, 1)
    assert not LEXICON.is_title(["Ida", "Secretary"], 1, 1)
    assert not LEXICON.is_title(["Old", "Dean"], 1, 1)


def test_a_title_in_the_middle_of_a_name_is_one_where_a_first_name_begins_behind_it() -> None:
    assert LEXICON.is_title(["Old", "Plumber", "Ann", "Lund"], 1, 0)
    assert not LEXICON.is_title(["Old", "Plumber", "Kivi", "Lund"], 1, 0)
    assert not LEXICON.is_title(["Ann", "Plumber", "Ann", "Lund"], 1, 0)
    assert not LEXICON.is_title(["Ann", "Thai", "Alex", "Albon"], 1, 0)
    assert not LEXICON.is_title(["Old", "Dean", "Ida", "Lund"], 1, 0)
    assert LEXICON.is_title(["Ukraine", "Karl", "Lund"], 0, 0)
    assert not LEXICON.is_title(["Ukraine", "Lund"], 0, 0)
    assert not LEXICON.is_title(["Ukraine", "Steel", "Lund"], 0, 0)
    assert not LEXICON.is_title(["Georgia", "Ann", "Lund"], 0, 0)
    assert not LEXICON.is_title(["Ida", "Ukraine", "Karl", "Lund"], 1, 0)
    assert not LEXICON.occupation(["Plumber"])
    assert LEXICON.occupation(["Singer-guitarists", "Tom", "Lind"])
    assert not LEXICON.occupation(["Pinot-grigios", "Tom", "Lind"])


def test_a_plural_loses_its_ending_and_a_short_word_does_not() -> None:
    assert [LEXICON.singular(noun) for noun in ("bosses", "parties", "hikers", "fishermen", "men", "sheep")] == [
        "boss", "party", "hiker", "fisherman", "men", "sheep",
    ]  # fmt: skip


def test_lines_without_words_and_remarks_are_no_rows() -> None:
    shipped = shipped_rules()
    agencies = "# name\tname\tkind\n\nTarn Wire\tTarn Wire\tnews agency\n"
    lexicon = Rules(Overlay(texts={"agencies.tsv": agencies})).get(read_lexicon)
    assert lexicon.agencies["Tarn Wire"] == ("Tarn Wire", "news agency")
    assert lexicon.roles == shipped.get(read_lexicon).roles
    assert Rules(Overlay(texts={"nouns.tsv": "# class\tnouns\n\nworker\tzither\n"})).get(read_lexicon).class_of("zither") == "person"
