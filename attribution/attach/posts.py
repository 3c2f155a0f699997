"""Posts that an article embeds as text: what is posted, then a line with a dash, who signed it and a handle: — Ann Lee (@annlee) 4 May."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from attribution.model import Attribution, Document, Evidence
from attribution.rulebook.turns import TurnRule

FRAME = "SIGNED"
CONFIDENCE = 0.9  # the author's prior: of 16 such lines in saved pages, one signs nothing
_HANDLE = "(@"
_LONGEST = 12  # paragraphs of a post
_LINK = re.compile(r"(?:\s*(?:https?://|pic\.twitter\.com/)\S+)+\s*\Z")


def find_posts(document: Document, rules: Sequence[TurnRule]) -> Iterator[Attribution]:
    """The signed posts of a document in reading order; none of them takes what stands in quotation marks, which is somebody's already."""
    if _HANDLE not in document.text:
        return
    text, starts, end = document.text, document.paragraphs, 0
    for k in range(1, len(starts) - 1):
        offset = document.begins[starts[k]]
        for rule in rules:
            m = rule.pattern.match(text, offset, offset + 120)
            first = _first_paragraph(document, k, end) if m is not None else k
            if m is not None and first < k and document.norms[starts[first]] != "``":
                end = k + 1
                yield _post(document, rule, (starts[first], starts[k], starts[k + 1]), m.span("source"))
                break


def _first_paragraph(document: Document, k: int, low: int) -> int:
    """The first paragraph of the post that the line of paragraph `k` signs: up to an empty line, else the one before; `k` where none is."""
    first = k - 1
    if first < low:
        return k
    while first > low and k - first < _LONGEST and not _is_parted(document, first):
        first -= 1
    return first if _is_parted(document, first) or _is_parted(document, k) else k - 1


def _is_parted(document: Document, k: int) -> bool:
    """Whether an empty line stands before paragraph `k`."""
    token = document.paragraphs[k]
    return token == 0 or document.text.count("\n", document.ends[token - 1], document.begins[token]) > 1


def _post(document: Document, rule: TurnRule, places: tuple[int, int, int], name: tuple[int, int]) -> Attribution:
    """A post between two tokens, signed up to the third by the name between two characters; links at its end are no part of it."""
    first, dash, end = places
    text = document.text[document.begins[first] : document.ends[dash - 1]]
    linked = _LINK.search(text)
    last = bisect_left(document.begins, document.begins[first] + linked.start()) if linked is not None else dash
    return Attribution(
        rule=rule.id,
        frame=FRAME,
        lemma="",
        trigger=dash,
        cue=((dash, dash + 1),),
        source=(bisect_left(document.begins, name[0]), bisect_left(document.begins, name[1])),
        contents=((first, max(last, first + 1)),),
        addressee=None,
        unit=(first, end),
        sieve="turn",
        confidence=CONFIDENCE,
        evidence=Evidence(rule.id, rule.why),
    )
