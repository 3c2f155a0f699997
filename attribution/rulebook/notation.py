"""The pattern notation: nltk's tag patterns (`<DT>?<JJ>*<NN.*>+`), extended.

    <NP>            one chunk or token whose name is NP; <NP|PRON> either; <NN.*> any name the regular expression covers; <^,|.> any but these
    ? * + {2} {0,3} quantifiers, as in regular expressions; `*` and `+` are capped, and none may stand inside another
    ( … | … )       grouping and alternation
    source=( … )    a part with a name; source=<NP> for short
    (?=…) (?!…)     what must, or must not, follow
    {subject}       a pattern that `[macros]` names

A pattern compiles to one regular expression over a string that has one character a chunk (or token), so that matching costs what
`regex` costs. Repeats are bounded and sentences are capped, hence a match is bounded, and the whole is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from attribution.errors import RuleError

CAP = 60  # longest repeat of `*` and `+`, in chunks; the longest source in PolNeAR train has 41
_LEX = re.compile(r"\s+|<(?P<neg>\^?)(?P<names>[^<>]+|>)>|\{(?P<macro>[a-z][\w-]*)\}|\{(?P<low>\d+)(?P<comma>,?)(?P<high>\d*)\}|(?P<name>[a-z]\w*)=|(?P<op>\(\?[=!]|[?*+()|])")


@dataclass(frozen=True, slots=True)
class Alphabet:
    """Names → the characters they stand for, and every character there is."""

    names: Mapping[str, str]
    every: str = field(default="")

    def characters(self, names: str) -> str:
        """All characters whose name one of the `|`-separated alternatives covers, exactly or as a regular expression."""
        found: list[str] = []
        for name in _alternatives(names):
            if name in self.names:
                found.append(self.names[name])
                continue
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


def _near(name: str, known: Mapping[str, str]) -> str:
    import difflib

    close = difflib.get_close_matches(name, known, 1)
    return f" (did you mean <{close[0]}>?)" if close else ""


def _klass(chars: str) -> str:
    return "[" + "".join(re.escape(c) if ord(c) < 128 else c for c in sorted(chars)) + "]"


def translate(pattern: str, alphabet: Alphabet, macros: Mapping[str, str], _inside: tuple[str, ...] = ()) -> str:
    """The regular expression of `pattern`. RuleError where it is not well formed, says what it is near to, or could take more than linear time."""
    out: list[str] = []
    opened: list[tuple[int, bool]] = []  # where each open group begins in `out`; whether it is named
    unit = 0  # where the last complete element begins
    position = 0
    name = ""
    while position < len(pattern):
        m = _LEX.match(pattern, position)
        if m is None:
            raise RuleError(f"cannot read pattern at {pattern[position:position + 20]!r}")
        position = m.end()
        if m["names"]:
            unit = len(out)
            chars = alphabet.characters(m["names"])
            element = "[^#" + _klass(chars)[1:] if m["neg"] else _klass(chars)
            out.append(f"(?P<{name}>{element})" if name else element)
            name = ""
        elif m["macro"]:
            unit = len(out)
            if m["macro"] not in macros:
                raise RuleError(f"unknown macro {{{m['macro']}}}{_near(m['macro'], macros)}")
            if m["macro"] in _inside:
                raise RuleError(f"macro {{{m['macro']}}} contains itself")
            inner = translate(macros[m["macro"]], alphabet, macros, (*_inside, m["macro"]))
            out.append(f"(?P<{name}>{inner})" if name else f"(?:{inner})")
            name = ""
        elif m["name"]:
            name = m["name"]
        elif m["op"] and m["op"][0] == "(":
            if name and len(m["op"]) > 1:
                raise RuleError(f"a lookahead cannot be a part: {name}={m['op']} in {pattern!r}")
            opened.append((len(out), bool(name)))
            out.append(f"(?P<{name}>" if name else m["op"] if len(m["op"]) > 1 else "(?:")
            name = ""
        elif m["op"] == ")":
            if not opened:
                raise RuleError(f"`)` without `(` in {pattern!r}")
            unit = opened.pop()[0]
            out.append(")")
        elif m["op"] == "|":
            out.append("|")
        elif m["op"] or m["low"]:
            out.append(_repeat(m, out[unit:], pattern))
    if opened or name:
        raise RuleError(f"unclosed group in {pattern!r}")
    return "".join(out)


def _repeat(m: re.Match[str], element: list[str], pattern: str) -> str:
    if not element:
        raise RuleError(f"nothing to repeat before {m[0]!r} in {pattern!r}")
    if m["op"] == "?":
        return "?"
    if m["op"] and f"{{0,{CAP}}}" in "".join(element) or m["op"] and f"{{1,{CAP}}}" in "".join(element):
        raise RuleError(f"an unbounded repeat inside another could take more than linear time: {pattern!r}; give the inner one a bound, such as {{0,4}}")
    if m["op"]:
        return f"{{0,{CAP}}}" if m["op"] == "*" else f"{{1,{CAP}}}"
    low, high = int(m["low"]), int(m["high"] or CAP) if m["comma"] else int(m["low"])
    if high < low or high > CAP:
        raise RuleError(f"repeat {m[0]} is out of range (at most {CAP}) in {pattern!r}")
    return f"{{{low},{high}}}"
