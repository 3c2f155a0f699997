"""Dates as archives have them."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import NamedTuple

_DAY = 10  # characters of 2026-11-30


class When(NamedTuple):
    """A day (2026-11-30), and the moment in seconds since 1970 where the time is told: of a day alone it is not known."""

    day: str
    moment: float | None = None

    @property
    def month(self) -> str:
        """2026-11."""
        return self.day[:7]


def read_date(text: str) -> When | None:
    """A date of ISO 8601 or of a mail, with a time or without; None for anything else. A time without a zone is taken for UTC's.

    >>> read_date("2026-11-30"), read_date("2026-11-30T01:00:00+02:00"), read_date("2026/11/30"), read_date("yesterday")
    (When(day='2026-11-30', moment=None), When(day='2026-11-29', moment=1795993200.0), When(day='2026-11-30', moment=None), None)
    """
    text = text.strip().replace("/", "-")
    try:
        moment = datetime.fromisoformat(text) if text[:4].isdigit() else parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    if len(text) <= _DAY:
        return When(moment.date().isoformat())
    try:
        moment = moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
    except OverflowError:  # in the year 1
        return None
    return When(moment.date().isoformat(), moment.timestamp())
