"""A people file: who is known to a newsroom, under which names. What it says wins over what an article suggests."""

from __future__ import annotations

import csv
import io
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple, cast

from attribution.errors import UsageError
from attribution.model import SOURCE_TYPES, Claim, SourceType
from attribution.readers.text import read_bytes

GENDERS = ("m", "f", "x")
_TEXTS = ("name", "role", "gender", "type", "id")
_KEYS = (*_TEXTS, "aliases")
_JOINT = "|"  # between the aliases in a cell of a CSV file


class Person(NamedTuple):
    """One entry. `gender` is one of GENDERS, `type` a source type, `id` an address such as a Wikidata id; each may be None."""

    name: str
    aliases: tuple[str, ...] = ()
    role: str | None = None
    gender: str | None = None
    type: SourceType | None = None
    id: str | None = None


@dataclass(frozen=True)
class People:
    """The entries of one file, and each by all its names (as `plain` makes them)."""

    path: str
    persons: tuple[Person, ...]
    known: Mapping[str, Person]

    def of(self, name: str | None) -> Person | None:
        """Whom a name means; case, accents, marks and blanks make no difference."""
        return self.known.get(plain(name)) if name else None

    def applied(self, claims: Sequence[Claim]) -> tuple[Claim, ...]:
        """The claims, their speakers, links, addressees and deniers called as the file calls them, roles and types as it has them."""
        return tuple(map(self._applied, claims))

    def _applied(self, claim: Claim) -> Claim:
        person = self.of(claim.speaker)
        named: dict[str, Any] = {
            "chain": tuple(self._name(name) for name in claim.chain),
            "addressee": self._name(claim.addressee),
            "disputed_by": self._name(claim.disputed_by),
        }
        if person is not None:
            named |= {"speaker": person.name, "role": person.role or claim.role, "source_type": person.type or claim.source_type}
            if claim.evidence is not None:
                told = f"{claim.speaker} is {person.name}" + (f" ({person.id})" if person.id else "")
                notes = (*claim.evidence.notes, ("people file", f"{Path(self.path).name}: {told}"))
                named["evidence"] = claim.evidence._replace(notes=notes)
        return replace(claim, **named)

    def _name(self, name: str | None) -> str | None:
        person = self.of(name)
        return person.name if person else name


def plain(name: str) -> str:
    """
    >>> plain("Señor  O’Neill"), plain("SENOR O'NEILL")
    ("senor o'neill", "senor o'neill")
    """
    letters = unicodedata.normalize("NFKD", name.replace("’", "'"))
    return " ".join("".join(letter for letter in letters if not unicodedata.combining(letter)).casefold().split())


def read_people(path: str) -> People:
    """The file, TOML (`[[person]]`, with name, aliases, role, gender, type, id) or CSV (columns of these names, aliases parted by `|`).

    Raises InputError where it cannot be read, UsageError for what makes no sense, and where two entries bear one name.
    """
    data = read_bytes(path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UsageError(f"--people {path}: is not UTF-8") from None
    entries = _toml(path, text) if path.lower().endswith(".toml") else _csv(path, text)
    persons = tuple(_person(f"--people {path}: {where}", entry) for where, entry in entries)
    known: dict[str, Person] = {}
    for person in persons:
        for name in (person.name, *person.aliases):
            other = known.setdefault(plain(name), person)
            if other is not person:
                raise UsageError(f"--people {path}: {name!r} is a name of {other.name} and of {person.name}; leave it out of one of them")
    return People(path, persons, known)


def _toml(path: str, text: str) -> Iterable[tuple[str, Mapping[str, Any]]]:
    try:
        table = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"--people {path}: is not valid TOML: {error}") from None
    entries = table.get("person", [])
    if not isinstance(entries, list) or set(table) - {"person"}:
        raise UsageError(f"--people {path}: holds [[person]] tables and nothing else")
    return [(f"person {number}", entry) for number, entry in enumerate(entries, 1)]


def _csv(path: str, text: str) -> Iterable[tuple[str, Mapping[str, Any]]]:
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise UsageError(f"--people {path}: cannot be read as CSV ({error})") from None
    header = [cell.strip().lower() for cell in rows[0]] if rows else []
    if "name" not in header:
        raise UsageError(f"--people {path}: has no column `name`; columns are {', '.join(_KEYS)}")
    out = []
    for number, row in enumerate(rows[1:], 2):
        entry: dict[str, Any] = {key: cell.strip() for key, cell in zip(header, row, strict=False) if cell.strip()}
        if "aliases" in entry:
            entry["aliases"] = [alias.strip() for alias in entry["aliases"].split(_JOINT) if alias.strip()]
        if entry:
            out.append((f"row {number}", entry))
    return out


def _person(where: str, entry: Any) -> Person:
    if not isinstance(entry, Mapping) or not isinstance(entry.get("name"), str) or not entry["name"].strip():
        raise UsageError(f"{where}: has no name")
    for key, value in entry.items():
        if key not in _KEYS:
            raise UsageError(f"{where}: unknown key {key!r}; there are {', '.join(_KEYS)}")
        texts = value if key == "aliases" and isinstance(value, list) else [value]
        if not all(isinstance(text, str) for text in texts):
            raise UsageError(f"{where}: {key} must be {'a list of strings' if key == 'aliases' else 'a string'}")
    if entry.get("gender", "x") not in GENDERS:
        raise UsageError(f"{where}: gender {entry['gender']!r}: give one of {', '.join(GENDERS)}, or leave it out")
    if entry.get("type", "person") not in SOURCE_TYPES:
        raise UsageError(f"{where}: type {entry['type']!r}: give one of {', '.join(SOURCE_TYPES)}, or leave it out")
    values = {key: entry.get(key) for key in ("role", "gender", "id")}
    aliases = entry.get("aliases", ())
    return Person(
        entry["name"], tuple([aliases] if isinstance(aliases, str) else aliases), type=cast(SourceType | None, entry.get("type")), **values
    )
