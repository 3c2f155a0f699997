"""AS: vague and anonymous sources, sources that are dropped, names without an introduction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from attribution.checks.article import Article
from attribution.checks.finding import Hit
from attribution.checks.names import name_runs, people
from attribution.model import Claim, Quote, Tokens
from attribution.speakers.phrases import PERSONAL

Options = Mapping[str, Any]
_LOOKED_AT = 50  # sentences that cite somebody
_NEXT = 600  # tokens behind a source in which one of its kind is named
_PERSONS = frozenset({"unnamed person", "officials", "witness"})  # of the source types of the output contract


def _source_tokens(article: Article, claim: Claim) -> Tokens:
    return article.tokens(*claim.source_spans[0])


def _core(article: Article, tokens: Tokens) -> Tokens:
    """The noun phrase of a source up to its head, without what follows it ("critics of the rule" → "critics")."""
    begin, end = tokens
    for i in range(begin, end):
        if i > begin and (article.document.tags[i] in ("IN", "WP", "WDT", ",", "VBG", "VBN", "TO", "``") or article.low[i] == "who"):
            return begin, i
    return begin, end


def vague(article: Article, options: Options) -> Iterator[Hit]:
    """AS201."""
    sources_known = _are_sources_known(article)
    for claim in article.spoken:
        tokens = _source_tokens(article, claim)
        core = _core(article, tokens)
        if core[0] >= core[1] or article.low[core[0]] in options["known"]:
            continue
        bare = _is_bare(article, claim, core, options) and not (sources_known and article.low[core[1] - 1] == "sources")
        if not bare and not _is_vague(article, tokens, core, options):
            continue
        says = _says(article, claim, options["showing"] if claim.source_type == "document" else options["verbs"]) or (
            bare and claim.rule.startswith("ACCORDING")
        )
        if says and not (bare and _is_illustrated(article, claim)) and not _named_near(article, claim, options["named_within_sentences"]):
            yield Hit(*article.chars(core), None)
    for begin, end in article.phrases(options["passives"]):
        if article.low[end : end + 1] != ["by"]:
            yield Hit(*article.chars((begin, end)), None)


def _is_vague(article: Article, tokens: Tokens, core: Tokens, options: Options) -> bool:
    """Whether a source is one of the words for people of whom nothing is known: "critics", "many people"."""
    words, after = article.words(core).lower(), article.document.tags[core[1] : core[1] + 1]
    if article.document.tags[core[0]] == "JJR" or (words.endswith("people") and (tokens[1] > core[1] or after in (["VBG"], ["WP"]))):
        return False  # "more people", "people using the service"
    if after and (after[0][:2] == "NN" or after[0] == "VBZ"):
        return False  # "some calls": a determiner, not people
    following = article.low[core[1] : core[1] + 1]
    part = bool(following) and following[0] in options["among"] and words in options["parts"]
    if part or "and" in article.low[max(tokens[0] - 1, 0) : core[1]]:
        return False  # "some of the women", "Edwards and others": the group is told
    return not _has_name(article, tokens) and (words in options["nouns"] or words.split()[-1] in options["nouns"])


def _is_bare(article: Article, claim: Claim, core: Tokens, options: Options) -> bool:
    """Whether a source is a kind of people or of works of which nothing is told ("experts", "recent studies", "many parents"), and none of
    them is named further on: works in the next paragraph at the latest, people anywhere."""
    *before, noun = article.low[slice(*core)]
    works = claim.source_type == "document"
    counted = before[:1] and before[0] in options["quantifiers"] and article.document.tags[core[1] - 1] == "NNS"
    if len(before) > 1 or not (counted or (noun in options["bare"] and set(before) <= set(options["any_of_them"]))):
        return False
    if noun == "sources" and any(words in " ".join(article.low[core[1] : core[1] + 4]) for words in options["others"]):
        return False  # "sources told the newspaper": its own
    if works and _is_cited(article, core[1]):
        return False
    if _source_tokens(article, claim)[1] > core[1] or (works and not _says(article, claim, options["showing"])):
        return False  # "experts who were there"
    at = article.paragraph_at(claim.source_spans[0].begin)
    end = core[1] + _NEXT
    if works and article.body[:1] != [at]:
        end = min(end, article.paragraphs[min(at + 1, len(article.paragraphs) - 1)][1])
    names = options["named_by"].get(noun, options["named_by"]["people"])
    return not any(word in names for word in article.low[core[1] : end])


def _is_cited(article: Article, at: int) -> bool:
    """Whether a number in brackets stands in the rest of a sentence, as a reference does."""
    sentence = article.sentences[article.sentence_at(article.document.begins[at - 1])]
    rest = range(at, min(sentence[1] - 1, at + _NEXT))
    return any(article.low[i] in ("(", "[") and article.low[i + 1][:1].isdigit() for i in rest)


def _is_illustrated(article: Article, claim: Claim) -> bool:
    """Whether the words of one of them follow at once: the next sentence is a quotation of somebody who is named."""
    following = article.sentence_at(claim.source_spans[0].begin) + 1
    if following >= len(article.sentences):
        return False
    quote = article.quote_at(article.document.begins[article.sentences[following][0]])
    owner = article.owner(quote) if quote is not None else None
    return owner is not None and owner.source_type == "person"


def _are_sources_known(article: Article) -> bool:
    """Whether the draft tells more of its sources: why they have no names, or what one of them is."""
    return any(c.anonymity_reason for c in article.claims) or any(
        article.low[i] in ("source", "sources") and article.low[i - 1] in article.lexicon.small.definite for i in range(1, len(article.low))
    )


def _says(article: Article, claim: Claim, verbs: Sequence[str]) -> bool:
    """Whether the cue of a claim has one of these verbs, and what follows is a clause or a quotation."""
    return (
        bool(claim.cue_spans)
        and article.reports(claim)
        and any(article.lemmas[i] in verbs for i in range(*article.tokens(*claim.cue_spans[0])))
    )


def _is_indefinite(article: Article, claim: Claim) -> bool:
    """Whether a source is introduced as somebody or other: "an officer"; "the minister" is known by the office."""
    begin, end = _source_tokens(article, claim)
    reported = any(end <= article.document.begins[begin - 1] for _, end in claim.content_spans)  # the comma ends what is said
    named = begin > 1 and article.low[begin - 1] in (",", "now") and article.document.tags[begin - 2] in ("NNP", "-RRB-", "VBZ")
    apposed = named and not (reported and article.low[begin - 1] == ",")
    return article.low[begin] in article.lexicon.small.one and not apposed and "CD" not in article.document.tags[begin + 1 : end]


def _has_name(article: Article, tokens: Tokens) -> bool:
    return any(tag in ("NNP", "NNPS", "CD") for tag in article.document.tags[slice(*tokens)])


def _named_near(article: Article, claim: Claim, sentences: int) -> bool:
    """Whether one of them is named at once: behind the source, or in the next sentences of the paragraph with a word of naming."""
    at = article.sentence_at(claim.source_spans[0].begin)
    _, end = article.sentences[at]
    source = _source_tokens(article, claim)
    rest = article.near((source[0], end), source[0])
    if any(article.low[i] in article.lexicon.small.exemplifying for i in range(*rest)) and people(article, rest):
        return True
    paragraph = article.paragraph_at(claim.source_spans[0].begin)
    for k in range(at + 1, min(at + 1 + sentences, len(article.sentences))):
        tokens = article.sentences[k]
        if tokens[0] >= article.paragraphs[paragraph][1]:
            break
        if article.low[tokens[0]] in article.lexicon.small.singling and people(article, article.near(tokens, tokens[0])):
            return True
    return False


def _is_anonymous_person(claim: Claim) -> bool:
    return claim.anonymous and claim.source_type in _PERSONS


def _is_single(article: Article, claim: Claim) -> bool:
    """Whether an anonymous source is one person."""
    core = _core(article, _source_tokens(article, claim))
    return core[0] < core[1] and article.document.tags[core[1] - 1] not in ("NNS", "NNPS") and claim.source_type != "public"


def _anonymous(article: Article) -> Iterator[Claim]:
    """Claims of anonymous persons in the writer's own words, pronouns left out."""
    for claim in article.spoken:
        if _is_anonymous_person(claim) and article.region(claim.source_spans[0].begin) in ("narration", "caption"):
            yield claim


def _head(article: Article, claim: Claim) -> str:
    core = _core(article, _source_tokens(article, claim))
    return article.lemmas[core[1] - 1].lower() if core[0] < core[1] else ""


def without_reason(article: Article, options: Options) -> Iterator[Hit]:
    """AS202."""
    reasoned = {c.speaker for c in article.claims if c.anonymity_reason}
    heads = {_head(article, c) for c in article.spoken if c.anonymity_reason} | _reasoned_later(article, options["withheld"])
    seen: set[str] = set()
    named = _named_at(article)
    for claim in _anonymous(article):
        head = _head(article, claim)
        if not _says(article, claim, options["verbs"]) or not (_is_indefinite(article, claim) or _is_insider(article, claim, options)):
            continue
        if claim.speaker in reasoned or head in heads or head in options["institutions"] or head in article.lexicon.small.one:
            continue
        last = _phrase(article, claim)[1] - 1
        if article.low[last] in options["institutions"] and article.document.tags[last - 1] == "NNP":
            continue  # "a Department of Health spokesperson"
        if not (options["collectives"] or _is_single(article, claim) or _is_insider(article, claim, options)):
            continue
        if _has_reason(article, claim, options["withheld"]) or head in seen:
            continue
        seen.add(head)
        if not _named_later(article, claim, named.get(head, -1)):
            yield Hit(*article.chars(_phrase(article, claim)), claim.speaker)


def _is_insider(article: Article, claim: Claim, options: Options) -> bool:
    """Whether several are told of only by what they are near: "sources close to the club", "people familiar with the matter"."""
    begin, end = _source_tokens(article, claim)
    words = article.low[begin:end]
    return bool(words) and words[0] in options["insiders"] and any(" ".join(words[1:]).startswith(near) for near in options["near"])


def _reasoned_later(article: Article, withheld: Sequence[str]) -> frozenset[str]:
    """What those are called of whom a sentence says that or why they have no name: "The nurse, whose name was withheld"."""
    low, tags, definite = article.low, article.document.tags, article.lexicon.small.definite
    heads: set[str] = set()
    everything = " ".join(low)
    told = [words for words in withheld if words in everything]
    for begin, end in article.sentences if told else ():
        near = (begin, min(end, begin + _NEXT))
        if any(words in " ".join(low[slice(*near)]) for words in told):
            heads.update(article.lemmas[i].lower() for i in range(begin + 1, near[1]) if tags[i][:2] == "NN" and low[i - 1] in definite)
    return frozenset(heads)


def _phrase(article: Article, claim: Claim) -> Tokens:
    """A source without the clause or the punctuation behind it."""
    begin, end = _source_tokens(article, claim)
    for i in range(begin, end):
        if (article.low[i] == "," or article.low[i] in article.lexicon.small.relatives) and i > begin:
            return begin, i
    return begin, end


def _has_reason(article: Article, claim: Claim, withheld: Sequence[str]) -> bool:
    """Whether the sentence says that or why the source has no name."""
    sentence = article.sentences[article.sentence_at(claim.source_spans[0].begin)]
    low = " ".join(article.low[slice(*article.near(sentence, _source_tokens(article, claim)[0]))])
    return bool(claim.anonymity_reason) or any(words in low for words in withheld)


def _named_later(article: Article, claim: Claim, named_at: int) -> bool:
    """Whether "an engineer" gets a name further down: where such a one is named last, or by the name that opens the next sentence; of the
    lede's, one of the next three, for many papers name there whom they only described."""
    begin, end = claim.source_spans[0]
    at, paragraph = article.sentence_at(end), article.paragraph_at(begin)
    lede = paragraph in article.body[:2]
    for sentence in article.sentences[at + 1 : at + (4 if lede else 2)]:
        inside = sentence[0] < article.paragraphs[paragraph][1]
        opening = article.near(sentence, sentence[0])
        first = people(article, opening, loose=lede)[:1]
        if first and first[0].tokens[0] - opening[0] <= 2 and (lede or inside):
            return True
        if inside and any(_is_full_name(article, other) for other in article.claims_in(*article.chars(sentence))):
            return True
    return named_at >= article.tokens(end, end)[0]


def _is_full_name(article: Article, claim: Claim) -> bool:
    """Whether a source is somebody who is met here for the first time: with first name and surname, and with what he is behind it."""
    begin, end = _source_tokens(article, claim)
    named = article.document.tags[begin : begin + 2] == ["NNP", "NNP"]
    return claim.source_type == "person" and named and "," in article.low[begin : end + 1]


def _named_at(article: Article) -> dict[str, int]:
    """The last token where one who is described by a noun is named: "The engineer, Pavel Dusek"."""
    low, tags, small = article.low, article.document.tags, article.lexicon.small
    out: dict[str, int] = {}
    for i, lemma in enumerate(article.lemmas):
        if tags[i][:2] == "NN" and (low[i - 1] in small.definite or low[i - 1] in small.indefinite):
            after = i + 1 if low[i + 1 : i + 2] in ([","], ["--"], ["—"], ["–"]) else i
            if tags[after + 1 : after + 2] == ["NNP"]:
                out[lemma] = i
    return out


def stock_reason(article: Article, options: Options) -> Iterator[Hit]:
    """AS203."""
    low = article.low
    for begin, end in article.phrases(options["reasons"]):
        sentence = article.near(article.sentences[article.sentence_at(article.document.begins[begin])], begin)
        first = next((i for i in range(begin, max(begin - 9, sentence[0] - 1), -1) if low[i] in options["starts"]), None)
        if first is None or (article.low[end - 1] == "to" and not _speaks_next(article, end, options)):
            continue
        claims = article.claims_in(*article.chars(sentence))
        known = any(c.anonymous or c.anonymity_reason or not _has_name(article, _phrase(article, c)) for c in claims)
        if not known and not _has_unnamed(article, (sentence[0], begin)):
            continue
        last = next((i for i in range(end, sentence[1]) if low[i] in options["ends"]), sentence[1])
        yield Hit(*article.chars((first, max(last, end))))


def _speaks_next(article: Article, at: int, options: Options) -> bool:
    """Whether what was not allowed is to speak or to be quoted: within a few words behind "to"."""
    return any(lemma in options["speaking"] for lemma in article.lemmas[at : at + 3])


def _has_unnamed(article: Article, tokens: Tokens) -> bool:
    """Whether "a person", "an official" or the like stands in a range outside quotations."""
    low, lexicon = article.low, article.lexicon
    for i in article.outside(tokens):
        if low[i] in lexicon.small.indefinite and any(
            lexicon.heads.get(word) in _PERSONS or word in lexicon.roles for word in low[i + 1 : min(i + 4, tokens[1])]
        ):
            return True
    return False


def attack(article: Article, options: Options) -> Iterator[Hit]:
    """AS204."""
    judgements = frozenset(options["judgements"])
    for claim in article.spoken:
        if not _is_anonymous_person(claim):
            continue
        for begin, end in claim.content_spans:
            if _attacks(article, article.tokens(begin, end), judgements) and not article.has_speech(begin, end):
                yield Hit(begin, end, claim.speaker)
    for quote in article.speeches:
        voice = _voice(article, quote)
        if voice is not None and _is_anonymous_person(voice) and _attacks(article, article.tokens(*quote.inner), judgements):
            yield Hit(quote.begin, quote.end, voice.speaker)


def _attacks(article: Article, tokens: Tokens, judgements: frozenset[str]) -> bool:
    """Whether words judge, and speak of somebody."""
    low, roles = set(article.low[slice(*tokens)]), article.lexicon.roles
    return bool(judgements & low) and (
        not low.isdisjoint(PERSONAL) or any(w in roles for w in low) or _has_name(article, tokens)
    )


def _voice(article: Article, quote: Quote) -> Claim | None:
    """Who speaks: the source of a quotation, or else of the words before it in its paragraph."""
    return article.owner(quote) or (article.speaker_before(quote) if article.stands_alone(quote) else None)


def first_quotation(article: Article, options: Options) -> Iterator[Hit]:
    """AS205."""
    for quote in article.speeches:
        voice = _voice(article, quote)
        if voice is None:
            continue
        if _is_anonymous_person(voice):
            yield Hit(*article.chars(_phrase(article, voice)), voice.speaker)
        return


def plural(article: Article, options: Options) -> Iterator[Hit]:
    """AS206."""
    nouns = frozenset(options["nouns"])
    found = [c for c in article.spoken if _is_bare_plural(article, c, nouns)]
    if found and _described(article, options["ones"]) == 1:
        yield Hit(*found[0].source_spans[0], found[0].speaker)


def _is_bare_plural(article: Article, claim: Claim, nouns: frozenset[str]) -> bool:
    begin, end = _source_tokens(article, claim)
    core = _core(article, (begin, end))
    return (
        core[0] < core[1]
        and article.low[core[1] - 1] in nouns
        and "CD" not in article.document.tags[begin:end]
        and article.low[core[1] : core[1] + 1] != [","]
    )


def _described(article: Article, ones: Sequence[str]) -> int:
    """How many single anonymous sources the draft describes."""
    low, tags, small = article.low, article.document.tags, article.lexicon.small
    pronouns = PERSONAL.keys() | small.others | small.relatives
    heads = {_head(article, c) for c in _anonymous(article) if _is_single(article, c)} - pronouns - {""}
    others = {i for i in range(len(low) - 3) if low[i] in ones and low[i + 1] == "," and tags[i + 2] == "DT"}
    return len(heads - {"source"}) + (len(others) if others else int("source" in heads and len(heads) == 1))


def mostly_anonymous(article: Article, options: Options) -> Iterator[Hit]:
    """AS207."""
    total = hidden = count = 0
    first: Claim | None = None
    for claim in article.spoken:
        if claim.act not in ("communication", "belief"):
            continue
        size = len(claim.claim.split())
        total += size
        if claim.anonymous:
            hidden, count = hidden + size, count + 1
            first = first or (claim if article.region(claim.source_spans[0].begin) == "narration" else None)
    if (
        first
        and hidden >= options["min_anonymous_words"]
        and count >= options["min_anonymous_claims"]
        and hidden > options["limit"] * total
    ):
        share = {"count": round(100 * hidden / total), "limit": f"{options['limit']:.0%}"}
        yield Hit(*article.chars(_phrase(article, first)), first.speaker, share)


def bare_surname(article: Article, options: Options) -> Iterator[Hit]:
    """AS208."""
    lexicon, known = article.lexicon, frozenset(options["known"])
    introduced: set[str] = set()
    single: dict[str, Tokens] = {}
    for sentence in article.sentences:
        for run in name_runs(article, sentence):
            words = article.document.words[slice(*run)]
            if len(words) > 1 or article.region(article.document.begins[run[0]]) == "headline":
                introduced.update(words if len(words) > 1 else ())
            elif words[0] not in introduced and words[0] not in single:
                single[words[0]] = run
    full = _words_of_longer_names(article)
    sources = {article.tokens(*c.source_spans[0]) for c in article.spoken if c.source_type == "person"}
    for word, run in single.items():
        if (
            word in known
            or word in full
            or word in lexicon.places
            or word in lexicon.names
            or word in lexicon.agencies
            or word in lexicon.given
        ):
            continue
        if _is_bare_person(article, run, options, run in sources):
            yield Hit(*article.chars(run))


def _words_of_longer_names(article: Article) -> Counter[str]:
    out: Counter[str] = Counter()
    for sentence in article.sentences:
        for run in name_runs(article, sentence):
            if run[1] - run[0] > 1:
                out.update(article.document.words[slice(*run)])
    return out


def _is_bare_person(article: Article, run: Tokens, options: Options, is_source: bool) -> bool:
    """Whether a single name is a person's and nothing introduces it: it does what people do, and no role stands beside it."""
    i, low, tags, lexicon = run[0], article.low, article.document.tags, article.lexicon
    word = article.document.words[i]
    if word.isupper() or not word.isalpha() or low[i] in lexicon.roles or low[i] in lexicon.titles:
        return False
    one = lexicon.singular(low[i])
    if one != low[i] and one in lexicon.kinds and i == article.sentences[article.sentence_at(article.document.begins[i])][0]:
        return False  # "Divers went down": a capital that the sentence asks for
    if i and (
        low[i - 1] in lexicon.roles
        or low[i - 1] in lexicon.titles
        or low[i - 1] in lexicon.honorifics
        or tags[i - 1] in ("DT", "JJ", "POS", "CD")
    ):
        return False
    if i > 1 and low[i - 1] == "," and low[i - 2] in lexicon.roles:
        return False
    if i and tags[i - 1] == "IN" and not (low[i - 1] == "of" and article.lemmas[i - 2] in options["owned"]):
        return False
    after = low[i + 1 : i + 2]
    if after == [","] and tags[i + 2 : i + 3] == ["DT"]:
        return False
    if is_source:
        return True
    if i > 1 and low[i - 1] == "of":
        return True  # only what is somebody's got here
    return tags[i + 1 : i + 2] == ["VBD"] and article.lemmas[i + 1] in options["deeds"]


def without_role(article: Article, options: Options) -> Iterator[Hit]:
    """AS211."""
    told = {c.speaker for c in article.spoken if c.role}
    described = _described_names(article, options)
    counts = Counter(article.document.words)
    seen: set[str] = set()
    for claim in article.spoken:
        name = claim.speaker or ""
        if claim.source_type != "person" or name in told or name in seen or " " not in name or not claim.quote_spans:
            continue
        seen.add(name)
        surname, tokens = name.split()[-1], _source_tokens(article, claim)
        plain = {"NNP"} == set(article.document.tags[slice(*tokens)]) and article.words(tokens) == name and claim.cue[:1].isalpha()
        famous = counts[surname] >= options["famous_from"] or any(surname in article.text[slice(*span)] for span in article.page.headline)
        if plain and not famous and surname not in described and article.region(claim.source_spans[0].begin) == "narration":
            yield Hit(*claim.source_spans[0], name)


def _described_names(article: Article, options: Options) -> frozenset[str]:
    """Last words of the names beside which anything tells who it is: words before them that are no name's, or a comma behind them."""
    words, tags, low = article.document.words, article.document.tags, article.low
    out: set[str] = set()
    for sentence in article.sentences:
        for begin, end in name_runs(article, sentence):
            first = begin > sentence[0]
            titled = any(word in article.lexicon.honorifics or word in article.lexicon.titles for word in low[begin:end])
            before = first and (tags[begin - 1][:2] in ("NN", "PO", ",", ":", "-R") or low[begin - 1] in options["naming"])
            if titled or before or low[end : end + 1] == [","] or any(word in options["telling"] for word in low[end : end + 1]):
                out.add(words[end - 1])
    return frozenset(out)


def source_dropped(article: Article, options: Options) -> Iterator[Hit]:
    """AS209."""
    citing = tuple(options["citing"])
    citers = [k for k in range(len(article.sentences)) if _cites(article, k, citing)][:_LOOKED_AT]
    cited = {word for k in citers for word in article.document.words[slice(*article.sentences[k])]}
    generic = any(_names_generic(article, k, options["outlets"]) for k in citers)
    for claim in article.spoken:
        if claim.source_type not in ("news agency", "news outlet") or len(claim.chain) > 1 or not claim.cue_spans:
            continue
        cue = article.tokens(*claim.cue_spans[0])
        verb = next((i for i in range(*cue) if article.lemmas[i] in options["verbs"]), None)
        if verb is None:
            continue
        at = article.sentence_at(claim.cue_spans[0].begin)
        name = (claim.speaker or claim.source or "").split()[-1:]
        if at in citers or not (generic or cited.intersection(name)):
            continue
        begin = min(claim.source_spans[0].begin, claim.cue_spans[0].begin)
        end = max(claim.source_spans[0].end, article.document.ends[verb])
        yield Hit(begin, end, claim.speaker)


def _cites(article: Article, at: int, citing: tuple[str, ...]) -> bool:
    begin, end = article.sentences[at]
    words = " " + " ".join(article.low[i] for i in article.outside((begin, end))) + " "
    return any(f" {phrase} " in words for phrase in citing)


def _names_generic(article: Article, at: int, generic: Sequence[str]) -> bool:
    """Whether a sentence is about an outlet without its name: "the paper", "the agency"."""
    return any(one == "the" and two in generic for one, two in pairwise(article.low[slice(*article.sentences[at])]))


def lede_rests(article: Article, options: Options) -> Iterator[Hit]:
    """AS210."""
    if not article.body:
        return
    end = article.chars(article.paragraphs[article.body[min(options["lede_paragraphs"], len(article.body)) - 1]]).end
    begin = article.chars(article.paragraphs[article.body[0]]).begin
    lede = article.claims_in(begin, end)
    if not lede or not all(c.anonymous or c.source_type == "pronoun" for c in lede):
        return
    named = people(article, article.tokens(begin, end))[:1]
    claim = next(
        (
            c
            for c in lede
            if _is_anonymous_person(c)
            and article.reports(c)
            and _is_indefinite(article, c)
            and _head(article, c) not in options["institutions"]
            and not (named and named[0].tokens[1] <= _source_tokens(article, c)[0])
        ),
        None,
    )
    if claim is None or _named_later(article, claim, _named_at(article).get(_head(article, claim), -1)):
        return
    meant = _content(article, claim)
    for other in article.spoken:
        if not other.anonymous and other.source_type != "pronoun" and len(meant & _content(article, other)) >= 0.4 * len(meant):
            return
    yield Hit(*article.chars(_phrase(article, claim)), claim.speaker)


def _content(article: Article, claim: Claim) -> frozenset[str]:
    return frozenset().union(*(article.content_words(article.tokens(b, e)) for b, e in claim.content_spans))
