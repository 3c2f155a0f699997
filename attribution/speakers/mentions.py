"""What is read of each attribution before anything is resolved: its source in full, its addressee, the source behind the source."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from attribution.document.view import peek
from attribution.model import Attribution, Tokens
from attribution.speakers.circumstances import Circumstances
from attribution.speakers.entities import INSTITUTIONS, TEXTS
from attribution.speakers.lexicon import Lexicon
from attribution.speakers.phrases import Phrase
from attribution.speakers.roster import FINITE, begins_clause, opens_before_name
from attribution.speakers.view import Query, View

_LETTERS = 4  # tokens of letters in brackets and of what is spelled before them
_NICKNAME = 4  # tokens of a nickname, its closing mark included
_PARTICIPLE = 2  # tokens of what opens a sentence before a name, at least
_NAME = 7  # tokens of a name before its apposition
_PASSIVE = "PASKED"  # the frame of `was asked`
_CITED = 12  # tokens behind source and cue within which another source is cited
_INNER = 20  # tokens of a content within which its own report begins
_PHRASE = 16  # tokens of a noun phrase
_ENDS = frozenset([",", ".", "''", "--", ";", ":"])
_QUOTED = frozenset([".", "''", "``"])
_VERBAL = FINITE | {"VBG"}
_OPENING = frozenset(["RB", "CC", ","])  # tags of what stands in a sentence before its subject
_NO_NAME = frozenset(["IN", "DT", "CC", "PRP", "PRP$", "RB", "WRB"])


class Said(NamedTuple):
    """The mentions of one attribution. A source that is not named is a phrase of kind "none" where the content begins."""

    attribution: Attribution
    source: Query
    addressee: Query | None
    behind: Query | None

    def named(self) -> list[Query]:
        """The mentions that are names."""
        return [query for query in (self.source, self.addressee, self.behind) if query is not None and query.phrase.kind == "name"]


def position(attribution: Attribution) -> int:
    """The token that gives an attribution its place in the reading order: its source, else its cue, else what is said."""
    return (attribution.source or (attribution.cue or attribution.contents)[0])[0]


def read_mentions(attribution: Attribution, view: View, rules: Circumstances) -> Said:
    """The mentions of an attribution, each read once."""
    addressee = attribution.addressee or _told(attribution, view, rules) or _asked(attribution, view)
    to = view.read(addressee) if addressee else None
    if attribution.source is None:
        begin = attribution.contents[0][0] if attribution.contents else attribution.trigger
        return Said(attribution, Query(Phrase("none", (begin, begin + 1)), begin, attribution), to, None)
    source = view.read(_widened(attribution.source, attribution, view), attribution)
    behind = attribution.cited or _cited(attribution, view, rules)
    behind = behind or _quoted_as(attribution, view, rules) or _inner(attribution, view, rules)
    return Said(attribution, source, to, view.read(behind) if behind else None)


def _told(attribution: Attribution, view: View, rules: Circumstances) -> Tokens | None:
    """The noun phrase right behind `told`."""
    chunks, behind = view.chunks, attribution.trigger + 1
    if attribution.lemma not in rules.telling:
        return None
    k = bisect_left(chunks.first, behind)
    if list(chunks.first[k : k + 1]) != [behind]:
        return None
    tag = view.document.tags[chunks.last[k] - 1]
    return (chunks.first[k], chunks.last[k]) if tag[0] == "N" or tag == "PRP" else None


def _asked(attribution: Attribution, view: View) -> Tokens | None:
    """Who was asked by somebody named: the subject of the passive, `Ann Lee was asked by Bo Wu`."""
    if attribution.frame != _PASSIVE or attribution.source is None:
        return None
    subject = view.scenes.main_subject(view.sentence(attribution.trigger))
    return subject if subject is not None and subject[1] <= attribution.trigger else None


# --- the source in full


def _widened(source: Tokens, attribution: Attribution, view: View) -> Tokens:
    """The whole name or description where the tags cut it: `Lumen | Works`, `two people familiar with | the inquiry`."""
    begin, end = source
    if end - begin == 1 and view.document.tags[begin] in ("PRP", "WP", "WDT"):
        return _over_clause(begin, attribution, view) or source
    if begin <= attribution.trigger < end:  # Petrov's claim
        owner = next((i for i in range(attribution.trigger, begin, -1) if view.document.tags[i] == "POS"), begin + 1)
        return begin, owner
    begin, end = _spelled(source, view) or _addressed(source, view) or source
    end = _listed_end(end, view)
    source = begin, end = _last_joined(_listed_begin(_before_letters(begin, view), view), end, view), end
    placed = _behind_place(source, view) or _behind_participle(source, attribution, view) or _behind_told(source, attribution, view)
    if placed is not None:
        return placed
    hung = _hung_from(begin, view)
    if hung is not None:
        return hung, end
    apposed = _apposed_to(begin, end, view)
    if apposed is not None:
        return _joined_to_told(apposed, view), end
    if view.document.lows[begin - 1] in view.lexicon.small.articles and peek(view.document.norms, begin + 1).isdigit():
        begin -= 1  # A | No 10 spokesman
    elif begin not in view.roster.opening and attribution.trigger != begin - 1:  # Rates Rise, Says | Bank Chief
        begin = _joined_begin(_name_begin(begin, view), end, view)
    return begin, _name_end(end, attribution, view)


def _listed_begin(begin: int, view: View) -> int:
    """Where an office or department begins that is for several things, and of which the source has the last: `the Department for
    Environment, | Food and Rural Affairs`; `Enterprise, Trade and Investment | Minister Ann Lee`."""
    low = view.document.sentences[view.sentence(begin)]
    first = view.reader.portfolios_begin(begin, low)
    held = first < begin and view.document.words[first] in view.lexicon.names
    return _of_whom(first, low, view) if held else first


def _listed_end(end: int, view: View) -> int:
    """Where a minister's name ends whose office is for several things, of which the source has the first: `Enterprise, | Trade and
    Investment Minister Ann Lee`."""
    document = view.document
    if peek(document.norms, end) != "," or document.lows[end - 1] not in view.lexicon.portfolios:
        return end
    high = document.sentences[view.sentence(end - 1) + 1]
    office = view.reader.portfolios_end(end - 1, high)
    if office <= end or peek(document.lows, office) not in view.lexicon.held:
        return end
    named = next((i for i in range(office + 1, high) if not document.words[i][:1].isupper()), high)
    return named if named > office + 1 else end


def _of_whom(office: int, low: int, view: View) -> int:
    """Where the phrase begins that ends in a department: `A spokesman for the | Department of`."""
    norms, lows = view.document.norms, view.document.lows
    the = office - (norms[office - 1] in view.lexicon.small.articles)
    if the - low < 2 or norms[the - 1] not in view.lexicon.small.held or not view.lexicon.is_role(lows[the - 2]):
        return office
    first = the - 2
    while first > low and view.document.tags[first - 1] in ("NN", "JJ", "DT", "NNP"):
        first -= 1
    return first


def _last_joined(begin: int, end: int, view: View) -> int:
    """Where a source begins whose first part is the object of a verb before it: opens their account in Oslo and | Bryce says; wished him a
    "speedy recovery" and | the Corals said."""
    norms = view.document.norms
    if "and" not in norms[begin + 1 : end - 1]:
        return begin
    cut = next(i for i in range(end - 2, begin, -1) if norms[i] == "and")
    if not all(word[:1].isupper() for word in view.document.words[cut + 1 : end]):
        return begin
    first = view.read((begin, cut)) if view.document.tags[begin] == "PRP$" else None
    theirs = first is not None and first.phrase.kind == "description" and first.kind in TEXTS
    return cut + 1 if theirs or norms[cut - 1] == "''" else begin


def _before_letters(begin: int, view: View) -> int:
    """Where a source begins that goes on behind letters in brackets: `a | Department of Trade (DoT) spokesperson`."""
    norms = view.document.norms
    if begin < _LETTERS or norms[begin - 1] != "-RRB-" or norms[begin - 3] != "-LRB-" or not view.document.words[begin].islower():
        return begin
    full = view.roster.acronyms.get(norms[begin - 2])
    if full is None:
        return begin
    first = begin - 3 - len(full)
    return first - 1 if view.document.tags[first - 1] == "DT" else first


def _spelled(source: Tokens, view: View) -> Tokens | None:
    """A source that is the end of a name which the article gives letters for: Transport for | London (TfL) | said."""
    begin, end = source
    norms = view.document.norms
    stop = next((i for i in range(begin + 1, end) if norms[i] == "-LRB-"), end)
    for full in view.roster.shortened:
        first = stop - len(full)
        if first < begin and norms[first] == full[0] and tuple(norms[first:stop]) == full:
            return first, end
    served = begin > 1 and norms[begin - 1] == "for" and view.document.lows[begin - 2] in view.lexicon.portfolios
    named = served and view.document.words[begin - 2][:1].isupper() and norms[begin - 3] not in view.lexicon.small.conjoining
    low = view.document.sentences[view.sentence(begin)]
    opens = begin - 2 == low + (view.document.tags[low] == "CC")  # But | Transport for London
    return (begin - 2, end) if named and opens else None


def _addressed(source: Tokens, view: View) -> Tokens | None:
    """A place behind the subject of a sentence and where he is from: `Ann Lee from Holm School, | London | added`."""
    begin, end = source
    document, low = view.document, view.document.sentences[view.sentence(begin)]
    if document.norms[begin - 1] != "," or begin - low > _PHRASE or " ".join(document.words[begin:end]) not in view.lexicon.places:
        return None
    run = next(iter(view.roster.runs_between(low, low + 2)), None)  # But | Ann Lee
    if run is None or document.norms[run[1]] not in view.lexicon.small.coming or view.cast.mentioned(run) is None:
        return None
    return (run[0], end) if "," not in document.norms[run[1] : begin - 1] else None


def _over_clause(pronoun: int, attribution: Attribution, view: View) -> Tokens | None:
    """`His wife, with whom | he | worked, said`: a pronoun in a relative clause is not the subject of the verb behind it."""
    norms = view.document.norms
    if not pronoun or norms[pronoun - 1] not in view.lexicon.small.clauses or not attribution.cue:
        return None
    subject = view.scenes.main_subject(view.sentence(pronoun))
    behind = norms[attribution.cue[0][0] - 1] == ","
    return subject if behind and subject is not None else None


def _behind_place(source: Tokens, view: View) -> Tokens | None:
    """`In a statement, | a lawyer, Ann Lee, | said`."""
    begin, end = source
    norms, low = view.document.norms, view.document.sentences[view.sentence(begin)]
    if begin != low + 1:
        return None
    behind = begin + (norms[begin:end].index(",") if "," in norms[begin : end - 1] else end - begin) + 1
    named = _behind_name(source, view)
    if behind > end or (named is not None and named[0] < behind):
        return named
    clause = norms[behind] in view.lexicon.small.clauses  # in a letter to Ann Lee, who was the mayor and …, said
    return (behind, end) if view.document.lows[low] in view.lexicon.small.placed and not clause else None


def _behind_participle(source: Tokens, attribution: Attribution, view: View) -> Tokens | None:
    """`Giving evidence at Hull Crown Court, | Ann Lee, 31, | said`; `Sentencing Pell, | Judge Ann Lee | said`: what is tagged as if it were
    the subject."""
    begin, end = source
    norms, words = view.document.norms, view.document.words
    if begin != view.document.sentences[view.sentence(begin)] or not words[begin].endswith("ing") or not attribution.cue:
        return None
    comma = next((i for i in range(begin + _PARTICIPLE, min(end + 1, begin + _PHRASE)) if norms[i] == ","), 0)
    if not comma or view.lexicon.is_role(norms[comma - 1].lower()):
        return None
    run = next(iter(view.roster.runs_between(comma + 1, comma + 2)), None)
    known = run is not None and run[1] - run[0] > 1 and view.cast.mentioned(run) is not None
    stop = max(end, run[1]) if run is not None else end
    return (comma + 1, stop) if known and stop <= attribution.cue[0][0] else None


def _behind_name(source: Tokens, view: View) -> Tokens | None:
    """`In response to the Ryder Review | a spokesman | said`: a name and an article behind it begin two phrases."""
    begin, end = source
    tags = view.document.tags
    if view.document.lows[begin - 1] not in view.lexicon.small.placed or "DT" not in tags[begin + 1 : end - 1]:
        return None
    first = next((i for i in range(begin + 1, end - 1) if tags[i] == "DT" and tags[i - 1] == "NNP"), None)
    return (first, end) if first is not None else None


def _behind_told(source: Tokens, attribution: Attribution, view: View) -> Tokens | None:
    """`In a letter to parents | headteacher Ann Lee | wrote`; `Speaking to the Mail | Ruiz | said`; `Addressing officials | Ms Ruiz |
    said`: neither a preposition nor a participle has a subject."""
    begin, end = source
    document, lexicon = view.document, view.lexicon
    if begin == 0 or not attribution.cue or not begin < end <= attribution.cue[0][0] or "," in document.norms[begin:end]:
        return None
    low = document.sentences[view.sentence(begin)]
    participle = document.tags[begin - 1] == "VBG" and all(tag in _OPENING for tag in document.tags[low : begin - 1])
    placed = document.tags[begin - 1] in ("IN", "TO") and document.lows[begin - 1] in lexicon.small.placed
    if not (participle or placed):
        return None
    first = _last_name(begin + 1, end, view)
    if first is None:
        return None
    while first > begin + 1 and _may_precede(document.words[first - 1], lexicon):
        first -= 1
    return (first, end) if placed or document.tags[first - 1] == "NNS" else None


def _may_precede(word: str, lexicon: Lexicon) -> bool:
    """Whether a word before a given name belongs to it: an office, another given name."""
    return lexicon.names_office(word.lower())


def _last_name(low: int, end: int, view: View) -> int | None:
    """Where the person's name begins that ends at `end`: with a given name, with Mr or Ms, or the surname of somebody of the article."""
    words, lexicon = view.document.words, view.lexicon
    for i in range(end - 1, low - 1, -1):
        if not words[i][:1].isupper() or words[i] in lexicon.names:
            return None
        if i < end - 1 and words[i].lower() in lexicon.honorifics:
            return i
        if words[i] in lexicon.given if i < end - 1 else view.cast.bearers(view.document.norms[i]) and words[i - 1] in lexicon.names:
            return i
    return None


def _hung_from(begin: int, view: View) -> int | None:
    """Where what a preposition before the source hangs on begins: people familiar with | the inquiry."""
    chunks, document = view.chunks, view.document
    if document.tags[begin] == "CD" and document.lows[begin - 1] in view.lexicon.small.nearly:  # one study in over | 40,000 adults
        noun = bisect_left(chunks.first, begin - 2) - 1
        return chunks.first[noun] if document.tags[begin - 2] == "IN" and document.tags[begin - 3] == "NN" and noun >= 0 else None
    k = bisect_left(chunks.first, begin)
    if k < 3 or k >= len(chunks.first) or document.tags[begin - 1] not in ("IN", "TO"):
        return None
    noun = bisect_left(chunks.first, begin - 2) - 1
    if document.lows[begin - 2] in view.lexicon.familiar and noun >= 0:
        return chunks.first[noun]
    named = document.words[begin - 2] in view.lexicon.names
    return chunks.first[k - 2] if named and document.norms[begin - 1] == "of" else None


def _apposed_to(begin: int, end: int, view: View) -> int | None:
    """Where the name before an apposition begins: `Angela Bo, | a lawyer for the union,`."""
    document, tag = view.document, view.document.tags[begin]
    low = document.sentences[view.sentence(begin)]
    if begin - 1 <= low or document.norms[begin - 1] != "," or (begin in view.fresh and peek(document.norms, end) != ","):
        return None
    owned = document.tags[begin : begin + 2] == ["NNP", "POS"]
    capital = tag in ("NNP", "VBG") and peek(document.norms, end) != ","  # Ann Lee, | Head of Policy at Gable | said
    role = (tag in ("NN", "JJ") or capital) and view.reader.role_of((begin, end)) is not None
    if not (role or owned or tag in ("DT", "CD", "PRP$")):
        return None
    run = view.roster.run_ending(begin - 1, max(low, begin - _NAME))
    if run is None:
        return None
    if tag == "DT" and peek(document.norms, end) != "," and view.reader.tells_who(run[0]):  # by the judge, Ann Lee, | the witness said
        return None
    opens = all(tag in ("RB", "CC") for tag in document.tags[low : run[0]])  # Even | Toyota, the owner of the team,
    if tag == "PRP$" or begins_clause(document, (begin, end), low, run[0]) or document.lows[run[0] - 1] in view.lexicon.small.placed:
        return None
    institution = _is_institution((begin, end), view)  # signed by Bode Alao, | the party
    return None if capital and not opens else run[0] if (opens if institution else _is_person(run, view)) else None


def _joined_to_told(begin: int, view: View) -> int:
    """Where somebody begins of whom something is told and who is joined to the one named at `begin`: `Ann Lee, 34, and | Bo Wu, 36,`."""
    norms, low = view.document.norms, view.document.sentences[view.sentence(begin)]
    joint = begin - 1 - (view.document.tags[begin - 2 : begin] == ["PRP$", "NN"]) * 2
    if joint - low < 2 or norms[joint] != "and" or norms[joint - 1] != ",":
        return begin
    run = next(iter(view.roster.runs_between(low, low + 2)), None)
    if run is None or norms[run[1]] != ",":
        return begin
    return run[0] if FINITE.isdisjoint(view.document.tags[run[1] : joint]) and view.cast.mentioned(run) is not None else begin


def _is_person(run: Tokens, view: View) -> bool:
    words = tuple(view.document.norms[slice(*run)])
    if view.cast.mentioned(run) is not None:
        return True
    return len(words) > 1 and view.cast.bearing.may_be_person(view.roster.core(words)[1])


def _is_institution(tokens: Tokens, view: View) -> bool:
    """Whether a description is one of an institution: `ZhetAqparat, | the state news agency`; `Norvane, | the owners of the team`."""
    query = view.read(tokens)
    head, lexicon = query.phrase.head, view.lexicon
    kind = query.kind if head in lexicon.heads else ""
    return kind in INSTITUTIONS or head in lexicon.small.owning_it


def _name_begin(begin: int, view: View) -> int:
    """Where the capitalised words and particles around the source's first word begin."""
    low, norms = view.document.sentences[view.sentence(begin)], view.document.norms
    if begin - 1 > low and norms[begin - 1] == "``" and "''" in norms[begin : begin + _NICKNAME] and norms[begin - 2][:1].isupper():
        begin -= 2  # Dwayne | "The Rock" Johnson
    while begin > low and _goes_back(begin, view):
        begin -= 1
    return begin


def _goes_back(begin: int, view: View) -> bool:
    """Whether the word before `begin` belongs to the name that begins there."""
    words, tags = view.document.words, view.document.tags
    if not words[begin - 1][:1].isupper() or words[begin] in view.lexicon.small.articles:  # In London | a spokesman
        return False
    if words[begin - 1] in view.lexicon.given and view.roster.runs_between(begin - 1, begin):  # Per | Lund
        return True
    if view.document.lows[begin - 1] in view.lexicon.particles:
        return True
    return words[begin][:1].isupper() and not opens_before_name(view.document, view.lexicon, begin - 1) and tags[begin - 1] not in _NO_NAME


def _joined_begin(begin: int, end: int, view: View) -> int:
    """Where several begin of whom the source has the last, or an institution's name: `medical experts and | people who share his illness`,
    `the Allied Print and | Packaging Union`."""
    words, norms, low = view.document.words, view.document.norms, view.document.sentences[view.sentence(begin)]
    if begin - low < 2 or norms[begin - 1] != "and":
        return begin
    first = view.chunks.first[bisect_left(view.chunks.first, begin - 1) - 1]
    if view.document.tags[begin - 2] == "NNS" and all(tag in _OPENING for tag in view.document.tags[low:first]):
        return first
    if begin - low == 2 or not words[begin][:1].isupper():
        return begin
    the = next((i for i in range(begin - 2, low, -1) if not words[i][:1].isupper()), low)
    last = next((i for i in range(begin, end) if not words[i][:1].isupper()), end) - 1
    return the if the < begin - 2 and view.document.lows[the] == "the" and words[last] in view.lexicon.names else begin


def _name_end(end: int, attribution: Attribution, view: View) -> int:
    """Where the capitalised words that the source's last word begins end."""
    words, norms, days = view.document.words, view.document.norms, view.lexicon.days
    limit = max(attribution.cue[0][0], end) if attribution.cue else end
    if norms[end : end + 1] == ["The"]:  # the tech site | The Verge
        run = view.roster.runs_between(end, end + 2)
        return run[0][1] if run else end
    if view.lexicon.names_office(view.document.lows[end - 1]) and _opens_name(end, view):  # said head coach | Will Holm
        return next((i for i in range(end + 1, end + _NAME) if not peek(words, i)[:1].isupper()), end)
    while end < limit and words[end][:1].isupper() and words[end - 1][:1].isupper() and norms[end] != "I" and norms[end] not in days:
        end += 1
    return end


def _opens_name(i: int, view: View) -> bool:
    """Whether a given name that the tags take for another word stands at a token, before a capitalised one: Will Holm."""
    words = view.document.words
    word = peek(words, i)
    given = word[:1].isupper() and word in view.lexicon.given and view.document.tags[i] != "NNP"
    return given and peek(words, i + 1)[:1].isupper()


# --- the source behind the source


def _cited(attribution: Attribution, view: View, rules: Circumstances) -> Tokens | None:
    """`X, citing Y, reported`; `X reported, citing Y`; `according to X, which cited Y`; `Citing Y, X reported`."""
    norms, cue = view.document.norms, attribution.cue[0] if attribution.cue else (0, 0)
    begin, end = attribution.source or cue
    opening = view.document.sentences[view.sentence(begin)]
    if norms[opening].lower() in rules.citing and norms[begin - 1] == ",":
        return _noun_phrase(opening + 1, view, rules)
    high = min(view.document.sentences[view.sentence(begin) + 1], max(end, cue[1]) + _CITED)
    if rules.citing.isdisjoint(norms[begin + 1 : high]):
        return None
    for i in range(begin + 1, high):
        if norms[i] in _QUOTED:
            break
        opened = norms[i - 1] == "," or norms[i - 1] in view.lexicon.small.clauses
        if opened and norms[i] in rules.citing and norms[i + 1] not in view.lexicon.small.written_by and not cue[0] <= i < cue[1]:
            return _noun_phrase(i + 1, view, rules)
    return None


def _quoted_as(attribution: Attribution, view: View, rules: Circumstances) -> Tokens | None:
    """`X quoted Y as saying`."""
    begin = attribution.trigger + 1
    if attribution.lemma not in rules.quoted_as:
        return None
    found = _noun_phrase(begin, view, rules)
    return found if found and peek(view.document.norms, found[1]) == "as" else None


def _inner(attribution: Attribution, view: View, rules: Circumstances) -> Tokens | None:
    """`Jeon said the military assessed that …`: the subject of a report inside the report."""
    norms, tags = view.document.norms, view.document.tags
    begin, end = attribution.contents[0] if attribution.contents else (0, 0)
    if begin <= attribution.trigger:
        return None
    begin += norms[begin] == "that"
    if rules.inner.isdisjoint(norms[begin : min(end, begin + _INNER)]):
        return None
    found = _noun_phrase(begin, view, rules)
    if found is None or found[1] >= end - 1:
        return None
    verb = found[1]
    verb += norms[verb] in view.lexicon.small.having and peek(tags, verb + 1) in ("VBN", "VBD")
    return found if norms[verb] in rules.inner and peek(norms, verb + 1) == "that" else None


def _noun_phrase(begin: int, view: View, rules: Circumstances) -> Tokens | None:
    """The noun phrase that begins at `begin`, with what hangs on it, up to a mark, a verb or `that`."""
    document = view.document
    if begin >= len(document.norms):
        return None
    stop = document.sentences[view.sentence(begin) + 1]
    end = next(_phrase_ends(begin, min(stop, begin + _PHRASE), view, rules), min(stop, begin + _PHRASE))
    if end + 1 < stop and document.norms[end] == "," and document.words[end + 1][:1].isupper():  # the port's operator, Yugmorterminal
        run = view.roster.runs_between(end + 1, end + 2)
        if run and peek(document.norms, run[0][1]) == ",":
            end = run[0][1]
    return (begin, end) if end > begin else None


def _phrase_ends(begin: int, stop: int, view: View, rules: Circumstances) -> Iterator[int]:
    """The tokens from `begin` that end a noun phrase."""
    norms, tags, small = view.document.norms, view.document.tags, view.lexicon.small
    for i in range(begin, stop):
        mark = norms[i] in _ENDS or norms[i] in small.clauses or norms[i] in small.opening
        verb = (tags[i] in _VERBAL and norms[i] not in view.lexicon.heads) or (i > begin and norms[i] in rules.inner)
        if mark or verb:
            yield i
