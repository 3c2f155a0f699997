"""From a file to text: `read_text` decodes without touching a character, `Source` knows the way back to line and column."""

from attribution.readers.lines import LineIndex
from attribution.readers.text import STDIN, Source, read_text

__all__ = ["STDIN", "LineIndex", "Source", "read_text"]
