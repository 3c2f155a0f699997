"""Sources that are names: people, institutions, letters, places; and `who` behind them."""

from __future__ import annotations

from bisect import bisect_left
from itertools import islice

from attribution.speakers.discourse import NOBODY, Discourse
from attribution.speakers.people import Answer, Entity, name_type, read_name
from attribution.speakers.phrases import Phrase, words_of
from attribution.speakers.roster import Name

_WHERE = frozenset(["in", "across", "near", "neighboring", "neighbouring"])
_HELD = frozenset(["of", "for", "to", "in", "at", "with", "from"])
_SEGMENT = 16  # tokens of an apposition before `who`
_NEAR = 300  # tokens of a paragraph that are looked at
_ACRONYMS = 200  # institutions whose initials are compared with letters


class Naming(Discourse):
    """Sieves for names."""

    def joint(self, phrase: Phrase, at: int) -> Answer:
        """`McConnell and Ryan`: several as one source, by their words."""
        text = words_of(self.document, phrase.whole)
        entity = self.people.named.get(text) or Entity(text, "person", (), plural=True, first=at, joint=True)
        self.people.named[text] = entity
        return Answer(entity, "joint")

    def named(self, phrase: Phrase, at: int) -> Answer:
        """Who bears a name; a name found once is found again."""
        if phrase.name is None:
            return Answer(None, "name", "it names nobody")
        b, e = phrase.name
        before = self.document.lows[b - 1] if b else ""
        before = before if before in self.lexicon.compared else ""  # the elder Hale
        key = (*self.document.norms[b:e], phrase.honorific, phrase.generic, phrase.the, phrase.titled, phrase.role is None, before)
        known = self._named.get(key)
        if known is None:
            known = self._find_named(phrase, at)
            if known.entity is not None:
                self._named[key] = known
            else:
                known = self._bearer_here(phrase, at) or known
        return known

    def _bearer_here(self, phrase: Phrase, at: int) -> Answer | None:
        """Of several who share a surname, the one named in this paragraph."""
        words = read_name(self.document, phrase)
        if len(words) != 1 or phrase.honorific:
            return None
        low = self.document.paragraphs[self.paragraph(at)]
        runs = [self.roster.core(tuple(self.document.norms[b:e]))[1] for b, e in self.roster.runs_between(max(low, at - _NEAR), at)]
        here = {name for name, _ in self.people.bearers(words[0])}.intersection(map(self.people.fullest, (r for r in runs if len(r) > 1)))
        return Answer(self.people.entity(here.pop()), "bare-name", "the only one of that name in the paragraph") if len(here) == 1 else None

    def _find_named(self, phrase: Phrase, at: int) -> Answer:
        words = self._spoken_case(read_name(self.document, phrase))
        text = " ".join(words)
        people = self.people
        person = phrase.titled or phrase.generic == "person" or (phrase.role is not None and not phrase.generic)
        if not person:
            known = self._institution(words, text, phrase, at)
            if known is not None:
                return known
        compared = self._compared(phrase, words)
        if compared is not None:
            return compared
        of_several = phrase.titled and len(words) == 1 and len(people.bearers(words[0])) > 1
        return (self._by_office(phrase, words) if of_several else None) or people.person(words, phrase.honorific, at)

    def _by_office(self, phrase: Phrase, words: Name) -> Answer | None:
        """`Sen. Whitcomb`: of several, the one whom the article calls a senator."""
        office, held = self.lexicon.short.get(phrase.head, phrase.head), self.lexicon.held
        bearers = [self.people.entity(n) for n, _ in self.people.bearers(words[-1])]
        found = [e for e in bearers if office in e.heads]
        if not found and office in held:
            found = [e for e in bearers if held.isdisjoint(e.heads)]
        return Answer(found[0], "title", f"the {office} of that name") if len(found) == 1 else None

    def _compared(self, phrase: Phrase, words: Name) -> Answer | None:
        """`the younger Hale`: junior of two who share a name."""
        begin = phrase.name[0] if phrase.name else 0
        before = self.document.lows[begin - 1] if begin else ""
        suffixes = self.lexicon.compared.get(before)
        if suffixes is None:
            return None
        bearers = [n for n, _ in self.people.bearers(words[-1])]
        found = [n for n in bearers if n[-1].lower() in suffixes.split()]
        if not found and len(bearers) == 2:  # the one who is somebody's son
            child = "ii" in suffixes.split() or "jr" in suffixes.split()
            found = [n for n in bearers if self.lexicon.younger.isdisjoint(self.people.entity(n).kin) is not child]
        return Answer(self.people.entity(found[0]), "compared", f"the {before} of them") if len(found) == 1 else None

    def _spoken_case(self, words: Name) -> Name:
        """A name in capitals (of a transcript) as the text writes it elsewhere."""
        if (
            any(len(w) > 3 and w.isupper() for w in words)
            and " ".join(words) not in self.lexicon.agencies
            and "".join(words) not in self.roster.acronyms
        ):
            titled = tuple(w.title() for w in words)
            if all(w in self.roster.by_word for w in titled):
                return titled
        return words

    def _institution(self, words: Name, text: str, phrase: Phrase, at: int) -> Answer | None:
        lexicon, people, roster = self.lexicon, self.people, self.roster
        if text in lexicon.places and not (len(words) == 1 and phrase.the != "the" and people.bearers(text)):
            return Answer(people.institution(lexicon.places[text], "government", at), "place")
        if text in roster.acronyms:
            full = roster.acronyms[text]
            name = roster.worded[full]
            return Answer(people.institution(name, self._type_of(full), at), "acronym", f"the article itself: {name} ({text})")
        if len(words) == 1 and len(text) > 2 and text.isupper():
            for entity in islice(reversed(people.named.values()), _ACRONYMS):
                if "".join(w[0] for w in entity.words if w[0].isupper()) == text and len(entity.words) > 1:
                    return Answer(entity, "initials", f"the initials of {entity.name}")
        if text in lexicon.agencies:
            full_name, kind = lexicon.agencies[text]
            name = full_name if full_name in self.document.text else text
            return Answer(people.institution(name, kind, at), "acronym" if name != text else "agency")
        bearers = people.bearers(words[0]) if len(words) == 1 and phrase.the != "the" else []
        if len(words) == 1 and not bearers and self._is_place(words):
            return Answer(people.institution(text, "government", at), "place", f"the article uses {text} as a place")
        kind = phrase.generic or (name_type(words, phrase.the, lexicon) if not bearers else "")
        kind = lexicon.spelled.get(text, kind)
        if (
            not kind
            and len(words) > 1
            and phrase.name
            and self.document.tags[phrase.name[1] - 1] == "NNPS"
            and words[0] not in lexicon.given
        ):
            kind = "company"  # Norvane Terminals: people's names have no plural
        if kind and not bearers:
            longer = (self._longer(words) if phrase.the != "the" else None) or self._ending(words) if len(words) == 1 else None
            if kind == "organisation" and text in people.named:
                kind = people.named[text].type
            return Answer(people.institution(" ".join(longer) if longer else self._worded(phrase), kind, at), "institution")
        if not kind and not bearers and people.is_employer(words):
            return Answer(people.institution(text, "company", at), "institution", f"the article names who works for {text}")
        if len(words) == 1 and not bearers and words[0] not in lexicon.given:
            longer = self._longer(words)
            if longer:
                return Answer(people.institution(" ".join(longer), name_type(longer, "", lexicon) or "company", at), "part-of-name")
        if len(words) > 1 and text in people.named:
            return Answer(people.named[text], "full-name")
        return None

    def _is_place(self, words: Name) -> bool:
        """Whether the article writes `in X` or `X's foreign minister`: then X speaks for its government."""
        norms, tags = self.document.norms, self.document.tags
        for p in self.roster.places.get(words, [])[:8]:
            after = norms[p + 2 : p + 5] if tags[p + 1 : p + 2] == ["POS"] else []
            if (
                (p > 1 and norms[p - 1] in _WHERE and norms[p - 2].lower() not in self.lexicon.offices)
                or "minister" in after
                or "capital" in after
                or "government" in after
            ):
                return True
        return False

    def _worded(self, phrase: Phrase) -> str:
        return words_of(self.document, phrase.name) if phrase.name else ""

    def _type_of(self, full: Name) -> str:
        return self.lexicon.spelled.get(" ".join(full)) or name_type(full, "the", self.lexicon)

    def _longer(self, words: Name) -> Name | None:
        """The one institution whose name begins with these words."""
        all_names = [n for n in self.roster.names_with(words[0]) if n[: len(words)] == words and not any(map(str.isdigit, "".join(n)))]
        found = {n for n in all_names if name_type(n, "", self.lexicon) or self.people.goes_on_as_institution(n)}
        longest = max(found, key=len, default=None)
        return longest if longest and all(longest[: len(n)] == n for n in found) else None

    def _ending(self, words: Name) -> Name | None:
        """`the Times`: the one institution whose name ends so."""
        found = {n for n in self.roster.names_with(words[0]) if n[-1] == words[0] and words[0] in self.lexicon.names}
        return found.pop() if len(found) == 1 else None

    def relative(self, at: int) -> Answer:
        """Whom `who` takes up: what stands before it."""
        document = self.document
        low = document.sentences[self.sentence(at)]
        e = at
        while e > low and document.norms[e - 1] in (",", "--", "-LRB-", "-RRB-"):
            e -= 1
            if document.norms[e] == "-RRB-":  # Sen. Ann Lee (R-Alaska), who
                e = next((i for i in range(e - 1, max(low, e - 6), -1) if document.norms[i] == "-LRB-"), e)
        b = self._phrase_begin(e, low)
        if b >= e:
            return NOBODY
        comma = next((i for i in range(e - 1, max(low, e - _SEGMENT), -1) if document.norms[i] == ","), e)
        if comma + 1 < b and document.tags[comma + 1] == "DT":  # an accountant with twin boys in second grade, who
            whole = self.reader.read((comma + 1, e))
            b = comma + 1 if whole.kind == "description" and self.lexicon.is_role(whole.head) else b
        phrase = self.reader.read((b, e))
        if phrase.kind == "description" and b - 1 > low and document.norms[b - 1] == ",":
            run = self.roster.runs_between(max(low, b - 8), b)
            if run and run[-1][1] == b - 1:
                name = self.reader.read((self._phrase_begin(b - 1, low), b - 1))
                if name.kind == "name":
                    return Answer(self.named(name, name.whole[0]).entity, "relative")
        found = self.named(phrase, b) if phrase.kind == "name" else self.description(phrase, b) if phrase.kind == "description" else NOBODY
        if found.entity is not None and found.entity.type == "document" and document.lows[at] != "which":
            return Answer(None, "relative", "what stands before it is nobody")
        return Answer(found.entity, "relative", found.why)

    def _holds(self, norms: list[str], e: int, first: int) -> bool:
        """Whether the noun that ends at `e` goes on up to `first`: the mayor *of*; a longtime adviser *to*, where it is somebody's role."""
        if first - e != 1:
            return False
        noun, lexicon = norms[e - 1].lower(), self.lexicon
        if norms[e] not in _HELD:
            return False
        return self.document.tags[e - 1][:3] == "NNP" or lexicon.is_role(noun) or noun in lexicon.heads or noun in lexicon.quantities

    def _phrase_begin(self, e: int, low: int) -> int:
        """Where the noun phrase that ends before `e` begins, with `of`- and `for`-phrases."""
        chunks = self.chunks
        tags, norms = self.document.tags, self.document.norms
        k = bisect_left(chunks.first, e) - 1
        b = e
        while k >= 0 and chunks.first[k] >= low:
            first, last = chunks.first[k], chunks.last[k]
            tag = tags[last - 1]
            if tag[0] == "N" or tag in ("POS", "CD", "DT"):
                b = first
                if k > 1 and first - 1 >= low and tags[chunks.last[k - 2] - 1][0] == "N" and self._holds(norms, chunks.last[k - 2], first):
                    k -= 2
                    continue
                if b - 1 > low and norms[b - 1] in ("``", "''") and k > 1:
                    k -= 1
                    continue
            break
        return b
