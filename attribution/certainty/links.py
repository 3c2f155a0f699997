"""What a predicate hangs on: leftwards from its verb group to the embedding word, the cue, or the edge of its clause."""

from __future__ import annotations

from dataclasses import dataclass

from attribution.certainty.groups import BE, DO, HAVE, Group, Groups
from attribution.certainty.tables import Effect, Tables
from attribution.model import Document

REACH = 60  # tokens a clause's subject may take
NEAR = 14  # tokens between an embedding word and the infinitive or gerund of its object
_NOUN = frozenset(["NN", "NNS", "NNP", "NNPS", "PRP", "CD", "EX"])
_INSIDE = frozenset(
    [
        "NN",
        "NNS",
        "NNP",
        "NNPS",
        "PRP",
        "CD",
        "DT",
        "JJ",
        "JJR",
        "JJS",
        "PRP$",
        "POS",
        "RB",
        "IN",
        "VBN",
        "VBG",
        "PDT",
        "RBS",
        "RBR",
        "$",
        "``",
        "''",
        "RP",
    ]
)
_INERT = frozenset(["IN", "RB", "TO", "RP", "RBR", "RBS"])  # passed on the way to the subject, but for a few words
_MARKS = frozenset(["``", "''", "`", "'", '"'])
_HEADS = frozenset(["NN", "NNS", "JJ", "NNP"])  # what a participle before it modifies …
_OPENS = frozenset(["DT", "PRP$", "JJ", "CD", "POS"])  # … where one of these stands before the participle
_NOMINATIVE = frozenset(["he", "she", "they", "i", "we", "it"])


@dataclass(slots=True)
class Link:
    """One step outward.

    kind      root (the sentence or the reported content), relative, adverbial, condition, purpose, embedded,
              coordinated, without, host, head, imperative
    governor  token of the embedding word or of the verb coordinated with; -1 without one
    effect    what the embedding word does
    part      of speech under which the tables list it
    negated   the subject denies ("nobody", "few")
    adverbs   sentence adverbs passed on the way
    consequent  the clause follows from an if-clause before it
    subject   first token of the subject, -1 where none was passed
    """

    kind: str
    governor: int = -1
    effect: Effect | None = None
    part: str = ""
    frame: str = ""
    negated: int = -1
    adverbs: tuple[int, ...] = ()
    consequent: bool = False
    subject: int = -1
    edge: int = -1


class Links:
    """Finds the link of any predicate in one document."""

    def __init__(self, document: Document, low: list[str], groups: Groups, tables: Tables) -> None:
        self._tags, self._low, self._groups, self._tables = document.tags, low, groups, tables
        self._norms = document.norms
        s = tables.sets
        self._conditional, self._adverbial = s["clauses.conditional"], s["clauses.adverbial"]
        self._relative = s["clauses.relative"]
        self._subjects, self._negators = s["negation.subjects"], s["negation.before_verb"]
        self._pseudo, self._unsaid = s["negation.pseudo_subjects"], s["clauses.pseudo_without"]
        self._hedges = tables.words["adverbs"]
        self._copulas = s["copula.words"]
        self._phrases: list[tuple[list[str], str]] = [
            (p.split(), kind)
            for kind, name in (("condition", "conditional_phrases"), ("purpose", "purpose_phrases"))
            for p in tables.words["clauses"][name]
        ]
        self._phrase_words = frozenset(w for words, _ in self._phrases for w in words)

    # --- embedding words -------------------------------------------------------------------------------------------------------------

    def signature(self, k: int, frame: str) -> tuple[Effect, str] | None:
        """The effect of token `k` in `frame` and the part of speech it has there; None where it embeds nothing so."""
        tag, word = self._tags[k], self._low[k]
        find = self._tables.find
        if k + 1 < len(self._tags) and self._tags[k + 1] in ("RP", "IN") and self._tags[k][:1] == "V":
            word = f"{word}-{self._low[k + 1]}"
            if word not in self._tables.signatures:
                word = self._low[k]
        if word not in self._tables.signatures:
            return None
        for part in self._parts(k, tag, frame):
            effect = find(word, part, frame)
            if effect is not None:
                return effect, part
        return None

    def _mistagged(self, k: int) -> tuple[Effect, str] | None:
        """A verb of saying or thinking that the tagger took for a noun: "Villagers *doubt* the firm will …"."""
        effect = self._tables.find(self._low[k], "v", "that")
        return (effect, "v") if effect and k > 0 and self._tags[k - 1] in _NOUN else None

    def _parts(self, k: int, tag: str, frame: str) -> tuple[str, ...]:
        if tag in ("VBN", "VBD"):
            if tag == "VBN" and (self._groups.at(k).passive or self._groups.at(k).form == "part"):
                return ("p", "a", "v") if frame != "that" or self._groups.at(k).passive else ("v", "p", "a")
            if tag == "VBD" and self._groups.at(k).passive:
                return ("p", "a", "v")
            return ("v", "a", "p") if frame == "to" else ("v", "a")
        if tag[:1] == "V":
            return ("v",)
        if tag[:2] == "NN":
            verbal = frame in ("that", "to") and k > 0 and self._tags[k - 1] in ("NN", "NNS", "NNP", "NNPS", "RB", "PRP", "MD", "TO")
            return ("n", "v") if verbal else ("n",)
        if tag[:2] in ("JJ", "RB", "IN"):
            return ("a", "p") if self._low[k].endswith(("ed", "t", "n")) else ("a",)
        return ()

    def _verb_floor(self, k: int) -> int:
        return max(0, k - 12)

    # --- finite clauses ----------------------------------------------------------------------------------------------------------------

    def finite(self, g: Group, floor: int) -> Link:
        """The link of a finite verb group: through its subject to what introduces the clause."""
        tags, low = self._tags, self._low
        j = g.begin - 1
        link = Link("root")
        pending, nominal, cc, comma, closed = 0, False, -1, False, False
        least = max(floor, g.begin - REACH)
        if j > floor and low[j] in (",", "--", "-"):
            k = self._mark_before(j, least)
            if k > floor and tags[k + 1] != "CC":
                j = k - 1
        while j >= least:
            word, tag = low[j], tags[j]
            if tag in _INERT and word not in self._tables.watched:
                j -= 1
                continue
            if tag == "VBZ" and tags[j + 1] == "MD" and j > floor and tags[j - 1] in ("NN", "JJ", "NNP"):
                tag = "NNS"
            if tag in ("NN", "NNS") and nominal and not comma and tags[j + 1] in ("DT", "PRP", "PRP$") and (verb := self._mistagged(j)):
                return self._embedded(link, j, verb, "that")
            if tag in _NOUN:
                if closed and not comma and tags[self.phrase_begin(j, floor) - 1] == "IN" and self.phrase_begin(j, floor) > floor:
                    closed = False
                elif closed and not comma:
                    found = self.signature(j, "that")
                    if found and found[1] == "n":
                        return self._embedded(link, j, found, "that")
                    link.kind = "relative"
                    return link
                nominal = True
                if not comma and not pending:
                    link.subject = j
                    if word in self._subjects and low[j + 1] not in self._pseudo:
                        link.negated = j
                    closed = word in _NOMINATIVE and tag == "PRP"
            elif tag == "DT" or tag == "PRP$" or tag[:2] == "JJ" or tag == "POS" or tag == "PDT":
                if word == "that" and (j == g.begin - 1 or tags[j + 1] in ("PRP", "DT", "PRP$", "NNP", "NNPS")):
                    return self._that(link, j, g, floor)
                if not comma and not pending:
                    link.subject = j
                    nominal = nominal or tag == "DT"
                    if word in self._subjects and low[j - 1] not in ("a", "only") and low[j + 1] not in self._pseudo:
                        link.negated = j
            elif tag[:2] == "VB" or tag == "MD":
                v = self._groups.at(j)
                if (
                    tag in ("VBN", "VBG")
                    and v.begin == j
                    and (tags[j + 1] in _HEADS or low[j + 1] == "``")
                    and j > floor
                    and tags[j - 1] in _OPENS
                ):
                    j -= 1
                    continue
                if nominal or closed:
                    found = self.signature(j, "that")
                    relative = v.begin > floor and low[v.begin - 1] in self._relative
                    if found and found[1] != "n" and not comma and not (relative and pending == 0 and not closed) and cc < 0:
                        return self._embedded(link, j, found, "that")
                    if found and cc >= 0 and not comma and not relative:
                        return self._embedded(link, j, found, "that")
                    if cc >= 0 and v.form in ("finite", "part") and not pending:
                        return self._coordinated(link, j)
                    if closed and not comma and not found and v.form in ("finite", "inf", "ger"):
                        link.kind = "relative" if tags[j + 1] in _NOUN else link.kind
                elif cc >= 0 and (v.form == g.form or v.form in ("finite", "part")):
                    link.edge = cc
                    return self._coordinated(link, j)
                if v.form == "finite" or (v.form == "part" and tags[j] == "VBD"):
                    pending += 1
                j = v.begin - 1
                continue
            elif word == "," or word == ";":
                if cc < 0 and word == "," and not nominal and j == g.begin - 1:
                    comma = True
                comma = True
                if word == ";":
                    return link
            elif tag == "CC":
                if word == "nor" and not comma:
                    link.negated = j
                if nominal and word in ("and", "but") and not pending and low[j - 1] == ",":
                    return link
                if not pending:
                    cc = j
                if j == g.begin - 1 or (link.adverbs and not nominal):
                    cc = j
                if low[j] in ("either", "both", "neither"):
                    cc = -1
                    if word == "neither" and not comma:
                        link.negated = j
            elif word == "that":
                if pending:
                    pending -= 1
                else:
                    return self._that(link, j, g, floor)
            elif word in self._conditional or word in self._adverbial or word == "whether" or tag in ("WDT", "WP", "WRB", "WP$"):
                step = self._introduced(link, j, g, floor, pending, nominal, comma)
                if step is not None:
                    return step
                if pending:
                    pending -= 1
            elif word in self._hedges and not comma and tags[j + 1][:2] not in ("JJ", "VB", "CD"):
                if j == floor or low[j - 1] in (",", "and", "but", "or", "that") or low[j - 1] in _MARKS:
                    link.adverbs += (j,)
            elif word in self._negators and tags[j + 1] in ("DT", "NN", "NNS", "JJ") and not pending:
                link.negated = j
            elif word in _MARKS or tag in ("``", "''"):
                if word in ("``", "`", '"') and self._norms[j + 1][:1].isupper() and tags[j + 1] not in ("NNP", "NNPS"):
                    return link
            elif tag in (":", ".") and word not in ("--", "-"):
                return link
            j -= 1
        return link

    def _introduced(self, link: Link, j: int, g: Group, floor: int, pending: int, nominal: bool, comma: bool) -> Link | None:
        """A subordinator or wh-word at `j`: the link if it introduces this clause, None if it belongs to one passed."""
        tags, low = self._tags, self._low
        word, tag = low[j], tags[j]
        if word == "as" and low[j - 1] == "such":
            return None
        if word in self._conditional and not (word == "provided" and tag == "VBD"):
            if pending or comma:
                link.consequent = True
                return None
            found = self._left(j - 1, "wh", floor) if word == "if" else None
            if found and (found[1][0].weight == "strong" or found[1][0].name == "known" or found[0] == j - 1):
                return self._embedded(link, *found, "wh")
            link.kind = "condition"
            return link
        if word == "as" and self._phrase(j) == "condition":
            if pending:
                link.consequent = True
                return None
            link.kind = "condition"
            return link
        if pending:
            return None
        if tag in ("WDT", "WP", "WRB", "WP$") or word in ("whether", "whom"):
            return self._wh(link, j, g, floor, nominal)
        if comma:
            return None
        phrase = self._phrase(j)
        if phrase:
            link.kind = phrase
            return link
        if (
            nominal
            and tag in ("IN", "RB", "WRB", "NN")
            and not (word in ("since", "before", "after", "until", "as", "than") and tags[j + 1] == "CD")
        ):
            link.kind, link.edge = "adverbial", j
            if j > floor and low[j - 1] in self._hedges:
                link.adverbs += (j - 1,)
            return link
        return None

    def _wh(self, link: Link, j: int, g: Group, floor: int, nominal: bool) -> Link | None:
        word, tag = self._low[j], self._tags[j]
        if tag == "WDT" or word in ("whom", "whose") or (word == "who" and j > floor and self._tags[j - 1] in _NOUN):
            link.kind = "relative"
            return link
        found = self._left(j - 1, "whether" if word == "whether" else "wh", floor)
        if found:
            return self._embedded(link, *found, "wh")
        if word == "whether":
            return self._embedded(link, -1, (self._tables.effects["unknown"], "a"), "wh")
        first = j <= floor or self._low[j - 1] in _MARKS
        link.kind = "root" if first else "relative" if tag == "WP" else "adverbial"
        link.edge = j
        return link

    def _phrase(self, j: int) -> str:
        """The kind of a conjunction of several words that ends or stands at `j`."""
        if self._low[j] not in self._phrase_words:
            return ""
        for words, kind in self._phrases:
            for at in range(len(words)):
                if words[at] == self._low[j] and self._low[j - at : j - at + len(words)] == words:
                    return kind
        return ""

    def _that(self, link: Link, j: int, g: Group, floor: int) -> Link:
        """`that` at token `j`: complement of a verb, adjective or noun before it, or a relative clause."""
        tags, low = self._tags, self._low
        gap = link.subject < 0  # no subject between: a relative clause
        k = j - 1
        if k < floor:
            return link
        if k > floor and (tags[k] == "CC" or (low[k] == "," and tags[k - 1] != "RB")):
            earlier = self._earlier("that", k - 1, floor)
            if earlier >= 0:
                return self._that(link, earlier, g, floor)
        if low[k] == "provided":
            link.kind = "condition"
            return link
        if (gap and tags[k] in _NOUN and tags[j] == "WDT") or (gap and tags[k][:2] == "NN"):
            link.kind = "relative"
            return link
        found = self._left(k, "that", floor)
        if found is None:
            link.kind = "adverbial" if tags[k][:2] in ("JJ", "RB") else "relative"
            link.edge = j
            if low[k] == "so":
                link.kind = "purpose"
            return link
        return self._embedded(link, *found, "that")

    def _earlier(self, word: str, k: int, floor: int) -> int:
        for m in range(k, max(floor, k - REACH) - 1, -1):
            if self._low[m] == word:
                return m
        return -1

    def _left(self, k: int, frame: str, floor: int) -> tuple[int, tuple[Effect, str]] | None:
        """The embedding word at or before `k`, past prepositional phrases and objects; nouns only where they stand next."""
        tags, low = self._tags, self._low
        first = True
        quiet = False
        for m in range(k, max(floor, k - NEAR) - 1, -1):
            tag = tags[m]
            if first and tag in ("RB", "IN", "RP") and not (tag == "IN" and self.signature(m, frame)):
                if low[m] == "so" or (tag == "IN" and low[m] not in ("about", "on", "over", "of", "as", "to", "out")):
                    quiet = quiet or low[m] == "so"
                continue
            if tag[:2] in ("VB", "JJ") or (tag[:2] == "NN" and (first or low[m + 1] in ("by", "among", "on", "in", "from", "at", "with"))):
                found = self.signature(m, frame)
                if found and tag[:2] == "NN" and frame == "that" and found[0].weight == "none":
                    outer = self._saying(m, floor)
                    if outer is not None:
                        return outer
                if found and not (tag[:2] == "JJ" and not first):
                    return m, found
                if tag[:2] == "VB" and tag not in ("VBN", "VBG"):
                    return None
            elif low[m] in (";", ":") or (tag in ("CC", "WDT", "WP") and not first):
                return None
            if low[m] == "," and m != k and frame != "that":
                return None
            first = False
        return None

    def _saying(self, noun: int, floor: int) -> tuple[int, tuple[Effect, str]] | None:
        """The verb of "confirmed in a statement that", where the noun at `noun` only names the medium."""
        k = self.phrase_begin(noun, floor) - 1
        if k > floor and self._tags[k] == "IN" and self._tags[k - 1][:2] == "VB":
            found = self.signature(k - 1, "that")
            return (k - 1, found) if found else None
        return None

    # --- infinitives, gerunds, base forms ------------------------------------------------------------------------------------------------

    def infinitive(self, g: Group, floor: int) -> Link:
        """The link of "to" and a verb."""
        tags, low = self._tags, self._low
        effects = self._tables.effects
        link = Link("purpose", edge=g.begin)
        k = g.begin - 1
        if low[floor] == "were" and "," in low[k : k + 20]:
            link.kind = "condition"
            return link
        if k > floor and low[k] == "order" and low[k - 1] == "in":
            return link
        if k >= floor and low[k] == "yet" and any(w in HAVE or w in BE for w in low[max(floor, k - 3) : k]):
            return self._embedded(link, k, (effects["pending"], "a"), "to")
        while k >= floor and (tags[k][:2] == "RB" or low[k] in ("order", "so", "as", "both", "either")) and self.signature(k, "to") is None:
            k -= 1
        if k < floor:
            return link
        word, tag = low[k], tags[k]
        if tag == "CC" or word == ",":
            m = self._earlier("to", k - 1, floor)
            if m >= 0 and tags[m + 1][:2] in ("VB", "RB"):
                head = next((x for x in range(m + 1, min(m + 5, k)) if tags[x][:2] == "VB" and tags[x + 1][:2] != "VB"), -1)
                if head >= 0:
                    return self._coordinated(link, head)
            if word == ",":
                return link
        if word in ("whether", "how", "what", "where", "when", "who", "which"):
            found = self._left(k - 1, "wh", floor)
            return self._embedded(link, k, found[1] if found else (effects["ask" if word == "whether" else "through"], "v"), "wh")
        if tag[:2] == "VB" and word in BE and word not in ("get", "got", "gets") and low[k - 1] not in ("it", "that", "this"):
            return self._embedded(link, k, (effects["plan"], "a"), "to")
        if word in ("had", "having", "'d"):
            return self._embedded(link, k, (effects["through"], "v"), "to")
        if word in HAVE:
            return self._embedded(link, k, (effects["need"], "v"), "to")
        if word == "used" and (k == 0 or low[k - 1] not in BE):
            return self._embedded(link, k, (effects["through"], "v"), "to")
        if word == "going" or word == "about":
            return self._embedded(link, k, (effects["plan"], "a"), "to")
        if tag[:2] == "JJ" and k > floor and low[k - 1] == "too":
            return self._embedded(link, k, (effects["reverse"], "a"), "to")
        if word in self._tables.sets["clauses.wishes"] and self._groups.at(k).modal:
            return self._embedded(link, k, (effects["want"], "v"), "to")
        taken = self.signature(k, "to")
        if taken:
            return self._embedded(link, k, taken, "to")
        return self._object_infinitive(link, k, floor)

    def _object_infinitive(self, link: Link, k: int, floor: int) -> Link:
        tags, low = self._tags, self._low
        for m in range(k, max(floor, k - NEAR) - 1, -1):
            tag = tags[m]
            if tag[:2] == "VB":
                passive = self._groups.at(m).passive
                found = self.signature(m, "to" if passive else "oto")
                if found is None and low[m] in BE:
                    continue
                if found is None and tag in ("VBN", "VBG"):
                    continue
                return self._embedded(link, m, found, "oto") if found else link
            if m < k and tag[:2] in ("NN", "JJ") and low[m + 1] in ("by", "for", "among", "from", "of", "in"):
                found = self.signature(m, "to")
                if found:
                    return self._embedded(link, m, found, "to")
            if low[m] in (",", ";", ":") or (tag == "CC" and m == k):
                return link
        return link

    def prepositional(self, k: int, floor: int, np: bool) -> Link:
        """The link of what follows the preposition at `k`: a gerund, or a noun phrase (`np`)."""
        tags, low = self._tags, self._low
        link = Link("adverbial", edge=k)
        p = low[k]
        if p in self._tables.sets["clauses.without"] or (low[k - 1] in self._tables.sets["clauses.without"] and p in ("of", "than")):
            if low[k + 1] in self._unsaid:
                return link
            link.kind = "without" if not np or p == "without" else "adverbial"
            return link
        m = k - 1
        if m < floor:
            return link
        if tags[m] == "CC" or low[m] == ",":
            earlier = self._earlier(p, m - 1, floor)
            if earlier > floor and tags[m] == "CC":
                return self.prepositional(earlier, floor, np)
            return link
        frame = p
        for x in range(m, max(floor, k - NEAR) - 1, -1):
            tag = tags[x]
            if tag[:2] in ("VB", "NN", "JJ", "RB", "IN", "RP"):
                found = self.signature(x, frame)
                if found and (x == m or tag[:2] == "VB" or (tag[:2] == "NN" and low[x + 1] in ("among", "by", "in", "on"))):
                    return self._embedded(link, x, found, frame)
                if tag[:2] == "VB" and not found and tag not in ("VBN", "VBG"):
                    return link
                if tag[:2] == "NN" and x == m and np and p == "of":
                    link.kind, link.governor, link.part = "head", x, "n"
                    return link
            elif tag in (",", ":", "CC", "WDT"):
                break
        if not np and p in ("by", "through", "while", "in"):
            link.kind, link.governor = "host", self._host(k - 1, floor)
            if link.governor < 0:
                link.kind = "adverbial"
        return link

    def _host(self, k: int, floor: int) -> int:
        """The finite verb or infinitive before `k` whose clause an adverbial belongs to."""
        for m in range(k, max(floor, k - 20) - 1, -1):
            if self._tags[m][:2] == "VB" and self._groups.at(m).form in ("finite", "inf"):
                return m
        return -1

    def gerund(self, g: Group, floor: int) -> Link:
        """The link of a gerund or participle without an auxiliary."""
        tags, low = self._tags, self._low
        k = g.begin - 1
        link = Link("adverbial", edge=g.begin)
        if k < floor:
            return link
        tag = tags[k]
        if low[k] == "that":
            return link
        if tag in ("IN", "TO"):
            return self.prepositional(k, floor, False)
        if tag == "RP":
            k -= 1
            tag = tags[k]
        if tag[:2] in ("VB", "JJ"):
            found = self.signature(k, "ing")
            if found:
                return self._embedded(link, k, found, "ing")
        if tag == "CC":
            for m in range(k - 1, max(floor, k - NEAR) - 1, -1):
                if tags[m] == tags[g.head] == "VBG":
                    return self._coordinated(link, m)
        if low[k] == ",":
            for m in range(k - 1, max(floor, k - REACH) - 1, -1):
                if tags[m][:2] == "VB" and self._groups.at(m).form == "finite":
                    link.kind, link.governor = "host", m
                    return link
        if tag in _NOUN or tag == "POS" or tag == "PRP$":
            for m in range(k, max(floor, k - 8) - 1, -1):
                if tags[m][:2] == "VB":
                    found = self.signature(m, "ing") if tags[m] not in ("VBG", "VBN") else None
                    return self._embedded(link, m, found, "ing") if found else link
                if low[m] in self._tables.sets["clauses.without"]:
                    return self.prepositional(m, floor, False)
                if tags[m] in ("IN", "TO"):
                    found = self.signature(m - 1, low[m]) if m > floor else None
                    return self._embedded(link, m - 1, found, low[m]) if found else link
        return link

    def base(self, g: Group, floor: int, questioned: bool) -> tuple[Link, int]:
        """The link of a base form without "to" or modal; and the token of an auxiliary that stands before its subject, or -1."""
        tags, low = self._tags, self._low
        k = g.begin - 1
        while k >= floor and (low[k] in _MARKS or tags[k] == "UH" or low[k] in self._tables.sets["clauses.please"]):
            k -= 1
        if k < floor or tags[k] == ":":
            return Link("imperative", edge=g.begin), -1
        if low[k] in DO and (k <= floor or low[k - 1] in (",", ";") or low[k - 1] in _MARKS):
            return Link("imperative", edge=k), -1
        if (
            tags[k] in ("NNP", "PRP")
            and self._norms[g.head] == low[g.head]
            and (k <= floor or (tags[k - 1][:2] not in ("VB", "MD") and low[k - 1] not in DO))
        ):
            shares = any(self.signature(m, "oto") for m in range(k - 1, max(floor, k - 6) - 1, -1) if tags[m][:2] == "VB")
            if (
                not shares
                and "that" not in low[max(floor, k - 6) : k]
                and not any(tags[m] == "MD" or low[m] in DO for m in range(max(floor, k - 4), k))
            ):
                return self.finite(g, floor), -1
        for m in range(k, max(floor, k - 9) - 1, -1):
            tag, word = tags[m], low[m]
            if tag[:2] == "VB" or tag == "MD":
                v = self._groups.at(m)
                if m < k and (word in DO or tag == "MD") and tags[m + 1] in ("PRP", "DT", "NNP", "NN", "NNS", "PRP$", "JJ"):
                    return self.finite(Group(g.head, m, "finite"), floor), m
                if tags[k] == "CC" or low[k] == ",":
                    if tag in ("VB", "VBP", "NN") and v.form in ("inf", "finite", "bare"):
                        return self._coordinated(Link("coordinated"), m), -1
                    continue
                found = self.signature(m, "oto")
                if found and found[0].name in ("through", "factive", "feel"):
                    return self._embedded(Link("root"), m, found, "oto"), -1
                break
            if word == "that":
                break
        if tags[k] == "CC" or low[k] == ",":
            for m in range(k - 1, max(floor, k - REACH) - 1, -1):
                if tags[m] == "VB":
                    return self._coordinated(Link("coordinated"), m), -1
        return self.finite(g, floor), -1

    # --- nouns ---------------------------------------------------------------------------------------------------------------------------

    def phrase_begin(self, i: int, floor: int) -> int:
        """First token of the noun phrase whose noun is at `i`."""
        tags = self._tags
        j = i
        while j > floor and i - j < 10:
            tag = tags[j - 1]
            if tag in ("JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "CD", "VBN", "VBG", "``", "POS", "$") or self._low[j - 1] in (
                "``",
                "so-called",
                "`",
            ):
                if tag in ("VBG", "VBN") and j - 2 >= floor and tags[j - 2] not in ("DT", "PRP$", "JJ", "IN", "POS", "``"):
                    break
                if (tag == "NNS" and tags[j] == "JJ") or (tag in ("NNP", "NNPS") and tags[j][:1] != "N" and tags[j] != "POS"):
                    break
                j -= 1
                continue
            if tag in ("DT", "PRP$", "PDT", "WP$"):
                return j - 1
            if tag in ("RB", "RBR", "JJR") and j - 2 >= floor and tags[j - 2] in ("DT", "PRP$"):
                return j - 2
            break
        return j

    def _embedded(self, link: Link, governor: int, found: tuple[Effect, str], frame: str) -> Link:
        link.kind, link.governor, link.effect, link.part, link.frame = "embedded", governor, found[0], found[1], frame
        return link

    def _coordinated(self, link: Link, governor: int) -> Link:
        link.kind, link.governor = "coordinated", governor
        return link

    def _mark_before(self, j: int, least: int) -> int:
        """The comma or dash that opens the parenthesis which the one at `j` closes; -1 without one."""
        for k in range(j - 1, max(least, j - 45) - 1, -1):
            if self._low[k] == self._low[j]:
                return k
        return -1
