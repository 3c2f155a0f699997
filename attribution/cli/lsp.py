"""`attribution lsp`: the language server on standard input and output."""

from __future__ import annotations

from typing import Annotated

import typer

from attribution.errors import UsageError


def lsp(
    stdio: Annotated[bool, typer.Option("--stdio", help="Use standard input and output, as it always does; editors add this.")] = False,
) -> None:
    """Serve an editor over standard input and output (Language Server Protocol).

    \b
    Example:
      attribution lsp
    """
    try:
        from attribution.lsp.server import make_server
    except ModuleNotFoundError as error:
        if error.name and error.name.split(".")[0] in ("pygls", "lsprotocol"):
            raise UsageError("attribution lsp: needs pygls; install it with: pip install 'claim-attribution[lsp]'") from None
        raise
    make_server().start_io()
