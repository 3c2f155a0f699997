"""Whether a source tells of what the draft tells of: by the information that both have, in all and beside a passage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from attribution.model import Span
from attribution.verify.fold import Token, between, fold_source
from attribution.verify.language import language
from attribution.verify.passages import Material
from attribution.verify.topic import Topic

_BESIDE = 500  # characters on either side of a passage that tell what it is about


@dataclass(frozen=True)
class Setting:
    """A draft's words, to be held against those of sources in which so many nats of information are there by accident."""

    text: str = field(repr=False)
    chance: float

    @cached_property
    def tokens(self) -> list[Token]:
        """The draft's words."""
        return fold_source(self.text)

    def is_strange(
        self, span: Span, speaker: str | None, material: Material, place: Span, share: float = 1.0, *, claim: bool = False
    ) -> bool:
        """Whether a source is of another event, and not even the same stands beside the words in `span`, said by `speaker`, and beside
        `place`, where they stand in it.
        """
        return not (self.is_of_event(span, material, share, claim=claim) or self._is_beside(span, speaker, material, place))

    def is_of_event(self, span: Span, material: Material, share: float = 1.0, *, claim: bool = False) -> bool:
        """Whether a source tells of the draft's event: it has enough of what the draft tells besides the words in `span`.

        The more there is in the sources, the more alike both must be: by `share` of that, and of transcripts and statements, which speak
        of many things, less. A draft that tells nothing besides is of any event. The words of a `claim` tell by themselves what they are
        about.
        """
        limits = language().limits
        if self._besides(span) < limits["besides_nats"]:
            return True
        share *= 1.0 if material.kind == "article" else limits["other_kind"]
        enough = share * limits["own_event_a_nat"] * (self.chance - limits["own_event_nats"])
        return self.likeness(material, None if claim else span) >= enough

    def beside(self, span: Span, speaker: str | None, material: Material, place: Span) -> float:
        """The information, in nats, of what stands beside words in the draft's paragraph and in the source, but for the speaker's name."""
        own, theirs = self._beside(span, material, place)
        return language().nats((own & theirs) - {token.folded for token in fold_source(speaker or "")})

    def likeness(self, material: Material, span: Span | None = None) -> float:
        """How like each other the words of draft and source are, those in `span` left out: 0 to 1."""
        topic = material.topic
        known = self._shared.get(topic)
        if known is None:
            known = self._shared[topic] = self._topic.shared(topic)
        return self._topic.likeness(topic, known, self._words(span) if span is not None else ())

    @cached_property
    def _shared(self) -> dict[Topic, float]:
        return {}

    def _words(self, span: Span) -> frozenset[str]:
        return frozenset(token.folded for token in between(self.tokens, *span))

    @cached_property
    def _topic(self) -> Topic:
        return Topic.of(self.tokens)

    def _besides(self, span: Span) -> float:
        """The information of what the draft tells besides some words."""
        return self._told - sum(self._topic.weights.get(word, 0.0) for word in self._words(span))

    @cached_property
    def _told(self) -> float:
        return sum(self._topic.weights.values())

    def _is_beside(self, span: Span, speaker: str | None, material: Material, place: Span) -> bool:
        """Whether the same stands beside the words in the draft's paragraph and in the source, the speaker's name among it."""
        own, theirs = self._beside(span, material, place)
        if not {token.folded for token in fold_source(speaker or "")} & theirs:
            return False
        shared, total = (sum(language().nats([word]) for word in words) for words in (own & theirs, own))
        return shared >= language().limits["beside_nats"] and shared >= language().limits["beside_share"] * total

    def _beside(self, span: Span, material: Material, place: Span) -> tuple[frozenset[str], frozenset[str]]:
        """The words that say something beside a stretch of the draft, in its paragraph, and beside one of the source."""
        begin = max(self.text.rfind("\n", max(0, span.begin - _BESIDE), span.begin) + 1, span.begin - _BESIDE)
        end = self.text.find("\n", span.end, span.end + _BESIDE)
        own = _besides(self.tokens, Span(begin, end if end >= 0 else span.end + _BESIDE), span)
        return own, _besides(material.words, Span(place.begin - _BESIDE, place.end + _BESIDE), place)


def _besides(tokens: Sequence[Token], around: Span, span: Span) -> frozenset[str]:
    """The words that say something in a stretch, without those of a stretch in it."""
    inside = {token.folded for token in between(tokens, *span)}
    return frozenset(token.folded for token in between(tokens, *around)) - inside - language().empty
