"""The one place where the version stands, and the address of the pages."""

__version__ = "0.1.0"
HOME = "https://example.org/claim-attribution"  # where repository and pages are published
