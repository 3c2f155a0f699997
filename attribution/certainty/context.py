"""What everything above a predicate says of it: embedding words, sisters, questions, if-clauses and the cue that reports it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attribution.certainty.cues import cue_effect
from attribution.certainty.embedding import Link
from attribution.certainty.groups import Group
from attribution.certainty.verdicts import ASSERTED, REPORTED, Verdict, apply
from attribution.model import Attribution

if TYPE_CHECKING:
    from attribution.certainty.judge import Reader

_CLOSING = frozenset(["''", ".", "!", ";"])
_OPENING = frozenset(["unless", "if", "provided", "assuming"])
_ENDING = frozenset([",", ";", ".", "--", "that", "''"])  # no if-clause is sought beyond these …
_FINITE = frozenset(["VBZ", "VBP", "VBD", "MD"])  # … nor beyond another verb
_SPOKEN = frozenset(["report", "note", "believe", "fear", "likely", "hope", "plan", "urge", "refuse", "possible", "unlikely"])


def surroundings(reader: Reader, i: int, g: Group | None, link: Link, floor: int) -> Verdict:
    """What everything above the predicate says of it, were it bare and affirmative."""
    if link.kind == "root":
        return _outermost(reader, i, g, link, floor)
    if link.kind == "embedded":
        verdict = embedded(reader, link)
        if verdict.label == "asserted" and link.effect is not None and link.effect.name in ("report", "note"):
            return under_if(reader, i, g, link, floor) or verdict
        return verdict
    if link.kind == "coordinated":
        return _shared(reader, i, g, link)
    if link.kind == "condition":
        return Verdict("conditional", 1, _condition_words(reader, link, i), "soft-if")
    if link.kind == "purpose":
        return Verdict("planned", 1, (link.edge,) if link.edge >= 0 else (), "soft")
    if link.kind == "without":
        return Verdict("asserted", -1, (link.edge,))
    if link.kind == "imperative":
        return question(reader, i) or Verdict("urged", 1, (i,), "soft")
    if (
        link.kind == "adverbial"
        and g is not None
        and link.edge >= 0
        and reader.low[link.edge] in reader.tables.sets["clauses.temporal"]
        and _ahead(reader, g, link)
    ):
        return Verdict("conditional", 1, (link.edge,), "soft-if")
    if link.kind in ("host", "head"):
        host = reader.verdict(
            _climbed(reader, link.governor) if link.kind == "host" and reader.low[max(0, link.edge - 1)] == "," else link.governor
        )
        return Verdict(host.label, host.sign, host.cues, "none") if host.label != "asserted" else ASSERTED
    if link.kind in ("adverbial", "relative"):
        return _outermost(reader, i, g, link, floor)
    return ASSERTED


def _ahead(reader: Reader, g: Group, link: Link) -> bool:
    """Whether a clause in the present tense belongs to a host that lies ahead: "will not vote until the court *rules*"."""
    if reader.tags[g.begin] not in ("VBZ", "VBP") or g.modal or reader.low[g.begin] in reader.tables.pasts:
        return False
    host = reader.links.host(link.edge - 1, reader.floor(link.edge))
    if host < 0:
        return False
    other = reader.groups.at(host)
    return bool(other.modal and reader.tables.words["modals"][other.modal] in ("will", "would", "should", "must")) or reader.verdict(
        host
    ).label in ("planned", "urged")


def _climbed(reader: Reader, k: int) -> int:
    """The verb of the clause in which the clause of the verb at `k` is embedded, as far as a comma after it reaches."""
    for _ in range(3):
        link = reader.link(k)
        if link.kind != "embedded" or link.governor < 0 or link.frame not in ("that", "wh"):
            return k
        k = link.governor
        if reader.tags[k][:2] != "VB":
            before = reader.links.host(k - 1, reader.floor(k))
            if before < 0:
                return k
            k = before
    return k


def _condition_words(reader: Reader, link: Link, i: int) -> tuple[int, ...]:
    for m in range(i, max(0, i - 60), -1):
        if reader.low[m] in reader.tables.sets["clauses.conditional"]:
            return (m,)
    return ()


def embedded(reader: Reader, link: Link) -> Verdict:
    """What the embedding word does to its complement, given how things stand with the word itself."""
    effect = link.effect
    if effect is None:
        return ASSERTED
    if link.governor < 0:
        return Verdict(effect.affirmed[0], effect.affirmed[1], (), effect.weight)
    if link.governor == reader.muted:
        return REPORTED
    tag = reader.tags[link.governor]
    if tag[:2] == "NN" and link.part == "n":
        reader.through = True
        outer = reader.noun(link.governor)
        reader.through = False
    else:
        outer = reader.verdict(link.governor) if tag[:1] != "J" else reader.adjective(link.governor)
    return apply(effect, link.governor, outer)


def _shared(reader: Reader, i: int, g: Group | None, link: Link) -> Verdict:
    """A coordinated predicate: the context of its sister, and the sister's modal and negation where it has no auxiliary of its own."""
    sister = link.governor
    floor = reader.floor(sister)
    other = reader.groups.at(sister)
    tags = reader.tags
    same = tags[g.head] == tags[sister] or reader.low[g.head] in reader.tables.unchanged if g is not None else False
    bare = g is not None and g.begin == g.head and same and other.begin < other.head
    if bare:
        v = reader.verdict(sister)
        return Verdict(v.label, v.sign, v.cues, "soft")
    if link.edge >= 0 and reader.low[link.edge - 1] == ",":
        sister = _climbed(reader, sister)
        other, floor = reader.groups.at(sister), reader.floor(sister)
    outer = reader.link(sister)
    if outer.kind == "coordinated" and outer.governor >= sister:
        return ASSERTED
    return surroundings(reader, sister, other, outer, floor)


def _outermost(reader: Reader, i: int, g: Group | None, link: Link, floor: int) -> Verdict:
    """At the edge of the clause: a question, an if-clause beside it, or the cue that reports it."""
    if reader.questions and link.kind == "root" and (asked := question(reader, i)):
        return asked
    held = reader.covering(i)
    if held is not None and link.kind != "relative" and _reaches(reader, held, i):
        muted = held[2].trigger == reader.muted
        effect = reader.tables.effects["report"] if muted else cue_effect(reader, held[2], strict=True)
        if effect is not None and (effect.weight == "strong" or effect.name in _SPOKEN):
            verdict = REPORTED if muted else apply(effect, held[2].trigger, of_trigger(reader, held[2]))
            if link.kind == "root" or verdict.weight == "strong":
                if verdict.label != "asserted":
                    return verdict
                if link.kind == "root" and not link.consequent:
                    return under_if(reader, i, g, link, floor) or Verdict("asserted", 1, (), "report")
    if link.kind == "root":
        return under_if(reader, i, g, link, floor) or ASSERTED
    return ASSERTED


def _reaches(reader: Reader, held: tuple[int, int, Attribution], i: int) -> bool:
    """Whether the cue of a content can govern `i` though no word between says so: it comes later, in another sentence, or quotes."""
    begin, end = reader.sentence(i)
    trigger = held[2].trigger
    if trigger >= held[0] or not begin <= trigger < end:
        return True
    return reader.low[held[0] - 1] in (":", ",") or (reader.low[held[0]] in ("``", "`") and "''" not in reader.low[held[0] : i])


def of_trigger(reader: Reader, a: Attribution) -> Verdict:
    tag = reader.tags[a.trigger]
    if a.trigger in reader.known or tag[:2] in ("VB", "NN"):
        return reader.verdict(a.trigger)
    return ASSERTED


def question(reader: Reader, i: int) -> Verdict | None:
    """A question mark that closes the sentence or quotation of token `i`."""
    if not reader.questions:
        return None
    low = reader.low
    end = reader.sentence(i)[1]
    ahead = low[i + 1 : min(end, i + 80)]
    if "?" not in ahead:
        return None
    mark = ahead.index("?")
    return Verdict("asked", 1, (i + 1 + mark,), "strong") if _CLOSING.isdisjoint(ahead[:mark]) else None


def under_if(reader: Reader, i: int, g: Group | None, link: Link, floor: int) -> Verdict | None:
    """Whether the clause holds only under an if: the if beside it, or an inverted one."""
    if g is None or (g.modal and not g.perfect):
        return None
    low, tags = reader.low, reader.tags
    first, phrases = low[floor], reader.tables.phrases
    if first in reader.tables.sets["clauses.inverted_conditions"] and tags[floor] in ("MD", "VBD"):
        end = reader.sentence(i)[1]
        if "?" not in low[i:end] and "," in low[floor:end] and i < low.index(",", floor):
            return Verdict("conditional", 1, (floor,), "strong")
    opens = first in _OPENING or (first in phrases and reader.links.phrase(floor) == "condition")
    if opens and (link.consequent or "," in low[floor:i]):
        return Verdict("conditional", 1, (floor,), "none")
    if tags[g.begin] in ("VBZ", "VBP", "MD", "NNS") or low[g.begin] in ("is", "are"):
        end = reader.sentence(i)[1]
        for m in range(i + 1, min(end, i + 30)):
            word = low[m]
            if word in ("if", "unless") or (word in phrases and reader.links.phrase(m) == "condition" and low[m - 1] != "as"):
                if low[m - 1] != "," and reader.links.left(m - 1, "wh", floor) is None:
                    return Verdict("conditional", 1, (m,), "none")
                return None
            if word in _ENDING or tags[m] in _FINITE:
                return None
    return None
