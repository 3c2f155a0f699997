"""One speaker for each source: names, descriptions and pronouns by ordered sieves, in reading order."""

from __future__ import annotations

from attribution.model import Attribution, Tokens
from attribution.speakers.people import Answer
from attribution.speakers.phrases import Phrase, words_of
from attribution.speakers.pronouns import Pronouns


class Resolver(Pronouns):
    """Resolves the sources of one document in reading order."""

    def answer(self, source: Tokens, a: Attribution | None = None) -> tuple[Answer, Phrase]:
        """Who stands behind the words of a source."""
        phrase = self.reader.read(source)
        at = phrase.whole[0]
        if phrase.kind == "pronoun":
            return self.pronoun(phrase.head, at, a), phrase
        if phrase.kind == "relative":
            return self.relative(at), phrase
        if phrase.joint:
            return self.joint(phrase, at), phrase
        if phrase.kind == "name":
            found = self.named(phrase, at)
            if found.entity is not None and phrase.role and found.entity.role is None and found.entity.type == "person":
                found.entity.role = words_of(self.document, phrase.role)
                found.entity.roles.append(found.entity.role)
                found.entity.heads.add(phrase.head)
            return found, phrase
        return self.description(phrase, at), phrase
