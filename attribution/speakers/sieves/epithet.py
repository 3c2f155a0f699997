"""Epithets: `the 42-year-old`, `the billionaire`, `the rapper` of somebody named, where nobody else can be meant.

A description that could be somebody new is somebody new: a judge, a driver, a minister is no epithet of whoever was named before.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container

from attribution.document.view import peek
from attribution.model import Attribution
from attribution.speakers.descriptions import capitals, core_end, owners
from attribution.speakers.entities import Answer, Entity, Fact
from attribution.speakers.scenes import SUBJECT
from attribution.speakers.sieves.description import near
from attribution.speakers.sieves.floating import is_about
from attribution.speakers.sieves.pronoun import may_be_surname, named_in, person_before, topic_before
from attribution.speakers.view import Query, View

_PERSON = frozenset(["unnamed person", "officials", "experts"])  # kinds of which one person can be meant
_TURNS = 12  # turns that are looked at
_PLACES = 20  # of a noun that are looked at
_FEW = 4  # people who are named first
_SENTENCES = 12  # between a turn and a description
_MARKS = frozenset(["``", "`"])  # with which a quotation begins


def epithet(query: Query, view: View) -> Answer | None:
    """Whom the sentences before are about, where a description says what he alone can be; an occupation, only of the main person."""
    if query.attribution is not None and query.attribution.frame == "TURN":  # whom another label names is not who spoke before
        return None
    marked = _is_mark(query, view)
    same = _same_sentence(query, view) if marked else None
    if same is not None:
        return _meant(same, "epithet", f"the sentence is about {same.name} alone", query)
    low = view.paragraph_begin(query.at, 1) if marked else 0
    if not (marked or _is_calling(query, view) or _is_another_word(query, view)) or not _may_be_one(query, low, view):
        return None
    gender, never = view.lexicon.roles.get(query.phrase.head, ""), _never(query, view)
    found = person_before(query._replace(attribution=None), gender, never, view)
    entity = found.entity
    if entity is None and found.sieve != "two-fit" and marked:
        entity = _far(query, gender, never, view)
    if entity is not None and _is_of_other_party(query, entity, view):
        return None
    if entity is None or not entity.words:
        surname = _bare_surname(query, view) if marked and not found.why.endswith("open") else None
        return surname or (found if marked and found.sieve == "two-fit" else None)
    if not marked and not _was_something(query, found, view):
        main, alone = entity is view.cast.main, _is_alone(entity, query.at, view)
        about = (main and (alone or _is_calling(query, view))) or (alone and query.phrase.head in view.lexicon.callings)
        return _meant(entity, "epithet", f"the article is about {entity.name}", query) if about else None
    if found.sieve == "paragraph-before" and len(_main_people(query.at, view)) > 1:
        return Answer(None, "open-description", f"may be {entity.name} or somebody else")
    return _meant(entity, "epithet", f"the sentences before are about {entity.name}", query)


def _same_sentence(query: Query, view: View) -> Entity | None:
    """`Holm believes in them, and | the 62-year-old | tells everyone so`: whom a sentence is about, which tells of nobody else."""
    sentence, lows = view.sentence(query.at), view.document.lows
    entity = view.subject_before(sentence, query.at, query.attribution).entity
    if entity is None or entity.type != "person" or entity.plural or not entity.words:
        return None
    joined = lows[query.at - 1] in view.lexicon.small.joining
    if not joined or view.lexicon.tells_of_others(lows[view.document.sentences[sentence] : query.at]):
        return None
    wanted, gender = view.lexicon.roles.get(query.phrase.head, ""), view.past(query.at).gender(entity)
    alone = {one for _, _, one in view.scenes.before(sentence, query.at) if one.person} <= {entity}
    return entity if alone and gender in ("", wanted or gender) else None


def _bare_surname(query: Query, view: View) -> Answer | None:
    """`Webb has not played. | The 27-year-old | said`: a name of one word, which nothing shows to be anything but somebody's."""
    sentence = next(view.sentences_back(query.at, 1), None)
    entity = view.subject(sentence).entity if sentence is not None else None
    if sentence is None or entity is None or not may_be_surname(entity, view):
        return None
    if any(turn.entity is not entity for turn in view.turns_in(sentence, query.at)):
        return None
    if view.lexicon.tells_of_others(view.document.lows[slice(*view.document.sentences[sentence : sentence + 2])]):
        return None
    found = _meant(entity, "epithet", "nothing shows that the name is no person's", query)
    return found._replace(learned=(Fact(entity, "type", "person"),))


def _is_alone(entity: Entity, at: int, view: View) -> bool:
    """Whether nobody else has been named before a place."""
    first = [person for person in view.cast.people[:_FEW] if person.person and person.first < at]
    return first == [entity]


def behind_quotation(query: Query, view: View) -> Answer | None:
    """`“It is ours,” the SNP leader said`: whoever has just spoken, behind whose quotation it stands, if nothing else is called so;
    somebody new would be named there, or say it in front."""
    attribution, past = query.attribution, view.past(query.at)
    turn = next(iter(past.turns(1)), None)
    marked = any(word.endswith(view.lexicon.marking) for word in query.words)
    if attribution is None or marked or not _goes_on(attribution, query.at, view):
        return None
    spoke = turn.entity if turn is not None and _is_next(turn.at, query.at, view) else None
    entity, head = _led_in(query, attribution.contents[0][0], view) or spoke, query.phrase.head
    if entity is None or not entity.words or not _may_be_one(query, 0, view):
        return None
    gender = view.lexicon.roles.get(head, "")
    posted = head in view.lexicon.posts and not _is_of_nation(query, entity, view)
    open_to_all = not posted and view.lexicon.may_be_both(head, past.heads(entity))
    if not open_to_all or past.gender(entity) not in ("", gender or past.gender(entity)):
        return None
    return _meant(entity, "behind-quotation", "spoke last, and the description stands behind the quotation", query)


def _led_in(query: Query, begin: int, view: View) -> Entity | None:
    """`The star Bo Wu agreed. | “It had to be,” | the actor said`: the one person of whom the sentence before a quotation tells, in its
    paragraph, which reports nothing, if the article says what that one is and the quotation is about somebody else."""
    sentence = view.sentence(begin) - 1
    if begin == view.paragraph_begin(begin) or sentence < 0 or view.turns_in(sentence, begin):
        return None
    entity = view.subject(sentence).entity
    named = {one for _, _, one in view.scenes.mentions(sentence) if one.person}
    if entity is None or entity.type != "person" or named != {entity} or not view.past(query.at).heads(entity):
        return None
    return None if is_about(entity, query, view) else entity


def _is_of_other_party(query: Query, entity: Entity, view: View) -> bool:
    """Whether a description names a party, and the article another for somebody: the Labour MP is no SNP MP."""
    wanted, theirs = _named_in(view.lexicon.parties, query, entity, view)
    return bool(wanted and theirs) and wanted.isdisjoint(theirs)


def _is_of_nation(query: Query, entity: Entity, view: View) -> bool:
    """Whether a description says from which country somebody is, and the article names no other for him: the Swedish diplomat."""
    wanted, theirs = _named_in(view.lexicon.nations, query, entity, view)
    return bool(wanted) and theirs <= wanted


def _named_in(words: Container[str], query: Query, entity: Entity, view: View) -> tuple[set[str], set[str]]:
    """Which of some words a description has, and which the roles of somebody."""
    roles = view.past(query.at).roles(entity)
    return {word for word in query.words if word in words}, {word for role in roles for word in role.lower().split() if word in words}


def _goes_on(attribution: Attribution, at: int, view: View) -> bool:
    """Whether a source stands behind a whole quotation, or adds something."""
    begin = attribution.contents[0][0]
    return begin < at and view.document.norms[begin] in _MARKS


def _is_next(turn: int, at: int, view: View) -> bool:
    """Whether nobody is the subject of a sentence between a turn and a token of the next paragraph that is no quotation."""
    first, last = view.sentence(turn), view.sentence(at)
    return last - first < _SENTENCES and not any(
        rank == SUBJECT for sentence in range(first + 1, last + 1) for _, rank, _ in view.scenes.before(sentence, at)
    )


def of_office(query: Query, view: View) -> Answer | None:
    """`Ann Lee has met the Danes. Scotland's first minister said`: an office with its place, of the one whom the sentence before tells of,
    who did something and of whom the article says nothing else."""
    head, past = query.phrase.head, view.past(query.at)
    placed = owners(view.reader, query.phrase) or capitals(view.reader, query.phrase)
    named = not view.lexicon.honorifics.keys().isdisjoint(query.words)  # a former chief justice, Lord Judge
    if head not in view.lexicon.held or not placed or named or view.ties.tied(head):
        return None
    found = person_before(query._replace(attribution=None), view.lexicon.roles.get(head, ""), _never(query, view), view)
    entity = found.entity
    if entity is None or past.heads(entity):
        return None
    others = _main_people(query.at, view) - {entity}
    return None if others else _meant(entity, "office", f"the sentence before tells what {entity.name} did", query)


def _meant(entity: Entity, sieve: str, why: str, query: Query) -> Answer:
    """The answer that a description means somebody named, whom its noun takes up from here on."""
    return Answer(entity, sieve, why, described=(query.at, query.phrase.head))


def _far(query: Query, gender: str, never: frozenset[Entity], view: View) -> Entity | None:
    """Whom the paragraphs before or the whole article are about, where no sentence near is about anybody."""
    topic, main = topic_before(gender, query.at, never, view) if gender else None, view.cast.main
    if main is None or main in never:
        return topic
    return main if not gender or view.past(query.at).gender(main) in ("", gender) else None


def _is_mark(query: Query, view: View) -> bool:
    """Whether a description says what somebody known is besides: age, origin, standing, prizes, children."""
    head, lexicon = query.phrase.head, view.lexicon
    if any(word.endswith(lexicon.marking) for word in query.words) or head in lexicon.standing:
        return True
    if head in lexicon.seats and capitals(view.reader, query.phrase):
        return True
    if head.partition("-")[0] in lexicon.kin and head.partition("-")[2].startswith("of-"):  # the mother-of-three
        return True
    if head in lexicon.kin and "of" in query.words:
        return view.document.tags[query.at + query.words.index("of") + 1] == "CD"
    words = view.document.words[query.at + 1 : core_end(view.reader, query.phrase)]
    if "now" in query.words[:-1]:  # the former paratrooper, now 91
        return view.document.tags[query.at + query.words.index("now") + 1] == "CD"
    compared = head in lexicon.anybody and not lexicon.compared.keys().isdisjoint(query.words)
    return compared or any(word[:1].isupper() and word.lower() == head and lexicon.demonym(word) for word in words)


def _is_calling(query: Query, view: View) -> bool:
    """Whether a description is an occupation by which articles call the one they are about, or tells more of somebody known."""
    head, lexicon = query.phrase.head, view.lexicon
    if head in lexicon.callings:
        return True
    told = core_end(view.reader, query.phrase) < query.phrase.whole[1] and head not in lexicon.posts | lexicon.held
    return lexicon.is_role(head) and (told or not lexicon.past.isdisjoint(query.words))


def _is_another_word(query: Query, view: View) -> bool:
    """Whether a description says what one person is whom nobody has to deal with: no lawyer, no landlord, no minister."""
    head, lexicon = query.phrase.head, view.lexicon
    known = lexicon.is_role(head) and not lexicon.related(head) and query.phrase.the == "the"
    return known and head not in lexicon.posts and head not in lexicon.held and head not in lexicon.leading


def _was_something(query: Query, found: Answer, view: View) -> bool:
    """Whether a description tells what somebody has been of whom the article tells nothing else: in the sentence before, or alone in two
    paragraphs before."""
    entity = found.entity
    if entity is None or view.lexicon.past.isdisjoint(query.words) or view.past(query.at).heads(entity):
        return False
    people = {one for one in near(query.at, 2, view) if one.person}
    return found.sieve == "sentence-before" or (found.sieve == "paragraph-before" and people == {entity})


def _may_be_one(query: Query, low: int, view: View) -> bool:
    """Whether a description can be of one person: nobody's, no plural, and nobody else has been spoken of by that noun since `low`."""
    head, lexicon = query.phrase.head, view.lexicon
    if query.phrase.the in lexicon.small.possessive or query.kind not in _PERSON or (head.endswith("s") and head not in lexicon.roles):
        return False
    if "from" in query.words or owners(view.reader, query.phrase):
        return False
    places = view.ties.places_of(head)
    end = bisect_left(places, query.at)
    before = places[max(bisect_left(places, low), end - _PLACES) : end]
    return not any(_is_somebody_else(place, view) for place in before)


def _is_somebody_else(place: int, view: View) -> bool:
    """Whether a noun stands for somebody who is not named, in the middle of a sentence: `complained about the chef`."""
    subject = view.scenes.main_subject(view.sentence(place)) or (0, 0)
    opens = subject[0] <= place < subject[1]
    alike = peek(view.document.norms, place - 1) in view.lexicon.small.alike
    alike = alike or peek(view.document.tags, place + 1) == "POS"  # a musician's album
    return not opens and not alike and view.ties.tied_at(place) is None


def _never(query: Query, view: View) -> frozenset[Entity]:
    """Whom a description cannot mean: whom it speaks to or names itself, and whom the article calls something else."""
    attribution = query.attribution
    quoted, reported = named_in(attribution, view)
    told = view.who(attribution.addressee) if attribution is not None and attribution.addressee else None
    behind = attribution is not None and _goes_on(attribution, query.at, view)
    beside = [] if behind else [entity for _, _, entity in view.scenes.before(view.sentence(query.at), query.at)]
    others = [entity for entity in near(query.at, 1, view) if _is_other(query, entity, view)]
    return frozenset({*quoted, *reported, *([told] if told else []), *beside, *others})


def _is_other(query: Query, entity: Entity, view: View) -> bool:
    """Whether the article calls somebody a nurse, and the description is an occupation that is none."""
    head = query.phrase.head
    return head in view.lexicon.callings and not view.lexicon.may_be_both(head, view.past(query.at).heads(entity))


def _main_people(at: int, view: View) -> set[Entity]:
    """Who spoke in this paragraph or the one before, or is the subject of a sentence there, and is somebody named."""
    low = view.paragraph_begin(at, 1)
    out = {turn.entity for turn in view.past(at).turns(_TURNS) if low <= turn.at}
    out |= {view.subject(sentence).entity for sentence in view.sentences_back(at, 1)}
    return {entity for entity in out if entity is not None and entity.words and entity.person}
