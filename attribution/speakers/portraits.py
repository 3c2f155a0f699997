"""What an article says of somebody where it first names him: roles, gender, kin."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Set
from functools import cached_property
from typing import NamedTuple

from attribution.document.view import peek
from attribution.model import Document, Tokens
from attribution.speakers.bearers import Bearers
from attribution.speakers.lexicon import Lexicon
from attribution.speakers.phrases import PERSONAL, Reader, words_of
from attribution.speakers.roster import FINITE, Name, Roster, begins_clause

_THEY = "they/them"
_LOOKED_AT = 6  # occurrences of a name that are looked at for titles and appositions: people are introduced early
_TITLED = 20  # occurrences of a name that are looked at for Mr and Ms
_OPENING = frozenset(["RB", "IN", "VBG", "TO", "CC"])  # tags of what opens a sentence before it; of what ends such an opening
_BEHIND_OPENING = frozenset([",", "VBD", "VBZ", "VBP", "MD"])
_SENTENCE = 40  # tokens behind a name that are looked at for pronouns
_APPOSITION = 20  # tokens of an apposition
_PHRASE = 10  # tokens of what stands before a name
_SEGMENT = 16  # tokens of an apposition before a name
_NOMINAL = frozenset(["NN", "NNS", "NNP", "NNPS", "JJ", "POS", "DT", "PRP$", "CD", "VBN", "JJR", "JJS"])
_APPOSED = frozenset(["DT", "NN", "JJ", "PRP$", "NNP", "VBG", "NNS"])
_VERB = 4  # tokens behind a name within which its verb stands
_OBJECTS = frozenset(["him", "her"])
_VERBAL = FINITE | {"WP", "WDT"}
_STOPS = frozenset([",", ".", "--", "-", ";", ":", "``", "''", "-LRB-", "-RRB-"])

Place = tuple[int, int, Name]  # begin and end of a name, titles before it


class Portrait(NamedTuple):
    """The fields of an entity that the article's words around a name fill."""

    gender: str
    heads: frozenset[str]
    roles: tuple[str, ...]
    first: int
    they: bool
    kin: frozenset[str]


class Portraits:
    """Reads what stands around the names of one document."""

    def __init__(
        self,
        document: Document,
        lexicon: Lexicon,
        reader: Reader,
        roster: Roster,
        bearing: Bearers,
        quoted: Callable[[int], bool],
        fresh: Set[int],
    ) -> None:
        self.document, self.lexicon, self.reader, self.roster = document, lexicon, reader, roster
        self.bearing, self.quoted, self.fresh = bearing, quoted, fresh

    def of(self, words: Name) -> Portrait:
        """What stands around a name where it is first named, in full or by surname."""
        lexicon, norms = self.lexicon, self.document.norms
        mentions = self._mentions(words)
        places = self._first_places(mentions)
        genders = [self._of_titles(mentions)]
        roles: list[str] = []
        heads: set[str] = set()
        kin: set[str] = set()
        they = False
        for begin, end, titles in places:
            if titles:
                heads.update(lexicon.short[title.lower()] for title in titles if title.lower() in lexicon.short)
            for role, is_kin in self._ties(begin, end, titles):
                head = self.reader.head_of(*role)
                word = self.document.lows[head] if head is not None else ""
                if is_kin:
                    kin.add(word)
                else:
                    roles.append(self._role_text(role, word))
                    heads.update(lexicon.short.get(low, low) for low in self.document.lows[slice(*role)] if lexicon.names_office(low))
                genders.append(lexicon.roles.get(word) or lexicon.kin.get(word, ""))
            if roles and not all(map(self._is_rank, roles)) and (any(genders) or words[0] in lexicon.given):
                break
            acting = self.document.lows[end + 1] if end + 1 < len(norms) and norms[end] == "," else ""
            heads.update(lexicon.acting.get(acting, ()))
            they = they or (self._tells_pronouns and self._is_they(begin))
        common = len(words) == 1 and words[0].lower() in self.lexicon.nouns  # Funding would have allowed her
        own = self._of_given_name(words)
        if own and genders[0] not in ("", own) and (own, genders[0]) in {(owner, self.lexicon.kin[noun]) for owner, noun in self.relatives}:
            genders[0] = own  # John Lee's wife is Mrs Lee
        gender = next(filter(None, genders), "") or own or ("" if common else self._by_pronouns(places))
        roles.sort(key=self._is_rank)  # Gen. Mbassa, | the armed forces chief of staff
        return Portrait(gender, frozenset(heads), tuple(roles), places[0][0] if places else 0, they, frozenset(kin))

    @cached_property
    def relatives(self) -> frozenset[tuple[str, str]]:
        """Whose relatives are told of, and who they are: "m" and wife of `his wife`."""
        lows, kin = self.document.lows, self.lexicon.kin
        owned = (i for i, tag in enumerate(self.document.tags[:-1]) if tag == "PRP$" and lows[i] in PERSONAL and kin.get(lows[i + 1]))
        return frozenset((PERSONAL[lows[i]], lows[i + 1]) for i in owned)

    @cached_property
    def _tells_pronouns(self) -> bool:
        """Whether the article gives anybody's pronouns: Ann Lee (they/them)."""
        return _THEY in self.document.text

    def _is_they(self, begin: int) -> bool:
        """Whether the sentence from the name at `begin` on says that its bearer is `they`."""
        end = self.document.sentences[bisect_right(self.document.sentences, begin)]
        return _THEY in self.document.norms[begin : min(end, begin + _SENTENCE)]

    def of_honorifics(self, words: Name) -> str:
        """The gender that `Ms` or its like tells in the article most often: Jess is often a man's name, Ms Phillips is none; but Jamie
        Mitchell may have a mother, Mrs Mitchell."""
        return self._of_titles(self._mentions(words))

    def _of_titles(self, mentions: list[Place]) -> str:
        """The gender that the titles at the first mentions tell most often."""
        told = [self.lexicon.honorifics.get(title.lower(), "") for _, _, titles in mentions[:_TITLED] for title in titles]
        men, women = told.count("m"), told.count("f")
        return "" if men == women else "m" if men > women else "f"

    def _is_rank(self, role: str) -> bool:
        """Whether a role is a rank or letters alone: PM, Det Insp."""
        return self.lexicon.ranks.issuperset(role.lower().split())

    def _of_given_name(self, words: Name) -> str:
        """The gender of a given name that stands first."""
        family = self.bearing.family_first(words) if len(words) > 1 else bool(self.bearing.bearers(words[0]))
        given = self.lexicon.given
        return "" if family else given.get(words[0], "") or given.get(words[0].rpartition("-")[2], "")

    def _role_text(self, role: Tokens, head: str) -> str:
        """A role in words; of several people's (`candidates Ann Lee and Bo Wu`), that of one."""
        text = words_of(self.document, role)
        one = head.removesuffix("s")
        several = one != head and one in self.lexicon.roles
        return text[:-1] if several else text

    def _first_places(self, found: list[Place]) -> list[Place]:
        """The first of the mentions of a person outside quotations."""
        return [place for place in found[: 2 * _LOOKED_AT] if not self.quoted(place[0])][:_LOOKED_AT] or found[:1]

    def _mentions(self, words: Name) -> list[Place]:
        """Where a person is named, by the whole name or the surname alone."""
        found = [(at, at + len(words), titles) for at, titles in self.roster.occurrences(words)]
        surname = self.bearing.surname(words)
        if len(words) > 1 and [name for name, _ in self.bearing.bearers(surname)] == [words]:
            found += [(at, at + 1, titles) for at, titles in self.roster.occurrences((surname,))]
        return sorted(found)

    def _by_pronouns(self, places: list[Place]) -> str:
        """The gender of the pronouns between a name and the next one, in sentences that name nobody before: not of the Cas ruling, which
        hit him."""
        document = self.document
        for begin, end, _ in places:
            if begin and document.lows[begin - 1] in self.lexicon.small.articles:
                continue
            sentence = bisect_right(document.sentences, begin)
            low, high = document.sentences[sentence - 1], min(document.sentences[sentence], begin + _SENTENCE)
            runs = self.roster.runs_between(low, high)
            others = [first for first, last in runs if not first <= begin < last and self._somebody((first, last))]
            if others and others[0] < begin:
                continue
            stop = others[0] if others else high
            behind = document.norms[end:stop]
            said = [word for word, after in zip(behind, document.tags[end + 1 : stop + 1], strict=False) if not others or after in FINITE]
            found = {PERSONAL[word] for word in said if word in PERSONAL}  # Lund said she felt old beside | Holm
            found -= self._others_gender(end, stop)
            alone = end - begin > 1 or not self.lexicon.tells_of_others(document.lows[end:high])
            if not found and alone and not others and sentence < len(document.sentences) - 1:  # Ngozi Bird left. She …
                found = {PERSONAL[word] for word in document.lows[high : high + 1] if word in PERSONAL}
            if len(found) == 1 and not any(self.lexicon.kin.get(word) in found for word in behind):
                return found.pop()
        return ""

    def _others_gender(self, end: int, stop: int) -> set[str]:
        """The gender of the object of the verb right behind a name: `Lund (then) accused | him`, who is not Lund."""
        tags, lows = self.document.tags, self.document.lows
        verb = next((i for i in range(end, min(stop, end + _VERB)) if tags[i] in FINITE), stop)
        own = verb + 1 < stop and tags[verb + 1] == "PRP" and all(tags[i] in ("RB", "MD") for i in range(end, verb))
        return {PERSONAL[lows[verb + 1]]} if own and lows[verb + 1] in _OBJECTS else set()

    def _somebody(self, run: Tokens) -> bool:
        """Whether a run can be a person's name: no day, place, institution or dateline."""
        name = self.roster.core(tuple(self.document.norms[slice(*run)]))[1]
        if all(word.isupper() for word in name):
            return False
        return self.bearing.may_be_person(name)

    # --- what stands beside a name

    def _ties(self, begin: int, end: int, titles: Name) -> list[tuple[Tokens, bool]]:
        """The roles that stand at one mention, and whether each is a relative's."""
        sentence = bisect_right(self.document.sentences, begin)
        low, high = self.document.sentences[sentence - 1], self.document.sentences[sentence]
        start = self.reader.portfolios_begin(self._noun_phrase_begin(begin - len(titles), low), low)
        start = self._behind_opening(start, begin, end, low)
        phrase = self.reader.read((start, end)) if start < begin else None
        titled = phrase is not None and phrase.kind == "name" and phrase.role
        if titled and (self._is_verb(titled, end) or self._is_outlet(titled)):
            titled = None
        ranked = titled and self._is_rank(words_of(self.document, titled))
        before = (titled, False) if titled else None
        apposed = self._apposed_before(start, end, low, high)  # the defence counsel, | Chief Emeka Obi; his daughter, | the banker Ann Lee
        if titled and not ranked and apposed is not None and not apposed[1]:
            apposed = None
        behind = self._apposed_behind(end, high)
        if behind and begins_clause(self.document, (behind[0] - 1, behind[1]), low, begin):
            behind = None
        owned = begin - len(titles) - 1  # his wife | Ann Lee
        related = ((owned, owned + 1), True) if owned >= low and self.document.lows[owned] in self.lexicon.kin else None
        return [tie for tie in (before, apposed, (behind, False) if behind else None, related) if tie is not None]

    def _behind_opening(self, start: int, begin: int, end: int, low: int) -> int:
        """Where an office begins behind what its sentence opens with, without a comma: Following the verdict | Det Insp Ann Lee said."""
        document = self.document
        opens = start > low and (document.lows[start - 1] in self.lexicon.small.fronting or document.tags[start - 1] == "VBG")
        opened = opens and document.tags[end : end + 1] in (["VBD"], ["VBZ"])
        if not opened or document.tags[low] not in _OPENING or not _BEHIND_OPENING.isdisjoint(document.tags[low:start]):
            return start
        first = begin
        while first > start and self._is_of_office(first - 1):
            first -= 1
        return first if first > start + (document.tags[start] == "DT") and first < begin else start

    def _is_of_office(self, i: int) -> bool:
        """Whether a word belongs to an office: a title, a rank, what stands before one, a party, letters."""
        low, lexicon = self.document.lows[i], self.lexicon
        word = self.document.words[i]
        listed = lexicon.names_office(low) or low in lexicon.before_titles or low in lexicon.honorifics or low in lexicon.parties
        return listed or (len(word) > 1 and word.isupper()) or self.document.tags[i] == "JJ"

    def _is_outlet(self, role: Tokens) -> bool:
        """Whether an office is rather an outlet's name: an interview with the | Courier | Ann Lee gave."""
        begin, end = role
        known = self.lexicon.names.get(self.document.words[begin]) == "news outlet"
        return known and end - begin == 1 and peek(self.document.lows, begin - 1) == "the"

    def _is_verb(self, role: Tokens, end: int) -> bool:
        """Whether the last word of an office is rather a verb with one name for its object: `The film stars | Tom Hale`; but: the stars Tom
        Hale and Ann Lee."""
        document = self.document
        several = document.lows[role[1] - 1].endswith("s") and document.lows[role[1] - 1] not in self.lexicon.roles
        opens = document.tags[role[0] - 1] == "DT" and role[1] - role[0] > 1
        return several and opens and document.norms[end : end + 1] != [","] and document.norms[end] not in self.lexicon.small.conjoining

    def _apposed_before(self, start: int, end: int, low: int, high: int) -> tuple[Tokens, bool] | None:
        """`The prosecutor, | Ottilie Brandt`; `a cellist, | Ruth Engel,`."""
        norms = self.document.norms
        if start - 1 <= low or norms[start - 1] != "," or start in self.fresh:
            return None
        begin = self._segment_begin(start - 1, low)
        found = self.reader.read((begin, start - 1)) if begin < start - 1 else None
        if found is None or found.kind != "description" or not found.role:
            return None
        if found.the in self.lexicon.small.indefinite and not (end < high and norms[end] in (",", ".", "--")):
            return None
        if self.lexicon.related(found.head):
            return found.role, True
        return (found.role, False) if found.head in self.lexicon.roles else None

    def _apposed_behind(self, end: int, high: int) -> Tokens | None:
        """`Ann Lee, 42, | a lawyer for the union,`; `Ann Lee (42), | then a nurse,`."""
        norms, tags = self.document.norms, self.document.tags
        if end + 3 < high and norms[end] == "-LRB-" and norms[end + 2] == "-RRB-":
            end += 3
        if end + 1 >= high or norms[end] != "," or end + 1 in self.fresh:
            return None
        begin = end + 1
        if tags[begin] == "CD" and begin + 2 < high and norms[begin + 1] == ",":
            begin += 2
        if tags[begin] == "RB" and begin + 1 < high:
            begin += 1
        stop = self._portfolio_end(begin, self._apposition_end(begin, high), high)
        role = self.reader.role_of((begin, stop)) if begin < stop else None
        if role is None or tags[begin] not in _APPOSED:
            return None
        held = norms[stop - 1].lower() in self.lexicon.roles or not self.lexicon.small.holding.isdisjoint(norms[begin:stop])
        return role if held or tags[begin] != "NNP" else None

    def _portfolio_end(self, begin: int, stop: int, high: int) -> int:
        """Where an apposition ends whose office is for several things: board member for leisure, | parks and sport."""
        norms, small = self.document.norms, self.lexicon.small
        held = next((i + 1 for i in range(begin, stop) if norms[i] in small.holding), 0)
        end = self.reader.portfolios_end(held, high) if held and norms[stop : stop + 1] == [","] else stop
        return end if end > stop and peek(norms, end) not in small.conjoining else stop

    def _apposition_end(self, begin: int, high: int) -> int:
        """Where an apposition ends: at a mark or a verb."""
        words, norms, tags = self.document.words, self.document.norms, self.document.tags
        stop = min(high, begin + _APPOSITION)
        for i in range(begin, stop):
            if norms[i] in _STOPS or (tags[i] in _VERBAL and not words[i][:1].isupper()):
                return i
        return max(begin, stop)

    def _noun_phrase_begin(self, name: int, low: int) -> int:
        """Where what stands before a name begins, behind the last determiner."""
        tags, norms, lows = self.document.tags, self.document.norms, self.document.lows
        begin = name
        if name - low > 2 and norms[name - 2] == "of" and lows[name - 3] in self.lexicon.titles:  # secretary of state Ann Lee
            begin -= 2
        while begin > low and name - begin < _PHRASE:
            tag = tags[begin - 1]
            if lows[begin - 1] in self.lexicon.small.times or norms[begin - 1] in self.lexicon.days:  # last week | Senator Ann Lee
                break
            if tag not in _NOMINAL and not self._goes_before(begin - 1) and not self._joins_offices(begin - 1, low):
                break
            if tag == "VBN" and self._is_predicate(begin - 1, low, begin == name):
                break
            begin -= 1
            if tag in ("DT", "PRP$"):
                break
        return begin

    def _goes_before(self, i: int) -> bool:
        """Whether a word of another tag belongs to the office behind it: `Presiding | Officer Ann Lee`."""
        low = self.document.lows[i]
        return low in (self.lexicon.before_titles if self.document.tags[i][0] == "V" else self.lexicon.roles)

    def _joins_offices(self, i: int, low: int) -> bool:
        """Whether the word at `i` joins two offices of one person: `Harlow founder | and | co-chief Ann Lee`."""
        document, lexicon = self.document, self.lexicon
        if i <= low or document.norms[i] not in lexicon.small.conjoining:
            return False
        return all(lexicon.is_role(document.lows[k]) and not lexicon.related(document.lows[k]) for k in (i - 1, i + 1))

    def _is_predicate(self, i: int, low: int, last: bool) -> bool:
        """Whether a participle is the sentence's verb: `has (also) accused Ms Lee`; but `newly appointed mayor Ann Lee`."""
        document, small = self.document, self.lexicon.small
        while i > low and document.tags[i - 1] == "RB":
            i -= 1
        before = document.lows[i - 1] if i > low else ""
        if before in small.having or before in small.copulas:
            return True
        return last and document.tags[i - 1] not in ("DT", "PRP$", "POS") and document.lows[i] in self.lexicon.roles

    def _links(self, i: int) -> bool:
        """Whether a word inside an office joins names, or stands behind an office for a country: the ambassador | to Peru; Minister of
        Culture | and Sport."""
        words, low = self.document.words, self.document.lows[i]
        if not peek(words, i + 1)[:1].isupper():
            return False
        if low == "to":
            return self.lexicon.is_role(words[i - 1].lower())
        return low in self.lexicon.small.conjoining and words[i - 1][:1].isupper()

    def _segment_begin(self, end: int, low: int) -> int:
        """Where the noun phrase that ends at `end` begins, `of`-phrases taken in."""
        tags, norms = self.document.tags, self.document.norms
        begin = end
        hanging = self.lexicon.small.hanging
        while begin > max(low, end - _SEGMENT) and (
            tags[begin - 1] in _NOMINAL or norms[begin - 1] in hanging or self._goes_before(begin - 1) or self._links(begin - 1)
        ):
            if tags[begin] == "DT" and norms[begin - 1] not in hanging:  # in parliament | the finance minister, Ann Lee
                break
            begin -= 1
        while begin < end and tags[begin] == "IN":
            begin += 1
        return begin
