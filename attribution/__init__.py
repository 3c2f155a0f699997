"""Who said this, through whom, and how sure were they? Rule-based claim and quote attribution for English news.

>>> from attribution import extract
>>> [(c.speaker, c.claim) for c in extract('The ferry will sail on Monday, the company said.').claims]  # doctest: +SKIP
"""

from __future__ import annotations

from os import PathLike, fspath
from typing import TYPE_CHECKING

from attribution.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from attribution.checks import Finding, Settings
    from attribution.errors import AttributionError
    from attribution.model import Certainty, Claim, Extraction, Span
    from attribution.rulebook.rules import Rules

_TYPES = ("Certainty", "Claim", "Extraction", "Span")  # of `attribution.model`, which takes its time to load, and help needs none


def __getattr__(name: str) -> type:
    """The types of what is found, loaded when first asked for."""
    if name not in _TYPES:
        raise AttributeError(f"module 'attribution' has no attribute {name!r}")
    from attribution import model

    found: type = getattr(model, name)
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def extract(text: str, doc: str = "-", rules: Rules | None = None) -> Extraction:
    """Everything `text` reports: see `attribution.pipeline.extract`, which is loaded at the first call. TypeError for what is no string."""
    if not isinstance(text, str):
        raise TypeError(_no_text(text))
    from attribution.pipeline import extract as run

    return run(text, doc, rules)


def _no_text(given: object) -> str:
    if isinstance(given, PathLike):
        return f"extract() takes the text of an article; for the file {fspath(given)!r}: extract_file(path)"
    if isinstance(given, bytes | bytearray):
        return "extract() takes a string, not bytes: decode them, or let extract_file(path) find the encoding"
    return f"extract() takes the text of an article as a string, not {type(given).__name__}"


def extract_file(path: str | PathLike[str], rules: Rules | None = None, encoding: str | None = None) -> Extraction:
    """Everything a file of any readable format reports: see `attribution.files.extract_file`, which is loaded at the first call."""
    from attribution.files import extract_file as run

    return run(path, rules, encoding)


def extract_files(
    paths: str | PathLike[str] | Iterable[str | PathLike[str]],
    rules: Rules | None = None,
    *,
    encoding: str | None = None,
    jobs: int = 1,
    progress: Callable[[int, int], object] | bool = False,
    on_error: Callable[[AttributionError], object] | None = None,
) -> Iterator[Extraction]:
    """What each of many files reports, in order: see `attribution.files.extract_files`, which is loaded at the first call."""
    from attribution.files import extract_files as run

    return run(paths, rules, encoding=encoding, jobs=jobs, progress=progress, on_error=on_error)


def check(text: str, doc: str = "-", settings: Settings | None = None) -> tuple[Finding, ...]:
    """What the draft checks say about `text`: see `attribution.checks.run.check`, which is loaded at the first call."""
    from attribution.checks.run import check as run

    return run(text, doc, settings)


def load_rules(folder: str | PathLike[str]) -> Rules:
    """The shipped rules with those of a folder of one's own, for `extract(text, rules=…)`: see `attribution.rulebook.load`."""
    from attribution.rulebook.load import load_rules as run

    return run(folder)


__all__ = ["Certainty", "Claim", "Extraction", "Span", "__version__", "check", "extract", "extract_file", "extract_files", "load_rules"]
