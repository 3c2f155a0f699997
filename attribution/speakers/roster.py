"""The names of a document: where capitalised runs stand, which of them are one person, who is meant by a part of a name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Set
from functools import cache, cached_property
from itertools import pairwise

from attribution.document.view import peek
from attribution.model import Document, Tokens
from attribution.speakers.lexicon import Lexicon
from attribution.speakers.names import has_letters

Name = tuple[str, ...]
FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])  # tags of a verb that has a subject of its own
_RUN = re.compile("[SN]N*")
_ACRONYM = re.compile(r"\(([A-Z][A-Za-z.&]{1,9})\)")
_LETTERED = re.compile("[A-Z]{3,6}")  # letters that begin an institution's name
_NONE: dict[Name, list[int]] = {}
_NO_NAME = frozenset(["VBZ", "NNS"])  # tags of what a headline writes with a capital behind a name: Ann Lee U-turns
_TELLING = frozenset(["VBD", "VBZ", ",", "-LRB-"])  # tags behind a name that opens a sentence: Will Sharpe told, Per Lund, 61,
_TOP = 4  # paragraphs among which a headline may end in a full stop
_OFFICE = 3  # tokens of an office and what is joined to its place
_PLACED = 3  # tokens of a place and somebody's name behind it
_GAP = 3  # tokens between two parts of a name
_MARKS = {"``": "''", "`": "'"}  # mark of a nickname → the one that closes it
_MOST = 200  # runs with one word in common that are compared


class _Codes(dict[str, str]):
    """Penn tag → "N" for proper nouns, "." for all others."""

    def __missing__(self, tag: str) -> str:
        self[tag] = "."
        return "."


@cache
def _codes() -> _Codes:
    return _Codes(NNP="N", NNPS="N")


class Roster:
    """Capitalised runs of a document; none goes on over a token of `opening`, where a clause begins. Nothing is computed before it is asked
    for; all of it is linear in the text."""

    def __init__(self, document: Document, lexicon: Lexicon, opening: Set[int] = frozenset()) -> None:
        self.document, self.lexicon, self.opening = document, lexicon, opening
        self._cores: dict[Name, tuple[Name, Name]] = {}
        self._found: dict[Name, list[tuple[int, Name]]] = {}
        self._placed: dict[str, tuple[list[tuple[int, Name]], list[tuple[int, Name]]]] = {}
        self.worded: dict[Name, str] = {}  # full names of acronyms as the text writes them

    @cached_property
    def written(self) -> frozenset[str]:
        """Every word of the document as it is written."""
        return frozenset(self.document.norms)

    @cached_property
    def runs(self) -> list[Tokens]:
        """Token ranges of proper-noun runs in reading order, particles, initials and nicknames inside them."""
        codes = bytearray("".join(map(_codes().__getitem__, self.document.tags)), "ascii")
        starts = self.opening | {*self.document.sentences[:-1]}
        for s in starts:
            if codes[s] == 78:
                codes[s] = 83
        norms, particles, days = self.document.norms, self.lexicon.particles, self.lexicon.days
        words, prefixes, size = self.document.words, self.lexicon.prefixes, len(self.document.words)
        verbs = self._headline_verbs()
        for i in verbs:
            codes[i] = 46
        stops = starts | verbs
        out: list[Tokens] = []
        last = -_GAP - 1  # where the run before ends
        for match in _RUN.finditer(codes.decode("ascii")):
            begin, end = match.span()
            if begin < last:
                continue
            while end - begin > 1 and opens_before_name(self.document, self.lexicon, begin):
                begin += 1
            while end < size and (words[end][0].isupper() or words[end].startswith(prefixes)) and not (end in stops or norms[end] in days):
                end += 1
            end += 2 * self._has_members(end)
            if begin and (norms[begin - 1] == "and" or words[begin - 1][0].isupper()):
                begin = self._joined_begin(begin, end)
            if end - begin > 2:
                begin, end = self._trimmed(begin, end)
            if begin - last <= _GAP and self._joined(out[-1], (begin, end), norms, particles):
                out[-1] = (out[-1][0], end)
            else:
                out.append((begin, end))
            last = end
        aside = {token for begin, end in self.document.furniture for token in range(begin, end)}  # nobody is told of in a link
        return self._without_headlines([run for run in out if run[0] not in aside] if aside else out)

    def _has_members(self, end: int) -> bool:
        """Whether an institution's name goes on with whose it is: the Royal College | of Midwives."""
        document = self.document
        named = peek(document.norms, end) == "of" and document.norms[end - 1] in self.lexicon.names
        return named and peek(document.tags, end + 1) == "NNS" and peek(document.words, end + 1)[:1].isupper()

    def _headline_verbs(self) -> set[int]:
        """What the headline writes with a capital behind a name: Ann Lee | U-turns on tax."""
        document = self.document
        end = document.paragraphs[1] if document.words else 0
        if not end or document.norms[end - 1] in (".", "''"):
            return set()
        return {i for i in range(1, end) if document.tags[i] in _NO_NAME or document.words[i].partition("-")[2].islower()}

    def _joined_begin(self, begin: int, end: int) -> int:
        """Where a run behind a capitalised word or `and` begins, if the tags take its first words for others: a given name, or an
        institution's with `and`: `the Competition and | Markets Authority`."""
        norms, words = self.document.norms, self.document.words
        if words[begin - 1][0].isupper():
            last = end + 1 if peek(norms, end) == "'" else end - 1
            allied = begin > 1 and norms[begin - 2].lower() == "the" and peek(norms, last) in self.lexicon.names
            return begin - 1 if allied or self._is_given(begin - 1, end) else begin  # the Allied | Drivers' Union
        joined = norms[end - 1] in self.lexicon.names
        return begin - 2 if joined and peek(norms, begin - 3).lower() == "the" and words[begin - 2][0].isupper() else begin

    def _is_given(self, i: int, end: int) -> bool:
        """Whether the capitalised word at `i`, before a run that ends at `end`, is a given name that is tagged otherwise: `| Will Sharpe
        told them`."""
        document = self.document
        word = document.words[i]
        if document.tags[i] == "NNP" or not word.isalpha() or word not in self.lexicon.given:
            return False
        opens = document.sentences[bisect_left(document.sentences, i)] == i
        return not opens or peek(document.tags, end) in _TELLING

    def _trimmed(self, begin: int, end: int) -> Tokens:
        """A run without the office before a name and the letters behind it: `Secretary of State | Ann Lee`, `Garrett Lyster | SC`."""
        words = self.document.words
        if end - begin > 2 and self._is_held(begin):
            named = end - begin == _PLACED or len(words[begin + 1].rstrip(".")) == 1  # Chief Justice of India | D Y Holm
            placed = words[begin] in self.lexicon.places and named and words[end - 1] not in self.lexicon.names
            begin = begin + 1 if placed else next((i for i in range(begin + 1, end - 1) if words[i] in self.lexicon.given), begin)
        while end - begin > 2 and has_letters(self.document, begin, end, self.lexicon):
            end -= 1
        if end - begin > 2 and words[end - 1] in self.lexicon.days and peek(self.document.tags, end) == "CD":  # Lotus Airlines | Flight 418
            end -= 1
        return self._behind_outlet(begin, end), end

    def _is_held(self, begin: int) -> bool:
        """Whether an office with `of` or `for` stands before a run, or before words joined to it: Commissioner for Youth and | Sport."""
        norms, words, small = self.document.norms, self.document.words, self.lexicon.small
        while begin > _OFFICE and norms[begin - 1] in small.conjoining and words[begin - 2][0].isupper():
            begin -= 2
        before = peek(norms, begin - 1)
        placed = before in small.holding or before in small.placing  # spokesperson in Natal | Ann Lee
        return placed and self.lexicon.is_role(peek(norms, begin - 2).lower())

    def _behind_outlet(self, begin: int, end: int) -> int:
        """Where a person's name begins behind that of an outlet: an interview with the Courier | Ann Lee said."""
        words, lexicon = self.document.words, self.lexicon
        if end - begin < 3 or peek(self.document.norms, begin - 1) != "the" or words[end - 1] in lexicon.names:
            return begin
        outlets = (i for i in range(begin, end - 2) if lexicon.names.get(words[i]) == "news outlet" and words[i + 1] in lexicon.given)
        return next((i + 1 for i in outlets), begin)

    def _without_headlines(self, runs: list[Tokens]) -> list[Tokens]:
        """The runs without those of headlines that stand nowhere else: capitals make no names there."""
        headlines = self._headlines()
        if not headlines:
            return runs
        norms, inside = self.document.norms, {i for low, high in headlines for i in range(low, high)}
        known = {tuple(norms[begin:end]) for begin, end in runs if begin not in inside}
        last = {name[-1] for name in known}

        def named(begin: int, end: int) -> Tokens | None:
            """The words that stand in the text, too; of a given name (Ann Lee | Left Arden) those up to a surname of it: Ms Lee."""
            if end - begin == 1 or tuple(norms[begin:end]) in known:
                return begin, end
            given = [i for i in range(begin, end) if norms[i] in self.lexicon.given]
            stop = next((k for k in range(begin + 2, end + 1) if norms[k - 1] in last), 0) if given[:1] == [begin] else 0
            firsts = [i for i in given if i < stop - 1]  # Rip | Ann Lee
            return (next((i for i in firsts if tuple(norms[i:stop]) in known), firsts[-1]), stop) if firsts else None

        return [run for run in (named(*run) for run in runs) if run is not None]

    def _headlines(self) -> list[Tokens]:
        """Paragraphs in title case."""
        words, norms = self.document.words, self.document.norms
        out = []
        for k, (begin, end) in enumerate(pairwise(self.document.paragraphs)):
            if 4 <= end - begin < 40 and (k < _TOP or norms[end - 1] != "."):
                letters = [w[0] for w in words[begin:end] if len(w) > 3 and w[0].isalpha()]
                if len(letters) > 2 and sum(map(str.isupper, letters)) > 0.8 * len(letters):
                    out.append((begin, end))
        return out

    def _joined(self, first: Tokens, second: Tokens, norms: list[str], particles: frozenset[str]) -> bool:
        """Whether what stands between two runs belongs to one name: `bin`, `de la`, the marks of a nickname, `Owners' Union`."""
        (low, end), (begin, high) = first, second
        gap = norms[end:begin]
        if not gap:
            return False
        if len(gap) == 1 and norms[high - 1] in self.lexicon.names:
            if gap[0] == "'" or (gap[0] == "'s" and norms[end - 1].lower().endswith(self.lexicon.owners)):
                return True
            if gap[0] == "and":  # the Competition and Markets Authority
                return low > 0 and norms[low - 1].lower() == "the"
        if gap == ["of"] and norms[end - 1] in self.lexicon.names:  # the Ministry of Fisheries
            return True
        if particles.issuperset(gap):
            return True
        if len(gap) == _GAP:  # Stephen "tWitch" Boss
            return _MARKS.get(gap[0]) == gap[-1]
        opened = gap[0] in _MARKS and not " ".join(gap[1:]).lower().removeprefix("the")  # Dwayne "The Rock" Johnson
        if opened and _MARKS[gap[0]] in norms[begin : begin + 3]:
            return True
        return len(gap) == 1 and any(gap[0] == _MARKS.get(norms[k]) and norms[k - 1][:1].isupper() for k in range(max(1, end - 3), end))

    @cached_property
    def begins(self) -> list[int]:
        """First token of each run."""
        return [begin for begin, _ in self.runs]

    @cached_property
    def places(self) -> dict[Name, list[int]]:
        """Each distinct run, titles included, and the token indices where it begins."""
        words = self.document.norms
        out: dict[Name, list[int]] = {}
        for begin, end in self.runs:
            key = tuple(words[begin:end])
            if key in out:
                out[key].append(begin)
            else:
                out[key] = [begin]
        return out

    @cached_property
    def by_word(self) -> dict[str, list[Name]]:
        """Every word of a run → the runs that have it."""
        out: dict[str, list[Name]] = {}
        for key in self.places:
            for word in key:
                if word in out:
                    out[word].append(key)
                else:
                    out[word] = [key]
        return out

    @cached_property
    def _ages(self) -> dict[str, list[Tokens]]:
        """Age → the runs beside which it stands: `Ann Lee, 42,`, `Ann Lee (42)`, `42-year-old Ann Lee`."""
        norms, tags = self.document.norms, self.document.tags
        out: dict[str, list[Tokens]] = {}
        for begin, end in self.runs:
            if begin and norms[begin - 1].endswith("-year-old"):
                out.setdefault(norms[begin - 1].removesuffix("-year-old"), []).append((begin, end))
            elif (
                tags[end + 1 : end + 2] == ["CD"] and norms[end] in (",", "-LRB-") and norms[end + 2 : end + 3] in ([","], ["."], ["-RRB-"])
            ):
                out.setdefault(norms[end + 1], []).append((begin, end))
        return out

    def aged(self, age: str) -> list[Tokens]:
        """The runs of whom the article gives that age, in years as written."""
        return self._ages.get(age, [])

    def runs_between(self, begin: int, end: int) -> list[Tokens]:
        """The runs that begin in the token range."""
        return self.runs[bisect_left(self.begins, begin) : bisect_left(self.begins, end)]

    def run_ending(self, end: int, low: int) -> Tokens | None:
        """The run that ends right before token `end` and begins at `low` or behind it."""
        found = self.runs_between(low, end)
        return found[-1] if found and found[-1][1] == end else None

    @cached_property
    def titles(self) -> frozenset[str]:
        """Words that no list has and that this article uses as titles: Cllr Eoin Harkin, where Cllr Harkin or Cllr Ann Lee stands too."""
        given, behind = self.lexicon.given, dict[str, set[Name]]()
        for key in self.places:
            if len(key) > 2 and key[1] in given and key[0] not in given and key[-1] not in self.lexicon.names:
                behind.setdefault(key[0], set()).add(key[1:])
        nations = {key[0] for key in self.places if len(key) == 2 and self._is_from(key)}
        return frozenset(nations) | frozenset(
            word
            for word, names in behind.items()
            if len(names) > 1 or any((word, name[-1]) in self.places or name in self.places for name in names)
        )

    def _is_from(self, key: Name) -> bool:
        """Whether a nation stands before a surname that is somebody's: the Serb Mirrow, where Nikola Mirrow stands too."""
        nations = self.lexicon.nations
        from_there = key[0].lower() in nations and key[0] not in self.lexicon.given  # Finn is a name, too
        others = self.by_word.get(key[1], ())[:_MOST] if from_there else ()
        return any(len(other) > 1 and other[-1] == key[1] and other[0].lower() not in nations for other in others)

    def core(self, key: Name) -> tuple[Name, Name]:
        """(titles, name) of a run."""
        known = self._cores.get(key)
        if known is None:
            cut = self._titles_end(key)
            known = self._cores[key] = (key[:cut], key[cut:])
        return known

    def _titles_end(self, key: Name) -> int:
        """How many words of a run are titles."""
        lexicon, last = self.lexicon, len(key) - 1
        if not last:
            return int(key[0].lower() in lexicon.titles)
        cut = int(lexicon.is_place_before(key[0]))
        institution = key[last] in lexicon.names
        for i in range(last):
            if institution and not (key[i].lower() in lexicon.titles and key[i + 1] in lexicon.given):
                continue  # but Mayor Don Guild
            if (i == 0 and key[0] in self.titles) or lexicon.is_title(key, i, cut):
                cut = i + 1
        return last + 1 if cut == last and key[last].lower() in lexicon.titles else cut

    def names_with(self, word: str) -> dict[Name, list[int]]:
        """Names of two words or more that have the word, and where they stand (titles cut off, variants not merged)."""
        return self._with.get(word, _NONE)

    def placed_with(self, word: str) -> tuple[list[tuple[int, Name]], list[tuple[int, Name]]]:
        """Where names that have the word stand, in order: the first place of each, and all places."""
        known = self._placed.get(word)
        if known is None:
            names = self.names_with(word).items()
            every = sorted((place, name) for name, places in names for place in places)
            known = self._placed[word] = sorted((min(places), name) for name, places in names), every
        return known

    @cached_property
    def _runs_of(self) -> dict[Name, list[Name]]:
        """Name → the runs that are this name, with and without titles."""
        out: dict[Name, list[Name]] = {}
        for key in self.places:
            out.setdefault(self.core(key)[1], []).append(key)
        return out

    @cached_property
    def _with(self) -> dict[str, dict[Name, list[int]]]:
        """Word → the names that have it; a thousand Annas are two hundred."""
        out: dict[str, dict[Name, list[int]]] = {}
        norms = self.document.norms
        for key, begins in self.places.items():
            titles, name = self.core(key)
            if len(name) < 2:
                continue
            cut = len(titles)
            _add(out, name, [p + cut for p in begins] if cut else begins)
            for p in begins if not cut else ():
                if norms[p - 1] == "and" and name[0] in self.lexicon.given and self.places.get((norms[p - 2],)) == [p - 2]:
                    _add(out, (norms[p - 2], *name[1:]), [p - 2])  # Geert | and Wilma Postma
        return out

    def occurrences(self, name: Name) -> list[tuple[int, Name]]:
        """(token index of the name, titles before it) of every run that is this name, in reading order."""
        known = self._found.get(name)
        if known is None:
            titled = [(self.core(key)[0], self.places[key]) for key in self._runs_of.get(name, ())]
            known = self._found[name] = sorted([(place + len(titles), titles) for titles, places in titled for place in places])
        return known

    @cached_property
    def shortened(self) -> dict[Name, str]:
        """Full names and the letters that the article gives for them."""
        return {full: letters for letters, full in reversed(self.acronyms.items())}

    @cached_property
    def acronyms(self) -> dict[str, tuple[str, ...]]:
        """Letters in brackets → the capitalised words before them that they stand for: the article's own definitions."""
        out: dict[str, tuple[str, ...]] = {}
        document = self.document
        for m in _ACRONYM.finditer(document.text):
            at = bisect_left(document.begins, m.start())
            before = document.norms[max(0, at - 14) : at]
            words = _spelled(m[1], before) or _spelled(_capitals(m[1]), before)  # (RoSPA)
            if words and m[1] not in out:
                out[m[1]] = words
                self.worded[words] = " ".join(document.text[document.begins[at - len(words)] : document.ends[at - 1]].split())
        return out


def name_type(words: Name, the: str, lexicon: Lexicon) -> str:
    """The source type that a name's own words tell, "" where they tell none (a person, perhaps)."""
    text = " ".join(words)
    for phrase, kind in lexicon.phrases if len(words) > 1 else ():
        if phrase in text:
            return kind
    if "&" in words or not lexicon.names.keys().isdisjoint(words):
        linked = next((k for k in range(1, len(words)) if words[k] in lexicon.small.holding and words[k - 1] in lexicon.names), len(words))
        if "&" in words[:linked]:  # Kerr & Brand
            return "company"
        for word in reversed(words[:linked]):  # the Ministry | of Energy
            if word in lexicon.names and (len(words) > 1 or word not in lexicon.given):
                return lexicon.names[word]
    if len(words) > 2 and words[1] == "for" and words[0].lower() in lexicon.portfolios:  # Transport for Wales
        return "organisation"
    if len(words) == 1 and len(text) > 1 and text.replace(".", "").replace("-", "").isupper():
        return "organisation"
    lettered = len(words) == 2 and words[1].lower() not in lexicon.titles and _LETTERED.fullmatch(words[0])  # but IDF Chief
    if lettered and lexicon.given.keys().isdisjoint((words[0].title(), words[1])):
        return "organisation" if not words[1].isupper() else ""  # NHS Lothian, USS Higgins
    if the == "the":
        return "organisation"
    return ""


def _add(index: dict[str, dict[Name, list[int]]], name: Name, places: list[int]) -> None:
    """Enter a name under each of its words; its places stay in order."""
    for word in name:
        names = index.setdefault(word, {})
        if name in names:
            names[name] = sorted({*names[name], *places})
        elif len(names) < _MOST:
            names[name] = places


def begins_clause(document: Document, role: Tokens, low: int, name: int) -> bool:
    """Whether `the mayor` behind a name and a comma is somebody else, who does what follows: with the crew of the Nora Lee, | the mayor
    said. `low` and `name`: the tokens where the sentence and the name begin."""
    begin, end = role
    if document.tags[begin] != "DT" or peek(document.tags, end) not in FINITE:
        return False
    first = next((i for i in range(name, low, -1) if document.norms[i - 1] == ","), low)
    return "IN" in document.tags[first:name]


def opens_before_name(document: Document, lexicon: Lexicon, i: int) -> bool:
    """Whether the word at `i` is no part of the name behind it: on Wednesday | Ann Lee said, Yesterday | Ann Lee said; but Today FM."""
    if document.norms[i] in lexicon.days or not document.words[i][0].isalnum():
        return document.words[i][:1] != "'"
    low = document.lows[i]
    if not (low in lexicon.small.before_names or low in lexicon.small.trades or low.endswith(lexicon.adverb_endings)):
        return False
    opens = document.sentences[bisect_left(document.sentences, i)] == i
    return opens and peek(document.norms, i + 1) not in lexicon.names


def _capitals(letters: str) -> str:
    """The capitals of some letters, where they are two or more."""
    capitals = "".join(filter(str.isupper, letters))
    return capitals if len(capitals) > 1 else ""


def _spelled(letters: str, words: list[str]) -> tuple[str, ...]:
    """The last words whose initials are the letters, in order; small words between them are free.

    >>> _spelled("KCNA", "the Korean Central News Agency".split())
    ('Korean', 'Central', 'News', 'Agency')
    """
    wanted = [c.lower() for c in letters if c.isalpha()]
    k = len(wanted) - 1
    if k < 0:
        return ()
    for i in range(len(words) - 1, -1, -1):
        word = words[i]
        *before, last = word.split("-")
        if before and last[:1].lower() == wanted[k] and k > 0:  # the Anti-Defamation League
            k -= 1
        if word[:1].lower() == wanted[k] and (word[:1].isupper() or k < len(wanted) - 1):
            k -= 1
            if k < 0:
                return tuple(words[i:])
        elif word[:1].isupper():
            return ()
    return ()
