"""Who said this, through whom, and how sure were they? Rule-based claim and quote attribution for English news.

>>> from attribution import extract
>>> [(c.speaker, c.claim) for c in extract('The ferry will sail on Monday, the company said.').claims]  # doctest: +SKIP
"""

from __future__ import annotations

from os import PathLike
from typing import TYPE_CHECKING

from attribution.model import Certainty, Claim, Extraction, Span
from attribution.version import __version__

if TYPE_CHECKING:
    from attribution.checks import Finding, Settings
    from attribution.rulebook.rules import Rules


def extract(text: str, doc: str = "-", rules: Rules | None = None) -> Extraction:
    """Everything `text` reports: see `attribution.pipeline.extract`, which is loaded at the first call."""
    from attribution.pipeline import extract as run

    return run(text, doc, rules)


def check(text: str, doc: str = "-", settings: Settings | None = None) -> tuple[Finding, ...]:
    """What the draft checks say about `text`: see `attribution.checks.run.check`, which is loaded at the first call."""
    from attribution.checks.run import check as run

    return run(text, doc, settings)


def load_rules(folder: str | PathLike[str]) -> Rules:
    """The shipped rules with those of a folder of one's own, for `extract(text, rules=…)`: see `attribution.rulebook.load`."""
    from attribution.rulebook.load import load_rules as run

    return run(folder)


__all__ = ["Certainty", "Claim", "Extraction", "Span", "__version__", "check", "extract", "load_rules"]
