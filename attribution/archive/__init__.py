"""Archives: documents by the million out of folders, tables and web archives; their claims into a folder, resumed if broken off."""

from attribution.archive.documents import Fields, Item, Trouble, read_corpus
from attribution.archive.run import Run, Tally, run_archive

__all__ = ["Fields", "Item", "Run", "Tally", "Trouble", "read_corpus", "run_archive"]
