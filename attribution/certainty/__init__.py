"""How sure: certainty of any predicate in its context, of each claim, and of what the article itself states with a hedge.

tables, words   what rules/ says of embedding words, hedges and clause words
syntax/         the verb group of each predicate and its one link outward: frozen, knowing no effects
effects         verdicts, and what a row of composition.tsv makes of one
reading         one question to the document: verdicts by token, remembered
cues, context   what everything above a predicate says of it
modals, verbs, nouns   its own hedge and negation, composed with that
evaluate        the one evaluator
mains, descent  the predicate on which a content turns, and what it only embeds
claims, splits, author, disputes   whole claims, contents that differ, the article's own hedges, claims linked
judge           the door
"""

from __future__ import annotations

from attribution.certainty.author import Hedge
from attribution.certainty.disputes import link_disputes
from attribution.certainty.judge import Judge
from attribution.certainty.tables import read_certainty

__all__ = ["Hedge", "Judge", "link_disputes", "read_certainty"]
