"""Every reading of a sentence as reported speech that a rule allows: cue, source, content, addressee."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

import regex

from attribution.attach.contents import COURT, Ends, is_clause
from attribution.attach.heavy import Heavy, read_heavy
from attribution.attach.senses import Senses, read_senses
from attribution.attach.tables import Tables, read_tables
from attribution.document.chunks import Chunks
from attribution.document.lemmas import Lemmas, read_lemmas
from attribution.memo import Memo
from attribution.model import Document
from attribution.rulebook.alphabets import QUOTE, STOP, ChunkGrammar, read_grammar
from attribution.rulebook.frames import Frames, Rule, Sieve, read_frames
from attribution.rulebook.rules import Files
from attribution.rulebook.stops import StopKinds, read_stops

Range = tuple[int, int]
Choice = Memo[str, tuple[Rule, ...]]  # the chunks before and after a trigger → the rules that can match between them
Admitted = tuple[str, Choice | None]  # the dictionary form of a word that triggers rules, and these
NONE_ADMITTED: Admitted = ("", None)
MEMO = 20_000  # words remembered
OWNING = ("LIGHT", "OWNER")  # frames of which none right says that the subject owns no noun that is the object
BARE = "BARE"  # the frame of clauses without "that"
BY = "PBY"  # the frame of what was rejected by somebody
NAMED = ("subject", "possessor")  # where rules look for a source without which they do not fit
IN_COURT = frozenset(["HEARDTHAT", "HEARDBARE"])  # the frames of what a court or jury hears, from nobody named
OBJECTS = frozenset(["OBJ", "VP"])  # the families of contents that are objects and infinitives of their cue
RELATIVE = " in relative"  # what comes with a family in a relative clause
WHOLE = frozenset(["POST", "INV"])  # the frames of quotations with their cue behind them
COMPLETED = frozenset(["CQPOST", "CQINV"])  # and of clauses that end in one
HEAVY = "heavy"  # the sieve of subjects that clauses part from their verb


@dataclass(slots=True, eq=False, repr=False)
class Candidate:
    """One reading; all ranges are half open and in chunks.

    trigger   the cue's head chunk; `cue` may be longer
    contents  one range, or several where the attribution stands inside the content; never the marks of a pause at their ends
    unit      the sentence: first chunk, and the chunk of its end
    """

    rule: Rule
    trigger: int
    lemma: str
    cue: Range
    source: Range | None
    sieve: str
    contents: list[Range]
    addressee: Range | None
    cited: Range | None
    unit: Range
    stop: str = ""
    joined: list[Range] = field(default_factory=list)
    probability: float = 0.0


class Grounds(NamedTuple):
    """What readings rest on: rules, counts, the chunks' names, the kinds of stops, dictionary forms, other senses, heavy subjects."""

    frames: Frames
    tables: Tables
    grammar: ChunkGrammar
    stops: StopKinds
    lemma: Lemmas
    senses: Senses
    heavy: Heavy


def read_grounds(files: Files) -> Grounds:
    """All of them, from the rule files."""
    return Grounds(
        files.get(read_frames),
        files.get(read_tables),
        files.get(read_grammar),
        files.get(read_stops),
        files.get(read_lemmas),
        files.get(read_senses),
        files.get(read_heavy),
    )


class Finder:
    """Matches rules on one document's chunks; keeps what several rules ask of the same place."""

    def __init__(self, document: Document, chunks: Chunks, grounds: Grounds) -> None:
        self.document, self.chunks, self.grounds = document, chunks, grounds
        self.frames, self.tables = frames, tables = grounds.frames, grounds.tables
        self.names, names = grounds.grammar.counted, grounds.grammar.chunks.names
        self.verbs, self.said = frozenset(names["VERB"]), frozenset(names["SAID"])
        self.speaks = frozenset(names["SPEAKS"])
        self.doing = frozenset(names["FIN"])
        self.stating, self.questions = frozenset(names["BE"] + names["MOD"]), names["wh"] + names["who"]
        self.governing, self.conjunction = names["VERB"] + names["INF"] + names["GER"] + names["P"], names["and"]
        self.joining = names["and"] + names["but"]
        self.comma, self.closing = names[","], names[")"]
        self.there = names["THERE"]
        self.period, self.things = names["."], frozenset(names["N"] + names["GER"])
        self.fronting = ("", names[","], *names["and"], *names["but"])  # what stands before a subject
        self.named, self.after = names["NAME"], names["after"]
        self.timing = frozenset(names["after"] + names["when"] + names["as"] + names["while"])
        self.suffering = frozenset(names["PASS"] + names["BE"])
        self.passive, self.by = names["PASS"], names["by"]
        self.particles = names["RP"] + names["on"] + names["in"]
        pauses = names["colon"], names[","], names["."], QUOTE, STOP
        self.going_on = {x + pause for x in names["on"] + names["in"] for pause in pauses}  # *went on*: "…"
        self.nouns, self.according, self.particle = names["N"], names["according"], names["RP"]
        self.prepositions = names["P"]
        self.despite, self.opening_clauses = names["despite"], names["while"] + names["after"] + names["if"] + names["when"]
        self.subordinate, self.relative = frozenset(names["SUBORDINATE"] + names["VERB"]), names["who"] + names["that"]
        self.dependent = self.relative + names["HEARER"]  # jurors *heard* | she left and *demanded*: it is not they who demanded
        self._known: dict[tuple[str, str, str], Admitted] = tables.memo
        if len(self._known) > MEMO:
            self._known.clear()
        self.counted = {sieve.id: sieve.counted for sieve in frames.sieves}
        self._sieves = _sieves_among(frames.sieves)
        self._verbs: dict[Range, int] = {}
        self._subjects: dict[int, tuple[Range | None, str]] = {}
        self.ends = Ends(document, chunks, names, grounds.stops, tables)

    def candidates(self) -> list[Candidate]:
        """In reading order of their triggers; many will not be kept."""
        out: list[Candidate] = []
        symbols, by_trigger, known, particles = self.chunks.symbols, self.frames.by_trigger, self._known, self.particles
        first, last, norms, tags = self.chunks.first, self.chunks.last, self.document.norms, self.document.tags
        unit, present, according = (0, 0), frozenset[str](), self.according
        for i, symbol in enumerate(symbols):
            if symbol not in by_trigger:
                continue
            head = first[i] if symbol == according else last[i] - 1
            key = symbol, norms[head], tags[head]
            admitted = known.get(key) or self._admit(*key)
            if symbols[i + 1] in particles:
                admitted = self._with_particle(i, admitted)
            word, choice = admitted
            if choice is not None and (rules := choice[symbols[i - 1] + symbols[i + 1]]):
                if i >= unit[1]:
                    unit = symbols.rfind(STOP, 0, i) + 1, symbols.find(STOP, i)
                    present = frozenset(symbols[slice(*unit)])
                self._at(i, word, rules, unit, present, out)
        return out

    def completes(self, quotation: Candidate, clause: Candidate) -> bool:
        """Whether a quotation with a cue behind it only completes the clause that ends in it, by its small letter: With luck, | “we can
        win”, he said."""
        if quotation.rule.frame not in WHOLE:
            return False
        begin = quotation.contents[0][0]
        return clause.contents[0][0] < begin and self.document.words[self.chunks.first[begin] + 1][:1].islower()

    def _with_particle(self, i: int, admitted: Admitted) -> Admitted:
        """What a verb and its particle can trigger together (point *out*, go *on*:); what the verb can, where none follows."""
        symbols = self.chunks.symbols
        if symbols[i + 1] != self.particle and symbols[i + 1 : i + 3] not in self.going_on:
            return admitted
        head = self.head(i)
        verb = self._form(symbols[i], self.document.norms[head], self.document.tags[head])
        word = f"{verb} {self.document.norms[self.chunks.first[i + 1]].lower()}"
        key = symbols[i], word, ""
        if key not in self._known:
            self._known[key] = word, self._choice(symbols[i], word)
        return self._known[key]

    def _at(self, i: int, word: str, rules: tuple[Rule, ...], unit: Range, present: frozenset[str], out: list[Candidate]) -> None:
        """The readings of a sentence, in which the chunks `present` stand, from the trigger `i`."""
        symbols = self.chunks.symbols
        before = symbols[unit[0] - 1 : i][::-1]
        around = present, frozenset(before), frozenset(symbols[i + 1 : unit[1] + 1])
        fitted: set[str] = set()
        otherwise: bool | None = None
        for rule in _fitting(rules, around):
            if rule.simple and self.chunks.last[i] - self.chunks.first[i] > 1:
                continue
            if rule.unless and not fitted.isdisjoint(rule.unless):
                continue
            if rule.family in OBJECTS:
                otherwise = self._means_otherwise(i, word) if otherwise is None else otherwise
                if otherwise:
                    continue
            if rule.yields and not rule.yields.isdisjoint(fitted) and self._better_known(word, fitted & rule.yields):
                continue
            left = right = None
            if rule.left is not None:
                left = rule.left.match(self._before_last(unit[0], i) if rule.returns else before)
                if left is None:
                    continue
            if rule.right is not None:
                right = rule.right.match(symbols, i + 1, self._reach(unit[1]) if rule.crosses else unit[1] + 1)
                if right is None:
                    continue
            found = self._build(rule, i, word, left, right, unit)
            if self._takes_main_verb(found):
                continue
            fitted.add(rule.frame)
            if (found.source is not None or rule.source not in NAMED) and found.contents[0][0] not in self.ends.torn:
                out.append(found)

    def _means_otherwise(self, i: int, word: str) -> bool:
        """Whether the object after the verb chunk `i` shows that the verb has another sense than saying."""
        for sense in self.grounds.senses.get(word, ()):
            m = sense.after.pattern.match(self.chunks.symbols, i + 1)
            if m is not None and sense.has(self._head_lemma(i + 1) if sense.heads else ""):
                return True
        return False

    def _head_lemma(self, i: int) -> str:
        """The dictionary form of the word that the object from chunk `i` on turns on; of one with a preposition, behind that."""
        last = self.chunks.last[i + (self.chunks.symbols[i] in self.prepositions)] - 1
        return self.grounds.lemma(self.document.norms[last], self.document.tags[last])

    def _better_known(self, word: str, frames: set[str]) -> bool:
        """Whether the counts know the word well in one of these frames."""
        return bool(self.tables.cues) and not self.tables.home(word).isdisjoint(frames)

    def _admit(self, symbol: str, norm: str, tag: str) -> Admitted:
        """The dictionary form of a word at such a chunk and the rules that it can trigger; the same for all words that trigger none."""
        word = self._form(symbol, norm, tag)
        choice = self._choice(symbol, word)
        admitted = self._known[symbol, norm, tag] = NONE_ADMITTED if choice is None else (word, choice)
        return admitted

    def _form(self, symbol: str, norm: str, tag: str) -> str:
        """The dictionary form of a word at such a chunk."""
        return self.grounds.lemma(norm, "NN" if symbol in self.nouns and tag[0] == "V" else tag)

    def _choice(self, symbol: str, word: str) -> Choice | None:
        """The rules in whose frame the word is known to attribute, and those with a prior of their own."""
        rules = tuple(
            rule
            for rule in self.frames.by_trigger[symbol]
            if (not rule.lemmas or word in rule.lemmas) and (rule.prior is not None or self.tables.admits(word, rule.frame))
        )
        return _choice_among(rules) if rules else None

    def head(self, i: int) -> int:
        """The token that chunk `i` turns on: its last, but the first of "according to"."""
        return self.chunks.first[i] if self.chunks.symbols[i] == self.according else self.chunks.last[i] - 1

    def _reach(self, end: int) -> int:
        """The end of the sentence after the one that ends at `end`."""
        after = self.chunks.symbols.find(STOP, end + 1)
        return after + 1 if after >= 0 else len(self.chunks.symbols)

    def _before_last(self, begin: int, i: int) -> str:
        """What stands before the chunk `i`, backwards, with the sentence before the one that begins at `begin`."""
        symbols = self.chunks.symbols
        return symbols[max(symbols.rfind(STOP, 0, begin - 1), 0) : i][::-1]

    def verbs_of(self, unit: Range) -> int:
        """How many verb chunks a sentence has."""
        if unit not in self._verbs:
            self._verbs[unit] = sum(map(self.verbs.__contains__, self.chunks.symbols[slice(*unit)]))
        return self._verbs[unit]

    def _build(
        self, rule: Rule, i: int, word: str, left: regex.Match[str] | None, right: regex.Match[str] | None, unit: Range
    ) -> Candidate:
        parts: dict[str, Range] = {}
        for m, part in ((left, rule.left_part), (right, rule.right_part)):
            if m is not None and part is not None:
                for name, group in part.names:
                    begin, end = m.span(group)
                    if begin >= 0:
                        parts[name] = (i - end, i - begin) if part.leftward else (begin, end)
        source, sieve = parts.get("source"), ""
        if rule.source == "subject":
            source, sieve = self.subject(i, unit[0])
        elif rule.source == "owner" and source is None:
            source, sieve = self.owner(i, unit[0])
        elif rule.source == "possessor" and self._is_owned(i):
            source, sieve = (i, i + 1), "possessor"
        cue = (i, i + 1)
        if "cue" in parts and parts["cue"][1] > parts["cue"][0]:
            cue = (min(i, parts["cue"][0]), max(i + 1, parts["cue"][1]))
        begin, end = parts["content"]
        if end < unit[0]:  # it is a reading of the sentence before
            unit = self.chunks.symbols.rfind(STOP, 0, begin) + 1, unit[0] - 1
        stop = ""
        if rule.content == "to-stop":
            family = self.family(rule, source, i, unit[0])
            end, stop = self.ends.end(family, begin, end, self._limit(family, source, i, begin, unit), self.subject)
        contents = [(begin, end)]
        if "tail" in parts:
            tail = parts["tail"]
            family = rule.family
            if family == "QUOTE" or self.chunks.symbols[tail[0]] == QUOTE:
                family = "QUOTE" if self.chunks.symbols[tail[0]] == QUOTE else "MIDDLE"
            end = self.ends.end(family, tail[0], tail[1], unit[1], self.subject)[0]
            swallowed = source is not None and tail[1] <= source[0] < end  # called | a triumph | by the Courier
            contents.append((tail[0], tail[1] if swallowed else end))
        return Candidate(rule, i, word, cue, source, sieve, contents, parts.get("addressee"), parts.get("cited"), unit, stop)

    def _limit(self, family: str, source: Range | None, i: int, begin: int, unit: Range) -> int:
        """Where a content from `begin` on, of the cue `i`, ends at the latest: with its sentence or, where a relative clause or a
        participle tells of the subject, before the main verb: A man who said it rained | *was* fined; A letter saying so | *was* sent."""
        low, high = unit
        if source is None:
            return high
        relative = family.endswith(RELATIVE) and self._tells_of_subject(source, i, low)
        reduced = not family.endswith(RELATIVE) and self.grounds.heavy.is_described(self.chunks.symbols, i, source)
        main = self._main_verb(family, begin, high) if relative or reduced else None
        return high if main is None else main - (self.chunks.symbols[main - 1] == self.comma)

    def _tells_of_subject(self, source: Range, i: int, low: int) -> bool:
        """Whether a relative clause with the cue `i` for its verb describes the subject of a sentence: a man who | *denied* it."""
        symbols, heavy = self.chunks.symbols, self.grounds.heavy
        fronts = source[0] > low and heavy.before_phrase(symbols, source[0], low) in self.fronting
        return fronts and heavy.main_verb(symbols, source[0] + 1, i, 1) is None

    def _main_verb(self, family: str, begin: int, high: int) -> int | None:
        """The main verb of such a sentence, behind the content that begins at `begin`."""
        clause = is_clause(family) and self.chunks.symbols[begin] not in self.questions
        begin += self.chunks.symbols[begin] in self.relative
        return self.grounds.heavy.main_verb(self.chunks.symbols, begin, high, int(clause))

    def _takes_main_verb(self, c: Candidate) -> bool:
        """Whether a clause takes the main verb of its sentence for its own: a man who denied | theft was jailed."""
        symbols, low, begin = self.chunks.symbols, c.unit[0], c.contents[0][0]
        if c.rule.frame != BARE or c.source is None or symbols[c.source[0]] not in self.relative or symbols[begin] not in self.things:
            return False
        opens = c.source[0] > low and self.grounds.heavy.before_phrase(symbols, c.source[0], low) == ""
        return opens and symbols[c.unit[1] - 1] == self.period and self._main_verb(c.rule.family, begin, c.unit[1]) is None

    def family(self, rule: Rule, source: Range | None, i: int, low: int) -> str:
        """The rows of stops.tsv for a content: those of its rule, apart in court and for cues in relative or opening clauses."""
        if rule.frame in IN_COURT:
            return rule.family + COURT
        if source is not None and source[0] <= i:
            if source[0] < i and self.chunks.symbols[source[0]] in self.relative:
                return rule.family + RELATIVE
            if source[0] > low and self._subordinates(source[0] - 1, low):
                return rule.family + " in subordinate"
        return rule.family

    def _subordinates(self, k: int, low: int) -> bool:
        """Whether the chunk `k` opens a clause before the main one: at the beginning of the sentence, or behind *and*."""
        symbols = self.chunks.symbols
        if k <= low + 1:
            return symbols[k] in self.subordinate or symbols[k] in self.despite
        return symbols[k] in self.opening_clauses and symbols[k - 1] in self.joining

    def subject(self, i: int, low: int) -> tuple[Range | None, str]:
        """The subject of the verb chunk `i`, and the sieve that found it."""
        if i in self._subjects:
            return self._subjects[i]
        answer: tuple[Range | None, str] = (None, "")
        symbols = self.chunks.symbols
        before = symbols[low - 1 : i][::-1]
        chunks = frozenset(before)
        for sieve in self._sieves[symbols[i - 1] + symbols[i]]:
            m = None if any(map(chunks.isdisjoint, sieve.part.needs)) else sieve.left.match(before)
            if m is None:
                continue
            if not sieve.inherit:
                begin, end = m.span("source")
                answer = (self._last_conjunct((i - end, i - begin), i, low), sieve.id)
                break
            inherited = self._inherited(i, low)
            if inherited is not None:
                answer = (inherited, sieve.id)
                break
        if answer[0] is None or (answer[0][0] > low + 1 and not self._follows(answer[0])):
            main = self.grounds.heavy.subject(symbols, i, low)
            answer = answer if main is None or main == answer[0] else (main, HEAVY)
        self._subjects[i] = answer
        return answer

    def _last_conjunct(self, source: Range, i: int, low: int) -> Range:
        """A subject without the object of the verb or preposition before it: (sold their share in) rivers and | Stroud *called* him; but
        (said) rivers and lakes *were* cold."""
        begin, end = source
        if end - begin > 2 and self._follows((end - 1, end)):
            return end - 1, end
        before = self.chunks.symbols[begin - 1] if begin > low else STOP
        reports = before in self.speaks and self.chunks.symbols[i] not in self.speaks
        if before in self.governing and not reports:
            cut = self.chunks.symbols.rfind(self.conjunction, begin, end)
            if begin < cut < end - 1 and self.comma not in self.chunks.symbols[begin:cut]:
                return cut + 1, end
        return source

    def _follows(self, source: Range) -> bool:
        """Whether a name stands behind "after", and so is no part of a subject before that: the pound fell *after* | Ann Holm *said*."""
        symbols, begin = self.chunks.symbols, source[0]
        return source[1] == begin + 1 and symbols[begin] in self.named and symbols[begin - 1] in self.after

    def _inherited(self, i: int, low: int) -> Range | None:
        """The subject of the nearest verb before `i` that stands in no subordinate clause; failing that, of the nearest; of this too where
        it tells who did what happened to the other: the deal was off when | Holm | left, *saying* so. Never of one inside a phrase in
        quotation marks in which `i` does not stand."""
        nearest: Range | None = None
        acts = False
        symbols, opened = self.chunks.symbols, self.ends.opened
        verb = self.ends.verb_before(i, low)
        while verb is not None:
            found = self._agent(verb) or self.subject(verb, low)[0] if opened.get(verb) in (None, opened.get(i)) else None
            if found is not None and not self._exists(found):
                before = symbols[found[0] - 1] if found[0] > low else STOP
                if nearest is None:
                    nearest, acts = found, before in self.timing and symbols[found[0]] in self.nouns and symbols[verb] in self.doing
                if before not in self.subordinate and before not in self.governing and symbols[found[0]] not in self.dependent:
                    return nearest if acts and symbols[verb] in self.suffering else found
            verb = self.ends.verb_before(verb, low)
        return nearest

    def _exists(self, source: Range) -> bool:
        """Whether a subject is what *there is*: replied that there was | no heir lined up, *saying* so."""
        symbols = self.chunks.symbols
        return symbols[source[0] - 2] in self.there and symbols[source[0] - 1] in self.stating

    def _agent(self, i: int) -> Range | None:
        """Who speaks where a verb of saying stands in the passive: it was rejected by | the mayor, Ann Lee, | *saying* it cost too much."""
        symbols = self.chunks.symbols
        if symbols[i] not in self.passive or symbols[i + 1] != self.by or symbols[i + 2] not in self.nouns:
            return None
        head = self.chunks.last[i] - 1
        if not self._better_known(self.grounds.lemma(self.document.norms[head], self.document.tags[head]), {BY}):
            return None
        apposed = symbols[i + 3] == symbols[i + 5 : i + 6] == self.comma and symbols[i + 4] in self.nouns
        return i + 2, i + 5 if apposed else i + 3

    def owner(self, i: int, low: int) -> tuple[Range | None, str]:
        """Who owns the noun cue `i`: its possessor, or the subject of the verb whose object it is."""
        if self._is_owned(i):
            return (i, i + 1), "possessor"
        verb = self.ends.verb_before(i, low)
        if verb is not None and verb == i - 1 and self._can_own(verb):
            return self.subject(verb, low)[0], "object-of"
        return None, ""

    def _can_own(self, verb: int) -> bool:
        """Whether the subject of the verb chunk may be whose claim its object names: *made* the claim; not: *ignored* the claim."""
        counts = self.tables.cues.get(self._head_lemma(verb), {})
        return all(counts.get(frame, (1, 1))[0] for frame in OWNING)

    def _is_owned(self, i: int) -> bool:
        """Whether the noun chunk `i` names whose it is: *his* claim, *the mayor's* claim."""
        tags, begin, end = self.document.tags, self.chunks.first[i], self.chunks.last[i]
        return tags[begin] == "PRP$" or "POS" in tags[begin:end]


def _fitting(rules: tuple[Rule, ...], around: Sequence[frozenset[str]]) -> list[Rule]:
    """The rules that can match among these chunks: those of the sentence, those before the trigger and those after it."""
    out = []
    for rule in rules:
        for place, wanted in rule.asks:
            if around[place].isdisjoint(wanted):
                break
        else:
            out.append(rule)
    return out


@lru_cache(maxsize=2_000)
def _choice_among(rules: tuple[Rule, ...]) -> Choice:
    """The rules that can match, by the chunks on both sides of a trigger."""
    return Memo(lambda beside: tuple(rule for rule in rules if rule.fits_between(*beside)))


@lru_cache(maxsize=100)
def _sieves_among(sieves: tuple[Sieve, ...]) -> Memo[str, tuple[Sieve, ...]]:
    """The chunk before a cue and the cue's → the sieves that can find its subject."""
    return Memo(lambda beside: tuple(sieve for sieve in sieves if sieve.fits(*beside)))
