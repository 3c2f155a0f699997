"""The language server, spoken to by a real client over standard input and output."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pygls", reason="needs the extra lsp")

from lsprotocol import types as lsp
from pygls.lsp.client import BaseLanguageClient

EMOJI = "😀😀 The director, Oskar Renn, claimed that the boats were empty.\n"
WAIT = 20


Shown = asyncio.Queue[lsp.PublishDiagnosticsParams]


@asynccontextmanager
async def editor(root: Path, encodings: list[lsp.PositionEncodingKind] | None = None) -> AsyncIterator[tuple[BaseLanguageClient, Shown]]:
    """A client with its server, and the diagnostics that come; `encodings`: what the client offers to count in."""
    client, shown = BaseLanguageClient("test", "1"), Shown()
    client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(lambda params: shown.put_nowait(params))
    await client.start_io(sys.executable, "-m", "attribution", "lsp", "--stdio")
    able = lsp.ClientCapabilities(general=lsp.GeneralClientCapabilities(position_encodings=encodings))
    answer = await client.initialize_async(lsp.InitializeParams(capabilities=able, root_uri=root.as_uri()))
    assert answer.capabilities.position_encoding == (encodings[0] if encodings else lsp.PositionEncodingKind.Utf16)
    client.initialized(lsp.InitializedParams())
    yield client, shown
    await client.shutdown_async(None)
    client.exit(None)
    await client.stop()


async def opened(client: BaseLanguageClient, shown: Shown, uri: str, text: str, language: str = "plaintext") -> list[lsp.Diagnostic]:
    """The diagnostics of a document when it is opened."""
    client.text_document_did_open(lsp.DidOpenTextDocumentParams(lsp.TextDocumentItem(uri, language, 1, text)))
    return list((await asyncio.wait_for(shown.get(), WAIT)).diagnostics)


async def actions(client: BaseLanguageClient, uri: str) -> list[lsp.CodeAction]:
    """All code actions of a document."""
    everywhere = lsp.Range(lsp.Position(0, 0), lsp.Position(9, 0))
    asked = lsp.CodeActionParams(lsp.TextDocumentIdentifier(uri), everywhere, lsp.CodeActionContext([]))
    return await client.text_document_code_action_async(asked)


async def hover(client: BaseLanguageClient, uri: str, line: int, column: int) -> lsp.Hover | None:
    """The card at a position."""
    return await client.text_document_hover_async(lsp.HoverParams(lsp.TextDocumentIdentifier(uri), lsp.Position(line, column)))


async def session(path: Path, text: str) -> dict[str, Any]:
    """What a server says about a draft opened, edited and asked about."""
    async with editor(path.parent) as (client, shown):
        uri, out = path.as_uri(), {}
        out["opened"] = await opened(client, shown, uri, text)
        out["hover"] = await hover(client, uri, 0, 50)
        out["reason"] = await hover(client, uri, 0, text.find("claimed") + 4)
        out["actions"] = await actions(client, uri)
        asked = lsp.DocumentSymbolParams(lsp.TextDocumentIdentifier(uri))
        out["symbols"] = await client.text_document_document_symbol_async(asked)
        whole = lsp.TextDocumentContentChangeWholeDocument("It rained.\n")
        client.text_document_did_change(lsp.DidChangeTextDocumentParams(lsp.VersionedTextDocumentIdentifier(version=2, uri=uri), [whole]))
        out["edited"] = (await asyncio.wait_for(shown.get(), WAIT)).diagnostics
    return out


def test_positions_count_utf16_and_edits_are_seen(tmp_path: Path) -> None:
    got = asyncio.run(session(tmp_path / "my draft.txt", EMOJI))
    [diagnostic] = got["opened"]
    begin = EMOJI.index("claimed") + 2  # two emoji of two units each
    assert (diagnostic.code, diagnostic.range.start, diagnostic.range.end) == ("AV301", lsp.Position(0, begin), lsp.Position(0, begin + 7))
    assert "**Oskar Renn**" in got["hover"].contents.value
    assert got["reason"].contents.value.startswith("**AV301** [loaded-verb](") and "takes no side" in got["reason"].contents.value
    assert got["reason"].range == diagnostic.range
    assert diagnostic.code_description.href.endswith("/checks/#av301")
    mend, ignore = got["actions"]
    assert mend.title == 'AV301: write "said"'
    [edit] = ignore.edit.changes[(tmp_path / "my draft.txt").as_uri()]
    assert (ignore.title, edit.new_text) == ("AV301: ignore here", "# attribution: ignore-next[AV301]\n")
    assert [symbol.name for symbol in got["symbols"]] == ["Oskar Renn"]
    assert list(got["edited"]) == []


def test_a_mend_is_offered(tmp_path: Path) -> None:
    got = asyncio.run(session(tmp_path / "draft.md", '"We looked at it, she said. The price stays.\n'))
    titles = [action.title for action in got["actions"]]
    assert titles[0] == "AQ104: mend the marks"
    [edit] = got["actions"][0].edit.changes[(tmp_path / "draft.md").as_uri()]
    assert (edit.range.start, edit.new_text) == (lsp.Position(0, 17), '"')


UNITS = {
    lsp.PositionEncodingKind.Utf8: lambda text: len(text.encode()),
    lsp.PositionEncodingKind.Utf16: lambda text: len(text.encode("utf-16-le")) // 2,
    lsp.PositionEncodingKind.Utf32: len,
}
MARKED = '“It — é 😀 — fell.” Café owner Oskar Renn claimed that it held. "We looked at it, she said.\n'


@pytest.mark.parametrize("encoding", UNITS)
def test_columns_are_counted_as_was_agreed(encoding: lsp.PositionEncodingKind, tmp_path: Path) -> None:
    units, uri = UNITS[encoding], (tmp_path / "draft.md").as_uri()

    async def asked() -> tuple[list[lsp.Diagnostic], lsp.Hover | None, lsp.Hover | None, list[lsp.CodeAction]]:
        async with editor(tmp_path, [encoding]) as (client, shown):
            found = await opened(client, shown, uri, "\n" + MARKED)
            begin, end = (units(MARKED[: MARKED.index(word)]) for word in ("that it held", '. "We'))
            return found, await hover(client, uri, 1, begin), await hover(client, uri, 1, end), await actions(client, uri)

    found, inside, behind, offered = asyncio.run(asked())
    claimed = next(diagnostic for diagnostic in found if diagnostic.code == "AV301")
    places = [lsp.Position(1, units(MARKED[: MARKED.index(word)])) for word in ("claimed", " that it held")]
    assert [claimed.range.start, claimed.range.end] == places
    assert inside is not None and "Oskar Renn" in inside.contents.value
    assert inside.range.start == lsp.Position(1, units(MARKED[: MARKED.index("that it held")]))
    assert behind is None
    mend = next(action for action in offered if action.title == "AQ104: mend the marks")
    [edit] = mend.edit.changes[uri]
    assert edit.range.start == edit.range.end == lsp.Position(1, units(MARKED[: MARKED.index(" she said")]))


def test_the_rules_that_the_settings_name_are_gone_by(tmp_path: Path) -> None:
    text, uri = "Ilse Brandt harrumphed that a ticket was 12 euros.\n", (tmp_path / "draft.txt").as_uri()
    (tmp_path / "my-rules").mkdir()
    (tmp_path / "my-rules" / "cues.tsv").write_text("harrumph\tTHAT\t9\t10\n", encoding="utf-8")

    async def asked() -> tuple[lsp.Hover | None, lsp.Hover | None]:
        async with editor(tmp_path) as (client, shown):
            await opened(client, shown, uri, text)
            before = await hover(client, uri, 0, text.index("ticket"))
            (tmp_path / "attribution.toml").write_text('rules = "my-rules"\n', encoding="utf-8")
            client.text_document_did_save(lsp.DidSaveTextDocumentParams(lsp.TextDocumentIdentifier(uri)))
            await asyncio.wait_for(shown.get(), WAIT)
            return before, await hover(client, uri, 0, text.index("ticket"))

    before, after = asyncio.run(asked())
    assert before is None
    assert after is not None and "**Ilse Brandt**" in after.contents.value


def test_an_address_that_no_editor_opened_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text(EMOJI, encoding="utf-8")
    uri = (tmp_path / "secret.md").as_uri()

    async def asked() -> list[Any]:
        async with editor(tmp_path) as (client, shown):
            symbols = await client.text_document_document_symbol_async(lsp.DocumentSymbolParams(lsp.TextDocumentIdentifier(uri)))
            client.text_document_did_save(lsp.DidSaveTextDocumentParams(lsp.TextDocumentIdentifier(uri)))
            answers = [list(symbols), list(await actions(client, uri)), await hover(client, uri, 0, 50)]
            other = (tmp_path / "open.md").as_uri()
            client.text_document_did_open(lsp.DidOpenTextDocumentParams(lsp.TextDocumentItem(other, "markdown", 1, EMOJI)))
            first = await asyncio.wait_for(shown.get(), WAIT)  # of the document that was opened, not of the one that was saved
            return [*answers, first.uri]

    assert asyncio.run(asked()) == [[], [], None, (tmp_path / "open.md").as_uri()]


def test_the_language_says_how_to_read_a_buffer_without_a_name(tmp_path: Path) -> None:
    text = "# The Boats\n\n```\nOskar Renn claimed that they were empty.\n```\n"

    async def asked() -> list[bool]:
        async with editor(tmp_path) as (client, shown):
            buffers = {"untitled:1": "markdown", "untitled:2": "plaintext", (tmp_path / "a.txt").as_uri(): "markdown"}
            found = [await opened(client, shown, uri, text, language) for uri, language in buffers.items()]
            return [any(diagnostic.code == "AV301" for diagnostic in diagnostics) for diagnostics in found]

    assert asyncio.run(asked()) == [False, True, True]


def test_the_server_answers_while_it_checks(tmp_path: Path) -> None:
    long, short = (tmp_path / "long.txt").as_uri(), "untitled:2"

    async def asked() -> list[str]:
        async with editor(tmp_path) as (client, shown):
            await opened(client, shown, short, EMOJI)
            done: list[str] = []
            text = "Anna Berg claimed that it fell. " * 3_000
            client.text_document_did_open(lsp.DidOpenTextDocumentParams(lsp.TextDocumentItem(long, "plaintext", 1, text)))
            assert await hover(client, short, 0, 50) is not None
            done.append("hover")
            done.append((await asyncio.wait_for(shown.get(), WAIT)).uri)
            return done

    assert asyncio.run(asked()) == ["hover", long]


def test_what_differs_from_the_sources_that_the_settings_name_is_shown_while_writing(tmp_path: Path) -> None:
    pytest.importorskip("rapidfuzz", reason="needs the extra verify")
    (tmp_path / "attribution.toml").write_text('[verify]\nagainst = ["notes", "gone.txt"]\n', "utf-8")
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "talk.txt").write_text("IDA HOLM: We will build the bridge in spring.\n", "utf-8")
    uri = (tmp_path / "draft.md").as_uri()

    async def asked() -> tuple[list[lsp.Diagnostic], list[lsp.Diagnostic], list[str]]:
        async with editor(tmp_path) as (client, shown):
            messages: list[str] = []
            client.feature(lsp.WINDOW_SHOW_MESSAGE)(lambda params: messages.append(params.message))
            first = await opened(client, shown, uri, "“We will build the bridge in autumn,” Ida Holm said.\n")
            whole = lsp.TextDocumentContentChangeWholeDocument("“We will build the bridge in spring,” Ida Holm said.\n")
            edited = lsp.VersionedTextDocumentIdentifier(version=2, uri=uri)
            client.text_document_did_change(lsp.DidChangeTextDocumentParams(edited, [whole]))
            return first, list((await asyncio.wait_for(shown.get(), WAIT)).diagnostics), messages

    wrong, right, messages = asyncio.run(asked())
    (found,) = [diagnostic for diagnostic in wrong if str(diagnostic.code).startswith("AT50")]
    assert (found.code, found.range.start.line, found.severity) == ("AT502", 0, lsp.DiagnosticSeverity.Error)
    assert not [diagnostic for diagnostic in right if str(diagnostic.code).startswith("AT5") and diagnostic.code != "AT590"]
    assert len([message for message in messages if "gone.txt" in message]) == 1
