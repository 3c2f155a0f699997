"""The commands and the typer application of them. A new command is a module beside this one and a name below."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from attribution.cli.ending import guarded
from attribution.cli.startup import Command, Group

COMMANDS = ("report", "export", "explain", "sources", "text", "lsp", "check", "verify", "compare", "extract", "corpus", "diff", "rules")
"""Each a function of this name, or a typer application, in the module of this name, which may give it a class of its own as `COMMAND`. In
the order in which help lists them."""


def _show_version(wanted: bool) -> None:
    if wanted:
        from attribution.version import __version__

        typer.echo(f"attribution {__version__}")
        raise typer.Exit


def attribution(
    version: Annotated[bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and stop.")] = False,
) -> None:
    """Who said what in a news article, through whom, and how sure they were.

    \b
    Example:
      attribution report article.txt
    """


def meant(arguments: Sequence[str]) -> list[str]:
    """The arguments, `report` before them where they begin with an article: `-`, a name that is no mere word, or that of a file.

    >>> meant(["-"]), meant(["a.txt", "-f", "html"]), meant(["check", "a.txt"]), meant(["--version"]), meant(["reprot"])
    (['report', '-'], ['report', 'a.txt', '-f', 'html'], ['check', 'a.txt'], ['--version'], ['reprot'])
    """
    first = next(iter(arguments), "")
    named = first == "-" or not (first.isalpha() or first.startswith("-")) or Path(first).exists()
    return ["report", *arguments] if first and first not in COMMANDS and named else list(arguments)


def application(arguments: Sequence[str] = ()) -> typer.Typer:
    """The application for these arguments: with the one command that they begin with, since each takes its time to load, or with all."""
    app = typer.Typer(
        name="attribution",
        cls=Group,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        no_args_is_help=True,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(attribution)
    for name in [name for name in COMMANDS if name in arguments[:1]] or COMMANDS:
        module = import_module(f"attribution.cli.{name}")
        command = getattr(module, name)
        if isinstance(command, typer.Typer):
            app.add_typer(command)
        else:
            app.command(cls=getattr(module, "COMMAND", Command))(guarded(command))
    return app
