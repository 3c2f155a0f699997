"""Draft and sources → traces: where each quotation and claim of the draft stands in what it was written from, and what differs."""

from __future__ import annotations

from collections.abc import Mapping

from attribution.verify.record import FLAGS, SHIFTS, STATUSES, Policy, SourceKind, Trace, Tracing


def verify(
    draft: str,
    sources: Mapping[str, str],
    doc: str = "-",
    kinds: Mapping[str, SourceKind] | None = None,
    policy: Policy = "clean",
) -> Tracing:
    """Where each quotation and claim of `draft` stands in `sources` (name → text), and what differs. Needs the extra `verify`.

    `kinds` says of sources by name what they are ("transcript", "article", "statement"); of others it is guessed. Nothing that this says
    means that a quotation is true: "verbatim" means that its words stand so in the source named. `policy` says how urgent it is that
    "um" was left out. Raises UsageError for a kind that is none.
    """
    from attribution.verify.run import verify as run  # loaded at the first call

    return run(draft, sources, doc, kinds, policy)


__all__ = ["FLAGS", "SHIFTS", "STATUSES", "Trace", "Tracing", "verify"]
