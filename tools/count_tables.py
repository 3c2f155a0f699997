"""Count rules/cues.tsv and rules/stops.tsv, and fit rules/scorecard.tsv, from annotated articles.

usage: python tools/count_tables.py GOLD_DIR [--folds K] [--out RULES_DIR]

GOLD_DIR is laid out as PolNeAR is (text/*.txt, attributions/*.ann). Needs numpy for the scorecard.
"""

from __future__ import annotations

import collections
import math
import pickle
import sys
import time
from bisect import bisect_left
from pathlib import Path

sys.path.insert(0, "/work/shared/eval")
import numpy as np
import score_polnear as sp

from attribution.attach.candidates import Candidate, Finder
from attribution.attach.joins import Joins
from attribution.attach.tables import Tables
from attribution.attach.weigh import features
from attribution.attach.tables import logit
from attribution.document import read_document
from attribution.document.chunks import find_chunks
from attribution.rulebook.frames import shipped_frames


class Article:
    def __init__(self, document, rows):
        self.document, self.chunks = document, find_chunks(document)
        self.gold = [sp.prepare(document.text, r) for r in rows]
        self.joins = Joins(document, self.chunks)
        self.starts = [m.start() for m in sp.WORD.finditer(document.text)]
        self.by_cue = collections.defaultdict(list)
        self.by_mark = collections.defaultdict(list)
        for k, r in enumerate(rows):
            for b, e in r["cue"]:
                for o in range(b, e):
                    if document.text[o] in ":—–-":
                        self.by_mark[o].append(k)
        for k, g in enumerate(self.gold):
            for w in g["cue"]:
                self.by_cue[w].append(k)

    def word_range(self, b, e):
        """chunk range -> range in self.starts"""
        if b >= e:
            return 0, 0
        d = self.document
        return bisect_left(self.starts, d.begins[self.chunks.first[b]]), bisect_left(self.starts, d.ends[self.chunks.last[e - 1] - 1])

    def words(self, ranges):
        out = set()
        for b, e in ranges:
            lo, hi = self.word_range(b, e)
            out.update(self.starts[lo:hi])
        return out

    def gold_rows(self, c):
        lo, hi = self.word_range(c.trigger, c.trigger + 1)
        if lo == hi:
            return self.by_mark.get(self.document.begins[self.chunks.first[c.trigger]], [])
        return sorted({k for w in self.starts[lo:hi] for k in self.by_cue.get(w, ())})

    def source_words(self, c):
        if c.source is None:
            return set()
        d = self.document
        return sp.lower(d.text, [(d.begins[self.chunks.first[c.source[0]]], d.ends[self.chunks.last[c.source[1] - 1] - 1])]) - sp.STOP

    def label(self, c, with_source=True):
        """Whether the reading pairs with a gold row of the same cue, content J>=.5 (+ source)."""
        plain = self.words(c.contents)
        joined = plain | self.words(self.joins.after(self.joins.unit_end(c.contents[-1][1], c.unit[1])))
        for k in self.gold_rows(c):
            g = self.gold[k]
            G = g["content"]
            for w in (plain, joined):
                if w and len(w & G) * 2 >= len(w | G):
                    if not with_source or (self.source_words(c) & g["source words"]) or (not g["source"] and not c.source):
                        return True
        return False


def count_stops(articles, frames):
    seen, ends = collections.Counter(), collections.Counter()
    never = Tables()
    for a in articles:
        finder = Finder(a.document, a.chunks, frames, never)
        for c in finder.candidates():
            if c.rule.content == "to-stop":
                b = c.contents[0][0]
                family = finder.family(c.rule, c.source, c.trigger, c.unit[0])
            elif len(c.contents) > 1:
                b = c.contents[1][0]
                family = "QUOTE" if a.chunks.symbols[b] == "Q" else c.rule.family
            else:
                continue
            for k in a.gold_rows(c):
                G = a.gold[k]["content"]
                lo, hi = a.word_range(b, c.unit[1])
                run = lo
                if run < hi and a.starts[run] not in G and run + 1 < hi and a.starts[run + 1] in G:
                    run += 1
                if run >= hi or a.starts[run] not in G:
                    continue
                while run < hi and a.starts[run] in G:
                    run += 1
                offset = a.starts[run] if run < hi else None
                for e in range(b + 1, c.unit[1]):
                    stop = finder.stops.kind(e)
                    last_offset = a.document.ends[a.chunks.last[e] - 1]
                    first_not = offset is not None and offset < last_offset
                    if stop:
                        seen[family, stop] += 1
                        # the end is here when the first word outside lies in this chunk or right after punctuation here
                        nextword = bisect_left(a.starts, a.document.begins[a.chunks.first[e]])
                        if offset is not None and nextword < len(a.starts) and a.starts[nextword] >= offset:
                            ends[family, stop] += 1
                            break
                    elif first_not:
                        break
                break
    return seen, ends


def count_cues(articles, frames, tables):
    right, seen = collections.Counter(), collections.Counter()
    cases = []
    for n, a in enumerate(articles):
        finder = Finder(a.document, a.chunks, frames, tables)
        for c in finder.candidates():
            y = a.label(c)
            key = c.lemma, c.rule.frame
            seen[key] += 1
            right[key] += y
            cases.append((n, c, y, key, features(c, finder)))
    return right, seen, cases


def make_tables(right, seen, stops):
    cues = collections.defaultdict(dict)
    rate_r, rate_s = collections.Counter(), collections.Counter()
    for (l, f), s in seen.items():
        rate_r[f] += right[l, f]
        rate_s[f] += s
        cues[l][f] = (right[l, f], s)
    return Tables(dict(cues), {f: (rate_r[f] + 0.5) / (rate_s[f] + 1) for f in rate_s}, stops)


def fit_card(cases, tables, rows=150, l2=1.0):
    """Logistic regression on top of the counts' log odds; keeps the weightiest rows and fits again."""
    base, y = [], []
    index = {}
    cols = []
    for n, c, label, key, feats in cases:
        if key[1] not in tables.rates or not tables.admits(*key):
            continue
        p = tables.prior(key[0], key[1], (int(label), 1))
        base.append(logit(p))
        y.append(float(label))
        cols.append(feats)
    count = collections.Counter(f for fs in cols for f in set(fs))
    names = [f for f, k in count.items() if k >= 60]
    base, y = np.array(base), np.array(y)

    def fit(names):
        index = {f: i for i, f in enumerate(names)}
        from scipy.sparse import csr_matrix
        ind, ptr = [], [0]
        for fs in cols:
            ind.extend(index[f] for f in set(fs) if f in index)
            ptr.append(len(ind))
        X = csr_matrix((np.ones(len(ind)), ind, ptr), shape=(len(cols), len(names)))
        from scipy.optimize import minimize

        def loss(w):
            z = X @ w[:-1] + w[-1] * base
            p = 1 / (1 + np.exp(-z))
            val = -np.sum(y * np.log(p + 1e-12) + (1 - y) * np.log(1 - p + 1e-12)) + l2 / 2 * np.sum(w[:-1] ** 2)
            g = np.append(X.T @ (p - y) + l2 * w[:-1], np.sum((p - y) * base))
            return val, g
        w0 = np.zeros(len(names) + 1)
        w0[-1] = 1
        r = minimize(loss, w0, jac=True, method="L-BFGS-B", options={"maxiter": 300})
        return r.x, r.fun
    w, f = fit(names)
    impact = sorted(((abs(w[i]) * math.sqrt(count[n]), n) for i, n in enumerate(names)), reverse=True)[: rows - 1]
    keep = [n for _, n in impact]
    w, f = fit(keep)
    card = dict(zip(keep, map(float, w[:-1])))
    card["counts"] = float(w[-1])
    return card, f / len(y)
