"""The language server, spoken to by a real client over standard input and output."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pygls", reason="needs the extra lsp")

from lsprotocol import types as lsp
from pygls.lsp.client import BaseLanguageClient

EMOJI = "😀😀 The director, Oskar Renn, claimed that the boats were empty.\n"
WAIT = 20


async def session(path: Path, text: str) -> dict[str, Any]:
    """What a server says about a draft opened, edited and asked about."""
    client = BaseLanguageClient("test", "1")
    shown: asyncio.Queue[lsp.PublishDiagnosticsParams] = asyncio.Queue()
    client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(lambda params: shown.put_nowait(params))
    await client.start_io(sys.executable, "-m", "attribution", "lsp")
    await client.initialize_async(lsp.InitializeParams(capabilities=lsp.ClientCapabilities(), root_uri=path.parent.as_uri()))
    client.initialized(lsp.InitializedParams())
    uri, out = path.as_uri(), {}
    document = lsp.TextDocumentIdentifier(uri)
    client.text_document_did_open(lsp.DidOpenTextDocumentParams(lsp.TextDocumentItem(uri, "plaintext", 1, text)))
    out["opened"] = (await asyncio.wait_for(shown.get(), WAIT)).diagnostics
    out["hover"] = await client.text_document_hover_async(lsp.HoverParams(document, lsp.Position(0, 50)))
    out["actions"] = await client.text_document_code_action_async(
        lsp.CodeActionParams(document, lsp.Range(lsp.Position(0, 0), lsp.Position(9, 0)), lsp.CodeActionContext(out["opened"]))
    )
    out["symbols"] = await client.text_document_document_symbol_async(lsp.DocumentSymbolParams(document))
    whole = lsp.TextDocumentContentChangeWholeDocument("It rained.\n")
    client.text_document_did_change(lsp.DidChangeTextDocumentParams(lsp.VersionedTextDocumentIdentifier(version=2, uri=uri), [whole]))
    out["edited"] = (await asyncio.wait_for(shown.get(), WAIT)).diagnostics
    await client.shutdown_async(None)
    client.exit(None)
    await client.stop()
    return out


def test_positions_count_utf16_and_edits_are_seen(tmp_path: Path) -> None:
    got = asyncio.run(session(tmp_path / "draft.txt", EMOJI))
    [diagnostic] = got["opened"]
    begin = EMOJI.index("claimed") + 2  # two emoji of two units each
    assert (diagnostic.code, diagnostic.range.start, diagnostic.range.end) == ("AV301", lsp.Position(0, begin), lsp.Position(0, begin + 7))
    assert "**Oskar Renn**" in got["hover"].contents.value
    [ignore] = got["actions"]
    [edit] = ignore.edit.changes[(tmp_path / "draft.txt").as_uri()]
    assert (ignore.title, edit.new_text) == ("AV301: ignore here", "# attribution: ignore-next[AV301]\n")
    assert [symbol.name for symbol in got["symbols"]] == ["Oskar Renn"]
    assert list(got["edited"]) == []


def test_a_mend_is_offered(tmp_path: Path) -> None:
    got = asyncio.run(session(tmp_path / "draft.md", '"We looked at it, she said. The price stays.\n'))
    titles = [action.title for action in got["actions"]]
    assert titles[0] == "AQ104: mend the marks"
    [edit] = got["actions"][0].edit.changes[(tmp_path / "draft.md").as_uri()]
    assert (edit.range.start, edit.new_text) == (lsp.Position(0, 17), '"')
