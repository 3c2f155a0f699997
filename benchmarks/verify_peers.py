#!/usr/bin/env python3
"""What is in use for telling whether quotations are in their sources, beside `attribution verify`, over the same changed quotations.

usage: verify_peers.py REFERENCE SEED [-n ARTICLES] [-k CASES]

Cases and sources are those of `verify.py`. Each method says of a quotation whether something is wrong with it:

substring    it stands in no source, case, marks and white space aside: what Ragas and most guards for language models ask
split        the same of each part between ellipses and brackets
rapidfuzz    partial_ratio with the nearest source paragraph is below 90; the paragraphs are those that `verify` would look at
quid         Quid (Arnold & Jaeschke), with its defaults, covers less than nine tenths of it by passages of three articles, if installed
"""

from __future__ import annotations

import random
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from verify import CHANGED, RIGHT, cases, flagged, judged, pool_of, read, seeded

from attribution.verify.align import Quotation
from attribution.verify.retrieve import Corpus, read_corpus

Method = Callable[[str], bool]
CUT = re.compile(r"\s*(?:\[[^\]]*\]|…|\.\.\.)\s*")


def plain(text: str) -> str:
    """Letters and digits in lower case, a blank between words."""
    text = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return " ".join(re.findall(r"\w+", text.replace("’", "").replace("'", "").casefold()))


def substring(whole: str) -> Method:
    return lambda text: f" {plain(text)} " not in whole


def split(whole: str) -> Method:
    return lambda text: any(part and f" {plain(part)} " not in whole for part in CUT.split(text))


def fuzzy(corpus: Corpus) -> Method:
    from rapidfuzz import fuzz

    def wrong(text: str) -> bool:
        quotation = Quotation(text, 0, len(text))
        passages = corpus.nearest(corpus.encode(quotation.plain))
        texts = [corpus.material_at(begin).text[slice(*corpus.span(begin, end - 1))] for begin, end in passages]
        return max((fuzz.partial_ratio(plain(text), plain(passage)) for passage in texts), default=0) < 90

    return wrong


def quid(corpus: Corpus) -> Method | None:
    try:
        from quid.core.Quid import Quid
    except ImportError:
        return None
    finder = Quid()

    def wrong(text: str) -> bool:
        quotation = Quotation(text, 0, len(text))
        numbers = {corpus.number_at(begin) for begin, _ in corpus.nearest(corpus.encode(quotation.plain))[:3]}
        sources = "\n\n".join(corpus.materials[number].text for number in sorted(numbers))
        spans = sorted((match.target_span.start, match.target_span.end) for match in finder.compare(sources, text))
        covered = at = 0
        for begin, end in spans:
            covered += max(0, end - max(begin, at))
            at = max(at, end)
        return covered < 0.9 * len(text)

    return wrong


def main() -> None:
    args = seeded(__doc__, n=150, k=40).parse_args()
    chance = random.Random(args.seed)
    materials = read(args.reference / "polnear/train/text")
    pool = pool_of(chance.sample(materials, args.n), read(args.reference / "polnear/dev/text")[:40], chance)
    corpus = read_corpus(materials)
    whole = " " + plain("\n".join(material.text for material in materials)) + " "
    methods: dict[str, Method] = {"substring": substring(whole), "split": split(whole), "rapidfuzz": fuzzy(corpus)}
    own = quid(corpus)
    methods |= {"quid": own} if own is not None else {}
    found: dict[str, Counter[str]] = defaultdict(Counter)
    counted: Counter[str] = Counter()
    for kind, drawn, text in cases(pool, args.k):
        counted[kind] += 1
        for name, wrong in methods.items():
            found[name][kind] += wrong(text)
        status, flags, *_ = judged(text, drawn.speaker, corpus)
        found["verify"][kind] += flagged(status, flags)
    for kinds, title in ((CHANGED, "changed"), (RIGHT, "right")):
        total = sum(counted[kind] for kind in kinds)
        for name in found:
            hits = sum(found[name][kind] for kind in kinds)
            print(f"{title:8} {name:10} {hits:4} of {total:4}  {hits / total:.3f}")
        for kind in kinds:
            print(f"  {kind:26} " + "  ".join(f"{name} {found[name][kind]:3}" for name in found) + f"  of {counted[kind]}")


if __name__ == "__main__":
    main()
