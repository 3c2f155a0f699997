"""The server itself: keeps each open draft as last checked, and answers."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeAlias
from urllib.parse import unquote

from lsprotocol import types as lsp
from pygls import uris
from pygls.lsp.server import LanguageServer
from pygls.workspace import TextDocument

from attribution.checks.finding import Finding, at_least
from attribution.checks.run import Draft
from attribution.checks.settings import Settings, find_settings
from attribution.errors import AttributionError
from attribution.lsp import answers
from attribution.lsp.places import Places
from attribution.output.width import printable
from attribution.readers.forms import form_of
from attribution.readers.text import Source
from attribution.rulebook.folder import rules_folder
from attribution.rulebook.load import load_rules
from attribution.rulebook.rules import Rules
from attribution.version import __version__

_PAUSE = 0.05  # seconds without a further edit before a draft is checked again


@dataclass(frozen=True)
class State:
    """One open draft as last checked. `trouble` is what is wrong with the sources that the settings name."""

    version: int
    draft: Draft
    places: Places
    findings: tuple[Finding, ...]
    trouble: tuple[str, ...] = ()


Wanted: TypeAlias = tuple[int, str]  # version and text


def examine(document: TextDocument, wanted: Wanted, encoding: str, settings: Settings) -> State | None:
    """A draft read and checked; None where the document has been edited meanwhile."""
    if wanted != _version(document):
        return None
    version, text = wanted
    path = uris.to_fs_path(document.uri) or document.uri
    form = form_of(document.uri, document.language_id)
    try:
        sources = settings.sources()
        own = Source(path, text, "utf-8", text.encode("utf-8", "surrogatepass"))
        draft = Draft(text, path, form, rules=settings.rules, sources=sources, policy=settings.policy, source=own)
        findings, trouble = draft.check(settings), draft.about_sources()[1]
    except AttributionError as error:  # an extra is missing: the draft is checked without its sources
        draft = Draft(text, path, form, rules=settings.rules)
        findings, trouble = draft.check(settings), (str(error),)
    shown = tuple(finding for finding in findings if at_least(finding.severity, settings.min_level))
    return State(version, draft, Places(text, encoding), shown, trouble)


def _version(document: TextDocument) -> Wanted:
    return document.version or 0, document.source


class Desk:
    """The open documents and what is known of them. One thread checks, so that the server listens meanwhile; none is checked twice."""

    def __init__(self, server: LanguageServer) -> None:
        self.server = server
        self.worker = ThreadPoolExecutor(1)
        self.checks: dict[str, tuple[Wanted, asyncio.Future[State | None]]] = {}
        self.rules: dict[str, Rules] = {}
        self.told: dict[str, tuple[str, ...]] = {}  # by address, what trouble the editor was told of last

    def document(self, uri: str) -> TextDocument | None:
        """A document that the editor has opened; None for any other address, which is never read."""
        documents: Mapping[str, TextDocument] = self.server.workspace.text_documents
        return documents.get(unquote(uri))

    async def state(self, uri: str) -> State | None:
        """An open document as it is now."""
        while (document := self.document(uri)) is not None:
            wanted = _version(document)
            if uri not in self.checks or self.checks[uri][0] != wanted:
                encoding = lsp.PositionEncodingKind(self.server.workspace.position_encoding or "utf-16").value
                work = partial(examine, document, wanted, encoding, self.settings(uri))
                self.checks[uri] = wanted, asyncio.get_running_loop().run_in_executor(self.worker, work)
            state = await asyncio.shield(self.checks[uri][1])
            if state is not None:
                return state
        return None

    async def publish(self, uri: str) -> None:
        """Send the findings in a document to the editor."""
        state = await self.state(uri)
        if state is not None and self.document(uri) is not None:
            shown = answers.diagnostics(state.findings, state.places)
            for message in state.trouble if self.told.get(uri, ()) != state.trouble else ():
                self.server.window_show_message(lsp.ShowMessageParams(lsp.MessageType.Warning, printable(message)))
            self.told[uri] = state.trouble
            self.server.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, shown, state.version))

    def settings(self, uri: str) -> Settings:
        """The nearest settings, with the rules that they name; where they are broken, the editor is told, and the defaults serve."""
        path = uris.to_fs_path(uri)
        try:
            return self._settings(Path(path).parent) if path else Settings()
        except AttributionError as error:
            self.server.window_show_message(lsp.ShowMessageParams(lsp.MessageType.Error, str(error)))
            return Settings()

    def _settings(self, start: Path) -> Settings:
        found, folder = find_settings(start), rules_folder(start)
        if folder is None:
            return found
        if folder not in self.rules:
            self.rules[folder] = load_rules(folder)
        return replace(found, rules=self.rules[folder])

    def forget(self, uri: str) -> None:
        """Check a document anew when it is next asked for, with settings and rules as they are then."""
        self.checks.pop(uri, None)
        self.rules.clear()


def make_server() -> LanguageServer:
    """A language server that speaks over whatever it is started on."""
    # An edit comes with the whole text: pygls counts more line ends than the protocol has when it applies a part of one.
    server = LanguageServer("attribution", __version__, text_document_sync_kind=lsp.TextDocumentSyncKind.Full)
    desk = Desk(server)

    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    async def opened(params: lsp.DidOpenTextDocumentParams) -> None:
        await desk.publish(params.text_document.uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
    async def saved(params: lsp.DidSaveTextDocumentParams) -> None:
        desk.forget(params.text_document.uri)  # the settings may have changed
        await desk.publish(params.text_document.uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    async def edited(params: lsp.DidChangeTextDocumentParams) -> None:
        await asyncio.sleep(_PAUSE)
        document = desk.document(params.text_document.uri)
        if document is not None and document.version == params.text_document.version:
            await desk.publish(params.text_document.uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: lsp.DidCloseTextDocumentParams) -> None:
        desk.forget(params.text_document.uri)
        server.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(params.text_document.uri, []))

    @server.feature(lsp.TEXT_DOCUMENT_HOVER)
    async def hovered(params: lsp.HoverParams) -> lsp.Hover | None:
        state = await desk.state(params.text_document.uri)
        place = params.position.line, params.position.character
        return answers.hover(state.draft, state.places, state.findings, *place) if state else None

    @server.feature(lsp.TEXT_DOCUMENT_CODE_ACTION, lsp.CodeActionOptions([lsp.CodeActionKind.QuickFix]))
    async def actions(params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        uri, first, last = params.text_document.uri, params.range.start.line, params.range.end.line
        state = await desk.state(uri)
        return answers.code_actions(state.draft, state.places, state.findings, uri, first, last) if state else []

    @server.feature(lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    async def symbols(params: lsp.DocumentSymbolParams) -> list[lsp.DocumentSymbol]:
        state = await desk.state(params.text_document.uri)
        return answers.symbols(state.draft, state.places) if state else []

    return server
