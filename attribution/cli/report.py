"""`attribution report`: the claims table."""

from __future__ import annotations

from attribution.cli.ending import finish
from attribution.cli.inputs import Inputs
from attribution.cli.options import Act, Encoding, Files, MinConfidence, Width, columns, filters
from attribution.model import Claim


def report(files: Files, act: Act = None, min_confidence: MinConfidence = None, width: Width = None, encoding: Encoding = None) -> None:
    """Show who said what, through whom and how sure, as a table.

    \b
    Examples:
      attribution report article.txt
      attribution report --act communication --min-confidence 0.5 *.txt
    """
    from attribution.output.table import claims_table, heading, summary

    room = columns(width)
    inputs = Inputs(files, encoding, filters(act, min_confidence))
    shown: list[Claim] = []
    documents = found = 0
    for result in inputs:
        claims = result.extraction.claims
        print(heading(result.source.doc, result.claims), end="\n\n")
        print(claims_table(result.claims, room, claims), end="\n\n")
        shown += result.claims
        documents, found = documents + 1, found + len(claims)
    if documents:
        print(summary(shown, documents, room, found - len(shown)))
    finish(bool(inputs.failed))
