"""The pictures of the docs: reports of fixture articles in headless Chromium.

usage: python tools/screenshots.py [CHROMIUM]

Writes docs/images/*.png. Needs the extras html and browser.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
IMAGES = ROOT / "docs" / "images"
ARTICLES = ("harbour-talks", "border-drone", "live-flood")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]


def main(chromium: str | None = None) -> None:
    """Take every picture."""
    from playwright.sync_api import sync_playwright

    path = chromium or shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        one = _report(Path(folder) / "one.html", ARTICLES[:1])
        several = _report(Path(folder) / "several.html", ARTICLES)
        wide = browser.new_page(viewport={"width": 1280, "height": 900})
        _take(wide, one, "report-wide")
        wide.evaluate("scrollTo(0, 400)")
        wide.locator("#h1-4").click()
        wide.screenshot(path=IMAGES / "card-wide.png")
        _take(wide, several, "overview-wide")
        narrow = browser.new_page(viewport={"width": 390, "height": 844})
        narrow.goto(one.as_uri())
        narrow.locator("#h1-4").click()
        narrow.screenshot(path=IMAGES / "report-narrow.png")
        browser.close()


def _report(target: Path, names: tuple[str, ...]) -> Path:
    articles = [str(Path("fixtures") / "articles" / f"{name}.txt") for name in names]
    subprocess.run([sys.executable, "-m", "attribution", "report", "-o", str(target), *articles], cwd=ROOT, check=True)
    return target


def _take(page: Any, report: Path, name: str) -> None:
    page.goto(report.as_uri())
    page.screenshot(path=IMAGES / f"{name}.png")


if __name__ == "__main__":
    main(*sys.argv[1:])
