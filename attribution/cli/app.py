"""The whole typer application, for whoever wants all commands in one process."""

from __future__ import annotations

from attribution.cli.commands import application

app = application()
