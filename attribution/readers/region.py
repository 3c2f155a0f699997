"""Where in a web page the article stands.

trafilatura (Barbaresi, ACL 2021) finds it, but hands out text without places. So each stretch of text in the page gets a mark of one rare
character before trafilatura reads it, inside a word, where no rule of trafilatura's looks; the marks that come back tell which stretches
it took, each with its exact place. Where trafilatura took the words from elsewhere (JSON in a script), blocks are matched by their words.
Without trafilatura, the likeliest container is read, and a warning says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import unescape
from itertools import accumulate, groupby
from typing import Any, TypeAlias

from attribution.model import Warn
from attribution.readers.boxes import Box, Node, dialogs, entries, inside, summed
from attribution.readers.titles import without_site

_FIRST = 0x20000  # rare ideographs: printable, so that nobody takes them for controls, and in no English page
_SINGLE, _PAIRED = 0xA000, 0x1000  # nodes marked by one of them; beyond these, by two, of which the second counts to 4,096
_MARKED = re.compile("[\U0002a000-\U0002a6df][\U00020000-\U00020fff]|[\U00020000-\U00029fff]")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_WORD = re.compile(r"\w+")
_LEAST = 3  # words of a stretch that is marked: shorter ones go with their neighbours, or are found again line by line
_LETTERS = 40  # characters that are as good as three words
_NEAR = 3  # paragraphs around the article among which short lines of it, and captions, are looked for
_ENOUGH = 25  # words that make an article
_MUCH = 0.25  # of the words that are read: running text beside them that is told
_SENTENCE = 10  # words
_ENDS = re.compile(r"[.!?…:][\"'”’)\]]*\s*\Z")
_LINKS = 0.9  # of the text of a list of links at least
_TEASER = 30  # characters of a link that stands for a story
_DATES = {"original_date": True, "extensive_search": False}  # what the page declares; guessing takes longer than all the rest
_TITLE = re.compile(r"<title[^<>]*>([^<]*)", re.IGNORECASE)
_FAILED = "trafilatura cannot read this page, so that menus and comments may be among the text"
_PLAIN = (
    "read without trafilatura, so that menus and comments may be among the text; for the article alone: "
    "pip install 'claim-attribution[pages]', or in a checkout: pip install '.[pages]'"
)


About: TypeAlias = "tuple[tuple[str, str], ...]"


@dataclass(frozen=True, slots=True)
class Region:
    """The offsets of the text nodes to read, whether a main heading is among them, what the page says of itself, and what was odd."""

    kept: frozenset[int]
    headed: bool
    about: About = ()
    warnings: tuple[Warn, ...] = ()


def find_region(text: str, nodes: Sequence[Node], boxes: Sequence[Box]) -> Region:
    """Which of the nodes hold the article."""
    kept, about, told = _found(text, nodes, boxes)
    asked = dialogs(boxes)
    shown = [node for node in nodes if node.box not in asked]
    if asked and any(_is_prose(text, block) for block in _blocks(shown)):
        kept = kept.intersection(node.begin for node in shown) or _likeliest(shown, boxes)
    kept = _without_links(text, nodes, boxes, kept)
    more = entries(boxes, nodes, kept)
    kept |= {node.begin for block in _blocks([node for node in shown if node.box in more]) if _is_text(block) for node in block}
    region = _region(text, nodes, kept, about, told)
    return replace(region, warnings=(*region.warnings, *_left(text, shown, region.kept)))


def _found(text: str, nodes: Sequence[Node], boxes: Sequence[Box]) -> tuple[frozenset[int], About, str]:
    """The nodes of the article, what the page says of itself, and what was odd about finding it."""
    try:
        import trafilatura
    except ImportError:
        return _likeliest(nodes, boxes), (), _PLAIN
    marked, numbers = _mark(text, nodes) if not _MARKED.search(text) else (text, {})
    try:
        found, about = _extracted(trafilatura, marked)
    except Exception as error:  # whatever strange pages make it raise
        return _likeliest(nodes, boxes), (), f"{_FAILED} ({type(error).__name__}: {error})"
    lines = found.split("\n")
    if len(_WORD.findall(found)) < _ENOUGH:
        return _likeliest(nodes, boxes), about, ""
    elsewhere = sum(len(line) for line in lines if not _MARKED.search(line) and len(line) > 60)
    taken = frozenset(numbers[mark] for mark in _MARKED.findall(found) if mark in numbers)
    kept = _by_marks(text, nodes, taken, lines) if taken and 3 * elsewhere < len(found) else _by_words(text, nodes, found)
    return kept or _likeliest(nodes, boxes), about, ""


def _without_links(text: str, nodes: Sequence[Node], boxes: Sequence[Box], kept: frozenset[int]) -> frozenset[int]:
    """The kept nodes without what leads to other stories: lists of links, and paragraphs that are a link and no sentence."""
    sizes = summed(boxes, ((node.box, node.end - node.begin) for node in nodes))
    linked = summed(boxes, ((node.box, node.end - node.begin) for node in nodes if node.linked))
    lists = inside(boxes, {k for k, box in enumerate(boxes) if box.name in ("ul", "ol") and 0 < _LINKS * sizes[k] < linked[k]})
    lines = {block[0].block for block in _blocks(nodes) if _is_link_line(text, block)}
    return frozenset(n.begin for n in nodes if n.begin in kept and n.box not in lists and n.block not in lines)


def _is_link_line(text: str, block: Sequence[Node]) -> bool:
    size = sum(node.end - node.begin for node in block)
    return size > _TEASER and all(node.linked for node in block) and not _ENDS.search(text, block[-1].begin, block[-1].end)


def _left(text: str, nodes: Sequence[Node], kept: frozenset[int]) -> Iterator[Warn]:
    """A warning where much running text stands beside what is read: comments, mostly, but nobody can be sure of that."""
    blocks = _blocks(nodes)
    read = sum(len(_words(text, block)) for block in blocks if any(node.begin in kept for node in block))
    left = [block for block in blocks if not any(node.begin in kept for node in block) and _is_prose(text, block)]
    words = sum(len(_words(text, block)) for block in left)
    if words > max(_MUCH * read, _ENOUGH):
        what = f"beside the article, {words:,} words from here on are not read"
        yield Warn(f"{what}: comments or other stories, or else copy them into a file of their own", left[0][0].begin)


def _is_prose(text: str, block: Sequence[Node]) -> bool:
    """Whether a paragraph is a sentence or more, in no menu."""
    size = sum(node.end - node.begin for node in block)
    return (
        size > _LETTERS
        and _ENDS.search(text, block[-1].begin, block[-1].end) is not None
        and _is_text(block)
        and (len(_words(text, block)) >= _SENTENCE)
    )


def _region(text: str, nodes: Sequence[Node], kept: frozenset[int], about: About, told: str = "") -> Region:
    """The kept nodes and, where none of them is a main heading, the last one before them that says what the title says."""
    warnings = (Warn(told, 0),) if told else ()
    if any(node.heading for node in nodes if node.begin in kept):
        return Region(kept, True, about, warnings)
    first = min(kept, default=len(text))
    title = _TITLE.search(text)
    known = set(_WORD.findall(unescape(text[slice(*without_site(text, *title.span(1)))]).lower())) if title else set()
    for block in reversed(_blocks([node for node in nodes if node.heading and node.begin < first])):
        words = {word.lower() for word in _words(text, block)}
        if not known or 2 * len(words & known) >= len(words):
            return Region(kept | {node.begin for node in block}, True, about, warnings)
    return Region(kept, False, about, warnings)


def _mark(text: str, nodes: Sequence[Node]) -> tuple[str, dict[str, int]]:
    """The page with a mark in each longer node, and mark → offset of the node."""
    pieces: list[str] = []
    numbers: dict[str, int] = {}
    at = 0
    for node in nodes:
        place = _mark_place(text, node)
        if place:
            mark = _mark_of(len(numbers))
            numbers[mark] = node.begin
            pieces += [text[at:place], mark]
            at = place
    return "".join([*pieces, text[at:]]), numbers


def _mark_of(number: int) -> str:
    """The mark of this number; `_MARKED` finds it whole.

    >>> [len(_MARKED.fullmatch(_mark_of(number))[0]) for number in (0, 40_959, 40_960, 1_000_000)]
    [1, 1, 2, 2]
    """
    if number < _SINGLE:
        return chr(_FIRST + number)
    high, low = divmod(number - _SINGLE, _PAIRED)
    return chr(_FIRST + _SINGLE + min(high, 0x6DF)) + chr(_FIRST + low)


def _mark_place(text: str, node: Node) -> int:
    """Where to mark a node: inside a long word, else behind the first; 0 for one that is too short."""
    if _is_short(text, node):
        return 0
    word = _LONG_WORD.search(text, node.begin, node.end)
    if word:
        return word.start() + 2
    first = _WORD.search(text, node.begin, node.end)
    return first.end() if first else 0


def _extracted(trafilatura: Any, marked: str) -> tuple[str, About]:
    """What trafilatura takes for the article, and the page's title, author, date, outlet and address."""
    found = trafilatura.bare_extraction(marked, include_comments=False, with_metadata=True, date_extraction_params=_DATES)
    if found is None:
        return "", ()
    told = {"title": found.title, "author": found.author, "date": found.date, "outlet": found.sitename, "address": found.url}
    about = tuple((name, _MARKED.sub("", value).strip()) for name, value in told.items() if isinstance(value, str) and value.strip())
    return found.text or "", about


def _blocks(nodes: Sequence[Node]) -> list[list[Node]]:
    return [list(group) for _, group in groupby(nodes, key=lambda node: node.block)]


def _by_marks(text: str, nodes: Sequence[Node], taken: frozenset[int], lines: Iterable[str]) -> frozenset[int]:
    """The taken nodes, and the short ones that go with them: in the same paragraph, or a line of their own between two paragraphs."""
    alone = {tuple(_WORD.findall(line)) for line in lines if not _MARKED.search(line)}
    kept: set[int] = set()
    blocks = _blocks(nodes)
    held = [any(node.begin in taken for node in block) for block in blocks]
    captions = [all(node.caption for node in block) for block in blocks]
    places = list(accumulate(not caption for caption in captions))  # a row of pictures is one place
    near = [place for place, is_held in zip(places, held, strict=True) if is_held]
    for block, place, is_held, caption in zip(blocks, places, held, captions, strict=True):
        if is_held:
            kept.update(node.begin for node in _within(text, block, taken))
        elif near and near[0] - _NEAR < place < near[-1] + _NEAR:
            posted = near[0] < place < near[-1] and all(node.quoted for node in block)
            if caption or posted or _words(text, block) in alone:
                kept.update(node.begin for node in block)
    return frozenset(kept)


def _words(text: str, block: Sequence[Node]) -> tuple[str, ...]:
    return tuple(_WORD.findall(unescape(" ".join(text[node.begin : node.end] for node in block))))


def _within(text: str, block: Sequence[Node], taken: frozenset[int]) -> Iterable[Node]:
    """The nodes of a paragraph from the first that was taken to the last, and short ones at its edges."""
    places = [k for k, node in enumerate(block) if node.begin in taken]
    first, last = places[0], places[-1]
    while first > 0 and _is_short(text, block[first - 1]):
        first -= 1
    while last + 1 < len(block) and _is_short(text, block[last + 1]):
        last += 1
    return block[first : last + 1]


def _is_short(text: str, node: Node) -> bool:
    """Whether a node has too few words to be marked; cells of tables all are, since nobody's rules go by their words."""
    return not node.cell and node.end - node.begin < _LETTERS and len(_WORD.findall(text, node.begin, node.end)) < _LEAST


def _by_words(text: str, nodes: Sequence[Node], found: str) -> frozenset[int]:
    """The paragraphs of whose word triples at least half stand in what was found."""
    words = _WORD.findall(_MARKED.sub("", found).lower())
    known = set(zip(words, words[1:], words[2:], strict=False))
    kept: set[int] = set()
    for block in _blocks(nodes):
        own = [word.lower() for word in _words(text, block)]
        triples = set(zip(own, own[1:], own[2:], strict=False))
        if triples and 2 * len(triples & known) >= len(triples):
            kept.update(node.begin for node in block)
    return frozenset(kept)


def _likeliest(nodes: Sequence[Node], boxes: Sequence[Box]) -> frozenset[int]:
    """Without trafilatura: the `<article>` or `<main>` that holds most of the page's running text, else all of that, menus left out."""
    sizes = summed(boxes, ((node.box, node.end - node.begin) for node in nodes if not node.aside and not node.linked))
    homes = [k for k, box in enumerate(boxes) if box.name in ("article", "main") and 2 * sizes[k] > sizes[-1]]
    within = inside(boxes, homes[-1:])  # of the innermost
    return frozenset(n.begin for block in _blocks(nodes) if _is_text(block) for n in block if not homes or n.box in within)


def _is_text(block: Sequence[Node]) -> bool:
    """Whether a paragraph is neither in a menu nor little but links."""
    linked = sum(node.end - node.begin for node in block if node.linked)
    return not any(node.aside for node in block) and 2 * linked <= sum(node.end - node.begin for node in block)
