"""A headline's "X: clause" is what X says, or what the article tells of X (Jost Ade: Racing chief leaves)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import NamedTuple

from attribution.attach.candidates import Candidate, Finder
from attribution.rulebook.rules import Files

NEAR = 5  # chunks between a verb and a name that can be its subject, a bracket among them: Pell (R-Ohio) said


class Persons(NamedTuple):
    """Words of names.toml and source-types.toml: first person, what people are, sources that need no name (study, experts), which
    of them open a headline, and what ends one as its source (bank, regulator)."""

    first: frozenset[str]
    people: frozenset[str]
    sources: frozenset[str]
    opens: frozenset[str]
    ends: frozenset[str]


class Doers(NamedTuple):
    """Where a document last tells of a verb of saying, and of each word the last such verb beside it and the last verb just behind it
    (chunks)."""

    said: int
    saying: Mapping[str, int]
    doing: Mapping[str, int]


def find_doers(finder: Finder) -> Doers:
    """Whose words and deeds a document tells; one pass over its chunks."""
    symbols, ends = finder.chunks.symbols, finder.chunks.last
    words = [finder.document.norms[end - 1] for end in ends]
    saying, doing, said = dict[str, int](), dict[str, int](), -1
    for i in range(1, len(symbols) - 1):
        if symbols[i] in finder.speaks:
            said = i
            saying.update(((words[i - 1], i), (words[i + 1], i)))
        if symbols[i] in finder.doing:
            doing.update((word, i) for word in words[max(i - NEAR + 1, 0) : i])
    return Doers(said, saying, doing)


def read_persons(files: Files) -> Persons:
    """Those words, from the rule files."""
    names, types = files.table("names.toml"), files.table("source-types.toml")["type"]
    roles = frozenset(word for words in names["roles"].values() for word in words.split())
    first = names["first_person"]
    kept = (entry.get("heads", "").split() for entry in types if entry["id"] in first["headline_sources"].split())
    sources = frozenset[str]().union(*kept)
    opens, ends = (frozenset(first[key].split()) for key in ("headline_opens", "headline_ends"))
    return Persons(frozenset(first["words"].split()), roles, sources, opens, roles | sources | opens | ends)


def is_topic(c: Candidate, finder: Finder, persons: Persons, doers: Callable[[], Doers]) -> bool:
    """Whether a name and a colon are rather the topic of what follows them than the one who says it, or what stands behind a dash is the
    name of something else (City 2 - United 1). `doers` tells those of the document, where it is asked."""
    words = finder.document.words
    first, chunks = finder.chunks.first, finder.chunks
    if c.rule.frame == "NAMECOLON":
        return words[first[c.contents[0][0]]][:1].isupper()
    if c.rule.frame == "HEADDASH" and c.source is not None:
        last = finder.document.norms[chunks.last[c.source[1] - 1] - 1]
        is_name = words[first[c.source[0]]][:1].isupper() and last.lower() not in persons.people | persons.sources
        return is_name and doers().saying.get(last, -1) < c.unit[1]
    if c.rule.frame == "HCOLONLAST" and c.source is not None:
        return _is_no_speaker(c, finder, persons, doers)
    if c.rule.frame == "HCOLONSOURCE" and c.source is not None:
        return not _is_source(c.source[0], finder, persons) or _asks(c, finder)
    if c.rule.frame != "HCOLON" or c.source is None:
        return False
    begin, end = first[c.contents[0][0]], chunks.last[c.contents[-1][1] - 1]
    if _is_sentence(c, finder) or not persons.first.isdisjoint(map(_lowered, words[begin:end])):
        return False
    if _asks_or_reports(c, finder):
        return True
    named = finder.document.norms[chunks.last[c.source[0]] - 1]
    if named.lower() in persons.sources:
        return False
    states = _states(c, finder)
    told = _is_about_him(c, finder, persons) or not (states or _quotes(c, finder))
    return told or not _acts(c, finder, doers(), named, speaks=not states)


def _is_source(i: int, finder: Finder, persons: Persons) -> bool:
    """Whether a chunk is one word that speaks without a name: Police, Study, but not Editor's note."""
    begin, end = finder.chunks.first[i], finder.chunks.last[i]
    return end - begin == 1 and finder.document.norms[begin].lower() in persons.opens


def _is_no_speaker(c: Candidate, finder: Finder, persons: Persons, doers: Callable[[], Doers]) -> bool:
    """Whether what ends a headline behind a colon is neither somebody by a noun (Dam is safe: expert) nor one whose words follow (Dam is
    safe: Pell), or the headline asks."""
    assert c.source is not None
    document, chunks = finder.document, finder.chunks
    if _asks(c, finder):
        return True
    first, last = chunks.first[c.source[0]], document.norms[chunks.last[c.source[0]] - 1]
    if last.lower() in persons.ends or last.lower().removesuffix("s") in persons.people:
        return document.tags[first] == "DT"  # a guide
    return not last[:1].isupper() or doers().saying.get(last, -1) < c.unit[1]


def _lowered(word: str) -> str:
    """A word in small letters, save an abbreviation: US is not "us"."""
    return word if len(word) > 1 and word.isupper() else word.lower()


def _is_sentence(c: Candidate, finder: Finder) -> bool:
    """Whether it is a line of a transcript: it has a verb, a full stop ends it, and the text does not begin with it."""
    symbols, norms = finder.chunks.symbols, finder.document.norms
    last = finder.chunks.last[c.unit[1] - 1] - 1
    return c.unit[0] > 1 and norms[last] in (".", "!", "?") and not finder.verbs.isdisjoint(symbols[slice(*c.contents[0])])


def _asks(c: Candidate, finder: Finder) -> bool:
    """Whether a question mark stands in the content or behind it."""
    return "?" in finder.document.norms[finder.chunks.first[c.contents[0][0]] : finder.chunks.last[c.unit[1] - 1]]


def _asks_or_reports(c: Candidate, finder: Finder) -> bool:
    """Whether the content is a question, or what somebody else says."""
    symbols = finder.chunks.symbols[slice(*c.contents[0])]
    return _asks(c, finder) or symbols[0] in finder.questions or not finder.said.isdisjoint(symbols)


def _is_about_him(c: Candidate, finder: Finder, persons: Persons) -> bool:
    """Whether the content begins with a bare noun of people, who is the one before the colon (X: Striker will leave)."""
    document, begin = finder.document, c.contents[0][0]
    subject = slice(finder.chunks.first[begin], finder.chunks.last[begin])
    words = zip(document.norms[subject], document.tags[subject], strict=True)
    one = {word.lower() for word, tag in words if tag in ("NN", "NNP")}
    return {"DT", "POS"}.isdisjoint(document.tags[subject]) and not persons.people.isdisjoint(one)


def _states(c: Candidate, finder: Finder) -> bool:
    """Whether the content says how things are or shall be."""
    begin, end = c.contents[0]
    tags = finder.document.tags[finder.chunks.first[begin] : finder.chunks.last[end - 1]]
    return not finder.stating.isdisjoint(finder.chunks.symbols[begin:end]) or "MD" in tags


def _quotes(c: Candidate, finder: Finder) -> bool:
    """Whether the content holds a quotation mark that opens."""
    begin, end = c.contents[0]
    begins, quotes = finder.document.begins, finder.document.quotes
    at = bisect_left(quotes, begins[finder.chunks.first[begin]], key=attrgetter("begin"))
    return at < len(quotes) and quotes[at].begin <= begins[finder.chunks.last[end - 1] - 1]


def _acts(c: Candidate, finder: Finder, doers: Doers, named: str, speaks: bool) -> bool:
    """Whether a name stands before the colon, and beside a verb of saying further on, if there is a further on; else before any verb."""
    assert c.source is not None
    chunks, norms, here = finder.chunks, finder.document.norms, c.unit[1]
    if not named.isalpha() or "," in norms[chunks.first[c.source[0]] : chunks.last[c.source[1] - 1]]:
        return False
    if here >= doers.said:
        return True
    return doers.saying.get(named, -1) > here or (not speaks and doers.doing.get(named, -1) > here)
