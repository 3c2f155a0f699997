"""What makes two claims one speaker's."""

from __future__ import annotations

import re

from attribution.model import Claim


def speaker_key(claim: Claim) -> tuple[str, str] | None:
    """The name, and of somebody unnamed the document; None where there is no speaker."""
    if claim.speaker is None:
        return None
    hidden = claim.anonymous and len(claim.chain) < 2
    return _plain(claim.speaker), claim.doc if hidden else ""


def _plain(name: str) -> str:
    """A name without article and case, by which speakers of several documents are one."""
    return bare(name.casefold())


def bare(name: str) -> str:
    """A name or a description without its article."""
    return re.sub(r"\A(?:the|an?)\s+", "", name, flags=re.IGNORECASE)
