"""The word lists of rules/ about people, offices and sources, loaded when first asked for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Any

from attribution.patterns import compiled
from attribution.rulebook.nouns import read_noun_kinds
from attribution.rulebook.record import Record
from attribution.rulebook.rules import Files

Typed = Mapping[str, str]
_LETTERS = re.compile(r"[^\W\d_]{2,4}")  # of a rank before a name
_NO_TITLE = frozenset(["'s", "'", "''", "``", "`"])  # behind a word: an owner, or a nickname
_CLASSES = {"worker": "person", "thing": ""}  # of nouns.tsv → what a source of such a noun is
_OCCUPATIONS = frozenset(["worker", "officials", "experts"])  # types of nouns.tsv
_HAS = dict.__contains__


class Given(dict[str, str]):
    """Given name → gender; accents do not matter, and of a hyphenated name the first part decides: Sinéad, Jean-Luc."""

    def __contains__(self, name: object) -> bool:
        return _HAS(self, name) or (isinstance(name, str) and ("-" in name or not name.isascii()) and self._plain(name) is not None)

    def get(self, name: str, default: Any = None) -> Any:
        """The gender, or `default`."""
        known = dict.get(self, name)
        if known is not None:
            return known
        plain = self._plain(name)
        return default if plain is None else dict.get(self, plain)

    def _plain(self, name: str) -> str | None:
        """The form that the table has; None where it has none."""
        if name.isascii() and "-" not in name:
            return None
        first = "".join(c for c in unicodedata.normalize("NFD", name.partition("-")[0]) if not unicodedata.combining(c))
        return first if _HAS(self, first) else None


class SmallWords(Record):
    """The closed classes of names.toml, in lower case: each field is a line of its table, explained there."""

    asked_by: frozenset[str]
    answered_by: frozenset[str]
    interviewing: frozenset[str]
    questions: frozenset[str]
    asking_them: frozenset[str]
    written_by: frozenset[str]
    indefinite: frozenset[str]
    one: frozenset[str]
    possessive: frozenset[str]
    definite: frozenset[str]
    holding: frozenset[str]
    hanging: frozenset[str]
    held: frozenset[str]
    described: frozenset[str]
    within: frozenset[str]
    inside_names: frozenset[str]
    copulas: frozenset[str]
    leading_in: frozenset[str]
    coming_from: frozenset[str]
    mouthpieces: frozenset[str]
    becoming: frozenset[str]
    clauses: frozenset[str]
    placing: frozenset[str]
    coming: frozenset[str]
    governing: frozenset[str]
    joining: frozenset[str]
    owning: frozenset[str]
    people: frozenset[str]
    silent: frozenset[str]
    naming: frozenset[str]
    identifying: frozenset[str]
    alike: frozenset[str]
    making: frozenset[str]
    counted: frozenset[str]
    thing: frozenset[str]
    several: frozenset[str]
    third: frozenset[str]
    junior: frozenset[str]
    placed: frozenset[str]
    having: frozenset[str]
    opening: frozenset[str]
    articles: frozenset[str]
    relayed: frozenset[str]
    according: frozenset[str]
    carrying: frozenset[str]
    issuing: frozenset[str]
    accusing: frozenset[str]
    accused_of: frozenset[str]
    denying: frozenset[str]
    accusations: frozenset[str]
    stating: frozenset[str]
    personal: frozenset[str]
    written: frozenset[str]
    pairing: frozenset[str]
    owning_it: frozenset[str]
    conjoining: frozenset[str]
    before_names: frozenset[str]
    rivals: frozenset[str]
    times: frozenset[str]
    asking: frozenset[str]
    answering: frozenset[str]
    adding: frozenset[str]
    deaths: frozenset[str]
    parents: frozenset[str]
    nearly: frozenset[str]
    ours: frozenset[str]
    reporting: frozenset[str]
    cooperatives: frozenset[str]
    traded: frozenset[str]
    collective: frozenset[str]
    dealing: frozenset[str]
    whenever: frozenset[str]
    covering: frozenset[str]
    supposing: frozenset[str]
    both_parents: frozenset[str]
    family: frozenset[str]
    trades: frozenset[str]
    nothing: frozenset[str]
    services: frozenset[str]
    served: frozenset[str]
    sites: frozenset[str]
    teams: frozenset[str]
    towns: frozenset[str]
    sports: frozenset[str]
    compass: frozenset[str]
    saints: frozenset[str]
    parts: frozenset[str]
    counting: frozenset[str]
    figures: frozenset[str]
    fronting: frozenset[str]
    prominent: frozenset[str]
    stakes: frozenset[str]
    based: frozenset[str]
    victims: frozenset[str]
    learning: frozenset[str]
    comparing: frozenset[str]
    ranking: frozenset[str]
    linking_names: frozenset[str]
    relatives: frozenset[str]
    others: frozenset[str]
    speaking: frozenset[str]
    exemplifying: frozenset[str]
    singling: frozenset[str]
    auxiliaries: frozenset[str]


class Lexicon(Record):
    """Lower-case words unless said otherwise; genders are "m", "f" or "".

    given      capitalised given name → gender ("" where both sexes bear it)
    roles      what people are → gender; kin likewise
    heads      last word of a description → source type; names: capitalised word of a name → source type
    phrases    several capitalised words in a row → source type
    generics   last word → what follows a name ("news agency") and its source type
    agencies   letters → (full name, source type); spelled: full name → source type; taken_up: either → nouns for it
    nouns      common nouns
    kinds      noun that no other list has, in the singular → source type, "worker", "person" or "thing", see nouns.tsv
    places     name without "the" → as worded in the middle of a sentence
    """

    told: Typed
    honorifics: Typed
    titles: frozenset[str]
    names_too: frozenset[str]
    before_titles: frozenset[str]
    ranks: frozenset[str]
    roles: Typed
    kin: Typed
    relation: frozenset[str]
    particles: frozenset[str]
    prefixes: tuple[str, ...]
    suffixes: frozenset[str]
    letters: frozenset[str]
    family_first: frozenset[str]
    given: Given
    nicknames: Mapping[str, frozenset[str]]
    reciprocal: frozenset[str]
    short: Typed
    heads: Typed
    names: Typed
    phrases: tuple[tuple[str, str], ...]
    generics: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    anonymous: frozenset[str]
    familiar: frozenset[str]
    unnamed: frozenset[str]
    endings: tuple[str, ...]
    quantities: frozenset[str]
    general: frozenset[str]
    offices: frozenset[str]
    posts: frozenset[str]
    grades: frozenset[str]
    past: frozenset[str]
    several: re.Pattern[str]
    days: frozenset[str]
    events: frozenset[str]
    compared: Typed
    younger: frozenset[str]
    demonyms: frozenset[str]
    first_person: frozenset[str]
    nations: frozenset[str]
    parties: frozenset[str]
    eponyms: frozenset[str]
    corporate: frozenset[str]
    portfolios: frozenset[str]
    forms: Mapping[str, tuple[str, ...]]
    peoples: tuple[str, ...]
    leading: frozenset[str]
    anybody: frozenset[str]
    plural: frozenset[str]
    few: frozenset[str]
    apiece: frozenset[str]
    adjectives: tuple[str, ...]
    owner_pronouns: Typed
    children: Mapping[str, frozenset[str]]
    nobody: frozenset[str]
    capitalised: frozenset[str]
    issued: frozenset[str]
    relaying: frozenset[str]
    owners: tuple[str, ...]
    adverb_endings: tuple[str, ...]
    plurals: tuple[tuple[str, str], ...]
    pairs: frozenset[str]
    held: frozenset[str]
    standing: frozenset[str]
    leaving: frozenset[str]
    telling: frozenset[str]
    callings: frozenset[str]
    marking: tuple[str, ...]
    joined: frozenset[str]
    things: frozenset[str]
    asides: frozenset[str]
    same: Mapping[str, tuple[str, ...]]
    wider: Mapping[str, tuple[str, ...]]
    together: tuple[frozenset[str], ...]
    acting: Mapping[str, tuple[str, ...]]
    aged: Mapping[str, tuple[int, int]]
    sides: Mapping[str, tuple[str, ...]]
    seats: frozenset[str]
    agencies: Mapping[str, tuple[str, str]]
    spelled: Typed
    taken_up: Mapping[str, frozenset[str]]
    places: Mapping[str, str]
    nouns: frozenset[str]
    kinds: Typed
    small: SmallWords

    def names_office(self, noun: str) -> bool:
        """Whether a list has the noun as a role or title, short forms too."""
        return noun in self.roles or noun in self.titles

    def in_full(self, noun: str) -> str:
        """A noun that the lists have for people or institutions, a short form as the word that takes it up; "" of others."""
        return self.short.get(noun) or (noun if noun in self.heads or self.names_office(noun) else "")

    def forms_of(self, noun: str) -> list[str]:
        """As what a noun of the lists may be written: with a capital, in capitals where it is an office, as a short form."""
        words = [word for word in (noun, *[short for short, full in self.short.items() if full == noun]) if self.in_full(word) == noun]
        capitals = [word.upper() for word in words if word in self.short or self.names_office(word)]
        return [*words, *[word.capitalize() for word in words], *capitals]

    def tells_of_others(self, words: Iterable[str]) -> bool:
        """Whether a noun for people stands among words, or `its`, which a person does not say of himself: Zorbit | fired its boss."""
        its = self.small.thing & self.small.possessive
        return any(self.names_office(word) or word in self.kin or word in its for word in words)

    def alike(self, noun: str) -> tuple[str, ...]:
        """The other words by which articles call whom they call so: an `attorney` a lawyer, an `officer` a constable."""
        return (*self.same.get(noun, ()), *self.wider.get(noun, ()))

    def may_be_both(self, noun: str, others: Set[str]) -> bool:
        """Whether somebody can be what `noun` says besides what he is called: a minister a leader, a guitarist a singer."""
        if not others or not others.isdisjoint(self.alike(noun)):
            return True
        return any(noun in line and not line.isdisjoint(others) for line in self.together)

    def related(self, noun: str) -> bool:
        """Whether the noun says who somebody is to another: no role."""
        return noun in self.kin or noun in self.relation

    def singular(self, noun: str) -> str:
        """A noun without its plural ending: `bosses`, `parties`, `hikers`, `fishermen`; others as they are."""
        for plural, one in self.plurals:
            if noun.endswith(plural) and len(noun) > len(plural) + 1:
                return noun.removesuffix(plural) + one
        return noun

    def is_role(self, noun: str) -> bool:
        """Whether the noun says what somebody is: by the lists, by the classes of nouns, or by its ending where they tell nothing else."""
        if noun in self.roles or noun in self.titles:
            return True
        somebody, of, _ = noun.partition("-of-")
        if of:  # mother-of-three
            return self.is_role(somebody)
        first, _, last = noun.rpartition("-")
        if first:  # co-author, auditor-general
            return self.is_role(last) or (last in self.joined and self.is_role(first))
        if noun in self.heads or noun in self.things or noun in self.honorifics:
            return False
        kind = self.kinds.get(noun, "person")
        return kind in _OCCUPATIONS or (kind == "person" and self._ends_as_somebody(noun))

    def _ends_as_somebody(self, noun: str) -> bool:
        return noun.isalpha() and len(noun) > 4 and noun.endswith(self.endings)

    def class_of(self, noun: str) -> str:
        """What a singular noun that source-types.toml has not is a source of: its type in nouns.tsv, "person" for anybody else, or ""."""
        if noun in self.kin or noun in self.roles:
            return "person"
        kind = self.kinds.get(noun) or ("person" if self.is_role(noun) else "")
        return _CLASSES.get(kind, kind)

    def are_people(self, noun: str) -> bool:
        """Whether a plural is of a common noun for somebody: hikers, but not sanders."""
        one = self.singular(noun)
        known = one in self.roles or noun in self.nouns or one in self.nouns
        return known and one != noun and self.is_role(one)

    def demonym(self, word: str) -> bool:
        """Whether a capitalised noun says where somebody is from."""
        low = word.lower()
        return low in self.demonyms or (low.endswith(self.peoples) and word not in self.names and len(low) > 4)

    def is_place_before(self, word: str) -> bool:
        """Whether a word says where somebody is, before his name: Oslo-based | Gable Films."""
        return "-" in word and word.rpartition("-")[2] in self.small.based

    def is_title(self, words: Sequence[str], i: int, cut: int) -> bool:
        """Whether the word at `i` of a name stands before it as title or office; `cut`: where the titles found so far end."""
        low, behind = words[i].lower(), words[i + 1 :]
        if not behind:  # the British Foreign Secretary
            first_name = words[0] in self.given and words[0].lower() not in self.nations
            return low in self.titles and low not in self.names_too and not first_name
        if behind[0] in _NO_TITLE:  # the U.S. Attorney's Office, Frank “Duke” Malone
            return False
        if low in self.honorifics:
            return low not in self.names_too or i == 0
        if "-" in low and self.is_place_before(low):
            return cut == i
        if low in self.nations and len(behind) > 1 and cut == i and self._may_name(behind):  # Thai Alex Albon
            return behind[0] in self.given or words[i] not in self.given
        if words[i] in self.places and len(behind) > 1 and cut == i and words[i] not in self.given:  # the envoy to Ukraine Karl Lind
            return behind[0] in self.given
        if low in self.parties and cut == i and len(behind) > 1:  # Tory Graham Simpson, Lib Dem Ann Lee
            return behind[0] in self.given or behind[0].lower() in self.parties
        if low in self.before_titles:  # Senior Vice President, but Bluestem Senior Living
            return behind[0].lower() in self.titles
        first = behind[0] in self.given or _is_initial(behind[0])
        begins = cut == i or (first and not any(w in self.given for w in words[:i]))
        if begins and low not in self.names_too and self.occupation(words[i:]):  # Striker Mateus Lobo
            return True
        if low not in self.titles or behind[0] in self.names:
            return False
        if cut == i > 0 and words[i - 1].lower() in self.ranks:  # Det Con Pell
            return True
        return low not in self.names_too or (cut == i and len(behind) > 1 and behind[0].lower() not in self.particles)

    def _may_name(self, words: Sequence[str]) -> bool:
        """Whether the words behind a nation may be somebody's name: not the British | Foreign Secretary."""
        return words[0] not in self.names and words[-1].lower() not in self.titles

    def occupation(self, words: Sequence[str]) -> bool:
        """Whether the first of some capitalised words says what the one named behind it is: `Supervisor Dale Whitcomb`."""
        low = words[0].lower()
        if words[0] in self.given or len(words) < 2 or words[1] in self.names:
            return False
        if len(words) > 2 and words[0].isupper() and _LETTERS.fullmatch(words[0]) and words[1] in self.given:  # PS Zipporah Chelimo
            return True
        named, known = words[1] in self.given or (len(words) > 2 and _is_initial(words[1])), low in self.roles or low in self.nouns
        if named and self._are_offices(low):
            return True  # Co-founders Ida Storm and Per Lund, Singer-guitarists Tom Lind and Bo Marr
        fits = (named and (known or len(words) > 2)) or (known and len(words) > 2)  # but Maree Todd
        return fits and self.is_role(low)  # but Jock A. Lee

    def _are_offices(self, noun: str) -> bool:
        """Whether the noun is a plural for offices."""
        one = self.singular(noun)
        return one != noun and (one in self.roles or ("-" in one and self.is_role(one)))


def _is_initial(word: str) -> bool:
    """Whether a word is a letter and a full stop, as stand before a surname: `P.`"""
    return len(word) == 2 and word[1] == "." and word[0].isupper()


def _by_gender(table: Mapping[str, str]) -> dict[str, str]:
    return {word: "" if gender == "any" else gender for gender, words in table.items() for word in words.split()}


def _given(extra: Mapping[str, str], table: str) -> Given:
    out = Given()
    for line in reversed(table.splitlines()):  # of two lines for one name the first one counts
        gender, _, names = line.partition("\t")
        out.update(dict.fromkeys(names.split(), "" if gender == "any" else gender))
    for gender, names in extra.items():
        out.update(dict.fromkeys((n.capitalize() for n in names.split()), gender))
    return out


def _first_wins(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    out: dict[str, str] = {}
    for word, kind in pairs:
        out.setdefault(word, kind)
    return out


def _by_last(generics: Iterable[tuple[tuple[str, ...], str]]) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Last word → the generic nouns that end so, longest first."""
    out: dict[str, tuple[tuple[tuple[str, ...], str], ...]] = {}
    for words, kind in sorted(generics, key=lambda g: -len(g[0])):
        out[words[-1]] = (*out.get(words[-1], ()), (words, kind))
    return out


def _agencies(table: str) -> dict[str, tuple[str, str]]:
    rows = (line.split("\t") for line in reversed(table.splitlines()) if line and line[0] != "#")
    return {row[0]: (row[1], row[2]) for row in rows}


def _taken_up(table: str) -> dict[str, frozenset[str]]:
    rows = (line.split("\t") for line in table.splitlines() if line.count("\t") == 3)
    return {name: frozenset(row[3].split()) for row in rows for name in row[:2]}


def _places(table: str) -> dict[str, str]:
    lines = (line for line in table.splitlines() if not line.startswith("#"))
    names = [name.strip() for line in lines for name in line.split(",") if name.strip()]
    return {name.removeprefix("the "): name for name in names}


# word lists of source-types.toml that the lexicon has under the same name: tables of their own, and lines of the type "person"
_LISTS = (
    *("general", "offices", "posts", "grades", "past", "leading", "anybody", "plural", "few", "nobody", "relaying", "pairs", "held"),
    *("capitalised", "issued", "standing", "callings", "leaving", "telling", "seats", "apiece"),
)
# tables of names.toml
_OF_NAMES = (
    *("corporate", "portfolios", "relation", "particles", "suffixes", "family_first", "events", "demonyms", "parties", "eponyms"),
    "first_person",
)
_OF_PERSONS = ("familiar", "unnamed", "quantities", "joined", "things", "asides")


def read_lexicon(files: Files) -> Lexicon:
    """The lists of names.toml, source-types.toml, nouns.tsv, first-names.tsv, agencies.tsv, places.txt and common-nouns.txt."""
    names, types = files.table("names.toml"), files.table("source-types.toml")
    kinds, table = types["type"], files.text("agencies.tsv")
    agencies = _agencies(table)
    roles, titles, short = _by_gender(dict(reversed(names["roles"].items()))), frozenset(names["titles"]["words"].split()), names["short"]
    heads = _first_wins((w, k["id"]) for k in kinds for w in k.get("heads", "").split())
    listed: dict[str, Any] = {name: frozenset(types[name]["words"].split()) for name in _LISTS}
    listed |= {name: frozenset(names[name]["words"].split()) for name in _OF_NAMES}
    listed |= {name: frozenset(types["person"][name].split()) for name in _OF_PERSONS}
    return Lexicon(
        told=_by_gender(names["told"]),
        honorifics=_by_gender(names["honorifics"]),
        titles=titles,
        names_too=frozenset(names["titles"]["names_too"].split()),
        ranks=frozenset(names["titles"]["ranks"].split()),
        before_titles=frozenset(names["titles"]["before"].split()),
        roles=roles,
        kin=_by_gender(names["kin"]),
        prefixes=tuple(names["particles"]["prefixes"].split()),
        letters=frozenset(names["suffixes"]["letters"].split()),
        given=_given(names["given"], files.text("first-names.tsv")),
        nicknames={line.split()[0]: frozenset(line.split()[1:]) for line in names["nicknames"]["words"].splitlines() if line},
        forms={form: tuple(line.split("|")) for line in names["forms"]["words"].splitlines() for form in line.split("|")},
        reciprocal=frozenset(names["reciprocal"]["verbs"].split()),
        short=short,
        heads=heads,
        names=_first_wins((w, k["id"]) for k in kinds for w in k.get("names", "").split()),
        phrases=tuple((p, k["id"]) for k in kinds for p in k.get("phrases", ())),
        generics=_by_last((tuple(g.split()), k["id"]) for k in kinds for g in k.get("generics", ())),
        anonymous=frozenset(k["id"] for k in kinds if k["anonymous"]),
        endings=tuple(types["person"]["endings"].split()),
        marking=tuple(types["marking"]["endings"].split()),
        days=frozenset(names["calendar"]["days"].split()),
        compared={w: suffixes for w, suffixes in names["compared"].items() if w != "kin"},
        younger=frozenset(names["compared"]["kin"].split()),
        nations=frozenset(names["demonyms"]["nations"].split()),
        peoples=tuple(names["demonyms"]["endings"].split()),
        adjectives=tuple(names["demonyms"]["adjectives"].split()),
        owner_pronouns=names["possessors"],
        children={pronoun: frozenset(words.split()) for pronoun, words in names["children"].items()},
        owners=tuple(names["owners"]["endings"].split()),
        adverb_endings=tuple(names["adverbs"]["endings"].split()),
        plurals=tuple(names["plurals"].items()),
        same={w: tuple(x for x in line.split() if x != w) for line in names["same"]["words"].splitlines() for w in line.split()},
        several=compiled(types["several"]["openings"], re.IGNORECASE),
        wider={w: tuple(line.split()) for w, line in names["wider"].items()},
        acting={w: tuple(line.split()) for w, line in names["acting"].items()},
        together=tuple(frozenset(line.split()) for line in names["together"].values()),
        aged={w: (int(line.split()[0]), int(line.split()[1])) for w, line in names["aged"].items()},
        sides={w: (side,) for side, line in names["sides"].items() for w in line.split()},
        agencies=agencies,
        spelled=dict(agencies.values()),
        taken_up=_taken_up(table),
        places=_places(files.text("places.txt")),
        nouns=frozenset(w for line in files.text("common-nouns.txt").splitlines() if line[0] != "#" for w in line.split()),
        kinds=files.get(read_noun_kinds),
        small=SmallWords(**{name: frozenset(words.split()) for name, words in names["small"].items()}),
        **listed,
    )
