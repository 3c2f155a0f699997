"""Where a reported content ends: the stops after its beginning, and the first that the counts find likely."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping

from attribution.attach.tables import Tables
from attribution.document.chunks import Chunks
from attribution.model import Document
from attribution.rulebook.alphabets import QUOTE, STOP
from attribution.rulebook.stops import StopKinds

Range = tuple[int, int]
Subject = Callable[[int, int], tuple[Range | None, str]]
COURT = " in court"  # what comes with a family whose contents only few stops end: nobody is named who could go on with a verb of his own
ASIDE = "dash aside"  # the stop of stops.toml behind which a content goes on
ASIDE_TOLD = ", who said"  # a stop that can stand between a subject and its verb
PRESENT = ("VBZ", "VBP", "MD")  # tags
LIKELY = 0.4  # a content ends at the first stop that ends more than this share of contents


def is_clause(family: str) -> bool:
    """Whether contents of a family are reported clauses, with a verb of their own."""
    return family.startswith(("THAT", "CLAUSE"))


class Ends:
    """The ends of contents in one document, in chunks."""

    def __init__(self, document: Document, chunks: Chunks, names: Mapping[str, str], kinds: StopKinds, tables: Tables) -> None:
        self.document, self.chunks, self.kinds, self.tables = document, chunks, kinds, tables
        self.verbs, self.doing, self.voicing = frozenset(names["VERB"]), frozenset(names["FIN"]), frozenset(names["BRINGS"])
        self.predicates = names["VERB"] + names["INF"] + names["PART"] + names["BASE"]
        self.suffering, self.minded = frozenset(names["PASS"] + names["BE"]), frozenset(names["MINDED"])
        self.asking = frozenset(names["wh"] + names["who"]).difference(names["when"])
        self.conjunction, self.joining, self.conditional = names["and"], names["and"] + names["but"], names["if"]
        self.comma, self.dash, self.pausing = names[","], names["dash"], names[","] + names["dash"]
        self.opening, self.closing, self.comparing = names["("], names[")"], names["as"]
        self.pronouns, self.prepositions, self.adverbs = names["PRON"] + names["it"] + names["DEM"], names["P"], names["ADV"]
        marked = list(_marked(document, chunks))
        self.opened = {k: begin for begin, _, end in marked for k in range(begin + 1, end - 1)}
        self.closed = {begin: end for begin, _, end in marked}
        self.torn = frozenset(k for _, inner, end in marked for k in range(inner, end))
        self._known: dict[int, str] = {}

    def kind(self, at: int) -> str:
        """The id of the stop at chunk `at`, or "" where none can be; looked up once a place."""
        known = self._known.get(at)
        if known is None:
            known = self._known[at] = self.kinds.kind(self.chunks.symbols, at)
        return known

    def end(self, family: str, begin: int, least: int, limit: int, subject: Subject) -> tuple[int, str]:
        """The first likely stop for a content that begins at `begin` and has at least the chunks up to `least`; and its kind. `subject`
        finds that of a verb chunk in the sentence which begins at a chunk."""
        symbols, openers = self.chunks.symbols, self.tables.openers.get(family)
        if openers is None:
            openers = self.tables.openers[family] = self._openers(family)
        first = max(least, self.earliest(family, begin, limit))
        quoted, aside = self._quoted(begin, family), self._aside(begin, first)
        for k in range(first, limit):
            if k == quoted:
                return k, self.kind(k)
            if symbols[k] == self.closing and self.opening not in symbols[begin:k]:
                return k, "end"
            if symbols[k] in openers and k > aside and self.opened.get(k, -1) < begin:
                stop = self.kind(k)
                if stop == ASIDE:
                    aside = symbols.find(self.dash, k + 1)
                elif self._ends(family, stop, begin, k, subject) and not (self._joins_marked(begin, k) or self._is_awaited(k)):
                    return k, stop
        return limit, "end"

    def _is_awaited(self, at: int) -> bool:
        """Whether what stands before the chunk `at` calls for it: is *as good* | as he hoped, *knows* | why it sank."""
        symbols = self.chunks.symbols
        compared = symbols[at] == symbols[at - 2] == self.comparing
        return compared or (symbols[at] in self.asking and symbols[at - 1] in self.predicates)

    def _joins_marked(self, begin: int, at: int) -> bool:
        """Whether the chunk `at` joins words in quotation marks to others in the content (called it “odd” | and “unfair”) or, by a dash, to
        what they say once more: called it a quake | - “a strong one”."""
        symbols = self.chunks.symbols
        if symbols[at] == self.dash and at + 1 in self.closed:
            return True
        joined = symbols[at] == self.conjunction and at + 1 in self.closed
        return joined and (QUOTE in symbols[begin:at] or not self.closed.keys().isdisjoint(range(begin, at)))

    def _aside(self, begin: int, first: int) -> int:
        """The dash that closes an aside which opens between these chunks; failing one, `begin`."""
        k = self.chunks.symbols.find(self.dash, begin, first)
        return self.chunks.symbols.find(self.dash, k + 1) if k >= 0 and self.kind(k) == ASIDE else begin

    def _quoted(self, begin: int, family: str) -> int | None:
        """Where a content ends that stands in marks: a whole clause, since what its source *does* follows: said “we have won” | and left;
        or a quotation that a comma closes before a preposition: sang “Glory days,” | outside the stadium."""
        symbols, norms = self.chunks.symbols, self.document.norms
        if symbols[begin] == QUOTE and family.startswith("QUOTE"):
            paused = norms[self.chunks.last[begin] - 2] == "," and symbols[begin + 1] in self.prepositions
            return begin + 1 if paused else None
        end = self.closed.get(begin, -1)
        goes_on = end >= 0 and symbols[end] == self.conjunction and symbols[end + 1] in self.verbs
        return end if goes_on and not self.verbs.isdisjoint(symbols[begin:end]) else None

    def _ends(self, family: str, stop: str, begin: int, at: int, subject: Subject) -> bool:
        """Whether a stop of this kind ends a content: its rule or most of the counts say so, or the content has no verb of its own and a
        finite one would follow."""
        stops = self.kinds
        if is_clause(family) and (self._returns(begin, at) or self._acts(begin, at, subject)):
            return True
        if stop in stops.always or (family, stop) in stops.sure:
            return stop != ASIDE_TOLD or not (family.endswith(COURT) or self._lacks_verb(family, begin, at))
        if self.tables.stop(family, stop) > LIKELY:
            return not is_clause(family) or not self._goes_on(stop, begin, at)
        return (family, stop) in stops.verbless and self.verbs.isdisjoint(self.chunks.symbols[begin:at])

    def _lacks_verb(self, family: str, begin: int, at: int) -> bool:
        """Whether a reported clause from `begin` on has no finite verb before `at`: said that the men, | who claim to own it, *left*."""
        return is_clause(family) and self.verbs.isdisjoint(self.chunks.symbols[begin:at])

    def _goes_on(self, stop: str, begin: int, at: int) -> bool:
        """Whether a reported clause that begins at `begin` goes on behind a stop of this kind that would end it."""
        stops = self.kinds
        if stop in stops.shifted and self.document.lows[self.chunks.first[at]] in stops.reasons:
            return True
        if stop in stops.within:
            return True
        if stop not in stops.shifted:
            return False
        dashed = self.chunks.symbols[at] == self.dash
        return self._shifts(begin, at) or (not dashed and (self._quotes_on(at) or self._keeps_tense(begin, at)))

    def _shifts(self, begin: int, at: int) -> bool:
        """Whether the cue before `begin` is in the past and the next verb behind `at` in the tense that follows from it: *said* the bridge
        was shut and the road *had* flooded; or in the present as the clause before it: *said* it *is* shut, and it *leaks*."""
        symbols = self.chunks.symbols
        cue = self._cue(begin)
        told = cue is not None and self.document.tags[self.chunks.last[cue] - 1] == "VBD"
        if not told or symbols[at + (symbols[at] in self.pausing)] not in self.joining:
            return False
        verb = self._next_verb(at + 1)
        if verb is None:
            return False
        backshifted = self.document.lows[self.chunks.first[verb]] in self.kinds.shifts
        return backshifted or (self._stays(verb) and self._is_present(self._next_verb(begin)))

    def _keeps_tense(self, begin: int, at: int) -> bool:
        """Whether what something *is* or what is done to it follows with *and*, in the tense of the cue and of the clause: said the tank
        was empty, | *and* no checks *were* made."""
        symbols = self.chunks.symbols
        if symbols[at + (symbols[at] == self.comma)] != self.conjunction:
            return False
        verb, last = self._next_verb(at + 1), self.verb_before(at, begin)
        if verb is not None and last is not None and self._is(verb, "MD") and self._begin_alike(verb, last):
            return True
        if verb is None or symbols[verb] not in self.suffering:
            return False
        cue, first = self._cue(begin), self._next_verb(begin)
        tenses = {self._is_present(k) for k in (cue, first, verb)}
        return cue is not None and len(tenses) == 1

    def _begin_alike(self, *chunks: int) -> bool:
        """Whether chunks begin with the same word: one in ten *will* close, and one in five *will* cut jobs."""
        return len({self.document.lows[self.chunks.first[k]] for k in chunks}) == 1

    def _returns(self, begin: int, at: int) -> bool:
        """Whether the verb that is joined at `at` to a report in the past is in the present, and what the source itself does, by a comma,
        by its sense or by its number: *said* they *were* shut | and *has* left."""
        symbols = self.chunks.symbols
        verb = self._joined(at)
        if verb is None or symbols[verb] not in self.verbs or not self._is(verb, "VBZ"):
            return False
        cue, first = self._cue(begin), self._next_verb(begin)
        if cue is None or first is None or not (self._is(cue, "VBD") and self._is(first, "VBD")) or self._quotes_on(at):
            return False
        lately = not self.kinds.lately.isdisjoint(self.document.lows[self.chunks.first[verb] : self.chunks.last[verb + 1]])
        many = self.document.lows[self.chunks.first[first]] in self.kinds.many
        return symbols[at] == self.comma or symbols[verb] in self.minded or many or lately

    def _acts(self, begin: int, at: int, subject: Subject) -> bool:
        """Whether the verb that is joined at `at` to what was said tells what the source did then: said it would appeal | and *left*, said
        that it failed | but *gave no* reason; the judge said he was a danger | and *jailed* him."""
        symbols = self.chunks.symbols
        verb = self._joined(at)
        if verb is None or symbols[verb] not in self.doing or not self._is(verb, "VBD"):
            return False
        if self._withholds(verb):
            return True
        last, cue = self.verb_before(at, begin), self._cue(begin)
        first, lows, stops = self.chunks.first, self.document.lows, self.kinds
        if last is None or cue is None or not self._is(cue, "VBD") or self.chunks.last[verb] - first[verb] > 1:
            return False
        if all(lows[first[k]] in stops.settled for k in range(begin, at) if symbols[k] in self.verbs):
            return True
        state = symbols[last] not in self.doing or lows[first[last]] in stops.shifts
        return state and last < at - 1 and self._judges(cue, subject)

    def _withholds(self, verb: int) -> bool:
        """Whether somebody does not tell more: did not *say* why, *gave no* reason."""
        stops, lows, first, last = self.kinds, self.document.lows, self.chunks.first, self.chunks.last
        told = lows[last[verb] - 1] in stops.withheld
        return told and not stops.none.isdisjoint(lows[first[verb] : first[verb + 1] + 1])

    def _judges(self, cue: int, subject: Subject) -> bool:
        """Whether the subject of a verb chunk is somebody who decides on others: the *judge*, Mr *Justice* Lowe."""
        source = subject(cue, self.chunks.symbols.rfind(STOP, 0, cue) + 1)[0]
        if source is None:
            return False
        words = self.document.lows[self.chunks.first[source[0]] : self.chunks.last[source[1] - 1]]
        return not self.kinds.judges.isdisjoint(words)

    def _joined(self, at: int) -> int | None:
        """The chunk that a conjunction at `at`, or behind a comma there, joins to what stands before it, an adverb left out: it was late,
        *and* soon | left. None where there is no conjunction."""
        symbols = self.chunks.symbols
        joined = at + 1 + (symbols[at] == self.comma)
        return joined + (symbols[joined] in self.adverbs) if symbols[joined - 1] in self.joining else None

    def _cue(self, begin: int) -> int | None:
        """The verb before a content that begins at `begin`."""
        return self.verb_before(begin, self.chunks.symbols.rfind(STOP, 0, begin) + 1)

    def _is(self, chunk: int, tag: str) -> bool:
        """Whether a chunk begins with a word of this tag."""
        return self.document.tags[self.chunks.first[chunk]] == tag

    def _next_verb(self, at: int) -> int | None:
        """The first verb chunk from `at` on in its sentence."""
        symbols = self.chunks.symbols
        end = symbols.find(STOP, at)
        return next((k for k in range(at, end if end >= 0 else len(symbols)) if symbols[k] in self.verbs), None)

    def _stays(self, verb: int) -> bool:
        """Whether a verb chunk is a modal of the present, or in the present behind a pronoun."""
        modal = self.document.tags[self.chunks.first[verb]] == "MD"
        return self._is_present(verb) and (modal or self.chunks.symbols[verb - 1] in self.pronouns)

    def _is_present(self, verb: int | None) -> bool:
        """Whether a verb chunk begins with a verb in the present, or with a modal that does not follow from a past."""
        if verb is None:
            return False
        first = self.chunks.first[verb]
        return self.document.tags[first] in PRESENT and self.document.lows[first] not in self.kinds.shifts

    def _quotes_on(self, at: int) -> bool:
        """Whether words in quotation marks follow in the sentence behind `at`, and no other cue before them: said it was shut, | but the
        crew had “done its best”."""
        symbols = self.chunks.symbols
        for k in range(at + 1, symbols.find(STOP, at)):
            if symbols[k] == QUOTE or k in self.closed:
                return True
            if symbols[k] in self.voicing:
                return False
        return False

    def _openers(self, family: str) -> frozenset[str]:
        """The chunks with which a likely stop of such a content can begin."""
        stops = self.kinds
        sure = stops.always | {stop for among, stop in stops.verbless | stops.sure if among == family}
        likely = (stop for stop in stops.firsts if stop in sure or self.tables.stop(family, stop) > LIKELY)
        return frozenset[str]().union(*map(stops.firsts.__getitem__, likely))

    def earliest(self, family: str, begin: int, limit: int) -> int:
        """Where a content that begins at `begin` can end at the earliest: a reported clause, or one behind an "if", not before its verb."""
        if is_clause(family) or self.chunks.symbols[begin] in self.conditional:
            for k in range(begin, limit):
                if self.chunks.symbols[k] in self.predicates:
                    return k + 1
        return begin + 1

    def verb_before(self, i: int, low: int) -> int | None:
        """The nearest verb chunk before `i` that stands in no bracket which closes before it."""
        symbols, verbs, inside = self.chunks.symbols, self.verbs, False
        for k in range(i - 1, max(low, i - 40) - 1, -1):
            inside = symbols[k] == self.closing or (inside and symbols[k] != self.opening)
            if symbols[k] in verbs and not inside:
                return k
        return None


def _marked(document: Document, chunks: Chunks) -> Iterator[tuple[int, int, int]]:
    """The chunks of each phrase in quotation marks: the first, the first that does not begin it, the end. No content ends where a mark is
    open in it: not inside, but at the first of them, or before the last, which can be the comma that ends the content; and none begins
    where it would tear the phrase (said he "may | say no")."""
    for quote in document.quotes:
        if quote.kind != "speech" and quote.closed:
            a, b = (bisect_right(document.begins, offset) for offset in (quote.begin, quote.inner.end - 1))
            yield bisect_left(chunks.first, a), bisect_left(chunks.first, a + 1), bisect_left(chunks.first, b)
