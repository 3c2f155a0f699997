"""Whom `who` takes up: what stands before it."""

from __future__ import annotations

from bisect import bisect_left

from attribution.speakers.entities import NOBODY, WRITTEN, Answer
from attribution.speakers.sieves.issuer import issuer_of
from attribution.speakers.view import Query, View

_OF_THINGS = frozenset(["which", "that"])
_SEGMENT = 16  # tokens of an apposition before `who`
_NAME = 8  # tokens of a name before an apposition
_BRACKET = 6  # tokens of a bracket
_PAUSES = frozenset([",", "--", "-", "-LRB-", "-RRB-"])


def relative(query: Query, view: View) -> Answer | None:
    """`Ann Lee, a nurse, | who said`: the name, else the description."""
    document, at = view.document, query.at
    low = document.sentences[view.sentence(at)]
    end = _antecedent_end(at, low, view)
    begin = _phrase_begin(end, low, view)
    if begin >= end:
        return NOBODY
    joint = _joint(begin, end, query, view)
    if joint is not None:
        return view.ask(joint)._replace(sieve="relative")
    begin = _apposition_begin(begin, end, low, view)
    while begin - 1 > low and document.words[begin][0].isupper() and document.words[begin - 1][0].isupper():
        begin -= 1  # the NHS Pay | Review Body
    found = view.read((begin, end))
    if found.phrase.kind == "description" and begin - 1 > low and document.norms[begin - 1] == ",":
        run = view.roster.run_ending(begin - 1, max(low, begin - _NAME))
        name = view.read((_phrase_begin(begin - 1, low, view), begin - 1)) if run else None
        if name is not None and name.phrase.kind == "name":
            return Answer(view.ask(name).entity, "relative")
    if found.phrase.kind not in ("name", "description"):
        return Answer(None, "relative")
    answer = view.ask(found)
    if answer.entity is not None and answer.entity.type in WRITTEN and document.lows[at] not in _OF_THINGS:
        return Answer(None, "relative", "what stands before it is nobody")
    issued = issuer_of(end - 1, view) if answer.entity is not None and answer.entity.type == "document" else None
    if issued is not None:
        return Answer(issued, "issuer", f"the {found.phrase.head} is {issued.name}'s")
    if answer.entity is not None and not answer.entity.type:
        return Answer(None, "relative", "what stands before it is a thing, which says nothing")
    return answer._replace(sieve="relative")


def _joint(begin: int, end: int, query: Query, view: View) -> Query | None:
    """The two people who open a sentence, where a plural verb or a dash shows that both are meant: `Ann Lee and Bo Wu, | who say`."""
    norms, low = view.document.norms, view.document.sentences[view.sentence(query.at)]
    several = view.document.tags[query.at + 1] == "VBP" or norms[query.at - 1] in ("-", "--")
    if not several or begin - 1 <= low or norms[begin - 1] not in view.lexicon.small.conjoining:
        return None
    both = view.read((low, end))
    return both if both.phrase.names[:1] == ((low, begin - 1),) else None


def _antecedent_end(at: int, low: int, view: View) -> int:
    """Where what `who` takes up ends: before a comma, a dash or a bracket (Sen. Ann Lee (R-Alaska), who)."""
    norms, end = view.document.norms, at
    while end > low and norms[end - 1] in _PAUSES:
        end -= 1
        if norms[end] == "-RRB-":
            end = next((i for i in range(end - 1, max(low, end - _BRACKET), -1) if norms[i] == "-LRB-"), end)
    return end


def _apposition_begin(begin: int, end: int, low: int, view: View) -> int:
    """Where a role behind a comma begins: `an accountant with twin boys in second grade, | who`."""
    comma = next((i for i in range(end - 1, max(low, end - _SEGMENT), -1) if view.document.norms[i] == ","), end)
    if comma + 1 < begin and view.document.tags[comma + 1] == "DT":
        whole = view.reader.read((comma + 1, end))
        if view.lexicon.is_role(whole.head):
            return comma + 1
    return begin


def _phrase_begin(end: int, low: int, view: View) -> int:
    """Where the noun phrase that ends before `end` begins, with `of`- and `for`-phrases."""
    chunks, tags, norms = view.chunks, view.document.tags, view.document.norms
    k = bisect_left(chunks.first, end) - 1
    begin = end
    while k >= 0 and chunks.first[k] >= low:
        first, tag = chunks.first[k], tags[chunks.last[k] - 1]
        if tag[0] != "N" and tag not in ("POS", "CD", "DT"):
            break
        begin = first
        if k > 1 and first - 1 >= low and _goes_on(chunks.last[k - 2], first, end, view):
            k -= 2
        elif k > 1 and begin - 1 > low and norms[begin - 1] in ("``", "''"):
            k -= 1
        else:
            break
    return begin


def _goes_on(before: int, first: int, end: int, view: View) -> bool:
    """Whether the phrase goes on to the left, with a noun that ends at `before`: by a preposition, or as another plural of people
    (officials and | customers who said)."""
    document, lexicon = view.document, view.lexicon
    if document.norms[first - 1] != "and":
        return _holds(before, first, view)
    nouns = [document.lows[i - 1] for i in (before, end) if document.tags[i - 1] == "NNS"]
    return before == first - 1 and len(nouns) == 2 and all(lexicon.is_role(lexicon.singular(noun)) for noun in nouns)


def _holds(end: int, first: int, view: View) -> bool:
    """Whether the noun that ends at `end` goes on up to `first`: the mayor *of*; a longtime adviser *to*, where it is somebody's role; the
    Commission *on*."""
    document, lexicon = view.document, view.lexicon
    tag, noun = document.tags[end - 1], document.lows[end - 1]
    if first - end != 1 or tag[0] != "N":
        return False
    if document.norms[end] not in lexicon.small.held:
        linking = document.norms[end] in lexicon.small.linking_names and document.words[end - 1] in lexicon.names
        return linking and document.words[first][:1].isupper()
    return tag[:3] == "NNP" or lexicon.is_role(noun) or noun in lexicon.heads or noun in lexicon.quantities
