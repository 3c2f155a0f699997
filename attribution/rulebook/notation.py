"""The pattern notation: nltk's tag patterns (`<DT>?<JJ>*<NN.*>+`), extended.

    <NP>            one chunk or token whose name is NP; <NP|PRON> either; <NN.*> any name that fits; <^,|.> any but these
    ? * + {2} {0,3} quantifiers, as in regular expressions; `*` and `+` are capped; a `?` after one of the others makes it lazy
    ( … | … )       grouping and alternation
    source=( … )    a part with a name; source=<NP> for short
    (?=…) (?!…)     what must, or must not, follow
    {subject}       a pattern that `[macros]` names

A pattern compiles to one regular expression over a string that has one character a chunk (or token), so that matching costs what
`re` costs. All repeats are bounded, and repeats inside repeats are refused where the number of ways to read a sentence could explode:
where they multiply to more than CAP, unless each round begins with a chunk that the rest of the round cannot hold. In patterns of one's
own the ways to read a sentence are counted, too (ways.py): optional parts and alternatives inside a repeat can double with each round. The
shipped ones are counted by a test. Hence the work at one trigger is bounded, and the whole is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from attribution.errors import RuleError
from attribution.rulebook.firsts import begins, ends, needed
from attribution.rulebook.ways import MOST_WAYS, most_ways

MOST = 20_000  # characters that a pattern unfolds to, its macros read; those that are shipped unfold to some hundreds
DEEPEST = 50  # macros and groups inside one another
MOST_NEEDS = 2  # of a pattern that are looked for before it is tried
CAP = 60  # longest repeat of `*` and `+`, in chunks; the longest source in PolNeAR train has 41
_WILD = re.compile(r"[(){}]|(?:[*+?].*){4}")  # what could take more than linear time in a name
_BACK = re.compile(r"\\\d|\(\?P=\w*\)?|\\g<\w*>?")
LEX = re.compile(
    r"\s+|<(?P<neg>\^?)(?P<names>[^<>]+|>)>|\{(?P<macro>[a-z][\w-]*)\}|\{(?P<low>\d+)(?P<comma>,?)(?P<high>\d*)\}"
    r"|(?P<name>[a-z]\w*)=|(?P<op>\(\?[=!]|[?*+()|])"
)


class Alphabet(NamedTuple):
    """Names → the characters they stand for, and every character there is."""

    names: Mapping[str, str]
    every: str = ""

    def characters(self, names: str) -> str:
        """All characters whose name one of the `|`-separated alternatives covers, exactly or as a regular expression."""
        found: list[str] = []
        for name in _alternatives(names):
            if name in self.names:
                found.append(self.names[name])
                continue
            if _WILD.search(name):
                raise RuleError(f"<{name[:40]}>: a name may hold `.` and three of `*`, `+` and `?`, but no groups and no counts")
            try:
                pattern = re.compile(name)
            except re.error:
                pattern = re.compile(re.escape(name))
            hits = [chars for key, chars in self.names.items() if pattern.fullmatch(key)]
            if not hits:
                raise RuleError(f"unknown symbol <{name}>{_near(name, self.names)}")
            found.extend(hits)
        return "".join(dict.fromkeys("".join(found)))


def _alternatives(names: str) -> list[str]:
    return [name for name in names.split("|") if name] or ["|"]


def _near(name: str, known: Mapping[str, str], form: str = "<{}>") -> str:
    import difflib

    close = difflib.get_close_matches(name, known, 1)
    return f" (did you mean {form.format(close[0])}?)" if close else ""


def character_class(chars: str) -> str:
    return "[" + "".join(re.escape(c) if ord(c) < 128 else c for c in sorted(chars)) + "]"


def translate(pattern: str, alphabet: Alphabet, macros: Mapping[str, str]) -> str:
    """The regular expression of `pattern`. RuleError where it is not well formed, names what is unknown, or could take too long."""
    return Notation(alphabet, macros, counted=True).translate(pattern)


class Unfolded(NamedTuple):
    """The regular expression of a pattern, the most that nested repeats in it multiply to, and how deep macros lie in it."""

    text: str
    reach: int
    depth: int


class Expression(NamedTuple):
    """A pattern over characters; those with which every match begins and ends, None where it can be empty or with almost any; sets of
    characters of each of which every match has one; and its mirror image, where that is known."""

    text: str
    begins: str | None
    ends: str | None
    needs: Sequence[str]
    mirror: str = ""


class Notation:
    """What patterns are written in: the chunks and the macros that they may name. Each macro and each set of chunks is read once."""

    def __init__(
        self, alphabet: Alphabet, macros: Mapping[str, str], counted: bool = False, known: Mapping[str, Sequence[Any]] | None = None
    ) -> None:
        """`counted`: whether the ways that a pattern can read a sentence are counted, which takes some milliseconds a pattern;
        `known`: pattern → the fields of its `Expression`, where they are known."""
        self.alphabet, self.macros, self.counted = alphabet, macros, counted
        self._known = known or {}
        self._unfolded: dict[str, Unfolded] = {}
        self._classes: dict[str, str] = {}

    def read(self, pattern: str) -> Expression:
        """What `pattern` says. RuleError as of `translate`."""
        known = self._known.get(pattern)
        if known is not None:
            return Expression(*known)
        text = self.translate(pattern)
        first, last = ("".join(sorted(edge)) if edge else None for edge in (begins(text), ends(text)))
        return Expression(text, first, last, ["".join(sorted(need)) for need in needed(text)[:MOST_NEEDS]])

    def translate(self, pattern: str) -> str:
        """The regular expression of `pattern`. RuleError where it is not well formed, names what is unknown, or could take too long."""
        text = self._translate(pattern, ()).text
        if self.counted and most_ways(text) > MOST_WAYS:
            raise RuleError(
                f"there are more than {MOST_WAYS:,} ways to read one sentence by {pattern[:80]!r}; "
                "let no two of its repeats, optional parts or alternatives take the same chunks"
            )
        return text

    def _translate(self, pattern: str, inside: tuple[str, ...]) -> Unfolded:
        """`inside`: the macros that are being read."""
        back = _BACK.search(pattern)
        if back is not None:
            raise RuleError(f"{back[0]!r} in {pattern!r} refers back: backreferences could take more than linear time and are refused")
        reading = _Reading(pattern)
        position = depth = 0
        while position < len(pattern):
            m = LEX.match(pattern, position)
            if m is None:
                raise RuleError(_unreadable(pattern, position))
            position = m.end()
            if m["names"]:
                chars = self._class(m["names"])
                reading.element("[^#" + chars[1:] if m["neg"] else chars, 1)
            elif m["macro"]:
                macro = self._macro(m["macro"], inside)
                reading.element(macro.text, macro.reach, group=True)
                depth = max(depth, macro.depth + 1)
            elif m["name"]:
                reading.part(m["name"])
            elif m["op"] == ")":
                reading.close()
            elif m["op"] == "|":
                reading.either()
            elif m["op"] and m["op"][0] == "(":
                reading.open(m["op"])
            elif m["op"] or m["low"]:
                reading.repeat(m)
        return Unfolded(*reading.result(), depth)

    def _class(self, names: str) -> str:
        """The set of characters that `names` stands for, as a regular expression."""
        found = self._classes.get(names)
        if found is None:
            found = self._classes[names] = character_class(self.alphabet.characters(names))
        return found

    def _macro(self, name: str, inside: tuple[str, ...]) -> Unfolded:
        if name not in self.macros:
            raise RuleError(f"unknown macro {{{name}}}{_near(name, self.macros, '{{{}}}')}")
        if name in inside:
            raise RuleError(f"macro {{{name}}} contains itself")
        known = self._unfolded.get(name)
        if len(inside) + (known.depth if known else 0) >= DEEPEST:
            raise RuleError(f"macro {{{name}}} stands inside {len(inside)} others; {DEEPEST} is the most")
        if known is None:
            known = self._unfolded[name] = self._translate(self.macros[name], (*inside, name))
        return known


def _unreadable(pattern: str, position: int) -> str:
    rest = pattern[position:position + 20]
    if rest[0] == "<":
        return f"`<` without `>` in {pattern!r}"
    return f"cannot read pattern at {rest!r}"


class _Reading:
    """What has been read of one pattern: pieces of the regular expression, and what repeats in each multiply to."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.out: list[str] = []
        self.length = 0
        self.reach: list[int] = []
        self.opened: list[int] = []  # where each open group begins in `out`
        self.unit: int | None = None  # where the element begins that a quantifier would repeat
        self.name = ""
        self.lazy = False  # whether a `?` here would make the quantifier before it lazy

    def _add(self, text: str, reach: int = 1) -> None:
        self.length += len(text)
        if self.length > MOST:
            raise RuleError(f"unfolds to more than {MOST} characters: {self.pattern[:40]!r}; macros in macros multiply")
        self.out.append(text)
        self.reach.append(reach)
        self.lazy = False

    def part(self, name: str) -> None:
        if self.name:
            raise RuleError(f"part {self.name!r} is empty in {self.pattern!r}")
        if f"(?P<{name}>" in "".join(self.out):
            raise RuleError(f"part {name!r} stands twice in {self.pattern!r}")
        self.name = name

    def element(self, text: str, reach: int, group: bool = False) -> None:
        self.unit = len(self.out)
        self._add(f"(?P<{self.name}>{text})" if self.name else f"(?:{text})" if group else text, reach)
        self.name = ""

    def open(self, how: str) -> None:
        if self.name and len(how) > 1:
            raise RuleError(f"a lookahead cannot be a part: {self.name}={how} in {self.pattern!r}")
        if len(self.opened) >= DEEPEST:
            raise RuleError(f"more than {DEEPEST} groups inside one another in {self.pattern[:40]!r}")
        self.opened.append(len(self.out))
        self._add(f"(?P<{self.name}>" if self.name else how if len(how) > 1 else "(?:")
        self.unit, self.name = None, ""

    def close(self) -> None:
        if not self.opened:
            raise RuleError(f"`)` without `(` in {self.pattern!r}")
        self.unit = self.opened.pop()
        self._add(")")

    def either(self) -> None:
        self._add("|")
        self.unit = None

    def repeat(self, m: re.Match[str]) -> None:
        if m["op"] == "?" and self.lazy:
            self._add("?")
            self.unit = None
            return
        if self.unit is None or self.name:
            raise RuleError(f"nothing to repeat before {m[0]!r} in {self.pattern!r}")
        low, high = _bounds(m, self.pattern)
        inner = max(self.reach[self.unit:])
        if high > 1 and inner > 1 and high * inner > CAP and not _separated("".join(self.out[self.unit:])):
            raise RuleError(
                f"{m[0]} around a repeat of {inner} could take more than linear time: {self.pattern!r}; "
                f"give both smaller bounds, together at most {CAP}, such as {{0,4}}"
            )
        self.reach[self.unit:] = [r * high for r in self.reach[self.unit:]]
        self._add("?" if m["op"] == "?" else f"{{{low},{high}}}")
        self.unit, self.lazy = None, m["op"] != "?"

    def result(self) -> tuple[str, int]:
        if self.opened or self.name:
            raise RuleError(f"unclosed group in {self.pattern!r}" if self.opened else f"part {self.name!r} is empty in {self.pattern!r}")
        return "".join(self.out), max(self.reach, default=1)


def _bounds(m: re.Match[str], pattern: str) -> tuple[int, int]:
    if m["op"]:
        return {"?": (0, 1), "*": (0, CAP), "+": (1, CAP)}[m["op"]]
    low, high = int(m["low"]), int(m["high"] or CAP) if m["comma"] else int(m["low"])
    if not 0 < high <= CAP or high < low:
        raise RuleError(f"repeat {m[0]} is out of range (at most {CAP}) in {pattern!r}")
    return low, high


_PIECE = re.compile(r"\[(?P<not>\^?)(?P<chars>(?:\\.|[^\]])+)\](?P<maybe>\?|\{)?|\|")


def _separated(element: str) -> bool:
    """Whether each round of a repeated element begins with a chunk that the rest of it cannot hold: then there is one way to read it."""
    inner = re.sub(r"^(?:\((?:\?:|\?P<\w+>))+", "", element)
    pieces = list(_PIECE.finditer(inner))
    if not pieces or pieces[0].start() or any(p[0] == "|" for p in pieces[:2]) or pieces[0]["not"] or pieces[0]["maybe"]:
        return False
    first = set(pieces[0]["chars"].replace("\\", ""))
    for piece in pieces[1:]:
        chars = set((piece["chars"] or "").replace("\\", ""))
        if (first - chars if piece["not"] else first & chars) or (piece[0] == "|" and _at_top(inner, piece.start())):
            return False
    return True


def _at_top(inner: str, at: int) -> bool:
    """Whether no group that begins in `inner` is open at `at`."""
    plain = re.sub(r"\[(?:\\.|[^\]])+\]", lambda m: "x" * len(m[0]), inner[:at])
    return plain.count("(") <= plain.count(")")
