"""What a description says by itself: its source type, whose it is, how the middle of a sentence writes it. Knows one phrase."""

from __future__ import annotations

from attribution.document.view import peek
from attribution.speakers.entities import INSTITUTIONS, PEOPLE, TEXTS, WRITTEN, Name
from attribution.speakers.lexicon import Lexicon
from attribution.speakers.phrases import Phrase, Reader, words_of

_PARTICIPLES = frozenset(["VBN", "VBG", "VBD"])
_MANY = ("officials", "experts")  # whether one of them or several
_SOMEBODY = {"person": "public", "officials": "officials", "experts": "experts"}  # class of a noun → source type of several
_ENDS = frozenset([",", "--", "-LRB-", "-LSB-"])


def kind_of(reader: Reader, phrase: Phrase, words: Name) -> str:
    """The source type of a description."""
    head, lexicon = phrase.head, reader.lexicon
    if head in lexicon.small.people and not lexicon.familiar.isdisjoint(words):
        return "unnamed person"
    if head in lexicon.small.figures and not lexicon.small.prominent.isdisjoint(words):  # two senior Labour figures
        return "unnamed person"
    one_of = words[1:2] == ("of",) and (words[0] in lexicon.small.one or words[0] in lexicon.few)
    if head in lexicon.small.served and not lexicon.small.services.isdisjoint(words):
        return "company"
    counted = one_of or head in lexicon.quantities or head in lexicon.few
    kind = _kind_of_counted(reader, phrase, words) if counted else _listed(head, lexicon) or _kind_of_unlisted(reader, phrase, words)
    if kind == "public" and (phrase.the in lexicon.small.one or words[0] in lexicon.few):
        return "unnamed person"
    return kind


def _listed(noun: str, lexicon: Lexicon) -> str:
    """The source type of a noun that the lists have, or of its singular where they have that: parties."""
    known = lexicon.heads.get(noun, "")
    if known or not noun.endswith("s") or lexicon.is_role(lexicon.singular(noun)):
        return known
    found = lexicon.heads.get(lexicon.singular(noun), "")
    return found if found in INSTITUTIONS else ""


def _kind_of_counted(reader: Reader, phrase: Phrase, words: Name) -> str:
    """`dozens of residents`: by the noun behind `of`."""
    lexicon, document = reader.lexicon, reader.document
    of = words.index("of") + 1 if "of" in words[:-1] else 0
    counted = reader.head_of(phrase.whole[0] + of, phrase.whole[1]) if of else None
    if counted is None:
        return lexicon.heads.get(phrase.head, "public")
    noun = document.lows[counted]
    kind = lexicon.class_of(lexicon.singular(noun))
    return _listed(noun, lexicon) or _SOMEBODY.get(kind, kind)


def _kind_of_unlisted(reader: Reader, phrase: Phrase, words: Name) -> str:
    """A noun that no list has, by its class, its age or where it is from; "" where nothing tells."""
    head, lexicon, document = phrase.head, reader.lexicon, reader.document
    begin, end = phrase.whole
    one = lexicon.singular(head)
    kind, several = lexicon.class_of(one), lexicon.heads.get(head + "s", "")
    if kind in _SOMEBODY and one != head:
        counted = document.tags[begin] == "CD" or words[0] in lexicon.small.counted
        return "unnamed person" if counted else _SOMEBODY[kind]
    if kind in _SOMEBODY:
        return (several or kind) if (several or kind) in _MANY else "unnamed person"
    young = head.endswith("year-old") or (end - begin == 2 and lexicon.demonym(document.words[end - 1]))
    return "unnamed person" if young or several in PEOPLE else several or kind


def core_end(reader: Reader, phrase: Phrase) -> int:
    """Where a description ends without what a comma or `who` adds."""
    begin, end = phrase.whole
    norms, clauses = reader.document.norms, reader.lexicon.small.clauses
    listed = max(begin + 1, reader.listed_end(begin, end))  # the Department of Culture, | Media and Sport
    if _ENDS.isdisjoint(norms[listed:end]) and clauses.isdisjoint(norms[listed:end]):
        return end
    return next((i for i in range(listed, end) if (norms[i] in _ENDS and not reader.letters_end(i, end)) or norms[i] in clauses), end)


def capitals(reader: Reader, phrase: Phrase) -> list[str]:
    """The capitalised words of a description, but for its first word and its noun."""
    begin, end = phrase.whole[0], core_end(reader, phrase)
    return [word for word in reader.document.words[begin + 1 : end] if word[:1].isupper() and word.lower() != phrase.head]


def owners(reader: Reader, phrase: Phrase) -> set[str]:
    """The nouns of a description that say whose or what for somebody is: before a possessive, behind `of` or `for`."""
    begin, end = phrase.whole
    document = reader.document
    out: set[str] = set()
    for i in range(begin, core_end(reader, phrase)):
        if document.tags[i] == "POS":
            out.update(document.lows[k] for k in range(begin, i) if document.tags[k][0] == "N")
        elif document.norms[i] in reader.lexicon.small.owning:
            out.update(document.lows[k] for k in range(i + 1, end) if document.tags[k][0] == "N")
            break
    return out


def is_definite(reader: Reader, phrase: Phrase) -> bool:
    """Whether a description takes up somebody: `the nurse`, `her lawyer`, `Prime Minister`."""
    begin = phrase.whole[0]
    opens = begin in reader.starts and reader.document.words[begin].islower()  # a web page's [The] firm
    lost = opens and reader.lexicon.heads.get(phrase.head) in INSTITUTIONS
    bare = phrase.the == "" and (lost or phrase.head in reader.lexicon.titles) and reader.document.tags[begin] != "CD"
    return bare or phrase.the in reader.lexicon.small.definite or _is_owned(reader, phrase)


def _is_owned(reader: Reader, phrase: Phrase) -> bool:
    """Whether somebody stands behind a possessive, who is no relative: `Scotland's first minister`."""
    head, lexicon, (begin, end) = phrase.head, reader.lexicon, phrase.whole
    if "POS" not in reader.document.tags[begin:end] or not lexicon.is_role(head) or lexicon.related(head):
        return False
    return "POS" in reader.document.tags[begin : core_end(reader, phrase)]


def is_plural(reader: Reader, phrase: Phrase) -> bool:
    """Whether a description is of several, or of what speaks as several."""
    head, lexicon = phrase.head, reader.lexicon
    return (head.endswith("s") and not head.endswith("ss")) or head in lexicon.plural or head in lexicon.quantities


def without_article(text: str) -> str:
    """A description in lower case, without its article."""
    return text.lower().removeprefix("the ").removeprefix("a ").removeprefix("an ")


def name_of(reader: Reader, phrase: Phrase, kind: str) -> str:
    """What the source that a description itself is is called: its words, without a relative clause."""
    begin, end = phrase.whole
    end = next((i for i in range(max(begin + 1, reader.listed_end(begin, end)), end) if _ends(reader, i, kind)), end)
    if kind in TEXTS:
        end = _before_participle(reader, begin, end)
    article = reader.document.tags[begin] == "DT" and reader.document.lows[begin] not in reader.lexicon.heads
    begin += kind in WRITTEN and article and end - begin > 1
    return _uncapitalised(reader, words_of(reader.document, (begin, end)), begin)


def _ends(reader: Reader, i: int, kind: str) -> bool:
    """Whether what follows is no more part of a description's name."""
    norm, small, tags = reader.document.norms[i], reader.lexicon.small, reader.document.tags
    if norm in _ENDS or norm in small.clauses:
        return not reader.letters_end(i, len(reader.document.norms))
    if norm in small.carrying and kind in PEOPLE and peek(reader.document.norms, i + 1) == "by":  # sources cited by the Mail
        return True
    if norm == "on" and tags[i - 1][0] == "N" and peek(reader.document.norms, i + 1) in reader.lexicon.days:  # the council on Monday
        return True
    return norm in reader.lexicon.asides and kind in PEOPLE


def _before_participle(reader: Reader, begin: int, end: int) -> int:
    """Where a document's name ends: `a poll | published on Monday`; who made or saw it belongs to it (`a memo seen by Reuters`)."""
    norms, tags = reader.document.norms, reader.document.tags
    verbs = (i for i in range(begin + 1, end - 1) if tags[i] in _PARTICIPLES and norms[i].islower())
    cuts = (i for i in verbs if tags[i - 1][0] == "N" and "by" not in norms[i:end])
    return next(cuts, end)


def _is_common(reader: Reader, first: str, begin: int) -> bool:
    """Whether the first word of a sentence is a common noun before another: `Fire crews`; no party, no people."""
    low, lexicon = first.lower(), reader.lexicon
    named = low in lexicon.parties or low in lexicon.nations or low in lexicon.capitalised
    behind = peek(reader.document.tags, begin + 1)[:1] == "N" and peek(reader.document.words, begin + 1).islower()
    return low in lexicon.nouns and not named and behind


def _uncapitalised(reader: Reader, text: str, begin: int) -> str:
    """A description from token `begin`, as the middle of a sentence writes it: `experts`, but `GOP aides`, `British officials`."""
    document, opens = reader.document, begin in reader.starts
    first, tag = text.split()[0], document.tags[begin]
    noun = document.lows[begin] in reader.lexicon.heads
    if first[1:2].isupper() or first.lower() in reader.lexicon.capitalised:  # GOP, MPs; Republicans
        return text
    if opens and (noun or _is_common(reader, first, begin)):
        return text[:1].lower() + text[1:]
    before = first.partition("-")[0] if "-" in first else ""
    if before and before.lower() not in reader.lexicon.nouns:  # Orkney-born
        return text
    if first[:1].isupper() and first.lower() in reader.lexicon.nations:  # Israeli
        return text
    if tag == "JJ" and (first.endswith(reader.lexicon.adjectives) or (first[:1].isupper() and not opens)):  # British, Democratic
        return text
    if tag in ("NNP", "NNPS") or not (noun or opens or tag in ("DT", "PDT", "PRP$")):
        return text
    return text[:1].lower() + text[1:]
