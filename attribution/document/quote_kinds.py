"""What a pair of quotation marks is for: speech, a fragment of it, a title, or the writer's own marks. Rules in rules/quotes.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from attribution.errors import RuleError
from attribution.rulefiles import read_rules

_WORD = re.compile(r"[^\W_][\w’'.-]*")
_SENTENCE_END = re.compile(r"[.!?][”\"’')]*\s")
# The sentence around a quotation is looked for this far on each side: 95 of 100 words of saying stand nearer.
_REACH = 160
_WORD_REACH = 40
_KEYS = frozenset({"id", "kind", "why", "before", "inside", "between", "after", "network", "silent", "least", "most", "examples", "near_misses"})


@dataclass(frozen=True, slots=True)
class KindRule:
    """One rule of quotes.toml; see there for its keys."""

    id: str
    kind: str
    why: str
    inside: str
    before: frozenset[str]
    between: bool
    after: re.Pattern[str] | None
    network: bool
    silent: bool
    least: int
    most: int
    examples: tuple[str, ...]
    near_misses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kinds:
    """The rules, ready for use. `most` is the most words that any rule looks at."""

    rules: tuple[KindRule, ...]
    small: frozenset[str]
    saying: frozenset[str]
    long: int
    most: int

    def kind(self, text: str, paragraph: int, begin: int, inner_begin: int, inner_end: int, end: int) -> str:
        """The kind of the quotation text[begin:end] whose paragraph begins at `paragraph`."""
        blanks = text.count(" ", inner_begin, inner_end)
        if blanks >= self.most:
            return "speech"
        rule = self.rule(text, paragraph, begin, inner_begin, inner_end, end)
        if rule is not None:
            return rule.kind
        if blanks >= self.long or _stands_alone(text, paragraph, begin, inner_begin, inner_end):
            return "speech"
        return "fragment"

    def rule(self, text: str, paragraph: int, begin: int, inner_begin: int, inner_end: int, end: int) -> KindRule | None:
        """The first rule that takes the quotation."""
        words = _WORD.findall(text, inner_begin, inner_end)
        shapes = self._shapes(words)
        if len(shapes) == 1 and len(words) > 2:  # plain and long: no rule is for that unless the words before ask for it
            pass
        if _stands_alone(text, paragraph, begin, inner_begin, inner_end) and "title" not in shapes:
            return None
        last = _WORD.findall(text, max(paragraph, begin - _WORD_REACH), begin) if begin > paragraph and text[begin - 1] in " ,:" else []
        befores = {" ".join(last[-n:]).lower() for n in (1, 2, 3)} if last else set()
        silent: bool | None = None
        for rule in self.rules:
            if rule.inside not in shapes or not rule.least <= len(words) <= rule.most:
                continue
            if rule.before and rule.before.isdisjoint(befores):
                continue
            if rule.network and not (last and _is_network(last[-1])):
                continue
            if rule.between and not (last and _between(text, begin, end, last[-1])):
                continue
            if rule.after is not None and not rule.after.match(text, end):
                continue
            if rule.silent:
                if silent is None:
                    silent = self._silent(text, paragraph, begin, end)
                if not silent:
                    continue
            return rule
        return None

    def _shapes(self, words: Sequence[str]) -> frozenset[str]:
        if not words:
            return frozenset({"any"})
        if not words[0][0].isupper():
            return frozenset({"any", "plain"})
        if all(word[0].isupper() or word[0].isdigit() or word in self.small for word in words):
            return frozenset({"any", "capital", "title"})
        return frozenset({"any", "capital"})

    def _silent(self, text: str, paragraph: int, begin: int, end: int) -> bool:
        before = _SENTENCE_END.split(text[max(paragraph, begin - _REACH) : begin])[-1]
        after = _SENTENCE_END.split(text[end : end + _REACH].split("\n", 1)[0])[0]
        words = (before + " " + after).lower()
        return self.saying.isdisjoint(_WORD.findall(words.replace(".", " ")))


def _stands_alone(text: str, paragraph: int, begin: int, inner_begin: int, inner_end: int) -> bool:
    """Whether the quotation is a sentence or begins one: a capital at the start after a sentence end, comma or colon; or it ends as one."""
    at = begin - 1
    while at >= paragraph and text[at] in " \t\xa0([":
        at -= 1
    before = text[at] if at >= paragraph else "."
    first = text[inner_begin]
    if before in ",:":
        return first.isupper() or text[inner_end - 1] in ".!?,…"
    return before in ".!?…”\"’'\n—–" and (first.isupper() or not first.isalpha())


def _is_network(word: str) -> bool:
    stem = word[:-2]
    return word[-2:] in ("'s", "’s") and 2 <= len(stem) <= 6 and stem.isupper()


def _between(text: str, begin: int, end: int, before: str) -> bool:
    after = text[end : end + 2]
    return before[0].isupper() and not before.isupper() and text[begin - 1] == " " and after[:1] == " " and after[1:].isupper()


@cache
def load_kinds() -> Kinds:
    """The shipped rules; RuleError names file, id and key of a broken one."""
    return parse_kinds(read_rules("quotes.toml"))


def parse_kinds(source: str) -> Kinds:
    """Rules from TOML text; RuleError names file, id and key of a broken one."""
    data = tomllib.loads(source)
    rules = tuple(_parse_rule(row) for row in data["rule"])
    words = data["words"]
    long: int = words["long"]
    return Kinds(rules, frozenset(words["small"]), frozenset(words["saying"]), long, max([long, *(rule.most for rule in rules)]))


def _parse_rule(row: Mapping[str, Any]) -> KindRule:
    name = f"quotes.toml: {row.get('id', 'a rule without id')}"
    unknown = sorted(set(row) - _KEYS)
    if unknown:
        raise RuleError(f"{name}: unknown key {unknown[0]!r}; known: {', '.join(sorted(_KEYS))}")
    missing = sorted({"id", "kind", "why", "inside", "most", "examples", "near_misses"} - set(row))
    if missing:
        raise RuleError(f"{name}: key {missing[0]!r} is missing")
    if row["kind"] not in ("title", "scare"):
        raise RuleError(f"{name}: kind {row['kind']!r} is not one of title, scare")
    if row["inside"] not in ("title", "plain", "capital", "any"):
        raise RuleError(f"{name}: inside {row['inside']!r} is not one of title, plain, capital, any")
    if not row["examples"] or not row["near_misses"]:
        raise RuleError(f"{name}: needs at least one example and one near miss")
    after = row.get("after")
    return KindRule(
        row["id"], row["kind"], row["why"], row["inside"], frozenset(row.get("before", ())), row.get("between", False),
        re.compile(after) if after else None, row.get("network", False), row.get("silent", False), row.get("least", 1), row["most"],
        tuple(row["examples"]), tuple(row["near_misses"]),
    )  # fmt: skip
