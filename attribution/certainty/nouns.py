"""Certainty of event nouns and of predicative adjectives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attribution.certainty.context import embedded, of_trigger
from attribution.certainty.cues import cue_effect, verbless
from attribution.certainty.groups import BE, DO
from attribution.certainty.verdicts import ASSERTED, Verdict, apply

if TYPE_CHECKING:
    from attribution.certainty.judge import Reader


def noun(reader: Reader, i: int) -> Verdict:
    """The verdict on an event noun: its own modifiers, then what governs its phrase."""
    low, tags = reader.low, reader.tags
    floor = reader.floor(i)
    begin = reader.links.phrase_begin(i, floor)
    negated = False
    for k in range(begin, i):
        label = reader.tables.modifiers.get(low[k])
        if label is not None and (tags[k] != "NN" or label):
            return (
                Verdict(label, -1 if label in ("improbable", "denied") else 1, (k,)) if label != "denied" else Verdict("asserted", -1, (k,))
            )
        if low[k] == "no" or (low[k] in ("few", "little") and (k == floor or low[k - 1] != "a")):
            negated = True
    if (begin > floor and low[begin] in ("``", "`")) or (begin < i and low[begin - 1] in ("``", "`")):
        return _scare(reader, begin, i) or _phrase_verdict(reader, i, begin, floor, negated)
    for k in range(begin, i):
        if low[k] in ("``", "`"):
            found = _scare(reader, k, i)
            if found:
                return found
    return _phrase_verdict(reader, i, begin, floor, negated)


def _scare(reader: Reader, k: int, i: int) -> Verdict | None:
    mark = reader.document.begins[k]
    if any(q.begin == mark and q.kind == "speech" for q in reader.document.quotes):
        return None
    held = reader.covering(i)
    if held is not None and held[2].trigger != i:
        return None
    for m in range(i + 1, min(i + 3, len(reader.low))):
        if reader.low[m] in ("''", "'"):
            return Verdict("claimed", 1, (i,)) if m - k <= 4 else None
    return None


def _phrase_verdict(reader: Reader, i: int, begin: int, floor: int, negated: bool) -> Verdict:
    v = _governed(reader, i, begin, floor)
    if negated and v.label == "asserted":
        return Verdict(v.label, -v.sign, v.cues)
    if negated and v.label == "possible":
        return Verdict("improbable", -1, v.cues)
    return v


def _governed(reader: Reader, i: int, begin: int, floor: int) -> Verdict:
    low, tags = reader.low, reader.tags
    k = begin - 1
    while k >= floor and (low[k] in ("``", "`") or (tags[k] == "RB" and k > floor and tags[k - 1][:2] == "VB")):
        k -= 1
    after = _after(reader, i)
    if after is not None:
        return after
    if k < floor:
        return _edge(reader, i, floor)
    if reader.muted >= 0 and reader.muted in (k, k - 1) and tags[k] != "CC":
        return ASSERTED
    tag = tags[k]
    if tag == "RP" and k > floor and tags[k - 1][:2] == "VB":
        found = reader.links.signature(k - 1, "np")
        return apply(found[0], k - 1, reader.verdict(k - 1)) if found else ASSERTED
    if tag in ("IN", "TO", "RP"):
        link = reader.links.prepositional(k, floor, True)
        if link.kind == "embedded":
            return embedded(reader, link)
        if link.kind == "without":
            return Verdict("asserted", -1, (k,))
        if link.kind == "head":
            return reader.verdict(link.governor)
        if begin == i and low[k] == "for" and k > floor and tags[k - 1][:2] in ("VB", "JJ") and reader.verdict(k - 1).sign < 0:
            return Verdict("asserted", -1, reader.verdict(k - 1).cues)
        return ASSERTED
    if tag[:2] == "VB" and low[k] not in BE and low[k] not in DO:
        found = reader.links.signature(k, "np")
        outer = reader.verdict(k)
        if found and found[0].name in ("deny", "doubt", "refuse") and not reader.through and reader.links.signature(i, "that"):
            return ASSERTED
        if found and found[0].name == "deny" and low[i] in reader.tables.sets["clauses.willful"]:
            found = reader.tables.effects["refuse"], "v"
        if found and found[1] != "n":
            if found[0].weight == "none" and found[0].affirmed[0] == "asserted":
                return ASSERTED
            return apply(found[0], k, outer)
        if outer.label in ("planned", "possible", "probable", "urged", "conditional", "improbable") and outer.sign > 0:
            return Verdict(outer.label, outer.sign, outer.cues)
        if (
            outer.sign < 0
            and (begin == i or tags[begin] not in ("DT", "PRP$", "NNP", "POS") or low[begin] in ("a", "an", "any"))
            and "POS" not in tags[begin:i]
        ):
            return Verdict(outer.label, -1, outer.cues)
        return ASSERTED
    if tag == "CC" or low[k] == ",":
        for m in range(k - 1, max(floor, k - 8) - 1, -1):
            if tags[m] in ("NN", "NNS"):
                if tag == "CC":
                    return _governed(reader, m, reader.links.phrase_begin(m, floor), floor)
                break
            if tags[m][:2] == "VB":
                break
    return _edge(reader, i, floor)


def _edge(reader: Reader, i: int, floor: int) -> Verdict:
    """A noun phrase that nothing in its clause governs: reported by a strong cue as its object, or plain."""
    held = reader.covering(i)
    if held is not None and held[2].trigger != reader.muted and held[0] >= reader.links.phrase_begin(i, floor):
        effect = cue_effect(reader, held[2])
        if effect is not None and effect.weight == "strong" and verbless(reader, held[2]):
            return apply(effect, held[2].trigger, of_trigger(reader, held[2]))
    return ASSERTED


def _after(reader: Reader, i: int) -> Verdict | None:
    """What is said of an event noun as subject: doubtful, unlikely, averted; or right after it: "a takeover unlikely"."""
    low, tags = reader.low, reader.tags
    n = len(low)
    m = i + 1
    if m < n and tags[m][:2] == "JJ":
        effect = reader.tables.find(low[m], "a", "subj")
        if effect:
            return apply(effect, m, ASSERTED)
    if m < n and tags[m] in ("IN",):
        return None
    negated = False
    modal = False
    while (
        m < n
        and m < i + 8
        and (tags[m] in ("MD", "RB") or low[m] in BE or low[m] in ("has", "have", "had", "seems", "looks", "remains", "appears"))
    ):
        negated = negated or low[m] in ("not", "n't", "never")
        modal = modal or tags[m] == "MD"
        m += 1
    if m == i + 1 or m >= n:
        return None
    if negated and _eventive(reader, i):
        v = reader.verdict(m if tags[m][:2] == "VB" else m - 1)
        return v if v.sign < 0 else None
    if tags[m][:2] == "JJ":
        effect = reader.tables.find(low[m], "a", "subj")
        if effect and (m + 1 >= n or low[m + 1] not in ("to", "that")):
            return apply(effect, m, Verdict("asserted", -1 if negated else 1))
    if tags[m] in ("VBN", "VBD") and any(low[x] in BE for x in range(i + 1, m)):
        effect = reader.tables.find(low[m], "p", "subj")
        if effect and (m + 1 >= n or low[m + 1] != "to"):
            outer = reader.verdict(m)
            return apply(effect, m, outer)
    return None


def _eventive(reader: Reader, i: int) -> bool:
    """Whether the noun at `i` ends as names of events do and its phrase is new to the reader."""
    begin = reader.links.phrase_begin(i, reader.floor(i))
    if reader.tags[begin] in ("DT", "PRP$") and reader.low[begin] not in ("a", "an", "any"):
        return False
    return (
        reader.low[i].endswith(tuple(reader.tables.words["clauses"]["effect"]))
        and reader.low[i] not in reader.tables.sets["clauses.institutions"]
    )


def adjective(reader: Reader, i: int) -> Verdict:
    """The verdict on a predicative adjective or participle: that of the copula before it."""
    low, tags = reader.low, reader.tags
    floor = reader.floor(i)
    k = i - 1
    negated = False
    while k >= floor and (tags[k][:2] == "RB" or low[k] in ("``", "as", "so", "too", "very", "more")):
        label = reader.tables.words["adverbs"].get(low[k])
        if label:
            return Verdict(label, 1, (k,))
        negated = negated or low[k] in ("not", "n't", "never") or (low[k] == "longer" and low[k - 1] == "no")
        k -= 1
        if low[k] == "no" and low[k + 1] == "longer":
            k -= 1
    if k >= floor and tags[k][:2] == "VB":
        v = reader.verdict(k)
        if negated and not reader.groups.at(k).negations:
            return Verdict(v.label, -v.sign, v.cues, v.weight)
        return v
    return Verdict("asserted", -1 if negated else 1)
