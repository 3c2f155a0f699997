"""Whom a pronoun takes up: by gender and number, by what the sentences before are about, by whose turn it was.

By centering (Grosz, Joshi & Weinstein 1995): who spoke, the subject, others; the nearest sentence first.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import NamedTuple

from attribution.document.view import peek
from attribution.model import Attribution
from attribution.speakers.entities import INSTITUTIONS, TEXTS, Answer, Entity, Fact, two_fit
from attribution.speakers.phrases import PERSONAL, words_of
from attribution.speakers.roster import FINITE
from attribution.speakers.scenes import OBJECT, OTHER, POSSESSOR, SUBJECT, Mention
from attribution.speakers.sieves.institution import with_shares
from attribution.speakers.state import Turn
from attribution.speakers.view import NO_SUBJECT, SENTENCES, Query, Subject, View

_BODY = "organisation"  # the type of whom `it` takes up, where nothing else tells one
_BACK = 4  # sentences before a pronoun that are searched, quotations left out
_TOPIC = 4  # paragraphs before a pronoun that are about one person
_OWN = 40  # names of a pronoun's own content that are read
_REACH = 120  # tokens before a pronoun in which another is looked for
_OPENING = 4  # tokens of a sentence within which a pronoun opens it
_LATER = 6  # names behind an opening pronoun that are looked at
_TURNS, _RECENT, _LAST = 16, 8, 4  # turns that are looked at
_FAR, _MANY = 8, 12  # paragraphs in which the only one is named; people of an article who are looked at
_NAME = 6  # tokens of a name before a comma
_JOINED = 6  # tokens of what `and` joins to a subject
_HEADING = 14  # tokens of a heading
_SENTENCE_ENDS = frozenset([".", "!", "?", ":", ",", ";", "''"])
_NAMED = 8  # places of a name that are looked at
_APPOSED = frozenset(["DT", "NN", "NNP", "JJ", "CD"])  # tags that open an apposition to the subject behind it
_OPENINGS = frozenset(["IN", "VBN", "VBG"])  # tags of what opens a phrase in front of a sentence
_HUNG = frozenset(["IN", "VBN"])  # tags of what hangs on a document: by Ann Lee, published in May
_JOINING = frozenset(["IN", "WRB"])  # tags of what opens a clause about the same: as she, when he

SPEAKERS, SUBJECTS, OTHERS = range(3)  # how far down a sentence's list a candidate may stand
Fits = Callable[[Entity], bool]
Place = tuple[str, int, int]  # sieve, sentence, how far down


class Wanted(NamedTuple):
    """Whom a pronoun at `at` asks for; `answers`: who answers; `asks`: who asks, which is not who has just been asked; `adds`: who has just
    spoken goes on."""

    at: int
    gender: str
    fits: Fits
    answers: bool = False
    asks: bool = False
    adds: bool = False


# --- it and they


def it(query: Query, view: View) -> Answer | None:
    """The institution, poll or document that spoke last, or that a sentence before is about."""
    if query.phrase.head not in view.lexicon.small.thing:
        return None

    past = view.past(query.at)

    def fits(entity: Entity) -> bool:
        body = not entity.person or past.type(entity) == _BODY
        return body and not entity.plural and not _names(query.attribution, entity, view)

    fronted = _fronted_body(query, view) if not _supposes(query.at, fits, view) else None
    if fronted is not None and fits(fronted):
        return Answer(fronted, "same-sentence", "the clause before is about this one")
    for sieve, sentence in _sentences_before(query.at, view):
        found = next(filter(fits, _about(sentence, query, view)), None) or _spoken_for(sentence, query.at, fits, view)
        if found is not None:
            return Answer(found, sieve, "institution before")
        unknown = _of_unknown_kind(sentence, query, view)
        if unknown is not None:
            return Answer(unknown, sieve, "nothing shows a person", (Fact(unknown, "type", _BODY),))
    traded = with_shares(query.at, view)
    if traded is not None:
        return Answer(traded, "same-sentence", f"it is {traded.name} whose shares are told of")
    last = _last(query.at, fits, "institution-before", view)
    return (_own_body(query, view) if last.sieve == "institution-before" and last.entity is None else None) or last


def _own_body(query: Query, view: View) -> Answer | None:
    """`Norvane's sales rose, | it | said`: the institution that its own words begin with, where the text has none before."""
    begin, chunks = _first(query), view.chunks
    k = bisect_right(chunks.first, begin) - 1
    if not _is_behind(query) or chunks.first[k] != begin:
        return None
    end = next((i for i in range(begin, chunks.last[k]) if view.document.tags[i] == "POS"), chunks.last[k])
    entity = view.who((begin, end)) if view.document.tags[end - 1][0] == "N" else None
    if entity is None or entity.plural or entity.type not in INSTITUTIONS - TEXTS:
        return None
    return Answer(entity, "own-subject", "what is said is about this one, and no other stands before it")


def _supposes(at: int, fits: Fits, view: View) -> bool:
    """Whether an opening clause supposes something of another than the one that has just spoken: `If Russia refuses, | it | said`."""
    opening = view.document.lows[view.document.sentences[view.sentence(at)]]
    last = next(iter(view.past(at).turns(1)), None) if opening in view.lexicon.small.supposing else None
    return last is not None and last.entity is not None and last.paragraph >= view.paragraph(at) - 1 and fits(last.entity)


def _fronted_body(query: Query, view: View) -> Entity | None:
    """`When the council lost, | it | said`: the institution that an opening clause is about, in which nobody speaks."""
    document, chunks, sentence = view.document, view.chunks, view.sentence(query.at)
    low = document.sentences[sentence]
    k = bisect_right(chunks.first, low + 1) - 1
    begin, end = chunks.first[k], chunks.last[k]
    if document.tags[low] not in _JOINING or begin != low + 1 or end >= query.at or document.tags[end] not in FINITE:
        return None
    entity = view.who((begin, end)) if not view.turns_in(sentence, query.at) else None
    return entity if entity is not None and entity.type in INSTITUTIONS - TEXTS else None


def _spoken_for(sentence: int, at: int, fits: Fits, view: View) -> Entity | None:
    """Whose spokesman spoke in a sentence: a spokesman for | Brightwater, | the bank's chief economist, Ann Lee, said."""
    norms, tags = view.document.norms, view.document.tags
    turn = next(iter(view.turns_in(sentence, at)[-1:]), None)
    if turn is None or turn.entity is None or not turn.entity.person:
        return None
    begin, end = turn.source
    end = min(end, begin + _OWN)
    owns = next((i for i in range(begin, end) if tags[i] == "POS"), 0)
    holds = next((i for i in range(begin, end) if norms[i] in view.lexicon.small.held), 0)
    if owns:
        found = view.who((begin, owns))
    elif holds and holds + 1 < end:
        found = view.who((holds + 1, next((i for i in range(holds + 1, end) if norms[i] == ","), end)))
    else:
        return None
    return found if found is not None and found.type in INSTITUTIONS and fits(found) else None


def _of_unknown_kind(sentence: int, query: Query, view: View) -> Entity | None:
    """Who spoke in a sentence under a name that nothing shows to be a person's: Sinn Féin, Border Enterprise."""
    turn = next(iter(view.turns_in(sentence, query.at)[-1:]), None)
    entity = turn.entity if turn is not None else None
    if entity is None or entity.type != "person" or len(entity.words) < 2 or entity.joint or entity.roles or entity.kin:
        return None
    past, lexicon = view.past(query.at), view.lexicon
    known = past.gender(entity) or past.role(entity) or entity.words[0] in lexicon.given or entity.words[0].lower() in lexicon.family_first
    return None if known or _names(query.attribution, entity, view) else entity


def they(query: Query, view: View) -> Answer | None:
    """Several people, or an institution, or one person of whom nothing says "he" or "she"."""
    if query.phrase.head not in view.lexicon.small.several:
        return None
    group = _group(query, view) or _one_of_unknown_gender(query.at, view)
    if group is not None:
        return group

    def fits(entity: Entity) -> bool:
        return not entity.person and entity.type not in TEXTS

    answer = _last(query.at, fits, "institution-before", view)
    if answer.entity is not None:
        return answer
    body = _body_before(query, view) if answer.sieve != "two-fit" else None
    return body or Answer(None, "plural-before", "no group before it")


def _group(query: Query, view: View) -> Answer | None:
    """The last group that spoke or that a sentence before is about; "many" yields to the subject."""
    past = view.past(query.at)

    def fits(entity: Entity) -> bool:
        several = entity.plural or (not entity.words and not view.lexicon.small.collective.isdisjoint(entity.heads))
        return past.they(entity) or (several and entity.type not in TEXTS)

    last, begin = next(iter(past.turns(1)), None), view.paragraph_begin(query.at)
    apart = _is_behind(query) and last is not None and last.at >= begin and last.entity is not None and last.entity.person
    for _, sentence in _sentences_before(query.at, view):
        if apart and view.document.sentences[sentence] < begin:
            return None  # one person has spoken since
        turns = [turn.entity for turn in view.turns_in(sentence, query.at) if turn.entity is not None and fits(turn.entity)]
        found = turns[-1] if turns else None
        if found is None or found.name in view.lexicon.heads:
            subject = view.subject_before(sentence, query.at, query.attribution).entity
            found = subject if subject is not None and fits(subject) else found
        if found is not None:
            return Answer(found, "plural-before")
    return None


def _body_before(query: Query, view: View) -> Answer | None:
    """`A team from Lund studied it. | They | found`: the institution that the sentence before is about, which names no other people."""
    found = next(((sieve, there) for sieve, there in _sentences_before(query.at, view) if sieve != "same-sentence"), None)
    if found is None:
        return None
    sieve, sentence = found
    entity = view.subject(sentence).entity
    begin, end = view.document.sentences[sentence : sentence + 2]
    people = _are_people_in(sentence, view) or any(one.person for _, _, one in view.scenes.mentions(sentence))
    if entity is None or people or entity.type not in INSTITUTIONS - TEXTS:
        return None
    if not set(entity.words) <= set(view.document.words[begin:end]):
        return None  # the team may be another than the one found for it
    return Answer(entity, sieve, "the institution that the sentence before is about")


def _are_people_in(sentence: int, view: View) -> bool:
    """Whether a sentence tells of several people: hikers, miners."""
    begin, end = view.document.sentences[sentence : sentence + 2]
    return any(view.document.tags[i] == "NNS" and view.lexicon.are_people(view.document.lows[i]) for i in range(begin, end))


def _is_mouthpiece(entity: Entity, at: int, view: View) -> bool:
    """Whether somebody unnamed speaks for others, has just spoken, and told of no people: a council spokesman said it was safe. | They |
    added."""
    last = view.past(at).turns(1)[-1:]
    if entity.words or view.lexicon.small.mouthpieces.isdisjoint(entity.heads) or not last:
        return False
    between = range(last[0].sentence + 1, view.sentence(at))
    return all(view.quoted(view.document.sentences[k]) for k in between) and not _are_people_in(last[0].sentence, view)


def _one_of_unknown_gender(at: int, view: View) -> Answer | None:
    """`they` of one person: whom the article calls so, who is alone in the paragraph, or who spoke last."""
    past, here = view.past(at), view.paragraph(at)
    recent = past.turns(_RECENT)
    both = dict.fromkeys(t.entity for t in recent if t.paragraph == here and t.entity is not None and t.entity.person)
    sentences = [*reversed(list(view.sentences_back(at, 0))), view.sentence(at)]
    both |= dict.fromkeys(entity for sentence in sentences for _, _, entity in view.scenes.before(sentence, at))
    called = next(filter(past.they, both), None)
    if called is not None:
        return Answer(called, "singular-they")
    alone = next(iter(both)) if len(both) == 1 else None
    why = "nobody else is in the paragraph"
    if alone is None:
        near = {turn.entity for turn in recent if turn.paragraph >= here - (0 if both else 1)}
        last = recent[-1].entity if recent else None
        spoke = last is not None and last.person and (last in both or near == {last})
        alone, why = last if spoke else None, "spoke last, and no group is near"
    if alone is None or (past.gender(alone) and not _is_mouthpiece(alone, at, view)):
        return None
    return Answer(alone, "singular-they", why, (Fact(alone, "they", "they"),))


def _names(attribution: Attribution | None, entity: Entity, view: View) -> bool:
    """Whether what a source says outside marks names an institution, which would have said `it`: it called on the UK to stay."""
    contents = attribution.contents if attribution is not None and entity.words else ()
    last = next((word for word in reversed(entity.words) if word[:1].isupper()), "")
    letters = view.roster.shortened.get(entity.words, last)
    norms = view.document.norms
    return any(norms[i] in (last, letters) for begin, end in contents for i in range(begin, min(end, begin + _OWN)))


def _about(sentence: int, query: Query, view: View) -> Iterator[Entity]:
    """Who spoke in a sentence, the last first, then whom it is about."""
    spoken = [turn.entity for turn in reversed(view.turns_in(sentence, query.at))]
    yield from (entity for entity in spoken if entity is not None)
    subject = view.subject_before(sentence, query.at, query.attribution).entity
    opening = _text_that_opens(sentence, view) if subject is None and not spoken else None
    if subject is not None:
        yield subject
    elif opening is not None:
        yield opening


def _text_that_opens(sentence: int, view: View) -> Entity | None:
    """`A report by Ann Lee, for the year to June, however, found it late. | It | states`: the document with which a sentence opens."""
    low, chunks = view.document.sentences[sentence], view.chunks
    k = bisect_right(chunks.first, low) - 1
    end = chunks.last[k]
    if view.document.tags[low] != "DT" or view.lexicon.heads.get(view.document.lows[end - 1]) != "document" or end <= low:
        return None
    if view.document.tags[end] not in _HUNG:
        return None
    stop = next((i for i in range(end, end + _HEADING) if view.document.norms[i] in _SENTENCE_ENDS or view.document.tags[i] in FINITE), end)
    whole = view.who((low, stop))
    return whole if whole is not None and not whole.person else view.who((low, end))


def _last(at: int, fits: Fits, sieve: str, view: View) -> Answer:
    """Who spoke last and fits, in this paragraph or two sentences back."""
    sentence, paragraph = view.sentence(at), view.paragraph(at)
    near = [turn for turn in view.past(at).turns(_RECENT) if turn.paragraph == paragraph or turn.sentence >= sentence - 2]
    found = [(turn.entity, turn.sentence) for turn in reversed(near) if turn.entity is not None and fits(turn.entity)]
    if not found:
        return Answer(None, sieve, "nothing before it fits")
    first, spoken = found[0]
    other = next((entity for entity, _ in found if entity is not first), None)
    if other is not None and spoken < sentence - 1:
        return two_fit(first.name, other.name)
    return Answer(first, sieve)


# --- he and she


def he_or_she(query: Query, view: View) -> Answer | None:
    """Whom "he" or "she" means: nobody whom its own content names, if there is somebody else."""
    gender = PERSONAL.get(query.phrase.head)
    if gender is None:
        return None
    writer = _writer(query.at, gender, view)
    if writer is not None:
        return Answer(writer, "same-sentence", "whose letter it is")
    quoted, reported = named_in(query.attribution, view)
    fronted = _fronted(query.at, view)
    reported |= fronted
    found = Answer(None, "pronoun", "nobody before it fits")
    for others in dict.fromkeys((quoted | reported, reported, fronted)):
        found = person_before(query, gender, others, view)
        if found.entity is not None or found.sieve == "two-fit":
            return found
    topic = topic_before(gender, query.at, quoted | reported, view)
    if topic and not (_is_behind(query) and _body_spoke_last(query.at, view)):
        return Answer(topic, "topic", "the paragraphs before are about nobody else")
    alone = _only_one(query, gender, quoted | reported, view) if not found.why.endswith("open") else None
    if alone is not None:
        return Answer(alone, "only-one", "nobody else of that gender has been named")
    earlier = _taken_up_before(query, gender, quoted | reported, view) if not found.why.endswith("open") else None
    if earlier is not None:
        return Answer(earlier, "topic", "the pronoun before means this one")
    own = _of_other_given_name(query, quoted | reported, view) or _own_subject(query, gender, reported - fronted, view)
    return own or (_of_one_name(query, gender, quoted | reported, view) if found.sieve == "pronoun" else None) or found


def _writer(at: int, gender: str, view: View) -> Entity | None:
    """Whose a letter is: `Ruth Cole's letter, in which | she | said`."""
    norms, tags, lows = view.document.norms, view.document.tags, view.document.lows
    if at < _NAME or lows[at - 1] != "which" or tags[at - 2] != "IN":
        return None
    end = at - 2 - (norms[at - 3] == ",")
    if view.lexicon.heads.get(lows[end - 1]) != "document":
        return None
    place = next((i for i in range(end - 1, end - _NAME, -1) if tags[i] == "POS" or tags[i][:2] in ("VB", "IN")), 0)
    if tags[place] != "POS":
        return None
    owner = view.who((view.chunks.first[bisect_right(view.chunks.first, place) - 1], place))
    fits = owner is not None and owner.person and view.past(at).gender(owner) in ("", gender)
    return owner if fits else None


def _fronted(at: int, view: View) -> frozenset[Entity]:
    """Who is named before the comma in front of a pronoun: `Carl Vane, | he | said, had left`, which Vane would not say of himself; or in
    an apposition to it: `A former adviser to Carl Vane, | he`."""
    low = view.document.sentences[view.sentence(at)]
    if not at or view.document.norms[at - 1] != ",":
        return frozenset()
    opening = view.document.tags[low : min(at - 1, low + _OWN)]
    if opening and opening[0] in _APPOSED and FINITE.isdisjoint(opening):
        return frozenset(entity for _, _, entity in view.scenes.before(view.sentence(at), at))
    run = view.roster.run_ending(at - 1, max(0, at - _NAME))
    entity = view.cast.mentioned(run) if run is not None else None
    opens = run is not None and run[0] == view.document.sentences[view.sentence(at)]
    return frozenset([entity] if entity is not None and opens else ()) | _dealt_with(low, at, view)


def _dealt_with(low: int, at: int, view: View) -> frozenset[Entity]:
    """With whom an opening phrase tells that somebody dealt: `Questioned by Bo Wu, | he | said`; `In a letter to Bo Wu, | he | said`."""
    opening, norms = view.document.tags[low:at], view.document.norms
    if not opening or opening[0] not in _OPENINGS or not FINITE.isdisjoint(opening):
        return frozenset()
    found = ((norms[place - 1], norms[place - 2].lower(), one) for place, _, one in view.scenes.before(view.sentence(at), at))
    small = view.lexicon.small
    return frozenset(one for before, first, one in found if before in small.dealing and first not in small.according)


def _body_spoke_last(at: int, view: View) -> bool:
    """Whether an institution spoke in the paragraph before a pronoun: somebody of theirs, of whom the article has not told, may go on."""
    last = next(iter(view.past(at).turns(1)), None)
    return last is not None and last.entity is not None and not last.entity.person and last.paragraph == view.paragraph(at) - 1


def _only_one(query: Query, gender: str, own: frozenset[Entity], view: View) -> Entity | None:
    """The one person named before a pronoun who is known to be of its gender, where nobody's gender is open."""
    past, low = view.past(query.at), view.paragraph_begin(query.at, _FAR)
    named = [person for person in view.cast.people[:_MANY] if person.person and person.first < query.at and person not in own]
    fits = [person for person in named if past.gender(person) in ("", gender)]
    return fits[0] if len(fits) == 1 and past.gender(fits[0]) and fits[0].first >= low else None


def _taken_up_before(query: Query, gender: str, own: frozenset[Entity], view: View) -> Entity | None:
    """Whom the last pronoun of that gender means that stands outside quotations, in the paragraph or the one before: `The noise has led
    | her | to go on. "It helps," she said`."""
    lows, high = view.document.lows, _first(query)
    low = max(view.paragraph_begin(query.at, 1 + _is_quotation(view.paragraph(query.at), view)), high - _REACH)
    for token in range(high - 1, low - 1, -1):
        if PERSONAL.get(lows[token]) == gender and not view.quoted(token):
            entity = view.taken_up(token)
            since = {turn.entity for turn in view.past(query.at).turns(_LAST) if turn.at > token}
            return entity if entity not in own and since <= {entity} else None
    return None


def _of_other_given_name(query: Query, own: frozenset[Entity], view: View) -> Answer | None:
    """`Dan Wang, an economist, said so. | "Prices fall," | she said`: whoever spoke last, where a given name alone speaks for the other
    gender, and the paragraph is his words."""
    last = next(iter(view.past(query.at).turns(1)), None)
    entity = last.entity if last is not None and last.paragraph >= view.paragraph(query.at) - 1 else None
    begin = _first(query)
    if entity is None or entity.type != "person" or entity in own or begin != view.paragraph_begin(begin) or not view.quoted(begin + 1):
        return None
    if last is not None and view.document.lows[last.source[0]] in PERSONAL:  # she said so. | "No," he said
        return None
    named = {person for sentence in view.sentences_back(begin, 1) for _, _, person in view.scenes.mentions(sentence)}
    by_name = view.lexicon.given.get(entity.words[0]) if len(entity.words) > 1 and not entity.kin else None
    if not by_name or not named <= {entity}:
        return None
    if view.cast.portraits.of_honorifics(entity.words) or any(map(view.lexicon.roles.get, entity.heads)):
        return None
    return Answer(entity, "paragraph-before", "spoke last, under a name of either gender")


def _of_one_name(query: Query, gender: str, own: frozenset[Entity], view: View) -> Answer | None:
    """`Leclerc won from Norris. "It was hard," | he | said`: who spoke last or whom the sentence before is about, under one name that
    nothing shows to be anything but somebody's, where the sentence tells of nobody else."""
    for sieve, sentence in _sentences_before(query.at, view):
        turns = [turn.entity for turn in view.turns_in(sentence, query.at)]
        entity = turns[-1] if turns else view.subject_before(sentence, query.at, query.attribution).entity
        if entity is None or entity in own:
            continue
        begin, end = view.document.sentences[sentence : sentence + 2]
        if not may_be_surname(entity, view) or view.lexicon.tells_of_others(view.document.lows[begin : min(end, query.at)]):
            return None
        learned = (Fact(entity, "type", "person"), Fact(entity, "gender", gender))
        return Answer(entity, sieve, "nothing shows that the name is no person's", learned)
    return None


def may_be_surname(entity: Entity, view: View) -> bool:
    """Whether an institution is one by default only: one word, in no list, without an article, for which nobody works."""
    name, lexicon = entity.words, view.lexicon
    if len(name) != 1 or name[0].isupper():
        return False
    if entity.type != _BODY or entity.heads or entity.plural:
        return False
    listed = name[0] in lexicon.places or name[0] in lexicon.agencies or name[0] in lexicon.names
    places, lows = view.roster.places.get(name, ()), view.document.lows
    articled = any(place and lows[place - 1] in lexicon.small.articles for place in places[:_NAMED])
    return not (listed or articled or view.cast.is_employer(name) or name[0].lower() in lexicon.nouns)


def _own_subject(query: Query, gender: str, reported: frozenset[Entity], view: View) -> Answer | None:
    """`Diego Prieto will sell the farm, | he said`: the one whom his own words are about, where the text has nobody before."""
    if not _is_behind(query) or len(reported) != 1:
        return None
    begin, (entity,) = _first(query), reported
    opens = any(place == begin for place, _, one in view.scenes.mentions(view.sentence(begin)) if one is entity)
    fits = opens and view.past(query.at).gender(entity) in ("", gender)
    return Answer(entity, "own-subject", "what is said is about this one, and nobody stands before it") if fits else None


def first_person(query: Query, view: View) -> Answer | None:
    """`I`, `we`, `you`: whoever speaks around them."""
    return Answer(None, "first-person", "who speaks is not in reach")


def person_before(query: Query, gender: str, own: frozenset[Entity], view: View) -> Answer:
    """Whom a pronoun of that gender can mean, who is none of `own`; with no gender, anybody."""
    past = view.past(query.at)

    def fits(entity: Entity) -> bool:
        if not entity.person or entity.plural or entity in own:
            return False
        return not gender or (past.gender(entity) in ("", gender) and not past.they(entity))

    lemma, small = query.attribution.lemma if query.attribution is not None else "", view.lexicon.small
    wanted = Wanted(query.at, gender, fits, lemma in small.answering, lemma in small.asking, lemma in small.adding)
    for sieve, sentence, least in _places(query, view):
        found = _in_sentence(sentence, wanted, least, view)
        if found is None:
            continue
        if found.entity is None:
            return found._replace(sieve="two-fit")
        if lemma in small.adding and _somebody_else_spoke(found.entity, query.at, view):
            return Answer(None, "two-fit", "who has just spoken is of the other gender, and somebody adds something")
        learned = (Fact(found.entity, "gender", gender),) if gender and not past.gender(found.entity) else ()
        return Answer(found.entity, sieve, found.why, learned)
    return _named_later(query, fits, view) or Answer(None, "pronoun", "nobody before it fits")


def _somebody_else_spoke(entity: Entity, at: int, view: View) -> bool:
    """Whether another person has just spoken in the paragraph of a token: `Bob Lund said so. | She | added`."""
    last = next(iter(view.past(at).turns(1)), None)
    if last is None or last.entity is None or last.paragraph != view.paragraph(at):
        return False
    return last.entity is not entity and last.entity.person and not last.entity.plural


def _is_behind(query: Query) -> bool:
    """Whether the source stands behind what it says: `…, she said`."""
    return _first(query) < query.at


def _first(query: Query) -> int:
    """The first token of source and content: the content's, where the source stands behind it."""
    contents = query.attribution.contents if query.attribution is not None else ()
    return min(query.at, contents[0][0]) if contents else query.at


def _places(query: Query, view: View) -> list[Place]:
    """Where a pronoun's person is sought, in order."""
    here = view.sentence(query.at)
    before = [(sieve, sentence, OTHERS) for sieve, sentence in _sentences_back(here, query.at, view)]
    main = view.scenes.main_subject(here)
    if _is_behind(query):
        apart = main is not None and main[1] <= _first(query)  # Holm made a plan that | he | said was good
        return [("same-sentence", here, SUBJECTS if apart else SPEAKERS), *before]
    if main is not None and main[0] == query.at:
        return [("same-sentence", here, SUBJECTS), *before, ("same-sentence", here, OTHERS)]
    return [("same-sentence", here, OTHERS), *before]


def _named_later(query: Query, fits: Fits, view: View) -> Answer | None:
    """`In his speech, | Ann Lee said`: an opening clause takes up the subject that follows."""
    sentence = view.sentence(query.at)
    if _is_behind(query) or query.at - view.document.sentences[sentence] >= _OPENING:
        return None
    for place, rank, entity in view.scenes.mentions(sentence)[:_LATER]:
        if place > query.at and rank == SUBJECT and fits(entity):
            return Answer(entity, "named-later", "an opening clause takes up the subject that follows")
    return None


def topic_before(gender: str, at: int, own: frozenset[Entity], view: View) -> Entity | None:
    """The one named person whom the paragraphs before are about, where no sentence near is about anybody."""
    past, begin = view.past(at), view.paragraph_begin(at, _TOPIC)
    found = dict.fromkeys(turn.entity for turn in past.turns(_TURNS) if begin <= turn.at)
    found |= dict.fromkeys(view.subject(sentence).entity for sentence in reversed(list(view.sentences_back(at, _TOPIC))))
    people = [entity for entity in found if entity and entity.type == "person" and not entity.plural and entity not in own]
    chosen = [entity for entity in people if past.gender(entity) in ("", gender)]
    return chosen[0] if len(chosen) == 1 and past.gender(chosen[0]) else None


def named_in(attribution: Attribution | None, view: View) -> tuple[frozenset[Entity], frozenset[Entity]]:
    """Who is named in what a source says, in marks and outside: somebody else, or the source would have said "I", or "he"."""
    contents = attribution.contents if attribution is not None else ()
    runs = [run for content in contents for run in view.roster.runs_between(*content)[:_OWN]]
    named = [(view.quoted(run[0]), view.cast.mentioned(run)) for run in runs]
    return frozenset(e for inside, e in named if e and inside), frozenset(e for inside, e in named if e and not inside)


def _sentences_before(at: int, view: View) -> Iterator[tuple[str, int]]:
    here = view.sentence(at)
    yield "same-sentence", here
    yield from _sentences_back(here, at, view)


def _sentences_back(here: int, at: int, view: View) -> Iterator[tuple[str, int]]:
    """(sieve, sentence), back to the paragraph before; quotations do not count."""
    paragraph, left, first = view.paragraph(at), _BACK, view.paragraph(at) - 1
    for sentence in range(here - 1, max(-1, here - 1 - SENTENCES), -1):
        begin = view.document.sentences[sentence]
        there = view.paragraph(begin)
        first -= there < first and (_is_quotation(there + 1, view) or _is_heading(there + 1, view))
        if left == 0 or there < first:
            return
        left -= not view.quoted(begin)
        yield "sentence-before" if there == paragraph else "paragraph-before", sentence


def _is_quotation(paragraph: int, view: View) -> bool:
    """Whether a paragraph begins and ends inside somebody's quotation."""
    begin, end = view.document.paragraphs[paragraph : paragraph + 2]
    return view.quoted(begin + 1) and view.quoted(max(begin, end - 2))


def _is_heading(paragraph: int, view: View) -> bool:
    """Whether a paragraph is a few words without a full stop or a verb with a subject: a heading between two, a link."""
    begin, end = view.document.paragraphs[paragraph : paragraph + 2]
    if end - begin > _HEADING or view.document.norms[end - 1] in _SENTENCE_ENDS:
        return False
    return view.document.norms[begin] != "``" and view.scenes.main_subject(view.sentence(begin)) is None


# --- one sentence


def _in_sentence(sentence: int, wanted: Wanted, least: int, view: View) -> Answer | None:
    """The one candidate of a sentence before the pronoun: its speaker, its subject, others. None: look farther.

    `least`: how far down that list it may go.
    """
    turns = [turn for turn in view.turns_in(sentence, wanted.at) if not view.quoted(turn.at)]
    if turns and turns[-1].entity is None:
        return Answer(None, "", "who spoke before is open")
    pair = _both(sentence, wanted, view)
    if len(pair) > 1:
        return two_fit(pair[0].name, pair[1].name)
    speakers = _fitting([turn.entity for turn in turns], wanted.fits)
    if len(speakers) > 1:
        return two_fit(speakers[0].name, speakers[1].name)
    if speakers:
        return _speaker(speakers[0], turns, sentence, wanted, least, view)
    asked = turns[-1].addressee if turns and turns[-1].asking and not wanted.asks else None
    if asked is not None and wanted.fits(asked):
        return Answer(asked, "", "was asked")
    if least == SPEAKERS:
        return None
    return _by_subject(sentence, wanted, least, view)


def _fitting(entities: list[Entity | None], fits: Fits) -> list[Entity]:
    """Those that fit, each once."""
    return [entity for entity in dict.fromkeys(entities) if entity is not None and fits(entity)]


def _both(sentence: int, wanted: Wanted, view: View) -> list[Entity]:
    """Who fits near a sentence whose subject is two people of the paragraph: `the two met`."""
    document = view.document
    begin, end = document.sentences[sentence], document.sentences[sentence + 1]
    subject = view.scenes.main_subject(sentence) or (begin, begin)
    if end > wanted.at or view.roster.runs_between(*subject):
        return []
    opening = document.text[document.begins[begin] : document.ends[min(end - 1, begin + 6)]]
    if view.lexicon.several.search(opening) is None:
        return []
    named = [entity for _, _, entity in view.scenes.before(max(0, sentence - 1), wanted.at)]
    return _fitting([*(turn.entity for turn in view.past(wanted.at).turns(_LAST)), *named], wanted.fits)


def _speaker(speaker: Entity, turns: list[Turn], sentence: int, wanted: Wanted, least: int, view: View) -> Answer:
    """Who spoke in a sentence, unless somebody named behind, in no report, fits as well; who was asked or told, where he answers."""
    scenes = view.scenes
    asking = turns[-1].asking and not wanted.asks
    asked = turns[-1].addressee if (asking or wanted.answers) and turns[-1].entity is speaker else None
    if asked is not None:
        if wanted.fits(asked):
            return Answer(asked, "", "was asked" if asking else "was told")
        if asking:
            return Answer(None, "", "whoever was asked is open")
    told = _was_told(turns[-1], sentence, view)
    if told is not None and wanted.fits(told):
        return Answer(told, "", "was told, and the sentence is about them")
    apart = {speaker, *(turn.addressee for turn in turns)}
    for place, rank, entity in scenes.before(sentence, wanted.at) if least != SPEAKERS and not wanted.adds else ():
        if place > turns[-1].at and entity not in apart and wanted.fits(entity) and scenes.beside(place, rank):
            return two_fit(speaker.name, entity.name)
    return Answer(speaker, "", "spoke last")


def _was_told(turn: Turn, sentence: int, view: View) -> Entity | None:
    """Whom a sentence is about that tells what somebody else told them: Ann Lee was told by | a doctor | that she could go."""
    subject = view.scenes.main_subject(sentence)
    if turn.addressee is None or subject is None or turn.source[0] < subject[1]:
        return None
    about = (entity for place, _, entity in view.scenes.before(sentence, turn.source[0]) if subject[0] <= place < subject[1])
    return turn.addressee if turn.addressee in about else None


def _by_subject(sentence: int, wanted: Wanted, least: int, view: View) -> Answer | None:
    """Whom a sentence is about, unless its verb is mutual and another fits (Moyo met Pryce); else the one other who fits."""
    subject = view.subject(sentence) if view.document.sentences[sentence + 1] <= wanted.at else _described_here(sentence, wanted.at, view)
    if subject is not None and _is_of_one(sentence, wanted.gender, view):
        return None
    if subject is not None and subject.person and subject.entity is None:
        return Answer(None, "", "whom the sentence before is about is open")
    entity = subject.entity if subject is not None else None
    owned = subject is None or not subject.person
    ranked = _ranked(sentence, wanted, least, owned, view)
    owner = _owner(sentence, wanted, view) if owned and least == OTHERS else None
    if owner is not None:  # His company had built ships. They were gone, he said
        others = [one for _, rank, one in ranked if rank == SUBJECT]
        if not view.lexicon.small.deaths.isdisjoint(view.document.norms[slice(*(view.scenes.main_subject(sentence) or (0, 0)))]):
            return Answer(None, "", f"{owner.name} is dead, and who else is meant is open")
        return two_fit(owner.name, others[0].name) if others else Answer(owner, "", "the sentence before is about what is theirs")
    if entity is not None and entity.joint and not ranked:
        return Answer(None, "", f"two candidates fit: {entity.name}")
    gender = subject.gender if subject is not None else ""
    if entity is not None and wanted.gender in ("", gender or wanted.gender) and wanted.fits(entity):
        best, chosen = SUBJECT, [entity]
    elif ranked:
        best = min(rank for _, rank, _ in ranked)
        chosen = list(dict.fromkeys(entity for _, rank, entity in ranked if rank == best))
    else:
        return None
    other = chosen[1] if len(chosen) > 1 else _rival(sentence, chosen[0], best, ranked, view)
    if other is not None:
        return two_fit(chosen[0].name, other.name)
    partner = _partner(sentence, chosen[0], wanted, view)
    if partner:
        return two_fit(chosen[0].name, partner)
    return Answer(chosen[0], "", "subject before" if best == SUBJECT else "named before")


def _described_here(sentence: int, at: int, view: View) -> Subject | None:
    """Somebody without a name who is the subject of the sentence that goes on to a pronoun: `The mother of two wept as | she | said`."""
    joined = view.document.tags[at - 1] in _JOINING or view.document.norms[at - 1] == "that"
    subject = view.subject_before(sentence, at, None) if joined else NO_SUBJECT
    return subject if subject.person and subject.entity is not None and not subject.entity.words and not subject.entity.plural else None


def _is_of_one(sentence: int, gender: str, view: View) -> bool:
    """Whether a sentence tells what somebody's own did with him, and so is about him: `His brother drove him home`."""
    document, found = view.document, view.scenes.main_subject(sentence)
    owner = view.lexicon.owner_pronouns.get(document.lows[found[0]]) if found else None
    if not found or owner is None or PERSONAL[owner] != gender:
        return False
    behind = range(found[1], min(document.sentences[sentence + 1], found[1] + _OWN))
    return any(document.tags[i] == "PRP" and PERSONAL.get(document.lows[i]) == gender and document.lows[i] != owner for i in behind)


def _owner(sentence: int, wanted: Wanted, view: View) -> Entity | None:
    """Whose the thing is that a sentence is about, where a possessive pronoun of the right gender says so and the one fits."""
    found = view.owner(sentence) if view.document.sentences[sentence + 1] <= wanted.at else NO_SUBJECT
    return found.entity if found.entity is not None and found.gender == wanted.gender and wanted.fits(found.entity) else None


def _ranked(sentence: int, wanted: Wanted, least: int, owned: bool, view: View) -> list[Mention]:
    """Whom a sentence names and who fits; far off, only a subject or one known to fit. `owned`: its subject may be Holm's aides."""
    far = view.paragraph(view.document.sentences[sentence]) != view.paragraph(wanted.at)
    past, main = view.past(wanted.at), view.scenes.main_subject(sentence) if owned else None
    out = []
    for place, rank, entity in view.scenes.before(sentence, wanted.at):
        if view.document.norms[place - 1] == "than":  # more afraid than | Ruth Cole has ever been
            continue
        first = main is None and owned and place == view.document.sentences[sentence]
        if rank == POSSESSOR and (first or (main is not None and main[0] <= place < main[1])):
            rank = SUBJECT
        near = least == OTHERS and (not far or past.gender(entity) or _is_introduced(place, view))
        if (rank == SUBJECT or near) and wanted.fits(entity):
            out.append((place, rank, entity))
    return out


def _is_introduced(place: int, view: View) -> bool:
    """Whether what stands behind a name tells who that is: `a concern for Kelly Hopkins, | who has been a nurse`."""
    norms = view.document.norms
    end = next((end for _, end in view.roster.runs_between(place, place + 1)), place)
    opening = peek(norms, end + 1)
    apposed = opening in view.lexicon.small.articles and end + 1 not in view.fresh
    return peek(norms, end) == "," and (opening == "who" or apposed)


def _rival(sentence: int, chosen: Entity, best: int, ranked: list[Mention], view: View) -> Entity | None:
    """Who else fits: behind a mutual verb where the chosen is the subject."""
    behind = _mutual(sentence, view) if best == SUBJECT else 0
    norms = view.document.norms
    others = ((place, rank, e) for place, rank, e in ranked if e is not chosen and norms[place - 2] != "likes")  # the likes of | Kurt Vane
    return next((e for place, rank, e in others if rank in (SUBJECT, OBJECT, OTHER) and place >= behind), None)


def _mutual(sentence: int, view: View) -> int:
    """The verb of a sentence that tells what two people did with each other; its end, where there is none, or one did more."""
    norms, tags = view.document.norms, view.document.tags
    begin, end = view.document.sentences[sentence], view.document.sentences[sentence + 1]
    verb = next((i for i in range(begin, end) if norms[i] in view.lexicon.reciprocal), end)
    return end if any(tags[i] == "CC" and tags[i + 1] in ("VBD", "VBZ") for i in range(verb, end - 1)) else verb


def _partner(sentence: int, chosen: Entity, wanted: Wanted, view: View) -> str:
    """Who is joined to the chosen as one subject, as worded: `Silje and a friend`; "" where nobody of that gender is."""
    words, norms = view.document.words, view.document.norms
    stop = min(wanted.at, view.document.sentences[sentence + 1])
    for place, _, entity in view.scenes.before(sentence, wanted.at):
        if entity is not chosen:
            continue
        joint = next((i for i in range(place, stop) if not words[i][:1].isupper()), stop)
        if joint + 1 >= stop or norms[joint] not in ("and", "&"):
            continue
        end = _joined_end(joint + 1, stop, view)
        known = any(joint < other < end for other, _, _ in view.scenes.mentions(sentence))  # somebody known, of the other gender
        if end > joint + 1 and not known and _may_be(joint + 1, end, wanted.gender, view):
            return words_of(view.document, (joint + 1, end))
    return ""


def _joined_end(begin: int, stop: int, view: View) -> int:
    """Where what `and` joins ends, at a verb, a preposition or a comma."""
    norms, tags = view.document.norms, view.document.tags
    for i in range(begin, min(stop, begin + _JOINED)):
        if tags[i][:2] in ("VB", "MD", "IN", "TO") or norms[i] == ",":
            return i
    return begin


def _may_be(begin: int, end: int, gender: str, view: View) -> bool:
    """Whether a noun phrase can be somebody of that gender: `a friend`, `his brother`, a name."""
    document, lexicon = view.document, view.lexicon
    head = document.lows[end - 1]
    known = lexicon.kin.get(head, lexicon.roles.get(head))
    if known in ("", gender) or head in lexicon.relation:
        return True
    named = peek(document.tags, end - 1)[:3] == "NNP" and head not in lexicon.heads
    return named and all(lexicon.given.get(word, gender) in ("", gender) for word in document.words[begin:end])
