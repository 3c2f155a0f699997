"""A draft with a note at each thing that was traced: what magazines ask their writers for. As Markdown, HTML or a Word document."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from typing import NamedTuple

from attribution.output.markdown import escaped
from attribution.output.page.traces import Pair, pairs_of
from attribution.output.provenance import TOOL
from attribution.output.tracedata import Traced
from attribution.output.traces import is_untraced, place, status_in_words
from attribution.output.width import printable
from attribution.rulefiles import rules_version
from attribution.verify.record import Trace

# What closes a quotation, in HTML too, and the end of a link of Markdown.
_CLOSING = re.compile(r"(?:[”’\"'»]|&(?:rdquo|rsquo|quot|raquo|#8221|#8217);|\]\([^()\n]*\))*")
_BODY_END = re.compile(r"</body\s*>", re.IGNORECASE)
_NO_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")
_MARKDOWN, _HTML = (".md", ".markdown", ".txt"), (".html", ".htm")
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_NAMES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_OLD = (1980, 1, 1, 0, 0, 0)  # the same draft makes the same file


class Note(NamedTuple):
    """What is told of one trace, in one line."""

    trace: Trace
    text: str


def notes_of(traced: Traced) -> list[Note]:
    """A note a trace, but none for what no passage says."""
    return [Note(trace, _told(trace)) for trace in traced.tracing.traces if not is_untraced(trace)]


def _told(trace: Trace) -> str:
    """`talk.txt:12 (00:12:33), Ida Holm: as worded`, or what differs."""
    said = status_in_words(trace)
    if trace.speaker_match == "different":
        said += f"; the source has it from {trace.source_speaker}"
    speaker = f", {trace.source_speaker}" if trace.source_speaker else ""
    return printable(f"{place(trace)}{speaker}: {said}" if trace.source else said)


def _made(traced: Traced) -> str:
    sources = sorted({(trace.source, trace.source_sha256) for trace in traced.tracing.traces if trace.source and not is_untraced(trace)})
    listed = "".join(f"; {name} sha256 {digest}" for name, digest in sources)
    return printable(f"Notes by {TOOL}, rules {rules_version()}; draft sha256 {traced.draft.sha256}{listed}")


def to_markdown(traced: Traced) -> bytes:
    """The draft with footnotes: its own text where it is Markdown or plain text, else its words."""
    notes = notes_of(traced)
    if traced.draft.doc.lower().endswith(_MARKDOWN):
        text = _inserted(traced, notes, lambda note: f"[^trace-{note.trace.id}]")
    else:
        text = "".join(f"{_paragraph(pair, notes)}\n\n" for pair in pairs_of(traced))
    definitions = "".join(f"[^trace-{note.trace.id}]: {escaped(note.text)}\n" for note in notes)
    return f"{text.rstrip()}\n\n{definitions}\n{escaped(_made(traced))}\n".encode("utf-8", "replace")


def _paragraph(pair: Pair, notes: Sequence[Note]) -> str:
    known = {note.trace.id for note in notes}
    pieces = _with_ends(pair, known)
    return "".join(escaped(printable(text)) + "".join(f"[^trace-{name}]" for name in ended) for text, _, ended in pieces)


def to_html(traced: Traced) -> bytes:
    """The draft with a number at each trace and a list of notes: its own page where it is HTML, else its words."""
    notes = notes_of(traced)
    items = "".join(f'<li id="trace-{n.trace.id}"><a href="#trace-at-{n.trace.id}">{n.trace.id}</a> {escape(n.text)}</li>\n' for n in notes)
    listed = f'\n<section aria-label="Notes">\n<ul>\n{items}</ul>\n<p>{escape(_made(traced))}</p>\n</section>\n'
    if traced.draft.doc.lower().endswith(_HTML):
        text = _inserted(traced, notes, lambda note: _mark(note.trace.id))
        last = max((match.start() for match in _BODY_END.finditer(text)), default=len(text))
        return (text[:last] + listed + text[last:]).encode(traced.draft.encoding, "xmlcharrefreplace")
    known = {note.trace.id for note in notes}
    body = ""
    for pair in pairs_of(traced):
        pieces = _with_ends(pair, known)
        body += f"<p>{''.join(escape(printable(text)) + ''.join(map(_mark, ended)) for text, _, ended in pieces)}</p>\n"
    title = escape(printable(traced.draft.doc))
    head = f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n</head>\n<body>\n'
    return f"{head}{body}{listed}</body>\n</html>\n".encode("utf-8", "replace")


def _mark(name: str) -> str:
    return f'<sup><a id="trace-at-{name}" href="#trace-{name}">{name}</a></sup>'


def _inserted(traced: Traced, notes: Sequence[Note], mark: Callable[[Note], str]) -> str:
    """The file's text with a mark behind each trace, and behind the quotation mark that closes it."""
    text = traced.draft.text
    places = []
    for number, note in enumerate(notes):
        end = max(span.end for span in note.trace.spans or (note.trace.span,))
        closing = _CLOSING.match(text, end)
        places.append((closing.end() if closing else end, number))
    pieces, at = [], 0
    for end, number in sorted(places):
        pieces += [text[at:end], mark(notes[number])]
        at = end
    return "".join([*pieces, text[at:]])


def _with_ends(pair: Pair, known: set[str]) -> Iterator[tuple[str, list[str], list[str]]]:
    """(text, traces that begin before it, traces that end behind it) of a paragraph; what goes on in the next one ends here."""
    last: dict[str, int] = {}
    for number, piece in enumerate(pair.pieces):
        for key in piece.keys:
            last[key.partition("-")[2]] = number
    for number, piece in enumerate(pair.pieces):
        begun = [name for key in piece.starts if (name := key.partition("-")[2]) in known]
        ended = [name for name, at in last.items() if at == number and name in known]
        known.difference_update(ended)
        yield piece.text, begun, ended


def to_docx(traced: Traced) -> bytes:
    """A Word document of the draft's words with a comment at each trace."""
    import io
    import zipfile

    notes = notes_of(traced)
    numbers = {note.trace.id: number for number, note in enumerate(notes)}
    known = set(numbers)
    body = "".join(f"<w:p>{_runs(pair, known, numbers)}</w:p>" for pair in pairs_of(traced))
    body += f"<w:p>{_run(_made(traced))}</w:p>"
    comments = "".join(
        f'<w:comment w:id="{number}" w:author="attribution" w:initials="a"><w:p>{_run(f"{note.trace.id}: {note.text}")}</w:p></w:comment>'
        for number, note in enumerate(notes)
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
        f'<Override PartName="/word/comments.xml" ContentType="{_WORD}.comments+xml"/></Types>',
        "_rels/.rels": _relation("officeDocument", "word/document.xml"),
        "word/_rels/document.xml.rels": _relation("comments", "comments.xml"),
        "word/document.xml": f"<w:document {_NAMES}><w:body>{body}</w:body></w:document>",
        "word/comments.xml": f"<w:comments {_NAMES}>{comments}</w:comments>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            whole = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + content
            package.writestr(zipfile.ZipInfo(name, _OLD), whole.encode("utf-8"), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _relation(kind: str, target: str) -> str:
    one = f'<Relationship Id="r1" Type="{_OFFICE}/{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{one}</Relationships>'


def _runs(pair: Pair, known: set[str], numbers: Mapping[str, int]) -> str:
    runs = ""
    begun: set[str] = set()
    for text, starts, ended in _with_ends(pair, known):
        begun.update(starts)
        runs += "".join(f'<w:commentRangeStart w:id="{numbers[name]}"/>' for name in starts) + _run(text)
        for name in ended:
            runs += f'<w:commentRangeEnd w:id="{numbers[name]}"/>' if name in begun else ""
            runs += f'<w:r><w:commentReference w:id="{numbers[name]}"/></w:r>'
    return runs


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(_NO_XML.sub(chr(0xFFFD), printable(text)))}</w:t></w:r>'


WRITERS: Mapping[str, Callable[[Traced], bytes]] = {"md": to_markdown, "html": to_html, "htm": to_html, "docx": to_docx}
