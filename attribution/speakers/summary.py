"""Who speaks in a set of articles: one entry a speaker, over all of them, for `attribution sources`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from attribution.model import Claim
from attribution.speakers.keys import speaker_key
from attribution.speakers.lexicon import Lexicon

_WORD = re.compile(r"\w+(?:['’.\-]\w+)*")
Place = tuple[str, int]  # document, 1-based line


@dataclass(frozen=True, slots=True)
class SpeakerSummary:
    """One speaker: where first heard, how often, how much in quotation marks, how sure. `share` of all quoted words, 0 to 1."""

    speaker: str
    role: str | None
    source_type: str | None
    anonymous: bool
    claims: int
    quoted_words: int
    share: float
    certainty: tuple[tuple[str, int], ...]
    first: Place
    documents: int
    gender: str | None = None


@dataclass(slots=True)
class _Gathered:
    speaker: str
    claims: list[Claim] = field(default_factory=list)


def quoted_words(claim: Claim, text: str) -> int:
    """Words of a claim that stand in quotation marks; `text` is that of its document."""
    return sum(len(_WORD.findall(text, begin, end)) for begin, end in claim.quote_spans)


def speakers_of(
    documents: Iterable[tuple[str, Sequence[Claim]]], gender: Callable[[Sequence[Claim]], str | None] = lambda claims: None
) -> tuple[list[SpeakerSummary], list[str]]:
    """(speakers, most claims first; warnings) of documents given as (text, claims). Claims without a speaker are left out.

    Speakers merge by name. Where a name has different roles in different documents, two people could share it: a warning says so.
    `gender` says of a speaker's claims which it is.
    Anonymous sources merge inside one document only: "a senior official" of another article is another one.
    """
    gathered: dict[tuple[str, str], _Gathered] = {}
    words: dict[int, int] = {}
    for text, claims in documents:
        for claim in claims:
            key = speaker_key(claim)
            if key is None or claim.speaker is None:
                continue
            gathered.setdefault(key, _Gathered(claim.speaker)).claims.append(claim)
            words[id(claim)] = quoted_words(claim, text)
    total = sum(words.values())
    found = [_summary(g, words, total, gender(g.claims)) for g in gathered.values()]
    return sorted(found, key=lambda s: (-s.claims, -s.quoted_words)), [w for g in gathered.values() for w in _shared(g)]


@dataclass(frozen=True, slots=True)
class Share:
    """What one kind of speaker has of all: speakers, claims and quoted words. `kind` is None for those of whom it is not told."""

    kind: str | None
    speakers: int
    claims: int
    quoted_words: int


def shares(speakers: Sequence[SpeakerSummary], kind: Callable[[SpeakerSummary], str | None]) -> list[Share]:
    """Speakers by kind, most claims first, those of no kind last."""
    kinds: dict[str | None, list[SpeakerSummary]] = {}
    for speaker in speakers:
        kinds.setdefault(kind(speaker), []).append(speaker)
    found = [Share(name, len(s), sum(x.claims for x in s), sum(x.quoted_words for x in s)) for name, s in kinds.items()]
    return sorted(found, key=lambda share: (share.kind is None, -share.claims, share.kind or ""))


def gender_of(claims: Iterable[Claim], lexicon: Lexicon) -> str | None:
    """The gender of a speaker as the article words it where he or she speaks: "m", "f", or None where it says nothing, or both.

    A pronoun or an honorific that opens the source tells it, and a role that only one of them can have. Given names tell nothing.
    """
    told: set[str] = set()
    for claim in claims:
        opening, *_ = (claim.source or "").lower().split() or [""]
        roles = (claim.role or "").lower().split()
        told |= {lexicon.told.get(opening, ""), lexicon.honorifics.get(opening, ""), *(lexicon.roles.get(word, "") for word in roles)}
    told -= {""}
    return told.pop() if len(told) == 1 else None


def _summary(g: _Gathered, words: dict[int, int], total: int, gender: str | None) -> SpeakerSummary:
    first = g.claims[0]
    quoted = sum(words[id(c)] for c in g.claims)
    return SpeakerSummary(
        speaker=g.speaker,
        role=next((c.role for c in g.claims if c.role), None),
        source_type=first.source_type,
        anonymous=all(c.anonymous for c in g.claims),
        claims=len(g.claims),
        quoted_words=quoted,
        share=quoted / total if total else 0.0,
        certainty=tuple(Counter(c.certainty for c in g.claims).most_common()),
        first=(first.doc, first.line),
        documents=len({c.doc for c in g.claims}),
        gender=gender,
    )


def _shared(g: _Gathered) -> list[str]:
    """A warning where the roles of a name in two documents have no word in common, or its types differ."""
    roles: dict[str, str] = {}
    for c in g.claims:
        if c.role:
            roles.setdefault(c.doc, c.role)
    named = list(roles.items())
    for doc, role in named[1:]:
        if not {w.lower() for w in _WORD.findall(role)} & {w.lower() for w in _WORD.findall(named[0][1])}:
            return [f"{g.speaker}: {named[0][1]} in {named[0][0]}, {role} in {doc}: two people could share this name"]
    types = {c.source_type for c in g.claims}
    if len(types) > 1 and len({c.doc for c in g.claims}) > 1:
        return [f"{g.speaker}: {' and '.join(sorted(str(t) for t in types))} in different files: two sources could share this name"]
    return []
