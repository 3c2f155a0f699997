"""Who denies an allegation: the one whom the sentences before accuse. `Storm accused Tarn of fraud. The company denied the claims.`"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from attribution.model import Tokens
from attribution.speakers.entities import PEOPLE, Answer, Entity
from attribution.speakers.phrases import PERSONAL
from attribution.speakers.sieves.institution import same_kind
from attribution.speakers.view import Query, View

_BACK = 2  # paragraphs before a denial in which the accusation stands
_JOINS = frozenset([",", "CC"])


def accused(query: Query, view: View) -> Answer | None:
    """The only one of the accused who fits the pronoun or the noun of whoever denies."""
    blamed = _blamed(query, view)
    if blamed is not None:
        return Answer(blamed, "accused", "the report before is about them")
    if query.at not in view.accusations.denied:
        return None
    where = view.accusations.last(view.paragraph_begin(query.at, _BACK), query.at)
    if where is None:
        return None
    named = dict.fromkeys(view.who(part) for part in _parts(where, view))
    found = [entity for entity in named if entity is not None and _fits(entity, query, view)]
    return Answer(found[0], "accused", f"{found[0].name} is accused before") if len(found) == 1 else None


def _blamed(query: Query, view: View) -> Entity | None:
    """`Police believe | the two men | set the fire, but they deny it`: the people whom the report right before is about."""
    document, small, chunks, end = view.document, view.lexicon.small, view.scenes.chunks, query.at - 1
    denies = query.attribution is not None and query.attribution.lemma in small.denying and query.phrase.head in small.several
    if not denies or document.norms[end] != "but":
        return None
    content = view.scenes.report_over(end - 1 - (document.norms[end - 1] == ","))
    if content is None:
        return None
    begin = content[0] + (document.lows[content[0]] == "that")
    k = bisect_left(chunks.first, begin)
    subject = (begin, chunks.last[k])
    people = view.read(subject).kind in PEOPLE and document.tags[subject[1] - 1] == "NNS"
    return view.who(subject) if people else None


def _parts(accused: Tokens, view: View) -> Iterator[Tokens]:
    """Each of those who are accused together: `Bo Marr`, `the surgeon Karl Lind` and `Norvik Foods`."""
    begin = accused[0]
    for i in (*(i for i in range(*accused) if view.document.tags[i] in _JOINS), accused[1]):
        if begin < i:
            yield begin, i
        begin = i + 1


def _fits(entity: Entity, query: Query, view: View) -> bool:
    """Whether an accused can be whom a pronoun or a noun of an institution takes up."""
    past, head = view.past(query.at), query.phrase.head
    if head in PERSONAL:
        return entity.person and not entity.joint and past.gender(entity) in ("", PERSONAL[head])
    if query.phrase.kind == "pronoun":
        return head in view.lexicon.small.thing and not entity.person
    return not entity.person and same_kind(past.type(entity), query.kind, head)
