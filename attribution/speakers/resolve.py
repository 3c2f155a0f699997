"""One entity for each mention: the sieves in their order, and what a source's own words add."""

from __future__ import annotations

from collections.abc import Callable

from attribution.attach.floating import FRAME as FLOATING
from attribution.speakers.descriptions import is_definite, is_plural
from attribution.speakers.entities import NOBODY, Answer, Entity, Fact
from attribution.speakers.phrases import words_of
from attribution.speakers.sieves import (
    accused,
    description,
    epithet,
    floating,
    heard,
    institution,
    interview,
    issuer,
    name,
    pronoun,
    relative,
    relatives,
)
from attribution.speakers.view import Query, View

Sieve = Callable[[Query, View], Answer | None]

SIEVES: dict[str, tuple[Sieve, ...]] = {
    "none": (floating.goes_on, floating.no_source),
    "floating": (floating.labelled, floating.introduced, floating.led_in, floating.told_of, floating.no_source),
    "pronoun": (accused.accused, pronoun.he_or_she, pronoun.it, pronoun.they, pronoun.first_person),
    "relative": (relative.relative,),
    "letter": (interview.answers, interview.unnamed),
    "name": (
        name.joint,
        name.nobody,
        name.place,
        name.own_acronym,
        name.initials,
        name.office_letters,
        name.agency,
        name.used_as_place,
        name.institution,
        name.beginning,
        name.employer,
        name.known_institution,
        name.compared,
        name.of_office,
        name.person,
    ),
    "definite": (
        name.listed,
        name.office_letters,
        description.surname,
        description.no_noun,
        description.thing,
        issuer.issuer,
        accused.accused,
        institution.apposed,
        description.pair,
        relatives.parents,
        institution.both,
        relatives.named_so,
        relatives.of_child,
        description.kin,
        description.taken_up_near,
        description.by_role,
        description.taken_up,
        institution.by_noun,
        institution.by_class,
        description.by_age,
        description.by_origin,
        description.anybody,
        description.introduced,
        epithet.behind_quotation,
        epithet.of_office,
        epithet.epithet,
        description.itself,
    ),
    "description": (
        name.listed,
        description.surname,
        description.no_noun,
        description.thing,
        description.ours,
        issuer.issuer,
        institution.both,
        institution.named_below,
        description.named_later,
        description.itself,
    ),
}


def resolve(query: Query, view: View) -> Answer:
    """The answer of the first sieve that has one."""
    said_nothing = heard.heard(query, view)
    if said_nothing is not None:
        return said_nothing
    kind = query.phrase.kind
    if query.attribution is not None and query.attribution.frame == FLOATING:
        kind = "floating"
    elif interview.is_letter(query, view):
        kind = "letter"
    elif kind == "name":
        query = name.called(query, view)
    elif kind == "description" and (is_definite(view.reader, query.phrase) or _has_lost_its_article(query, view)):
        kind = "definite"
    for sieve in SIEVES[kind]:
        answer = sieve(query, view)
        if answer is not None:
            return answer
    return NOBODY


def _has_lost_its_article(query: Query, view: View) -> bool:
    """Whether one person or institution opens a paragraph of the body without an article, as scraped copy does: `firm said`."""
    phrase, document = query.phrase, view.document
    if view.paragraph_begin(query.at) != query.at or query.at == 0:
        return False
    if phrase.the or query.words[0] in view.lexicon.small.one or is_plural(view.reader, phrase):
        return False
    head = query.at + query.words.index(phrase.head) if phrase.head in query.words else query.at
    alone = query.kind == "unnamed person" or (query.kind == "company" and query.words == (phrase.head,))
    return alone and document.tags[head] == "NN"


def resolve_source(query: Query, view: View) -> Answer:
    """Who stands behind a source: its own words tell a role, where nothing has before."""
    answer = view.ask(query)
    facts = _told(query, answer.entity, view) if answer.entity is not None else ()
    return answer._replace(learned=(*answer.learned, *facts)) if facts else answer


def _told(query: Query, entity: Entity, view: View) -> tuple[Fact, ...]:
    """What a source says of the one it names: an office before a name, the noun of an institution, `the nurse` of somebody named."""
    phrase = query.phrase
    open_role = entity.type == "person" and view.past(query.at).role(entity) is None
    if phrase.kind == "name" and phrase.role and open_role:
        return Fact(entity, "role", words_of(view.document, phrase.role)), Fact(entity, "head", phrase.head)
    if phrase.kind == "name" and phrase.head and entity.type != "person":
        return (Fact(entity, "head", phrase.head),)
    known = phrase.kind == "description" and phrase.the == "the" and bool(entity.words)
    if known and open_role and phrase.role and phrase.head not in view.lexicon.aged:
        role = view.reader.role_of(phrase.role)
        return (Fact(entity, "role", words_of(view.document, role)),) if role is not None else ()
    return ()
