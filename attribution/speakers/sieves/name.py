"""Whom a name means: a place, an institution, letters, one of several who share it. The article's own use of the name decides."""

from __future__ import annotations

from collections.abc import Collection
from itertools import islice

from attribution.document.view import peek
from attribution.model import Tokens
from attribution.speakers.entities import Answer, Entity, Name
from attribution.speakers.phrases import Phrase, words_of
from attribution.speakers.roster import FINITE, name_type
from attribution.speakers.view import Query, View

_NEAR = 300  # tokens of a paragraph that are looked at
_ACRONYMS = 200  # institutions whose initials are compared with letters
_GIVEN = 3  # paragraphs before a given name alone in which its bearer is named in full
_PLACES = 8  # of a name that are looked at
_ADDRESS = (4, 40)  # tokens before the last comma of an address: A centre in Greenbelt
_LETTERED = 2  # tokens of letters and their article
_OFFICE = 5  # letters of an office's initials: fewer


def joint(query: Query, view: View) -> Answer | None:
    """`Berg and Holm`: several as one source, by their names."""
    names = [_fullest(name, view) for name in query.phrase.names]
    if not names:
        return None
    first = query.phrase.names[0][0]
    if first in view.reader.starts and view.document.tags[first] == "DT":  # The council and Ann Lee
        names[0] = names[0][:1].lower() + names[0][1:]
    behind = [f"the {name}" if _has_article(at, view) else name for at, name in zip(query.phrase.names[1:], names[1:], strict=True)]
    text = f"{', '.join([names[0], *behind[:-1]])} and {behind[-1]}"
    return Answer(view.cast.joint(text, _type_of_several(names, view), query.at), "joint")


def _has_article(name: Tokens, view: View) -> bool:
    """Whether `the` stands before a name: Israel and the | United States."""
    return peek(view.document.norms, name[0] - 1) == "the"


def _fullest(name: Tokens, view: View) -> str:
    """One of several names, by the fullest that the article uses."""
    words = tuple(view.document.norms[slice(*name)])
    known = view.cast.person(words, "").entity if view.cast.bearing.bearers(words[-1]) else None
    return known.name if known is not None and known.words[-1] == words[-1] else words_of(view.document, name)


def _type_of_several(names: list[str], view: View) -> str:
    """What several named as one source are: by the first that a list has, else people."""
    lexicon = view.lexicon
    known = ("government" if name in lexicon.places else lexicon.agencies.get(name, ("", ""))[1] for name in names)
    if any(name.endswith("'s") for name in names):
        return "company"
    return next(filter(None, known), "") or next(filter(None, (name_type(tuple(name.split()), "", lexicon) for name in names)), "person")


def nobody(query: Query, view: View) -> Answer | None:
    """A joint or broken name that names nobody."""
    return Answer(None, "name", "it names nobody") if query.phrase.name is None else None


def place(query: Query, view: View) -> Answer | None:
    """A country or town of the list speaks for its government."""
    text = " ".join(query.words)
    known = view.lexicon.places.get(text)
    if known is None or _is_person(query.phrase) or _known_bearers(query, view):
        return None
    if _ends_address(query, view):
        return Answer(None, "place", "it ends the address of a subject")
    forms = view.speaking.intersection(view.lexicon.forms.get(text, ()))  # the US said …, the United States said …
    fullest = max(sorted(forms), key=len, default=text)
    return Answer(view.cast.institution(view.lexicon.places.get(fullest, known), "government", query.at), "place")


def _ends_address(query: Query, view: View) -> bool:
    """Whether a place stands behind a subject and where that is: A unit in Lund, | Maryland | has; not In Doha, | Qatar."""
    tags, norms = view.document.tags, view.document.norms
    low, comma = view.document.sentences[view.sentence(query.at)], query.phrase.whole[0] - 1
    if not _ADDRESS[0] <= comma - low <= _ADDRESS[1] or norms[comma] != ",":
        return False
    if not tags[comma - 1].startswith("NNP") or tags[low][0] not in "DN":
        return False
    ties = {norms[k] for k in range(low, comma) if tags[k] in ("IN", "TO")}
    return bool(ties) and ties <= view.lexicon.small.within and FINITE.isdisjoint(tags[low:comma])


def own_acronym(query: Query, view: View) -> Answer | None:
    """Letters that the article itself spells out."""
    text = " ".join(query.words)
    full = view.roster.acronyms.get(text)
    if full is None or _is_person(query.phrase):
        return None
    name = view.roster.worded[full]
    entity = view.cast.institution(name, view.cast.type_of(full), query.at)
    return Answer(entity, "acronym", f"the article itself: {name} ({text})")


def initials(query: Query, view: View) -> Answer | None:
    """Letters that are the initials of an institution which has been named."""
    if _is_person(query.phrase) or len(query.words) != 1:
        return None
    text = query.words[0]
    if len(text) < 3 or not text.isupper():
        return None
    for entity in islice(reversed(view.cast.institutions.values()), _ACRONYMS):
        if "".join(word[0] for word in entity.words if word[0].isupper()) == text:
            return Answer(entity, "initials", f"the initials of {entity.name}")
    return None


def office_letters(query: Query, view: View) -> Answer | None:
    """`the DM`: letters that are what somebody named is, DM Ann Lee, or its initials: Ann Lee, the district magistrate."""
    begin, end = query.phrase.whole
    text = view.document.words[end - 1] if end - begin == _LETTERED else ""
    if query.phrase.the != "the" or not (1 < len(text) < _OFFICE and text.isalpha() and text.isupper()):
        return None
    if text in view.lexicon.agencies or text in view.roster.acronyms:
        return None
    past, inside = view.past(query.at), view.lexicon.small.inside_names
    found = [
        person
        for person in view.people_before(query.at)
        if any(role.endswith(text) or _initials(role, inside) == text for role in past.roles(person))
    ]
    return Answer(found[0], "initials", f"the initials of what {found[0].name} is") if len(found) == 1 else None


def _initials(role: str, inside: Collection[str]) -> str:
    """What a role is for short: DM of `the district magistrate of Tarn`."""
    return "".join(word[0] for word in role.split() if word not in inside).upper()


def agency(query: Query, view: View) -> Answer | None:
    """Letters of the list: `KCNA`; in full where the article has the full name too."""
    text = " ".join(query.words)
    if text not in view.lexicon.agencies or _is_person(query.phrase) or _is_surname(query, view):
        return None
    return _of_the_list(text, query, view)


def _is_surname(query: Query, view: View) -> bool:
    """Whether one word is somebody's surname here, who is named with a given name: Doug Ford, then Ford."""
    word = query.words[0]
    return len(query.words) == 1 and any(name[-1] == word and name[0] in view.lexicon.given for name, _ in view.cast.bearers(word))


def listed(query: Query, view: View) -> Answer | None:
    """A name of the list that is written as a description is: `No 10`."""
    return _of_the_list(words_of(view.document, query.phrase.whole), query, view)


def _of_the_list(text: str, query: Query, view: View) -> Answer | None:
    """What goes by this text in the list of agencies."""
    if text not in view.lexicon.agencies:
        return None
    full, kind = view.lexicon.agencies[text]
    spelled = full in view.document.text and full != text
    longer = _in_full(query.words, view) if kind == "company" and query.words else None
    name = full if spelled else " ".join(longer) if longer else text
    return Answer(view.cast.institution(name, kind, query.at), "acronym" if spelled else "agency")


def _in_full(words: Name, view: View) -> Name | None:
    """A company's name as the article has it in full, where it is longer: `Tesla | Inc.`."""
    named, many = view.roster.names_with(words[0]), len(words)
    longer = (name for name in named if len(name) > many and name[:many] == words and view.lexicon.corporate.issuperset(name[many:]))
    return max(longer, key=len, default=None)


def used_as_place(query: Query, view: View) -> Answer | None:
    """One word that the article uses as a place, and nobody's name."""
    if _is_person(query.phrase) or len(query.words) != 1 or _bearers(query, view) or not _is_place(query.words, view):
        return None
    text = query.words[0]
    return Answer(view.cast.institution(text, "government", query.at), "place", f"the article uses {text} as a place")


def institution(query: Query, view: View) -> Answer | None:
    """A name whose own words, or the noun beside it, tell an institution."""
    phrase, words, text = query.phrase, query.words, " ".join(query.words)
    firm = len(words) > 1 and words[0] not in view.lexicon.given
    traded = firm and (words[-1] in view.lexicon.corporate or _is_plural(phrase, view))  # its owner, | Zelm Group
    if not traded and (_is_person(phrase) or _bearers(query, view)):
        return None
    generic = "" if traded and phrase.generic == "person" else phrase.generic
    kind = view.lexicon.spelled.get(text) or generic or name_type(words, phrase.the, view.lexicon) or _of_nation(words, view)
    kind = kind or ("organisation" if "'s" in words else "")  # Alzheimer's Research UK
    if not kind and (traded or (len(words) > 1 and _is_plural(phrase, view))):
        kind = "company"  # Norvane Terminals: people's names have no plural
    if not kind:
        return None
    whole = (_longer(words, view) if phrase.the != "the" else None) or _ending(words, view) if len(words) == 1 else _in_full(words, view)
    if kind == "organisation" and text in view.cast.institutions:
        kind = view.cast.institutions[text].type
    known = goes_on_with(whole, view) if whole else None
    if known is not None:
        return Answer(known, "institution")
    name = " ".join(whole) if whole else words_of(view.document, phrase.name) if phrase.name else ""
    if kind == "organisation" and name == text and not text.isupper() and _has_its_article(query, view):
        name = "The " + name
    return Answer(view.cast.institution(name, kind, query.at), "institution")


def goes_on_with(name: Name, view: View) -> Entity | None:
    """The institution that has spoken under a name which goes on with what it is for: the Nordic Observatory | for Human Rights."""
    known, holding = islice(view.cast.institutions.values(), _ACRONYMS), view.lexicon.small.holding
    longer = [one for one in known if one.words[: len(name)] == name and not holding.isdisjoint(one.words[len(name) :][:1])]
    return longer[0] if len(longer) == 1 else None


def _of_nation(words: Name, view: View) -> str:
    """What a name is that begins with an adjective for a country, and has a word behind it that is nobody's: `British Rowing`."""
    first, lexicon = words[0], view.lexicon
    nation = first.lower() in lexicon.nations and first.endswith(lexicon.adjectives) and not lexicon.given.get(first)
    if not nation or len(words) != 2 or words[1] in lexicon.given:
        return ""
    return "organisation" if all(name == words for name, _ in view.cast.bearers(words[1])) else ""


def _has_its_article(query: Query, view: View) -> bool:
    """Whether the article writes one word's `The` with a capital in the middle of a sentence, too: told The Hill."""
    norms, starts = view.document.norms, view.reader.starts
    places = view.roster.places.get(query.words, [])[:_PLACES] if len(query.words) == 1 and query.phrase.the == "the" else []
    return any(norms[i - 1] == "The" and i - 1 not in starts for i in places)


def employer(query: Query, view: View) -> Answer | None:
    """A name of which the article says who works for it."""
    if _bearers(query, view) or not view.cast.is_employer(query.words):
        return None
    text = " ".join(query.words)
    return Answer(view.cast.institution(text, "company", query.at), "institution", f"the article names who works for {text}")


def beginning(query: Query, view: View) -> Answer | None:
    """One word with which one institution's name begins."""
    words = query.words
    if _is_person(query.phrase) or len(words) != 1 or words[0] in view.lexicon.given or _bearers(query, view):
        return None
    longer = _longer(words, view)
    if longer is None:
        return None
    kind = name_type(longer, "", view.lexicon) or "company"
    return Answer(view.cast.institution(" ".join(longer), kind, query.at), "part-of-name")


def known_institution(query: Query, view: View) -> Answer | None:
    """A name of several words that has been an institution's before."""
    known = view.cast.institutions.get(" ".join(query.words)) if len(query.words) > 1 and not _is_person(query.phrase) else None
    return Answer(known, "full-name") if known is not None else None


def compared(query: Query, view: View) -> Answer | None:
    """`the younger Hale`: junior of two who share a name."""
    begin = query.phrase.name[0] if query.phrase.name else 0
    before = peek(view.document.lows, begin - 1)
    suffixes = view.lexicon.compared.get(before, "").split()
    if not suffixes:
        return None
    bearers = [name for name, _ in view.cast.bearers(query.words[-1])]
    found = [name for name in bearers if name[-1].lower() in suffixes]
    if not found and len(bearers) == 2:  # the one who is somebody's son
        child = not view.lexicon.small.junior.isdisjoint(suffixes)
        found = [name for name in bearers if view.lexicon.younger.isdisjoint(view.cast.entity(name).kin) is not child]
    if len(found) != 1:  # rather nobody than the other one
        return Answer(None, "compared", f"which of them is the {before} is open") if len(bearers) > 1 else None
    return Answer(view.cast.entity(found[0]), "compared", f"the {before} of them")


def of_office(query: Query, view: View) -> Answer | None:
    """`Sen. Whitcomb`: of several, the one whom the article calls a senator."""
    phrase, words = query.phrase, query.words
    if not phrase.titled or len(words) != 1:
        return None
    bearers = [view.cast.entity(name) for name, _ in view.cast.bearers(words[0])]
    office, held = view.lexicon.short.get(phrase.head, phrase.head), view.lexicon.held
    found = [entity for entity in bearers if office in entity.heads]
    if not found and office in held:
        found = [entity for entity in bearers if held.isdisjoint(entity.heads)]
    alone = len(bearers) > 1 and len(found) == 1
    return Answer(found[0], "title", f"the {office} of that name") if alone else None


def person(query: Query, view: View) -> Answer | None:
    """Somebody's name, in full or in part; of several who share it, the one named in this paragraph; or, by a given name, before it."""
    answer = view.cast.person(query.words, query.phrase.honorific)
    honorific = query.phrase.honorific
    gender = view.lexicon.honorifics.get(honorific, "")
    if answer.entity is None and gender:
        spouse = view.cast.named_alone(query.words[0], gender, query.at)
        return Answer(spouse, "honorific", "the relative who is named alone") if spouse is not None else answer
    if answer.entity is not None or gender:
        return answer
    if honorific:  # Ann and Carl Lee spoke. | Prof Lee | said: the one of them who has been named just now
        found = _named_near(query, frozenset(name for name, _ in view.cast.bearers(query.words[-1])), 1, view)
        alone = view.cast.entity(found.pop()) if len(found) == 1 else None
        return Answer(alone, "bare-name", "the only one of that name near", local=True) if alone is not None else answer
    bearers = frozenset(name for name, _ in view.cast.bearers(query.words[0]))
    given = all(name[0] == query.words[0] for name in bearers)
    here = _named_near(query, bearers, 0, view) or (_named_near(query, bearers, _GIVEN, view) if given else set())
    if len(here) == 1:
        return Answer(view.cast.entity(here.pop()), "bare-name", "the only one of that name in the paragraph", local=True)
    head = view.cast.head_of_family(query.words[0]) if not here else None
    return Answer(head, "bare-name", "the others of that name are relatives") if head is not None else answer


def _named_near(query: Query, bearers: frozenset[Name], back: int, view: View) -> set[Name]:
    """Who of these is named in full before a mention, in its paragraph and `back` before it."""
    document, low = view.document, max(view.paragraph_begin(query.at, back), query.at - _NEAR)
    runs = [view.roster.core(tuple(document.norms[slice(*run)]))[1] for run in view.roster.runs_between(low, query.at)]
    return {view.cast.fullest(run) for run in runs if len(run) > 1} & bearers


def called(query: Query, view: View) -> Query:
    """A query for a name, with the words that its bearers go by: capitals (of a transcript) as the text writes them elsewhere."""
    phrase = query.phrase
    words = tuple(view.document.norms[slice(*phrase.name)]) if phrase.name else ()
    if any(word.isupper() and len(word) > 3 for word in words):
        titled, listed = tuple([word.title() for word in words]), " ".join(words) in view.lexicon.agencies
        letters = listed or "".join(words) in view.roster.acronyms
        words = words if letters or not all(word in view.roster.by_word for word in titled) else titled
    return Query(phrase, query.at, query.attribution, words, query.kind)


def _is_person(phrase: Phrase) -> bool:
    """Whether the phrase itself says that its name is somebody's."""
    return phrase.titled or phrase.generic == "person" or (phrase.role is not None and not phrase.generic)


def _bearers(query: Query, view: View) -> bool:
    """Whether somebody has this word in his name."""
    return len(query.words) == 1 and query.phrase.the != "the" and bool(view.cast.bearers(query.words[0]))


def _known_bearers(query: Query, view: View) -> bool:
    """Whether somebody has this word in his name: Jack London. Not where the article used it alone before, or as a place, and nobody with a
    given name has it: Canada, then Huawei Canada."""
    if not _bearers(query, view):
        return False
    named = view.cast.bearers(query.words[0])
    if any(name[0] in view.lexicon.given for name, _ in named):
        return True
    alone = view.roster.places.get(query.words, [])
    return not (alone and alone[0] < min(first for _, first in named)) and not _is_place(query.words, view)


def _is_plural(phrase: Phrase, view: View) -> bool:
    return phrase.name is not None and view.document.tags[phrase.name[1] - 1] == "NNPS"


def _is_place(words: Name, view: View) -> bool:
    """Whether the article writes `in X` or `X's foreign minister`: then X speaks for its government."""
    norms, small = view.document.norms, view.lexicon.small
    for first in view.roster.places.get(words, [])[:_PLACES]:
        inside = norms[first - 2].lower() if peek(norms, first - 1) in small.placing and first > 1 else ""
        if inside and inside not in view.lexicon.offices | small.stakes:
            return True
        behind = norms[first + 2 : first + 5] if peek(view.document.tags, first + 1) == "POS" else []
        if not small.governing.isdisjoint(behind):
            return True
    return False


def _longer(words: Name, view: View) -> Name | None:
    """The one institution whose name begins with these words."""
    named = view.roster.names_with(words[0]).items()
    longer = {name: places[0] for name, places in named if name[: len(words)] == words and not any(map(str.isdigit, "".join(name)))}
    longer = {name: first for name, first in longer.items() if not view.cast.bearing.stood_alone(words[0], first)}
    alone = next(iter(view.roster.places.get(words, ())), 0)
    found = {name for name in longer if name_type(name, "", view.lexicon)}
    found |= {name for name, first in longer.items() if first < alone and view.cast.bearing.goes_on_as_institution(name)}
    longest = max(found, key=len, default=None)
    return longest if longest and all(longest[: len(name)] == name for name in found) else None


def _ending(words: Name, view: View) -> Name | None:
    """`the Times`: the one institution whose name ends so."""
    if words[0] not in view.lexicon.names:
        return None
    found = {name for name in view.roster.names_with(words[0]) if name[-1] == words[0]}
    return found.pop() if len(found) == 1 else None
