"""Rule files as written: TOML read, every key checked, errors that name file, rule and key and suggest the mend."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from attribution.errors import RuleError

RULE, SIEVE, TURN, STOP, FLOATING = "rule", "sieve", "turn", "stop", "floating"
TEACHING = ("examples", "near_misses", "known_mistakes")
SOURCES = ("subject", "owner", "possessor", "left", "right", "none")
CONTENTS = ("to-stop", "exact", "left")
CUE_COLUMNS = ("lemma", "frame", "right", "seen")
PARTS = ("source", "content", "cue", "addressee", "tail", "cited")


class Shape(NamedTuple):
    """What an entry of one kind must and may have: key → type; and how its id is written."""

    must: Mapping[str, type | tuple[type, ...]]
    may: Mapping[str, type | tuple[type, ...]]
    id: re.Pattern[str]
    written: str


_CAPITALS = re.compile(r"[A-Z][A-Z0-9]*(-[A-Z0-9]+)*")
_SMALL = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_TEACHING: dict[str, type | tuple[type, ...]] = dict.fromkeys(TEACHING, list)
SHAPES = {
    RULE: Shape(
        {"id": str, "frame": str, "trigger": str, "source": str, "content": str, "family": str, "why": str},
        {
            "left": str, "right": str, "prior": (int, float), "needs": list, "unless": list, "yields": list, "lemmas": list,
            "replaces": str, "outer": bool, "simple": bool, **_TEACHING,
        },
        _CAPITALS,
        "in capitals, such as 'V-THAT'",
    ),
    SIEVE: Shape(
        {"id": str, "left": str},
        {"for": str, "inherit": str, "counts_as": str, "why": str, "replaces": str, **_TEACHING},
        _SMALL,
        "in small letters, such as 'adjacent'",
    ),
    TURN: Shape(
        {"id": str, "name": str, "why": str},
        {"repeated": int, "signed": bool, "replaces": str, **_TEACHING},
        _CAPITALS,
        "in capitals, such as 'TURN-QA'",
    ),
    FLOATING: Shape(
        {"id": str, "why": str, "prior": (int, float), "words": int, "written": list, "asking": list, "unspoken": list},
        {},
        _CAPITALS,
        "in capitals, such as 'FLOAT'",
    ),
    STOP: Shape(
        {"id": str, "at": str},
        {"always": bool, "shifted": bool, "within": bool, "ends": list, "verbless": list, **_TEACHING},
        re.compile(r"\S.*"),
        "without blanks at its ends",
    ),
}
_MOST_GROUPS = 100  # the shipped pattern with the most has 25
_LISTS = dict.fromkeys(["disable", "openers", "shifts", "reasons", "many", "withheld", "none", "lately", "settled", "judges"], list)
_TOP: Mapping[str, type | tuple[type, ...]] = {"macros": dict, **_LISTS, "least": int, "longest": int}


class Entries(NamedTuple):
    """One rule file: its name for messages, its checked entries by kind, and everything else at its top."""

    name: str
    kinds: Mapping[str, tuple[Mapping[str, Any], ...]]
    top: Mapping[str, Any]

    def of(self, kind: str) -> tuple[Mapping[str, Any], ...]:
        """The entries of one kind, in order."""
        return self.kinds.get(kind, ())

    @property
    def macros(self) -> Mapping[str, str]:
        """The patterns that `[macros]` names."""
        macros: Mapping[str, str] = self.top.get("macros", {})
        return macros


def parse_toml(text: str, name: str) -> dict[str, Any]:
    """A TOML file. RuleError with the line where it is none."""
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message, _, place = str(error).rpartition(" (at ")
        raise RuleError(f"{name}: {place.rstrip(')') or 'somewhere'}: not valid TOML: {message or error}") from None
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, thousands of brackets
        raise RuleError(f"{name}: not valid TOML: {error}; write shorter numbers, and nest less") from None


def read_entries(text: str, name: str) -> Entries:
    """The rule file `text`, its keys and their types checked; patterns are checked when compiled."""
    return check_entries(parse_toml(text, name), name)


def check_entries(data: Mapping[str, Any], name: str) -> Entries:
    """The data of a rule file, its keys and their types checked."""
    kinds = {}
    for key, value in data.items():
        if key in SHAPES:
            if not isinstance(value, list):
                raise RuleError(f"{name}: [{key}] stands for one entry among several: write [[{key}]]")
            kinds[key] = tuple(value)
        elif key not in _TOP:
            raise RuleError(f"{name}: unknown key {key!r}{nearest(key, (*SHAPES, *_TOP))}")
        elif not isinstance(value, _TOP[key]) or isinstance(value, bool):
            raise RuleError(f"{name}: {key} must be {_kind_name(_TOP[key])}")
        elif isinstance(value, list) and not all(isinstance(item, str) for item in value):
            raise RuleError(f"{name}: {key} must be a list of strings")
        elif isinstance(value, dict):
            _check_macros(value, f"{name}: [macros]")
    for kind, rows in kinds.items():
        seen: set[str] = set()
        for n, row in enumerate(rows, 1):
            _check(row, kind, n, name)
            if row["id"] in seen:
                raise RuleError(f"{name}: {row['id']}: there are two entries with this id")
            seen.add(row["id"])
    return Entries(name, kinds, {key: value for key, value in data.items() if key in _TOP})


def _check_macros(macros: Mapping[str, Any], where: str) -> None:
    for macro, pattern in macros.items():
        if not isinstance(pattern, str):
            raise RuleError(f"{where} {macro} must be a string: a pattern")
        _check_depth(pattern, f"{where} {macro}")


def _check_depth(pattern: str, where: str) -> None:
    """RuleError where brackets are so many that compiling them could overrun Python's stack."""
    if pattern.count("(") > _MOST_GROUPS:
        raise RuleError(f"{where} has {pattern.count('(')} groups; name parts of it in [macros], at most {_MOST_GROUPS} each")


def _check(row: Any, kind: str, number: int, name: str) -> None:
    shape = SHAPES[kind]
    if not isinstance(row, dict):
        raise RuleError(f"{name}: {kind} {number} is no table")
    where = f"{name}: {row['id'] if isinstance(row.get('id'), str) and row['id'] else f'{kind} {number}'}"
    known = {**shape.must, **shape.may}
    for key, value in row.items():
        if key not in known:
            raise RuleError(f"{where}: unknown key {key!r}{nearest(key, known)}")
        if not isinstance(value, known[key]) or (isinstance(value, bool) and known[key] is not bool):
            raise RuleError(f"{where}: {key} must be {_kind_name(known[key])}")
        if isinstance(value, list) and key not in TEACHING and not all(isinstance(item, str) for item in value):
            raise RuleError(f"{where}: {key} must be a list of strings")
        if key in ("left", "right", "at") and isinstance(value, str):
            _check_depth(value, f"{where}: {key}")
        if value == "" and key in shape.must:
            raise RuleError(f"{where}: {key} is empty")
    if kind == RULE and "trigger" not in row:
        raise RuleError(f"{where}: key 'trigger' is missing: a rule must say at which chunk it looks, or it would look everywhere")
    for key in shape.must:
        if key not in row:
            raise RuleError(f"{where}: key {key!r} is missing")
    if not shape.id.fullmatch(row["id"]):
        raise RuleError(f"{where}: an id of this kind is written {shape.written}")
    if kind == RULE:
        _check_rule(row, where)
    elif kind == SIEVE and "inherit" not in row and "source=" not in row["left"]:
        raise RuleError(f"{where}: left names no source= part, and there is no inherit")


def _check_rule(row: Mapping[str, Any], where: str) -> None:
    for key, known in (("source", SOURCES), ("content", CONTENTS)):
        if row[key] not in known:
            raise RuleError(f"{where}: {key} {row[key]!r} is not one of {', '.join(known)}{nearest(row[key], known)}")
    if "prior" in row and not 0 < row["prior"] < 1:
        raise RuleError(f"{where}: prior {row['prior']} is no probability between 0 and 1")
    if "left" not in row and "right" not in row:
        raise RuleError(f"{where}: there is neither left nor right: what stands before, or after, the trigger?")
    parts = {side: tuple(parts_of(row.get(side, ""))) for side in ("left", "right")}
    for side, names in parts.items():
        for part in names:
            if part not in PARTS:
                raise RuleError(f"{where}: {side}: unknown part {part!r}{nearest(part, PARTS)}")
    holders = [side for side, names in parts.items() if "content" in names]
    if len(holders) != 1:
        which = "left and right both name" if holders else "neither left nor right names"
        raise RuleError(f"{where}: {which} a content= part; one of them must")
    if row["content"] == "left" and holders != ["left"]:
        raise RuleError(f"{where}: content is 'left', but left names no content= part")
    for side, names in parts.items():
        if row["source"] in ("none", "subject", "possessor") and "source" in names:
            raise RuleError(f"{where}: source is {row['source']!r}, but {side} names a source= part")
    if row["source"] in ("left", "right") and "source" not in parts[row["source"]]:
        raise RuleError(f"{where}: source is {row['source']!r}, but {row['source']} names no source= part")


_PART = re.compile(r"<\^?(?:[^<>]+|>)>|(?P<part>[a-z]\w*)=")


def parts_of(pattern: str) -> Iterator[str]:
    """The names of the parts of a pattern."""
    return (m["part"] for m in _PART.finditer(pattern) if m["part"])


def nearest(word: str, known: Collection[str]) -> str:
    """" (did you mean …?)", or nothing where no known word is near."""
    from difflib import get_close_matches

    close = get_close_matches(word, known, 1) or get_close_matches(word.upper(), known, 1)
    return f" (did you mean {close[0]!r}?)" if close else ""


def _kind_name(kinds: type | tuple[type, ...]) -> str:
    names = {str: "a string", list: "a list", dict: "a table", int: "a whole number", bool: "true or false"}
    return "a number" if isinstance(kinds, tuple) else names[kinds]


def rows_of(text: str, name: str, columns: Sequence[str], comment: str = "#") -> Iterator[tuple[int, list[str]]]:
    """Line number and cells of each row of a table file; `comment` begins a line that is none. RuleError for a row with other columns."""
    for number, line in enumerate(text.splitlines(), 1):
        if not line or line.startswith(comment):
            continue
        cells = line.split("\t")
        if len(cells) != len(columns):
            hint = "; columns are parted by tabs, not blanks" if len(cells) == 1 else ""
            raise RuleError(f"{name}:{number}: {len(columns)} columns are wanted ({', '.join(columns)}), this line has {len(cells)}{hint}")
        yield number, cells


def counted(cells: Sequence[str], name: str, number: int) -> tuple[int, int]:
    """Two counts, the first part of the second. RuleError where they are none."""
    try:
        right, seen = map(int, cells)
    except ValueError:
        raise RuleError(f"{name}:{number}: {' and '.join(cell[:20] for cell in cells)} must be whole numbers") from None
    if not 0 <= right <= seen:
        raise RuleError(f"{name}:{number}: {right} of {seen} cannot be: the first number is a part of the second")
    return right, seen
