"""The source behind a source: X, citing Y, reported; X quoted Y as saying; Jeon said the military assessed; a report in X."""

from __future__ import annotations

from attribution.model import Attribution, Document, Tokens
from attribution.speakers.circumstances import shipped_circumstances
from attribution.speakers.people import Entity
from attribution.speakers.phrases import Phrase
from attribution.speakers.resolve import Resolver


class Chains:
    """Finds the inner source of one document's attributions."""

    def __init__(self, document: Document, resolver: Resolver) -> None:
        self.document, self.resolver = document, resolver
        self.rules = shipped_circumstances()

    def behind(self, a: Attribution, phrase: Phrase | None, entity: Entity) -> Entity | None:
        """The source behind the speaker, where one is named."""
        if phrase is None:
            return None
        cited = a.cited or self._cited(a, phrase) or self._quoted_as(a) or self._inner(a)
        if cited is None:
            return None
        found = self._quietly(cited)
        return found if found is not None and found is not entity else None

    def _quietly(self, source: Tokens) -> Entity | None:
        phrase = self.resolver.reader.read(source)
        if phrase.kind in ("pronoun", "relative"):
            return None
        if (
            phrase.kind == "description"
            and phrase.head not in self.resolver.lexicon.heads
            and not self.resolver.lexicon.is_role(phrase.head.removesuffix("s"))
        ):
            return None
        return self.resolver.answer(source)[0].entity

    def _cited(self, a: Attribution, phrase: Phrase) -> Tokens | None:
        """`X, citing Y, reported`; `X reported, citing Y`; `according to X, which cited Y`."""
        norms = self.document.norms
        assert a.source is not None
        b, e = a.source
        high = min(self.document.sentences[self.resolver.sentence(b) + 1], max(e, a.cue[0][1]) + 12)
        if self.rules.citing.isdisjoint(norms[b + 1 : high]):
            return None
        for i in range(b + 1, high):
            if norms[i] in (".", "''", "``"):
                break
            if i >= e and norms[i - 1] not in (",", "which", "who"):
                continue
            if norms[i] in self.rules.citing and not a.cue[0][0] <= i < a.cue[0][1] and (norms[i - 1] in (",", "which", "who")):
                return self._noun_phrase(i + 1)
        return None

    def _noun_phrase(self, b: int) -> Tokens | None:
        """The noun phrase that begins at `b`, with what hangs on it, up to a comma, a verb or `that`."""
        document = self.document
        stop = document.sentences[self.resolver.sentence(b) + 1]
        e = b
        while (
            e < stop
            and e - b < 16
            and document.norms[e] not in (",", ".", "that", "as", "''", "--", "who", "which", ";", ":")
            and (document.tags[e] not in ("VBD", "VBZ", "VBP", "MD", "VBG") or document.norms[e] in self.resolver.lexicon.heads)
            and (e == b or document.norms[e] not in self.rules.inner)
        ):
            e += 1
        if e + 1 < stop and document.norms[e] == "," and document.words[e + 1][:1].isupper():  # the port's operator, Yugmorterminal
            run = self.resolver.roster.runs_between(e + 1, e + 2)
            if run and document.norms[run[0][1] : run[0][1] + 1] == [","]:
                e = run[0][1]
        return (b, e) if e > b else None

    def _quoted_as(self, a: Attribution) -> Tokens | None:
        """`X quoted Y as saying`."""
        if a.lemma not in self.rules.quoted_as:
            return None
        b = a.trigger + 1
        found = self._noun_phrase(b) if b < len(self.document.norms) else None
        return found if found and found[1] < len(self.document.norms) and self.document.norms[found[1]] == "as" else None

    def _inner(self, a: Attribution) -> Tokens | None:
        """`Jeon said the military assessed that …`: the subject of a report inside the report."""
        document = self.document
        if not a.contents:
            return None
        b, e = a.contents[0]
        if b <= a.trigger or b >= e:
            return None
        if document.norms[b] == "that" and b + 1 < e:
            b += 1
        if self.rules.inner.isdisjoint(document.norms[b : min(e, b + 20)]):
            return None
        found = self._noun_phrase(b)
        if found is None or found[1] >= e - 1:
            return None
        verb = found[1]
        if document.norms[verb] in ("has", "had", "have") and document.tags[verb + 1] in ("VBN", "VBD"):
            verb += 1
        if document.norms[verb] not in self.rules.inner or document.norms[verb + 1] not in ("that", "him", "her", "them"):
            return None
        if document.norms[verb + 1] != "that":
            return None
        return found

    def outlet(self, phrase: Phrase | None, entity: Entity) -> Entity | None:
        """The outlet of `a report in X`."""
        if phrase is None or phrase.kind != "description" or entity.type != "document":
            return None
        b, e = phrase.whole
        norms = self.document.norms
        for i in range(b + 1, e - 1):
            if norms[i] in ("in", "by", "from") and norms[i - 1].lower() in self.resolver.lexicon.relaying:
                name = self.resolver.reader.read((i + 1, e))
                if name.kind == "name":
                    found = self.resolver.named(name, i + 1).entity
                    if found is not None and found.type in ("news outlet", "news agency"):
                        return found
        return None
