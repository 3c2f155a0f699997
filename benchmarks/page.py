"""How long the report of a long article takes to open, to show a card and to filter, in headless Chromium.

usage: python benchmarks/page.py ARTICLE [MEGABYTES]

The article is repeated until it is as long as asked for (2 MB). Needs the extras html and browser, and chromium on the path.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
_FILTER = """() => {
  const begin = performance.now();
  document.querySelector('[data-filter="k"]').click();
  document.body.offsetHeight;
  return performance.now() - begin;
}"""


def main(article: str, megabytes: str = "2") -> None:
    """Print seconds to make, open, click and filter, and the size of the page."""
    from playwright.sync_api import sync_playwright

    text = Path(article).read_text("utf-8") + "\n\n"
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        long, page_file = Path(folder) / "long.txt", Path(folder) / "long.html"
        long.write_text(text * (int(float(megabytes) * 1e6) // len(text.encode()) + 1), "utf-8")
        begin = time.perf_counter()
        subprocess.run([sys.executable, "-m", "attribution", "report", "-o", str(page_file), str(long)], check=True)
        print(f"made in {time.perf_counter() - begin:.1f} s, {page_file.stat().st_size / 1e6:.1f} MB")
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        begin = time.perf_counter()
        page.goto(page_file.as_uri(), timeout=120_000)
        page.screenshot()
        print(f"opened and painted in {time.perf_counter() - begin:.1f} s, {page.locator('li.claim').count()} claims")
        begin = time.perf_counter()
        page.locator("a.h").nth(5).click(timeout=60_000)
        print(f"card after {time.perf_counter() - begin:.2f} s: {page.locator('#card').is_visible()}")
        print(f"filtered in {page.evaluate(_FILTER) / 1000:.2f} s: {page.locator('#state').inner_text()}")
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
