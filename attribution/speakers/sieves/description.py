"""Sources that are descriptions: somebody known, or a source of its own."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise

from attribution.document.view import peek
from attribution.model import Attribution, Document
from attribution.speakers.descriptions import capitals, core_end, is_plural, name_of, owners, without_article
from attribution.speakers.entities import PEOPLE, WRITTEN, Answer, Entity, Fact, two_fit
from attribution.speakers.roster import FINITE
from attribution.speakers.sieves.institution import FAR, is_headline, same_kind
from attribution.speakers.sieves.name import person
from attribution.speakers.state import Turn
from attribution.speakers.view import SENTENCES, Query, View

THING = "thing"  # the sieve of what cannot speak
_WORD = re.compile(r"\w+")
_STEM = 4  # letters that a country and its people share
_PLACES = 20  # of a word that are looked at
_OPENING = 60  # tokens of headline and lead, which name people after their titles
_DESCRIBED, _SAME = 40, 60  # described sources that are looked at: by noun, by all words
_TURNS = 12  # turns that are looked at
_NAME = 8  # tokens of a name before an apposition
_HANGING = frozenset(["of", "for", "to", "in", "at"])  # behind the noun of a role
_OUTLETS = frozenset(["news outlet", "news agency"])
_DEATHS = 6  # of the mentions of somebody that are looked at
_OWNED, _OWNER = frozenset(["PRP$", "POS"]), 4  # tags of an owner, and tokens before what is his in which he stands
_BARE = 2  # tokens of a noun and its article
_PAIR = 3  # paragraphs before `the couple`
_NO_NOUN = frozenset(["IN", "VBN", "VBD", "TO", "CC"])  # tags with which no description begins
_MOODS = frozenset(["JJ", "VBN", "VBD", "RB"])  # tags of how somebody is: a delighted, an emotional
_PERSON = frozenset(["unnamed person", "officials", "experts"])  # kinds of which one person can be meant
_MARKS = frozenset(["``", "`"])  # with which a quotation begins


def surname(query: Query, view: View) -> Answer | None:
    """One capitalised word that the tags take for a noun, and that is in somebody's name: `Boss said`, `the 14th-ranked Boss said`."""
    document, begin = view.document, query.phrase.whole[0]
    last = core_end(view.reader, query.phrase) - 1
    word = document.norms[last]
    small, the = view.lexicon.small, query.phrase.the
    opened = the in small.indefinite or (the in small.articles and not view.lexicon.names_office(query.phrase.head))
    felt = last > begin + 1 and opened and set(document.tags[begin + 1 : last]) <= _MOODS
    if not document.words[last][:1].isupper() or not (felt or last == begin):
        return None
    bearers = [name for name, _ in view.cast.bearers(word)]
    if not felt and query.phrase.head in view.lexicon.heads:  # somebody's last word, where no article tells of an expert, a baker
        bearers = [name for name in bearers if name[-1] == word and len(name) > 1]
    return person(query._replace(words=(word,)), view) if bearers else None


def no_noun(query: Query, view: View) -> Answer | None:
    """`then sold in 2018`, `of the cutbacks`, `last year`: words without a noun for anybody, where the text is broken, name nobody."""
    tag = view.document.tags[query.phrase.whole[0]]
    head, lexicon = query.phrase.head, view.lexicon
    known = head in lexicon.heads or head in lexicon.few or lexicon.is_role(head)
    empty = (tag in _NO_NOUN and not known) or head in lexicon.small.times | lexicon.small.nothing
    return Answer(None, "no-noun", "it names nobody") if empty else None


def thing(query: Query, view: View) -> Answer | None:
    """`mortgages said`, `the contest …, saying`: a thing does nothing that only somebody does; who does is not read here.

    Of `the carrier said`, `the plant said` there is no other reading: those are its people.
    """
    attribution, lexicon, document = query.attribution, view.lexicon, view.document
    head = next((k for k in range(*query.phrase.whole) if document.lows[k] == query.phrase.head), query.at)
    if attribution is None or attribution.lemma not in lexicon.small.personal or query.kind or document.tags[head] not in ("NN", "NNS"):
        return None
    torn = not query.phrase.the and view.paragraph_begin(query.at) == query.at  # mpany said: the first letters are lost
    joined = not lexicon.small.conjoining.isdisjoint(document.norms[slice(*query.phrase.whole)])
    if torn or joined or document.words[head][:1].isupper() or _speaks_itself(query, attribution, document):
        return None
    return Answer(None, THING, "a thing does not speak")


def _speaks_itself(query: Query, attribution: Attribution, document: Document) -> bool:
    """Whether the article and one noun stand right before the verb, or the first of two, and no preposition before them."""
    begin, end = query.phrase.whole
    cue = attribution.cue[0][0]
    second = peek(document.tags, end) in FINITE and document.tags[cue - 1] == "CC"  # the dairy rejected it | and vowed to appeal
    bare = query.phrase.the == "the" and end - begin == _BARE and (end == cue or second)
    return bare and peek(document.tags, begin - 1) != "IN"


def pair(query: Query, view: View) -> Answer | None:
    """`the couple`: the two whom a sentence before names together."""
    if query.phrase.head not in view.lexicon.pairs:
        return None
    here, low = view.sentence(query.at), view.paragraph_begin(query.at, _PAIR)
    for sentence in range(here - 1, max(-1, here - 1 - SENTENCES), -1):
        if view.document.sentences[sentence] < low:
            break
        entity = view.subject(sentence).entity
        if entity is not None and entity.joint:
            return Answer(entity, "pair", f"{entity.name} before")
    return None


def kin(query: Query, view: View) -> Answer | None:
    """`her husband`: the one person of the family's name and that gender; else somebody unnamed."""
    phrase = query.phrase
    owner = view.lexicon.owner_pronouns.get(phrase.the)
    if owner is None or phrase.head not in view.lexicon.kin:
        return None
    whose = view.ask(Query(phrase._replace(kind="pronoun", head=owner), query.at)).entity
    if whose is None:
        return _itself(query._replace(kind="unnamed person"), view, "whose is open")
    gender = view.lexicon.kin[phrase.head]
    family = [view.cast.entity(name) for name, first in view.cast.bearers(whose.words[-1]) if first < query.at] if whose.words else []
    past = view.past(query.at)
    fits = [entity for entity in family if entity is not whose and past.gender(entity) in ("", gender)]
    if len(fits) == 1:
        return Answer(fits[0], "kin", f"{phrase.head} of {whose.name}")
    return _itself(query._replace(kind="unnamed person"), view, "nobody of that family has been named")


def taken_up_near(query: Query, view: View) -> Answer | None:
    """`the nurse` after `a nurse` in this paragraph or the one before."""
    low, head = view.paragraph_begin(query.at, 1), query.phrase.head
    described = any(known.place >= low and known.head == head for known in view.past(query.at).described(_DESCRIBED))
    return taken_up(query, view) if described else None


def taken_up(query: Query, view: View) -> Answer | None:
    """`the nurse` after `a nurse`: the last source described so."""
    head, at, past = query.phrase.head, query.at, view.past(query.at)
    begin, end = query.phrase.whole
    wanted = {word for word in view.document.words[begin + 1 : end] if word[:1].isupper()}
    described = [known for known in reversed(past.described(_DESCRIBED)) if known.place < at]
    alike = view.lexicon.alike(head)
    before = [known for known in described if known.head == head] or [known for known in described if known.head in alike]
    there = [known.entity for known in before if known.entity.person or known.place >= at - FAR]
    named = {entity: past.name(entity) for entity in there}
    found = [e for e, name in named.items() if all(word in name for word in wanted) and not _differs(query, name, view)]
    if query.phrase.the in view.lexicon.small.possessive and query.kind in PEOPLE:  # his lawyers are not copyright lawyers
        found = [entity for entity in found if past.name(entity).lower().split()[0] == query.phrase.the]
    if not found or _named_since(found[0], before[0].place, query, view):
        return None
    others = [entity for entity in found[1:] if entity.person]
    if not others:
        return Answer(found[0], "taken-up", f"{past.name(found[0])} before")
    fitting = [e for e in found if set(query.words[1:]) <= set(past.name(e).lower().split())]
    if end - begin < 3 or len(fitting) != 1:
        near = view.paragraph_begin(at, 1)
        fitting = list(dict.fromkeys(known.entity for known in before if known.place >= near))
    if len(fitting) != 1:
        return two_fit(past.name(found[0]), past.name(others[0]))
    return Answer(fitting[0], "taken-up", f"{past.name(fitting[0])} before")


def _differs(query: Query, name: str, view: View) -> bool:
    """Whether both say what kind of one it is, and not the same: the *prime* minister is no *health* minister."""
    one, *words = name.lower().split()
    if one not in view.lexicon.small.indefinite:
        return False
    kinds, others = ({word for word in said if word != query.phrase.head} for said in (query.words[1:], words))
    return bool(kinds and others) and kinds.isdisjoint(others)


def _named_since(entity: Entity, place: int, query: Query, view: View) -> bool:
    """Whether a named institution of that kind has spoken since: `a defence firm has said`, then Raytheon."""
    past = view.past(query.at)
    since = [turn.entity for turn in past.turns(_TURNS) if turn.at > place and turn.entity is not None and turn.entity.words]
    return not entity.person and any(same_kind(past.type(one), entity.type, query.phrase.head) for one in since)


def by_role(query: Query, view: View) -> Answer | None:
    """`the minister`: the one person whom the article has called so."""
    head = query.phrase.head
    if not view.lexicon.is_role(head):
        return None
    entities = _holders(query, view)
    new = _one_of_kin("successor", query, view) if entities else None
    if new is not None and any(turn.entity is new for turn in view.past(query.at).turns(1)):
        return Answer(new, "role", f"the successor of {entities[0].name}")
    graded = view.lexicon.grades.intersection(query.words)
    entities = _graded(entities, graded, query, view) if graded else [e for e in entities if not _is_deputy(e, query, view)]
    if not entities:
        return None
    entities = _narrowed(entities, query, view)
    if len(entities) == 1:
        return Answer(entities[0], "role", f"the one called {head}")
    return two_fit(entities[0].name, entities[1].name) if entities else None


def _graded(entities: list[Entity], graded: frozenset[str], query: Query, view: View) -> list[Entity]:
    """Those whose role has the words too: the deputy mayor is no mayor; the former mayor may be who has just left, or a predecessor."""
    roles = view.past(query.at).roles
    found = [e for e in entities if all(any(word in role.lower().split() for role in roles(e)) for word in graded)]
    if found or not graded <= view.lexicon.past:
        return found
    left = [entity for entity in entities if _has_left(entity, query, view)]
    before = _one_of_kin("predecessor", query, view) if entities else None
    return left or ([before] if before is not None else [])


def _is_deputy(entity: Entity, query: Query, view: View) -> bool:
    """Whether all that the article calls somebody by that noun is a grade below: a deputy mayor is not the mayor."""
    below = view.lexicon.grades - view.lexicon.past
    called = _called(entity, query, view)
    return bool(called) and all(not below.isdisjoint(role) for role in called)


def _called(entity: Entity, query: Query, view: View) -> list[list[str]]:
    """The words of each role, in lower case, by which the article calls somebody as the description does."""
    roles = (role.lower().split() for role in view.past(query.at).roles(entity))
    return [words for words in roles if query.phrase.head in words]


def _is_past(query: Query, entity: Entity, view: View) -> bool:
    """Whether all that the article calls somebody by that noun is over, and the description is not: the former minister."""
    past, called = view.lexicon.past, _called(entity, query, view)
    return bool(called) and past.isdisjoint(query.words) and not any(past.isdisjoint(role) for role in called)


def _has_left(entity: Entity, query: Query, view: View) -> bool:
    """Whether a sentence near tells that somebody gave up an office: `Ida Storm, the president, resigned`."""
    for sentence in view.sentences_back(query.at, 1):
        words = view.document.norms[view.document.sentences[sentence] : view.document.sentences[sentence + 1]]
        named = any(one is entity for _, _, one in view.scenes.before(sentence, query.at))
        if named and not view.lexicon.leaving.isdisjoint(words):
            return True
    return False


def _one_of_kin(noun: str, query: Query, view: View) -> Entity | None:
    """The one person whom the article has introduced so: `her successor, Ann Lee`."""
    if noun not in view.words:
        return None
    found = [entity for entity in view.cast.by_kin.get(noun, ()) if entity.first < query.at]
    return found[0] if len(found) == 1 else None


def _holders(query: Query, view: View) -> list[Entity]:
    """Whom the article has called so before, owner and capitalised words alike; in headline or lead, the one it calls so later."""
    head = query.phrase.head
    entities = _called_before(query, view)
    past, whose = view.past(query.at), owners(view.reader, query.phrase)
    if not entities and (query.at < _OPENING or whose):
        later = _by_name([e for _, e in view.ties.tied(head) if not (_of_other_kind(query, e, view) or _is_past(query, e, view))])
        fits = len(later) == 1 and not _held_elsewhere(later[0], query, view) and not _conflicts(query, later[0], view)
        named = fits and (query.at < _OPENING or whose <= set(_WORD.findall(" ".join(later[0].roles).lower())))
        return later if named else []
    if whose:  # the prime minister's spokesman is not the treasury's, nor Tarn Foods's CEO Norvik Foods's
        said = {entity: set(_WORD.findall(" ".join(past.roles(entity)).lower())) for entity in entities}
        return [e for e in entities if whose <= said[e] or (query.phrase.the and not whose.isdisjoint(said[e]))]
    if query.phrase.the in view.lexicon.owner_pronouns:  # his spokesman is nobody else's
        entities = [entity for entity in entities if _is_somebodys(entity, query, view)]
    apart = (_conflicts, _of_other_kind, _is_opposed, _in_passing)
    return [entity for entity in entities if not any(differs(query, entity, view) for differs in apart)]


def _is_somebodys(entity: Entity, query: Query, view: View) -> bool:
    """Whether the article says whose somebody is, where it calls him so: `his lawyer, Ann Lee`, `Hale's lawyer`."""
    tags = view.document.tags
    heads = (query.phrase.head, *view.lexicon.alike(query.phrase.head))
    places = (place for head in heads for place, tied in view.ties.tied(head) if tied is entity)
    return any(not _OWNED.isdisjoint(tags[max(0, place - _OWNER) : place]) for place in places)


def _in_passing(query: Query, entity: Entity, view: View) -> bool:
    """Whether somebody silent holds the office elsewhere, and the article has told of another's: Scotland's first minister said …, with Bo
    Holm, the first minister of Wales. The first minister …"""
    past, head = view.past(query.at), query.phrase.head
    role = (past.role(entity) or "").lower()
    if view.lexicon.small.holding.isdisjoint(role.split()) or any(turn.entity is entity for turn in past.turns(_TURNS)):
        return False
    inner = [word for word in query.words if word.isalpha() and word not in ("the", head)]
    lows, tags = view.document.lows, view.document.tags
    for i in view.ties.places_of(head)[:_PLACES]:
        owner = i - len(inner) - 1
        owned = owner > 0 and i < query.at and tags[owner] == "POS" and lows[owner + 1 : i] == inner
        if owned and lows[owner - 1] not in _WORD.findall(role):
            return True
    return False


def _held_elsewhere(entity: Entity, query: Query, view: View) -> bool:
    """Whether somebody's office is another's: the first minister of Wales is not Scotland's first minister."""
    whose, role = owners(view.reader, query.phrase), view.past(query.at).role(entity) or ""
    placed = not view.lexicon.small.holding.isdisjoint(role.lower().split())
    return bool(whose) and placed and whose.isdisjoint(_WORD.findall(role.lower()))


def _called_before(query: Query, view: View) -> list[Entity]:
    """Whom the article has called so before the description, or by a word for the same."""
    head, at = query.phrase.head, query.at
    found = [entity for place, entity in view.ties.tied(head) if place < at]
    found = [entity for entity in found if not _conflicts(query, entity, view)]
    for other in view.lexicon.alike(head) if not found else ():
        found += [entity for place, entity in view.ties.tied(other) if place < at]
    if not found:  # the ambassador to Peru, Ann Lee | said
        found = [entity for entity in view.people_before(at) if any(_is_posted(role, head) for role in entity.roles)]
    if not found and any(head in nouns for nouns in view.lexicon.acting.values()):
        found = [entity for entity in view.cast.people if entity.first < at and head in entity.heads]
    if not found and head in view.lexicon.leading and len(query.words) in (2, 3):  # the union leader, a president; the head, a head teacher
        role, word = view.past(at).role, query.words[1]
        found = [e for e in view.people_before(at) if word in _WORD.findall((role(e) or "").lower())]
    return _by_name(found)


def _is_posted(role: str, head: str) -> bool:
    """Whether a role is an office of that noun for something: `Kenyan Ambassador to Peru`."""
    words = role.lower().split()
    return any(word in _HANGING and words[k - 1] == head for k, word in enumerate(words) if k)


def _by_name(entities: list[Entity]) -> list[Entity]:
    """One entity a name."""
    return list({entity.name: entity for entity in entities}.values())


def _narrowed(entities: list[Entity], query: Query, view: View) -> list[Entity]:
    """Of several called so, those whose role has the other words too, of the right gender, named nearest."""
    if len(entities) == 1:
        return entities
    head, past = query.phrase.head, view.past(query.at)
    inner = [word for word in query.words if word not in ("the", head) and word.isalpha()]
    if inner:
        entities = [e for e in entities if all(any(word in role.lower() for role in past.roles(e)) for word in inner)] or entities
    gender = view.lexicon.roles.get(head)
    if gender:
        entities = [e for e in entities if past.gender(e) in ("", gender)]
    turns = past.turns(_TURNS) if _is_behind_quotation(query, view) else []
    spoken = {turn.entity for turn in turns if turn.paragraph == view.paragraph(query.at)}.intersection(entities)
    if len(spoken) == 1 and turns[-1].entity in spoken:
        return [one for one in entities if one in spoken]
    for back in range(3):
        here = near(query.at, back, view) if len(entities) > 1 else set()
        entities = [e for e in entities if e in here] or entities
    return entities


def _is_behind_quotation(query: Query, view: View) -> bool:
    """Whether a source stands behind what it says, in marks: Ann Lee agreed. “It is late,” | the senator | said."""
    begin = query.attribution.contents[0][0] if query.attribution is not None else query.at
    return begin < query.at and view.document.norms[begin] in _MARKS


def _conflicts(query: Query, entity: Entity, view: View) -> bool:
    """Whether the article calls somebody a Libertarian candidate, and the description says Democratic."""
    head, wanted = query.phrase.head, capitals(view.reader, query.phrase)
    roles = view.past(query.at).roles(entity) if wanted else []
    words = [word for role in roles if head in role.lower() for word in role.split()]
    parties = view.lexicon.parties
    if parties.issuperset(word.lower() for word in wanted):  # the SNP minister may be the Transport Minister
        words = [word for word in words if word.lower() in parties]
    others = [word for word in words if word[:1].isupper() and word.lower() not in view.lexicon.titles]
    return bool(others) and not any(one[:_STEM] == other[:_STEM] for one in wanted for other in others)  # Tajik, Tajikistan


def _of_other_kind(query: Query, entity: Entity, view: View) -> bool:
    """Whether all that the article calls somebody by that noun is another kind of it: the First Minister is no *prime* minister."""
    head, lexicon = query.phrase.head, view.lexicon
    place = query.words.index(head) - 1 if head in query.words else -1
    if place >= 0 and query.words[place] in lexicon.parties:
        return False
    if place < 0 or (view.document.tags[query.at + place][0] != "N" and query.words[place] not in lexicon.small.ranking):
        return False
    called = [role.split() for role in view.past(query.at).roles(entity) if head in role.lower().split()]
    return bool(called) and all(_is_another(role, head, query.words[place]) for role in called)


def _is_another(role: list[str], head: str, kind: str) -> bool:
    """Whether a word before a role's noun, nobody's name, says another kind than `kind`, which may have lost letters: rime minister."""
    lows = [word.lower() for word in role]
    place = lows.index(head)
    told = place > 0 and (role[place - 1].islower() or role[place][:1].isupper())
    return told and not any(part.endswith(kind) for word in lows for part in _WORD.findall(word))


def _is_opposed(query: Query, entity: Entity, view: View) -> bool:
    """Whether somebody speaks for the other side of a case: the defence counsel is no prosecution counsel."""
    sides = view.lexicon.sides
    wanted = {side for word in query.words for side in sides.get(word, ())}
    theirs = {side for role in view.past(query.at).roles(entity) for word in role.lower().split() for side in sides.get(word, ())}
    return bool(wanted and theirs) and wanted.isdisjoint(theirs)


def near(at: int, back: int, view: View) -> set[Entity]:
    """Who spoke or was named in this paragraph and `back` before it."""
    low = view.paragraph_begin(at, back)
    out = {turn.entity for turn in view.past(at).turns(_TURNS) if low <= turn.at and turn.entity is not None}
    for sentence in (view.sentence(at), *view.sentences_back(at, back)):
        out |= {entity for _, _, entity in view.scenes.before(sentence, at)}
    return out


def by_age(query: Query, view: View) -> Answer | None:
    """`the 42-year-old`, `the teenager`: the one person of whom the article gives that age."""
    ages = [word.removesuffix("-year-old") for word in query.words if word.endswith("-year-old")]
    ages += [age for age, word in pairwise(query.words) if word == "year-old" and age.isdigit()]  # the 42 year-old
    if not ages and _is_bare(query, view):
        least, most = view.lexicon.aged.get(query.phrase.head, (0, -1))
        ages = [str(years) for years in range(least, most + 1)]
    runs = [run for age in ages for run in view.roster.aged(age)]
    aged = dict.fromkeys(entity for entity in map(view.cast.mentioned, runs) if entity is not None)
    found = [entity for entity in aged if not _is_dead(entity, view)]
    return Answer(found[0], "age", f"{found[0].name} is of that age") if len(found) == 1 else None


def _is_dead(entity: Entity, view: View) -> bool:
    """Whether the article tells of the death of somebody: he says nothing today."""
    norms, deaths = view.document.norms, view.lexicon.small.deaths
    places = (place for place, _ in view.roster.occurrences(entity.words)[:_DEATHS])
    return any(norms[place - 1] == "of" and norms[place - 2] in deaths for place in places if place > 1)


def by_origin(query: Query, view: View) -> Answer | None:
    """`the Nigerian`: the one person of whom the article says so, `a Nigerian journalist`."""
    word = view.document.norms[core_end(view.reader, query.phrase) - 1]
    if not word[:1].isupper() or not view.lexicon.demonym(word):
        return None
    roles = view.past(query.at).roles
    there = [e for e in view.people_before(query.at) if any(_says_origin(role, word) for role in roles(e))]
    found = _by_name(there)
    return Answer(found[0], "origin", f"the one called {word}") if len(found) == 1 else None


def _says_origin(role: str, word: str) -> bool:
    """Whether a role names the country of `word`: a Swedish chef is a Swede."""
    return any(one[:_STEM] == word[:_STEM] for one in role.split())


def anybody(query: Query, view: View) -> Answer | None:
    """`the man`, `the source`: the unnamed one who spoke last, here or in the paragraph before."""
    if query.phrase.head not in view.lexicon.anybody or not _is_bare(query, view):
        return None
    past, before = view.past(query.at), view.paragraph(query.at) - 1
    turn = next((turn for turn in past.turns(1) if turn.paragraph >= before), None)
    entity = turn.entity if turn is not None else None
    if turn is None or entity is None or not entity.person or entity.words:
        return None
    if _tells_of_another(turn, query, view):
        return None
    if past.name(entity).split()[0].lower() in view.lexicon.small.possessive:  # the man whose doctor has spoken
        return None
    gender = view.lexicon.roles.get(query.phrase.head, "")
    fits = past.gender(entity) in ("", gender)
    return Answer(entity, "spoke-last", f"{past.name(entity)} spoke last") if fits else None


def _tells_of_another(turn: Turn, query: Query, view: View) -> bool:
    """Whether the noun has stood since for somebody else than who spoke: a nurse who treats *the man* said so; told her of *a man*."""
    low, lows = view.document.sentences[turn.sentence], view.document.lows
    since = view.ties.places_between(query.phrase.head, low, query.at)
    return any(i >= turn.source[1] or lows[i - 1] in view.lexicon.small.definite for i in since)


def ours(query: Query, view: View) -> Answer | None:
    """`our correspondent`: the last one of an outlet who has spoken: `BBC correspondent Ann Lee`, `the BBC's Bo Wu`."""
    small, past = view.lexicon.small, view.past(query.at)
    if query.phrase.the not in small.ours or query.phrase.head not in small.reporting:
        return None
    for turn in reversed(past.turns(_TURNS)):
        if turn.entity is None or turn.entity.type != "person":
            continue
        words = view.document.words[turn.source[0] : turn.source[1]]
        outlet = any(view.lexicon.agencies.get(word, ("", ""))[1] in _OUTLETS or view.lexicon.names.get(word) in _OUTLETS for word in words)
        if outlet or not small.reporting.isdisjoint(past.heads(turn.entity)):
            return Answer(turn.entity, "role", f"{turn.entity.name} is theirs")
    return None


def introduced(query: Query, view: View) -> Answer | None:
    """`the organizer` after `an organizer` who has said nothing yet; not where it is open who has just spoken."""
    last = next(iter(view.past(query.at).turns(1)), None)
    if not _is_bare(query, view) or (last is not None and last.entity is None and last.paragraph == view.paragraph(query.at)):
        return None
    chunks, norms, head = view.chunks, view.document.norms, query.phrase.head
    for i in reversed(view.ties.places_before(head, query.at, _PLACES)):
        chunk = bisect_right(chunks.first, i) - 1
        begin, end = chunks.first[chunk], chunks.last[chunk]
        if norms[begin].lower() not in view.lexicon.small.one or end != i + 1 or norms[i][:1].isupper():
            continue
        if view.ties.tied_at(i) is not None:
            return None
        run = view.roster.run_ending(begin - 1, begin - _NAME) if peek(norms, begin - 1) == "," else None
        if run is not None:  # Bluegate Farms, a company
            entity = view.who(run)
            return Answer(entity, "apposition", f"named there as a {head}") if entity else None
        there = view.read((begin, _with_hanging(chunk, view)))
        found = _itself(there._replace(kind=query.kind), view)
        return Answer(found.entity, "introduced", "the only one called so before", found.learned, found.described)
    return None


def _is_bare(query: Query, view: View) -> bool:
    """Whether a description is `the` and a noun."""
    return query.phrase.the == "the" and core_end(view.reader, query.phrase) - query.phrase.whole[0] <= 2


def _with_hanging(chunk: int, view: View) -> int:
    """Where a noun phrase ends with what hangs on it: `an organizer | of the march`."""
    chunks, norms, tags = view.chunks, view.document.norms, view.document.tags
    end = chunks.last[chunk]
    while chunk + 2 < len(chunks.first) and norms[end] in view.lexicon.small.described and tags[chunks.last[chunk + 2] - 1][0] == "N":
        chunk, end = chunk + 2, chunks.last[chunk + 2]
    return end


def named_later(query: Query, view: View) -> Answer | None:
    """`a former inspector` of a lead, `agent` of a headline: the one person of whom the article says so below."""
    phrase = query.phrase
    lexicon = view.lexicon
    bare = phrase.the == "" and is_headline(query.at, view) and not is_plural(view.reader, phrase)
    new = bare or phrase.the in lexicon.small.indefinite
    if query.at >= _OPENING or not new or query.kind not in _PERSON or not lexicon.is_role(phrase.head):
        return None
    later = (entity for place, entity in view.ties.tied(phrase.head) if place > query.at)
    found = _by_name([entity for entity in later if _is_told(query, entity, view)])
    return Answer(found[0], "named-later", f"the one called {phrase.head}") if len(found) == 1 else None


def _is_told(query: Query, entity: Entity, view: View) -> bool:
    """Whether nothing that the article says of somebody is at odds with the nouns before that of a description: a *church* leader is no
    opposition leader."""
    head = query.phrase.head
    before = range(query.at, query.at + query.words.index(head)) if head in query.words else ()
    nouns = {view.document.words[i] for i in before if view.document.tags[i] == "NN"}
    called = _called(entity, query, view)
    told = any(set(role[: role.index(head)]) - view.lexicon.past for role in called)
    return not told or nouns <= {word for role in called for word in role}


def itself(query: Query, view: View) -> Answer | None:
    """Nobody known: the description is a source of its own."""
    return _itself(query, view)


def _itself(query: Query, view: View, why: str = "") -> Answer:
    """The source that a description is: the same where its words have stood before, else a new one."""
    phrase = query.phrase
    begin, head = phrase.whole[0], phrase.head
    text = name_of(view.reader, phrase, query.kind)
    again = _same_words(text, query, view)
    if again is not None:
        return Answer(again, "description", why)
    known = view.made.get((begin, query.kind)) or _headline(query, view)
    if known is not None:
        return Answer(known, "description", why, (Fact(known, "name", text),), (begin, head))
    plural = is_plural(view.reader, phrase) and query.kind not in ("government", "court")
    gender = view.lexicon.roles.get(head) or view.lexicon.kin.get(head, "")
    if not (plural or view.lexicon.small.one.isdisjoint(query.words[:1])):
        head = head.removesuffix("s")  # one of the diplomats
    entity = Entity(text, query.kind, gender=gender, plural=plural, heads=frozenset([head]), first=query.at)
    view.made[begin, query.kind] = entity
    return Answer(entity, "description", why, described=(query.at, head))


def _same_words(text: str, query: Query, view: View) -> Entity | None:
    """The plural or document that has been called just so before."""
    if query.kind not in WRITTEN and not query.phrase.head.endswith("s"):
        return None
    key = without_article(text)
    past = view.past(query.at)
    before = (known.entity for known in reversed(past.described(_SAME)))
    return next((entity for entity in before if without_article(past.name(entity)) == key), None)


def _headline(query: Query, view: View) -> Entity | None:
    """A headline's "nurse", introduced below as "a nurse"."""
    head, past = query.phrase.head, view.past(query.at)
    if query.phrase.the not in view.lexicon.small.indefinite:
        return None
    first = [known for known in past.first_described(2) if known.head == head and is_headline(known.place, view)]
    return next((known.entity for known in first if past.name(known.entity) == head), None)
