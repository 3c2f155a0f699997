"""The elements of a web page that hold paragraphs, and which of them are entries of one list: what is read of one is read of all.

Pages that grow by the hour put each entry into an `<article>` or another element of its own. Whoever looks for the one article of the page
takes the longest or the first of them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

_CLASS = re.compile(r"""\bclass\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_DIALOG = re.compile(
    r"""\b(?:role\s*=\s*["']?(?:alert)?dialog\b|aria-modal\s*=\s*["']?true\b"""
    r"""|(?:class|id)\s*=\s*["']?(?:[^"'<>]*[\s_-])?(?:cookies?|consent|gdpr|onetrust)(?:[\s"'_-]|$))""",
    re.IGNORECASE,
)
_WHOLE = frozenset({"html", "body", "main", "article"})
_ENTRIES = frozenset({"article", "li"})  # need no class to be of a kind
_LINKED = 0.3  # of the text of an entry at most
_LEAST = 40  # characters of running text that make an entry


@dataclass(frozen=True, slots=True)
class Box:
    """An element that may hold paragraphs; `parent` is the number of the one around it, -1 where there is none."""

    parent: int
    name: str
    attributes: str


@dataclass(frozen=True, slots=True)
class Node:
    """A stretch of text between two tags.

    block   number of the paragraph that holds it
    box     number of the innermost element around it that may hold paragraphs, -1 where there is none
    aside   whether it stands in a menu, footer, form or the like
    linked  whether it is a link's text
    caption whether it is a picture's caption
    quoted  whether it stands in a block quotation
    heading whether it stands in the main heading
    cell    whether it stands in a cell of a table
    """

    begin: int
    end: int
    block: int
    box: int
    aside: bool
    linked: bool
    caption: bool
    quoted: bool
    heading: bool
    cell: bool


def classes_of(attributes: str) -> frozenset[str]:
    """The classes of an element, in small letters.

    >>> sorted(classes_of(' id=x class="Live entry"'))
    ['entry', 'live']
    """
    classes = _CLASS.search(attributes) if "class" in attributes.lower() else None
    return frozenset((classes[1] or classes[2] or classes[3] or "").lower().split()) if classes else frozenset()


def summed(boxes: Sequence[Box], sizes: Iterable[tuple[int, int]]) -> list[int]:
    """What each box holds, boxes inside it included, of (number of a box, size)."""
    sums = [0] * (len(boxes) + 1)  # the last, -1, is the page
    for box, size in sizes:
        sums[box] += size
    for number in range(len(boxes) - 1, -1, -1):
        sums[boxes[number].parent] += sums[number]
    return sums


def inside(boxes: Sequence[Box], chosen: Collection[int]) -> frozenset[int]:
    """The chosen boxes and all boxes inside them."""
    held: set[int] = set()
    for number, box in enumerate(boxes):
        if number in chosen or box.parent in held:
            held.add(number)
    return frozenset(held)


def dialogs(boxes: Sequence[Box]) -> frozenset[int]:
    """The boxes that lie before the page until somebody has answered them, such as those that ask for consent."""
    asked = {k for k, box in enumerate(boxes) if box.name == "dialog" or (box.name not in _WHOLE and _DIALOG.search(box.attributes))}
    return inside(boxes, asked) if asked else frozenset()


def entries(boxes: Sequence[Box], nodes: Sequence[Node], kept: Collection[int]) -> frozenset[int]:
    """The boxes, with those inside them, of which nothing was taken although they are of a kind with neighbours that were taken."""
    running = summed(boxes, ((node.box, node.end - node.begin) for node in nodes if not node.aside and not node.linked))
    linked = summed(boxes, ((node.box, node.end - node.begin) for node in nodes if node.linked))
    headed = summed(boxes, ((node.box, 1) for node in nodes if node.heading))
    taken = summed(boxes, ((n.box, n.end - n.begin) for n in nodes if n.begin in kept and not n.aside and not n.linked))

    def is_entry(number: int) -> bool:
        return running[number] >= _LEAST and linked[number] <= _LINKED * (linked[number] + running[number]) and not headed[number]

    found: set[int] = set()
    for group in _groups(boxes, taken):
        read = [number for number in group if 2 * taken[number] > running[number]]
        if 2 * sum(taken[number] for number in read) > taken[-1]:
            is_alike = _alike(boxes, read)
            found.update(k for k in group if not taken[k] and is_entry(k) and is_alike(boxes[k]))
    return inside(boxes, found) if found else frozenset()


def _groups(boxes: Sequence[Box], taken: Sequence[int]) -> Iterator[list[int]]:
    """The boxes of one name in one box, where something of them was taken, and not of all."""
    groups: dict[tuple[int, str], list[int]] = defaultdict(list)
    for number, box in enumerate(boxes):
        groups[box.parent, box.name].append(number)
    for group in groups.values():
        count = sum(taken[number] > 0 for number in group)
        if 0 < count < len(group):
            yield group


def _alike(boxes: Sequence[Box], read: Iterable[int]) -> Callable[[Box], bool]:
    """Whether a box is of a kind with one of those that were read: of the same classes; one of them is enough for an `<article>`."""
    known = {classes_of(boxes[number].attributes) for number in read}
    shared = frozenset[str]().union(*known)

    def is_alike(box: Box) -> bool:
        own = classes_of(box.attributes)
        if not own:
            return box.name in _ENTRIES and own in known
        return not own.isdisjoint(shared) if box.name == "article" else own in known

    return is_alike
