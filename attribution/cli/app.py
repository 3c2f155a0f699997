"""The typer application: what commands there are. A new command is a module beside this one and a line below."""

from __future__ import annotations

from typing import Annotated

import typer

from attribution.cli.check import CheckCommand, check
from attribution.cli.ending import guarded
from attribution.cli.explain import explain
from attribution.cli.export import export
from attribution.cli.lsp import lsp
from attribution.cli.report import report
from attribution.cli.rules import rules
from attribution.cli.sources import sources
from attribution.cli.startup import Command, Group
from attribution.cli.text import text
from attribution.cli.verify import verify

app = typer.Typer(
    name="attribution",
    cls=Group,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(wanted: bool) -> None:
    if wanted:
        from attribution.version import __version__

        typer.echo(f"attribution {__version__}")
        raise typer.Exit


@app.callback()
def attribution(
    version: Annotated[bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and stop.")] = False,
) -> None:
    """Who said what in a news article, through whom, and how sure they were.

    \b
    Example:
      attribution report article.txt
    """


for command in (report, export, explain, sources, text, lsp):
    app.command(cls=Command)(guarded(command))
app.command(cls=CheckCommand)(guarded(check))
app.command(cls=Command)(guarded(verify))
app.add_typer(rules)
