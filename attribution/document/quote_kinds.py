"""What a pair of quotation marks is for: speech, a fragment of it, a title, or the writer's own marks. Rules in rules/quotes.toml."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from attribution.errors import RuleError
from attribution.model import QuoteKind
from attribution.patterns import compiled
from attribution.rulebook.rules import Files
from attribution.rulebook.verbs import read_saying

_WORD = re.compile(r"[a-z]+")
_NETWORK = re.compile(r"(?<!\w)[A-Z]{2,6}['’]s \Z")
_NAME_BEFORE = re.compile(r"(?<!\w)[A-Z][\w.’'-]*[a-z.] \Z")
# The sentence around a quotation is looked for this far on each side: 95 of 100 words of saying stand nearer.
_REACH = 160
_TAIL = 32  # characters: the words before that a rule may name
_KEYS = frozenset(
    {"id", "kind", "why", "before", "inside", "between", "after", "network", "silent", "least", "most", "examples", "near_misses"}
)

_SHAPES = {"title": ("title", "capital", "any"), "capital": ("capital", "any"), "plain": ("plain", "any")}


class KindRule(NamedTuple):
    """One rule of quotes.toml; see there for its keys."""

    id: str
    kind: QuoteKind
    why: str
    inside: str
    before: tuple[str, ...]
    between: bool
    after: re.Pattern[str] | None
    network: bool
    silent: bool
    least: int
    most: int
    examples: tuple[str, ...]
    near_misses: tuple[str, ...]


class Kinds(NamedTuple):
    """The rules, ready for use: by the shape of the words inside. `most` is the most words that any rule looks at."""

    rules: tuple[KindRule, ...]
    by_shape: Mapping[str, tuple[KindRule, ...]]
    title: re.Pattern[str]
    clipped: re.Pattern[str]
    saying: frozenset[str]
    speaking: frozenset[str]
    long: int
    most: int

    def kind(self, text: str, paragraph: int, begin: int, inner_begin: int, inner_end: int, end: int) -> QuoteKind:
        """The kind of the quotation text[begin:end] whose paragraph begins at `paragraph`."""
        blanks = text.count(" ", inner_begin, inner_end)
        if blanks >= self.most:
            return "speech"
        titled = not text[inner_begin].islower() and self.title.match(text, inner_begin, inner_end) is not None
        speech = (
            blanks >= self.long
            or _stands_alone(text, paragraph, begin, inner_begin, inner_end)
            or self._follows_speaking(text, paragraph, begin, inner_begin, inner_end)
        )
        if titled or not speech:
            rule = self.rule(text, paragraph, begin, inner_begin, inner_end, end, titled)
            if rule is not None:
                return rule.kind
        return "speech" if speech else "fragment"

    def rule(self, text: str, paragraph: int, begin: int, inner_begin: int, inner_end: int, end: int, titled: bool) -> KindRule | None:
        """The first rule that takes the quotation."""
        shape = "title" if titled else "capital" if text[inner_begin].isupper() else "plain"
        words = text.count(" ", inner_begin, inner_end) + 1
        tail = " " + text[max(paragraph, begin - _TAIL) : begin].rstrip(" ,:\xa0").lower()
        silent: bool | None = None
        for rule in self.by_shape[shape]:
            if not rule.least <= words <= rule.most or (rule.before and not tail.endswith(rule.before)):
                continue
            if rule.network and not _NETWORK.search(text, max(paragraph, begin - _TAIL), begin):
                continue
            if rule.between and not _between(text, paragraph, begin, end):
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

    def _follows_speaking(self, text: str, paragraph: int, begin: int, inner_begin: int, inner_end: int) -> bool:
        """Whether a whole sentence stands right behind a verb that takes one without a comma: asked “Why?”."""
        if text[inner_end - 1] not in ".!?" or not text[inner_begin].isupper():
            return False
        return text[max(paragraph, begin - _TAIL) : begin].rstrip().rpartition(" ")[2] in self.speaking

    def _silent(self, text: str, paragraph: int, begin: int, end: int) -> bool:
        """Whether no word of saying stands in the sentence around (up to a full stop, abbreviations included: near enough)."""
        before = text[max(paragraph, begin - _REACH) : begin].rpartition(". ")[2]
        after = text[end : end + _REACH].partition("\n")[0].partition(". ")[0]
        return self.saying.isdisjoint(_WORD.findall(f"{before} {after}".lower()))


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


def _between(text: str, paragraph: int, begin: int, end: int) -> bool:
    """Whether a capitalised word (no abbreviation in capitals) stands right before, and a capital right after."""
    if text[end : end + 1] != " " or not text[end + 1 : end + 2].isupper():
        return False
    return _NAME_BEFORE.search(text, max(paragraph, begin - _TAIL), begin) is not None


def read_kinds(files: Files) -> Kinds:
    """The rules of quotes.toml; RuleError names file, id and key of a broken one."""
    return parse_kinds(files.table("quotes.toml"), frozenset(files.get(read_saying)))


def parse_kinds(data: Mapping[str, Any], saying: frozenset[str] = frozenset()) -> Kinds:
    """Rules from a table in the form of quotes.toml, with more words of saying; RuleError names file, id and key of a broken one."""
    rules = tuple(_parse_rule(row) for row in data["rule"])
    words = data["words"]
    small = "|".join(map(re.escape, words["small"]))
    title = compiled(rf"[A-Z0-9‘'][^\s]*(?:\s+(?:[A-Z0-9&(][^\s]*|(?:{small})(?![\w’'])))*\s*\Z")
    clipped = compiled(rf"(?:\d\ds?|{'|'.join(map(re.escape, words['clipped']))})(?!\w)", re.IGNORECASE)
    by_shape = {shape: tuple(rule for rule in rules if rule.inside in takes) for shape, takes in _SHAPES.items()}
    long: int = words["long"]
    saying, speaking = saying.union(words["saying"]), frozenset(words["speaking"])
    return Kinds(rules, by_shape, title, clipped, saying, speaking, long, max([long, *(rule.most for rule in rules)]))


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
        row["id"], row["kind"], row["why"], row["inside"],
        tuple(f" {phrase}" for phrase in row.get("before", ())), row.get("between", False),
        compiled(after) if after else None, row.get("network", False), row.get("silent", False), row.get("least", 1), row["most"],
        tuple(row["examples"]), tuple(row["near_misses"]),
    )  # fmt: skip
