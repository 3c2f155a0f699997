"""The battery: short texts with the rows that they must give, one kind of fault after another (fixtures/battery/open.jsonl).

A case names what must hold and leaves the rest free: `claims` (fields of one row each), `absent` (words that no row may hold),
`speakers_absent`, `rows` (how many there are; null for any number). Without `rows` there may be no more rows than claims.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from attribution import Claim, extract

CASES = Path(__file__).parent.parent / "fixtures" / "battery" / "open.jsonl"
SAME = 0.85  # token Jaccard from which two contents are one
NEAR = 0.2  # and above which a row is taken for the one that a case means
_WORD = re.compile(r"\w+(?:['’.,\-]\w+)*|[£€$₹%]")
_ARTICLE = re.compile(r"\A(?:the|an?) ")

Wanted = Mapping[str, Any]


@cache
def cases() -> tuple[Mapping[str, Any], ...]:
    """All cases, in the order of the file."""
    return tuple(json.loads(line) for line in CASES.read_text("utf-8").splitlines() if line.strip())


@cache
def verdicts() -> dict[str, tuple[str, ...]]:
    """Id of each case → what is wrong with it, nothing where it is right."""
    return {case["id"]: tuple(faults(case, extract(case["text"] + "\n").claims)) for case in cases()}


def faults(case: Mapping[str, Any], claims: Sequence[Claim]) -> Iterator[str]:
    """What a case finds wrong with the claims of its text."""
    wanted = case.get("claims", [])
    left = list(claims)
    for want in wanted:
        row = max(left, key=lambda claim: _fit(want, claim), default=None)
        if row is None or jaccard(row.claim, want["content"]) <= NEAR:
            yield f"no row for {want['content']!r}"
            continue
        left.remove(row)
        yield from (f"{name}: {_value(row, name)!r}, not {want[name]!r}" for name in _differing(want, row))
    yield from (f"has {words!r}" for words in case.get("absent", []) if any(words.lower() in c.claim.lower() for c in claims))
    yield from (f"speaker {name!r}" for name in case.get("speakers_absent", []) if plain(name) in {plain(c.speaker) for c in claims})
    number = case.get("rows", -1)
    if number == -1:
        if wanted and len(claims) > len(wanted):
            yield f"{len(claims)} rows, no more than {len(wanted)}"
    elif number is not None and number != len(claims):
        yield f"{len(claims)} rows, not {number}"


def _fit(want: Wanted, claim: Claim) -> tuple[float, int]:
    """How well a row fits the claim that a case names: by its words, then by its fields."""
    return round(jaccard(claim.claim, want["content"]), 2), -len(_differing(want, claim))


def _differing(want: Wanted, claim: Claim) -> list[str]:
    """The named fields that do not hold."""
    return [name for name, value in want.items() if name != "exact" and not _holds(claim, name, value, bool(want.get("exact")))]


def _holds(claim: Claim, name: str, want: Any, exact: bool) -> bool:
    got = _value(claim, name)
    if name == "content":
        return (not exact or words_of(got) in [words_of(one) for one in _any_of(want)]) and jaccard(got, want) >= SAME
    if name == "cue":
        return want.lower() in (got or "").lower()
    if name == "chain":
        return [plain(part) for part in got] == [plain(part) for part in want]
    if name == "anonymous":
        return bool(got == want)
    return plain(got) in [plain(one) for one in _any_of(want)]


def _value(claim: Claim, name: str) -> Any:
    return claim.claim if name == "content" else getattr(claim, name)


def _any_of(want: Any) -> list[Any]:
    return want if isinstance(want, list) else [want]


def words_of(text: str) -> list[str]:
    """The words in lower case, without a "that" before them."""
    words = [word.lower().replace("’", "'") for word in _WORD.findall(text)]
    return words[1:] if words[:1] == ["that"] else words


def jaccard(text: str, want: str | Sequence[str]) -> float:
    """Share of words that two texts have in common, from 0 to 1; the best of several."""
    if not isinstance(want, str):
        return max(jaccard(text, one) for one in want)
    ours, theirs = Counter(words_of(text)), Counter(words_of(want))
    return (ours & theirs).total() / max(1, (ours | theirs).total())


def plain(value: str | None) -> str | None:
    """A name or description without case, article and marks at its ends."""
    if value is None:
        return None
    return _ARTICLE.sub("", re.sub(r"\s+", " ", value.replace("’", "'").lower()).strip(" .,:;“”\"'"))
