"""What a sentence shows: whom it names, in which part, and who its subject is."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from functools import cache
from operator import itemgetter

from attribution.document.chunks import Chunks
from attribution.model import Attribution, Document, Tokens
from attribution.rulebook.alphabets import QUOTE, STOP, chunk_grammar
from attribution.rulebook.frames import shipped_entries
from attribution.rulebook.notation import translate
from attribution.rulefiles import read_rules
from attribution.speakers.discourse import Mention, Subject
from attribution.speakers.people import Entity
from attribution.speakers.phrases import PERSONAL, Phrase
from attribution.speakers.ties import Ties

_REACH = 12  # sentences in a row whose pronouns are followed back
_DATELINE = 14  # chunks that a dateline has at most
_CHUNKS = 60  # of a sentence that are read for its subject
_MENTIONS = 40  # people of one sentence that are looked at
NOBODY = Subject(None, False)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """The patterns of rules/main-subjects.toml over chunk characters, compiled when the first pronoun asks for them."""
    data = tomllib.loads(read_rules("main-subjects.toml"))
    alphabet, macros = chunk_grammar().chunks, shipped_entries()[0].macros
    return tuple(re.compile(translate("".join(data[key].split()), alphabet, macros)) for key in ("pattern", "inverted"))


def main_subject(document: Document, chunks: Chunks, sentence: int) -> Tokens | None:
    """Token range of the subject of a sentence's main clause; None where the pattern finds none."""
    low, high = document.sentences[sentence], document.sentences[sentence + 1]
    first = bisect_left(chunks.first, low)
    last = bisect_left(chunks.first, high, first, min(len(chunks.first), first + _CHUNKS))
    edge = chunks.symbols.rfind(STOP, first, min(last, first + _DATELINE))
    first = edge + 1 if edge >= 0 else first  # behind a dateline too
    if chunks.symbols[first : first + 1] == QUOTE:
        return None
    m = next((m for p in _patterns() if (m := p.match(chunks.symbols, first, last))), None)
    if m is None:
        return None
    b, e = m.span("subject")
    return chunks.first[b], chunks.last[e - 1]


class Scenes(Ties):
    """The people of each sentence, by their part in it."""

    def mentions(self, s: int) -> list[Mention]:
        """(token, rank, person) of the people named in sentence `s` outside quotations; rank 0 subject, 1 object, 2 other, 3 possessor."""
        known = self._mentions.get(s)
        if known is not None:
            return known
        document, out = self.document, []
        low, high = document.sentences[s], document.sentences[s + 1]
        for b, e in self.roster.runs_between(low, high):
            if self.quoted(b):
                continue
            entity = self.mentioned((b, e))
            if entity is not None:
                out.append((b, self._rank(b, e, low, high), entity))
        self._mentions[s] = out
        return out

    def _rank(self, b: int, e: int, low: int, high: int) -> int:
        tags = self.document.tags
        after = tags[e] if e < high else ""
        before = tags[b - 1] if b > low else ""
        if after == "POS":
            return 3
        if before[:2] == "VB":
            return 1
        if before in ("IN", "TO", "WDT", "WP"):
            return 2
        subject = after[:2] in ("VB", "MD", "RB", "WP") or (after == "," and b - low < 12) or (after == "CC" and b - low < 8)
        return 0 if subject else 2

    def before(self, s: int, at: int) -> list[Mention]:
        """The last mentions of sentence `s` before token `at`; few enough for a sentence without end."""
        found = self.mentions(s)
        k = bisect_left(found, at, key=itemgetter(0))
        return found[max(0, k - _MENTIONS) : k]

    def mentioned(self, run: Tokens) -> Entity | None:
        """The person whom a run names, where there is reason to take it for a person."""
        b, e = run
        norms = self.document.norms
        key = (norms[b - 1] if b else "", *norms[b:e])
        known = self._known.get(key)
        if known is None:
            known = self._find_mentioned(run)
            if known is not None:
                self._known[key] = known
        return known

    def _find_mentioned(self, run: Tokens) -> Entity | None:
        b, e = run
        words = self.document.norms
        key = tuple(words[b:e])
        titles, name = self.roster.core(key)
        if not name or " ".join(name) in self.lexicon.places or self.people.institutional(name):
            return None
        if len(name) == 1:
            if b and words[b - 1].lower() in self.lexicon.compared:  # the younger Hale: see `named`
                return None
            if not titles and name not in self.people.persons and not self.people.bearers(name[0]):
                return None
            honorific = titles[-1].lower() if titles else ""
            return self.people.person(name, honorific, b).entity
        full = self.people.fullest(name)
        if full in self.people.persons:
            return self.people.persons[full]
        if (
            titles
            or name[0] in self.lexicon.given
            or name in self.people.persons
            or (name[-1],) in self.roster.places
            or name[0].lower() in self.lexicon.family_first
            or (name[0],) in self.roster.places
            or self._named_after_role(b, e)
            or any(self.roster.core(k)[0] for k in self.roster.by_word.get(name[-1], ())[:20])
        ):
            if not self.people.may_be_person(name) or (b > 0 and self.document.lows[b - 1] == "the" and not titles):
                return None
            return self.people.person(name, "", b).entity
        return None

    def _named_after_role(self, b: int, e: int) -> bool:
        """Whether a role word stands before a run: `the painter Dagny Roth`, `the chairman, Nils Aaker`."""
        norms = self.document.norms
        if b < 2:
            return False
        return norms[b - 1] in self.lexicon.roles or (norms[b - 1] == "," and norms[b - 2] in self.lexicon.roles)

    # --- subjects

    def subject_before(self, s: int, at: int, a: Attribution | None) -> Subject:
        """The subject of sentence `s` where it stands before token `at`, and is no part of what the source at `at` says."""
        if self.document.sentences[s + 1] > at:
            found = self.main_subject(s)
            if found is None or found[1] > at or (a is not None and any(b <= found[0] < e for b, e in a.contents)):
                return NOBODY
        return self.subject(s)

    def main_subject(self, s: int) -> Tokens | None:
        """The tokens of the subject of sentence `s`."""
        if s not in self._spans:
            self._spans[s] = main_subject(self.document, self.chunks, s)
        return self._spans[s]

    def subject(self, s: int) -> Subject:
        """Whom or what the main clause of sentence `s` is about, pronouns and descriptions resolved."""
        known = self._subjects.get(s)
        if known is None:
            if self._depth == _REACH:
                return NOBODY
            self._depth += 1  # a pronoun asks for the sentences before
            known = self._subjects[s] = self._find_subject(s)
            self._depth -= 1
        return known

    def _find_subject(self, s: int) -> Subject:
        found = self.main_subject(s)
        if found is None or self.quoted(found[0]):
            return NOBODY
        phrase = self.reader.read(found)
        if phrase.kind == "pronoun":
            if phrase.head not in PERSONAL and phrase.head not in ("they", "it"):
                return NOBODY
            return Subject(self.pronoun(phrase.head, found[0], None).entity, phrase.head in PERSONAL)
        if phrase.kind == "name" and not phrase.joint:
            for run in self.roster.runs_between(*found):
                entity = self.mentioned(run)
                if entity is not None and self._rank(*run, found[0], found[1]) != 3:
                    return Subject(entity, entity.person)
            named = self.named(phrase, found[0]).entity
            return Subject(named, named is not None and named.person)
        if phrase.joint:
            return Subject(self.joint(phrase, found[0]).entity, True)
        return self._described_subject(phrase, found[0])

    def _described_subject(self, phrase: Phrase, at: int) -> Subject:
        """Whom a description means that is a subject."""
        raise NotImplementedError
