"""Descriptions of institutions: `the ministry` by the noun in a name, `the company` by its kind."""

from __future__ import annotations

from bisect import bisect_left
from itertools import islice

from attribution.document.view import peek
from attribution.model import Tokens
from attribution.speakers.descriptions import capitals, core_end, owners
from attribution.speakers.entities import INSTITUTIONS, PEOPLE, TEXTS, Answer, Entity, Fact, Name, two_fit
from attribution.speakers.phrases import words_of
from attribution.speakers.roster import name_type
from attribution.speakers.sieves.name import goes_on_with
from attribution.speakers.view import Query, View

FAR = 250  # tokens within which "the campaign" takes up a campaign
_TURNS, _LAST = 12, 3  # turns that are looked at
_PARAGRAPHS, _SPOKEN = 2, 3  # before a description in which an institution is near: named, or speaking
_PLACES, _KNOWN = 60, 200  # of names with a noun before a description, and institutions, that are looked at
_BELOW = 2  # names with a noun that are looked at for a headline's
_SENTENCE_ENDS = frozenset([".", "!", "?", "''"])
_APPOSED = 20  # of a noun that are looked at for a name behind it
_APPOSITION = 9  # tokens behind a name and its comma

_NO_NOUN = TEXTS  # kinds whose noun takes up no name
_TELLING = INSTITUTIONS - TEXTS  # types of nouns that tell what the institution is that has them in its name; Records is a label's
_ALIKE = frozenset(["organisation", "group", "company"])


def by_noun(query: Query, view: View) -> Answer | None:
    """`the ministry`: the institution that has the word in its name, and every capitalised word of the description."""
    head = query.phrase.head
    if query.kind and query.kind not in INSTITUTIONS:
        return None
    wanted, nouns = capitals(view.reader, query.phrase), _forms(head, view)
    named = query.kind not in _NO_NOUN

    def fits(name: Name) -> bool:
        return named and bool(name) and all(word in name for word in wanted)

    here = _with_noun(query, view.paragraph_begin(query.at), view)
    if fits(here):
        return _of_name(here, view)
    heads = view.past(query.at).heads
    known = islice(reversed(view.cast.institutions.values()), _KNOWN)
    spoken = [e for e in known if e.first < query.at and not nouns.isdisjoint(heads(e))]
    last = _spoke_last(query, view)
    for entity in (*near_institutions(query.at, view), *(spoken if len(spoken) == 1 else ())):
        if last not in (None, entity) and head not in map(str.lower, entity.words):
            continue  # Nomura was glad. Norvane Securities said no. The brokerage …
        if entity.words and not nouns.isdisjoint(heads(entity)) and all(word in entity.name for word in wanted):
            return Answer(entity, "part-of-name", f"{entity.name} has {head} in its name")
    before = _with_noun(query, 0, view)
    return _of_name(before, view) if fits(before) else None


def _forms(noun: str, view: View) -> frozenset[str]:
    """As what the noun of a description may stand in a name: a co-op is a Co-operative."""
    cooperatives = view.lexicon.small.cooperatives
    return frozenset([noun, noun + "s"]) | (cooperatives if noun in cooperatives else frozenset())


def is_headline(token: int, view: View) -> bool:
    """Whether a token stands in the first paragraph, which is no sentence."""
    end = view.document.paragraphs[1] if view.document.words else 0
    return token < end < len(view.document.words) and view.document.norms[end - 1] not in _SENTENCE_ENDS


def named_below(query: Query, view: View) -> Answer | None:
    """`Safety board finds faults`: of a headline, the one institution of the article that has the noun in its name."""
    plain = not query.phrase.the and query.phrase.head not in view.lexicon.small.collective  # police are not the Police Service
    if not plain or query.kind not in INSTITUTIONS - TEXTS or not is_headline(query.at, view):
        return None
    found = {name for noun in _forms(query.phrase.head, view) for _, name in view.roster.placed_with(noun.capitalize())[0][:_BELOW]}
    words = view.document.words[query.at : core_end(view.reader, query.phrase)]
    others = [word for word in words if word[:1].isupper() and word.lower() not in {query.phrase.head, *view.lexicon.nouns}]
    if len(found) != 1 or not all(word in next(iter(found)) for word in others):
        return None
    return _of_name(found.pop(), view)


def _spoke_last(query: Query, view: View) -> Entity | None:
    """The institution of the kind that a description has that spoke in the sentence before, under a name that tells no other noun."""
    turn = next(iter(view.past(query.at).turns(1)), None)
    entity = turn.entity if turn is not None and turn.sentence == view.sentence(query.at) - 1 else None
    if entity is None or not entity.words or entity.type != query.kind:
        return None
    return None if _otherwise(query, entity, view) else entity


def apposed(query: Query, view: View) -> Answer | None:
    """`the group` after `the group, Workers United,`, `a group called Workers United`: who has been named so."""
    head, kind, small = query.phrase.head, query.kind, view.lexicon.small
    if kind not in INSTITUTIONS or kind in _NO_NOUN or not _takes_up(query, kind, view):
        return None
    norms = view.document.norms
    for i in reversed(view.ties.places_before(head, query.at, _APPOSED)):
        named = norms[i + 1] in small.naming
        if not named and (norms[i + 1] != "," or norms[i - 1].lower() != "the"):
            continue
        end = _capitals_end(i + 2, view)
        if end > i + 2 and (named or peek(norms, end) == ","):
            entity = view.who((i + 2, end))
            return Answer(entity, "apposition", f"named there as a {head}") if entity is not None else None
    return None


def _capitals_end(begin: int, view: View) -> int:
    """Where the capitalised words that begin at a token end."""
    words = view.document.words[begin : begin + _APPOSITION]
    return begin + next((k for k, word in enumerate(words) if not word[:1].isupper()), len(words))


def both(query: Query, view: View) -> Answer | None:
    """`both carmakers`, `the two companies`, `the companies`: those whom the sentence before, or this one before it, names together."""
    head, kind, small = query.phrase.head, query.kind, view.lexicon.small
    alone = len(query.words) > 1 and set(query.words) - {head} <= small.counting | view.lexicon.few
    if kind not in INSTITUTIONS - TEXTS or not alone or not (_are_several(head, view) or head in small.parts):
        return None
    here = view.sentence(query.at)
    own = view.subject_before(here, query.at, query.attribution).entity
    turns = (turn.entity for turn in view.past(query.at).turns(1) if turn.sentence >= here - 1)
    before = (view.subject(sentence).entity for sentence in view.sentences_back(query.at, 1))
    entity = next((found for found in (own, *turns, *before) if found is not None), None)
    if entity is None or not entity.joint:
        return None
    apart = " and ".join(entity.name.split(", ")).split(" and ")
    nobodys = entity.type == "person" and not any(view.cast.bearers(name.split()[-1]) for name in apart)
    if head not in small.parts and not nobodys and not same_kind(entity.type, kind, head):
        return None
    if not small.pairing.isdisjoint(query.words) and len(apart) != 2:
        return None
    return Answer(entity, "pair", f"{entity.name} before", (Fact(entity, "type", kind),) if nobodys else ())


def by_class(query: Query, view: View) -> Answer | None:
    """`the company`: the one institution of that kind that has spoken or been named near."""
    head, kind = query.phrase.head, query.kind
    type_of = view.past(query.at).type
    if head == "paper" and any(type_of(entity) == "news outlet" for entity in near_institutions(query.at, view)):
        kind = "news outlet"
    if head in view.lexicon.small.served and kind == "company":  # the streaming service
        query, head = query._replace(phrase=query.phrase._replace(head=kind)), kind
    if not _takes_up(query, kind, view):
        return None
    somebody = _somebody_of_that_trade(query, view)
    if somebody is not None:
        return Answer(somebody, "role", f"{somebody.name} is a {head}, and the sentence before is about that one")
    own = view.subject_before(view.sentence(query.at), query.at, query.attribution).entity
    near = near_institutions(query.at, view)
    near += [own] if own is not None and own.type != "person" and own not in near and not _is_common(own, view) else []
    kinds = {e: kind if _plays(e, head, view) else type_of(e) for e in near}
    told = own if _tells_of_subject(query, view) else None
    alike = [e for e in near if e is not told and same_kind(kinds[e], kind, head)]
    alike = [e for e in alike if not _otherwise(query, e, view) and not _is_part(query, e, view)]
    if _has_nation(query, view) and not _is_last(alike, own, query, view):
        return None
    if len(alike) > 1 and own in alike:
        return Answer(own, "class", f"{own.name} is what the sentence is about")
    if len(alike) > 1:
        return _alone_before(query, alike, view)
    if alike:
        return _of_kind(alike[0], kind, view)
    unknown = _subject_of_no_kind(query, view)
    if unknown is not None:
        return _of_kind(unknown, kind, view)
    named = _named_near(query, kind, view)
    if len(named) == 1:
        only = named.pop()
        its = view.cast.type_of(only) if name_type(only, "", view.lexicon) else kind
        entity = view.cast.institution(_as_worded(only, view), its, query.at)
        return Answer(entity, "class", f"{entity.name} is the only one of its kind near")
    traded = with_shares(query.at, view) if kind == "company" else None
    if traded is not None:
        return _of_kind(traded, kind, view)
    called = _called_so(query, view)
    if called is not None:
        return _of_kind(called, kind, view)._replace(why=f"the only {head} that has been named")
    turns = (turn.entity for turn in view.past(query.at).turns(_TURNS))
    spoken = [entity.name for entity in turns if entity is not None and entity.words and not entity.person]
    if query.phrase.the == "the" and kind in ("company", "organisation") and (named or spoken):
        which = " or ".join([" ".join(name) for name in sorted(named)[:2]] or spoken[-1:])
        return Answer(None, "open-description", f"may be {which} or another")
    return None


def _tells_of_subject(query: Query, view: View) -> bool:
    """Whether what a source says is a relative clause before it, which is about another: the app, | which | the company says | is safe."""
    attribution = query.attribution
    begin = attribution.contents[0][0] if attribution is not None else query.at
    return begin < query.at and view.document.tags[begin] in ("WDT", "WP")


def _somebody_of_that_trade(query: Query, view: View) -> Entity | None:
    """`the broadcaster` of somebody whom the sentence before is about, and who is a presenter: a noun for people and for institutions."""
    head, lexicon = query.phrase.head, view.lexicon
    sentence = next(view.sentences_back(query.at, 1), None) if head in lexicon.roles else None
    entity = view.subject(sentence).entity if sentence is not None else None
    if entity is None or entity.type != "person" or entity.plural:
        return None
    heads = view.past(query.at).heads(entity)
    return entity if heads and lexicon.may_be_both(head, heads) else None


def _plays(entity: Entity, head: str, view: View) -> bool:
    """Whether a name may be a team's and a town's: Derby County."""
    return head in view.lexicon.small.teams and entity.words[-1:] != () and entity.words[-1].lower() in view.lexicon.small.towns


def _called_so(query: Query, view: View) -> Entity | None:
    """`the firm`, where one only has been told of as `the scooter firm Zorbit`."""
    places = view.ties.places_before(query.phrase.head, query.at, _APPOSED)
    runs = [view.roster.runs_between(place + 1, place + 2) for place in places if view.document.words[place].islower()]
    found = {view.who(run[0]) for run in runs if run}
    return found.pop() if len(found) == 1 else None


def _subject_of_no_kind(query: Query, view: View) -> Entity | None:
    """Whom the sentence before is about, where his name has a common noun in it and nothing says that he is somebody: `Harrow's Hope`."""
    sentence = next(view.sentences_back(query.at, 1), None)
    entity = view.subject(sentence).entity if sentence is not None and query.phrase.head not in view.lexicon.telling else None
    if entity is None or len(entity.words) < 2 or entity.type != "person" or entity.roles or entity.kin or entity.gender:
        return None
    known = entity.words[0] in view.lexicon.given or (entity.words[-1],) in view.roster.places
    nouns = any(word.lower() in view.lexicon.nouns for word in entity.words)
    return entity if nouns and not known else None


def with_shares(at: int, view: View) -> Entity | None:
    """Whose shares or sales the sentence of a token at `at`, or the one before, begins with: `Zorbit shares fell. | The firm | said`;
    `Shares in Zorbit fell after | it | said`."""
    sentences = (view.sentence(at), *view.sentences_back(at, 1))
    return next((entity for sentence in sentences if (entity := _opens_with_shares(sentence, at, view)) is not None), None)


def _opens_with_shares(sentence: int, at: int, view: View) -> Entity | None:
    """Whose shares or sales a sentence begins with, before a token at `at`."""
    low, norms, traded = view.document.sentences[sentence], view.document.lows, view.lexicon.small.traded
    begin = low + 2 * (norms[low] in traded and norms[low + 1] in view.lexicon.small.within)
    run = next(iter(view.roster.runs_between(begin, begin + 1)), None) if begin < at else None
    if run is None or not (begin > low or norms[run[1] + (view.document.tags[run[1]] == "POS")] in traded):
        return None
    if view.roster.core(tuple(view.document.norms[slice(*run)]))[1][:1] and view.document.norms[run[0]] in view.lexicon.places:
        return None
    return view.cast.institution(words_of(view.document, run), "company", at)


def _takes_up(query: Query, kind: str, view: View) -> bool:
    """Whether a description has nothing of its own by which its institution is another: no owner, no name, no plural (the two firms)."""
    head = query.phrase.head
    if kind not in INSTITUTIONS or kind in _NO_NOUN or _are_several(head, view):
        return False
    begin, end = query.phrase.whole[0], core_end(view.reader, query.phrase)
    if "JJS" in view.document.tags[begin:end] and query.phrase.the in ("the", ""):  # the state's largest utility
        return True
    inside = view.document.words[begin + 1 : end]
    based = [word for word in inside if word.rpartition("-")[2] in view.lexicon.small.based]
    named = not based and any(word[:1].isupper() and "-" not in word for word in inside)
    return not owners(view.reader, query.phrase) and (not named or (kind == "company" and _has_nation(query, view)))


def _has_nation(query: Query, view: View) -> bool:
    """Whether a description says where an institution is from: the Chinese company."""
    named = capitals(view.reader, query.phrase)
    return bool(named) and all(word.lower() in view.lexicon.nations for word in named)


def _is_part(query: Query, entity: Entity, view: View) -> bool:
    """Whether an institution is a part of what a description means: Ofcom is not the government."""
    head = query.phrase.head
    return head in view.lexicon.small.governing and head not in view.past(query.at).heads(entity)


def _is_last(alike: list[Entity], own: Entity | None, query: Query, view: View) -> bool:
    """Whether the only one of a kind is what this sentence or the one before is about, or spoke there."""
    before = view.sentence(query.at) - 1
    last = {own, view.subject(before).entity if before >= 0 else None, *(turn.entity for turn in view.turns_in(before, query.at))}
    return len(alike) == 1 and alike[0] in last


def _alone_before(query: Query, alike: list[Entity], view: View) -> Answer:
    """Of several of a kind, the one that spoke in the sentence before, or that it is about."""
    sentence = view.sentence(query.at)
    turns = [turn.entity for turn in view.past(query.at).turns(_LAST) if turn.sentence >= sentence - 1]
    last = {entity for entity in alike if entity in turns}
    if not last and view.document.sentences[sentence] > view.paragraph_begin(query.at):
        subject = view.subject(sentence - 1).entity
        last = {entity for entity in alike if entity is subject}
    if len(last) == 1:
        return Answer(last.pop(), "class", "alone of its kind in the sentence before")
    return two_fit(alike[0].name, alike[1].name)


def _of_kind(entity: Entity, kind: str, view: View) -> Answer:
    """The one of its kind; the noun tells what it is where its name does not."""
    untold = kind in ("company", "news outlet") or entity.type == "person"
    telling = untold and bool(entity.words) and not name_type(entity.words, "", view.lexicon)
    learned = (Fact(entity, "type", kind),) if telling else ()
    return Answer(entity, "class", f"{entity.name} alone of its kind spoke near", learned)


def _of_name(name: Name, view: View) -> Answer:
    known = goes_on_with(name, view) or view.cast.institution(_as_worded(name, view), view.cast.type_of(name), 0)
    return Answer(known, "part-of-name")


def _as_worded(name: Name, view: View) -> str:
    """A name as the text writes it, without article."""
    if name in view.roster.worded:
        return view.roster.worded[name]
    places = view.roster.names_with(name[-1]).get(name)
    start = next((i for i, word in enumerate(name) if word.lower() != "the"), 0)
    return words_of(view.document, (places[0] + start, places[0] + len(name))) if places else " ".join(name[start:])


def _with_noun(query: Query, low: int, view: View) -> Name:
    """The one name between two places that has the noun in it: `Foreign Ministry`; none where there are two."""
    first, every = view.roster.placed_with(query.phrase.head.capitalize())
    if not low:
        found = {name for place, name in first[:2] if place < query.at}
    else:
        end = bisect_left(every, (query.at,))
        found = {name for place, name in every[max(0, end - _PLACES) : end] if place >= low}
    return found.pop() if len(found) == 1 else ()


def near_institutions(at: int, view: View) -> list[Entity]:
    """Who has spoken near and is no person, the last first; then whom the sentences of this paragraph and the two before are about."""
    here = view.paragraph(at)
    near = [turn.entity for turn in reversed(view.past(at).turns(_TURNS)) if turn.paragraph >= here - _SPOKEN]
    near += [view.subject(sentence).entity for sentence in view.sentences_back(at, _PARAGRAPHS)]
    others = (e for e in near if e is not None and e.type != "person" and e.type not in PEOPLE and not e.joint)
    return list(dict.fromkeys(e for e in others if not _is_common(e, view)))


def _is_common(entity: Entity, view: View) -> bool:
    """Whether a name is a common noun, which has its capital where it opens a sentence: `Speed | is limited`."""
    name = entity.words
    common = len(name) == 1 and (name[0].lower() in view.lexicon.nouns or name[0].lower() in view.written)
    return common and view.reader.starts.issuperset(view.roster.places.get(name, ())[:_PLACES])


def same_kind(its: str, kind: str, head: str) -> bool:
    """Whether a description of one kind can take up an institution of another."""
    if head == "agency" and its in ("government", "news agency"):
        return True
    return its == kind or {its, kind} <= _ALIKE or (its == "organisation" and kind == "news outlet")


def _named_near(query: Query, kind: str, view: View) -> set[Name]:
    """The names of institutions of a kind that stand in this paragraph or the two before."""
    low, norms = max(view.paragraph_begin(query.at, _PARAGRAPHS), query.at - FAR), view.document.norms
    out: set[Name] = set()
    for run in view.roster.runs_between(low, query.at):
        spelled = view.roster.acronyms.get(peek(norms, run[1] + 1) if peek(norms, run[1]) == "-LRB-" else norms[run[0]])
        name = spelled or view.roster.core(tuple(norms[slice(*run)]))[1]
        letters = len(name) == 1 and name[0].isupper() and not (_noun_behind(run, view) or view.cast.is_employer(name))
        noun, head = name[-1].lower() if name else "", query.phrase.head
        apposed = run[1] + 1 == query.at and norms[run[1]] == ","
        apart = apposed or noun in view.lexicon.small.sites - {head} or _is_owned(run, view)
        if not name or letters or name[0] in view.lexicon.days or apart:
            continue
        if noun in view.lexicon.small.sports and head not in view.lexicon.small.teams | view.lexicon.general:  # no charity
            continue
        telling = view.lexicon.heads.get(noun) in _TELLING and _tells(noun, view)
        if telling and _is_other({noun, view.lexicon.singular(noun)}, head, view):  # no hospital
            continue
        its = _kind_beside(run, head, view) if spelled else _kind_named(name, run, head, view)
        if its and same_kind(its, kind, head):
            out.update((name, *([] if spelled else _beside(run, view))))
    return out


def _beside(run: Tokens, view: View) -> list[Name]:
    """The name of whatever else is joined to a name by `and`, and is nobody: `Harlow and Tarn cut prices`."""
    norms, joining, (begin, end) = view.document.norms, view.lexicon.small.conjoining, run
    behind = view.roster.runs_between(end + 1, end + 2) if peek(norms, end) in joining else []
    before = view.roster.run_ending(begin - 1, max(0, begin - _APPOSITION)) if peek(norms, begin - 1) in joining else None
    beside = [*behind, *([before] if before is not None else [])]
    return [tuple(norms[slice(*other)]) for other in beside if view.cast.mentioned(other) is None]


def _is_owned(run: Tokens, view: View) -> bool:
    """Whether a name stands before what owns it: `Google's | parent, Alphabet`."""
    return peek(view.document.tags, run[1]) == "POS" and peek(view.document.lows, run[1] + 1) in view.lexicon.small.owning_it


def _kind_named(name: Name, run: Tokens, head: str, view: View) -> str:
    """The source type of a name where it stands: by its words, by a noun beside it, by who works for it."""
    its = name_type(name, "", view.lexicon) if len(name) > 1 else _kind_known(name[0], head, view)
    if its:
        return its
    speaks = name in view.cast.sources and view.cast.entity(name).type == "person"
    somebody = speaks or name[0] in view.lexicon.given or view.cast.bearers(name[-1])
    return ("" if somebody else _kind_beside(run, head, view)) or ("company" if view.cast.is_employer(name) else "")


def _kind_known(name: str, head: str, view: View) -> str:
    """What the list of agencies says one word names, where a noun can take that up: Google is a company, Aslef a union."""
    known, kind = view.lexicon.agencies.get(name, ("", ""))[1], view.lexicon.heads.get(head)
    taken_up = head in view.lexicon.taken_up.get(name, ()) or (known == kind == "company" and head in view.lexicon.general)
    return known if taken_up else ""


def _kind_beside(run: Tokens, head: str, view: View) -> str:
    """What a noun beside a name says it is: `the state utility, Zhetgaz`; `Qorgan, a rights group` is no `company`."""
    noun = _noun_beside(run, view)
    its = view.lexicon.heads.get(noun, "")
    return its if its in INSTITUTIONS and not _is_other({noun}, head, view) else ""


def _noun_beside(run: Tokens, view: View) -> str:
    """The noun right before a name, else that of an apposition behind it."""
    norms, heads = view.document.norms, view.lexicon.heads
    begin, end = run
    back = 2 if begin > 1 and norms[begin - 1] == "," else 1
    before = peek(norms, begin - back).lower()
    if heads.get(before) in INSTITUTIONS:
        return before
    behind = _noun_behind(run, view)
    if behind or peek(norms, end) != "," or peek(view.document.tags, end + 1) != "DT" or end + 1 in view.fresh:
        return behind
    noun = view.reader.head_of(end + 2, min(end + _APPOSITION, len(norms)))
    return norms[noun].lower() if noun is not None else ""


def _noun_behind(run: Tokens, view: View) -> str:
    """The noun of an institution right behind a name and its letters: `the Dock and Ferry (DF) | union`."""
    norms, end = view.document.norms, run[1]
    end += 3 * ((peek(norms, end), peek(norms, end + 2)) == ("-LRB-", "-RRB-"))
    noun = peek(norms, end + (peek(norms, end) == "-RRB-"))  # or behind the letters themselves
    return noun if view.lexicon.heads.get(noun) in INSTITUTIONS - TEXTS else ""


def _otherwise(query: Query, entity: Entity, view: View) -> bool:
    """Whether the name says that it is something else: `the union` is no Lindqvist University; `the company` none of several."""
    head, lexicon, heads = query.phrase.head, view.lexicon, view.past(query.at).heads(entity)
    if not entity.words and any(_are_several(noun, view) for noun in heads):
        return True
    if entity.words and entity.words[-1].lower() in lexicon.small.sites and head not in heads:  # Wall Street is no company
        return True
    if head in lexicon.small.teams:
        heads -= lexicon.small.towns
    telling = {noun for noun in heads if lexicon.heads.get(noun) in _TELLING}
    nouns = {noun for noun in telling if _tells(noun, view) or noun.capitalize() not in entity.words}
    known = lexicon.agencies.get(entity.name, ("", ""))[1]
    if known == "company" != lexicon.heads.get(head) and head not in lexicon.general | nouns:  # Google is no charity
        return True
    told = nouns or entity.name.isupper() or name_type(entity.words, "", lexicon)
    return (not told and head in lexicon.telling) or _is_other(nouns, head, view)


def _are_several(noun: str, view: View) -> bool:
    """Whether a noun is the plural of an institution's: `companies`."""
    return noun != view.lexicon.singular(noun) in view.lexicon.heads


def _tells(noun: str, view: View) -> bool:
    """Whether a noun in a name tells what goes by that name: a Harlow Group is a company as often as not."""
    return noun not in view.lexicon.general or view.lexicon.heads.get(noun) != "organisation"


def _is_other(nouns: set[str], head: str, view: View) -> bool:
    """Whether an institution's own nouns are none that `head` takes up."""
    heads, lexicon = view.lexicon.heads, view.lexicon
    if not nouns or head in nouns or any(head in lexicon.same.get(noun, ()) for noun in nouns):
        return False
    kind = heads.get(head)
    return head not in lexicon.general or (kind == "company" and all(heads.get(noun) != kind for noun in nouns))
