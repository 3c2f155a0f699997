"""What nouns say a source is, by nouns.tsv: one table for whoever asks."""

from __future__ import annotations

from attribution.rulebook.rules import Files, plain


@plain
def read_noun_kinds(files: Files) -> dict[str, str]:
    """Noun in the singular → its line's type in nouns.tsv; of two lines the first counts."""
    rows = (line.split("\t") for line in reversed(files.text("nouns.tsv").splitlines()) if line and line[0] != "#")
    return {noun: kind for kind, nouns in rows for noun in nouns.split()}
