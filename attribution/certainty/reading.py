"""One question to the document: the verdict on a token and on all that it hangs on, remembered."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attribution.certainty.effects import ASSERTED, Verdict
from attribution.certainty.syntax import Syntax
from attribution.certainty.tables import OPENING, Tables
from attribution.model import Attribution, Document, Tokens

MOST = 2_000  # verdicts remembered from one claim to the next; an article has some dozens
DEPTH = 6  # embedding words looked through, outward

Read = Callable[["Reading", int, str], Verdict]


class Room:
    """What all questions to one document share: its syntax, and what was found out. What it remembers depends on the text alone."""

    def __init__(self, document: Document, attributions: Sequence[Attribution], tables: Tables, read: Read) -> None:
        self.document, self.tables, self.read = document, tables, read
        self.syntax = Syntax(document, attributions, tables)
        self.questions = "?" in document.text
        self.known: dict[int, Verdict] = {}
        self.mains: dict[tuple[Tokens, int], int | None] = {}

    def tidy(self) -> None:
        """Forget what was found out, where that is much: of a long text a question asks about what stands near the one before."""
        if len(self.known) > MOST:
            self.known.clear()
            self.mains.clear()
            self.syntax.forget()


class Reading:
    """One question. `muted`: a cue to be read as a plain "said", for the modality of its content alone; -1 for none.

    A verdict found within DEPTH steps is remembered for every question; one that was cut short, for this one and this depth alone, so that
    no answer depends on what was asked before.
    """

    __slots__ = (
        "_cut", "_depth", "_known", "_short", "covering", "low", "muted", "predicate", "room", "sentence", "syntax", "tables", "tags",
        "words",
    )  # fmt: skip

    def __init__(self, room: Room, muted: int = -1) -> None:
        self.room, self.syntax, self.tables, self.words = room, room.syntax, room.tables, room.tables.words
        self.low, self.tags = room.syntax.tokens.low, room.syntax.tokens.tags
        self.predicate, self.sentence, self.covering = room.syntax.predicate, room.syntax.tokens.sentence, room.syntax.contents.covering
        self.muted = muted
        self._known = room.known if muted < 0 else {}
        self._cut: dict[tuple[int, int], Verdict] = {}
        self._depth = 0
        self._short = False  # whether the verdict being worked out was cut short

    def verdict(self, at: int) -> Verdict:
        """The verdict on the verb, noun or adjective at token `at`."""
        known = self._known.get(at)
        if known is not None:
            return known
        known = ASSERTED if self._depth > DEPTH else self._cut.get((at, self._depth))
        if known is not None:
            self._short = True
            return known
        before, self._short = self._short, False
        self._depth += 1
        verdict = self.room.read(self, at, "")
        self._depth -= 1
        if self._short:
            self._cut[at, self._depth] = verdict
        else:
            self._known[at] = verdict
        self._short = self._short or before
        return verdict

    def behind_mark(self, at: int) -> int:
        """The token at `at`, or the next where that is an opening mark."""
        return at + 1 if self.low[at] in OPENING else at

    def outer(self, at: int, part: str) -> Verdict:
        """The verdict on an embedding word, of which nothing but what it embeds is asked: `part` n or a, else as of any other word."""
        return self.room.read(self, at, part) if part in ("n", "a") else self.verdict(at)

    def alone(self, trigger: int) -> Reading:
        """The same document where the cue at `trigger` were a plain "said"."""
        return Reading(self.room, trigger)
