"""AV: verbs that say more than that somebody said something."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attribution.checks.article import Article
from attribution.checks.finding import Edit, Hit
from attribution.model import Claim, Quote, Tokens

Options = Mapping[str, Any]
_NEIGHBOURS = 500  # tokens on each side among which a speaker's other words are looked for; several sentences of a newspaper
_SLOTS = {"VBD": "ed", "VBN": "en", "VBZ": "s", "VBP": "base"}  # tag → form, as verb cards name them
_REACH = 6  # tokens behind a quotation within which its verb stands


def _verb(article: Article, claim: Claim, verbs: frozenset[str]) -> tuple[Tokens, str] | None:
    """The token range of a cue's verb among `verbs` (two words for "point out"), and its dictionary form."""
    begin, end = article.tokens(*claim.cue_spans[0])
    for i in range(begin, end):
        if article.document.tags[i] in ("NN", "NNS") and i and article.document.tags[i - 1] in ("JJ", "JJS", "DT", "POS", "PRP$", "RBS"):
            continue  # "the most explosive claim"
        if article.document.tags[i] == "VBZ" and i and article.document.tags[i - 1] in ("VBZ", "VBD", "VBP", "VBG", "IN"):
            continue  # "denies claims that", "over claims that"
        one, two = article.lemmas[i], " ".join(article.lemmas[i : i + 2])
        if article.document.tags[i] == "VB" and i and article.document.tags[i - 1] in ("TO", "MD", "RB"):
            continue  # what somebody has yet to explain is not explained
        if two in verbs and article.document.tags[i][:2] == "VB":
            return (i, i + 2), two
        if one in verbs and article.document.tags[i][:2] in ("VB", "NN"):
            return (i, i + 1), one
    return None


def loaded(article: Article, options: Options) -> Iterator[Hit]:
    """AV301."""
    verbs: Mapping[str, str] = options["verbs"]
    other = frozenset(options["not_speech_objects"])
    for claim in article.spoken:
        found = _verb(article, claim, frozenset(verbs))
        if found is None or not _has_subject(article, claim) or found[0][0] in article.reported:
            continue  # within what somebody else says it may be that one's word
        tokens, word = found
        if verbs[word] == "said" and not article.reports(claim):
            continue
        if other & set(_first_words(article, claim)) and claim.rule != "V-THAT":
            continue
        if (word in options["demanding"] and not _is_stated(article, claim)) or _is_borne_out(article, claim, options["borne_out"]):
            continue
        yield Hit(*article.chars(tokens), claim.speaker, {"instead": f'"{verbs[word]}"'}, _plainly(article, claim, tokens, verbs[word]))


def _plainly(article: Article, claim: Claim, tokens: Tokens, plain: str) -> tuple[Edit, ...]:
    """The plain verb in the same form, where nothing hangs on the loaded one that the plain one does not take ("claimed to")."""
    begin, end = tokens
    tags, low = article.document.tags, article.low
    slot = _SLOTS.get(tags[begin])
    clause = claim.kind == "direct" or claim.rule.startswith(("V-THAT", "V-BARE", "CLAUSE", "QUOTE"))
    if slot is None or (plain == "said" and not clause) or (tags[begin] == "VBN" and article.lemmas[begin - 1] != "have"):
        return ()
    if tags[end : end + 1] in (["TO"], ["VBG"]) or (tags[end : end + 1] in (["IN"], ["RP"]) and low[end] != "that"):
        return ()
    base = article.lemma(plain, "VBD")
    new = (article.verbs.forms(base)[slot] if slot != "base" else (base,))[0]
    return (Edit(*article.chars(tokens), new),)


def _is_stated(article: Article, claim: Claim) -> bool:
    """Whether the content is a statement and not a demand: "insisted that she go" has no finite verb."""
    begin, end = article.tokens(claim.content_spans[0].begin, claim.content_spans[-1].end)
    tags = article.document.tags
    first = next((i for i in range(begin, min(end, begin + 12)) if tags[i] in ("VB", "VBD", "VBP", "VBZ", "MD")), None)
    if first is None:
        return False
    return tags[first] != "VB" and not (tags[first] == "VBP" and tags[first - 1] in ("NN", "NNP"))


def _is_borne_out(article: Article, claim: Claim, words: Sequence[str]) -> bool:
    """Whether the sentence itself says why the verb keeps a distance: "claimed without evidence"."""
    at = claim.cue_spans[0].begin
    sentence = article.near(article.sentences[article.sentence_at(at)], article.tokens(at, at)[0])
    low = " ".join(article.low[slice(*sentence)])
    return any(phrase in low for phrase in words)


def _has_subject(article: Article, claim: Claim) -> bool:
    return article.region(claim.cue_spans[0].begin) != "quotation"


def _first_words(article: Article, claim: Claim) -> list[str]:
    begin, end = article.tokens(*claim.content_spans[0])
    return article.low[begin : min(end, begin + 5)]


def mind_reading(article: Article, options: Options) -> Iterator[Hit]:
    """AV302."""
    verbs = frozenset(options["verbs"])
    for claim in article.spoken:
        found = _verb(article, claim, verbs)
        if found is None or article.document.tags[found[0][0]] not in ("VBZ", "VBP", "VBD") or claim.quote_spans:
            continue
        if claim.source_type not in ("person", "unnamed person", None) or not _is_one_person(article, claim):
            continue
        if _spoke_near(article, claim, options["own_words_within_sentences"]) or _is_reported(article, claim):
            continue
        yield Hit(*article.chars(found[0]), claim.speaker)
    for i in range(2, len(article.low) - 1):  # "Lars Ohm fears that", where the tagger takes the verb for a noun
        named = article.document.tags[i - 1 : i + 1] == ["NNP", "NNS"] and article.low[i + 1] == "that"
        if named and _verb_form(article, i) in verbs and article.region(article.document.begins[i]) != "quotation":
            yield Hit(*article.chars((i, i + 1)))


def _verb_form(article: Article, i: int) -> str:
    return article.lemma(article.low[i], "VBZ")


def _is_one_person(article: Article, claim: Claim) -> bool:
    tags = article.document.tags[slice(*article.tokens(*claim.source_spans[0]))]
    return "NNP" in tags


def _spoke_near(article: Article, claim: Claim, sentences: int) -> bool:
    """Whether the same speaker's own words stand within so many sentences."""
    cue = claim.cue_spans[0].begin
    at = article.sentence_at(cue)
    first, last = article.chars(article.paragraphs[article.paragraph_at(cue)])
    begin = max(first, article.chars(article.sentences[max(at - sentences, 0)]).begin)
    end = min(last, article.chars(article.sentences[min(at + sentences, len(article.sentences) - 1)]).end)
    begin, end = article.chars(article.near(article.tokens(begin, end), article.tokens(cue, cue)[0], _NEIGHBOURS))
    return any(
        c is not claim and c.act == "communication" and (c.speaker == claim.speaker or c.source_type == "pronoun")
        for c in article.claims_in(begin, end)
    )


def _is_reported(article: Article, claim: Claim) -> bool:
    """Whether the thought is itself something that somebody said."""
    at = claim.cue_spans[0].begin
    sentence = article.near(article.sentences[article.sentence_at(at)], article.tokens(at, at)[0])
    near = article.claims_in(*article.chars(sentence))
    return any(c is not claim and any(b <= at < e for b, e in c.content_spans) for c in near)


def unspeakable(article: Article, options: Options) -> Iterator[Hit]:
    """AV303."""
    verbs = frozenset(options["verbs"])
    for quote in article.speeches:
        at = _verb_behind(article, quote)
        if at is None or article.lemmas[at] not in verbs:
            at = _verb_before(article, quote)
        if at is not None and article.lemmas[at] in verbs:
            yield Hit(*article.chars((at, at + 1)))


def _verb_behind(article: Article, quote: Quote) -> int | None:
    """The finite verb that goes on with the sentence of a quotation."""
    if article.text[quote.inner.end - 1] not in ",?!—-" and article.text[quote.end : quote.end + 1] != ",":
        return None
    end = min(quote.end + 60, _end_of_paragraph(article, quote.end) + 1)
    start = article.tokens(quote.end, quote.end)[0]
    for i in range(start, min(start + _REACH, len(article.low))):
        if article.document.begins[i] >= end or article.low[i] in (".", ";", ":"):
            return None
        if article.document.tags[i] in ("VBD", "VBZ"):
            return i
    return None


def _verb_before(article: Article, quote: Quote) -> int | None:
    """The finite verb that leads into a quotation with a colon or a comma; what stands behind it is a few words without a verb."""
    i = article.tokens(quote.begin, quote.begin)[0] - 1
    if i < 1 or article.low[i] not in (":", ",") or article.paragraph_at(article.document.begins[i]) != article.paragraph_at(quote.begin):
        return None
    first = article.sentences[article.sentence_at(article.document.begins[i])][0]
    for k in range(i - 1, max(i - _REACH, first) - 1, -1):
        if article.document.tags[k] in ("VBD", "VBZ"):
            return k
        if article.document.tags[k] in ("VB", "VBG", "VBN", "VBP", ",", "MD", "CC"):
            return None
    return None


def _end_of_paragraph(article: Article, offset: int) -> int:
    return article.chars(article.paragraphs[article.paragraph_at(offset - 1)]).end


def vouching(article: Article, options: Options) -> Iterator[Hit]:
    """AV304."""
    verbs = frozenset(options["verbs"])
    for claim in article.spoken:
        found = _verb(article, claim, verbs)
        if found is None or not _has_subject(article, claim) or not article.reports(claim) or claim.kind == "direct":
            continue
        if _is_person_source(article, claim) and not _is_standing_fact(article, claim):
            yield Hit(*article.chars(found[0]), claim.speaker)


def _is_person_source(article: Article, claim: Claim) -> bool:
    return claim.source_type not in ("document", "poll", "court")


def _is_standing_fact(article: Article, claim: Claim) -> bool:
    """Whether the content is in the present tense: what is so all the time can be looked up."""
    begin, end = article.tokens(*claim.content_spans[0])
    finite = next((article.document.tags[i] for i in range(begin, end) if article.document.tags[i] in ("VBD", "VBZ", "VBP", "MD")), "")
    return finite in ("VBZ", "VBP")
