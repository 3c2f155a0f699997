"""Quotation marks on PolNeAR's articles: do gold contents begin and end at our marks, what do the kinds tell, what does it cost?

usage: quotes.py [REFERENCE]   (REFERENCE: the folder that holds polnear/ and eval/, default $ATTRIBUTION_REFERENCE or ../shared)

A gold content counts as wholly in double marks when each of its spans begins and ends at a double mark (inside or outside of it). It
coincides when every such span begins where one of our outermost quotations does, and ends where one of ours does: one quotation or a join.
"""

from __future__ import annotations

import importlib.util
import os
import statistics
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import regex

from attribution.document.paragraphs import find_paragraphs
from attribution.document.quote_kinds import read_kinds
from attribution.document.quotes import find_quotes
from attribution.model import Quote, Span
from attribution.rulebook.rules import shipped_rules

ROUNDS = 7
BARE = regex.compile(r"\w+|[^\w\s]")


def read_gold(reference: Path, part: str) -> dict[str, tuple[str, list[dict[str, list[tuple[int, int]]]]]]:
    """Name → text and rows, by the scorer's own reader."""
    spec = importlib.util.spec_from_file_location("score_polnear", reference / "eval" / "score_polnear.py")
    assert spec is not None and spec.loader is not None
    scorer: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    gold: dict[str, tuple[str, list[dict[str, list[tuple[int, int]]]]]] = scorer.read_gold(reference / "polnear" / part)
    return gold


def is_double(text: str, at: int) -> bool:
    return 0 <= at < len(text) and (text[at] in '"“”' or text[at : at + 2] == "''" or text[max(0, at - 1) : at + 1] == "''")


def marked_pieces(text: str, content: list[tuple[int, int]]) -> list[Span]:
    """The content's spans without blanks at their edges, or nothing if one of them does not lie between double marks."""
    pieces = []
    for begin, end in content:
        piece = text[begin:end]
        if piece.strip():
            pieces.append(Span(end - len(piece.lstrip()), begin + len(piece.rstrip())))
    good = all((is_double(text, b) or is_double(text, b - 1)) and (is_double(text, e - 1) or is_double(text, e)) for b, e in pieces)
    return pieces if good else []


def coincides(pieces: list[Span], quotes: tuple[Quote, ...]) -> bool:
    begins = {at for quote in quotes if quote.depth == 0 for at in range(quote.begin, quote.inner.begin + 1)}
    ends = {at for quote in quotes for at in range(quote.inner.end, quote.end + 1)}
    return all(piece.begin in begins and piece.end in ends for piece in pieces)


def measure(part: str, gold: dict[str, tuple[str, list[dict[str, list[tuple[int, int]]]]]]) -> None:
    kinds: defaultdict[tuple[str, str], Counter[bool]] = defaultdict(Counter)
    total = good = odd = 0
    for text, rows in gold.values():
        quotes, warnings = find_quotes(text, find_paragraphs(text), shipped_rules().get(read_kinds))
        odd += len(warnings)
        covered = bytearray(len(text))
        for row in rows:
            for begin, end in row["content"]:
                covered[begin:end] = b"\1" * (end - begin)
            pieces = marked_pieces(text, row["content"])
            total += bool(pieces)
            good += bool(pieces) and coincides(pieces, quotes)
        for quote in quotes:
            words = len(text[quote.inner.begin : quote.inner.end].split())
            kinds[quote.kind, "1-3" if words < 4 else "4-7" if words < 8 else "8+"][any(covered[quote.inner.begin : quote.inner.end])] += 1
    print(f"{part}: {good} of {total} contents in double marks coincide ({good / total:.2%}); {odd} warnings")
    for (kind, words), counts in sorted(kinds.items()):
        print(f"  {kind:9} {words} words: {counts[True]:5} in a content, {counts[False]:4} in none")


def clock(part: str, texts: list[str]) -> None:
    spans = [find_paragraphs(text) for text in texts]
    ratios = []
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        for text in texts:
            BARE.findall(text)
        middle = time.perf_counter()
        for text, paragraphs in zip(texts, spans, strict=True):
            find_quotes(text, paragraphs, shipped_rules().get(read_kinds))
        ratios.append((time.perf_counter() - middle) / (middle - begin))
    print(f"{part}: {statistics.median(ratios):.2f} times a bare regex scan (median of {ROUNDS} interleaved rounds)")


def main() -> None:
    here = Path(__file__).parents[1]
    reference = Path(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("ATTRIBUTION_REFERENCE", here / ".." / "shared"))
    for part in ("train", "dev"):
        gold = read_gold(reference, part)
        measure(part, gold)
        clock(part, [text for text, _ in gold.values()])


if __name__ == "__main__":
    main()
