"""Stand-off annotation of the article itself: W3C Web Annotation, schema.org, brat, Doccano."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from attribution.model import Claim, Span
from attribution.output.jsontext import SURROGATE, json_bytes
from attribution.output.provenance import Result, made_by
from attribution.output.table import is_sentence

_CONTEXT = 32  # characters before and after a quotation that help to find it again
PERSONS = frozenset(["person", "unnamed person", "witness"])
_ROLES = (("content", "Content"), ("source", "Source"), ("cue", "Cue"))


def _address(doc: str) -> str:
    """The document as a relative IRI reference; standard input has none, so it gets a name."""
    return "urn:attribution:standard-input" if doc == "-" else quote(doc.replace("\\", "/").encode("utf-8", "surrogatepass"))


def to_web_annotation(results: Iterable[Result], **_: Any) -> Iterator[bytes]:
    """W3C Web Annotation, an AnnotationPage: one annotation a claim, its content as target by quotation and by position (code points)."""
    results = list(results)
    made = made_by(results)
    items = [_annotation(result, claim) for result in results for claim in result.claims]
    page = {
        "@context": "http://www.w3.org/ns/anno.jsonld", "id": "urn:attribution:claims", "type": "AnnotationPage",
        "creator": {"type": "Software", "name": f"{made['tool']}, rules {made['rules']}"}, "items": items,
    }  # fmt: skip
    yield json_bytes(page, indent=2) + b"\n"


def _annotation(result: Result, claim: Claim) -> dict[str, Any]:
    notes = [("speaker", claim.speaker), ("role", claim.role), ("certainty", claim.certainty), ("kind", claim.kind), ("rule", claim.rule)]
    targets = [_target(result, claim, span) for span in claim.content_spans]
    return {
        "id": f"{_address(claim.doc)}#{claim.id}",
        "type": "Annotation",
        "motivation": "classifying",
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "format": "text/plain", "language": "en", "value": f"{name}: {value}"}
            for name, value in [*notes, ("anonymous", "yes" if claim.anonymous else "no")]
            if value
        ],
        "target": targets if len(targets) != 1 else targets[0],
    }


def _target(result: Result, claim: Claim, span: Span) -> dict[str, Any]:
    text = result.source.text
    begin, end = span
    exact = {"type": "TextQuoteSelector", "exact": text[begin:end]}
    around = {"prefix": text[max(0, begin - _CONTEXT) : begin], "suffix": text[end : end + _CONTEXT]}
    by_words = exact | {name: words for name, words in around.items() if words}
    return {"source": _address(claim.doc), "selector": [by_words, {"type": "TextPositionSelector", "start": begin, "end": end}]}


def to_json_ld(results: Iterable[Result], **_: Any) -> Iterator[bytes]:
    """schema.org: a `Quotation` for every direct claim, a `Claim` for every other, each with its author and the article it appears in."""
    graph = []
    for result in results:
        article = {"@id": _address(result.source.doc), "@type": "Article", "name": PurePath(result.source.doc).name}
        graph.append(article)
        graph += [_creative_work(claim, article["@id"]) for claim in result.claims]
    yield _schema_org(graph)


def _schema_org(graph: Sequence[dict[str, Any]]) -> bytes:
    """JSON-LD that may be put between <script> tags; a `<` stands in strings only."""
    return json_bytes({"@context": "https://schema.org", "@graph": graph}, indent=2).replace(b"<", b"\\u003c") + b"\n"


def _creative_work(claim: Claim, article: str) -> dict[str, Any]:
    direct = claim.kind == "direct"
    work: dict[str, Any] = {
        "@id": f"{article}#{claim.id}",
        "@type": "Quotation" if direct else "Claim",
        "text": claim.claim,
        "inLanguage": "en",
        "keywords": [claim.certainty, claim.kind, *(["anonymous source"] if claim.anonymous else [])],
    }
    work["isPartOf" if direct else "appearance"] = {"@id": article}
    author = _author(claim)
    if author:
        work["author"] = author
    return work


def _author(claim: Claim) -> dict[str, Any]:
    if not claim.speaker:
        return {}
    person = claim.source_type in PERSONS
    author: dict[str, Any] = {"@type": "Person" if person else "Organization", "name": claim.speaker}
    if claim.role:
        author |= {"jobTitle": claim.role} if person else {"description": claim.role}
    return author


def to_claim_review(results: Iterable[Result], **_: Any) -> Iterator[bytes]:
    """schema.org ClaimReview: a skeleton a claim; address and reviewer are empty, and the verdict unless an overrides file has one."""
    reviews = []
    for result in results:
        article = _appearance(result)
        for claim in result.claims:
            item: dict[str, Any] = {"@type": "Claim", "text": claim.claim, "appearance": article}
            author = _author(claim)
            verdict = result.changed(claim).get("verdict")
            reviews.append(
                {
                    "@type": "ClaimReview",
                    "url": "",
                    "datePublished": "",
                    "author": {"@type": "Organization", "name": ""},
                    "claimReviewed": claim.claim if is_sentence(claim) else claim.sentence,
                    "itemReviewed": item | ({"author": author} if author else {}),
                    "reviewRating": {"@type": "Rating", "alternateName": verdict.now or "" if verdict else ""},
                }
            )
    yield _schema_org(reviews)


def _appearance(result: Result) -> dict[str, Any]:
    """The article as far as its page tells of itself, else by the name of its file."""
    about = result.about
    article: dict[str, Any] = {"@type": "Article", "headline": about.get("title", PurePath(result.source.doc).name)}
    if "address" in about:
        article["url"] = about["address"]
    if "date" in about:
        article["datePublished"] = about["date"]
    if "outlet" in about:
        article["publisher"] = {"@type": "Organization", "name": about["outlet"]}
    return article


def to_doccano(results: Iterable[Result], **_: Any) -> Iterator[bytes]:
    """Doccano JSON Lines for sequence labelling with relations: one line a document."""
    entity, relation = count(1), count(1)
    for number, result in enumerate(results, 1):
        entities: list[dict[str, Any]] = []
        relations: list[dict[str, Any]] = []
        for claim in result.claims:
            first: dict[str, int] = {}
            for part, label in _ROLES:
                for begin, end in getattr(claim, f"{part}_spans"):
                    entities.append({"id": next(entity), "label": label, "start_offset": begin, "end_offset": end})
                    first.setdefault(part, entities[-1]["id"])
            for part in ("source", "cue"):
                if part in first and "content" in first:
                    pair = {"from_id": first[part], "to_id": first["content"]}
                    relations.append({"id": next(relation), **pair, "type": f"{part} of"})
        line = {"id": number, "text": result.source.text, "doc": result.source.doc, "entities": entities, "relations": relations}
        yield json_bytes(line) + b"\n"


def to_brat(result: Result) -> bytes:
    """The `.ann` of one article, as PolNeAR (Newell, Margolin & Ruths, LREC 2018) writes attributions: one event a claim."""
    lines: list[str] = []
    terms = count(1)
    for number, claim in enumerate(result.claims, 1):
        roles = []
        for part, label in _ROLES:
            spans = getattr(claim, f"{part}_spans")
            if spans:
                lines.append(_term(name := f"T{next(terms)}", label, spans, result.source.text))
                roles.append(f"{label}:{name}")
        trigger = f"T{next(terms)}"
        lines.append(_term(trigger, "Attribution", claim.cue_spans or claim.content_spans, result.source.text))
        lines.append(f"E{number}\tAttribution:{trigger} {' '.join(roles)}")
        lines.append(f"A{number}\tCertainty E{number} {claim.certainty}")
        if claim.speaker:
            lines.append(f"#{number}\tAnnotatorNotes E{number}\tspeaker: {' '.join(claim.speaker.split())}")
    return SURROGATE.sub("\ufffd", "".join(line + "\n" for line in lines)).encode("utf-8")


def _term(name: str, label: str, spans: Iterable[Span], text: str) -> str:
    """A text-bound annotation; brat's fragments hold no line break, so that spans are cut there."""
    pieces = [piece for span in spans for piece in _lines(text, span)]
    places = ";".join(f"{begin} {end}" for begin, end in pieces)
    return f"{name}\t{label} {places}\t{' '.join(text[begin:end] for begin, end in pieces)}"


def _lines(text: str, span: Span) -> Iterator[Span]:
    begin = span[0]
    for end in range(span[0], span[1] + 1):
        if end == span[1] or text[end] in "\r\n":
            if text[begin:end].strip():
                yield Span(begin, end)
            begin = end + 1


def brat_files(results: Iterable[Result]) -> Iterator[tuple[str, bytes]]:
    """(file name, bytes) of a brat collection: `.txt` and `.ann` an article, and the configuration."""
    taken: set[str] = set()
    for result in results:
        stem = "standard-input" if result.source.doc == "-" else PurePath(result.source.doc).stem
        name = next(n for i in count(1) if (n := stem if i == 1 else f"{stem}-{i}") not in taken)
        taken.add(name)
        yield f"{name}.txt", SURROGATE.sub("\ufffd", result.source.text).encode("utf-8")
        yield f"{name}.ann", to_brat(result)
    yield "annotation.conf", _brat_configuration()


def _brat_configuration() -> bytes:
    from attribution.output.fields import VALUES

    return f"""[entities]
Source
Cue
Content

[relations]
<OVERLAP> Source|Cue|Content|Attribution, Arg2:Source|Cue|Content|Attribution, <OVL-TYPE>:<ANY>

[events]
Attribution Source*:Source, Cue*:Cue, Content*:Content

[attributes]
Certainty Arg:<EVENT>, Value:{"|".join(VALUES["certainty"])}
""".encode()
