"""Small texts, and what single functions of the two rooms are asked and answer while such a text is read (data/small-helpers.jsonl).

`{"mains._is_subject": {"walking": true}}`: asked about the word *walking*, `certainty/mains.py`'s `_is_subject` said yes. A token stands
as its word (`led#2` the word the second time), a range of tokens as its text, somebody as his name, a verdict as label and value; what
has no such form (the view, the rules) is left out. Each answer turns on one operand of one condition of that function.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from functools import cache
from inspect import CO_GENERATOR
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import pytest
from test_small_speakers import Text, kinds, who

from attribution import extract
from attribution.certainty.effects import Verdict
from attribution.certainty.syntax import Predicate
from attribution.certainty.syntax.embedding import Link
from attribution.certainty.syntax.groups import Group
from attribution.model import Attribution, Document
from attribution.speakers.entities import Entity
from attribution.speakers.phrases import PERSONAL, Phrase
from attribution.speakers.state import Answer
from attribution.speakers.view import Query

FILE = Path(__file__).parent / "data" / "small-helpers.jsonl"
CASES = [json.loads(line) for line in FILE.read_text("utf-8").splitlines()]
NUMBERS = frozenset(["sentence", "paragraph", "least", "here", "size", "count"])  # integers that are no tokens
MANY = 20  # of a set: a list of words of the rules
KNOWN = (Attribution, Query, Phrase, Predicate, Group, Verdict, Link, Answer)  # named tuples that have a form of their own
Calls = dict[str, dict[str, Any]]


class UntoldError(Exception):
    """A value that has no form in which a case could have it."""


class Teller:
    """The values of one document as the cases have them."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def word(self, at: int) -> str | int:
        words = self.document.words
        if not 0 <= at < len(words):
            return at
        nth = words[: at + 1].count(words[at])
        return words[at] if nth == 1 else f"{words[at]}#{nth}"

    def tell(self, value: Any) -> Any:
        """The value in the form of JSON. UntoldError where it has none."""
        match value:
            case None | bool() | str():
                return value
            case int():
                return self.word(value)
            case Entity():
                return value.name
            case Query():
                return self.tell(value.phrase.whole)
            case Phrase():
                return f"{value.kind}: {self.tell(value.name)}, {self.tell(value.role)}"
            case Attribution():
                return self.word(value.trigger)
            case Predicate() | Group():
                return self.word(value.head)
            case Verdict():
                return f"{value.label} {value.factuality}"
            case Link():
                return f"{value.kind} {self.word(value.governor)}"
            case Answer():
                return value.entity.name if value.entity else value.why
            case set() | frozenset() if len(value) < MANY:
                return sorted(map(self.tell, value), key=str)
            case (int(begin), int(end)) if type(value) is tuple and 0 <= begin < end <= len(self.document.words):
                return self.document.text[self.document.begins[begin] : self.document.ends[end - 1]]
            case tuple() if hasattr(value, "_fields"):
                return self.fields(value)
            case tuple() | list():
                return [self.tell(item) for item in value]
        raise UntoldError

    def fields(self, value: Any) -> dict[str, Any]:
        """The fields of a named tuple that can be told and say something."""
        found = {}
        for name, item in zip(value._fields, value, strict=True):
            try:
                found[name] = self.call(name, item)
            except UntoldError:
                continue
        return {name: item for name, item in found.items() if item not in (None, "", [], False)}

    def call(self, name: str, value: Any) -> Any:
        """An argument or answer by its name; a sentence as its number."""
        return value if name in NUMBERS and type(value) is int else self.tell(value)

    def given(self, name: str, value: Any) -> Any:
        """An argument. UntoldError for what has fields of its own."""
        if hasattr(value, "_fields") and not isinstance(value, KNOWN):
            raise UntoldError
        return self.call(name, value)


@cache
def function_of(code: CodeType) -> str | None:
    """`mains._is_subject`, of the functions of the two rooms."""
    room = Path(code.co_filename).parts
    inside = "attribution" in room and ("speakers" in room or "certainty" in room)
    if not inside or code.co_name[0] == "<" or "<locals>" in code.co_qualname or code.co_flags & CO_GENERATOR:
        return None
    return f"{Path(code.co_filename).stem}.{code.co_qualname}"


def asked(text: str, wanted: frozenset[str], everybody: bool = False) -> Calls:
    """What each `wanted` function is asked and answers while a text is read; `everybody`: and while all nouns are asked about."""
    calls: list[tuple[str, list[tuple[str, Any]], Any]] = []
    running: list[tuple[FrameType, str, list[tuple[str, Any]]]] = []

    def listen(frame: FrameType, event: str, answer: Any) -> None:
        code = frame.f_code
        name = function_of(code)
        if event == "call" and name is not None and name in wanted:
            given = frame.f_locals
            running.append((frame, name, [(each, given[each]) for each in code.co_varnames[: code.co_argcount] if each in given]))
        elif event == "return" and running and running[-1][0] is frame:
            calls.append((*running.pop()[1:], answer))

    before = sys.getprofile()
    sys.setprofile(listen)
    try:
        found = extract(text)
        for offset in found.document.begins:
            found.certainty_at(offset)
        if everybody:
            ask_of_everybody(text)
    finally:
        sys.setprofile(before)
    return told(Teller(found.document), calls)


def ask_of_everybody(text: str) -> None:
    """Whom each noun and each personal pronoun would mean, if it were a source."""
    whole = Text(text)
    tags, lows = whole.document.tags, whole.document.lows
    for begin, end in zip(whole.chunks.first, whole.chunks.last, strict=True):
        if tags[end - 1][0] == "N" or lows[end - 1] in PERSONAL:
            who(whole, (begin, end))
            kinds(whole, (begin, end))


def told(teller: Teller, calls: list[tuple[str, list[tuple[str, Any]], Any]]) -> Calls:
    """The calls in the form of JSON; those that cannot be told, or that got two answers, are left out."""
    found: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for function, given, answer in calls:
        question = []
        for name, value in given:
            try:
                question.append(teller.given(name, value))
            except UntoldError:
                continue
        try:
            answered = teller.call(function.rpartition(".")[2], answer)
        except UntoldError:
            continue
        key = " · ".join(each if isinstance(each, str) else json.dumps(each, ensure_ascii=False) for each in question)
        if key and answered not in found[function][key]:
            found[function][key].append(answered)
    return {name: {key: answers[0] for key, answers in asks.items() if len(answers) == 1} for name, asks in found.items()}


@pytest.fixture(scope="module", autouse=True)
def rules_are_read() -> None:
    """So that nothing listens to it."""
    extract("Ann Lee said it rained.")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][-60:])
def test_functions_answer_so_when_a_text_is_read(case: dict[str, Any]) -> None:
    expected = case["asked"]
    found = asked(case["text"], frozenset(expected), case.get("everybody", False))
    assert {name: {key: found.get(name, {}).get(key, "not asked") for key in asks} for name, asks in expected.items()} == expected
