"""Which of a document's names are one person's: short forms, variants, family names that come first."""

from __future__ import annotations

from attribution.model import Document
from attribution.speakers.lexicon import Lexicon
from attribution.speakers.roster import Name, Roster, name_type

_ALONE = 2  # times that an institution's short name stands before a longer one
_LONG = 5  # letters of a name in which a slip can be told from another name
_SHOW = 2  # words of a name that a show can have
_LETTERS = 2  # of a last word that is no surname
_PLACES = 8  # of a name that are looked at


class Bearers:
    """The names of people in one document; what was found once is kept."""

    def __init__(self, document: Document, lexicon: Lexicon, roster: Roster, starts: frozenset[int]) -> None:
        """`starts`: where sentences begin."""
        self.document, self.lexicon, self.roster, self._starts = document, lexicon, roster, starts
        self._full: dict[Name, Name] = {}
        self._persons: dict[Name, bool] = {}
        self._bodies: dict[Name, bool] = {}
        self._clusters: dict[str, list[tuple[Name, int]]] = {}

    def bearers(self, word: str) -> list[tuple[Name, int]]:
        """The people of whom `word` can be the short form: (fullest name, first token), in order of appearance."""
        known = self._clusters.get(word)
        if known is None:
            known = self._find_bearers(word)
            if not known and word.lower().startswith(self.lexicon.prefixes):
                known = self._find_bearers(word[:1].swapcase() + word[1:])
            self._clusters[word] = known
        return known

    def _find_bearers(self, word: str) -> list[tuple[Name, int]]:
        names = {n: p for n, p in self.roster.names_with(word).items() if self.may_be_person(n)}
        if not names:
            return []
        names = {n: p for n, p in names.items() if n[0] != word or not self.stood_alone(word, p[0])}
        if len(names) < 2:
            return [(name, places[0]) for name, places in names.items()]
        last = {n: p for n, p in names.items() if self.surname(n) == word}
        chosen = last
        if not chosen:
            chosen = {n: p for n, p in names.items() if n[0] == word and (word not in self.lexicon.given or len(n) > 2)}
        if not chosen:
            chosen = {n: p for n, p in names.items() if word in n}
        else:
            unknown = word not in self.lexicon.given
            first = {n: p for n, p in names.items() if n[0] == word and (self.family_first(n) or (unknown and len(n) == 2))}
            chosen = first | {n: p for n, p in names.items() if self._doubled(n, word)} | chosen
        if chosen is not last:
            chosen = chosen | {n: p for n, p in names.items() if n not in chosen and any(self._same(n, c) for c in chosen)}
        return self._merged(chosen)

    def stood_alone(self, word: str, first: int) -> bool:
        """Whether a word that is no given name stood by itself, and not in the headline, well before the name that it begins: who is a
        person is named in full first."""
        alone = self.roster.places.get((word,), ())[:_ALONE]
        known = word in self.lexicon.given or word.lower() in self.lexicon.family_first
        return not known and len(alone) == _ALONE and self.document.paragraphs[1] <= alone[-1] < first

    def _doubled(self, name: Name, word: str) -> bool:
        """Whether a word can be the first of two surnames: Rodrigo Ayala Quintero."""
        return len(name) > 2 and name[-2] == word and name[0] in self.lexicon.given and word not in self.lexicon.given

    def family_first(self, name: Name) -> bool:
        return name[0].lower() in self.lexicon.family_first and name[0] not in self.lexicon.given

    def surname(self, name: Name) -> str:
        if name[-1].lower() not in self.lexicon.suffixes:
            return name[-1]
        return next((word for word in reversed(name) if word.lower() not in self.lexicon.suffixes), name[-1])

    def may_be_person(self, name: Name) -> bool:
        known = self._persons.get(name)
        if known is None:
            known = self._persons[name] = self._find_may_be_person(name)
        return known

    def _find_may_be_person(self, name: Name) -> bool:
        lexicon = self.lexicon
        if not name:  # titles alone: Lord Democrat
            return False
        if name[0] not in lexicon.given and (name[-1] in lexicon.events or self.goes_on_as_institution(name)):
            return False
        if name[0] not in lexicon.given and (name[0] in lexicon.places or name[0] in lexicon.agencies):
            return False
        if name[-1] in lexicon.places and name[0].lower() in lexicon.small.compass:  # East China
            return False
        if name[0] not in lexicon.given and len(name) > 1 and name[-1].lower() in lexicon.nouns and self._is_worded(name):
            return False
        if len(name) > _SHOW and name[-1].lower() in lexicon.nouns and name[-2] not in lexicon.given and name[:-1] in self.roster.places:
            return False  # the Andrew Marsh Show
        if any(w in lexicon.days or w[-1].isdigit() or w == "I" for w in name):
            return False
        if len(name[-1]) == _LETTERS and name[-1].isupper() and name[-1].lower() not in lexicon.suffixes and name[-1].isalpha():
            return False  # the VW ID
        if name[0] not in lexicon.given and not self.family_first(name) and self._has_article(name):  # the Sonus Arc
            return False
        if any(w in lexicon.names for w in name):  # Don Guild, where he is called Mayor
            return name[0] in lexicon.given and any(titles for _, titles in self.roster.occurrences(name))
        return not any(w in lexicon.small.inside_names for w in name) and " ".join(name) not in self.lexicon.places

    def _is_worded(self, name: Name) -> bool:
        """Whether the last word of a name stands in the text in small letters, too, and alone with a capital only where a sentence begins,
        the first never alone, and no title before both: the Center for Scientific Research. Research shows."""
        last, low = name[-1], name[-1].lower()
        if not (low.islower() and low in self.roster.written) or name[:1] in self.roster.places:
            return False
        if not self._starts.issuperset(self.roster.places.get((last,), ())[:_PLACES]):
            return False
        return not any(titles for _, titles in self.roster.occurrences(name))

    def _has_article(self, name: Name) -> bool:
        """Whether an article stands before a name wherever it stands."""
        lows, articles = self.document.lows, self.lexicon.small.articles
        places = self.roster.places.get(name, ())[:_PLACES]
        return len(name) > 1 and bool(places) and all(place > 0 and lows[place - 1] in articles for place in places)

    def goes_on_as_institution(self, name: Name) -> bool:
        """Whether the name has a plural for its last word, or goes on as an institution's: Tarn Mills, Tarn UK, Lakeside Dairies (Inc.)."""
        places = self.roster.places.get(name)
        if places and (self.document.tags[places[0] + len(name) - 1] == "NNPS" or (name[-1].isupper() and name[-1] in self.lexicon.places)):
            return True
        return any(
            k[: len(name)] == name and len(k) > len(name) and k[-1] in self.lexicon.names for k in self.roster.by_word.get(name[0], ())[:50]
        )

    def institutional(self, name: Name) -> bool:
        """Whether a name's own words say that it is no person's, and the article calls nobody so: not Mayor Don Guild, nor Guild."""
        known = self._bodies.get(name)
        if known is None:
            named = name_type(name, "", self.lexicon) != ""
            known = self._bodies[name] = named and not (self.bearers(name[0]) if len(name) == 1 else self.may_be_person(name))
        return known

    def _merged(self, names: dict[Name, list[int]]) -> list[tuple[Name, int]]:
        """Variants of one name as one: the fullest, and where any of them first stands."""
        groups: list[list[Name]] = []
        for name in sorted(names, key=lambda n: (-len(n), names[n][0])):
            for group in groups:
                if self._same(group[0], name):
                    group.append(name)
                    break
            else:
                groups.append([name])
        return sorted(((g[0], min(names[n][0] for n in g)) for g in groups), key=lambda pair: pair[1])

    def _same(self, full: Name, part: Name) -> bool:
        """Whether `part` is a shorter form of `full`: the same words in order, an initial for a word; suffixes must not differ."""
        suffixes = self.lexicon.suffixes
        if full[-1] != part[-1] and any(w.lower() in suffixes for w in full) and any(w.lower() in suffixes for w in part):
            return False
        if full[1:] == part[1:] and (self._nicknamed(full[0], part[0]) or self._miswritten(full, part)):
            return True
        words = iter(word for word in full if word.lower() not in suffixes)
        return all(any(_alike(word, wanted) for word in words) for wanted in part if wanted.lower() not in suffixes)

    def _nicknamed(self, given: str, called: str) -> bool:
        """Whether a given name's bearer can be called so: Joshua Josh."""
        return called.lower() in self.lexicon.nicknames.get(given.lower(), ())

    def _miswritten(self, full: Name, part: Name) -> bool:
        """Whether `part` is `full` with a slip in the given name: no name at all, or one of its gender, once where `full` stands twice."""
        given = self.lexicon.given
        if full[0] not in given or not _is_slip(full[0], part[0]):
            return False
        once, more = (len(self.roster.places.get(name, ())) for name in (part, full))
        return part[0] not in given or (given[full[0]] == given[part[0]] and once == 1 < more)

    def fullest(self, words: Name) -> Name:
        """The fullest form of a name of two words or more that the document uses."""
        known = self._full.get(words)
        if known is None:
            known = self._full[words] = self._find_fullest(words)
        return known

    def _find_fullest(self, words: Name) -> Name:
        called = [n for n in self.roster.names_with(self.surname(words)) if n[1:] == words[1:] and self._nicknamed(n[0], words[0])]
        if len(called) == 1 and self.may_be_person(called[0]):  # Josh | Hale, of Joshua Hale
            return called[0]
        longer = [n for n in self.roster.names_with(words[0]) if n[: len(words)] == words and len(n) > len(words) and self.may_be_person(n)]
        if len(longer) == 1:
            return longer[0]
        longer = [n for n in self.roster.names_with(self.surname(words)) if len(n) > len(words) and self.may_be_person(n)]
        longer = [n for n in longer if not self._is_placed(n, words)]
        if not longer:
            return words
        inside = words[0].lower() in self.lexicon.particles  # De la Cruz, of Inés de la Cruz Olmedo
        fits = [n for n in longer if self._same(n, words) and (inside or self.surname(n) == self.surname(words))]
        merged = {f[0] for f in self._merged({n: [0] for n in fits})}
        return next(iter(merged)) if len(merged) == 1 else words

    def _is_placed(self, longer: Name, words: Name) -> bool:
        """Whether a longer name is a place and a whole name: a spokesman in | Gauteng Sipho Mabaso."""
        given, particles = self.lexicon.given, self.lexicon.particles
        return longer[1:] == words and words[0] in given and longer[0] not in given and longer[0].lower() not in particles


def _is_slip(word: str, written: str) -> bool:
    """Whether a word of some length is written with one letter more, less or other, or with two exchanged: Jeremy, Jeremey.

    >>> [_is_slip("Jeremy", written) for written in ("Jeremey", "Jermy", "Jeremi", "Jeermy", "Jeremiah", "Jeremy")]
    [True, True, True, True, False, False]
    """
    if len(word) < _LONG or abs(len(word) - len(written)) > 1 or word == written:
        return False
    at = next((k for k, (one, other) in enumerate(zip(word, written, strict=False)) if one != other), min(len(word), len(written)))
    rest, other = word[at:], written[at:]
    return rest[1:] in (other, other[1:]) or rest == other[1:] or (rest[:2] == other[1::-1] and rest[2:] == other[2:])


def _alike(one: str, other: str) -> bool:
    """Whether two words of a name are the same, or one is the initial of the other."""
    if one.lower() == other.lower():
        return True
    return one[:1] == other[:1] and any(len(word) == 2 and word[1] == "." for word in (one, other))
