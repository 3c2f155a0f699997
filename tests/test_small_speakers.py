"""Small texts, and what the speakers' room knows of each (data/small-speakers.jsonl): each answer turns on a condition that no row shows.

`who` has mentions by their words and whom each takes up; `read` sources as they are taken apart; `kinds` descriptions and what they are;
`people` what the article knows of somebody named; `called` whom a word of a name can mean, and whether it is a person's; `tied` to whom
the article ties a noun; `about` whom each sentence is about; `parts` whom it names in what part; `said` the source, the addressee and the
source behind the source of each attribution; `rows` whole resolutions. `his lawyer#2` are those words the second time. An empty field is
left out.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from attribution.attach import attribute
from attribution.attach.floating import find_floating
from attribution.document import read_document
from attribution.document.chunks import find_chunks
from attribution.model import Attribution, Resolution, Tokens
from attribution.rulebook.rules import shipped_rules
from attribution.speakers import resolve_speakers
from attribution.speakers.assembly import Reading
from attribution.speakers.circumstances import read_circumstances
from attribution.speakers.descriptions import is_definite, is_plural, kind_of, name_of, owners
from attribution.speakers.floating import carry_speakers
from attribution.speakers.lexicon import read_lexicon
from attribution.speakers.mentions import read_mentions
from attribution.speakers.phrases import Phrase, Reader, words_of
from attribution.speakers.resolve import resolve
from attribution.speakers.scenes import OBJECT, OTHER, POSSESSOR, SUBJECT, read_main_subjects
from attribution.speakers.state import END
from attribution.speakers.view import View

FILE = Path(__file__).parent / "data" / "small-speakers.jsonl"
CASES = [json.loads(line) for line in FILE.read_text("utf-8").splitlines()]
RULES = shipped_rules()
PARTS = {SUBJECT: "subject", OBJECT: "object", POSSESSOR: "owner", OTHER: "other"}


class Text:
    """One text, attributed once; each question is asked of a view of its own."""

    def __init__(self, text: str) -> None:
        self.document = read_document(text, RULES)
        self.chunks = find_chunks(self.document, RULES)
        self.attributions = attribute(self.document, self.chunks, RULES)

    def reading(self) -> Reading:
        lexicon, subjects = RULES.get(read_lexicon), RULES.get(read_main_subjects)
        view = View(self.document, self.chunks, self.attributions, lexicon, subjects, resolve)
        return Reading(self.attributions, view, RULES.get(read_circumstances))

    def tokens(self, words: str) -> Tokens:
        """Where words stand; `Lee#2` the second time."""
        words, _, nth = words.partition("#")
        places = [found.start() for found in re.finditer(re.escape(words), self.document.text)]
        places = [place for place in places if place in self.document.begins and place + len(words) in self.document.ends]
        place = places[int(nth or 1) - 1]
        return self.document.begins.index(place), self.document.ends.index(place + len(words)) + 1

    def said_by(self, tokens: Tokens) -> Attribution | None:
        return next((a for a in self.attributions if a.source == tokens), None)


text_of = lru_cache(maxsize=1)(Text)


def full(**fields: Any) -> dict[str, Any]:
    """The fields that have a value, in the form of JSON."""
    plain = {name: sorted(value) if isinstance(value, frozenset) else value for name, value in fields.items()}
    found: dict[str, Any] = json.loads(json.dumps({name: value for name, value in plain.items() if value}))
    return found


def who(text: Text, mention: Tokens) -> dict[str, Any]:
    """Whom a mention takes up, by which sieve, and what that teaches; why, where it is nobody."""
    reading = text.reading()
    reading.advance(mention[0])
    query = reading.view.read(mention, text.said_by(mention))
    answer = reading.view.ask(query)
    past, learned = reading.view.past(query.at), sorted(f"{fact.aspect} {fact.value}" for fact in answer.learned)
    if answer.entity is None:
        return full(sieve=answer.sieve, why=answer.why)
    return full(is_=past.name(answer.entity), type=past.type(answer.entity), sieve=answer.sieve, learned=learned)


def taken_apart(text: Text, source: Tokens) -> dict[str, Any]:
    """The parts of a source."""
    phrase: Phrase = Reader(text.document, RULES.get(read_lexicon)).read(source)
    whole = words_of(text.document, phrase.whole) if phrase.whole != source else ""
    name, role = (words_of(text.document, part) if part else "" for part in (phrase.name, phrase.role))
    names = [words_of(text.document, part) for part in phrase.names]
    more = {"head": phrase.head, "honorific": phrase.honorific, "generic": phrase.generic, "the": phrase.the, "titled": phrase.titled}
    return full(kind=phrase.kind, whole=whole, name=name, role=role, names=names, **more)


def kinds(text: Text, tokens: Tokens) -> dict[str, Any]:
    """What a description says by itself."""
    reader = Reader(text.document, RULES.get(read_lexicon))
    phrase = reader.read(tokens)
    if phrase.kind != "description":
        return {}
    kind = kind_of(reader, phrase, tuple(text.document.lows[slice(*phrase.whole)]))
    fits = {"definite": is_definite(reader, phrase), "plural": is_plural(reader, phrase)}
    return full(kind=kind, name=name_of(reader, phrase, kind), owners=frozenset(owners(reader, phrase)), **fits)


def people(text: Text, name: str) -> dict[str, Any]:
    """What the article knows of somebody when all is read."""
    reading = text.reading()
    reading.resolutions()
    past, entity = reading.view.past(END), next((e for e in reading.view.cast.people if e.name == name), None)
    if entity is None:
        return {}
    known = {"heads": past.heads(entity), "roles": past.roles(entity), "they": entity.they, "kin": entity.kin}
    return full(type=entity.type, gender=past.gender(entity), plural=entity.plural, joint=entity.joint, **known)


def called(text: Text, name: str) -> dict[str, Any]:
    """Whose short form a name can be; how it is written in full; whether it is a person's."""
    bearing, words = text.reading().view.cast.bearing, tuple(name.split())
    short = [" ".join(name) for name, _ in bearing.bearers(words[0])] if len(words) == 1 else []
    longer = " ".join(bearing.fullest(words))
    kinds = {"person": bearing.may_be_person(words), "institution": bearing.institutional(words)}
    return full(short_for=short, full=longer if longer != name else "", surname=bearing.surname(words) if len(words) > 1 else "", **kinds)


def tied(text: Text, noun: str) -> list[str]:
    """The people to whom an article ties a noun."""
    return [entity.name for _, entity in text.reading().view.ties.tied(noun)]


def about(text: Text) -> list[str]:
    """Whom each sentence is about: the name; `somebody` (with the gender) where it is open; empty where it is no one."""
    reading = text.reading()
    reading.resolutions()
    found = [reading.view.subject(sentence) for sentence in range(len(text.document.sentences) - 1)]
    past = reading.view.past(END)
    return [past.name(s.entity) if s.entity else f"somebody {s.gender}".strip() if s.person else "" for s in found]


def parts(text: Text) -> list[list[str]]:
    """Whom each sentence names, and in what part."""
    scenes = text.reading().view.scenes
    named = [scenes.mentions(sentence) for sentence in range(len(text.document.sentences) - 1)]
    return [[f"{entity.name}: {PARTS[rank]}" for _, rank, entity in each] for each in named]


def said(text: Text) -> list[dict[str, Any]]:
    """The mentions of each attribution."""
    view, rules = text.reading().view, RULES.get(read_circumstances)
    mentions = [read_mentions(attribution, view, rules) for attribution in text.attributions]
    queries = [{name: getattr(said, name) for name in ("source", "addressee", "behind")} for said in mentions]
    return [full(**{name: words_of(text.document, query.phrase.whole) for name, query in each.items() if query}) for each in queries]


def rows(text: Text) -> list[dict[str, Any]]:
    """The resolution of each attribution, quotations without a source among them."""
    floating = find_floating(text.document, text.chunks, text.attributions, RULES)
    every = sorted([*text.attributions, *floating], key=lambda a: a.trigger)
    resolutions = resolve_speakers(text.document, text.chunks, every, RULES)
    return [row_of(resolution) for resolution in carry_speakers(text.document, every, resolutions, RULES)]


def row_of(found: Resolution) -> dict[str, Any]:
    chain = found.chain if len(found.chain) > 1 else ()
    more = {"anonymous": found.anonymous, "reason": found.anonymity_reason, "chain": chain, "addressee": found.addressee}
    return full(speaker=found.speaker, role=found.role, type=found.source_type, medium=found.medium, when=found.when, **more)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][-60:])
def test_a_text_has_these_answers(case: dict[str, Any]) -> None:
    text = text_of(case["text"])
    assert case.keys() > {"text"}
    for mention, answers in ((who, "who"), (taken_apart, "read"), (kinds, "kinds")):
        assert {words: mention(text, text.tokens(words)) for words in case.get(answers, {})} == case.get(answers, {})
    assert {name: people(text, name) for name in case.get("people", {})} == case.get("people", {})
    assert {name: called(text, name) for name in case.get("called", {})} == case.get("called", {})
    assert {noun: tied(text, noun) for noun in case.get("tied", {})} == case.get("tied", {})
    for told in (about, parts, said, rows):
        if told.__name__ in case:
            assert told(text) == case[told.__name__]
