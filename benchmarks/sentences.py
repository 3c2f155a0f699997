"""Token and sentence-boundary F1 against the reference, and the speed of paragraphs + tokens + sentences beside a bare `regex` scan.

    python benchmarks/sentences.py [--errors N] [--set dev|train]

Tokens are compared on the articles themselves: each reference sentence is found in an article by its letters (non-space characters, the
treebank's marks turned back), then token and sentence ends are compared inside it.
Reads the reference folder from ATTRIBUTION_REFERENCE (default ../shared); prints the table that benchmarks/sentences.md keeps.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import time
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable
from itertools import accumulate
from pathlib import Path

import regex
from tabulate import tabulate

from attribution.document.abbreviations import read_abbreviations
from attribution.document.paragraphs import BLANK, find_paragraphs
from attribution.document.sentences import find_sentences
from attribution.document.tokens import Tokens, read_tokenizer, tokenize
from attribution.rulebook.rules import shipped_rules

REFERENCE = Path(os.environ.get("ATTRIBUTION_REFERENCE", Path(__file__).parents[1] / "../shared"))
_BACK = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}"}
_LETTERS = str.maketrans({**dict.fromkeys('“”"„', "''"), **dict.fromkeys("‘’`", "'"), **dict.fromkeys("—–", "--"), "…": "..."})
_SOFT = re.compile(f"[{BLANK}\xad]")


def read_sentences(path: Path) -> list[list[str]]:
    """Sentences of a `token TAB tag` file, as words."""
    blocks = path.read_text(encoding="utf-8").split("\n\n")
    return [[line.split("\t")[0] for line in block.split("\n") if line] for block in blocks if block.strip()]


def letters(word: str) -> str:
    """What is left of a token or text when white space and the ways of writing marks are taken away."""
    return _SOFT.sub("", _BACK.get(word, word)).translate(_LETTERS)


def read(text: str) -> Tokens:
    """Paragraphs and tokens of a text."""
    return tokenize(text, find_paragraphs(text), shipped_rules().get(read_tokenizer))


class Article:
    """A text as letters, with the places (letter counts) where our tokens and sentences end."""

    def __init__(self, text: str) -> None:
        tokens = read(text)
        pieces = list(map(letters, tokens.words))
        self.letters = "".join(pieces)
        self.token_ends = list(accumulate(map(len, pieces)))
        self.sentence_ends = {self.token_ends[first - 1] for first in find_sentences(tokens, shipped_rules().get(read_abbreviations))[1:]}
        self.paragraph_ends = {self.token_ends[first - 1] for first in tokens.paragraphs[1:]}

    def past_marks(self, places: set[int]) -> set[int]:
        """The places, moved over quotation marks: the reference takes many opening marks for closing ones."""
        moved = set()
        for place in places:
            while self.letters.startswith("'", place):
                place += 1
            moved.add(place)
        return moved

    def by_contract(self, place: int) -> bool:
        """True if ours and the reference may differ at this place: a paragraph's end; a break before a small letter or a comma
        ("(R-Ky.) | said"); a closed question or exclamation ("“Why?” | Trump said")."""
        following = self.letters[place : place + 1]
        closed = self.letters[max(0, place - 3) : place] in ("?''", "!''")
        return place in self.past_marks(self.paragraph_ends) or following.islower() or following in ",;:)" or closed


class Scores:
    """Counts of right, ours and theirs, with the errors for a look."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.errors: list[tuple[str, str]] = []

    def add(self, name: str, ours: set[int], gold: set[int], article: Article) -> None:
        """Count two sets of places."""
        self.counts[name + " right"] += len(ours & gold)
        self.counts[name + " ours"] += len(ours)
        self.counts[name + " gold"] += len(gold)
        for kind, places in (("extra", ours - gold), ("missed", gold - ours)):
            for place in places:
                self.errors.append((f"{name} {kind}", _around(article, place)))

    def f1(self, name: str) -> tuple[float, float, float]:
        """Precision, recall, F1."""
        right, ours, gold = (self.counts[f"{name} {part}"] for part in ("right", "ours", "gold"))
        return right / ours, right / gold, 2 * right / (ours + gold)


def _around(article: Article, place: int) -> str:
    return f"{article.letters[max(0, place - 40) : place]}|{article.letters[place : place + 30]}"


def score(sentences: list[list[str]], texts: list[str]) -> Scores:
    """Walk the reference sentences through the articles; those that are in none are counted and left out.

    A sentence end is theirs where a reference sentence ends; ours count inside what reference sentences cover. "sentence raw" compares
    places as they are, "sentence" moves them past quotation marks, "sentence by contract" leaves out the places where ours mean to differ.
    """
    articles = list(map(Article, texts))
    scores = Scores()
    article, position = articles[0], 0
    for words in sentences:
        pieces = list(map(letters, words))
        found = _find(pieces, article, position)
        if found < 0:
            article, found = _find_anywhere(pieces, articles)
        if found < 0:
            scores.counts["sentences not found"] += 1
            continue
        scores.counts["sentences found"] += 1
        theirs = {found + total for total in accumulate(map(len, pieces))}
        position = max(theirs)
        scores.add("token", _between(article.token_ends, found, position), theirs, article)
        ours = {place for place in _between(article.token_ends, found, position) if place in article.sentence_ends}
        scores.add("sentence raw", ours, {position}, article)
        ours, theirs = article.past_marks(ours), article.past_marks({position})
        scores.add("sentence", ours, theirs, article)
        agreed = {place for place in ours ^ theirs if article.by_contract(place)}
        scores.add("sentence by contract", ours - agreed, theirs - agreed, article)
    return scores


def _find(pieces: list[str], article: Article, position: int) -> int:
    """Where a sentence stands from `position` on; drops the full stop that the treebank adds after a final abbreviation."""
    found = article.letters.find("".join(pieces), position)
    if found < 0 and len(pieces) > 2 and pieces[-1] == "." and pieces[-2].endswith("."):
        pieces.pop()
        found = article.letters.find("".join(pieces), position)
    return found


def _find_anywhere(pieces: list[str], articles: list[Article]) -> tuple[Article, int]:
    if sum(map(len, pieces)) > 30:
        for article in articles:
            if (found := article.letters.find("".join(pieces))) >= 0:
                return article, found
    return articles[0], -1


def _between(places: list[int], begin: int, end: int) -> set[int]:
    return set(places[bisect_right(places, begin) : bisect_right(places, end)])


def stages(text: str) -> None:
    """What is timed: paragraphs, tokens, sentences."""
    find_sentences(read(text), shipped_rules().get(read_abbreviations))


def measure(texts: list[str], rounds: int = 9) -> list[tuple[str, float, float]]:
    """(name, median MB/s, times the scan's time) of the scan and of the stages, in interleaved rounds."""
    scan = regex.compile(r"\w+|[^\w\s]")
    runs: dict[str, Callable[[str], object]] = {
        "bare regex scan": lambda text: [match.span() for match in scan.finditer(text)],
        "paragraphs": find_paragraphs,
        "paragraphs + tokens": read,
        "paragraphs + tokens + sentences": stages,
    }
    seconds: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, run in runs.items():
            begin = time.perf_counter()
            for text in texts:
                run(text)
            seconds[name].append(time.perf_counter() - begin)
    size = sum(map(len, texts)) / 1e6
    base = statistics.median(seconds["bare regex scan"])
    return [(name, size / statistics.median(times), statistics.median(times) / base) for name, times in seconds.items()]


def main() -> None:
    """Print both tables; with --errors the places where ours and theirs differ."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--errors", type=int, default=0, help="show this many differences of each kind")
    parser.add_argument("--set", default="dev", help="dev or train")
    options = parser.parse_args()
    texts = [path.read_text(encoding="utf-8") for path in sorted((REFERENCE / "polnear" / options.set / "text").glob("*.txt"))]
    scores = score(read_sentences(REFERENCE / "pos" / f"{options.set}.tsv"), texts)
    for kind in ("token extra", "token missed", "sentence by contract extra", "sentence by contract missed"):
        places = [place for name, place in scores.errors if name == kind]
        print("\n".join(f"{kind}: {place}" for place in places[: options.errors]))
    print(f"{scores.counts['sentences found']} reference sentences found, {scores.counts['sentences not found']} not\n")
    names = ("token", "sentence raw", "sentence", "sentence by contract")
    print(tabulate([(name, *scores.f1(name)) for name in names], ["ends of", "P", "R", "F1"], "github", ".4f"))
    print()
    print(tabulate(measure(texts), ["stage", "MB/s", "× scan"], "github", ".2f"))


if __name__ == "__main__":
    main()
