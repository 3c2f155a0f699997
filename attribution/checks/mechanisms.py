"""Which mechanism looks for what: the one place where codes meet functions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from attribution.checks import against, quotations, sources, surety, wording
from attribution.checks.article import Article
from attribution.checks.finding import Hit
from attribution.verify.codes import CODES

Mechanism = Callable[[Article, Mapping[str, Any]], Iterator[Hit]]

MECHANISMS: Mapping[str, Mechanism] = {
    "AQ101": quotations.unattributed,
    "AQ102": quotations.late,
    "AQ103": quotations.changed,
    "AQ104": quotations.unbalanced,
    "AQ105": quotations.broken,
    "AQ106": quotations.ambiguous,
    "AQ107": quotations.differing,
    "AQ108": quotations.fragment,
    "AS201": sources.vague,
    "AS202": sources.without_reason,
    "AS203": sources.stock_reason,
    "AS204": sources.attack,
    "AS205": sources.first_quotation,
    "AS206": sources.plural,
    "AS207": sources.mostly_anonymous,
    "AS208": sources.bare_surname,
    "AS209": sources.source_dropped,
    "AS210": sources.lede_rests,
    "AS211": sources.without_role,
    "AV301": wording.loaded,
    "AV302": wording.mind_reading,
    "AV303": wording.unspeakable,
    "AV304": wording.vouching,
    "AC401": surety.surer,
    "AC402": surety.drops_attribution,
    "AC403": surety.without_accuser,
    "AC404": surety.not_heard,
    "AC405": surety.buried,
    "AC406": surety.double_hedge,
    **{code: against.mechanism(code) for kind in CODES.values() for code in kind.values()},
    against.CLAIM_NOT_FOUND: against.mechanism(against.CLAIM_NOT_FOUND),
    against.UNREAD: against.unread,
}  # AX901 and AX902 are about comments, and found where they are heeded (see `run`)
