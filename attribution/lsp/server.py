"""The server itself: keeps each open draft as last checked, and answers."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path

from lsprotocol import types as lsp
from pygls import uris
from pygls.lsp.server import LanguageServer

from attribution.checks.finding import Finding, at_least
from attribution.checks.run import Draft
from attribution.checks.settings import Settings, find_settings
from attribution.errors import AttributionError
from attribution.lsp import answers
from attribution.lsp.places import Places
from attribution.version import __version__

_PAUSE = 0.05  # seconds without a further edit before a draft is checked again


@dataclass(frozen=True)
class State:
    """One open draft as last checked."""

    version: int
    draft: Draft
    places: Places
    findings: tuple[Finding, ...]


def examine(text: str, doc: str, version: int, settings: Settings) -> State:
    """A draft read and checked."""
    draft = Draft(text, doc)
    found = tuple(f for f in draft.check(settings) if at_least(f.severity, settings.min_level))
    return State(version, draft, Places(text), found)


def make_server() -> LanguageServer:
    """A language server that speaks over whatever it is started on."""
    server = LanguageServer("attribution", __version__)
    states: dict[str, State] = {}

    def state_of(uri: str) -> State:
        document = server.workspace.get_text_document(uri)
        version = document.version or 0
        known = states.get(uri)
        if known is None or known.version != version or known.draft.text != document.source:
            states[uri] = known = examine(document.source, uris.to_fs_path(uri) or uri, version, _settings(server, uri))
        return known

    def publish(uri: str) -> None:
        state = state_of(uri)
        shown = answers.diagnostics(state.findings, state.places)
        server.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, shown, state.version))

    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: lsp.DidOpenTextDocumentParams) -> None:
        publish(params.text_document.uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: lsp.DidSaveTextDocumentParams) -> None:
        states.pop(params.text_document.uri, None)  # the settings may have changed
        publish(params.text_document.uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    async def edited(params: lsp.DidChangeTextDocumentParams) -> None:
        uri, version = params.text_document.uri, params.text_document.version
        await asyncio.sleep(_PAUSE)
        if uri in server.workspace.text_documents and server.workspace.get_text_document(uri).version == version:
            publish(uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: lsp.DidCloseTextDocumentParams) -> None:
        states.pop(params.text_document.uri, None)
        server.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(params.text_document.uri, []))

    @server.feature(lsp.TEXT_DOCUMENT_HOVER)
    def hovered(params: lsp.HoverParams) -> lsp.Hover | None:
        state = state_of(params.text_document.uri)
        return answers.hover(state.draft, state.places, params.position.line, params.position.character)

    @server.feature(lsp.TEXT_DOCUMENT_CODE_ACTION, lsp.CodeActionOptions([lsp.CodeActionKind.QuickFix]))
    def actions(params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        uri = params.text_document.uri
        state = state_of(uri)
        return answers.code_actions(state.draft, state.places, state.findings, uri, params.range.start.line, params.range.end.line)

    @server.feature(lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def symbols(params: lsp.DocumentSymbolParams) -> list[lsp.DocumentSymbol]:
        state = state_of(params.text_document.uri)
        return answers.symbols(state.draft, state.places)

    return server


def _settings(server: LanguageServer, uri: str) -> Settings:
    """The nearest settings; where they are broken, the editor is told once a check, and the defaults serve."""
    path = uris.to_fs_path(uri)
    try:
        return find_settings(Path(path).parent) if path else Settings()
    except AttributionError as error:
        server.window_show_message(lsp.ShowMessageParams(lsp.MessageType.Error, str(error)))
        return Settings()
