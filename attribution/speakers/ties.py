"""Which people the article ties to a word for what they are: `the singer Ilse Aldane`, `Ann Lee, the mayor`."""

from __future__ import annotations

from attribution.model import Tokens
from attribution.speakers.naming import Naming
from attribution.speakers.people import Entity

_COPULAS = frozenset(["is", "was", "became", "remains"])


class Ties(Naming):
    """Role words and the people they stand with."""

    def tied(self, head: str) -> list[tuple[int, Entity]]:
        """The people whom the article ties to a role word, with the place of the tie, in reading order."""
        known = self._ties.get(head)
        if known is None:
            known = []
            for i in self._places_of(head)[:40]:
                name = self.tied_at(i)
                if name is not None:
                    known.append((i, name))
            self._ties[head] = known
        return known

    def _places_of(self, head: str) -> list[int]:
        """Where a role word stands; one that no list has is looked for by itself."""
        if self._roles is None:
            self._roles = self._role_places()
        known = self._roles.get(head)
        if known is None:
            known = [i for i, w in enumerate(self.document.norms) if w in (head, head.capitalize())] if self.lexicon.is_role(head) else []
            self._roles[head] = known
        return known

    def _role_places(self) -> dict[str, list[int]]:
        wanted = self.lexicon.called
        out: dict[str, list[int]] = {}
        for i, w in [(i, w) for i, w in enumerate(self.document.norms) if w in wanted]:
            out.setdefault(wanted[w], []).append(i)
        return out

    def tied_at(self, i: int) -> Entity | None:
        """The person to whom the role word at `i` is tied."""
        document, norms = self.document, self.document.norms
        if document.tags[i + 1 : i + 2] in (["NN"], ["NNS"]):  # a delegate battle
            return None
        s = self.sentence(i)
        low, high = document.sentences[s], document.sentences[s + 1]
        for b, e in self.roster.runs_between(max(low, i - 3), min(high, i + 12)):
            between = norms[i + 1 : b] if b > i else []
            if (
                (b <= i < e - 1)
                or b == i + 1
                or (
                    b > i + 1
                    and norms[b - 1] == ","
                    and "," not in between[:-1]
                    and (len(between) == 1 or between[0] in ("of", "for", "at", "in"))
                )
            ):
                person = self._person_words((max(b, i + 1), e))
                if person:
                    return person
        back = i
        while back > low and i - back < 9 and norms[back - 1] != "," and document.tags[back - 1] not in ("VBD", "VBZ", "MD", "VBP"):
            back -= 1
        if norms[back - 1] in _COPULAS:  # Trump became the candidate
            runs = self.roster.runs_between(max(low, back - 7), back - 1)
            return self._person_words(runs[-1]) if runs and runs[-1][1] == back - 1 and document.tags[back] == "DT" else None
        if back - 1 > low and norms[back - 1] == ",":
            end = back - 1
            if document.tags[end - 1] == "CD" and norms[end - 2] == ",":
                end -= 2
            runs = self.roster.runs_between(max(low, end - 7), end)
            if runs and runs[-1][1] == end and document.tags[back] in ("DT", "NN", "JJ", "PRP$", "NNP", "VBG", "NNS"):
                return self._person_words(runs[-1])
        return None

    def _person_words(self, run: Tokens) -> Entity | None:
        """The person whose name is the run, titles cut off; None where it is no person's."""
        b, e = run
        inside = b > 0 and self.document.tags[b - 1] == "IN"
        b, _, _ = self.reader.title_end(b, e)
        words = tuple(self.document.norms[b:e])
        if not words or not words[0][:1].isupper():
            return None
        if len(words) == 1 and not self.people.bearers(words[0]) and words not in self.people.persons:
            lexicon = self.lexicon
            if inside or words[0] in lexicon.places or words[0] in lexicon.agencies or words[0].isupper() or words[0] in lexicon.names:
                return None
        if " ".join(words) in self.lexicon.places or self.people.institutional(words):
            return None
        return self.people.person(words, "", b).entity
