"""What the server answers, as values of the protocol: pure functions over one draft."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from lsprotocol import types as lsp

from attribution.checks.finding import Finding
from attribution.checks.registry import find_check, page_of
from attribution.checks.run import Draft
from attribution.lsp.places import Places
from attribution.model import Claim

_SEVERITY = {
    "error": lsp.DiagnosticSeverity.Error,
    "warning": lsp.DiagnosticSeverity.Warning,
    "suggestion": lsp.DiagnosticSeverity.Information,
}
NOBODY = "(nobody)"
SOURCE = "attribution"


def span_range(places: Places, begin: int, end: int) -> lsp.Range:
    """The protocol's range of two offsets."""
    return lsp.Range(lsp.Position(*places.position(begin)), lsp.Position(*places.position(end)))


def diagnostics(findings: Iterable[Finding], places: Places) -> list[lsp.Diagnostic]:
    """One diagnostic a finding, with the address of its check's page."""
    return [
        lsp.Diagnostic(
            span_range(places, f.begin, f.end),
            f.message,
            severity=_SEVERITY[f.severity],
            code=f.code,
            code_description=lsp.CodeDescription(page_of(f.code)),
            source=SOURCE,
        )
        for f in findings
    ]


def hover(draft: Draft, places: Places, findings: Iterable[Finding], line: int, column: int) -> lsp.Hover | None:
    """Why the findings under a position are told; elsewhere the card of the narrowest claim."""
    offset = places.offset(line, column)
    under = [f for f in findings if f.begin <= offset < f.end]
    if under:
        return _hover("\n\n".join(map(reason, under)), places, min(f.begin for f in under), max(f.end for f in under))
    found = [
        (end - begin, begin, end, claim) for claim in draft.article.claims for begin, end in _spans(draft, claim) if begin <= offset < end
    ]
    if not found:
        return None
    _, begin, end, claim = min(found, key=lambda item: item[:3])
    return _hover(card(claim), places, begin, end)


def _hover(text: str, places: Places, begin: int, end: int) -> lsp.Hover:
    return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.Markdown, text), span_range(places, begin, end))


def reason(finding: Finding) -> str:
    """Why a check is made, in a few lines of Markdown."""
    return f"**{finding.code}** [{finding.name}]({page_of(finding.code)})  \n{_plain(find_check(finding.code).rationale)}"


def card(claim: Claim) -> str:
    """A claim in a few lines of Markdown."""
    who = claim.speaker or claim.source or NOBODY
    head = f"**{_plain(who)}**" + (f", {_plain(claim.role)}" if claim.role else "") + (" (anonymous)" if claim.anonymous else "")
    lines = [head, f"{_plain(claim.cue) or '–'} · {claim.certainty} · {claim.factuality}"]
    if len(claim.chain) > 1:
        lines.append("through " + " → ".join(map(_plain, claim.chain)))
    if claim.disputed_by:
        lines.append(f"disputed by {_plain(claim.disputed_by)}")
    return "  \n".join(lines)


def _plain(text: str) -> str:
    """Words as Markdown that shows them as they are."""
    return "".join(f"\\{char}" if char in "\\`*_[]<>#" else char for char in text)


def _spans(draft: Draft, claim: Claim) -> Iterator[tuple[int, int]]:
    for begin, end in (*claim.content_spans, *claim.source_spans, *claim.cue_spans):
        yield draft.page.span(begin, end)


def code_actions(draft: Draft, places: Places, findings: Sequence[Finding], uri: str, first: int, last: int) -> list[lsp.CodeAction]:
    """Mends and ignore comments for the findings on lines `first` to `last` (0-based)."""
    out = []
    for finding in findings:
        if finding.line - 1 > last or finding.end_line - 1 < first:
            continue
        shown = diagnostics([finding], places)
        if finding.edits:
            edits = [lsp.TextEdit(span_range(places, edit.begin, edit.end), edit.new) for edit in finding.edits]
            out.append(_action(f"{finding.code}: {_mending(finding)}", uri, edits, shown, preferred=True))
        if not finding.code.startswith("AX"):
            edit = _ignore(draft, places, finding)
            out.append(_action(f"{finding.code}: ignore here", uri, [edit], shown, preferred=False))
    return out


def _mending(finding: Finding) -> str:
    """What the edits of a finding do, in a few words."""
    if finding.code.startswith("AQ"):
        return "mend the marks"
    new = finding.edits[0].new
    return f'write "{new}"' if new else "delete the comment"


def _action(title: str, uri: str, edits: list[lsp.TextEdit], shown: list[lsp.Diagnostic], preferred: bool) -> lsp.CodeAction:
    return lsp.CodeAction(title, lsp.CodeActionKind.QuickFix, shown, preferred, edit=lsp.WorkspaceEdit(changes={uri: edits}))


def _ignore(draft: Draft, places: Places, finding: Finding) -> lsp.TextEdit:
    """A comment that ignores a finding: behind its line in markup, on a line of its own before it in plain text."""
    begin, end = places.lines.line_span(finding.line)
    if draft.form.markup:
        return lsp.TextEdit(span_range(places, end, end), f" <!-- attribution: ignore[{finding.code}] -->")
    return lsp.TextEdit(span_range(places, begin, begin), f"# attribution: ignore-next[{finding.code}]\n")


def symbols(draft: Draft, places: Places) -> list[lsp.DocumentSymbol]:
    """The claims by speaker, speakers in order of their first claim."""
    groups: dict[str, list[Claim]] = {}
    for claim in draft.article.claims:
        groups.setdefault(claim.speaker or claim.source or NOBODY, []).append(claim)
    out = []
    for name, claims in groups.items():
        children = [_symbol(draft, places, claim) for claim in claims]
        whole = lsp.Range(min((c.range.start for c in children), key=_order), max((c.range.end for c in children), key=_order))
        out.append(lsp.DocumentSymbol(name, lsp.SymbolKind.Class, whole, children[0].selection_range, children=children))
    return out


def _order(position: lsp.Position) -> tuple[int, int]:
    return position.line, position.character


def _symbol(draft: Draft, places: Places, claim: Claim) -> lsp.DocumentSymbol:
    spans = [draft.page.span(*span) for span in claim.content_spans]
    whole = span_range(places, min(b for b, _ in spans), max(e for _, e in spans))
    name = claim.claim if len(claim.claim) <= 80 else claim.claim[:79].rsplit(" ", 1)[0] + " …"
    return lsp.DocumentSymbol(name or "…", lsp.SymbolKind.String, whole, span_range(places, *spans[0]), detail=claim.certainty)
