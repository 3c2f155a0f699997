"""The answer keys of the fixtures against what the tool finds: which claims it has, which it misses, which rows are too many."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from attribution import Claim, extract

ARTICLES = Path(__file__).parent.parent / "fixtures" / "articles"
NAMES = sorted(path.stem for path in ARTICLES.glob("*.txt"))
FIELDS = (
    "kind", "cue", "source", "speaker", "role", "source_type", "anonymous", "anonymity_reason", "chain", "addressee", "medium", "when",
    "certainty", "disputed_by", "refers_to",
)  # fmt: skip
_ARTICLE = re.compile(r"\A(?:the|an?|both|some)\s+", re.IGNORECASE)
_WORD = re.compile(r"\w+")

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Outcome:
    """How one article compares with its key.

    found  id of the key's claim → the fields in which the claim with exactly its spans differs
    missed id of the key's claim → what stands in its place
    extra  `line: words` of the rows that pair with no claim of the key
    """

    found: Mapping[str, tuple[str, ...]]
    missed: Mapping[str, str]
    extra: tuple[str, ...]


@cache
def outcome(name: str) -> Outcome:
    """The outcome of one article, extracted once a run."""
    text = (ARTICLES / f"{name}.txt").read_bytes().decode("utf-8")
    keys = json.loads((ARTICLES / f"{name}.claims.json").read_text("utf-8"))["claims"]
    return compared(text, keys, extract(text).claims)


def compared(text: str, keys: Iterable[Mapping[str, Any]], claims: Iterable[Claim]) -> Outcome:
    """Each key's claim is found where a row has exactly its spans; a row that shares words with a missed one stands in its place."""
    wanted = {key["id"]: (key, spans_of(text, key)) for key in keys}
    by_spans = {tuple(claim.content_spans): claim for claim in claims}
    pairs = {name: by_spans.pop(spans) for name, (_, spans) in wanted.items() if spans in by_spans}
    rows = list(by_spans.values())
    missed = {name: _instead(spans, rows) for name, (_, spans) in wanted.items() if name not in pairs}
    lost = [spans for name, (_, spans) in wanted.items() if name in missed]
    extra = tuple(f"{row.line}: {_short(row.claim)}" for row in rows if not any(_overlap(row.content_spans, spans) for spans in lost))
    links = {claim.id: name for name, claim in pairs.items()}
    return Outcome({name: _differing(wanted[name][0], claim, links) for name, claim in pairs.items()}, missed, extra)


def spans_of(text: str, key: Mapping[str, Any]) -> Spans:
    """Where the key's content stands: its first span begins on the key's line, the others follow."""
    at = len("".join(text.splitlines(keepends=True)[: key["line"] - 1]))
    spans = []
    for part in key["content"]:
        begin = text.index(part, at)
        at = begin + len(part)
        spans.append((begin, at))
    return tuple(spans)


def _instead(spans: Spans, rows: Iterable[Claim]) -> str:
    """What is wrong with the row that stands where the key has a claim."""
    near = [row for row in rows if _overlap(row.content_spans, spans)]
    if not near:
        return "no row"
    return "other spans: " + " / ".join(_short(row.claim) for row in near)


def _overlap(one: Iterable[tuple[int, int]], other: Iterable[tuple[int, int]]) -> bool:
    return any(b < e2 and b2 < e for b, e in one for b2, e2 in other)


def _differing(key: Mapping[str, Any], claim: Claim, links: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(field for field in FIELDS if not _agree(field, key[field], getattr(claim, field), links))


def _agree(field: str, wanted: Any, got: Any, links: Mapping[str, str]) -> bool:
    """Names without a leading article; sources and cues by their words; a link by the claim of the key that it leads to."""
    if field == "refers_to":
        return bool(wanted == (links.get(got, got) if got else None))
    if field == "chain":
        return [_plain(name) for name in wanted] == [_plain(name) for name in got]
    if field in ("cue", "source"):
        return _WORD.findall(wanted or "") == _WORD.findall(got or "")
    return bool(_plain(wanted) == _plain(got))


def _plain(value: Any) -> Any:
    return _ARTICLE.sub("", value.casefold()) if isinstance(value, str) else value


def _short(words: str) -> str:
    return words if len(words) <= 60 else words[:57] + "..."
