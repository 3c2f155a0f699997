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


def axe_source() -> str:
    """The script of axe-core: the file that ATTRIBUTION_AXE names, or that of axe-playwright-python."""
    named = os.environ.get("ATTRIBUTION_AXE")
    if named:
        return Path(named).read_text(encoding="utf-8")
    package = pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed (extra: browser)")
    return next(Path(package.__file__).parent.rglob("axe.min.js")).read_text(encoding="utf-8")
