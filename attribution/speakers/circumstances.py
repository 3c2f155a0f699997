"""How and when something was said, and why its source is not named: patterns of rules/circumstances.toml over the cue's clause."""

from __future__ import annotations

from attribution.rulebook.later import Later
from attribution.rulebook.record import Record
from attribution.rulebook.rules import Files


class Circumstances(Record):
    """Patterns and word lists; `unnamed` is tried first, `reason` from its end on."""

    medium: Later
    when: Later
    unnamed: Later
    reason: Later
    citing: frozenset[str]
    inner: frozenset[str]
    quoted_as: frozenset[str]
    addressees: frozenset[str]
    telling: frozenset[str]
    times: frozenset[str]
    openers: frozenset[str]
    marks: frozenset[str]


def _pattern(pattern: str, parts: dict[str, str], bounded: bool = True) -> Later:
    one_line = pattern.format(**{name: part.replace("\n", "") for name, part in parts.items()}).replace("\n", "")
    begins = r"\b(?=\w)" if bounded else ""  # each begins with a word, and is not tried where one ends: a quarter of the time
    return Later(begins + one_line.replace(" ", r"\s+"))


def read_circumstances(files: Files) -> Circumstances:
    """The patterns and words of circumstances.toml."""
    data = files.table("circumstances.toml")
    parts = data["parts"]
    chain = data["chain"]
    return Circumstances(
        medium=_pattern(data["medium"]["pattern"], parts),
        when=_pattern(data["when"]["pattern"], parts),
        unnamed=_pattern(data["unnamed"]["pattern"], parts, False),
        reason=_pattern(data["unnamed"]["reason"], parts, False),
        citing=frozenset(chain["citing"].split()),
        inner=frozenset(chain["inner"].split()),
        quoted_as=frozenset(chain["quoted_as"].split()),
        times=frozenset(data["when"]["words"].split()),
        marks=frozenset((data["when"]["words"] + " " + data["medium"]["openers"]).split()),
        openers=frozenset(data["medium"]["openers"].split()),
        telling=frozenset(data["addressee"]["telling"].split()),
        addressees=frozenset(data["addressee"]["words"].split()),
    )


def anonymity_reason(sentence: str, rules: Circumstances) -> str | None:
    """Why a source is not named, as worded, where the sentence says so.

    >>> from attribution.rulebook.rules import shipped_rules
    >>> rules = shipped_rules().get(read_circumstances)
    >>> anonymity_reason("a nurse who asked not to be named because she fears for her job.", rules)
    'because she fears for her job'
    """
    if "anonym" not in sentence and "name" not in sentence and "identified" not in sentence:
        return None
    m = rules.unnamed.pattern.search(sentence)
    if m is None:
        return None
    found = rules.reason.pattern.match(sentence, m.end())
    return " ".join(found[1].split()).rstrip(", ") if found else None


def medium_and_time(pieces: list[str], rules: Circumstances) -> tuple[str | None, str | None]:
    """(medium, when) as worded in the first of the pieces of text that has one."""
    medium = when = None
    for piece in pieces:
        piece = piece[:400]
        words = piece.split()
        if medium is None and not rules.openers.isdisjoint(words) and (m := rules.medium.pattern.search(piece)):
            medium = " ".join(m[0].split()).rstrip(".")
        if when is None and not rules.times.isdisjoint([w.strip(",.") for w in words]) and (m := rules.when.pattern.search(piece)):
            when = " ".join(m[0].split())
    return medium, when
