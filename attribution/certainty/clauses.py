"""The link of a finite verb: leftwards through its subject to what introduces its clause."""

from __future__ import annotations

from attribution.certainty.embedding import MARKS, NOUNS, REACH, VERBAL, Embedding, Link
from attribution.certainty.groups import Group

_INERT = frozenset(["IN", "RB", "TO", "RP", "RBR", "RBS"])  # passed on the way to the subject, but for a few words
_BEFORE_NOUN = frozenset(["DT", "PRP$", "JJ", "JJR", "JJS", "POS", "PDT"])
_HEADS = frozenset(["NN", "NNS", "JJ", "NNP"])  # what a participle before it modifies …
_OPENS = frozenset(["DT", "PRP$", "JJ", "CD", "POS"])  # … where one of these stands before the participle
_NOMINATIVE = frozenset(["he", "she", "they", "i", "we", "it"])


class Clauses(Embedding):
    """Finds the links of finite clauses."""

    def finite(self, g: Group, floor: int) -> Link:
        """The link of a finite verb group: through its subject to what introduces the clause."""
        tags, low = self._tags, self._low
        j = g.begin - 1
        link = Link("root")
        pending, nominal, cc, comma, closed = 0, False, -1, False, False
        least = max(floor, g.begin - REACH)
        if j > floor and low[j] in (",", "--", "-"):
            k = self.mark_before(j, least)
            if k > floor and tags[k + 1] != "CC":
                j = k - 1
        watched = self._tables.watched
        while j >= least:
            word, tag = low[j], tags[j]
            if tag in _INERT and word not in watched:
                j -= 1
                continue
            if tag == "VBZ" and tags[j + 1] == "MD" and j > floor and tags[j - 1] in ("NN", "JJ", "NNP"):
                tag = "NNS"
            if tag in NOUNS:
                if nominal and not comma and tags[j + 1] in ("DT", "PRP", "PRP$") and tag in ("NN", "NNS") and (verb := self._mistagged(j)):
                    return self.embedded(link, j, verb, "that")
                if closed and not comma:
                    begin = self.phrase_begin(j, floor)
                    closed = tags[begin - 1] != "IN" or begin <= floor
                if closed and not comma:
                    found = self.signature(j, "that")
                    if found and found[1] == "n":
                        return self.embedded(link, j, found, "that")
                    link.kind = "relative"
                    return link
                nominal = True
                if not comma and not pending:
                    link.subject = j
                    if word in self._subjects and low[j + 1] not in self._pseudo:
                        link.negated = j
                    closed = word in _NOMINATIVE and tag == "PRP"
            elif tag in _BEFORE_NOUN:
                if word == "that" and (j == g.begin - 1 or tags[j + 1] in ("PRP", "DT", "PRP$", "NNP", "NNPS")):
                    return self._that(link, j, g, floor)
                if not comma and not pending:
                    link.subject = j
                    nominal = nominal or tag == "DT"
                    if word in self._subjects and low[j - 1] not in ("a", "only") and low[j + 1] not in self._pseudo:
                        link.negated = j
            elif tag in VERBAL:
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
                        return self.embedded(link, j, found, "that")
                    if found and cc >= 0 and not comma and not relative:
                        return self.embedded(link, j, found, "that")
                    if cc >= 0 and v.form in ("finite", "part") and not pending:
                        return self.coordinated(link, j)
                    if closed and not comma and not found and v.form in ("finite", "inf", "ger"):
                        link.kind = "relative" if tags[j + 1] in NOUNS else link.kind
                elif cc >= 0 and (v.form == g.form or v.form in ("finite", "part")):
                    link.edge = cc
                    return self.coordinated(link, j)
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
                if j == floor or low[j - 1] in (",", "and", "but", "or", "that") or low[j - 1] in MARKS:
                    link.adverbs += (j,)
            elif word in self._negators and tags[j + 1] in ("DT", "NN", "NNS", "JJ") and not pending:
                link.negated = j
            elif word in MARKS or tag in ("``", "''"):
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
            found = self.left(j - 1, "wh", floor) if word == "if" else None
            if found and (found[1][0].weight == "strong" or found[1][0].name == "known" or found[0] == j - 1):
                return self.embedded(link, *found, "wh")
            link.kind = "condition"
            return link
        if word == "as" and self.phrase(j) == "condition":
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
        phrase = self.phrase(j)
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
        if tag == "WDT" or word in ("whom", "whose") or (word == "who" and j > floor and self._tags[j - 1] in NOUNS):
            link.kind = "relative"
            return link
        found = self.left(j - 1, "whether" if word == "whether" else "wh", floor)
        if found:
            return self.embedded(link, *found, "wh")
        if word == "whether":
            return self.embedded(link, -1, (self._tables.effects["unknown"], "a"), "wh")
        first = j <= floor or self._low[j - 1] in MARKS
        link.kind = "root" if first else "relative" if tag == "WP" else "adverbial"
        link.edge = j
        return link

    def _that(self, link: Link, j: int, g: Group, floor: int) -> Link:
        """`that` at token `j`: complement of a verb, adjective or noun before it, or a relative clause."""
        tags, low = self._tags, self._low
        gap = link.subject < 0  # no subject between: a relative clause
        k = j - 1
        if k < floor:
            return link
        if k > floor and (tags[k] == "CC" or (low[k] == "," and tags[k - 1] != "RB")):
            earlier = self.earlier("that", k - 1, floor)
            if earlier >= 0:
                return self._that(link, earlier, g, floor)
        if low[k] == "provided":
            link.kind = "condition"
            return link
        if (gap and tags[k] in NOUNS and tags[j] == "WDT") or (gap and tags[k][:2] == "NN"):
            link.kind = "relative"
            return link
        found = self.left(k, "that", floor)
        if found is None:
            link.kind = "adverbial" if tags[k][:2] in ("JJ", "RB") else "relative"
            link.edge = j
            if low[k] == "so":
                link.kind = "purpose"
            return link
        return self.embedded(link, *found, "that")
