"""Certainty of whole claims: the main predicate of a content, what it embeds, and the cue."""

from __future__ import annotations

from attribution.certainty.cues import cue_row
from attribution.certainty.embedding import VERBS
from attribution.certainty.judge import Reader
from attribution.certainty.tables import Effect
from attribution.certainty.verdicts import ASSERTED, Verdict, apply
from attribution.model import Attribution, Tokens

_OWN = frozenset(["root", "imperative"])
_ENDS = frozenset([".", "!"])

REACH = 80  # tokens in which the main verb of a content is sought


def main_predicate(reader: Reader, content: Tokens, trigger: int) -> int | None:
    """Token of the verb, failing that the noun, on which the content turns; None where it has neither. Sought once."""
    key = (*content, trigger)
    if key not in reader.mains:
        reader.mains[key] = _main_predicate(reader, content, trigger)
    return reader.mains[key]


def _main_predicate(reader: Reader, content: Tokens, trigger: int) -> int | None:
    low, tags = reader.low, reader.tags
    auxiliaries = reader.tables.sets["copula.auxiliaries"]
    b, e = content
    first = None
    for i, tag in enumerate(tags[b : min(e, b + REACH)], b):
        if tag not in VERBS or i == trigger or (tag == "VBZ" and i + 1 < e and tags[i + 1] == "MD"):
            continue
        if low[i] in auxiliaries and _helps(reader, i, e):
            continue
        if (
            low[i] in ("were", "had")
            and tag == "VBD"
            and (i == b or low[i - 1] in ("``", "`"))
            and tags[i + 1] in ("DT", "PRP", "NNP", "PRP$")
        ):
            continue
        first = i if first is None else first
        link = reader.link(i)
        if link.kind in _OWN or (link.kind == "embedded" and not b <= link.governor < e):
            return i
        if link.kind == "purpose" and reader.groups.at(i).begin <= b + 1:
            return i
    noun = _noun(reader, b, e)
    if first is not None and noun is not None and noun < first and tags[b] not in ("IN", "TO", "WRB", "WP"):
        return noun
    return first if first is not None else _noun(reader, b, e)


def _helps(reader: Reader, i: int, end: int) -> bool:
    """Whether the auxiliary at `i` is one of a verb that follows."""
    tags = reader.tags
    for k in range(i + 1, min(end, i + 5)):
        if tags[k][:2] == "VB":
            return reader.groups.at(k).begin <= i
        if tags[k][:2] not in ("RB", "MD") and reader.low[k] != ",":
            return False
    return False


def _noun(reader: Reader, b: int, e: int) -> int | None:
    """Head noun of the first noun phrase in the content."""
    tags = reader.tags
    for i in range(b, e):
        if tags[i][:2] == "NN":
            while i + 1 < e and tags[i + 1][:2] == "NN":
                i += 1
            return i
    return None


def descend(reader: Reader, i: int, end: int) -> Verdict:
    """The verdict on the predicate at `i`, or on the complement where `i` only embeds one ("plans to leave", "is likely to")."""
    v = reader.verdict(i)
    for _ in range(3):
        if v.label != "asserted":
            return v
        inner = _complement(reader, i, end)
        if inner is None:
            return _predicative(reader, i, end) or v
        i, v = inner, reader.verdict(inner)
    return v


def _predicative(reader: Reader, i: int, end: int) -> Verdict | None:
    """A hedge in predicate position or in the subject: "was possible", "is doubtful", "a possible venue is"."""
    low, tags = reader.low, reader.tags
    if low[i] not in reader.tables.sets["copula.words"]:
        return None
    link = reader.link(i)
    for k in range(link.subject, min(i, link.subject + 4) if link.subject >= 0 else 0):
        label = reader.tables.modifiers.get(low[k])
        if label in ("possible", "probable", "alleged") and tags[k + 1][:1] in "JN":
            return Verdict(label, 1, (k,))
    for k in range(i + 1, min(end, i + 4)):
        if tags[k][:2] == "JJ":
            effect = reader.tables.find(low[k], "a", "subj")
            return apply(effect, k, reader.verdict(i)) if effect else None
        if tags[k][:2] == "NN" and low[k] in reader.tables.modifiers:
            return None
        if tags[k][:2] not in ("RB", "DT"):
            return None
    return None


def _complement(reader: Reader, i: int, end: int) -> int | None:
    """The predicate that the word at `i`, or its predicative adjective or noun, embeds; None where it embeds none that matters."""
    low, tags = reader.low, reader.tags
    sets = reader.tables.sets
    light = low[i] in sets["clauses.light"]
    copula = low[i] in sets["copula.words"]
    if not light and not copula and low[i] not in reader.tables.signatures:
        return None
    auxiliaries = sets["copula.auxiliaries"]
    nouns, adjectives = (i + 8 if light else i + 6 if copula else i), (i + 6 if copula else i)
    for k, tag in enumerate(tags[i + 1 : min(end, i + 30)], i + 1):
        if tag in VERBS and not (low[k] in auxiliaries and _helps(reader, k, end)):
            link = reader.link(k)
            at = link.governor
            if (
                link.kind == "embedded"
                and (at == i or (i < at < nouns and tags[at][:2] == "NN") or (i < at < adjectives and tags[at][:2] == "JJ"))
                and link.effect is not None
                and link.effect.name in sets["composition.descend"]
            ):
                return k
            if link.kind in ("root", "coordinated"):
                return None
    return None


def _governing(reader: Reader, a: Attribution, at: int | None) -> tuple[Effect, str] | None:
    """Effect and act of the cue in the frame in which it embeds the main predicate ("told her *to leave*" urges), if it does."""
    if at is None or reader.tags[at][:2] != "VB":
        return None
    link = reader.link(at)
    if link.kind != "embedded" or link.governor != a.trigger or link.effect is None:
        return None
    return reader.tables.row(reader.low[a.trigger], link.part, link.frame) or (link.effect, link.effect.act)


def of_attribution(reader: Reader, a: Attribution) -> tuple[Verdict, Verdict, str, str]:
    """Verdict on the claim, the modality of its content alone, the stance of the cue and its act."""
    at = main_predicate(reader, a.contents[0], a.trigger)
    if at is None and len(a.contents) > 1:
        at = main_predicate(reader, a.contents[1], a.trigger)
    row = _governing(reader, a, at) or cue_row(reader, a)
    stance, act = (row[0].stance, row[1]) if row else ("neutral", "communication")
    verdict = modality = descend(reader, at, a.contents[-1][1]) if at is not None else ASSERTED
    if verdict.cues and at is not None and not all(any(b <= k < e for b, e in a.contents) for k in verdict.cues):
        modality = reader.alone(a.trigger, at, a.contents[-1][1], descend)
    effect = row[0] if row else None
    if effect is not None and (verdict.label == "asserted" or effect.weight == "strong"):
        trigger = reader.verdict(a.trigger)
        outer = apply(effect, a.trigger, trigger)
        if effect.weight == "strong" or (verdict.label == "asserted" and outer.label not in ("asserted", "", "=")):
            sign = -outer.sign if verdict.sign < 0 and verdict.label not in ("denied",) else outer.sign
            verdict = verdict if verdict.label == outer.label else Verdict(outer.label, sign, outer.cues, outer.weight)
    if effect is not None and effect.name == "refuse" and at is not None and reader.low[at] in reader.tables.sets["clauses.unsaid"]:
        verdict = Verdict("unconfirmed", 1, (a.trigger, at), "strong")
    question = _question_mark(reader, a, at)
    if question is not None and stance in ("neutral", "asking", "urging"):
        verdict, stance = Verdict("asked", 1, (question,)), "asking" if stance == "urging" else stance
    return verdict, modality, stance, act


def _question_mark(reader: Reader, a: Attribution, at: int | None) -> int | None:
    """The question mark that ends the sentence of the main predicate, where that stands in a quotation; None where another mark ends it."""
    if at is None or not reader.questions:
        return None
    norms = reader.document.norms
    end = next((e for b, e in a.contents if b <= at < e), at)
    ahead = norms[at + 1 : end]
    if "?" not in ahead:
        return None
    mark = ahead.index("?")
    return at + 1 + mark if _ENDS.isdisjoint(ahead[:mark]) else None
