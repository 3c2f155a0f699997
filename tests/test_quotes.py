"""Quotation marks: exact spans on sentences of our own, the kinds' rule file, and what must hold for any text."""

from __future__ import annotations

import importlib.util
import os
import re
import tomllib
from pathlib import Path

import pytest
from growth import Stages, too_slow
from hypothesis import example, given, settings
from hypothesis import strategies as st

from attribution.document.quote_kinds import KindRule, parse_kinds, read_kinds
from attribution.document.quotes import find_quotes
from attribution.errors import RuleError
from attribution.model import Quote, Span
from attribution.rulebook.rules import shipped_rules

KINDS = shipped_rules().get(read_kinds)

REFERENCE = Path(os.environ.get("ATTRIBUTION_REFERENCE", Path(__file__).parents[1] / ".." / "shared")) / "polnear" / "dev" / "text"


def paragraphs(text: str) -> list[Span]:
    return [Span(*match.span()) for match in re.finditer(r"\S[^\n]*", text)]


def quotes_of(text: str) -> tuple[Quote, ...]:
    return find_quotes(text, paragraphs(text), KINDS)[0]


def quoted(text: str) -> list[str]:
    return [text[quote.begin : quote.end] for quote in quotes_of(text)]


def warned(text: str) -> list[int]:
    return [warn.offset for warn in find_quotes(text, paragraphs(text), KINDS)[1]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"Yes," he said.', ['"Yes,"']),
        ("“Yes,” he said.", ["“Yes,”"]),
        ("''Yes,'' he said. ''No.''", ["''Yes,''", "''No.''"]),
        ("``Yes,'' he said.", ["``Yes,''"]),
        ("‘Yes,’ he said.", ["‘Yes,’"]),
        ("'Yes,' he said.", ["'Yes,'"]),
        ("‘‘Yes,’’ he said.", ["‘‘Yes,’’"]),
        ('""Yes,"" he said.', ['""Yes,""']),
        ("«Oui», dit-il. « Non », dit-elle.", ["«Oui»", "« Non »"]),
        ("»Ja«, sagt er. „Nein,“ sagt sie.", ["»Ja«", "„Nein,“"]),
    ],
)
def test_every_style_of_marks_is_known(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected
    assert warned(text) == []


def test_inner_leaves_the_marks_out() -> None:
    (quote,) = quotes_of("He said: ''We go.''")
    assert (quote.begin, quote.end, quote.inner) == (9, 19, Span(11, 17))


def test_a_quotation_split_around_its_attribution_is_two() -> None:
    assert quoted("“Yes,” he said, “we can.” No.") == ["“Yes,”", "“we can.”"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“He told me, ‘Go home,’ and left,” she said.", ["“He told me, ‘Go home,’ and left,”", "‘Go home,’"]),
        ("‘She called it “odd” and left,’ he said.", ["‘She called it “odd” and left,’", "“odd”"]),
        ("''I would say 'old-school,''' she said.", ["''I would say 'old-school,'''", "'old-school,'"]),
        ("''He said, 'Go.' '' She left.", ["''He said, 'Go.' ''", "'Go.'"]),
        ("“I read “Salt and Iron” twice,” he said.", ["“I read “Salt and Iron” twice,”", "“Salt and Iron”"]),
        ('"I read "Salt and Iron" twice," he said.', ['"I read "Salt and Iron" twice,"', '"Salt and Iron"']),
        ("\"'Tired' is the word,\" he said.", ["\"'Tired' is the word,\"", "'Tired'"]),
    ],
)
def test_a_quotation_inside_another_is_found(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected
    assert [quote.depth for quote in quotes_of(text)] == [0, 1]


@pytest.mark.parametrize(
    "text",
    [
        "They don't know the workers' rights.",
        "The ’90s and the '80s were rock 'n' roll; 'tis over, tell 'em.",
        "He is 6'2\" and his son 5'10''.",
        'A 12" pizza and a 9" nail.',
        '<post id="12" author="ann" text="">.',
        "Lyin' and cheatin' won't help the Joneses'.",
    ],
)
def test_apostrophes_measures_and_attributes_are_no_quotations(text: str) -> None:
    assert quoted(text) == []
    assert warned(text) == []


def test_inches_inside_a_quotation_do_not_close_it() -> None:
    assert quoted('"He is 6\'2"," she said. "I bought a 12" pizza," he said.') == ['"He is 6\'2","', '"I bought a 12" pizza,"']


def test_a_year_before_a_closing_mark_is_not_inches() -> None:
    assert quoted('"We met in 12" and "we left in 14" stood there.') == ['"We met in 12"', '"we left in 14"']


def test_an_opening_mark_behind_a_letter_and_before_s_is_an_apostrophe_set_wrongly() -> None:
    assert quoted("Holm‘s plan for the harbour stands, because ‘nobody has a better one’ yet.") == ["‘nobody has a better one’"]


def test_british_speech_keeps_its_apostrophes() -> None:
    text = "‘I don’t know the workers’ rights of the ’90s,’ he said. ‘Ask ’em.’"
    assert quoted(text) == ["‘I don’t know the workers’ rights of the ’90s,’", "‘Ask ’em.’"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('“We go," he said. "We stay,” she said.', ['“We go,"', '"We stay,”']),
        ("It is “the best“ of all.", ["“the best“"]),
        ("”We go,” he said.", ["”We go,”"]),
        ("He says,” many are here.” She left.", ["” many are here.”"]),
        ("“We go”—“or stay”—he said", ["“We go”", "“or stay”"]),
        ('act—"My plan!"—is', ['"My plan!"']),
        ('("We go.")', ['"We go."']),
    ],
)
def test_mixed_wrongly_turned_and_touching_marks_pair_up(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected
    assert warned(text) == []


def test_reopened_marks_make_one_quotation_a_paragraph() -> None:
    text = "She said: “One.\n\n“Two.\n\n“Three.” End."
    assert [(text[q.begin : q.end], q.continues, q.closed) for q in quotes_of(text)] == [
        ("“One.", True, True),
        ("“Two.", True, True),
        ("“Three.”", False, True),
    ]
    assert warned(text) == []


def test_a_clipped_word_may_follow_a_british_mark() -> None:
    text = "‘Ello,’ said the man. ‘’Tis late.’"
    assert quoted(text) == ["‘Ello,’", "‘’Tis late.’"]
    assert warned(text) == []


def test_british_marks_reopen_too() -> None:
    text = "‘One,’ he said. ‘Two.\n\n‘Three.’"
    assert [(text[q.begin : q.end], q.continues) for q in quotes_of(text)] == [("‘One,’", False), ("‘Two.", True), ("‘Three.’", False)]


def test_a_missing_closing_mark_costs_its_paragraph_only() -> None:
    text = "Ann said: “We go.\n\nShe left. “Now,” Bob said."
    first, second = quotes_of(text)
    assert (text[first.begin : first.end], first.closed, first.continues) == ("“We go.", False, False)
    assert text[second.begin : second.end] == "“Now,”"
    assert warned(text) == [10]


def test_a_forgotten_closing_mark_does_not_swallow_the_next_quotation() -> None:
    text = "“We go, he said. “We stay.”"
    assert quoted(text) == ["“We go, he said.", "“We stay.”"]
    assert warned(text) == [0]


@pytest.mark.parametrize(
    ("first", "taken_up"),
    [
        ("“We go.", True),
        ("“We go!", True),
        ("“Who goes?", True),
        ("“We go,", False),  # no sentence ends before the next mark
        ("“We go, the men said.", False),  # somebody speaks in it: the story goes on
        (f"“We go{' on' * 131}.", True),
        (f"“We go{' on' * 132}.", False),  # the story goes on somewhere
    ],
)
def test_a_mark_that_opens_again_takes_up_what_was_one_paragraph_of_a_quotation(first: str, taken_up: bool) -> None:
    text = f"{first} “We stay,” he said."
    assert [(text[q.begin : q.end], q.continues, q.closed) for q in quotes_of(text)] == [
        (first, taken_up, False),
        ("“We stay,”", False, True),
    ]
    assert warned(text) == [0]


def test_a_closing_mark_that_none_opened_is_ignored() -> None:
    text = "Ann Smith.”\n\n“Yes,” she said."
    assert quoted(text) == ["“Yes,”"]
    assert warned(text) == [10]


RULES = KINDS.rules


@pytest.mark.parametrize(("rule", "text"), [pytest.param(r, x, id=f"{r.id}-{n}") for r in RULES for n, x in enumerate(r.examples)])
def test_a_rule_takes_its_examples(rule: KindRule, text: str) -> None:
    assert _rule_id(text) == rule.id


@pytest.mark.parametrize(("rule", "text"), [pytest.param(r, x, id=f"{r.id}-{n}") for r in RULES for n, x in enumerate(r.near_misses)])
def test_a_rule_leaves_its_near_misses_alone(rule: KindRule, text: str) -> None:
    assert _rule_id(text) != rule.id


def _rule_id(text: str) -> str | None:
    kinds, quote = KINDS, quotes_of(text)[0]
    if quote.kind in ("speech", "fragment"):
        return None
    titled = kinds.title.match(text, *quote.inner) is not None
    rule = kinds.rule(text, 0, quote.begin, *quote.inner, quote.end, titled)
    return rule.id if rule else None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“Thanks,” she said.", "speech"),
        ("She said, “we leave at once.”", "speech"),
        ("She said it was “a long and hard road for all of us here.”", "speech"),
        ("She called him “a mere clerk” on Monday.", "fragment"),
        ("The so-called “closed” vote came.", "scare"),
        ("The book “Salt and Iron” sold well.", "title"),
        ("‘Never again,’ she said.", "speech"),
    ],
)
def test_the_kind_follows_from_the_words_around(text: str, kind: str) -> None:
    assert [quote.kind for quote in quotes_of(text)] == [kind]


def test_a_broken_rule_is_named() -> None:
    head = "[words]\nlong = 7\nsmall = []\nclipped = []\nsaying = []\n[[rule]]\n"
    with pytest.raises(RuleError, match=r"quotes\.toml: X1: unknown key 'befor'"):
        parse_kinds(tomllib.loads(head + 'id = "X1"\nbefor = []\n'))
    with pytest.raises(RuleError, match=r"quotes\.toml: X1: key 'examples' is missing"):
        parse_kinds(tomllib.loads(head + 'id = "X1"\nkind = "scare"\nwhy = ""\ninside = "any"\nmost = 1\nnear_misses = ["“a”"]\n'))


def _check(text: str) -> None:
    spans = paragraphs(text)
    quotes, warnings = find_quotes(text, spans, KINDS)
    assert (quotes, warnings) == find_quotes(text, spans, KINDS)
    assert list(quotes) == sorted(quotes, key=lambda quote: (quote.begin, -quote.end))
    open_ends: list[int] = []
    for quote in quotes:
        assert 0 <= quote.begin < quote.inner.begin < quote.inner.end <= quote.end <= len(text)
        assert any(span.begin <= quote.begin and quote.end <= span.end for span in spans)
        while open_ends and open_ends[-1] <= quote.begin:
            open_ends.pop()
        assert not open_ends or quote.end <= open_ends[-1]
        assert quote.depth == len(open_ends)
        open_ends.append(quote.end)
    assert all(0 <= warn.offset < len(text) for warn in warnings)


@given(st.text(alphabet=st.sampled_from("\"'“”‘’„«»`‚ ab.,5S\n=—")))
@example("““``‘‘")  # doubled, and nothing inside
@settings(max_examples=400, deadline=None)
def test_any_heap_of_marks_gives_disjoint_or_nested_quotations(text: str) -> None:
    _check(text)


@given(st.text())
@settings(max_examples=100, deadline=None)
def test_any_text_survives(text: str) -> None:
    _check(text)


@pytest.mark.parametrize(
    "unit", ['"', "“", "'", "''", "“ said ", '" said ', "“a ‘b ", "'a ", "‘a” ", "«“‘\"'", "\"a' ", "“x\n", '5"', "x' ", "’ ", "“A “"]
)
def test_time_is_linear_in_the_number_of_marks(unit: str) -> None:
    def stages(size: int) -> Stages:
        text = unit * (size // len(unit))
        spans = paragraphs(text)
        yield "find", lambda: find_quotes(text, spans, KINDS)

    assert too_slow(stages) == {}


def test_contents_between_double_marks_coincide_with_quotations() -> None:
    if not REFERENCE.is_dir():
        pytest.skip("the reference articles are not here")
    spec = importlib.util.spec_from_file_location("quotes_benchmark", Path(__file__).parents[1] / "benchmarks" / "quotes.py")
    assert spec is not None and spec.loader is not None
    benchmark = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(benchmark)
    total = good = 0
    for text, rows in benchmark.read_gold(REFERENCE.parents[2], "dev").values():
        quotes = quotes_of(text)
        for row in rows:
            pieces = benchmark.marked_pieces(text, row["content"])
            total += bool(pieces)
            good += bool(pieces) and benchmark.coincides(pieces, quotes)
    assert total > 300
    assert good >= 0.97 * total
