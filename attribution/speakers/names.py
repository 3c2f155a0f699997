"""Names inside phrases: where a name begins and ends, what titles and generic nouns stand around it."""

from __future__ import annotations

import re
from collections.abc import Callable

from attribution.document.view import peek
from attribution.model import Document, Tokens
from attribution.speakers.lexicon import Lexicon

DETERMINERS = frozenset(["DT", "PRP$", "PDT", "WP$"])
CLOSING = frozenset(["''", "'", '"', "``", "`"])
_STOPS = frozenset(["IN", "TO", "WP", "WDT", "VBG", "VBD", "VBZ", "VBN", "RB", "CC"])
_OPENING = frozenset(["NNS", "JJ", "JJR", "JJS", "NN", "DT", "CD", "RB", "RBR"])  # tags of a capitalised common noun that opens a sentence
_GRADED = frozenset(["CD", "JJ", "JJS", "RB", "RBS", "RBR"])  # before a participle that is part of a noun phrase
_LISTING = frozenset([",", "and", "&", "the"])  # between the parts of a list
_LISTED = _LISTING | {"-RRB-"}  # before what goes on with a list, or stands behind its letters
_BEFORE_OFFICE = frozenset(["NN", "NNP", "JJ"])
_LIST = 14  # tokens of a list of what an office is for
_LETTERS = 3  # tokens of letters in brackets
_OFFICE_LETTERS = re.compile(r"[A-Z]{2,4}")  # DIG Ann Lee
_OFFICE = 10  # tokens of an institution's name before the first comma of a list in it


def has_letters(document: Document, begin: int, end: int, lexicon: Lexicon) -> bool:
    """Whether letters end a person's name: `Garrett Lyster | SC`, `Ann Lee | MP`; but the Sale West MP."""
    words, last = document.words[begin:end], document.lows[end - 1]
    if last not in lexicon.letters or last not in lexicon.titles:
        return last in lexicon.letters
    seat = peek(document.lows, begin - 1) in lexicon.small.articles or words[0] in lexicon.places
    return not seat and words[-1].isupper() and lexicon.small.compass.isdisjoint(document.lows[begin:end])


class NameReader:
    """What the words of one document say about the edges of names."""

    def __init__(self, document: Document, lexicon: Lexicon) -> None:
        self.document, self.lexicon = document, lexicon
        self.starts = frozenset(document.sentences)
        self.titles: Callable[[], frozenset[str]] = frozenset  # words that this article alone uses as titles

    def noun_phrase_end(self, begin: int, end: int) -> int:
        """Where the noun phrase ends: at a preposition, unless a capitalised institution goes on behind it."""
        for i in range(begin + 1, end):
            if self.document.tags[i] in _STOPS and not self._goes_on(begin, i, end):
                return i
        return end

    def _goes_on(self, begin: int, i: int, end: int) -> bool:
        """Whether a noun phrase goes on at a preposition, participle or conjunction."""
        tags, words, low = self.document.tags, self.document.words, self.document.lows[i]
        if words[i][:1].isupper() or low in self.lexicon.particles or low == "&":
            return True
        if tags[i] == "VBG" and i + 1 < end and tags[i + 1] in ("NN", "NNS"):  # the peacekeeping mission
            return True
        if tags[i] == "VBN" and tags[i - 1] in _GRADED and i + 1 < end and tags[i + 1] in ("JJ", "NN", "NNS", "NNP"):
            return True  # two unnamed sources, the most decorated climber, the newly appointed mayor
        if tags[i] == "RB" and tags[i + 1 : i + 2] == ["VBN"] and tags[i - 1] == "POS":  # the bank's | newly appointed chief
            return True
        if tags[i] == "CC" and i - begin <= 2 and tags[end - 1] == "NNS" and tags[i - 1] != "NNS":  # state and federal officials
            return True
        if low not in self.lexicon.small.linking_names or not words[i - 1][:1].isupper():
            return False
        after = i + 1 + (peek(self.document.norms, i + 1) in self.lexicon.small.articles)
        institution = words[i - 1] in self.lexicon.names or low == "and" or (low == "of" and self._the_of(begin, i))
        institution = institution or self._what_for(begin, i) or self._serves(begin, i)
        return institution and after < end and words[after][:1].isupper()

    def _what_for(self, begin: int, i: int) -> bool:
        """Whether an institution's name that has an `of` goes on with what it is for: the Court of Arbitration | for Sport."""
        words = self.document.words
        return words[i] == "for" and words[begin] in self.lexicon.names and "of" in words[begin:i]

    def _serves(self, begin: int, i: int) -> bool:
        """Whether a service and `for` begin an institution's name: Transport | for Wales."""
        words = self.document.words
        return i == begin + 1 and words[i] == "for" and words[begin].lower() in self.lexicon.portfolios

    def _the_of(self, begin: int, i: int) -> bool:
        """Whether `the Guild | of`, `a Freedom | of Information request` begins a name of its own: a capitalised word that is no office."""
        word = self.document.words[i - 1]
        opened = begin > 0 and self.document.lows[begin - 1] in self.lexicon.small.articles
        return opened and not self.lexicon.is_role(word.lower())

    def listed_end(self, begin: int, end: int) -> int:
        """Where an institution's name ends that lists what it is for: the Ministry of Trade, Mines and Water | said; else 0."""
        words, norms = self.document.words, self.document.norms
        if "," not in norms[begin : min(end, begin + _OFFICE)]:
            return 0
        first = norms.index(",", begin)
        opens = any(norms[i] in self.lexicon.small.holding and words[i - 1] in self.lexicon.names for i in range(begin + 1, first))
        if not opens or first + 3 >= end or not words[first - 1][:1].isupper():
            return 0
        last = next((i for i in range(first, end) if not (words[i][:1].isupper() or norms[i] == ",")), end)
        if norms[last : last + 1] not in (["and"], ["&"]):
            return 0
        last += norms[last + 1 : last + 2] == ["the"]  # Food and the Marine
        if last + 1 >= end or not words[last + 1][:1].isupper():
            return 0
        return next((i for i in range(last + 1, end) if not words[i][:1].isupper()), end)

    def portfolios_end(self, begin: int, end: int) -> int:
        """Where a list of what an office is for ends, its parts joined: `Trade, Food and Rural Affairs | Minister`; else 0."""
        lows, norms, known = self.document.lows, self.document.norms, self.lexicon.portfolios
        i = begin
        while i < end and (lows[i] in known or (i > begin and norms[i] in _LISTING)):
            i += 1
        while i > begin and norms[i - 1] in _LISTING:
            i -= 1
        if _LISTING.isdisjoint(norms[begin:i]):
            return 0
        return i + 3 if norms[i : i + 1] == ["-LRB-"] and norms[i + 2 : i + 3] == ["-RRB-"] else i  # Investment (DETI) | Minister

    def portfolios_begin(self, begin: int, low: int) -> int:
        """Where an office or department begins that is for several things, of which the last stand at `begin`, or an office behind all:
        `the | Department for Environment, Food and Rural Affairs`; `Enterprise, Trade and Investment | Minister`. Else `begin`."""
        norms, lows, lexicon, first = self.document.norms, self.document.lows, self.lexicon, begin
        if begin <= low or not (norms[begin - 1] in _LISTED or lows[begin - 1] in lexicon.portfolios):
            return begin
        low = max(low, begin - _LIST)
        if begin - low > _LETTERS and norms[begin - 1] == "-RRB-" and norms[begin - _LETTERS] == "-LRB-":  # Investment (DETI) | Minister
            first -= _LETTERS
        while first > low and (lows[first - 1] in lexicon.portfolios or norms[first - 1] in _LISTING):
            first -= 1
        while first < begin and lows[first] not in lexicon.portfolios:
            first += 1
        stop = self.portfolios_end(first, min(begin + _LIST, len(lows))) if first < begin else 0
        if stop < begin or first == begin:
            return begin
        office = self.document.words[first - 2] if first - low > 1 and norms[first - 1] in lexicon.small.holding else ""
        if office and (office in lexicon.names or lexicon.names_office(office.lower())):
            first -= 2
            while first > low and self.document.tags[first - 1] in _BEFORE_OFFICE:  # Cabinet | member for
                first -= 1
            return first
        if office:
            return begin
        first -= first > low and lows[first - 1] in lexicon.grades  # Shadow | climate and net zero secretary
        return first if peek(lows, stop) in lexicon.held else begin

    def named_after(self, begin: int, possessive: int, end: int) -> bool:
        """Whether a possessive belongs to the name: `the Brewers' Circle`, `St. Madoc's Hospital`."""
        words, norms, lexicon = self.document.words, self.document.norms, self.lexicon
        behind = words[possessive + 1 : end]
        if not behind or not behind[0][:1].isupper():
            return False
        if words[possessive - 1] in lexicon.eponyms or norms[begin] in lexicon.small.saints:  # Alzheimer's | Research UK
            return not lexicon.is_role(behind[-1].lower())
        if lexicon.names.keys().isdisjoint(behind):
            return self._is_thing(behind) and words[possessive - 1][:1].isupper()
        owner = norms[possessive - 1].lower()  # the Haskell County Sheriff's Office
        if norms[possessive] == "'" or owner.endswith(lexicon.owners) or norms[begin] in lexicon.small.saints:
            return True
        return owner in lexicon.titles or owner in lexicon.roles

    def _is_thing(self, words: list[str]) -> bool:
        """Whether capitalised words end in a common noun that is nobody's office: the Courier's | Fact Checker."""
        last, lexicon = words[-1].lower(), self.lexicon
        named = len(words) > 1 and words[0] not in lexicon.given and all(word[:1].isupper() for word in words)
        return named and (last in lexicon.nouns or last in lexicon.kinds) and not lexicon.names_office(last)

    def without_generic(self, begin: int, end: int) -> tuple[int, str]:
        """The end of a name without the generic noun behind it, and the source type that it tells."""
        norms = self.document.norms
        for generic, kind in self.lexicon.generics.get(norms[end - 1], ()):
            n = len(generic)
            if end - begin > n and tuple(norms[end - n : end]) == generic and self.document.words[end - n - 1][:1].isupper():
                return end - n, kind
        return end, ""

    def generic_before(self, begin: int, run: int) -> str:
        """The source type that a generic noun before a name tells: `the state news agency IRNA`."""
        norms = self.document.norms
        if run <= begin:
            return ""
        for generic, kind in self.lexicon.generics.get(norms[run - 1], ()):
            if run - begin >= len(generic) and tuple(norms[run - len(generic) : run]) == generic:
                return kind
        last = norms[run - 1]
        return self.lexicon.heads.get(last, "") if last.islower() and not self.lexicon.is_role(last) else ""

    def capitals(self, begin: int, end: int) -> int:
        """Where the capitalised words that end at `e` begin; `e` where there are none."""
        words, norms, lexicon = self.document.words, self.document.norms, self.lexicon
        i = end
        while i > begin and self._in_name(begin, i - 1, end):
            i -= 1
        while i < end and not (words[i][:1].isupper() or words[i].lower().startswith(lexicon.prefixes)):
            particle = norms[i].lower() in lexicon.particles
            if particle and peek(words, i + 1)[:1].isupper():
                break
            i += 1
        return i

    def _in_name(self, begin: int, i: int, end: int) -> bool:
        """Whether the word at `i` goes on with the name behind it, up to `e`."""
        words, norms, lexicon = self.document.words, self.document.norms, self.lexicon
        if words[i][:1].isupper() or words[i].lower().startswith(lexicon.prefixes) or norms[i] == "&":
            return True
        if i > begin and norms[i].isdecimal() and lexicon.names.get(words[i - 1]) == "news outlet":  # Channel | 16, no Radio 4's Today
            return peek(norms, i + 1) != "'s"
        if i + 1 >= end:
            return i > begin and self.document.tags[i] == "POS"  # Ben & Jerry's
        listed = norms[i] == "," and words[i + 1][:1].isupper()  # Ministry of Economy, Trade and Industry
        if listed or self.document.tags[i] == "POS" or norms[i].lower() in lexicon.particles or norms[i] in CLOSING:
            return True
        named = i > begin and (words[i - 1] in lexicon.names or norms[i] == "of" or self._what_for(begin, i) or self._serves(begin, i))
        if named and norms[i] in lexicon.small.linking_names:
            return True
        if norms[i] == "and" and i > begin:  # College of Physicians and Surgeons; the Food and Drug Administration
            named = words[end - 1] in lexicon.names
            the = begin > 0 and norms[begin - 1].lower() == "the" and named
            alone = i == begin + 1 or words[begin] not in lexicon.given  # Devon | and Cornwall Police
            placed = named and alone and all(word[:1].isupper() for word in words[begin:i])
            return the or placed or not lexicon.names.keys().isdisjoint(words[begin:i])
        return norms[i] in lexicon.small.articles and i - 1 > begin and norms[i - 1] in lexicon.small.linking_names

    def tells_who(self, begin: int) -> bool:
        """Whether a name says who an office before it is: the judge, | Ann Lee."""
        document = self.document
        return begin > 1 and document.norms[begin - 1] == "," and self.lexicon.names_office(document.lows[begin - 2])

    def title_end(self, begin: int, end: int) -> tuple[int, str, bool]:
        """Where the name begins behind titles and honorifics; the honorific; whether there was any."""
        norms, lexicon = self.document.norms, self.lexicon
        cut, honorific, words = begin, "", norms[begin:end]
        saint = words[0] in lexicon.small.saints and "POS" in self.document.tags[begin:end]  # St John's Ambulance
        if saint or (self.document.words[end - 1] in lexicon.names and not self._office_before_given(begin, end)):
            lows = self.document.lows  # Oslo-based | Gable Films
            return next((i + 1 for i in range(begin, end - 1) if lexicon.is_place_before(lows[i])), begin), "", False
        for i in range(begin, min(end, begin + 10)):
            if (i == begin and words[0] in self.titles()) or lexicon.is_title(words, i - begin, cut - begin):
                cut = i + 1
                honorific = norms[i].lower() if norms[i].lower() in lexicon.honorifics else honorific
        return cut, honorific, cut > begin

    def _office_before_given(self, begin: int, end: int) -> bool:
        """Whether a title and a given name stand in a name that ends like an institution's: `Mayor Don Guild`."""
        words, lexicon = self.document.words, self.lexicon
        return any(words[i].lower() in lexicon.titles and words[i + 1] in lexicon.given for i in range(begin, end - 2))

    def role_before(self, begin: int, run: int, cut: int, honorific: str) -> Tokens | None:
        """The office before a name: lower-case nouns and titles, with what modifies them."""
        tags = self.document.tags
        end = max(run, cut - 1) if honorific else cut
        if end <= begin or not self._is_office(end - 1):
            return None
        while begin < end and tags[begin] in DETERMINERS:
            begin += 1
        begin = self.appointed(begin, end)
        return (begin, end) if begin < end else None

    def appointed(self, begin: int, end: int) -> int:
        """Where an office begins behind what tells how new it is: newly appointed | mayor; the recently | retired coach."""
        tags, lows, making = self.document.tags, self.document.lows, self.lexicon.small.making
        if tags[begin : begin + 2] == ["RB", "VBN"]:
            begin += 1
        return min(end, begin + (tags[begin] == "VBN" and lows[begin] in making and peek(tags, begin - 1) == "RB"))

    def _is_office(self, i: int) -> bool:
        """Whether the word at `i` says what the one named behind it is: by the lists, or by its ending."""
        head, lexicon = self.document.lows[i], self.lexicon
        if lexicon.related(head):
            return False
        if head in lexicon.roles or head in lexicon.titles or _OFFICE_LETTERS.fullmatch(self.document.words[i]):
            return True
        ends = self.document.tags[i][0] == "N" and lexicon.is_role(head)
        return ends or (head not in lexicon.heads and head.removesuffix("s") in lexicon.roles)

    def common_noun(self, begin: int, end: int, the: str) -> bool:
        """Whether the one capitalised word is a noun for people or institutions: `Experts` at the start, `the Dutchman`."""
        word, lexicon, document = self.document.lows[begin], self.lexicon, self.document
        if the == "the" and end - begin > 1 and document.lows[end - 1] in lexicon.seats and document.words[end - 1].isupper():
            return True  # the Tory MP
        definite = the == "the" or the in lexicon.small.one  # a senior | Welsh Conservative
        if definite and end - begin > 1 and document.lows[end - 1] in lexicon.roles:  # the Nebraska Republican
            return document.words[begin] not in lexicon.given and document.words[end - 1] not in lexicon.names
        last = document.words[end - 1]
        if end - begin > 1 and last.endswith("s") and last.removesuffix("s").lower() in lexicon.titles and last not in lexicon.names:
            return document.words[begin] not in lexicon.given  # Tory MPs
        if end - begin != 1 or word in lexicon.suffixes:
            return False
        if the and lexicon.names.get(document.words[begin]) == "news outlet" and document.tags[begin] == "NNP":  # the Courier
            return False
        if the:
            return lexicon.demonym(document.norms[begin]) or _says_what(word, lexicon)
        if begin in self.starts and (document.tags[begin] in _OPENING or lexicon.are_people(word)):
            return True
        one = lexicon.singular(word)
        if begin in self.starts and one != word and one in lexicon.heads and document.words[begin] not in lexicon.names:
            return True  # Carmakers said
        return word not in lexicon.names_too and (word in lexicon.heads or _says_what(word, lexicon))


def _says_what(word: str, lexicon: Lexicon) -> bool:
    """Whether a list has the word for what people are."""
    return word in lexicon.roles
