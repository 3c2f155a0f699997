"""Quotations that no attribution took: those that are sentences of their own become rows without a cue."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attribution.document.chunks import Chunks, speech_ranges
from attribution.document.quote_kinds import read_kinds
from attribution.document.quote_marks import MARKS
from attribution.model import Attribution, Document, Evidence, Quote, Tokens
from attribution.ranges import Ranges
from attribution.rulebook.alphabets import QUOTE, read_grammar
from attribution.rulebook.floating import FloatingRule, read_floating
from attribution.rulebook.rules import Rules

FRAME = "FLOAT"
_ENDS = frozenset(".!?…")
_GAP = 8  # characters that part two paragraphs
_BEFORE_COLON = 6  # tokens before a colon that are looked at


def find_floating(document: Document, chunks: Chunks, kept: Sequence[Attribution], rules: Rules) -> list[Attribution]:
    """The floating quotations in reading order: an attribution each, whose trigger is the mark that opens it."""
    if QUOTE not in chunks.symbols or not rules.get(read_floating):
        return []
    (rule,) = rules.get(read_floating)
    names, saying = rules.get(read_grammar).chunks.names, rules.get(read_kinds).saying
    alone = [(unit, k) for unit in chunks.quoting() for k in _alone(document, chunks, unit, rule, names)]
    if not alone:
        return []
    taken = Ranges(part for a in kept for part in (*a.contents, *a.cue, *([a.source] if a.source else ())))
    quotes = {begin: quote for begin, _, quote in speech_ranges(document)}
    out: list[list[Tokens]] = []
    reopened = -1  # where the unit begins that takes up the quotation before
    for (begin, end), k in alone:
        tokens, quote = (chunks.first[k], chunks.last[k]), quotes[chunks.first[k]]
        if taken.touches(tokens):
            continue
        if reopened == begin:
            out[-1].append(tokens)
        elif _is_sentence(document, tokens, quote, rule, saying):
            out.append([tokens])
        else:
            continue
        reopened = chunks.behind(end) if quote.continues else -1
    return [_attribution(contents, rule) for contents in out]


def _alone(document: Document, chunks: Chunks, unit: Tokens, rule: FloatingRule, names: Mapping[str, str]) -> Iterator[int]:
    """The quotations of a unit that is nothing but quotations; or the one behind the colon that ends it."""
    symbols, (begin, end) = chunks.symbols, unit
    while end > begin and symbols[end - 1] in names["."]:
        end -= 1
    if symbols.count(QUOTE, begin, end) == end - begin:
        yield from range(begin, end)
    elif end - begin > 1 and symbols[end - 1] == QUOTE and symbols[end - 2] in names["colon"]:
        colon = chunks.first[end - 2]
        if rule.written.isdisjoint(document.lows[max(0, colon - _BEFORE_COLON) : colon]):
            yield end - 1


def _is_sentence(document: Document, tokens: Tokens, quote: Quote, rule: FloatingRule, saying: frozenset[str]) -> bool:
    """Whether a quotation is one or more whole sentences, or goes on in the next paragraph. Where the mark that closes it is missing, and
    a verb of saying stands in it or the next paragraph opens with another mark, it is anybody's guess who speaks where."""
    following = document.text[quote.end : quote.end + _GAP].lstrip()
    if not (quote.closed or quote.continues) and (following[:1] in MARKS or not saying.isdisjoint(document.lows[slice(*tokens)])):
        return False
    inner = document.text[quote.inner.begin : quote.inner.end].rstrip("'’”\" ")
    return inner[-1:] in _ENDS or quote.continues or len(inner.split()) >= rule.words


def _attribution(contents: list[Tokens], rule: FloatingRule) -> Attribution:
    begin = contents[0][0]
    return Attribution(
        rule=rule.id,
        frame=FRAME,
        lemma="",
        trigger=begin,
        cue=(),
        source=None,
        contents=tuple(contents),
        addressee=None,
        unit=(begin, contents[-1][1]),
        sieve="",
        confidence=rule.prior,
        evidence=Evidence(rule.id, rule.why, (("prior", f"{rule.prior}, as the author of the rule expects"),)),
    )
