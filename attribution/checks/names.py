"""People named in the writer's own words: full names, and surnames behind a title."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from attribution.checks.article import Article
from attribution.model import Tokens

_LONGEST = 5


class Name(NamedTuple):
    """A name at a token range; `gender` is "m", "f" or "" where neither title nor first name tells."""

    tokens: Tokens
    words: tuple[str, ...]
    gender: str

    @property
    def surname(self) -> str:
        """The last word that is no suffix."""
        return self.words[-1]


def name_runs(article: Article, tokens: Tokens) -> Iterator[Tokens]:
    """Runs of capitalised name words outside quotations."""
    tags, begin, last = article.document.tags, -1, -1
    for i in article.outside(tokens):
        if tags[i] in ("NNP", "NNPS") and article.document.words[i][0].isalpha():
            if begin < 0 or i != last + 1:
                if begin >= 0:
                    yield begin, last + 1
                begin = i
            last = i
        elif begin >= 0:
            yield begin, last + 1
            begin = -1
    if begin >= 0:
        yield begin, last + 1


def people(article: Article, tokens: Tokens, loose: bool = False) -> list[Name]:
    """The people named in a range, outside quotations, in order; `loose` takes names of two words that nothing says to be no person's."""
    return [name for run in name_runs(article, tokens) if (name := as_person(article, run, loose)) is not None]


def as_person(article: Article, run: Tokens, loose: bool = False) -> Name | None:
    """A run of name words as a person's name, or None where it names something else or is a surname alone."""
    lexicon, words = article.lexicon, article.document.words
    begin, end = run
    gender = ""
    titled = False
    while begin < end and (low := words[begin].lower()) in (*lexicon.honorifics, *lexicon.titles):
        gender, titled, begin = lexicon.honorifics.get(low, gender), True, begin + 1
    while end > begin and words[end - 1].lower() in lexicon.suffixes:
        end -= 1
    names = tuple(words[begin:end])
    if not names or len(names) > _LONGEST or " ".join(names) in lexicon.places or (names[0].isupper() and len(names[0]) > 3):
        return None
    if len(names) == 1 and not titled:
        return None
    if run[0] and article.document.tags[run[0] - 1] in ("DT", "JJ") and (not titled or len(names) == 1):
        return None  # "the Washington Monument", "a former Miss Universe"
    given = lexicon.given.get(names[0])
    if given is None and any(word in lexicon.names for word in names):
        return None
    if given is None and not titled and not _is_introduced(article, begin, end):
        likely = loose and len(names) == 2 and (not begin or article.document.tags[begin - 1] not in ("IN", "DT", "TO", "JJ", ",", "POS"))
        if not likely:
            return None
    return Name((begin, end), names, gender or given or _role_gender(article, begin))


def _is_introduced(article: Article, begin: int, end: int) -> bool:
    """Whether a name without a known first name is still a person's: a role stands before it, or words of a person behind it."""
    low, lexicon = article.low, article.lexicon
    before = low[max(0, begin - 2) : begin]
    if before and (before[-1] in lexicon.roles or (before[-1] == "," and begin - 2 >= 0 and article.document.tags[begin - 2][:2] == "NN")):
        return True
    if article.document.tags[end : end + 1] == [","]:
        return any(word in lexicon.roles or word == "who" or word.isdigit() for word in low[end + 1 : end + 5])
    verb = article.document.tags[end : end + 1]
    return bool(verb) and verb[0] in ("VBD", "VBZ") and begin > 0 and article.document.tags[begin - 1] not in ("DT", "IN", "POS")


def _role_gender(article: Article, begin: int) -> str:
    """The gender that a role before the name gives away: "the chairwoman, X"."""
    lexicon = article.lexicon
    for word in reversed(article.low[max(0, begin - 3) : begin]):
        if lexicon.roles.get(word) or lexicon.kin.get(word):
            return lexicon.roles.get(word) or lexicon.kin.get(word) or ""
    return ""
