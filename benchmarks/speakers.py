#!/usr/bin/env python3
"""Score speakers against the hand-made answers of fixtures/speakers.

usage: speakers.py [open|kept-aside] [-v]

A mention is paired with the claim whose source shares words with it (a floating quotation and "I": whose content covers it). A pair is
right where the names agree, case and leading article aside, or where both have none; wrong where the tool names somebody else;
unresolved where the tool names nobody. Mentions without a claim are counted apart: extraction, not resolution, has missed them.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from attribution.model import Claim
from attribution.pipeline import extract

CORPUS = Path(__file__).parent.parent / "fixtures" / "speakers"
FIELDS = ("role", "source_type", "anonymous", "chain", "addressee")


def plain(name: str | None) -> str:
    """A name without leading article, in lower case."""
    return re.sub(r"^(the|a|an) ", "", (name or "").lower().strip(" ."))


def paired(mention: dict[str, Any], claims: tuple[Claim, ...], starts: list[int]) -> Claim | None:
    """The claim that answers a mention."""
    begin = starts[mention["line"] - 1] + mention["column"] - 1
    covering = [c for c in claims if any(b <= begin < e or begin + 1 == b for b, e in c.content_spans)]
    if mention["kind_of_mention"] in ("floating", "we/I"):
        return covering[0] if covering else None
    if mention.get("nested"):
        return None
    end = begin + len(mention["source"])
    found = [c for c in claims if any(b < end and begin < e for b, e in c.source_spans)]
    cue = mention["cue"].split()
    return max(found, key=lambda c: len(set(cue) & set(c.cue.split())), default=None)


def verdict(mention: dict[str, Any], claim: Claim) -> str:
    """right, wrong or unresolved."""
    if plain(claim.speaker) == plain(mention["speaker"]):
        return "right"
    return "unresolved" if claim.speaker is None else "wrong"


def differing(mention: dict[str, Any], claim: Claim) -> list[str]:
    """The other fields that are not as the answer has them."""
    out = []
    for field in FIELDS:
        want, got = mention.get(field), getattr(claim, field)
        if field == "chain":
            want = [plain(w) for w in want or ([mention["speaker"]] if mention["speaker"] else [])]
            got = [plain(g) for g in got]
        elif field in ("role", "addressee"):
            want, got = plain(want), plain(got)
        if want != got:
            out.append(field)
    return out


def score(part: str, verbose: bool) -> tuple[Counter[tuple[str, str]], Counter[str], int]:
    """(kind, verdict) counts; fields that differ; resolved pairs."""
    counts: Counter[tuple[str, str]] = Counter()
    fields: Counter[str] = Counter()
    pairs = 0
    for article in sorted((CORPUS / part).glob("*.txt")):
        text = article.read_text(encoding="utf-8")
        starts = [0, *(m.end() for m in re.finditer("\n", text))]
        claims = extract(text, str(article)).claims
        for mention in json.loads(article.with_suffix(".json").read_text(encoding="utf-8"))["mentions"]:
            if mention.get("nested") and mention["kind_of_mention"] != "we/I":
                continue
            claim = paired(mention, claims, starts)
            result = "not found" if claim is None else verdict(mention, claim)
            counts[mention["kind_of_mention"], result] += 1
            if claim is not None and result == "right":
                pairs += 1
                wrong = differing(mention, claim) if mention["kind_of_mention"] not in ("floating", "we/I") else []
                fields.update(wrong)
                if verbose and wrong:
                    print(
                        f"  {article.stem}:{mention['line']} {mention['source']}: "
                        + "; ".join(f"{f}: {mention.get(f)!r} / {getattr(claim, f)!r}" for f in wrong)
                    )
            elif verbose:
                got = claim.speaker if claim else None
                print(
                    f"{result:10} {article.stem}:{mention['line']}:{mention['column']} {mention['source'] or mention.get('content')}"
                    f" [{mention['cue']}] want {mention['speaker']!r} got {got!r} {claim.source if claim else ''}"
                )
    return counts, fields, pairs


def main(arguments: list[str]) -> None:
    """Print the table."""
    part = next((a for a in arguments if not a.startswith("-")), "open")
    counts, fields, pairs = score(part, "-v" in arguments)
    verdicts = ("right", "wrong", "unresolved", "not found")
    print(f"{'kind':14}" + "".join(f"{v:>12}" for v in verdicts))
    for kind in sorted({k for k, _ in counts}):
        print(f"{kind:14}" + "".join(f"{counts[kind, v]:12}" for v in verdicts))
    total = {v: sum(n for (_, w), n in counts.items() if w == v) for v in verdicts}
    print(f"{'all':14}" + "".join(f"{total[v]:12}" for v in verdicts))
    found = sum(total[v] for v in verdicts[:3])
    print(f"{part}: of {found} found: " + ", ".join(f"{v} {total[v] / max(1, found):.1%}" for v in verdicts[:3]))
    print(f"fields that differ, of {pairs} right: " + ", ".join(f"{f} {n}" for f, n in fields.most_common()))


if __name__ == "__main__":
    main(sys.argv[1:])
