"""Text → tokens in the manner of the Penn Treebank, with offsets into the untouched text.

A text is cut at blanks into chunks, and each distinct chunk is tokenised once: the rules may be slow and careful, the text is still read
fast. The memo is bounded and holds chunks of at most 100 characters, never a sentence or a document.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, chain
from operator import add
from sys import intern
from typing import Any, NamedTuple

from attribution.document.abbreviations import Abbreviations, read_abbreviations
from attribution.document.ends import kind_of_end
from attribution.document.paragraphs import BLANK
from attribution.document.tagger import word_code
from attribution.memo import Memo
from attribution.model import Span
from attribution.patterns import compiled
from attribution.rulebook.alphabets import read_grammar
from attribution.rulebook.rules import Files

_MEMO_SIZE = 60_000  # distinct chunks; 3.9 MB of news have 57,000, an archive as many again every few thousand articles
_MEMO_CHUNK = 100  # characters

# Inside a word and invisible: soft hyphen, zero-width space and joiners, word joiner. Marks that combine with the letter before.
_SOFT = "\xad\u200b\u200c\u200d\u2060\ufeff"
_MARK = "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u064b-\u065f\u0900-\u0903\u093a-\u094d\u20d0-\u20ff\ufe00-\ufe0f"
_W = rf"(?:\w[\w{_MARK}]*(?:[{_SOFT}]+\w[\w{_MARK}]*)*)"
_EMOJI = "[\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff]"
_EMOJI_TAIL = "[\ufe0f\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]"

_CURRENCY = "$£€¥₹₦₩₽₺₪₫₱₴₵"

_TOKEN = rf"""
    (?P<single>[,;()\[\]{{}}"“”%])
  | (?P<currency>(?i:US|AU|CA|NZ|HK|A|C|R|S)?[{_CURRENCY}])
  | (?P<emoji>(?!\w){_EMOJI}{_EMOJI_TAIL}*(?:\u200d{_EMOJI}{_EMOJI_TAIL}*)*)
  | (?P<url>(?i:https?://|www\.)[^{BLANK}<>"“”]*[\w/=\#&%-])
  | (?P<mail>[\w.+-]{{1,64}}@[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{1,4}})
  | (?P<host>\w[\w-]{{0,62}}(?:\.[\w-]{{1,63}}){{0,4}}\.(?i:DOMAINS)(?:/[\w/.%?=&\#-]*[\w/])?)(?![\w.-]*\w)
  | (?P<handle>[@\#]\w+)
  | (?P<marked>(?:MARKED)!(?![\w!?]))
  | (?P<clip>['’](?i:\d\ds?|CLIPPED)(?!\w))
  | (?P<tail>['’](?i:s|re|ve|ll|d|m)(?!\w))
  | (?P<acronym>(?:\w-)?(?:[^\W\d_]\.){{1,11}}(?:[^\W\d_]\.|[^\W\d_](?!\w))(?:-[\w.]{{1,40}}\w\b)?|(?i:ph\.d\.))
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
_OPENED = f"#@{_CURRENCY}([{{\"'`“‘.…"
_SOFTS = re.compile(f"[{_SOFT}]")

_NORMS = {
    "“": "``", "”": "''", "„": "``", "«": "``", "»": "''", "‘": "`", "’": "'", "‚": "`",
    "—": "--", "–": "--", "―": "--", "…": "...", ".": ".",
    "(": "-LRB-", ")": "-RRB-", "[": "-LSB-", "]": "-RSB-", "{": "-LCB-", "}": "-RCB-",
}  # fmt: skip

COLUMNS = 6
Chunk = tuple[Any, ...]
"""For each token in turn its word, its norm, the norm in lower case, its length, its width and its form: `width` is what lies between its
begin and the next token's, the blank after the chunk counted in; `form` is what the norm by itself tells to the tagger, to the sentences
and to the chunks, a character each."""


class Tokens(NamedTuple):
    """Parallel lists and strings; `paragraphs` holds the first token of each paragraph, and len(words) at the end.

    `codes` tell the tagger, `stops` the sentences and `classes` the chunks what they need of each token, a character each.
    """

    words: list[str]
    norms: list[str]
    begins: Sequence[int]
    ends: Sequence[int]
    paragraphs: list[int]
    lows: list[str]
    codes: str
    stops: str
    classes: str


def tokenize(text: str, paragraphs: Sequence[Span], tokenizer: Tokenizer) -> Tokens:
    """Tokens of the paragraphs of `text` (from find_paragraphs: between them stands nothing that shows).

    Every character that shows something belongs to exactly one token.
    """
    if not paragraphs:
        return Tokens([], [], [], [], [0], [], "", "", "")
    flat = list(chain.from_iterable(map(tokenizer.chunks.__getitem__, _chunks(text, paragraphs))))
    words, norms, lows, lengths, widths, forms = (flat[column::COLUMNS] for column in range(COLUMNS))
    # A list of so many different numbers takes ten times the room of an array, which is quicker made of a list than number by number.
    begins = array("i", list(accumulate(widths, initial=paragraphs[0].begin)))
    begins.pop()
    ends = array("i", list(map(add, begins, lengths)))
    known = "".join(forms)
    return Tokens(words, norms, begins, ends, _first_tokens(begins, paragraphs), lows, known[::3], known[1::3], known[2::3])


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


def _first_tokens(begins: Sequence[int], paragraphs: Sequence[Span]) -> list[int]:
    firsts = []
    position = 0
    for span in paragraphs:
        position = bisect_left(begins, span.begin, position)
        firsts.append(position)
    firsts.append(len(begins))
    return firsts


class Tokenizer:
    """Tokenises chunks by the lists of the rules; each distinct chunk once."""

    def __init__(self, lists: Abbreviations, classes: Mapping[str, str]) -> None:
        """`classes`: what the chunk grammar says of a normalised word."""
        self._lists, self._classes = lists, classes
        self._fused = {word.replace("+", ""): word.index("+") for word in lists.fused}  # contraction as one word → length of its first part
        self.chunks = Memo(self._read, _MEMO_SIZE, _MEMO_CHUNK)

    @cached_property
    def _match(self) -> Callable[[str, int], re.Match[str] | None]:
        lists = self._lists
        pattern = _TOKEN
        for place, words in (("DOMAINS", lists.domains), ("CLIPPED", lists.clipped), ("MARKED", lists.marked)):
            pattern = pattern.replace(place, "|".join(sorted(words)))
        return compiled(pattern, re.VERBOSE).match

    def _read(self, chunk: str) -> Chunk:
        pieces = self._plain_pieces(chunk) or list(self._pieces(chunk))
        flat: list[Any] = []
        for (begin, end), (following, _) in zip(pieces, [*pieces[1:], (len(chunk) + 1, 0)], strict=True):
            norm = intern(_norm(chunk, begin, end))
            form = intern(word_code(norm) + kind_of_end(norm, self._lists) + self._classes[norm])
            flat += intern(chunk[begin:end]), norm, intern(norm.lower()), end - begin, following - begin, form
        return tuple(flat)

    def _plain_pieces(self, chunk: str) -> list[tuple[int, int]]:
        """The quick way for most chunks: one word of letters alone, or with a comma, full stop or the like after it. Empty for others."""
        body = chunk.rstrip()
        plain = body[:-1] if body[-1:] in _PAUSES or body[-1:] == "." else body
        size = len(plain)
        if not plain.isalpha() or plain.lower() in self._fused or (body[-1] == "." and self._may_keep_stop(plain)):
            return []
        return [(0, size)] if plain == body else [(0, size), (size, size + 1)]

    def _pieces(self, chunk: str) -> Iterator[tuple[int, int]]:
        """(begin, end) of the tokens of a chunk."""
        match_token = self._match
        position, size = 0, len(chunk)
        while position < size:
            match = match_token(chunk, position)
            if match is None:
                position += 1
                continue
            begin, position = match.span()
            if match.lastgroup == "word":
                word = match[0]
                if chunk.startswith(".", position) and not chunk.startswith("..", position) and self._has_stop(chunk, word, position):
                    position += 1
                elif cut := self._split_at(word):
                    yield begin, begin + cut
                    begin += cut
            yield begin, position

    def _has_stop(self, chunk: str, word: str, position: int) -> bool:
        """True if the full stop at `position` belongs to the word before; to "No" only before a figure."""
        return self._may_keep_stop(word) and (word not in _NUMBER or _NUMBER_AFTER.match(chunk, position + 1) is not None)

    def _may_keep_stop(self, word: str) -> bool:
        return word in _NUMBER or (word != "I" and self._lists.keeps_stop(word))

    def _split_at(self, word: str) -> int:
        """Length of the first part of a contraction or possessive, 0 if the word is whole."""
        if "'" in word or "’" in word:
            tail = _SPLIT_TAIL.search(word)
            return tail.start() if tail else 0
        return self._fused.get(word.lower(), 0)


def read_tokenizer(files: Files) -> Tokenizer:
    """By the lists of abbreviations.txt and the word classes of chunks.toml."""
    return Tokenizer(files.get(read_abbreviations), files.get(read_grammar).classes)


def _norm(chunk: str, begin: int, end: int) -> str:
    """The form that lexicon and rules read."""
    word = chunk[begin:end]
    if word.isalnum():
        return word
    if word in ('"', "'", "''"):
        return _straight(chunk, begin, end)
    if (mark := _NORMS.get(word)) is not None:
        return mark
    if word[-1] in _CURRENCY:
        return "$"
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
