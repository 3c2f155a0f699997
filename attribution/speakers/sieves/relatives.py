"""Relatives: whom the article has named as somebody's mother, brother or parents, and now calls so alone."""

from __future__ import annotations

from attribution.document.view import peek
from attribution.speakers.entities import Answer
from attribution.speakers.phrases import PERSONAL
from attribution.speakers.view import Query, View

_PLACES = 20  # of a noun that are looked at
_BEFORE = 4  # tokens before a noun in which its owner stands
_NAME = 6  # tokens of an owner's name
_TURNS = 12  # turns that are looked at
_TOLD = 3  # paragraphs before a parent in which the child is told of
_INSIDE = frozenset(["JJ", "NN", "CD", "JJR", "JJS", "VBN"])  # tags between an owner and a noun: his older brother


def named_so(query: Query, view: View) -> Answer | None:
    """`His mother, Ann Lee, wept. | His mother | said`; `Dan's mother Ann Lee … | his mother | said`: the only one whom the article has
    named so, where nothing tells of another's."""
    head = query.phrase.head
    own = _owner_of(query, view) if head in view.lexicon.kin else ""
    if not own:
        return None
    nouns = (head, *view.lexicon.alike(head))
    tied = [(place, entity) for noun in nouns for place, entity in view.ties.tied(noun) if place < query.at and entity.type == "person"]
    people = {entity for _, entity in tied if not entity.plural}
    if len(people) != 1 or not _are_one(own, {_owner(place, view) for place, _ in tied}, nouns, view):
        return None
    person = people.pop()
    return Answer(person, "kin", f"{person.name} has been named as the {head}")


def of_child(query: Query, view: View) -> Answer | None:
    """`Ann Lee said her son Dan was ill. ¶ | His mother | said`: who has just spoken, and has told of a child."""
    lexicon, head = view.lexicon, query.phrase.head
    children = lexicon.children.get(query.phrase.the, frozenset())
    turn = next(iter(view.past(query.at).turns(1)), None)
    entity = turn.entity if turn is not None and head in lexicon.small.parents and children else None
    if turn is None or entity is None or entity.type != "person" or turn.paragraph < view.paragraph(query.at) - 1:
        return None
    gender = lexicon.kin.get(head, "")
    if not gender or view.past(query.at).gender(entity) != gender:
        return None
    low = view.paragraph_begin(query.at, _TOLD)
    places = (i for child in children for i in view.ties.places_between(child, low, query.at)[-_PLACES:])
    tells = any(_is_hers(i, gender, view) for i in places)
    return Answer(entity, "kin", f"{entity.name} has told of a child") if tells else None


def parents(query: Query, view: View) -> Answer | None:
    """`Her parents Ann and Bo Lee wept. | Her parents | said`: the two who have spoken as parents."""
    small, norms = view.lexicon.small, view.document.norms
    if query.phrase.head not in small.both_parents or query.phrase.the not in view.lexicon.owner_pronouns:
        return None
    for turn in reversed(view.past(query.at).turns(_TURNS)):
        if turn.entity is None or not turn.entity.joint or turn.entity.type != "person":
            continue
        low, high = view.document.sentences[turn.sentence : turn.sentence + 2]
        if not small.family.isdisjoint(norms[low:high]):
            return Answer(turn.entity, "pair", f"{turn.entity.name} before")
    return None


def _is_hers(place: int, gender: str, view: View) -> bool:
    """Whether a child is the speaker's: `her son`; `son Dan`."""
    before = view.document.lows[place - 1]
    if before in view.lexicon.owner_pronouns:
        return PERSONAL[before] == gender
    named = peek(view.document.words, place + 1)[:1].isupper()
    return named and view.document.tags[place - 1] not in ("POS", "DT", "PRP$")


def _are_one(own: str, owners: set[str], nouns: tuple[str, ...], view: View) -> bool:
    """Whether the owner of a noun here is the one where somebody was named by it: the same word, or a pronoun for the only one."""
    if own in owners:
        return True
    names = {_owner(place, view) for noun in nouns for place in view.ties.places_of(noun)[:_PLACES]} | owners | {own}
    pronouns = names & view.lexicon.owner_pronouns.keys()
    named = names - pronouns - {""}
    genders = {PERSONAL[pronoun] for pronoun in pronouns} | {view.lexicon.given.get(name.capitalize(), "") for name in named}
    return len(named) < 2 and len(genders - {""}) < 2


def _owner_of(query: Query, view: View) -> str:
    """Whose relative a description means."""
    head, words = query.phrase.head, query.words
    return _owner(query.at + words.index(head), view) if head in words else ""


def _owner(place: int, view: View) -> str:
    """The pronoun or the first word of the name, in lower case, that says whose a noun at `place` is; "" where none does."""
    tags, lows = view.document.tags, view.document.lows
    for i in range(place - 1, max(0, place - _BEFORE) - 1, -1):
        if tags[i] == "PRP$":
            return lows[i]
        if tags[i] == "POS":
            run = view.roster.run_ending(i, max(0, i - _NAME))
            return lows[run[0]] if run is not None else lows[i - 1]
        if tags[i] not in _INSIDE:
            break
    return ""
