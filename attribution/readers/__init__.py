"""From a file to text: `read_text` decodes without touching a character, `Source` knows the way back to line and column."""

from attribution.readers.lines import LineIndex
from attribution.readers.text import Source, read_text

__all__ = ["LineIndex", "Source", "read_text"]
