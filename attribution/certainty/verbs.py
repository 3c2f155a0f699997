"""Certainty of verbs: which words are verbs, what their groups hang on, negation, and all of it composed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attribution.certainty.context import surroundings
from attribution.certainty.embedding import Link
from attribution.certainty.groups import BE, DO, HAVE, Group
from attribution.certainty.modals import hedged
from attribution.certainty.verdicts import Verdict

if TYPE_CHECKING:
    from attribution.certainty.judge import Reader


def verbal(reader: Reader, i: int) -> bool:
    """Whether a word tagged noun or adjective is a verb: a past form, or a base after an auxiliary ("had *sunk*")."""
    if i == 0 or not reader.low[i].isalpha():
        return False
    tag = reader.tags[i]
    if tag[:2] not in ("NN", "JJ"):
        return False
    if tag == "NNS" and reader.tags[i - 1] == "NN" and _lone(reader, i):
        return True
    if reader.groups.after_auxiliary(i) and (tag[:2] != "NN" or _base_after(reader, i)):
        return True
    if reader.low[i] not in reader.tables.pasts:
        return False
    before, tag = reader.low[i - 1], reader.tags[i - 1]
    after = reader.tags[i + 1] if i + 1 < len(reader.low) else "."
    return (
        before in BE or before in HAVE or tag == "MD" or (tag in ("NN", "NNS", "PRP", "NNP") and after in ("DT", "PRP", "PRP$", "IN", "TO"))
    )


def _lone(reader: Reader, i: int) -> bool:
    """Whether a plural after a singular noun is the only word that can be the verb of its clause: "if either bank *withdraws*"."""
    tags, low = reader.tags, reader.low
    begin, end = reader.sentence(i)
    for step, limit in ((-1, max(begin - 1, i - 8)), (1, min(end, i + 12))):
        for m in range(i + step, limit, step):
            if tags[m][:2] == "VB" or tags[m] in ("MD", "TO"):
                return False
            if low[m] in (",", ";", ".", "if", "unless", "case"):
                break
    return i + 1 < len(low) and (low[i + 1] in (".", ",", "if", "unless") or tags[i + 1][:2] == "RB")


def _base_after(reader: Reader, i: int) -> bool:
    """Whether a word tagged noun stands where only a base form can: after "did not", "will", or "to" that an embedding word wants."""
    k = i - 1
    while k > 0 and reader.tags[k][:2] == "RB":
        k -= 1
    if reader.tags[k] != "TO":
        return True
    return k > 0 and reader.tags[i] == "NN" and reader.links.signature(k - 1, "to") is not None


def link_of(reader: Reader, g: Group, floor: int) -> Link:
    """What the verb group hangs on; an auxiliary before the subject is taken into the group."""
    if g.form == "inf":
        return reader.links.infinitive(g, floor)
    if reader.low[g.begin] == "do" and g.negations and (g.begin <= floor or reader.low[g.begin - 1] in ("``", "please", "and")):
        return Link("imperative", edge=g.begin)
    if g.form == "ger":
        return reader.links.gerund(g, floor)
    if g.form == "bare" or (g.form == "finite" and reader.tags[g.begin] == "VBP" and g.begin == g.head):
        at_start = g.begin - 1 < floor or reader.low[g.begin - 1] in ("``", ",", "please", "and")
        if g.form == "bare" or (at_start and (g.begin - 1 < floor or reader.low[g.begin - 1] in ("``", "please"))):
            link, inverted = reader.links.base(g, floor)
            if inverted >= 0:
                if reader.tags[inverted] == "MD":
                    g.modal, g.modal_at = reader.low[inverted], inverted
                if inverted > floor and reader.low[inverted - 1] in ("nor", "neither"):
                    g.negations += (inverted - 1,)
            return link
    if g.form == "part" and g.begin - 1 >= floor:
        inverted = _inverted(reader, g, floor)
        if inverted >= 0:
            return reader.links.finite(Group(g.head, inverted, "finite"), floor)
        before = reader.low[g.begin - 1]
        tag = reader.tags[g.begin - 1]
        if before in ("and", "or", "but", ","):
            for m in range(g.begin - 2, max(floor, g.begin - 30) - 1, -1):
                if reader.tags[m] == "VBN" and reader.groups.at(m).form != "part":
                    return Link("coordinated", m)
        if tag in ("IN", "TO"):
            return reader.links.prepositional(g.begin - 1, floor, False)
    return reader.links.finite(g, floor)


def _inverted(reader: Reader, g: Group, floor: int) -> int:
    for m in range(g.begin - 2, max(floor, g.begin - 9) - 1, -1):
        if reader.low[m] in ("has", "have", "had", "was", "were", "is", "are") and (
            m == floor or reader.low[m - 1] in (",", "``", "or", "and", "nor", "why", "how", "when", "where", "what")
        ):
            return m
        if reader.tags[m][:2] == "VB":
            return -1
    return -1


def compose(reader: Reader, i: int, g: Group, link: Link, floor: int) -> Verdict:
    """Own hedge, negation and context of the verb at `i` into one verdict."""
    context = surroundings(reader, i, g, link, floor)
    negations = [n for n in g.negations if g.modal or not _pseudo(reader, n)] if g.negations else []
    if link.kind == "imperative":
        negations = []
    if link.negated >= 0 and link.kind != "coordinated":
        negations = [*negations, link.negated]
    if not negations:
        n = _object_negation(reader, i)
        if n >= 0:
            negations = [n]
    negated = len(negations) % 2 == 1 or (len(negations) == 2 and reader.low[negations[0]] != "not")
    bare = not (g.modal or g.begin < i or link.adverbs)
    own = None if bare else hedged(reader, i, g, link, floor, context, negated)
    if own is None and not negations and context.weight == "none":
        return context
    if context.weight == "strong" or own is None or (context.weight == "soft" and own.weight == "soft"):
        sign = -context.sign if negated else context.sign
        cues = context.cues or tuple(negations)
        return Verdict(context.label, sign, cues, "none")
    sign = -own.sign if negated else own.sign
    return Verdict(own.label, sign, own.cues, "none")


def _pseudo(reader: Reader, n: int) -> bool:
    after = reader.low[n + 1] if n + 1 < len(reader.low) else ""
    if reader.low[n] == "not" or reader.low[n] == "n't":
        if after in reader.tables.sets["negation.pseudo_after"]:
            return True
        ahead = reader.low[n + 2 : min(reader.sentence(n)[1], n + 14)]
        return reader.low[n - 1] in DO and "until" in ahead and reader.tags[n + 1][:2] in ("VB", "RB")
    return False


def _object_negation(reader: Reader, i: int) -> int:
    low, tags = reader.low, reader.tags
    n = i + 1
    if n < len(low) and tags[n] in ("IN", "TO", "RP"):
        n += 1
        if n < len(low) and low[n] not in ("nobody", "nothing", "none"):
            return -1
    if n < len(low) and low[n] in reader.tables.sets["negation.objects"] and tags[i][:2] == "VB":
        if n + 1 < len(low) and (low[n + 1] in ("longer", "doubt", "matter") or (low[n] == "no" and tags[n + 1] in ("RB", "JJR"))):
            return -1
        return n
    return -1
