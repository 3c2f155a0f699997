"""The subject with which a sentence begins, where clauses part it from its verb: A man *who fell when the wall gave way* | said."""

from __future__ import annotations

from collections.abc import Mapping

from attribution.rulebook.alphabets import QUOTE, STOP, read_grammar
from attribution.rulebook.rules import Files

Range = tuple[int, int]
_FAR = 40  # chunks from a relative word in which the main verb is sought


class Heavy:
    """Reads a sentence, given as chunks, from its beginning: each clause that opens waits for a verb, and the first verb for which none
    waits is the main one."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._nouns, self._verbs, self._hanging = frozenset(names["N"]), frozenset(names["VERB"]), frozenset(names["OF"])
        self._governing = frozenset(names["P"] + names["VERB"] + names["PART"] + names["GER"] + names["INF"])
        self._before = self._nouns | self._hanging | frozenset(names["P"] + names["and"] + names["but"] + names[","] + names["TIME"])
        self._names, self._what = frozenset(names["NAME"]), frozenset(names["what"])
        self._subjects = self._nouns | frozenset(names["PRON"] + names["it"] + names["DEM"] + names["THERE"])
        self._opening = frozenset(names["who"] + names["that"] + names["whose"] + names["wh"] + names["if"] + names["while"])
        self._maybe = frozenset(names["after"] + names["as"] + names["than"])
        self._reporting = frozenset(names["SPEAKS"] + names["MINDED"])
        self._gerunds = frozenset(names["GER"])
        self._participles, self._between = frozenset(names["PART"] + names["GER"]), frozenset(names["ADV"] + names["TIME"])
        self._joining, self._comma = frozenset(names["and"] + names["but"]), names[","]
        self._parting = self._opening | self._participles | self._subjects | self._hanging | {self._comma}
        self._ending = self._verbs | self._opening | frozenset(names["."] + names["semicolon"] + QUOTE)
        self._breaking = frozenset(names["colon"] + names["dash"] + names["semicolon"] + names["("] + names["."] + QUOTE)

    def subject(self, symbols: str, verb: int, low: int) -> Range | None:
        """The subject of the verb chunk `verb` if that is the main verb of the sentence which begins at `low`, and reports, and clauses
        stand between; where a name is set beside it at the end, the name: the firm that runs it, | Kestrel, | said."""
        begin = low + (symbols[low] in self._joining)
        if symbols[verb] not in self._reporting or symbols[begin] not in self._nouns or self._has_its_own(symbols, verb, begin):
            return None
        end = self._phrase_end(symbols, begin)
        if symbols[end] not in self._parting or symbols[end + 1] in self._what or not self._is_main(symbols, verb, end):
            return None
        if verb - 3 > end and symbols[verb - 1] == symbols[verb - 3] == self._comma and symbols[verb - 2] in self._nouns:
            return (verb - 2, verb - 1) if symbols[verb - 2] in self._names else None
        named = symbols[end] == symbols[end + 2] == self._comma and symbols[end + 1] in self._names and symbols[begin] not in self._names
        return begin, end + 2 if named else end  # The envoy, Ann Holm, | called for calm and said

    def main_verb(self, symbols: str, begin: int, high: int, waiting: int) -> int | None:
        """The main verb of a sentence behind what its subject is said to have said, which begins at `begin` and for which `waiting` verbs
        are due: A man who said | he was ill | has been jailed. None where another sentence or clause begins before, or it is far."""
        for k in range(begin, min(high, begin + _FAR)):
            if symbols[k] in self._breaking:
                return None
            if symbols[k] in self._verbs:
                if not waiting and not self._is_joined(symbols, k):
                    return k
                waiting = max(waiting - 1, 0)
            waiting += symbols[k] in self._opening if k == begin else self._opens(symbols, k, begin, high)
        return None

    def before_phrase(self, symbols: str, end: int, low: int) -> str:
        """What stands before the noun phrase that ends before the chunk `end`; "" at the beginning, and of no noun phrase "-"."""
        begin = end - 1
        while begin - 2 >= low and symbols[begin - 1] in self._hanging and symbols[begin - 2] in self._nouns:
            begin -= 2
        if symbols[begin] not in self._subjects:
            return "-"
        return "" if begin == low else symbols[begin - 1]

    def is_described(self, symbols: str, cue: int, source: Range) -> bool:
        """Whether a sentence begins with `source`, and the participle `cue` behind it describes that: A petition | *calling* for a ban."""
        low = symbols.rfind(STOP, 0, cue) + 1
        return symbols[cue] in self._gerunds and source[1] == cue and self._before.issuperset(symbols[low : source[0]])

    def _is_main(self, symbols: str, verb: int, end: int) -> bool:
        """Whether the verb chunk `verb` is the main verb of a subject that ends at `end`, or the second of two, and something between
        opens a clause, or has commas around it."""
        waiting, parted = 0, symbols[end] == symbols[verb - 1] == self._comma and verb - end > 2
        for k in range(end, verb):
            if symbols[k] in self._breaking:
                return False
            if symbols[k] in self._verbs:
                if waiting:
                    waiting -= 1
                elif (k > end + 1 or symbols[end] != self._comma) and not (parted and self._is_joined(symbols, k)):
                    # right behind the comma it is a participle: A guard, *described* as kind, said; else the main verb, or the first of two
                    return parted and self._is_joined(symbols, verb) and self._ending.isdisjoint(symbols[k + 1 : verb])
                parted = True
            elif symbols[k] in self._joining and (not parted or symbols[k - 1] == self._comma):
                return False  # somebody else belongs to the subject, or speaks
            parted = parted or symbols[k] in self._participles
            waiting += self._opens(symbols, k, end, verb)
        return parted and not waiting

    def _phrase_end(self, symbols: str, begin: int) -> int:
        """The end of a noun phrase with what hangs on it: the family | of a boy."""
        end = begin + 1
        while symbols[end] in self._hanging and symbols[end + 1] in self._nouns:
            end += 2
        return end

    def _opens(self, symbols: str, at: int, end: int, verb: int) -> bool:
        """Whether a clause opens at a chunk that has a verb of its own, before the verb asked about."""
        if symbols[at] in self._opening:
            return True
        if symbols[at] in self._maybe or symbols[at] in self._reporting:
            return self._has_verb(symbols, at + 1, verb)
        contact = symbols[at] in self._subjects and (at == end or symbols[at - 1] in self._nouns)
        return contact and self._has_verb(symbols, at, verb)

    def _has_verb(self, symbols: str, begin: int, verb: int) -> bool:
        """Whether a subject stands at a chunk, and its verb behind it, which is not the one asked about."""
        if symbols[begin] not in self._subjects:
            return False
        end = self._phrase_end(symbols, begin)
        while symbols[end] in self._between:
            end += 1
        return end < verb and symbols[end] in self._verbs

    def _is_joined(self, symbols: str, at: int) -> bool:
        """Whether a verb goes on with the clause before it: who runs a shop *and* often | sings."""
        while symbols[at - 1] in self._between:
            at -= 1
        return symbols[at - 1] in self._joining

    def _has_its_own(self, symbols: str, verb: int, low: int) -> bool:
        """Whether what stands right before a verb is its subject: nothing before that governs it."""
        at = verb - 1
        while at > low and symbols[at] in self._between:
            at -= 1
        while at > low + 1 and symbols[at] in self._nouns and symbols[at - 1] in self._hanging:
            if symbols[at - 2] not in self._nouns:
                return False
            at -= 2
        if symbols[at] in self._nouns:
            return at > low and (at == low + 2 or symbols[at - 1] not in self._governing)  # British packaging | firm Kestrel
        return symbols[at] in self._subjects


def read_heavy(files: Files) -> Heavy:
    """With the chunks' names of chunks.toml."""
    return Heavy(files.get(read_grammar).chunks.names)
