"""A headless Chromium for the tests of the HTML report; where there is none they are skipped, and say so."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


@contextmanager
def chromium() -> Iterator[Any]:
    """A browser, driven by Playwright; the system's Chromium, or the one that ATTRIBUTION_CHROMIUM names."""
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed (extra: browser)")
    path = os.environ.get("ATTRIBUTION_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not path:
        pytest.skip("no Chromium here; install Debian's package chromium or set ATTRIBUTION_CHROMIUM")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_FLAGS)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def pages(browser: Any, folder: Path) -> Iterator[Any]:
    """A function that opens a page from a file; the page notes in `.seen` what it logs and asks for."""
    opened = []

    def show(html: str, viewport: dict[str, int], **options: Any) -> Any:
        path = folder / "report.html"
        path.write_text(html, encoding="utf-8")
        page = browser.new_page(viewport=viewport, **options)
        page.seen = []
        page.on("console", lambda message: page.seen.append(message.text))
        page.on("pageerror", lambda error: page.seen.append(str(error)))
        page.on("request", lambda request: page.seen.append(request.url) if not request.url.startswith("file:") else None)
        page.on("dialog", lambda dialog: page.seen.append(dialog.message))
        page.goto(path.as_uri())
        opened.append(page)
        return page

    yield show
    for page in opened:
        page.close()


def violations(page: Any) -> list[Any]:
    """What axe-core finds wrong with a page that is open."""
    page.evaluate(axe_source())
    found = page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
    return [(hit["id"], hit["impact"], [node["html"][:120] for node in hit["nodes"]][:3]) for hit in found]


def axe_source() -> str:
    """The script of axe-core: the file that ATTRIBUTION_AXE names, or that of axe-playwright-python."""
    named = os.environ.get("ATTRIBUTION_AXE")
    if named:
        return Path(named).read_text(encoding="utf-8")
    package = pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed (extra: browser)")
    return next(Path(package.__file__).parent.rglob("axe.min.js")).read_text(encoding="utf-8")
