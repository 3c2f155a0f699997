"""Links a denial, doubt or confirmation to the claim it is about; never where two claims fit equally."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from attribution.certainty.tables import DisputeRules, Tables
from attribution.model import Claim

REACH = 4  # claims looked back for what "such claims" takes up
NEAR = 100  # claims before and after it among which a denial may find its like; no article has more between the two
ALIKE = 0.5  # share of content words that a denied clause has in common with the claim it denies
SAME = 0.8  # … and a confirmed one: what is confirmed is often said anew in part
_WORD, _LONG = re.compile(r"\w+"), re.compile(r"\w{4,}")


class _Said(dict[int, frozenset[str]]):
    """The longer words of each claim by its index, gathered where two claims are compared."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self.claims = claims

    def __missing__(self, k: int) -> frozenset[str]:
        words = self[k] = frozenset(_LONG.findall(self.claims[k].claim.lower()))
        return words


def link_disputes(claims: Sequence[Claim], tables: Tables) -> tuple[Claim, ...]:
    """The same claims, with `refers_to` on denials, doubts and confirmations, and `disputed_by` on what they dispute."""
    rules = tables.disputes
    telling = rules.disputing | rules.confirming
    active = [k for k, c in enumerate(claims) if c.certainty in telling]
    if not active:
        return tuple(claims)
    out = list(claims)
    said = _Said(claims)
    for k in active:
        target = _target(out, said, k, rules)
        if target is None:
            continue
        out[k] = replace(out[k], refers_to=out[target].id)
        if out[k].certainty in rules.disputing and out[k].stance == "opposing":
            out[target] = _disputed(out[target], out[k], rules)
    return tuple(out)


def _disputed(claim: Claim, by: Claim, rules: DisputeRules) -> Claim:
    name = by.speaker or by.source
    if name is None:
        return claim
    if claim.certainty in rules.replaced:
        return replace(claim, certainty="disputed", factuality="U", disputed_by=name)
    return replace(claim, disputed_by=name)


def _target(claims: Sequence[Claim], said: _Said, k: int, rules: DisputeRules) -> int | None:
    """Index of the claim that `claims[k]` is about: the one it takes up by a noun, or the one that says the same."""
    words = _WORD.findall(claims[k].claim.lower())
    noun = _taken_up(words, rules)
    if noun is not None:
        return _before(claims, k, noun, rules)
    return _alike(claims, said, k, ALIKE if claims[k].stance == "opposing" else SAME)


def _taken_up(words: Sequence[str], rules: DisputeRules) -> str | None:
    """The noun that points back ("such claims", "on the veracity of the claims"); "" for a pronoun; None where nothing does."""
    if len(words) == 1 and words[0] in rules.pronouns:
        return ""
    if len(words) > 9:
        return None
    for j in range(len(words) - 1, -1, -1):
        if words[j] in rules.nouns and any(w in rules.determiners for w in words[max(0, j - 2) : j]):
            return words[j] if j >= len(words) - 2 else None
    return None


def _before(claims: Sequence[Claim], k: int, noun: str, rules: DisputeRules) -> int | None:
    """The claim before `k` that the noun takes up: in the same sentence, else in the nearest one before that has any."""
    mine = claims[k]
    candidates = [j for j in range(max(0, k - REACH), k) if _other(claims[j], mine) and not claims[j].refers_to]
    if not candidates:
        return None
    nearest = claims[candidates[-1]]
    if mine.line - nearest.line > 4:
        return None
    group = [j for j in candidates if claims[j].sentence == nearest.sentence]
    singular = noun.removesuffix("s")
    preferred = [j for j in group if claims[j].certainty in rules.prefers.get(singular, ())]
    for chosen in (preferred, group):
        if len(chosen) == 1:
            return chosen[0]
        if chosen:
            return None
    return None


def _other(candidate: Claim, mine: Claim) -> bool:
    """Whether the candidate is somebody else's statement; speakers not known are taken by the words of the source."""
    theirs, ours = candidate.speaker or candidate.source, mine.speaker or mine.source
    return theirs != ours and candidate.kind != "author" and candidate.certainty not in ("denied", "doubted", "unconfirmed", "asked")


def _alike(claims: Sequence[Claim], said: _Said, k: int, least: float) -> int | None:
    """The one claim of somebody else near by that shares most content words with `claims[k]`; `said` has those of each claim."""
    mine = said[k]
    if len(mine) < 3:
        return None
    scores: list[tuple[float, int]] = []
    for j in range(max(0, k - NEAR), min(len(claims), k + NEAR + 1)):
        shared = len(mine & said[j])
        if shared < 3 or j == k or not _other(claims[j], claims[k]):
            continue
        score = shared / min(len(mine), len(said[j]))
        if score >= least:
            scores.append((score, j))
    scores.sort(reverse=True)
    if not scores or (len(scores) > 1 and scores[0][0] == scores[1][0]):
        return None
    return scores[0][1]
