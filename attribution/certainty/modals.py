"""The hedge of a verb group itself: its adverbs, and how its modal is to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attribution.certainty.context import under_if
from attribution.certainty.embedding import Link
from attribution.certainty.groups import Group
from attribution.certainty.verdicts import Verdict
from attribution.document.lemmas import lemma

if TYPE_CHECKING:
    from attribution.certainty.judge import Reader


def hedged(reader: Reader, i: int, g: Group, link: Link, floor: int, context: Verdict, negated: bool) -> Verdict | None:
    """What modal and adverbs say; None where they say nothing."""
    for at in (*g.adverbs, *link.adverbs):
        word = reader.low[at]
        if word == "likely" and g.begin <= at and g.modal in ("could", "may", "might"):
            continue
        label = reader.tables.words["adverbs"][word]
        if (g.modal and g.modal_at > at and reader.tables.words["modals"].get(g.modal) in ("could", "possible")) or (
            g.modal and reader.tables.words["modals"].get(g.modal) == "should"
        ):
            break
        return Verdict(label, -1 if label == "improbable" else 1, (at,), "none")
    for at in range(g.begin, i):
        if reader.low[at] in reader.tables.sets["negation.certainly"] and reader.low[at - 1] == "almost":
            return Verdict("probable", 1, (at - 1, at), "none")
    if not g.modal:
        return None
    return _modal(reader, i, g, link, floor, context, negated)


def _modal(reader: Reader, i: int, g: Group, link: Link, floor: int, context: Verdict, negated: bool) -> Verdict | None:
    reading = reader.tables.words["modals"][g.modal]
    at = (g.modal_at,)
    sets = reader.tables.sets
    head = lemma(reader.low[i], "VB")
    if reading == "can" or (reading == "could" and _ability(reader, i, g, link, floor, head, negated)):
        return None
    if reading == "could" or reading == "possible":
        return Verdict("possible", 1, at)
    if reading == "will":
        return Verdict("planned", 1, at, "soft")
    if reading == "would":
        return _would(reader, i, g, link, floor, context, head)
    if reading == "must":
        inferred = g.perfect or (head in ("be", "have", "know") and link.subject >= 0 and reader.low[link.subject] in sets["clauses.own"])
        return Verdict("probable" if inferred else "urged", 1, at)
    named = link.subject >= 0 and "NNP" in reader.tags[max(link.subject, reader.sentence(i)[0] + 1) : g.begin]
    expected = (
        head in sets["clauses.arrival"]
        and not named
        and not g.passive
        and not g.perfect
        and (link.subject < 0 or reader.low[link.subject] not in ("he", "she", "they", "we", "you", "i", "people"))
    )
    return Verdict("probable" if expected else "urged", 1, at)


def _ability(reader: Reader, i: int, g: Group, link: Link, floor: int, head: str, negated: bool) -> bool:
    sets = reader.tables.sets
    begin, end = reader.sentence(i)
    if negated and not g.perfect and "hardly" not in reader.low[g.begin : i] and head != "be":
        return True
    if g.perfect or g.passive:
        return False
    if head in sets["clauses.perception"] or "barely" in reader.low[g.begin : i]:
        return True
    words = reader.low[max(begin, floor) : end]
    return (
        "until" in words[i - max(begin, floor) :]
        or "age" in words[:6]
        or ("so" in reader.low[floor : g.begin] and "that" in reader.low[floor : g.begin])
    )


def _would(reader: Reader, i: int, g: Group, link: Link, floor: int, context: Verdict, head: str) -> Verdict | None:
    at = (g.modal_at,)
    low = reader.low
    sets = reader.tables.sets
    begin, _ = reader.sentence(i)
    if g.perfect:
        return Verdict("conditional", 1, at)
    if head in ("like", "love", "prefer") or (
        link.subject >= 0
        and low[link.subject] in ("i", "we")
        and (said := reader.tables.find(head, "v", "that")) is not None
        and said.name in ("report", "note")
    ):
        return None
    effect = _effect_subject(reader, link)
    if context.weight == "soft":
        return (
            None
            if effect is False
            else Verdict("possible", 1, at)
            if effect and context.label == "probable"
            else Verdict("planned", 1, at, "soft")
        )
    if context.weight == "report":
        addressed = link.subject >= 0 and low[link.subject] in ("you", "one", "there", "that", "what")
        return Verdict("possible" if effect or addressed or link.consequent or _unwilled(reader, head, link) else "planned", 1, at)
    if (
        link.kind != "embedded"
        and not effect
        and not link.consequent
        and any(low[n] in ("not", "n't", "never") for n in g.negations)
        and under_if(reader, i, None, link, floor) is None
        and "if" not in low[begin:i]
    ):
        return Verdict("planned", 1, at)
    if any(w in sets["clauses.habit"] for w in low[floor : g.begin]) and link.kind != "embedded" and not link.consequent:
        return None
    return Verdict("possible", 1, at)


def _unwilled(reader: Reader, head: str, link: Link) -> bool:
    sets = reader.tables.sets
    return head in sets["clauses.unwilled"] or (
        head in sets["clauses.unwilled_it"] and link.subject >= 0 and reader.low[link.subject] == "it"
    )


def _effect_subject(reader: Reader, link: Link) -> bool:
    """Whether the subject is a thing that has effects, not somebody with a will."""
    low, tags = reader.low, reader.tags
    s = link.subject
    if s < 0:
        return False
    if low[s] in reader.tables.sets["clauses.own"] and low[s] != "it":
        return False
    if low[s] in reader.tables.sets["clauses.indefinite"]:
        return True
    k = s
    if low[k] in ("some",):
        return False
    while (
        k + 1 < len(tags)
        and reader.tables.modifiers.get(low[k]) is None
        and tags[k] in ("DT", "PRP$", "JJ", "NN", "NNS", "CD", "NNP", "POS")
        and tags[k + 1] in ("JJ", "NN", "NNS", "NNP", "NNPS", "POS", "CD")
    ):
        k += 1
    if reader.tables.modifiers.get(low[k]):
        return True
    return (
        tags[k] in ("NN", "NNS")
        and low[k] not in reader.tables.sets["clauses.institutions"]
        and low[k].endswith(tuple(reader.tables.words["clauses"]["effect"]))
    )
