"""Addresses on the web, against a server of our own: slow, endless, looping, absent, in the wrong encoding, packed to explode."""

from __future__ import annotations

import gzip
import json
import socket
import threading
import time
from collections.abc import Iterator
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from typer.testing import CliRunner

from attribution.cli.app import app
from attribution.errors import InputError, UsageError
from attribution.readers import web
from attribution.readers.article import read_article

pytest.importorskip("httpx")
PAGE = "<p>The café will close on Monday, its owner, Ida Lund, said.</p>"


class Answers(BaseHTTPRequestHandler):
    """One path a behaviour."""

    asked: list[str] = []  # noqa: RUF012

    def log_message(self, *_: object) -> None:
        """Nothing."""

    def do_GET(self) -> None:
        """Answer."""
        self.asked.append(self.path)
        getattr(self, "on_" + self.path.strip("/").partition("?")[0].partition(".")[0].replace("-", "_"), self.on_gone)()

    def reply(self, data: bytes, media: str = "text/html; charset=utf-8", code: int = 200, **headers: str) -> None:
        self.send_response(code)
        self.send_header("Content-Type", media)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        try:
            self.wfile.write(data)
        except OSError:
            self.close_connection = True

    def on_page(self) -> None:
        self.reply(PAGE.encode())

    def on_gone(self) -> None:
        self.reply(b"gone", code=404)

    def on_moved(self) -> None:
        self.reply(b"", code=302, Location="/page")

    def on_loop(self) -> None:
        self.reply(b"", code=302, Location="/loop")

    def on_elsewhere(self) -> None:
        self.reply(b"", code=302, Location="file:///etc/passwd")

    def on_wrong(self) -> None:
        self.reply(PAGE.encode("cp1252"), "text/html; charset=cp1252")

    def on_lying(self) -> None:
        self.reply(('<meta charset="cp1252">' + PAGE).encode("cp1252"), "text/html; charset=utf-8")

    def on_bomb(self) -> None:
        self.reply(gzip.compress(b" " * 60_000_000), Content_Encoding="gzip")

    def on_endless(self) -> None:
        self.reply(b"")
        try:
            while True:
                self.wfile.write(b"<p>word</p>" * 10_000)
        except OSError:
            self.close_connection = True

    def on_slow(self) -> None:
        self.reply(b"")
        try:
            for _ in range(100):
                self.wfile.write(b"<p>word</p>")
                time.sleep(0.1)
        except OSError:
            self.close_connection = True

    def on_draft(self) -> None:
        self.reply(b'<h1>Head</h1>\n<p>"We looked at it, she said. The price stays.</p>\n<!-- attribution: ignore AQ199 -->')

    def on_notes(self) -> None:
        self.reply(b"# Head\n\n> quoted\n", "text/plain")


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def test_a_page_is_read_like_a_file(site: str) -> None:
    done = CliRunner().invoke(app, ["export", "-f", "jsonl", f"{site}/page?a=*"])
    record = json.loads(done.stdout)
    assert (record["doc"], record["speaker"], record["claim"]) == (f"{site}/page?a=*", "Ida Lund", "The café will close on Monday")


def test_only_what_was_typed_is_fetched_and_once(site: str) -> None:
    Answers.asked.clear()
    read_article(f"{site}/page")
    assert Answers.asked == ["/page"]


def test_check_and_explain_read_an_address_at_the_same_places(site: str) -> None:
    runner = CliRunner()
    Answers.asked.clear()
    done = runner.invoke(app, ["check", "--isolated", "--format", "concise", f"{site}/draft.html"])
    places = [line.removeprefix(f"{site}/draft.html:").split()[:3] for line in done.stdout.splitlines()]
    assert (done.exit_code, places) == (1, [["2:4:", "error", "AQ104"], ["3:1:", "warning", "AX901"]])
    assert Answers.asked == ["/draft.html"]
    assert "Ida Lund" in runner.invoke(app, ["explain", f"{site}/page:1"]).stdout
    mended = runner.invoke(app, ["check", "--isolated", "--fix", f"{site}/moved"])
    assert "/moved:1: was redirected to" in mended.stderr
    gone = runner.invoke(app, ["check", f"{site}/gone"])
    assert (gone.exit_code, gone.stderr.startswith(f"{site}/gone: answers 404")) == (2, True)


def test_redirects_are_shown(site: str) -> None:
    source, _ = read_article(f"{site}/moved")
    assert [warning.message for warning in source.warnings] == [f"was redirected to {site}/page"]


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("gone", "answers 404 Not Found"),
        ("loop", "leads on to other addresses more than 5 times"),
        ("elsewhere", "cannot be reached"),
        ("bomb", "is longer than 20 MB"),
        ("endless", "is longer than 20 MB"),
    ],
)
def test_what_cannot_be_had_is_told(site: str, path: str, message: str) -> None:
    with pytest.raises(InputError, match=f"/{path}: {message}"):
        read_article(f"{site}/{path}")


def test_a_server_that_drips_is_left(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "_SECONDS", 0.5)
    with pytest.raises(InputError, match=r"took longer than \d seconds"):
        read_article(f"{site}/slow")


def test_a_server_that_is_not_there_is_told() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(InputError, match="cannot be reached"):
        read_article(f"http://127.0.0.1:{port}/")
    with pytest.raises(InputError, match="cannot be reached"):
        read_article("http://[::1/")


@pytest.mark.parametrize("path", ["wrong", "lying"])
def test_the_encoding_is_the_one_that_fits(site: str, path: str) -> None:
    source, _ = read_article(f"{site}/{path}")
    assert "café" in source.text
    assert source.encoding == "cp1252"


def test_a_vague_media_type_leaves_the_ending_to_decide(site: str) -> None:
    _, readable = read_article(f"{site}/notes.md")
    assert readable is not None
    assert readable.displayed


def test_the_exact_bytes_are_kept(site: str, tmp_path: Path) -> None:
    CliRunner().invoke(app, ["text", "--save", str(tmp_path), f"{site}/page"])
    (kept,) = tmp_path.glob("*.html")
    assert kept.read_bytes() == PAGE.encode()
    told = json.loads(kept.with_name(f"{kept.name}.json").read_text("utf-8"))
    assert (told["address"], told["sha256"], told["media_type"]) == (f"{site}/page", sha256(PAGE.encode()).hexdigest(), "text/html")
    with pytest.raises(UsageError, match="there is no such folder"):
        read_article(f"{site}/page", save=str(tmp_path / "gone"))
