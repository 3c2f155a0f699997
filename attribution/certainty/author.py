"""The article's own hedges: places where it says "may", "likely", "is expected to" or "presumed" itself, with no source."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import compress
from typing import NamedTuple

from attribution.certainty.descent import descend
from attribution.certainty.effects import Verdict, apply
from attribution.certainty.mains import main_predicate
from attribution.certainty.reading import Reading
from attribution.certainty.syntax.tokens import TENSED
from attribution.document.chunks import behind_dateline
from attribution.model import Attribution, Document, Evidence, Tokens

_EXISTS = 6  # tokens between "there" and what there is
_MODIFIED = 5  # tokens between a hedging adjective and its noun
_COMPLEMENT = 7  # tokens of a prepositional phrase after that noun
_VERB = 9  # tokens after a hedge in which its verb is sought
_OFTEN = 3  # times that a page says the same: may receive a commission
_CLAUSE = 8  # tokens after a conjunction in which the verb of a new clause is sought
_STOPS = frozenset([";", ":", "--", "-lrb-", "-rrb-"])
_ASIDES = {"-lrb-": "-rrb-", "--": "--"}  # what opens words put in, and what closes them
_ASIDE = 24  # tokens of words put in
_PAUSES = frozenset([",", ":", "."])  # tags
_BREAKS = frozenset([".", ":", "IN", "CC", ""])
_INNER = frozenset(["NN", "JJ", "DT", "PD", "PR", "CD"])
_OPENING = frozenset(["DT", "PRP", "PRP$", "EX"])  # begin a noun phrase
_BOUNDS = frozenset([",", ":", ".", "CC", "(", ")", "``", "''", "WDT", "WP"])
_NOMINAL = frozenset(["DT", "PRP$", "CD", "JJ", "NN", "NNS", "NNP", "NNPS"])  # begin a member of a list
_NOUNS = frozenset(["NN", "NNS"])
_GAP = frozenset(["IN", ",", ".", "MD", "VBZ", "VBD", "VBP", "WDT"])  # behind a verb whose object stands before its clause
_JOINING = ("IN", "CC")  # tags of what can stand in a subject
_COMPARED = ("JJR", "RBR")
_TIMED = frozenset(["IN", "WRB", "."])  # behind "is expected": in May, when it opens


class Hedge(NamedTuple):
    """One hedged statement of the article: what it says, its hedging words, verdict, the modality of the content alone, and the rule."""

    content: Tokens
    cue: tuple[Tokens, ...]
    verdict: Verdict
    modality: str
    rule: str
    confidence: float
    evidence: Evidence


def find_hedges(reading: Reading, attributions: Sequence[Attribution]) -> list[Hedge]:
    """The article's own hedged statements, in reading order; none that an attribution covers or that overlaps one before it."""
    hedging = _hedging(reading.room.document, reading.tables.author.openers)
    if not hedging:
        return []
    taken = _taken(reading, attributions)
    search = _Search(reading, taken)
    out: list[Hedge] = []
    last = 0
    for at in hedging:
        found = search.at(at) if at >= last and not taken[at] else None
        if found is None or found.content[0] < last:
            continue
        begin, end = found.content
        if not (taken[begin] or taken[found.cue[0][0]]):
            out.append(found)
            last = end
    return _unrepeated(out, reading.room.document)


def _unrepeated(hedges: list[Hedge], document: Document) -> list[Hedge]:
    """Those whose words do not stand so often that they belong to the page, not to the article."""
    texts = [document.text[document.begins[h.content[0]] : document.ends[h.content[1] - 1]] for h in hedges]
    often = {text for text, times in Counter(texts).items() if times >= _OFTEN}
    return [hedge for hedge, text in zip(hedges, texts, strict=True) if text not in often]


def _hedging(document: Document, openers: frozenset[str]) -> list[int]:
    """The tokens at which a search begins."""
    return list(compress(range(len(document.norms)), map(openers.__contains__, document.norms)))


def _taken(reading: Reading, attributions: Sequence[Attribution]) -> bytearray:
    """1 at tokens of attributions, of quotations and of what a page puts between paragraphs: what they say is not the article's own."""
    document = reading.room.document
    out = bytearray(reading.syntax.tokens.size + 1)
    spans = [span for a in attributions for span in (*a.contents, *a.cue, a.source or (0, 0), (a.trigger, a.trigger + 1))]
    spans += document.furniture
    for quote in document.quotes:
        if quote.kind == "speech":
            begin = bisect_left(document.begins, quote.begin)
            spans.append((begin, bisect_left(document.begins, quote.end, begin)))
    for begin, end in spans:
        out[begin:end] = b"\1" * (end - begin)
    return out


class _Search:
    """Looks at one hedging word after another."""

    def __init__(self, reading: Reading, taken: bytearray) -> None:
        self.reading, self.taken = reading, taken
        self.low, self.tags, self.words = reading.low, reading.tags, reading.words
        self.rules = reading.tables.author

    def at(self, at: int) -> Hedge | None:
        """The hedged statement that turns on the word at `at`."""
        word, after, lists = self.low[at], self.low[at + 1], self.rules.words
        kind = self.rules.kinds[word]
        if kind == "AUTHOR-THERE":
            return self._there(at)
        if word in lists["impersonal"] and after in lists["clauses"] and self._impersonal(at):
            return self._follows(at, at + 1, "AUTHOR-IT")
        if word in lists["passives"] and after == "to":
            return self._passive(at)
        if word in lists["coming"]:
            return self._coming(at)
        if word in lists["modifiers"] and self.tags[at + 1][:1] in ("N", "J"):
            return self._phrase(at)
        if kind == "AUTHOR-ADVERB" or self.tags[at] == "MD":
            return self._clause(at, kind)
        return None

    def _hedge(self, rule: str, content: Tokens, cue: tuple[Tokens, ...], verdict: Verdict, modality: str = "") -> Hedge:
        prior, why = self.rules.rules[rule]
        evidence = Evidence(rule, why, (("confidence", "the rule author's own"),))
        return Hedge(content, cue, verdict, modality or verdict.label, rule, prior, evidence)

    def _there(self, at: int) -> Hedge | None:
        """There are (no) concerns that …"""
        k = at + 1
        while k < at + _EXISTS and self.tags[k][:2] in ("JJ", "RB", "DT", "VB"):
            k += 1
        if self.low[k] in self.rules.words["existentials"] and self.low[k + 1] == "that":
            return self._follows(k, k + 1, "AUTHOR-THERE", at)
        return None

    def _impersonal(self, at: int) -> bool:
        """Whether "it" is the subject of the word at `at`."""
        k = at - 1
        while k > 0 and (self.tags[k] == "MD" or self.tags[k][:2] in ("RB", "VB") or self.low[k] in self.words.be):
            k -= 1
        return self.low[k] == "it"

    def _follows(self, at: int, begin: int, rule: str, first: int = -1) -> Hedge | None:
        """What "it is believed" or "there are concerns" introduces."""
        reading = self.reading
        start = first if first >= 0 else next(k for k in range(at, -1, -1) if self.low[k] == "it")
        end = self._end(self._first_finite(begin + 1), opening=self._opens(start))
        head = main_predicate(reading, (begin, end), -1)
        if head is None:
            return None
        verdict = reading.verdict(head)
        if verdict.label == "asserted":
            return None
        modality = descend(reading.alone(at), head, end).label
        return self._hedge(rule, (begin, end), ((start, at + 1),), verdict, modality)

    def _passive(self, at: int) -> Hedge | None:
        """… is expected to hold talks."""
        if self.low[at - 1] in self.words.comparing:
            return None
        head, copula = self._verb_after(at + 2), self._copula(at)
        if head < 0 or copula < 0:
            return None
        verdict = self.reading.verdict(head)
        if verdict.label not in ("probable", "improbable", "alleged", "possible"):
            return None
        return self._around(copula, head, (copula, at + 2), verdict, "AUTHOR-PASSIVE")

    def _copula(self, at: int) -> int:
        """The form of be before the participle at `at`; -1 without one."""
        first = self.reading.sentence(at)[0]
        return next((k for k in range(at - 1, max(first - 1, at - 6), -1) if self.low[k] in self.words.be), -1)

    def _coming(self, at: int) -> Hedge | None:
        """A decision is expected in May: what is expected, and by nobody who is named."""
        after, copula = at + 1, self._copula(at)
        timed = self.tags[after] in _TIMED or not self.words.times.isdisjoint(self.low[after : after + 3])
        if copula < 0 or not timed or self.low[after] in self.rules.words["by_whom"] or self.tags[copula - 1] in ("WP", "IN"):
            return None
        verdict = apply(self.reading.tables.effects["believe"], at, self.reading.verdict(at))
        return self._around(copula, at, (copula, after), verdict, "AUTHOR-PASSIVE")

    def _clause(self, at: int, kind: str) -> Hedge | None:
        """A modal or an adverb that decides over its verb."""
        head = self._verb_after(at + 1)
        if head < 0 or self.reading.syntax.groups.at(head).begin > at + 6:
            return None
        verdict = self.reading.verdict(head)
        return self._around(head, head, (at, at + 1), verdict, kind) if at in verdict.cues else None

    def _around(self, verb: int, head: int, cue: Tokens, verdict: Verdict, rule: str) -> Hedge | None:
        """The smallest clause that holds the verb and its hedge; None under an if, in a relative clause or around a cue."""
        predicate = self.reading.predicate(verb)
        kind, subject = predicate.link.kind, predicate.link.subject
        if kind in ("condition", "purpose", "imperative") or self.taken[head]:
            return None
        if kind == "embedded" and rule != "AUTHOR-PASSIVE":
            return None
        if subject < 0 and kind != "coordinated":
            begin = self._pronoun(predicate.group.begin, rule)
        else:
            begin = self._begin(subject, predicate.group.begin) if subject >= 0 else predicate.group.begin
        if begin < 0 or self._is_anybody(begin, predicate.group.begin) or (rule == "AUTHOR-MODAL" and self._is_no_hedge(cue[0], begin)):
            return None
        relative = self.tags[begin] in ("WP", "WDT") and begin > self.reading.sentence(begin)[0]
        end = self._end(head + 1, relative, self._opens(begin))
        if relative and TENSED.isdisjoint(self.tags[self.reading.sentence(begin)[0] : begin]):
            end = self._main_verb(head + 1, end)
        if rule == "AUTHOR-MODAL" and self._says_little(head, end):
            return None
        return self._hedge(rule, (self._condition(self._past_dateline(min(self._with_epithet(begin), cue[0]))), end), (cue,), verdict)

    def _with_epithet(self, begin: int) -> int:
        """Where a clause begins before whose subject one participle opens the sentence: *Ousted* chief Ann Lee may stay."""
        first = self.reading.sentence(begin)[0]
        return first if begin == first + 1 and self.tags[first] in ("VBN", "VBD") and self.tags[begin][:2] == "NN" else begin

    def _past_dateline(self, begin: int) -> int:
        """Where the clause that begins at `begin` begins behind a dateline: WASHINGTON (AP) — *The envoy* may go."""
        document, first = self.reading.room.document, self.reading.sentence(begin)[0]
        opens = document.paragraphs[bisect_left(document.paragraphs, first)] == first
        return max(begin, behind_dateline(document, self.reading.tables.grammar, first)) if opens else begin

    def _condition(self, begin: int) -> int:
        """Where the clause that begins at `begin` begins with the condition before it: *If convicted, he* could face jail."""
        first = self.reading.sentence(begin)[0]
        opens = self.low[first] in self.rules.words["conditions"] and self.low[begin - 1] == "," and not self.taken[first]
        return first if opens and "," not in self.low[first : begin - 1] else begin

    def _is_anybody(self, subject: int, verb: int) -> bool:
        """Whether the subject that begins there is nobody in particular: *one* may say so; not: *one drake* may."""
        return self.low[subject] in self.rules.words["anybody"] and {"RB"}.issuperset(self.tags[subject + 1 : verb])

    def _is_no_hedge(self, modal: int, begin: int) -> bool:
        """Whether the modal of a clause from `begin` on hedges nothing: so he *could* swim, how it *might* end, may or *may* not."""
        words, low, before = self.rules.words, self.low, self.low[begin - 1]
        if not words["alternatives"].isdisjoint((low[modal - 1], low[modal + 1])):
            return True
        if before == "that":
            return low[begin - 2] in words["purposes"] or self._is_relative(begin - 2, modal)
        if low[begin] in words["idle"] and not words["reminding"].isdisjoint(low[modal + 2 : modal + 4]):
            return True  # it may be *recalled* that
        if low[modal + 1] in words["limiting"] and self.reading.tables.modals[low[modal]] == "could":
            return True  # could *only* hit the post
        aimed = before in words["purposes"] and (low[begin] in words["doing"] or (low[begin - 2] != "," and begin < modal))
        return before in words["waiting"] | words["asking"] or (aimed and low[begin] not in words["idle"])

    def _is_relative(self, noun: int, modal: int) -> bool:
        """Whether the noun is the object of the modal's verb: the doors *that her name might open*; not: jitters that rates could rise."""
        head = self._verb_after(modal + 1)
        if head < 0 or self.tags[noun] not in _NOUNS or self.reading.predicate(head).group.passive or self.low[head] in self.words.be:
            return False
        embedding, after = self.reading.syntax.embedding, self.tags[head + 1]
        if embedding.signature(noun, "that") is not None:
            return False
        return after in _GAP or (after == "TO" and embedding.signature(head, "to") is None)

    def _says_little(self, head: int, end: int) -> bool:
        """Whether a clause only grants something ("they *may have lost* a game, but they lead"), or ends with "could be"."""
        group = self.reading.predicate(head).group
        granted = group.perfect and group.modal in self.rules.words["granting"] and self.low[end] == ","
        return (granted and self.low[end + 1] in self.words.opposing) or (end == head + 1 and self.low[head] in self.words.be)

    def _pronoun(self, verb: int, rule: str) -> int:
        """The pronoun before a verb group that is its subject: and *that* may help; a man, *who* is said to be ill. Of a relative clause
        with a modal only where a comma parts it from its noun; -1 where there is none."""
        at = verb - 1
        while at > 0 and self.tags[at] == "RB":
            at -= 1
        before = self.tags[at - 1] if at > self.reading.sentence(verb)[0] else "."
        if self.tags[at] == "DT" and before in _BOUNDS:
            return at
        told = rule != "AUTHOR-MODAL" or before == ","
        return at if self.tags[at] in ("WP", "WDT") and told else -1

    def _begin(self, subject: int, verb: int) -> int:
        """Where the clause begins whose verb group begins at `verb`, by the token at which its subject was found to begin; -1 where it is a
        relative clause (footage | some viewers may find distressing)."""
        begin = self._past_conjunction(subject, verb)
        clause = self._clause_begin(begin)
        governed = begin > clause and self._governs(begin - 1)
        second = self._second_phrase(begin, verb)
        if second >= 0:
            return second if governed else -1
        if (asked := self._asked(begin)) >= 0:
            return asked
        opens = self.tags[clause - 1] if clause > self.reading.sentence(begin)[0] else ""
        if opens == "WP" or (opens == "WDT" and self.low[clause - 1] != "that" and self.tags[clause - 2] != "IN"):
            return -1  # despite what | critics might say
        if begin > clause and (self.tags[clause] == "VBG" or self._inverted(verb)):
            return clause
        return self._whole_subject(self._with_amount(self._first_of_list(begin, verb)))

    def _whole_subject(self, begin: int) -> int:
        """Where the subject begins that goes on over "as", "in" or "or" and opens the sentence: *her term as | chief* may be short. What
        looks like a past tense before its last phrase is a participle: *the men hired in | May* may go. "Some day" is when, not who."""
        first, at = self.reading.sentence(begin)[0], begin
        ends = self.rules.words["ends"] - self.rules.words["inside"]
        while at > first and self.tags[at - 1] in _JOINING and self.low[at - 1] not in ends and self.tags[begin] != "PRP":
            clause = self._clause_begin(at - 1)
            hired = self.tags[clause - 1] == "VBD" and self._governs(at - 1)
            clause = self._clause_begin(clause - 1) if hired else clause
            if clause >= at - 1:
                break
            at = clause
        if at == begin or at != first or not (self.tags[at] in _NOMINAL or self.tags[at] == "VBG"):
            return begin
        return at + 2 if self.low[at + 1] in self.words.times and self.tags[at + 2] in _NOMINAL else at

    def _first_of_list(self, begin: int, verb: int) -> int:
        """Where the list begins that is the subject, by a later member: *trains*, buses and ferries may be late; not *last week*."""
        while self.low[begin - 1] == "," and "CC" in self.tags[begin:verb]:
            clause = self._clause_begin(begin - 1)
            last, tag = self.low[begin - 2], self.tags[begin - 2]
            joined = self.tags[clause - 1] == "CC" and self.low[clause - 2] != ","  # next to the Cup and the League, …
            member = clause < begin - 1 and self.tags[clause] in _NOMINAL and tag[:2] == "NN" and last not in self.words.times
            if joined or not member:
                return begin
            begin = clause
        return begin

    def _past_conjunction(self, begin: int, verb: int) -> int:
        """The first token of the clause that stands behind a conjunction, where what is before it belongs to another verb: he signed a deal
        and | *may* go, took a deal but | they *may* go."""
        joined = [k for k in range(begin + 1, verb) if self.tags[k] == "CC" or self.low[k] in self.rules.words["resuming"]]
        if not joined:
            return begin
        after = joined[-1] + 1
        alone = all(tag == "RB" for tag in self.tags[after:verb])
        resumed = self.low[after - 1] in self.rules.words["resuming"] or self.tags[after] == "PRP"
        governed = begin > self.reading.sentence(begin)[0] and self._governs(begin - 1)
        return after if alone or resumed or governed else begin

    def _governs(self, at: int) -> bool:
        """Whether what follows the token is its object."""
        free = self.low[at] in self.rules.words["ends"] or self.low[at] in self.rules.words["amounts"]
        return self.tags[at][:2] == "VB" or (self.tags[at] in ("IN", "TO") and not free)

    def _clause_begin(self, begin: int) -> int:
        """The first token behind a comma, a conjunction or the end of a sentence before `begin`; no verb with a time is passed."""
        first = self.reading.sentence(begin)[0]
        k, ends = begin, self.rules.words["ends"]
        while k > first and self.tags[k - 1] not in _BOUNDS and self.tags[k - 1] not in TENSED and self.low[k - 1] not in ends:
            k -= 1
        return k

    def _asked(self, begin: int) -> int:
        """Where a sentence begins with a question that is the subject: *What happens next* may decide it; -1 elsewhere."""
        first = self.reading.sentence(begin)[0]
        opens = self.tags[first] in ("WP", "WRB") and "," not in self.low[first:begin]
        return first if opens and not TENSED.isdisjoint(self.tags[first:begin]) else -1

    def _second_phrase(self, begin: int, verb: int) -> int:
        """Where a second noun phrase begins right behind the first: with time | *there*, footage | *some viewers*; -1 without one."""
        for k in range(begin + 1, verb):
            opens = self.tags[k] in _OPENING and self.low[k] not in self.rules.words["floating"]
            if opens and self.tags[k - 1][:2] == "NN":
                return k
        return -1

    def _inverted(self, verb: int) -> bool:
        """Among the dead *were said to be* two children: a place stands where the subject would."""
        return self.low[verb] in self.words.be and self.tags[verb - 1] == "VBN"

    def _with_amount(self, begin: int) -> int:
        """With the words before a number: *about* half, *more than* a third."""
        amounts, low = self.rules.words["amounts"], self.low
        if self.tags[begin] not in ("CD", "DT", "PDT", "JJ", "NN"):
            return begin
        if low[begin - 1] in amounts:
            return begin - 1
        return begin - 2 if begin > 1 and f"{low[begin - 2]} {low[begin - 1]}" in amounts else begin

    def _phrase(self, at: int) -> Hedge | None:
        """A presumed meeting with …"""
        tags = self.tags
        noun, limit = at + 1, self.reading.sentence(at)[1]
        while noun + 1 < limit and noun < at + _MODIFIED and tags[noun + 1][:2] in ("NN", "JJ"):
            noun += 1
        if tags[noun] not in ("NN", "NNS"):
            return None
        begin, end = at - 1 if tags[at - 1] in ("DT", "PRP$") else at, self._phrase_end(noun + 1, limit)
        if end == noun + 1:
            return None  # the *alleged* thief: a name for somebody, and no statement
        return self._hedge("AUTHOR-NOUN", (begin, end), ((at, at + 1),), self.reading.verdict(noun))

    def _phrase_end(self, end: int, limit: int) -> int:
        """Where the noun phrase ends whose noun ends at `end`, with the prepositional phrase after it."""
        complement = self.low[end] in self.rules.words["complements"]
        if not complement or end + 1 >= limit or self.tags[end + 1][:2] not in _INNER:
            return end
        stop = end + 1
        while stop < min(limit, end + _COMPLEMENT) and self.tags[stop][:2] in _INNER:
            stop += 1
        return stop

    def _verb_after(self, begin: int) -> int:
        """The main verb of the group that begins at or after `begin`; -1 without one."""
        tags = self.tags
        auxiliary = -1
        for k in range(begin, begin + _VERB):
            if self._verbal(k):
                helps = self.low[k] in self.words.be or self.low[k] in self.words.have_finite
                if not helps or not (tags[k + 1][:2] == "RB" or self._verbal(k + 1)):
                    return k
                auxiliary = k
            elif tags[k] in _BREAKS or (auxiliary >= 0 and tags[k][:2] != "RB"):
                return auxiliary
        return auxiliary

    def _verbal(self, at: int) -> bool:
        return self.tags[at][:2] == "VB" or self.reading.syntax.verbal(at)

    def _opens(self, begin: int) -> bool:
        """Whether the clause that begins at `begin` stands before the main one: *while* the bridge may close, the ferry sails."""
        first = self.reading.sentence(begin)[0]
        return begin > first and self.low[begin - 1] in self.rules.words["ends"] and TENSED.isdisjoint(self.tags[first : begin - 1])

    def _end(self, begin: int, relative: bool = False, opening: bool = False) -> int:
        """Where the smallest clause ends that goes on at `begin`; a relative one before the verb of the clause around it, too, and one that
        opens the sentence before the main one."""
        stop = self.reading.sentence(begin - 1)[1]
        aside = begin  # up to here a bracket or a pair of dashes stands in the clause
        for k in range(begin, stop):
            word, tag = self.low[k], self.tags[k]
            if k < aside:
                continue
            if tag == "." or word in _STOPS:
                aside = self._behind_aside(k, stop)
                if aside <= k:
                    return k
            elif self.taken[k]:
                return self._before_opening(k, begin)
            elif (relative and tag in (",", ":") and self.tags[k + 1] in TENSED) or self._breaks(k, stop, opening):
                return k
        return stop

    def _main_verb(self, begin: int, end: int) -> int:
        """Where the verb of the sentence stands whose subject a relative clause describes: a man who is said to be ill | *will* be tried;
        `end` where it stands behind that, or a clause opens before it."""
        for k in range(begin, end):
            if self.tags[k] in TENSED and self.tags[k - 1][:2] in ("NN", "CD", "JJ", "RB", "VB"):
                return k
            if self.tags[k] == "PRP" or self.low[k] in self.rules.words["ends"]:
                break
        return end

    def _breaks(self, at: int, stop: int, opening: bool) -> bool:
        """Whether what begins at `at` is no part of the clause before it: a clause of its own (behind an `opening` one the main clause), or
        what is told of a name."""
        word, tag = self.low[at], self.tags[at]
        if word == ",":
            return self._new_clause(at + 1, stop) or (opening and self._finite_after(at + 1, stop) >= 0)
        if word == "that" or tag == "WDT":
            return self.tags[at - 1][:3] == "NNP"
        return tag == "CC" and self._joins_clause(at, stop)

    def _behind_aside(self, at: int, stop: int) -> int:
        """Where a clause goes on behind a bracket, a pair of dashes or the dash of "350-375" that opens at `at`; -1 where it ends there."""
        word, tags = self.low[at], self.tags
        if word == "--" and tags[at - 1] == tags[at + 1] == "CD":
            return at + 1
        closing = _ASIDES.get(word)
        close = next((k for k in range(at + 1, min(stop, at + _ASIDE)) if self.low[k] == closing), stop)
        told = word == "--" or not TENSED.isdisjoint(tags[at:close])
        ends = close + 1 >= stop or (told and tags[close + 1] in _PAUSES) or any(self.taken[at:close])
        return -1 if ends else close + 1

    def _first_finite(self, begin: int) -> int:
        """The first verb with a time from `begin` on in its clause, so that "or" before it joins subjects: feared that *cameras or guards*
        might come; `begin` where none follows."""
        for k in range(begin, self.reading.sentence(begin - 1)[1]):
            if self.tags[k] in TENSED:
                return k
            if self.tags[k] in (".", ":") or self.low[k] in _STOPS or self.taken[k]:
                break
        return begin

    def _before_opening(self, end: int, begin: int) -> int:
        """The end of what ends before somebody's report, without the word or bracket that opens it: about the call | *when* he asked."""
        opening = self.low[end - 1] in self.rules.words["ends"] or self.tags[end - 1] in ("(", "-LRB-")
        return end - 1 if opening and end - 1 > begin else end

    def _new_clause(self, at: int, stop: int) -> bool:
        """Whether the word after a comma opens a clause of its own."""
        words = self.rules.words
        ends = self.low[at] in words["ends"] and self.low[at] not in words["conditions"]
        return ends or (self.tags[at] == "CC" and self._joins_clause(at, stop))

    def _joins_clause(self, at: int, stop: int) -> bool:
        """Whether the conjunction at `at` joins a clause that is a claim of its own; not: may be watched *and studied*, lower *or higher*
        than you think, may close *and might* move, may close *or it could* move."""
        verb, after = self._finite_after(at + 1, stop), self.tags[at + 1]
        if verb < 0 or (after == "VBD" and self.tags[at - 1] in ("VBD", "VBN")):
            return False
        if after in _COMPARED and self.tags[at + 2][:1] not in ("N", "J"):
            return False
        alike = self.low[at] == "or" or {"RB"}.issuperset(self.tags[at + 1 : verb])
        return not (alike and self.rules.kinds.get(self.low[verb]) == "AUTHOR-MODAL")

    def _finite_after(self, begin: int, stop: int) -> int:
        """The verb with a time of the clause that begins at `begin`; -1 where none begins."""
        for k in range(begin, min(stop, begin + _CLAUSE)):
            if self.tags[k] in TENSED:
                return k
            if self.tags[k] in (",", ".", ":") or self.low[k] in ("to", "that"):
                return -1
        return -1
