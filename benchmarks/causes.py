"""Why an annotated attribution was missed, and why a row that was found is wrong."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from count_tables import Article

from attribution.attach import LEAST
from attribution.attach.candidates import Candidate, Finder, read_grounds
from attribution.attach.tables import Tables
from attribution.attach.weigh import weigh
from attribution.rulebook.rules import shipped_rules

Prepared = dict[str, Any]  # the scorer's row: sets of word offsets by role, and the words


class Judged:
    """One article, what was found in it, and which found row pairs with which annotated one (by the scorer)."""

    def __init__(self, article: Article, found: list[dict[str, Any]], tables: Tables, scorer: Any) -> None:
        self.article, self.tables, self.scorer = article, tables, scorer
        pairs = [(row, scorer.prepare(article.document.text, row)) for row in found if row["content"]]
        self.rows = [row for row, p in pairs if p["content"]]
        self.found = [p for _, p in pairs if p["content"]]
        self.gold: list[Prepared] = article.gold
        self.by_gold, self.by_found = scorer.pair(self.gold, self.found)

    def right(self, j: int) -> bool:
        """Whether found row `j` pairs with an annotated one and has its source."""
        return j in self.by_found and bool(self.scorer.same_source(self.gold[self.by_found[j]], self.found[j]))

    def gold_right(self, i: int) -> bool:
        """Whether annotated row `i` was found with its source."""
        return i in self.by_gold and self.right(self.by_gold[i])

    @cached_property
    def readings(self) -> dict[int, list[Candidate]]:
        """Annotated row → the readings with its cue, weighed."""
        return self._readings(self.tables)

    @cached_property
    def unknown(self) -> dict[int, list[Candidate]]:
        """Annotated row → the readings there would be if every word were tried in every construction."""
        return self._readings(Tables(stops=self.tables.stops))

    def _readings(self, tables: Tables) -> dict[int, list[Candidate]]:
        finder = Finder(self.article.document, self.article.chunks, shipped_rules().get(read_grounds)._replace(tables=tables))
        out: dict[int, list[Candidate]] = {}
        for c in finder.candidates():
            c.probability = weigh(c, finder, self.tables)
            for k in self.article.annotated(c):
                out.setdefault(k, []).append(c)
        return out

    def why_missed(self, i: int) -> str:
        """The cause for an annotated row that is not right."""
        if i in self.by_gold:
            return "found, wrong source"
        gold = self.gold[i]
        same = [p for p in self.found if p["cue"] & gold["cue"]]
        for p in same:
            cut = _cut(gold["content"], p["content"])
            if cut:
                return f"found, content {cut}"
        if same:
            return "cue found, another content"
        return self._unread(i)

    def _unread(self, i: int) -> str:
        readings = self.readings.get(i, [])
        right = [c for c in readings if self.article.right(c)]
        if right:
            likely = max(c.probability for c in right) >= LEAST
            return "read right, another reading preferred" if likely else "read right, thought too unlikely"
        if readings:
            return "read with wrong content or source, not reported"
        if any(self.article.right(c) for c in self.unknown.get(i, [])):
            return "word not known to attribute in this construction"
        tags = {self.article.document.tags[t][0] for t, b in enumerate(self.article.document.begins) if b in self.gold[i]["cue"]}
        kind = "a verb" if "V" in tags else "a noun" if "N" in tags else "another word or mark"
        return f"no rule reads it: the cue is {kind}"

    def why_wrong(self, j: int) -> str:
        """The cause for a found row that is not right."""
        if j in self.by_found:
            return "annotated, with another source"
        found = self.found[j]
        for g in self.gold:
            if g["cue"] & found["cue"]:
                return f"annotated, content {_cut(g['content'], found['content']) or 'elsewhere'}"
        if any(found["content"] <= g["content"] for g in self.gold):
            return "inside another annotated content"
        if any(found["content"] & g["content"] for g in self.gold):
            return "its content is annotated in part, with another cue"
        return "nothing annotated there"


def _cut(gold: frozenset[int], found: frozenset[int]) -> str:
    """How a found content departs from the annotated one that it overlaps."""
    inter = len(gold & found)
    if not inter:
        return ""
    if inter * 2 >= len(gold | found):
        return "right, paired elsewhere"
    return "too long" if inter / len(gold) >= inter / len(found) else "too short"
