"""Count rules/cues.tsv and rules/stops.tsv, and fit rules/scorecard.tsv, from articles annotated as PolNeAR is.

usage: python tools/count_tables.py ARTICLES [--out RULES_DIR] [--folds K] [--test ARTICLES]

ARTICLES holds text/*.txt and attributions/*.ann (brat standoff). Without --out nothing is written. --folds counts on all but one of K parts
and scores the part left out; --test scores other articles with the tables counted. The scorer, score_polnear.py, is found through
ATTRIBUTION_REFERENCE (default ../shared). Needs numpy and scipy, for the scorecard only.

Three passes: (1) every reading that the rules allow is held against the annotated row with the same cue, and each stop after its beginning
counted as an end or not; (2) with those stops, each reading is right or wrong, counted by word and frame; (3) the scorecard is a logistic
regression on what the counts leave open (each case's own count taken out), of which the weightiest rows are kept.
"""

from __future__ import annotations

import argparse
import collections
import math
import os
import random
import re
import sys
from bisect import bisect_left
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from attribution.attach import LEAST, attribute
from attribution.attach.candidates import Candidate, Finder, read_grounds
from attribution.attach.joins import Joins
from attribution.attach.tables import Tables, add_by_hand, logit
from attribution.attach.weigh import features
from attribution.document import read_document
from attribution.document.chunks import find_chunks
from attribution.model import Document
from attribution.rulebook.alphabets import read_grammar
from attribution.rulebook.rules import shipped_rules

sys.path.insert(0, str(Path(os.environ.get("ATTRIBUTION_REFERENCE", "../shared")) / "eval"))
import score_polnear as scorer

ROWS = 150  # rows of the scorecard: what a reader can still take in
LEAST_SEEN = 60  # cases a scorecard row must have
RIDGE = 1.0
FITTED = 0.05  # the scorecard is fitted on readings with at least this share by counts alone
MARKS = ":—–-―"
LEMMA = re.compile(r"[a-z][a-z' -]*|[:—–―-]+")
Counts = collections.Counter


class Article:
    """A document with its chunks and its annotated rows, as sets of word offsets."""

    def __init__(self, name: str, document: Document, rows: list[dict[str, Any]]) -> None:
        self.name, self.document, self.rows = name, document, rows
        self.chunks = find_chunks(document)
        self.joins = Joins(document, self.chunks, shipped_rules().get(read_grammar))
        self.gold = [scorer.prepare(document.text, row) for row in rows]
        self.starts = [m.start() for m in scorer.WORD.finditer(document.text)]
        self.by_word: dict[int, list[int]] = collections.defaultdict(list)
        for k, (gold, row) in enumerate(zip(self.gold, rows, strict=True)):
            marks = [o for b, e in row["cue"] for o in range(b, e) if document.text[o] in MARKS]
            for offset in [*gold["cue"], *marks]:
                self.by_word[offset].append(k)

    def word_range(self, begin: int, end: int) -> tuple[int, int]:
        """The words of the chunks from `begin` up to `end`, as a range into `starts`."""
        if begin >= end:
            return 0, 0
        first, last = self.chunks.first[begin], self.chunks.last[end - 1] - 1
        return bisect_left(self.starts, self.document.begins[first]), bisect_left(self.starts, self.document.ends[last])

    def words(self, ranges: list[tuple[int, int]]) -> set[int]:
        """Offsets of the words of several chunk ranges."""
        return {w for b, e in ranges for w in self.starts[slice(*self.word_range(b, e))]}

    def annotated(self, c: Candidate) -> list[int]:
        """The rows whose cue holds the trigger of `c`."""
        words = self.starts[slice(*self.word_range(c.trigger, c.trigger + 1))] or [self.document.begins[self.chunks.first[c.trigger]]]
        return sorted({k for w in words for k in self.by_word.get(w, ())})

    def right(self, c: Candidate) -> bool:
        """Whether a row with this cue has this content (Jaccard of words at least half) and this source."""
        plain = self.words(c.contents)
        joined = plain | self.words(self.joins.after(self.joins.unit_end(c.contents[-1][1], c.unit[1])))
        for k in self.annotated(c):
            gold = self.gold[k]
            if any(w and len(w & gold["content"]) * 2 >= len(w | gold["content"]) for w in (plain, joined)) and self._source(c, gold):
                return True
        return False

    def _source(self, c: Candidate, gold: dict[str, Any]) -> bool:
        if c.source is None:
            return not gold["source"]
        d, ch = self.document, self.chunks
        span = d.begins[ch.first[c.source[0]]], d.ends[ch.last[c.source[1] - 1] - 1]
        return bool((scorer.lower(d.text, [span]) - scorer.STOP) & gold["source words"])


def read_articles(folder: Path) -> list[Article]:
    """Every annotated article of a folder."""
    return [Article(name, read_document(text), rows) for name, (text, rows) in scorer.read_gold(folder).items()]


def count_stops(articles: list[Article]) -> tuple[Counts, Counts]:
    """(family, stop) → how often seen inside or at the end of an annotated content; how often at its end."""
    seen: Counts = collections.Counter()
    ends: Counts = collections.Counter()
    for a in articles:
        finder = Finder(a.document, a.chunks, shipped_rules().get(read_grounds)._replace(tables=Tables()))
        for c in finder.candidates():
            begin, family = _bounded(finder, c)
            if begin is None:
                continue
            for k in a.annotated(c):
                if _count_ends(a, finder, begin, family, c.unit[1], a.gold[k]["content"], seen, ends):
                    break
    return seen, ends


def _bounded(finder: Finder, c: Candidate) -> tuple[int | None, str]:
    """Where the part of a content begins whose end the stops decide, and its family."""
    if c.rule.content == "to-stop":
        return c.contents[0][0], finder.family(c.rule, c.source, c.trigger, c.unit[0])
    if len(c.contents) > 1:
        begin = c.contents[1][0]
        return begin, "QUOTE" if finder.chunks.symbols[begin] == "Q" else c.rule.family
    return None, ""


def _count_ends(
    a: Article, finder: Finder, begin: int, family: str, limit: int, content: frozenset[int], seen: Counts, ends: Counts
) -> bool:
    low, high = a.word_range(begin, limit)
    run = low + 1 if low + 1 < high and a.starts[low] not in content else low
    if run >= high or a.starts[run] not in content:
        return False
    while run < high and a.starts[run] in content:
        run += 1
    outside = a.starts[run] if run < high else math.inf  # the first word that is not annotated
    for at in range(finder.ends.earliest(family, begin, limit), limit):
        stop = finder.ends.kind(at)
        following = bisect_left(a.starts, a.document.begins[a.chunks.first[at]])
        past = following < len(a.starts) and a.starts[following] >= outside
        if stop:
            seen[family, stop] += 1
            ends[family, stop] += past
        if past or a.document.ends[a.chunks.last[at] - 1] > outside:
            break
    return True


def count_cues(
    articles: list[Article], stops: dict[tuple[str, str], float]
) -> tuple[Counts, Counts, list[tuple[Candidate, bool, list[str]]]]:
    """(word, frame) → right, seen; and every case with its scorecard rows."""
    right: Counts = collections.Counter()
    seen: Counts = collections.Counter()
    cases = []
    for a in articles:
        finder = Finder(a.document, a.chunks, shipped_rules().get(read_grounds)._replace(tables=Tables(stops=stops)))
        for c in finder.candidates():
            ok = a.right(c)
            seen[c.lemma, c.rule.frame] += 1
            right[c.lemma, c.rule.frame] += ok
            cases.append((c, ok, features(c, finder)))
    return right, seen, cases


def fit_scorecard(cases: list[tuple[Candidate, bool, list[str]]], tables: Tables) -> dict[str, float]:
    """Points a row, and "counts", the weight of the counts' own log odds."""
    used = [(c, ok, rows) for c, ok, rows in cases if c.rule.prior is None and tables.admits(c.lemma, c.rule.frame, FITTED)]
    base = np.array([logit(tables.prior(c.lemma, c.rule.frame, (int(ok), 1))) for c, ok, _ in used])
    y = np.array([float(ok) for _, ok, _ in used])
    count = collections.Counter(row for _, _, rows in used for row in set(rows))
    names = [row for row, n in count.items() if n >= LEAST_SEEN]
    weights = _fit(used, names, base, y)
    names = sorted(names, key=lambda row: -abs(weights[row]) * math.sqrt(count[row]))[: ROWS - 1]
    return _fit(used, names, base, y)


def _fit(used: list[tuple[Candidate, bool, list[str]]], names: list[str], base: Any, y: Any) -> dict[str, float]:
    index = {name: i for i, name in enumerate(names)}
    columns, starts = [], [0]
    for _, _, rows in used:
        columns.extend(index[row] for row in set(rows) if row in index)
        starts.append(len(columns))
    x = csr_matrix((np.ones(len(columns)), columns, starts), shape=(len(used), len(names)))

    def loss(w: Any) -> tuple[float, Any]:
        p = 1 / (1 + np.exp(-(x @ w[:-1] + w[-1] * base)))
        value = -np.sum(y * np.log(p + 1e-12) + (1 - y) * np.log(1 - p + 1e-12)) + RIDGE / 2 * np.sum(w[:-1] ** 2)
        return value, np.append(x.T @ (p - y) + RIDGE * w[:-1], np.sum((p - y) * base))

    w = minimize(loss, np.append(np.zeros(len(names)), 1.0), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    return {**dict(zip(names, map(float, w[:-1]), strict=True)), "counts": float(w[-1])}


def count_all(articles: list[Article]) -> tuple[Tables, tuple[Counts, Counts, Counts, Counts]]:
    """The tables of some articles, and the raw counts: ends and seen of stops, right and seen of cues."""
    seen_stops, ends = count_stops(articles)
    stops = {key: (ends[key] + 0.1) / (n + 1) for key, n in seen_stops.items()}
    right, seen, cases = count_cues(articles, stops)
    cues: dict[str, dict[str, tuple[int, int]]] = {}
    for (lemma, frame), n in seen.items():
        cues.setdefault(lemma, {})[frame] = right[lemma, frame], n
    totals = {
        frame: (sum(right[k] for k in seen if k[1] == frame), sum(n for k, n in seen.items() if k[1] == frame))
        for frame in {f for _, f in seen}
    }
    rates = {frame: (r + 0.5) / (n + 1) for frame, (r, n) in totals.items()}
    card = fit_scorecard(cases, Tables(cues, rates, stops))  # without what was added by hand: it would make the counts look worse
    shipped_rules().get(lambda files: add_by_hand(cues, files))
    return Tables(cues, rates, stops, card), (ends, seen_stops, right, seen)


def write_tables(folder: Path, card: dict[str, float], raw: tuple[Counts, Counts, Counts, Counts]) -> None:
    """cues.tsv, stops.tsv and scorecard.tsv."""
    ends, seen_stops, right, seen = raw
    origin = "Counted on PolNeAR train (Newell, Margolin & Ruths, LREC 2018) by tools/count_tables.py"
    odds = "What raises and lowers the odds that a reading is right: row, points (natural log odds)"
    frames = sorted({f for _, f in seen})
    every = [f"*\t{f}\t{sum(right[k] for k in seen if k[1] == f)}\t{sum(n for k, n in seen.items() if k[1] == f)}" for f in frames]
    rows = [f"{lemma}\t{f}\t{right[lemma, f]}\t{n}" for (lemma, f), n in sorted(seen.items()) if right[lemma, f] and LEMMA.fullmatch(lemma)]
    heads = {
        "cues.tsv": [
            f"# Which word attributes in which frame: word, frame, right, seen. {origin}.",
            "# Better knowledge goes into verbs.tsv. `*` is every word together.",
        ],
        "stops.tsv": [f"# Where contents end: family of the content, kind of stop (stops.toml), ends, seen. {origin}."],
        "scorecard.tsv": [
            f"# {odds}; at most {ROWS} rows. {origin}.",
            "# `counts` multiplies the log odds that cues.tsv, verbs.tsv and cues-by-hand.tsv give.",
        ],
    }
    bodies = {
        "cues.tsv": every + rows,
        "stops.tsv": [f"{family}\t{stop}\t{ends[family, stop]}\t{n}" for (family, stop), n in sorted(seen_stops.items())],
        "scorecard.tsv": [f"{row}\t{points:.3f}" for row, points in sorted(card.items())],
    }
    for name, head in heads.items():
        (folder / name).write_text("\n".join([*head, *bodies[name], ""]), encoding="utf-8")


def score(articles: list[Article], tables: Tables, least: float = LEAST) -> dict[str, list[dict[str, Any]]]:
    """The attributions found in each article, in the scorer's form."""
    out = {}
    for a in articles:
        d = a.document
        out[a.name] = [
            {
                "source": [[d.begins[x.source[0]], d.ends[x.source[1] - 1]]] if x.source else [],
                "cue": [[d.begins[b], d.ends[e - 1]] for b, e in x.cue],
                "content": [[d.begins[b], d.ends[e - 1]] for b, e in x.contents],
                "rule": f"{x.rule} {x.lemma}",
            }
            for x in attribute(d, a.chunks, tables=tables, least=least)
        ]
    return out


def report(articles: list[Article], found: dict[str, list[dict[str, Any]]]) -> str:
    """One line of F1 with precision and recall a view, and source accuracy."""
    per = scorer.count({a.name: (a.document.text, a.rows) for a in articles}, found)
    total: Counts = sum((row[1] for row in per), collections.Counter())
    parts = []
    for view in scorer.VIEWS:
        p, r, f1 = scorer.prf(total[view, "right"], total[view, "pred"], total[view, "gold"])
        parts.append(f"{view} {f1:.3f} (P {p:.3f} R {r:.3f}, sources {total[view, 'right'] / max(1, total[view, 'paired']):.3f})")
    return "   ".join(parts)


def main() -> None:
    """Parse, count, and write or score."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("articles", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--test", type=Path)
    options = parser.parse_args()
    articles = read_articles(options.articles)
    if options.folds:
        random.Random(1).shuffle(articles)
        found: dict[str, list[dict[str, Any]]] = {}
        for k in range(options.folds):
            tables, _ = count_all([a for i, a in enumerate(articles) if i % options.folds != k])
            found |= score(articles[k :: options.folds], tables)
        print(f"{options.folds} folds of {options.articles}: {report(articles, found)}")
    if options.out or options.test:
        tables, raw = count_all(articles)
        if options.out:
            write_tables(options.out, dict(tables.card), raw)
        if options.test:
            others = read_articles(options.test)
            print(f"{options.test}: {report(others, score(others, tables))}")


if __name__ == "__main__":
    main()
