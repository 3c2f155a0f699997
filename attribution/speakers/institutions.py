"""Descriptions of institutions: `the ministry` by the noun in a name, `the company` by its kind."""

from __future__ import annotations

from attribution.model import Tokens
from attribution.speakers.discourse import SENTENCES
from attribution.speakers.people import Answer, Entity, name_type
from attribution.speakers.phrases import Phrase, words_of
from attribution.speakers.roster import Name
from attribution.speakers.scenes import Scenes

PEOPLE = frozenset(["unnamed person", "officials", "experts", "witness", "public"])  # source types of unnamed people
INSTITUTIONS = frozenset(["government", "organisation", "company", "news agency", "news outlet", "court", "group", "poll", "document"])
FAR = 250  # tokens within which "the campaign" takes up a campaign


class Institutions(Scenes):
    """Sieves for what is no person."""

    def _by_noun(self, phrase: Phrase, at: int, kind: str, words: list[str]) -> Answer | None:
        """`the ministry`: the institution that has the word in its name, and every capitalised word of the description."""
        head = phrase.head
        if kind not in INSTITUTIONS:
            return None
        b, e = phrase.whole
        capitals = {w for w in self.document.words[b + 1 : e] if w[:1].isupper() and w.lower() != head}
        here = self._with_noun(head, at, self.document.paragraphs[self.paragraph(at)])
        if here and kind not in ("poll", "document") and all(w in here for w in capitals):
            return self._institution_of(here)
        spoken = [e for e in self.people.named.values() if e.first < at and not {head, head + "s"}.isdisjoint(e.heads)]
        for entity in (*self._institutions(at), *(spoken if len(spoken) == 1 else ())):
            if entity.words and not {head, head + "s"}.isdisjoint(entity.heads) and all(w in entity.name for w in capitals):
                return Answer(entity, "part-of-name", f"{entity.name} has {head} in its name")
        named = self._with_noun(head, at, 0)
        return None if kind in ("poll", "document") or not all(w in named for w in capitals) else self._institution_of(named)

    def _institution_of(self, name: Name) -> Answer | None:
        if not name:
            return None
        return Answer(self.people.institution(self._as_worded(name), self._type_of(name), 0), "part-of-name")

    def _as_worded(self, name: Name) -> str:
        """A name as the text writes it."""
        places = self.roster.names_with(name[-1]).get(name)
        start = next((i for i, w in enumerate(name) if w not in ("the", "The")), 0)
        return words_of(self.document, (places[0] + start, places[0] + len(name))) if places else " ".join(name[start:])

    def _with_noun(self, head: str, at: int, low: int) -> Name:
        """The one name between two places that has a noun in it: `Foreign Ministry`; none where there are two."""
        found = {n for n, places in self.roster.names_with(head.capitalize()).items() if any(low <= p < at for p in places)}
        return found.pop() if len(found) == 1 else ()

    def _institutions(self, at: int) -> list[Entity]:
        """Who has spoken near and is no person, the last first; then whom the sentences of this paragraph and the two before are about."""
        here, s = self.paragraph(at), self.sentence(at)
        near = [t.entity for t in reversed(self.turns[-12:]) if t.paragraph >= here - 3]
        first = max(self.sentence(self.document.paragraphs[max(0, here - 2)]), s - SENTENCES)
        near += [self.subject(k).entity for k in range(s - 1, first - 1, -1)]
        return list(dict.fromkeys(e for e in near if e is not None and e.type not in ("person", *PEOPLE)))

    def _by_class(self, phrase: Phrase, at: int, kind: str, words: list[str]) -> Answer | None:
        """`the company`: the one institution of that kind that has spoken or been named near."""
        head = phrase.head
        if head == "paper" and kind == "document" and any(e.type == "news outlet" for e in self._institutions(at)):
            kind = "news outlet"
        several = head.endswith("s") and head[:-1] in self.lexicon.heads  # the two firms
        if kind not in INSTITUTIONS or kind in ("poll", "document") or several or self.owners(phrase):
            return None
        if any(w[:1].isupper() and "-" not in w for w in self.document.words[phrase.whole[0] + 1 : self._core(phrase)]):
            return None
        alike = [e for e in self._institutions(at) if self._same_kind(e.type, kind, head) and not self._otherwise(e, head)]
        here, s = self.paragraph(at), self.sentence(at)
        if len(alike) > 1:
            last = {t.entity for t in self.turns[-3:] if t.paragraph == here and t.sentence >= s - 1 and t.entity in alike}
            if len(last) == 1:
                return Answer(last.pop(), "class", "alone of its kind in the sentence before")
            return Answer(None, "two-fit", f"two candidates fit: {alike[0].name} and {alike[1].name}")
        if alike:
            if kind in ("company", "news outlet") and alike[0].words and not name_type(alike[0].words, "", self.lexicon):
                alike[0].type = kind
            return Answer(alike[0], "class", f"{alike[0].name} alone of its kind spoke near")
        named = self._named_near(at, kind, head)
        if len(named) == 1:
            only = named.pop()
            its = self._type_of(only) if name_type(only, "", self.lexicon) else kind
            entity = self.people.institution(self._as_worded(only), its, at)
            return Answer(entity, "class", f"{entity.name} is the only one of its kind near")
        spoken = [t.entity.name for t in self.turns[-12:] if t.entity is not None and t.entity.words]
        if phrase.the == "the" and kind in ("company", "organisation") and (named or spoken):
            which = " or ".join([" ".join(n) for n in sorted(named)[:2]] or spoken[-1:])
            return Answer(None, "open-description", f"may be {which} or another")
        return None

    def _same_kind(self, its: str, kind: str, head: str) -> bool:
        if head == "agency" and its in ("government", "news agency"):
            return True
        return its == kind or {its, kind} <= {"organisation", "group", "company"} or (its == "organisation" and kind == "news outlet")

    def _named_near(self, at: int, kind: str, head: str) -> set[Name]:
        """The names of institutions of a kind that stand in this paragraph or the two before."""
        low = self.document.paragraphs[max(0, self.paragraph(at) - 2)]
        out: set[Name] = set()
        for run in self.roster.runs_between(max(low, at - FAR), at):
            name = self.roster.core(tuple(self.document.norms[run[0] : run[1]]))[1]
            if not name or (len(name) == 1 and name[0].isupper()):
                continue
            its = name_type(name, "", self.lexicon) if len(name) > 1 else ""
            somebody = name[0] in self.lexicon.given or name in self.people.persons or self.people.bearers(name[-1])
            its = its or ("" if somebody else self._kind_beside(run)) or ("company" if self.people.is_employer(name) else "")
            noun = name[-1].lower()
            if noun in self.lexicon.heads and head not in (noun, *self.lexicon.same.get(noun, ()), *self.lexicon.general):  # no hospital
                continue
            if its and self._same_kind(its, kind, head):
                out.add(name)
        return out

    def _kind_beside(self, run: Tokens) -> str:
        """What a noun beside a name says it is: `the state utility, Zhetgaz`; `Qorgan, a rights group`."""
        norms, heads = self.document.norms, self.lexicon.heads
        b, e = run
        before = norms[b - 2 if b > 1 and norms[b - 1] == "," else b - 1].lower() if b else ""
        if heads.get(before) in INSTITUTIONS:
            return heads[before]
        if norms[e : e + 1] != [","] or e + 1 >= len(norms) or self.document.tags[e + 1] != "DT":
            return ""
        noun = self.reader.head_of(e + 2, min(e + 9, len(norms)))
        its = heads.get(norms[noun].lower(), "") if noun is not None else ""
        return its if its in INSTITUTIONS else ""

    def _otherwise(self, entity: Entity, head: str) -> bool:
        """Whether the name says that it is something else: `the union` is no Lindqvist University."""
        generic = {h for h in entity.heads if h in self.lexicon.heads}
        if not generic or head in generic or any(head in self.lexicon.same.get(h, ()) for h in generic):
            return False
        kind = self.lexicon.heads.get(head)
        return head not in self.lexicon.general or (kind == "company" and all(self.lexicon.heads[h] != kind for h in generic))

    def owners(self, phrase: Phrase) -> set[str]:
        """The nouns of a description that say whose or what for somebody is: before a possessive, behind `of` or `for`."""
        b, e = phrase.whole
        norms, tags = self.document.norms, self.document.tags
        out: set[str] = set()
        for i in range(b, self._core(phrase)):
            if tags[i] == "POS":
                out.update(norms[k].lower() for k in range(b, i) if tags[k][0] == "N")
            elif norms[i] in ("of", "for", "at"):
                out.update(norms[k].lower() for k in range(i + 1, e) if tags[k][0] == "N")
                break
        return out

    def _core(self, phrase: Phrase) -> int:
        """Where a description ends without what a comma or `who` adds."""
        b, e = phrase.whole
        return next((i for i in range(b + 1, e) if self.document.norms[i] in (",", "--", "-LRB-", "who", "which")), e)
