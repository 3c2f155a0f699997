"""Count rules/speaker-sieves.tsv: how often the speaker that each sieve names is right. About 20 seconds.

usage: python tools/count_speaker_sieves.py [--reference DIR]

Read on the hand-made answers of fixtures/speakers/open and, where the reference data is found (--reference, or $ATTRIBUTION_REFERENCE, or
../shared beside the checkout), on the news articles whose rows people keyed: rows paired with a key by the words of their claims.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from attribution import extract  # noqa: E402
from attribution.model import Claim  # noqa: E402
from benchmarks.speakers import CORPUS, paired, plain, verdict  # noqa: E402

_WORD = re.compile(r"\w+")
_ALIKE = 0.5  # share of the words of two claims that are the same
_NOTE = "speaker by"
_HEAD = """# How often the speaker that a sieve names was right: sieve, right, read. A claim's `speaker_confidence` comes from here.
# Counted by tools/count_speaker_sieves.py on fixtures/speakers/open and on 30 British articles whose rows were keyed by hand.
"""


def sieve_of(claim: Claim) -> str | None:
    """The sieve that named a claim's speaker."""
    notes = dict(claim.evidence.notes) if claim.evidence is not None else {}
    return notes[_NOTE].partition(":")[0] if claim.speaker is not None and _NOTE in notes else None


def of_fixtures() -> Iterator[tuple[str, bool]]:
    """(sieve, whether right) of each answer of the fixtures."""
    for article in sorted((CORPUS / "open").glob("*.txt")):
        text = article.read_text(encoding="utf-8")
        starts = [0, *(m.end() for m in re.finditer("\n", text))]
        claims = extract(text).claims
        for mention in json.loads(article.with_suffix(".json").read_text(encoding="utf-8"))["mentions"]:
            claim = paired(mention, claims, starts)
            sieve = sieve_of(claim) if claim is not None else None
            if claim is not None and sieve is not None:
                yield sieve, verdict(mention, claim) == "right"


def of_news(news: Path) -> Iterator[tuple[str, bool]]:
    """(sieve, whether right) of each row of the keyed articles that has a key."""
    keys = defaultdict(list)
    for line in (news / "keyed.jsonl").read_text(encoding="utf-8").splitlines():
        key = json.loads(line)
        keys[key["doc"]].append((_words(key["claim"]), key["speaker"]))
    for doc, known in keys.items():
        for claim in extract((news / "text" / doc).read_text(encoding="utf-8")).claims:
            sieve, words = sieve_of(claim), _words(claim.claim)
            alike, wanted = max((len(words & other) / len(words | other), n) for n, (other, _) in enumerate(known))
            if sieve is not None and alike >= _ALIKE:
                speakers = known[wanted][1] if isinstance(known[wanted][1], list) else [known[wanted][1]]
                yield sieve, plain(claim.speaker) in map(plain, speakers)


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.lower())) or frozenset([""])


def main(arguments: list[str]) -> None:
    """Write the table."""
    given = arguments[arguments.index("--reference") + 1] if "--reference" in arguments else os.environ.get("ATTRIBUTION_REFERENCE")
    news = Path(given or ROOT.parent / "shared") / "news"
    read, right = Counter[str](), Counter[str]()
    for sieve, is_right in [*of_fixtures(), *(of_news(news) if news.is_dir() else ())]:
        read[sieve] += 1
        right[sieve] += is_right
    rows = "".join(f"{sieve}\t{right[sieve]}\t{count}\n" for sieve, count in sorted(read.items()))
    (ROOT / "rules" / "speaker-sieves.tsv").write_text(_HEAD + rows, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
