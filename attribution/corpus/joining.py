"""Speakers joined across documents: by people file, full name, role, outlet and time. Where two fit, it says so and joins none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby, islice
from typing import Any, NamedTuple

from attribution.corpus.database import fetched, insert, run
from attribution.corpus.people import Bearer, Voice, fitting, name_of, told_apart
from attribution.people import People
from attribution.rulebook.rules import shipped_rules
from attribution.speakers.lexicon import read_lexicon

_SEVERAL = "two or more fit"
_TOGETHER = 5_000  # names whose people are told apart before they are written down
_PLACED = ("doc", "speaker", "entity", "joined")
_WAITING = ("doc", "speaker", "key", "last", "roles", "outlet", "month")
_NEAR = """SELECT waiting.doc, waiting.speaker, waiting.key, waiting.last, any_value(waiting.roles), waiting.outlet,
    list_sort(list(DISTINCT beside.entity) FILTER (beside.entity IS NOT NULL))
FROM waiting LEFT JOIN (SELECT entity, key, last, outlet, month + unnest([-1, 0, 1]) AS month FROM near) AS beside
    ON beside.outlet = waiting.outlet AND beside.month = waiting.month AND beside.last = waiting.last
    AND (waiting.key IS NULL OR beside.key = waiting.key)
GROUP BY waiting.doc, waiting.speaker, waiting.key, waiting.last, waiting.outlet ORDER BY waiting.doc, waiting.speaker"""


def join_speakers(database: Any, people: People | None) -> None:
    """Fill `placed`: who each speaker of each document is, and by what that was found; and `fits`: who may be one of whom."""
    run(database, "voices")
    _name(database, people)
    database.execute(
        "INSERT INTO placed SELECT doc, speaker, known, 'people file' FROM voices JOIN names USING (speaker, person, anonymous) "
        "WHERE known IS NOT NULL"
    )
    database.execute("INSERT INTO bearers SELECT DISTINCT known, NULL, last, NULL FROM names WHERE known IS NOT NULL AND last <> ''")
    _place_full_names(database)
    run(database, "near")
    _place_waiting(database)
    _place_others(database)


def _name(database: Any, people: People | None) -> None:
    lexicon = shipped_rules().get(read_lexicon)

    def named(speaker: str, person: bool, anonymous: bool) -> tuple[Any, ...]:
        known = people.of(speaker) if people is not None and not anonymous else None
        name = name_of(known.name if known else speaker, "person" if person else None, anonymous, lexicon)
        return speaker, person, anonymous, *name, known.name if known else None

    rows = fetched(database, "SELECT DISTINCT speaker, person, anonymous FROM voices")
    columns = ("speaker", "person", "anonymous", "how", "key", "last", "initials", "known")
    insert(database, "names", columns, (named(*row) for row in rows))


class _Placed(NamedTuple):
    """What became of the bearers of one name: rows for `placed`, `bearers` and `waiting`."""

    placed: list[tuple[str, str, str, str]]
    bearers: list[tuple[str, str, str, list[str]]]
    waiting: list[tuple[Any, ...]]


def _place_full_names(database: Any) -> None:
    """Whoever is named in full, name by name; who fits two waits."""
    query = """SELECT key, last, doc, speaker, roles, outlet, month, initials FROM voices JOIN names USING (speaker, person, anonymous)
        WHERE how = 'full' AND known IS NULL ORDER BY key, doc, speaker"""
    groups = (_full_name(name[0], name[1], list(rows)) for name, rows in groupby(fetched(database, query), lambda row: row[:2]))
    while some := list(islice(groups, _TOGETHER)):
        insert(database, "placed", _PLACED, (row for each in some for row in each.placed))
        insert(database, "bearers", ("entity", "key", "last", "roles"), (row for each in some for row in each.bearers))
        insert(database, "waiting", _WAITING, (row for each in some for row in each.waiting))


def _full_name(key: str, last: str, rows: Sequence[tuple[Any, ...]]) -> _Placed:
    """The people of one full name; rows are key, surname, document, name there, roles, outlet, month, initials."""
    bearers, found = told_apart([Voice(row[2], tuple(row[4]), row[7]) for row in rows])
    spellings = [Counter[str]() for _ in bearers]
    for row, at in zip(rows, found, strict=True):
        if at is not None:
            spellings[at][row[3]] += 1
    names = _names(bearers, spellings)
    how = "full name" if len(bearers) == 1 else "full name and role"
    done = _Placed([], [(name, key, last, sorted(bearer.roles)) for name, bearer in zip(names, bearers, strict=True)], [])
    for row, at in zip(rows, found, strict=True):
        if at is None:
            done.waiting.append((row[2], row[3], key, last, row[4], row[5], row[6]))
        else:
            done.placed.append((row[2], row[3], names[at], how))
    return done


def _names(bearers: Sequence[Bearer], spellings: Sequence[Counter[str]]) -> list[str]:
    """What the people of one name are called: as most documents spell it, with the role where there are several, all different."""
    names: list[str] = []
    for bearer, spelt in zip(bearers, spellings, strict=True):
        name = min(spelt, key=lambda each: (-spelt[each], each))
        name = f"{name}, {bearer.role}" if len(bearers) > 1 and bearer.role else name
        names.append(f"{name} ({names.count(name) + 1})" if name in names else name)
    return names


def _place_waiting(database: Any) -> None:
    """Who fitted two, and whoever is named by one word: the one person of that name in the same outlet and month, or the one beside it."""
    database.execute(
        "INSERT INTO waiting SELECT doc, speaker, NULL, last, roles, outlet, month FROM voices "
        "JOIN names USING (speaker, person, anonymous) WHERE how = 'single' AND known IS NULL"
    )
    roles = dict(fetched(database, "SELECT entity, roles FROM bearers WHERE roles IS NOT NULL"))
    called: dict[str, list[str]] = {}
    for key, entity in fetched(database, "SELECT key, entity FROM bearers WHERE key IN (SELECT key FROM waiting)"):
        called.setdefault(key, []).append(entity)
    settled: list[tuple[str, str, str, str]] = []
    fits: set[tuple[str, str]] = set()
    for doc, speaker, key, _, mine, outlet, near in fetched(database, _NEAR):
        able = fitting(mine, {entity: roles.get(entity) for entity in near or ()})
        if len(able) == 1:
            settled.append((doc, speaker, able[0], "outlet and month"))
        elif able or key:
            name = f"{speaker} ({_SEVERAL})"
            settled.append((doc, speaker, name, "two fit"))
            fits.update((name, other) for other in able or called.get(key, []))
        else:
            settled.append((doc, speaker, f"{speaker} ({outlet or doc})", "name and outlet" if outlet else "name and article"))
    insert(database, "placed", _PLACED, settled)
    insert(database, "fits", ("entity", "other"), sorted(fits))


def _place_others(database: Any) -> None:
    """Bodies are joined by name, descriptions and unnamed sources only counted under the same words.

    A person of a body's name is another. What is taken for a body and bears a surname ("Holm") is one in each outlet only.
    """
    run(database, "others")
