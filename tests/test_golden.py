"""The tool finds the claims of the fixtures' answer keys with their exact spans, but for known misses (fixtures/articles/expected.toml).

A known miss that is found is an error as well: `python tools/update_golden.py` renews the list, and the change shows what was won or lost.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from golden import EXPECTED, NAMES, outcome

LISTED: dict[str, dict[str, Any]] = tomllib.loads(EXPECTED.read_text("utf-8"))


def claims() -> Iterator[Any]:
    """Every claim of every key; the known misses as strict xfails with what stands in their place."""
    for name in NAMES:
        missed = LISTED[name]["missed"]
        for claim in (*LISTED[name]["found"], *missed):
            marks = [pytest.mark.xfail(reason=missed[claim], strict=True)] if claim in missed else []
            yield pytest.param(name, claim, marks=marks, id=f"{name}-{claim}")


def test_the_list_has_every_claim_of_every_article() -> None:
    assert list(LISTED) == NAMES
    for name in NAMES:
        seen = outcome(name)
        assert {*LISTED[name]["found"], *LISTED[name]["missed"]} == {*seen.found, *seen.missed}


@pytest.mark.parametrize(("name", "claim"), list(claims()))
def test_claim_is_found_with_its_exact_spans(name: str, claim: str) -> None:
    assert claim in outcome(name).found


@pytest.mark.parametrize("name", NAMES)
def test_claims_that_are_found_are_right_in_all_fields_but_the_listed_ones(name: str) -> None:
    found = outcome(name).found
    listed = {claim: tuple(wrong) for claim, wrong in LISTED[name]["found"].items() if claim in found}
    assert {claim: found[claim] for claim in listed} == listed, "python tools/update_golden.py renews the list"


@pytest.mark.parametrize("name", NAMES)
def test_no_rows_are_too_many_but_the_listed_ones(name: str) -> None:
    assert list(outcome(name).extra) == LISTED[name]["extra"], "python tools/update_golden.py renews the list"
