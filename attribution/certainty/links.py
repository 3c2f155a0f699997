"""The links of infinitives, gerunds, prepositional phrases and base forms."""

from __future__ import annotations

from attribution.certainty.clauses import Clauses
from attribution.certainty.embedding import MARKS, NEAR, NOUNS, REACH, Link
from attribution.certainty.groups import BE, DO, HAVE, Group


class Links(Clauses):
    """Finds the link of any predicate in one document."""

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
            return self.embedded(link, k, (effects["pending"], "a"), "to")
        while k >= floor and (tags[k][:2] == "RB" or low[k] in ("order", "so", "as", "both", "either")) and self.signature(k, "to") is None:
            k -= 1
        if k < floor:
            return link
        word, tag = low[k], tags[k]
        if tag == "CC" or word == ",":
            m = self.earlier("to", k - 1, floor)
            if m >= 0 and tags[m + 1][:2] in ("VB", "RB"):
                head = next((x for x in range(m + 1, min(m + 5, k)) if tags[x][:2] == "VB" and tags[x + 1][:2] != "VB"), -1)
                if head >= 0:
                    return self.coordinated(link, head)
            if word == ",":
                return link
        if word in ("whether", "how", "what", "where", "when", "who", "which"):
            found = self.left(k - 1, "wh", floor)
            return self.embedded(link, k, found[1] if found else (effects["ask" if word == "whether" else "through"], "v"), "wh")
        if tag[:2] == "VB" and word in BE and word not in ("get", "got", "gets") and low[k - 1] not in ("it", "that", "this"):
            return self.embedded(link, k, (effects["plan"], "a"), "to")
        if word in ("had", "having", "'d"):
            return self.embedded(link, k, (effects["through"], "v"), "to")
        if word in HAVE:
            return self.embedded(link, k, (effects["need"], "v"), "to")
        if word == "used" and (k == 0 or low[k - 1] not in BE):
            return self.embedded(link, k, (effects["through"], "v"), "to")
        if word == "going" or word == "about":
            return self.embedded(link, k, (effects["plan"], "a"), "to")
        if tag[:2] == "JJ" and k > floor and low[k - 1] == "too":
            return self.embedded(link, k, (effects["reverse"], "a"), "to")
        if word in self._tables.sets["clauses.wishes"] and self._groups.at(k).modal:
            return self.embedded(link, k, (effects["want"], "v"), "to")
        taken = self.signature(k, "to")
        if taken:
            return self.embedded(link, k, taken, "to")
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
                return self.embedded(link, m, found, "oto") if found else link
            if m < k and tag[:2] in ("NN", "JJ") and low[m + 1] in ("by", "for", "among", "from", "of", "in"):
                found = self.signature(m, "to")
                if found:
                    return self.embedded(link, m, found, "to")
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
            earlier = self.earlier(p, m - 1, floor)
            if earlier > floor and tags[m] == "CC":
                return self.prepositional(earlier, floor, np)
            return link
        frame = p
        for x in range(m, max(floor, k - NEAR) - 1, -1):
            tag = tags[x]
            if tag[:2] in ("VB", "NN", "JJ", "RB", "IN", "RP"):
                found = self.signature(x, frame)
                if found and (x == m or tag[:2] == "VB" or (tag[:2] == "NN" and low[x + 1] in ("among", "by", "in", "on"))):
                    return self.embedded(link, x, found, frame)
                if tag[:2] == "VB" and not found and tag not in ("VBN", "VBG"):
                    return link
                if tag[:2] == "NN" and x == m and np and p == "of":
                    link.kind, link.governor, link.part = "head", x, "n"
                    return link
            elif tag in (",", ":", "CC", "WDT"):
                break
        if not np and p in ("by", "through", "while", "in"):
            link.kind, link.governor = "host", self.host(k - 1, floor)
            if link.governor < 0:
                link.kind = "adverbial"
        return link

    def host(self, k: int, floor: int) -> int:
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
                return self.embedded(link, k, found, "ing")
        if tag == "CC":
            for m in range(k - 1, max(floor, k - NEAR) - 1, -1):
                if tags[m] == tags[g.head] == "VBG":
                    return self.coordinated(link, m)
        if low[k] == ",":
            for m in range(k - 1, max(floor, k - REACH) - 1, -1):
                if tags[m][:2] == "VB" and self._groups.at(m).form == "finite":
                    link.kind, link.governor = "host", m
                    return link
        if tag in NOUNS or tag == "POS" or tag == "PRP$":
            for m in range(k, max(floor, k - 8) - 1, -1):
                if tags[m][:2] == "VB":
                    found = self.signature(m, "ing") if tags[m] not in ("VBG", "VBN") else None
                    return self.embedded(link, m, found, "ing") if found else link
                if low[m] in self._tables.sets["clauses.without"]:
                    return self.prepositional(m, floor, False)
                if tags[m] in ("IN", "TO"):
                    found = self.signature(m - 1, low[m]) if m > floor else None
                    return self.embedded(link, m - 1, found, low[m]) if found else link
        return link

    def base(self, g: Group, floor: int) -> tuple[Link, int]:
        """The link of a base form without "to" or modal; and the token of an auxiliary that stands before its subject, or -1."""
        tags, low = self._tags, self._low
        k = g.begin - 1
        while k >= floor and (low[k] in MARKS or tags[k] == "UH" or low[k] in self._tables.sets["clauses.please"]):
            k -= 1
        if k < floor or tags[k] == ":":
            return Link("imperative", edge=g.begin), -1
        if low[k] in DO and (k <= floor or low[k - 1] in (",", ";") or low[k - 1] in MARKS):
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
                        return self.coordinated(Link("coordinated"), m), -1
                    continue
                found = self.signature(m, "oto")
                if found and found[0].name in ("through", "factive", "feel"):
                    return self.embedded(Link("root"), m, found, "oto"), -1
                break
            if word == "that":
                break
        if tags[k] == "CC" or low[k] == ",":
            for m in range(k - 1, max(floor, k - REACH) - 1, -1):
                if tags[m] == "VB":
                    return self.coordinated(Link("coordinated"), m), -1
        return self.finite(g, floor), -1
