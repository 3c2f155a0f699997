"""What differs between a quotation and its passage: words that changed, and differences that are none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from attribution.model import Span
from attribution.verify.align import Edit, Match
from attribution.verify.flags import Omission
from attribution.verify.fold import Token, silent
from attribution.verify.language import language
from attribution.verify.record import Change, ChangeKind, SourceKind
from attribution.verify.retrieve import Corpus

LEVELS = ("verbatim", "marks", "spelling", "cleaned")
_SPACE = re.compile(r"[ \t]*\r?\n[ \t]*")
_APOSTROPHES = ("'", "’")
_RESTART = 6  # words of a false start
_CUT_OFF = re.compile(r"\s*(?:[-–—]|\.\.\.|…)")


@dataclass(frozen=True)
class Differences:
    """level: one of LEVELS, of all words that are equal at all; mended: brackets inside words ("promise[d]"); edits: words that changed."""

    level: str
    mended: bool
    edits: tuple[Edit, ...]


def find_differences(match: Match, text: str, corpus: Corpus) -> Differences:
    """How the quotation, in the draft's `text`, differs from its passage."""
    level, mended = 0, False
    edits: list[Edit] = []
    for piece in match.placed:
        material = corpus.material_at(piece.source_begin)
        for begin, source, size in piece.equal():
            level = max(level, _level(match.words[begin : begin + size], text, corpus.words[source : source + size], material.text))
        mended = mended or any("[" in text[word.begin : word.end] for word in match.words[piece.begin : piece.end])
        for edit in piece.edits:
            small = _smaller(edit, match.words, text, corpus, material.kind)
            if small is None:
                edits.append(edit)
            else:
                level = max(level, LEVELS.index(small))
    return Differences(LEVELS[level], mended, tuple(edits))


def _level(words: Sequence[Token], text: str, others: Sequence[Token], source: str) -> int:
    """The number of the level on which equal words, and what stands between them, are equal."""
    level = 0
    for i, (word, other) in enumerate(zip(words, others, strict=True)):
        surface = text[word.begin : word.end]
        if surface != source[other.begin : other.end]:
            level = max(level, 1 if word.plain == other.plain or "[" in surface else 2)
        if i and word.begin >= words[i - 1].end and other.begin >= others[i - 1].end:
            here, there = text[words[i - 1].end : word.begin], source[others[i - 1].end : other.begin]
            if _SPACE.sub(" ", here) != _SPACE.sub(" ", there):
                level = max(level, 3 if _has_filler(there) and not _has_filler(here) else 1)
    return level


def _has_filler(between: str) -> bool:
    """Whether the text between two words holds "um" and its like: no word of the source, but said."""
    return any(char.isalpha() for char in silent(between))


def _smaller(edit: Edit, words: Sequence[Token], text: str, corpus: Corpus, kind: SourceKind) -> str | None:
    """The level of an edit that changes no word of what was said; None for one that does."""
    mine = [word.folded for word in words[edit.begin : edit.end]]
    said = [word.folded for word in corpus.words[edit.source_begin : edit.source_end]]
    if mine and said:
        if "".join(mine) == "".join(said) or _clitics_equal(mine, said):
            return "spelling"
        if (" ".join(said), " ".join(mine)) in language().grammar:
            return "cleaned"
        return "marks" if _mended(words[edit.begin : edit.end], text, said) else None
    if mine:
        return "marks" if _is_aside(edit, words, corpus) else None  # "I mean it" for "I mean, it"
    before = words[edit.begin - 1] if edit.begin else None
    if said == ["'s"] and before is not None and before.folded.endswith("s") and text[before.end : before.end + 1] in _APOSTROPHES:
        return "spelling"  # "ISIS’ best" for "ISIS’s best"
    if kind == "article" and (_attributes(edit, corpus) or _is_bracketed(edit, corpus)):
        return "marks"
    return "cleaned" if _disfluent(edit, said, corpus, kind) else None


def _is_aside(edit: Edit, words: Sequence[Token], corpus: Corpus) -> bool:
    """Whether words that the draft has more are said in the source and count for none there.

    Of "I mean I", either "I" may be the one that both have.
    """
    begin, end, place = edit.begin, edit.end, edit.source_begin
    while not corpus.is_between([word.folded for word in words[begin:end]], place):
        if begin == 0 or words[begin - 1].folded != words[end - 1].folded or edit.begin - begin == edit.end - edit.begin:
            return False
        begin, end, place = begin - 1, end - 1, place - 1
    return True


def _clitics_equal(mine: Sequence[str], said: Sequence[str]) -> bool:
    """ "it 's" for "it is"; what "'s" may stand for is in the rules."""
    clitics = language().clitics
    return len(mine) == len(said) and all(
        one == two or two in clitics.get(one, ()) or one in clitics.get(two, ()) for one, two in zip(mine, said, strict=True)
    )


def _mended(words: Sequence[Token], text: str, said: Sequence[str]) -> bool:
    """Whether brackets mark what was changed inside the words: "promise[d]" for "promise"."""
    return len(words) == len(said) and all(
        "[" in (surface := text[word.begin : word.end]) and other.startswith(surface.split("[")[0].casefold()[:3])
        for word, other in zip(words, said, strict=True)
    )


def _is_bracketed(edit: Edit, corpus: Corpus) -> bool:
    """Whether the words left out are what an article has put in brackets."""
    inside = [corpus.between(place) for place in range(edit.source_begin + 1, edit.source_end)]
    edges = corpus.between(edit.source_begin), corpus.between(edit.source_end)
    return "[" in edges[0] and "]" in edges[1] and not any("]" in text for text in inside)


def _attributes(edit: Edit, corpus: Corpus) -> bool:
    """Whether the words left out stand between two parts of one speech, “A,” she said, “B”, and are no part of it."""
    material, first, last = corpus.material_at(edit.source_begin), edit.source_begin, edit.source_end - 1
    outside = Span(corpus.words[first].begin, corpus.words[last].end)
    before, behind = corpus.span(first - 1, first), corpus.span(last + 1, last + 2)
    if first == corpus.bounds(first)[0] or last + 1 >= corpus.bounds(first)[1] or material.in_marks(outside):
        return False
    claim = material.claim_at(before)
    return claim is not None and claim is material.claim_at(behind) and material.in_marks(before) and material.in_marks(behind)


def _disfluent(edit: Edit, said: Sequence[str], corpus: Corpus, kind: SourceKind) -> bool:
    """Whether the words left out were a repeat, a false start, or "you know"."""
    begin, end = edit.source_begin, edit.source_end
    size = end - begin
    code = corpus.code
    for first, stop in _slid(begin, end, code):
        if code[first:stop] in (code[stop : stop + size], code[max(0, first - size) : first]):
            commas = corpus.between(first).strip() == corpus.between(stop).strip() == ","
            if kind == "transcript" or size == 1 or commas:
                return True
    if kind != "transcript":
        return False
    if tuple(said) in language().markers:
        return True
    after = corpus.between(end)
    cut_off = bool(_CUT_OFF.match(after)) or any(_CUT_OFF.match(corpus.between(i)) for i in range(begin, end + 1))
    restarts = code[begin] == code[end] or corpus.words[end].folded.startswith(said[-1])
    return cut_off and size <= _RESTART and restarts


def _slid(begin: int, end: int, code: str) -> Iterator[tuple[int, int]]:
    """All stretches that may be the one left out: of "if she, if she", either "if she", or "she, if"."""
    yield begin, end
    first, stop = begin, end
    while first > max(0, 2 * begin - end) and code[first - 1] == code[stop - 1]:
        first, stop = first - 1, stop - 1
        yield first, stop
    first, stop = begin, end
    while first < end and code[first] == code[stop]:
        first, stop = first + 1, stop + 1
        yield first, stop


def changes_of(match: Match, edits: Sequence[Edit], text: str, corpus: Corpus) -> Iterator[Change]:
    """The edits as words, each with what kind of word it changes."""
    for edit in edits:
        mine, said = match.words[edit.begin : edit.end], corpus.words[edit.source_begin : edit.source_end]
        before, other = match.words[edit.begin - 1], corpus.words[edit.source_begin - 1]
        material = corpus.material_at(edit.source_begin)
        if edit.begin and edit.source_begin and (_second(mine, before) or _second(said, other)):
            mine, said = match.words[edit.begin - 1 : edit.end], corpus.words[edit.source_begin - 1 : edit.source_end]
        yield Change(
            text[mine[0].begin : mine[-1].end] if mine else "",
            material.text[said[0].begin : said[-1].end] if said else "",
            _kind([*mine, *said], [text[word.begin] for word in mine] + [material.text[word.begin] for word in said]),
            Span(mine[0].begin, mine[-1].end) if mine else None,
            Span(said[0].begin, said[-1].end) if said else None,
        )


def _second(words: Sequence[Token], before: Token) -> bool:
    """Whether the first word is the second half of one: "n't", or the "$" of "$5"."""
    return bool(words) and words[0].begin == before.begin


def omission_of(left_out: Omission, text: str, corpus: Corpus) -> Change:
    """What an ellipsis or a bracket swallowed, as a change of that mark."""
    said, material = corpus.words[left_out.begin : left_out.end], corpus.material_at(left_out.begin)
    span = corpus.span(left_out.begin, left_out.end)
    kind = _kind(said, [material.text[word.begin] for word in said])
    return Change(text[slice(*left_out.mark)], material.text[slice(*span)], kind, left_out.mark, span)


def _kind(words: Sequence[Token], initials: Sequence[str]) -> ChangeKind:
    known = language()
    folded = {word.folded for word in words}
    if folded & known.negations:
        return "negation"
    if any(word[:1].isdigit() for word in folded):
        return "number"
    if folded & (known.hedges | known.modals):
        return "hedge"
    if any(letter.isupper() and word.folded not in known.function for word, letter in zip(words, initials, strict=True)):
        return "name"
    return "function" if folded <= known.function else "content"
