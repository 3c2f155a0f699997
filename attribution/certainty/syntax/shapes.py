"""What the words around a verb or a "that" say of its clause, whatever was met on the way to it."""

from __future__ import annotations

from attribution.certainty.syntax.embedding import MARKS, REACH, Embedding
from attribution.certainty.syntax.groups import Group
from attribution.certainty.syntax.tokens import TENSED

GAPS = frozenset([",", ".", "''", ":", ""])  # right behind its verb, a clause lacks an object: it is relative
NEAR = 6  # tokens before a verb in which "as far as" opens its clause
AHEAD = 40  # tokens after a verb in which a comma may part its clause from one before


def lacks_object(embedding: Embedding, head: int) -> bool:
    """Whether the clause ends with its verb, a form of be or a transitive: the pressure *it had been*, the advice *we are giving*."""
    after = embedding.tags[head + 1]
    if embedding.low[head] in embedding.words.be:
        return after in GAPS
    return embedding.low[head] in embedding.words.transitive and (after in GAPS or after in ("IN", "RB"))


def so_far_only(embedding: Embedding, verb: Group, floor: int) -> bool:
    """Whether the verb stands in "as far as we are concerned", which says nothing of what follows."""
    low, phrase, first = embedding.low, embedding.words.as_far_as, max(floor, verb.begin - NEAR)
    if phrase[1] not in low[first + 1 : verb.begin + 1]:
        return False
    return any(tuple(low[k : k + 3]) == phrase for k in range(first, verb.begin))


def is_subject(embedding: Embedding, verb: Group, head: int, floor: int) -> bool:
    """Whether a gerund or infinitive belongs to the subject: no verb before it, no comma after: "*finding* a cure may be hard"."""
    held = embedding.contents.covering(head)
    joined = verb.form == "bare" and embedding.tags[verb.begin - 1] == "CC"  # asking them to wait and *trust* us
    if not (joined or verb.form in ("ger", "inf")) or (held is not None and held.of.trigger == verb.head):
        return False
    opens = held.begin if held and verb.form == "ger" and held.of.frame != "GER" else 0  # says *keeping* the tax will hurt, denied knowing
    for k in range(verb.begin - 1, max(floor, opens, verb.begin - REACH) - 1, -1):
        if embedding.low[k] == "that" or embedding.low[k] in MARKS:
            break
        if embedding.tags[k] in TENSED:
            return False
    end = held.end - 1 if held else embedding.tokens.sentence(head)[1]
    later = range(verb.head, min(end, head + AHEAD))
    return not any(embedding.low[k] == "," and embedding.tags[k + 1] != "''" for k in later)


def is_pronoun(embedding: Embedding, group: Group, floor: int, at: int) -> bool:
    """Whether the "that" at `at` is no conjunction: asked what *that* meant, so *that* could help, doing *that* would help."""
    if embedding.tags[at - 1] in ("WP", "WRB"):
        return True
    if at != group.begin - 1 or not group.modal:
        return False
    first = embedding.low[floor + 1 if embedding.low[floor] in MARKS else floor]
    subordinate = first in embedding.words.conditional or first in embedding.words.adverbial
    opens = (embedding.low[at - 1] == "," and subordinate) or (embedding.low[at - 1] == "so" and at - 2 <= floor)
    return opens or (embedding.tags[at - 1] == "VBG" and embedding.signature(at - 1, "that") is None)


def unsaid(embedding: Embedding, saying: int, at: int) -> bool:
    """Whether the "if" at `at` is a whether: what is told is not told, or no comma parts an if-clause: *would not* say if it leaks."""
    verb = embedding.groups.at(saying)
    if verb.negations or verb.modal:
        return True
    clause = embedding.tags[at : min(embedding.tokens.sentence(at)[1], at + AHEAD)]
    return "," not in clause and "MD" not in clause
