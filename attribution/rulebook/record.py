"""What is read of one rule file, each part under its name there."""

from __future__ import annotations

from typing import Any


class Record:
    """Values read from rules, each an attribute that a subclass annotates; none can be changed.

    For many word lists: a class of this kind is made in a hundredth of the time that a dataclass of as many fields takes, a named
    tuple in half of that (2026-11: 0.02, 2.5 and 1.2 ms for 60 fields), and a short run spends its time on such things.
    """

    def __init__(self, **values: Any) -> None:
        """A value for each annotated name. TypeError, which tells them, where some lack or are not known."""
        odd = self.__annotations__.keys() ^ values.keys()
        if odd:
            raise TypeError(f"{type(self).__name__} lacks or does not know: {', '.join(sorted(odd))}")
        self.__dict__.update(values)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{name} was read from the rules; it cannot be set")
