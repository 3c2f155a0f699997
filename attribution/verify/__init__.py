"""Draft and sources → traces: where each quotation of the draft stands in what it was written from, and what differs."""

from attribution.verify.record import FLAGS, STATUSES, Trace, Tracing
from attribution.verify.run import verify

__all__ = ["FLAGS", "STATUSES", "Trace", "Tracing", "verify"]
