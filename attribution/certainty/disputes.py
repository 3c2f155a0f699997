"""Links a denial, doubt or confirmation to the claim it is about; never where two claims fit equally, and never to one's own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from attribution.certainty.tables import DisputeRules, Tables
from attribution.model import Claim

REACH = 4  # claims looked back for what "such claims" takes up
LINES = 4  # … and lines
NEAR = 100  # claims before and after it among which a denial may find its like; no article has more between the two
_KEPT = 10 * NEAR  # claims whose words are kept
ALIKE = 0.5  # share of content words that a denied clause has in common with the claim it denies
LONG = 0.75  # … with one that has MANY times its words
MANY = 3
SAME = 0.8  # … and a confirmed one: what is confirmed is often said anew in part
LEAST = 3  # content words in common; fewer where there are no others
SHORT = 90  # characters of a content that does no more than call something false
GAP = 3  # characters between a claim and what adjoins it
_OWNER = re.compile(r"(?:[^\W\d_][\w.'’-]* ){0,3}?([^\W\d_][\w-]*)(?:['’]s|(?<=s)['’]) (\w+)\b")
_WORD, _LONG = re.compile(r"\w+"), re.compile(r"\w{4,}")
_THAT = "that"  # opens a clause
_STEM = 4  # letters that a noun has in common with its verb: "resignation", "resigned"
_INSTITUTIONS = frozenset(["company", "organisation", "government", "group", "court", "news outlet"])


def link_disputes(claims: Sequence[Claim], tables: Tables) -> tuple[Claim, ...]:
    """The same claims, with `refers_to` on denials, doubts and confirmations, and `disputed_by` on what they dispute."""
    rules = tables.disputes
    out = list(claims)
    said, linking = _Said(claims, rules), rules.disputing | rules.confirming
    for k, claim in enumerate(claims):
        disputes = _disputes(claim, rules)
        if not disputes and claim.certainty not in linking:
            continue
        target = _target(out, said, k, rules) if claim.source_type != "pronoun" else None
        if target is not None:
            out[k] = replace(out[k], refers_to=out[target].id)
            if disputes:
                out[target] = _disputed(out[target], claim, rules)
    return tuple(out)


class _Said(dict[int, frozenset[str]]):
    """The longer words of each claim by its index, gathered where two claims are compared; forgotten when there are many, since only near
    claims are."""

    def __init__(self, claims: Sequence[Claim], rules: DisputeRules) -> None:
        self.claims, self.ignored = claims, rules.ignored

    def __missing__(self, k: int) -> frozenset[str]:
        if len(self) >= _KEPT:
            self.clear()
        words = self[k] = frozenset(_LONG.findall(self.claims[k].claim.lower())) - self.ignored
        return words


def _disputes(claim: Claim, rules: DisputeRules) -> bool:
    """Whether a claim denies or doubts another, or calls it false."""
    if claim.certainty in rules.disputing:
        return claim.stance == "opposing"
    return bool(_called_false(claim, rules))


def _called_false(claim: Claim, rules: DisputeRules) -> list[str]:
    """The words before "false" or "not true", where nothing else is said: "the reports", "that is"; empty for other claims."""
    insisted = claim.certainty in rules.insisting
    if len(claim.claim) > SHORT or not (insisted or claim.factuality in ("CT+", "CT-")):
        return []
    low = claim.claim.lower()
    denied = any(f" {word} " in low for word in rules.negations) if insisted else claim.factuality == "CT-"
    verdicts = rules.true if denied else rules.false
    if not any(map(low.__contains__, verdicts)):
        return []
    words = _WORD.findall(low)
    if words[:1] == [_THAT] and rules.determiners.intersection(words[1:2]):
        words = words[1:]  # that | this is false
    last = len(words) - 1 if words else 0
    if not words or words[last] not in verdicts:
        return []
    return words[: last - 1] if words[last - 1] in rules.definite else words[:last]  # not *the* case


def _disputed(claim: Claim, by: Claim, rules: DisputeRules) -> Claim:
    name = by.speaker or by.source
    if name is None:
        return claim
    if claim.certainty in rules.replaced:
        return replace(claim, certainty="disputed", factuality="U", disputed_by=name)
    return replace(claim, disputed_by=name)


def _target(claims: Sequence[Claim], said: _Said, k: int, rules: DisputeRules) -> int | None:
    """Index of the claim that `claims[k]` is about: the one it takes up by a noun, or the one that says the same."""
    false = _called_false(claims[k], rules)
    words = false or _WORD.findall(claims[k].claim.lower())
    if len(words) > 1 and words[0] in rules.pronouns and claims[k].claim[len(words[0]) :].startswith(",") and words[1].endswith("ing"):
        words = words[:1]  # that, *saying* it was absurd
    if words == ["which"] or (len(words) == 2 and words[0] in rules.articles and words[1] in rules.nouns):
        return _adjoining(claims, k)
    owner, theirs = _owned(claims[k].claim, rules)
    if owner:
        return _of_owner(claims, k, owner, theirs, rules)
    noun = _taken_up(words, rules)
    if noun is not None:
        return _before(claims, k, noun, rules)
    if false:
        return None
    event = _event(words, rules)
    if event:
        return _told_of(claims, said, k, event, rules)
    return _alike(claims, said, k, ALIKE if claims[k].stance == "opposing" else SAME)


def _taken_up(words: Sequence[str], rules: DisputeRules) -> str | None:
    """The noun that points back ("such claims", "the allegations as false"); "" for a pronoun; None where nothing does."""
    if words and words[0] in rules.pronouns and all(word in rules.copulas for word in words[1:]):
        return ""
    if len(words) > 9:
        return None
    words = _before_verdict(words, rules)
    for at in range(len(words) - 1, -1, -1):
        if words[at] in rules.nouns and not rules.determiners.isdisjoint(words[max(0, at - 2) : at]):
            return words[at] if at >= len(words) - 2 else None
    return None


def _before_verdict(words: Sequence[str], rules: DisputeRules) -> Sequence[str]:
    """The words before "as false", "as" or a copula that a verdict follows."""
    ends = [at for at, word in enumerate(words) if at and (word == "as" or word in rules.copulas)]
    return words[: ends[0]] if ends and (ends[0] == len(words) - 1 or words[-1] in rules.false) else words


def _before(claims: Sequence[Claim], k: int, noun: str, rules: DisputeRules) -> int | None:
    """The claim before `k` that the noun takes up: in the same sentence, else in the nearest one before that has any; an allegation may
    stand before other words of who makes it."""
    group, wanted = _nearest(claims, k), rules.prefers.get(noun.removesuffix("s"), ())
    preferred = [j for j in group if claims[j].certainty in wanted]
    if group and wanted and not preferred:
        before = range(max(0, k - NEAR), group[0])
        preferred = [j for j in before if claims[j].certainty in wanted and _same(claims[j], claims[group[-1]])][-1:]
    chosen = preferred or group
    return chosen[0] if len(chosen) == 1 else None


def _adjoining(claims: Sequence[Claim], k: int) -> int | None:
    """The claim that ends right before the content of `claims[k]`: the files burned, | which the bank denies, | a claim the bank denies."""
    begin = claims[k].content_spans[0].begin
    found = (j for j in range(k - 1, max(-1, k - 1 - REACH), -1) if 0 <= begin - claims[j].content_spans[-1].end <= GAP)
    return next((j for j in found if _other(claims[j], claims[k])), None)


def _owned(content: str, rules: DisputeRules) -> tuple[str, str]:
    """Whose claims a content takes up, by his last word, and the noun: Ann | Swift's claims | as false; empty strings for others."""
    found = _OWNER.match(content)
    if found is None or found[2].lower() not in rules.nouns:
        return "", ""
    verdict = _WORD.findall(content[found.end() :].lower())
    return (found[1], found[2].lower()) if not verdict or verdict[-1] in rules.false else ("", "")


def _of_owner(claims: Sequence[Claim], k: int, owner: str, noun: str, rules: DisputeRules) -> int | None:
    """The one claim of somebody before `k`; of several, the one that fits the noun best, or stands in the nearest sentence alone."""
    his = [j for j in range(max(0, k - NEAR), k) if _WORD.findall(claims[j].speaker or "")[-1:] == [owner] and _other(claims[j], claims[k])]
    fits = [j for j in his if claims[j].certainty in rules.prefers.get(noun.removesuffix("s"), ())] or his
    near = [j for j in fits if claims[j].sentence == claims[fits[-1]].sentence]
    return near[0] if len(near) == 1 and (len(fits) == 1 or claims[k].line - claims[near[0]].line <= LINES) else None


def _nearest(claims: Sequence[Claim], k: int) -> list[int]:
    """Somebody else's claims in the nearest sentence before `k` that has any."""
    candidates = [j for j in range(max(0, k - REACH), k) if _other(claims[j], claims[k]) and not claims[j].refers_to]
    if not candidates or claims[k].line - claims[candidates[-1]].line > LINES:
        return []
    return [j for j in candidates if claims[j].sentence == claims[candidates[-1]].sentence]


def _event(words: Sequence[str], rules: DisputeRules) -> str:
    """The noun of a short phrase that points back to what happened: "the sale"; "" for other contents."""
    return words[-1] if 1 < len(words) <= 3 and words[0] in rules.determiners else ""


def _told_of(claims: Sequence[Claim], said: _Said, k: int, event: str, rules: DisputeRules) -> int | None:
    """The claim just before `k` that tells of the event by a verb of its stem: "had sold its tower", "the sale"."""
    verbs = rules.events.get(event, "").split()
    told = [j for j in _nearest(claims, k) if any(word in verbs or _akin(word, event) for word in said[j])]
    return told[0] if len(told) == 1 else None


def _akin(word: str, event: str) -> bool:
    return word[:_STEM] == event[:_STEM]


def _other(candidate: Claim, mine: Claim) -> bool:
    """Whether the candidate is somebody else's statement; speakers not known are taken by the words of the source."""
    if candidate.kind == "author" or not candidate.cue or candidate.certainty in ("denied", "doubted", "unconfirmed", "asked"):
        return False
    return not _same(candidate, mine)


def _same(candidate: Claim, mine: Claim) -> bool:
    """Whether two claims may be of one speaker: one name holds the other, or "the company" may be the company named."""
    theirs, ours = (_WORD.findall((claim.speaker or claim.source or "").lower()) for claim in (candidate, mine))
    if not theirs or not ours:
        return theirs == ours
    if "and" in theirs + ours and any(word[:1].isupper() for word in _names(candidate) & _names(mine)):
        return True  # one of the two
    if theirs[-1] == ours[-1] and (set(theirs) <= set(ours) or set(ours) <= set(theirs)):
        return True
    named = (candidate.speaker or "")[:1].isupper()
    described = named and ours[0] == "the" and len(ours) == 2
    return described and candidate.source_type == mine.source_type and mine.source_type in _INSTITUTIONS


def _names(claim: Claim) -> frozenset[str]:
    """The words of a speaker as they are written."""
    return frozenset(_WORD.findall(claim.speaker or claim.source or ""))


def _alike(claims: Sequence[Claim], said: _Said, k: int, least: float) -> int | None:
    """The one claim of somebody else near by that shares most content words with `claims[k]`; `said` has those of each claim."""
    mine = said[k]
    if len(mine) < LEAST - 1:
        return None
    scores: list[tuple[float, int]] = []
    few = min(LEAST, len(mine))
    for j in range(max(0, k - NEAR), min(len(claims), k + NEAR + 1)):
        if sum(map(claims[j].claim.lower().__contains__, mine)) < few:  # no need to find its words
            continue
        shared = len(mine & said[j])
        if (shared < LEAST and mine != said[j]) or not _other(claims[j], claims[k]):
            continue
        score = shared / min(len(mine), len(said[j]))
        if score >= (max(least, LONG) if len(said[j]) > MANY * len(mine) else least):
            scores.append((score, j))
    scores.sort(reverse=True)
    if not scores or (len(scores) > 1 and scores[0][0] == scores[1][0]):
        return None
    return scores[0][1]
