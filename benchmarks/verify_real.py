#!/usr/bin/env python3
"""Draw quotations and claims of real articles that `verify` traces to articles of other outlets, to be judged by reading.

usage: verify_real.py REFERENCE SEED [-n EACH] [-a ARTICLES]

ARTICLES (150) of PolNeAR train are compared with all others of other outlets. Of what is called the same, EACH (50) quotations, claims and
drifts are drawn and printed, for a reader to mark: is the passage the same utterance, does what is called drift differ?
"""

from __future__ import annotations

import random
from collections.abc import Iterable

from verify import read, seeded

from attribution.verify.record import Trace
from attribution.verify.retrieve import read_corpus
from attribution.verify.run import verify_source

NOWHERE = ("not-found", "partly-found")


def shown(title: str, traces: Iterable[Trace]) -> None:
    for number, trace in enumerate(traces, 1):
        told = [*((each.what, each.draft, each.source) for each in trace.shifts), *((each.draft, each.source) for each in trace.changes)]
        print(f"{title} {number}: {trace.status} {trace.reason} {','.join(trace.flags)} {trace.similarity} {trace.speaker_match} {told}")
        for doc, speaker, text in ((trace.doc, trace.speaker, trace.text), (trace.source, trace.source_speaker, trace.source_text)):
            print(f"    {doc}, {speaker}: {' '.join(text.split())}")


def main() -> None:
    args = seeded(__doc__, n=50, a=150).parse_args()
    chance = random.Random(args.seed)
    materials = read(args.reference / "polnear/train/text")
    corpus = read_corpus(materials)
    outlets = [material.source.doc.split("_")[0] for material in materials]
    traces: list[Trace] = []
    for number in chance.sample(range(len(materials)), args.a):
        own = [other for other, outlet in enumerate(outlets) if outlet == outlets[number]]
        traces += verify_source(materials[number].source, None, corpus.without(own)).traces
    quotations = [trace for trace in traces if trace.kind == "quotation" and trace.status not in NOWHERE]
    claims = [trace for trace in traces if trace.kind != "quotation" and trace.status in ("matched", "drifted")]
    drifts = [trace for trace in traces if trace.severity in ("warning", "error") and trace.status not in NOWHERE]
    print(f"{len(traces)} traces: {len(quotations)} quotations located, {len(claims)} claims and statements matched, {len(drifts)} drifts")
    for title, found in (("quotation", quotations), ("claim", claims), ("drift", drifts)):
        shown(title, chance.sample(found, min(args.n, len(found))))


if __name__ == "__main__":
    main()
