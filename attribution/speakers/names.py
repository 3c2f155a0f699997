"""Names inside phrases: where a name begins and ends, what titles and generic nouns stand around it."""

from __future__ import annotations

from collections.abc import Callable

from attribution.model import Document, Tokens
from attribution.speakers.lexicon import Lexicon

DETERMINERS = frozenset(["DT", "PRP$", "PDT", "WP$"])
_CLOSING = frozenset(["''", "'", '"', "``", "`"])
_LINKS = frozenset(["of", "for", "and", "&", "the", "in", "on"])


def peek(layer: list[str], i: int) -> str:
    """The word or tag at `i` of a layer; "" beyond its ends."""
    return layer[i] if 0 <= i < len(layer) else ""


class NameReader:
    """What the words of one document say about the edges of names."""

    def __init__(self, document: Document, lexicon: Lexicon) -> None:
        self.document, self.lexicon = document, lexicon
        self.starts = frozenset(document.sentences)
        self.titles: Callable[[], frozenset[str]] = frozenset  # words that this article alone uses as titles

    def noun_phrase_end(self, b: int, e: int) -> int:
        """Where the noun phrase ends: at a preposition, unless a capitalised institution goes on behind it."""
        tags, norms, words = self.document.tags, self.document.norms, self.document.words
        for i in range(b, e):
            if i > b and (
                tags[i] in ("IN", "TO", "WP", "WDT", "VBG", "VBD", "VBZ", "VBN", "RB", "CC") or norms[i] in ("who", "which", "that")
            ):
                if words[i][:1].isupper() or (tags[i] == "CC" and i - b <= 2 and tags[e - 1] == "NNS" and tags[i - 1] != "NNS"):
                    continue
                low = norms[i].lower()
                if tags[i] == "VBG" and i + 1 < e and tags[i + 1] in ("NN", "NNS"):  # the peacekeeping mission
                    continue
                if low in self.lexicon.particles or low == "&":
                    continue
                after = i + 2 if i + 1 < e and norms[i + 1] in ("the", "a", "an") else i + 1
                institution = words[i - 1] in self.lexicon.names or low == "and" or (low == "of" and self._the_of(b, i))
                if low in _LINKS and words[i - 1][:1].isupper() and institution and after < e and words[after][:1].isupper():
                    continue
                return i
        return e

    def _the_of(self, b: int, i: int) -> bool:
        """Whether `the Guild | of` begins an institution's name: a capitalised word that is no office."""
        word = self.document.words[i - 1]
        return b > 0 and self.document.lows[b - 1] == "the" and word[:1].isupper() and not self.lexicon.is_role(word.lower())

    def named_after(self, b: int, possessive: int, e: int) -> bool:
        """Whether a possessive belongs to the name: `the Brewers' Circle`, `St. Madoc's Hospital`."""
        words, norms = self.document.words, self.document.norms
        behind = words[possessive + 1 : e]
        if not behind or not behind[0][:1].isupper() or self.lexicon.names.keys().isdisjoint(behind):
            return False
        owner = norms[possessive - 1].lower()  # the Haskell County Sheriff's Office
        lexicon = self.lexicon
        if norms[possessive] == "'" or owner.endswith(lexicon.owners) or norms[b].lower() in ("st.", "saint"):
            return True
        return owner in lexicon.titles or owner in lexicon.roles

    def without_generic(self, b: int, e: int) -> tuple[int, str]:
        """The end of a name without the generic noun behind it, and the source type that it tells."""
        norms = self.document.norms
        for generic, kind in self.lexicon.generics.get(norms[e - 1], ()):
            n = len(generic)
            if e - b > n and tuple(norms[e - n : e]) == generic and self.document.words[e - n - 1][:1].isupper():
                return e - n, kind
        return e, ""

    def generic_before(self, b: int, run: int) -> str:
        """The source type that a generic noun before a name tells: `the state news agency IRNA`."""
        norms = self.document.norms
        if run <= b:
            return ""
        for generic, kind in self.lexicon.generics.get(norms[run - 1], ()):
            if run - b >= len(generic) and tuple(norms[run - len(generic) : run]) == generic:
                return kind
        last = norms[run - 1]
        return self.lexicon.heads.get(last, "") if last.islower() and not self.lexicon.is_role(last) else ""

    def capitals(self, b: int, e: int) -> int:
        """Where the capitalised words that end at `e` begin; `e` where there are none."""
        words, norms, lexicon = self.document.words, self.document.norms, self.lexicon
        i = e
        while i > b:
            if self._in_name(b, i - 1, e):
                i -= 1
            else:
                break
        while i < e and not (words[i][:1].isupper() or words[i].lower().startswith(lexicon.prefixes)):
            if (
                norms[i].lower() in lexicon.particles
                and words[i + 1 : i + 2]
                and words[i + 1][:1].isupper()
                and norms[i] not in ("the", "y", "e")
            ):
                break
            i += 1
        return i

    def _in_name(self, b: int, i: int, e: int) -> bool:
        """Whether the word at `i` goes on with the name behind it, up to `e`."""
        words, norms, lexicon = self.document.words, self.document.norms, self.lexicon
        if words[i][:1].isupper() or words[i].lower().startswith(lexicon.prefixes) or norms[i] == "&":
            return True
        if i + 1 >= e:
            return False
        if self.document.tags[i] == "POS" or norms[i].lower() in lexicon.particles or norms[i] in _CLOSING:
            return True
        if norms[i] in _LINKS and i > b and (words[i - 1] in lexicon.names or (norms[i] == "of" and self._the_of(b, i))):
            return True
        if norms[i] == "and" and i > b:  # College of Physicians and Surgeons; the Food and Drug Administration
            the = b > 0 and norms[b - 1].lower() == "the" and words[e - 1] in lexicon.names
            return the or not lexicon.names.keys().isdisjoint(words[b:i])
        return norms[i] in ("the", "a", "an") and i - 1 > b and norms[i - 1] in _LINKS

    def title_end(self, b: int, e: int) -> tuple[int, str, bool]:
        """Where the name begins behind titles and honorifics; the honorific; whether there was any."""
        norms, lexicon = self.document.norms, self.lexicon
        cut, honorific, words = b, "", norms[b:e]
        if self.document.words[e - 1] in lexicon.names and not self._office_before_given(b, e):
            return b, "", False
        for i in range(b, min(e, b + 10)):
            if (i == b and words[0] in self.titles()) or lexicon.is_title(words, i - b, cut - b):
                cut = i + 1
                honorific = norms[i].lower() if norms[i].lower() in lexicon.honorifics else honorific
        return cut, honorific, cut > b

    def _office_before_given(self, b: int, e: int) -> bool:
        """Whether a title and a given name stand in a name that ends like an institution's: `Mayor Don Guardian`."""
        words, lexicon = self.document.words, self.lexicon
        return any(words[i].lower() in lexicon.titles and words[i + 1] in lexicon.given for i in range(b, e - 2))

    def role_before(self, b: int, run: int, cut: int, honorific: str) -> Tokens | None:
        """The office before a name: lower-case nouns and titles, with what modifies them."""
        norms, tags, lexicon = self.document.norms, self.document.tags, self.lexicon
        end = cut - 1 if honorific and cut - 1 > run else run if honorific else cut
        if end <= b or (end > run and honorific and end == run):
            return None
        begin = b
        head = norms[end - 1].lower()
        if self.lexicon.related(head) or not (
            head in lexicon.roles
            or head in lexicon.titles
            or head.removesuffix("s") in lexicon.roles
            or (tags[end - 1][0] == "N" and head.endswith(lexicon.endings) and len(head) > 4)
        ):
            return None
        if head in lexicon.heads and head not in lexicon.roles and head not in lexicon.titles:
            return None
        while begin < end and tags[begin] in DETERMINERS:
            begin += 1
        return (begin, end) if begin < end else None

    def common_noun(self, b: int, e: int, the: str) -> bool:
        """Whether the one capitalised word is a noun for people or institutions: `Experts` at the start, `the Dutchman`."""
        word = self.document.lows[b]
        if the == "the" and e - b > 1 and self.document.lows[e - 1] in self.lexicon.roles:  # the Nebraska Republican
            return self.document.words[b] not in self.lexicon.given and self.document.words[e - 1] not in self.lexicon.names
        if e - b != 1 or word in self.lexicon.suffixes:
            return False
        if self.document.tags[b] in ("NNS", "JJ", "NN", "DT", "CD") and b in self.starts and not the:
            return True
        if b in self.starts and not the and self.lexicon.are_people(word):
            return True
        if the and self.lexicon.demonym(self.document.norms[b]):
            return True
        if word in self.lexicon.names_too and not the:
            return False
        return (
            word in self.lexicon.roles
            or (the == "" and word in self.lexicon.heads)
            or word in self.lexicon.titles
            or word in self.lexicon.kin
        )
