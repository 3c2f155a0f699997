"""The verb group of a predicate: its auxiliaries, modal, negation and adverbs, found leftwards from the verb."""

from __future__ import annotations

from dataclasses import dataclass

from attribution.certainty.tables import Tables
from attribution.model import Document

BE = frozenset(["be", "am", "is", "are", "was", "were", "been", "being", "'m", "'re", "'s", "ai", "get", "gets", "got", "getting"])
HAVE = frozenset(["have", "has", "had", "'ve", "'d", "having"])
DO = frozenset(["do", "does", "did"])
REACH = 16  # tokens that auxiliaries, adverbs and a parenthesis may take before their verb
_NOMINAL = frozenset(
    ["NN", "NNS", "NNP", "NNPS", "PRP", "DT", "IN", "JJ", "CC", "WDT", "WP", "CD", "EX", "."]
)  # end a group, but for a few words
_FORMS = {"VBD": "finite", "VBZ": "finite", "VBP": "finite", "MD": "finite", "VBG": "ger", "VBN": "part"}


@dataclass(slots=True)
class Group:
    """One verb group. `begin` is its first token; `form` is finite, inf (after to), ger, part (participle) or bare (base form)."""

    head: int
    begin: int
    form: str
    modal: str = ""
    modal_at: int = -1
    negations: tuple[int, ...] = ()
    adverbs: tuple[int, ...] = ()
    perfect: bool = False
    passive: bool = False


class Groups:
    """Verb groups of one document, each read once."""

    def __init__(self, document: Document, low: list[str], tables: Tables) -> None:
        self._tags, self._low, self._tables = document.tags, low, tables
        self._known: dict[int, Group] = {}
        self._modals = tables.words["modals"]
        self._hedges = tables.words["adverbs"]
        self._negators = tables.sets["negation.before_verb"]
        self._watched = tables.watched

    def at(self, i: int) -> Group:
        """The group whose head is the verb at token `i`."""
        group = self._known.get(i)
        if group is None:
            group = self._known[i] = self._read(i, max(0, i - REACH))
        return group

    def _read(self, i: int, floor: int) -> Group:
        tags, low = self._tags, self._low
        tag = tags[i]
        if tag[:1] != "V":
            tag = "VB" if self.after_auxiliary(i) else "VBN"
        g = Group(i, i, _FORMS.get(tag, "bare"))
        right = i
        j = i - 1
        watched = self._watched
        while j >= floor:
            word, tag = low[j], tags[j]
            if tag in _NOMINAL and word not in watched:
                break
            if tag == "MD" and word in self._modals:
                if j > 0 and tags[j - 1] in ("POS", "PRP$", "DT"):
                    break
                g.modal, g.modal_at, g.begin, g.form = word, j, j, "finite"
            elif tag == "TO" and right == g.begin and (tags[g.begin][0] in "VR`" or g.begin == i):
                if g.form == "inf" or (g.form == "finite" and tags[g.begin] not in ("VBP", "VBD", "VBN")):
                    break
                if g.form == "ger" and g.begin == i:
                    break
                g.form, g.begin = "inf", j
                if j - 1 >= floor and low[j - 1] in ("not", "never"):
                    g.negations += (j - 1,)
                    g.begin = j - 1
                break
            elif word in self._negators:
                g.negations += (j,)
                g.begin = j
            elif word in self._hedges:
                g.adverbs += (j,)
                g.begin = j
            elif tag[:2] == "RB":
                if word == "longer" and j > floor and low[j - 1] == "no":
                    g.negations += (j - 1,)
                    g.begin = j - 1
                    j -= 1
                g.begin = j
            elif tag[:2] == "VB" and (word in BE or word in HAVE or word in DO) and not g.modal:
                if not self._auxiliary(g, j, word, tag):
                    break
            elif word in ("``", "`") and j > floor and (tags[j - 1] in ("MD", "TO") or low[j - 1] in BE or low[j - 1] in HAVE):
                right = g.begin = j
                j -= 1
                continue
            elif word == "," and not g.modal:
                k = self._parenthesis(j, floor)
                if k < 0:
                    break
                right = g.begin
                j = k
                continue
            else:
                break
            right = g.begin
            j -= 1
        while (
            g.begin < i
            and tags[g.begin][:2] == "RB"
            and low[g.begin] not in self._hedges
            and low[g.begin] not in self._negators
            and g.form != "inf"
        ):
            g.begin += 1
        return g

    def after_auxiliary(self, i: int) -> bool:
        """Whether "do", "to" or a modal stands before token `i`, adverbs aside."""
        k = i - 1
        while k > 0 and (self._tags[k][:2] == "RB" or self._low[k] in self._hedges):
            k -= 1
        return k >= 0 and (self._low[k] in DO or self._tags[k] in ("MD", "TO"))

    def _auxiliary(self, g: Group, j: int, word: str, tag: str) -> bool:
        nearest = next((k for k in range(g.begin, g.head + 1) if self._tags[k][:2] == "VB"), g.head)
        next_tag = self._tags[nearest] if self._tags[nearest][:1] == "V" else "VB" if word in DO else "VBN"
        if word in HAVE:
            if (
                next_tag not in ("VBN", "VBD")
                and not (j > 0 and self._tags[j - 1] == "MD")
                and not (next_tag == "VB" and self._low[nearest] == "been")
            ):
                return False
            g.perfect = True
        elif word in BE:
            if next_tag not in ("VBG", "VBN", "VBD", "VBP"):
                return False
            g.passive = g.passive or (nearest == g.head and next_tag != "VBG")
        elif next_tag not in ("VB", "VBP"):
            return False
        g.begin = j
        g.form = _FORMS.get(tag, "bare")
        return True

    def _parenthesis(self, comma: int, floor: int) -> int:
        """The token before the comma that opens what closes at `comma`, where an auxiliary stands there; else -1."""
        for k in range(comma - 2, max(floor, comma - 9), -1):
            if self._low[k] == ",":
                return k - 1 if self._tags[k - 1] == "MD" or self._low[k - 1] in BE or self._low[k - 1] in HAVE else -1
        return -1
