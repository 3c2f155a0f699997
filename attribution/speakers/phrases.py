"""A source as worded, taken apart: name, title, apposition, head noun. Knows one phrase, not the document."""

from __future__ import annotations

import re
from typing import NamedTuple

from attribution.model import Document, Tokens
from attribution.speakers.lexicon import Lexicon
from attribution.speakers.names import DETERMINERS, NameReader

PERSONAL = {"he": "m", "she": "f", "him": "m", "her": "f", "his": "m", "hers": "f"}
OTHER = frozenset(["it", "its", "they", "them", "their", "theirs", "i", "we", "me", "us", "my", "our", "you", "your"])
RELATIVE = frozenset(["who", "which", "that", "whom", "whose"])
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+")
_SHORT = 5  # tokens of phrases that are remembered
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
    joint: bool = False


def words_of(document: Document, tokens: Tokens) -> str:
    """The text of a token range, runs of white space as one blank."""
    b, e = tokens
    return " ".join(document.text[document.begins[b] : document.ends[e - 1]].split()) if b < e else ""


class Reader(NameReader):
    """Takes phrases of one document apart."""

    def __init__(self, document: Document, lexicon: Lexicon) -> None:
        super().__init__(document, lexicon)
        self._short: dict[tuple[object, ...], tuple[int, Phrase]] = {}

    def read(self, tokens: Tokens) -> Phrase:
        """The phrase at `tokens`; of a few words, what was read where they first stood so."""
        b, e = tokens
        if e - b > _SHORT:
            return self._read(tokens)
        document = self.document
        before = document.norms[b - 1] if b else ""
        key = (b in self.starts, before == "the", *document.words[b:e], *document.tags[b:e])
        known = self._short.get(key)
        if known is None:
            phrase = self._read(tokens)
            self._short[key] = b, phrase
            return phrase
        moved, phrase = b - known[0], known[1]
        if not moved:
            return phrase
        (whole_b, whole_e), name, role = phrase.whole, phrase.name, phrase.role
        return phrase._replace(
            whole=(whole_b + moved, whole_e + moved),
            name=name and (name[0] + moved, name[1] + moved),
            role=role and (role[0] + moved, role[1] + moved),
        )

    def _read(self, tokens: Tokens) -> Phrase:
        b, e = self._trimmed(tokens)
        norms, tags = self.document.norms, self.document.tags
        first = norms[b].lower()
        if e - b == 1 or (e - b <= 3 and tags[b][:2] in ("PR", "WP", "WD") and first != "that"):
            if tags[b] in ("PRP", "PRP$") and (first in PERSONAL or first in OTHER) and (e - b == 1 or tags[b] == "PRP"):
                return Phrase("pronoun", (b, e), head=first)
            if first in RELATIVE and e - b == 1 and tags[b] != "DT":
                return Phrase("relative", (b, e), head=first)
        if self._is_joint(b, e):
            return Phrase("name", (b, e), joint=True)
        segments = self._segments(b, e)
        parts = [self._segment(s) for s in segments]
        if len(parts) > 3 and parts[-1].kind == "name" and parts[-2].the and any(tags[s[0]] == "IN" for s in segments[1:-2]):
            segments, parts = segments[-2:], parts[-2:]  # California, of pneumonia, | his son, Joel Kallman
            b = segments[0][0]
        head = parts[0]
        if head.kind == "name":
            return self._apposed(head, segments[1:], parts[1:], (b, e))
        for part in parts[1:2]:
            if tags[part.whole[0]] in ("IN", "VBG", "VBN", "VBD", "CD", "RB") or norms[part.whole[0]] == "like":
                continue
            fits = part.titled or not part.role or head.head in self.lexicon.kin
            if part.kind == "name" and fits and head.head and part.generic == "" and part.the in ("", "the"):
                return self._introduced(head, part, (b, e))
        return Phrase("description", (b, e), role=head.role, head=head.head, the=head.the)

    def _is_joint(self, b: int, e: int) -> bool:
        """Whether two people's names are joined: `McConnell and Ryan`, `Ann Lee and Bo Wu of Yale`."""
        norms, words, tags = self.document.norms, self.document.words, self.document.tags
        for i in range(b + 1, min(e - 1, b + 12)):
            if norms[i] in ("and", "or"):
                if self._named_person(b, i) and self._named_person(i + 1, e):
                    return True
                plain = all(words[k][:1].isupper() and tags[k][:3] == "NNP" for k in (*range(b, i), i + 1))
                return (
                    plain
                    and words[i - 1] not in self.lexicon.names
                    and words[min(e, i + 4) - 1] not in self.lexicon.names
                    and tags[e - 1] not in ("NN", "NNS")
                )
            if norms[i] in (",", "of"):
                return False
        return False

    def _named_person(self, b: int, e: int) -> bool:
        """Whether a stretch is somebody's name with title or given name: `Sen. Bernie Sanders (Vt.)`."""
        words, norms = self.document.words, self.document.norms
        e = next((i for i in range(b + 1, e) if norms[i] == "-LRB-"), e)
        part = self._segment((b, e)) if e > b and words[e - 1][:1].isupper() else None
        if part is None or part.name is None or part.generic or part.name[1] - part.name[0] < 2:
            return False
        return (part.titled or words[part.name[0]] in self.lexicon.given) and words[part.name[1] - 1] not in self.lexicon.names

    def _trimmed(self, tokens: Tokens) -> Tokens:
        b, e = tokens
        norms = self.document.norms
        e = min(e, b + _LONGEST)
        while e - b > 1 and norms[e - 1] in (",", "--", "-", ":", ";", "."):
            e -= 1
        while e - b > 1 and norms[b] in (",", "--", "-", ":", ";", "``", "-LRB-", "''", "according", "to"):
            b += 1
        return b, e

    def _segments(self, b: int, e: int) -> list[Tokens]:
        """The phrase cut at commas, dashes and brackets."""
        out, start = [], b
        for i in range(b, e):
            if self.document.norms[i] in (",", "--", "-LRB-", "-RRB-", ":"):
                if i > start:
                    out.append((start, i))
                start = i + 1
        if e > start:
            out.append((start, e))
        return out or [(b, e)]

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
        b, e = segment
        tags, norms = self.document.tags, self.document.norms
        if tags[b] in ("CD", "VBG", "VBN", "VBD", "IN", "WP", "WDT", "WRB", "RB", "CC", "TO", "VBZ", "VBP", "PRP", "MD"):
            return None
        if tags[b] in DETERMINERS:
            b += 1
        if b + 1 < e and norms[b].endswith("-year-old"):
            b += 1
        for i in range(b + 1, e):
            relative = norms[i].lower() in RELATIVE and tags[i] != "DT"
            other = tags[i] == "CC" and (tags[i + 1] in DETERMINERS or norms[i + 1] in self.lexicon.past)
            placed = norms[i] == "in" and tags[i + 1 : i + 2] == ["NNP"] and self.document.words[i - 1].islower()  # a nurse | in Tulsa
            if relative or other or placed or (tags[i] in ("VBN", "VBD") and tags[i - 1][0] == "N"):
                e = i
                break
        while e > b and tags[e - 1] in ("CC", "IN", "DT"):
            e -= 1
        head = self.head_of(b, e)
        if head is None or not self.lexicon.is_role(norms[head].lower()) or self.lexicon.related(norms[head].lower()):
            return None
        return b, e

    def head_of(self, b: int, e: int) -> int | None:
        """Index of the last noun before the first preposition; behind a possessive."""
        found = None
        for i in range(b, e):
            tag = self.document.tags[i]
            if tag in ("IN", "TO", "WP", "WDT", "WRB", "MD", "VBD", "VBZ", "VBP", "RB", "RP") and found is not None:
                words = self.document.words
                if i + 2 < e and words[i] == "of" and words[i - 1][:1].isupper() and words[i + 1][:1].isupper() and words[e - 1].islower():
                    continue  # a Ministry of Defence source
                break
            if tag[0] in "NJ" or tag == "CD" or self.document.lows[i] in self.lexicon.heads or self.document.lows[i] in self.lexicon.roles:
                if i + 1 < e and self.document.tags[i + 1] == "POS":
                    continue
                if (
                    tag[0] == "N"
                    or self.document.lows[i] in self.lexicon.heads
                    or (i == e - 1 and self.document.lows[i] in self.lexicon.roles)  # the Utah Republican
                    or found is None
                    or self.document.tags[found][0] != "N"
                ):
                    found = i
        return found

    def _introduced(self, head: Phrase, part: Phrase, whole: Tokens) -> Phrase:
        """`The spokesman, Dmitry Peskov`: the description is the role of the name behind it."""
        role = head.role if self.lexicon.is_role(head.head) and not self.lexicon.related(head.head) else None
        person = self.lexicon.is_role(head.head) or head.head in self.lexicon.kin
        generic = "person" if person else self.lexicon.heads.get(head.head, "")
        return Phrase("name", whole, part.name, role, head.head, part.honorific, generic, "", part.titled)

    def _segment(self, segment: Tokens) -> Phrase:
        """One stretch without commas."""
        b, e = segment
        tags, norms, lexicon = self.document.tags, self.document.norms, self.lexicon
        the = ""
        begin = b
        if tags[b] in DETERMINERS or norms[b].lower() in ("the", "both", "some", "all"):
            the, begin = norms[b].lower(), b + 1
        stop = self.noun_phrase_end(begin, e)
        if stop + 2 < e and norms[stop] == "of" and norms[stop - 1].lower() in lexicon.titles:  # Secretary of State John Kerry
            words = self.document.words
            given = next((i for i in range(stop + 2, e - 1) if words[i] in lexicon.given or _INITIALS.fullmatch(words[i])), None)
            if given is not None and all(w[:1].isupper() for w in self.document.words[given:e]):
                return Phrase("name", segment, (given, e), (begin, given), norms[stop - 1].lower(), titled=True)
        second = self._second_role(stop, e)
        if second:  # journalist and author | Hiro Aida
            return Phrase("name", segment, (second, e), (begin, second), norms[second - 1].lower(), titled=True)
        if stop - begin > 1 and tags[stop - 1] == "POS":
            stop -= 1
        start = begin
        for i in range(stop - 1, begin - 1, -1):
            if tags[i] == "POS" and not self.named_after(begin, i, stop):
                start = i + 1
                break
        while stop - start > 2 and norms[stop - 1].lower() in lexicon.letters:  # Garrett Lyster SC
            stop -= 1
        end, generic = self.without_generic(start, stop)
        run = self.capitals(start, end)
        if run >= end:
            return self._described(segment, begin, stop, the)
        cut, honorific, titled = self.title_end(run, end)
        if cut >= end and end - run == 1 and not the and norms[run].lower() in lexicon.names_too and tags[run] == "NNP":
            cut = run  # Dean said
        if cut >= end or (not honorific and self.common_noun(cut, end, the)):
            return self._described(segment, begin, stop, the)
        role = self.role_before(begin, run, cut, honorific)
        generic = generic or ("" if titled else self.generic_before(begin, run))
        if generic:
            role = None
        head = norms[role[1] - 1].lower() if role else ""
        return Phrase("name", segment, (cut, end), role, head, honorific, generic, the if run == begin else "", titled)

    def _second_role(self, stop: int, e: int) -> int:
        """Where the name begins behind two offices joined by `and`; 0 where there are none."""
        norms, words = self.document.norms, self.document.words
        if not (0 < stop < e - 2) or norms[stop] != "and" or not self.lexicon.is_role(norms[stop - 1].lower()):
            return 0
        for k in range(stop + 1, min(e - 1, stop + 5)):
            if self.lexicon.is_role(norms[k].lower()) and all(w[:1].isupper() for w in words[k + 1 : e]):
                return k + 1
        return 0

    def _described(self, segment: Tokens, b: int, e: int, the: str) -> Phrase:
        head = self.head_of(b, e)
        word = self.document.lows[head] if head is not None else self.document.lows[max(b, e - 1) if e > b else segment[0]]
        end = segment[1]
        return Phrase("description", segment, role=(b, end) if b < end else None, head=word, the=the)
