"""Groups and links of verbs: what belongs to a verb, and the one step outward from it. No effects are needed to read them."""

from __future__ import annotations

import pytest

from attribution import extract
from attribution.certainty.effects import ASSERTED, REPORTED, Verdict, apply
from attribution.certainty.syntax import Predicate, Syntax
from attribution.certainty.tables import Effect, read_certainty
from attribution.document import read_document
from attribution.errors import RuleError
from attribution.rulebook.overlay import Overlay
from attribution.rulebook.rules import Rules, shipped_rules

TABLES = shipped_rules().get(read_certainty)


def syntax_of(sentence: str) -> tuple[Syntax, list[str]]:
    document = read_document(sentence)
    return Syntax(document, [], TABLES), document.words


def predicate(sentence: str, word: str) -> tuple[Predicate, list[str]]:
    syntax, words = syntax_of(sentence)
    return syntax.predicate(words.index(word)), words


@pytest.mark.parametrize(
    ("sentence", "word", "form", "modal", "group", "passive", "perfect"),
    [
        ("The ship sank.", "sank", "finite", "", "sank", False, False),
        ("The ship may not have been sunk.", "sunk", "finite", "may", "may not have been sunk", True, True),
        ("They plan not to pay.", "pay", "inf", "", "not to pay", False, False),
        ("The firm was, however, being sold.", "sold", "finite", "", "was, however, being sold", True, False),
        ("He no longer denies it.", "denies", "finite", "", "denies", False, False),
        ("She did not answer.", "answer", "finite", "", "did not answer", False, False),
    ],
)
def test_a_group_holds_what_belongs_to_its_verb(
    sentence: str, word: str, form: str, modal: str, group: str, passive: bool, perfect: bool
) -> None:
    found, _ = predicate(sentence, word)
    document = read_document(sentence)
    text = sentence[document.begins[found.group.begin] : document.ends[found.head]]
    assert (found.group.form, found.group.modal, text) == (form, modal, group)
    assert (found.group.passive, found.group.perfect) == (passive, perfect)


@pytest.mark.parametrize(
    ("sentence", "word", "kind", "governor"),
    [
        ("The ship sank.", "sank", "root", ""),
        ("He said that the ship sank.", "sank", "embedded", "said"),
        ("He thinks the ship sank.", "sank", "embedded", "thinks"),
        ("They plan to leave.", "leave", "embedded", "plan"),
        ("They urged the firm to pay.", "pay", "embedded", "urged"),
        ("They refrained from voting.", "voting", "embedded", "refrained"),
        ("If it rains, they will stay.", "rains", "condition", ""),
        ("The ship that sank was old.", "sank", "relative", ""),
        ("She left because the ship sank.", "sank", "adverbial", ""),
        ("She stood up and left.", "left", "coordinated", "stood"),
        ("She left without paying.", "paying", "without", ""),
        ("She stopped in order to pay.", "pay", "purpose", ""),
        ("Please leave the room.", "leave", "imperative", ""),
        ("He asked whether the ship sank.", "sank", "embedded", "asked"),
    ],
)
def test_a_link_is_one_step_outward(sentence: str, word: str, kind: str, governor: str) -> None:
    found, words = predicate(sentence, word)
    assert found.link.kind == kind
    assert (words[found.link.governor] if found.link.governor >= 0 else "") == governor


def test_an_auxiliary_before_its_subject_belongs_to_the_group() -> None:
    found, _ = predicate("Nor would he agree to it.", "agree")
    assert (found.group.modal, found.group.modal_at, found.group.negations) == ("would", 1, (0,))


@pytest.mark.parametrize("sentence", ["Pay", "to", "that", "not", "and may", "if", "sank"])
def test_words_at_the_ends_of_a_text_look_at_nothing_beyond_it(sentence: str) -> None:
    syntax, words = syntax_of(sentence)
    for at in range(len(words)):
        found = syntax.predicate(at)
        assert -1 <= found.link.governor < len(words)
        assert 0 <= found.group.begin <= at


def test_what_was_read_before_changes_no_link() -> None:
    sentence = "Would I rather help him go or would I prefer to keep buying?"
    syntax, words = syntax_of(sentence)
    verbs = [at for at, word in enumerate(words) if word in ("help", "go", "prefer", "keep", "buying")]
    forwards = {at: syntax.predicate(at) for at in verbs}
    again, _ = syntax_of(sentence)
    assert {at: again.predicate(at) for at in reversed(verbs)} == forwards


EFFECTS = sorted(TABLES.effects.values(), key=lambda effect: effect.name)


@pytest.mark.parametrize("effect", EFFECTS, ids=lambda effect: effect.name)
def test_each_effect_gives_its_affirmed_and_its_negated_column(effect: Effect) -> None:
    for outer, (label, sign) in ((ASSERTED, effect.affirmed), (Verdict("asserted", -1), effect.negated)):
        got = apply(effect, 3, outer)
        if label == "=":
            want = ("asserted", 1) if effect.name == "report" else ("asserted", outer.sign * sign)
        else:
            want = (label or "asserted", sign)
        assert got[:2] == want


@pytest.mark.parametrize("effect", EFFECTS, ids=lambda effect: effect.name)
def test_what_is_denied_denies_whatever_hangs_on_it(effect: Effect) -> None:
    assert apply(effect, 3, Verdict("denied", -1, (1,))) == Verdict("denied", -1, (1,), "strong")


def test_a_plain_report_passes_on_its_own_hedge_and_nothing_else() -> None:
    report = TABLES.effects["report"]
    assert apply(report, 3, ASSERTED) == REPORTED
    assert apply(report, 3, Verdict("possible", 1, (2,))) == Verdict("possible", 1, (2,), "report")


def test_a_class_that_composition_lacks_is_refused() -> None:
    rules = Rules(Overlay(texts={"signatures.tsv": "nonesuch\tv\tthat\t-\tsay\n"}))
    with pytest.raises(RuleError, match="nonesuch"):
        rules.get(read_certainty)


def test_a_word_list_that_the_room_does_not_know_is_refused() -> None:
    rules = Rules(Overlay(tables={"certainty.toml": {"words": {"withuot": ["barring"]}}}))
    with pytest.raises(RuleError, match="withuot"):
        rules.get(read_certainty)


def test_words_of_ones_own_are_read_as_the_shipped_ones() -> None:
    text = "The ship presumptively sank. The owner mooted that it sailed."
    own = {"certainty.toml": {"adverbs": {"presumptively": "probable"}}}
    rules = Rules(Overlay(tables=own, texts={"signatures.tsv": "possible\tv\tthat\t-\tmoot\n"}))
    asked = [text.index("sank"), text.index("sailed")]
    shipped, mine = extract(text), extract(text, rules=rules)
    assert [found.label for at in asked if (found := shipped.certainty_at(at))] == ["asserted", "asserted"]
    assert [found.label for at in asked if (found := mine.certainty_at(at))] == ["probable", "possible"]
