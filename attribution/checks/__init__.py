"""Draft checks: pure functions over a finished extraction; what they look for is data in `rules/checks.toml`."""

from __future__ import annotations

from attribution.checks.finding import Edit, Finding
from attribution.checks.settings import Settings

__all__ = ["Edit", "Finding", "Settings", "check"]


def check(text: str, doc: str = "-", settings: Settings | None = None) -> tuple[Finding, ...]:
    """What the checks say about a draft: see `attribution.checks.run.check`, which is loaded at the first call."""
    from attribution.checks.run import check as run

    return run(text, doc, settings)
