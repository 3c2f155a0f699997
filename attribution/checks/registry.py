"""The checks as data: `rules/checks.toml`, read and validated once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

from attribution.checks.finding import LEVELS
from attribution.errors import RuleError, UsageError
from attribution.rulebook.rules import Files, shipped_rules
from attribution.rulebook.verbs import Card, read_verbs
from attribution.version import HOME

SCOPES = ("narration", "quotation", "headline", "caption")
ALL = "ALL"
AGAINST = "AT"  # how the codes of checks begin that compare a draft with its sources


class Example(NamedTuple):
    """A draft that shows what a check is for: a bad one, and the words that it flags; or a good one, and why it flags nothing.

    `source` is what the draft was written from, where the check compares the two.
    """

    text: str
    told: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """One check. `bad` are examples that deserve one finding on the words told; `good` are those that deserve none.

    `after`: codes of checks whose finding in the same paragraph is the same cause, so that this one waits until it is mended.
    """

    code: str
    name: str
    severity: str
    scope: tuple[str, ...]
    default: bool
    message: str
    rationale: str
    options: Mapping[str, Any] = field(hash=False)
    bad: tuple[Example, ...]
    good: tuple[Example, ...]
    after: tuple[str, ...] = ()

    def answers_to(self, selector: str) -> bool:
        """Whether `selector` (ALL, the beginning of a code, or a name) means this check."""
        return selector == ALL or selector == self.name or (selector[:1].isupper() and self.code.startswith(selector))


def read_checks(files: Files) -> tuple[Check, ...]:
    """The checks of checks.toml, in order of their codes. Raises RuleError for a broken file."""
    verbs = files.get(read_verbs)
    rows = files.table("checks.toml")["check"]
    _check_cards(verbs.cards, {row.get("code", ""): "verbs" in row.get("options", {}) for row in rows})
    return tuple(_parse(_with_verbs(row, verbs.checked(row.get("code", "")))) for row in rows)


def _check_cards(cards: Iterable[Card], looking: Mapping[str, bool]) -> None:
    """RuleError where the card of a verb names no check, or one that looks for no verbs; `looking`: code → whether it does."""
    able = [code for code, looks in looking.items() if looks]
    for card in cards:
        for code in card.checks:
            if not looking.get(code):
                what = "looks for no verbs" if code in looking else "is no check"
                raise RuleError(f"verbs.tsv: {card.verb}: {code} {what}{nearest(code, able)}; those that do are {', '.join(able)}")


def _with_verbs(row: Mapping[str, Any], verbs: Mapping[str, str]) -> Mapping[str, Any]:
    """The check with the verbs whose cards name it."""
    if not verbs:
        return row
    listed = row["options"]["verbs"]
    return {**row, "options": {**row["options"], "verbs": {**listed, **verbs} if isinstance(listed, Mapping) else [*listed, *verbs]}}


def all_checks() -> tuple[Check, ...]:
    """The shipped checks; one's own rules may change what they look for, never what they are called."""
    return shipped_rules().get(read_checks)


@cache
def _by_name() -> dict[str, Check]:
    return {key: check for check in all_checks() for key in (check.code, check.name)}


def find_check(code_or_name: str) -> Check:
    """The check of this code or name. Raises UsageError with the nearest known one."""
    found = _by_name().get(code_or_name) or _by_name().get(code_or_name.upper())
    if found is None:
        raise UsageError(f"{code_or_name}: no such check{nearest(code_or_name, _by_name())}")
    return found


def page_of(code: str) -> str:
    """The address of a check's page.

    >>> page_of("AQ101").endswith("/checks/#aq101")
    True
    """
    return f"{HOME}/checks/#{code.lower()}"


def check_selector(selector: str, where: str) -> str:
    """The selector itself. Raises UsageError where no check answers to it."""
    if not any(check.answers_to(selector) for check in all_checks()):
        known = [ALL, *_by_name(), *sorted({check.code[:n] for check in all_checks() for n in (2, 3)})]
        raise UsageError(f"{where}: there is no check {selector!r}{nearest(selector, known)}")
    return selector


def nearest(word: str, known: Iterable[str]) -> str:
    """ " (did you mean …?)", or nothing where no known word is near."""
    from difflib import get_close_matches

    known = list(known)
    close = get_close_matches(word, known, n=1, cutoff=0.5) or get_close_matches(word.upper(), known, n=1, cutoff=0.5)
    return f" (did you mean {close[0]!r}?)" if close else ""


def _parse(row: Mapping[str, Any]) -> Check:
    where = f"checks.toml: {row.get('code', 'a check without code')}"
    fields = set(Check.__dataclass_fields__)
    for key in row:
        if key not in fields:
            raise RuleError(f"{where}: unknown key {key!r}{nearest(key, fields)}")
    missing = sorted(fields - set(row) - {"after"})
    if missing:
        raise RuleError(f"{where}: key {missing[0]!r} is missing")
    if row["severity"] not in LEVELS:
        raise RuleError(f"{where}: severity {row['severity']!r} is not one of {', '.join(LEVELS)}")
    if not row["scope"] or set(row["scope"]) - set(SCOPES):
        raise RuleError(f"{where}: scope {row['scope']!r} holds something else than {', '.join(SCOPES)}")
    if len(row["bad"]) < 3 or len(row["good"]) < 3:
        raise RuleError(f"{where}: needs at least three bad and three good examples")
    values = dict(row)
    values["rationale"] = " ".join(row["rationale"].split())
    values["scope"] = tuple(row["scope"])
    values["after"] = tuple(row.get("after", ()))
    for kind, told in (("bad", "words"), ("good", "why")):
        values[kind] = tuple(Example(one["text"].lstrip("\n"), one[told], one.get("source", "").lstrip("\n")) for one in row[kind])
    return Check(**values)
