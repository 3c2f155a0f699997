"""Small texts, and what the certainty room knows of each (data/small-certainty.jsonl): each answer turns on a condition that no row shows.

`verbs` has the group of a verb and its one step outward; `sure` the verdict on a word, with the words it rests on; `content` the verdict
on what a content says that turns on the verb; `main` the word on which each sentence turns; `claims` the certainty of each attribution, and
its main word; `hedges` what the article states itself; `disputes` whom each claim is disputed by. `led#2` is the word the second time. An
empty field is left out.
"""

from __future__ import annotations

import json
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from attribution import extract
from attribution.attach import attribute
from attribution.certainty import Judge, read_certainty
from attribution.certainty.descent import descend
from attribution.certainty.effects import Verdict
from attribution.certainty.evaluate import read
from attribution.certainty.mains import main_predicate
from attribution.certainty.reading import Reading, Room
from attribution.document import read_document
from attribution.document.chunks import find_chunks
from attribution.rulebook.rules import shipped_rules

FILE = Path(__file__).parent / "data" / "small-certainty.jsonl"
CASES = [json.loads(line) for line in FILE.read_text("utf-8").splitlines()]
RULES = shipped_rules()
TABLES = RULES.get(read_certainty)


class Text:
    """One text, attributed once; each question is one of its own."""

    def __init__(self, text: str) -> None:
        self.document = read_document(text, RULES)
        self.attributions = attribute(self.document, find_chunks(self.document, RULES), RULES)
        self.room = Room(self.document, self.attributions, TABLES, read)
        self.judge = Judge(self.document, self.attributions, TABLES)

    def reading(self) -> Reading:
        return Reading(self.room)

    def place(self, word: str) -> int:
        """The token of a word; `led#2` the second one."""
        word, _, nth = word.partition("#")
        return [at for at, other in enumerate(self.document.words) if other == word][int(nth or 1) - 1]

    def word(self, at: int | None) -> str:
        """`#2` where it is the second of that word."""
        if at is None or not 0 <= at < len(self.document.words):
            return ""
        word = self.document.words[at]
        nth = self.document.words[: at + 1].count(word)
        return word if nth == 1 else f"{word}#{nth}"

    def verdict(self, verdict: Verdict) -> str:
        return " ".join([verdict.label, verdict.factuality, *(f"({self.word(at)})" for at in verdict.cues)])


text_of = lru_cache(maxsize=1)(Text)


def full(**fields: Any) -> dict[str, Any]:
    """The fields that have a value, in the form of JSON."""
    found: dict[str, Any] = json.loads(json.dumps({name: value for name, value in fields.items() if value}))
    return found


def verbs(text: Text, word: str) -> dict[str, Any]:
    """Group and link of a verb; of a word that is tagged otherwise, whether it is one."""
    at = text.place(word)
    if text.document.tags[at][:2] != "VB":
        return {"verb": text.room.syntax.verbal(at)}
    predicate = text.room.syntax.predicate(at)
    group, link = predicate.group, predicate.link
    step = {"link": link.kind, "governor": text.word(link.governor), "by": " ".join(filter(None, (link.sense, link.part, link.frame)))}
    met = {"negated": text.word(link.negated), "passed": [text.word(k) for k in link.adverbs], "consequent": link.consequent}
    ends = {"subject": text.word(link.subject), "edge": text.word(link.edge), "inverted": text.word(link.inverted)}
    forms = {"form": group.form, "modal": text.word(group.modal_at), "perfect": group.perfect, "passive": group.passive}
    words = {"negations": [text.word(k) for k in group.negations], "adverbs": [text.word(k) for k in group.adverbs]}
    return full(**step, **met, **ends, begin=text.word(group.begin) if group.begin != at else "", **forms, **words)


def sure(text: Text, word: str) -> str:
    """The verdict on a verb, noun or adjective."""
    return text.verdict(text.reading().verdict(text.place(word)))


def content(text: Text, word: str) -> str:
    """The verdict on a content that turns on a verb and goes on to the end of its sentence."""
    at = text.place(word)
    return text.verdict(descend(text.reading(), at, text.room.syntax.tokens.sentence(at)[1]))


def main(text: Text) -> list[str]:
    """The word on which each sentence turns."""
    ends = text.document.sentences
    return [text.word(main_predicate(text.reading(), part, -1)) for part in pairwise(ends)]


def claims(text: Text) -> list[dict[str, Any]]:
    """The certainty of each attribution; into how many contents it parts; the words on which they turn."""
    return [claim(text, k) for k in range(len(text.attributions))]


def claim(text: Text, k: int) -> dict[str, Any]:
    attribution = text.attributions[k]
    found = text.judge.of_claim(attribution)
    turns_on = [text.word(main_predicate(text.reading(), part, attribution.trigger)) for part in attribution.contents]
    stance = found.stance if found.stance != "neutral" else ""
    act = found.act if found.act != "communication" else ""
    parts = len(text.judge.parts(attribution))
    own = found.modality if found.modality != found.label else ""
    label = f"{found.label} {found.factuality}"
    return full(sure=label, cues=found.cues, stance=stance, own=own, act=act, turns_on=turns_on, parts=parts if parts > 1 else 0)


def hedges(text: Text) -> list[str]:
    """What the article states itself: the words, the hedging ones among them, and how sure it is."""
    document = text.document
    found = text.judge.hedges()
    spans = [(document.begins[hedge.content[0]], document.ends[hedge.content[1] - 1]) for hedge in found]
    cues = [" ".join(document.words[k] for part in hedge.cue for k in range(*part)) for hedge in found]
    return [
        f"{document.text[begin:end]} ({cue}): {hedge.verdict.label} {hedge.verdict.factuality}, {hedge.modality}, {hedge.rule}"
        for hedge, (begin, end), cue in zip(found, spans, cues, strict=True)
    ]


def disputes(text: Text) -> list[list[str]]:
    """The claims that somebody disputes, and who."""
    return [[claim.claim, claim.disputed_by] for claim in extract(text.document.text).claims if claim.disputed_by]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][-60:])
def test_a_text_has_these_answers(case: dict[str, Any]) -> None:
    text = text_of(case["text"])
    assert case.keys() > {"text"}
    expected = {name: case.get(name, {}) for name in ("verbs", "sure", "content")}
    assert {word: verbs(text, word) for word in expected["verbs"]} == expected["verbs"]
    assert {word: sure(text, word) for word in expected["sure"]} == expected["sure"]
    assert {word: content(text, word) for word in expected["content"]} == expected["content"]
    for told, answers in ((main, "main"), (claims, "claims"), (hedges, "hedges"), (disputes, "disputes")):
        if answers in case:
            assert told(text) == case[answers]
