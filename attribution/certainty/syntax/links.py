"""The links of infinitives, gerunds, participles, base forms and of what follows a preposition."""

from __future__ import annotations

from attribution.certainty.syntax.clauses import finite
from attribution.certainty.syntax.embedding import MARKS, NEAR, REACH, Embedding, Link, Taken
from attribution.certainty.syntax.groups import Group
from attribution.certainty.syntax.tokens import NOUNS, VERBAL

HOST = 20  # tokens between an adverbial and the verb of the clause that it belongs to
_FRONTED = frozenset(["PRP", "DT", "NNP", "NN", "NNS", "PRP$", "JJ"])  # what a subject after its auxiliary begins with
_HEADS = frozenset(["VB", "NN", "JJ", "RB", "IN", "RP"])  # the first two letters of tags whose word may want a preposition


class Links:
    """Finds the link of any predicate in one document."""

    def __init__(self, embedding: Embedding) -> None:
        self.embedding, self.groups = embedding, embedding.groups
        self.tags, self.low = embedding.tags, embedding.low
        self.tables, self.words = embedding.tables, embedding.words

    def of(self, group: Group, floor: int) -> Link:
        """What the verb group hangs on."""
        begin = group.begin
        if group.form == "inf":
            return self._infinitive(group, floor)
        if group.form == "finite" and not group.negations and self.tags[begin] != "VBP":
            return finite(self.embedding, group, floor)
        before = self.low[begin - 1] if begin > floor else "``"  # as a quotation, the clause may begin with an order
        forbids = group.negations and self.low[begin] in self.words.do_base and not self._goes_on(begin, floor)
        if forbids and (before == "``" or before in self.words.before_imperative):
            return Link("imperative", edge=begin)
        if group.form == "ger":
            return self._gerund(group, floor)
        present = self.tags[begin] == "VBP" and begin == group.head and not self._goes_on(begin, floor)
        if group.form == "bare" or (present and (before == "``" or before in self.words.please)):
            return self._base(group, floor)
        if group.form == "part" and begin > floor:
            return self._participle(group, floor)
        return finite(self.embedding, group, floor)

    def _goes_on(self, begin: int, floor: int) -> bool:
        """Whether the quotation that opens before the verb goes on with a clause whose subject stands outside: firms “don't care”."""
        mark = begin - 1
        if mark <= floor or self.low[mark] not in MARKS or self.tags[mark - 1] not in NOUNS:
            return False
        held = self.embedding.contents.covering(begin)
        return held is not None and held.begin < mark

    def host(self, last: int, floor: int) -> int:
        """The finite verb or infinitive at or before `last` whose clause an adverbial belongs to; -1 without one."""
        for k in range(last, max(floor, last - HOST) - 1, -1):
            if self.tags[k][:2] == "VB" and self.groups.at(k).form in ("finite", "inf"):
                return k
        return -1

    def _infinitive(self, group: Group, floor: int) -> Link:
        """The link of "to" and a verb."""
        tags, low, words = self.tags, self.low, self.words
        plain = Link("purpose", edge=group.begin)
        k = group.begin - 1
        if low[floor] in words.subjunctive:  # were he to go, …
            return plain._replace(kind="condition")
        if (low[k - 1], low[k]) == words.in_order:
            return plain
        if k >= floor and low[k] in words.yet:
            return plain.embedded(Taken(k, "pending", "a"), "to")
        while k >= floor and (tags[k][:2] == "RB" or low[k] in words.before_to) and self.embedding.signature(k, "to") is None:
            k -= 1
        if k < floor:
            return plain
        if tags[k] == "CC" or low[k] == ",":
            sister = self._sister_infinitive(k, floor)
            if sister >= 0:
                return Link("coordinated", sister, edge=group.begin)
            if low[k] == ",":
                return plain
        if low[k] in words.wh_infinitive:
            asking = self.embedding.left(k - 1, "wh", floor)
            sense, part = (asking.sense, asking.part) if asking else ("ask" if low[k] == "whether" else "through", "v")
            return plain.embedded(Taken(k, sense, part), "wh")
        taken = self._wanting(k) or self.embedding.signature(k, "to")
        return plain.embedded(taken, "to") if taken else self._object_infinitive(plain, k, floor)

    def _sister_infinitive(self, joint: int, floor: int) -> int:
        """The verb of the infinitive before the conjunction or comma at `joint`; -1 without one."""
        to = self.embedding.earlier("to", joint - 1, floor)
        if to >= 0 and self.tags[to + 1][:2] in ("VB", "RB"):
            for k in range(to + 1, min(to + 5, joint)):
                if self.tags[k + 1][:2] != "VB":
                    return k
        return -1

    def _wanting(self, at: int) -> Taken | None:
        """Words before "to" whose class no table of signatures can give: forms of be and have, "going", "too late", "would like"."""
        tag, word, words = self.tags[at], self.low[at], self.words
        before, after = self.low[at - 1], self.low[at + 2]
        named = before not in words.it or self._of_body(at)
        if tag[:2] == "VB" and word in words.be and word not in words.get and named:
            return Taken(at, "through" if self.low[at + 2] in words.blame else self._advised(at) or "plan", "a")
        if word in words.had or (word in words.used and before not in words.be):
            return Taken(at, "through", "v")
        if word in words.have:
            said = before in words.speakers and after in words.performative  # I have to say
            return Taken(at, "through" if said else "need", "v")
        if word in words.get and before in words.have:
            return Taken(at, "need", "v")
        if word in words.going:
            motion = self.groups.at(at).begin == at and self.groups.at(at).form == "ger"  # remembers going to fetch it
            return Taken(at, "through" if motion else "plan", "a")
        if tag[:2] == "JJ" and before in words.too:
            return Taken(at, "reverse", "a")
        if word in words.wishes and self.groups.at(at).modal:
            return Taken(at, "want", "v")
        return None

    def _of_body(self, at: int) -> bool:
        """Whether "it" before the form of be is the firm, council or state that says so: the bank said *it was to close* branches."""
        held = self.embedding.contents.covering(at) if self.low[at + 2] in self.words.corporate else None
        source = held.of.source if held and held.begin in (at - 1, at - 2) else None
        return source is not None and any(self.low[k] in self.tables.bodies for k in range(*source))

    def _advised(self, at: int) -> str:
        """The class of the subject of the form of be at `at`, where it asks for something: "my *advice* is to sell"; empty else."""
        for k in range(at - 1, max(0, at - NEAR), -1):
            if self.tags[k][:2] == "NN":
                found = self.embedding.signature(k, "to")
                if found and found.sense == "urge":
                    return found.sense
            if self.tags[k][:2] == "VB" or self.low[k] in (",", ";"):
                return ""
        return ""

    def _object_infinitive(self, plain: Link, last: int, floor: int) -> Link:
        """The link where an object stands between the infinitive and what embeds it: "urged *the firm* to pay"."""
        tags, low = self.tags, self.low
        for k in range(last, max(floor, last - NEAR) - 1, -1):
            tag = tags[k]
            if tag[:2] == "VB":
                found = None if self._has_its_to(k) else self.embedding.signature(k, "to" if self.groups.at(k).passive else "oto")
                if found is None and (low[k] in self.words.be or tag in ("VBN", "VBG")):
                    continue
                return plain.embedded(found, "oto") if found and not self._needs_thing(k) else plain
            if k < last and tag[:2] in ("NN", "JJ") and low[k + 1] in self.words.after_noun_to:
                found = self.embedding.signature(k, "to")
                if found:
                    return plain.embedded(found, "to")
            if low[k] in (",", ";", ":") or (tag == "CC" and k == last) or (low[k] == "that" and tag == "IN"):
                return plain
        return plain

    def _needs_thing(self, at: int) -> bool:
        """Whether the verb at `at` needs a thing, and nobody to act: "needs *a* coach to win", not "needs you to win"."""
        return self.tables.lemma(self.low[at], "VB") in self.words.needing and self.low[at + 1] in self.words.indefinite_articles

    def _has_its_to(self, at: int) -> bool:
        """Whether what the word at `at` wants is there without the infinitive: "*committed to it* as part of a plan to grow"."""
        if self.low[at + 1] in self.words.topical:
            return True
        first = at + 3 if self.low[at + 2] in MARKS else at + 2
        return self.tags[at + 1] == "TO" and self.tags[first][:1] not in ("V", "R")

    def prepositional(self, at: int, floor: int, nominal: bool) -> Link:
        """The link of what follows the preposition at `at`: a gerund, or a noun phrase (`nominal`)."""
        low, words = self.low, self.words
        plain = Link("adverbial", edge=at)
        word, before = low[at], at - 1
        if word in words.without or (low[before] in words.without and word in words.after_without):
            if low[at + 1] in words.pseudo_without:
                return plain
            return plain if nominal and word != "without" else plain._replace(kind="without")
        if before < floor:
            return plain
        joined = self.tags[before] == "CC"
        if joined or low[before] == ",":
            earlier = self.embedding.earlier(word, before - 1, floor)
            return self.prepositional(earlier, floor, nominal) if joined and earlier > floor else plain
        link = self._wanted_by(plain, at, floor, nominal)
        if link is not None:
            return link
        if not nominal and word in words.manner:
            host = self.host(before, floor)
            return plain._replace(kind="host", governor=host) if host >= 0 else plain
        return plain

    def _wanted_by(self, plain: Link, at: int, floor: int, nominal: bool) -> Link | None:
        """The word before the preposition at `at` that wants it: "refrained *from*"."""
        tags, before, frame = self.tags, at - 1, self.low[at]
        for k in range(before, max(floor, at - NEAR) - 1, -1):
            tag, kind = tags[k], tags[k][:2]
            if kind in _HEADS:
                found = self.embedding.signature(k, frame)
                near = k == before or (kind == "NN" and self.low[k + 1] in self.words.after_noun)
                if found and (near or kind == "VB"):
                    return plain.embedded(found, frame)
                if kind == "VB" and tag not in ("VBN", "VBG"):
                    return plain
                if kind == "NN" and k == before and nominal and frame == "of":
                    return plain._replace(kind="head", governor=k, part="n")
            elif tag in (",", ":", "CC", "WDT"):
                return None
        return None

    def _gerund(self, group: Group, floor: int) -> Link:
        """The link of a gerund or participle without an auxiliary."""
        tags, low = self.tags, self.low
        k = group.begin - 1
        plain = Link("adverbial", edge=group.begin)
        if k < floor or low[k] == "that":
            return plain
        if tags[k] in ("IN", "TO"):
            return self.prepositional(k, floor, False)
        if tags[k] == "RP":
            k -= 1
        tag = tags[k]
        if tag[:2] in ("VB", "JJ"):
            found = self.embedding.signature(k, "ing")
            if found:
                return plain.embedded(found, "ing")
        if tag == "CC" and tags[group.head] == "VBG":
            for sister in range(k - 1, max(floor, k - NEAR) - 1, -1):
                if tags[sister] == "VBG":
                    return Link("coordinated", sister, edge=group.begin)
        if low[k] == ",":
            for host in range(k - 1, max(floor, k - REACH) - 1, -1):
                if tags[host][:2] == "VB" and self.groups.at(host).form == "finite":
                    return Link("host", host, edge=group.begin)
        if tag in NOUNS or tag in ("POS", "PRP$"):
            return self._object_gerund(plain, k, floor)
        return plain

    def _object_gerund(self, plain: Link, last: int, floor: int) -> Link:
        """The link where an object or owner stands between the gerund and what embeds it: "prevented *them* crossing"."""
        tags, low = self.tags, self.low
        for k in range(last, max(floor, last - 8) - 1, -1):
            if tags[k][:2] == "VB":
                found = self.embedding.signature(k, "ing") if tags[k] not in ("VBG", "VBN") else None
                return plain.embedded(found, "ing") if found else plain
            if low[k] in self.words.without:
                return self.prepositional(k, floor, False)
            if low[k] == "that" and tags[k] == "IN":
                return plain  # said that anyone earning less …
            if tags[k] in ("IN", "TO"):
                found = self.embedding.signature(k - 1, low[k]) if k > floor else None
                return plain.embedded(found, low[k]) if found else plain
        return plain

    def _participle(self, group: Group, floor: int) -> Link:
        """The link of a participle without an auxiliary before it."""
        tags, low = self.tags, self.low
        inverted = self._auxiliary_before_subject(group, floor)
        if inverted >= 0:
            return finite(self.embedding, Group(group.head, inverted, "finite"), floor)
        before = group.begin - 1
        if low[before] == "," or low[before] in self.words.joining:
            cue = self.embedding.cue_before(before)
            if cue >= max(floor, group.begin - REACH):
                return Link("coordinated", cue)
            for k in range(before - 1, max(floor, group.begin - 30) - 1, -1):
                if tags[k] == "VBN" and self.groups.at(k).form != "part":
                    return Link("coordinated", k)
        if tags[before] in ("IN", "TO"):
            return self.prepositional(before, floor, False)
        return finite(self.embedding, group, floor)

    def _auxiliary_before_subject(self, group: Group, floor: int) -> int:
        """The auxiliary of "why *was* the firm sold", "nor *has* he left"; -1 without one."""
        for k in range(group.begin - 2, max(floor, group.begin - 9) - 1, -1):
            opens = k == floor or self.low[k - 1] in (",", "``") or self.low[k - 1] in self.words.before_inversion
            if opens and self.low[k] in self.words.inverting:
                return k
            if self.tags[k][:2] == "VB":
                return -1
        return -1

    def _base(self, group: Group, floor: int) -> Link:
        """The link of a base form without "to" or modal; `inverted` where its auxiliary stands before its subject."""
        tags, low, words = self.tags, self.low, self.words
        k = group.begin - 1
        while k >= floor and (low[k] in MARKS or tags[k] == "UH" or low[k] in words.please):
            k -= 1
        if k < floor or tags[k] == ":":
            return Link("imperative", edge=group.begin)
        if low[k] in words.do and (low[k - 1] in (",", ";") or low[k - 1] in MARKS):
            return Link("imperative", edge=k)
        if self._present_after_name(group, k, floor):
            return finite(self.embedding, group, floor)
        joined = tags[k] == "CC" or low[k] == ","
        link = self._shared_object(group, k, floor, joined)
        if link is not None:
            return link
        if joined:
            for sister in range(k - 1, max(floor, k - REACH) - 1, -1):
                if tags[sister] == "VB":
                    return Link("coordinated", sister)
        return finite(self.embedding, group, floor)

    def _present_after_name(self, group: Group, last: int, floor: int) -> bool:
        """Whether a base form after a name or pronoun is a present tense: nothing before it wants a bare infinitive."""
        tags, low, head = self.tags, self.low, group.head
        if tags[last] not in ("NNP", "PRP") or self.embedding.tokens.norms[head] != low[head]:
            return False
        if last > floor and tags[last - 1][:2] in ("VB", "MD"):
            return False
        if any(tags[k] == "MD" or low[k] in self.words.do for k in range(max(floor, last - 4), last)):
            return False
        near = range(max(floor, last - 6), last)
        wants = (tags[k][:2] == "VB" and self.embedding.signature(k, "oto") for k in near)
        return not any(low[k] == "that" for k in near) and not any(wants)

    def _shared_object(self, group: Group, last: int, floor: int, joined: bool) -> Link | None:
        """The link of a base form by a verb before it: coordinated, after a fronted auxiliary, or "saw the ship *sink*"."""
        tags, low = self.tags, self.low
        for k in range(last, max(floor, last - 9) - 1, -1):
            tag = tags[k]
            if tag in VERBAL:
                if (low[k] in self.words.do or tag == "MD") and tags[k + 1] in _FRONTED:
                    return finite(self.embedding, Group(group.head, k, "finite"), floor)._replace(inverted=k)
                if joined:
                    if tag in ("VB", "VBP"):
                        return Link("coordinated", k)
                    continue
                found = self.embedding.signature(k, "oto")
                bare = found and found.sense in self.tables.bare_infinitive
                return Link("root").embedded(found, "oto") if found and bare else None
            if low[k] == "that":
                return None
        return None
