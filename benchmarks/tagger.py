"""Measure the tagger: tokens a second against nltk's `tag_sents` with the same rules, and how many tags are right.

    python benchmarks/tagger.py ../shared/pos/dev.tsv [--known ../shared/pos/train.tsv] [--rounds 7]

Both run in one process, in turns; the medians count. nltk, which is slow, gets every eighth sentence only.
"""

from __future__ import annotations

import argparse
import platform
from itertools import accumulate
from pathlib import Path
from statistics import median
from time import perf_counter

from attribution.document.tagger import nltk_tagger, tag_tokens

Sentence = list[tuple[str, str]]
ARTICLE = 40  # sentences


def read_sentences(path: Path) -> list[Sentence]:
    """Sentences of a `token TAB tag` file."""
    blocks = path.read_text(encoding="utf-8").strip("\n").split("\n\n")
    pairs = [[line.split("\t") for line in block.split("\n")] for block in blocks]
    return [[(token, tag) for token, tag in sentence] for sentence in pairs]


def document(sentences: list[Sentence]) -> tuple[list[str], list[int]]:
    """Tokens and sentence bounds as `tag_tokens` takes them."""
    return [token for sentence in sentences for token, _ in sentence], [0, *accumulate(map(len, sentences))]


def speed(sentences: list[Sentence], rounds: int) -> dict[str, float]:
    """Tokens a second: one long document, articles of ARTICLE sentences, nltk."""
    whole = document(sentences)
    articles = [document(sentences[i : i + ARTICLE]) for i in range(0, len(sentences), ARTICLE)]
    sample = [[token for token, _ in sentence] for sentence in sentences[::8]]
    sample_tokens = sum(map(len, sample))
    reference = nltk_tagger()
    rates: dict[str, list[float]] = {"one document": [], "articles": [], "nltk": []}
    tag_tokens(*whole)
    for _ in range(rounds):
        start = perf_counter()
        tag_tokens(*whole)
        rates["one document"].append(len(whole[0]) / (perf_counter() - start))
        start = perf_counter()
        for article in articles:
            tag_tokens(*article)
        rates["articles"].append(len(whole[0]) / (perf_counter() - start))
        start = perf_counter()
        reference.tag_sents(sample)
        rates["nltk"].append(sample_tokens / (perf_counter() - start))
    return {name: median(values) for name, values in rates.items()}


def accuracy(sentences: list[Sentence], known: set[str]) -> dict[str, tuple[int, int]]:
    """Right tags and tokens: all, verbs (exact tag; any verb tag for a verb), words outside `known`."""
    tokens, bounds = document(sentences)
    gold = [tag for sentence in sentences for _, tag in sentence]
    rows = list(zip(tokens, gold, tag_tokens(tokens, bounds), strict=True))
    verbs = [(truth, tag) for _, truth, tag in rows if truth[0] == "V"]
    unknown = [(truth, tag) for token, truth, tag in rows if known and token not in known]
    return {
        "all tokens": (sum(truth == tag for _, truth, tag in rows), len(rows)),
        "verbs, exact tag": (sum(truth == tag for truth, tag in verbs), len(verbs)),
        "verbs, tagged as some verb": (sum(tag[0] == "V" for _, tag in verbs), len(verbs)),
        "unknown words": (sum(truth == tag for truth, tag in unknown), len(unknown)),
    }


def main() -> None:
    """Read the arguments, measure, print Markdown."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path, help="`token TAB tag` lines to tag and compare")
    parser.add_argument("--known", type=Path, help="the training file: its words are not unknown")
    parser.add_argument("--rounds", type=int, default=7)
    args = parser.parse_args()
    sentences = read_sentences(args.file)
    known = {token for sentence in read_sentences(args.known) for token, _ in sentence} if args.known else set()
    start = perf_counter()
    rules = len(nltk_tagger().rules())
    loaded = perf_counter() - start
    rates = speed(sentences, args.rounds)
    tokens = sum(map(len, sentences))
    print(f"Python {platform.python_version()}, {rules} rules, {tokens:,} tokens, median of {args.rounds} interleaved rounds.")
    print(f"Importing nltk and loading the tagger with it: {loaded:.2f} s.")
    print("\n| tagger | tokens/s | times nltk |\n| --- | ---: | ---: |")
    for name, rate in rates.items():
        print(f"| {name} | {rate:,.0f} | {rate / rates['nltk']:.0f} |")
    print("\n| right | share | of |\n| --- | ---: | ---: |")
    for name, (right, total) in accuracy(sentences, known).items():
        if total:
            print(f"| {name} | {right / total:.2%} | {total:,} |")


if __name__ == "__main__":
    main()
