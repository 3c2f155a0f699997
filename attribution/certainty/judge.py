"""Certainty of predicates: what stands in the verb group, composed with everything it hangs on."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Container, Sequence
from itertools import compress
from typing import NamedTuple

from attribution.certainty.groups import BE, DO, HAVE, Group, Groups
from attribution.certainty.links import Link, Links
from attribution.certainty.tables import STRENGTH, Effect, shipped_certainty
from attribution.document.lemmas import lemma
from attribution.model import Attribution, Document

DEPTH = 6  # embedding words looked through, outward


class Verdict(NamedTuple):
    """Label and sign of a predicate in its context, the tokens that decided, and how strongly it holds against a hedge inside."""

    label: str = "asserted"
    sign: int = 1
    cues: tuple[int, ...] = ()
    weight: str = "none"

    @property
    def factuality(self) -> str:
        """The FactBank value."""
        strength = STRENGTH.get(self.label)
        return strength + ("+" if self.sign > 0 else "-") if strength else "U"


ASSERTED = Verdict()
VERBS = frozenset(["VB", "VBD", "VBG", "VBN", "VBP", "VBZ"])
REPORTED = Verdict("asserted", 1, (), "report")


class Reader:
    """Certainty of any token's predicate in one document, worked out where it is asked for."""

    def __init__(self, document: Document, attributions: Sequence[Attribution]) -> None:
        self.document = document
        self.tables = shipped_certainty()
        self.low = list(map(str.lower, document.norms))
        self.verbs = places(document.tags, VERBS)
        self._questions = "?" in document.text
        self.groups = Groups(document, self.low, self.tables)
        self.links = Links(document, self.low, self.groups, self.tables)
        self._contents = _by_begin(attributions)
        self._said = {a.trigger: a.contents[0][1] for a in attributions if a.contents[0][0] + 1 < a.contents[0][1] <= a.trigger}
        self._begins = [c[0] for c in self._contents]
        self.mains: dict[tuple[int, int, int], int | None] = {}
        self._known: dict[int, Verdict] = {}
        self._links: dict[int, Link] = {}
        self._floors: dict[int, int] = {}
        self._depth = 0
        self._muted = -1  # a cue not to be heard, for the modality of its content alone
        self._through = (
            False  # reading a noun for what hangs on it: "rejected the accusation that …" denies the complement, not the accusation
        )

    # --- where a predicate stands ------------------------------------------------------------------------------------------------------

    def covering(self, i: int) -> tuple[int, int, Attribution] | None:
        """The innermost content that holds token `i`."""
        k = bisect_right(self._begins, i) - 1
        for m in range(k, max(-1, k - 4), -1):
            if self._contents[m][1] > i and self._contents[m][2].trigger != i:
                return self._contents[m]
        return None

    def sentence(self, i: int) -> tuple[int, int]:
        """Token range of the sentence that holds token `i`."""
        k = bisect_right(self.document.sentences, i)
        return self.document.sentences[k - 1], self.document.sentences[k]

    def floor(self, i: int) -> int:
        """First token that can stand in the clause of token `i`."""
        known = self._floors.get(i)
        if known is None:
            known = self._floors[i] = self._floor(i)
        return known

    def _floor(self, i: int) -> int:
        begin = self.sentence(i)[0]
        said = self._said.get(i)
        if said is not None and begin < said <= i:
            return said
        held = self.covering(i)
        return max(begin, held[0]) if held and held[2].trigger >= held[0] else begin

    # --- verdicts ------------------------------------------------------------------------------------------------------------------------

    def verdict(self, i: int) -> Verdict:
        """The verdict on the verb or noun at token `i`."""
        known = self._known.get(i)
        if known is None:
            if self._depth > DEPTH:
                return ASSERTED
            self._depth += 1
            try:
                tag = self.document.tags[i]
                known = (
                    self.verb(i)
                    if tag[:2] == "VB" or tag == "MD" or self._verbal(i)
                    else self.noun(i)
                    if tag[:2] == "NN"
                    else self.adjective(i)
                )
            finally:
                self._depth -= 1
            self._known[i] = known
        return known

    def alone(self, trigger: int, i: int, end: int, read: Callable[[Reader, int, int], Verdict]) -> Verdict:
        """What `read` says of the predicate at `i` where the cue at `trigger` were a plain "said"."""
        known, self._known, self._muted = self._known, {}, trigger
        try:
            return read(self, i, end)
        finally:
            self._known, self._muted = known, -1

    def _verbal(self, i: int) -> bool:
        """Whether a word tagged noun or adjective is a verb: a past form, or a base after an auxiliary ("had *sunk*")."""
        if i == 0 or not self.low[i].isalpha():
            return False
        tag = self.document.tags[i]
        if tag[:2] not in ("NN", "JJ"):
            return False
        if tag == "NNS" and self.document.tags[i - 1] == "NN" and self._lone(i):
            return True
        if self.groups.after_auxiliary(i) and (tag[:2] != "NN" or self._base_after(i)):
            return True
        if self.low[i] not in self.tables.pasts:
            return False
        before, tag = self.low[i - 1], self.document.tags[i - 1]
        after = self.document.tags[i + 1] if i + 1 < len(self.low) else "."
        return (
            before in BE
            or before in HAVE
            or tag == "MD"
            or (tag in ("NN", "NNS", "PRP", "NNP") and after in ("DT", "PRP", "PRP$", "IN", "TO"))
        )

    def _lone(self, i: int) -> bool:
        """Whether a plural after a singular noun is the only word that can be the verb of its clause: "if either bank *withdraws*"."""
        tags, low = self.document.tags, self.low
        begin, end = self.sentence(i)
        for step, limit in ((-1, max(begin - 1, i - 8)), (1, min(end, i + 12))):
            for m in range(i + step, limit, step):
                if tags[m][:2] == "VB" or tags[m] in ("MD", "TO"):
                    return False
                if low[m] in (",", ";", ".", "if", "unless", "case"):
                    break
        return i + 1 < len(low) and (low[i + 1] in (".", ",", "if", "unless") or tags[i + 1][:2] == "RB")

    def _base_after(self, i: int) -> bool:
        """Whether a word tagged noun stands where only a base form can: after "did not", "will", or "to" that an embedding word wants."""
        k = i - 1
        while k > 0 and self.document.tags[k][:2] == "RB":
            k -= 1
        if self.document.tags[k] != "TO":
            return True
        return k > 0 and self.document.tags[i] == "NN" and self.links.signature(k - 1, "to") is not None

    def verb(self, i: int) -> Verdict:
        """The verdict on a verb."""
        floor = self.floor(i)
        g = self.groups.at(i)
        link = self.link(g, floor)
        return self.compose(i, g, link, floor)

    def link(self, g: Group, floor: int) -> Link:
        """What the verb group hangs on; read once."""
        link = self._links.get(g.head)
        if link is None:
            link = self._links[g.head] = self._link(g, floor)
        return link

    def _link(self, g: Group, floor: int) -> Link:
        """What the verb group hangs on; an auxiliary before the subject is taken into the group."""
        if g.form == "inf":
            return self.links.infinitive(g, floor)
        if self.low[g.begin] == "do" and g.negations and (g.begin <= floor or self.low[g.begin - 1] in ("``", "please", "and")):
            return Link("imperative", edge=g.begin)
        if g.form == "ger":
            return self.links.gerund(g, floor)
        if g.form == "bare" or (g.form == "finite" and self.document.tags[g.begin] == "VBP" and g.begin == g.head):
            at_start = g.begin - 1 < floor or self.low[g.begin - 1] in ("``", ",", "please", "and")
            if g.form == "bare" or (at_start and (g.begin - 1 < floor or self.low[g.begin - 1] in ("``", "please"))):
                link, inverted = self.links.base(g, floor, True)
                if inverted >= 0:
                    if self.document.tags[inverted] == "MD":
                        g.modal, g.modal_at = self.low[inverted], inverted
                    if inverted > floor and self.low[inverted - 1] in ("nor", "neither"):
                        g.negations += (inverted - 1,)
                return link
        if g.form == "part" and g.begin - 1 >= floor:
            inverted = self._inverted(g, floor)
            if inverted >= 0:
                return self.links.finite(Group(g.head, inverted, "finite"), floor)
            before = self.low[g.begin - 1]
            tag = self.document.tags[g.begin - 1]
            if before in ("and", "or", "but", ","):
                for m in range(g.begin - 2, max(floor, g.begin - 30) - 1, -1):
                    if self.document.tags[m] == "VBN" and self.groups.at(m).form != "part":
                        return Link("coordinated", m)
            if tag in ("IN", "TO"):
                return self.links.prepositional(g.begin - 1, floor, False)
        return self.links.finite(g, floor)

    def _inverted(self, g: Group, floor: int) -> int:
        for m in range(g.begin - 2, max(floor, g.begin - 9) - 1, -1):
            if self.low[m] in ("has", "have", "had", "was", "were", "is", "are") and (
                m == floor or self.low[m - 1] in (",", "``", "or", "and", "nor", "why", "how", "when", "where", "what")
            ):
                return m
            if self.document.tags[m][:2] == "VB":
                return -1
        return -1

    def compose(self, i: int, g: Group, link: Link, floor: int) -> Verdict:
        """Own hedge, negation and context of the verb at `i` into one verdict."""
        context = self.context(i, g, link, floor)
        negations = [n for n in g.negations if g.modal or not self._pseudo(n)] if g.negations else []
        if link.kind == "imperative":
            negations = []
        if link.negated >= 0 and link.kind != "coordinated":
            negations = [*negations, link.negated]
        if not negations:
            n = self._object_negation(i)
            if n >= 0:
                negations = [n]
        negated = len(negations) % 2 == 1 or (len(negations) == 2 and self.low[negations[0]] != "not")
        own = self.own(i, g, link, floor, context, negated)
        if context.weight == "strong" or own is None or (context.weight == "soft" and own.weight == "soft"):
            sign = -context.sign if negated else context.sign
            cues = context.cues or tuple(negations)
            return Verdict(context.label, sign, cues, "none")
        sign = -own.sign if negated else own.sign
        return Verdict(own.label, sign, own.cues, "none")

    def _pseudo(self, n: int) -> bool:
        after = self.low[n + 1] if n + 1 < len(self.low) else ""
        if self.low[n] == "not" or self.low[n] == "n't":
            if after in self.tables.sets["negation.pseudo_after"]:
                return True
            end = self.sentence(n)[1]
            return self.low[n - 1] in DO and "until" in self.low[n + 2 : min(end, n + 14)] and self.document.tags[n + 1][:2] in ("VB", "RB")
        return False

    def _object_negation(self, i: int) -> int:
        low, tags = self.low, self.document.tags
        n = i + 1
        if n < len(low) and tags[n] in ("IN", "TO", "RP"):
            n += 1
            if n < len(low) and low[n] not in ("nobody", "nothing", "none"):
                return -1
        if n < len(low) and low[n] in self.tables.sets["negation.objects"] and tags[i][:2] == "VB":
            if n + 1 < len(low) and (low[n + 1] in ("longer", "doubt", "matter") or (low[n] == "no" and tags[n + 1] in ("RB", "JJR"))):
                return -1
            return n
        return -1

    # --- the verb group's own hedge ------------------------------------------------------------------------------------------------------

    def own(self, i: int, g: Group, link: Link, floor: int, context: Verdict, negated: bool) -> Verdict | None:
        """What modal and adverbs say; None where they say nothing."""
        for at in (*g.adverbs, *link.adverbs):
            word = self.low[at]
            if word == "likely" and g.begin <= at and g.modal in ("could", "may", "might"):
                continue
            label = self.tables.words["adverbs"][word]
            if (g.modal and g.modal_at > at and self.tables.words["modals"].get(g.modal) in ("could", "possible")) or (
                g.modal and self.tables.words["modals"].get(g.modal) == "should"
            ):
                break
            return Verdict(label, -1 if label == "improbable" else 1, (at,), "none")
        for at in range(g.begin, i):
            if self.low[at] in self.tables.sets["negation.certainly"] and self.low[at - 1] == "almost":
                return Verdict("probable", 1, (at - 1, at), "none")
        if not g.modal:
            return None
        return self._modal(i, g, link, floor, context, negated)

    def _modal(self, i: int, g: Group, link: Link, floor: int, context: Verdict, negated: bool) -> Verdict | None:
        reading = self.tables.words["modals"][g.modal]
        at = (g.modal_at,)
        sets = self.tables.sets
        head = lemma(self.low[i], "VB")
        if reading == "can" or (reading == "could" and self._ability(i, g, link, floor, head, negated)):
            return None
        if reading == "could" or reading == "possible":
            return Verdict("possible", 1, at)
        if reading == "will":
            return Verdict("planned", 1, at, "soft")
        if reading == "would":
            return self._would(i, g, link, floor, context, head)
        if reading == "must":
            inferred = g.perfect or (head in ("be", "have", "know") and link.subject >= 0 and self.low[link.subject] in sets["clauses.own"])
            return Verdict("probable" if inferred else "urged", 1, at)
        named = link.subject >= 0 and "NNP" in self.document.tags[max(link.subject, self.sentence(i)[0] + 1) : g.begin]
        expected = (
            head in sets["clauses.arrival"]
            and not named
            and not g.passive
            and not g.perfect
            and (link.subject < 0 or self.low[link.subject] not in ("he", "she", "they", "we", "you", "i", "people"))
        )
        return Verdict("probable" if expected else "urged", 1, at)

    def _ability(self, i: int, g: Group, link: Link, floor: int, head: str, negated: bool) -> bool:
        sets = self.tables.sets
        begin, end = self.sentence(i)
        if negated and not g.perfect and "hardly" not in self.low[g.begin : i] and head != "be":
            return True
        if g.perfect or g.passive:
            return False
        if head in sets["clauses.perception"] or "barely" in self.low[g.begin : i]:
            return True
        words = self.low[max(begin, floor) : end]
        return (
            "until" in words[i - max(begin, floor) :]
            or "age" in words[:6]
            or ("so" in self.low[floor : g.begin] and "that" in self.low[floor : g.begin])
        )

    def _would(self, i: int, g: Group, link: Link, floor: int, context: Verdict, head: str) -> Verdict | None:
        at = (g.modal_at,)
        low = self.low
        sets = self.tables.sets
        begin, _ = self.sentence(i)
        if g.perfect:
            return Verdict("conditional", 1, at)
        if head in ("like", "love", "prefer") or (
            link.subject >= 0
            and low[link.subject] in ("i", "we")
            and (said := self.tables.find(head, "v", "that")) is not None
            and said.name in ("report", "note")
        ):
            return None
        effect = self._effect_subject(link)
        if context.weight == "soft":
            return (
                None
                if effect is False
                else Verdict("possible", 1, at)
                if effect and context.label == "probable"
                else Verdict("planned", 1, at, "soft")
            )
        if context.weight == "report":
            addressed = link.subject >= 0 and low[link.subject] in ("you", "one", "there", "that", "what")
            return Verdict("possible" if effect or addressed or link.consequent or self._unwilled(head, link) else "planned", 1, at)
        if (
            link.kind != "embedded"
            and not effect
            and not link.consequent
            and any(low[n] in ("not", "n't", "never") for n in g.negations)
            and self._condition(i, None, link, floor) is None
            and "if" not in low[begin:i]
        ):
            return Verdict("planned", 1, at)
        if any(w in sets["clauses.habit"] for w in low[floor : g.begin]) and link.kind != "embedded" and not link.consequent:
            return None
        return Verdict("possible", 1, at)

    def _unwilled(self, head: str, link: Link) -> bool:
        sets = self.tables.sets
        return head in sets["clauses.unwilled"] or (
            head in sets["clauses.unwilled_it"] and link.subject >= 0 and self.low[link.subject] == "it"
        )

    def _effect_subject(self, link: Link) -> bool:
        """Whether the subject is a thing that has effects, not somebody with a will."""
        low, tags = self.low, self.document.tags
        s = link.subject
        if s < 0:
            return False
        if low[s] in self.tables.sets["clauses.own"] and low[s] != "it":
            return False
        if low[s] in self.tables.sets["clauses.indefinite"]:
            return True
        k = s
        if low[k] in ("some",):
            return False
        while (
            k + 1 < len(tags)
            and self.tables.modifiers.get(low[k]) is None
            and tags[k] in ("DT", "PRP$", "JJ", "NN", "NNS", "CD", "NNP", "POS")
            and tags[k + 1] in ("JJ", "NN", "NNS", "NNP", "NNPS", "POS", "CD")
        ):
            k += 1
        if self.tables.modifiers.get(low[k]):
            return True
        return (
            tags[k] in ("NN", "NNS")
            and low[k] not in self.tables.sets["clauses.institutions"]
            and low[k].endswith(tuple(self.tables.words["clauses"]["effect"]))
        )

    # --- context -------------------------------------------------------------------------------------------------------------------------

    def context(self, i: int, g: Group | None, link: Link, floor: int) -> Verdict:
        """What everything above the predicate says of it, were it bare and affirmative."""
        if link.kind == "embedded":
            verdict = self.embedded(link)
            if verdict.label == "asserted" and link.effect is not None and link.effect.name in ("report", "note"):
                return self._condition(i, g, link, floor) or verdict
            return verdict
        if link.kind == "coordinated":
            return self._shared(i, g, link)
        if link.kind == "condition":
            return Verdict("conditional", 1, self._condition_words(link, i), "soft-if")
        if link.kind == "purpose":
            return Verdict("planned", 1, (link.edge,) if link.edge >= 0 else (), "soft")
        if link.kind == "without":
            return Verdict("asserted", -1, (link.edge,))
        if link.kind == "imperative":
            return self._asked(i) or Verdict("urged", 1, (i,), "soft")
        if (
            link.kind == "adverbial"
            and g is not None
            and link.edge >= 0
            and self.low[link.edge] in self.tables.sets["clauses.temporal"]
            and self._ahead(g, link)
        ):
            return Verdict("conditional", 1, (link.edge,), "soft-if")
        if link.kind in ("host", "head"):
            host = self.verdict(
                self._climbed(link.governor) if link.kind == "host" and self.low[max(0, link.edge - 1)] == "," else link.governor
            )
            return Verdict(host.label, host.sign, host.cues, "none") if host.label != "asserted" else ASSERTED
        if link.kind in ("root", "adverbial", "relative"):
            return self._outermost(i, g, link, floor)
        return ASSERTED

    def _ahead(self, g: Group, link: Link) -> bool:
        """Whether a clause in the present tense belongs to a host that lies ahead: "will not vote until the court *rules*"."""
        if self.document.tags[g.begin] not in ("VBZ", "VBP") or g.modal or self.low[g.begin] in self.tables.pasts:
            return False
        host = self.links._host(link.edge - 1, self.floor(link.edge))
        if host < 0:
            return False
        other = self.groups.at(host)
        return bool(other.modal and self.tables.words["modals"][other.modal] in ("will", "would", "should", "must")) or self.verdict(
            host
        ).label in ("planned", "urged")

    def _climbed(self, k: int) -> int:
        """The verb of the clause in which the clause of the verb at `k` is embedded, as far as a comma after it reaches."""
        for _ in range(3):
            link = self.link(self.groups.at(k), self.floor(k))
            if link.kind != "embedded" or link.governor < 0 or link.frame not in ("that", "wh"):
                return k
            k = link.governor
            if self.document.tags[k][:2] != "VB":
                before = self.links._host(k - 1, self.floor(k))
                if before < 0:
                    return k
                k = before
        return k

    def _condition_words(self, link: Link, i: int) -> tuple[int, ...]:
        for m in range(i, max(0, i - 60), -1):
            if self.low[m] in self.tables.sets["clauses.conditional"]:
                return (m,)
        return ()

    def embedded(self, link: Link) -> Verdict:
        """What the embedding word does to its complement, given how things stand with the word itself."""
        effect = link.effect
        if effect is None:
            return ASSERTED
        if link.governor < 0:
            return Verdict(effect.affirmed[0], effect.affirmed[1], (), effect.weight)
        if link.governor == self._muted:
            return REPORTED
        tag = self.document.tags[link.governor]
        if tag[:2] == "NN" and link.part == "n":
            self._through = True
            outer = self.noun(link.governor)
            self._through = False
        else:
            outer = self.verdict(link.governor) if tag[:1] != "J" else self.adjective(link.governor)
        return self.apply(effect, link.governor, outer)

    def apply(self, effect: Effect, governor: int, outer: Verdict) -> Verdict:
        """One row of the composition table."""
        if outer.label == "denied":
            return Verdict("denied", outer.sign, outer.cues, "strong")
        refused = (outer.label == "planned" and outer.sign < 0) or (outer.label == "possible" and outer.sign < 0)
        negative = outer.sign < 0 or (outer.label in ("doubted", "unconfirmed") and effect.weight == "strong")
        label, sign = effect.negated if negative or refused else effect.affirmed
        if label == "=":
            if (outer.label == "asserted" and effect.name in ("report",)) or (effect.name == "report" and outer.label == "planned"):
                return Verdict("asserted", 1, (), "report")
            return Verdict(
                outer.label,
                outer.sign * sign,
                outer.cues or ((governor,) if sign < 0 else ()),
                "report" if effect.name == "report" else "none",
            )
        if label == "":
            return ASSERTED
        if negative and label == "unconfirmed" and effect.name == "report":
            return Verdict(label, 1, (*outer.cues, governor), "strong")
        if label == "asserted":
            return Verdict(label, sign, (), "none")
        return Verdict(label, sign, (governor, *(outer.cues if negative else ())), effect.weight)

    def _shared(self, i: int, g: Group | None, link: Link) -> Verdict:
        """A coordinated predicate: the context of its sister, and the sister's modal and negation where it has no auxiliary of its own."""
        sister = link.governor
        floor = self.floor(sister)
        other = self.groups.at(sister)
        tags = self.document.tags
        same = tags[g.head] == tags[sister] or self.low[g.head] in self.tables.unchanged if g is not None else False
        bare = g is not None and g.begin == g.head and same and other.begin < other.head
        if bare:
            v = self.verdict(sister)
            return Verdict(v.label, v.sign, v.cues, "soft")
        if link.edge >= 0 and self.low[link.edge - 1] == ",":
            sister = self._climbed(sister)
            other, floor = self.groups.at(sister), self.floor(sister)
        outer = self.link(other, floor)
        if outer.kind == "coordinated" and outer.governor >= sister:
            return ASSERTED
        return self.context(sister, other, outer, floor)

    def _outermost(self, i: int, g: Group | None, link: Link, floor: int) -> Verdict:
        """At the edge of the clause: a question, an if-clause beside it, or the cue that reports it."""
        asked = self._asked(i) if link.kind == "root" else None
        if asked:
            return asked
        held = self.covering(i)
        if held is not None and link.kind != "relative" and self._reaches(held, i):
            muted = held[2].trigger == self._muted
            effect = self.tables.effects["report"] if muted else self.cue_effect(held[2], strict=True)
            if (effect is not None and effect.weight == "strong") or (
                effect is not None
                and effect.name in ("report", "note", "believe", "fear", "likely", "hope", "plan", "urge", "refuse", "possible", "unlikely")
            ):
                verdict = REPORTED if muted else self.apply(effect, held[2].trigger, self._trigger(held[2]))
                if link.kind == "root" or verdict.weight == "strong":
                    if verdict.label != "asserted":
                        return verdict
                    if link.kind == "root" and not link.consequent:
                        return self._condition(i, g, link, floor) or Verdict("asserted", 1, (), "report")
        if link.kind == "root":
            return self._condition(i, g, link, floor) or ASSERTED
        return ASSERTED

    def _reaches(self, held: tuple[int, int, Attribution], i: int) -> bool:
        """Whether the cue of a content can govern `i` though no word between says so: it comes later, in another sentence, or quotes."""
        begin, end = self.sentence(i)
        trigger = held[2].trigger
        if trigger >= held[0] or not begin <= trigger < end:
            return True
        return self.low[held[0] - 1] in (":", ",") or (self.low[held[0]] in ("``", "`") and "''" not in self.low[held[0] : i])

    def _trigger(self, a: Attribution) -> Verdict:
        tag = self.document.tags[a.trigger]
        if a.trigger in self._known or tag[:2] in ("VB", "NN"):
            return self.verdict(a.trigger)
        return ASSERTED

    def cue_effect(self, a: Attribution, strict: bool = False) -> Effect | None:
        """The effect of the cue of an attribution; `strict`: only in the frame that its content has, or with a clause."""
        row = self.cue_row(a, strict)
        return row[0] if row else None

    def cue_row(self, a: Attribution, strict: bool = False) -> tuple[Effect, str] | None:
        """Effect and act of a cue: by what its content begins with, failing that as the tables first list it."""
        first = self.low[a.contents[0][0]]
        tag = self.document.tags[a.trigger]
        part = "n" if tag[:2] == "NN" else "a" if tag[:2] in ("JJ", "RB") else "v"
        frame = (
            "whether"
            if first in ("whether", "if")
            else "wh"
            if first in ("how", "why", "what", "who")
            else "to"
            if first == "to"
            else "ing"
            if self.document.tags[a.contents[0][0]] == "VBG"
            else first
            if self.document.tags[a.contents[0][0]] == "IN" and first not in ("that",)
            else "that"
        )
        for b, e in a.cue:
            for k in range(b, e):
                if k != a.trigger and tag[:1] == "V" and self.document.tags[k][:2] == "NN":
                    found = self.tables.row(self.low[k], "n", frame) or self.tables.row(self.low[k], "n", "that")
                    if found and found[0].weight != "none":
                        return found
        word = self.low[a.trigger]
        if part in self.tables.signatures.get(word, {}):
            parts: tuple[str, ...] = (part,)
        else:
            parts = ("v", "n", "a", "p")
        begin = a.contents[0][0]
        for p in parts:
            for f in (
                (frame, "that")
                if strict
                else (frame, "np", "that")
                if tag[:1] == "V" and self.document.tags[begin] in ("DT", "JJ", "NN", "NNS", "PRP$") and self._trailing(a)
                else (frame, "that", "np")
            ):
                found = self.tables.row(word, p, f)
                if (
                    found
                    and found[0].name == "deny"
                    and not set(self.low[begin : begin + 6]).isdisjoint(self.tables.sets["clauses.willful"])
                ):
                    return self.tables.effects["refuse"], "communication"
                if found:
                    return found
        if strict:
            return None
        return next((row for p in parts if (row := self.tables.any_row(word, p))), None)

    def _asked(self, i: int) -> Verdict | None:
        """A question mark that closes the sentence or quotation of token `i`."""
        if not self._questions:
            return None
        low = self.low
        end = self.sentence(i)[1]
        for m in range(i + 1, min(end, i + 80)):
            if low[m] == "?":
                return Verdict("asked", 1, (m,), "strong")
            if low[m] in ("''", ".", "!", ";"):
                return None
        return None

    def _condition(self, i: int, g: Group | None, link: Link, floor: int) -> Verdict | None:
        """Whether the clause holds only under an if: the if beside it, or an inverted one."""
        if g is None or (g.modal and not g.perfect):
            return None
        low, tags = self.low, self.document.tags
        begin, end = self.sentence(i)
        start = max(begin, floor)
        if (
            low[start] in self.tables.sets["clauses.inverted_conditions"]
            and tags[start] in ("MD", "VBD")
            and "?" not in low[i:end]
            and "," in low[start:end]
        ):
            comma = low.index(",", start)
            if i < comma:
                return Verdict("conditional", 1, (start,), "strong")
        opens = low[start] in ("unless", "if", "provided", "assuming") or self.links._phrase(start) == "condition"
        if opens and (link.consequent or "," in low[start:i]):
            return Verdict("conditional", 1, (start,), "none")
        if tags[g.begin] in ("VBZ", "VBP", "MD", "NNS") or low[g.begin] in ("is", "are"):
            for m in range(i + 1, min(end, i + 30)):
                if low[m] in ("if", "unless") or (self.links._phrase(m) == "condition" and low[m - 1] != "as"):
                    if low[m - 1] != "," and self.links._left(m - 1, "wh", floor) is None:
                        return Verdict("conditional", 1, (m,), "none")
                    return None
                if low[m] in (",", ";", ".", "--", "that", "''") or tags[m] in ("VBZ", "VBP", "VBD", "MD"):
                    return None
        return None

    # --- nouns, adjectives ---------------------------------------------------------------------------------------------------------------

    def noun(self, i: int) -> Verdict:
        """The verdict on an event noun: its own modifiers, then what governs its phrase."""
        low, tags = self.low, self.document.tags
        floor = self.floor(i)
        begin = self.links.phrase_begin(i, floor)
        negated = False
        for k in range(begin, i):
            label = self.tables.modifiers.get(low[k])
            if label is not None and (tags[k] != "NN" or label):
                return (
                    Verdict(label, -1 if label in ("improbable", "denied") else 1, (k,))
                    if label != "denied"
                    else Verdict("asserted", -1, (k,))
                )
            if low[k] == "no" or (low[k] in ("few", "little") and (k == floor or low[k - 1] != "a")):
                negated = True
        if (begin > floor and low[begin] in ("``", "`")) or (begin < i and low[begin - 1] in ("``", "`")):
            return self._scare(begin, i) or self._phrase_verdict(i, begin, floor, negated)
        for k in range(begin, i):
            if low[k] in ("``", "`"):
                found = self._scare(k, i)
                if found:
                    return found
        return self._phrase_verdict(i, begin, floor, negated)

    def _scare(self, k: int, i: int) -> Verdict | None:
        mark = self.document.begins[k]
        if any(q.begin == mark and q.kind == "speech" for q in self.document.quotes):
            return None
        held = self.covering(i)
        if held is not None and held[2].trigger != i:
            return None
        for m in range(i + 1, min(i + 3, len(self.low))):
            if self.low[m] in ("''", "'"):
                return Verdict("claimed", 1, (i,)) if m - k <= 4 else None
        return None

    def _phrase_verdict(self, i: int, begin: int, floor: int, negated: bool) -> Verdict:
        v = self._governed(i, begin, floor)
        if negated and v.label == "asserted":
            return Verdict(v.label, -v.sign, v.cues)
        if negated and v.label == "possible":
            return Verdict("improbable", -1, v.cues)
        return v

    def _governed(self, i: int, begin: int, floor: int) -> Verdict:
        low, tags = self.low, self.document.tags
        k = begin - 1
        while k >= floor and (low[k] in ("``", "`") or (tags[k] == "RB" and k > floor and tags[k - 1][:2] == "VB")):
            k -= 1
        after = self._after(i)
        if after is not None:
            return after
        if k < floor:
            return self._edge(i, floor)
        if self._muted >= 0 and self._muted in (k, k - 1) and tags[k] != "CC":
            return ASSERTED
        tag = tags[k]
        if tag == "RP" and k > floor and tags[k - 1][:2] == "VB":
            found = self.links.signature(k - 1, "np")
            return self.apply(found[0], k - 1, self.verdict(k - 1)) if found else ASSERTED
        if tag in ("IN", "TO", "RP"):
            link = self.links.prepositional(k, floor, True)
            if link.kind == "embedded":
                return self.embedded(link)
            if link.kind == "without":
                return Verdict("asserted", -1, (k,))
            if link.kind == "head":
                return self.verdict(link.governor)
            if begin == i and low[k] == "for" and k > floor and tags[k - 1][:2] in ("VB", "JJ") and self.verdict(k - 1).sign < 0:
                return Verdict("asserted", -1, self.verdict(k - 1).cues)
            return ASSERTED
        if tag[:2] == "VB" and low[k] not in BE and low[k] not in DO:
            found = self.links.signature(k, "np")
            outer = self.verdict(k)
            if found and found[0].name in ("deny", "doubt", "refuse") and not self._through and self.links.signature(i, "that"):
                return ASSERTED
            if found and found[0].name == "deny" and low[i] in self.tables.sets["clauses.willful"]:
                found = self.tables.effects["refuse"], "v"
            if found and found[1] != "n":
                if found[0].weight == "none" and found[0].affirmed[0] == "asserted":
                    return ASSERTED
                return self.apply(found[0], k, outer)
            if outer.label in ("planned", "possible", "probable", "urged", "conditional", "improbable") and outer.sign > 0:
                return Verdict(outer.label, outer.sign, outer.cues)
            if (
                outer.sign < 0
                and (begin == i or tags[begin] not in ("DT", "PRP$", "NNP", "POS") or low[begin] in ("a", "an", "any"))
                and "POS" not in tags[begin:i]
            ):
                return Verdict(outer.label, -1, outer.cues)
            return ASSERTED
        if tag == "CC" or low[k] == ",":
            for m in range(k - 1, max(floor, k - 8) - 1, -1):
                if tags[m] in ("NN", "NNS"):
                    if tag == "CC":
                        return self._governed(m, self.links.phrase_begin(m, floor), floor)
                    break
                if tags[m][:2] == "VB":
                    break
        return self._edge(i, floor)

    def _edge(self, i: int, floor: int) -> Verdict:
        """A noun phrase that nothing in its clause governs: reported by a strong cue as its object, or plain."""
        held = self.covering(i)
        if held is not None and held[2].trigger != self._muted and held[0] >= self.links.phrase_begin(i, floor):
            effect = self.cue_effect(held[2])
            if effect is not None and effect.weight == "strong" and self._trailing(held[2]):
                return self.apply(effect, held[2].trigger, self._trigger(held[2]))
        return ASSERTED

    def _trailing(self, a: Attribution) -> bool:
        return not any(self.document.tags[k][:2] in ("VB", "MD") for k in range(*a.contents[0]))

    def _after(self, i: int) -> Verdict | None:
        """What is said of an event noun as subject: doubtful, unlikely, averted; or right after it: "a takeover unlikely"."""
        low, tags = self.low, self.document.tags
        n = len(low)
        m = i + 1
        if m < n and tags[m][:2] == "JJ":
            effect = self.tables.find(low[m], "a", "subj")
            if effect:
                return self.apply(effect, m, ASSERTED)
        if m < n and tags[m] in ("IN",):
            return None
        negated = False
        modal = False
        while (
            m < n
            and m < i + 8
            and (tags[m] in ("MD", "RB") or low[m] in BE or low[m] in ("has", "have", "had", "seems", "looks", "remains", "appears"))
        ):
            negated = negated or low[m] in ("not", "n't", "never")
            modal = modal or tags[m] == "MD"
            m += 1
        if m == i + 1 or m >= n:
            return None
        if negated and self._eventive(i):
            v = self.verdict(m if tags[m][:2] == "VB" else m - 1)
            return v if v.sign < 0 else None
        if tags[m][:2] == "JJ":
            effect = self.tables.find(low[m], "a", "subj")
            if effect and (m + 1 >= n or low[m + 1] not in ("to", "that")):
                return self.apply(effect, m, Verdict("asserted", -1 if negated else 1))
        if tags[m] in ("VBN", "VBD") and any(low[x] in BE for x in range(i + 1, m)):
            effect = self.tables.find(low[m], "p", "subj")
            if effect and (m + 1 >= n or low[m + 1] != "to"):
                outer = self.verdict(m)
                return self.apply(effect, m, outer)
        return None

    def _eventive(self, i: int) -> bool:
        """Whether the noun at `i` ends as names of events do and its phrase is new to the reader."""
        begin = self.links.phrase_begin(i, self.floor(i))
        if self.document.tags[begin] in ("DT", "PRP$") and self.low[begin] not in ("a", "an", "any"):
            return False
        return (
            self.low[i].endswith(tuple(self.tables.words["clauses"]["effect"]))
            and self.low[i] not in self.tables.sets["clauses.institutions"]
        )

    def adjective(self, i: int) -> Verdict:
        """The verdict on a predicative adjective or participle: that of the copula before it."""
        low, tags = self.low, self.document.tags
        floor = self.floor(i)
        k = i - 1
        negated = False
        while k >= floor and (tags[k][:2] == "RB" or low[k] in ("``", "as", "so", "too", "very", "more")):
            label = self.tables.words["adverbs"].get(low[k])
            if label:
                return Verdict(label, 1, (k,))
            negated = negated or low[k] in ("not", "n't", "never") or (low[k] == "longer" and low[k - 1] == "no")
            k -= 1
            if low[k] == "no" and low[k + 1] == "longer":
                k -= 1
        if k >= floor and tags[k][:2] == "VB":
            v = self.verdict(k)
            if negated and not self.groups.at(k).negations:
                return Verdict(v.label, -v.sign, v.cues, v.weight)
            return v
        return Verdict("asserted", -1 if negated else 1)


def places(words: list[str], wanted: Container[str]) -> list[int]:
    """Indices of the words wanted, in order."""
    return list(compress(range(len(words)), map(wanted.__contains__, words)))


def _by_begin(attributions: Sequence[Attribution]) -> list[tuple[int, int, Attribution]]:
    spans = [(b, e, a) for a in attributions for b, e in a.contents]
    spans.sort(key=lambda s: (s[0], -s[1]))
    return spans
