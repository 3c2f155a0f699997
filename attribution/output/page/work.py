"""What a fact-checker works with on the page: a claim as a sentence, and the rows that become the sheet of corrections."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from attribution.model import Claim
from attribution.output.overrides import claim_keys
from attribution.output.provenance import Result
from attribution.output.table import lead
from attribution.output.width import printable

KIND_IN_WORDS: Mapping[str, str] = {
    "direct": "in quotation marks", "indirect": "reported", "mixed": "partly in quotation marks", "author": "the article's own words",
}  # fmt: skip


def in_a_sentence(claim: Claim) -> str:
    """Where it stands, whose it is and how sure, for somebody who does not know our words.

    `Line 9 attributes this to Norvane Terminals ("denied"). It counts as denied, because of "denied".`
    """
    place = printable(claim.place or f"line {claim.line}")
    place = place[:1].upper() + place[1:]
    cue = f" (\u201c{printable(claim.cue)}\u201d)" if claim.cue else ""
    if claim.kind == "author":
        whose = f"{place}: the article says this itself."
    elif claim.speaker or claim.source:
        whose = f"{place} attributes this to {printable(claim.speaker or claim.source or '')}{cue}."
    else:
        whose = f"{place} does not name who says this{cue}."
    words = ", ".join(f"\u201c{printable(word)}\u201d" for word in claim.certainty_cues)
    return f"{whose} It counts as {claim.certainty}{f', because of {words}' if words else ''}."


def _noted(result: Result, claim: Claim) -> dict[str, Any]:
    """What an overrides file says of the work on a claim, as the form on the page has it."""
    noted = {name: change.now for name, change in result.changed(claim).items()}
    told: dict[str, Any] = {name: noted[name] for name in ("verdict", "note") if noted.get(name)}
    return told | ({"checked": True} if noted.get("status") == "checked" else {})


def work_data(results: Sequence[Result]) -> str:
    """The claims of the page, by the id of their entry, as a sheet of corrections has them: JSON that may stand in a script element."""
    claims: dict[str, Mapping[str, Any]] = {}
    articles = []
    for number, result in enumerate(results, 1):
        articles.append({"number": number, "document": result.source.doc, "sha256": result.source.sha256})
        keys = claim_keys(result.extraction.claims)
        for claim in result.claims:
            found = {name: change.found for name, change in result.changed(claim).items()}
            claims[f"c{number}-{claim.id[1:]}"] = {
                "article": number, "document": claim.doc, "line": claim.line, "place": claim.place, "claim": claim.claim,
                "speaker": claim.speaker or "", "role": claim.role or "", "certainty": claim.certainty, "key": keys[claim.id],
                "lead": lead(claim), "direct": claim.kind == "direct", "noted": _noted(result, claim),
                "found speaker": found.get("speaker", claim.speaker) or "",
                "found certainty": found.get("certainty") or claim.certainty,
            }  # fmt: skip
    data = json.dumps({"articles": articles, "claims": claims}, ensure_ascii=True)
    return data.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
