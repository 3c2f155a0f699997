"""Quotation and sources → where its words stand, word for word or nearly. Words are characters here: see `retrieve`."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise

from attribution.errors import UsageError
from attribution.verify.fold import BRACKET, GAP, WORD, Token, fold, fold_plainly
from attribution.verify.language import language
from attribution.verify.retrieve import UNKNOWN, Corpus

_AROUND = 20  # words beside a passage in which a quotation's ends are looked for
_CUTOFF = 30  # rapidfuzz's score, 0 to 100, below which nothing is aligned
_RUN = 3  # words in a row that are no accident
_MOST_RUNS = 24  # runs that a quotation is taken apart into
_MOST_BRACKETS = 24  # brackets of a quotation that are looked for as such
_BESIDE = 6  # characters beside a bracket that a source has, too, if it is the source's
_FAR = 12  # words between two runs that were dropped, not stitched over
_FUSED = 8  # words between two halves of a sentence that are no slip of the tongue
_LONGEST = 400  # words of a piece that is aligned as one
_SENTENCE_END = re.compile(r"[.!?]|\n")


@dataclass(frozen=True)
class Quotation:
    """A quotation of the draft: its text without marks, and its words in pieces between ellipses and brackets.

    Brackets that begin at an offset of `opened` are the source's: what stands in them are words like others.
    """

    text: str = field(repr=False)
    begin: int
    end: int
    opened: frozenset[int] = frozenset()

    @cached_property
    def tokens(self) -> list[Token]:
        """Words, gaps and brackets."""
        tokens: list[Token] = []
        for token in fold(self.text, self.begin, self.end):
            tokens += fold_plainly(self.text, token.begin, token.end) if token.begin in self.opened else [token]
        return tokens

    @cached_property
    def brackets(self) -> list[Token]:
        """Those that are not opened."""
        return [token for token in self.tokens if token.kind == BRACKET]

    def open(self, brackets: frozenset[int]) -> Quotation:
        """The quotation with the words of some brackets taken for the source's."""
        return replace(self, opened=brackets) if brackets != self.opened else self

    @cached_property
    def words(self) -> list[Token]:
        """The words outside brackets."""
        return [token for token in self.tokens if token.kind == WORD]

    @cached_property
    def plain(self) -> list[Token]:
        """The words, those in brackets included."""
        return fold_plainly(self.text, self.begin, self.end)

    @cached_property
    def cuts(self) -> list[tuple[int, list[Token]]]:
        """(word before which, ellipses and brackets there), in order."""
        cuts: list[tuple[int, list[Token]]] = []
        number = 0
        for token in self.tokens:
            if token.kind == WORD:
                number += 1
            elif cuts and cuts[-1][0] == number:
                cuts[-1][1].append(token)
            else:
                cuts.append((number, [token]))
        return cuts

    @cached_property
    def pieces(self) -> list[tuple[int, int]]:
        """Ranges of words without an ellipsis or a bracket between them, none too long to be aligned."""
        edges = [0, *(number for number, _ in self.cuts if 0 < number < len(self.words)), len(self.words)]
        pieces = pairwise(edges)
        return [part for begin, end in pieces for part in _cut_up(begin, end)]

    @cached_property
    def _marks(self) -> dict[int, list[Token]]:
        return dict(self.cuts)

    def marks_before(self, word: int) -> list[Token]:
        """The ellipses and brackets right before a word."""
        return self._marks.get(word, [])

    def is_beside_opened(self, word: int) -> bool:
        """Whether a bracket that is taken for the source's begins or ends right where marks stand before a word."""
        begins = self.words[word].begin - 1 if word < len(self.words) else self.end
        last = self.words[word - 1].end if word else self.begin
        return begins in self.opened or (bool(self.opened) and self.text[last : last + 1] == "]")

    def reach(self, word: int) -> int:
        """How many words may be left out before this one."""
        kinds = {mark.kind for mark in self.marks_before(word)}
        return int(language().limits["gap_words" if GAP in kinds else "bracket_words" if BRACKET in kinds else "none"]) if kinds else 0


def _cut_up(begin: int, end: int) -> list[tuple[int, int]]:
    """A range of words in parts that are not too long to be aligned."""
    return [(at, min(at + _LONGEST, end)) for at in range(begin, end, _LONGEST)]


@dataclass(frozen=True)
class Edit:
    """Words that differ: a range of the quotation's words, and of the corpus's; either may be empty."""

    begin: int
    end: int
    source_begin: int
    source_end: int


@dataclass(frozen=True)
class Placed:
    """A piece of a quotation at its place; between the edits its words are the source's, one by one."""

    begin: int
    end: int
    source_begin: int
    source_end: int
    edits: tuple[Edit, ...] = ()

    @property
    def same(self) -> int:
        """How many words are equal."""
        return self.end - self.begin - sum(edit.end - edit.begin for edit in self.edits)

    def equal(self) -> Iterator[tuple[int, int, int]]:
        """(word of the quotation, word of the corpus, how many) of each stretch of equal words."""
        begin, source = self.begin, self.source_begin
        for edit in self.edits:
            if edit.begin > begin:
                yield begin, source, edit.begin - begin
            begin, source = edit.end, edit.source_end
        if self.end > begin:
            yield begin, source, self.end - begin


@dataclass(frozen=True)
class Match:
    """Where a quotation stands. `words` are those that the places count in."""

    words: Sequence[Token] = field(repr=False)
    placed: tuple[Placed, ...]
    opened: frozenset[int] = frozenset()  # brackets of the quotation that are taken for the source's own
    whole: bool = False  # and ellipses, too: all of it as plain words

    @property
    def similarity(self) -> float:
        """Share of the words that are equal."""
        return sum(piece.same for piece in self.placed) / max(1, len(self.words))

    @property
    def changed(self) -> int:
        """How many words differ, are missing or are left out without a mark."""
        missing = len(self.words) - sum(piece.end - piece.begin for piece in self.placed)
        edits = [edit for piece in self.placed for edit in piece.edits]
        return missing + sum(max(edit.end - edit.begin, edit.source_end - edit.source_begin) for edit in edits)


def find_exact(quotation: Quotation, corpus: Corpus) -> list[Match]:
    """The places where the quotation stands as worded, ellipses and brackets standing for a few words; or none."""
    plain = corpus.encode(quotation.plain)
    size = len(plain)
    if size and UNKNOWN not in plain:
        opened = _begins(quotation.brackets)
        found = [Match(quotation.plain, (Placed(0, size, at, at + size),), opened, whole=True) for at in corpus.places(plain)]
        if found:
            return found
    views = [view for view in _views(quotation, corpus) if len(view.pieces) > 1 or len(view.words) < size]
    return [match for view in views for match in _chains(view, corpus)]


def _views(quotation: Quotation, corpus: Corpus) -> list[Quotation]:
    """The quotation with brackets of its own; where it has any, with those that a source has, too, taken for that one's; and with all."""
    there = _begins(each for each in quotation.brackets[:_MOST_BRACKETS] if _stands(quotation, each, corpus))
    return [quotation.open(brackets) for brackets in dict.fromkeys((frozenset[int](), there, _begins(quotation.brackets)))]


def _stands(quotation: Quotation, bracket: Token, corpus: Corpus) -> bool:
    """Whether a source has a bracket letter by letter, with what stands right before or behind it: "[sic]" alone is in many."""
    text, (begin, end) = quotation.text, bracket[:2]
    low, high = max(quotation.begin, begin - _BESIDE), min(quotation.end, end + _BESIDE)
    low, high = max(low, text.rfind("]", low, begin) + 1), text.find("[", end, high) if "[" in text[end:high] else high
    return any(corpus.has(part) for part in (text[low:end], text[begin:high]) if len(part) > end - begin + 1)


def _begins(tokens: Iterable[Token]) -> frozenset[int]:
    return frozenset(token.begin for token in tokens)


def _chains(quotation: Quotation, corpus: Corpus) -> Iterator[Match]:
    """The pieces in order, each within reach of the one before, around each place of the one that says most."""
    pieces, code = quotation.pieces, corpus.encode(quotation.words)
    if not code or UNKNOWN in code:
        return
    most = max(range(len(pieces)), key=lambda i: language().nats(word.folded for word in quotation.words[slice(*pieces[i])]))
    begin, end = pieces[most]
    for place in corpus.places(code[begin:end]):
        first, stop = corpus.bounds(place)
        chain = [Placed(begin, end, place, place + end - begin)]
        for b, e in pieces[most + 1 :]:
            at = corpus.code.find(code[b:e], chain[-1].source_end, min(stop, chain[-1].source_end + quotation.reach(b) + e - b))
            if at < 0:
                break
            chain.append(Placed(b, e, at, at + e - b))
        for i in range(most - 1, -1, -1):
            b, e = pieces[i]
            after = chain[0].source_begin
            at = corpus.code.rfind(code[b:e], max(first, after - quotation.reach(pieces[i + 1][0]) - (e - b)), after)
            if at < 0:
                break
            chain.insert(0, Placed(b, e, at, at + e - b))
        if len(chain) == len(pieces) and not _has_own_brackets(quotation, chain, corpus):
            yield Match(quotation.words, tuple(chain), quotation.opened)


def _has_own_brackets(quotation: Quotation, chain: Sequence[Placed], corpus: Corpus) -> bool:
    """Whether the source has a bracket where the quotation has one: then it is the source's, and its words are compared like others."""
    stretches = [(two.begin, one.source_end, two.source_begin) for one, two in pairwise(chain)]
    if chain:
        first, last = chain[0], chain[-1]
        stretches += [(first.begin, first.source_begin, first.source_begin), (last.end, last.source_end, last.source_end)]
    return any(
        any(mark.kind == BRACKET for mark in quotation.marks_before(word))
        and not quotation.is_beside_opened(word)
        and any("[" in corpus.between(place) or "]" in corpus.between(place) for place in range(begin, end + 1))
        for word, begin, end in stretches
    )


def find_near(quotation: Quotation, corpus: Corpus) -> Match | None:
    """The place that has most of the quotation's words in their order; None where no passage shares any."""
    best: tuple[float, int, Match] | None = None
    for view in _views(quotation, corpus):
        code = corpus.encode(view.words)
        for begin, end in corpus.nearest(code):
            first, stop = corpus.bounds(begin)
            around = min(len(code), _LONGEST) + _AROUND
            window = max(first, begin - around), min(stop, end + around)
            aligned = (_align(code, piece, window, corpus) for piece in view.pieces)
            placed = tuple(_tightened(each, view.words, corpus) for each in aligned if each is not None)
            match = Match(view.words, placed, view.opened)
            extra = sum(edit.source_end - edit.source_begin for piece in placed for edit in piece.edits)
            own = _has_own_brackets(view, placed, corpus)
            if placed and not own and (best is None or (match.similarity, -extra) > best[:2]):
                best = (match.similarity, -extra, match)
    return best[2] if best else None


def _align(code: str, piece: tuple[int, int], window: tuple[int, int], corpus: Corpus) -> Placed | None:
    """A piece in a stretch of the corpus, its ends free by a few words."""
    try:
        from rapidfuzz import fuzz
        from rapidfuzz.distance import Levenshtein
    except ImportError:
        raise UsageError("verify needs rapidfuzz; install claim-attribution[verify]") from None
    (begin, end), (low, high) = piece, window
    words = code[begin:end]
    at = corpus.code.find(words, low, high)
    if at >= 0:
        return Placed(begin, end, at, at + len(words))
    rough = fuzz.partial_ratio_alignment(words, corpus.code[low:high], score_cutoff=_CUTOFF)
    if rough is None:
        return None
    free = int(language().limits["ends_free"])
    first, last = max(low, low + rough.dest_start - free), min(high, low + rough.dest_end + free)
    steps = list(Levenshtein.opcodes(words, corpus.code[first:last]))
    while steps and steps[0].tag == "insert":
        first, steps = first + steps[0].dest_end - steps[0].dest_start, steps[1:]
    start = steps[0].dest_start if steps else 0
    while steps and steps[-1].tag == "insert":
        steps.pop()
    if not any(step.tag == "equal" for step in steps):
        return None
    base = first - start
    edits = list(
        _together(
            Edit(begin + step.src_start, begin + step.src_end, base + step.dest_start, base + step.dest_end)
            for step in steps
            if step.tag != "equal"
        )
    )
    return _drawn_together(Placed(begin, end, first, base + steps[-1].dest_end, tuple(edits)), corpus.code)


def _drawn_together(placed: Placed, code: str) -> Placed:
    """The same words nearer to the rest where they stand there, too: "the [union say? The] union has asked" is "The union has asked"."""
    edits = list(placed.edits)
    source_begin, source_end = placed.source_begin, placed.source_end
    if edits and edits[0].begin == edits[0].end:
        size = edits[0].begin - placed.begin
        there = edits[0].source_end - size
        if there > source_begin and code[there : edits[0].source_end] == code[source_begin : source_begin + size]:
            source_begin = there
            edits.pop(0)
    if edits and edits[-1].begin == edits[-1].end:
        size = placed.end - edits[-1].end
        there = edits[-1].source_begin + size
        if there < source_end and code[edits[-1].source_begin : there] == code[source_end - size : source_end]:
            source_end = there
            edits.pop()
    return Placed(placed.begin, placed.end, source_begin, source_end, tuple(edits))


def _tightened(placed: Placed, words: Sequence[Token], corpus: Corpus) -> Placed:
    """Words changed at an end stand for as many words of the source, not for all up to the next one that happens to be equal.

    They stand for none where the source has them, but as what counts for no word: "you know,".
    """
    edits = list(placed.edits)
    source_begin, source_end = placed.source_begin, placed.source_end
    if edits and edits[-1].end == placed.end:
        last = edits[-1]
        size = 0 if _is_filler(last, last.source_begin, words, corpus) else last.end - last.begin
        source_end = min(last.source_end, last.source_begin + size)
        edits[-1] = replace(last, source_end=source_end)
    if edits and edits[0].begin == placed.begin:
        first = edits[0]
        size = 0 if _is_filler(first, first.source_end, words, corpus) else first.end - first.begin
        source_begin = max(first.source_begin, first.source_end - size)
        edits[0] = replace(first, source_begin=source_begin)
    return Placed(placed.begin, placed.end, source_begin, source_end, tuple(edits))


def _is_filler(edit: Edit, place: int, words: Sequence[Token], corpus: Corpus) -> bool:
    return corpus.is_between([word.folded for word in words[edit.begin : edit.end]], place)


def _together(edits: Iterable[Edit]) -> Iterator[Edit]:
    """Edits that touch, as one."""
    open_edit: Edit | None = None
    for edit in edits:
        if open_edit and (open_edit.end, open_edit.source_end) == (edit.begin, edit.source_begin):
            open_edit = Edit(open_edit.begin, edit.end, open_edit.source_begin, edit.source_end)
            continue
        if open_edit:
            yield open_edit
        open_edit = edit
    if open_edit:
        yield open_edit


def find_runs(quotation: Quotation, corpus: Corpus) -> tuple[Placed, ...]:
    """The quotation in the fewest runs that stand somewhere as worded, three words at least each; words in none are left out.

    Of several places of a run, the nearest behind the run before it is taken.
    """
    code = corpus.encode(quotation.words)
    runs: list[Placed] = []
    at = 0
    edges = sorted({begin for begin, _ in quotation.pieces} | {len(code)})
    while at < len(code) and len(runs) < _MOST_RUNS:
        room = edges[bisect_right(edges, at)] - at
        length = _longest(code[at : at + room], corpus)
        if length < min(_RUN, room):
            at += 1
            continue
        runs.append(_nearest_place(code[at : at + length], at, runs, corpus))
        at += length
    return tuple(runs)


def _longest(code: str, corpus: Corpus) -> int:
    """How many of the first words stand somewhere in a row."""
    low, high = 0, len(code)
    while low < high:
        middle = (low + high + 1) // 2
        if corpus.code.find(code[:middle]) >= 0:
            low = middle
        else:
            high = middle - 1
    return low


def _nearest_place(code: str, begin: int, runs: Sequence[Placed], corpus: Corpus) -> Placed:
    places = corpus.places(code)
    at = places[0]
    if runs:
        last = runs[-1].source_end
        at = min(places, key=lambda place: (corpus.number_at(place) != corpus.number_at(last - 1), place < last, abs(place - last)))
    return Placed(begin, begin + len(code), at, at + len(code))


def covers(quotation: Quotation, runs: Sequence[Placed]) -> bool:
    """Whether every word of the quotation is in a run."""
    return sum(run.end - run.begin for run in runs) == len(quotation.words)


def why_stitched(quotation: Quotation, pieces: Sequence[Placed], corpus: Corpus) -> str:
    """Why pieces do not belong together; "" where they do.

    An ellipsis may leave out the end of a sentence, or whole ones; it may not make one sentence of the halves of two.
    """
    for one, two in pairwise(pieces):
        if corpus.number_at(one.source_begin) != corpus.number_at(two.source_begin):
            return "two sources"
        if two.source_begin < one.source_end:
            return "out of order"
        if corpus.another_turn(one.source_end - 1, two.source_begin):
            return "two speakers"
        if two.source_begin - one.source_end > max(_FAR, quotation.reach(two.begin)):
            return "far apart"
        if _fused(one, two, corpus):
            return "halves of two sentences"
    return ""


def _fused(one: Placed, two: Placed, corpus: Corpus) -> bool:
    """Whether a sentence breaks off and another one, begun elsewhere, goes on."""
    between = [corpus.between(place) for place in range(one.source_end, two.source_begin + 1)]
    ends = [i for i, text in enumerate(between) if _SENTENCE_END.search(text)]
    return len(between) > _FUSED and bool(ends) and ends[0] > 0 and ends[-1] < len(between) - 1


def without_gaps(quotation: Quotation, runs: Sequence[Placed], corpus: Corpus) -> Match | None:
    """Runs that make up a whole quotation in order, as one passage of which words were left out; None where they do not."""
    pieces: list[Placed] = []
    edges = {begin for begin, _ in quotation.pieces}
    if not covers(quotation, runs):
        return None
    for run in runs:
        if not pieces or run.begin in edges:
            pieces.append(run)
            continue
        last = pieces[-1]
        edit = Edit(run.begin, run.begin, last.source_end, run.source_begin)
        edits = (*last.edits, edit) if run.source_begin > last.source_end else last.edits
        pieces[-1] = Placed(last.begin, run.end, last.source_begin, run.source_end, edits)
    return None if _has_own_brackets(quotation, pieces, corpus) else Match(quotation.words, tuple(pieces))
