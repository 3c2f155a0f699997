"""How right the extraction is, on articles that people annotated: scores, spans, constructions, newsrooms, confidence, rules, mistakes.

usage: python benchmarks/accuracy.py [ARTICLES] [--folds K] [--write]

ARTICLES (default: PolNeAR dev, found through $ATTRIBUTION_REFERENCE, else ../shared beside the checkout) holds text/*.txt and
attributions/*.ann. Prints Markdown with counts only, no text of the articles. --folds K counts the tables on all but one of K
parts and scores the part left out, as a test of articles unseen. --write fills accuracy.template.md, with the cross-validation
on train, into accuracy.md. The scores that CI holds are those of scores.py. Needs numpy and scipy, for tools/count_tables.py.
"""

from __future__ import annotations

import argparse
import collections
import importlib
import itertools
import os
import random
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from tabulate import tabulate

ROOT = Path(__file__).resolve().parent.parent
os.environ.setdefault("ATTRIBUTION_REFERENCE", str(ROOT.parent / "shared"))
sys.path.insert(0, str(ROOT / "tools"))

from causes import Judged  # noqa: E402
from constructions import PROPERTIES, construction, properties  # noqa: E402
from count_tables import Article, count_all, read_articles  # noqa: E402

from attribution import extract  # noqa: E402
from attribution.attach import attribute  # noqa: E402
from attribution.attach.tables import Tables, read_tables  # noqa: E402
from attribution.model import Claim  # noqa: E402
from attribution.rulebook.rules import shipped_rules  # noqa: E402

scorer = importlib.import_module("score_polnear")  # count_tables knows the way to it
REFERENCE = Path(os.environ["ATTRIBUTION_REFERENCE"]).resolve()
TEMPLATE, RESULT = Path(__file__).with_name("accuracy.template.md"), Path(__file__).with_name("accuracy.md")
VIEWS = ("SPEECH", "QUOTED", "ALL")
ROLES = ("source", "cue", "content")
BINS = (0.0, 0.36, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0001)
DRAWS = 200  # bootstrap samples of documents, as the scorer draws
Row = dict[str, Any]
Counts = collections.Counter


def claimed(article: Article) -> list[Row]:
    """What `extract` finds in an article, in the scorer's form; the article's own hedged statements left out, as the scorer does."""
    return [_row(c) for c in extract(article.document.text).claims if c.kind != "author" or c.source_spans]


def _row(c: Claim) -> Row:
    return {"source": c.source_spans, "cue": c.cue_spans, "content": c.content_spans, "rule": c.rule, "confidence": c.confidence}


def attributed(article: Article, tables: Tables) -> list[Row]:
    """The same with other tables, before claims are split."""
    d = article.document

    def spans(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
        return [(d.begins[b], d.ends[e - 1]) for b, e in ranges]

    return [
        {"source": spans([a.source] if a.source else []), "cue": spans(a.cue), "content": spans(a.contents)}
        | {"rule": a.rule, "confidence": a.confidence}
        for a in attribute(d, article.chunks, tables=tables)
    ]


def judge(articles: list[Article], folds: int) -> list[Judged]:
    """Every article with what was found in it, by the shipped tables or by tables of the other folds."""
    if not folds:
        return [Judged(a, claimed(a), shipped_rules().get(read_tables), scorer) for a in articles]
    articles = list(articles)
    random.Random(1).shuffle(articles)
    out = []
    for k in range(folds):
        tables, _ = count_all([a for i, a in enumerate(articles) if i % folds != k])
        out += [Judged(a, attributed(a, tables), tables, scorer) for a in articles[k::folds]]
    return out


def counts_of(judged: Sequence[Judged]) -> list[Counts[Any]]:
    """The scorer's counts, article by article."""
    docs = {j.article.name: (j.article.document.text, j.article.rows) for j in judged}
    return [row[1] for row in scorer.count(docs, {j.article.name: j.rows for j in judged})]


def total(per: Sequence[Counts[Any]]) -> Counts[Any]:
    """The sum of counts."""
    out: Counts[Any] = Counts()
    for c in per:
        out.update(c)
    return out


def f1s(c: Counts[Any], view: str, what: str = "right") -> tuple[float, float, float]:
    """Precision, recall and F1 of attributions in a view."""
    p, r, f = scorer.prf(c[view, what], c[view, "pred"], c[view, "gold"])
    return float(p), float(r), float(f)


def sources_right(c: Counts[Any], view: str) -> float:
    """The share of paired rows with the right source."""
    return float(c[view, "right"] / max(1, c[view, "paired"]))


def scores(judged: Sequence[Judged]) -> str:
    """The main table."""
    per = counts_of(judged)
    c, rng, rows = total(per), random.Random(8), []
    for view in VIEWS:
        p, r, f = f1s(c, view)
        draws = sorted(f1s(total(rng.choices(per, k=len(per))), view)[2] for _ in range(DRAWS))
        interval = f"{draws[DRAWS // 40 - 1]:.3f}–{draws[-(DRAWS // 40)]:.3f}"
        others = [f"{x:.3f}" for x in (f1s(c, view, "paired")[2], f1s(c, view, "exact")[2], sources_right(c, view))]
        rows.append([view, c[view, "gold"], c[view, "pred"], f"{p:.3f}", f"{r:.3f}", f"**{f:.3f}**", interval, *others])
    return table(rows, "view", "annotated", "found", "P", "R", "F1", "95 % interval", "found F1", "exact content F1", "sources right")


def spans(judged: Sequence[Judged]) -> str:
    """Each part of an attribution apart."""
    c = total(counts_of(judged))
    paired = [(j.gold[i], j.found[k]) for j in judged for i, k in j.by_gold.items()]
    rows = []
    for role in ROLES:
        exact = sum(g[role] == f[role] for g, f in paired)
        rows.append([role, share(exact, len(paired)), *(f"{x:.3f}" for x in scorer.prf(c[role, "tp"], c[role, "pred"], c[role, "gold"]))])
    rows.append(["all three", share(sum(all(g[r] == f[r] for r in ROLES) for g, f in paired), len(paired)), "", "", ""])
    return table(rows, "part", f"exact, of {len(paired):,} paired rows", "tokens P", "tokens R", "tokens F1")


def constructions(judged: Sequence[Judged]) -> str:
    """Annotated rows by how they are put."""
    return _by_kind(judged, lambda j, row: [construction(j.article.document, row)], "construction")


def traits(judged: Sequence[Judged]) -> str:
    """Annotated rows by properties that go across the constructions."""
    return _by_kind(judged, lambda j, row: properties(j.article.document, row), "property", PROPERTIES)


def _by_kind(judged: Sequence[Judged], kinds: Callable[[Judged, Row], list[str]], head: str, order: Sequence[str] = ()) -> str:
    gold: Counts[str] = Counts()
    speech: Counts[str] = Counts()
    found: Counts[str] = Counts()
    right: Counts[str] = Counts()
    exact: Counts[str] = Counts()
    for j in judged:
        for i, row in enumerate(j.article.rows):
            for kind in kinds(j, row):
                gold[kind] += 1
                speech[kind] += bool(scorer.VIEWS["SPEECH"](j.gold[i]))
                found[kind] += i in j.by_gold
                right[kind] += j.gold_right(i)
                exact[kind] += i in j.by_gold and all(j.gold[i][r] == j.found[j.by_gold[i]][r] for r in ROLES)
    rows = [
        [kind, gold[kind], speech[kind], found[kind], right[kind], share(right[kind], gold[kind]), exact[kind]]
        for kind in order or [kind for kind, _ in gold.most_common()]
    ]
    return table(rows, head, "annotated", "of SPEECH", "found", "right", "share right", "all spans exact")


def newsrooms(judged: Sequence[Judged]) -> str:
    """Scores by the newsroom that the file's name begins with."""
    groups: dict[str, list[Judged]] = collections.defaultdict(list)
    for j in judged:
        groups[re.split(r"_\d{4}", j.article.name)[0]].append(j)
    rows = []
    for room, members in sorted(groups.items()):
        c = total(counts_of(members))
        rows.append([room, len(members), c["ALL", "gold"], *(f"{f1s(c, v)[2]:.3f}" for v in VIEWS), f"{f1s(c, 'SPEECH')[0]:.3f}"])
    return table(rows, "newsroom", "articles", "annotated", *(f"{v} F1" for v in VIEWS), "SPEECH P")


def calibration(judged: Sequence[Judged]) -> str:
    """Whether `confidence` is the share that is right."""
    cases = [(row["confidence"], j.right(k)) for j in judged for k, row in enumerate(j.rows)]
    rows = []
    for low, high in itertools.pairwise(BINS):
        here = [(p, ok) for p, ok in cases if low <= p < high]
        if here:
            mean, right = (sum(values) / len(here) for values in zip(*here, strict=True))
            rows.append([f"{low:.2f}–{min(high, 1):.2f}", len(here), f"{mean:.2f}", f"{right:.2f}"])
    brier = sum((p - ok) ** 2 for p, ok in cases) / max(1, len(cases))
    told = f"Mean squared error (Brier, 1950) {brier:.3f} over {len(cases):,} rows."
    return f"{table(rows, 'confidence', 'rows', 'mean confidence', 'share right')}\n\n{told}"


def rules(judged: Sequence[Judged]) -> str:
    """Each rule's rows and the recall it brings."""
    annotated = sum(len(j.gold) for j in judged)
    rows: Counts[str] = Counts()
    right: Counts[str] = Counts()
    for j in judged:
        for k, row in enumerate(j.rows):
            rows[row["rule"]] += 1
            right[row["rule"]] += j.right(k)
    lines = [
        [f"`{rule}`", n, right[rule], n - right[rule], f"{right[rule] / n:.2f}", f"{100 * right[rule] / annotated:.2f}"]
        for rule, n in rows.most_common()
    ]
    return table(lines, "rule", "rows", "right", "wrong", "precision", "points of recall")


def missed(judged: Sequence[Judged]) -> str:
    """Annotated rows that are not right, by cause."""
    causes: dict[str, Counts[str]] = {view: Counts() for view in VIEWS}
    for j in judged:
        for i, gold in enumerate(j.gold):
            if not j.gold_right(i):
                cause = j.why_missed(i)
                for view in VIEWS:
                    causes[view][cause] += bool(scorer.VIEWS[view](gold))
    return _causes(causes, "why missed")


def wrong(judged: Sequence[Judged]) -> str:
    """Found rows that are not right, by cause."""
    causes: dict[str, Counts[str]] = {view: Counts() for view in VIEWS}
    for j in judged:
        for k, found in enumerate(j.found):
            if not j.right(k):
                cause = j.why_wrong(k)
                for view in VIEWS:
                    gold = j.gold[j.by_found[k]] if k in j.by_found else None
                    causes[view][cause] += bool(scorer.VIEWS[view](gold) if gold else scorer.in_view(view, found))
    return _causes(causes, "why wrong")


def _causes(causes: dict[str, Counts[str]], head: str) -> str:
    rows: list[list[Any]] = [
        [cause, *(cell for view in VIEWS for cell in (causes[view][cause], share(causes[view][cause], causes[view].total())))]
        for cause, _ in causes["ALL"].most_common()
    ]
    rows.append(["all", *(cell for view in VIEWS for cell in (causes[view].total(), ""))])
    return table(rows, head, *(cell for view in VIEWS for cell in (view, "share")))


def table(rows: Sequence[Sequence[Any]], *heads: str) -> str:
    """A Markdown table; columns of numbers to the right."""
    left = [all(isinstance(row[k], str) and not re.match(r"\**\d", row[k]) for row in rows) for k in range(len(heads))]
    cells = [[f"{cell:,}" if isinstance(cell, int) else cell for cell in row] for row in rows]
    return str(tabulate(cells, heads, tablefmt="pipe", disable_numparse=True, colalign=["left" if x else "right" for x in left]))


def share(part: int, whole: int) -> str:
    """A share in per cent."""
    return f"{100 * part / max(1, whole):.0f} %"


SECTIONS: dict[str, tuple[str, Callable[[Sequence[Judged]], str]]] = {
    "scores": ("Scores", scores),
    "spans": ("Spans of source, cue and content", spans),
    "constructions": ("Constructions", constructions),
    "properties": ("Properties", traits),
    "newsrooms": ("Newsrooms", newsrooms),
    "calibration": ("Confidence", calibration),
    "rules": ("Rules", rules),
    "missed": ("What is missed", missed),
    "wrong": ("What is wrong", wrong),
}


def figures(judged: Sequence[Judged]) -> dict[str, str]:
    """Single figures for sentences, by name."""
    c = total(counts_of(judged))
    out = {"date": date.today().isoformat(), "articles": str(len(judged)), "rows": f"{sum(len(j.rows) for j in judged):,}"}
    for view in VIEWS:
        p, r, f = f1s(c, view)
        sources = sources_right(c, view)
        out |= {f"{view} {name}": f"{x:.3f}" for name, x in (("P", p), ("R", r), ("F1", f), ("sources", sources))}
        out |= {f"{view} {name} of 100": f"{100 * x:.0f}" for name, x in (("P", p), ("R", r), ("sources", sources))}
    paired = [(j.gold[i], j.found[k]) for j in judged for i, k in j.by_gold.items()]
    for role in ROLES:
        out[f"{role} exact of 100"] = f"{100 * sum(g[role] == f[role] for g, f in paired) / max(1, len(paired)):.0f}"
    unpaired = [j.why_wrong(k) for j in judged for k in range(len(j.found)) if not j.right(k)]
    out["wrong of 100 not annotated"] = f"{100 * unpaired.count('nothing annotated there') / max(1, len(unpaired)):.0f}"
    return out


def write(judged: Sequence[Judged]) -> str:
    """accuracy.template.md with its {{names}} filled in."""
    values = figures(judged) | {name: make(judged) for name, (_, make) in SECTIONS.items()}
    command: list[str | Path] = [sys.executable, ROOT / "tools" / "count_tables.py", REFERENCE / "polnear" / "train", "--folds", "3"]
    folds = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout.strip()
    values["folds"] = folds.replace(f"{REFERENCE}/", "").replace("   ", "\n")
    return re.sub(r"\{\{(.+?)\}\}", lambda m: values[m[1]], TEMPLATE.read_text("utf-8"))


def main() -> None:
    """Judge the articles; print or write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("articles", type=Path, nargs="?", default=REFERENCE / "polnear" / "dev")
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    judged = judge(read_articles(options.articles), options.folds)
    if options.write:
        RESULT.write_text(write(judged), encoding="utf-8")
        return
    for title, make in SECTIONS.values():
        print(f"## {title}\n\n{make(judged)}\n")


if __name__ == "__main__":
    main()
