"""Who said this, through whom, and how sure were they? Rule-based claim and quote attribution for English news.

>>> from attribution import extract
>>> [(c.speaker, c.claim) for c in extract('The ferry will sail on Monday, the company said.').claims]  # doctest: +SKIP
"""

from __future__ import annotations

from attribution.model import Certainty, Claim, Extraction, Span
from attribution.version import __version__


def extract(text: str, doc: str = "-") -> Extraction:
    """Everything `text` reports: see `attribution.pipeline.extract`, which is loaded at the first call."""
    from attribution.pipeline import extract as run

    return run(text, doc)


__all__ = ["Certainty", "Claim", "Extraction", "Span", "__version__", "extract"]
