"""A source as worded, taken apart: name, title, apposition, head noun. Knows one phrase, not the document."""

from __future__ import annotations

import re
from typing import NamedTuple

from attribution.document.view import flat, peek
from attribution.model import Document, Tokens
from attribution.speakers.entities import INSTITUTIONS
from attribution.speakers.lexicon import Lexicon
from attribution.speakers.names import CLOSING, DETERMINERS, NameReader, has_letters

PERSONAL = {"he": "m", "she": "f", "him": "m", "her": "f", "his": "m", "hers": "f"}
_NO_NAME = frozenset(["IN", "VBG", "VBN", "VBD", "CD", "RB"])  # tags that open no name
_NO_ROLE = frozenset(["CD", "VBG", "VBN", "VBD", "IN", "WP", "WDT", "WRB", "RB", "CC", "TO", "VBZ", "VBP", "PRP", "MD"])
_BEHIND_THOSE = frozenset(["VBN", "VBG", "IN", "WP", "RB"])  # tags behind a determiner that is a noun: those involved
_HEAD_ENDS = frozenset(["IN", "TO", "WP", "WDT", "WRB", "MD", "VBD", "VBZ", "VBP", "RB", "RP"])
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+|[A-Z]")
_CUTS = frozenset([",", "--", "-LRB-", "-RRB-", "-LSB-", "-RSB-", ":"])  # between the stretches of a phrase
_MARKS_BEHIND = frozenset([",", "--", "-", ":", ";", "."])
_MARKS_BEFORE = frozenset([",", "--", "-", ":", ";", "``", "-LRB-", "-LSB-", "''"])
_SHORT = 5  # tokens of phrases that are remembered
_PLAIN, _FEW = frozenset(["NN", "NNS", "JJ"]), 4  # tags and most tokens of those who are joined to somebody named
_JOINT = 24  # tokens of a source within which several people are named
_PLACED = 3  # a place of one word and a name of two
_OFFICE = 5  # tokens of an office up to what it is for
_BEFORE_SEVERAL = frozenset(["DT", "PRP$", "JJ", "NN", "NNP", "POS"])  # tags of what stands before a plural noun
_FULL = 2  # words of a full name
_LONGEST = 60  # tokens of a source that are read; the rest hangs on it


class Phrase(NamedTuple):
    """kind      "pronoun", "relative", "name" or "description"
    whole      the token range that was read
    name       token range of the name, titles and generic nouns left out
    role       token range of the office or occupation, without determiner; None where the phrase has none
    head       last noun of the description (or of the role), in lower case
    honorific  "mr." where one stands before the name
    generic    source type by what follows or precedes the name ("news agency")
    the        what stands before the name or the description: "the", "a", "his", ""
    names      token ranges of several people's names, titles left out: `Ann Lee and Bo Wu`
    """

    kind: str
    whole: Tokens
    name: Tokens | None = None
    role: Tokens | None = None
    head: str = ""
    honorific: str = ""
    generic: str = ""
    the: str = ""
    titled: bool = False
    names: tuple[Tokens, ...] = ()

    @property
    def joint(self) -> bool:
        """Whether several people are one source."""
        return bool(self.names)


def words_of(document: Document, tokens: Tokens) -> str:
    """The text of a token range, runs of white space as one blank."""
    begin, end = tokens
    return flat(document.text[document.begins[begin] : document.ends[end - 1]]) if begin < end else ""


class Reader(NameReader):
    """Takes phrases of one document apart."""

    def __init__(self, document: Document, lexicon: Lexicon) -> None:
        super().__init__(document, lexicon)
        self._linking = lexicon.small.held | lexicon.small.covering  # between an office and what it is for
        self._short: dict[tuple[object, ...], tuple[int, Phrase]] = {}

    def read(self, tokens: Tokens) -> Phrase:
        """The phrase at `tokens`; of a few words, what was read where they first stood so."""
        begin, end = tokens
        if end - begin > _SHORT:
            return self._read(tokens)
        document = self.document
        before = document.norms[begin - 1] if begin else ""
        key = (begin in self.starts, before == "the", *document.words[begin:end], *document.tags[begin:end])
        known = self._short.get(key)
        if known is None:
            phrase = self._read(tokens)
            self._short[key] = begin, phrase
            return phrase
        moved, phrase = begin - known[0], known[1]
        if not moved:
            return phrase
        kind, (whole_b, whole_e), name, role, head, honorific, generic, the, titled, names = phrase
        return Phrase(
            kind,
            (whole_b + moved, whole_e + moved),
            name and (name[0] + moved, name[1] + moved),
            role and (role[0] + moved, role[1] + moved),
            head,
            honorific,
            generic,
            the,
            titled,
            names and tuple((first + moved, last + moved) for first, last in names),
        )

    def _pronoun(self, begin: int, end: int) -> Phrase | None:
        """A phrase that is a pronoun, alone or with an adverb (`he himself`)."""
        first, tag = self.document.lows[begin], self.document.tags[begin]
        alone = end - begin == 1
        acronym = self.document.words[begin].isupper()  # WHO
        if alone and first in self.lexicon.small.relatives and tag != "DT" and not acronym:
            return Phrase("relative", (begin, end), head=first)
        personal = first in PERSONAL or first in self.lexicon.small.others
        fits = tag == "PRP" or (alone and tag == "PRP$")
        return Phrase("pronoun", (begin, end), head=first) if personal and fits and end - begin <= 3 else None

    def _read(self, tokens: Tokens) -> Phrase:
        begin, end = self._trimmed(tokens)
        pronoun = self._pronoun(begin, end)
        if pronoun is not None:
            return pronoun
        minister = self._minister(begin, end)
        if minister is not None:
            return minister
        joint = self._joint_names(begin, end)
        if joint:
            return Phrase("name", (begin, end), names=joint)
        segments = self._segments(begin, end)
        parts = [self._segment(s) for s in segments]
        if len(parts) > 3 and parts[-1].kind == "name" and self._ends_with_kin(segments, parts):
            segments, parts = segments[-2:], parts[-2:]  # California, of pneumonia, | his son, Joel Kallman
            begin = segments[0][0]
        head = parts[0]
        if len(parts) > 1 and self._speaks_for(head, parts[1]):
            return Phrase("name", (begin, end), parts[1].name, None, "", parts[1].honorific, "person", "", parts[1].titled)
        if head.kind == "name":
            return self._apposed(head, segments[1:], parts[1:], (begin, end))
        told = self._told_last(parts) if len(parts) > 2 else 1
        if len(parts) > 1 and self._introduces(head, parts[told]):
            return self._introduced(head, parts[told], (begin, end))
        return Phrase("description", (begin, end), role=head.role, head=head.head, the=head.the)

    def _ends_with_kin(self, segments: list[Tokens], parts: list[Phrase]) -> bool:
        """Whether the last two of many stretches are somebody new: in Lodi, California, of pneumonia, | his son, Joel Holm."""
        placed = any(self.document.tags[low] == "IN" for low, _ in segments[1:-2])
        return placed and parts[-2].kind == "description" and self._named_person(*segments[-1]) is not None

    def _minister(self, begin: int, end: int) -> Phrase | None:
        """Somebody named behind an office for several things: `Trade, Food and Rural Affairs Minister | Ann Lee`; `Minister for Children,
        Equality and Youth | Ann Lee`."""
        words, lexicon, small = self.document.words, self.lexicon, self.lexicon.small
        low = begin + (self.document.norms[begin] in small.articles)
        low += 2 if low + 2 < end and self.document.tags[low + 1] == "POS" else 0  # Stormont's
        if small.holding.isdisjoint(words[low + 1 : low + _OFFICE]) and self.document.lows[low] not in lexicon.portfolios:
            return None
        held = next((i + 1 for i in range(low + 1, min(end, low + _OFFICE)) if words[i] in small.holding), 0)
        behind = held if held and lexicon.names_office(words[held - 2].lower()) else 0
        name = self.portfolios_end(behind or low, end)
        if name and not behind:
            office = next((i + 1 for i in range(name, min(end, name + _FULL)) if words[i].lower() in lexicon.held), 0)
            name = office
        last = next((i for i in range(name, end) if not words[i][:1].isupper()), end)
        if not name or last - name < 1 or (behind and last - name < _FULL):
            return None
        head = self.document.norms[(behind - 1 if behind else name) - 1].lower()
        cut = min(self.title_end(name, last)[0], last - 1)  # Cllr Ann Lee
        return Phrase("name", (begin, end), (cut, last), (low, name), head, titled=True)

    def _told_last(self, parts: list[Phrase]) -> int:
        """Which part names somebody: behind an office and where it is, the last: `The Secretary, Ministry of Health, | Ada Obi`."""
        name, office = parts[1].name, parts[0].head
        if name is None or not self.lexicon.names_office(office) or self.lexicon.names.keys().isdisjoint(self.document.words[slice(*name)]):
            return 1
        last = parts[-1]
        return len(parts) - 1 if last.name is not None and (last.titled or self._named_person(*last.whole) is not None) else 1

    def _introduces(self, head: Phrase, part: Phrase) -> bool:
        """Whether a description stands before the name of whom it describes: `the spokesman, | Bo Wu`."""
        first = part.whole[0]
        if self.document.tags[first] in _NO_NAME or self.document.norms[first] in self.lexicon.small.comparing:
            return False
        if self.document.norms[first - 1] == "-LRB-" and self.document.words[first].isupper():  # A spokesman for the union | (KTU)
            return False
        if part.kind != "name" or part.generic or self._is_place_of(head, part) or self.is_of_somebody(head.head, head.whole[0], first - 1):
            return False
        if self.document.tags[head.whole[0]] == "PRP" and head.whole[1] - head.whole[0] > 1:  # he and his wife, | Ann; but: he [Ann]
            return False
        return part.titled or not part.role or head.head in self.lexicon.kin or self._is_whole(head, part)

    def is_of_somebody(self, head: str, begin: int, end: int) -> bool:
        """Whether a description up to the comma at `end` is of a relative of whom it calls a noun without an article, and who is named
        behind it: the husband of crash victim, | Ann Lee."""
        bare = self.document.tags[end - 1] == "NN" and "of" in self.document.norms[max(begin, end - _OFFICE) : end - 1]
        return head in self.lexicon.kin and bare and DETERMINERS.isdisjoint(self.document.tags[end - 2 : end])

    def _is_whole(self, head: Phrase, part: Phrase) -> bool:
        """Whether somebody new is told with role and full name: `another member of the board, | former striker Jon Vane`."""
        new = head.the in self.lexicon.small.one
        return new and part.name is not None and self._named_person(*part.whole) is not None

    def _is_place_of(self, head: Phrase, part: Phrase) -> bool:
        """Whether a name behind a comma says where the place before it lies: `a glassblower from Langport, | Somerset`."""
        end, words = head.whole[1], self.document.words
        if part.titled or words[part.whole[0]] in self.lexicon.given or not words[end - 1][:1].isupper():
            return False
        before = next((i for i in range(end - 1, head.whole[0], -1) if not words[i][:1].isupper()), head.whole[0])
        return self.document.norms[before] in self.lexicon.small.coming

    def _speaks_for(self, head: Phrase, part: Phrase) -> bool:
        """Whether an institution stands before the name of whoever speaks for it: `Farmers UK, | Ann Lee, | said`."""
        name, words = head.name, self.document.words
        if name is None or part.kind != "name" or head.titled or words[name[0]] in self.lexicon.given:
            return False
        institution = not self.lexicon.names.keys().isdisjoint(words[slice(*name)]) or words[name[1] - 1].isupper() or name[1] - name[0] > 2
        return institution and self._named_person(*part.whole) is not None

    def _joint_names(self, begin: int, end: int) -> tuple[Tokens, ...]:
        """The names of several people: `Berg and Holm`, `Ann Lee, Bo Wu (left) and Jan Kerr of Yale`, `Ann Lee, 42, a nurse, and Bo Wu`."""
        norms, small = self.document.norms, self.lexicon.small
        if small.conjoining.isdisjoint(norms[begin:end]):
            return ()
        begin += norms[begin].lower() in small.pairing and end - begin > 3
        begin = self._behind_several(begin, end)
        last = next((i for i in range(min(end - 1, begin + _JOINT) - 1, begin, -1) if norms[i] in small.conjoining), 0)
        if not last:
            return ()
        first = self._persons(begin, last) or self._with_his(begin, last)
        ends = norms[last - 1] == "," or (first and first[-1][1] == last)  # the name itself, or its closed apposition
        second = self._persons(last + 1, end) or self._one_of_his(last + 1, end)
        if first and second and self._acts_for_both(begin, last, end):
            return ()
        if second and (self.document.tags[last - 1] == "NNS" or self._is_apart(begin, last)):  # Parents and | Ann Lee
            first = self._beside(begin, last)
        if first and (second := second or (self._beside(last + 1, end) if ends else ())):
            return (*first, *second)
        institutions = self._institutions(begin, last, end) or self._companies(begin, last, end) or self._listed(begin, last, end)
        several = institutions or self._two_known(begin, last, end) or self._surnames(begin, last, end)
        return several or self._and_another(begin, last, end)

    def _behind_several(self, begin: int, end: int) -> int:
        """Where names begin behind a plural noun for those who bear them: `Her parents | Ann and Bo Lee`; `MPs | Ann Lee and Bo Wu`."""
        tags, words, norms, lexicon = self.document.tags, self.document.words, self.document.norms, self.lexicon
        for i in range(begin, min(end - 1, begin + _FEW)):
            if tags[i] in ("NNS", "NNPS") and words[i + 1][:1].isupper():
                one = lexicon.singular(self.document.lows[i])
                told = lexicon.names_office(one) or lexicon.related(one) or self._are_several((begin, i + 1))
                return i + 1 if told else begin
            of = norms[i] == "of" and lexicon.heads.get(norms[i - 1]) in INSTITUTIONS  # a bench of | Justices
            if tags[i] not in _BEFORE_SEVERAL and not of:
                break
        return begin

    def _one_of_his(self, begin: int, end: int) -> tuple[Tokens, ...]:
        """The one name of somebody of theirs who is joined to somebody named: `Ann Lee and | her husband, Bo`."""
        document, last = self.document, end - 1
        if document.tags[begin : begin + 1] != ["PRP$"] or not document.words[last][:1].isupper():
            return ()
        noun = last - 1 - (document.norms[last - 1] == ",")
        owned = noun > begin and self.lexicon.related(document.lows[noun])
        return ((last, end),) if owned and "," not in document.norms[begin:noun] else ()

    def _acts_for_both(self, begin: int, last: int, end: int) -> bool:
        """Whether one person named behind two with their titles is theirs: `Mr Holm and | Mrs Lund's solicitor Ann Lee`."""
        norms, titles = self.document.norms, self.lexicon.honorifics
        owner = self.document.tags[last + 3 : last + 4] == ["POS"] and last + 4 < end
        return owner and last - begin == 2 and norms[begin].lower() in titles and norms[last + 1].lower() in titles

    def _is_apart(self, begin: int, last: int) -> bool:
        """Whether somebody with an article stands before `and` and an office in capitals: `The governor | and Senator Ann Lee`; but: the
        writer and author Ann Lee."""
        return self.document.tags[begin : last - 1] == ["DT"] and self.document.words[last + 1][:1].isupper()

    def _and_another(self, begin: int, last: int, end: int) -> tuple[Tokens, ...]:
        """A name and somebody besides, with an article: `Holm and | the council`, `Harlow Foods and | a spokesman for the union`."""
        document, lexicon = self.document, self.lexicon
        head = self.head_of(last + 1, end) if document.tags[last + 1 : last + 2] == ["DT"] else None
        part = self._segment((begin, last)) if head is not None and document.words[last - 1][:1].isupper() else None
        if head is None or part is None or part.name is None:
            return ()
        if part.name[1] != last or "," in document.norms[begin:last]:
            return ()
        noun = document.lows[head]
        speaks = lexicon.is_role(noun) or (lexicon.heads.get(noun) in INSTITUTIONS and noun == document.norms[head])
        return (part.name, (last + 1, end)) if speaks else ()

    def _with_his(self, begin: int, last: int) -> tuple[Tokens, ...]:
        """Surnames before `and his`: `Holm | and his colleagues`, `Holm, Lund and their colleagues`."""
        segments = self._segments(begin, last) if self.document.tags[last + 1 : last + 2] == ["PRP$"] else []
        alone = all(high - low == 1 and self.document.tags[low] == "NNP" for low, high in segments)
        return tuple(segments) if alone else ()

    def _listed(self, begin: int, last: int, end: int) -> tuple[Tokens, ...]:
        """`The embassy in Oslo, the Safety Board (NTSB), and plane maker Boeing`: three or more, each an institution by its words."""
        segments = [*self._segments(begin, last), *self._segments(last + 1, end)]
        segments = [segment for segment in segments if self.document.norms[segment[0] - 1] != "-LRB-"]
        several = self._several_called(segments)
        if several:
            return several
        document = self.document
        inside = "IN" in document.tags[slice(*segments[0])]  # The company in Oslo, | Norway, | and the union
        if inside and any(" ".join(document.words[slice(*segment)]) in self.lexicon.places for segment in segments):
            return ()
        parts = [self._institution(segment) for segment in segments]
        named = tuple(part for part in parts if part is not None)
        return named if len(named) == len(parts) > 2 else ()

    def _several_called(self, segments: list[Tokens]) -> tuple[Tokens, ...]:
        """What a noun before the first says of all, the rest capitalised words: `Rival suppliers | Eon, British Gas and Scottish Power`."""
        tags, words = self.document.tags, self.document.words
        begin, end = segments[0]
        noun = next((i for i in range(begin, end - 1) if tags[i] == "NNS" and words[i].islower()), None)
        noun_word, heads = words[noun] if noun is not None else "", self.lexicon.heads
        if noun is None or heads.get(noun_word, heads.get(noun_word[:-1])) not in INSTITUTIONS or "IN" in tags[begin:noun]:
            return ()
        names = ((noun + 1, end), *segments[1:])
        return names if all(word[:1].isupper() for low, high in names for word in words[low:high]) else ()

    def _institution(self, segment: Tokens) -> Tokens | None:
        """An institution's name, or a description of one without its article; None where a stretch is neither."""
        part, lexicon = self._segment(segment), self.lexicon
        begin, end = part.name or segment
        words = self.document.words[begin:end]
        if part.kind == "name":
            listed = " ".join(words) in lexicon.agencies or " ".join(words) in lexicon.places
            known = part.generic or part.the == "the" or listed or not lexicon.names.keys().isdisjoint(words)
            return (begin, end) if known and words[0] not in lexicon.given else None
        if part.the in lexicon.small.indefinite or lexicon.heads.get(part.head) not in INSTITUTIONS:
            return None
        return begin + (self.document.norms[begin].lower() == part.the), end

    def _institutions(self, begin: int, last: int, end: int) -> tuple[Tokens, ...]:
        """`The UK | and | the EU`: two names, of which the second has an article of its own."""
        document = self.document
        if document.norms[last + 1] not in self.lexicon.small.articles or document.tags[begin:last] == ["PRP"]:
            return ()
        begin += document.lows[begin] in self.lexicon.small.articles
        names = ((begin, last), (last + 2, end))
        return names if all(word[:1].isupper() for low, high in names for word in document.words[low:high]) else ()

    def _companies(self, begin: int, last: int, end: int) -> tuple[Tokens, ...]:
        """`Harlow Foods and | Tarn Lines`: two names of two words or more, each a company's by its last."""
        words, names = self.document.words, self.lexicon.names
        parts = ((begin, last), (last + 1, end))
        both = all(high - low > 1 and names.get(words[high - 1]) == "company" for low, high in parts)
        return parts if both and all(word[:1].isupper() for low, high in parts for word in words[low:high]) else ()

    def _two_known(self, begin: int, last: int, end: int) -> tuple[Tokens, ...]:
        """`Israel and | Hamas`, `Kent Council and | Dover Council`: two that a list has, or whose last words tell what they are."""
        words, lexicon = self.document.words, self.lexicon
        article = self.document.lows[begin] in lexicon.small.articles and " ".join(words[begin:last]) not in lexicon.agencies
        begin += article and last - begin > 1
        known = {part: " ".join(words[slice(*part)]) for part in ((begin, last), (last + 1, end))}
        listed = [name in lexicon.agencies or name in lexicon.places for name in known.values()]
        told = [high - low > 1 and words[high - 1] in lexicon.names and "of" not in words[low:high] for low, high in known]
        if not all(word[:1].isupper() for word in words[begin:last] + words[last + 1 : end]):
            return ()
        return tuple(known) if all(map(any, zip(listed, told, strict=True))) else ()

    def _persons(self, begin: int, end: int) -> tuple[Tokens, ...]:
        """The names in a list with commas whose parts are names, ages and what the one named is; none where another part stands in it."""
        out: list[Tokens] = []
        for segment in self._segments(begin, end):
            name = self._named_person(*segment)
            if name is not None:
                out.append(name)
            elif self.role_of(segment) is None and not (self._is_aside(segment) if out else self._are_several(segment)):
                return ()
        return tuple(out)

    def _is_aside(self, segment: Tokens) -> bool:
        """Whether a part of a list of names says something of the one before it: his age, where he is from, a note in brackets; or of all:
        both of Lund, founders of the firm."""
        begin, small = segment[0], self.lexicon.small
        head = self.head_of(*segment)
        if head is not None and self.document.tags[head] == "NNS" and self.lexicon.are_people(self.document.lows[head]):
            return True
        told = self.document.norms[begin] in small.coming | small.owning | small.pairing
        return told or self.document.tags[begin] == "CD" or self.document.norms[begin - 1] == "-LRB-"

    def _are_several(self, segment: Tokens) -> bool:
        """Whether a part of a list says what those are who are named behind it: the two ministers, | Ann Lee and Bo Wu."""
        last = segment[1] - 1
        return self.document.tags[last] == "NNS" and self.lexicon.are_people(self.document.lows[last])

    def _beside(self, begin: int, end: int) -> tuple[Tokens, ...]:
        """Whoever is joined to somebody named, as worded: `Ann Lee and | her colleagues`."""
        tags = self.document.tags[begin:end]
        plain = all(tag in DETERMINERS or tag in _PLAIN for tag in tags) and tags[-1:] not in ([], ["JJ"])
        return ((begin, end),) if plain and end - begin <= _FEW else ()

    def _surnames(self, begin: int, last: int, end: int) -> tuple[Tokens, ...]:
        """`Berg and Holm`: capitalised words alone, of no institution; of three (`Berg, Holm and Lund`) one word each, no office."""
        words, tags = self.document.words, self.document.tags
        joined = {"and", ","}
        marks = {i for i in range(begin, end) if tags[i] == "POS"}  # Harlow's, Penn's and Lund
        parts = (i for i in range(begin, last + 2) if words[i] not in joined and i not in marks)
        if words[last] not in joined or not all(words[k][:1].isupper() and tags[k][:3] == "NNP" for k in parts):
            return ()
        if any(i + 1 < end and words[i + 1] not in joined for i in marks):
            return ()
        institution = not self.lexicon.names.keys().isdisjoint((words[last - 1], words[min(end, last + 4) - 1]))
        names = (*self._segments(begin, last), (last + 1, end))
        titled = any(self.lexicon.names_office(word.lower()) and word[:1].isupper() for word in words[last + 1 : end - 1])
        long = any(high - low - (high - 1 in marks) > 1 or self.lexicon.is_role(words[low].lower()) for low, high in names)
        listed = len(names) > 2 and long
        return () if institution or titled or listed or tags[end - 1] in ("NN", "NNS") else names

    def _named_person(self, begin: int, end: int) -> Tokens | None:
        """The name in a stretch that is somebody's, with title or given name: `Sen. | Ann Lee | (Vt.)`."""
        words, norms = self.document.words, self.document.norms
        end = next((i for i in range(begin + 1, end) if norms[i] in ("-LRB-", ",")), end)
        part = self._segment((begin, end)) if end > begin and words[end - 1][:1].isupper() else None
        if part is None or part.name is None or part.generic or (part.name[1] - part.name[0] < 2 and not part.honorific):
            return None
        known = part.titled or words[part.name[0]] in self.lexicon.given
        return part.name if known and words[part.name[1] - 1] not in self.lexicon.names else None

    def _trimmed(self, tokens: Tokens) -> Tokens:
        begin, end = tokens
        norms = self.document.norms
        end = min(end, begin + _LONGEST)
        while end - begin > 1 and norms[end - 1] in _MARKS_BEHIND:
            end -= 1
        while end - begin > 1 and norms[begin] in _MARKS_BEFORE:
            begin += 1
        return begin + (2 if self._ends_a_list(begin, end) else 0), end

    def _ends_a_list(self, begin: int, end: int) -> bool:
        """Whether the last thing of a list stands before whoever speaks: injuries to his hip and | thigh and a hospital spokesman."""
        document, noun = self.document, self.document.lows[begin]
        if document.norms[max(begin - 1, 0)] not in self.lexicon.small.conjoining or document.tags[begin : begin + 3] != ["NN", "CC", "DT"]:
            return False
        return end - begin > 3 and noun not in self.lexicon.heads and not self.lexicon.is_role(noun)

    def _segments(self, begin: int, end: int) -> list[Tokens]:
        """The phrase cut at commas, dashes and brackets, and before a name that is told: a driver | named | Jan Kerr; up to a clause behind
        a comma: a nurse, | whom the Courier will not name."""
        words = self.document.norms[begin:end]
        if _CUTS.isdisjoint(words) and self.lexicon.small.naming.isdisjoint(words):
            return [(begin, end)]
        out: list[Tokens] = []
        start = begin
        listed, inside = self.listed_end(begin, end), 0
        for i, word in enumerate(words, begin):
            if i == start > begin and word in self.lexicon.small.clauses:
                return out
            if i == start:
                start = self._identified_end(i, end)
            inside = (self.letters_end(i, end) if word in _CUTS else 0) or inside
            if i < inside:
                continue
            if (word in _CUTS and i >= listed) or (word in self.lexicon.small.naming and self._tells_name(i, end)):
                if i > start:
                    out.append((start, i))
                start = i + 1
        if end > start:
            out.append((start, end))
        return out or [(begin, end)]

    def _identified_end(self, i: int, end: int) -> int:
        """Where a name begins behind how somebody is identified: a resident, identified only as | Sule; `i` where nobody is."""
        norms, small = self.document.norms, self.lexicon.small
        name = i + 2 + (norms[i + 1 : i + 2] != ["as"])
        told = norms[i] in small.identifying and name < end and norms[name - 1] == "as"
        return name if told and self.document.words[name][:1].isupper() else i

    def letters_end(self, i: int, end: int) -> int:
        """Where letters in brackets at `i` end that stand inside a noun phrase: a Department of Trade (DoT) | spokesperson; or a comma: the
        Dayton, | Ohio-based retailer; else 0."""
        norms, words = self.document.norms, self.document.words
        if norms[i] == "," and i + 2 < end and self.lexicon.is_place_before(words[i + 1]):
            return i + 1
        inside = norms[i] == "-LRB-" and i + 3 < end and norms[i + 2] == "-RRB-" and words[i + 1][:1].isupper()
        return i + 3 if inside and words[i + 3].islower() and self.document.tags[i + 3][0] == "N" else 0

    def _tells_name(self, i: int, end: int) -> bool:
        """Whether a name is told behind the word at `i`, one of `naming`: `a driver | named | Jan Kerr`."""
        return i + 1 < end and self.document.tags[i - 1][0] == "N"

    def _apposed(self, head: Phrase, segments: list[Tokens], parts: list[Phrase], whole: Tokens) -> Phrase:
        """A name with what stands behind it: a role where it is one, a source type where it is a generic noun."""
        role, noun, generic = head.role, head.head, head.generic
        if role is None:
            for segment, part in zip(segments, parts, strict=True):
                found = self.role_of(segment)
                if found is not None:
                    role, noun = found, part.head
                    break
                noun = noun or (part.head if part.the else "")  # Qorgan, a rights group
        return Phrase("name", whole, head.name, role, noun, head.honorific, generic, head.the, head.titled)

    def role_of(self, segment: Tokens) -> Tokens | None:
        """What of an apposition is a role: from behind its determiner to a relative clause. None where it is none."""
        begin, end = segment
        tags, norms = self.document.tags, self.document.norms
        begin = self.appointed(begin, end)
        managing = tags[begin] == "VBG" and begin + 1 < end and self.lexicon.is_role(norms[begin + 1].lower())
        if not managing and tags[begin] in _NO_ROLE:
            return None
        if tags[begin] in DETERMINERS:
            begin = self.appointed(begin + 1, end)
        if begin + 1 < end and norms[begin].endswith("-year-old"):
            begin += 1
        if peek(norms, end) == ":":  # Harlow Depot (ticker: HD)
            return None
        end = next((i for i in range(begin + 1, end) if self._ends_role(i)), end)
        while end > begin and tags[end - 1] in ("CC", "IN", "DT"):
            end -= 1
        head = self.head_of(begin, end)
        if head is None or not self.lexicon.is_role(norms[head].lower()) or self.lexicon.related(norms[head].lower()):
            return None
        return begin, end

    def _ends_role(self, i: int) -> bool:
        """Whether a role ends at `i`: before a clause, another role, a place (a nurse | in Tulsa) or a participle."""
        tags, norms = self.document.tags, self.document.norms
        tag, after = tags[i], peek(tags, i + 1)
        if norms[i] == "-" or (norms[i].lower() in self.lexicon.small.relatives and tag != "DT"):
            return True
        if tag == "CC":
            return after in DETERMINERS or peek(norms, i + 1) in self.lexicon.past
        if norms[i] == "in" and after == "NNP" and self.document.words[i - 1].islower():
            return True
        return tag in ("VBN", "VBD") and tags[i - 1][0] == "N"

    def head_of(self, begin: int, end: int) -> int | None:
        """Index of the last noun before the first preposition; behind a possessive."""
        document, lexicon = self.document, self.lexicon
        found = None
        for i in range(begin, end):
            tag, low = document.tags[i], document.lows[i]
            if tag in _HEAD_ENDS and found is not None:
                if not self._of_office(i, end):
                    break
                continue
            if i + 1 < end and document.tags[i + 1] == "POS":
                continue
            if found is not None and document.tags[found][0] == "N" and low in lexicon.small.times:  # a survey last | year
                continue
            noun = tag[0] == "N" or low in lexicon.heads or (i == end - 1 and low in lexicon.roles)  # the Utah Republican
            other = tag[0] == "J" or tag == "CD" or low in lexicon.roles
            if noun or (other and (found is None or document.tags[found][0] not in "ND")):  # those | involved
                found = i
        return found

    def _of_office(self, i: int, end: int) -> bool:
        """Whether a name goes on at `of` and a common noun is behind it: a Ministry | of Defence source."""
        words = self.document.words
        if i + 2 >= end or words[i] != "of" or not words[end - 1].islower():
            return False
        return words[i - 1][:1].isupper() and words[i + 1][:1].isupper()

    def _introduced(self, head: Phrase, part: Phrase, whole: Tokens) -> Phrase:
        """`The spokesman, Bo Wu`: the description is the role of the name behind it."""
        role = head.role if self.lexicon.is_role(head.head) and not self.lexicon.related(head.head) else None
        person = self.lexicon.is_role(head.head) or head.head in self.lexicon.kin
        kind = self.lexicon.heads.get(head.head, "")
        generic = "person" if person else kind if kind in INSTITUTIONS else ""  # most of her music, Ironmill
        return Phrase("name", whole, part.name, role, head.head, part.honorific, generic, "", part.titled)

    def _segment(self, segment: Tokens) -> Phrase:
        """One stretch without commas."""
        b, e = segment
        tags, norms, lows, lexicon = self.document.tags, self.document.norms, self.document.lows, self.lexicon
        the = ""
        begin = b
        if tags[b] in DETERMINERS and not (b + 1 < e and tags[b + 1] in _BEHIND_THOSE and lows[b] in lexicon.heads):
            the, begin = lows[b], b + 1
        stop = self.noun_phrase_end(begin, e)
        if stop + 2 < e and norms[stop] == "of" and lows[stop - 1] in lexicon.titles:  # Secretary of State Ann Lee
            words = self.document.words
            given = next((i for i in range(stop + 2, e - 1) if words[i] in lexicon.given or _INITIALS.fullmatch(words[i])), None)
            if given is not None and all(w[:1].isupper() for w in self.document.words[given:e]):
                return Phrase("name", segment, (given, e), (begin, given), lows[stop - 1], titled=True)
        behind = self._behind_title(segment, begin, stop, the)
        if behind is not None:
            return behind
        if not the and self._is_shop(b, stop, e):
            return Phrase("name", segment, (b, stop), generic="company")
        if stop - begin > 1 and (tags[stop - 1] == "POS" or norms[stop - 1] in CLOSING) and "&" not in norms[begin:stop]:  # Ben & Jerry's
            stop -= 1
        start = begin
        for i in range(stop - 2, begin - 1, -1):
            if tags[i] == "POS" and not self.named_after(begin, i, stop):
                start = i + 1
                break
        while stop - start > 2 and has_letters(self.document, start, stop, lexicon):
            stop -= 1
        end, generic = self.without_generic(start, stop)
        run = self.capitals(start, end)
        run += run in self.starts and run + 1 < end and lows[run] in lexicon.small.rivals  # Rival | Bosch
        opened = self._opens_trade(run, end)  # Operator | Northway
        run += opened
        if opened or self._is_traded(begin, run, end):
            generic = generic or self._kind_of_trade(run - 1)
        if run >= end and self._is_lower_name(start, end):
            return Phrase("name", segment, (end - 1, end), generic=self.generic_before(start, end - 1))
        based = end == run + 1 and bool(generic) and lexicon.is_place_before(self.document.words[run])  # the Oslo-based | news agency
        if run >= end or based or tags[run:end] == ["PRP"]:  # he and the minister
            return self._described(segment, begin, stop, the)
        cut, honorific, titled = self.title_end(run, end)
        named_so = end - run == 1 and lows[run] in lexicon.names_too
        if cut >= end and named_so:
            cut = run  # Dean said
        if cut >= end or (not honorific and self.common_noun(cut, end, the)):
            return self._described(segment, begin, stop, the)
        role = self.role_before(begin, run, cut, honorific)
        generic = generic or ("" if titled else self.generic_before(begin, run))
        if generic:
            role = None
        noun = stop if end < stop else run if begin < run else 0  # Yonhap news | agency; the union | Unite
        head = lows[role[1] - 1] if role else lows[noun - 1] if generic and noun else ""
        return Phrase("name", segment, (cut, end), role, head, honorific, generic, the if run == begin else "", titled)

    def _behind_title(self, segment: Tokens, begin: int, stop: int, the: str) -> Phrase | None:
        """A phrase with a name behind what somebody is, which has more than one word to it: Senior coroner for Suffolk | Piers Langley; his
        successor at No 9 | Rory Lund; shadow climate and energy secretary | Ada Holm; journalist and author | Hiro Aida."""
        end, norms = segment[1], self.document.norms
        if stop == end:
            return None
        placed = self._behind_place(begin, stop, end) if not the else 0
        if placed:
            cut, honorific, _ = self.title_end(placed, end)
            return Phrase("name", segment, (min(cut, end - 1), end), (begin, placed), norms[stop - 1].lower(), honorific, titled=True)
        related = self._behind_relation(begin, stop, end) if the in self.lexicon.small.possessive else 0
        if related:
            return Phrase("name", segment, (related, end), generic="person")
        named = self._behind_office(begin, stop, end) if the in ("", "the") or the in self.lexicon.small.possessive else 0
        head = norms[stop - 1] if named and norms[stop] in self._linking else ""
        named = named or self._second_role(stop, end)
        return Phrase("name", segment, (named, end), (begin, named), (head or norms[named - 1]).lower(), titled=True) if named else None

    def _is_shop(self, begin: int, stop: int, end: int) -> bool:
        """Whether a whole source is one or two capitalised words and a possessive mark, behind which nothing is its: `Harlow's | said`."""
        if stop != end or self.document.norms[stop - 1] != "'s" or self.document.tags[stop - 1] != "POS":
            return False
        words = self.document.words[begin : stop - 1]
        if not 0 < len(words) < 3 or (len(words) == 2 and words[0] in self.lexicon.given):
            return False
        return all(word[:1].isupper() and not word.isupper() for word in words)

    def _opens_trade(self, run: int, end: int) -> bool:
        """Whether the first word of a sentence says what the institution is that is named behind it."""
        words, lexicon = self.document.words, self.lexicon
        if run + 1 >= end or words[run].lower() not in lexicon.small.trades:
            return False
        return words[run + 1] not in lexicon.given

    def _is_traded(self, begin: int, run: int, end: int) -> bool:
        """Whether one word is named behind what an institution is: the developer | Northway."""
        words, lexicon = self.document.words, self.lexicon
        return begin < run == end - 1 and words[run - 1] in lexicon.small.trades and words[run] not in lexicon.given

    def _kind_of_trade(self, i: int) -> str:
        """What an institution of that trade is: a company, unless a list has the word for another."""
        kind = self.lexicon.heads.get(self.document.lows[i], "")
        return kind if kind in INSTITUTIONS else "company"

    def _is_lower_name(self, begin: int, end: int) -> bool:
        """Whether an outlet's name has no capital: `the news agency | dpa`."""
        kind = self.generic_before(begin, end - 1) if self.document.tags[end - 1][0] == "N" else ""
        word = self.document.lows[end - 1]
        return kind in ("news agency", "news outlet") and word not in self.lexicon.nouns and word not in self.lexicon.heads

    def _behind_place(self, begin: int, stop: int, end: int) -> int:
        """Where a name begins behind an office and its place; 0 where there is none."""
        words, lexicon = self.document.words, self.lexicon
        if not begin < stop < end - 3 or not lexicon.is_role(words[stop - 1].lower()):
            return 0
        if words[stop] not in self._linking:
            return 0
        low = stop + 1 + (words[stop + 1] in lexicon.small.articles)
        name = next((i for i in range(low + 1, end - 1) if self._opens_name(i)), 0)
        if not name or words[low] in lexicon.given:
            return 0
        linking = lexicon.small.linking_names | self._linking
        placed = [word for word in words[low:name] if word not in linking]  # Victims and Survivors
        office = any(lexicon.names_office(word.lower()) for word in placed)
        whole = all(word[:1].isupper() for word in (*placed, *words[name:end]))
        return name if whole and not office else 0

    def _opens_name(self, i: int) -> bool:
        """Whether a given name stands there, or a title or rank before one."""
        words, lexicon = self.document.words, self.lexicon
        low = words[i].lower()
        return words[i] in lexicon.given or low in lexicon.honorifics or (low in lexicon.ranks and words[i + 1][:1].isupper())

    def _behind_office(self, begin: int, stop: int, end: int) -> int:
        """Where the name begins behind an office that goes on: shadow work and health secretary | Ada Holm, head of news | Ada Holm."""
        words, lexicon = self.document.words, self.lexicon
        first = self._given_behind(begin, stop, end)
        if not first:
            return 0
        if words[stop] in self._linking:
            inside = [word.lower() for word in words[stop + 1 : first]]
            post = self._is_post(stop - 1) or self._is_parent(stop, first)
            return first if post and not any(map(lexicon.is_role, inside)) else 0
        return first if words[stop] in lexicon.small.conjoining and self._is_post(first - 1) else 0

    def _behind_relation(self, begin: int, stop: int, end: int) -> int:
        """Where the name begins behind what somebody is to another, in some place: (his) successor at No 9 | Rory Lund."""
        words, lexicon = self.document.words, self.lexicon
        hung = begin < stop < end and words[stop] in self._linking and lexicon.related(words[stop - 1])
        return self._given_behind(begin, stop, end) if hung else 0

    def _given_behind(self, begin: int, stop: int, end: int) -> int:
        """Where the name begins that ends a phrase, if it begins with a given name, and stands behind what hangs at `stop`, or behind a
        place there: head of news | Ada Holm, the Mayor of Doncaster | Ros Jones."""
        words, lexicon = self.document.words, self.lexicon
        first = next((i for i in range(end - 1, begin, -1) if not words[i][:1].isupper()), begin) + 1
        if first == stop + 1:  # of | Doncaster, of | London
            known = words[first] in lexicon.places or words[first] in lexicon.names or words[first].lower() in lexicon.portfolios
            if known and end - first == _PLACED and lexicon.names.keys().isdisjoint(words[first + 1 : end]):
                return first + 1
            placed = words[first] in lexicon.places or words[first] not in lexicon.given
            first = next((i for i in range(first + 1, end - 1) if words[i] in lexicon.given), 0) if placed else 0
        if not stop + 1 < first < end - 1:
            return 0
        named = words[first] in lexicon.given or self._is_ministers(stop, first, end) or self._is_parent(stop, first)
        return first if named else 0

    def _is_parent(self, stop: int, first: int) -> bool:
        """Whether a name stands behind how many children somebody has: father of three | Ravi Pell."""
        return first == stop + 2 and self.document.tags[stop + 1] == "CD" and self.document.lows[stop - 1] in self.lexicon.kin

    def _is_ministers(self, stop: int, first: int, end: int) -> bool:
        """Whether two capitalised words behind an office and what it is for are a name: minister of state for home affairs | Nityan Rai."""
        words, lexicon = self.document.words, self.lexicon
        office = words[stop - 1].lower() in lexicon.held and self.document.tags[first - 1] in ("NN", "NNS")
        known = " ".join(words[first:end]) in lexicon.places or words[end - 1] in lexicon.names or words[first - 1] in lexicon.heads
        return office and end - first == _FULL and not known

    def _is_post(self, i: int) -> bool:
        """Whether an office stands there, and no relative."""
        noun = self.document.lows[i]
        return self.lexicon.names_office(noun) and not self.lexicon.related(noun)

    def _second_role(self, stop: int, end: int) -> int:
        """Where the name begins behind two offices joined by `and`; 0 where there are none."""
        norms, words = self.document.norms, self.document.words
        if not (0 < stop < end - 2) or norms[stop] != "and" or not self.lexicon.is_role(norms[stop - 1].lower()):
            return 0
        for k in range(stop + 1, min(end - 1, stop + 5)):
            if self.lexicon.is_role(norms[k].lower()) and all(w[:1].isupper() for w in words[k + 1 : end]):
                return k + 1
        return 0

    def _is_last_role(self, i: int) -> bool:
        """Whether an occupation in small letters stands behind a name: Education | spokesman."""
        words = self.document.words
        return words[i].islower() and words[i - 1][:1].isupper() and self.lexicon.is_role(words[i])

    def _described(self, segment: Tokens, begin: int, e: int, the: str) -> Phrase:
        head = self.head_of(begin, e)
        if head is not None and head < e - 1 and self._is_last_role(e - 1) and "for" in self.document.norms[head:e]:
            head = e - 1  # a Department for Education | spokesman
        word = self.document.lows[head] if head is not None else self.document.lows[max(begin, e - 1) if e > begin else segment[0]]
        end = segment[1]
        return Phrase("description", segment, role=(begin, end) if begin < end else None, head=word, the=the)
