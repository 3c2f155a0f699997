"""How an annotated attribution is put, told from its spans and our tags: one construction a row, and properties that go across them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import Any

from attribution.model import Document

Row = dict[str, Any]  # source, cue, content: lists of (begin, end), in characters
MARKS = re.compile(r"""[“”"]|''|``""")
FINITE = ("VBD", "VBZ", "VBP", "MD")
AUXILIARIES = frozenset(["is", "are", "was", "were", "be", "been", "being", "has", "have", "had", "having", "'s", "'ve", "'d", "'re"])
PASSIVE = frozenset(["is", "are", "was", "were", "be", "been", "being", "'s", "'re"])
PROPERTIES = (
    "no source",
    "source is a pronoun",
    "source is who, which, that",
    "content wholly in quotation marks",
    "content partly in quotation marks",
    "content without quotation marks",
    "content of several sentences",
    "content outside the sentence of its cue",
    "content of three words or fewer",
)


@dataclass(frozen=True, slots=True)
class Parts:
    """The tokens of the row's parts, by index; `head` is the first verb of the cue that is no auxiliary, or its first word."""

    cue: list[int]
    content: list[int]
    source: list[int]
    head: int
    verbal: bool


def construction(document: Document, row: Row) -> str:
    """The name of the construction; "other" where none fits."""
    t = _tokens(document, row)
    words = {document.norms[i].lower() for i in t.cue}
    if not t.cue or not t.content:
        return "no cue"
    if not any(word[0].isalnum() for word in words):
        return _mark(document, t)
    if "according" in words:
        return "according to, after" if t.content[0] < t.cue[0] else "according to, before"
    if not t.verbal:
        return _noun(document, t)
    if _passive(document, t):
        return "passive cue"
    return _before(document, t) if t.content[0] < t.head else _after(document, t)


def properties(document: Document, row: Row) -> list[str]:
    """The PROPERTIES that hold of a row."""
    t = _tokens(document, row)
    source, content = [document.norms[i].lower() for i in t.source], t.content
    out = []
    if not source:
        out.append("no source")
    elif all(document.tags[i] in ("PRP", "PRP$") for i in t.source):
        out.append("source is a pronoun")
    elif source[0] in ("who", "which", "that"):
        out.append("source is who, which, that")
    out.append(_marked(document, row))
    sentences = {bisect_right(document.sentences, i) for i in content}
    if len(sentences) > 1:
        out.append("content of several sentences")
    if t.cue and not sentences & {bisect_right(document.sentences, i) for i in t.cue}:
        out.append("content outside the sentence of its cue")
    if sum(document.norms[i][0].isalnum() for i in content) <= 3:
        out.append("content of three words or fewer")
    return out


def _tokens(document: Document, row: Row) -> Parts:
    def inside(role: str) -> list[int]:
        return sorted({i for b, e in row[role] for i in range(bisect_left(document.begins, b), bisect_left(document.begins, e))})

    cue, tags = inside("cue"), document.tags
    verbs = [i for i in cue if tags[i][0] == "V"]
    full = [i for i in verbs if document.norms[i].lower() not in AUXILIARIES]
    head = (full or verbs or cue or [0])[0]
    return Parts(cue, inside("content"), inside("source"), head, bool(verbs))


def _marked(document: Document, row: Row) -> str:
    text, inner, outer = document.text, 0, 0
    for begin, end in row["content"]:
        quoted = [(max(q.begin, begin), min(q.end, end)) for q in document.quotes if q.depth == 0 and q.begin < end and q.end > begin]
        inner += sum(len(re.findall(r"\w+", text[b:e])) for b, e in quoted)
        outer += len(re.findall(r"\w+", text[begin:end]))
    if not inner:
        return "content without quotation marks"
    return "content wholly in quotation marks" if inner >= outer else "content partly in quotation marks"


def _mark(document: Document, t: Parts) -> str:
    """A colon or a dash as the cue."""
    if t.source and t.content[0] < t.cue[0]:
        return "quotation, dash, name"
    paragraph = bisect_right(document.paragraphs, t.cue[0])
    return "headline with a colon" if paragraph <= 1 else "name and colon: a turn, a list"


def _noun(document: Document, t: Parts) -> str:
    tags = {document.tags[i][:2] for i in t.cue}
    if "NN" in tags:
        return "noun as cue, that" if _opening(document, t) == "that" else "noun as cue"
    return "adjective as cue" if "JJ" in tags else "preposition or adverb as cue"


def _passive(document: Document, t: Parts) -> bool:
    if document.tags[t.head] not in ("VBN", "VBD"):
        return False
    before = {document.norms[i].lower() for i in range(max(0, t.head - 4), t.head)}
    return bool(before & PASSIVE) and document.tags[t.head - 1] not in ("PRP", "NNP", ",")


def _before(document: Document, t: Parts) -> str:
    """The content, or its first part, stands before the cue."""
    inverted = bool(t.source) and t.source[0] > t.head
    left = [i for i in t.content if i < t.head]
    edge = min([t.head, *(i for i in t.source if i < t.head and i > left[-1])])
    between = {document.norms[i] for i in range(left[-1], edge)}
    around = t.content[-1] > t.head
    quoted = MARKS.search(document.text, document.begins[left[-1]] - 1, document.begins[edge])
    if not quoted and not between & {",", "--", "-", "?", "!"}:
        return "object before the cue"
    how = "said X" if inverted else "X said"
    if around:
        return f"content around the cue, {how}"
    return f"{'quotation' if quoted else 'clause'}, {how}"


def _after(document: Document, t: Parts) -> str:
    """The content stands after the cue."""
    opening = _opening(document, t)
    if opening:
        return f"cue, {opening}"
    first = next((i for i in t.content if document.norms[i][0].isalnum()), t.content[0])
    last = t.content[-1]
    if MARKS.search(document.text, document.ends[t.head], document.begins[first]):
        whole = MARKS.search(document.text, document.begins[last] - 1, document.ends[last] + 2)
        if whole and _clausal(document, t):
            return "cue, quotation"
    tag, word = document.tags[first], document.norms[first].lower()
    if word in ("whether", "if") or tag in ("WP", "WRB", "WDT"):
        return "cue, whether or wh-"
    if tag == "TO" and document.tags[first + 1 : first + 2] in (["VB"], ["RB"]):
        return "cue, infinitive"
    if tag == "VBG":
        return "cue, gerund"
    if _clausal(document, t):
        return "cue, bare clause"
    return "cue, preposition and noun" if tag in ("IN", "TO") or document.tags[first - 1] in ("IN", "TO", "RP") else "cue, noun object"


def _opening(document: Document, t: Parts) -> str:
    """The mark or word that brings the content in, if it is a colon or "that"."""
    low, first = min(t.head, t.content[0]), t.content[0]
    if document.norms[first].lower() == "that" or (document.norms[first - 1].lower() == "that" and first - 1 > low):
        return "that"
    return "colon" if ":" in document.norms[low:first] else ""


def _clausal(document: Document, t: Parts) -> bool:
    """Whether the content has a finite verb with no relative word or conjunction before it."""
    for i in t.content:
        if document.tags[i] in FINITE:
            return i > t.content[0]
        if document.tags[i] in ("WP", "WDT", "WRB", ".") or (i > t.content[0] and document.norms[i].lower() in ("that", "because", "if")):
            return False
    return False
