"""Text → words in three forms: as they stand, without case and accents, and in one spelling.

Two words are the same *as worded* where their surfaces are equal, but for *marks* where their plain forms are, but for *spelling* where
their folded forms are: British spelling, figures for number words, contractions as two words.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from operator import eq
from typing import NamedTuple

from attribution.memo import Memo
from attribution.verify.language import language

WORD, GAP, BRACKET = "word", "gap", "bracket"

_LETTERS = r"[^\W_]+(?:\[[^\W_]{1,6}\])?"
_GAP = r"(?P<gap>[\[(]\s?(?:…|\.{3}|\.\s\.\s\.)\s?[\])]|…|\.{2,}(?!\w)|\.(?:\s\.){2,3}|\*(?:\s?\*){2})"
_INITIAL = r"|(?P<initial>\[[^\W_]{1,3}\][^\W_]+(?:['’‘´`][^\W_]+)*)"
_BRACKET = r"|(?P<bracket>\[[^\[\]]{1,200}\](?:['’]s?(?!\w))?)"
_WORDS = rf"|(?P<letters>[A-Za-z](?:\.[A-Za-z]){{1,11}}(?![^\W_])\.?|{_LETTERS}(?:(?:['’‘´`]|(?<=\d)[.,](?=\d))[^\W_]+)*)|(?P<percent>%)"
_TOKEN, _PLAIN_TOKEN = re.compile(_GAP + _INITIAL + _BRACKET + _WORDS), re.compile(_GAP + _INITIAL + _WORDS)
_APOSTROPHES = str.maketrans("’‘´`", "''''")
_STAGE = re.compile(r"[\[(](?P<note>[^\[\]()\n]{1,60})[\])]")
_TIME = r"(?:\d{1,3}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
_CODE = re.compile(rf"(?:^[ \t]*|[\[(]){_TIME}(?:[\])]|[ \t]*-->[ \t]*{_TIME}|(?=[ \t]|$))|\b\d{{1,2}}:\d{{2}}:\d{{2}}\b", re.MULTILINE)
_NOT = {"ca": "can", "wo": "will", "sha": "shall", "ai": "is"}
_CLITICS = {"'re": "are", "'ve": "have", "'ll": "will", "'m": "am", "'s": "'s", "'d": "'d"}
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_UNITS = {word: number for number, word in enumerate(f"zero one two three four five six seven eight nine {_TEENS}".split())}
_TENS = {word: 10 * number for number, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_NUMBER_WORDS = {**_UNITS, **_TENS}
_JOINS = (" ", "-", "‑", "\u00a0", "\n")  # what stands between the words of one number
_LONGEST_NUMBER = 8  # words: "three hundred and twenty five thousand six hundred"
_DASHES = ("-", "–", "—")
_DASHED = re.compile(r"(?<=\w)(?:[-–—] |--)")
_SENTENCE_END = re.compile(r"[.!?]")
_REPEATED = 4  # words of a phrase that is said twice
_NOTE = 4  # words of a stage direction


class Token(NamedTuple):
    """A word, or what stands for words left out. `folded` is "" for a gap and a bracket; the two halves of "don't" share their place."""

    begin: int
    end: int
    plain: str
    folded: str
    kind: str = WORD


def between(tokens: Sequence[Token], begin: int, end: int) -> Sequence[Token]:
    """The words that begin in a stretch of the text."""
    return tokens[bisect_left(tokens, (begin,)) : bisect_left(tokens, (end,))]


def fold(text: str, begin: int = 0, end: int | None = None) -> list[Token]:
    """The words of a quotation, with gaps (ellipses) and brackets as tokens of their own. Time is linear in its length."""
    return _spoken(text, _tokens(text, begin, len(text) if end is None else end, brackets=True))


def fold_plainly(text: str, begin: int, end: int) -> list[Token]:
    """The words of a quotation as if ellipses and brackets were its source's own: those in brackets are words like others."""
    return _spoken(text, _tokens(text, begin, end, brackets=False))


def fold_source(text: str) -> list[Token]:
    """The words of a source: what stands in brackets are its words, too, save stage directions and time codes; fillers are left out."""
    return fold_plainly(silent(text), 0, len(text))


def _spoken(text: str, tokens: Iterable[Token]) -> list[Token]:
    fillers = language().fillers
    return _fluent(text, _with_currencies(text, _numbers(text, [token for token in tokens if token[3] not in fillers])))


def _with_currencies(text: str, tokens: list[Token]) -> list[Token]:
    """Numbers behind a sign for money with a word for it: "$5" is "5 dollars". The two share their place."""
    signs = language().currencies
    found = [at for at, token in enumerate(tokens) if token[3][:1].isdigit() and text[token[0] - 1 : token[0]] in signs]
    for at in reversed(found):
        begin, end, plain, folded, kind = tokens[at]
        sign = text[begin - 1]
        tokens[at : at + 1] = [Token(begin - 1, end, plain, folded, kind), Token(begin - 1, end, sign, signs[sign])]
    return tokens


def _fluent(text: str, tokens: list[Token]) -> list[Token]:
    """The words without what a speaker says twice or breaks off, and without "you know," and its like.

    Draft and source are both read so. What was left out still stands between two words that stay, and is told as `cleaned`.
    """
    begins = {aside[0] for aside in language().asides}
    at, stop = _first_slip(text, tokens, begins), len(tokens)
    kept = tokens[:at]
    while at < stop:
        token = tokens[at]
        size = _aside(text, tokens, at) if token.folded in begins else 0
        if size:
            at += size
            continue
        at += 1
        if at < stop and text[token.end : token.end + 1] in _DASHES and _broken_off(text, token, tokens[at]):
            continue
        kept.append(token)
        for size in range(1, min(_REPEATED, len(kept) // 2) + 1):
            if kept[-1 - size].folded == token.folded and _is_repeat(text, kept, size):
                del kept[-2 * size : -size]
                break
    return kept


def _first_slip(text: str, tokens: Sequence[Token], begins: Collection[str]) -> int:
    """The place of the first word that is said twice, broken off, or begins an aside: nothing before it is left out."""
    words = [token.folded for token in tokens]
    found = [at for at, word in enumerate(words) if word in begins and _aside(text, tokens, at)][:1]
    for size in range(1, _REPEATED + 1):
        at = bytes(map(eq, words, words[size:])).find(b"\1" * size)
        found += [at] if at >= 0 else []
    broken = _DASHED.search(text, tokens[0].begin, tokens[-1].end) if tokens else None
    if broken is not None:
        found.append(bisect_left(tokens, (broken.start(),)) - 1)
    return max(0, min(found, default=len(tokens)))


def _aside(text: str, tokens: Sequence[Token], at: int) -> int:
    """How many words from here are a discourse marker set off by a comma or in brackets; 0 for none."""
    for size in (2, 3):
        words = tokens[at : at + size]
        if tuple(token.folded for token in words) in language().asides and text[words[-1].end : words[-1].end + 1] in (",", ")"):
            return size
    return 0


def _broken_off(text: str, token: Token, after: Token) -> bool:
    """Whether a word is the beginning of the next one: "spe- speeches"."""
    dash = text[token.end : token.end + 2] in ("- ", "– ", "— ", "--")
    return dash and token.kind == after.kind == WORD and len(token.folded) < len(after.folded) and after.folded.startswith(token.folded)


def _is_repeat(text: str, kept: Sequence[Token], size: int) -> bool:
    """Whether the last words, as many as `size`, were said twice in a row; then the second time stays.

    Figures are no repeats, nor is what a sentence ends in: "It is for Ann. Ann said …", "I love it. I love it. I would …"; nor is a
    negation of one with another: "can't not speak".
    """
    negations = language().negations
    if _SENTENCE_END.search(text, kept[-2 * size].end, kept[-1].begin):
        return False
    return all(
        one.kind == two.kind == WORD
        and one.folded == two.folded
        and not one.folded[:1].isdigit()
        and (one.plain == two.plain or one.folded not in negations)
        for one, two in zip(kept[-2 * size : -size], kept[-size:], strict=True)
    )


def silent(text: str) -> str:
    """The text, as long as before, without stage directions and time codes."""
    stage = language().stage

    def blank(match: re.Match[str]) -> str:
        note = re.findall(r"\w+", match["note"].casefold())
        staged = len(note) <= _NOTE and any(word in stage for word in note)
        return " " * len(match[0]) if staged else match[0]

    return _CODE.sub(lambda match: " " * len(match[0]), _STAGE.sub(blank, text))


def _tokens(text: str, begin: int, end: int, *, brackets: bool) -> Iterator[Token]:
    """The words in order, with gaps and brackets; without `brackets`, no gaps, and those in brackets are words like others."""
    new = tuple.__new__  # a third of the time that a NamedTuple takes, and this is most of what reading a source takes
    for match in (_TOKEN if brackets else _PLAIN_TOKEN).finditer(text, begin, end):
        if match.lastgroup == GAP or match.lastgroup == BRACKET:
            if brackets:
                yield Token(*match.span(), "", "", match.lastgroup)
            continue
        first, last = match.span()
        plain, folded = _FOLDED[match[0]]
        for word in folded:
            yield new(Token, (first, last, plain, word, WORD))


def _fold_word(surface: str) -> tuple[str, tuple[str, ...]]:
    """(plain form, folded words) of one word."""
    bare = surface.replace("[", "").replace("]", "")
    if not bare.isascii():
        bare = "".join(char for char in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(char))
    plain = bare.translate(_APOSTROPHES).casefold()
    if plain.endswith(".") or (plain[1:2] == "." and plain[0].isalpha()):
        return plain.rstrip("."), (plain.replace(".", ""),)
    if plain[:1].isdigit():
        return plain, (_figure(plain),)
    if plain == "cannot":
        return plain, ("can", "not")
    if plain.endswith("n't"):
        stem = plain[:-3]
        return plain, (_NOT.get(stem, stem), "not") if stem else ("not",)
    for clitic, word in _CLITICS.items():
        if plain.endswith(clitic) and len(plain) > len(clitic):
            return plain, (language().spelling(plain[: -len(clitic)]), word)
    known = language()
    return plain, (known.monies.get(plain) or known.spelling(plain),)


_FOLDED = Memo(_fold_word, most=60_000)


def folded_words(surface: str) -> tuple[str, ...]:
    """The folded words of one word as it stands: two of "don't"."""
    return _FOLDED[surface][1]


def _figure(plain: str) -> str:
    """1,200 as 1200, 4.50 as 4.50: commas parting thousands go."""
    return re.sub(r",(?=\d{3}(?!\d))", "", plain)


def _numbers(text: str, tokens: list[Token]) -> list[Token]:
    """Number words, and figures before "million", as one figure."""
    folded: list[Token] = []
    done = 0
    tokens = _per_cent(tokens)
    for at in [at for at, token in enumerate(tokens) if token[3] in _NUMBER_WORDS or token[3][:1].isdigit()]:
        stop = _number_end(text, tokens, at) if at >= done else at
        value = _value([token.folded for token in tokens[at:stop]]) if stop > at else None
        if value is not None:
            folded += tokens[done:at]
            plain = " ".join(token.plain for token in tokens[at:stop])
            folded.append(Token(tokens[at].begin, tokens[stop - 1].end, plain, value))
            done = stop
    return [*folded, *tokens[done:]]


def _per_cent(tokens: list[Token]) -> list[Token]:
    """ "per cent" as one word, as "percent" and "%" are."""
    halves = [at for at, token in enumerate(tokens) if token[3] == "cent" and at and tokens[at - 1].folded == "per"]
    for at in reversed(halves):
        tokens[at - 1 : at + 1] = [Token(tokens[at - 1].begin, tokens[at].end, "per cent", "%")]
    return tokens


def _number_end(text: str, tokens: list[Token], at: int) -> int:
    """Behind the last word of the number that begins here; `at` where none does."""
    word = tokens[at].folded
    if word not in _NUMBER_WORDS and not (word[:1].isdigit() and at + 1 < len(tokens) and tokens[at + 1].folded in _SCALES):
        return at
    stop = at + 1
    while stop < min(len(tokens), at + _LONGEST_NUMBER) and text[tokens[stop - 1].end : tokens[stop].begin] in _JOINS:
        word = tokens[stop].folded
        after = tokens[stop + 1].folded if stop + 1 < len(tokens) else ""
        linking = word == "and" and tokens[stop - 1].folded in _SCALES and after in _NUMBER_WORDS
        if not (word in _NUMBER_WORDS or word in _SCALES or linking):
            break
        if word in _NUMBER_WORDS and tokens[stop - 1].folded in _UNITS:
            break  # "nineteen sixty", "two three": two numbers
        stop += 1
    return stop


def _value(words: list[str]) -> str | None:
    total = part = 0.0
    for word in words:
        if word in _NUMBER_WORDS:
            part += _NUMBER_WORDS[word]
        elif word in _SCALES:
            part = max(part, 1) * _SCALES[word]
            if _SCALES[word] > 100:
                total, part = total + part, 0.0
        elif word != "and":
            try:
                part += float(word)
            except ValueError:
                return None
    return f"{total + part:.15g}"
