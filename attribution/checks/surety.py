"""AC: headlines surer than the body, allegations without an accuser, the accused who is not heard, hedges in pairs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from typing import Any

from attribution.checks.article import Article
from attribution.checks.finding import Hit
from attribution.checks.names import Name, people
from attribution.model import Claim, Span, Tokens

Options = Mapping[str, Any]
_LOOKED_AT = 20  # claims of a lede
_HEADLINES, _HEADLINE = 8, 60  # headlines that are looked at, tokens of one
_NAMES = 10  # names before or behind a verb of which one is the accused
_FINITE = ("VBZ", "VBD", "VBP")


def surer(article: Article, options: Options) -> Iterator[Hit]:
    """AC401."""
    for span in article.page.headline[:_HEADLINES]:
        hit = _surer_verb(article, span, options)
        if hit is not None:
            yield hit


def _surer_verb(article: Article, span: Span, options: Options) -> Hit | None:
    """The first verb of a headline that the body has only with a hedge."""
    begin, end = article.tokens(*span)
    end = min(end, begin + _HEADLINE)
    future = frozenset(options["headline_future"])
    low, meant = article.low, article.content_words((begin, end))
    if _is_attributed(article, span):
        return None
    for i in range(begin, end):
        verb = article.lemma(low[i], "VBZ")
        strong = i > begin and verb in options["effects"] and _is_verb(article, i, verb)
        noun = article.document.tags[i] == "NNS" and article.document.tags[i + 1 : i + 2] == ["IN"]  # "back strikes in pay dispute"
        if not strong and (noun or article.document.tags[i] not in (*_FINITE, "NNS", "VBN", "VB")):
            continue
        if article.region(article.document.begins[i]) != "headline":
            continue
        if future & set(low[begin:i]) or article.lemmas[i] in article.lexicon.small.auxiliaries:
            break
        labels = frozenset(options["labels"])
        hedge = _hedged_in_body(article, verb, labels, meant, options)
        if hedge is None and strong and not _has_verb(article, verb, meant):
            hedge = _weaker_in_lede(article, labels, meant - {verb}, options)
        if hedge:
            return Hit(article.document.begins[i], article.document.ends[end - 1], None, {"hedge": hedge})
    return None


def _is_verb(article: Article, i: int, verb: str) -> bool:
    """Whether a word is a verb in the present: by its ending, its tag, or because there is no such noun ("a day prevent dementia")."""
    word, tag = article.low[i], article.document.tags[i]
    return word in (f"{verb}s", f"{verb}es") or (word == verb and (tag in (*_FINITE, "VB") or verb not in article.lexicon.nouns))


def _has_verb(article: Article, verb: str, headline: frozenset[str]) -> bool:
    """Whether the body itself says what the headline does with this verb, hedged or not."""
    tags, begins = article.document.tags, article.document.begins
    found = (i for k in article.body for i in article.outside(article.paragraphs[k]) if article.lemmas[i] == verb and tags[i][:2] == "VB")
    return any(headline & article.content_words(article.near(article.sentences[article.sentence_at(begins[i])], i)) for i in found)


def _weaker_in_lede(article: Article, labels: frozenset[str], headline: frozenset[str], options: Options) -> str | None:
    """The words that hedge the first sentence of the lede that is about what the headline is about: "may reduce" under "cures"."""
    for k in article.body[: options["lede_paragraphs"]]:
        for sentence in article.sentences_of(k):
            if len(headline & article.content_words(sentence)) < max(2, len(headline) / 2):
                continue
            tags = article.document.tags
            own = [i for i in article.outside(sentence) if tags[i][:2] == "VB" or (i and tags[i - 1] == "MD")]
            sure = [article.extraction.certainty_at(article.document.begins[i]) for i in own]
            hedged = next((one for one in sure if one is not None and one.label in labels and one.cues), None)
            return f'"{" ".join(hedged.cues)}"' if hedged else None
    return None


def _hedged_in_body(article: Article, verb: str, labels: frozenset[str], headline: frozenset[str], options: Options) -> str | None:
    """The words that hedge `verb` where the lede has it as the headline's predicate; None where the body states it flatly somewhere."""
    hedge = None
    words, lede, scheduled = article.document.words, options["lede_paragraphs"], frozenset(options["scheduled"])
    for k in article.body:
        for i in article.outside(article.paragraphs[k]):
            if article.document.tags[i][:2] != "VB" or article.lemmas[i] != verb:
                continue
            sentence = article.sentences[article.sentence_at(article.document.begins[i])]
            if len(article.content_words(sentence) & headline) < 2:
                continue
            certainty = article.extraction.certainty_at(article.document.begins[i])
            if certainty is None or certainty.label not in labels or not scheduled.isdisjoint(certainty.cues):
                return None
            if k in article.body[:lede]:
                hedge = hedge or " ".join(certainty.cues) or words[i]
    return f'"{hedge}"' if hedge else None


def _is_attributed(article: Article, span: Span) -> bool:
    """Whether a headline gives its source: a verb of saying, a colon, or marks; or asks."""
    text = article.text[slice(*span)]
    if ":" in text or "?" in text or any(q.begin < span.end and span.begin < q.end for q in article.quotes):
        return True
    return any(c.act == "communication" and article.reports(c) for c in article.claims_in(*span))


def drops_attribution(article: Article, options: Options) -> Iterator[Hit]:
    """AC402."""
    lede = article.body[: options["lede_paragraphs"]]
    if not lede or next(surer(article, _surer_options()), None) is not None:
        return
    begin, end = article.chars(article.paragraphs[lede[0]]).begin, article.chars(article.paragraphs[lede[-1]]).end
    verbs = frozenset(options["verbs"])
    for span in article.page.headline[:_HEADLINES]:
        meant = article.content_words(article.tokens(*span))
        if any(article.lemma(article.low[i], "VBZ") in options["verbs"] for i in range(*article.tokens(*span))):
            continue
        if len(meant) < 2 or _is_attributed(article, span) or article.text[span.end - 1] in "." or _says_itself(article, meant, verbs):
            continue
        said = [c for c in article.claims_in(begin, end) if c.act != "intention" and len(meant & _content(article, c)) >= 0.75 * len(meant)]
        if said:
            source = None if _speaks_of_itself(article, span, said[0], options) else said[0].speaker or said[0].source
        else:
            source = _told_by(article, lede, meant, verbs)
        if source:
            yield Hit(*span, source, {"speaker": source})


def _speaks_of_itself(article: Article, span: Span, claim: Claim, options: Options) -> bool:
    """Whether the headline tells of the speaker's own doings, which need no other voucher."""
    words = article.low[slice(*article.tokens(*span))]
    own, name = (claim.source or "").lower(), (claim.speaker or "").lower()
    planned = not set(words).isdisjoint(options["planning"])
    return own in options["themselves"] or (planned and (own in options["deciders"] or (name != "" and name in " ".join(words))))


def _told_by(article: Article, lede: list[int], meant: frozenset[str], verbs: frozenset[str]) -> str | None:
    """Who says, at the end of a sentence of the lede, what the headline has: "X, an engineer told the council"."""
    for k in lede:
        for sentence in article.sentences_of(k):
            at = next(
                (i for i in article.outside(sentence) if article.document.tags[i] in ("VBD", "VBZ") and article.lemmas[i] in verbs), None
            )
            if at is None or len(meant & article.content_words((sentence[0], at))) < 0.75 * len(meant):
                continue
            pause = max(
                (i for i in range(sentence[0], at) if article.low[i] == "," and article.document.tags[i + 1] in ("DT", "NNP", "NN", "PRP")),
                default=at,
            )
            first = next(
                (i for i in range(sentence[0], at) if article.low[i] == "," and article.document.tags[i + 1] in ("DT", "NNP", "NN", "PRP")),
                at,
            )
            if first < pause or pause < at:
                return article.words((first + 1, at)).rstrip(",")
    return None


def _surer_options() -> Options:
    from attribution.checks.registry import find_check

    return find_check("AC401").options


def _content(article: Article, claim: Claim) -> frozenset[str]:
    return frozenset().union(*(article.content_words(article.tokens(b, e)) for b, e in claim.content_spans))


def _says_itself(article: Article, meant: frozenset[str], verbs: frozenset[str]) -> bool:
    """Whether a sentence of the body states what the headline does, outside quotations and what others say."""
    for k in article.body:
        for sentence in article.sentences_of(k):
            outside = list(article.outside(sentence))
            if any(article.lemmas[i] in verbs and article.document.tags[i][:2] == "VB" for i in outside):
                continue
            own = [i for i in outside if i not in article.reported]
            if len(meant & article.content_words(own)) >= 0.75 * len(meant):
                return True
    return False


def without_accuser(article: Article, options: Options) -> Iterator[Hit]:
    """AC403."""
    phrases = (*options["adverbs"], *options["phrases"])
    for tokens in article.phrases(phrases):
        at = article.sentence_at(article.document.begins[tokens[0]])
        begin, end = article.paragraphs[article.paragraph_at(article.document.begins[tokens[0]])]
        reach = options["source_within_sentences"]
        if article.region(article.document.begins[tokens[0]]) == "headline" and article.body:
            end = article.paragraphs[article.body[0]][1]  # the lede tells whose word it is
        near = [s for s in article.sentences[max(at - reach, 0) : at + reach + 1] if begin <= s[0] < end]
        if not any(_accuses(article, article.near(s, tokens[0]), frozenset(options["accusers"])) for s in near):
            yield Hit(*article.chars(tokens))


def _accuses(article: Article, sentence: Tokens, accusers: frozenset[str]) -> bool:
    """Whether somebody says something in a sentence, in words or by the verb of an accusation."""
    return any(c.act == "communication" for c in article.claims_in(*article.chars(sentence))) or any(
        word in accusers for word in article.low[slice(*sentence)]
    )


def not_heard(article: Article, options: Options) -> Iterator[Hit]:
    """AC404."""
    verbs, low = frozenset(options["verbs"]), article.low
    text = " ".join(low)
    if any(phrase in text for phrase in options["replies"]):
        return
    accused: set[str] = set()
    voices = {(c.speaker or c.source or "").rstrip(",. ").split(" ")[-1] for c in article.spoken if c.act == "communication"}
    for sentence in article.sentences:
        here = [
            i
            for i in article.outside(sentence)
            if article.lemmas[i] in verbs and article.document.tags[i] in ("VBD", "VBZ", "VBN", "VBP", "VBG")
        ]
        named = people(article, sentence) if here else []
        for i in here:
            found = _accused(article, i, sentence, named)
            if found is not None and found[1].surname not in voices and found[1].surname not in accused:
                accused.add(found[1].surname)
                yield Hit(*article.chars(found[0]), None)
                break


def _accused(article: Article, i: int, sentence: Tokens, named: list[Name]) -> tuple[Tokens, Name] | None:
    """The accusation with the name, and the accused: the object of the verb at `i`, or its subject where it is passive."""
    passive = article.document.tags[i] == "VBN" and i > sentence[0] and article.lemmas[i - 1] == "be"
    behind = bisect_right(named, i, key=lambda name: name.tokens[0])
    if passive:
        for name in reversed(named[max(behind - _NAMES, 0) : behind]):
            if name.tokens[1] <= i and i - name.tokens[1] <= 3:
                return (_phrase_begin(article, name, sentence[0]), i + 1), name
        return None
    for name in named[behind : behind + _NAMES]:
        between = article.document.tags[i + 1 : name.tokens[0]]
        possessed = article.document.tags[name.tokens[1] : name.tokens[1] + 1] == ["POS"]
        if name.tokens[0] > i and not possessed and len(between) <= 8 and not {"IN", "VBD", "VBZ", "MD", "TO", "CC", "VBG"} & set(between):
            return (i, name.tokens[1]), name
    return None


def _phrase_begin(article: Article, name: Name, begin: int) -> int:
    """Where the noun phrase in apposition to a name begins: "The principal, Judith Crane"."""
    i = name.tokens[0]
    while i > begin and article.document.tags[i - 1] in ("NN", "NNP", "JJ", "DT", ",", "PRP$", "POS"):
        i -= 1
    return i


def buried(article: Article, options: Options) -> Iterator[Hit]:
    """AC405."""
    lede = article.body[: options["lede_paragraphs"]]
    if not lede:
        return
    begin, end = article.chars(article.paragraphs[lede[0]]).begin, article.chars(article.paragraphs[lede[-1]]).end
    verbs = frozenset(options["verbs"])
    parts = [article.tokens(begin, end), *(article.tokens(*span) for span in article.page.headline)]
    upfront = {article.lemmas[i].lower() for part in parts for i in range(*part)}
    if upfront & verbs:
        return
    for claim in article.claims_in(begin, end)[:_LOOKED_AT]:
        if claim.act != "communication":
            continue
        other = _disputer(article, claim, verbs, end)
        if other is not None and not _stands_in(article, other, upfront):
            first, last = claim.content_spans[0].begin, claim.content_spans[-1].end
            tokens = article.tokens(first, last)
            if article.low[tokens[0]] == "that":
                tokens = tokens[0] + 1, tokens[1]
            yield Hit(*article.chars(tokens), claim.speaker, {"other": claim.disputed_by or article.text[slice(*other)].rstrip(",. ")})


def _disputer(article: Article, claim: Claim, verbs: frozenset[str], end: int) -> Span | None:
    """The source further down that denies a claim, or contradicts its speaker."""
    meant = _content(article, claim)
    name = (claim.speaker or claim.source or "").rstrip(",. ").split(" ")[-1].lower()
    for other in article.spoken:
        if other.cue_spans[0].begin < end or not verbs & set(article.lemmas[slice(*article.tokens(*other.cue_spans[0]))]):
            continue
        if other.speaker and other.speaker == claim.speaker:
            continue
        there = _content(article, other)
        if len(meant & there) >= 0.5 * min(len(meant), len(there) or 1) and meant & there:
            return other.source_spans[0]
        if name and len(there) <= 3 and name in {w.lower() for b, e in other.content_spans for w in article.text[b:e].split()}:
            return other.source_spans[0]
    for sentence in article.sentences:
        if article.document.begins[sentence[0]] < end:
            continue
        here = list(article.outside(sentence))
        at = next((i for i in here if article.document.tags[i] in ("VBD", "VBN", "VBZ") and article.lemmas[i] in verbs), None)
        if at is None:
            continue
        there = article.content_words([i for i in here if i > at])
        named = [person for person in people(article, sentence) if person.tokens[1] <= at]
        if named and meant & there and len(meant & there) >= 0.5 * min(len(meant), len(there)):
            return article.chars(named[0].tokens)
    return None


def _stands_in(article: Article, source: Span, words: set[str]) -> bool:
    """Whether the one who disputes is met up front: by name or role."""
    tokens = article.tokens(*source)
    tags, first = article.document.tags, next((i for i in range(*tokens) if article.document.tags[i] in ("IN", ",")), tokens[1])
    return any((tags[i] == "NNP" or i == first - 1) and article.lemmas[i].lower() in words for i in range(tokens[0], first))


def double_hedge(article: Article, options: Options) -> Iterator[Hit]:
    """AC406."""
    modals, adverbs = frozenset(options["modals"]), frozenset(options["adverbs"])
    found = [tokens for tokens in article.phrases(options["pairs"]) if _goes_on(article, tokens[1])]
    low = article.low
    for sentence in article.sentences:
        here = list(article.outside(sentence))
        for n, i in enumerate(here):
            if low[i] in modals and article.document.tags[i] == "MD":
                for j in here[n + 1 : n + 2 + options["max_words_between"]]:
                    if low[j] in adverbs and not any(low[k] in (",", ";") for k in range(i, j)):
                        found.append((i, j + 1))
                        break
    yield from (Hit(*article.chars(tokens)) for tokens in found)


def _goes_on(article: Article, at: int) -> bool:
    """Whether a clause goes on after a pair of words: "as fast as they possibly could" is ability."""
    return article.low[at : at + 1] not in ([","], ["."], [";"], ["!"], ["?"], [])
