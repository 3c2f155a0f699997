"""The link of a finite verb: leftwards through its subject to what introduces its clause."""

from __future__ import annotations

from attribution.certainty.syntax.embedding import MARKS, REACH, Embedding, Link, Taken
from attribution.certainty.syntax.groups import Group
from attribution.certainty.syntax.shapes import GAPS, is_pronoun, is_subject, lacks_object, so_far_only, unsaid
from attribution.certainty.syntax.tokens import NOUNS, VERBAL

_INERT = frozenset(["IN", "RB", "TO", "RP", "RBR", "RBS"])  # passed on the way to the subject, but for a few words
_BEFORE_NOUN = frozenset(["DT", "PRP$", "JJ", "JJR", "JJS", "POS", "PDT"])
_HEADS = frozenset(["NN", "NNS", "JJ", "NNP", "CD"])  # what a participle before it modifies …
_OPENS = frozenset(["DT", "PRP$", "JJ", "CD", "POS"])  # … where one of these stands before the participle
_STARTS = frozenset(["PRP", "DT", "PRP$", "NNP", "NNPS"])  # what a clause after "that" begins with
_WH = frozenset(["WDT", "WP", "WRB", "WP$"])
_PARENTHESIS = frozenset([",", "--", "-"])
_COUNTED = frozenset(["DT", "PRP$", "JJ", "POS"])  # "the *few* who stayed", "this *little* boy" deny nothing
_PASTS = frozenset(["VBN", "VBD"])
_NAMES = frozenset(["NNP", "NNPS"])


def finite(embedding: Embedding, group: Group, floor: int) -> Link:
    """The link of a finite verb group: through its subject to what introduces the clause."""
    return _Walk(embedding, group, floor).link()


class _Walk:
    """The way leftwards from one finite verb, and what was met on it.

    pending  verbs of other clauses passed, whose introducing words are still to come
    nominal  a noun was passed: the subject
    closed   the subject is complete, nothing but an introducing word can stand before it
    comma    a comma was passed
    joined   the conjunction passed; -1 without one
    shares   that conjunction joins verbs or clauses, not nouns: the verb before it is the sister
    """

    adverbs: tuple[int, ...] = ()
    closed = comma = consequent = nominal = shares = False
    joined = negated = subject = -1
    kind, pending = "root", 0

    def __init__(self, embedding: Embedding, group: Group, floor: int) -> None:
        self.embedding, self.tags, self.low = embedding, embedding.tags, embedding.low
        self.tables, self.words = embedding.tables, embedding.words
        self.group, self.floor = group, floor
        self.least = max(floor, group.begin - REACH)
        self.next = group.begin - 1
        if self.next > floor and self.low[self.next] in _PARENTHESIS:
            self.next = self._before_parenthesis(self.next)

    def link(self) -> Link:
        """The link, when the clause's beginning is met."""
        tags, low, watched, least = self.tags, self.low, self.tables.watched, self.least
        at = self.next
        while at >= least:
            tag = tags[at]
            if tag in _INERT and low[at] not in watched:
                at -= 1
                continue
            self.next = at - 1
            link = _WAYS.get(tag, _Walk._word)(self, at, low[at], tag)
            if link is not None:
                return link
            at = self.next
        return self._so_far()

    def _before_parenthesis(self, at: int) -> int:
        """The token before the parenthesis that closes at `at`, if one does: "The firm, founded in May, *said*"."""
        opening = self.embedding.mark_before(at, self.least)
        return opening - 1 if opening > self.floor and self.tags[opening + 1] != "CC" else at

    def _so_far(self, kind: str = "", governor: int = -1, edge: int = -1) -> Link:
        """A link of what was met so far."""
        kind = kind or self.kind
        return Link(kind, governor, "", "", "", self.negated, self.adverbs, self.consequent, self.subject, edge)

    def _embedded(self, taken: Taken, frame: str) -> Link:
        met = (self.negated, self.adverbs, self.consequent, self.subject)
        return Link("embedded", taken.at, taken.sense, taken.part, frame, *met)

    def _word(self, at: int, word: str, tag: str) -> Link | None:
        """What a word says that is no noun nor stands before one, no verb and no conjunction: a link if the clause begins there."""
        if word in (",", ";"):
            self.comma = True
            return self._so_far() if word == ";" else None
        if word == "that" and is_pronoun(self.embedding, self.group, self.floor, at):
            self.nominal, self.subject = True, at
            return None
        if word == "that":
            return self._closes() if self.pending else _that(self, at)
        if tag in _WH or word in self.words.conditional or word in self.words.adverbial or word == "whether":
            return self._introduced(at, word, tag) or self._closes()
        return self._mark(at, word, tag)

    def _closes(self) -> Link | None:
        """Closes a clause that was passed, where one is open."""
        self.pending = max(0, self.pending - 1)
        return None

    def _noun(self, at: int, word: str, tag: str) -> Link | None:
        if self.nominal and not self.comma and tag in ("NN", "NNS") and self.tags[at + 1] in ("DT", "PRP", "PRP$"):
            found = self.embedding.mistagged(at) or self._named(at)
            if found:
                return self._embedded(found, "that")
        if self.closed and tag == "PRP" and self.low[at - 1] not in self.words.telling:
            self.comma = True  # it ends a clause before this one: if they found *it* he would
        if self.closed and not self.comma:
            begin = self.embedding.phrase_begin(at, self.floor)
            self.closed = self.tags[begin - 1] != "IN"
            if self.closed:  # a second noun before the subject: what the clause hangs on, or is relative to
                found = self.embedding.signature(at, "that")
                if found and self.tags[at + 1] != "CC" and not lacks_object(self.embedding, self.group.head):
                    return self._embedded(found, "that")
                told = self.embedding.signature(begin - 1, "that") if self.low[begin - 1] in self.words.telling else None
                return self._embedded(told, "that") if told else self._so_far("relative")
        self.nominal = True
        if not self.comma and not self.pending:
            self.subject = at
            if word in self.words.negative_subjects and not self._names(at):  # "a *No* 10 source said"
                self.negated = at
            self.closed = tag == "PRP" and word in self.words.nominative
        return None

    def _named(self, at: int) -> Taken | None:
        """The noun at `at` that names the clause whose subject begins right behind it: "there is a *risk* the dam will fail"."""
        if self.subject != at + 1 or self.pending:
            return None
        before = self.embedding.phrase_begin(at, self.floor) - 1
        there = self.low[before] in self.words.be and self.low[before - 1] in self.words.existential  # there is a *chance* it moved
        if self.tags[before] == "IN" or not (self.group.modal or there):
            return None  # by consensus *it would* help
        found = self.embedding.signature(at, "that")
        promised = found is not None and found.sense == "plan"  # no guarantee *the jobs would* be saved
        return None if promised or lacks_object(self.embedding, self.group.head) else found

    def _determiner(self, at: int, word: str, tag: str) -> Link | None:
        if word == "that" and (at == self.group.begin - 1 or self.tags[at + 1] in _STARTS):
            return _that(self, at)
        if tag == "JJ" and self.nominal and not self.comma and self.tags[at + 1] in _STARTS:
            felt = self.embedding.signature(at, "that")
            if felt:
                return self._embedded(felt, "that")  # hopeful the swap will help
        if not self.comma and not self.pending:
            self.subject = at
            self.nominal = self.nominal or tag == "DT"
            counted = self.low[at - 1] in self.words.pseudo_before or self.tags[at - 1] in _COUNTED
            counted = counted or self._names(at) or self.tags[at + 1] in GAPS  # "*No* 10 said", "*Little*'s aunt", "*No*, it fell"
            negative = word in self.words.negative_subjects and not counted
            if negative and self.low[at + 1] not in self.words.pseudo_subjects:
                self.negated = at
        return None

    def _names(self, at: int) -> bool:
        """Whether a word that may deny names something: *No* 10, *Little*'s aunt."""
        return self.low[at + 1][:1].isdigit() or self.tags[at + 1] == "POS"

    def _verb(self, at: int, word: str, tag: str) -> Link | None:
        if tag == "VBZ" and self.tags[at + 1] == "MD" and self.tags[at - 1] in ("NN", "JJ", "NNP"):
            return self._noun(at, word, "NNS")  # a plural taken for a verb: "court *rulings* may"
        verb = self.embedding.groups.at(at)
        if self._modifies(at, tag, verb):
            return None
        link = None
        if self.nominal:
            link = self._governed(at, verb)
        elif self.joined >= 0 and (verb.form == self.group.form or verb.form in ("finite", "part")):
            link = self._so_far("coordinated", at, self.joined)
        if verb.form == "finite" or (verb.form == "part" and tag == "VBD"):
            self.pending += 1
        self.next = verb.begin - 1
        return link

    def _modifies(self, at: int, tag: str, verb: Group) -> bool:
        """Whether the participle at `at` belongs to the noun after it: "the *alleged* thief"."""
        if tag not in ("VBN", "VBG") or verb.begin != at or at <= self.floor:
            return False
        if tag == "VBN" and self.tags[at - 1] == "IN" and self.tags[at + 1] in ("NN", "NNS"):
            return True  # for *crewed* missions
        return (self.tags[at + 1] in _HEADS or self.low[at + 1] == "``") and self.tags[at - 1] in _OPENS

    def _governed(self, at: int, verb: Group) -> Link | None:
        """The subject is passed: whether the verb at `at` embeds the clause without "that", or is coordinated with it."""
        if self.shares and not self.pending and verb.form in ("finite", self.group.form):
            return self._so_far("coordinated", at)
        if self.joined >= 0 and verb.form == "finite" and self._tells_afresh(at):
            return self._so_far("coordinated", at)
        found = self.embedding.signature(at, "that")
        if is_subject(self.embedding, verb, self.group.head, self.floor):
            found, self.comma = None, self.comma or self.closed  # with a year *to go* he may win
        relative = self.low[verb.begin - 1] in self.words.relative
        alone = self.joined < 0
        reaches = not relative or (alone and (self.pending or self.closed))
        reaches = reaches and self.tags[at + 1] != "TO"  # agreed to terms set out in May
        if found and so_far_only(self.embedding, verb, self.floor):
            return None
        if found and reaches and not self.comma and (found.part == "a" or found.sense == "report" or not self._in_phrases(at, verb)):
            return self._embedded(found, "that")
        if not alone and verb.form in ("finite", "part"):
            return self._so_far("coordinated", at)
        complete = self.closed and not self.comma and not found
        if complete and self.low[at + 1] in self.words.nominative and verb.form == "finite":
            self.comma = True  # when I *retire* I want to …
        elif complete and verb.form in ("finite", "inf", "ger") and self.tags[at + 1] in NOUNS:
            self.kind = "relative"
        return None

    def _in_phrases(self, at: int, verb: Group) -> bool:
        """Whether prepositions hold all between the participle at `at` and this verb: waters *disputed with Spain* are."""
        held = self.embedding.contents.covering(self.group.head)
        if not (verb.passive or self.tags[at] in _PASTS) or (held is not None and held.of.trigger == at):
            return False
        tags, last = self.tags, self.group.begin - 1
        while last > at and tags[last] in NOUNS and tags[last] != "PRP":
            before = self.embedding.phrase_begin(last, self.floor) - 1
            if tags[before] != "IN" or self.low[before] in self.words.introducing:
                return False
            last = before - 1
        return last == at

    def _tells_afresh(self, at: int) -> bool:
        """Whether the verb is a cue whose source stands right behind the conjunction: "*accused* him of lying and *the mayor said*"."""
        contents, head = self.embedding.contents, self.group.head
        held = contents.covering(head)
        return contents.source_begin(head) == self.joined + 1 and (held is None or held.of.trigger != at)

    def _conjunction(self, at: int, word: str, tag: str) -> Link | None:
        if word in self.words.negators and not self.comma:
            self.negated = at
        if self.nominal and word in self.words.clause_joining and not self.pending and self.low[at - 1] == ",":
            return self._so_far()
        before_comma = self.comma and self.nominal  # it joins nouns of a clause before this one
        if not self.pending and not before_comma:
            self.joined = at
            if self.closed or not self.nominal:
                self._share(at)
        if word in self.words.correlative:
            self.joined = -1
        return None

    def _share(self, joint: int) -> None:
        """Verbs or clauses are joined at `joint`; what a verb before it reports is passed over where the subject goes on."""
        self.shares = True
        if self.nominal:
            return
        cue = self.embedding.cue_before(joint)
        if cue >= self.least:
            self.next = cue

    def _mark(self, at: int, word: str, tag: str) -> Link | None:
        """A sentence adverb, a negation before the subject, a quotation mark or the end of a sentence."""
        after = self.tags[at + 1]
        if word in self.words.then:
            self.comma = True  # if it rains *then* the roof leaks
        elif word in self.tables.adverbs and not self.comma and after[:2] not in ("JJ", "VB", "CD"):
            before = self.low[at - 1]
            if at == self.floor or before == "," or before in self.words.before_adverb or before in MARKS:
                self.adverbs += (at,)
        elif word in self.words.negators and not self.pending and not self.comma and after in ("DT", "NN", "NNS", "JJ"):
            self.negated = at
        elif word in MARKS:
            opens = word in ("``", "`", '"') and self.embedding.tokens.norms[at + 1][:1].isupper()
            return self._so_far() if opens and after not in _NAMES else None
        elif tag in (":", ".") and word not in _PARENTHESIS:
            return self._so_far()
        return None

    def _introduced(self, at: int, word: str, tag: str) -> Link | None:
        """A subordinator or wh-word at `at`: the link if it introduces this clause, None if it belongs to one passed."""
        if (self.low[at - 1], word) == self.words.such_as or (tag in _WH and self.tags[at + 1] == "TO"):
            return None  # *how to* lift trade is the infinitive's
        if self.words.as_well_as in (tuple(self.low[at - 2 : at + 1]), tuple(self.low[at : at + 3])):
            return None
        if word in self.words.conditional or self.embedding.phrase(at) == "condition":
            return self._condition(at, word)
        if self.pending:
            return None
        if tag in _WH or word in self.words.wh:
            return self._wh(at, word, tag)
        if self.comma:
            return None
        phrase = self.embedding.phrase(at)
        if phrase:
            return self._so_far(phrase)
        dated = word in self.words.before_dates and self.tags[at + 1] in ("CD", "$")
        if self.nominal and not dated:
            if self.low[at - 1] in self.tables.adverbs:
                self.adverbs += (at - 1,)
            return self._so_far("adverbial", edge=at)
        return None

    def _condition(self, at: int, word: str) -> Link | None:
        """An if: of this clause, of one passed, or what an asking verb embeds."""
        found = self.embedding.left(at - 1, "wh", self.floor) if word == "if" else None
        asked = found is not None and found.sense in self.tables.asking
        if self.pending or self.comma:
            self.consequent = not asked
            return None
        if found and (asked or (found.at == at - 1 and unsaid(self.embedding, found.at, at))):
            return self._embedded(found, "wh")
        return self._so_far("condition")

    def _wh(self, at: int, word: str, tag: str) -> Link:
        person = word == "who" and self.tags[at - 1] in NOUNS
        if tag == "WDT" or person or word in self.words.relative_only:
            return self._so_far("relative")
        found = self.embedding.left(at - 1, "whether" if word == "whether" else "wh", self.floor)
        if found:
            return self._embedded(found, "wh")
        if word == "whether":
            return self._embedded(Taken(-1, "unknown", "a"), "wh")
        first = at <= self.floor or self.low[at - 1] in MARKS
        if first and word in self.words.temporal and not self._asks(at):
            return self._so_far("" if self.comma else "adverbial", edge=at)
        return self._so_far("root" if first else "relative" if tag == "WP" else "adverbial", edge=at)

    def _asks(self, at: int) -> bool:
        """Whether the sentence of the token at `at` ends as a question."""
        return "?" in self.low[at : self.embedding.tokens.sentence(at)[1]]


_WAYS = {
    **dict.fromkeys(NOUNS, _Walk._noun),
    **dict.fromkeys(_BEFORE_NOUN, _Walk._determiner),
    **dict.fromkeys(VERBAL, _Walk._verb),
    "CC": _Walk._conjunction,
}


def _that(walk: _Walk, at: int) -> Link:
    """`that` at token `at`: complement of a verb, adjective or noun before it, or a relative clause."""
    tags, low, floor = walk.tags, walk.low, walk.floor
    before = at - 1
    while before > floor and (tags[before] == "CC" or (low[before] == "," and tags[before - 1] != "RB")):
        earlier = walk.embedding.earlier("that", before - 1, floor)
        if earlier < 0:
            break
        at, before = earlier, earlier - 1
    first = before
    while first >= floor and (low[first] in MARKS or tags[first] == "CC"):
        first -= 1
    if first < floor:
        return walk._so_far()  # “*That* was hard”, “and *that* is why”
    if low[before] in walk.words.provided:
        return walk._so_far("condition")
    without_subject = walk.subject < 0
    nominal = tags[before][:2] == "NN" or (tags[before] == "VBG" and tags[before - 1] == "DT")  # the stabbing that …
    if without_subject and (nominal or (tags[before] in NOUNS and tags[at] == "WDT")):
        return walk._so_far("relative")
    found = walk.embedding.left(before, "that", floor) or walk.embedding.identified(before, floor)
    if found:
        return walk._embedded(found, "that")
    if low[before] == "so":
        return walk._so_far("purpose", edge=at)
    return walk._so_far("adverbial" if tags[before][:2] in ("JJ", "RB") else "relative", edge=at)
