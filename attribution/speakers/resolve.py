"""One speaker for each source: names, descriptions and pronouns by ordered sieves, in reading order."""

from __future__ import annotations

from attribution.model import Attribution, Tokens
from attribution.speakers.people import Answer, Entity
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
            elif found.entity is not None and phrase.head and found.entity.type != "person":
                found.entity.heads.add(phrase.head)
            return found, phrase
        found = self.description(phrase, at)
        if found.entity is not None:
            self._says_what_he_is(found.entity, phrase)
        return found, phrase

    def _says_what_he_is(self, entity: Entity, phrase: Phrase) -> None:
        """A description that takes up somebody named says what he is, where the article has not said so before."""
        if phrase.role is None or entity.role is not None or not entity.words or entity.type != "person" or phrase.the != "the":
            return
        role = self.reader.role_of(phrase.role)
        if role is not None:
            entity.role = words_of(self.document, role)
            entity.roles.append(entity.role)
