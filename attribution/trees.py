"""Chunks as nltk's trees, for people who want to see what the rules see. Imports nltk when called: never on the way of a report."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from typing import TYPE_CHECKING

from attribution.document.chunks import Chunks, find_chunks
from attribution.model import Document
from attribution.rulebook.alphabets import QUOTE, STOP, read_grammar
from attribution.rulebook.rules import Rules, shipped_rules

if TYPE_CHECKING:
    from nltk import Tree


def chunk_trees(document: Document, sentences: range, rules: Rules | None = None) -> list[Tree]:
    """One tree a sentence, by sentence index: S over chunks, chunks over (word, tag), words between chunks bare.

    A quotation that goes on beyond the sentence is cut at the sentence's ends.
    """
    rules = rules or shipped_rules()
    chunks, names = find_chunks(document, rules), {**rules.get(read_grammar).names, QUOTE: "QUOTE"}
    return [_tree(document, chunks, names, document.sentences[i], document.sentences[i + 1]) for i in sentences]


def _tree(document: Document, chunks: Chunks, names: Mapping[str, str], begin: int, end: int) -> Tree:
    from nltk import Tree

    words = list(zip(document.words[begin:end], document.tags[begin:end], strict=True))
    children: list[Tree | tuple[str, str]] = []
    here = begin
    for i in range(bisect_right(chunks.last, begin), bisect_left(chunks.first, end)):
        first, last = max(chunks.first[i], begin), min(chunks.last[i], end)
        if chunks.symbols[i] == STOP or first >= last:
            continue
        children += words[here - begin : first - begin]
        children.append(Tree(names.get(chunks.symbols[i], chunks.symbols[i]), words[first - begin : last - begin]))
        here = last
    return Tree("S", [*children, *words[here - begin :]])
