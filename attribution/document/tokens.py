"""Text → tokens in the manner of the Penn Treebank, with offsets into the untouched text.

A text is cut at blanks into chunks, and each distinct chunk is tokenised once: the rules may be slow and careful, the text is still read
fast. The memo is bounded and holds chunks of at most 100 characters, never a sentence or a document.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, chain
from operator import add, itemgetter

from attribution.document.abbreviations import load_abbreviations
from attribution.document.paragraphs import BLANK
from attribution.model import Span

_MEMO_SIZE = 100_000  # distinct chunks; 3.9 MB of news have 57,000
_MEMO_CHUNK = 100  # characters

# Inside a word and invisible: soft hyphen, zero-width space and joiners, word joiner. Marks that combine with the letter before.
_SOFT = "\xad\u200b\u200c\u200d\u2060\ufeff"
_MARK = "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u064b-\u065f\u0900-\u0903\u093a-\u094d\u20d0-\u20ff\ufe00-\ufe0f"
_W = rf"(?:\w[\w{_MARK}]*(?:[{_SOFT}]+\w[\w{_MARK}]*)*)"
_EMOJI = "[\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff]"
_EMOJI_TAIL = "[\ufe0f\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]"

_TOKEN = rf"""
    (?P<single>[,;()\[\]{{}}"“”$%])
  | (?P<emoji>(?!\w){_EMOJI}{_EMOJI_TAIL}*(?:\u200d{_EMOJI}{_EMOJI_TAIL}*)*)
  | (?P<url>(?:https?://|www\.)[^{BLANK}<>"“”]*[\w/=\#&%-])
  | (?P<mail>[\w.+-]{{1,64}}@[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{1,4}})
  | (?P<host>\w[\w-]{{0,62}}(?:\.[\w-]{{1,63}}){{0,4}}\.(?:DOMAINS)(?:/[\w/.%?=&\#-]*[\w/])?)(?![\w.-]*\w)
  | (?P<handle>[@\#]\w+)
  | (?P<clip>['’](?:\d\ds?|CLIPPED)(?!\w))
  | (?P<tail>['’](?:s|re|ve|ll|d|m)(?!\w))
  | (?P<acronym>(?:\w-)?(?:[^\W\d_]\.){{1,11}}(?:[^\W\d_]\.|[^\W\d_](?!\w))(?:-[\w.]{{1,40}}\w\b)?|ph\.d\.)
  | (?P<word>\d+(?:[.,:]\d+)+(?:[-‐‑/]?{_W}){{,40}}|{_W}(?:(?:[-‐‑/&_'’]|(?<=\d)[.,:](?=\d)){_W}){{,40}})
  | (?P<decimal>\.\d+)
  | (?P<marks>\.{{2,}}|…+|--+|[—―]+|–|''|``|[!?]+|\*+|_+|=+)
  | (?P<other>[^{BLANK}])
    """
_SPLIT_TAIL = re.compile(r"(n['’]t|['’](?:s|re|ve|ll|d|m))$", re.IGNORECASE)
# A chunk ends at a blank before ink; "No. 5" stays one chunk, since only the figure tells the abbreviation from the answer.
_CUT = re.compile(f" (?=[^{BLANK}])(?!(?<=\\b[Nn]o[.] )\\d)")
_NUMBER = frozenset({"No", "no"})
_NUMBER_AFTER = re.compile(f"[{BLANK}]?\\d")
_PAUSES = frozenset(",;:")  # after letters always tokens of their own, and their own norms
_OPENERS = "([{<\"'`“‘—–-/"
_OPENED = "$#@£€([{\"'`“‘.…"
_SOFTS = re.compile(f"[{_SOFT}]")

_NORMS = {
    "“": "``", "”": "''", "„": "``", "«": "``", "»": "''", "‘": "`", "’": "'", "‚": "`",
    "—": "--", "–": "--", "―": "--", "…": "...", ".": ".",
    "(": "-LRB-", ")": "-RRB-", "[": "-LSB-", "]": "-RSB-", "{": "-LCB-", "}": "-RCB-",
}  # fmt: skip

Chunk = tuple[tuple[str, ...], tuple[str, ...], tuple[int, ...]]
"""Words, norms, and widths: characters from a token's begin to the next one's, the blank after the chunk counted in."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """Parallel lists; `paragraphs` holds the first token of each paragraph, and len(words) at the end."""

    words: list[str]
    norms: list[str]
    begins: list[int]
    ends: list[int]
    paragraphs: list[int]


def tokenize(text: str, paragraphs: Sequence[Span]) -> Tokens:
    """Tokens of the paragraphs of `text` (from find_paragraphs: between them stands nothing that shows).

    Every character that shows something belongs to exactly one token.
    """
    if not paragraphs:
        return Tokens([], [], [], [], [0])
    items = list(map(_memo().__getitem__, _chunks(text, paragraphs)))
    words = list(chain.from_iterable(map(itemgetter(0), items)))
    norms = list(chain.from_iterable(map(itemgetter(1), items)))
    begins = list(accumulate(chain.from_iterable(map(itemgetter(2), items)), initial=paragraphs[0].begin))
    begins.pop()
    ends = list(map(add, begins, map(len, words)))
    return Tokens(words, norms, begins, ends, _first_tokens(begins, paragraphs))


def _chunks(text: str, paragraphs: Sequence[Span]) -> list[str]:
    """The text from the first paragraph's begin to the last one's end, cut at single blanks, each chunk beginning with ink.

    White space beyond one character, tabs, line breaks end up at the end of a chunk or within one; joining the chunks with one character
    each gives the text's length back.
    """
    chunks: list[str] = []
    following = [span.begin - 1 for span in paragraphs[1:]]
    following.append(paragraphs[-1].end)
    for (begin, end), until in zip(paragraphs, following, strict=True):
        part = text[begin:end]
        if part.isprintable() and "  " not in part and "o. " not in part:
            chunks += part.split(" ")
        else:
            chunks += _CUT.split(part)
        if until > end:
            chunks[-1] += text[end:until]
    return chunks


def _first_tokens(begins: list[int], paragraphs: Sequence[Span]) -> list[int]:
    firsts = []
    position = 0
    for span in paragraphs:
        position = bisect_left(begins, span.begin, position)
        firsts.append(position)
    firsts.append(len(begins))
    return firsts


class _Memo(dict[str, Chunk]):
    """chunk → its tokens; bounded: emptied when full."""

    def __missing__(self, chunk: str) -> Chunk:
        found = _tokenize_chunk(chunk)
        if len(chunk) <= _MEMO_CHUNK:
            if len(self) >= _MEMO_SIZE:
                self.clear()
            self[chunk] = found
        return found


@cache
def _memo() -> _Memo:
    return _Memo()


def _tokenize_chunk(chunk: str) -> Chunk:
    body = chunk.rstrip()
    plain = body[:-1] if body[-1:] in _PAUSES or body[-1:] == "." else body
    if plain.isalpha() and plain.lower() not in _fused() and not (body[-1] == "." and _may_keep_stop(plain)):
        return _plain_chunk(chunk, body, plain)
    starts: list[int] = []
    words: list[str] = []
    norms: list[str] = []
    for begin, end in _pieces(chunk):
        starts.append(begin)
        words.append(chunk[begin:end])
        norms.append(_norm(chunk, begin, end))
    widths = [b - a for a, b in zip(starts, [*starts[1:], len(chunk) + 1], strict=True)]
    return tuple(words), tuple(norms), tuple(widths)


def _plain_chunk(chunk: str, body: str, plain: str) -> Chunk:
    """The quick way for most chunks: one word of letters alone, or with a comma, full stop or the like after it."""
    if plain == body:
        return (plain,), (plain,), (len(chunk) + 1,)
    both = (plain, body[-1])
    return both, both, (len(plain), len(chunk) + 1 - len(plain))


def _pieces(chunk: str) -> Iterator[tuple[int, int]]:
    """(begin, end) of the tokens of a chunk."""
    match_token = _token_pattern().match
    position, size = 0, len(chunk)
    while position < size:
        match = match_token(chunk, position)
        if match is None:
            position += 1
            continue
        begin, position = match.span()
        if match.lastgroup == "word":
            word = match[0]
            if chunk.startswith(".", position) and not chunk.startswith("..", position) and _has_stop(chunk, word, position):
                position += 1
            elif cut := _split_at(word):
                yield begin, begin + cut
                begin += cut
        yield begin, position


def _has_stop(chunk: str, word: str, position: int) -> bool:
    """True if the full stop at `position` belongs to the word before; to "No" only before a figure."""
    return _may_keep_stop(word) and (word not in _NUMBER or _NUMBER_AFTER.match(chunk, position + 1) is not None)


def _may_keep_stop(word: str) -> bool:
    return word in _NUMBER or (word != "I" and load_abbreviations().keeps_stop(word))


@cache
def _token_pattern() -> re.Pattern[str]:
    lists = load_abbreviations()
    pattern = _TOKEN.replace("DOMAINS", "|".join(sorted(lists.domains))).replace("CLIPPED", "|".join(sorted(lists.clipped)))
    return re.compile(pattern, re.VERBOSE | re.IGNORECASE)


@cache
def _fused() -> dict[str, int]:
    """Contraction written as one word → length of its first part."""
    return {word.replace("+", ""): word.index("+") for word in load_abbreviations().fused}


def _split_at(word: str) -> int:
    """Length of the first part of a contraction or possessive, 0 if the word is whole."""
    if "'" in word or "’" in word:
        tail = _SPLIT_TAIL.search(word)
        return tail.start() if tail else 0
    return _fused().get(word.lower(), 0)


def _norm(chunk: str, begin: int, end: int) -> str:
    """The form that lexicon and rules read."""
    word = chunk[begin:end]
    if word.isalnum():
        return word
    if word in ('"', "'", "''"):
        return _straight(chunk, begin, end)
    if (mark := _NORMS.get(word)) is not None:
        return mark
    if word[0] in "—–―":
        return "--"
    if word == "…" or (word != "." and not word.strip(".…")):
        return "..."
    return _SOFTS.sub("", word.replace("’", "'").replace("‐", "-").replace("‑", "-")) or word


def _straight(chunk: str, begin: int, end: int) -> str:
    """A straight mark opens where something follows in the chunk and no letter, digit or closing mark stands before it."""
    opens = (
        end < len(chunk)
        and (begin == 0 or chunk[begin - 1] in _OPENERS or chunk[begin - 1].isspace())
        and (chunk[end].isalnum() or chunk[end] in _OPENED)
    )
    if chunk[begin:end] != "'":
        return "``" if opens else "''"
    return "`" if opens else "'"
