"""Fixture articles with their answer keys as extractions: what stands behind the pipeline is tested with every field filled in."""

from __future__ import annotations

import json
from pathlib import Path

from attribution.document import read_document
from attribution.model import Claim, Evidence, Extraction, Span
from attribution.output.provenance import Result
from attribution.readers import read_text

ARTICLES = Path(__file__).parent.parent / "fixtures" / "articles"
FACTUALITY = {"asserted": "CT+", "confirmed": "CT+", "planned": "PR+", "probable": "PR+", "possible": "PS+", "denied": "CT-"}


def keyed(name: str, doc: str | None = None) -> Result:
    """The article and its key as the result of an extraction."""
    source = read_text(str(ARTICLES / f"{name}.txt"))
    key = json.loads((ARTICLES / f"{name}.claims.json").read_text(encoding="utf-8"))
    document = read_document(source.text)
    doc = doc or f"{name}.txt"
    claims = []
    for entry in key["claims"]:
        start = source.line_span(entry["line"]).begin
        spans = tuple(_find(source.text, part, start) for part in entry["content"])
        near = max(0, spans[0].begin - 300)
        kept = {name: entry[name] for name in _KEPT if name in entry}
        claims.append(
            Claim(
                doc=doc, id=entry["id"], line=entry["line"], column=source.position(spans[0].begin)[1], kind=entry["kind"],
                claim=" ".join(" ".join(source.text[b:e].split()) for b, e in spans), sentence=" ".join(entry["content"]),
                content_spans=spans, quote_spans=spans if entry["kind"] == "direct" else (), cue=entry.get("cue") or "",
                cue_spans=_try(source.text, entry.get("cue"), near), source=entry.get("source"),
                source_spans=_try(source.text, entry.get("source"), near), chain=tuple(entry.get("chain") or ()),
                certainty=entry["certainty"], factuality=FACTUALITY.get(entry["certainty"], "U"), certainty_cues=("said",),
                rule="KEYED", confidence=0.5, evidence=Evidence("KEYED", "written by hand"), **kept,
            )
        )  # fmt: skip
    return Result(source, Extraction(doc, document, tuple(claims), (), lambda offset: None), tuple(claims))


_KEPT = ("speaker", "role", "source_type", "anonymous", "anonymity_reason", "addressee", "medium", "when", "disputed_by", "refers_to")


def _find(text: str, part: str, start: int) -> Span:
    import re

    pattern = re.compile(r"\s+".join(map(re.escape, part.split())))
    match = pattern.search(text, start) or pattern.search(text)
    assert match, part
    return Span(*match.span())


def _try(text: str, part: str | None, start: int) -> tuple[Span, ...]:
    try:
        return (_find(text, part, start),) if part else ()
    except AssertionError:
        return ()
