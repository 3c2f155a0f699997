"""What is to be read of a file with markup, and the way back from it to the file.

Markup cannot be blanked out where it stands: blanks inside `<em>word</em>.”` would part the mark from its word, and `&rsquo;` is one
letter of a word. So the readable text is shorter than the file, and every offset in it has its exact place in the file.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from attribution.model import Span, Spans, Warn

Places = tuple[tuple[int, str], ...]  # (offset in the file, what the place from there on is called), in order


@dataclass(frozen=True)
class Readable:
    """The text that is read of a file, its parts (offsets into `text`), and where each character came from.

    headline   title and standfirst
    captions   of pictures and tables
    displayed  quotations set off as a block
    dates      lines that say when and by whom
    comments   of the markup, as offsets into the file
    unread     what stands among the words and is not read (struck, hidden, advertisements), as offsets into the file
    places     where pages, time codes or numbered paragraphs begin: offsets into the file, with their names
    voices     who speaks in turns, by the file's own marks
    about      what the file says of itself: (title, author, date, outlet, address) pairs, as far as known
    warnings   what was odd about reading it
    """

    text: str
    headline: Spans = ()
    captions: Spans = ()
    displayed: Spans = ()
    comments: Spans = ()
    dates: Spans = ()
    unread: Spans = ()
    places: Places = ()
    voices: frozenset[str] = frozenset()
    about: tuple[tuple[str, str], ...] = ()
    warnings: tuple[Warn, ...] = ()
    _begins: list[int] = field(default_factory=list, repr=False)
    _origins: list[Span] = field(default_factory=list, repr=False)

    def place(self, offset: int) -> str | None:
        """What the place of an offset in the file is called ("page 3, line 12", "00:12:33"), or None where places have no names.

        >>> Readable("", places=((4, "00:00:01"), (9, "00:00:05"))).place(8)
        '00:00:01'
        """
        at = bisect_right(self.places, offset, key=lambda place: place[0]) - 1
        return self.places[at][1] if at >= 0 else None

    def begin(self, offset: int) -> int:
        """Offset in the file of the character at `offset` of `text`."""
        if not self._begins:
            return offset
        at = max(bisect_right(self._begins, offset) - 1, 0)
        here, origin = offset - self._begins[at], self._origins[at]
        return origin.begin if self._length(at) != origin.end - origin.begin else min(origin.begin + here, origin.end)

    def end(self, offset: int) -> int:
        """Offset in the file where the character before `offset` ends."""
        if not self._begins or offset <= 0:
            return offset if not self._begins else self.begin(0)
        at = max(bisect_right(self._begins, offset - 1) - 1, 0)
        origin = self._origins[at]
        if self._length(at) != origin.end - origin.begin:
            return origin.end
        return min(origin.begin + offset - self._begins[at], origin.end)

    def span(self, begin: int, end: int) -> Span:
        """Where `text[begin:end]` stands in the file."""
        return Span(self.begin(begin), self.end(end)) if end > begin else Span(self.begin(begin), self.begin(begin))

    def without_unread(self, span: Span) -> Iterator[Span]:
        """The parts of a span of the file that are read, in order.

        >>> list(Readable("", unread=(Span(4, 6),)).without_unread(Span(2, 9)))
        [Span(begin=2, end=4), Span(begin=6, end=9)]
        """
        at = span.begin
        for k in range(bisect_left(self.unread, at, key=lambda part: part.begin), len(self.unread)):
            begin, end = self.unread[k]
            if begin >= span.end:
                break
            if at < begin:
                yield Span(at, begin)
            at = max(at, end)
        if at < span.end:
            yield Span(at, span.end)

    def pieces(self) -> Iterator[tuple[Span, str]]:
        """(where in the file, words) of what was read, piece by piece; words as long as their place stand there as they are."""
        if not self._begins:
            yield Span(0, len(self.text)), self.text
        for at, begin in enumerate(self._begins):
            yield self._origins[at], self.text[begin : begin + self._length(at)]

    def _length(self, at: int) -> int:
        after = self._begins[at + 1] if at + 1 < len(self._begins) else len(self.text)
        return after - self._begins[at]


class Builder:
    """Collects the readable text piece by piece, in the order of the file or not."""

    def __init__(self, text: str) -> None:
        self.file = text
        self.length = 0
        self.comments: list[Span] = []
        self._pieces: list[str] = []
        self._begins: list[int] = []
        self._origins: list[Span] = []

    def copy(self, begin: int, end: int) -> None:
        """Read the file's characters `begin` to `end` as they are."""
        if begin < end:
            self.put(self.file[begin:end], begin, end)

    def put(self, words: str, begin: int, end: int) -> None:
        """Read `words` for what stands in the file at `begin` to `end`."""
        if not words:
            return
        if len(words) > 1 and len(words) != end - begin:  # one by one, so that no piece is taken for a copy or cut in two
            for char in words:
                self.put(char, begin, end)
            return
        self._begins.append(self.length)
        self._origins.append(Span(begin, end))
        self._pieces.append(words)
        self.length += len(words)

    def ends_with(self, chars: str) -> bool:
        """Whether the last character so far is one of `chars`, or there is none yet."""
        return not self._pieces or self._pieces[-1][-1] in chars

    def break_paragraph(self, at: int) -> None:
        """Begin a new paragraph; `at` is where in the file."""
        if self._pieces and not self.ends_with("\n"):
            self.put("\n", at, at)
            self.put("\n", at, at)

    def join_paragraphs(self, at: int) -> None:
        """Take back the break after the last paragraph, if there is one: what comes next goes on in it; `at` is where in the file."""
        if self._pieces[-2:] == ["\n", "\n"]:
            for pieces in (self._pieces, self._begins, self._origins):
                del pieces[-2:]
            self.length -= 2
            self.put(" ", at, at)

    def readable(
        self,
        headline: Iterable[Span] = (),
        captions: Iterable[Span] = (),
        displayed: Iterable[Span] = (),
        dates: Iterable[Span] = (),
        places: Iterable[tuple[int, str]] = (),
    ) -> Readable:
        """What was collected."""
        begins, origins = (self._begins, self._origins) if self._begins else ([0], [Span(0, 0)])
        text = "".join(self._pieces)
        parts = (tuple(headline), tuple(captions), tuple(displayed), tuple(self.comments), tuple(dates))
        return Readable(text, *parts, places=tuple(places), _begins=begins, _origins=origins)
