"""AQ: quotations without a speaker, attributions that come late, marks that do not fit."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any, NamedTuple

from attribution.checks.article import Article
from attribution.checks.finding import Edit, Hit
from attribution.checks.names import Name, people
from attribution.model import Claim, Quote, Tokens
from attribution.speakers.phrases import PERSONAL

Options = Mapping[str, Any]
_LOOKED_AT = 400  # tokens of a paragraph; a newspaper's has 60
_COMPARED = 1000  # words of two quotations whose order is compared; of longer ones, only which words they have
_LEAST = 7  # tokens of a paragraph that goes on with a quotation; a shorter one is a signature
_DASHES = frozenset("-–—―")  # before the name of whoever is quoted, as under a motto
_CLOSERS = {"“": "”", '"': '"'}


def unattributed(article: Article, options: Options) -> Iterator[Hit]:
    """AQ101."""
    for quote in article.speeches:
        if _count(article, quote) < options["min_words"] or not article.stands_alone(quote) or _is_displayed(article, quote, options):
            continue
        if not quote.closed or quote.continues or _is_continued(article, quote):  # a slip of the marks, or one of several paragraphs
            continue
        if _is_one_of_several(article, quote):
            continue
        if (
            article.owner(quote) is None
            and not _is_given(article, quote)
            and _other_voice(article, quote) is None
            and not _goes_on(article, quote)
        ):
            yield Hit(quote.begin, quote.end)


def _is_continued(article: Article, quote: Quote) -> bool:
    """Whether the paragraph before leaves a quotation open that goes on here."""
    at = article.paragraph_at(quote.begin)
    return at > 0 and any(before.continues for before in article.quotes_of(at - 1)[-1:])


def _is_one_of_several(article: Article, quote: Quote) -> bool:
    """Whether quotations stand in a row with no other words between: voices that nobody gives a name to on purpose."""
    at = bisect_left(article.speeches, quote.begin, key=lambda other: other.begin)
    for other in article.speeches[max(at - 1, 0) : at] + article.speeches[at + 1 : at + 2]:
        between = article.text[min(quote.end, other.end) : max(quote.begin, other.begin)]
        if not between.strip() and article.owner(other) is None:
            return True
    return False


def _is_displayed(article: Article, quote: Quote, options: Options) -> bool:
    return not options["displayed_blocks"] and quote.begin in article.displayed


def _count(article: Article, quote: Quote) -> int:
    return sum(word[0].isalnum() for word in article.document.words[slice(*article.tokens(*quote.inner))])


def _is_given(article: Article, quote: Quote) -> bool:
    """Whether the words around a quotation tell who speaks: somebody in its paragraph, or the paragraph before if it reports speech."""
    at = article.paragraph_at(quote.begin)
    begin, end = article.paragraphs[at]
    tags, low = article.document.tags, article.low
    if end - begin > _LOOKED_AT:  # of an endless paragraph, what stands near
        middle = article.tokens(quote.begin, quote.begin)[0]
        begin, end = max(begin, middle - _LOOKED_AT // 2), min(end, middle + _LOOKED_AT // 2)
    if any(tags[i] == "PRP" and low[i] in article.lexicon.small.speaking for i in article.outside((begin, end))):
        return True
    if people(article, (begin, end)) or article.claims_in(*article.chars((begin, end))):
        return True
    near = article.quotes_in(*article.chars((begin, end)))
    if not article.is_whole_paragraph(quote) and any(not article.stands_alone(other) for other in near):
        return True  # "…," the two write. "…"
    if not article.is_whole_paragraph(quote) or at == 0:
        outside = list(article.outside((begin, end)))
        return any(tags[i] == "NNP" and (i == begin or tags[i - 1] not in ("IN", "NNP")) for i in outside)
    before = article.paragraphs[at - 1]
    if _has_voice(article, before) or _is_signed(article, at + 1):
        return True
    if article.document.words[before[1] - 1] == ":" or any(c.act == "communication" for c in article.claims_in(*article.chars(before))):
        return True
    quotes = article.quotes_of(at - 1)
    return any(_is_attributed(article, q) for q in quotes) or (
        bool(quotes) and article.is_whole_paragraph(quotes[-1]) and _takes_turn(article, at)
    )


def _has_voice(article: Article, tokens: Tokens) -> bool:
    """Whether somebody is named or meant by a pronoun in a range, outside quotations, other than behind a preposition."""
    begin, end = max(tokens[0], tokens[1] - _LOOKED_AT), tokens[1]
    tags, low = article.document.tags, article.low
    return any(
        (tags[i] == "PRP" and low[i] in article.lexicon.small.speaking)
        or (tags[i] in ("NNP", "NNPS") and i > begin and tags[i - 1] not in ("IN", "NNP", "DT"))
        or (tags[i] == "NNP" and i == begin)
        for i in article.outside((begin, end))
    )


def _is_signed(article: Article, at: int) -> bool:
    """Whether the paragraph behind a quotation says whose it was: with a dash, or by reporting speech itself."""
    if at >= len(article.paragraphs):
        return False
    begin, end = article.paragraphs[at]
    first = article.sentences[article.sentence_at(article.document.begins[begin])]
    opens = article.document.begins[begin]
    points = article.document.tags[begin] in ("DT", "RB", "PRP") and bool(article.claims_in(*article.chars(first)))
    meant = any(claim.content_spans and claim.content_spans[0].begin < opens for claim in article.claims_in(*article.chars(first)))
    return article.text[opens] in _DASHES or points or meant or end - begin <= 2


def _is_attributed(article: Article, quote: Quote) -> bool:
    return article.owner(quote) is not None or (not article.is_whole_paragraph(quote) and not article.stands_alone(quote))


def _takes_turn(article: Article, at: int) -> bool:
    """Whether a row of paragraphs that are quotations leads back to one that has a speaker."""
    for k in range(at - 1, max(at - 12, -1), -1):
        quotes = article.quotes_of(k)
        if not quotes:
            return False
        if any(_is_attributed(article, quote) for quote in quotes):
            return True
    return False


def late(article: Article, options: Options) -> Iterator[Hit]:
    """AQ102."""
    for at in article.body:
        quotes = article.quotes_of(at)
        begin, end = article.chars(article.paragraphs[at])
        if not quotes or quotes[0].begin != begin or article.is_whole_paragraph(quotes[0]) or not quotes[0].closed:
            continue
        quote, count = quotes[0], _sentences(article, quotes[0])
        if article.text[quote.end : quote.end + 3].lstrip()[:1] in _DASHES:
            continue
        if count < options["min_sentences"] or _known_before(article, at, quote):
            continue
        owner = article.owner(quote)
        if (owner is not None and owner.source_spans[0].begin >= quote.end) or (
            owner is None and people(article, article.tokens(quote.end, end))
        ):
            yield Hit(quote.begin, quote.end, owner.speaker if owner else None, {"count": count})


def _sentences(article: Article, quote: Quote) -> int:
    """Complete sentences in a quotation: of two words at least."""
    begin, end = article.tokens(*quote.inner)
    inner = range(article.sentence_at(quote.begin), article.sentence_at(quote.end - 1) + 1)
    starts = [begin, *(b for b, _ in (article.sentences[k] for k in inner) if begin < b < end), end]
    words = article.document.words
    return sum(sum(word[0].isalnum() for word in words[b:e]) >= 2 for b, e in pairwise(starts))


def _known_before(article: Article, at: int, quote: Quote) -> bool:
    """Whether the reader knows already who speaks: the paragraph before ends with the same speaker, or leads in with a colon."""
    if at == 0:
        return False
    before = article.paragraphs[at - 1]
    owner, said = article.owner(quote), article.claims_in(*article.chars(before))
    if article.document.words[before[1] - 1] == ":" or any(q.continues for q in article.quotes_of(at - 1)):
        return True
    if owner is None or not article.claims_in(*article.chars(before)):
        return False
    surname = _name_of(owner).rstrip(",.").split(",")[0].split(" ")[-1]
    named = owner.source in article.lexicon.small.speaking or surname in article.document.words[slice(*before)]
    return named or _same_speaker(said[-1], owner)


def _same_speaker(one: Claim, other: Claim) -> bool:
    return _name_of(one) == _name_of(other) or bool(
        one.source and other.source and other.source.split()[-1] == one.source.rstrip(",").split()[-1]
    )


def _name_of(claim: Claim) -> str:
    return claim.speaker or claim.source or ""


def changed(article: Article, options: Options) -> Iterator[Hit]:
    """AQ103."""
    for quote in article.speeches:
        speaker = _other_voice(article, quote, frozenset(options["titles"]))
        if speaker is not None:
            yield Hit(quote.begin, quote.end, None, {"speaker": speaker})


def _other_voice(article: Article, quote: Quote, titles: frozenset[str] | None = None) -> str | None:
    """The speaker before, where a quotation that is a paragraph of its own speaks of him or her: so somebody else speaks."""
    at = article.paragraph_at(quote.begin)
    if at == 0 or not article.is_whole_paragraph(quote) or article.owner(quote) is not None:
        return None
    said = [c for c in article.claims_in(*article.chars(article.paragraphs[at - 1])) if c.quote_spans]
    name = (_name_of(said[-1]) if said else "").rstrip(",.")
    words = re.findall(r"[^\W\d_][\w'’-]*", name.split(",")[0])
    surname = words[-1] if words and words[-1][:1].isupper() else ""
    begin, end = article.tokens(*quote.inner)
    return name if surname and any(_speaks_of(article, i, begin, surname, titles) for i in range(begin, end)) else None


def _speaks_of(article: Article, i: int, begin: int, surname: str, titles: frozenset[str] | None) -> bool:
    """Whether token `i` is the surname behind a title, and not how one addresses somebody."""
    words = article.document.words
    if words[i] != surname or i <= begin or words[i - 1].lower().rstrip(".") not in (titles or article.lexicon.honorifics):
        return False
    return i - 2 < begin or words[i - 2] != ","


def unbalanced(article: Article, options: Options) -> Iterator[Hit]:
    """AQ104."""
    text = article.text
    broken = {hit.begin for hit in _missing_reopening(article)}
    lost = {quote.begin for quote, at in _left_open(article) if article.chars(article.paragraphs[at + 1]).begin in broken}
    for warning in article.document.warnings:
        at = article.paragraph_at(warning.offset)
        begin, end = article.chars(article.paragraphs[at])
        if warning.offset in lost or begin in broken or text.startswith("```", warning.offset):  # a fence of code
            continue
        first, last = warning.offset, warning.offset + 1
        if text[last : last + 1].isalnum() or (last < end and not text[last].isspace() and (first == begin or text[first - 1].isspace())):
            last = _until_blank(text, last, end)
        else:
            while first > begin and not text[first - 1].isspace():
                first -= 1
        edits = _missing_partner(article, warning.offset, begin, end, options["telling"])
        yield Hit(first, last, None, {"other": options["missing"]}, edits)
    yield from _turned(article, options)


def _turned(article: Article, options: Options) -> Iterator[Hit]:
    """Curly marks that are turned the wrong way: where others of the text open as they should, "”" opens nothing."""
    text = article.text
    opening = {text[quote.begin] for quote in article.quotes}
    for quote in article.quotes:
        if "“" in opening and text[quote.begin] == "”" and (quote.begin == 0 or text[quote.begin - 1].isspace()):
            edit = Edit(quote.begin, quote.begin + 1, "“")
            yield Hit(quote.begin, _until_blank(text, quote.begin, quote.end), None, {"other": options["turned"]}, (edit,))


def _until_blank(text: str, at: int, end: int) -> int:
    while at < end and not text[at].isspace():
        at += 1
    return at


def _missing_partner(article: Article, at: int, begin: int, end: int, telling: Sequence[str]) -> tuple[Edit, ...]:
    """The one place in the paragraph from `begin` to `end` where the partner of the mark at `at` is certainly missing: no other mark
    stands between the two."""
    text, mark = article.text, article.text[at]
    if mark in '"“' and (at == begin or text[at - 1].isspace()):
        return _missing_close(article, at, end, telling) if not any(other in text[at + 1 : end] for other in '"“”') else ()
    first = article.chars(article.sentences[article.sentence_at(begin)])
    if mark not in '"”' or any(other in text[begin:at] for other in '"“”'):
        return ()
    if at > first.end or text[at - 1] not in ",?!" or _attributions(article, article.tokens(begin, at), telling):
        return ()
    return (Edit(begin, begin, "“" if mark == "”" else mark),) if _tells(article, article.tokens(at + 1, at + 1)[0], telling) else ()


def _missing_close(article: Article, at: int, end: int, telling: Sequence[str]) -> tuple[Edit, ...]:
    """Before the only attribution behind the mark; or at the end of its paragraph, where one sentence follows a colon."""
    found = _attributions(article, article.tokens(at, end), telling)
    colon = article.text[:at].rstrip(" ").endswith(":") if at < 200 else article.text[at - 2 : at] == ": "
    last = article.sentence_at(end - 1)
    if len(found) == 1:
        place = article.document.ends[found[0]]
    elif not found and colon and last in (article.sentence_at(at), article.sentence_at(at + 1)) and article.text[end - 1] in ".?!":
        place = end
    else:
        return ()
    return (Edit(place, place, _CLOSERS[article.text[at]]),)


def _attributions(article: Article, tokens: Tokens, telling: Sequence[str]) -> list[int]:
    """The commas and other marks of a range behind which somebody is said to speak."""
    begin, end = tokens
    return [i for i in range(begin, min(end, begin + _LOOKED_AT)) if article.low[i] in (",", "?", "!") and _tells(article, i + 1, telling)]


def _tells(article: Article, i: int, telling: Sequence[str]) -> bool:
    """Whether an attribution begins at a token: "she said", "Ann Lee told", "said the mayor"."""
    tags, low = article.document.tags, article.low
    k = i
    while tags[k : k + 1] == ["NNP"]:
        k += 1
    if k == i and low[i : i + 1] and low[i] in article.lexicon.small.speaking:
        k += 1
    spoken = tags[k : k + 1] in (["VBD"], ["VBZ"]) and article.lemmas[k] in telling
    return spoken and (k > i or tags[k + 1 : k + 2] in (["NNP"], ["DT"], ["PRP"]))


def _left_open(article: Article) -> Iterator[tuple[Quote, int]]:
    """Quotations that nothing closes, with their paragraph; not those of the last one."""
    for quote in article.quotes:
        at = article.paragraph_at(quote.begin)
        if (
            not quote.closed
            and not quote.continues
            and at + 1 < len(article.paragraphs)
            and quote.end == article.chars(article.paragraphs[at]).end
        ):
            yield quote, at


def broken(article: Article, options: Options) -> Iterator[Hit]:
    """AQ105."""
    yield from _missing_reopening(article)
    for quote in article.speeches:
        if _goes_on(article, quote):
            before = article.quotes_of(article.paragraph_at(quote.begin) - 1)[-1]
            word = article.text.rfind(" ", before.begin, before.end) + 1 or before.begin
            yield Hit(word, before.end, None, {}, (Edit(before.inner.end, before.end, ""),))


def _missing_reopening(article: Article) -> Iterator[Hit]:
    """A paragraph that closes a quotation left open in the one before, and does not take it up with a mark."""
    strays = sorted(warning.offset for warning in article.document.warnings)
    for quote, at in _left_open(article):
        begin, end = article.chars(article.paragraphs[at + 1])
        inside = strays[bisect_right(strays, begin) : bisect_left(strays, end)]
        stray = next((offset for offset in inside if article.quote_at(offset) is None), None)
        if (
            stray is not None
            and article.tokens(begin, end)[1] - article.tokens(begin, end)[0] >= _LEAST
            and not any(begin <= q.begin < stray for q in article.quotes_of(at + 1))
        ):
            mark = article.text[quote.begin : quote.inner.begin]
            stop = _until_blank(article.text, begin, end)
            yield Hit(begin, stop, None, {}, (Edit(begin, begin, mark),))


def _goes_on(article: Article, quote: Quote) -> bool:
    """Whether a paragraph's quotation goes on with the one before, which was closed although nobody else speaks."""
    at = article.paragraph_at(quote.begin)
    if at == 0 or not article.is_whole_paragraph(quote) or article.owner(quote) is not None or _other_voice(article, quote) is not None:
        return False
    if not article.is_body(at - 1):
        return False
    before = article.quotes_of(at - 1)
    end = article.chars(article.paragraphs[at - 1]).end
    if not before or before[-1].end < end or not before[-1].closed or before[-1].continues:
        return False
    if article.text[before[-1].begin : before[-1].inner.begin] != article.text[quote.begin : quote.inner.begin]:  # another text
        return False
    return not _is_dialogue(article, at) and (_is_attributed(article, before[-1]) or _is_given(article, before[-1]))


def _is_dialogue(article: Article, at: int) -> bool:
    """Whether two speakers take turns: a row of paragraphs that begin with quotations, of more than one speaker, or questions answered."""
    speakers: set[str] = set()
    questions = False
    for k in range(at, max(at - 8, -1), -1):
        quotes = article.quotes_of(k)
        if not quotes:
            break
        questions = questions or article.text[quotes[-1].inner.begin : quotes[-1].inner.end].rstrip().endswith("?")
        speakers.update(_name_of(c) for q in quotes if (c := article.owner(q)) is not None)
    return len(speakers) > 1 or questions


def ambiguous(article: Article, options: Options) -> Iterator[Hit]:
    """AQ106."""
    for claim in article.spoken:
        word = (claim.source or "").lower()
        if word not in PERSONAL or article.region(claim.source_spans[0].begin) != "narration":
            continue
        at = article.sentence_at(claim.source_spans[0].begin)
        paragraph = article.chars(article.paragraphs[article.paragraph_at(claim.source_spans[0].begin)]).begin
        fitting = _fitting(article, claim, at, paragraph, options["sentences_back"], PERSONAL[word])
        if len(fitting) == 2:
            begin, end = min(claim.source_spans[0].begin, claim.cue_spans[0].begin), max(claim.source_spans[0].end, claim.cue_spans[0].end)
            if end - begin <= len(word) + len(claim.cue) + 2:
                yield Hit(begin, end, None, {"speaker": fitting[0], "other": fitting[1]})


def _fitting(article: Article, claim: Claim, at: int, paragraph: int, back: int, gender: str) -> list[str]:
    """The people a pronoun may mean: those named last before it in its paragraph; none where a speaker before goes on."""
    own = claim.source_spans[0].begin
    k = at
    quote = article.quote_at(article.document.begins[article.sentences[at][0]])
    if quote is not None:  # the quotation's first sentence
        k = article.sentence_at(quote.begin)
    looked = 0
    while k >= 0 and article.document.begins[article.sentences[k][0]] >= paragraph and looked <= back:
        begin, end = article.chars(article.sentences[k])
        tokens = article.tokens(begin, min(end, own))
        named = {name.surname: name for name in people(article, tokens, loose=True)} if tokens[0] < tokens[1] else {}
        if named:
            if k == at and begin < own and quote is None:
                return []
            if any(
                c is not claim and (k == at or (c.act == "communication" and article.reports(c)))
                for c in article.claims_in(begin, min(end, own))
            ):
                return []
            return [" ".join(n.words) for n in named.values() if n.gender in ("", gender) and _acts(article, n)]
        if any(article.document.tags[i] in ("PRP", "NNP") for i in article.outside(tokens)):
            return []
        if begin < own and k < at:
            looked += 1
        k -= 1
    return []


def _acts(article: Article, name: Name) -> bool:
    """Whether a name stands for somebody who does something or to whom something is done, not "X's client" or "the figure of X"."""
    begin, end = name.tokens
    return article.document.tags[end : end + 1] != ["POS"] and (begin == 0 or article.low[begin - 1] != "of")


def differing(article: Article, options: Options) -> Iterator[Hit]:
    """AQ107."""
    seen: list[_Wording] = []
    holding: dict[str, list[int]] = {}
    for quote in article.speeches:
        wording = _wording(article, quote, frozenset(options["dates"]))
        if len(wording.words) < options["min_words"]:
            continue
        near = {k for word in wording.meant for k in holding.get(word, ())[-8:]}
        if any(_differs(article, wording, seen[k], options["similarity"]) for k in sorted(near)):
            owner = article.owner(quote)
            yield Hit(quote.begin, quote.end, owner.speaker if owner else None)
        for word in wording.meant:
            holding.setdefault(word, []).append(len(seen))
        seen.append(wording)


class _Wording(NamedTuple):
    """A quotation with its words, numbers as figures; the same with one sign for every number, day and month; and what means something."""

    quote: Quote
    words: list[str]
    undated: list[str]
    meant: frozenset[str]


def _wording(article: Article, quote: Quote, dates: frozenset[str]) -> _Wording:
    from attribution.verify.fold import WORD, fold

    tokens = (token for token in fold(article.text, *quote.inner) if token.kind == WORD)
    words = [token.folded if token.folded[:1].isdigit() else token.plain for token in tokens]
    undated = ["0" if word[:1].isdigit() or word in dates else word for word in words]
    return _Wording(quote, words, undated, article.content_words(article.tokens(*quote.inner)))


def _differs(article: Article, one: _Wording, other: _Wording, least: float) -> bool:
    """Whether two quotations are one, with a word changed or given to somebody else."""
    if one.words == other.words:
        first, second = article.owner(other.quote), article.owner(one.quote)
        return first is not None and second is not None and not _same_speaker(first, second) and "he" not in (first.source, second.source)
    if _holds(one.words, other.words) or _holds(other.words, one.words):
        return False
    both, either = one.meant & other.meant, one.meant | other.meant
    if one.undated == other.undated or len(both) < least * len(either) or len(both) < 2:
        return one.undated == other.undated
    matcher = SequenceMatcher(None, one.words, other.words, autojunk=False)
    return (matcher.ratio() if len(one.words) + len(other.words) < _COMPARED else matcher.quick_ratio()) >= least


def _holds(words: list[str], part: list[str]) -> bool:
    return f" {' '.join(part)} " in f" {' '.join(words)} "


def fragment(article: Article, options: Options) -> Iterator[Hit]:
    """AQ108."""
    low = article.low
    nouns, naming = frozenset(options["word_nouns"]), frozenset(options["naming_verbs"])
    for quote in article.quotes:
        begin, end = article.tokens(*quote.inner)
        words = [w for w in article.document.words[begin:end] if w[0].isalnum()]
        if quote.kind not in ("fragment", "speech") or not 1 <= len(words) <= options["max_words"] or not quote.closed:
            continue
        first = article.tokens(quote.begin, quote.begin + 1)[0]
        if any(w[0].isupper() or w[0].isdigit() for w in words) or first == 0 or article.text[quote.inner.end - 1] in ",?!":
            continue
        before = [low[i] for i in range(max(first - 6, 0), first)]
        if (
            not before
            or not before[-1][0].isalnum()
            or article.lemmas[first - 1] in nouns
            or naming & set(article.lemmas[max(first - 5, 0) : first])
        ):
            continue
        if any(" ".join(before).endswith(words) for words in options["so_called"]):
            continue
        owner = article.owner(quote)
        yield Hit(quote.begin, quote.end, owner.speaker if owner else None)
